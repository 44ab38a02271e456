import { NativeSelect, TextInput } from "@mantine/core";
import type { Id, Payment, PaymentMethod } from "../api/bindings";
import { FormShell } from "../shared/FormShell";
import { MoneyField } from "../shared/MoneyField";
import { moneyWords } from "../shared/money";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { methods, methodWords, referenceLabel } from "./words";

interface TakePaymentProps {
  patient: Id<"Patient">;
  visit: Id<"Visit"> | null;
  /** What is proposed: what is owed. */
  owed: number;
  onTaken: (payment: Payment) => void;
}

/** Takes a payment: what is owed is already filled in. */
export function TakePayment({ patient, visit, owed, onTaken }: TakePaymentProps) {
  const taking = useChange("take_payment", { faults: "here" });
  const typing = useDraft(
    { about: "payment", subject: visit ?? patient, patient },
    // No amount of one's own: what is owed, also when that has changed since.
    { cents: undefined as number | null | undefined, method: "card" as PaymentMethod, reference: "" },
  );
  const fields = useFields(typing, taking.error);
  const { method, reference } = typing.value;
  const { cents = owed > 0 ? owed : null } = typing.value;

  async function save() {
    if (cents === null) return;
    // Awaited: `mutate` tells nothing to a form that is gone by then, and its draft would come back to be taken again.
    const payment = await taking
      .mutateAsync({ patient, visit, method, reference: reference || null, cents, received_on: null })
      .catch(() => null);
    if (!payment) return;
    // Empty at once: a second click must not take it again before what is owed now is known.
    typing.reset({ cents: null, method, reference: "" });
    void typing.discard();
    toast(`${moneyWords(payment.cents)} taken, receipt ${payment.receipt}.`);
    onTaken(payment);
  }

  return (
    <FormShell
      label="Take a payment"
      submit="Take payment"
      onSubmit={() => void save()}
      typing={typing}
      fault={taking.error}
      busy={taking.isPending}
    >
      <MoneyField label="Amount" required {...fields.field("cents")} value={cents} />
      <NativeSelect
        label="Method"
        data={methods.map((value) => ({ value, label: methodWords[value] }))}
        {...fields.text("method")}
      />
      <TextInput
        label={referenceLabel(method)}
        required={method === "check"}
        maxLength={100}
        {...fields.text("reference")}
      />
    </FormShell>
  );
}
