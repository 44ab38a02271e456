import { Radio, Stack, Textarea } from "@mantine/core";
import type { Id, Patient, PatientRow } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { CodeSearch } from "../shared/CodeSearch";
import { FormShell } from "../shared/FormShell";
import { useGo, usePathId } from "../shared/go";
import { Notice } from "../shared/Notice";
import { Page } from "../shared/Page";
import { PatientPage } from "../shared/PatientPage";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { type DraftTyping, useDraft } from "../shared/useDraft";
import { useRecord } from "../shared/useRecord";
import { linesOf } from "./differences";
import { factsOf } from "./find";
import { useNaming, usePractitionerNames } from "./naming";
import styles from "./Patients.module.css";
import { useTwins } from "./Twins";
import { entryWords } from "./words";

/** Merges this record with another of the same person, after both were looked at side by side. */
export default function MergePage() {
  const patient = usePathId("patient");
  const record = useRecord("patient", { patient });
  return (
    <PatientPage patient={patient}>
      <Answer of={record}>{(data) => <Choose key={data.id} one={data} />}</Answer>
    </PatientPage>
  );
}

interface Merging {
  other: Id<"Patient"> | null;
  survivor: Id<"Patient">;
  reason: string;
}

function Choose({ one }: { one: Patient }) {
  const typing = useDraft<Merging>(
    { about: "merge", subject: one.id, patient: one.id },
    { other: null, survivor: one.id, reason: "" },
  );
  const { other } = typing.value;
  const likely = useTwins(one.details, one.id);
  // What shows that two records are of one person shows nothing about a third.
  const choose = (id: Id<"Patient">) => id !== other && typing.set({ other: id, survivor: one.id, reason: "" });
  const pick = (row: PatientRow) => {
    if (row.id !== one.id) choose(row.id);
    return "";
  };
  return (
    <Page title="Merge two records of one person">
      <div className={styles.search}>
        <CodeSearch
          command="find_patients"
          input={(query) => ({ query, limit: 8 })}
          itemKey={(row) => row.id}
          item={(row) => (
            <div>
              <b>{row.name}</b>
              <div className={styles.dim}>{row.id === one.id ? "This record" : factsOf(row)}</div>
            </div>
          )}
          onPick={pick}
          label="The other record"
          placeholder="Name, birth date, phone or MRN"
          nothing="Nobody fits."
          data-autofocus
        />
      </div>
      {other ? (
        <Compare key={other} one={one} other={other} typing={typing} />
      ) : likely.length > 0 ? (
        <Stack gap="xs" className={styles.search ?? ""}>
          <span className={styles.dim}>These look like the same person:</span>
          {likely.map(({ patient }) => (
            <button type="button" key={patient.id} className={styles.choice} onClick={() => choose(patient.id)}>
              <b>{patient.name}</b>
              <span className={styles.dim}>{factsOf(patient)}</span>
            </button>
          ))}
        </Stack>
      ) : null}
    </Page>
  );
}

interface CompareProps {
  one: Patient;
  other: Id<"Patient">;
  typing: DraftTyping<Merging>;
}

function Compare({ one, other, typing }: CompareProps) {
  const record = useRecord("patient", { patient: other });
  return <Answer of={record}>{(two) => <Sides one={one} two={two} typing={typing} />}</Answer>;
}

function Sides({ one, two, typing }: { one: Patient; two: Patient; typing: DraftTyping<Merging> }) {
  const go = useGo();
  const naming = useNaming();
  const practitioner = usePractitionerNames();
  const merging = useChange("merge_patients", { faults: "here" });
  const sides = [one, two];
  const [left, right] = sides.map((side) => linesOf(side.details, naming, practitioner));
  const survivor = typing.value.survivor === one.id ? one : two;
  const absorbed = survivor === one ? two : one;

  return (
    <FormShell
      label="Merge"
      submit="Merge"
      danger
      onSubmit={() =>
        merging.mutate(
          {
            survivor: survivor.id,
            survivor_version: survivor.version,
            absorbed: absorbed.id,
            absorbed_version: absorbed.version,
            reason: typing.value.reason,
          },
          {
            onSuccess: (merge) => {
              void typing.discard();
              toast(
                `Merged: ${merge.absorbed_mrn} is now part of ${merge.survivor_mrn}. It can be undone under Details.`,
              );
              go(`/patients/${merge.survivor}/details`);
            },
          },
        )
      }
      onCancel={() => typing.reset()}
      typing={typing}
      fault={merging.error}
      busy={merging.isPending}
    >
      <table className={styles.sides} aria-label="Both records side by side">
        <thead>
          <tr>
            <th style={{ width: 190 }}>Which record stays</th>
            {sides.map((side) => (
              <th key={side.id} scope="col">
                <Radio
                  name="survivor"
                  value={side.id}
                  label={`${side.list_name}, ${side.mrn}`}
                  checked={typing.value.survivor === side.id}
                  onChange={() => typing.set({ survivor: side.id })}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Holds</th>
            {sides.map((side) => (
              <td key={side.id}>
                <Entries patient={side.id} />
              </td>
            ))}
          </tr>
          {left?.map(({ label, words }, at) => {
            const other = right?.[at]?.words ?? "";
            if (!words && !other) return null;
            return (
              <tr key={label} className={words === other ? undefined : styles.differs}>
                <th scope="row">
                  {label}
                  {words === other ? null : <span className={styles.dim}> (differs)</span>}
                </th>
                <td>{words || <span className={styles.none}>Nothing recorded</span>}</td>
                <td>{other || <span className={styles.none}>Nothing recorded</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Notice kind="info" title={`${survivor.list_name} stays, with everything of both`}>
        Visits, appointments, charges, payments, insurance and contacts of {absorbed.mrn} move to {survivor.mrn}. The
        details on the side that stays are kept as they are: change them afterwards if the other side knows better. The
        patient is still found by both names and numbers. The merge can be undone.
      </Notice>
      <Textarea
        label="How is it known that this is one person?"
        placeholder="Same driver's license; the patient says so"
        required
        maxLength={200}
        autosize
        minRows={1}
        name="reason"
        className={styles.search ?? ""}
        value={typing.value.reason}
        onChange={(event) => typing.set({ reason: event.currentTarget.value })}
      />
    </FormShell>
  );
}

/** What would move. */
function Entries({ patient }: { patient: Id<"Patient"> }) {
  const entries = useRecord("patient_entries", { patient });
  if (!entries.data) return null;
  if (entries.data.length === 0) return <span className={styles.none}>Nothing yet</span>;
  return <>{entries.data.map(({ kind, count }) => entryWords(kind, count)).join(", ")}</>;
}
