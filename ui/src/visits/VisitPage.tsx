import { Button } from "@mantine/core";
import { IconFileText, IconReceipt } from "@tabler/icons-react";
import { useCallback, useState } from "react";
import type { VisitPage as Whole } from "../api/bindings";
import { Answer } from "../shared/Answer";
import type { OnRefused } from "../shared/charges/ChargeRow";
import { Charges } from "../shared/charges/Charges";
import { Allergies } from "../shared/clinical/Allergies";
import { Mark } from "../shared/clinical/Card";
import { Medications } from "../shared/clinical/Medications";
import { Problems } from "../shared/clinical/Problems";
import { visitStatusWords } from "../shared/clinical/words";
import { PageLink, useGo, usePathId } from "../shared/go";
import { Notice } from "../shared/Notice";
import { Page } from "../shared/Page";
import { PatientHead } from "../shared/PatientHead";
import { useMay } from "../shared/session";
import { MomentText } from "../shared/text";
import { useRecord } from "../shared/useRecord";
import { Diagnoses } from "./Diagnoses";
import { NoteSection } from "./NoteSection";
import { type Paper, PrintDrawer } from "./PrintDrawer";
import { Reason } from "./Reason";
import { SignSection } from "./SignSection";
import { useDiagnoses } from "./useDiagnoses";
import { useNote } from "./useNote";
import { VisitDetails } from "./VisitDetails";
import styles from "./Visits.module.css";
import { Vitals } from "./Vitals";

/** A visit from its reason to its signature. */
export default function VisitPage() {
  const id = usePathId("visit");
  const visit = useRecord("visit", { visit: id });
  return <Answer of={visit}>{(whole) => <Opened key={whole.visit.id} {...whole} />}</Answer>;
}

function Opened({ visit, note, vitals }: Whole) {
  const may = useMay();
  const go = useGo();
  const [paper, setPaper] = useState<Paper | null>(null);
  const [details, setDetails] = useState(false);
  const [refused, setRefused] = useState<Record<string, string | null>>({});
  const onRefused = useCallback<OnRefused>(
    (charge, code) => setRefused((before) => ({ ...before, [charge]: code })),
    [],
  );
  const refusedCodes = Object.values(refused).filter((code) => code !== null);
  const writing = useNote(visit, note);
  const diagnoses = useDiagnoses(visit);
  const final = visit.status === "signed" || visit.status === "finished";
  const withdrawn = visit.status === "entered_in_error";
  const open = !final && !withdrawn;
  const kind = visit.visit_type ?? "Visit";

  return (
    <>
      <PatientHead patient={visit.patient}>
        <Button variant="default" onClick={() => go(`/patients/${visit.patient}`)}>
          Open chart
        </Button>
      </PatientHead>
      <Page
        title={kind}
        lead={
          <>
            <MomentText at={visit.started_at} /> with {visit.practitioner_name ?? "nobody named"}{" "}
            <Mark {...(final ? { kind: "good" as const } : withdrawn ? { kind: "danger" as const } : {})}>
              {visitStatusWords[visit.status]}
            </Mark>
          </>
        }
        actions={
          <>
            {open && may("EditChart") ? (
              <Button variant="subtle" onClick={() => setDetails(true)}>
                Change details…
              </Button>
            ) : null}
            <Button
              variant="default"
              leftSection={<IconFileText size={16} />}
              disabled={withdrawn}
              onClick={() => {
                void writing.save();
                setPaper("summary");
              }}
            >
              Print summary
            </Button>
            {may("SeeBilling") ? (
              <>
                <Button variant="default" leftSection={<IconReceipt size={16} />} onClick={() => setPaper("bill")}>
                  Print bill
                </Button>
                <Button
                  variant={final ? "filled" : "default"}
                  onClick={() => go(`/visits/${visit.id}/checkout`)}
                  disabled={withdrawn}
                >
                  Checkout
                </Button>
              </>
            ) : null}
          </>
        }
      >
        {withdrawn ? (
          <Notice kind="danger" title="This visit was entered in error">
            {visit.error_reason ?? "No reason was kept."} It stays readable; nothing counts it any more.{" "}
            <PageLink to={`/patients/${visit.patient}`}>Back to the chart</PageLink>
          </Notice>
        ) : null}
        <div className={styles.columns}>
          <div className={styles.sections}>
            <Reason visit={visit} open={open} />
            <Vitals visit={visit} sets={vitals} open={!withdrawn && visit.status !== "finished"} />
            <NoteSection visit={visit} note={note} writing={writing} open={open} />
            <Diagnoses diagnoses={diagnoses} open={open && may("WriteNotes")} />
            {may("SeeBilling") ? (
              <Charges visit={visit} open={open && may("EditCharges")} onRefused={onRefused} />
            ) : null}
            <SignSection
              visit={visit}
              note={note}
              vitals={vitals}
              writing={writing}
              refused={refusedCodes}
              open={open}
            />
          </div>
          <aside className={styles.lists} aria-label="Lists of the chart">
            <Allergies patient={visit.patient} visit={visit.id} />
            <Problems
              patient={visit.patient}
              visit={visit.id}
              onDiagnose={open && may("WriteNotes") ? diagnoses.add : undefined}
            />
            <Medications patient={visit.patient} visit={visit.id} />
          </aside>
        </div>
      </Page>
      {details ? <VisitDetails visit={visit} onClose={() => setDetails(false)} /> : null}
      {paper ? <PrintDrawer visit={visit.id} paper={paper} onClose={() => setPaper(null)} /> : null}
    </>
  );
}
