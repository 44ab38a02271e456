import { Button, TextInput } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { AuditRow, Verification } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { type Column, DataTable } from "../shared/DataTable";
import { PageLink } from "../shared/go";
import { FaultNotice, Notice } from "../shared/Notice";
import { EmptyState, Page } from "../shared/Page";
import { MomentText } from "../shared/text";
import { useChange } from "../shared/useChange";
import { useRecord } from "../shared/useRecord";

const columns: Column<AuditRow>[] = [
  { key: "seq", header: "No.", align: "end", cell: (e) => e.seq, sort: (e) => e.seq },
  { key: "at", header: "When", cell: (e) => <MomentText at={e.at} />, sort: (e) => e.at },
  { key: "who", header: "Who", cell: (e) => e.user_name ?? "Nobody signed in", sort: (e) => e.user_name },
  { key: "what", header: "What", cell: (e) => e.command.replaceAll("_", " "), sort: (e) => e.command },
  {
    key: "patient",
    header: "Patient",
    cell: (e) => (e.patient ? <PageLink to={`/patients/${e.patient}`}>Chart</PageLink> : ""),
  },
  { key: "outcome", header: "Outcome", cell: (e) => e.outcome.replaceAll("_", " "), sort: (e) => e.outcome },
  { key: "times", header: "Times", align: "end", cell: (e) => (e.times > 1 ? e.times : ""), sort: (e) => e.times },
  { key: "rows", header: "Rows changed", align: "end", cell: (e) => e.rows || "", sort: (e) => e.rows },
];

const tampering = {
  gap: "an entry before it is missing",
  edited: "it, or the chain up to it, was edited",
  changes_edited: "the record of what it changed was edited",
  forged: "it was written without the practice's key",
} as const;

/** Who did and looked at what. Nothing here can be changed, not even by an administrator. */
export default function AuditPage() {
  const [command, setCommand] = useState("");
  const [before, setBefore] = useState<number | null>(null);
  const wanted = command.trim().toLowerCase().replaceAll(" ", "_") || null;
  const entries = useRecord(
    "list_audit",
    { patient: null, user: null, command: wanted, before, limit: 200 },
    { keepLast: true },
  );
  const verifying = useChange("verify", { faults: "here" });
  const last = entries.data?.at(-1)?.seq;
  return (
    <Page
      title="Audit log"
      actions={
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={16} />}
          loading={verifying.isPending}
          onClick={() => verifying.mutate({})}
        >
          Check the log and the file
        </Button>
      }
    >
      <FaultNotice fault={verifying.error} />
      {verifying.data ? <Found found={verifying.data} /> : null}
      <TextInput
        aria-label="Only this act"
        placeholder="Only this act, such as sign visit"
        value={command}
        onChange={(event) => {
          setCommand(event.currentTarget.value);
          setBefore(null);
        }}
        style={{ maxWidth: 320 }}
      />
      <Answer of={entries}>
        {(rows) => (
          <>
            <DataTable
              label="Audit entries, newest first"
              columns={columns}
              rows={rows}
              rowKey={(e) => String(e.seq)}
              empty={
                <EmptyState title="No entries">
                  {command
                    ? "No act of this name was logged. Type it as it stands in the list."
                    : "Nothing was logged."}
                </EmptyState>
              }
            />
            <div style={{ display: "flex", gap: 8 }}>
              {before !== null ? (
                <Button variant="default" onClick={() => setBefore(null)}>
                  Newest
                </Button>
              ) : null}
              {rows.length === 200 && last ? (
                <Button variant="default" onClick={() => setBefore(last)}>
                  Older
                </Button>
              ) : null}
            </div>
          </>
        )}
      </Answer>
    </Page>
  );
}

function Found({ found }: { found: Verification }) {
  if (found.sound) {
    return (
      <Notice kind="good" title="The practice is as it was written">
        {found.chain.entries.toLocaleString()} audit entries and every page of the file were checked.
      </Notice>
    );
  }
  const bad = found.chain.first_bad;
  return (
    <Notice kind="danger" title="The practice is not as it was written">
      {bad ? `Entry ${bad.seq} is the first bad one: ${tampering[bad.kind]}. ` : ""}
      {found.file_findings.length > 0 ? `The file: ${found.file_findings.join("; ")}. ` : ""}
      Keep the file as it is and restore a backup.
    </Notice>
  );
}
