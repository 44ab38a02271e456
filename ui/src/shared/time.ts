/** Wall times of day as people type them. A time is `HH:MM`, 24 hours. */

/**
 * Reads "9", "930", "9:30", "9:30p", "9.30 pm", "14", "1430", "noon", "midnight". Without a.m. or p.m. an hour from 1 to 6 is the
 * afternoon, as a practice means it; "02:00" with its zero is the night. Nothing when it is no time.
 */
export function parseTime(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text === "noon") return "12:00";
  if (text === "midnight") return "00:00";
  const parts = /^(\d{1,2})(?:[:.h ]?(\d{2}))? ?(?:([ap])\.?(?:m\.?)?)?$/.exec(text);
  if (!parts) return null;
  const [typedHour, minute, half] = [parts[1] ?? "", Number(parts[2] ?? 0), parts[3]];
  let hour = Number(typedHour);
  if (minute > 59 || hour > 23) return null;
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === "p" ? 12 : 0);
  } else if (hour >= 1 && hour <= 6 && !typedHour.startsWith("0")) {
    hour += 12;
  }
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** 9:30 am. */
export function timeWords(time: string): string {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 || 12}:${time.slice(3, 5)} ${hour < 12 ? "am" : "pm"}`;
}

/** A moment as the clock of an IANA zone shows it: Mar 4, 2026, 9:30 am. */
export function momentWords(instant: string, zone: string): string {
  return new Intl.DateTimeFormat("en-US", { timeZone: zone, dateStyle: "medium", timeStyle: "short" })
    .format(new Date(instant))
    .replace(/[\u202f\u00a0]/g, " ")
    .replace(/AM$/, "am")
    .replace(/PM$/, "pm");
}
