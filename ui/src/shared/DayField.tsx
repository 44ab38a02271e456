import type { Day } from "../api/bindings";
import { ageOn, dayDigits, dayWords, parseDay, todayIn } from "./day";
import { TypedField, type TypedFieldProps } from "./TypedField";

interface DayFieldProps extends TypedFieldProps<Day> {
  /** `past` for a birth date or an onset, `future` for an appointment; decides two-digit years and days without a year. */
  toward?: "past" | "future";
  /** Shows the age beside the day. */
  withAge?: boolean;
  /** The day it is; the machine's when left out. */
  today?: Day;
}

const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A day in any usual form ("3/4/61", "March 4 1961", "tomorrow", "2w"); speaks `YYYY-MM-DD`. */
export function DayField({ toward, withAge, today = todayIn(machineZone), ...props }: DayFieldProps) {
  return (
    <TypedField
      placeholder="mm/dd/yyyy"
      {...props}
      parse={(text) => parseDay(text, { today, toward })}
      write={dayDigits}
      confirm={(day) => (withAge ? `${dayWords(day)} · ${ageOn(day, today)}` : dayWords(day, true))}
      confirmWidth={withAge ? 152 : 128}
      hint={
        toward === "past" ? "Type a day up to today, such as 3/4/1961." : "Type a day such as 3/4/2026, tomorrow or 2w."
      }
    />
  );
}
