import { Text } from "@mantine/core";
import type { Day, WorkingWeek } from "../api/bindings";
import { DayField } from "../shared/DayField";
import { dayWords, todayIn } from "../shared/day";
import { FormShell } from "../shared/FormShell";
import { useSession } from "../shared/session";
import { TypedField, type TypedFieldProps } from "../shared/TypedField";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { hoursShort, hoursWords, parseHours, toFields, toSpans } from "./hours";
import styles from "./Settings.module.css";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** A practitioner's week, a line a day, from a day on. */
export function HoursForm({ week, name }: { week: WorkingWeek; name: string }) {
  const { zone } = useSession();
  const today = todayIn(zone);
  const changing = useChange("change_working_hours", { faults: "here" });
  const typing = useDraft(
    { about: "working_hours", subject: week.practitioner },
    { version: week.version, days: toFields(week.spans) as (string | null)[], starts_on: today as Day | null },
  );
  const { version, days, starts_on } = typing.value;

  function save() {
    changing.mutate(
      {
        practitioner: week.practitioner,
        version,
        starts_on,
        spans: toSpans(days.map((day) => day ?? "")),
      },
      {
        onSuccess: () => {
          typing.reset(typing.value);
          void typing.discard();
          toast(`The hours of ${name} are saved.`);
        },
      },
    );
  }

  return (
    <div className={styles.form}>
      <FormShell
        label={`Working hours of ${name}`}
        submit="Save hours"
        onSubmit={save}
        typing={typing}
        fault={changing.error}
        busy={changing.isPending}
      >
        <Text c="dimmed">
          {week.standard
            ? "Nobody entered hours yet: Monday to Friday, nine to five."
            : "Patients booked outside these hours stay booked; the desk is warned when it books there."}
          {week.next_change
            ? ` Other hours begin on ${dayWords(week.next_change)}; saving from an earlier day replaces them.`
            : ""}
        </Text>
        {weekdays.map((weekday, at) => (
          <HoursField
            key={weekday}
            label={weekday}
            name={weekday}
            value={days[at] ?? null}
            onChange={(held) =>
              typing.set(({ days: before }) => ({ days: before.map((day, i) => (i === at ? held : day)) }))
            }
          />
        ))}
        <DayField
          label="From this day on"
          toward="future"
          today={today}
          required
          name="starts_on"
          value={starts_on}
          onChange={(day) => typing.set({ starts_on: day })}
          w={280}
        />
      </FormShell>
    </div>
  );
}

/** "9-12, 1-5"; empty: does not work that day. */
function HoursField(props: TypedFieldProps<string>) {
  return (
    <TypedField
      placeholder="Does not see patients"
      {...props}
      className={styles.hours}
      // An empty field is a day off; the field itself takes emptiness for no value.
      onChange={(held) => props.onChange(held)}
      parse={parseHours}
      write={hoursShort}
      confirm={hoursWords}
      confirmWidth={270}
      hint="Type hours such as 9-5, or 8-12, 1-5."
    />
  );
}
