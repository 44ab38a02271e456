import { Menu } from "@mantine/core";
import { IconClock, IconDots } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Appointment, AppointmentStatus, FlowLane, FlowRow } from "../api/bindings";
import { useMay } from "../shared/session";
import { timeWords } from "../shared/time";
import styles from "./FlowBoard.module.css";
import { useAppointment } from "./useAppointment";
import { minutesSince, minutesWords, nextStep, timeOf, undoWords } from "./words";

interface FlowBoardProps {
  lanes: FlowLane[];
  /** The wall time at the practice now, `YYYY-MM-DDTHH:MM`. */
  wall: string;
  onOpen: (appointment: Appointment) => void;
  onMove: (appointment: Appointment) => void;
  onCancel: (appointment: Appointment) => void;
}

/** Those who are here first: they wait. */
const order: AppointmentStatus[] = ["arrived", "roomed", "with_provider", "checkout", "booked", "fulfilled"];
const laneWords: Partial<Record<AppointmentStatus, string>> = {
  booked: "Expected",
  arrived: "Arrived",
  roomed: "In room",
  with_provider: "With provider",
  checkout: "Checkout",
  fulfilled: "Done",
};

/** How many rows a lane shows until more are asked for: of those expected the next ones, of those done the latest. */
const atFirst: Partial<Record<AppointmentStatus, (rows: FlowRow[]) => FlowRow[]>> = {
  booked: (rows) => rows.slice(0, 40),
  fulfilled: (rows) => rows.slice(-5),
};

/** Minutes at a step from which a wait is shown as long, and as too long. */
const long: Partial<Record<AppointmentStatus, [number, number]>> = {
  arrived: [15, 30],
  roomed: [15, 30],
  with_provider: [45, 75],
  checkout: [10, 20],
};

/** Now, told again every few seconds so that waits tick. */
function useNow(every = 10_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** Today by where each patient stands, and for how long; one click or key takes a patient a step further. */
export function FlowBoard({ lanes, wall, onOpen, onMove, onCancel }: FlowBoardProps) {
  const now = useNow();
  const board = useRef<HTMLDivElement>(null);
  // The row moves to another lane before the eyes; only those who do not see it need to be told.
  const [said, setSaid] = useState("");
  const act = useAppointment(setSaid);
  const [whole, setWhole] = useState<AppointmentStatus[]>([]);
  const held = useRef("");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that went to another lane is a new one
  useEffect(() => {
    if (held.current && document.activeElement === document.body) {
      board.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(held.current)}"]`)?.focus();
    }
  }, [lanes]);

  function onArrow(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey) return;
    const names = [...(board.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const row = (event.target as HTMLElement).closest("li")?.querySelector<HTMLElement>("[data-row]");
    const next = names[row ? names.indexOf(row) + step : -1];
    if (!row || !next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows in it are buttons and take the focus; these are their keys
    <div
      ref={board}
      className={styles.board}
      onKeyDown={onArrow}
      onFocus={(event) => {
        held.current = (event.target as HTMLElement).closest("li")?.dataset.appointment ?? "";
      }}
    >
      <p role="status" className={styles.said}>
        {said}
      </p>
      {order.map((status) => {
        const rows = lanes.find((lane) => lane.status === status)?.rows ?? [];
        const shown = whole.includes(status) ? rows : (atFirst[status]?.(rows) ?? rows);
        return (
          <section key={status} className={styles.lane} aria-label={laneWords[status]}>
            <h2>
              {laneWords[status]} <span>{rows.length}</span>
            </h2>
            {rows.length === 0 ? (
              <p className={styles.nobody}>{status === "booked" ? "Nobody else is expected." : "Nobody"}</p>
            ) : (
              <ul>
                {shown.map((row) => (
                  <Row
                    key={row.appointment.id}
                    row={row}
                    now={now}
                    wall={wall}
                    onOpen={onOpen}
                    onMove={onMove}
                    onCancel={onCancel}
                    act={act}
                  />
                ))}
              </ul>
            )}
            {shown.length < rows.length ? (
              <button type="button" className={styles.all} onClick={() => setWhole([...whole, status])}>
                Show all {rows.length}
              </button>
            ) : null}
          </section>
        );
      })}
    </div>
  );
}

interface RowProps extends Omit<FlowBoardProps, "lanes"> {
  row: FlowRow;
  now: number;
  act: ReturnType<typeof useAppointment>;
}

function Row({ row, now, wall, onOpen, onMove, onCancel, act }: RowProps) {
  const a = row.appointment;
  const may = useMay();
  const mayEdit = may("EditSchedule");
  const [step, back] = [nextStep[a.status], undoWords[a.status]];

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || act.busy) return;
    const key = event.key.toLowerCase();
    if (key === "a" && mayEdit && step) void act.advance(a);
    else if (key === "u" && mayEdit && back) void act.undo(a);
    else if (key === "c") act.openChart(a);
    else if (key === "v" && may("EditChart")) void act.openVisit(a);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <li className={styles.row} data-appointment={a.id} onKeyDown={onKeyDown}>
      <span className={styles.time}>{timeWords(timeOf(a.starts_at))}</span>
      <button type="button" data-row={a.id} className={styles.name} onClick={() => onOpen(a)}>
        {a.patient_name}
        {a.age === null ? "" : <small>, {a.age} y</small>}
      </button>
      <div className={styles.what}>
        <span className={styles.swatch} style={{ background: a.color ?? undefined }} aria-hidden />
        {[a.room_name, a.practitioner_name, a.visit_type_name, a.birthday && "birthday today"]
          .filter(Boolean)
          .join(" · ")}
      </div>
      <Wait row={row} now={now} wall={wall} />
      <div className={styles.acts}>
        {mayEdit && step ? (
          <button type="button" className={styles.step} disabled={act.busy} onClick={() => void act.advance(a)}>
            {step}
          </button>
        ) : null}
        <More name={a.patient_name}>
          <Menu.Item onClick={() => act.openChart(a)}>Open chart</Menu.Item>
          {may("EditChart") ? <Menu.Item onClick={() => void act.openVisit(a)}>Open visit</Menu.Item> : null}
          <Menu.Item onClick={() => onOpen(a)}>Details and history</Menu.Item>
          {mayEdit && a.status !== "fulfilled" ? <Menu.Item onClick={() => onMove(a)}>Move…</Menu.Item> : null}
          {mayEdit && back ? <Menu.Item onClick={() => void act.undo(a)}>{back}</Menu.Item> : null}
          {mayEdit && a.status === "booked" && a.starts_at <= wall ? (
            <Menu.Item onClick={() => void act.noShow(a)}>No-show</Menu.Item>
          ) : null}
          {mayEdit && ["booked", "arrived", "roomed"].includes(a.status) ? (
            <Menu.Item c="var(--cw-danger-text)" onClick={() => onCancel(a)}>
              {a.status === "booked" ? "Cancel…" : "Left without being seen…"}
            </Menu.Item>
          ) : null}
        </More>
      </div>
    </li>
  );
}

