import { MantineProvider } from "@mantine/core";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { type Column, DataTable } from "./DataTable";

interface Owed {
  id: string;
  name: string;
  cents: number | null;
}

const columns: Column<Owed>[] = [
  { key: "name", header: "Name", cell: (row) => row.name, sort: (row) => row.name },
  { key: "cents", header: "Balance", cell: (row) => String(row.cents), sort: (row) => row.cents, align: "end" },
];
const three = [
  { id: "1", name: "Óscar", cents: 900 },
  { id: "2", name: "Ana", cents: null },
  { id: "3", name: "Olga", cents: 10000 },
];

function open(rows: Owed[]) {
  const onOpen = vi.fn();
  render(
    <MantineProvider>
      <DataTable
        label="Open accounts"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        onOpen={onOpen}
        empty="Nobody owes anything."
      />
    </MantineProvider>,
  );
  const names = () =>
    screen
      .getAllByRole("row")
      .slice(1)
      .map((row) => within(row).getAllByRole("cell")[0]?.textContent);
  return { onOpen, names, user: userEvent.setup() };
}

test("names sort without regard to accents, figures by size, and what is unknown comes last both ways", async () => {
  const { names, user } = open(three);
  await user.click(screen.getByRole("button", { name: "Name" }));
  expect(names()).toEqual(["Ana", "Olga", "Óscar"]);
  await user.click(screen.getByRole("button", { name: "Balance" }));
  expect(names()).toEqual(["Óscar", "Olga", "Ana"]);
  await user.click(screen.getByRole("button", { name: "Balance" }));
  expect(names()).toEqual(["Olga", "Óscar", "Ana"]);
  expect(screen.getByRole("columnheader", { name: "Balance" })).toHaveAttribute("aria-sort", "descending");
});

test("rows are walked with arrows and opened with Enter", async () => {
  const { onOpen, user } = open(three);
  screen.getAllByRole("row")[1]?.focus();
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
  await vi.waitFor(() => expect(screen.getAllByRole("row")[3]).toHaveFocus());
  await user.keyboard("{Home}");
  await vi.waitFor(() => expect(screen.getAllByRole("row")[1]).toHaveFocus());
  await user.keyboard("{Enter}");
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(three[0]);
});

test("a long list draws only what is in sight, and says how long it is", () => {
  open(Array.from({ length: 5000 }, (_, at) => ({ id: String(at), name: `Patient ${at}`, cents: at })));
  expect(screen.getAllByRole("row").length).toBeLessThan(200);
  expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "5001");
});

test("an empty list says so", () => {
  open([]);
  expect(screen.getByText("Nobody owes anything.")).toBeVisible();
});
