import { Button } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import type { PatientRow } from "../api/bindings";
import { CodeSearch } from "../shared/CodeSearch";
import { dayDigits } from "../shared/day";
import { PageLink } from "../shared/go";
import { useMay } from "../shared/session";
import styles from "./Schedule.module.css";

/** What a booking keeps of the patient found. */
export type Found = Pick<PatientRow, "id" | "name" | "birth_date" | "age" | "mrn" | "phone">;

interface PatientBoxProps {
  value: Found | null;
  onChange: (patient: Found | null) => void;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** Finds the patient by "smi 3/4/61", and then shows plainly who it is. */
export function PatientBox({ value, onChange, error, autoFocus }: PatientBoxProps) {
  const may = useMay();
  if (value) {
    return (
      <div className={styles.found}>
        <IconUser size={18} aria-hidden />
        <div>
          <b>{value.name}</b>
          <div className={styles.facts}>{factsOf(value)}</div>
        </div>
        <Button size="compact-sm" variant="default" onClick={() => onChange(null)}>
          Change
        </Button>
      </div>
    );
  }
  return (
    <CodeSearch
      command="find_patients"
      input={(query) => ({ query, limit: 8 })}
      itemKey={(patient) => patient.id}
      item={(patient) => (
        <div className={styles.option}>
          <b>{patient.name}</b>
          <span className={styles.facts}>{factsOf(patient)}</span>
        </div>
      )}
      onPick={({ id, name, birth_date, age, mrn, phone }) => {
        onChange({ id, name, birth_date, age, mrn, phone });
        return undefined;
      }}
      name="patient"
      label="Patient"
      placeholder="Name, birth date, phone or MRN: smi 3/4/61"
      nothing="Nobody fits. Try part of the name and the birth date."
      required
      data-autofocus={autoFocus || undefined}
      // The form comes after its draft was asked for, when the dialog has already placed the focus.
      autoFocus={autoFocus ?? false}
      error={error}
      description={
        may("EditPatients") ? (
          <>
            Not here before? <PageLink to="/patients/new">Register a patient</PageLink>
          </>
        ) : undefined
      }
    />
  );
}

function factsOf({ birth_date, age, phone, mrn }: Found): string {
  const born = birth_date ? `${dayDigits(birth_date)}${age === null ? "" : ` (${age} y)`}` : "birth date unknown";
  return [born, phone, mrn].filter(Boolean).join(" · ");
}