/** The rest of what can be done. A menu is dear to draw, so a row has one only once it was asked for. */
function More({ name, children }: { name: string; children: ReactNode }) {
  const [asked, setAsked] = useState(false);
  const button = (
    <button
      type="button"
      className={styles.more}
      aria-haspopup="menu"
      aria-label={`More for ${name}`}
      onClick={asked ? undefined : () => setAsked(true)}
    >
      <IconDots size={16} aria-hidden />
    </button>
  );
  if (!asked) return button;
  return (
    <Menu defaultOpened position="bottom-end" width={220}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

/** How long the patient has been at this step, and here; an expected one only when late. */
function Wait({ row, now, wall }: { row: FlowRow; now: number; wall: string }) {
  const { status, since, starts_at } = row.appointment;
  if (status === "booked") {
    const late = minutesSince(`${starts_at}:00Z`, Date.parse(`${wall}:00Z`));
    return late > 0 ? (
      <span className={`${styles.wait} ${late >= 15 ? styles.long : ""}`}>{minutesWords(late)} late</span>
    ) : (
      <span />
    );
  }
  if (status === "fulfilled") {
    return (
      <span className={styles.wait}>{row.minutes_here === null ? "" : `${minutesWords(row.minutes_here)} here`}</span>
    );
  }
  const minutes = minutesSince(since, now);
  const here = row.arrived_at ? minutesSince(row.arrived_at, now) : null;
  const [warn, bad] = long[status] ?? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const tone = minutes >= bad ? styles.tooLong : minutes >= warn ? styles.long : "";
  return (
    <span className={`${styles.wait} ${tone}`}>
      {minutes >= warn ? <IconClock size={13} aria-label="long wait" /> : null}
      {minutesWords(minutes)}
      {here !== null && here > minutes ? <small>of {minutesWords(here)} here</small> : null}
    </span>
  );
}
