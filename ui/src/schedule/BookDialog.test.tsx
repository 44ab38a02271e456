import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { SessionInfo } from "../api/bindings";
import { flushDrafts } from "../shared/drafts";
import { SessionProvider } from "../shared/session";
import { BookDialog } from "./BookDialog";
import type { Found } from "./PatientBox";

/** A door that keeps drafts, and offers one visit type and one provider. */
const door = { drafts: new Map<string, string>() };
const lists: Record<string, unknown> = {
  visit_types: [{ id: "type-1", name: "Office visit", minutes: 20, active: true }],
  practitioners: [{ id: "quill", display_name: "Dr. Quill", sees_patients: true }],
  rooms: [],
  free_slots: [],
};

vi.mock("@tauri-apps/api/core", () => ({
  invoke: async (_: string, { name, input }: { name: string; input: Record<string, string> }) => {
    await new Promise((done) => setTimeout(done, 1));
    const key = `${input.about}/${input.subject ?? ""}`;
    if (name === "save_draft") door.drafts.set(key, input.body ?? "");
    if (name === "discard_draft") door.drafts.delete(key);
    const body = door.drafts.get(key);
    if (name === "draft") return body ? { body, saved_at: "2026-11-22T10:00:00Z" } : null;
    return lists[name] ?? {};
  },
}));

const session = { permissions: [] as string[], zone: "America/New_York" } as unknown as SessionInfo;
const lee = { id: "lee", name: "Lee, Ana", birth_date: null, age: null, mrn: "A-1", phone: null } as Found;

async function open(at: string | undefined, patient?: Found) {
  const place = at ? { day: at.slice(0, 10), starts_at: at, minutes: 0 } : { day: "2026-11-24" };
  const onClose = vi.fn<() => void>();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider value={session}>
          <BookDialog place={place} patient={patient ?? null} today="2026-11-22" onClose={onClose} />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  await screen.findByLabelText(/^Time/);
  return { onClose, user: userEvent.setup() };
}
const time = () => screen.getByLabelText<HTMLInputElement>(/^Time/).value;
const reason = () => screen.getByLabelText<HTMLInputElement>("Reason").value;
async function locked() {
  await flushDrafts();
  cleanup();
}

beforeEach(async () => {
  await locked();
  door.drafts.clear();
});

test("a booking that a lock cut off comes back whole, its time too", async () => {
  const { user } = await open(undefined);
  await user.type(screen.getByLabelText(/^Time/), "2:30 pm");
  await user.type(screen.getByLabelText("Reason"), "Cough");
  await locked();
  await open(undefined);
  expect([time(), reason()]).toEqual(["2:30 pm", "Cough"]);
});

test("where one clicks counts, whatever time was typed before", async () => {
  const { user } = await open(undefined);
  await user.type(screen.getByLabelText(/^Time/), "2:30 pm");
  await user.type(screen.getByLabelText("Reason"), "Cough");
  await locked();
  await open("2026-11-24T09:00");
  expect([time(), reason()]).toEqual(["9:00 am", "Cough"]);
});

test("begun from a chart it is for the patient of that chart", async () => {
  door.drafts.set("book_appointment/lee", JSON.stringify({ patient: { ...lee, id: "roe", name: "Roe, Jan" } }));
  await open(undefined, lee);
  expect(screen.getByText("Lee, Ana")).toBeTruthy();
  expect(screen.queryByText("Roe, Jan")).toBeNull();
});

test("Cancel throws away what was typed", async () => {
  const { user, onClose } = await open("2026-11-24T09:00");
  await user.type(screen.getByLabelText("Reason"), "Cough");
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(onClose).toHaveBeenCalled();
  await waitFor(() => expect(door.drafts.size).toBe(0));
});
