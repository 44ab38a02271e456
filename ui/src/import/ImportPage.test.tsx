import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { ImportReport } from "../api/bindings";
import ImportPage from "./ImportPage";

const asked: { name: string; input: { dry_run?: boolean } }[] = [];
const answers = new Map<string, (input: { dry_run?: boolean }) => unknown>();

vi.mock("@tauri-apps/api/core", () => ({
  invoke: async (_: string, { name, input }: { name: string; input: { dry_run?: boolean } }) => {
    asked.push({ name, input });
    return answers.get(name)?.(input);
  },
}));

const found: ImportReport = {
  dry_run: true,
  files: 2,
  added: 1234,
  already_here: 0,
  different: [],
  kept: [{ kind: "Observation", count: 1234 }],
  not_kept: [{ what: "CarePlan", count: 3 }],
  refused: [{ kind: "Patient", reason: "The patient has no name.", count: 1, file: "a.ndjson", line: 7 }],
  cancelled: false,
};

beforeEach(() => {
  asked.length = 0;
  answers.clear();
  answers.set("window.choose_folder", () => ({ path: "/charts" }));
  answers.set("job_progress", () => []);
});

function open() {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MantineProvider env="test">
        <ImportPage />
      </MantineProvider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

test("files are looked through and shown before anything is saved", async () => {
  answers.set("import_records", (input) => ({ ...found, dry_run: input.dry_run }));
  const user = open();
  await user.click(screen.getByRole("button", { name: "Choose a folder" }));
  await user.click(await screen.findByRole("button", { name: "Look through" }));
  expect(await screen.findByText("The patient has no name.")).toBeTruthy();
  expect(screen.getByText("a.ndjson, line 7")).toBeTruthy();
  expect(screen.getByText("CarePlan")).toBeTruthy();
  const runs = () => asked.filter((one) => one.name === "import_records").map((one) => one.input.dry_run);
  expect(runs()).toEqual([true]);
  await user.click(screen.getByRole("button", { name: "Import 1,234 records" }));
  expect(await screen.findByText("Imported 1,234 records")).toBeTruthy();
  expect(runs()).toEqual([true, false]);
});

test("a running import shows how far it is and stops when told", async () => {
  let stop = (_: ImportReport) => {};
  answers.set("import_records", () => new Promise<ImportReport>((done) => (stop = done)));
  answers.set("job_progress", () => [{ job: 5, command: "import_records", done: 40, total: 100, rows: 7 }]);
  answers.set("cancel_job", () => {
    stop({ ...found, cancelled: true });
    return {};
  });
  const user = open();
  await user.click(screen.getByRole("button", { name: "Choose a folder" }));
  await user.click(await screen.findByRole("button", { name: "Look through" }));
  expect(await screen.findByText(/40% · 7 records/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(await screen.findByText("Stopped looking through")).toBeTruthy();
  expect(asked.find((one) => one.name === "cancel_job")?.input).toEqual({ job: 5 });
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Import / })).toBeNull());
});
