import { useRef, useState } from "react";

/** What a form holds while it is typed. A {@link useDraft} is one that survives. */
export interface Typing<T extends object> {
  value: T;
  /** Puts some fields in, as typing does. */
  set: (part: Partial<T> | ((before: T) => Partial<T>)) => void;
  /** Whether anything was typed. */
  dirty: boolean;
  /** Starts over, from other values if given. */
  reset: (to?: T) => void;
}

/** Values that must not or need not outlive the page: a passphrase, a filter. What a person writes goes into `useDraft`. */
export function useTyping<T extends object>(initial: T): Typing<T> {
  const start = useRef(initial);
  const [value, setValue] = useState(initial);
  return {
    value,
    set: (part) => setValue((before) => ({ ...before, ...(typeof part === "function" ? part(before) : part) })),
    dirty: JSON.stringify(value) !== JSON.stringify(start.current),
    reset: (to = start.current) => {
      start.current = to;
      setValue(to);
    },
  };
}
