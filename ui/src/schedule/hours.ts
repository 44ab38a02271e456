import type { WorkingSpan } from "../api/bindings";
import { parseTime, timeWords } from "../shared/time";
import { clock, minuteOf } from "./grid";

/** A day's hours as they are typed, "9-12, 1-5", and as a field holds them, "09:00-12:00,13:00-17:00". */
export function parseHours(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text === "" || text === "off" || text === "closed" || text === "-") return "";
  const spans: [number, number][] = [];
  for (const part of text.split(/\s*[,;+&]\s*|\s+and\s+/)) {
    const ends = part.split(/\s*(?:-|–|to)\s*/);
    const [from, to] = ends.map((t) => parseTime(t));
    if (!from || !to || ends.length !== 2) return null;
    // "7-12:30" and "8-8": nobody ends before they begin, so an hour without a.m. is then the afternoon's.
    const said = /[ap]/.test(ends[1] ?? "");
    const begin = minuteOf(from);
    const end = !said && minuteOf(to) <= begin && minuteOf(to) < 720 ? minuteOf(to) + 720 : minuteOf(to);
    if (end <= begin) return null;
    spans.push([begin, end]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  if (spans.some(([begin], at) => begin < (spans[at - 1]?.[1] ?? 0))) return null;
  return spans.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(",");
}

/** 9:00 am–12:00 pm, 1:00 pm–5:00 pm. */
export function hoursWords(held: string): string {
  if (held === "") return "";
  return held
    .split(",")
    .map((span) => span.split("-").map(timeWords).join("–"))
    .join(", ");
}

/** 8-12, 1-5: as short as it is read back the same. */
export function hoursShort(held: string): string {
  const short = held
    .split(",")
    .map((span) => span.split("-").map(shortTime).join("-"))
    .join(", ");
  return parseHours(short) === held ? short : hoursWords(held);
}

function shortTime(time: string): string {
  const minute = minuteOf(time);
  const hour = Math.floor(minute / 60) % 12 || 12;
  return minute % 60 ? `${hour}:${String(minute % 60).padStart(2, "0")}` : String(hour);
}

/** A week's spans as seven fields, Monday first. */
export function toFields(spans: WorkingSpan[]): string[] {
  return Array.from({ length: 7 }, (_, at) =>
    spans
      .filter((s) => s.weekday === at + 1)
      .map((s) => `${clock(s.from_minute)}-${clock(s.to_minute)}`)
      .join(","),
  );
}

/** The fields as spans for the door. */
export function toSpans(fields: string[]): WorkingSpan[] {
  return fields.flatMap((held, at) =>
    held
      .split(",")
      .filter(Boolean)
      .map((span) => {
        const [from = "", to = ""] = span.split("-");
        return { weekday: at + 1, from_minute: minuteOf(from), to_minute: minuteOf(to) };
      }),
  );
}
