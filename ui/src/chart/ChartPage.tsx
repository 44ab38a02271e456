import { Button } from "@mantine/core";
import { IconFileExport, IconStethoscope } from "@tabler/icons-react";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Appointment, Chart, OpenVisit, PatientDraft } from "../api/bindings";
import { call } from "../api/call";
import { Answer } from "../shared/Answer";
import { base64Of } from "../shared/base64";
import { Allergies } from "../shared/clinical/Allergies";
import { Card, Mark, Nothing } from "../shared/clinical/Card";
import { Medications } from "../shared/clinical/Medications";
import { Problems } from "../shared/clinical/Problems";
import { dayWords } from "../shared/day";
import { PageLink, usePathId } from "../shared/go";
import { useHotkey } from "../shared/hotkeys";
import { Page } from "../shared/Page";
import { PatientPage } from "../shared/PatientPage";
import { useMay } from "../shared/session";
import { MomentText } from "../shared/text";
import { timeWords } from "../shared/time";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { record, useRecord } from "../shared/useRecord";
import styles from "./Chart.module.css";
import { Immunizations } from "./Immunizations";
import { LastVitals } from "./LastVitals";
import { Results } from "./Results";
import { StartVisit } from "./StartVisit";
import { Timeline } from "./Timeline";

/** A patient's chart: what is known on the left, what happened on the right. */
export default function ChartPage() {
  const patient = usePathId("patient");
  const chart = useChart(patient);
  // Asked for with the chart, not by its cards once it is there.
  useRecord("practice_profile", {});
  useRecord("list_immunizations", { patient, all: false });
  return (
    <PatientPage patient={patient}>
      <Answer of={chart}>{(opened) => <Opened key={patient} patient={patient} chart={opened} />}</Answer>
    </PatientPage>
  );
}

function useChart(patient: string) {
  const client = useQueryClient();
  return useQuery({
    ...record("open_chart", { patient }),
    queryFn: async ({ signal }) => {
      const chart = await call("open_chart", { patient });
      // A change came in between: what it made the page ask anew is newer than this.
      if (!signal.aborted) keepParts(client, patient, chart);
      return chart;
    },
  });
}

/** A chart holds the lists of its cards as they ask for them: they are painted with it, out of one answer. */
function keepParts(client: QueryClient, patient: string, chart: Chart) {
  client.setQueryData(record("patient_banner", { patient }).queryKey, chart.patient);
  client.setQueryData(record("list_allergies", { patient, all: false }).queryKey, chart.allergies);
  client.setQueryData(record("list_problems", { patient, all: false }).queryKey, chart.problems);
  client.setQueryData(record("list_medications", { patient, all: false }).queryKey, chart.medications);
}

function Opened({ patient, chart }: { patient: string; chart: Chart }) {
  const may = useMay();
  const [starting, setStarting] = useState(false);
  const { units = "us" } = useRecord("practice_profile", {}).data ?? {};

  return (
    <Page
      title="Chart"
      actions={
        <>
          {may("ExportRecords") ? <ExportButton patient={patient} /> : null}
          {may("EditChart") ? <StartButton onStart={() => setStarting(true)} /> : null}
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.stack}>
          <OpenVisits visits={chart.open_visits} />
          <Unfinished drafts={chart.drafts} />
          <Allergies patient={patient} />
          <Problems patient={patient} />
          <Medications patient={patient} />
        </div>
        <div className={`${styles.stack} ${styles.second}`}>
          <LastVitals patient={patient} set={chart.last_vitals} units={units} />
          <Results patient={patient} first={chart.results} />
          <Immunizations patient={patient} />
        </div>
        <div className={`${styles.stack} ${styles.third}`}>
          <Appointments next={chart.next_appointments} last={chart.last_appointment} patient={patient} />
          <Timeline patient={patient} first={chart.timeline} />
        </div>
      </div>
      {starting ? <StartVisit patient={patient} onClose={() => setStarting(false)} /> : null}
    </Page>
  );
}

function StartButton({ onStart }: { onStart: () => void }) {
  useHotkey("Alt+V", "Start a visit", onStart);
  return (
    <Button leftSection={<IconStethoscope size={16} />} onClick={onStart}>
      Start visit
    </Button>
  );
}

