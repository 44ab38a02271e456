import { Button } from "@mantine/core";
import { IconHelpCircle, IconPlus, IconShieldCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { Allergy } from "../../api/bindings";
import { dayWords } from "../day";
import { FaultNotice } from "../Notice";
import { useMay } from "../session";
import { toast } from "../toast";
import { useChange } from "../useChange";
import { useRecord } from "../useRecord";
import { AllergyForm } from "./AllergyForm";
import { Card, Entry, Mark, Nothing, PastToggle } from "./Card";
import styles from "./clinical.module.css";
import { useEntryDialogs } from "./useEntryDialogs";
import { allergyStatusWords, allergyVerificationWords, criticalityWords, severityWords } from "./words";

/** What is known of allergies: nobody asked, none known, or the list; seen and edited. */
export function Allergies({ patient, visit }: { patient: string; visit?: string | undefined }) {
  const mayEdit = useMay()("EditChart");
  const [all, setAll] = useState(false);
  const [form, setForm] = useState<Allergy | "new" | null>(null);
  const list = useRecord("list_allergies", { patient, all }, { keepLast: true });
  const stating = useChange("record_no_known_allergies");
  const dialogs = useEntryDialogs(patient, "allergy");
  const nothing = useEntryDialogs(patient, "no_known_allergies");
  const { answer, allergies = [], none_known } = list.data ?? {};
  const state = () =>
    stating.mutate({ patient }, { onSuccess: () => toast("Recorded: the patient knows of no allergies.") });
  const askedNow = (
    <Button size="compact-sm" variant="default" loading={stating.isPending} onClick={state}>
      No known allergies
    </Button>
  );

  return (
    <Card
      title="Allergies"
      count={allergies.filter((a) => stateOf(a) === undefined).length}
      actions={
        <>
          <PastToggle of="allergies" on={all} onChange={setAll} />
          {mayEdit ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => setForm("new")}
            >
              Add allergy
            </Button>
          ) : null}
        </>
      }
    >
      <FaultNotice fault={list.error} />
      {answer === "not_asked" ? (
        <Nothing action={mayEdit ? askedNow : null}>
          <Mark kind="warn">
            <IconHelpCircle size={14} aria-hidden /> Not asked yet
          </Mark>{" "}
          Ask the patient; until then nobody can rely on this.
        </Nothing>
      ) : null}
      {answer === "none_known" && none_known ? (
        <ul className={styles.rows}>
          <Entry
            name="no known allergies"
            main={
              <Mark kind="good">
                <IconShieldCheck size={14} aria-hidden /> No known allergies
              </Mark>
            }
            sub={`asked ${dayWords(none_known.stated_on)}`}
            acts={[
              ...(mayEdit ? [{ label: "Asked again today", run: state }] : []),
              ...nothing.acts({ ...none_known, display: "No known allergies" }, mayEdit),
            ]}
          />
        </ul>
      ) : null}
      {allergies.length > 0 ? (
        <ul className={styles.rows}>
          {allergies.map((allergy) => (
            <Entry
              key={allergy.id}
              name={allergy.display}
              main={
                <>
                  {allergy.display}{" "}
                  {allergy.severity === "severe" || allergy.criticality === "high" ? (
                    <Mark kind="danger">
                      {allergy.severity === "severe" ? "Severe" : criticalityWords[allergy.criticality]}
                    </Mark>
                  ) : null}
                </>
              }
              sub={<Details of={allergy} />}
              state={stateOf(allergy)}
              acts={[
                ...(mayEdit && stateOf(allergy) !== "error" ? [{ label: "Change…", run: () => setForm(allergy) }] : []),
                ...dialogs.acts(allergy, mayEdit && stateOf(allergy) !== "error"),
              ]}
            />
          ))}
        </ul>
      ) : null}
      {form ? (
        <AllergyForm
          patient={patient}
          visit={visit}
          allergy={form === "new" ? undefined : form}
          onClose={() => setForm(null)}
        />
      ) : null}
      {dialogs.dialog}
      {nothing.dialog}
    </Card>
  );
}

function stateOf(allergy: Allergy) {
  if (allergy.verification_status === "entered_in_error") return "error" as const;
  const counts = allergy.clinical_status === "active" || allergy.clinical_status === "unknown";
  return counts && allergy.verification_status !== "refuted" ? undefined : ("over" as const);
}

function Details({ of: a }: { of: Allergy }) {
  const certainty = a.verification_status;
  const parts = [
    a.clinical_status === "active" ? "" : allergyStatusWords[a.clinical_status],
    a.reactions.map((r) => (r.severity === "unknown" ? r.display : `${r.display} (${r.severity})`)).join(", "),
    a.severity === "unknown" || a.severity === "severe" ? "" : severityWords[a.severity],
    a.kind === "intolerance" ? "Intolerance" : "",
    certainty === "unconfirmed" || certainty === "refuted" ? allergyVerificationWords[certainty] : "",
    a.onset_on ? `since ${dayWords(a.onset_on)}` : "",
    a.comment,
    a.error_reason,
  ];
  return <>{parts.filter(Boolean).join(" · ")}</>;
}
