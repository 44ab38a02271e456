import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { SessionInfo } from "../api/bindings";
import { flushDrafts } from "../shared/drafts";
import { SessionProvider } from "../shared/session";
import MergePage from "./MergePage";

/** A door with a patient and two that look alike, which keeps drafts. */
const door = { drafts: new Map<string, string>() };
const person = (id: string) => ({
  id,
  name: id,
  list_name: id,
  mrn: `M-${id}`,
  version: 1,
  details: { family: id, telecoms: [], identifiers: [], addresses: [], races: [], ethnicities: [], names: [] },
});

vi.mock("@tauri-apps/api/core", () => ({
  invoke: async (_: string, { name, input }: { name: string; input: Record<string, string> }) => {
    await new Promise((done) => setTimeout(done, 1));
    const key = `${input.about}/${input.subject ?? ""}`;
    if (name === "save_draft") door.drafts.set(key, input.body ?? "");
    if (name === "discard_draft") door.drafts.delete(key);
    const body = door.drafts.get(key);
    if (name === "draft") return body ? { body, saved_at: "2026-11-22T10:00:00Z" } : null;
    if (name === "patient") return person(input.patient ?? "");
    if (name === "likely_duplicates") return ["Ben", "Cleo"].map((id) => ({ patient: person(id), alike: [] }));
    return name === "find_patients" ? [person("Cleo")] : [];
  },
}));
vi.mock("../shared/PatientPage", () => ({ PatientPage: ({ children }: { children: React.ReactNode }) => children }));
vi.mock("../shared/go", () => ({ usePathId: () => "Ann", useGo: () => () => {} }));
vi.mock("./differences", () => ({ linesOf: () => [] }));

const session = { permissions: [] as string[], zone: "UTC" } as unknown as SessionInfo;
const open = () =>
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider value={session}>
          <MergePage />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
const why = () => screen.findByLabelText<HTMLTextAreaElement>(/^How is it known/);
const stays = (name: string) => screen.getByRole("radio", { name: new RegExp(`^${name}`) });

async function locked() {
  await flushDrafts();
  cleanup();
}

beforeEach(async () => {
  await locked();
  door.drafts.clear();
});

test("a merge that a lock cut off comes back with the other record, and its reason goes for no third one", async () => {
  const user = userEvent.setup();
  open();
  await user.click(await screen.findByRole("button", { name: /Ben/ }));
  await user.type(await why(), "Same license");
  await user.click(stays("Ben"));
  await locked();

  open();
  expect(await why()).toHaveValue("Same license");
  expect(stays("Ben")).toBeChecked();
  await user.type(screen.getByPlaceholderText(/^Name, birth/), "Cleo");
  await user.click(await screen.findByRole("option", { name: /Cleo/ }));
  await waitFor(() => expect(stays("Cleo")).not.toBeChecked());
  expect(await why()).toHaveValue("");
  expect(stays("Ann")).toBeChecked();
});

test("Cancel goes back to the choice and leaves no draft", async () => {
  const user = userEvent.setup();
  open();
  await user.click(await screen.findByRole("button", { name: /Ben/ }));
  await user.type(await why(), "Same license");
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  await screen.findByRole("button", { name: /Ben/ });
  await flushDrafts();
  expect(door.drafts.size).toBe(0);
});
