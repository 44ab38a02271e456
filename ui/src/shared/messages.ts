import type { Fault } from "../api/call";

/** What a fault is called, and what a person needs to know beside the door's own sentence. */
export interface Telling {
  /** A few words: what happened. */
  title: string;
  /** That nothing was lost. Empty where the door's sentence says so or nothing was at stake. */
  kept: string;
  /** What to do next. Empty where the door's sentence says so. */
  next: string;
}

const unchanged = "Nothing was changed.";
const typed = "What you typed is still here.";

/** Total over the door's codes: a new code does not compile until it has its words. */
export const tellings: Record<Fault["code"], Telling> = {
  no_practice: { title: "There is no practice here yet", kept: "", next: "Start Chartwell again to set one up." },
  already_exists: { title: "There is already a practice here", kept: unchanged, next: "Unlock it instead." },
  locked: { title: "The practice is locked", kept: typed, next: "Unlock to go on." },
  wrong_passphrase: {
    title: "That did not open the practice",
    kept: "",
    next: "Check Caps Lock and the keyboard language, then try again.",
  },
  too_many_tries: { title: "Too many wrong tries", kept: "Nothing is erased.", next: "Wait, then try again." },
  weak_passphrase: { title: "Choose a stronger passphrase", kept: "", next: "" },
  not_permitted: {
    title: "Your role does not allow this",
    kept: unchanged,
    next: "Ask an administrator of the practice for the role, or to do it for you.",
  },
  unknown_command: {
    title: "This page and the program do not fit together",
    kept: unchanged,
    next: "Restart Chartwell.",
  },
  bad_input: { title: "The page sent something unexpected", kept: typed, next: "Please report the reference." },
  invalid: { title: "Something needs correcting", kept: typed, next: "" },
  not_found: { title: "This is not here any more", kept: unchanged, next: "Go back and look for it again." },
  conflict: { title: "Someone changed this meanwhile", kept: typed, next: "Compare both versions and decide." },
  wrong_patient: {
    title: "This belongs to another patient",
    kept: unchanged,
    next: "Go back to the patient's chart and open it from there.",
  },
  final: { title: "This is final", kept: unchanged, next: "Correct it with an addendum or a reversal." },
  wrong_state: { title: "This cannot be done now", kept: unchanged, next: "" },
  overlap: { title: "The time is already taken", kept: typed, next: "Choose another time, or book over it." },
  in_use: {
    title: "Chartwell is already open",
    kept: unchanged,
    next: "Close the other window or program that holds this practice, then try again.",
  },
  not_a_practice: { title: "This is not a Chartwell practice", kept: "The file was left as it is.", next: "" },
  newer_version: {
    title: "This practice was saved by a newer Chartwell",
    kept: "The file was left as it is.",
    next: "Install the newer version on this machine.",
  },
  damaged: {
    title: "The practice file is damaged",
    kept: "The file was left as it is.",
    next: "Restore a backup, or ask for help before going on.",
  },
  entries_missing: {
    title: "Saved entries are missing from this file",
    kept: "The file was left as it is.",
    next: "It may be an older copy. Look for the newest one before going on.",
  },
  disk_full: { title: "The disk is full", kept: typed, next: "Free some space and try again." },
  no_access: { title: "The file cannot be reached", kept: unchanged, next: "" },
  unreadable: { title: "The file could not be read", kept: unchanged, next: "" },
  cancelled: { title: "Stopped", kept: "What was finished before is kept.", next: "" },
  internal: { title: "Something went wrong inside Chartwell", kept: typed, next: "Please report the reference." },
  unreachable: { title: "The program does not answer", kept: typed, next: "Restart Chartwell if it stays this way." },
};

const unknown: Telling = {
  title: "Something went wrong",
  kept: typed,
  next: "Please report the reference.",
};

/** The words for a fault: a title, then what happened, that nothing was lost, and what to do. */
export function tell(fault: Fault): { title: string; body: string } {
  const { title, kept, next } = Object.hasOwn(tellings, fault.code) ? tellings[fault.code] : unknown;
  const reference = fault.reference && showsReference(fault) ? `Reference: ${fault.reference}.` : "";
  const said = fault.message;
  // The door's sentence often says it is safe, and what to do; once is enough.
  const rest = said ? [saysSafe(said) ? "" : kept, countSentences(said) > 1 ? "" : next] : [kept, next];
  return { title, body: [said, ...rest, reference].filter(Boolean).join(" ") };
}

/** One sentence or two on a single line, for a notice that passes by. */
export function sentence(fault: Fault): string {
  const { title, body } = tell(fault);
  return body || `${title}.`;
}

function showsReference(fault: Fault) {
  return (
    !Object.hasOwn(tellings, fault.code) || ["internal", "bad_input", "unknown_command", "damaged"].includes(fault.code)
  );
}

function saysSafe(said: string) {
  return /nothing (of yours )?(was|is)|left as it is|kept/i.test(said);
}

function countSentences(said: string) {
  return said.split(/[.;!?](?:\s|$)/).filter((part) => part.trim()).length;
}
