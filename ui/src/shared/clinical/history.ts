import type { HistoryEntry } from "../../api/bindings";

/** One field that became different, in words. */
export interface Changed {
  field: string;
  before: string | null;
  after: string | null;
}

/** Fields that only the program reads: keys, stamps and counters. */
const silent = /^(id|version|created_at|created_by|changed_at|changed_by|source_id)$|_id$/;

/** What an entry of the history changed, without what says nothing to a reader. */
export function changesOf({ before, after }: Pick<HistoryEntry, "before" | "after">): Changed[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !silent.test(field));
  return fields
    .map((field) => ({ field, before: words(before[field]), after: words(after[field]) }))
    .filter((change) => change.before !== change.after);
}

function words(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "string" ? value.replaceAll("entered_in_error", "entered in error") : JSON.stringify(value);
}

/** `stop_medication` as "Stop medication". */
export function spoken(name: string): string {
  const plain = name
    .replace(/_on$/, " on")
    .replace(/^icd10$/, "ICD-10")
    .replaceAll("_", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
