import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { AllergyList, PatientBanner as Head } from "../../api/bindings";
import { FaultNotice } from "../Notice";
import { PatientBanner } from "../PatientBanner";
import { useRecord } from "../useRecord";
import { sexWords } from "./words";

/** The banner of a patient on a page outside the patient's own tabs. `children` stand at its far right. */
export function PatientHead({ patient, children }: { patient: string; children?: ReactNode }) {
  const head = useRecord("patient_banner", { patient });
  const allergies = useRecord("list_allergies", { patient, all: false });
  const photo = useRecord("patient_photo", { patient }, { enabled: Boolean(head.data?.photo) });
  const fault = head.error ?? allergies.error;
  if (fault) {
    return (
      <FaultNotice
        fault={fault}
        actions={
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              void head.refetch();
              void allergies.refetch();
            }}
          >
            Try again
          </Button>
        }
      />
    );
  }
  // Its height is kept, so that nothing below jumps when the name arrives.
  if (!head.data || !allergies.data) return <div style={{ height: 57 }} />;
  const image = photo.data ? `data:${photo.data.media_type};base64,${photo.data.image_base64}` : null;
  return (
    <PatientBanner patient={{ ...named(head.data), photo: image, allergies: shown(allergies.data) }}>
      {children}
    </PatientBanner>
  );
}

function named({ name, preferred_name, birth_date, sex, pronouns, mrn, deceased, deceased_on }: Head) {
  return { name, preferred_name, birth_date, sex: sexWords[sex], pronouns, mrn, deceased, deceased_on };
}

/** The allergies as the banner shows them: only those that still count. */
export function shown({ answer, allergies }: Pick<AllergyList, "answer" | "allergies">) {
  const counting = allergies.filter((a) => a.clinical_status === "active" && a.verification_status !== "refuted");
  if (counting.length > 0) {
    return counting.map((a) => ({ substance: a.display, severe: a.severity === "severe" || a.criticality === "high" }));
  }
  // One that is over or refuted was asked about: it is neither "none known" nor "not asked".
  return answer === "not_asked" ? "unknown" : answer === "none_known" ? "none" : [];
}
