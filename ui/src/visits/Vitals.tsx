import { Button, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { ReadVitals, TypedVital, TypedVitals, Units, Visit, VitalReading, VitalsSet } from "../api/bindings";
import { EntryMenu } from "../shared/clinical/Card";
import { Flag, Pressure, VitalsTable } from "../shared/clinical/VitalsTable";
import { FormShell } from "../shared/FormShell";
import { EmptyState, Section } from "../shared/Page";
import { useMay } from "../shared/session";
import { MomentText } from "../shared/text";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useRecord } from "../shared/useRecord";
import styles from "./Visits.module.css";
import { CorrectVitalDialog, WithdrawVitalsDialog } from "./VitalDialogs";
import { emptyVitals, entriesOf, fieldOfFault, signs, type TypedFields } from "./vitalFields";

interface VitalsProps {
  visit: Visit;
  sets: VitalsSet[];
  open: boolean;
}

/** What was measured at the visit, and the form to measure more. */
export function Vitals({ visit, sets, open }: VitalsProps) {
  const mayEdit = useMay()("EditChart") && open;
  const { units = "us" } = useRecord("practice_profile", {}).data ?? {};
  const [more, setMore] = useState(false);
  const [correcting, setCorrecting] = useState<VitalReading | null>(null);
  const [withdrawing, setWithdrawing] = useState<VitalReading[] | null>(null);
  const form = mayEdit && (more || sets.length === 0);

  return (
    <Section
      title="Vitals"
      actions={
        mayEdit && !form ? (
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setMore(true)}>
            Take more vitals
          </Button>
        ) : null
      }
    >
      {form ? (
        <VitalsForm
          visit={visit}
          units={units}
          onDone={() => setMore(false)}
          {...(sets.length > 0 ? { onCancel: () => setMore(false) } : {})}
        />
      ) : null}
      {sets.map((set) => (
        <div key={set.taken_at} className={styles.set}>
          <div className={styles.setHead}>
            <span>
              Taken <MomentText at={set.taken_at} />
            </span>
            {mayEdit ? (
              <EntryMenu
                name="these vitals"
                acts={[
                  ...set.readings
                    .filter((one) => one.vital && one.vital !== "bmi")
                    .map((one) => ({
                      label: `Correct ${one.display.toLowerCase()}…`,
                      run: () => setCorrecting(one),
                    })),
                  { label: "All entered in error…", danger: true, run: () => setWithdrawing(set.readings) },
                ]}
              />
            ) : null}
          </div>
          <VitalsTable set={set} units={units} />
        </div>
      ))}
      {sets.length === 0 && !form ? <EmptyState title="No vitals were taken" /> : null}
      {correcting ? (
        <CorrectVitalDialog patient={visit.patient} reading={correcting} onClose={() => setCorrecting(null)} />
      ) : null}
      {withdrawing ? (
        <WithdrawVitalsDialog patient={visit.patient} readings={withdrawing} onClose={() => setWithdrawing(null)} />
      ) : null}
    </Section>
  );
}

interface VitalsFormProps {
  visit: Visit;
  units: Units;
  onDone: () => void;
  onCancel?: () => void;
}

/** Vitals as they are typed; under each field what it means. */
function VitalsForm({ visit, units, onDone, onCancel }: VitalsFormProps) {
  const recording = useChange("record_vitals", { faults: "here" });
  const draft = useDraft({ about: "vitals", subject: visit.id, patient: visit.patient }, emptyVitals);
  const typed = entriesOf(draft.value);
  const read = useTyped(visit.patient, typed);
  const age = useRecord("patient_banner", { patient: visit.patient }).data?.age ?? null;
  const of = (vital: TypedVital["vital"]) => read?.readings.find((reading) => reading.vital === vital);
  const fault = recording.error;
  const faulty = fieldOfFault(fault?.field, typed);

  function save() {
    recording.mutate(
      { patient: visit.patient, visit: visit.id, ...typed },
      {
        onSuccess: () => {
          void draft.discard();
          toast("The vitals are saved.");
          onDone();
        },
      },
    );
  }

  return (
    <FormShell
      label="Vitals"
      submit="Save vitals"
      typing={draft}
      fault={fault}
      busy={recording.isPending}
      onSubmit={save}
      {...(onCancel ? { onCancel } : {})}
    >
      <div className={styles.vitals}>
        {signs
          .filter(({ until }) => until === undefined || (age !== null && age < until))
          .map(({ key, vital, label, example }) => {
            const refused = of(vital)?.refused ?? (faulty === key ? fault?.message : undefined);
            return (
              <div key={key}>
                <TextInput
                  label={label}
                  placeholder={example[units]}
                  autoComplete="off"
                  maxLength={40}
                  name={key}
                  value={draft.value[key]}
                  error={refused}
                  onChange={(event) => draft.set({ [key]: event.currentTarget.value } as Partial<TypedFields>)}
                  onBlur={draft.flush}
                />
                {refused || !draft.value[key] ? null : (
                  <div className={styles.meaning}>
                    <Meaning of={key === "blood_pressure" ? null : of(vital)} units={units} />
                    {key === "blood_pressure" ? <PressureMeaning read={read} /> : null}
                  </div>
                )}
              </div>
            );
          })}
        {of("bmi") ? (
          <div className={styles.bmi} aria-live="polite">
            <Text component="span" fw={550}>
              BMI
            </Text>
            <span>
              {of("bmi")?.us} <Flag flag={of("bmi")?.flag ?? "no_range"} />
            </span>
          </div>
        ) : null}
      </div>
    </FormShell>
  );
}

/** What the door makes of the typing, a moment after it pauses. */
function useTyped(patient: string, typed: Pick<ReadVitals, "vitals" | "blood_pressure">): TypedVitals | undefined {
  const [asked] = useDebouncedValue(JSON.stringify(typed), 250);
  const input = JSON.parse(asked) as typeof typed;
  const some = input.vitals.length > 0 || Boolean(input.blood_pressure);
  const read = useRecord("read_vitals", { patient, ...input }, { enabled: some, keepLast: true });
  return some ? read.data : undefined;
}

function Meaning({ of, units }: { of: TypedVital | null | undefined; units: Units }) {
  if (!of) return null;
  const [first, other] = units === "us" ? [of.us, of.metric] : [of.metric, of.us];
  return (
    <>
      {first === other ? first : `${first} = ${other}`} <Flag flag={of.flag} />
    </>
  );
}

function PressureMeaning({ read }: { read: TypedVitals | undefined }) {
  const reading = (vital: TypedVital["vital"]) => read?.readings.find((one) => one.vital === vital);
  const [systolic, diastolic] = [reading("systolic"), reading("diastolic")];
  if (!diastolic) return null;
  return read?.blood_pressure ? (
    <>
      mmHg <Pressure category={read.blood_pressure} />
    </>
  ) : (
    <>
      mmHg <Flag flag={systolic?.flag === "usual" ? diastolic.flag : (systolic?.flag ?? "no_range")} />
    </>
  );
}
