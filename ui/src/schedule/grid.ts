import type { Calendar } from "@event-calendar/core";
import type { Appointment, Column, Day, Schedule, WallTime } from "../api/bindings";
import { addDays, todayIn } from "../shared/day";
import { isOver, statusWords } from "./words";

/** What the calendar draws, computed from what the door answered. Minutes are since midnight on the practice's wall clock. */

export interface Place {
  practitioner: string;
  starts_at: WallTime;
  minutes: number;
}

const pad = (n: number) => String(n).padStart(2, "0");

/** `HH:MM` of a minute of the day. */
export function clock(minute: number): string {
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}

/** The minute of the day of a wall time, or of `HH:MM`. */
export function minuteOf(at: string): number {
  const time = at.slice(-5);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** A wall time this many minutes later; days roll over, clocks never change. */
export function plusMinutes(at: WallTime, minutes: number): WallTime {
  const moved = new Date(`${at}:00Z`).getTime() + minutes * 60_000;
  return new Date(moved).toISOString().slice(0, 16);
}

/** Wall-clock minutes from one wall time to another. */
export function minutesBetween(from: WallTime, to: WallTime): number {
  return (Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 60_000;
}

/** The calendar hands out dates whose local fields are the wall time. */
export function wallOf(date: Date): WallTime {
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** The wall time in a zone now. */
export function wallNow(zone: string, now: Date = new Date()): WallTime {
  const format = { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  // By parts: how a locale writes them differs between engines.
  const parts = new Intl.DateTimeFormat("en-US", format).formatToParts(now);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "00";
  return `${todayIn(zone, now)}T${part("hour")}:${part("minute")}`;
}

/** A shorter day would leave a tall window's panel half empty, in minutes. */
const least = 12 * 60;

/** The hours worth showing: those worked and those booked, to the full hour, and never less than half a day from seven on. */
export function hoursShown(schedule: Schedule): { from: number; to: number } {
  let [from, to] = [24 * 60, 0];
  for (const { hours } of schedule.columns) {
    for (const span of hours) {
      from = Math.min(from, span.from_minute);
      to = Math.max(to, span.to_minute);
    }
  }
  for (const { starts_at, minutes } of schedule.appointments) {
    from = Math.min(from, minuteOf(starts_at));
    to = Math.max(to, Math.min(minuteOf(starts_at) + minutes, 24 * 60));
  }
  if (from >= to) [from, to] = [8 * 60, 18 * 60];
  // An hour of air at both ends: early and late patients are booked there.
  from = Math.max(0, Math.floor(from / 60) * 60 - 60);
  to = Math.min(24 * 60, Math.max(Math.ceil(to / 60) * 60 + 60, from + least));
  return { from: Math.max(0, Math.min(from, to - least)), to };
}

/** The spans of a day in which nobody works. */
export function closed(hours: Column["hours"], day: Day): { from: number; to: number }[] {
  const open = hours.filter((h) => h.day === day).sort((a, b) => a.from_minute - b.from_minute);
  const gaps: { from: number; to: number }[] = [];
  let at = 0;
  for (const span of open) {
    if (span.from_minute > at) gaps.push({ from: at, to: span.from_minute });
    at = Math.max(at, span.to_minute);
  }
  if (at < 24 * 60) gaps.push({ from: at, to: 24 * 60 });
  return gaps;
}

/** The calendar's columns. */
export function resources(columns: Column[]): Calendar.ResourceInput[] {
  return columns.map((c) => ({ id: c.practitioner, title: c.display_name, extendedProps: { column: c } }));
}

/** The calendar's entries: appointments, and the closed hours behind them. */
export function events(schedule: Schedule, mayMove: boolean): Calendar.EventInput[] {
  const appointments = schedule.appointments.map((a) => ({
    id: a.id,
    resourceId: a.practitioner,
    start: a.starts_at,
    end: a.ends_at,
    editable: mayMove && !isOver(a.status),
    classNames: [`is-${a.status}`],
    styles: [`--type: ${a.color ?? "#66707c"}`],
    extendedProps: { appointment: a },
  }));
  const days = Array.from({ length: schedule.days }, (_, at) => addDays(schedule.from, at));
  const behind = schedule.columns.flatMap((column) =>
    days.flatMap((day) =>
      closed(column.hours, day).map((gap) => ({
        id: `closed ${column.practitioner} ${day} ${gap.from}`,
        resourceId: column.practitioner,
        start: `${day}T${clock(gap.from)}`,
        end: gap.to === 24 * 60 ? `${addDays(day, 1)}T00:00` : `${day}T${clock(gap.to)}`,
        display: "background" as const,
        editable: false,
      })),
    ),
  );
  return [...behind, ...appointments];
}

/** The nearest appointment in a direction: up and down the same column and day, left and right at about the same time. */
export function neighbour(
  schedule: Schedule,
  from: Appointment,
  direction: "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight",
): Appointment | undefined {
  const lane = (a: Appointment) =>
    schedule.days > 1
      ? (Date.parse(a.starts_at.slice(0, 10)) - Date.parse(schedule.from)) / 86_400_000
      : schedule.columns.findIndex((c) => c.practitioner === a.practitioner);
  const [mine, at] = [lane(from), minuteOf(from.starts_at)];
  if (direction === "ArrowUp" || direction === "ArrowDown") {
    const column = schedule.appointments.filter((a) => lane(a) === mine);
    const here = column.findIndex((a) => a.id === from.id);
    return column[here + (direction === "ArrowDown" ? 1 : -1)];
  }
  const side = direction === "ArrowRight" ? 1 : -1;
  const beside = schedule.appointments.filter((a) => (lane(a) - mine) * side > 0);
  const nearest = Math.min(...beside.map((a) => Math.abs(lane(a) - mine)));
  return beside
    .filter((a) => Math.abs(lane(a) - mine) === nearest)
    .sort((a, b) => Math.abs(minuteOf(a.starts_at) - at) - Math.abs(minuteOf(b.starts_at) - at))[0];
}

/** What stands on an appointment: whole text, because it is also what is read aloud. The name leads, the rest may be cut. */
export function draw(appointment: Appointment, time: string): Node[] {
  const piece = (className: string, text: string) => {
    const element = document.createElement("div");
    element.className = className;
    element.textContent = text;
    return element;
  };
  const { status, patient_name, visit_type_name, reason, room_name, comment } = appointment;
  const what = [time, visit_type_name ?? "Appointment", room_name, reason, comment && "has a comment"];
  const head = document.createElement("div");
  head.className = "head";
  head.append(piece("who", patient_name), ...(status === "booked" ? [] : [" ", piece("status", statusWords[status])]));
  return [head, piece("what", what.filter(Boolean).join(" · "))];
}
