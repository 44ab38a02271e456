import type { Day } from "../api/bindings";

/** Calendar days as people in a US practice type and read them. A day is `YYYY-MM-DD` and has no zone. */

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** What is known about the day being typed. */
export interface DayHint {
  /** The day it is at the practice. */
  today: Day;
  /** `past`: a birth date or an onset, never after today. `future`: an appointment, never a century back. */
  toward?: "past" | "future" | undefined;
}

/**
 * Reads "3/4/61", "3-4-1961", "3.4.61", "030461", "03041961", "March 4 1961", "4 mar 61", "1961-03-04", "3/4", "today", "tomorrow",
 * "yesterday", "mon", "+10d", "2w", "+6m", "1y". Month comes first. Nothing when it is no day.
 */
export function parseDay(typed: string, hint: DayHint): Day | null {
  const text = typed.trim().toLowerCase().replace(/,/g, " ").replace(/\s+/g, " ");
  if (!text) return null;
  return numbers(text, hint) ?? words(text, hint) ?? relative(text, hint);
}

function numbers(text: string, hint: DayHint): Day | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]), hint);
  const us = /^(\d{1,2})([-/. ])(\d{1,2})(?:\2(\d{2}|\d{4}))?$/.exec(text);
  if (us) return withYear(us[4], Number(us[1]), Number(us[3]), hint);
  const solid = /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(text);
  if (solid) return withYear(solid[3], Number(solid[1]), Number(solid[2]), hint);
  return null;
}

function words(text: string, hint: DayHint): Day | null {
  const monthFirst = /^([a-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?(?: (\d{2}|\d{4}))?$/.exec(text);
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[ -]?([a-z]{3,9})\.?(?:[ -](\d{2}|\d{4}))?$/.exec(text);
  const [name, date, year] = monthFirst
    ? [monthFirst[1], monthFirst[2], monthFirst[3]]
    : [dayFirst?.[2], dayFirst?.[1], dayFirst?.[3]];
  const month = monthNamed(name);
  return month ? withYear(year, month, Number(date), hint) : null;
}

function monthNamed(name: string | undefined): number | null {
  if (!name) return null;
  const full = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
  ];
  const at = name === "sept" ? 8 : full.findIndex((month) => month.startsWith(name));
  return at < 0 ? null : at + 1;
}

function relative(text: string, { today, toward }: DayHint): Day | null {
  if (text === "today" || text === "t") return today;
  if (text === "tomorrow") return addDays(today, 1);
  if (text === "yesterday") return addDays(today, -1);
  const weekday = text.length >= 3 ? weekdays.findIndex((w) => fullWeekday(w).startsWith(text)) : -1;
  if (weekday >= 0) {
    const ahead = (weekday - weekdayOf(today) + 7) % 7 || 7;
    return addDays(today, toward === "past" ? ahead - 7 || -7 : ahead);
  }
  const step = /^([+-]?)(\d{1,3}) ?([dwmy])$/.exec(text);
  if (!step) return null;
  const back = step[1] === "-" || (step[1] === "" && toward === "past");
  const count = Number(step[2]) * (back ? -1 : 1);
  if (step[3] === "d") return addDays(today, count);
  if (step[3] === "w") return addDays(today, count * 7);
  return addMonths(today, step[3] === "m" ? count : count * 12);
}

function fullWeekday(short: string) {
  return (
    { sun: "sunday", mon: "monday", tue: "tuesday", wed: "wednesday", thu: "thursday", fri: "friday", sat: "saturday" }[
      short
    ] ?? short
  );
}

function withYear(year: string | undefined, month: number, date: number, hint: DayHint): Day | null {
  const thisYear = Number(hint.today.slice(0, 4));
  if (year?.length === 4) return day(Number(year), month, date, hint);
  if (year) {
    const inCentury = Math.floor(thisYear / 100) * 100 + Number(year);
    const newest = hint.toward === "past" ? thisYear : thisYear + 20;
    const candidate = day(inCentury > newest ? inCentury - 100 : inCentury, month, date);
    // "12/31/26" typed in November 2026 as a birth date is 1926.
    return candidate && hint.toward === "past" && candidate > hint.today
      ? day(inCentury - 100, month, date)
      : candidate;
  }
  const candidate = day(thisYear, month, date);
  if (!candidate) return day(thisYear + 1, month, date) ?? day(thisYear - 1, month, date);
  if (hint.toward === "past" && candidate > hint.today) return day(thisYear - 1, month, date);
  if (hint.toward === "future" && candidate < hint.today) return day(thisYear + 1, month, date);
  return candidate;
}

function day(year: number, month: number, date: number, hint?: DayHint): Day | null {
  if (year < 1850 || year > 2200 || month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return null;
  const made = `${year}-${pad(month)}-${pad(date)}`;
  return hint?.toward === "past" && made > hint.today ? null : made;
}

const pad = (n: number) => String(n).padStart(2, "0");

function daysIn(year: number, month: number) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function utc(of: Day) {
  return new Date(`${of}T00:00:00Z`);
}

function weekdayOf(of: Day) {
  return utc(of).getUTCDay();
}

/** The day `count` days later. */
export function addDays(from: Day, count: number): Day {
  const at = utc(from);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

/** The same date `count` months later; the month's last day where the date is too long for it. */
export function addMonths(from: Day, count: number): Day {
  const at = utc(from);
  const month = at.getUTCFullYear() * 12 + at.getUTCMonth() + count;
  const [year, inYear] = [Math.floor(month / 12), ((month % 12) + 12) % 12];
  return `${year}-${pad(inYear + 1)}-${pad(Math.min(at.getUTCDate(), daysIn(year, inYear + 1)))}`;
}

/** Whether it is a day of the calendar, written YYYY-MM-DD. */
export function isDay(text: string): text is Day {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    day(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))) === text
  );
}

