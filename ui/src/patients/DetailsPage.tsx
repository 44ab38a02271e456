import { Button } from "@mantine/core";
import { IconArrowsJoin, IconHistory, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { Patient } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { useGo, usePathId } from "../shared/go";
import { useHotkey } from "../shared/hotkeys";
import { Page, Section } from "../shared/Page";
import { PatientPage } from "../shared/PatientPage";
import { useMay } from "../shared/session";
import { MomentText } from "../shared/text";
import { useRecord } from "../shared/useRecord";
import { Contacts } from "./Contacts";
import { linesOf } from "./differences";
import { HistoryDrawer } from "./HistoryDrawer";
import { Merges } from "./Merges";
import { useNaming, usePractitionerNames } from "./naming";
import styles from "./Patients.module.css";
import { Photo } from "./Photo";
import { Policies } from "./Policies";

/** Who a patient is, who stands by them and who pays. */
export default function DetailsPage() {
  const patient = usePathId("patient");
  const record = useRecord("patient", { patient });
  return (
    <PatientPage patient={patient}>
      <Answer of={record}>{(data) => <Details key={data.id} patient={data} />}</Answer>
    </PatientPage>
  );
}

function Details({ patient }: { patient: Patient }) {
  const may = useMay();
  const go = useGo();
  const [history, setHistory] = useState(false);
  const naming = useNaming();
  const lines = linesOf(patient.details, naming, usePractitionerNames());
  const fixed = patient.merged_into !== null;
  const edit = () => go(`/patients/${patient.id}/edit`);
  const mayEdit = may("EditPatients") && !fixed;
  useHotkey("Alt+E", "Change the patient's details", () => mayEdit && edit());

  return (
    <Page
      title="Details"
      lead={
        <>
          Registered <MomentText at={patient.registered_at} />
        </>
      }
      actions={
        <>
          <Button variant="default" leftSection={<IconHistory size={16} />} onClick={() => setHistory(true)}>
            History
          </Button>
          {may("MergePatients") && !fixed ? (
            <Button
              variant="default"
              leftSection={<IconArrowsJoin size={16} />}
              onClick={() => go(`/patients/${patient.id}/merge`)}
            >
              Merge
            </Button>
          ) : null}
          {mayEdit ? (
            <Button leftSection={<IconPencil size={16} />} onClick={edit}>
              Change details
            </Button>
          ) : null}
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Section title="Person">
            <dl className={styles.facts}>
              {lines.map(({ label, words }) => (
                <Fact key={label} label={label} words={words} />
              ))}
            </dl>
          </Section>
        </div>
        <div className={styles.stack}>
          <Section title="Photo">
            <Photo patient={patient.id} name={patient.name} fixed={fixed} />
          </Section>
          <Policies patient={patient.id} policies={patient.policies} fixed={fixed} />
          <Contacts patient={patient.id} contacts={patient.contacts} naming={naming} fixed={fixed} />
          <Merges patient={patient.id} merges={patient.merges} />
        </div>
      </div>
      {history ? <HistoryDrawer patient={patient.id} naming={naming} onClose={() => setHistory(false)} /> : null}
    </Page>
  );
}

/** Rarely given: shown only when it is. */
const rare = ["Other names", "Goes by", "Numbers elsewhere", "Died"];

/** Not questions one asks, but facts one writes down. */
const written = ["Phones and email", "Addresses", "Primary care"];

function Fact({ label, words }: { label: string; words: string }) {
  if (!words && rare.includes(label)) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{words || <span className={styles.none}>{written.includes(label) ? "Not recorded" : "Not asked"}</span>}</dd>
    </>
  );
}
