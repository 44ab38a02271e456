import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { SessionInfo, User } from "../api/bindings";
import { flushDrafts } from "../shared/drafts";
import { SessionProvider } from "../shared/session";
import PeoplePage from "./PeoplePage";

/** A door with one user, which keeps drafts and what was ever in one. */
const door = { drafts: new Map<string, string>(), written: "", changed: [] as Record<string, unknown>[] };
const quill = { id: "quill", version: 3, display_name: "Dr. Quill", active: true, roles: ["provider"] } as User;

vi.mock("@tauri-apps/api/core", () => ({
  invoke: async (_: string, { name, input }: { name: string; input: Record<string, string> }) => {
    await new Promise((done) => setTimeout(done, 1));
    const key = `${input.about}/${input.subject ?? ""}`;
    if (name === "save_draft") {
      door.drafts.set(key, input.body ?? "");
      door.written += input.body;
    }
    if (name === "discard_draft") door.drafts.delete(key);
    const body = door.drafts.get(key);
    if (name === "draft") return body ? { body, saved_at: "2026-11-22T10:00:00Z" } : null;
    if (name === "rate_passphrase")
      return { score: 4, acceptable: true, long_enough: true, warning: null, suggestions: [] };
    if (name === "change_user") door.changed.push(input);
    return name === "users" ? [quill] : name === "practitioners" ? [] : {};
  },
}));

const session = {
  user: "lee",
  permissions: [] as string[],
  practice_name: "Elm",
  zone: "UTC",
} as unknown as SessionInfo;
async function open() {
  const user = userEvent.setup();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider value={session}>
          <PeoplePage />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  await user.click(await screen.findByText("Dr. Quill"));
  await screen.findByRole("form", { name: "Change a user" });
  return user;
}

test("roles survive a lock, a passphrase is never in a draft, and a change leaves none", async () => {
  let user = await open();
  await user.click(screen.getByLabelText("Biller"));
  await user.click(screen.getByLabelText("Give a new passphrase"));
  await user.type(screen.getByLabelText(/^New passphrase of/), "quiet otter");
  await user.type(screen.getByLabelText(/^Your own/), "loud heron");
  await flushDrafts();
  cleanup();

  user = await open();
  await screen.findByText("Your unfinished typing was brought back");
  expect(screen.getByLabelText("Biller")).toBeChecked();
  expect(screen.getByLabelText(/^New passphrase of/)).toHaveValue("");
  expect(screen.getByLabelText(/^Your own/)).toHaveValue("");
  await user.type(screen.getByLabelText(/^New passphrase of/), "quiet otter");
  await user.type(screen.getByLabelText(/^The same/), "quiet otter");
  await user.type(screen.getByLabelText(/^Your own/), "loud heron");
  await screen.findByText("Strong.");
  await user.click(screen.getByRole("button", { name: /^Save/ }));
  await waitFor(() => expect(door.changed).toHaveLength(1));
  expect(door.changed[0]).toMatchObject({ version: 3, roles: ["provider", "biller"], own_passphrase: "loud heron" });
  await waitFor(() => expect(door.drafts.size).toBe(0));
  expect(door.written).toContain("biller");
  expect(door.written).not.toMatch(/otter|heron/);
});
