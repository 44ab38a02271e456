import { Badge, Button, Drawer, Group } from "@mantine/core";
import { useState } from "react";
import type { Appointment } from "../api/bindings";
import { dayDigits, dayWords, todayIn } from "../shared/day";
import { FaultNotice } from "../shared/Notice";
import { useMay, useSession } from "../shared/session";
import { momentWords } from "../shared/time";
import { useRecord } from "../shared/useRecord";
import { EditDetails } from "./EditDetails";
import { wallNow } from "./grid";
import styles from "./Schedule.module.css";
import { useAppointment } from "./useAppointment";
import { cancelWords, dayOf, isOver, nextStep, spanWords, statusWords, undoWords } from "./words";

interface AppointmentPanelProps {
  /** As the page last saw it. */
  of: Appointment;
  onMove: (appointment: Appointment) => void;
  onCancel: (appointment: Appointment) => void;
  onClose: () => void;
}

/** One appointment: who, when, where it stands, what was done, and every next step. */
export function AppointmentPanel({ of, onMove, onCancel, onClose }: AppointmentPanelProps) {
  const { zone } = useSession();
  const may = useMay();
  const asked = useRecord("appointment", { id: of.id, patient: of.patient }, { every: 30_000 });
  const history = useRecord("appointment_history", { id: of.id, patient: of.patient });
  const [editing, setEditing] = useState(false);
  const act = useAppointment();
  const a = asked.data ?? of;
  const step = nextStep[a.status];
  const back = undoWords[a.status];
  const mayEdit = may("EditSchedule");
  // Nobody was seen yet on a day to come.
  const due = dayOf(a.starts_at) <= todayIn(zone);
  const came = a.status !== "booked" && a.status !== "cancelled" && a.status !== "noshow";

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={400}
      title={<span className={styles.panelTitle}>{a.patient_name}</span>}
      overlayProps={{ backgroundOpacity: 0.12 }}
      transitionProps={{ duration: 0 }}
      shadow="lg"
    >
      <div className={styles.panel}>
        <div className={styles.facts}>
          {a.birth_date
            ? `Born ${dayDigits(a.birth_date)}${a.age === null ? "" : ` (${a.age} y)`}`
            : "Birth date unknown"}
          {a.phone ? ` · ${a.phone}` : ""}
          <br />
          MRN {a.mrn}
        </div>
        <Group gap={6}>
          <Badge variant={isOver(a.status) ? "outline" : "light"} radius="sm" tt="none" size="lg">
            {statusWords[a.status]}
          </Badge>
          {a.birthday ? (
            <Badge variant="outline" radius="sm" tt="none" size="lg">
              Birthday
            </Badge>
          ) : null}
        </Group>
        <FaultNotice fault={asked.error} />
        {/* While its details are typed nothing else changes it, or they would be stale when saved. */}
        {mayEdit && step && !editing && (came || due) ? (
          <Button fullWidth loading={act.busy} onClick={() => void act.advance(a)} data-autofocus>
            {step}
          </Button>
        ) : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={() => act.openChart(a)}>
            Open chart
          </Button>
          {may("EditChart") && !editing && a.status !== "cancelled" && a.status !== "noshow" && (came || due) ? (
            <Button variant="default" loading={act.busy} onClick={() => void act.openVisit(a)}>
              {came ? "Open visit" : "Start visit"}
            </Button>
          ) : null}
        </div>
        {editing ? (
          <EditDetails appointment={a} onClose={() => setEditing(false)} />
        ) : (
          <dl className={styles.details}>
            <Detail term="When">
              {dayWords(dayOf(a.starts_at), true)}
              <br />
              {spanWords(a)} ({a.minutes} min)
            </Detail>
            <Detail term="Provider">{a.practitioner_name}</Detail>
            <Detail term="Visit type">
              <span className={styles.swatch} style={{ background: a.color ?? undefined }} aria-hidden />
              {a.visit_type_name ?? "Not given"}
            </Detail>
            <Detail term="Room">{a.room_name ?? "None yet"}</Detail>
            <Detail term="Reason">{a.reason ?? "Not given"}</Detail>
            {a.comment ? <Detail term="Comment">{a.comment}</Detail> : null}
            {a.cancel_reason ? <Detail term="Cancelled">{cancelWords[a.cancel_reason]}</Detail> : null}
          </dl>
        )}
        {mayEdit && !editing ? (
          <div className={styles.buttons}>
            {isOver(a.status) ? null : (
              <>
                <Button variant="default" onClick={() => onMove(a)}>
                  Move…
                </Button>
                <Button variant="default" onClick={() => setEditing(true)}>
                  Change details…
                </Button>
              </>
            )}
            {a.status === "booked" && a.starts_at <= wallNow(zone) ? (
              <Button variant="default" loading={act.busy} onClick={() => void act.noShow(a)}>
                No-show
              </Button>
            ) : null}
            {a.status === "booked" || a.status === "arrived" || a.status === "roomed" ? (
              <Button variant="default" c="var(--cw-danger-text)" onClick={() => onCancel(a)}>
                Cancel…
              </Button>
            ) : null}
            {back ? (
              <Button variant="default" loading={act.busy} onClick={() => void act.undo(a)}>
                {back}
              </Button>
            ) : null}
          </div>
        ) : null}
        <h2 className={styles.minor}>History</h2>
        <ol className={styles.history}>
          {history.data?.map((moment) => (
            <li key={moment.id} data-undone={moment.undone_at ? true : undefined}>
              <b>{statusWords[moment.status]}</b> {momentWords(moment.at, zone)}
              {moment.by ? `, ${moment.by}` : ""}
              {moment.undone_at ? " (undone)" : ""}
              {moment.reason ? <div>{moment.reason}</div> : null}
            </li>
          ))}
          {history.data?.length === 0 ? <li>Imported; nothing was done here yet.</li> : null}
        </ol>
      </div>
    </Drawer>
  );
}

function Detail({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
