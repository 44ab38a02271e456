import { Badge, Button, Group, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Id, InsurancePolicy, NewPolicy } from "../api/bindings";
import { dayDigits } from "../shared/day";
import { FormShell } from "../shared/FormShell";
import { moneyWords } from "../shared/money";
import { Section } from "../shared/Page";
import { useMay } from "../shared/session";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { newPolicy } from "./form";
import styles from "./Patients.module.css";
import { PolicyFields } from "./PolicyFields";
import { rankWords, subscriberWords } from "./words";

interface PoliciesProps {
  patient: Id<"Patient">;
  policies: InsurancePolicy[];
  /** A merged record takes no changes. */
  fixed: boolean;
}

/** Who pays. */
export function Policies({ patient, policies, fixed }: PoliciesProps) {
  const may = useMay()("EditPatients") && !fixed;
  const [editing, setEditing] = useState<InsurancePolicy | "new" | null>(null);
  const [mistaken, setMistaken] = useState<InsurancePolicy | null>(null);
  const next = Math.min(9, policies.filter((p) => p.in_force).length + 1);
  return (
    <Section
      title="Insurance"
      count={policies.length || undefined}
      actions={
        may ? (
          <Button size="compact-sm" variant="default" onClick={() => setEditing("new")}>
            Add a policy
          </Button>
        ) : null
      }
    >
      {policies.length === 0 ? <p className={styles.none}>No insurance is recorded: the patient pays.</p> : null}
      <div className={styles.lines}>
        {policies.map((policy) => (
          <div key={policy.id} className={styles.line}>
            <Words policy={policy} />
            {may && policy.error_reason === null ? (
              <Group gap={2} align="start">
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={`Change ${policy.policy.payer_name}`}
                  onClick={() => setEditing(policy)}
                >
                  Change
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  aria-label={`${policy.policy.payer_name} was entered by mistake`}
                  onClick={() => setMistaken(policy)}
                >
                  Mistake
                </Button>
              </Group>
            ) : null}
          </div>
        ))}
      </div>
      {editing ? (
        <PolicyDialog
          patient={patient}
          policy={editing === "new" ? null : editing}
          rank={next}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {mistaken ? <MistakeDialog patient={patient} policy={mistaken} onClose={() => setMistaken(null)} /> : null}
    </Section>
  );
}

function Words({ policy: { policy, in_force, error_reason } }: { policy: InsurancePolicy }) {
  const day = (on: string | null) => (on ? dayDigits(on) : "");
  const span =
    policy.effective_on || policy.terminated_on
      ? `${day(policy.effective_on) || "…"} to ${day(policy.terminated_on) || "now"}`
      : null;
  const state = error_reason !== null ? "Entered by mistake" : in_force ? null : "Not in force";
  return (
    <div>
      <p style={error_reason === null ? undefined : { textDecoration: "line-through" }}>
        <span className={styles.name}>{policy.payer_name}</span>
        <span className={styles.dim}>
          {policy.plan_name ? `, ${policy.plan_name}` : ""} · {rankWords(policy.rank)}
        </span>{" "}
        {state ? (
          <Badge variant="outline" color="gray" radius="sm" tt="none" fw={550} c="var(--mantine-color-text)">
            {state}
          </Badge>
        ) : null}
      </p>
      <p>
        {[
          policy.member_id ? `Member ${policy.member_id}` : null,
          policy.group_number ? `Group ${policy.group_number}` : null,
          policy.copay === null ? null : `Copay ${moneyWords(policy.copay)}`,
          span,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {policy.subscriber_relationship === "self" ? null : (
        <p>
          {subscriberWords[policy.subscriber_relationship]}
          {policy.subscriber_name ? `: ${policy.subscriber_name}` : ""}
          {policy.subscriber_birth_date ? `, born ${day(policy.subscriber_birth_date)}` : ""}
        </p>
      )}
      {error_reason === null ? null : <p className={styles.dim}>{error_reason}</p>}
    </div>
  );
}

interface DialogProps {
  patient: Id<"Patient">;
  policy: InsurancePolicy | null;
  rank: number;
  onClose: () => void;
}

function PolicyDialog({ patient, policy, rank, onClose }: DialogProps) {
  const typing = useDraft(
    { about: "policy", subject: policy?.id ?? patient, patient },
    { policy: (policy?.policy ?? newPolicy(rank)) as NewPolicy, version: policy?.version ?? 0 },
  );
  const adding = useChange("add_policy", { faults: "here" });
  const changing = useChange("change_policy", { faults: "here" });
  const { error, isPending } = policy ? changing : adding;

  function close() {
    void typing.discard();
    onClose();
  }

  function save() {
    const input = { patient, policy: typing.value.policy };
    if (!policy) adding.mutate(input, { onSuccess: close });
    else changing.mutate({ ...input, id: policy.id, version: typing.value.version }, { onSuccess: close });
  }

  return (
    <Modal opened onClose={onClose} title={policy ? "Change a policy" : "Add a policy"} size={820}>
      <FormShell
        label={policy ? "Change a policy" : "Add a policy"}
        submit={policy ? "Save" : "Add"}
        onSubmit={save}
        onCancel={onClose}
        typing={typing}
        fault={error}
        busy={isPending}
      >
        <PolicyFields value={typing.value.policy} fault={error} onChange={(to) => typing.set({ policy: to })} />
      </FormShell>
    </Modal>
  );
}

function MistakeDialog({
  patient,
  policy,
  onClose,
}: {
  patient: Id<"Patient">;
  policy: InsurancePolicy;
  onClose: () => void;
}) {
  const typing = useDraft({ about: "policy_in_error", subject: policy.id, patient }, { reason: "" });
  const marking = useChange("mark_policy_in_error", { faults: "here" });
  return (
    <Modal opened onClose={onClose} title="Entered by mistake" size={480}>
      <FormShell
        label="Entered by mistake"
        submit="Mark as a mistake"
        danger
        onSubmit={() =>
          marking.mutate(
            { patient, id: policy.id, version: policy.version, reason: typing.value.reason },
            {
              onSuccess: () => {
                void typing.discard();
                onClose();
              },
            },
          )
        }
        onCancel={onClose}
        typing={typing}
        fault={marking.error}
        busy={marking.isPending}
      >
        <p style={{ margin: 0 }}>
          {policy.policy.payer_name} stays in the record, marked as a mistake. When a policy only ended, change it and
          give its last day instead.
        </p>
        <TextInput
          label="Why"
          required
          data-autofocus
          maxLength={200}
          name="reason"
          value={typing.value.reason}
          onChange={(event) => typing.set({ reason: event.currentTarget.value })}
        />
      </FormShell>
    </Modal>
  );
}
