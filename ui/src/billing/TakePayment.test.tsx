import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Id, Payment, SessionInfo } from "../api/bindings";
import { SessionProvider } from "../shared/session";
import { TakePayment } from "./TakePayment";

/** A door that keeps one draft and takes payments. */
const door = { draft: null as string | null, taken: [] as number[] };

vi.mock("@tauri-apps/api/core", () => ({
  invoke: async (_: string, { name, input }: { name: string; input: Record<string, unknown> }) => {
    await new Promise((done) => setTimeout(done, name === "take_payment" ? 30 : 1));
    if (name === "save_draft") door.draft = input.body as string;
    if (name === "discard_draft") door.draft = null;
    if (name === "draft") return door.draft ? { body: door.draft, saved_at: "2026-11-22T10:00:00Z" } : null;
    if (name === "take_payment") {
      door.taken.push(input.cents as number);
      return { id: "payment-1", cents: input.cents, receipt: "R-1" } as Payment;
    }
    return {};
  },
}));

const session = { zone: "America/New_York" } as SessionInfo;
let patients = 0;
let patient = "" as Id<"Patient">;
const open = (owed: number) =>
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider value={session}>
          <TakePayment patient={patient} visit={null} owed={owed} onTaken={() => {}} />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
const amount = () => screen.getByLabelText<HTMLInputElement>(/^Amount/).value;

beforeEach(() => {
  cleanup();
  // What one test leaves unsaved must not come back in the next.
  patient = `patient-${++patients}` as Id<"Patient">;
  door.draft = null;
  door.taken = [];
});

test("the reference survives a lock, and the amount is what is owed then", async () => {
  const user = userEvent.setup();
  const { unmount } = open(14200);
  await user.type(screen.getByLabelText(/Authorization/), "4242");
  unmount();
  await waitFor(() => expect(door.draft).toContain("4242"));
  open(9000);
  await screen.findByDisplayValue("4242");
  expect(amount()).toBe("90.00");
});

test("an amount of one's own survives a lock, also when something else is owed then", async () => {
  const user = userEvent.setup();
  const { unmount } = open(14200);
  await user.clear(screen.getByLabelText(/^Amount/));
  await user.type(screen.getByLabelText(/^Amount/), "50");
  unmount();
  await waitFor(() => expect(door.draft).toContain("5000"));
  open(9000);
  await screen.findByText("Your unfinished typing was brought back");
  await waitFor(() => expect(amount()).toBe("50.00"));
});

test("a payment that is taken when its form is gone leaves no draft", async () => {
  const user = userEvent.setup();
  const { unmount } = open(14200);
  await user.type(screen.getByLabelText(/Authorization/), "4242");
  await user.click(screen.getByRole("button", { name: /Take payment/ }));
  unmount();
  await waitFor(() => expect(door.taken).toEqual([14200]));
  await waitFor(() => expect(door.draft).toBeNull());
});

test("a payment taken leaves no draft, and is not taken twice", async () => {
  const user = userEvent.setup();
  open(14200);
  await user.type(screen.getByLabelText(/Authorization/), "4242");
  await user.click(screen.getByRole("button", { name: /Take payment/ }));
  await waitFor(() => expect(amount()).toBe(""));
  await user.click(screen.getByRole("button", { name: /Take payment/ }));
  await waitFor(() => expect(door.draft).toBeNull());
  expect(door.taken).toEqual([14200]);
});
