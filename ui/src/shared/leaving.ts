import { useEffect } from "react";

/** Forms whose typing would be lost by leaving: those that are dirty and have no draft. */
const guarded = new Set<symbol>();

/** Asks before the page is left while `dirty`. */
export function useLeaveGuard(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return;
    const mine = Symbol("form");
    guarded.add(mine);
    return () => {
      guarded.delete(mine);
    };
  }, [dirty]);
}

/** Whether leaving now would lose typing. */
export function wouldLoseTyping(): boolean {
  return guarded.size > 0;
}
