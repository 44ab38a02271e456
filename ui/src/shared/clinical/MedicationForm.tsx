import { Modal, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Day, DrugHit, DrugName, Medication, MedicationOrigin, MedicationStatus } from "../../api/bindings";
import { CodeSearch } from "../CodeSearch";
import { DayField } from "../DayField";
import { FormShell } from "../FormShell";
import { toast } from "../toast";
import { useChange } from "../useChange";
import { useDraft } from "../useDraft";
import { useFields } from "../useFields";
import styles from "./clinical.module.css";

interface MedicationFormProps {
  patient: string;
  visit?: string | undefined;
  /** The medication to change; left out for a new one. */
  medication?: Medication | undefined;
  onClose: () => void;
}

const nameOf = (drug: DrugHit) =>
  drug.rxnorm_name ?? [drug.name, drug.strength, drug.form ?? drug.route].filter(Boolean).join(" ");

/** Adds a medication, or changes one. */
export function MedicationForm({ patient, visit, medication: m, onClose }: MedicationFormProps) {
  const adding = useChange("add_medication", { faults: "here" });
  const changing = useChange("change_medication", { faults: "here" });
  const fault = m ? changing.error : adding.error;
  const [drug, setDrug] = useState<DrugName | null>(null);
  const typing = useDraft(
    { about: "medication", subject: m?.id ?? patient, patient },
    {
      version: (m?.version ?? null) as number | null,
      origin: (m?.origin ?? "prescribed") as MedicationOrigin,
      status: (m?.status ?? "active") as MedicationStatus,
      details: {
        rxnorm: (m?.rxnorm ?? null) as string | null,
        display: m?.display ?? "",
        sig: m?.sig ?? "",
        quantity: (m?.quantity ?? null) as number | null,
        quantity_unit: m?.quantity_unit ?? "",
        refills: (m?.refills ?? null) as number | null,
        days_supply: (m?.days_supply ?? null) as number | null,
        reason: m?.reason ?? "",
        start_on: (m?.start_on ?? null) as Day | null,
        stop_on: (m?.stop_on ?? null) as Day | null,
      },
    },
  );
  const fields = useFields(typing, fault);
  const { details } = typing.value;
  const put = (part: Partial<typeof details>) => typing.set((now) => ({ details: { ...now.details, ...part } }));
  const take = (hit: DrugHit | undefined) => hit && put({ rxnorm: hit.rxcui, display: nameOf(hit) });
  const figure = (path: "details.quantity" | "details.refills" | "details.days_supply") => {
    const field = fields.field(path);
    return {
      ...field,
      value: field.value ?? "",
      onChange: (value: string | number) => field.onChange(value === "" ? null : Number(value)),
      hideControls: true,
      min: 0,
    };
  };

  function done() {
    void typing.discard();
    toast(m ? "The medication is changed." : "The medication is on the list.");
    onClose();
  }

  function save() {
    const { origin, status, version } = typing.value;
    if (m) changing.mutate({ patient, id: m.id, version: version ?? m.version, status, details }, { onSuccess: done });
    else adding.mutate({ patient, visit, origin, details }, { onSuccess: done });
  }

  return (
    <Modal opened onClose={onClose} title={m ? "Change the medication" : "Add a medication"} size={600}>
      <FormShell
        label={m ? "Change the medication" : "Add a medication"}
        submit={m ? "Save medication" : "Add medication"}
        typing={typing}
        fault={fault}
        busy={adding.isPending || changing.isPending}
        onSubmit={save}
        onCancel={onClose}
      >
        <div className={styles.fields}>
          <CodeSearch
            command="search_drugs"
            input={(query) => ({ query, limit: 20 })}
            itemKey={(hit) => `${hit.name}|${hit.route}`}
            item={(hit) => (
              <>
                {hit.name} <span className={styles.sub}>{hit.route}</span>
              </>
            )}
            onPick={(hit) => {
              setDrug(hit);
              take(hit.strengths[0]);
              return `${hit.name} (${hit.route})`;
            }}
            nothing="Not in RxTerms. Write its name below."
            label="Drug"
            placeholder="metfor, amoxi"
            data-autofocus
          />
          <NativeSelect
            label="Strength"
            disabled={!drug}
            data={
              drug?.strengths.map((hit, at) => ({ value: String(at), label: strengthOf(hit) })) ?? [
                "Choose a drug first",
              ]
            }
            onChange={(event) => take(drug?.strengths[Number(event.currentTarget.value)])}
          />
          <TextInput
            className={styles.wide ?? ""}
            label="Shown on the list as"
            required
            maxLength={300}
            description={details.rxnorm ? `RxNorm ${details.rxnorm}` : "Your own words, without a code"}
            inputWrapperOrder={["label", "input", "description", "error"]}
            {...fields.text("details.display")}
            // Another drug than the one picked must not carry its code.
            onChange={(event) => put({ display: event.currentTarget.value, rxnorm: null })}
          />
          <TextInput
            className={styles.wide ?? ""}
            label="How to take it"
            placeholder="1 tablet by mouth twice a day with food"
            maxLength={300}
            {...fields.text("details.sig")}
          />
          <NumberInput label="Quantity" decimalScale={2} {...figure("details.quantity")} />
          <TextInput label="Of what" placeholder="tablet" maxLength={40} {...fields.text("details.quantity_unit")} />
          <NumberInput label="Refills" allowDecimal={false} max={99} {...figure("details.refills")} />
          <NumberInput label="Days' supply" allowDecimal={false} max={999} {...figure("details.days_supply")} />
          <DayField label="From" toward="past" {...fields.field("details.start_on")} />
          <DayField label="Until" toward="future" {...fields.field("details.stop_on")} />
          {m ? (
            <NativeSelect
              label="Status"
              data={[
                { value: "active", label: "Taken" },
                { value: "on_hold", label: "On hold" },
                { value: "completed", label: "Completed" },
              ]}
              {...fields.text("status")}
            />
          ) : (
            <NativeSelect
              label="Where it comes from"
              data={[
                { value: "prescribed", label: "Prescribed here" },
                { value: "reported", label: "Told by the patient" },
              ]}
              {...fields.text("origin")}
            />
          )}
          <TextInput label="For" placeholder="Diabetes" maxLength={200} {...fields.text("details.reason")} />
        </div>
      </FormShell>
    </Modal>
  );
}

