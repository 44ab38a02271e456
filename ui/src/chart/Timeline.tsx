import { Button, Chip, Group } from "@mantine/core";
import {
  type Icon,
  IconBandage,
  IconClipboardText,
  IconFileDescription,
  IconStethoscope,
  IconVaccine,
} from "@tabler/icons-react";
import { useState } from "react";
import type { TimelineCursor, TimelineEntry, TimelineKind, Timeline as Whole } from "../api/bindings";
import { Card, Mark, Nothing } from "../shared/clinical/Card";
import { dayWords } from "../shared/day";
import { useGo } from "../shared/go";
import { FaultNotice } from "../shared/Notice";
import { useSession } from "../shared/session";
import { useRecord } from "../shared/useRecord";
import { Waiting } from "../shared/Waiting";
import styles from "./Chart.module.css";
import { Reader, type Reading } from "./Reader";
import { byYear, dayOfEntry, kindWords } from "./timelineWords";

const icons: Record<TimelineKind, Icon> = {
  visit: IconStethoscope,
  immunization: IconVaccine,
  report: IconClipboardText,
  procedure: IconBandage,
  document: IconFileDescription,
};

const kinds = Object.keys(kindWords) as TimelineKind[];

/** What happened to the patient, latest first, by kind and page by page. */
export function Timeline({ patient, first }: { patient: string; first: Whole }) {
  const [shown, setShown] = useState<TimelineKind[]>([]);
  const [reading, setReading] = useState<Reading | null>(null);
  return (
    <Card title="Timeline">
      <Chip.Group multiple value={shown} onChange={(next) => setShown(next as TimelineKind[])}>
        <Group className={styles.filters ?? ""} gap={6} role="group" aria-label="Kinds to show">
          {kinds.map((kind) => (
            <Chip key={kind} value={kind} size="xs" radius="sm">
              {kindWords[kind]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Pages
        key={shown.join()}
        patient={patient}
        kinds={shown}
        {...(shown.length ? {} : { first })}
        onRead={setReading}
      />
      {reading ? <Reader of={reading} onClose={() => setReading(null)} /> : null}
    </Card>
  );
}

interface PagesProps {
  patient: string;
  kinds: TimelineKind[];
  /** The first page, when the chart came with it. */
  first?: Whole;
  onRead: (reading: Reading) => void;
}

function Pages({ patient, kinds, first, onRead }: PagesProps) {
  const [cursors, setCursors] = useState<(TimelineCursor | null)[]>([null]);
  return (
    <>
      {cursors.map((after, at) => (
        <PageOf
          key={after?.id ?? "first"}
          patient={patient}
          kinds={kinds}
          after={after}
          {...(first && at === 0 ? { known: first } : {})}
          last={at === cursors.length - 1}
          onMore={(next) => setCursors([...cursors, next])}
          onRead={onRead}
        />
      ))}
    </>
  );
}

interface PageOfProps extends Omit<PagesProps, "first"> {
  after: TimelineCursor | null;
  known?: Whole;
  last: boolean;
  onMore: (next: TimelineCursor) => void;
}

function PageOf({ patient, kinds, after, known, last, onMore, onRead }: PageOfProps) {
  const { zone } = useSession();
  const asked = useRecord("timeline", { patient, kinds, after }, { enabled: !known });
  const page = known ?? asked.data;
  if (asked.error) return <FaultNotice fault={asked.error} />;
  if (!page) return <Waiting />;
  if (page.entries.length === 0) {
    return <Nothing>{kinds.length ? "Nothing of these kinds." : "Nothing happened here yet. Start a visit."}</Nothing>;
  }
  return (
    <>
      {byYear(page.entries, zone).map(({ year, entries }) => (
        <section key={year} aria-label={year}>
          <div className={styles.year}>{year}</div>
          <ol className={styles.entries}>
            {entries.map((entry) => (
              <li key={entry.id}>
                <Happening entry={entry} day={dayOfEntry(entry, zone)} onRead={onRead} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {last && page.next ? (
        <div className={styles.more}>
          <Button size="xs" variant="default" onClick={() => page.next && onMore(page.next)}>
            Show earlier
          </Button>
        </div>
      ) : null}
    </>
  );
}

const plain = new Set(["signed", "finished", "completed", "final", "current", "in_progress", "amended"]);

function Happening({ entry, day, onRead }: { entry: TimelineEntry; day: string; onRead: (reading: Reading) => void }) {
  const go = useGo();
  const Icon = icons[entry.kind];
  const gone = entry.status === "entered_in_error";
  const status = entry.status.replaceAll("_", " ");
  const content = (
    <>
      <time dateTime={day}>{dayWords(day)}</time>
      <Icon size={16} aria-label={entry.kind} />
      <span>
        <b>{entry.title}</b>
        <small>{[entry.detail, entry.who].filter(Boolean).join(" · ")}</small>
      </span>
      {entry.kind === "visit" && entry.status === "in_progress" ? (
        <Mark kind="warn">Not signed</Mark>
      ) : plain.has(entry.status) ? (
        <span />
      ) : (
        <Mark {...(gone ? { kind: "danger" as const } : {})}>{status}</Mark>
      )}
    </>
  );
  const className = `${styles.entry} ${gone ? styles.gone : ""}`;
  const open = {
    visit: () => go(`/visits/${entry.id}`),
    report: () => onRead({ kind: "report", id: entry.id, title: entry.title }),
    document: () => onRead({ kind: "document", id: entry.id, title: entry.title }),
    immunization: null,
    procedure: null,
  }[entry.kind];
  return open ? (
    <button type="button" className={className} onClick={open}>
      {content}
    </button>
  ) : (
    <div className={className}>{content}</div>
  );
}
