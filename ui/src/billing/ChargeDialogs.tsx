import { Modal, Text, TextInput } from "@mantine/core";
import type { Charge, Id } from "../api/bindings";
import { FormShell } from "../shared/FormShell";
import { MoneyField } from "../shared/MoneyField";
import { moneyWords } from "../shared/money";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";

interface ChargeDialogProps {
  patient: Id<"Patient">;
  charge: Charge;
  onClose: () => void;
}

const named = ({ code, description, cents }: Charge) => `${code} ${description}, ${moneyWords(cents)}.`;

/** Forgives part of a charge: a courtesy, or what a patient cannot pay. */
export function DiscountDialog({ patient, charge, onClose }: ChargeDialogProps) {
  const adjusting = useChange("adjust_charge", { faults: "here" });
  const typing = useDraft(
    { about: "discount", subject: charge.id, patient },
    { cents: null as number | null, reason: "" },
  );
  const fields = useFields(typing, adjusting.error);

  function save() {
    const { cents, reason } = typing.value;
    if (cents === null) return;
    adjusting.mutate(
      { charge: charge.id, patient, cents, reason },
      {
        onSuccess: () => {
          void typing.discard();
          toast(`${moneyWords(cents)} less is owed for ${charge.code}.`);
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title="Give a discount" size={460}>
      <Text mb="sm">
        {named(charge)} {moneyWords(charge.open)} of it is open.
      </Text>
      <FormShell
        label="Give a discount"
        submit="Give discount"
        onSubmit={save}
        onCancel={onClose}
        typing={typing}
        fault={adjusting.error}
        busy={adjusting.isPending}
      >
        <MoneyField label="Amount forgiven" required data-autofocus {...fields.field("cents")} />
        <TextInput label="Reason" required maxLength={200} {...fields.text("reason")} />
      </FormShell>
    </Modal>
  );
}

/** Takes a charge of a bill back by its opposite; what was paid for it is credit again. */
export function TakeBackDialog({ patient, charge, onClose }: ChargeDialogProps) {
  const takingBack = useChange("take_back_charge", { faults: "here" });
  const typing = useDraft({ about: "take_back_charge", subject: charge.id, patient }, { reason: "" });
  const fields = useFields(typing, takingBack.error);

  function save() {
    takingBack.mutate(
      { id: charge.id, version: charge.version, patient, reason: typing.value.reason },
      {
        onSuccess: () => {
          void typing.discard();
          toast(`${charge.code} is taken back.`);
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title="Take a charge back" size={460}>
      <Text mb="sm">{named(charge)} Both lines stay on the bill; what was paid for it becomes credit.</Text>
      <FormShell
        label="Take a charge back"
        submit="Take back"
        danger
        onSubmit={save}
        onCancel={onClose}
        typing={typing}
        fault={takingBack.error}
        busy={takingBack.isPending}
      >
        <TextInput label="Reason" required maxLength={200} data-autofocus {...fields.text("reason")} />
      </FormShell>
    </Modal>
  );
}
