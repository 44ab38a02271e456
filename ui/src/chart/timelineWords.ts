import type { TimelineEntry, TimelineKind } from "../api/bindings";
import { todayIn } from "../shared/day";

/** Kinds as the filter names them. */
export const kindWords: Record<TimelineKind, string> = {
  visit: "Visits",
  immunization: "Shots",
  report: "Reports",
  procedure: "Procedures",
  document: "Documents",
};

/** The day of an entry on the practice's calendar. */
export function dayOfEntry({ on, at }: Pick<TimelineEntry, "on" | "at">, zone: string): string {
  return on ?? todayIn(zone, new Date(at));
}

/** Entries under their years, in the order they came. */
export function byYear(entries: readonly TimelineEntry[], zone: string): { year: string; entries: TimelineEntry[] }[] {
  const years: { year: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const year = dayOfEntry(entry, zone).slice(0, 4);
    const last = years.at(-1);
    if (last?.year === year) last.entries.push(entry);
    else years.push({ year, entries: [entry] });
  }
  return years;
}
