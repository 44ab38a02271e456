import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Problem } from "../../api/bindings";
import { dayWords } from "../day";
import { FaultNotice } from "../Notice";
import { useMay } from "../session";
import { toast } from "../toast";
import { useChange } from "../useChange";
import { useRecord } from "../useRecord";
import { Card, Entry, Mark, Nothing, PastToggle } from "./Card";
import styles from "./clinical.module.css";
import { ProblemForm } from "./ProblemForm";
import { useEntryDialogs } from "./useEntryDialogs";
import { problemStatusWords, severityWords } from "./words";

/** Not known to be over: a sender who does not tell the status must not hide the condition. */
const present = (p: Problem) => ["active", "recurrence", "relapse", "unknown"].includes(p.clinical_status);

interface ProblemsProps {
  patient: string;
  /** The visit at which they are edited. */
  visit?: string | undefined;
  /** Puts a problem among the visit's diagnoses. */
  onDiagnose?: ((icd10: string) => void) | undefined;
}

/** The problem list, seen and edited. */
export function Problems({ patient, visit, onDiagnose }: ProblemsProps) {
  const mayEdit = useMay()("EditChart");
  const [all, setAll] = useState(false);
  const [form, setForm] = useState<Problem | "new" | null>(null);
  const list = useRecord("list_problems", { patient, all }, { keepLast: true });
  const resolving = useChange("resolve_problem");
  const dialogs = useEntryDialogs(patient, "problem");
  const add = (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setForm("new")}>
      Add problem
    </Button>
  );

  return (
    <Card
      title="Problems"
      count={list.data?.filter(present).length}
      actions={
        <>
          <PastToggle of="problems" on={all} onChange={setAll} />
          {mayEdit ? add : null}
        </>
      }
    >
      <FaultNotice fault={list.error} />
      {list.data?.length === 0 ? (
        <Nothing>{all ? "None was ever recorded." : "No active problem is recorded."}</Nothing>
      ) : (
        <ul className={styles.rows}>
          {list.data?.map((problem) => (
            <Entry
              key={problem.id}
              name={problem.display}
              main={
                <>
                  {problem.display} {problem.icd10 ? <span className={styles.code}>{problem.icd10}</span> : null}{" "}
                  {problem.clinical_status === "unknown" ? <Mark kind="warn">Status not told</Mark> : null}
                </>
              }
              sub={<Details of={problem} />}
              state={stateOf(problem)}
              acts={[
                ...(mayEdit && stateOf(problem) !== "error"
                  ? [
                      ...(onDiagnose && problem.icd10
                        ? [{ label: "Diagnose at this visit", run: () => onDiagnose(problem.icd10 ?? "") }]
                        : []),
                      { label: "Change…", run: () => setForm(problem) },
                      ...(present(problem)
                        ? [
                            {
                              label: "Resolve today",
                              run: () =>
                                resolving.mutate(
                                  { patient, id: problem.id, version: problem.version },
                                  { onSuccess: () => toast("The problem is resolved.") },
                                ),
                            },
                          ]
                        : []),
                    ]
                  : []),
                ...dialogs.acts(problem, mayEdit && stateOf(problem) !== "error"),
              ]}
            />
          ))}
        </ul>
      )}
      {form ? (
        <ProblemForm
          patient={patient}
          visit={visit}
          problem={form === "new" ? undefined : form}
          onClose={() => setForm(null)}
        />
      ) : null}
      {dialogs.dialog}
    </Card>
  );
}

function stateOf(problem: Problem) {
  if (problem.verification_status === "entered_in_error") return "error" as const;
  return present(problem) && problem.verification_status !== "refuted" ? undefined : ("over" as const);
}

function Details({ of: p }: { of: Problem }) {
  const years = [
    p.onset_on ? `since ${dayWords(p.onset_on)}` : "",
    p.abated_on ? `until ${dayWords(p.abated_on)}` : "",
  ];
  const unsure = p.verification_status !== "confirmed" && p.verification_status !== "unknown";
  return (
    <>
      {p.clinical_status === "active" ? null : <Mark>{problemStatusWords[p.clinical_status]}</Mark>}{" "}
      {unsure ? <Mark kind="warn">{p.verification_status.replaceAll("_", " ")}</Mark> : null}{" "}
      {[p.severity === "unknown" ? "" : severityWords[p.severity], ...years, p.comment, p.error_reason]
        .filter(Boolean)
        .join(" · ")}
    </>
  );
}
