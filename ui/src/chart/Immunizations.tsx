import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Immunization } from "../api/bindings";
import { Card, Entry, Mark, Nothing } from "../shared/clinical/Card";
import styles from "../shared/clinical/clinical.module.css";
import { useEntryDialogs } from "../shared/clinical/useEntryDialogs";
import { dayWords } from "../shared/day";
import { FaultNotice } from "../shared/Notice";
import { useMay } from "../shared/session";
import { useRecord } from "../shared/useRecord";
import { ImmunizationForm } from "./ImmunizationForm";

/** As many as stand there before "Show all". */
const few = 6;

/** Shots given here or elsewhere, or declined. */
export function Immunizations({ patient }: { patient: string }) {
  const mayEdit = useMay()("EditChart");
  const [all, setAll] = useState(false);
  const [adding, setAdding] = useState(false);
  const list = useRecord("list_immunizations", { patient, all: false });
  const dialogs = useEntryDialogs(patient, "immunization");
  const shots = list.data ?? [];
  return (
    <Card
      title="Immunizations"
      count={shots.length || undefined}
      actions={
        mayEdit ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setAdding(true)}
          >
            Add immunization
          </Button>
        ) : null
      }
    >
      <FaultNotice fault={list.error} />
      {list.data?.length === 0 ? <Nothing>No shot is recorded.</Nothing> : null}
      <ul className={styles.rows}>
        {(all ? shots : shots.slice(0, few)).map((shot) => (
          <Entry
            key={shot.id}
            name={shot.display}
            main={
              <>
                {shot.display} {shot.status === "not_done" ? <Mark kind="warn">Not given</Mark> : null}
              </>
            }
            sub={detailsOf(shot)}
            acts={dialogs.acts(shot, mayEdit)}
          />
        ))}
      </ul>
      {shots.length > few ? (
        <div className={styles.foot}>
          <Button size="compact-sm" variant="subtle" aria-pressed={all} onClick={() => setAll(!all)}>
            {all ? "Show the latest only" : `Show all ${shots.length}`}
          </Button>
        </div>
      ) : null}
      {adding ? <ImmunizationForm patient={patient} onClose={() => setAdding(false)} /> : null}
      {dialogs.dialog}
    </Card>
  );
}

function detailsOf(shot: Immunization): string {
  return [
    dayWords(shot.given_on),
    shot.dose_number === null ? "" : `dose ${shot.dose_number}`,
    shot.status_reason,
    shot.lot ? `lot ${shot.lot}` : "",
    shot.site,
    shot.origin === "elsewhere" ? "given elsewhere" : shot.practitioner_name,
  ]
    .filter(Boolean)
    .join(" · ");
}
