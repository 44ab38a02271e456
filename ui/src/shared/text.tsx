import { Text } from "@mantine/core";
import type { Day, Instant } from "../api/bindings";
import { ageOn, dayWords, todayIn } from "./day";
import { moneyWords } from "./money";
import { useSession } from "./session";
import { momentWords } from "./time";

/** Small pieces of text that mean one thing everywhere. */

/** An amount of whole cents; a negative one also carries its sign, so colour is never the only mark. */
export function Money({ cents }: { cents: number }) {
  return (
    <Text component="span" inherit style={{ whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" }}>
      {moneyWords(cents)}
    </Text>
  );
}

/** A calendar day, Mar 4, 1961. */
export function DayText({ day, weekday = false }: { day: Day; weekday?: boolean }) {
  return (
    <time dateTime={day} style={{ whiteSpace: "nowrap" }}>
      {dayWords(day, weekday)}
    </time>
  );
}

/** A moment on the practice's clock. */
export function MomentText({ at }: { at: Instant }) {
  const { zone } = useSession();
  return (
    <time dateTime={at} style={{ whiteSpace: "nowrap" }}>
      {momentWords(at, zone)}
    </time>
  );
}

/** Age on the practice's today, or on the day of death. */
export function Age({ birth, on }: { birth: Day; on?: Day | undefined }) {
  const { zone } = useSession();
  return <span style={{ whiteSpace: "nowrap" }}>{ageOn(birth, on ?? todayIn(zone))}</span>;
}
