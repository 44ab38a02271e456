import { ActionIcon, Button, Modal, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type {
  Allergen,
  Allergy,
  AllergyCategory,
  AllergyKind,
  AllergyReaction,
  AllergyStatus,
  AllergyVerification,
  Criticality,
  Day,
  Severity,
  SubstanceSystem,
} from "../../api/bindings";
import { CodeSearch } from "../CodeSearch";
import { DayField } from "../DayField";
import { FormShell } from "../FormShell";
import { toast } from "../toast";
import { useChange } from "../useChange";
import { useDraft } from "../useDraft";
import { useFields } from "../useFields";
import styles from "./clinical.module.css";
import {
  allergyCategoryWords,
  allergyKindWords,
  allergyStatusWords,
  allergyVerificationWords,
  choices,
  criticalityWords,
  severityWords,
} from "./words";

interface AllergyFormProps {
  patient: string;
  visit?: string | undefined;
  /** The allergy to change; left out for a new one. */
  allergy?: Allergy | undefined;
  onClose: () => void;
}

/** The door's short name of a FHIR code system. */
function systemOf({ system, code }: Allergen): SubstanceSystem | null {
  if (!code) return null;
  return system?.includes("rxnorm") ? "rxnorm" : system?.includes("snomed") ? "snomed" : "other";
}

/** Adds an allergy, or changes one. */
export function AllergyForm({ patient, visit, allergy, onClose }: AllergyFormProps) {
  const adding = useChange("add_allergy", { faults: "here" });
  const changing = useChange("change_allergy", { faults: "here" });
  const fault = allergy ? changing.error : adding.error;
  const typing = useDraft(
    { about: "allergy", subject: allergy?.id ?? patient, patient },
    {
      version: (allergy?.version ?? null) as number | null,
      display: allergy?.display ?? "",
      code: (allergy?.code ?? null) as string | null,
      code_system: (allergy?.code_system ?? null) as SubstanceSystem | null,
      category: (allergy?.category ?? "medication") as AllergyCategory,
      kind: (allergy?.kind ?? "allergy") as AllergyKind,
      clinical_status: (allergy?.clinical_status ?? "active") as AllergyStatus,
      verification_status: (allergy?.verification_status ?? "unconfirmed") as AllergyVerification,
      criticality: (allergy?.criticality ?? "unknown") as Criticality,
      severity: (allergy?.severity ?? "unknown") as Severity,
      reactions: (allergy?.reactions ?? []) as AllergyReaction[],
      onset_on: (allergy?.onset_on ?? null) as Day | null,
      comment: allergy?.comment ?? "",
    },
  );
  const fields = useFields(typing, fault);
  const { reactions } = typing.value;
  const setReaction = (at: number, part: Partial<AllergyReaction>) =>
    typing.set({ reactions: reactions.map((one, i) => (i === at ? { ...one, ...part } : one)) });

  function done() {
    void typing.discard();
    toast(allergy ? "The allergy is changed." : "The allergy is on the list.");
    onClose();
  }

  function save() {
    const { clinical_status, version, ...rest } = typing.value;
    const value = { ...rest, reactions: reactions.filter((one) => one.display.trim()) };
    if (allergy) {
      changing.mutate(
        { patient, id: allergy.id, version: version ?? allergy.version, clinical_status, ...value },
        { onSuccess: done },
      );
    } else {
      adding.mutate({ patient, visit, ...value }, { onSuccess: done });
    }
  }

  return (
    <Modal opened onClose={onClose} title={allergy ? "Change the allergy" : "Add an allergy"} size={560}>
      <FormShell
        label={allergy ? "Change the allergy" : "Add an allergy"}
        submit={allergy ? "Save allergy" : "Add allergy"}
        typing={typing}
        fault={fault}
        busy={adding.isPending || changing.isPending}
        onSubmit={save}
        onCancel={onClose}
      >
        <div className={styles.fields}>
          <CodeSearch
            className={styles.wide ?? ""}
            command="search_allergy_substances"
            input={(query) => ({ query, limit: 20 })}
            itemKey={(hit) => `${hit.system}|${hit.code}|${hit.name}`}
            item={(hit) => (
              <>
                {hit.name} <span className={styles.sub}>{hit.is_class ? "drug class" : hit.category}</span>
              </>
            )}
            onPick={(hit) => {
              typing.set({ display: hit.name, code: hit.code, code_system: systemOf(hit), category: hit.category });
              return hit.name;
            }}
            // What is in no list is kept in its own words.
            text={typing.value.display}
            onText={(display) => typing.set({ display, code: null, code_system: null })}
            onBlur={typing.flush}
            nothing="Not in the lists. It is kept in your words."
            name="display"
            label="Substance"
            placeholder="Penicillin, peanut, latex"
            required
            data-autofocus
            error={fault?.field === "display" || fault?.field === "code" ? fault.message : undefined}
          />
          <NativeSelect label="What it is" data={choices(allergyCategoryWords)} {...fields.text("category")} />
          <NativeSelect label="Kind" data={choices(allergyKindWords)} {...fields.text("kind")} />
          <NativeSelect label="Severity" data={choices(severityWords)} {...fields.text("severity")} />
          <NativeSelect label="Next exposure" data={choices(criticalityWords)} {...fields.text("criticality")} />
          <NativeSelect
            label="Certainty"
            data={choices(allergyVerificationWords)}
            {...fields.text("verification_status")}
          />
          {allergy ? (
            <NativeSelect label="Status" data={choices(allergyStatusWords)} {...fields.text("clinical_status")} />
          ) : null}
          <DayField label="Since" toward="past" {...fields.field("onset_on")} />
          <div className={styles.wide}>
            {reactions.map((reaction, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: reactions have no ids and keep their places
              <div className={styles.reaction} key={at}>
                <TextInput
                  label={at === 0 ? "Reaction" : undefined}
                  aria-label={at === 0 ? undefined : `Reaction ${at + 1}`}
                  placeholder="Hives"
                  maxLength={200}
                  mb={6}
                  value={reaction.display}
                  onChange={(event) => setReaction(at, { display: event.currentTarget.value, snomed: null })}
                />
                <NativeSelect
                  aria-label={`Severity of reaction ${at + 1}`}
                  mb={6}
                  data={choices(severityWords)}
                  value={reaction.severity}
                  onChange={(event) => setReaction(at, { severity: event.currentTarget.value as Severity })}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={32}
                  mb={6}
                  aria-label={`Remove reaction ${at + 1}`}
                  onClick={() => typing.set({ reactions: reactions.filter((_, i) => i !== at) })}
                >
                  <IconX size={16} />
                </ActionIcon>
              </div>
            ))}
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() =>
                typing.set({ reactions: [...reactions, { display: "", snomed: null, severity: "unknown" }] })
              }
            >
              Add reaction
            </Button>
          </div>
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