/** The whole chart as one FHIR bundle, saved where the user says. */
function ExportButton({ patient }: { patient: string }) {
  const exporting = useChange("export_patient");
  const saving = useChange("window.save_file");
  async function save() {
    try {
      const { fhir, file_name } = await exporting.mutateAsync({ patient });
      const base64 = base64Of(JSON.stringify(fhir, null, 2));
      const { saved } = await saving.mutateAsync({ suggested_name: file_name, base64 });
      if (saved) toast("The chart is saved. The file is not encrypted.");
    } catch {
      // Whatever failed has said so in the corner.
    }
  }
  return (
    <Button
      variant="default"
      leftSection={<IconFileExport size={16} />}
      loading={exporting.isPending || saving.isPending}
      onClick={() => void save()}
    >
      Export chart
    </Button>
  );
}

function OpenVisits({ visits }: { visits: OpenVisit[] }) {
  if (visits.length === 0) return null;
  return (
    <Card title="Open visits" count={visits.length}>
      {visits.map((visit) => (
        <div key={visit.id} className={styles.line}>
          <span>
            <PageLink to={`/visits/${visit.id}`}>{visit.reason ?? visit.visit_type ?? "Visit"}</PageLink>
          </span>
          <span>
            <MomentText at={visit.started_at} />
          </span>
          <Mark kind="warn">Not signed</Mark>
        </div>
      ))}
    </Card>
  );
}

/** Forms whose typing stands ready when they are opened again. */
const forms: Record<string, string> = {
  note: "A note",
  vitals: "Vitals",
  addendum: "An addendum",
  visit_reason: "A visit's reason",
  problem: "A problem",
  allergy: "An allergy",
  medication: "A medication",
  immunization: "An immunization",
  other_charge: "A charge",
  visit_details: "A visit's details",
  appointment: "An appointment's details",
  policy: "An insurance policy",
  contact: "A contact",
  change_patient: "The patient's details",
  start_visit: "A visit to start",
  stop_medication: "Stopping a medication",
  in_error: "An entry marked in error",
  correct_vital: "A corrected reading",
  withdraw_vitals: "Vitals marked in error",
  cancel_appointment: "A cancellation",
  move_appointment: "An appointment's new time",
  payment: "A payment",
  refund: "A refund",
  discount: "A discount",
  take_back_charge: "A charge to take back",
  policy_in_error: "A policy marked a mistake",
  merge: "A merge",
};
const onVisit = new Set(["note", "vitals", "addendum", "visit_reason", "other_charge", "visit_details"]);

function Unfinished({ drafts }: { drafts: PatientDraft[] }) {
  const known = drafts.filter(({ about }) => forms[about]);
  if (known.length === 0) return null;
  return (
    <Card title="You began and did not save" count={known.length}>
      {known.map(({ about, subject, saved_at }) => (
        <div key={`${about}/${subject}`} className={styles.line}>
          <span>
            {onVisit.has(about) && subject ? (
              <PageLink to={`/visits/${subject}`}>{forms[about]}</PageLink>
            ) : (
              forms[about]
            )}
          </span>
          <span>
            <MomentText at={saved_at} />
          </span>
        </div>
      ))}
    </Card>
  );
}

interface AppointmentsProps {
  patient: string;
  next: Appointment[];
  last: Appointment | null;
}

function Appointments({ patient, next, last }: AppointmentsProps) {
  const may = useMay();
  const book = may("EditSchedule") ? <PageLink to={`/schedule/book/${patient}`}>Book an appointment</PageLink> : null;
  return (
    <Card
      title="Appointments"
      count={next.length || undefined}
      actions={<span style={{ padding: "0 6px" }}>{book}</span>}
    >
      {next.map((one) => (
        <div key={one.id} className={styles.line}>
          <span>
            <b>{dayWords(one.starts_at.slice(0, 10), true)}</b>, {timeWords(one.starts_at.slice(11, 16))}
          </span>
          <span>
            {[one.visit_type_name, one.practitioner_name].filter(Boolean).join(" with ")}
            {one.reason ? `: ${one.reason}` : ""}
          </span>
        </div>
      ))}
      {next.length === 0 ? <Nothing>None is booked.</Nothing> : null}
      {last ? (
        <div className={styles.line}>
          <span>Last kept {dayWords(last.starts_at.slice(0, 10))}</span>
          <span>{last.visit_type_name ?? ""}</span>
        </div>
      ) : null}
    </Card>
  );
}
