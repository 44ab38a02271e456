import { Drawer, Text } from "@mantine/core";
import { Answer } from "../shared/Answer";
import { Notice } from "../shared/Notice";
import { MomentText } from "../shared/text";
import { useRecord } from "../shared/useRecord";
import styles from "./Chart.module.css";
import { ResultTable } from "./Results";

/** A report or a document to read. */
export interface Reading {
  kind: "report" | "document";
  id: string;
  title: string;
}

/** The whole of a report or a document. */
export function Reader({ of, onClose }: { of: Reading; onClose: () => void }) {
  return (
    <Drawer opened onClose={onClose} position="right" size={680} title={of.title} transitionProps={{ duration: 0 }}>
      {of.kind === "report" ? <Report id={of.id} /> : <Document id={of.id} />}
    </Drawer>
  );
}

function Report({ id }: { id: string }) {
  return (
    <Answer of={useRecord("diagnostic_report", { report: id })}>
      {({ at, error_reason, results, body }) => (
        <>
          <Text c="dimmed" mb="sm">
            <MomentText at={at} />
          </Text>
          <Withdrawn reason={error_reason} />
          {results.length > 0 ? <ResultTable results={results} label="Results" /> : null}
          {body ? <p className={styles.text}>{body}</p> : null}
        </>
      )}
    </Answer>
  );
}

function Document({ id }: { id: string }) {
  return (
    <Answer of={useRecord("clinical_document", { document: id })}>
      {({ author, dated_at, error_reason, body }) => (
        <>
          <Text c="dimmed" mb="sm">
            {author ? `${author}, ` : ""}
            <MomentText at={dated_at} />
          </Text>
          <Withdrawn reason={error_reason} />
          <p className={styles.text}>{body}</p>
        </>
      )}
    </Answer>
  );
}

function Withdrawn({ reason }: { reason: string | null }) {
  if (!reason) return null;
  return (
    <Notice kind="danger" title="Entered in error">
      {reason}
    </Notice>
  );
}
