import { Modal, NativeSelect, TextInput } from "@mantine/core";
import type { Visit, VisitClass } from "../api/bindings";
import { choices } from "../shared/clinical/words";
import { FormShell } from "../shared/FormShell";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";

const classWords: Record<VisitClass, string> = {
  ambulatory: "In the practice",
  virtual: "By video or telephone",
  home: "At the patient's home",
  emergency: "Emergency",
  inpatient: "In hospital",
  other: "Elsewhere",
};

/** CMS place-of-service codes a small practice uses. */
const places: Record<string, string> = {
  "11": "11 Office",
  "02": "02 Telehealth, not at home",
  "10": "10 Telehealth, at home",
  "12": "12 Home",
  "13": "13 Assisted living",
  "20": "20 Urgent care",
  "21": "21 Inpatient hospital",
  "22": "22 Outpatient hospital",
  "23": "23 Emergency room",
  "31": "31 Skilled nursing facility",
  "32": "32 Nursing facility",
};

/** Changes who sees the patient, what the visit is called, and where it is. */
export function VisitDetails({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const practitioners = useRecord("practitioners", { all: false });
  const changing = useChange("change_visit", { faults: "here" });
  const typing = useDraft(
    { about: "visit_details", subject: visit.id, patient: visit.patient },
    {
      version: visit.version,
      practitioner: (visit.practitioner ?? "") as string,
      visit_type: visit.visit_type ?? "",
      class: visit.class,
      place_of_service: visit.place_of_service,
    },
  );
  const fields = useFields(typing, changing.error);
  const known = Object.entries(places).map(([value, label]) => ({ value, label }));

  function close() {
    void typing.discard();
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title="Change the visit" size={460}>
      <FormShell
        label="Change the visit"
        submit="Save details"
        typing={typing}
        fault={changing.error}
        busy={changing.isPending}
        onCancel={onClose}
        onSubmit={() =>
          changing.mutate(
            {
              patient: visit.patient,
              visit: visit.id,
              reason: visit.reason,
              started_at: visit.started_at,
              ...typing.value,
            },
            { onSuccess: close },
          )
        }
      >
        <NativeSelect
          label="Provider"
          data-autofocus
          data={[
            ...(visit.practitioner ? [] : [{ value: "", label: "Choose" }]),
            ...(practitioners.data ?? []).map((one) => ({ value: one.id as string, label: one.display_name })),
          ]}
          {...fields.text("practitioner")}
        />
        <TextInput label="Visit type" maxLength={100} {...fields.text("visit_type")} />
        <NativeSelect label="Where" data={choices(classWords)} {...fields.text("class")} />
        <NativeSelect
          label="Place of service"
          data={
            places[visit.place_of_service]
              ? known
              : [...known, { value: visit.place_of_service, label: visit.place_of_service }]
          }
          {...fields.text("place_of_service")}
        />
      </FormShell>
    </Modal>
  );
}
