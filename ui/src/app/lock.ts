import { createContext, useContext } from "react";

const LockContext = createContext<() => void>(() => {});

export const LockProvider = LockContext.Provider;

/** Locks the practice now: saves drafts, closes the file, forgets what was on the page. */
export function useLock(): () => void {
  return useContext(LockContext);
}
