import { useEffect, useRef } from "react";

/** One key and what it does, for the page of keys. */
export interface Hotkey {
  /** Such as `Ctrl+K`, `?` or `Alt+N`. Ctrl means the command key on a Mac. */
  keys: string;
  /** What it does: "Lock now". */
  does: string;
}

interface Bound extends Hotkey {
  run: () => void;
}

const bound = new Map<symbol, Bound>();

/** The keys that work now, the newest last. */
export function activeHotkeys(): Hotkey[] {
  return [...bound.values()].map(({ keys, does }) => ({ keys, does }));
}

/**
 * Binds a key while the component stands. Keys without Ctrl or Alt wait while one types or a dialog
 * is open. When two components want one key,
 * the one that came last has it.
 */
export function useHotkey(keys: string, does: string, run: () => void) {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const mine = Symbol(keys);
    bound.set(mine, { keys, does, run: () => latest.current() });
    if (bound.size === 1) window.addEventListener("keydown", press);
    return () => {
      bound.delete(mine);
      if (bound.size === 0) window.removeEventListener("keydown", press);
    };
  }, [keys, does]);
}

function press(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const match = [...bound.values()].reverse().find((hotkey) => fits(event, hotkey.keys));
  if (!match) return;
  event.preventDefault();
  match.run();
}

function fits(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  const [ctrl, alt, shift] = ["Ctrl", "Alt", "Shift"].map((name) => parts.includes(name));
  if ((event.ctrlKey || event.metaKey) !== ctrl || event.altKey !== alt) return false;
  if (!ctrl && !alt && (isTyping(event.target) || isInDialog(event.target))) return false;
  // A sign such as "?" needs Shift on some keyboards and not on others.
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  if (!isSign && event.shiftKey !== shift) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

function isInDialog(target: EventTarget | null) {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}

function isTyping(target: EventTarget | null) {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
