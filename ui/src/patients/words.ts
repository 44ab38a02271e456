import type {
  AddressUse,
  Alike,
  BirthSex,
  ContactBy,
  NameUse,
  PatientAddress,
  Sex,
  SubscriberRelationship,
  TelecomKind,
} from "../api/bindings";

/** What the words of a patient's record are called on a page. Total over the door's words. */

export const sexWords: Record<Sex, string> = {
  female: "Female",
  male: "Male",
  other: "Other",
  declined: "Declined to say",
  unknown: "Unknown",
};

export const birthSexWords: Record<BirthSex, string> = {
  not_asked: "Not asked",
  F: "Female",
  M: "Male",
  OTH: "Other",
  ASKU: "Declined to say",
  UNK: "Unknown",
};

export const contactByWords: Record<ContactBy, string> = {
  not_asked: "Not asked",
  mobile: "Mobile phone",
  home: "Phone at home",
  work: "Phone at work",
  email: "Email",
  mail: "Letter",
  none: "No contact wanted",
};

export const telecomWords: Record<TelecomKind, string> = {
  mobile: "Mobile",
  home: "Home",
  work: "Work",
  other: "Other phone",
  fax: "Fax",
  email: "Email",
};

export const nameUseWords: Record<NameUse, string> = {
  old: "Former name",
  maiden: "Maiden name",
  nickname: "Nickname",
  anonymous: "Anonymous",
  temp: "Temporary",
};

export const addressUseWords: Record<AddressUse, string> = {
  home: "Home",
  work: "Work",
  temp: "Temporary",
  billing: "Bills",
  old: "Former",
};

export const subscriberWords: Record<SubscriberRelationship, string> = {
  self: "The patient is the subscriber",
  spouse: "Subscriber's spouse",
  child: "Subscriber's child",
  parent: "Subscriber's parent",
  common: "Subscriber's common-law spouse",
  injured: "Injured party",
  other: "Other",
  unknown: "Not known",
};

export const alikeWords: Record<Alike, string> = {
  same_name: "same name",
  similar_name: "similar name",
  same_birth_date: "same birth date",
  similar_birth_date: "similar birth date",
  same_phone: "same phone",
  same_number: "same number",
};

export const rankWords = (rank: number) => ["Primary", "Secondary", "Tertiary"][rank - 1] ?? `Policy ${rank}`;

/** The entries of a list as a native select takes them. */
export function options<K extends string>(words: Record<K, string>): { value: K; label: string }[] {
  return (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }));
}

/** An address in one line. */
export function addressLine(
  address: Pick<PatientAddress, "line1" | "line2" | "city" | "state" | "zip"> & { country?: string | null },
) {
  const place = [address.city, [address.state, address.zip].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return [address.line1, address.line2, place, address.country].filter(Boolean).join(", ");
}

/** What a merge counts, in words: `visit` as "visits". */
export function entryWords(kind: string, count: number): string {
  const names: Record<string, [string, string]> = {
    visit_diagnosis: ["visit diagnosis", "visit diagnoses"],
    no_known_allergies: ["“no known allergies”", "“no known allergies”"],
    allergy: ["allergy", "allergies"],
    insurance_policy: ["insurance policy", "insurance policies"],
    related_person: ["contact", "contacts"],
    note_addendum: ["addendum", "addenda"],
  };
  const plain = kind.replaceAll("_", " ");
  const [one, many] = names[kind] ?? [plain, `${plain}s`];
  return `${count} ${count === 1 ? one : many}`;
}
