import type { PatientDetails } from "../api/bindings";
import { dayDigits } from "../shared/day";
import type { DetailsTyping } from "./form";
import {
  addressLine,
  addressUseWords,
  birthSexWords,
  contactByWords,
  nameUseWords,
  sexWords,
  telecomWords,
} from "./words";

/** What a code is called; the code itself while the lists are on their way. */
export type Naming = (code: string) => string;

/** One line of a patient's details, in words. */
export interface DetailLine {
  label: string;
  words: string;
}

/** A patient's details as lines to read and to compare. Empty words: nothing is recorded. */
export function linesOf(details: DetailsTyping | PatientDetails, naming: Naming, practitioner: Naming): DetailLine[] {
  const said = (answers: PatientDetails["race"]) =>
    answers.map(({ code, text }) => (text ? `${naming(code)}: ${text}` : naming(code))).join(", ");
  const day = (on: string | null) => (on ? dayDigits(on) : "");
  const names = details.other_names
    .filter((n) => n.given || n.family)
    .map((n) => `${[n.given, n.family].filter(Boolean).join(" ")} (${nameUseWords[n.use].toLowerCase()})`);
  return [
    {
      label: "Legal name",
      words: [details.prefix, details.given, details.middle, details.family, details.suffix].filter(Boolean).join(" "),
    },
    { label: "Goes by", words: details.preferred_name ?? "" },
    { label: "Other names", words: names.join("; ") },
    { label: "Birth date", words: day(details.birth_date) },
    { label: "Sex", words: details.sex ? sexWords[details.sex] : "" },
    {
      label: "Phones and email",
      words: details.telecoms
        .filter((t) => t.value.trim())
        .map((t) => `${t.value} (${telecomWords[t.kind].toLowerCase()})`)
        .join("; "),
    },
    {
      label: "Wants to be reached by",
      words: details.contact_by === "not_asked" ? "" : contactByWords[details.contact_by],
    },
    {
      label: "Addresses",
      words: details.addresses
        .filter(addressLine)
        .map((a) => `${addressLine(a)} (${addressUseWords[a.use].toLowerCase()})`)
        .join("; "),
    },
    {
      label: "Sex on the birth certificate",
      words: details.birth_sex === "not_asked" ? "" : birthSexWords[details.birth_sex],
    },
    { label: "Gender identity", words: said(details.gender_identity) },
    { label: "Pronouns", words: said(details.pronouns) },
    { label: "Sexual orientation", words: said(details.sexual_orientation) },
    { label: "Race", words: said(details.race) },
    { label: "Ethnicity", words: said(details.ethnicity) },
    { label: "Preferred language", words: said(details.language) },
    { label: "Marital status", words: said(details.marital_status) },
    { label: "Primary care", words: details.practitioner ? practitioner(details.practitioner) : "" },
    { label: "Numbers elsewhere", words: details.identifiers.map((i) => `${i.value} (${i.kind})`).join("; ") },
    { label: "Died", words: details.deceased ? day(details.deceased_on) || "Yes, day unknown" : "" },
    { label: "Comes to this practice", words: details.active ? "Yes" : "No" },
  ];
}

/** The lines in which two records of details differ. */
export function differing(mine: DetailLine[], theirs: DetailLine[]) {
  return mine.flatMap(({ label, words }, at) => {
    const other = theirs[at]?.words ?? "";
    return words === other ? [] : [{ label, mine: words || "(empty)", theirs: other || "(empty)" }];
  });
}
