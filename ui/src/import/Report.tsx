import type { ImportReport, KeptRecords, NotKept, RefusedRecords } from "../api/bindings";
import { type Column, DataTable } from "../shared/DataTable";
import { figure } from "../shared/JobProgress";
import { EmptyState, Section } from "../shared/Page";
import styles from "./Import.module.css";

const count = <Row extends { count: number }>(): Column<Row> => ({
  key: "count",
  header: "Count",
  align: "end",
  width: 110,
  cell: (row) => figure(row.count),
  sort: (row) => row.count,
});

const keptColumns: Column<KeptRecords>[] = [
  { key: "kind", header: "Kind", cell: (row) => row.kind, sort: (row) => row.kind },
  count(),
];

const notKeptColumns: Column<NotKept>[] = [
  { key: "what", header: "Record or field", cell: (row) => row.what, sort: (row) => row.what },
  count(),
];

const refusedColumns: Column<RefusedRecords>[] = [
  { key: "kind", header: "Kind", cell: (row) => row.kind ?? "Whole file or line", sort: (row) => row.kind },
  { key: "reason", header: "Why", cell: (row) => row.reason, sort: (row) => row.reason },
  {
    key: "first",
    header: "First one",
    cell: (row) => [row.file, row.line === null ? null : `line ${figure(row.line)}`].filter(Boolean).join(", "),
    sort: (row) => row.file,
  },
  count(),
];

const total = (rows: { count: number }[]) => rows.reduce((sum, row) => sum + row.count, 0);

/** What an import brought, or would bring: figures, then what was kept, what has no place, and what cannot be right. */
export function Report({ report }: { report: ImportReport }) {
  const records = report.not_kept.filter((row) => !row.what.includes("."));
  const sums: [string, number][] = [
    ["Files", report.files],
    [report.dry_run ? "Would be added" : "Added", report.added],
    ["Already here", report.already_here],
    ...(report.different.length > 0 ? [["Of them different", total(report.different)] as [string, number]] : []),
    ["No place for", total(records)],
    ["Refused", total(report.refused)],
  ];
  return (
    <div className={styles.report}>
      <dl className={styles.sums}>
        {sums.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{figure(value)}</dd>
          </div>
        ))}
      </dl>
      {report.refused.length > 0 ? (
        <Section title="Refused" count={report.refused.length}>
          <DataTable
            label="Refused, by reason"
            columns={refusedColumns}
            rows={report.refused}
            rowKey={(row) => `${row.kind} ${row.reason}`}
            maxHeight={360}
            empty={null}
          />
        </Section>
      ) : null}
      {report.different.length > 0 ? (
        <Section title="Already here, but different">
          <p>These say something else than what stands here. What stands here was left as it is.</p>
          <DataTable
            label="Already here, but different, by kind"
            columns={keptColumns}
            rows={report.different}
            rowKey={(row) => row.kind}
            maxHeight={360}
            empty={null}
          />
        </Section>
      ) : null}
      <div className={styles.tables}>
        <Section title={report.dry_run ? "Would be kept" : "Kept"}>
          <DataTable
            label="Kept, by kind"
            columns={keptColumns}
            rows={report.kept}
            rowKey={(row) => row.kind}
            maxHeight={420}
            empty={
              <EmptyState title="Nothing new">
                {report.already_here > 0
                  ? "All that could be kept was imported before."
                  : "These files hold nothing Chartwell keeps."}
              </EmptyState>
            }
          />
        </Section>
        <Section title="Not kept">
          <DataTable
            label="Not kept, by kind"
            columns={notKeptColumns}
            rows={report.not_kept}
            rowKey={(row) => row.what}
            maxHeight={420}
            empty={
              <EmptyState title="Nothing is left behind">Chartwell has a place for every record and field.</EmptyState>
            }
          />
        </Section>
      </div>
    </div>
  );
}
