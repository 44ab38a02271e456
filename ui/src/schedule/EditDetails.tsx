import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Appointment } from "../api/bindings";
import { Fault } from "../api/call";
import { FormShell } from "../shared/FormShell";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";
import { bookOver } from "./clashes";

/** Changes what an appointment is for, its room, reason and comment, where it stands. */
export function EditDetails({ appointment: a, onClose }: { appointment: Appointment; onClose: () => void }) {
  const types = useRecord("visit_types", {}).data ?? [];
  const rooms = useRecord("rooms", {}).data ?? [];
  const changing = useChange("change_appointment", { faults: "here" });
  const [fault, setFault] = useState<Fault | null>(null);
  const typing = useDraft(
    { about: "appointment", subject: a.id, patient: a.patient },
    {
      // What was read when editing began: a change made elsewhere meanwhile is refused, not overwritten.
      version: a.version,
      visit_type: (a.visit_type ?? "") as string,
      room: (a.room ?? "") as string,
      reason: a.reason ?? "",
      comment: a.comment ?? "",
    },
  );
  const fields = useFields(typing, fault);

  function close() {
    void typing.discard();
    onClose();
  }

  async function save() {
    const { version, visit_type, room, reason, comment } = typing.value;
    const { id, patient, practitioner, starts_at, minutes } = a;
    setFault(null);
    try {
      const done = await bookOver(
        { patient, practitioner, room: room || null, starts_at, minutes, appointment: id },
        (allow_overlap) =>
          changing.mutateAsync({
            id,
            version,
            patient,
            visit_type: visit_type || null,
            room: room || null,
            reason,
            comment,
            allow_overlap,
          }),
      );
      if (!done) return;
      toast("The appointment is changed.");
      close();
    } catch (reason) {
      setFault(Fault.of(reason));
    }
  }

  return (
    <FormShell
      label="Change the appointment"
      submit="Save"
      onSubmit={() => void save()}
      onCancel={onClose}
      typing={typing}
      fault={fault}
      busy={changing.isPending}
    >
      <NativeSelect
        label="Visit type"
        data={[
          ...(a.visit_type ? [] : [{ value: "", label: "Not given" }]),
          ...types.filter((t) => t.active || t.id === a.visit_type).map((t) => ({ value: t.id, label: t.name })),
        ]}
        {...fields.text("visit_type")}
      />
      <NativeSelect
        label="Room"
        data={[
          { value: "", label: "None" },
          ...rooms.filter((r) => r.active || r.id === a.room).map((r) => ({ value: r.id, label: r.name })),
        ]}
        {...fields.text("room")}
      />
      <TextInput label="Reason" maxLength={200} {...fields.text("reason")} />
      <Textarea label="Comment for the desk" autosize minRows={2} maxRows={6} {...fields.text("comment")} />
    </FormShell>
  );
}
