import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { Note, SessionInfo, Visit } from "../api/bindings";
import { SessionProvider } from "../shared/session";
import { useNote } from "./useNote";

/** A door that keeps one note and one draft. */
const door = { note: null as Note | null, draft: null as string | null, writes: 0, slow: 0 };

vi.mock("@tauri-apps/api/core", () => ({
  invoke: async (_: string, { name, input }: { name: string; input: Record<string, unknown> }) => {
    await new Promise((done) => setTimeout(done, name === "write_note" ? door.slow : 1));
    if (name === "save_draft") door.draft = input.body as string;
    if (name === "discard_draft") door.draft = null;
    if (name === "draft") return door.draft ? { body: door.draft, saved_at: "2026-11-22T10:00:00Z" } : null;
    if (name === "write_note") {
      if ((door.note?.version ?? null) !== input.version) throw { code: "conflict", message: "", reference: "1" };
      door.writes += 1;
      door.draft = null;
      door.note = { ...(input as unknown as Note), version: (door.note?.version ?? 0) + 1, addenda: [] };
      return door.note;
    }
    return {};
  },
}));

let visit = { id: "", patient: "patient-1" } as Visit;
let visits = 0;
const session = { permissions: ["WriteNotes"] } as unknown as SessionInfo;
const around = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>
    <SessionProvider value={session}>{children}</SessionProvider>
  </QueryClientProvider>
);
const open = async () => {
  const view = renderHook(({ note }) => useNote(visit, note), { wrapper: around, initialProps: { note: door.note } });
  await waitFor(() => expect(view.result.current.draft.ready).toBe(true));
  return view;
};

beforeEach(() => {
  // What one test leaves unsaved must not come back in the next.
  visit = { ...visit, id: `visit-${++visits}` };
  door.note = null;
  door.draft = null;
  door.writes = 0;
  door.slow = 1;
});

test("typing becomes the note and leaves no draft behind", async () => {
  const { result } = await open();
  act(() => result.current.draft.set({ subjective: "Cough" }));
  await act(() => result.current.save());
  expect(door.note?.subjective).toBe("Cough");
  expect(door.draft).toBeNull();
  expect(result.current.draft.dirty).toBe(false);
  expect(result.current.draft.value.version).toBe(1);
});

test("what was typed while the note was on its way is kept, and saved after it", async () => {
  const { result } = await open();
  door.slow = 40;
  act(() => result.current.draft.set({ subjective: "Cough" }));
  let first: Promise<unknown> = Promise.resolve();
  act(() => {
    first = result.current.save();
  });
  act(() => result.current.draft.set({ subjective: "Cough for two days" }));
  await act(() => first);
  expect(door.note?.subjective).toBe("Cough");
  expect(result.current.draft.value.subjective).toBe("Cough for two days");
  await act(() => result.current.save());
  expect(door.note?.subjective).toBe("Cough for two days");
  expect(door.note?.version).toBe(2);
});

test("a note changed elsewhere is not written over until the writer says so", async () => {
  const { result } = await open();
  door.note = { version: 5, subjective: "Theirs" } as Note;
  act(() => result.current.draft.set({ subjective: "Mine" }));
  await act(() => result.current.save());
  expect(door.note.subjective).toBe("Theirs");
  await waitFor(() => expect(result.current.fault?.code).toBe("conflict"));
  expect(result.current.draft.value.subjective).toBe("Mine");
  await act(() => result.current.saveOver(5));
  expect(door.note.subjective).toBe("Mine");
});

test("taking what the other saved writes nothing, and leaves no draft behind", async () => {
  const { result, rerender } = await open();
  const theirs = { version: 5, subjective: "Theirs", objective: "", assessment: "", plan: "" } as Note;
  door.note = theirs;
  act(() => result.current.draft.set({ subjective: "Mine" }));
  await act(() => result.current.save());
  await waitFor(() => expect(result.current.fault?.code).toBe("conflict"));
  rerender({ note: theirs });
  act(() => result.current.takeStanding(theirs));
  await waitFor(() => expect(door.draft).toBeNull());
  await waitFor(() => expect(result.current.fault).toBeNull());
  expect(result.current.draft.value).toEqual({
    subjective: "Theirs",
    objective: "",
    assessment: "",
    plan: "",
    version: 5,
  });
  expect(result.current.draft.dirty).toBe(false);
  await act(() => result.current.save());
  expect([door.writes, door.note.subjective]).toEqual([0, "Theirs"]);
});

test("nothing typed, nothing written", async () => {
  const { result } = await open();
  await act(() => result.current.save());
  expect(door.writes).toBe(0);
});
