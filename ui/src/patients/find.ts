import type { PatientRow } from "../api/bindings";
import { call } from "../api/call";
import { dayDigits } from "../shared/day";
import type { Found } from "../shared/found";

/** What tells a patient from another of the same name: birth date, age, phone, MRN. */
export function factsOf({ birth_date, age, phone, mrn, deceased }: PatientRow): string {
  const years = age === null ? "" : ` (${age} y)`;
  const born = birth_date ? `${dayDigits(birth_date)}${years}` : "birth date unknown";
  return [born, deceased ? "deceased" : null, phone, mrn].filter(Boolean).join(" · ");
}

/** Patients for Ctrl+K. */
export async function findPatients(typed: string): Promise<Found[]> {
  const found = await call("find_patients", { query: typed, limit: 8 });
  return found.map((row) => ({
    id: row.id,
    title: row.preferred_name ? `${row.name} (${row.preferred_name})` : row.name,
    detail: factsOf(row),
    to: `/patients/${row.id}`,
  }));
}
