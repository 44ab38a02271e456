import { Checkbox, Select, Stack, TextInput } from "@mantine/core";
import type { NewRelatedPerson } from "../api/bindings";
import type { Fault } from "../api/call";
import { AddressFields } from "../shared/AddressFields";
import { DayField } from "../shared/DayField";
import { todayIn } from "../shared/day";
import { useSession } from "../shared/session";
import { useRecord } from "../shared/useRecord";
import styles from "./Patients.module.css";

interface ContactFieldsProps {
  value: NewRelatedPerson;
  onChange: (contact: NewRelatedPerson) => void;
  fault?: Fault | null | undefined;
}

/** Someone who stands by a patient. */
export function ContactFields({ value, onChange, fault }: ContactFieldsProps) {
  const { zone } = useSession();
  const relationships = useRecord("choices", { set: "relationship" }).data ?? [];
  const set = (part: Partial<NewRelatedPerson>) => onChange({ ...value, ...part });
  const text = (field: "name" | "phone" | "email") => ({
    name: `contact.${field}`,
    error: fault?.field === `contact.${field}` ? fault.message : undefined,
    autoComplete: "off",
    value: value[field] ?? "",
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  });
  return (
    <Stack gap="sm">
      <div className={styles.row}>
        <TextInput label="Name" required {...text("name")} />
        <Select
          label="What they are to the patient"
          required
          searchable
          data={relationships.map(({ code, label }) => ({ value: code, label }))}
          name="contact.relationship"
          error={fault?.field === "contact.relationship" ? fault.message : undefined}
          value={value.relationship || null}
          onChange={(relationship) => set({ relationship: relationship ?? "" })}
        />
      </div>
      <div className={styles.row}>
        <TextInput label="Phone" inputMode="tel" {...text("phone")} />
        <TextInput label="Email" inputMode="email" {...text("email")} />
      </div>
      <div className={styles.row}>
        <Checkbox
          label="Call in an emergency"
          checked={value.emergency_contact}
          onChange={(event) => set({ emergency_contact: event.currentTarget.checked })}
        />
        <Checkbox
          label="Guarantor: answers for the bills"
          checked={value.guarantor}
          onChange={(event) => set({ guarantor: event.currentTarget.checked })}
        />
      </div>
      {value.guarantor ? (
        <DayField
          label="Guarantor's birth date"
          toward="past"
          today={todayIn(zone)}
          name="contact.birth_date"
          value={value.birth_date}
          onChange={(birth_date) => set({ birth_date })}
        />
      ) : null}
      <AddressFields name="contact.address" value={value.address} onChange={(address) => set({ address })} />
    </Stack>
  );
}
