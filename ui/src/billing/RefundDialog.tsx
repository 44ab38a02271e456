import { Checkbox, Modal, NativeSelect, Text, TextInput } from "@mantine/core";
import type { Payment } from "../api/bindings";
import { dayWords } from "../shared/day";
import { FormShell } from "../shared/FormShell";
import { MoneyField } from "../shared/MoneyField";
import { moneyWords } from "../shared/money";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { methods, methodWords, referenceLabel } from "./words";

/** Gives a payment back, whole or in part, or voids one that never came in. */
export function RefundDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const refunding = useChange("refund_payment", { faults: "here" });
  const left = payment.cents - payment.taken_back;
  const typing = useDraft(
    { about: "refund", subject: payment.id, patient: payment.patient },
    {
      void: false,
      // No amount of one's own: what is left of it, also when that has changed since.
      cents: undefined as number | null | undefined,
      method: payment.method === "unknown" ? ("check" as const) : payment.method,
      reference: "",
      reason: "",
    },
  );
  const fields = useFields(typing, refunding.error);
  const value = typing.value;
  const { cents = left } = value;

  function save() {
    refunding.mutate(
      {
        payment: payment.id,
        patient: payment.patient,
        void: value.void,
        cents: value.void ? null : cents,
        method: value.void ? null : value.method,
        reference: value.reference || null,
        reason: value.reason,
      },
      {
        onSuccess: (back) => {
          void typing.discard();
          toast(`${moneyWords(-back.cents)} ${value.void ? "voided" : "given back"}, receipt ${back.receipt}.`);
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title={`Give back receipt ${payment.receipt}`} size={460}>
      <Text mb="sm">
        {moneyWords(payment.cents)} by {methodWords[payment.method].toLowerCase()} on {dayWords(payment.received_on)}.{" "}
        {payment.taken_back > 0 ? `${moneyWords(left)} of it is left.` : ""} What it paid for will be open again.
      </Text>
      <FormShell
        label="Give a payment back"
        submit={value.void ? "Void payment" : "Refund"}
        danger
        onSubmit={save}
        onCancel={onClose}
        typing={typing}
        fault={refunding.error}
        busy={refunding.isPending}
      >
        <Checkbox label="Typed by mistake: the money never came in" {...fields.checked("void")} />
        {value.void ? null : (
          <>
            <MoneyField label="Amount" required data-autofocus {...fields.field("cents")} value={cents} />
            <NativeSelect
              label="Given back by"
              data={methods.map((method) => ({ value: method, label: methodWords[method] }))}
              {...fields.text("method")}
            />
            <TextInput
              label={referenceLabel(value.method)}
              required={value.method === "check"}
              maxLength={100}
              {...fields.text("reference")}
            />
          </>
        )}
        <TextInput label="Reason" required maxLength={200} {...fields.text("reason")} />
      </FormShell>
    </Modal>
  );
}
