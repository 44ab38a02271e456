import type {
  AllergyCategory,
  AllergyKind,
  AllergyStatus,
  AllergyVerification,
  BloodPressureCategory,
  Criticality,
  MedicationStatus,
  ProblemStatus,
  ProblemVerification,
  ResultStatus,
  Severity,
  VisitStatus,
  VitalFlag,
} from "../../api/bindings";

/** What the words of the chart are called on a page. Total over the door's words: a new one does not compile without its name. */

export const visitStatusWords: Record<VisitStatus, string> = {
  planned: "Planned",
  in_progress: "In progress",
  signed: "Signed",
  finished: "Finished elsewhere",
  entered_in_error: "Entered in error",
};

export const problemStatusWords: Record<ProblemStatus, string> = {
  active: "Active",
  recurrence: "Recurrence",
  relapse: "Relapse",
  inactive: "Inactive",
  remission: "In remission",
  resolved: "Resolved",
  unknown: "Unknown",
};

export const problemVerificationWords: Record<Exclude<ProblemVerification, "entered_in_error">, string> = {
  confirmed: "Confirmed",
  provisional: "Provisional",
  differential: "Differential",
  unconfirmed: "Unconfirmed",
  refuted: "Refuted",
  unknown: "Unknown",
};

export const severityWords: Record<Severity, string> = {
  unknown: "Not said",
  mild: "Mild",
  moderate: "Moderate",
  severe: "Severe",
};

export const allergyCategoryWords: Record<AllergyCategory, string> = {
  medication: "Medication",
  food: "Food",
  environment: "Environment",
  biologic: "Biologic",
  unknown: "Not said",
};

export const allergyKindWords: Record<AllergyKind, string> = {
  allergy: "Allergy",
  intolerance: "Intolerance",
  unknown: "Not said",
};

export const allergyStatusWords: Record<AllergyStatus, string> = {
  active: "Active",
  inactive: "Inactive",
  resolved: "Resolved",
  unknown: "Unknown",
};

export const allergyVerificationWords: Record<Exclude<AllergyVerification, "entered_in_error">, string> = {
  confirmed: "Confirmed",
  unconfirmed: "Unconfirmed",
  refuted: "Refuted",
  unknown: "Unknown",
};

export const criticalityWords: Record<Criticality, string> = {
  unknown: "Not assessed",
  low: "Low risk",
  high: "High risk",
};

export const medicationStatusWords: Record<MedicationStatus, string> = {
  active: "Taken",
  on_hold: "On hold",
  completed: "Completed",
  stopped: "Stopped",
  cancelled: "Cancelled",
  unknown: "Unknown",
  entered_in_error: "Entered in error",
};

export const flagWords: Record<VitalFlag, string> = { low: "Low", usual: "", high: "High", no_range: "" };

export const pressureWords: Record<BloodPressureCategory, string> = {
  low: "Low",
  normal: "Normal",
  elevated: "Elevated",
  stage1: "High, stage 1",
  stage2: "High, stage 2",
  crisis: "Crisis: act now",
};

export const resultStatusWords: Record<ResultStatus, string> = {
  registered: "Not in yet",
  preliminary: "Preliminary",
  final: "",
  amended: "Amended",
  unknown: "",
  entered_in_error: "Entered in error",
};

/** Choices of a select out of a table of words. */
export function choices<K extends string>(words: Record<K, string>): { value: K; label: string }[] {
  return (Object.keys(words) as K[]).map((value) => ({ value, label: words[value] }));
}
