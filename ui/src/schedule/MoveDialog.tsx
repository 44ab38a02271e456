import { Modal, NativeSelect, NumberInput } from "@mantine/core";
import type { Appointment, Day } from "../api/bindings";
import { DayField } from "../shared/DayField";
import { FormShell } from "../shared/FormShell";
import { TimeField } from "../shared/TimeField";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";
import { FreeTimes } from "./FreeTimes";
import styles from "./Schedule.module.css";
import { useAppointment } from "./useAppointment";
import { dayOf, timeOf } from "./words";

interface MoveDialogProps {
  appointment: Appointment;
  today: Day;
  onClose: () => void;
}

/** Moves an appointment by typing: what dragging does, and to any day. */
export function MoveDialog({ appointment, today, onClose }: MoveDialogProps) {
  return (
    <Modal opened onClose={onClose} title={`Move ${appointment.patient_name}`} size={520}>
      <MoveForm appointment={appointment} today={today} onClose={onClose} />
    </Modal>
  );
}

function MoveForm({ appointment, today, onClose }: MoveDialogProps) {
  const practitioners = useRecord("practitioners", { all: false }).data ?? [];
  const rooms = useRecord("rooms", {}).data ?? [];
  const { move, busy } = useAppointment();
  const where = useDraft(
    { about: "move_appointment", subject: appointment.id, patient: appointment.patient },
    {
      // What was read when moving began: a move made elsewhere meanwhile is refused, not overwritten.
      version: appointment.version,
      practitioner: appointment.practitioner as string,
      room: (appointment.room ?? "") as string,
      day: dayOf(appointment.starts_at) as Day | null,
      time: timeOf(appointment.starts_at) as string | null,
      minutes: appointment.minutes,
    },
  );
  const fields = useFields(where);
  const { version, practitioner, room, day, time, minutes } = where.value;

  async function save() {
    if (!day || !time) return;
    const place = { practitioner, starts_at: `${day}T${time}`, minutes };
    if (!(await move({ ...appointment, version }, place, room || null))) return;
    void where.discard();
    onClose();
  }

  return (
    <FormShell
      label="Move the appointment"
      submit="Move"
      onSubmit={() => void save()}
      onCancel={onClose}
      typing={where}
      busy={busy}
    >
      <div className={styles.row}>
        <DayField
          label="Day"
          toward="future"
          today={today}
          required
          data-autofocus
          {...fields.field("day")}
          style={{ flex: 3 }}
        />
        <TimeField label="Time" required {...fields.field("time")} style={{ flex: 2 }} />
        <NumberInput
          label="Minutes"
          min={1}
          max={720}
          step={5}
          required
          allowDecimal={false}
          value={minutes}
          onChange={(value) => where.set({ minutes: Number(value) })}
          style={{ width: 92 }}
        />
      </div>
      <FreeTimes
        practitioner={practitioner}
        minutes={minutes}
        from={day ?? today}
        chosen={day && time ? `${day}T${time}` : null}
        onPick={(starts_at) => where.set({ day: dayOf(starts_at), time: timeOf(starts_at) })}
      />
      <div className={styles.row}>
        <NativeSelect
          label="Provider"
          data={practitioners
            .filter((p) => p.sees_patients || p.id === appointment.practitioner)
            .map((p) => ({ value: p.id, label: p.display_name }))}
          {...fields.text("practitioner")}
          style={{ flex: 1 }}
        />
        <NativeSelect
          label="Room"
          data={[
            { value: "", label: "None" },
            ...rooms.filter((r) => r.active || r.id === appointment.room).map((r) => ({ value: r.id, label: r.name })),
          ]}
          {...fields.text("room")}
          style={{ flex: 1 }}
        />
      </div>
    </FormShell>
  );
}
