import { Modal, NativeSelect, TextInput } from "@mantine/core";
import { FormShell } from "../shared/FormShell";
import { useGo } from "../shared/go";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";

/** Begins a visit without an appointment. */
export function StartVisit({ patient, onClose }: { patient: string; onClose: () => void }) {
  const go = useGo();
  const practitioners = useRecord("practitioners", { all: false });
  const types = useRecord("visit_types", {});
  const starting = useChange("start_visit", { faults: "here" });
  const typing = useDraft(
    { about: "start_visit", subject: patient, patient },
    { practitioner: "", visit_type: "", reason: "" },
  );
  const fields = useFields(typing, starting.error);
  const { practitioner, visit_type, reason } = typing.value;

  return (
    <Modal opened onClose={onClose} title="Start a visit" size={460}>
      <FormShell
        label="Start a visit"
        submit="Start"
        typing={typing}
        fault={starting.error}
        busy={starting.isPending}
        onCancel={onClose}
        onSubmit={() =>
          starting.mutate(
            { patient, practitioner: practitioner || null, visit_type: visit_type || null, reason },
            {
              onSuccess: (visit) => {
                void typing.discard();
                go(`/visits/${visit.id}`);
              },
            },
          )
        }
      >
        <TextInput
          label="Reason"
          placeholder="Why the patient came"
          maxLength={200}
          data-autofocus
          {...fields.text("reason")}
        />
        <NativeSelect
          label="Visit type"
          data={[
            { value: "", label: "Not said" },
            ...(types.data ?? []).filter((type) => type.active).map((type) => type.name),
          ]}
          {...fields.text("visit_type")}
        />
        <NativeSelect
          label="Provider"
          data={[
            { value: "", label: "Me" },
            ...(practitioners.data ?? []).map((one) => ({ value: one.id as string, label: one.display_name })),
          ]}
          {...fields.text("practitioner")}
        />
      </FormShell>
    </Modal>
  );
}
