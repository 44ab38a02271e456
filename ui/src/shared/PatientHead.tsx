import type { ReactNode } from "react";
import type { Id } from "../api/bindings";
import { PatientBanner } from "./PatientBanner";
import { useMay } from "./session";
import { useRecord } from "./useRecord";

const sexWords = { female: "Female", male: "Male", other: "Other", declined: "Declined", unknown: "Unknown" } as const;

/** The banner of the patient a page is about, read from the record. `children` stand at its far right. */
export function PatientHead({ patient, children }: { patient: Id<"Patient">; children?: ReactNode }) {
  const may = useMay();
  const banner = useRecord("patient_banner", { patient });
  const photo = useRecord("patient_photo", { patient }, { enabled: Boolean(banner.data?.photo) });
  const chart = may("SeeChart");
  const list = useRecord("list_allergies", { patient, all: false }, { enabled: chart });
  if (!banner.data) return null;
  const allergies =
    list.data?.answer === "recorded"
      ? list.data.allergies.map((a) => ({
          substance: a.display,
          severe: a.severity === "severe" || a.criticality === "high",
        }))
      : list.data?.answer === "none_known"
        ? "none"
        : chart && list.data
          ? "unknown"
          : null;
  return (
    <PatientBanner
      patient={{
        ...banner.data,
        sex: sexWords[banner.data.sex],
        photo: photo.data ? `data:${photo.data.media_type};base64,${photo.data.image_base64}` : null,
        allergies,
      }}
    >
      {children}
    </PatientBanner>
  );
}
