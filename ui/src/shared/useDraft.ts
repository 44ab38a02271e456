import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Instant } from "../api/bindings";
import { Fault } from "../api/call";
import { type DraftState, keeperOf, type Place } from "./drafts";
import type { Typing } from "./useTyping";

/** A form's values that outlive the page, a lock, a crash and a power cut. */
export interface DraftTyping<T extends object> extends Typing<T> {
  /** Whether the file was asked what was typed here before. Typing before that is not lost. */
  ready: boolean;
  /** When the typing that was brought back was saved; null when the form starts fresh. */
  restoredAt: Instant | null;
  /** Whether what stands here is in the file. */
  state: DraftState;
  /**
   * Throws the typing away and starts from `initial`: after it became a record, or when it is not wanted. What is typed
   * meanwhile stays.
   */
  discard: () => Promise<void>;
  /** Saves now; fields do it on blur. */
  flush: () => void;
}

/**
 * The values of a form, saved into the encrypted file as they are typed and brought back when the form opens again.
 * `place` names the form and the record; `initial` is what a fresh form holds. Fields a restored draft lacks keep their
 * initial value, so a form may gain fields between versions.
 */
export function useDraft<T extends object>({ about, subject, patient }: Place, initial: T): DraftTyping<T> {
  const keeper = useMemo(() => keeperOf({ about, subject, patient }), [about, subject, patient]);
  const start = useRef(initial);
  const [value, setValue] = useState(initial);
  const current = useRef(value);
  const touched = useRef(false);
  const [ready, setReady] = useState(false);
  const [dirty, setDirty] = useState(false);
  const [restoredAt, setRestoredAt] = useState<Instant | null>(null);
  const state = useSyncExternalStore(keeper.watch, () => keeper.state);

  const show = useCallback((next: T) => {
    current.current = next;
    setValue(next);
  }, []);

  useEffect(() => {
    let wanted = true;
    touched.current = false;
    show(start.current);
    setReady(false);
    setDirty(false);
    setRestoredAt(null);
    keeper
      .find()
      .then((draft) => {
        const body = draft && read<T>(draft.body);
        if (!wanted || !draft || !body || touched.current) return;
        show({ ...start.current, ...body });
        setDirty(true);
        setRestoredAt(draft.saved_at);
      })
      .catch((reason) => {
        // A fresh form is the right answer; what went wrong shows at the first save.
        if (!(reason instanceof Fault)) throw reason;
      })
      .finally(() => wanted && setReady(true));
    return () => {
      wanted = false;
    };
  }, [keeper, show]);

  return {
    value,
    ready,
    dirty,
    restoredAt,
    state,
    flush: useCallback(() => void keeper.flush(), [keeper]),
    set: useCallback(
      (part) => {
        touched.current = true;
        const before = current.current;
        show({ ...before, ...(typeof part === "function" ? part(before) : part) });
        setDirty(true);
        keeper.type(JSON.stringify(current.current));
      },
      [keeper, show],
    ),
    reset: useCallback(
      (to = start.current) => {
        start.current = to;
        show(to);
        setDirty(false);
      },
      [show],
    ),
    discard: useCallback(async () => {
      const shown = current.current;
      await keeper.discard();
      setRestoredAt(null);
      if (current.current !== shown) return;
      touched.current = false;
      show(start.current);
      setDirty(false);
    }, [keeper, show]),
  };
}

/** A draft of another shape, from an older version, is no draft. */
function read<T extends object>(body: string): Partial<T> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Partial<T>) : null;
  } catch {
    return null;
  }
}
