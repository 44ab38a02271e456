import { useQueries } from "@tanstack/react-query";
import type { ValueSet } from "../api/bindings";
import { record, useRecord } from "../shared/useRecord";
import type { Naming } from "./differences";

const sets: ValueSet[] = [
  "race",
  "race_detail",
  "ethnicity",
  "ethnicity_detail",
  "language",
  "gender_identity",
  "sexual_orientation",
  "pronouns",
  "marital_status",
  "relationship",
];

/** What the codes of a patient's record are called. */
export function useNaming(): Naming {
  const lists = useQueries({ queries: sets.map((set) => ({ ...record("choices", { set }), staleTime: Infinity })) });
  const labels = new Map(lists.flatMap(({ data }) => (data ?? []).map(({ code, label }) => [code, label] as const)));
  labels.set("ASKU", "Declined to say").set("UNK", "Unknown").set("OTH", "Something else");
  return (code) => labels.get(code) ?? code;
}

/** What the practitioners are called. */
export function usePractitionerNames(): Naming {
  const all = useRecord("practitioners", { all: true }).data ?? [];
  return (id) => all.find((one) => one.id === id)?.display_name ?? "";
}
