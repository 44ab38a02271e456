import { call } from "../api/call";

/**
 * The few things this machine remembers outside the encrypted file, because they are needed before it is open.
 * The list is closed: nothing about a patient can be put here.
 */
interface Preferences {
  scheme: "light" | "dark" | "auto";
  /** Who unlocked last, to stand first on the unlock page. */
  last_user: string;
}

const prefix = "chartwell.";

/** What was remembered, or nothing when it was not or cannot be read. */
export function preference<K extends keyof Preferences>(key: K): Preferences[K] | undefined {
  try {
    return (localStorage.getItem(prefix + key) as Preferences[K] | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers it; a window without storage simply forgets. */
export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]) {
  try {
    localStorage.setItem(prefix + key, value);
  } catch {
    // Not worth a word to the user.
  }
  // The page's storage ends with the program; the window puts this back at the next start.
  call("window.remember", { key, value }).catch(() => {});
}
