import { Drawer, Text } from "@mantine/core";
import type { FieldChange, Id } from "../api/bindings";
import { Answer } from "../shared/Answer";
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

/** `insurance_policy`, `payer_name` as "Policy: payer name". */
function fieldWords({ part, field }: FieldChange): string {
  const plain = field
    .replace(/_id$/, "")
    .replace(/_on$/, "")
    .replace(/_cents$/, "")
    .replaceAll("_", " ");
  const name = part === "patient" || part === "patient_answer" ? plain : `${parts[part] ?? part}: ${plain}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The changes as they are read: what was said of one question stands in one line. */
function readable(changes: FieldChange[], naming: Naming) {
  const answers = changes.filter((c) => c.part === "patient_answer");
  const lines = changes
    .filter((c) => c.part !== "patient_answer")
    .map((c) => ({
      key: `${c.row}/${c.field}/${c.before ?? ""}`,
      label: fieldWords(c),
      before: words(c.before, naming),
      after: words(c.after, naming),
    }));
  for (const row of new Set(answers.map((c) => c.row))) {
    const of = (field: string) => answers.find((c) => c.row === row && c.field === field);
    const question = of("question");
    const code = of("code");
    if (!question || !code) continue;
    const asked = (question.before ?? question.after ?? "").replaceAll("_", " ");
    lines.push({
      key: row,
      label: asked.charAt(0).toUpperCase() + asked.slice(1),
      before: words(code.before, naming),
      after: words(code.after, naming),
    });
  }
  return lines;
}

function words(value: string | null, naming: Naming): string | null {
  if (value === null) return null;
  return naming(value).replaceAll("_", " ");
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
                <b>{acts[edit.command] ?? edit.command.replaceAll("_", " ")}</b>{" "}
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
