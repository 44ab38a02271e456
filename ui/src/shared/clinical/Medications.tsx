import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Medication } from "../../api/bindings";
import { dayWords } from "../day";
import { FaultNotice } from "../Notice";
import { useMay } from "../session";
import { toast } from "../toast";
import { useChange } from "../useChange";
import { useRecord } from "../useRecord";
import { Card, Entry, type EntryAct, Mark, Nothing, PastToggle } from "./Card";
import styles from "./clinical.module.css";
import { MedicationForm, StopMedicationDialog } from "./MedicationForm";
import { useEntryDialogs } from "./useEntryDialogs";
import { medicationStatusWords } from "./words";

const taken = (m: Medication) => m.status === "active" || m.status === "on_hold";

/** The medication list, seen and edited. */
export function Medications({ patient, visit }: { patient: string; visit?: string | undefined }) {
  const mayEdit = useMay()("EditChart");
  const [all, setAll] = useState(false);
  const [form, setForm] = useState<Medication | "new" | null>(null);
  const [stopping, setStopping] = useState<Medication | null>(null);
  const list = useRecord("list_medications", { patient, all }, { keepLast: true });
  const changing = useChange("change_medication");
  const dialogs = useEntryDialogs(patient, "medication");

  function resume(m: Medication) {
    const {
      id,
      version,
      rxnorm,
      display,
      sig,
      quantity,
      quantity_unit,
      refills,
      days_supply,
      reason,
      start_on,
      stop_on,
    } = m;
    const details = { rxnorm, display, sig, quantity, quantity_unit, refills, days_supply, reason, start_on, stop_on };
    changing.mutate(
      { patient, id, version, status: m.status === "on_hold" ? "active" : "on_hold", details },
      {
        onSuccess: () =>
          toast(m.status === "on_hold" ? "The medication is taken again." : "The medication is on hold."),
      },
    );
  }

  function actsOf(m: Medication): EntryAct[] {
    const open = mayEdit && taken(m);
    return [
      ...(open
        ? [
            { label: "Change…", run: () => setForm(m) },
            { label: m.status === "on_hold" ? "Resume" : "Put on hold", run: () => resume(m) },
            { label: "Stop…", run: () => setStopping(m) },
          ]
        : []),
      ...dialogs.acts(m, mayEdit && m.status !== "entered_in_error"),
    ];
  }

  return (
    <Card
      title="Medications"
      count={list.data?.filter(taken).length}
      actions={
        <>
          <PastToggle of="medications" on={all} onChange={setAll} />
          {mayEdit ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => setForm("new")}
            >
              Add medication
            </Button>
          ) : null}
        </>
      }
    >
      <FaultNotice fault={list.error} />
      {list.data?.length === 0 ? (
        <Nothing>{all ? "None was ever recorded." : "No medication is recorded as taken."}</Nothing>
      ) : (
        <ul className={styles.rows}>
          {list.data?.map((m) => (
            <Entry
              key={m.id}
              name={m.display}
              main={m.display}
              sub={<Details of={m} />}
              state={m.status === "entered_in_error" ? "error" : taken(m) ? undefined : "over"}
              acts={actsOf(m)}
            />
          ))}
        </ul>
      )}
      {form ? (
        <MedicationForm
          patient={patient}
          visit={visit}
          medication={form === "new" ? undefined : form}
          onClose={() => setForm(null)}
        />
      ) : null}
      {stopping ? (
        <StopMedicationDialog patient={patient} medication={stopping} onClose={() => setStopping(null)} />
      ) : null}
      {dialogs.dialog}
    </Card>
  );
}

function Details({ of: m }: { of: Medication }) {
  const parts = [
    m.sig,
    m.quantity === null ? "" : `${m.quantity} ${m.quantity_unit ?? ""}`.trim(),
    m.refills === null ? "" : `${m.refills} ${m.refills === 1 ? "refill" : "refills"}`,
    m.reason ? `for ${m.reason}` : "",
    m.origin === "reported" ? "told by the patient" : "",
    m.start_on ? `from ${dayWords(m.start_on)}` : "",
    m.stop_on ? `until ${dayWords(m.stop_on)}` : "",
    m.stop_reason,
    m.error_reason,
  ];
  return (
    <>
      {m.status === "active" ? null : (
        <Mark {...(m.status === "on_hold" ? { kind: "warn" } : {})}>{medicationStatusWords[m.status]}</Mark>
      )}{" "}
      {parts.filter(Boolean).join(" · ")}
    </>
  );
}
