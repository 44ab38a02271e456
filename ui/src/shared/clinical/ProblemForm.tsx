import { Modal, NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { Day, Problem, ProblemStatus, ProblemVerification, Severity } from "../../api/bindings";
import { CodeSearch } from "../CodeSearch";
import { DayField } from "../DayField";
import { FormShell } from "../FormShell";
import { toast } from "../toast";
import { useChange } from "../useChange";
import { useDraft } from "../useDraft";
import { useFields } from "../useFields";
import styles from "./clinical.module.css";
import { DiagnosisOption } from "./DiagnosisOption";
import { choices, problemStatusWords, problemVerificationWords, severityWords } from "./words";

interface ProblemFormProps {
  patient: string;
  visit?: string | undefined;
  /** The problem to change; left out for a new one. */
  problem?: Problem | undefined;
  onClose: () => void;
}

/** Adds a problem, or changes one. */
export function ProblemForm({ patient, visit, problem, onClose }: ProblemFormProps) {
  const adding = useChange("add_problem", { faults: "here" });
  const changing = useChange("change_problem", { faults: "here" });
  const fault = problem ? changing.error : adding.error;
  const typing = useDraft(
    { about: "problem", subject: problem?.id ?? patient, patient },
    {
      version: (problem?.version ?? null) as number | null,
      icd10: (problem?.icd10 ?? null) as string | null,
      diagnosis: problem?.icd10 ? `${problem.icd10} ${problem.display}` : "",
      display: problem?.display ?? "",
      clinical_status: (problem?.clinical_status ?? "active") as ProblemStatus,
      verification_status: (problem?.verification_status ?? "confirmed") as ProblemVerification,
      severity: (problem?.severity ?? "unknown") as Severity,
      onset_on: (problem?.onset_on ?? null) as Day | null,
      abated_on: (problem?.abated_on ?? null) as Day | null,
      comment: problem?.comment ?? "",
    },
  );
  const fields = useFields(typing, fault);
  const { clinical_status, icd10 } = typing.value;
  const over = clinical_status === "resolved" || clinical_status === "remission" || clinical_status === "inactive";

  function done() {
    void typing.discard();
    toast(problem ? "The problem is changed." : "The problem is on the list.");
    onClose();
  }

  function save() {
    const { clinical_status, abated_on, version, diagnosis: _, ...value } = typing.value;
    if (problem) {
      const { id, snomed, rank } = problem;
      changing.mutate(
        {
          patient,
          id,
          version: version ?? problem.version,
          rank,
          snomed: icd10 === problem.icd10 ? snomed : null,
          ...value,
          clinical_status,
          abated_on: over ? abated_on : null,
        },
        { onSuccess: done },
      );
    } else {
      adding.mutate({ patient, visit, ...value }, { onSuccess: done });
    }
  }

  return (
    <Modal opened onClose={onClose} title={problem ? "Change the problem" : "Add a problem"} size={560}>
      <FormShell
        label={problem ? "Change the problem" : "Add a problem"}
        submit={problem ? "Save problem" : "Add problem"}
        typing={typing}
        fault={fault}
        busy={adding.isPending || changing.isPending}
        onSubmit={save}
        onCancel={onClose}
      >
        <div className={styles.fields}>
          <CodeSearch
            className={styles.wide ?? ""}
            command="search_diagnoses"
            input={(query) => ({ query, limit: 20 })}
            itemKey={(hit) => hit.code}
            item={(hit) => <DiagnosisOption hit={hit} />}
            onPick={(hit) => {
              const diagnosis = `${hit.code} ${hit.description}`;
              typing.set({ icd10: hit.code, display: hit.description, diagnosis });
              return diagnosis;
            }}
            text={typing.value.diagnosis}
            onText={(diagnosis) => typing.set({ diagnosis, icd10: null })}
            picked={icd10 !== null}
            name="icd10"
            label="Diagnosis"
            placeholder="Type words or a code: diab neph, E11"
            data-autofocus
            error={fault?.field === "icd10" ? fault.message : undefined}
          />
          <TextInput
            className={styles.wide ?? ""}
            label="Shown on the list as"
            required
            maxLength={200}
            {...fields.text("display")}
          />
          <NativeSelect
            label="Certainty"
            data={choices(problemVerificationWords)}
            {...fields.text("verification_status")}
          />
          <NativeSelect label="Severity" data={choices(severityWords)} {...fields.text("severity")} />
          <DayField label="Since" toward="past" {...fields.field("onset_on")} />
          {problem ? (
            <NativeSelect label="Status" data={choices(problemStatusWords)} {...fields.text("clinical_status")} />
          ) : null}
          {problem && over ? <DayField label="Until" toward="past" {...fields.field("abated_on")} /> : null}
          <Textarea
            className={styles.wide ?? ""}
            label="Comment"
            autosize
            minRows={1}
            maxRows={6}
            {...fields.text("comment")}
          />
        </div>
      </FormShell>
    </Modal>
  );
}
