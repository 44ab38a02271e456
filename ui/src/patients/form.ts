import type {
  Id,
  NewPolicy,
  NewRelatedPerson,
  OtherName,
  PatientAddress,
  PatientDetails,
  Sex,
  Telecom,
} from "../api/bindings";
import type { InputOf } from "../api/call";

/** A patient's details while they are typed: the sex may still be unchosen. */
export interface DetailsTyping extends Omit<PatientDetails, "sex"> {
  sex: Sex | "";
}

export const noDetails: DetailsTyping = {
  family: "",
  given: null,
  middle: null,
  prefix: null,
  suffix: null,
  preferred_name: null,
  other_names: [],
  birth_date: null,
  sex: "",
  birth_sex: "not_asked",
  race: [],
  ethnicity: [],
  language: [],
  gender_identity: [],
  sexual_orientation: [],
  pronouns: [],
  marital_status: [],
  addresses: [],
  telecoms: [],
  contact_by: "not_asked",
  identifiers: [],
  practitioner: null,
  deceased: false,
  deceased_on: null,
  active: true,
};

export const newTelecom = (): Telecom => ({ kind: "mobile", value: "" });

export const newAddress = (): PatientAddress => ({
  use: "home",
  line1: null,
  line2: null,
  city: null,
  state: null,
  zip: null,
  country: null,
  starts_on: null,
  ends_on: null,
});

export const newName = (): OtherName => ({
  use: "old",
  family: null,
  given: null,
  middle: null,
  prefix: null,
  suffix: null,
  starts_on: null,
  ends_on: null,
});

export const newContact = (): NewRelatedPerson => ({
  name: "",
  relationship: "",
  phone: null,
  email: null,
  address: { line1: null, line2: null, city: null, state: null, zip: null },
  birth_date: null,
  emergency_contact: true,
  guarantor: false,
});

export const newPolicy = (rank: number): NewPolicy => ({
  rank,
  payer_name: "",
  payer_id: null,
  plan_name: null,
  member_id: null,
  group_number: null,
  subscriber_relationship: "self",
  subscriber_name: null,
  subscriber_birth_date: null,
  copay: null,
  effective_on: null,
  terminated_on: null,
});

/** The details as the door takes them: rows left wholly empty are no rows. */
export function filled(typed: DetailsTyping): InputOf<"register_patient">["details"] {
  return {
    ...typed,
    sex: typed.sex || "unknown",
    practitioner: (typed.practitioner || null) as Id<"Practitioner"> | null,
    telecoms: typed.telecoms.filter((t) => t.value.trim()),
    addresses: typed.addresses.filter((a) => [a.line1, a.line2, a.city, a.state, a.zip].some((part) => part?.trim())),
    other_names: typed.other_names.filter((n) => n.family?.trim() || n.given?.trim()),
    deceased_on: typed.deceased ? typed.deceased_on : null,
  };
}
