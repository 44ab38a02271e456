import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { flushDrafts, resumeDrafts } from "./drafts";
import { useDraft } from "./useDraft";

/** A door that keeps drafts in memory, and can be locked. */
const door = { drafts: new Map<string, string>(), locked: false, saves: 0 };

vi.mock("@tauri-apps/api/core", () => ({
  invoke: async (_: string, { name, input }: { name: string; input: Record<string, string> }) => {
    await new Promise((done) => setTimeout(done, 5));
    if (door.locked) throw { code: "locked", message: "The practice is locked.", reference: "1" };
    const key = `${input.about}/${input.subject ?? ""}`;
    if (name === "save_draft") {
      door.saves += 1;
      door.drafts.set(key, input.body ?? "");
    }
    if (name === "discard_draft") door.drafts.delete(key);
    if (name === "draft")
      return door.drafts.has(key) ? { body: door.drafts.get(key), saved_at: "2026-11-22T10:00:00Z" } : null;
    return {};
  },
}));

const note = { subjective: "", plan: "" };
const open = (subject = "visit-1") => renderHook(() => useDraft({ about: "note", subject }, note));
const kept = (subject = "visit-1") => JSON.parse(door.drafts.get(`note/${subject}`) ?? "null");

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  door.drafts.clear();
  door.locked = false;
  door.saves = 0;
  resumeDrafts("dr-lee");
});
afterEach(async () => {
  door.locked = false;
  cleanup();
  await flushDrafts();
  vi.useRealTimers();
});

test("typing is saved after a pause, once for a burst of keys", async () => {
  const { result } = open();
  await waitFor(() => expect(result.current.ready).toBe(true));
  for (const text of ["c", "co", "cou", "cough"]) act(() => result.current.set({ subjective: text }));
  expect(result.current.state).toBe("typing");
  await act(() => vi.advanceTimersByTimeAsync(500));
  expect(kept()).toEqual({ subjective: "cough", plan: "" });
  expect(door.saves).toBe(1);
  expect(result.current.state).toBe("kept");
});

test("someone who never pauses is saved all the same", async () => {
  const { result } = open();
  await waitFor(() => expect(result.current.ready).toBe(true));
  for (let key = 1; key <= 20; key++) {
    act(() => result.current.set({ subjective: "x".repeat(key) }));
    await act(() => vi.advanceTimersByTimeAsync(150));
  }
  expect(door.saves).toBeGreaterThanOrEqual(2);
});

test("unfinished typing comes back when the form opens again", async () => {
  const first = open();
  await waitFor(() => expect(first.result.current.ready).toBe(true));
  act(() => first.result.current.set({ plan: "rest" }));
  first.unmount();
  await vi.advanceTimersByTimeAsync(50);
  expect(kept()).toEqual({ subjective: "", plan: "rest" });
  const second = open();
  await waitFor(() => expect(second.result.current.restoredAt).not.toBeNull());
  expect(second.result.current.value.plan).toBe("rest");
});

test("a lock in the middle of a word loses nothing: it is saved when the same user is back", async () => {
  const { result, unmount } = open();
  await waitFor(() => expect(result.current.ready).toBe(true));
  door.locked = true;
  act(() => result.current.set({ subjective: "sudden" }));
  unmount();
  await vi.advanceTimersByTimeAsync(50);
  expect(kept()).toBeNull();
  door.locked = false;
  resumeDrafts("someone-else");
  await vi.advanceTimersByTimeAsync(50);
  expect(kept(), "another user's session must not save it").toBeNull();
  resumeDrafts("dr-lee");
  await vi.advanceTimersByTimeAsync(50);
  expect(kept()).toEqual({ subjective: "sudden", plan: "" });
});

test("before a lock everything typed is saved at once", async () => {
  const { result } = open();
  await waitFor(() => expect(result.current.ready).toBe(true));
  act(() => result.current.set({ subjective: "half a wor" }));
  await act(async () => {
    const flushed = flushDrafts();
    await vi.advanceTimersByTimeAsync(50);
    await flushed;
  });
  expect(kept()).toEqual({ subjective: "half a wor", plan: "" });
});

test("what became a record is not kept as a draft, even when a save was on its way", async () => {
  const { result, unmount } = open();
  await waitFor(() => expect(result.current.ready).toBe(true));
  act(() => result.current.set({ subjective: "done" }));
  await act(() => vi.advanceTimersByTimeAsync(402));
  await act(async () => {
    const discarded = result.current.discard();
    await vi.advanceTimersByTimeAsync(50);
    await discarded;
  });
  unmount();
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept()).toBeNull();
  expect(result.current.value).toEqual(note);
});

test("what is typed while the draft before it is being discarded stays, and is saved", async () => {
  const { result } = open();
  await waitFor(() => expect(result.current.ready).toBe(true));
  act(() => result.current.set({ subjective: "done" }));
  await act(() => vi.advanceTimersByTimeAsync(402));
  let discarded: Promise<void> = Promise.resolve();
  act(() => {
    discarded = result.current.discard();
  });
  // The save of what is discarded is still on its way; then the discard itself is.
  act(() => result.current.set({ plan: "re" }));
  await act(() => vi.advanceTimersByTimeAsync(6));
  act(() => result.current.set({ plan: "rest" }));
  await act(async () => {
    await vi.advanceTimersByTimeAsync(50);
    await discarded;
  });
  expect(result.current.value).toEqual({ subjective: "done", plan: "rest" });
  expect(result.current.dirty).toBe(true);
  await act(() => vi.advanceTimersByTimeAsync(1500));
  expect(kept()).toEqual({ subjective: "done", plan: "rest" });
  expect(result.current.state).toBe("kept");
});

test("a draft from an older form keeps the fields the form has gained", async () => {
  door.drafts.set("note/visit-1", JSON.stringify({ subjective: "old" }));
  const { result } = open();
  await waitFor(() => expect(result.current.restoredAt).not.toBeNull());
  expect(result.current.value).toEqual({ subjective: "old", plan: "" });
});

test("a draft that cannot be read is no draft", async () => {
  door.drafts.set("note/visit-1", "[1,");
  const { result } = open();
  await waitFor(() => expect(result.current.ready).toBe(true));
  expect(result.current.value).toEqual(note);
  expect(result.current.restoredAt).toBeNull();
});

test("typing before the old draft arrives is not overwritten by it", async () => {
  door.drafts.set("note/visit-1", JSON.stringify({ subjective: "old" }));
  const { result } = open();
  act(() => result.current.set({ subjective: "new" }));
  await waitFor(() => expect(result.current.ready).toBe(true));
  expect(result.current.value.subjective).toBe("new");
});
