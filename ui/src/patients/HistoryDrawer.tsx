import { Drawer, Text } from "@mantine/core";
import type { FieldChange, Id } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { dayWords, isDay } from "../shared/day";
import { moneyWords } from "../shared/money";
import { MomentText } from "../shared/text";
import { useRecord } from "../shared/useRecord";
import type { Naming } from "./differences";
import styles from "./Patients.module.css";

const acts: Record<string, string> = {
  register_patient: "Registered",
  import: "Imported",
  change_patient: "Details changed",
  set_patient_photo: "Photo kept",
  remove_patient_photo: "Photo removed",
  add_contact: "Contact added",
  change_contact: "Contact changed",
  add_policy: "Policy added",
  change_policy: "Policy changed",
  mark_policy_in_error: "Policy marked as a mistake",
  merge_patients: "Merged with another record",
  undo_merge: "Merge undone",
};

const parts: Record<string, string> = {
  patient_name: "Other name",
  patient_address: "Address",
  patient_telecom: "Phone or email",
  patient_identifier: "Number",
  related_person: "Contact",
  insurance_policy: "Policy",
  patient_photo: "Photo",
};

/** Said yes or no. */
const yesNo = ["active", "deceased", "emergency_contact", "guarantor"];

/** The fields of an entry that came or went, as they are read aloud. */
const inOrder =
  "name relationship given middle family prefix suffix use line1 line2 city state zip country kind value code text rank payer_name payer_id plan_name member_id group_number subscriber_relationship subscriber_name subscriber_birth_date copay_cents phone email address_line1 address_line2 birth_date emergency_contact guarantor system starts_on ends_on effective_on terminated_on error_reason".split(
    " ",
  );

interface Line {
  key: string;
  label: string;
  before: string | null;
  after: string | null;
}

/** The changes as they are read: an entry that came or went is one line, a field that changed is one. */
export function readable(changes: FieldChange[], naming: Naming): Line[] {
  const rows = [...new Set(changes.map((c) => c.row))].map((row) => changes.filter((c) => c.row === row));
  return rows.flatMap((fields): Line[] => {
    const first = fields[0];
    if (!first) return [];
    const came = fields.every((c) => c.before === null);
    const went = fields.every((c) => c.after === null);
    if (first.part === "patient" || (!came && !went)) return fields.map((field) => fieldLine(field, naming));
    const shown = inOrder.flatMap((name) => fields.filter((c) => c.field === name && (c.after ?? c.before) !== "0"));
    const all = shown.map((c) => entryWords(c, naming)).join(", ");
    const question = fields.find((c) => c.field === "question");
    const label = question
      ? capital(plain(question.after ?? question.before ?? ""))
      : (parts[first.part] ?? plain(first.part));
    return [{ key: first.row, label, before: went ? all : null, after: came ? all : null }];
  });
}

function fieldLine(change: FieldChange, naming: Naming): Line {
  const { part, row, field } = change;
  const name = plain(field.replace(/_(id|on|cents)$/, ""));
  const words = (value: string | null) => (value === null ? null : valueWords(field, value, naming));
  return {
    key: `${row}/${field}`,
    label: capital(part === "patient" ? name : `${parts[part] ?? part}: ${name}`),
    before: words(change.before),
    after: words(change.after),
  };
}

/** One field of an entry that came or went: a mark is named, a value speaks for itself. */
function entryWords({ field, before, after }: FieldChange, naming: Naming): string {
  return yesNo.includes(field) ? plain(field) : valueWords(field, after ?? before ?? "", naming);
}

function valueWords(field: string, value: string, naming: Naming): string {
  if (yesNo.includes(field)) return value === "1" ? "Yes" : "No";
  if (field.endsWith("_cents")) return moneyWords(Number(value));
  if (isDay(value)) return dayWords(value);
  return field === "code" || field === "relationship" || field === "birth_sex" ? plain(naming(value)) : value;
}

function plain(name: string): string {
  return name.replaceAll("_", " ");
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface HistoryProps {
  patient: Id<"Patient">;
  naming: Naming;
  onClose: () => void;
}

/** Who changed the record, when, and what from what to what. */
export function HistoryDrawer({ patient, naming, onClose }: HistoryProps) {
  const history = useRecord("patient_history", { patient });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      title="History of the record"
      transitionProps={{ duration: 0 }}
    >
      <Answer of={history}>
        {(edits) => (
          <ol className={styles.history}>
            {edits.map((edit, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: history only grows at its end, and has no ids
              <li key={`${edit.at}/${at}`}>
                <b>{acts[edit.command] ?? capital(plain(edit.command))}</b>{" "}
                <Text component="span" c="dimmed">
                  <MomentText at={edit.at} />
                  {edit.user_name ? `, ${edit.user_name}` : ""}
                </Text>
                <table>
                  <tbody>
                    {readable(edit.changes, naming).map(({ key, label, before, after }) => (
                      <tr key={key}>
                        <th scope="row">{label}</th>
                        <td>
                          {before === null ? null : <del>{before}</del>} {before !== null && after !== null ? "→ " : ""}
                          {after === null ? (before === null ? "" : "(removed)") : after}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Drawer>
  );
}
