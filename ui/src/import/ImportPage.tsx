import { ActionIcon, Button } from "@mantine/core";
import { IconFileImport, IconFiles, IconFolder, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { ImportReport } from "../api/bindings";
import { figure, JobProgress } from "../shared/JobProgress";
import { FaultNotice, Notice } from "../shared/Notice";
import { EmptyState, Page, Section } from "../shared/Page";
import { useChange } from "../shared/useChange";
import styles from "./Import.module.css";
import { Report } from "./Report";

/** Charts from elsewhere: files are chosen, looked through, and only then imported. */
export default function ImportPage() {
  const [paths, setPaths] = useState<string[]>([]);
  const chooseFiles = useChange("window.choose_files");
  const chooseFolder = useChange("window.choose_folder");
  const look = useChange("import_records", { faults: "here" });
  const bring = useChange("import_records", { faults: "here" });
  const busy = look.isPending || bring.isPending;
  // What was looked through no longer fits once the choice changed.
  const choose = (next: string[]) => {
    setPaths([...new Set(next)]);
    look.reset();
    bring.reset();
  };
  const looked = look.data && !look.data.cancelled ? look.data : null;
  const newRecords = looked?.added ?? 0;

  return (
    <Page title="Import">
      <Section title="What to import">
        <div className={styles.choose}>
          <Button
            variant="default"
            leftSection={<IconFiles size={16} />}
            disabled={busy}
            onClick={() =>
              chooseFiles.mutate(
                {
                  title: "Choose FHIR files",
                  filters: [{ name: "FHIR files", extensions: ["json", "ndjson"] }],
                  multiple: true,
                },
                { onSuccess: (chosen) => chosen.paths.length > 0 && choose([...paths, ...chosen.paths]) },
              )
            }
          >
            Choose files
          </Button>
          <Button
            variant="default"
            leftSection={<IconFolder size={16} />}
            disabled={busy}
            onClick={() =>
              chooseFolder.mutate(
                { title: "Choose a folder of FHIR files" },
                { onSuccess: (chosen) => chosen.path && choose([...paths, chosen.path]) },
              )
            }
          >
            Choose a folder
          </Button>
          <span className={styles.muted}>FHIR R4: bundles, bulk-export NDJSON, single resources</span>
        </div>
        {paths.length === 0 ? (
          <EmptyState title="Nothing chosen yet">
            Choose files or a folder. Chartwell looks through them first and shows what it would keep; nothing is saved
            until you say so. Importing the same file twice adds nothing.
          </EmptyState>
        ) : (
          <ul className={styles.paths} aria-label="Chosen files and folders">
            {paths.map((path) => (
              <li key={path}>
                <span>{path}</span>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  disabled={busy}
                  aria-label={`Leave out ${path}`}
                  onClick={() => choose(paths.filter((other) => other !== path))}
                >
                  <IconX size={16} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
        {paths.length > 0 && !bring.data ? (
          <div className={styles.choose}>
            <Button
              variant={looked ? "default" : "filled"}
              loading={look.isPending}
              disabled={bring.isPending}
              onClick={() => look.mutate({ paths, dry_run: true })}
            >
              {looked ? "Look through again" : "Look through"}
            </Button>
            {looked ? (
              <Button
                leftSection={<IconFileImport size={16} />}
                disabled={busy || newRecords === 0}
                onClick={() => bring.mutate({ paths, dry_run: false })}
              >
                {newRecords === 0 ? "Nothing to import" : `Import ${figure(newRecords)} records`}
              </Button>
            ) : null}
          </div>
        ) : null}
      </Section>

      {busy ? (
        <JobProgress command="import_records" doing={bring.isPending ? "Importing" : "Looking through the files"} />
      ) : null}
      <FaultNotice fault={look.error} />
      <FaultNotice fault={bring.error} />
      {look.data?.cancelled && !busy ? (
        <Notice kind="info" title="Stopped looking through">
          Nothing was saved.
        </Notice>
      ) : null}
      {bring.data ? (
        <Done report={bring.data} again={() => choose([])} />
      ) : looked && !look.isPending ? (
        <Section title="What these files hold">
          <Report report={looked} />
        </Section>
      ) : null}
    </Page>
  );
}

function Done({ report, again }: { report: ImportReport; again: () => void }) {
  return (
    <Section title="Result">
      <Notice
        kind={report.cancelled ? "warn" : "good"}
        title={report.cancelled ? "Import stopped" : `Imported ${figure(report.added)} records`}
        actions={
          <Button size="compact-sm" variant="default" onClick={again}>
            Import something else
          </Button>
        }
      >
        {report.cancelled
          ? `The ${figure(report.added)} records imported until then stay. Import the same files again to bring the rest.`
          : "Each record is in the chart of its patient."}
      </Notice>
      <Report report={report} />
    </Section>
  );
}
