import { Badge, Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch, IconUserPlus } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { PatientRow } from "../api/bindings";
import { type Column, DataTable } from "../shared/DataTable";
import { dayDigits } from "../shared/day";
import { PageLink, useGo } from "../shared/go";
import { useHotkey } from "../shared/hotkeys";
import { FaultNotice, Notice } from "../shared/Notice";
import { EmptyState, Page, Section } from "../shared/Page";
import { useMay } from "../shared/session";
import { useRecord } from "../shared/useRecord";
import styles from "./Patients.module.css";
import { sexWords } from "./words";

const columns: Column<PatientRow>[] = [
  {
    key: "name",
    header: "Name",
    cell: (p) => (
      <>
        <span className={styles.name}>{p.name}</span>
        {p.preferred_name ? <span className={styles.dim}> goes by {p.preferred_name}</span> : null}
      </>
    ),
  },
  { key: "born", header: "Birth date", cell: (p) => (p.birth_date ? dayDigits(p.birth_date) : "unknown"), width: 110 },
  { key: "age", header: "Age", align: "end", cell: (p) => (p.age === null ? "" : `${p.age} y`), width: 70 },
  { key: "sex", header: "Sex", cell: (p) => sexWords[p.sex], width: 130 },
  { key: "phone", header: "Phone", cell: (p) => p.phone ?? "", width: 160 },
  { key: "mrn", header: "MRN", cell: (p) => p.mrn, width: 120 },
  {
    key: "state",
    header: "State",
    quiet: true,
    cell: (p) => (p.deceased ? <Mark>Deceased</Mark> : p.active ? null : <Mark>Left the practice</Mark>),
    width: 140,
  },
];

function Mark({ children }: { children: string }) {
  return (
    <Badge variant="outline" color="gray" radius="sm" tt="none" fw={550} c="var(--mantine-color-text)">
      {children}
    </Badge>
  );
}

/** Finds a patient by whatever is known, and offers the ones looked at last. */
export default function PatientsPage() {
  const may = useMay();
  const go = useGo();
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed.trim(), 80);
  const searching = asked.length >= 2;
  const found = useRecord("find_patients", { query: asked }, { enabled: searching, keepLast: true });
  const recent = useRecord("recent_patients", {});
  const list = useRef<HTMLDivElement>(null);
  const rows = searching ? (found.data ?? []) : [];
  const register = () => go(asked ? `/patients/new?name=${encodeURIComponent(asked)}` : "/patients/new");
  useHotkey("Alt+N", "Register a patient", () => may("EditPatients") && register());

  function onKeyDown(event: KeyboardEvent) {
    const first = rows[0] ?? (searching ? undefined : recent.data?.[0]);
    if (event.key === "Enter" && first && typed.trim() === asked && !found.isFetching) go(`/patients/${first.id}`);
    else if (event.key === "ArrowDown") list.current?.querySelector<HTMLElement>("tbody tr[tabindex]")?.focus();
    else return;
    event.preventDefault();
  }

  const table = (label: string, patients: PatientRow[]) => (
    <DataTable
      label={label}
      columns={columns}
      rows={patients}
      rowKey={(p) => p.id}
      onOpen={(p) => go(`/patients/${p.id}`)}
      rowClass={(p) => (p.active && !p.deceased ? undefined : styles.over)}
      empty={null}
    />
  );
  const newPatient = may("EditPatients") ? (
    <Button leftSection={<IconUserPlus size={16} />} onClick={register}>
      Register a patient
    </Button>
  ) : null;

  return (
    <Page title="Patients" actions={newPatient}>
      <TextInput
        className={styles.search ?? ""}
        size="md"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        type="search"
        aria-label="Find a patient"
        placeholder="Name, birth date, phone or MRN, in any order: smi 3/4/61"
        leftSection={<IconSearch size={18} aria-hidden />}
        maxLength={120}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div ref={list} className={styles.results} aria-live="polite">
        {searching ? (
          <>
            <FaultNotice fault={found.error} />
            {rows[0]?.approximate ? (
              <Notice kind="info" title="Nobody is written quite like that">
                These names are near to what was typed.
              </Notice>
            ) : null}
            {table("Patients found", rows)}
            {found.data && rows.length === 0 ? (
              <EmptyState
                title="Nobody fits"
                action={
                  may("EditPatients") ? (
                    <Button variant="default" onClick={register}>
                      Register “{asked}”
                    </Button>
                  ) : null
                }
              >
                Try fewer letters of the name, the birth date alone, or the phone number.
              </EmptyState>
            ) : null}
            {rows.length === 30 ? (
              <p className={styles.dim}>The first 30. Type a birth date or more of the name to narrow them.</p>
            ) : null}
          </>
        ) : recent.data && recent.data.length > 0 ? (
          <Section title="Looked at last">{table("Patients looked at last", recent.data)}</Section>
        ) : recent.data ? (
          <EmptyState
            title="Type a part of what you know"
            action={may("EditPatients") ? <PageLink to="/patients/new">Register a patient</PageLink> : null}
          >
            The patients you look at will be offered here.
          </EmptyState>
        ) : null}
      </div>
    </Page>
  );
}