/** 03/04/1961. */
export function dayDigits(of: Day): string {
  return `${of.slice(5, 7)}/${of.slice(8)}/${of.slice(0, 4)}`;
}

/** Mar 4, 1961; with `weekday`, Sat, Mar 4, 1961. */
export function dayWords(of: Day, weekday = false): string {
  const month = months[Number(of.slice(5, 7)) - 1] ?? "";
  const name = weekdays[weekdayOf(of)] ?? "";
  const text = `${capital(month)} ${Number(of.slice(8))}, ${of.slice(0, 4)}`;
  return weekday ? `${capital(name)}, ${text}` : text;
}

function capital(word: string) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The day it is now in an IANA zone. */
export function todayIn(zone: string, now: Date = new Date()): Day {
  // By parts: which order and length a locale writes differs between engines.
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(now)
    .map(({ type, value }) => [type, value]);
  const { year, month, day } = Object.fromEntries(parts) as Record<string, string>;
  return `${year}-${month}-${day}`;
}

/** Age as a clinic says it: hours old is "newborn", then days, weeks, months to two years, years. Nothing before birth. */
export function ageOn(birth: Day, on: Day): string {
  const days = Math.round((utc(on).getTime() - utc(birth).getTime()) / 86_400_000);
  if (days < 0) return "";
  if (days === 0) return "newborn";
  if (days < 28) return `${days} ${days === 1 ? "day" : "days"}`;
  let monthsOld =
    (Number(on.slice(0, 4)) - Number(birth.slice(0, 4))) * 12 + Number(on.slice(5, 7)) - Number(birth.slice(5, 7));
  if (on.slice(8) < birth.slice(8)) monthsOld -= 1;
  if (monthsOld < 3) return `${Math.floor(days / 7)} weeks`;
  if (monthsOld < 24) return `${monthsOld} months`;
  return `${Math.floor(monthsOld / 12)} y`;
}
