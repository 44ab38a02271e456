import { Modal, Text, TextInput } from "@mantine/core";
import type { ChartItem } from "../../api/bindings";
import { FormShell } from "../FormShell";
import { toast } from "../toast";
import { useChange } from "../useChange";
import { useDraft } from "../useDraft";
import { useFields } from "../useFields";

interface InErrorProps {
  patient: string;
  kind: ChartItem;
  item: { id: string; version: number; display: string };
  onClose: () => void;
}

/** Withdraws an entry that was wrong. It stays readable, crossed out, with the reason. */
export function InErrorDialog({ patient, kind, item, onClose }: InErrorProps) {
  const marking = useChange("mark_in_error", { faults: "here" });
  const typing = useDraft({ about: "in_error", subject: item.id, patient }, { reason: "" });
  const fields = useFields(typing, marking.error);
  return (
    <Modal opened onClose={onClose} title="Mark as entered in error" size={460}>
      <Text mb="sm">
        <b>{item.display}</b> no longer counts. It stays readable, crossed out, with your reason.
      </Text>
      <FormShell
        label="Mark as entered in error"
        submit="Mark in error"
        danger
        typing={typing}
        fault={marking.error}
        busy={marking.isPending}
        onCancel={onClose}
        onSubmit={() =>
          marking.mutate(
            { patient, kind, id: item.id, version: item.version, reason: typing.value.reason },
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
          label="Why it was wrong"
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
