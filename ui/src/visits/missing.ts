import type { AllergyAnswer, NoteSections, VisitDiagnosis } from "../api/bindings";

/** What a visit holds just before it is signed. Null: not known yet, or not for this user. */
export interface BeforeSigning {
  typed: NoteSections;
  reason: string | null;
  vitals: number;
  diagnoses: readonly Pick<VisitDiagnosis, "code" | "billable">[];
  charges: number | null;
  allergies: AllergyAnswer | null;
}

/** What a careful reader would miss, the weightiest first. Only the note and headings keep a visit from being signed. */
export function missingAt({ typed, reason, vitals, diagnoses, charges, allergies }: BeforeSigning): string[] {
  const parts = { subjective: "subjective", objective: "objective", assessment: "assessment", plan: "plan" } as const;
  const empty = (Object.keys(parts) as (keyof typeof parts)[]).filter((part) => !typed[part].trim());
  const heading = diagnoses.find((one) => !one.billable);
  return [
    empty.length === 4 ? "The note is empty." : empty.length > 0 ? `The note has no ${listed(empty)}.` : "",
    diagnoses.length === 0 ? "No diagnosis." : "",
    heading ? `${heading.code} is only a heading; choose a code below it.` : "",
    charges === 0 ? "No charges." : "",
    reason ? "" : "No reason for the visit.",
    vitals === 0 ? "No vitals." : "",
    allergies === "not_asked" ? "Allergies were not asked." : "",
  ].filter(Boolean);
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
