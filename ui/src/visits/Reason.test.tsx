import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { SessionInfo, Visit } from "../api/bindings";
import { SessionProvider } from "../shared/session";
import { Reason } from "./Reason";

/** A door that keeps a visit's reason and one draft, and takes a moment to change the visit. */
const door = { visit: {} as Visit, draft: null as string | null };

vi.mock("@tauri-apps/api/core", () => ({
  invoke: async (_: string, { name, input }: { name: string; input: Record<string, unknown> }) => {
    await new Promise((done) => setTimeout(done, name === "change_visit" ? 30 : 1));
    if (name === "save_draft") door.draft = input.body as string;
    if (name === "discard_draft") door.draft = null;
    if (name === "draft") return door.draft ? { body: door.draft, saved_at: "2026-11-22T10:00:00Z" } : null;
    if (name === "change_visit") {
      if (input.version !== door.visit.version) throw { code: "conflict", message: "", reference: "1" };
      door.visit = { ...door.visit, reason: input.reason as string, version: door.visit.version + 1 };
      return door.visit;
    }
    return {};
  },
}));

const session = { permissions: ["EditChart"], zone: "America/New_York" } as unknown as SessionInfo;
const client = new QueryClient();
const page = (visit: Visit) => (
  <MantineProvider env="test">
    <QueryClientProvider client={client}>
      <SessionProvider value={session}>
        <Reason visit={visit} open />
        <button type="button">Elsewhere</button>
      </SessionProvider>
    </QueryClientProvider>
  </MantineProvider>
);
const field = () => screen.getByPlaceholderText<HTMLInputElement>(/Why the patient came/);
const leave = (user: ReturnType<typeof userEvent.setup>) => user.click(screen.getByText("Elsewhere"));

let visits = 0;
beforeEach(() => {
  const id = `visit-${++visits}`;
  door.visit = { id, patient: "patient-1", practitioner: "p", version: 1, reason: "Cough" } as Visit;
  door.draft = null;
});

test("the reason is saved when the field is left, and what was typed meanwhile after it", async () => {
  const user = userEvent.setup();
  render(page(door.visit));
  await user.type(field(), " and fever");
  await leave(user);
  await user.type(field(), ", two days");
  await leave(user);
  await waitFor(() => expect(door.visit.reason).toBe("Cough and fever, two days"));
  await waitFor(() => expect(door.draft).toBeNull());
  expect(field().value).toBe("Cough and fever, two days");
  expect(screen.queryByText("Keep mine")).toBeNull();
});

test("a reason that another wrote meanwhile is not written over until the writer says so", async () => {
  const user = userEvent.setup();
  const { rerender } = render(page(door.visit));
  await user.type(field(), " at night");
  door.visit = { ...door.visit, version: 2, reason: "Asthma" };
  rerender(page(door.visit));
  await leave(user);
  await screen.findByText("Keep mine");
  expect(door.visit.reason).toBe("Asthma");
  await user.click(screen.getByText("Keep mine"));
  await waitFor(() => expect(door.visit.reason).toBe("Cough at night"));
  await waitFor(() => expect(screen.queryByText("Keep mine")).toBeNull());
});

test("taking what another wrote gives up what was typed", async () => {
  const user = userEvent.setup();
  const { rerender } = render(page(door.visit));
  await user.type(field(), " at night");
  door.visit = { ...door.visit, version: 2, reason: "Asthma" };
  rerender(page(door.visit));
  await user.click(await screen.findByText("Take what is saved"));
  await waitFor(() => expect(door.draft).toBeNull());
  expect([field().value, door.visit.version]).toEqual(["Asthma", 2]);
});
