import { Button, Group } from "@mantine/core";
import { IconFolderDown } from "@tabler/icons-react";
import { useState } from "react";
import type { ExportReport } from "../api/bindings";
import { todayIn } from "../shared/day";
import { figure, JobProgress } from "../shared/JobProgress";
import { FaultNotice, Notice } from "../shared/Notice";
import { Page, Section } from "../shared/Page";
import { useSession } from "../shared/session";
import { useChange } from "../shared/useChange";
import styles from "./Export.module.css";
import { folderIn } from "./folder";

/** The whole practice handed on: FHIR R4, a file a kind of record, into a new folder. */
export default function ExportPage() {
  const { zone, practice_name } = useSession();
  const [path, setPath] = useState<string | null>(null);
  const choosing = useChange("window.choose_folder");
  const exporting = useChange("export_records", { faults: "here" });

  function choose() {
    choosing.mutate(
      { title: "Choose where the export goes" },
      {
        onSuccess: (chosen) => {
          if (!chosen.path) return;
          exporting.reset();
          setPath(folderIn(chosen.path, todayIn(zone), new Date()));
        },
      },
    );
  }

  return (
    <Page title="Export" narrow>
      <Section title="The whole practice">
        <div className={styles.text}>
          <p>
            Writes every patient of {practice_name} with their chart, visits and charges as FHIR R4 NDJSON, one file for
            each kind of record. Other systems read it, and so does Chartwell under Import.
          </p>
          <p>Nothing is changed here. The export is written to the audit log.</p>
        </div>
        <Notice kind="warn" title="The files are not encrypted">
          Anyone who can open the folder can read every chart. Choose an encrypted disk, and delete the folder when it
          has been handed on.
        </Notice>
        <div className={styles.choose}>
          {path ? (
            <div className={styles.path}>
              <span>Goes into</span>
              <b>{path}</b>
            </div>
          ) : null}
          <Group gap="xs">
            <Button
              variant={path ? "default" : "filled"}
              leftSection={<IconFolderDown size={16} />}
              disabled={exporting.isPending}
              onClick={choose}
            >
              {path ? "Choose another folder" : "Choose a folder"}
            </Button>
            {path && !exporting.data ? (
              <Button loading={exporting.isPending} onClick={() => exporting.mutate({ path })}>
                Export the practice
              </Button>
            ) : null}
          </Group>
        </div>
      </Section>
      {exporting.isPending ? <JobProgress command="export_records" doing="Exporting" /> : null}
      {exporting.error?.code === "cancelled" ? (
        <Notice kind="info" title="Export stopped">
          Nothing in the practice was changed. The folder is not whole: delete it, or choose another and start again.
        </Notice>
      ) : exporting.error?.code === "already_exists" ? (
        <Notice kind="danger" title="The folder is not empty">
          {exporting.error.message}
        </Notice>
      ) : (
        <FaultNotice fault={exporting.error} />
      )}
      {exporting.data && path ? <Done report={exporting.data} path={path} /> : null}
      <p className={styles.dim}>A single chart is exported from its own page: Chart, then Export chart.</p>
    </Page>
  );
}

function Done({ report, path }: { report: ExportReport; path: string }) {
  return (
    <Notice kind="good" title={`Exported ${figure(report.records)} records of ${figure(report.patients)} patients`}>
      <span className={styles.where}>
        {figure(report.files)} files in {path}
      </span>
    </Notice>
  );
}
