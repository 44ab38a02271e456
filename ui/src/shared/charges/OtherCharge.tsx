import { Modal, NumberInput, TextInput } from "@mantine/core";
import { FormShell } from "../FormShell";
import { MoneyField } from "../MoneyField";
import { useChange } from "../useChange";
import { useDraft } from "../useDraft";
import { useFields } from "../useFields";
import type { ChargedVisit } from "./AddCharge";
import { modifiersOf } from "./pointers";

/** A charge that is not in the fee schedule. */
export function OtherCharge({ visit, onClose }: { visit: ChargedVisit; onClose: () => void }) {
  const adding = useChange("add_charge", { faults: "here" });
  const typing = useDraft(
    { about: "other_charge", subject: visit.id, patient: visit.patient },
    {
      line: { code: "", description: "", modifiers: "", units: 1 as number | null, unit_cents: null as number | null },
    },
  );
  const fields = useFields(typing, adding.error);
  const { code, description, modifiers, units, unit_cents } = typing.value.line;
  const count = fields.field("line.units");

  function close() {
    void typing.discard();
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title="Add another code" size={460}>
      <FormShell
        label="Add another code"
        submit="Add line"
        typing={typing}
        fault={adding.error}
        busy={adding.isPending}
        onCancel={onClose}
        onSubmit={() =>
          adding.mutate(
            {
              visit: visit.id,
              patient: visit.patient,
              line: {
                code,
                description,
                modifiers: modifiersOf(modifiers),
                diagnoses: visit.diagnoses.slice(0, 1).map((one) => one.code),
                units,
                unit_cents,
              },
            },
            { onSuccess: close },
          )
        }
      >
        <TextInput label="Code" required maxLength={12} data-autofocus {...fields.text("line.code")} />
        <TextInput label="Description" required maxLength={200} {...fields.text("line.description")} />
        <TextInput label="Modifiers" placeholder="e.g. 25" maxLength={11} {...fields.text("line.modifiers")} />
        <NumberInput
          label="Units"
          hideControls
          allowDecimal={false}
          {...count}
          value={count.value ?? ""}
          onChange={(value) => count.onChange(value === "" ? null : Number(value))}
        />
        <MoneyField label="Price of one" required {...fields.field("line.unit_cents")} />
      </FormShell>
    </Modal>
  );
}
