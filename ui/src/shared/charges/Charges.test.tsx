import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Charge, ChargeLine, Visit } from "../../api/bindings";
import { Charges } from "./Charges";

/** A door with one charge, which takes a moment to change it. */
const door = { charge: {} as Charge, sent: [] as { version: number; line: ChargeLine }[] };

vi.mock("@tauri-apps/api/core", () => ({
  invoke: async (_: string, { name, input }: { name: string; input: { version: number; line: ChargeLine } }) => {
    await new Promise((done) => setTimeout(done, name === "change_charge" ? 30 : 1));
    if (name !== "change_charge") return [door.charge];
    door.sent.push(input);
    if (input.version !== door.charge.version) throw { code: "conflict", message: "", reference: "1" };
    const { units = 1, unit_cents = 0 } = input.line as Charge;
    door.charge = { ...door.charge, ...(input.line as Charge), units, unit_cents, version: input.version + 1 };
    return door.charge;
  },
}));

const visit = { id: "visit-1", patient: "patient-1", diagnoses: [] as Visit["diagnoses"] } as Visit;

async function open() {
  const onRefused = vi.fn<(charge: string, code: string | null) => void>();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <Charges visit={visit} open onRefused={onRefused} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const units = await screen.findByLabelText("Units of 99213");
  return { onRefused, user: userEvent.setup(), units, price: screen.getByLabelText("Price of 99213") };
}

beforeEach(() => {
  door.sent = [];
  door.charge = {
    id: "charge-1",
    version: 1,
    status: "draft",
    code: "99213",
    description: "Office visit",
    modifiers: [] as string[],
    diagnoses: [] as string[],
    units: 1,
    unit_cents: 10000,
    cents: 10000,
  } as Charge;
});

test("saving the units leaves the price being typed alone, and the price goes after them", async () => {
  const { user, units, price } = await open();
  await user.clear(units);
  await user.type(units, "2");
  await user.click(price);
  await user.clear(price);
  await user.type(price, "12");
  await waitFor(() => expect(door.charge.units).toBe(2));
  await waitFor(() => expect(screen.getByLabelText("Units of 99213")).toHaveValue("2"));
  expect(price).toHaveFocus();
  await user.type(price, "5");
  expect(price).toHaveValue("125");
  await user.tab();
  await waitFor(() => expect(door.charge.unit_cents).toBe(12500));
  expect(door.charge.units).toBe(2);
});

test("what is left while a save is on its way is saved over the version that save made", async () => {
  const { user, units, price } = await open();
  await user.clear(units);
  await user.type(units, "3");
  await user.clear(price);
  await user.type(price, "80");
  await user.tab();
  await waitFor(() => expect(door.charge).toMatchObject({ units: 3, unit_cents: 8000 }));
  expect(door.sent.map(({ version }) => version)).toEqual([1, 2]);
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a price that was cleared or cannot be read bars signing until it is mended", async () => {
  const { onRefused, user, price } = await open();
  await user.clear(price);
  await user.tab();
  expect(screen.getByRole("alert")).toHaveTextContent("The price cannot be read and is not saved.");
  expect(onRefused).toHaveBeenLastCalledWith("charge-1", "99213");
  await user.type(price, "abc");
  await user.tab();
  expect(onRefused).toHaveBeenLastCalledWith("charge-1", "99213");
  await user.clear(price);
  await user.type(price, "90");
  await user.tab();
  expect(onRefused).toHaveBeenLastCalledWith("charge-1", null);
  await waitFor(() => expect(door.charge.unit_cents).toBe(9000));
  expect(screen.queryByRole("alert")).toBeNull();
});
