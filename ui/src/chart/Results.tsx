import { Button } from "@mantine/core";
import { useState } from "react";
import type { ResultPanel, ResultValue } from "../api/bindings";
import { Card, Mark, Nothing } from "../shared/clinical/Card";
import { resultStatusWords } from "../shared/clinical/words";
import { MomentText } from "../shared/text";
import { useRecord } from "../shared/useRecord";
import styles from "./Chart.module.css";
import { Reader, type Reading } from "./Reader";
import { amountOf, flagOf, rangeOf } from "./resultWords";

/** Laboratory results by panel, latest first. */
export function Results({ patient, first }: { patient: string; first: ResultPanel[] }) {
  const [before, setBefore] = useState<string[]>([]);
  const [reading, setReading] = useState<Reading | null>(null);
  return (
    <Card title="Results" count={first.length || undefined}>
      {first.length === 0 ? <Nothing>No laboratory result has come in.</Nothing> : null}
      {first.map((panel) => (
        <Panel key={keyOf(panel)} panel={panel} onRead={setReading} />
      ))}
      {before.map((moment) => (
        <Earlier key={moment} patient={patient} before={moment} onRead={setReading} onMore={addEarlier} />
      ))}
      {first.length > 0 && before.length === 0 ? (
        <div className={styles.more}>
          <Button size="xs" variant="default" onClick={() => addEarlier(first.at(-1)?.at ?? "")}>
            Show earlier results
          </Button>
        </div>
      ) : null}
      {reading ? <Reader of={reading} onClose={() => setReading(null)} /> : null}
    </Card>
  );

  function addEarlier(moment: string) {
    setBefore((now) => (now.includes(moment) ? now : [...now, moment]));
  }
}

const keyOf = (panel: ResultPanel) => panel.report ?? panel.results[0]?.id ?? panel.at;

interface EarlierProps {
  patient: string;
  before: string;
  onRead: (reading: Reading) => void;
  onMore: (before: string) => void;
}

function Earlier({ patient, before, onRead, onMore }: EarlierProps) {
  const [asked, setAsked] = useState(false);
  const panels = useRecord("list_results", { patient, before }).data;
  const last = panels?.at(-1)?.at;
  return (
    <>
      {panels?.map((panel) => (
        <Panel key={keyOf(panel)} panel={panel} onRead={onRead} />
      ))}
      {panels?.length === 0 ? <Nothing>These are all.</Nothing> : null}
      {last && !asked ? (
        <div className={styles.more}>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setAsked(true);
              onMore(last);
            }}
          >
            Show earlier results
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Panel({ panel, onRead }: { panel: ResultPanel; onRead: (reading: Reading) => void }) {
  const { report, name, at, status, has_text, results } = panel;
  const title = name ?? "Results";
  return (
    <div className={styles.panel}>
      <div className={styles.panelHead}>
        <b>
          {title} {resultStatusWords[status] ? <Mark kind="warn">{resultStatusWords[status]}</Mark> : null}
        </b>
        {report && has_text ? (
          <Button size="compact-sm" variant="subtle" onClick={() => onRead({ kind: "report", id: report, title })}>
            Read report
          </Button>
        ) : null}
        <span>
          <MomentText at={at} />
        </span>
      </div>
      <ResultTable results={results} label={title} />
    </div>
  );
}

/** Results with their usual range; what is not usual is said in a word. */
export function ResultTable({ results, label }: { results: ResultValue[]; label: string }) {
  return (
    <table className={styles.results} aria-label={label}>
      <tbody>
        {results.map((result) => (
          <tr key={result.id}>
            <th scope="row">{result.display}</th>
            <td title={result.number === null ? undefined : String(result.number)}>
              {result.abnormal ? <b>{amountOf(result)}</b> : amountOf(result)} <small>{rangeOf(result)}</small>
            </td>
            <td>{result.abnormal ? <Mark kind="warn">{flagOf(result)}</Mark> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
