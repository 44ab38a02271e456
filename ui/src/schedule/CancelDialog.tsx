import { Modal, NativeSelect, Text, TextInput } from "@mantine/core";
import type { Appointment, CancelReason } from "../api/bindings";
import { dayWords } from "../shared/day";
import { FormShell } from "../shared/FormShell";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { cancelWords, dayOf, spanWords } from "./words";

/** Calls an appointment off, with the reason. */
export function CancelDialog({ appointment, onClose }: { appointment: Appointment; onClose: () => void }) {
  const cancelling = useChange("cancel_appointment", { faults: "here" });
  const here = appointment.status !== "booked";
  const typing = useDraft(
    { about: "cancel_appointment", subject: appointment.id, patient: appointment.patient },
    { reason: (here ? "left_unseen" : "patient") as CancelReason, note: "" },
  );
  const fields = useFields(typing, cancelling.error);
  const reasons = (Object.keys(cancelWords) as CancelReason[]).filter((r) => here || r !== "left_unseen");

  function save() {
    const { id, version, patient } = appointment;
    cancelling.mutate(
      { id, version, patient, ...typing.value },
      {
        onSuccess: () => {
          void typing.discard();
          toast(`${appointment.patient_name}: cancelled.`);
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title={`Cancel the appointment of ${appointment.patient_name}?`} size={460}>
      <Text mb="sm">
        {appointment.visit_type_name ?? "Appointment"} with {appointment.practitioner_name},{" "}
        {dayWords(dayOf(appointment.starts_at), true)}, {spanWords(appointment)}. It can be undone.
      </Text>
      <FormShell
        label="Cancel the appointment"
        submit="Cancel appointment"
        danger
        onSubmit={save}
        typing={typing}
        fault={cancelling.error}
        busy={cancelling.isPending}
      >
        <NativeSelect
          label="Why"
          data-autofocus
          data={reasons.map((value) => ({ value, label: cancelWords[value] }))}
          {...fields.text("reason")}
        />
        <TextInput
          label="More words"
          required={typing.value.reason === "other"}
          maxLength={200}
          {...fields.text("note")}
        />
      </FormShell>
    </Modal>
  );
}
