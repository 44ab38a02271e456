import { Button } from "@mantine/core";
import { dayWords } from "../shared/day";
import { timeWords } from "../shared/time";
import { useRecord } from "../shared/useRecord";
import styles from "./Schedule.module.css";
import { dayOf, timeOf } from "./words";

interface FreeTimesProps {
  practitioner: string;
  minutes: number;
  /** From which day on. */
  from: string;
  /** The wall time chosen now. */
  chosen: string | null;
  onPick: (starts_at: string) => void;
}

/** The next free times of a provider, each one click away. */
export function FreeTimes({ practitioner, minutes, from, chosen, onPick }: FreeTimesProps) {
  const free = useRecord(
    "free_slots",
    { practitioners: [practitioner], minutes, from, limit: 4, weekdays: [] },
    { enabled: practitioner !== "" && minutes > 0 && minutes <= 720, keepLast: true },
  );
  if (!free.data?.length) return null;
  return (
    <div className={styles.free} role="group" aria-label="Next free times">
      <span className={styles.facts}>Next free:</span>
      {free.data.map(({ starts_at }) => (
        <Button
          key={starts_at}
          size="compact-sm"
          variant={starts_at === chosen ? "filled" : "default"}
          aria-pressed={starts_at === chosen}
          onClick={() => onPick(starts_at)}
        >
          {dayOf(starts_at) === from ? "" : `${dayWords(dayOf(starts_at), true).slice(0, -6)}, `}
          {timeWords(timeOf(starts_at))}
        </Button>
      ))}
    </div>
  );
}
