import { Button, Drawer } from "@mantine/core";
import { useState } from "react";
import type { Units, VitalsSet } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { Card, Nothing } from "../shared/clinical/Card";
import { VitalsTable } from "../shared/clinical/VitalsTable";
import { MomentText } from "../shared/text";
import { useRecord } from "../shared/useRecord";
import styles from "./Chart.module.css";

/** The latest vitals, and behind a button the earlier ones. */
export function LastVitals({ patient, set, units }: { patient: string; set: VitalsSet | null; units: Units }) {
  const [all, setAll] = useState(false);
  return (
    <Card
      title="Vitals"
      actions={
        set ? (
          <Button size="compact-sm" variant="default" onClick={() => setAll(true)}>
            Earlier vitals
          </Button>
        ) : null
      }
    >
      {set ? (
        <>
          <div className={styles.taken}>
            Taken <MomentText at={set.taken_at} />
          </div>
          <VitalsTable set={set} units={units} />
        </>
      ) : (
        <Nothing>None were taken yet. They are taken on a visit.</Nothing>
      )}
      {all ? <EarlierVitals patient={patient} units={units} onClose={() => setAll(false)} /> : null}
    </Card>
  );
}

function EarlierVitals({ patient, units, onClose }: { patient: string; units: Units; onClose: () => void }) {
  const sets = useRecord("list_vitals", { patient, sets: 30, with_errors: false });
  return (
    <Drawer opened onClose={onClose} position="right" size={520} title="Vitals" transitionProps={{ duration: 0 }}>
      <Answer of={sets}>
        {(list) =>
          list.map((set) => (
            <section key={set.taken_at} style={{ marginBottom: 20 }}>
              <div className={styles.taken}>
                <MomentText at={set.taken_at} />
              </div>
              <VitalsTable set={set} units={units} />
            </section>
          ))
        }
      </Answer>
    </Drawer>
  );
}
