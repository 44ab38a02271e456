import { Modal, Text, TextInput } from "@mantine/core";
import type { VitalReading } from "../api/bindings";
import { FormShell } from "../shared/FormShell";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";

/** Replaces a reading by the right one; the wrong one stays, marked. */
export function CorrectVitalDialog({
  patient,
  reading,
  onClose,
}: {
  patient: string;
  reading: VitalReading;
  onClose: () => void;
}) {
  const correcting = useChange("correct_vital", { faults: "here" });
  const typing = useDraft({ about: "correct_vital", subject: reading.id, patient }, { entry: "", reason: "" });
  const fields = useFields(typing, correcting.error);
  return (
    <Modal opened onClose={onClose} title={`Correct ${reading.display.toLowerCase()}`} size={440}>
      <Text mb="sm">
        Recorded: <b>{reading.us}</b> {reading.metric === reading.us ? "" : `(${reading.metric})`}
      </Text>
      <FormShell
        label="Correct the reading"
        submit="Save correction"
        typing={typing}
        fault={correcting.error}
        busy={correcting.isPending}
        onCancel={onClose}
        onSubmit={() =>
          correcting.mutate(
            { patient, id: reading.id, version: reading.version, ...typing.value },
            {
              onSuccess: () => {
                void typing.discard();
                toast("The reading is corrected.");
                onClose();
              },
            },
          )
        }
      >
        <TextInput label="Right value" required maxLength={40} data-autofocus {...fields.text("entry")} />
        <TextInput
          label="Why it was wrong"
          placeholder="Typing slip"
          required
          maxLength={200}
          {...fields.text("reason")}
        />
      </FormShell>
    </Modal>
  );
}

/** Withdraws readings that were wrong. */
export function WithdrawVitalsDialog({
  patient,
  readings,
  onClose,
}: {
  patient: string;
  readings: VitalReading[];
  onClose: () => void;
}) {
  const marking = useChange("mark_vitals_in_error", { faults: "here" });
  const typing = useDraft({ about: "withdraw_vitals", subject: readings[0]?.id, patient }, { reason: "" });
  const fields = useFields(typing, marking.error);
  return (
    <Modal opened onClose={onClose} title="Mark vitals as entered in error" size={440}>
      <FormShell
        label="Mark vitals as entered in error"
        submit="Mark in error"
        danger
        typing={typing}
        fault={marking.error}
        busy={marking.isPending}
        onCancel={onClose}
        onSubmit={() =>
          marking.mutate(
            { patient, readings: readings.map(({ id, version }) => ({ id, version })), ...typing.value },
            {
              onSuccess: () => {
                void typing.discard();
                toast("Marked as entered in error.");
                onClose();
              },
            },
          )
        }
      >
        <TextInput
          label="Why they were wrong"
          placeholder="Wrong patient"
          required
          maxLength={200}
          data-autofocus
          {...fields.text("reason")}
        />
      </FormShell>
    </Modal>
  );
}