function strengthOf(hit: DrugHit): string {
  return [hit.strength || hit.route, hit.form].filter(Boolean).join(", ");
}

/** Ends a medication early, with the reason. */
export function StopMedicationDialog({
  patient,
  medication,
  onClose,
}: {
  patient: string;
  medication: Medication;
  onClose: () => void;
}) {
  const stopping = useChange("stop_medication", { faults: "here" });
  const typing = useDraft(
    { about: "stop_medication", subject: medication.id, patient },
    { reason: "", stop_on: null as Day | null },
  );
  const fields = useFields(typing, stopping.error);
  return (
    <Modal opened onClose={onClose} title={`Stop ${medication.display}?`} size={480}>
      <FormShell
        label="Stop the medication"
        submit="Stop medication"
        typing={typing}
        fault={stopping.error}
        busy={stopping.isPending}
        onCancel={onClose}
        onSubmit={() =>
          stopping.mutate(
            { patient, id: medication.id, version: medication.version, ...typing.value },
            {
              onSuccess: () => {
                void typing.discard();
                toast("The medication is stopped.");
                onClose();
              },
            },
          )
        }
      >
        <Textarea
          label="Why"
          placeholder="Side effects"
          required
          autosize
          minRows={1}
          maxLength={200}
          data-autofocus
          {...fields.text("reason")}
        />
        <DayField label="Last day (today if left out)" toward="past" {...fields.field("stop_on")} />
      </FormShell>
    </Modal>
  );
}
