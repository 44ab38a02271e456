import { Modal, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { Day } from "../api/bindings";
import type { Fault } from "../api/call";
import { DayField } from "../shared/DayField";
import { FormShell } from "../shared/FormShell";
import { TimeField } from "../shared/TimeField";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { type Fillable, useFields } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";
import { bookOver } from "./clashes";
import { FreeTimes } from "./FreeTimes";
import type { Place } from "./grid";
import { type Found, PatientBox } from "./PatientBox";
import styles from "./Schedule.module.css";
import { dayOf, spanWords, timeOf } from "./words";

interface BookDialogProps {
  /** Where it was begun; `minutes` 0: as long as the visit type. A day alone: no time chosen yet. */
  place: Partial<Place> & { day: Day };
  /** Already chosen, when it is begun from a chart. */
  patient?: Found | null;
  today: Day;
  onClose: () => void;
}

const nothing = { patient: null as Found | null, visit_type: "", reason: "", comment: "" };

/** Books an appointment: patient, what for, and save; the place is where it was begun. */
export function BookDialog({ place, patient = null, today, onClose }: BookDialogProps) {
  return (
    <Modal opened onClose={onClose} title="Book an appointment" size={560}>
      <BookForm place={place} patient={patient} today={today} onClose={onClose} />
    </Modal>
  );
}

function BookForm({ place, patient, today, onClose }: BookDialogProps) {
  const types = useRecord("visit_types", {}).data?.filter((t) => t.active) ?? [];
  const rooms = useRecord("rooms", {}).data?.filter((r) => r.active) ?? [];
  const practitioners = useRecord("practitioners", { all: false }).data?.filter((p) => p.sees_patients) ?? [];
  const from: string = place.starts_at ?? place.day;
  const begun = {
    from,
    practitioner: place.practitioner ?? "",
    day: place.day as Day | null,
    time: (place.starts_at ? timeOf(place.starts_at) : null) as string | null,
    minutes: place.minutes || null,
    room: "",
  };
  const what = useDraft(
    { about: "book_appointment", subject: patient?.id },
    { ...nothing, patient: patient ?? null, place: begun },
  );
  // Where one clicked counts, or the day one looked at, not where an earlier booking was begun.
  const here = (kept: typeof begun) => (kept.from === from ? kept : begun);
  const where: Fillable<typeof begun> = {
    value: here(what.value.place),
    set: (part) =>
      what.set(({ place }) => {
        const before = here(place);
        return { place: { ...before, ...(typeof part === "function" ? part(before) : part) } };
      }),
  };
  const booking = useChange("book_appointment", { faults: "here" });
  const [fault, setFault] = useState<Fault | null>(null);
  const [nobody, setNobody] = useState(false);
  const typeSelect = useRef<HTMLSelectElement>(null);
  // The patient whose chart this was begun from, whoever was typed there before; until another is chosen here.
  const [chosen, setChosen] = useState<Found | null | undefined>(patient ?? undefined);
  const who = chosen === undefined ? what.value.patient : chosen;
  const known = who !== null;
  // Once the patient is known, the keyboard goes on from there. One that was brought back is looked at first.
  const brought = what.restoredAt !== null && !patient;
  useEffect(() => {
    if (what.ready && known && !brought) typeSelect.current?.focus();
  }, [what.ready, known, brought]);
  const fields = useFields(what, fault);
  const at = useFields(where, fault);
  const type = types.find((t) => t.id === what.value.visit_type) ?? types[0];
  const minutes = where.value.minutes ?? type?.minutes ?? 20;
  const practitioner = where.value.practitioner || practitioners[0]?.id || "";

  async function save() {
    const { reason, comment } = what.value;
    const { day, time, room } = where.value;
    setNobody(!who);
    if (!who || !type || !day || !time) return;
    const slot = { patient: who.id, practitioner, room: room || null, starts_at: `${day}T${time}`, minutes };
    setFault(null);
    try {
      const booked = await bookOver(slot, (allow_overlap) =>
        booking.mutateAsync({ ...slot, visit_type: type.id, reason, comment, allow_overlap }),
      );
      if (!booked) return;
      await what.discard();
      toast(`${booked.patient_name} is booked: ${spanWords(booked)}, ${booked.practitioner_name}.`);
      onClose();
    } catch (reason) {
      setFault(reason as Fault);
    }
  }

  if (!what.ready) return null;
  return (
    <FormShell
      label="Book an appointment"
      submit="Book"
      onSubmit={() => void save()}
      onCancel={onClose}
      typing={what}
      fault={fault}
      busy={booking.isPending}
    >
      <PatientBox
        value={who}
        onChange={(found) => {
          setChosen(found);
          what.set({ patient: found });
        }}
        error={nobody ? "Choose the patient from the list." : undefined}
        autoFocus
      />
      <div className={styles.row}>
        <NativeSelect
          ref={typeSelect}
          label="Visit type"
          data={types.map((t) => ({ value: t.id, label: `${t.name} (${t.minutes} min)` }))}
          {...fields.text("visit_type")}
          value={type?.id ?? ""}
          style={{ flex: 2 }}
        />
        <NativeSelect
          label="Provider"
          data={practitioners.map((p) => ({ value: p.id, label: p.display_name }))}
          {...at.text("practitioner")}
          value={practitioner}
          style={{ flex: 2 }}
        />
      </div>
      <div className={styles.row}>
        <DayField label="Day" toward="future" today={today} required {...at.field("day")} style={{ flex: 3 }} />
        <TimeField
          label="Time"
          required
          {...at.field("time")}
          name="starts_at"
          error={fault?.field === "starts_at" ? fault.message : undefined}
          style={{ flex: 2 }}
        />
        <NumberInput
          label="Minutes"
          min={1}
          max={720}
          step={5}
          allowDecimal={false}
          {...at.field("minutes")}
          value={minutes}
          onChange={(value) => where.set({ minutes: typeof value === "number" ? value : null })}
          style={{ width: 92 }}
        />
      </div>
      <FreeTimes
        practitioner={practitioner}
        minutes={minutes}
        from={where.value.day ?? today}
        chosen={where.value.day && where.value.time ? `${where.value.day}T${where.value.time}` : null}
        onPick={(starts_at) => where.set({ day: dayOf(starts_at), time: timeOf(starts_at) })}
      />
      <div className={styles.row}>
        <TextInput
          label="Reason"
          placeholder="In the patient's words"
          maxLength={200}
          {...fields.text("reason")}
          style={{ flex: 1 }}
        />
        <NativeSelect
          label="Room"
          data={[{ value: "", label: "None yet" }, ...rooms.map((r) => ({ value: r.id, label: r.name }))]}
          {...at.text("room")}
          w={150}
        />
      </div>
      <Textarea label="Comment for the desk" autosize minRows={1} maxRows={4} {...fields.text("comment")} />
    </FormShell>
  );
}
