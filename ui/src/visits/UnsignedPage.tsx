import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { OpenVisit } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { visitStatusWords } from "../shared/clinical/words";
import { type Column, DataTable } from "../shared/DataTable";
import { useGo } from "../shared/go";
import { EmptyState, Page } from "../shared/Page";
import { MomentText } from "../shared/text";
import { useRecord } from "../shared/useRecord";

const columns: Column<OpenVisit>[] = [
  { key: "patient", header: "Patient", width: 240, cell: (v) => v.patient_name, sort: (v) => v.patient_name },
  { key: "at", header: "Begun", width: 190, cell: (v) => <MomentText at={v.started_at} />, sort: (v) => v.started_at },
  { key: "type", header: "Visit", width: 180, cell: (v) => v.visit_type ?? "", sort: (v) => v.visit_type },
  { key: "reason", header: "Reason", cell: (v) => v.reason ?? "" },
  { key: "status", header: "Status", width: 120, cell: (v) => visitStatusWords[v.status] },
];

/** Visits that wait for a signature, the oldest first. */
export default function UnsignedPage() {
  const go = useGo();
  const [practitioner, setPractitioner] = useState("");
  const practitioners = useRecord("practitioners", { all: false });
  const visits = useRecord("unsigned_visits", { practitioner: practitioner || null }, { keepLast: true });
  return (
    <Page
      title="To sign"
      lead={visits.data ? `${visits.data.length} ${visits.data.length === 1 ? "visit" : "visits"}` : undefined}
      actions={
        <NativeSelect
          aria-label="Provider"
          value={practitioner}
          onChange={(event) => setPractitioner(event.currentTarget.value)}
          data={[
            { value: "", label: "My visits" },
            ...(practitioners.data ?? []).map((one) => ({ value: one.id as string, label: one.display_name })),
          ]}
        />
      }
    >
      <Answer of={visits}>
        {(rows) => (
          <DataTable
            label="Visits to sign"
            columns={columns}
            rows={rows}
            rowKey={(visit) => visit.id}
            onOpen={(visit) => go(`/visits/${visit.id}`)}
            initialSort={{ key: "at" }}
            maxHeight="calc(100vh - 160px)"
            empty={
              <EmptyState title="Every visit is signed">
                Visits stand here from their start to their signature.
              </EmptyState>
            }
          />
        )}
      </Answer>
    </Page>
  );
}
