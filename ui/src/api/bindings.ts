// Made from src-tauri/records/src/commands.rs by `make bindings`. Do not edit.

/** The id of one record of a kind. */
export type Id<Kind extends string> = string & { readonly __kind?: Kind };
/** A moment, RFC 3339 in UTC. */
export type Instant = string;
/** A calendar day, YYYY-MM-DD. */
export type Day = string;
/** Local wall time, YYYY-MM-DDTHH:MM. */
export type WallTime = string;
/** An IANA time zone. */
export type Zone = string;

/**
 * A patient's account.
 */
export type Account = { 
/**
 * What is owed now; negative: the practice owes.
 */
balance: Cents, 
/**
 * What of the payments covers no charge.
 */
unapplied: Cents, 
/**
 * Every line, oldest first.
 */
lines: Array<AccountLine>, 
/**
 * The payments, for giving one back.
 */
payments: Array<Payment>, };
/**
 * One line of the account.
 */
export type AccountLine = { 
/**
 * The day it counts for.
 */
on: Day, 
/**
 * What it is.
 */
kind: AccountLineKind, 
/**
 * Code and words of a charge; receipt and method of a payment; reason of an adjustment.
 */
text: string, 
/**
 * The visit it belongs to.
 */
visit: Id<"Visit"> | null, 
/**
 * The payment, where it is one.
 */
payment: Id<"Payment"> | null, 
/**
 * The charge, where it is one.
 */
charge: Id<"Charge"> | null, 
/**
 * Positive: more is owed.
 */
cents: Cents, 
/**
 * What is owed after it.
 */
balance: Cents, };
/**
 * What moved the balance.
 */
export type AccountLineKind = "charge" | "reversal" | "payment" | "refund" | "void" | "adjustment";
/**
 * Whose account.
 */
export type AccountOf = { 
/**
 * The patient.
 */
patient: Id<"Patient">, };
/**
 * What to add to a signed note.
 */
export type AddAddendum = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Of which visit.
 */
visit: Id<"Visit">, 
/**
 * Its text.
 */
body: string, };
/**
 * An allergy to add.
 */
export type AddAllergy = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * At which visit.
 */
visit: Id<"Visit"> | null, 
/**
 * The substance or drug class.
 */
display: string, 
/**
 * Whose code.
 */
code_system: SubstanceSystem | null, 
/**
 * The substance's code.
 */
code: string | null, 
/**
 * What kind of substance.
 */
category: AllergyCategory, 
/**
 * What kind of reaction; otherwise an allergy.
 */
kind: AllergyKind | null, 
/**
 * How sure it is; otherwise unconfirmed.
 */
verification_status: AllergyVerification | null, 
/**
 * How dangerous the next exposure may be.
 */
criticality: Criticality | null, 
/**
 * How bad it was.
 */
severity: Severity | null, 
/**
 * What happened.
 */
reactions: Array<AllergyReaction>, 
/**
 * Since when it is known.
 */
onset_on: Day | null, 
/**
 * A word on it.
 */
comment: string | null, };
/**
 * A line to add.
 */
export type AddCharge = { 
/**
 * The visit.
 */
visit: Id<"Visit">, 
/**
 * The patient the page was opened for.
 */
patient: Id<"Patient">, 
/**
 * The line.
 */
line: ChargeLine, };
/**
 * A person to add to a patient.
 */
export type AddContact = { 
/**
 * The patient.
 */
patient: Id<"Patient">, 
/**
 * The person.
 */
contact: NewRelatedPerson, };
/**
 * A shot to record.
 */
export type AddImmunization = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * At which visit.
 */
visit: Id<"Visit"> | null, 
/**
 * CDC's code of the vaccine.
 */
cvx: string, 
/**
 * Given here, or known from elsewhere.
 */
origin: ImmunizationOrigin, 
/**
 * Set when it was not given: why, such as `Parent declined`.
 */
not_done_reason: string | null, 
/**
 * The day; otherwise today.
 */
given_on: Day | null, 
/**
 * Who gave it.
 */
practitioner: Id<"Practitioner"> | null, 
/**
 * Lot number; needed for one given here.
 */
lot: string | null, 
/**
 * Last day the lot may be given.
 */
expires_on: Day | null, 
/**
 * CDC's code of the maker.
 */
mvx: string | null, 
/**
 * Where on the body.
 */
site: string | null, 
/**
 * How, such as intramuscular.
 */
route: string | null, 
/**
 * Which of its series, 1 to 20.
 */
dose_number: number | null, 
/**
 * How much.
 */
dose_amount: number | null, 
/**
 * Of what, such as `mL`.
 */
dose_unit: string | null, };
/**
 * A medication to add.
 */
export type AddMedication = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * At which visit.
 */
visit: Id<"Visit"> | null, 
/**
 * Prescribed here, or told by the patient.
 */
origin: MedicationOrigin, 
/**
 * Who prescribes it; otherwise the signed-in practitioner, otherwise the visit's.
 */
prescriber: Id<"Practitioner"> | null, 
/**
 * What it is and how it is taken.
 */
details: MedicationDetails, };
/**
 * A policy to add to a patient.
 */
export type AddPolicy = { 
/**
 * The patient.
 */
patient: Id<"Patient">, 
/**
 * What the card says.
 */
policy: NewPolicy, };
/**
 * A practitioner to add, who does not sign in.
 */
export type AddPractitioner = { 
/**
 * The name shown.
 */
display_name: string, 
/**
 * MD, NP, PA-C.
 */
credential: string | null, 
/**
 * Individual NPI.
 */
npi: string | null, 
/**
 * NUCC taxonomy code.
 */
taxonomy: string | null, 
/**
 * Whether they have a column on the schedule.
 */
sees_patients: boolean, };
/**
 * A problem to add.
 */
export type AddProblem = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * At which visit.
 */
visit: Id<"Visit"> | null, 
/**
 * ICD-10-CM; a problem needs this or `display`.
 */
icd10: string | null, 
/**
 * SNOMED CT, if known.
 */
snomed: string | null, 
/**
 * What it is called; otherwise the code's own words.
 */
display: string | null, 
/**
 * How sure it is; otherwise confirmed.
 */
verification_status: ProblemVerification | null, 
/**
 * How bad it is.
 */
severity: Severity | null, 
/**
 * When it began.
 */
onset_on: Day | null, 
/**
 * A word on it.
 */
comment: string | null, };
/**
 * A room to add.
 */
export type AddRoom = { 
/**
 * What it is called.
 */
name: string, };
/**
 * A user to add, with the passphrase they will sign in with.
 */
export type AddUser = { 
/**
 * The user.
 */
user: NewUser, 
/**
 * Typed by the new user themselves.
 */
passphrase: Secret, 
/**
 * The signed-in administrator's own passphrase: the file's key is wrapped anew for the new user.
 */
own_passphrase: Secret, };
/**
 * A visit type to add.
 */
export type AddVisitType = { 
/**
 * What it is called.
 */
name: string, 
/**
 * Usual length, 5 minutes to 12 hours.
 */
minutes: number, 
/**
 * `#rrggbb`.
 */
color: string, };
/**
 * A postal address in the United States.
 */
export type Address = { 
/**
 * Street and number.
 */
line1: string | null, 
/**
 * Apartment, suite.
 */
line2: string | null, 
/**
 * City.
 */
city: string | null, 
/**
 * Two-letter state.
 */
state: string | null, 
/**
 * ZIP code, five or nine digits.
 */
zip: string | null, };
/**
 * What an address is for (FHIR AddressUse).
 */
export type AddressUse = "home" | "work" | "temp" | "billing" | "old";
/**
 * An amount of a charge to forgive.
 */
export type AdjustCharge = { 
/**
 * Which charge.
 */
charge: Id<"Charge">, 
/**
 * The patient the page was opened for.
 */
patient: Id<"Patient">, 
/**
 * How much less is owed.
 */
cents: Cents, 
/**
 * Why.
 */
reason: string, };
/**
 * An appointment to take further.
 */
export type AdvanceAppointment = { 
/**
 * Which one.
 */
id: Id<"Appointment">, 
/**
 * The version it was read at.
 */
version: number, 
/**
 * The patient it belongs to.
 */
patient: Id<"Patient">, 
/**
 * How far; the next step when left out. Steps may be skipped, not taken back.
 */
to: AppointmentStatus | null, 
/**
 * The room the patient goes to; the room stays when left out.
 */
room: Id<"Room"> | null, };
/**
 * One account with something open.
 */
export type AgedAccount = { 
/**
 * The patient.
 */
patient: Id<"Patient">, 
/**
 * Their name.
 */
patient_name: string, 
/**
 * Open amounts by age.
 */
buckets: Buckets, 
/**
 * Open in all.
 */
open: Cents, };
/**
 * What is open, by age.
 */
export type Aging = { 
/**
 * As of this day.
 */
as_of: Day, 
/**
 * Open amounts by age.
 */
buckets: Buckets, 
/**
 * Open in all.
 */
open: Cents, 
/**
 * Payments that cover no charge.
 */
unapplied: Cents, 
/**
 * How many accounts have something open.
 */
accounts: number, 
/**
 * The accounts with the most open.
 */
largest: Array<AgedAccount>, };
/**
 * As of which day.
 */
export type AgingAsOf = { 
/**
 * The day; today when left out.
 */
as_of: Day | null, 
/**
 * At most this many accounts, the largest first; 100 when left out, 0 for the totals alone.
 */
limit: number | null, };
/**
 * Why two records may be one person's.
 */
export type Alike = "same_name" | "similar_name" | "same_birth_date" | "similar_birth_date" | "same_phone" | "same_number";
/**
 * Something to be allergic to.
 */
export type Allergen = { name: string, category: AllergenCategory, 
/**
 * FHIR code system URI and code: RxNorm for an ingredient, SNOMED CT for some others; `None` when we know none.
 */
system: string | null, code: string | null, 
/**
 * True when a whole drug class is meant.
 */
is_class: boolean, };
/**
 * What kind of thing, as FHIR's AllergyIntolerance.category.
 */
export type AllergenCategory = "food" | "medication" | "environment";
/**
 * An allergy.
 */
export type Allergy = { 
/**
 * The allergy.
 */
id: Id<"Allergy">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * Whether it still counts.
 */
clinical_status: AllergyStatus, 
/**
 * How sure it is.
 */
verification_status: AllergyVerification, 
/**
 * What kind of reaction.
 */
kind: AllergyKind, 
/**
 * What kind of substance.
 */
category: AllergyCategory, 
/**
 * How dangerous the next exposure may be.
 */
criticality: Criticality, 
/**
 * How bad it was.
 */
severity: Severity, 
/**
 * Whose code.
 */
code_system: SubstanceSystem | null, 
/**
 * The substance's code.
 */
code: string | null, 
/**
 * The substance.
 */
display: string, 
/**
 * Since when it is known.
 */
onset_on: Day | null, 
/**
 * A word on it.
 */
comment: string | null, 
/**
 * What happened.
 */
reactions: Array<AllergyReaction>, 
/**
 * Why it was entered in error; who and when are the last change's.
 */
error_reason: string | null, 
/**
 * Last changed.
 */
changed_at: Instant, 
/**
 * By whom.
 */
changed_by: string | null, };
/**
 * What is known of a patient's allergies.
 */
export type AllergyAnswer = "not_asked" | "none_known" | "recorded";
/**
 * What kind of substance.
 */
export type AllergyCategory = "medication" | "food" | "environment" | "biologic" | "unknown";
/**
 * What kind of reaction.
 */
export type AllergyKind = "allergy" | "intolerance" | "unknown";
/**
 * What is known of a patient's allergies.
 */
export type AllergyList = { 
/**
 * Not asked, none known, or recorded.
 */
answer: AllergyAnswer, 
/**
 * The statement, when none are known.
 */
none_known: NoKnownAllergies | null, 
/**
 * The allergies, the most dangerous first.
 */
allergies: Array<Allergy>, };
/**
 * What an allergy did.
 */
export type AllergyReaction = { 
/**
 * What was seen, such as `Hives`.
 */
display: string, 
/**
 * SNOMED CT.
 */
snomed: string | null, 
/**
 * How bad it was.
 */
severity: Severity, };
/**
 * Whether an allergy still counts.
 */
export type AllergyStatus = "active" | "inactive" | "resolved" | "unknown";
/**
 * How sure it is.
 */
export type AllergyVerification = "unconfirmed" | "confirmed" | "refuted" | "unknown" | "entered_in_error";
/**
 * How much credit was applied.
 */
export type Applied = { 
/**
 * The amount.
 */
cents: Cents, };
/**
 * A payment whose credit should cover open charges.
 */
export type ApplyCredit = { 
/**
 * Whose account.
 */
patient: Id<"Patient">, };
/**
 * What is typed so far, and the template to put below it.
 */
export type ApplyNoteTemplate = { 
/**
 * Which template.
 */
template: Id<"NoteTemplate">, 
/**
 * The sections as they are typed.
 */
typed: NoteSections, };
/**
 * An appointment, with the names that stand on the schedule.
 */
export type Appointment = { 
/**
 * The appointment.
 */
id: Id<"Appointment">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * Who comes.
 */
patient: Id<"Patient">, 
/**
 * Their name as it is listed.
 */
patient_name: string, 
/**
 * Their medical record number.
 */
mrn: string, 
/**
 * When they were born, if known.
 */
birth_date: Day | null, 
/**
 * Their age on the day of the appointment, in years.
 */
age: number | null, 
/**
 * Their telephone.
 */
phone: string | null, 
/**
 * Whether it is their birthday.
 */
birthday: boolean, 
/**
 * Who sees them.
 */
practitioner: Id<"Practitioner">, 
/**
 * That practitioner's name.
 */
practitioner_name: string, 
/**
 * Where.
 */
room: Id<"Room"> | null, 
/**
 * That room's name.
 */
room_name: string | null, 
/**
 * What for; none when imported without.
 */
visit_type: Id<"VisitType"> | null, 
/**
 * The visit type's name.
 */
visit_type_name: string | null, 
/**
 * The visit type's colour, `#rrggbb`.
 */
color: string | null, 
/**
 * When it begins.
 */
starts_at: WallTime, 
/**
 * When it ends.
 */
ends_at: WallTime, 
/**
 * How long it is, by the wall clock.
 */
minutes: number, 
/**
 * Where it stands.
 */
status: AppointmentStatus, 
/**
 * Since when it stands there.
 */
since: Instant, 
/**
 * Why it was called off.
 */
cancel_reason: CancelReason | null, 
/**
 * Why the patient comes, in their words.
 */
reason: string | null, 
/**
 * For the desk.
 */
comment: string | null, };
/**
 * A status an appointment got.
 */
export type AppointmentMoment = { 
/**
 * The moment.
 */
id: Id<"AppointmentMoment">, 
/**
 * The status.
 */
status: AppointmentStatus, 
/**
 * When.
 */
at: Instant, 
/**
 * Who did it; none when imported or since removed.
 */
by: string | null, 
/**
 * Words of a cancellation.
 */
reason: string | null, 
/**
 * When it was taken back, if it was.
 */
undone_at: Instant | null, };
/**
 * An appointment and whose it is.
 */
export type AppointmentOf = { 
/**
 * Which one.
 */
id: Id<"Appointment">, 
/**
 * The patient it belongs to.
 */
patient: Id<"Patient">, };
/**
 * Where an appointment stands: FHIR AppointmentStatus, with the steps of the day between arrived and fulfilled.
 */
export type AppointmentStatus = "booked" | "arrived" | "roomed" | "with_provider" | "checkout" | "fulfilled" | "cancelled" | "noshow";
/**
 * One entry as it is shown.
 */
export type AuditRow = { 
/**
 * Number in the chain.
 */
seq: number, 
/**
 * When.
 */
at: Instant, 
/**
 * Who; `None` when nobody was signed in.
 */
user: Id<"User"> | null, 
/**
 * The user's name.
 */
user_name: string | null, 
/**
 * Roles held at the time.
 */
roles: string, 
/**
 * What was asked.
 */
command: string, 
/**
 * `gate`, `view`, `open`, `change` or `job`.
 */
kind: string, 
/**
 * The patient it was about.
 */
patient: Id<"AnyRecord"> | null, 
/**
 * `ok`, or the fault code.
 */
outcome: string, 
/**
 * How many like looks this entry stands for.
 */
times: number, 
/**
 * How many rows it changed.
 */
rows: number, };
/**
 * An entry that is not as it was written.
 */
export type BadEntry = { 
/**
 * Its number.
 */
seq: number, 
/**
 * What is wrong.
 */
kind: Tampering, };
/**
 * Sex on the birth certificate (US Core birth sex).
 */
export type BirthSex = "F" | "M" | "OTH" | "ASKU" | "UNK" | "not_asked";
/**
 * Blood pressure by the ACC/AHA guideline of 2017 (from 13 years).
 */
export type BloodPressureCategory = "low" | "normal" | "elevated" | "stage1" | "stage2" | "crisis";
/**
 * An appointment to book.
 */
export type BookAppointment = { 
/**
 * Who comes.
 */
patient: Id<"Patient">, 
/**
 * Who sees them.
 */
practitioner: Id<"Practitioner">, 
/**
 * What for.
 */
visit_type: Id<"VisitType">, 
/**
 * When, on the practice's wall clock.
 */
starts_at: WallTime, 
/**
 * How long; the visit type's usual length when left out.
 */
minutes: number | null, 
/**
 * Where.
 */
room: Id<"Room"> | null, 
/**
 * Why the patient comes, in their words.
 */
reason: string | null, 
/**
 * For the desk.
 */
comment: string | null, 
/**
 * Book although someone or something is taken, or nobody works.
 */
allow_overlap: boolean, };
/**
 * Something a booking would run into.
 */
export type BookingClash = { 
/**
 * What is taken.
 */
kind: ClashKind, 
/**
 * The appointment that takes it; none outside working hours.
 */
appointment: Id<"Appointment"> | null, 
/**
 * Whose appointment it is.
 */
patient_name: string | null, 
/**
 * Whom that patient sees.
 */
practitioner_name: string | null, 
/**
 * When it begins.
 */
starts_at: WallTime | null, 
/**
 * When it ends.
 */
ends_at: WallTime | null, };
/**
 * Open amounts by age of the service, in days.
 */
export type Buckets = { 
/**
 * 0 to 30.
 */
current: Cents, 
/**
 * 31 to 60.
 */
over_30: Cents, 
/**
 * 61 to 90.
 */
over_60: Cents, 
/**
 * More than 90.
 */
over_90: Cents, };
/**
 * An appointment to call off.
 */
export type CancelAppointment = { 
/**
 * Which one.
 */
id: Id<"Appointment">, 
/**
 * The version it was read at.
 */
version: number, 
/**
 * The patient it belongs to.
 */
patient: Id<"Patient">, 
/**
 * Why.
 */
reason: CancelReason, 
/**
 * More words; needed when the reason is `other`.
 */
note: string | null, };
/**
 * Which job to stop.
 */
export type CancelJob = { 
/**
 * Names the job.
 */
job: number, };
/**
 * Why an appointment was called off (after HL7 appointment-cancellation-reason).
 */
export type CancelReason = "patient" | "practice" | "left_unseen" | "ill" | "transport" | "weather" | "insurance" | "mistake" | "other";
/**
 * US cents. Outside, an integer.
 */
export type Cents = number;
/**
 * What `verify` found in the chain.
 */
export type ChainReport = { 
/**
 * Entries read.
 */
entries: number, 
/**
 * The first entry that is not as it was written, and what is wrong with it; `None` when the whole chain holds.
 */
first_bad: BadEntry | null, };
/**
 * New details of an allergy, all of them.
 */
export type ChangeAllergy = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Which one.
 */
id: Id<"Allergy">, 
/**
 * The version these were read at.
 */
version: number, 
/**
 * Whether it still counts.
 */
clinical_status: AllergyStatus, 
/**
 * How sure it is.
 */
verification_status: AllergyVerification, 
/**
 * What kind of reaction.
 */
kind: AllergyKind, 
/**
 * What kind of substance.
 */
category: AllergyCategory, 
/**
 * How dangerous the next exposure may be.
 */
criticality: Criticality, 
/**
 * How bad it was.
 */
severity: Severity, 
/**
 * The substance or drug class.
 */
display: string, 
/**
 * Whose code.
 */
code_system: SubstanceSystem | null, 
/**
 * The substance's code.
 */
code: string | null, 
/**
 * What happened, all of it.
 */
reactions: Array<AllergyReaction>, 
/**
 * Since when it is known.
 */
onset_on: Day | null, 
/**
 * A word on it.
 */
comment: string | null, };
/**
 * New details of an appointment, all of them.
 */
export type ChangeAppointment = { 
/**
 * Which one.
 */
id: Id<"Appointment">, 
/**
 * The version it was read at.
 */
version: number, 
/**
 * The patient it belongs to.
 */
patient: Id<"Patient">, 
/**
 * What for. Its length stays.
 */
visit_type: Id<"VisitType"> | null, 
/**
 * Where; none: no room.
 */
room: Id<"Room"> | null, 
/**
 * Why the patient comes, in their words.
 */
reason: string | null, 
/**
 * For the desk.
 */
comment: string | null, 
/**
 * Change although the room is taken.
 */
allow_overlap: boolean, };
/**
 * A line to change.
 */
export type ChangeCharge = { 
/**
 * Which one.
 */
id: Id<"Charge">, 
/**
 * The version it was read at.
 */
version: number, 
/**
 * The patient the page was opened for.
 */
patient: Id<"Patient">, 
/**
 * The line from now on.
 */
line: ChargeLine, };
/**
 * New details of a person who stands by a patient, all of them.
 */
export type ChangeContact = { 
/**
 * The patient the page was opened for.
 */
patient: Id<"Patient">, 
/**
 * Which person.
 */
id: Id<"RelatedPerson">, 
/**
 * The version these were read at.
 */
version: number, 
/**
 * Who they are.
 */
contact: NewRelatedPerson, 
/**
 * Whether they still stand by the patient.
 */
active: boolean, };
/**
 * New details of a medication, all of them: another dose, a pause, an end.
 */
export type ChangeMedication = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Which one.
 */
id: Id<"Medication">, 
/**
 * The version these were read at.
 */
version: number, 
/**
 * `active`, `on_hold` or `completed`; stopping has an act of its own.
 */
status: MedicationStatus, 
/**
 * What it is and how it is taken.
 */
details: MedicationDetails, };
/**
 * A new passphrase for the signed-in user.
 */
export type ChangePassphrase = { 
/**
 * The passphrase until now.
 */
old_passphrase: Secret, 
/**
 * The passphrase from now on.
 */
new_passphrase: Secret, };
/**
 * New details of a patient, all of them.
 */
export type ChangePatient = { 
/**
 * Which patient.
 */
patient: Id<"Patient">, 
/**
 * The version these were read at.
 */
version: number, 
/**
 * Who the patient is.
 */
details: PatientDetails, 
/**
 * Keeps the name until now among the earlier names, when it changes.
 */
keep_former_name: boolean, };
/**
 * What a policy says from now on, all of it.
 */
export type ChangePolicy = { 
/**
 * The patient the page was opened for.
 */
patient: Id<"Patient">, 
/**
 * Which policy.
 */
id: Id<"InsurancePolicy">, 
/**
 * The version this was read at.
 */
version: number, 
/**
 * What it says.
 */
policy: NewPolicy, };
/**
 * New details of a practitioner, all of them.
 */
export type ChangePractitioner = { 
/**
 * Which one.
 */
id: Id<"Practitioner">, 
/**
 * The version these were read at.
 */
version: number, 
/**
 * The name shown.
 */
display_name: string, 
/**
 * MD, NP, PA-C.
 */
credential: string | null, 
/**
 * Individual NPI.
 */
npi: string | null, 
/**
 * NUCC taxonomy code.
 */
taxonomy: string | null, 
/**
 * Of their column, `#rrggbb`.
 */
color: string, 
/**
 * Whether they have a column on the schedule.
 */
sees_patients: boolean, };
/**
 * New details of a problem, all of them.
 */
export type ChangeProblem = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Which one.
 */
id: Id<"Problem">, 
/**
 * The version these were read at.
 */
version: number, 
/**
 * Whether it is present.
 */
clinical_status: ProblemStatus, 
/**
 * How sure it is.
 */
verification_status: ProblemVerification, 
/**
 * How bad it is.
 */
severity: Severity, 
/**
 * ICD-10-CM.
 */
icd10: string | null, 
/**
 * SNOMED CT.
 */
snomed: string | null, 
/**
 * What it is called.
 */
display: string | null, 
/**
 * When it began.
 */
onset_on: Day | null, 
/**
 * When it ended.
 */
abated_on: Day | null, 
/**
 * Its place on the list.
 */
rank: number, 
/**
 * A word on it.
 */
comment: string | null, };
/**
 * New details and settings, all of them.
 */
export type ChangeProfile = { 
/**
 * The version these were read at.
 */
version: number, 
/**
 * The practice's name.
 */
name: string, 
/**
 * Where it is.
 */
address: Address, 
/**
 * Telephone.
 */
phone: string | null, 
/**
 * Fax.
 */
fax: string | null, 
/**
 * Email.
 */
email: string | null, 
/**
 * Organization NPI.
 */
npi: string | null, 
/**
 * EIN or SSN.
 */
tax_id: string | null, 
/**
 * IANA time zone.
 */
zone: Zone, 
/**
 * Paper.
 */
page_size: PageSize, 
/**
 * Units shown.
 */
units: Units, 
/**
 * 1 to 30 minutes.
 */
idle_minutes: number, };
/**
 * New details of a room, all of them.
 */
export type ChangeRoom = { 
/**
 * Which one.
 */
id: Id<"Room">, 
/**
 * The version these were read at.
 */
version: number, 
/**
 * What it is called.
 */
name: string, 
/**
 * Whether it can be chosen. Appointments that have it keep it.
 */
active: boolean, };
/**
 * A user whose roles or access change.
 */
export type ChangeUser = { 
/**
 * Which one.
 */
id: Id<"User">, 
/**
 * The version these were read at.
 */
version: number, 
/**
 * Whether they can sign in. One who no longer can loses their place in the key file: no passphrase of theirs opens anything.
 */
active: boolean, 
/**
 * Roles to hold from now on.
 */
roles: Array<Role>, 
/**
 * A new passphrase, typed by the user themselves; needed for one who could not sign in until now.
 */
passphrase: Secret | null, 
/**
 * The signed-in administrator's own passphrase; needed with a new one.
 */
own_passphrase: Secret | null, };
/**
 * New details of an open visit, all of them.
 */
export type ChangeVisit = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Which one.
 */
visit: Id<"Visit">, 
/**
 * The version these were read at.
 */
version: number, 
/**
 * Who sees the patient.
 */
practitioner: Id<"Practitioner">, 
/**
 * Why the patient came.
 */
reason: string | null, 
/**
 * What it is called here.
 */
visit_type: string | null, 
/**
 * Where they meet.
 */
class: VisitClass, 
/**
 * CMS place-of-service code.
 */
place_of_service: string, 
/**
 * When it began.
 */
started_at: Instant, };
/**
 * New details of a visit type, all of them.
 */
export type ChangeVisitType = { 
/**
 * Which one.
 */
id: Id<"VisitType">, 
/**
 * The version these were read at.
 */
version: number, 
/**
 * What it is called.
 */
name: string, 
/**
 * Usual length, 5 minutes to 12 hours. Appointments already booked keep theirs.
 */
minutes: number, 
/**
 * `#rrggbb`.
 */
color: string, 
/**
 * Whether it can be chosen. Appointments that have it keep it.
 */
active: boolean, };
/**
 * A practitioner's hours from a day on, in place of those before.
 */
export type ChangeWorkingHours = { 
/**
 * Whose.
 */
practitioner: Id<"Practitioner">, 
/**
 * The version the week was read at.
 */
version: number, 
/**
 * From which day on; today when left out.
 */
starts_on: Day | null, 
/**
 * The whole week; none: sees no patients.
 */
spans: Array<WorkingSpan>, };
/**
 * One line of what was done (FHIR ChargeItem).
 */
export type Charge = { 
/**
 * The charge.
 */
id: Id<"Charge">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * Whether it can still be changed.
 */
status: ChargeStatus, 
/**
 * The visit it belongs to.
 */
visit: Id<"Visit"> | null, 
/**
 * The day of service.
 */
service_on: Day, 
/**
 * CPT, HCPCS or the practice's own code.
 */
code: string, 
/**
 * The practice's words for it.
 */
description: string, 
/**
 * Up to four.
 */
modifiers: Array<string>, 
/**
 * ICD-10-CM codes it points to, the main one first.
 */
diagnoses: Array<string>, 
/**
 * How many.
 */
units: number, 
/**
 * Price of one unit.
 */
unit_cents: Cents, 
/**
 * The line's amount; negative where it takes another back.
 */
cents: Cents, 
/**
 * CMS place of service.
 */
place_of_service: string, 
/**
 * The charge this one takes back.
 */
reversal_of: Id<"Charge"> | null, 
/**
 * Whether another takes this one back.
 */
reversed: boolean, 
/**
 * What payments and adjustments leave open.
 */
open: Cents, };
/**
 * A line as it is entered.
 */
export type ChargeLine = { 
/**
 * CPT, HCPCS or the practice's own code.
 */
code: string, 
/**
 * The practice's words for it; from the fee schedule when left out.
 */
description: string | null, 
/**
 * Up to four, two characters each.
 */
modifiers: Array<string>, 
/**
 * ICD-10-CM codes among the visit's diagnoses, the main one first; up to four.
 */
diagnoses: Array<string>, 
/**
 * How many; one when left out.
 */
units: number | null, 
/**
 * Price of one unit; from the fee schedule when left out.
 */
unit_cents: Cents | null, };
/**
 * Whether a charge can still be changed.
 */
export type ChargeStatus = "draft" | "removed" | "posted";
/**
 * A chart, as it opens.
 */
export type Chart = { 
/**
 * Who it is about.
 */
patient: PatientBanner, 
/**
 * What is known of allergies.
 */
allergies: AllergyList, 
/**
 * Active problems.
 */
problems: Array<Problem>, 
/**
 * Medications taken or paused.
 */
medications: Array<Medication>, 
/**
 * The latest vitals.
 */
last_vitals: VitalsSet | null, 
/**
 * The latest laboratory panels.
 */
results: Array<ResultPanel>, 
/**
 * What happened, latest first.
 */
timeline: Timeline, 
/**
 * The next appointments, the nearest first.
 */
next_appointments: Array<Appointment>, 
/**
 * The last appointment before today that was kept.
 */
last_appointment: Appointment | null, 
/**
 * Visits not signed.
 */
open_visits: Array<OpenVisit>, 
/**
 * What the patient owes, for those who may see it; negative is credit.
 */
balance: Cents | null, 
/**
 * What the signed-in user typed about this patient and did not keep.
 */
drafts: Array<PatientDraft>, };
/**
 * What kind of entry.
 */
export type ChartItem = "problem" | "allergy" | "no_known_allergies" | "medication" | "immunization" | "procedure" | "document" | "report" | "observation";
/**
 * A booking to try without booking it.
 */
export type CheckBooking = { 
/**
 * The patient.
 */
patient: Id<"Patient">, 
/**
 * Who would see them.
 */
practitioner: Id<"Practitioner">, 
/**
 * Where.
 */
room: Id<"Room"> | null, 
/**
 * When.
 */
starts_at: WallTime, 
/**
 * For how long.
 */
minutes: number, 
/**
 * The appointment that would be moved there.
 */
appointment: Id<"Appointment"> | null, };
/**
 * What is owed at the end of a visit.
 */
export type Checkout = { 
/**
 * The visit.
 */
visit: Id<"Visit">, 
/**
 * The patient.
 */
patient: Id<"Patient">, 
/**
 * The bill's number, once the visit is signed.
 */
bill_number: string | null, 
/**
 * Where the visit stands; while it is open its charges are not final.
 */
status: VisitStatus, 
/**
 * What its charges may point to.
 */
diagnoses: Array<VisitDiagnosis>, 
/**
 * The visit's charges.
 */
charges: Array<Charge>, 
/**
 * What was paid for it.
 */
payments: Array<Payment>, 
/**
 * Sum of the visit's charges.
 */
charged: Cents, 
/**
 * What of them is open.
 */
open: Cents, 
/**
 * What the patient owes in all, this visit included; negative: the practice owes.
 */
balance: Cents, 
/**
 * What of earlier payments covers no charge.
 */
unapplied: Cents, };
/**
 * Which list of choices.
 */
export type Choices = { 
/**
 * The list.
 */
set: ValueSet, };
/**
 * What is already taken.
 */
export type ClashKind = "practitioner" | "room" | "patient" | "outside_hours";
/**
 * A document of text.
 */
export type ClinicalDocument = { 
/**
 * The document.
 */
id: Id<"ClinicalDocument">, 
/**
 * Counts changes; send it back when marking it.
 */
version: number, 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Of which visit.
 */
visit: Id<"Visit"> | null, 
/**
 * Whether it stands.
 */
status: DocumentStatus, 
/**
 * LOINC of its type.
 */
type_code: string | null, 
/**
 * What it is called.
 */
title: string, 
/**
 * Who wrote it.
 */
author: string | null, 
/**
 * When it was written.
 */
dated_at: Instant, 
/**
 * Its text.
 */
body: string, 
/**
 * Why it was entered in error.
 */
error_reason: string | null, };
/**
 * A practitioner's column.
 */
export type Column = { 
/**
 * Whose.
 */
practitioner: Id<"Practitioner">, 
/**
 * Their name.
 */
display_name: string, 
/**
 * MD, NP, PA-C.
 */
credential: string | null, 
/**
 * `#rrggbb`; the name always stands beside it.
 */
color: string, 
/**
 * When they see patients.
 */
hours: Array<HoursOfDay>, };
/**
 * Part of the recovery code, typed back.
 */
export type ConfirmRecoveryCode = { 
/**
 * The whole code, as shown.
 */
recovery_code: Secret, 
/**
 * The third group, typed back from the sheet.
 */
part: string, };
/**
 * How the patient wants to be reached.
 */
export type ContactBy = "mobile" | "home" | "work" | "email" | "mail" | "none" | "not_asked";
/**
 * A reading to correct.
 */
export type CorrectVital = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Which reading.
 */
id: Id<"Observation">, 
/**
 * The version that was read.
 */
version: number, 
/**
 * As it should have been written.
 */
entry: string, 
/**
 * What a number without a unit is in; otherwise the practice's units.
 */
units: UnitSystem | null, 
/**
 * Why.
 */
reason: string, };
/**
 * A practice to make, with its first user.
 */
export type CreatePractice = { 
/**
 * The practice.
 */
practice: NewPractice, 
/**
 * The first user. An administrator, whatever other roles are named.
 */
user: NewUser, 
/**
 * The first user's passphrase.
 */
passphrase: Secret, };
/**
 * The sample practice to make.
 */
export type CreateSamplePractice = { 
/**
 * Passphrase of Dr. Maya Lindqvist, who administers the sample practice and sees patients there.
 */
passphrase: Secret, 
/**
 * Its time zone; New York's when left out.
 */
zone: Zone | null, };
/**
 * A new practice, open.
 */
export type CreatedPractice = { 
/**
 * Shown once, for the recovery sheet: opens the practice when every passphrase is lost.
 */
recovery_code: string, 
/**
 * The first user, signed in.
 */
session: SessionInfo, };
/**
 * How dangerous the next exposure may be.
 */
export type Criticality = "low" | "high" | "unknown";
/**
 * A line of the day's payments.
 */
export type DayPayment = { 
/**
 * The payment.
 */
payment: Payment, 
/**
 * Whose account, by name.
 */
patient_name: string, };
/**
 * A diagnosis code.
 */
export type DiagnosisHit = { 
/**
 * With its dot: `E11.9`.
 */
code: string, description: string, 
/**
 * False for a heading: a claim needs one of the codes below it.
 */
billable: boolean, };
/**
 * One diagnosis of the new order.
 */
export type DiagnosisToSet = { 
/**
 * ICD-10-CM, with or without its dot.
 */
code: string, };
/**
 * Which document.
 */
export type DocumentOf = { 
/**
 * The document.
 */
document: Id<"ClinicalDocument">, };
/**
 * Whether a document stands.
 */
export type DocumentStatus = "current" | "superseded" | "entered_in_error";
/**
 * One user's typing in one place.
 */
export type Draft = { 
/**
 * What was typed, in the form's own shape.
 */
body: string, 
/**
 * When it was last saved.
 */
saved_at: Instant, };
/**
 * A place where one types: a form and the record it is about.
 */
export type DraftPlace = { 
/**
 * Which form, such as `note` or `register_patient`.
 */
about: string, 
/**
 * Which record; left out for a new one.
 */
subject: Id<"AnyRecord"> | null, };
/**
 * One strength of a drug by one route.
 */
export type DrugHit = { 
/**
 * As RxTerms prints it, look-alike letters in capitals: `metFORMIN XR`. A brand is all capitals.
 */
name: string, 
/**
 * `500 mg`; empty for a pack.
 */
strength: string, 
/**
 * `Oral Pill`, `Injectable`, `Pack`.
 */
route: string, 
/**
 * RxNorm's dose form when the drug is known there: `Oral Tablet`.
 */
form: string | null, 
/**
 * RXCUI of the drug (SCD, or SBD for a brand), when known.
 */
rxcui: string | null, 
/**
 * RxNorm's full name of that drug, which tells apart what looks alike here (salts, pens and vials).
 */
rxnorm_name: string | null, 
/**
 * RXCUIs of its ingredients; empty for some packs.
 */
ingredients: Array<string>, };
/**
 * A name and route with the strengths to choose from.
 */
export type DrugName = { name: string, route: string, strengths: Array<DrugHit>, };
/**
 * Nothing: the input of a question that needs none, the answer of an act that gives none.
 */
export type Empty = Record<string, never>;
/**
 * A fee that ends.
 */
export type EndFee = { 
/**
 * Which one.
 */
id: Id<"Fee">, 
/**
 * The version it was read at.
 */
version: number, 
/**
 * Last day it holds.
 */
ends_on: Day, };
/**
 * How many entries of one kind a patient has.
 */
export type EntryCount = { 
/**
 * The kind, by its table: `visit`, `appointment`.
 */
kind: string, 
/**
 * How many.
 */
count: number, };
/**
 * Whose chart to hand on.
 */
export type ExportPatient = { 
/**
 * The patient.
 */
patient: Id<"Patient">, };
/**
 * Where to hand the whole practice on to.
 */
export type ExportRecords = { 
/**
 * A folder that is not there yet, or is empty.
 */
path: string, };
/**
 * What was written.
 */
export type ExportReport = { 
/**
 * How many files.
 */
files: number, 
/**
 * How many resources.
 */
records: number, 
/**
 * How many patients.
 */
patients: number, };
/**
 * A patient's whole record.
 */
export type ExportedPatient = { 
/**
 * What the file may be called: nothing of the patient but the MRN.
 */
file_name: string, 
/**
 * How many resources the bundle holds.
 */
records: number, 
/**
 * A FHIR R4 Bundle of type `collection`.
 */
fhir: Record<string, unknown>, };
/**
 * What the outside is told of a failure.
 */
export type Fault = { 
/**
 * What kind of failure.
 */
code: FaultCode, 
/**
 * A sentence for a person: what happened and what to do. Never patient text.
 */
message: string, 
/**
 * The input field at fault, as a dotted path.
 */
field: string | null, 
/**
 * Figures that belong to the code, such as `retry_in_seconds` or `current_version`.
 */
detail: Record<string, number | string> | undefined, 
/**
 * Finds the failure in the log.
 */
reference: string, };
/**
 * A stable word for what went wrong, for programs and for the window's sentences.
 */
export type FaultCode = "no_practice" | "already_exists" | "locked" | "wrong_passphrase" | "too_many_tries" | "weak_passphrase" | "not_permitted" | "unknown_command" | "bad_input" | "invalid" | "not_found" | "conflict" | "wrong_patient" | "final" | "wrong_state" | "overlap" | "in_use" | "not_a_practice" | "newer_version" | "damaged" | "entries_missing" | "disk_full" | "no_access" | "unreadable" | "cancelled" | "internal";
/**
 * A code's price from a day on.
 */
export type Fee = { 
/**
 * The fee.
 */
id: Id<"Fee">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * CPT, HCPCS or the practice's own code.
 */
code: string, 
/**
 * The practice's words for it.
 */
description: string, 
/**
 * Price of one unit.
 */
cents: Cents, 
/**
 * First day it holds.
 */
starts_on: Day, 
/**
 * Last day it holds; left out while it holds.
 */
ends_on: Day | null, };
/**
 * One value that became different.
 */
export type FieldChange = { 
/**
 * The part of the record, by its table: `patient`, `patient_telecom`.
 */
part: string, 
/**
 * Which entry of the part.
 */
row: Id<"AnyRecord">, 
/**
 * The field.
 */
field: string, 
/**
 * What it was; none for something new.
 */
before: string | null, 
/**
 * What it became; none for something removed.
 */
after: string | null, };
/**
 * Which fees to list.
 */
export type FindFees = { 
/**
 * Words of the code or description, in any order; all when left out.
 */
query: string, 
/**
 * The day they hold; today when left out.
 */
on: Day | null, 
/**
 * At most this many; 50 when left out.
 */
limit: number | null, };
/**
 * What is looked for.
 */
export type FindFreeSlots = { 
/**
 * Sets the length.
 */
visit_type: Id<"VisitType"> | null, 
/**
 * Sets the length instead of the visit type.
 */
minutes: number | null, 
/**
 * With whom; anyone who sees patients when empty.
 */
practitioners: Array<Id<"Practitioner">>, 
/**
 * From which day; today, from now on, when left out.
 */
from: Day | null, 
/**
 * How many days to look through, 1 to 366; 90 when left out.
 */
days: number | null, 
/**
 * Only on these, Monday is 1; any day when empty.
 */
weekdays: Array<number>, 
/**
 * Not before, in minutes since midnight.
 */
from_minute: number | null, 
/**
 * Not after, in minutes since midnight.
 */
to_minute: number | null, 
/**
 * How many to find, at most 100; 12 when left out.
 */
limit: number | null, };
/**
 * What is typed to find a patient.
 */
export type FindPatients = { 
/**
 * Any mixture of name parts, birth date, telephone and MRN: `smi 3/4/61`, `555-0134`, `A-100042`.
 */
query: string, 
/**
 * At most this many, 1 to 30; 30 when left out.
 */
limit: number | null, };
/**
 * Today by where each patient stands.
 */
export type FlowBoard = { 
/**
 * The day.
 */
day: Day, 
/**
 * When this was read; minutes are counted up to it.
 */
now: Instant, 
/**
 * A lane a step: booked, arrived, roomed, with provider, checkout, fulfilled.
 */
lanes: Array<FlowLane>, };
/**
 * Everyone at one step.
 */
export type FlowLane = { 
/**
 * The step.
 */
status: AppointmentStatus, 
/**
 * Those at it: booked ones by their time, the others with who waits longest first.
 */
rows: Array<FlowRow>, };
/**
 * One patient's way through today.
 */
export type FlowRow = { 
/**
 * The appointment.
 */
appointment: Appointment, 
/**
 * When the patient was checked in.
 */
arrived_at: Instant | null, 
/**
 * Whole minutes at this step.
 */
minutes_in_step: number, 
/**
 * Whole minutes since check-in, up to now or to when it was done.
 */
minutes_here: number | null, };
/**
 * A time somebody could be seen.
 */
export type FreeSlot = { 
/**
 * With whom.
 */
practitioner: Id<"Practitioner">, 
/**
 * Their name.
 */
practitioner_name: string, 
/**
 * When it begins.
 */
starts_at: WallTime, 
/**
 * How long it is.
 */
minutes: number, };
/**
 * One change of the record.
 */
export type HistoryEntry = { 
/**
 * When.
 */
at: Instant, 
/**
 * Who.
 */
user_name: string | null, 
/**
 * The act.
 */
command: string, 
/**
 * `insert`, `update` or `delete`.
 */
op: string, 
/**
 * The kind of record, by its table.
 */
table: string, 
/**
 * The changed fields before.
 */
before: Record<string, unknown>, 
/**
 * The changed fields after.
 */
after: Record<string, unknown>, };
/**
 * Which record.
 */
export type HistoryOf = { 
/**
 * The record's id, of whatever kind.
 */
record: Id<"AnyRecord">, };
/**
 * Whose hours, and when.
 */
export type HoursOf = { 
/**
 * Whose.
 */
practitioner: Id<"Practitioner">, 
/**
 * On which day they hold; today when left out.
 */
on: Day | null, };
/**
 * Hours in which a practitioner sees patients.
 */
export type HoursOfDay = { 
/**
 * The day.
 */
day: Day, 
/**
 * Minutes since midnight.
 */
from_minute: number, 
/**
 * Minutes since midnight, at most 1440.
 */
to_minute: number, };
/**
 * A number somebody else gave the patient.
 */
export type Identifier = { 
/**
 * HL7 v2 table 0203: `MR` medical record number, `DL` driver's license, `PPN` passport, `SS` social security number.
 */
kind: string, 
/**
 * URI of who gave it.
 */
system: string | null, 
/**
 * The number.
 */
value: string, };
/**
 * An immunization.
 */
export type Immunization = { 
/**
 * The immunization.
 */
id: Id<"Immunization">, 
/**
 * Counts changes; send it back when marking it.
 */
version: number, 
/**
 * At which visit.
 */
visit: Id<"Visit"> | null, 
/**
 * Who gave it.
 */
practitioner: Id<"Practitioner"> | null, 
/**
 * Their name.
 */
practitioner_name: string | null, 
/**
 * Where it was given.
 */
origin: ImmunizationOrigin, 
/**
 * What became of it.
 */
status: ImmunizationStatus, 
/**
 * Why it was not given.
 */
status_reason: string | null, 
/**
 * CDC's code of the vaccine.
 */
cvx: string | null, 
/**
 * The vaccine.
 */
display: string, 
/**
 * The day.
 */
given_on: Day, 
/**
 * Lot number.
 */
lot: string | null, 
/**
 * Last day the lot may be given.
 */
expires_on: Day | null, 
/**
 * CDC's code of the maker.
 */
mvx: string | null, 
/**
 * Where on the body.
 */
site: string | null, 
/**
 * How, such as intramuscular.
 */
route: string | null, 
/**
 * Which of its series.
 */
dose_number: number | null, 
/**
 * How much.
 */
dose_amount: number | null, 
/**
 * Of what, such as `mL`.
 */
dose_unit: string | null, 
/**
 * Why it was entered in error; who and when are the last change's.
 */
error_reason: string | null, 
/**
 * Last changed.
 */
changed_at: Instant, 
/**
 * By whom.
 */
changed_by: string | null, };
/**
 * Where a shot was given.
 */
export type ImmunizationOrigin = "given_here" | "elsewhere";
/**
 * What became of a shot.
 */
export type ImmunizationStatus = "completed" | "not_done" | "entered_in_error";
/**
 * Files to import.
 */
export type ImportRecords = { 
/**
 * Files, and folders whose `.json` and `.ndjson` files are read, those of folders within too. FHIR R4: bundles, NDJSON of
 * bundles, bulk-export NDJSON, single resources.
 */
paths: Array<string>, 
/**
 * Read and count everything, save nothing.
 */
dry_run: boolean, };
/**
 * What an import brought. Every resource of the files counts once: kept, already here, not kept or refused.
 */
export type ImportReport = { 
/**
 * Whether nothing was saved.
 */
dry_run: boolean, 
/**
 * How many files were read.
 */
files: number, 
/**
 * Resources kept that were new.
 */
added: number, 
/**
 * Resources that were imported before.
 */
already_here: number, 
/**
 * Those of them that say something else than what stands here, by FHIR type. What stands here was left as it is. Compared are
 * a patient's details and the facts of a chart and a schedule; bills and policies are not.
 */
different: Array<KeptRecords>, 
/**
 * Those kept, by FHIR type.
 */
kept: Array<KeptRecords>, 
/**
 * What Chartwell has no place for: whole resources, then elements of those that were kept.
 */
not_kept: Array<NotKept>, 
/**
 * What cannot be right.
 */
refused: Array<RefusedRecords>, 
/**
 * Set when the user stopped it: what was saved until then stays.
 */
cancelled: boolean, };
/**
 * An insurance policy of a patient.
 */
export type InsurancePolicy = { 
/**
 * The policy.
 */
id: Id<"InsurancePolicy">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * What it says.
 */
policy: NewPolicy, 
/**
 * Whether it holds today.
 */
in_force: boolean, 
/**
 * Why it is marked as entered by mistake; none while it stands.
 */
error_reason: string | null, };
/**
 * So many resources of a FHIR type.
 */
export type KeptRecords = { 
/**
 * The FHIR type.
 */
kind: string, 
/**
 * How many.
 */
count: number, };
/**
 * A laboratory test.
 */
export type LabHit = { 
/**
 * LOINC.
 */
code: string, 
/**
 * LOINC's long common name, unchanged.
 */
description: string, 
/**
 * LOINC's class: `Chem`, `HEM/BC`, `MICRO`.
 */
class: string, };
/**
 * Someone who may be the same person.
 */
export type LikelyDuplicate = { 
/**
 * Their record.
 */
patient: PatientRow, 
/**
 * What is alike.
 */
alike: Array<Alike>, };
/**
 * What is known so far of a person being registered.
 */
export type LikelyDuplicates = { 
/**
 * Given name.
 */
given: string | null, 
/**
 * Family name.
 */
family: string | null, 
/**
 * Day of birth.
 */
birth_date: Day | null, 
/**
 * Phones.
 */
telecoms: Array<Telecom>, 
/**
 * MRN or other numbers.
 */
numbers: Array<string>, 
/**
 * A patient that is not a duplicate of itself.
 */
except: Id<"Patient"> | null, };
/**
 * Which allergies.
 */
export type ListAllergies = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Also those past, refuted and entered in error.
 */
all: boolean, };
/**
 * Which entries to list, newest first.
 */
export type ListAudit = { 
/**
 * Only entries about this patient.
 */
patient: Id<"AnyRecord"> | null, 
/**
 * Only entries of this user.
 */
user: Id<"User"> | null, 
/**
 * Only this command.
 */
command: string | null, 
/**
 * Only entries with a smaller number: the next page.
 */
before: number | null, 
/**
 * At most this many, 1 to 500; 100 when left out.
 */
limit: number | null, };
/**
 * Which immunizations.
 */
export type ListImmunizations = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Also those entered in error.
 */
all: boolean, };
/**
 * Which medications.
 */
export type ListMedications = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Also those past and entered in error.
 */
all: boolean, };
/**
 * Which templates to list.
 */
export type ListNoteTemplates = { 
/**
 * Also those no longer offered.
 */
all: boolean, };
/**
 * Which practitioners to list.
 */
export type ListPractitioners = { 
/**
 * Also those without a column on the schedule, such as imported ones.
 */
all: boolean, };
/**
 * Which problems.
 */
export type ListProblems = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Also those past, refuted and entered in error.
 */
all: boolean, };
/**
 * Which results.
 */
export type ListResults = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Only earlier ones: the `at` of the last panel seen.
 */
before: Instant | null, };
/**
 * Whose unsigned visits.
 */
export type ListUnsigned = { 
/**
 * The practitioner; otherwise the signed-in one.
 */
practitioner: Id<"Practitioner"> | null, };
/**
 * Which vitals.
 */
export type ListVitals = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Only earlier ones: the `taken_at` of the last set seen.
 */
before: Instant | null, 
/**
 * How many sets, at most 200; otherwise 50.
 */
sets: number | null, 
/**
 * Also those entered in error.
 */
with_errors: boolean, };
/**
 * A new recovery code to make.
 */
export type MakeRecoveryCode = { 
/**
 * The signed-in administrator's own passphrase: the code opens everything, so the unattended window must not make one.
 */
own_passphrase: Secret, };
/**
 * An entry that was wrong.
 */
export type MarkInError = { 
/**
 * In whose chart it stands.
 */
patient: Id<"Patient">, 
/**
 * What kind.
 */
kind: ChartItem, 
/**
 * Which one.
 */
id: Id<"AnyRecord">, 
/**
 * The version that was read.
 */
version: number, 
/**
 * Why.
 */
reason: string, };
/**
 * An appointment to which the patient did not come.
 */
export type MarkNoShow = { 
/**
 * Which one.
 */
id: Id<"Appointment">, 
/**
 * The version it was read at.
 */
version: number, 
/**
 * The patient it belongs to.
 */
patient: Id<"Patient">, };
/**
 * A visit that never happened, or not with this patient.
 */
export type MarkVisitInError = { 
/**
 * In whose chart it stands.
 */
patient: Id<"Patient">, 
/**
 * Which one.
 */
visit: Id<"Visit">, 
/**
 * The version that was read.
 */
version: number, 
/**
 * Why.
 */
reason: string, };
/**
 * Readings to withdraw.
 */
export type MarkVitalsInError = { 
/**
 * In whose chart they stand.
 */
patient: Id<"Patient">, 
/**
 * Which readings.
 */
readings: Array<MarkedVital>, 
/**
 * Why.
 */
reason: string, };
/**
 * A reading that was wrong.
 */
export type MarkedVital = { 
/**
 * Which reading.
 */
id: Id<"Observation">, 
/**
 * The version that was read.
 */
version: number, };
/**
 * A medication.
 */
export type Medication = { 
/**
 * The medication.
 */
id: Id<"Medication">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * At which visit it was recorded.
 */
visit: Id<"Visit"> | null, 
/**
 * Who prescribed it.
 */
prescriber: Id<"Practitioner"> | null, 
/**
 * Their name.
 */
prescriber_name: string | null, 
/**
 * Where it comes from.
 */
origin: MedicationOrigin, 
/**
 * Whether it is taken.
 */
status: MedicationStatus, 
/**
 * RxCUI.
 */
rxnorm: string | null, 
/**
 * Name, strength and form.
 */
display: string, 
/**
 * How to take it.
 */
sig: string | null, 
/**
 * How much is dispensed.
 */
quantity: number | null, 
/**
 * Of what, such as `tablet`.
 */
quantity_unit: string | null, 
/**
 * How often it may be dispensed again.
 */
refills: number | null, 
/**
 * How many days one fill lasts.
 */
days_supply: number | null, 
/**
 * What it is for.
 */
reason: string | null, 
/**
 * First day.
 */
start_on: Day | null, 
/**
 * Last day.
 */
stop_on: Day | null, 
/**
 * Why it ended.
 */
stop_reason: string | null, 
/**
 * Why it was entered in error; who and when are the last change's.
 */
error_reason: string | null, 
/**
 * Last changed.
 */
changed_at: Instant, 
/**
 * By whom.
 */
changed_by: string | null, };
/**
 * What a medication is and how it is taken.
 */
export type MedicationDetails = { 
/**
 * RxCUI, if chosen from the list.
 */
rxnorm: string | null, 
/**
 * Name, strength and form; otherwise RxNorm's name.
 */
display: string | null, 
/**
 * How to take it.
 */
sig: string | null, 
/**
 * How much is dispensed.
 */
quantity: number | null, 
/**
 * Of what, such as `tablet`.
 */
quantity_unit: string | null, 
/**
 * How often it may be dispensed again, 0 to 99.
 */
refills: number | null, 
/**
 * How many days one fill lasts, 1 to 999.
 */
days_supply: number | null, 
/**
 * What it is for.
 */
reason: string | null, 
/**
 * First day.
 */
start_on: Day | null, 
/**
 * Last day.
 */
stop_on: Day | null, };
/**
 * Where a medication on the list comes from.
 */
export type MedicationOrigin = "prescribed" | "reported";
/**
 * Whether a medication is taken.
 */
export type MedicationStatus = "active" | "on_hold" | "completed" | "stopped" | "cancelled" | "unknown" | "entered_in_error";
/**
 * Two records that were merged.
 */
export type Merge = { 
/**
 * The merge.
 */
id: Id<"Merge">, 
/**
 * The record that stays.
 */
survivor: Id<"Patient">, 
/**
 * Its name.
 */
survivor_name: string, 
/**
 * Its MRN.
 */
survivor_mrn: string, 
/**
 * The record that was merged into it.
 */
absorbed: Id<"Patient">, 
/**
 * Its name.
 */
absorbed_name: string, 
/**
 * Its MRN.
 */
absorbed_mrn: string, 
/**
 * Why they were taken for one person.
 */
reason: string, 
/**
 * When.
 */
at: Instant, 
/**
 * Who merged them.
 */
by: string | null, 
/**
 * How many entries were moved.
 */
moved: number, 
/**
 * When it was undone; none while it stands.
 */
undone_at: Instant | null, };
/**
 * Two records of one person.
 */
export type MergePatients = { 
/**
 * The record that stays.
 */
survivor: Id<"Patient">, 
/**
 * The version it was read at.
 */
survivor_version: number, 
/**
 * The record that is merged into it.
 */
absorbed: Id<"Patient">, 
/**
 * The version it was read at.
 */
absorbed_version: number, 
/**
 * How it is known that they are one person.
 */
reason: string, };
/**
 * A new place of an appointment, all of it.
 */
export type MoveAppointment = { 
/**
 * Which one.
 */
id: Id<"Appointment">, 
/**
 * The version it was read at.
 */
version: number, 
/**
 * The patient it belongs to.
 */
patient: Id<"Patient">, 
/**
 * Who sees them.
 */
practitioner: Id<"Practitioner">, 
/**
 * Where; none: no room.
 */
room: Id<"Room"> | null, 
/**
 * When.
 */
starts_at: WallTime, 
/**
 * How long.
 */
minutes: number, 
/**
 * Move although someone or something is taken, or nobody works.
 */
allow_overlap: boolean, };
/**
 * What an earlier or other name is (FHIR NameUse).
 */
export type NameUse = "maiden" | "old" | "nickname" | "anonymous" | "temp";
/**
 * An insurance policy as the card says.
 */
export type NewPolicy = { 
/**
 * 1 primary, 2 secondary, 3 tertiary.
 */
rank: number, 
/**
 * The insurer.
 */
payer_name: string, 
/**
 * The insurer's number for electronic claims.
 */
payer_id: string | null, 
/**
 * The plan.
 */
plan_name: string | null, 
/**
 * Member number on the card.
 */
member_id: string | null, 
/**
 * Group number.
 */
group_number: string | null, 
/**
 * What the patient is to the subscriber.
 */
subscriber_relationship: SubscriberRelationship, 
/**
 * The subscriber's name, when it is not the patient.
 */
subscriber_name: string | null, 
/**
 * The subscriber's birth date, when it is not the patient.
 */
subscriber_birth_date: Day | null, 
/**
 * Copay of a visit.
 */
copay: Cents | null, 
/**
 * First day it holds.
 */
effective_on: Day | null, 
/**
 * Last day it holds.
 */
terminated_on: Day | null, };
/**
 * A practice as the first-run wizard asks for it.
 */
export type NewPractice = { 
/**
 * The practice's name.
 */
name: string, 
/**
 * Where it is.
 */
address: Address, 
/**
 * Telephone.
 */
phone: string | null, 
/**
 * Organization NPI, ten digits.
 */
npi: string | null, 
/**
 * EIN or SSN.
 */
tax_id: string | null, 
/**
 * IANA time zone.
 */
zone: Zone, };
/**
 * A new recovery code.
 */
export type NewRecoveryCode = { 
/**
 * Shown once, for the recovery sheet. It opens nothing until it is confirmed.
 */
recovery_code: string, };
/**
 * Someone who stands by a patient, as the desk writes them down.
 */
export type NewRelatedPerson = { 
/**
 * Their name.
 */
name: string, 
/**
 * What they are to the patient (HL7 v3 RoleCode, `OTH`).
 */
relationship: string, 
/**
 * Telephone.
 */
phone: string | null, 
/**
 * Email.
 */
email: string | null, 
/**
 * Where they live.
 */
address: Address, 
/**
 * Birth date, asked of a guarantor.
 */
birth_date: Day | null, 
/**
 * Is called in an emergency.
 */
emergency_contact: boolean, 
/**
 * Answers for the bills.
 */
guarantor: boolean, };
/**
 * A user to add.
 */
export type NewUser = { 
/**
 * The name shown.
 */
display_name: string, 
/**
 * Roles to hold.
 */
roles: Array<Role>, 
/**
 * MD, NP, PA-C; for a provider.
 */
credential: string | null, 
/**
 * Individual NPI; for a provider.
 */
npi: string | null, };
/**
 * That the patient was asked and knows of none.
 */
export type NoKnownAllergies = { 
/**
 * The statement.
 */
id: Id<"NoKnownAllergies">, 
/**
 * Counts changes.
 */
version: number, 
/**
 * The day the patient said so.
 */
stated_on: Day, };
/**
 * What Chartwell has no place for.
 */
export type NotKept = { 
/**
 * A FHIR type (`CarePlan`), an element of one (`Patient.photo`), or a few words more.
 */
what: string, 
/**
 * How many.
 */
count: number, };
/**
 * The note of a visit.
 */
export type Note = { 
/**
 * The note.
 */
id: Id<"Note">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * Of which visit.
 */
visit: Id<"Visit">, 
/**
 * How final it is.
 */
status: NoteStatus, 
/**
 * What the patient tells.
 */
subjective: string, 
/**
 * What is found.
 */
objective: string, 
/**
 * What it means.
 */
assessment: string, 
/**
 * What is done about it.
 */
plan: string, 
/**
 * When it was signed.
 */
signed_at: Instant | null, 
/**
 * The name of who signed.
 */
signed_by: string | null, 
/**
 * Last changed.
 */
changed_at: Instant, 
/**
 * By whom.
 */
changed_by: string | null, 
/**
 * What was added after the signature, in order.
 */
addenda: Array<NoteAddendum>, };
/**
 * What was added to a signed note.
 */
export type NoteAddendum = { 
/**
 * The addendum.
 */
id: Id<"NoteAddendum">, 
/**
 * Its text.
 */
body: string, 
/**
 * When it was signed.
 */
signed_at: Instant, 
/**
 * The name of who signed.
 */
signed_by: string, };
/**
 * The four sections of a note.
 */
export type NoteSections = { 
/**
 * What the patient tells.
 */
subjective: string, 
/**
 * What is found.
 */
objective: string, 
/**
 * What it means.
 */
assessment: string, 
/**
 * What is done about it.
 */
plan: string, };
/**
 * How final a note is.
 */
export type NoteStatus = "unsigned" | "signed" | "entered_in_error";
/**
 * The beginning of a note.
 */
export type NoteTemplate = { 
/**
 * The template.
 */
id: Id<"NoteTemplate">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * What it is called.
 */
name: string, 
/**
 * Whether it is offered.
 */
active: boolean, 
/**
 * Text of the section.
 */
subjective: string, 
/**
 * Text of the section.
 */
objective: string, 
/**
 * Text of the section.
 */
assessment: string, 
/**
 * Text of the section.
 */
plan: string, };
/**
 * Of which visit.
 */
export type OfVisit = { 
/**
 * The visit.
 */
visit: Id<"Visit">, };
/**
 * Whose chart.
 */
export type OpenChart = { 
/**
 * The patient.
 */
patient: Id<"Patient">, };
/**
 * A visit that is not signed.
 */
export type OpenVisit = { 
/**
 * The visit.
 */
id: Id<"Visit">, 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Their name.
 */
patient_name: string, 
/**
 * How far it is.
 */
status: VisitStatus, 
/**
 * When it began.
 */
started_at: Instant, 
/**
 * What it is called here.
 */
visit_type: string | null, 
/**
 * Why the patient came.
 */
reason: string | null, 
/**
 * The name of who sees the patient.
 */
practitioner_name: string | null, };
/**
 * Another name of the patient.
 */
export type OtherName = { 
/**
 * What it is.
 */
use: NameUse, 
/**
 * Family name.
 */
family: string | null, 
/**
 * Given name.
 */
given: string | null, 
/**
 * Middle names.
 */
middle: string | null, 
/**
 * Dr., Ms.
 */
prefix: string | null, 
/**
 * Jr., III.
 */
suffix: string | null, 
/**
 * First day it was used.
 */
starts_on: Day | null, 
/**
 * Last day it was used.
 */
ends_on: Day | null, };
/**
 * Paper in the printer.
 */
export type PageSize = "letter" | "a4";
/**
 * How good a passphrase is.
 */
export type PassphraseRating = { 
/**
 * 0 (guessed at once) to 4 (strong), by zxcvbn.
 */
score: number, 
/**
 * At least 15 characters.
 */
long_enough: boolean, 
/**
 * Good enough to be accepted.
 */
acceptable: boolean, 
/**
 * What makes it weak.
 */
warning: string | null, 
/**
 * What would make it better.
 */
suggestions: Array<string>, };
/**
 * A patient, with everything the front desk keeps.
 */
export type Patient = { 
/**
 * The patient.
 */
id: Id<"Patient">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * Medical record number.
 */
mrn: string, 
/**
 * The name as it is said and printed.
 */
name: string, 
/**
 * The name as lists show it.
 */
list_name: string, 
/**
 * Completed years today, or at death.
 */
age: number | null, 
/**
 * When the record was made.
 */
registered_at: Instant, 
/**
 * The record this one was merged into; its own page is then history.
 */
merged_into: Id<"Patient"> | null, 
/**
 * The photo, if there is one.
 */
photo: Id<"PatientPhoto"> | null, 
/**
 * The primary care practitioner's name.
 */
practitioner_name: string | null, 
/**
 * Who the patient is.
 */
details: PatientDetails, 
/**
 * Emergency contacts, guarantors, next of kin; those no longer current last.
 */
contacts: Array<RelatedPerson>, 
/**
 * Insurance policies, primary first; ended and mistaken ones last.
 */
policies: Array<InsurancePolicy>, 
/**
 * Merges that stand or were undone, newest first.
 */
merges: Array<Merge>, };
/**
 * Where a patient lives, or lived.
 */
export type PatientAddress = { 
/**
 * What it is for.
 */
use: AddressUse, 
/**
 * Street and number.
 */
line1: string | null, 
/**
 * Apartment, suite.
 */
line2: string | null, 
/**
 * City.
 */
city: string | null, 
/**
 * Two-letter state in the United States; a province elsewhere.
 */
state: string | null, 
/**
 * ZIP code; a postal code elsewhere.
 */
zip: string | null, 
/**
 * Country, when not the United States.
 */
country: string | null, 
/**
 * First day.
 */
starts_on: Day | null, 
/**
 * Last day.
 */
ends_on: Day | null, };
/**
 * Whose appointments.
 */
export type PatientAppointments = { 
/**
 * The patient.
 */
patient: Id<"Patient">, 
/**
 * Only those still to come, from today on and not called off.
 */
upcoming: boolean, };
/**
 * Who a page is about: what the banner on every patient page shows.
 */
export type PatientBanner = { 
/**
 * The patient.
 */
id: Id<"Patient">, 
/**
 * The name as it is said.
 */
name: string, 
/**
 * What they want to be called.
 */
preferred_name: string | null, 
/**
 * Day of birth.
 */
birth_date: Day | null, 
/**
 * Completed years today, or at death.
 */
age: number | null, 
/**
 * Sex.
 */
sex: Sex, 
/**
 * Pronouns, in words.
 */
pronouns: string | null, 
/**
 * Medical record number.
 */
mrn: string, 
/**
 * The first telephone number.
 */
phone: string | null, 
/**
 * The photo, if there is one.
 */
photo: Id<"PatientPhoto"> | null, 
/**
 * Whether they died.
 */
deceased: boolean, 
/**
 * The day of death, if known.
 */
deceased_on: Day | null, 
/**
 * Whether they still come here.
 */
active: boolean, 
/**
 * The record this one was merged into.
 */
merged_into: Id<"Patient"> | null, };
/**
 * Who a patient is, all of it. A list of codes that is empty means nobody asked.
 */
export type PatientDetails = { 
/**
 * Legal family name, or the only name.
 */
family: string, 
/**
 * Legal given name; none for a person of one name.
 */
given: string | null, 
/**
 * Middle names.
 */
middle: string | null, 
/**
 * Dr., Ms.
 */
prefix: string | null, 
/**
 * Jr., III.
 */
suffix: string | null, 
/**
 * What the patient wants to be called.
 */
preferred_name: string | null, 
/**
 * Earlier and other names.
 */
other_names: Array<OtherName>, 
/**
 * Day of birth; missing only in records imported without one.
 */
birth_date: Day | null, 
/**
 * Sex as the practice uses it.
 */
sex: Sex, 
/**
 * Sex on the birth certificate.
 */
birth_sex: BirthSex, 
/**
 * OMB categories and CDC detail.
 */
race: Array<Said>, 
/**
 * OMB category and CDC detail.
 */
ethnicity: Array<Said>, 
/**
 * Preferred languages, best first (BCP 47).
 */
language: Array<Said>, 
/**
 * Gender identity (45 CFR 170.207(o)(2)).
 */
gender_identity: Array<Said>, 
/**
 * Sexual orientation (45 CFR 170.207(o)(1)).
 */
sexual_orientation: Array<Said>, 
/**
 * Pronouns (LOINC answers).
 */
pronouns: Array<Said>, 
/**
 * Marital status (HL7 v3).
 */
marital_status: Array<Said>, 
/**
 * Addresses; mail goes to the first.
 */
addresses: Array<PatientAddress>, 
/**
 * Phones and email; the first is tried first.
 */
telecoms: Array<Telecom>, 
/**
 * How the patient wants to be reached.
 */
contact_by: ContactBy, 
/**
 * Numbers given by others.
 */
identifiers: Array<Identifier>, 
/**
 * Primary care practitioner.
 */
practitioner: Id<"Practitioner"> | null, 
/**
 * Whether the patient died.
 */
deceased: boolean, 
/**
 * The day of death, if known.
 */
deceased_on: Day | null, 
/**
 * Whether the patient still comes here.
 */
active: boolean, };
/**
 * A draft about a patient, without its text.
 */
export type PatientDraft = { 
/**
 * Which form.
 */
about: string, 
/**
 * Which record; none for a new one.
 */
subject: Id<"AnyRecord"> | null, 
/**
 * When it was last saved.
 */
saved_at: Instant, };
/**
 * One change of a patient's record: what one person did in one go.
 */
export type PatientEdit = { 
/**
 * When.
 */
at: Instant, 
/**
 * Who.
 */
user_name: string | null, 
/**
 * The act, as the command list names it.
 */
command: string, 
/**
 * What became different.
 */
changes: Array<FieldChange>, };
/**
 * Which patient.
 */
export type PatientOf = { 
/**
 * The patient.
 */
patient: Id<"Patient">, };
/**
 * A photo of a patient.
 */
export type PatientPhoto = { 
/**
 * The photo.
 */
id: Id<"PatientPhoto">, 
/**
 * `image/jpeg` or `image/png`.
 */
media_type: string, 
/**
 * The image, base64.
 */
image_base64: string, };
/**
 * A patient in a list.
 */
export type PatientRow = { 
/**
 * The patient.
 */
id: Id<"Patient">, 
/**
 * The name, family name first.
 */
name: string, 
/**
 * What they want to be called.
 */
preferred_name: string | null, 
/**
 * Day of birth.
 */
birth_date: Day | null, 
/**
 * Completed years today, or at death.
 */
age: number | null, 
/**
 * Sex.
 */
sex: Sex, 
/**
 * Medical record number.
 */
mrn: string, 
/**
 * The first telephone number.
 */
phone: string | null, 
/**
 * The photo, if there is one.
 */
photo: Id<"PatientPhoto"> | null, 
/**
 * Whether they died.
 */
deceased: boolean, 
/**
 * Whether they still come here.
 */
active: boolean, 
/**
 * Found only by forgiving a typing error.
 */
approximate: boolean, };
/**
 * One payment, refund or void.
 */
export type Payment = { 
/**
 * The payment.
 */
id: Id<"Payment">, 
/**
 * Counts changes.
 */
version: number, 
/**
 * Whose account.
 */
patient: Id<"Patient">, 
/**
 * The visit it was taken for.
 */
visit: Id<"Visit"> | null, 
/**
 * In or out.
 */
kind: PaymentKind, 
/**
 * The payment a refund or void takes back.
 */
reverses: Id<"Payment"> | null, 
/**
 * How.
 */
method: PaymentMethod, 
/**
 * Check number or card authorization.
 */
reference: string | null, 
/**
 * The day.
 */
received_on: Day, 
/**
 * Positive in, negative out.
 */
cents: Cents, 
/**
 * Its number on paper.
 */
receipt: string, 
/**
 * Of a refund or void.
 */
reason: string | null, 
/**
 * What of it was already given back, as a positive amount.
 */
taken_back: Cents, 
/**
 * What of it covers no charge.
 */
unapplied: Cents, 
/**
 * When it was entered.
 */
created_at: Instant, 
/**
 * Who entered it.
 */
taken_by: string | null, };
/**
 * Whether money came in or went back.
 */
export type PaymentKind = "payment" | "refund" | "void";
/**
 * How it was paid.
 */
export type PaymentMethod = "cash" | "check" | "card" | "transfer" | "unknown";
/**
 * Payments of one day, for the drawer.
 */
export type PaymentsOfDay = { 
/**
 * The day; today when left out.
 */
on: Day | null, };
/**
 * One thing a role may allow. Each command names the one it needs.
 */
export type Permission = "SeeSchedule" | "EditSchedule" | "SeePatients" | "EditPatients" | "MergePatients" | "SeeChart" | "EditChart" | "WriteNotes" | "SignNotes" | "SeeBilling" | "EditCharges" | "TakePayments" | "ManagePractice" | "ManageUsers" | "SeeAudit" | "ImportRecords" | "ExportRecords";
/**
 * A policy that never was this patient's.
 */
export type PolicyInError = { 
/**
 * The patient the page was opened for.
 */
patient: Id<"Patient">, 
/**
 * Which policy.
 */
id: Id<"InsurancePolicy">, 
/**
 * The version this was read at.
 */
version: number, 
/**
 * Why.
 */
reason: string, };
/**
 * The practice's details and settings.
 */
export type PracticeProfile = { 
/**
 * The practice file.
 */
id: Id<"PracticeFile">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * The practice's name.
 */
name: string, 
/**
 * Where it is.
 */
address: Address, 
/**
 * Telephone.
 */
phone: string | null, 
/**
 * Fax.
 */
fax: string | null, 
/**
 * Email.
 */
email: string | null, 
/**
 * Organization NPI.
 */
npi: string | null, 
/**
 * EIN or SSN.
 */
tax_id: string | null, 
/**
 * IANA time zone.
 */
zone: Zone, 
/**
 * Paper.
 */
page_size: PageSize, 
/**
 * Units shown.
 */
units: Units, 
/**
 * Minutes without an act until the practice locks itself.
 */
idle_minutes: number, 
/**
 * Whether a logo is kept.
 */
has_logo: boolean, 
/**
 * Whether this is the sample practice.
 */
sample: boolean, };
/**
 * What stands at the practice file's place.
 */
export type PracticeState = "none" | "locked" | "open";
/**
 * Whether a practice is here, and whether it is open.
 */
export type PracticeStatus = { 
/**
 * None yet, locked, or open.
 */
state: PracticeState, 
/**
 * The practice's name, if there is one.
 */
practice_name: string | null, 
/**
 * Who can sign in.
 */
users: Array<SignInUser>, 
/**
 * Who is signed in.
 */
session: SessionInfo | null, 
/**
 * Version of the program.
 */
app_version: string, };
/**
 * Someone who treats (FHIR Practitioner).
 */
export type Practitioner = { 
/**
 * The practitioner.
 */
id: Id<"Practitioner">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * The user they sign in as, if any.
 */
user: Id<"User"> | null, 
/**
 * The name shown.
 */
display_name: string, 
/**
 * MD, NP, PA-C.
 */
credential: string | null, 
/**
 * Individual NPI.
 */
npi: string | null, 
/**
 * NUCC taxonomy code.
 */
taxonomy: string | null, 
/**
 * Of their column, `#rrggbb`.
 */
color: string, 
/**
 * Whether they have a column on the schedule.
 */
sees_patients: boolean, };
/**
 * A payment's document to print.
 */
export type PrintPayment = { 
/**
 * The payment, refund or void.
 */
payment: Id<"Payment">, 
/**
 * Paper; the practice's own when left out.
 */
page_size: PageSize | null, };
/**
 * The recovery sheet to print.
 */
export type PrintRecoverySheet = { 
/**
 * The code, as shown when it was made.
 */
recovery_code: Secret, 
/**
 * Paper; the practice's own when left out.
 */
page_size: PageSize | null, };
/**
 * A visit's document to print.
 */
export type PrintVisit = { 
/**
 * The visit.
 */
visit: Id<"Visit">, 
/**
 * Paper; the practice's own when left out.
 */
page_size: PageSize | null, };
/**
 * A document, ready to be looked at, printed or saved.
 */
export type Printed = { 
/**
 * The PDF in base 64.
 */
pdf_base64: string, 
/**
 * How many pages.
 */
pages: number, 
/**
 * Characters that no embedded font has; they stand in the document as their code points.
 */
missing: Array<string>, 
/**
 * A name to save it under. Numbers and days only: file names are seen by others.
 */
file_name: string, };
/**
 * A problem.
 */
export type Problem = { 
/**
 * The problem.
 */
id: Id<"Problem">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * Where it was first recorded.
 */
visit: Id<"Visit"> | null, 
/**
 * Whether it is present.
 */
clinical_status: ProblemStatus, 
/**
 * How sure it is.
 */
verification_status: ProblemVerification, 
/**
 * How bad it is.
 */
severity: Severity, 
/**
 * ICD-10-CM.
 */
icd10: string | null, 
/**
 * SNOMED CT.
 */
snomed: string | null, 
/**
 * What it is called.
 */
display: string, 
/**
 * When it began.
 */
onset_on: Day | null, 
/**
 * When it ended.
 */
abated_on: Day | null, 
/**
 * Its place on the list, the lowest first.
 */
rank: number, 
/**
 * A word on it.
 */
comment: string | null, 
/**
 * Why it was entered in error; who and when are the last change's.
 */
error_reason: string | null, 
/**
 * Last changed.
 */
changed_at: Instant, 
/**
 * By whom.
 */
changed_by: string | null, };
/**
 * Whether a problem is present (HL7 condition-clinical).
 */
export type ProblemStatus = "active" | "recurrence" | "relapse" | "inactive" | "remission" | "resolved" | "unknown";
/**
 * How sure it is (HL7 condition-ver-status).
 */
export type ProblemVerification = "unconfirmed" | "provisional" | "differential" | "confirmed" | "refuted" | "unknown" | "entered_in_error";
/**
 * How far a job is.
 */
export type Progress = { 
/**
 * Names the job.
 */
job: number, 
/**
 * The command it runs.
 */
command: string, 
/**
 * Units done.
 */
done: number, 
/**
 * Units in all, 0 while unknown.
 */
total: number, 
/**
 * Rows made so far.
 */
rows: number, };
/**
 * A passphrase to rate.
 */
export type RatePassphrase = { 
/**
 * The passphrase.
 */
passphrase: Secret, 
/**
 * Words an attacker would try first, such as the practice's and the user's name.
 */
known: Array<string>, };
/**
 * Vitals as they stand in a form.
 */
export type ReadVitals = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * What a number without a unit is in; otherwise the practice's units.
 */
units: UnitSystem | null, 
/**
 * The signs, each once.
 */
vitals: Array<VitalEntry>, 
/**
 * Blood pressure such as `120/80`.
 */
blood_pressure: string | null, };
/**
 * That the patient was asked.
 */
export type RecordNoKnownAllergies = { 
/**
 * Who was asked.
 */
patient: Id<"Patient">, 
/**
 * When; otherwise today.
 */
stated_on: Day | null, };
/**
 * A visit with what was measured, written and found.
 */
export type RecordVisit = { 
/**
 * How it starts.
 */
start: StartVisit, 
/**
 * What was measured.
 */
vitals: Array<VitalEntry>, 
/**
 * Blood pressure such as `120/80`.
 */
blood_pressure: string | null, 
/**
 * The note.
 */
note: NoteSections | null, 
/**
 * The diagnoses, the main one first.
 */
diagnoses: Array<DiagnosisToSet>, };
/**
 * Vitals taken together.
 */
export type RecordVitals = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * At which visit.
 */
visit: Id<"Visit"> | null, 
/**
 * When; otherwise now.
 */
taken_at: Instant | null, 
/**
 * What a number without a unit is in; otherwise the practice's units.
 */
units: UnitSystem | null, 
/**
 * The signs, each once.
 */
vitals: Array<VitalEntry>, 
/**
 * Blood pressure such as `120/80`, instead of its two signs.
 */
blood_pressure: string | null, };
/**
 * A new passphrase for a user who lost theirs.
 */
export type Recover = { 
/**
 * The user; may be left out when there is only one.
 */
user: Id<"User"> | null, 
/**
 * The code on the recovery sheet.
 */
recovery_code: Secret, 
/**
 * The user's new passphrase.
 */
new_passphrase: Secret, };
/**
 * How the practice stands with its recovery code.
 */
export type RecoveryStatus = { 
/**
 * When part of a code was last typed back; none: nobody has shown that a sheet was kept.
 */
confirmed_at: Instant | null, 
/**
 * Whether a new code was made and not confirmed: until it is, the one before opens the practice.
 */
new_code_waits: boolean, };
/**
 * A payment to give back, or to void.
 */
export type RefundPayment = { 
/**
 * Which payment.
 */
payment: Id<"Payment">, 
/**
 * The patient the page was opened for.
 */
patient: Id<"Patient">, 
/**
 * Whether it was typed by mistake and never came in; then all that is left of it is taken back.
 */
void: boolean, 
/**
 * How much goes back; all that is left when left out.
 */
cents: Cents | null, 
/**
 * How it goes back; as it came when left out.
 */
method: PaymentMethod | null, 
/**
 * Check number or card authorization.
 */
reference: string | null, 
/**
 * Why.
 */
reason: string, };
/**
 * Resources that cannot be right.
 */
export type RefusedRecords = { 
/**
 * The FHIR type; none for a whole line or file.
 */
kind: string | null, 
/**
 * Why; nothing of the resource's text.
 */
reason: string, 
/**
 * How many.
 */
count: number, 
/**
 * The file of the first one.
 */
file: string | null, 
/**
 * The line of the first one, from 1.
 */
line: number | null, };
/**
 * A patient to register.
 */
export type RegisterPatient = { 
/**
 * Who the patient is.
 */
details: PatientDetails, 
/**
 * Emergency contacts and guarantors.
 */
contacts: Array<NewRelatedPerson>, 
/**
 * Insurance policies.
 */
policies: Array<NewPolicy>, };
/**
 * Someone who stands by a patient.
 */
export type RelatedPerson = { 
/**
 * The person.
 */
id: Id<"RelatedPerson">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * Who they are.
 */
person: NewRelatedPerson, 
/**
 * Whether they still do.
 */
active: boolean, };
/**
 * What a report is about.
 */
export type ReportCategory = "laboratory" | "imaging" | "pathology" | "other";
/**
 * Which report.
 */
export type ReportOf = { 
/**
 * The report.
 */
report: Id<"DiagnosticReport">, };
/**
 * A report with its own words.
 */
export type ReportText = { 
/**
 * The report.
 */
id: Id<"DiagnosticReport">, 
/**
 * Counts changes.
 */
version: number, 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Ordered at which visit.
 */
visit: Id<"Visit"> | null, 
/**
 * What it is about.
 */
category: ReportCategory, 
/**
 * How final.
 */
status: ResultStatus, 
/**
 * The panel's name.
 */
name: string, 
/**
 * When it was sent.
 */
at: Instant, 
/**
 * Its own words.
 */
body: string | null, 
/**
 * Why it was entered in error.
 */
error_reason: string | null, 
/**
 * Its results.
 */
results: Array<ResultValue>, };
/**
 * A problem that is gone.
 */
export type ResolveProblem = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Which one.
 */
id: Id<"Problem">, 
/**
 * The version that was read.
 */
version: number, 
/**
 * Since when; otherwise today.
 */
abated_on: Day | null, };
/**
 * Results that belong together: those of a report, or loose ones of one moment.
 */
export type ResultPanel = { 
/**
 * The report; none for loose results.
 */
report: Id<"DiagnosticReport"> | null, 
/**
 * The report's version.
 */
version: number | null, 
/**
 * The panel's name; none for loose results.
 */
name: string | null, 
/**
 * When it was sent, or measured.
 */
at: Instant, 
/**
 * How final.
 */
status: ResultStatus, 
/**
 * Whether the report has words of its own; `diagnostic_report` gives them.
 */
has_text: boolean, 
/**
 * Its results, as they came.
 */
results: Array<ResultValue>, };
/**
 * How final a finding or a report is (FHIR ObservationStatus).
 */
export type ResultStatus = "registered" | "preliminary" | "final" | "amended" | "unknown" | "entered_in_error";
/**
 * One result.
 */
export type ResultValue = { 
/**
 * The result.
 */
id: Id<"Observation">, 
/**
 * Counts changes.
 */
version: number, 
/**
 * LOINC.
 */
code: string | null, 
/**
 * What was measured.
 */
display: string, 
/**
 * When it was true of the patient.
 */
effective_at: Instant, 
/**
 * How final.
 */
status: ResultStatus, 
/**
 * A numeric value.
 */
number: number | null, 
/**
 * UCUM unit of the number.
 */
unit: string | null, 
/**
 * A value in words.
 */
text: string | null, 
/**
 * Lowest usual value.
 */
range_low: number | null, 
/**
 * Highest usual value.
 */
range_high: number | null, 
/**
 * The usual in words.
 */
range_text: string | null, 
/**
 * HL7 ObservationInterpretation as sent, or `L` and `H` by the range.
 */
interpretation: string | null, 
/**
 * Whether that is anything but normal.
 */
abnormal: boolean, };
/**
 * A role a user can hold.
 */
export type Role = "administrator" | "provider" | "clinical_staff" | "front_desk" | "biller" | "auditor";
/**
 * A room of the practice (FHIR Location).
 */
export type Room = { 
/**
 * The room.
 */
id: Id<"Room">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * What it is called.
 */
name: string, 
/**
 * Whether it can be chosen.
 */
active: boolean, };
/**
 * One thing a patient said of themselves.
 */
export type Said = { 
/**
 * The value set's code; `ASKU` declined to say, `UNK` does not know, `OTH` something else.
 */
code: string, 
/**
 * The patient's own words for `OTH`.
 */
text: string | null, };
/**
 * Typing to keep.
 */
export type SaveDraft = { 
/**
 * Which form.
 */
about: string, 
/**
 * Which record; left out for a new one.
 */
subject: Id<"AnyRecord"> | null, 
/**
 * The patient it is about, if any.
 */
patient: Id<"AnyRecord"> | null, 
/**
 * What was typed, in the form's own shape.
 */
body: string, };
/**
 * A template to add, or all of one to change.
 */
export type SaveNoteTemplate = { 
/**
 * Which one; left out for a new one.
 */
id: Id<"NoteTemplate"> | null, 
/**
 * The version these were read at; left out for a new one.
 */
version: number | null, 
/**
 * What it is called.
 */
name: string, 
/**
 * Whether it is offered.
 */
active: boolean, 
/**
 * Text of the section.
 */
subjective: string, 
/**
 * Text of the section.
 */
objective: string, 
/**
 * Text of the section.
 */
assessment: string, 
/**
 * Text of the section.
 */
plan: string, };
/**
 * Some days of the schedule.
 */
export type Schedule = { 
/**
 * The first day.
 */
from: Day, 
/**
 * How many days.
 */
days: number, 
/**
 * Today in the practice's zone.
 */
today: Day, 
/**
 * When this was read.
 */
now: Instant, 
/**
 * A column a practitioner.
 */
columns: Array<Column>, 
/**
 * The appointments of those practitioners, by time.
 */
appointments: Array<Appointment>, };
/**
 * What was typed into a search field.
 */
export type SearchCodes = { 
/**
 * Words in any order, beginnings of words, or a code.
 */
query: string, 
/**
 * At most this many, up to 100; otherwise 20.
 */
limit: number | null, };
/**
 * A passphrase on its way in; wiped when dropped, never printed.
 */
export type Secret = string;
/**
 * Whose patients.
 */
export type SeeFlowBoard = { 
/**
 * Only these practitioners' patients; everyone's when empty.
 */
practitioners: Array<Id<"Practitioner">>, };
/**
 * Which days, and whose.
 */
export type SeeSchedule = { 
/**
 * The first day; today when left out.
 */
from: Day | null, 
/**
 * How many days, 1 to 42; one when left out.
 */
days: number | null, 
/**
 * Whose columns; everyone's who sees patients when empty.
 */
practitioners: Array<Id<"Practitioner">>, 
/**
 * Also those cancelled.
 */
cancelled: boolean, };
/**
 * Which part of whose timeline.
 */
export type SeeTimeline = { 
/**
 * The patient.
 */
patient: Id<"Patient">, 
/**
 * The page before's `next`; left out for the latest.
 */
after: TimelineCursor | null, 
/**
 * Only these kinds; every kind when empty.
 */
kinds: Array<TimelineKind>, };
/**
 * The signed-in user.
 */
export type SessionInfo = { 
/**
 * The user.
 */
user: Id<"User">, 
/**
 * The user's name.
 */
display_name: string, 
/**
 * Roles held.
 */
roles: Array<Role>, 
/**
 * What these roles allow.
 */
permissions: Array<Permission>, 
/**
 * The practice's name.
 */
practice_name: string, 
/**
 * The practice's IANA zone.
 */
zone: Zone, 
/**
 * Minutes without an act until the practice locks itself.
 */
idle_minutes: number, 
/**
 * Whether this is the sample practice.
 */
sample: boolean, 
/**
 * Whether part of the recovery code was typed back.
 */
recovery_confirmed: boolean, };
/**
 * The diagnoses of a visit, all of them, the main one first.
 */
export type SetDiagnoses = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Which visit.
 */
visit: Id<"Visit">, 
/**
 * The visit's version these were read at.
 */
version: number, 
/**
 * At most twelve.
 */
diagnoses: Array<DiagnosisToSet>, };
/**
 * A fee to set.
 */
export type SetFee = { 
/**
 * CPT, HCPCS or the practice's own code.
 */
code: string, 
/**
 * The practice's words for it.
 */
description: string, 
/**
 * Price of one unit.
 */
cents: Cents, 
/**
 * First day it holds; today when left out. The fee that held before ends the day before.
 */
starts_on: Day | null, };
/**
 * A logo to keep.
 */
export type SetLogo = { 
/**
 * The version the profile was read at.
 */
version: number, 
/**
 * The PNG in base 64; left out to keep none.
 */
png_base64: string | null, };
/**
 * A photo to show from now on.
 */
export type SetPatientPhoto = { 
/**
 * The patient.
 */
patient: Id<"Patient">, 
/**
 * A JPEG or PNG of at most 2 MB, base64.
 */
image_base64: string, };
/**
 * How bad it is.
 */
export type Severity = "mild" | "moderate" | "severe" | "unknown";
/**
 * Sex as the practice uses it day by day; carries FHIR's administrative gender and US Core Sex.
 */
export type Sex = "female" | "male" | "other" | "declined" | "unknown";
/**
 * A user on the unlock page.
 */
export type SignInUser = { 
/**
 * The user.
 */
id: Id<"User">, 
/**
 * The name shown.
 */
display_name: string, };
/**
 * The visit to sign, as it was read.
 */
export type SignVisit = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Which one.
 */
visit: Id<"Visit">, 
/**
 * The visit's version that was read.
 */
version: number, 
/**
 * The note's version that was read.
 */
note_version: number, };
/**
 * What a signature made final.
 */
export type SignedVisit = { 
/**
 * The visit with its diagnoses.
 */
visit: Visit, 
/**
 * Its note.
 */
note: Note, };
/**
 * A visit to start.
 */
export type StartVisit = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * The appointment kept; left out for a walk-in. A visit already started from it is given back as it is.
 */
appointment: Id<"Appointment"> | null, 
/**
 * Who sees the patient; otherwise the appointment's practitioner, otherwise the signed-in one.
 */
practitioner: Id<"Practitioner"> | null, 
/**
 * Why the patient came; otherwise the appointment's reason.
 */
reason: string | null, 
/**
 * What it is called here; otherwise the appointment's visit type.
 */
visit_type: string | null, 
/**
 * Where they meet; otherwise in the practice.
 */
class: VisitClass | null, 
/**
 * CMS place-of-service code; otherwise `11`, office.
 */
place_of_service: string | null, 
/**
 * When it began, for one entered late; otherwise now.
 */
started_at: Instant | null, };
/**
 * A medication to end early.
 */
export type StopMedication = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Which one.
 */
id: Id<"Medication">, 
/**
 * The version that was read.
 */
version: number, 
/**
 * Why.
 */
reason: string, 
/**
 * Last day; otherwise today.
 */
stop_on: Day | null, };
/**
 * What the patient is to the subscriber of a policy, read the other way: the subscriber is the patient's … (FHIR
 * subscriber-relationship: the patient is the subscriber's child, spouse, self).
 */
export type SubscriberRelationship = "self" | "spouse" | "child" | "parent" | "common" | "injured" | "other" | "unknown";
/**
 * Whose code names the substance.
 */
export type SubstanceSystem = "rxnorm" | "snomed" | "other";
/**
 * A line to take off or take back.
 */
export type TakeBackCharge = { 
/**
 * Which one.
 */
id: Id<"Charge">, 
/**
 * The version it was read at.
 */
version: number, 
/**
 * The patient the page was opened for.
 */
patient: Id<"Patient">, 
/**
 * Why; needed when the charge is posted.
 */
reason: string | null, };
/**
 * A payment to take.
 */
export type TakePayment = { 
/**
 * Whose account.
 */
patient: Id<"Patient">, 
/**
 * The visit it is taken for; its charges are covered first.
 */
visit: Id<"Visit"> | null, 
/**
 * How.
 */
method: PaymentMethod, 
/**
 * Check number or card authorization; needed for a check.
 */
reference: string | null, 
/**
 * How much.
 */
cents: Cents, 
/**
 * The day; today when left out. Not in the future, and at most ten years ago.
 */
received_on: Day | null, };
/**
 * How an entry differs from what was written.
 */
export type Tampering = "gap" | "edited" | "changes_edited" | "forged";
/**
 * A way to reach the patient.
 */
export type Telecom = { 
/**
 * What it is.
 */
kind: TelecomKind, 
/**
 * The number or address.
 */
value: string, };
/**
 * What a telephone number or address is.
 */
export type TelecomKind = "mobile" | "home" | "work" | "other" | "fax" | "email";
/**
 * A page of the timeline.
 */
export type Timeline = { 
/**
 * Latest first.
 */
entries: Array<TimelineEntry>, 
/**
 * Where the next page begins, if there is more.
 */
next: TimelineCursor | null, };
/**
 * Where a page ended.
 */
export type TimelineCursor = { 
/**
 * When its last entry was.
 */
at: Instant, 
/**
 * The last entry.
 */
id: Id<"AnyRecord">, };
/**
 * One entry.
 */
export type TimelineEntry = { 
/**
 * What kind.
 */
kind: TimelineKind, 
/**
 * The record.
 */
id: Id<"AnyRecord">, 
/**
 * When; midnight for what has only a day.
 */
at: Instant, 
/**
 * The day, for what has only a day.
 */
on: Day | null, 
/**
 * Its headline.
 */
title: string, 
/**
 * A line below: the diagnoses, why a shot was not given.
 */
detail: string | null, 
/**
 * Its status in its own words, such as `signed`.
 */
status: string, 
/**
 * Who saw, gave or wrote.
 */
who: string | null, };
/**
 * What kind of happening.
 */
export type TimelineKind = "visit" | "immunization" | "report" | "procedure" | "document";
/**
 * One entry, read or refused.
 */
export type TypedVital = { 
/**
 * Which sign; a blood pressure that cannot be read stands as systolic.
 */
vital: Vital, 
/**
 * As it is read in feet, pounds and Fahrenheit; empty when refused.
 */
us: string, 
/**
 * As it is read in centimetres, kilograms and Celsius; empty when refused.
 */
metric: string, 
/**
 * Against what is usual at the patient's age today.
 */
flag: VitalFlag, 
/**
 * Why it cannot be taken.
 */
refused: string | null, };
/**
 * What a form of vitals says.
 */
export type TypedVitals = { 
/**
 * Every entry, and the BMI where weight and height allow.
 */
readings: Array<TypedVital>, 
/**
 * What the blood pressure amounts to (ACC/AHA 2017), from 13 years.
 */
blood_pressure: BloodPressureCategory | null, };
/**
 * An appointment whose last step was wrong.
 */
export type UndoAppointmentStep = { 
/**
 * Which one.
 */
id: Id<"Appointment">, 
/**
 * The version it was read at.
 */
version: number, 
/**
 * The patient it belongs to.
 */
patient: Id<"Patient">, 
/**
 * Put it back although its time was given to someone else meanwhile.
 */
allow_overlap: boolean, };
/**
 * A merge to undo.
 */
export type UndoMerge = { 
/**
 * The patient the page was opened for: the survivor.
 */
patient: Id<"Patient">, 
/**
 * Which merge.
 */
merge: Id<"Merge">, };
/**
 * A unit that a vital sign is entered, kept or shown in.
 */
export type Unit = "centimeter" | "meter" | "inch" | "foot" | "kilogram" | "gram" | "pound" | "ounce" | "celsius" | "fahrenheit" | "millimeter_of_mercury" | "per_minute" | "percent" | "kilogram_per_square_meter" | "score";
/**
 * Which units someone thinks in.
 */
export type UnitSystem = "us" | "metric";
/**
 * Units in which measurements are shown; both can always be typed.
 */
export type Units = "us" | "metric";
/**
 * Who unlocks, and with what.
 */
export type Unlock = { 
/**
 * The user; may be left out when there is only one.
 */
user: Id<"User"> | null, 
/**
 * The user's display name, instead of `user`.
 */
user_name: string | null, 
/**
 * The user's passphrase.
 */
passphrase: Secret, 
/**
 * Go on although acknowledged entries are missing. Logged.
 */
accept_missing_entries: boolean, };
/**
 * Someone who signs in.
 */
export type User = { 
/**
 * The user.
 */
id: Id<"User">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * The name shown.
 */
display_name: string, 
/**
 * Whether they can sign in.
 */
active: boolean, 
/**
 * Roles held.
 */
roles: Array<Role>, 
/**
 * The practitioner they are, if they treat.
 */
practitioner: Id<"Practitioner"> | null, };
/**
 * A vaccine.
 */
export type VaccineHit = { 
/**
 * CVX, two or three digits.
 */
code: string, description: string, 
/**
 * CDC's families the dose counts for: `FLU`, `DTAP`, `HepB`.
 */
groups: Array<string>, 
/**
 * False when CDC no longer has it given; old shots are still recorded with it.
 */
given_now: boolean, };
/**
 * Who makes a vaccine.
 */
export type VaccineMaker = { 
/**
 * MVX.
 */
code: string, name: string, };
/**
 * Which list.
 */
export type ValueSet = "race" | "race_detail" | "ethnicity" | "ethnicity_detail" | "administrative_gender" | "sex" | "birth_sex" | "sexual_orientation" | "gender_identity" | "pronouns" | "marital_status" | "relationship" | "contact_role" | "subscriber_relationship" | "smoking_status" | "language" | "state" | "place_of_service";
/**
 * One thing to choose.
 */
export type ValueSetChoice = { 
/**
 * URI of the code system, as FHIR names it.
 */
system: string, code: string, label: string, };
/**
 * What `verify` found.
 */
export type Verification = { 
/**
 * Whether the file, its references and the whole log are as they were written.
 */
sound: boolean, 
/**
 * What SQLite and SQLCipher found wrong, in their words: pages and tables, never content.
 */
file_findings: Array<string>, 
/**
 * The audit chain.
 */
chain: ChainReport, };
/**
 * A visit.
 */
export type Visit = { 
/**
 * The visit.
 */
id: Id<"Visit">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * The appointment it was started from; none for a walk-in.
 */
appointment: Id<"Appointment"> | null, 
/**
 * Who sees the patient.
 */
practitioner: Id<"Practitioner"> | null, 
/**
 * Their name.
 */
practitioner_name: string | null, 
/**
 * How far it is.
 */
status: VisitStatus, 
/**
 * Where they meet.
 */
class: VisitClass, 
/**
 * What it is called here, such as `Follow-up`.
 */
visit_type: string | null, 
/**
 * Why the patient came.
 */
reason: string | null, 
/**
 * When it began.
 */
started_at: Instant, 
/**
 * When it ended.
 */
ended_at: Instant | null, 
/**
 * CMS place-of-service code, such as `11`.
 */
place_of_service: string, 
/**
 * When it was signed.
 */
signed_at: Instant | null, 
/**
 * The name of who signed.
 */
signed_by: string | null, 
/**
 * Why it was entered in error; who and when are the last change's.
 */
error_reason: string | null, 
/**
 * Last changed.
 */
changed_at: Instant, 
/**
 * By whom.
 */
changed_by: string | null, 
/**
 * Its diagnoses, the main one first.
 */
diagnoses: Array<VisitDiagnosis>, };
/**
 * Where patient and practitioner meet (after HL7 v3 ActEncounterCode).
 */
export type VisitClass = "ambulatory" | "virtual" | "home" | "emergency" | "inpatient" | "other";
/**
 * A diagnosis of a visit.
 */
export type VisitDiagnosis = { 
/**
 * The diagnosis.
 */
id: Id<"VisitDiagnosis">, 
/**
 * 1 to 12; 1 is the main one.
 */
rank: number, 
/**
 * Its letter on a claim, `A` to `L`.
 */
letter: string, 
/**
 * ICD-10-CM.
 */
code: string, 
/**
 * The code's words.
 */
display: string, 
/**
 * False for a heading, which cannot be signed.
 */
billable: boolean, };
/**
 * Which visit.
 */
export type VisitOf = { 
/**
 * The visit.
 */
visit: Id<"Visit">, };
/**
 * Everything on the page of a visit.
 */
export type VisitPage = { 
/**
 * The visit.
 */
visit: Visit, 
/**
 * Its note, once something was written, with its addenda.
 */
note: Note | null, 
/**
 * Vitals taken at it, newest first.
 */
vitals: Array<VitalsSet>, };
/**
 * How far a visit is.
 */
export type VisitStatus = "planned" | "in_progress" | "signed" | "finished" | "entered_in_error";
/**
 * What an appointment is for, with its usual length and its colour.
 */
export type VisitType = { 
/**
 * The visit type.
 */
id: Id<"VisitType">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * What it is called.
 */
name: string, 
/**
 * Usual length.
 */
minutes: number, 
/**
 * `#rrggbb`; the name always stands beside it.
 */
color: string, 
/**
 * Whether it can be chosen.
 */
active: boolean, };
/**
 * One kind of vital sign.
 */
export type Vital = "height" | "weight" | "bmi" | "systolic" | "diastolic" | "heart_rate" | "respiratory_rate" | "temperature" | "oxygen_saturation" | "head_circumference" | "pain";
/**
 * A vital sign described for a page.
 */
export type VitalDefinition = { vital: Vital, name: string, loinc: string, 
/**
 * UCUM of the unit it is kept in.
 */
unit: string, 
/**
 * Units it may be entered in.
 */
units: Array<Unit>, 
/**
 * What can be true, in the unit it is kept in.
 */
plausible: VitalLimits, };
/**
 * One vital sign as it is written down.
 */
export type VitalEntry = { 
/**
 * Which sign; BMI is computed.
 */
vital: Vital, 
/**
 * As it is written: `5'11"`, `180 lb`, `82 kg`, `98.6`.
 */
entry: string, };
/**
 * How a value compares with what is usual.
 */
export type VitalFlag = "low" | "usual" | "high" | "no_range";
/**
 * From `low` to `high`, both included, in the unit the value is kept in.
 */
export type VitalLimits = { low: number, high: number, };
/**
 * One vital sign as it was measured.
 */
export type VitalReading = { 
/**
 * The reading.
 */
id: Id<"Observation">, 
/**
 * Counts changes; send it back when marking it.
 */
version: number, 
/**
 * Which sign; none for one that came from elsewhere and is not among ours.
 */
vital: Vital | null, 
/**
 * What it is called.
 */
display: string, 
/**
 * The number in `unit`.
 */
number: number | null, 
/**
 * UCUM.
 */
unit: string | null, 
/**
 * As it is read in feet, pounds and Fahrenheit.
 */
us: string, 
/**
 * As it is read in centimetres, kilograms and Celsius.
 */
metric: string, 
/**
 * Against what is usual at the patient's age then.
 */
flag: VitalFlag, 
/**
 * How final; `entered_in_error` when withdrawn.
 */
status: ResultStatus, 
/**
 * Why it was entered in error; who and when are the last change's.
 */
error_reason: string | null, 
/**
 * Last changed.
 */
changed_at: Instant, 
/**
 * By whom.
 */
changed_by: string | null, };
/**
 * Vitals taken together.
 */
export type VitalsSet = { 
/**
 * When they were taken.
 */
taken_at: Instant, 
/**
 * At which visit.
 */
visit: Id<"Visit"> | null, 
/**
 * What the blood pressure amounts to (ACC/AHA 2017), from 13 years.
 */
blood_pressure: BloodPressureCategory | null, 
/**
 * The readings, in the order they are usually taken.
 */
readings: Array<VitalReading>, };
/**
 * Hours of a weekday in which a practitioner sees patients.
 */
export type WorkingSpan = { 
/**
 * ISO 8601: Monday is 1, Sunday 7.
 */
weekday: number, 
/**
 * Minutes since midnight.
 */
from_minute: number, 
/**
 * Minutes since midnight, at most 1440.
 */
to_minute: number, };
/**
 * A practitioner's week.
 */
export type WorkingWeek = { 
/**
 * Whose.
 */
practitioner: Id<"Practitioner">, 
/**
 * Counts changes; send it back when changing.
 */
version: number, 
/**
 * Whether these are the hours of someone whose hours nobody entered: Monday to Friday, nine to five.
 */
standard: boolean, 
/**
 * The hours, by weekday and time.
 */
spans: Array<WorkingSpan>, 
/**
 * The next day from which other hours hold, if that was entered.
 */
next_change: Day | null, };
/**
 * A note to keep, all four sections.
 */
export type WriteNote = { 
/**
 * Whose.
 */
patient: Id<"Patient">, 
/**
 * Of which visit.
 */
visit: Id<"Visit">, 
/**
 * The version these were read at; left out for the first writing.
 */
version: number | null, 
/**
 * What the patient tells.
 */
subjective: string, 
/**
 * What is found.
 */
objective: string, 
/**
 * What it means.
 */
assessment: string, 
/**
 * What is done about it.
 */
plan: string, };

/** Every command of the door. */
export interface Commands {
  practice_status: { kind: "gate"; input: Empty; output: PracticeStatus };
  rate_passphrase: { kind: "gate"; input: RatePassphrase; output: PassphraseRating };
  create_practice: { kind: "gate"; input: CreatePractice; output: CreatedPractice };
  create_sample_practice: { kind: "gate"; input: CreateSamplePractice; output: CreatedPractice };
  unlock: { kind: "gate"; input: Unlock; output: SessionInfo };
  recover: { kind: "gate"; input: Recover; output: SessionInfo };
  lock: { kind: "gate"; input: Empty; output: Empty };
  recovery_status: { kind: "desk"; input: Empty; output: RecoveryStatus };
  new_recovery_code: { kind: "desk"; input: MakeRecoveryCode; output: NewRecoveryCode };
  confirm_recovery_code: { kind: "desk"; input: ConfirmRecoveryCode; output: Empty };
  change_passphrase: { kind: "desk"; input: ChangePassphrase; output: Empty };
  touch: { kind: "desk"; input: Empty; output: Empty };
  job_progress: { kind: "desk"; input: Empty; output: Array<Progress> };
  cancel_job: { kind: "desk"; input: CancelJob; output: Empty };
  save_draft: { kind: "keep"; input: SaveDraft; output: Empty };
  draft: { kind: "view"; input: DraftPlace; output: Draft | null };
  discard_draft: { kind: "keep"; input: DraftPlace; output: Empty };
  practice_profile: { kind: "view"; input: Empty; output: PracticeProfile };
  change_practice_profile: { kind: "change"; input: ChangeProfile; output: PracticeProfile };
  set_logo: { kind: "change"; input: SetLogo; output: PracticeProfile };
  users: { kind: "view"; input: Empty; output: Array<User> };
  add_user: { kind: "desk"; input: AddUser; output: User };
  change_user: { kind: "desk"; input: ChangeUser; output: User };
  practitioners: { kind: "view"; input: ListPractitioners; output: Array<Practitioner> };
  add_practitioner: { kind: "change"; input: AddPractitioner; output: Practitioner };
  change_practitioner: { kind: "change"; input: ChangePractitioner; output: Practitioner };
  find_patients: { kind: "view"; input: FindPatients; output: Array<PatientRow> };
  recent_patients: { kind: "view"; input: Empty; output: Array<PatientRow> };
  likely_duplicates: { kind: "view"; input: LikelyDuplicates; output: Array<LikelyDuplicate> };
  patient: { kind: "open"; input: PatientOf; output: Patient };
  patient_banner: { kind: "view"; input: PatientOf; output: PatientBanner };
  patient_photo: { kind: "view"; input: PatientOf; output: PatientPhoto | null };
  patient_history: { kind: "open"; input: PatientOf; output: Array<PatientEdit> };
  choices: { kind: "view"; input: Choices; output: Array<ValueSetChoice> };
  register_patient: { kind: "change"; input: RegisterPatient; output: Patient };
  change_patient: { kind: "change"; input: ChangePatient; output: Patient };
  set_patient_photo: { kind: "change"; input: SetPatientPhoto; output: PatientPhoto };
  remove_patient_photo: { kind: "change"; input: PatientOf; output: Empty };
  add_contact: { kind: "change"; input: AddContact; output: Array<RelatedPerson> };
  change_contact: { kind: "change"; input: ChangeContact; output: Array<RelatedPerson> };
  add_policy: { kind: "change"; input: AddPolicy; output: Array<InsurancePolicy> };
  change_policy: { kind: "change"; input: ChangePolicy; output: Array<InsurancePolicy> };
  mark_policy_in_error: { kind: "change"; input: PolicyInError; output: Array<InsurancePolicy> };
  patient_entries: { kind: "view"; input: PatientOf; output: Array<EntryCount> };
  merge_patients: { kind: "change"; input: MergePatients; output: Merge };
  undo_merge: { kind: "change"; input: UndoMerge; output: Empty };
  schedule: { kind: "view"; input: SeeSchedule; output: Schedule };
  flow_board: { kind: "view"; input: SeeFlowBoard; output: FlowBoard };
  appointment: { kind: "view"; input: AppointmentOf; output: Appointment };
  appointment_history: { kind: "view"; input: AppointmentOf; output: Array<AppointmentMoment> };
  patient_appointments: { kind: "view"; input: PatientAppointments; output: Array<Appointment> };
  free_slots: { kind: "view"; input: FindFreeSlots; output: Array<FreeSlot> };
  booking_clashes: { kind: "view"; input: CheckBooking; output: Array<BookingClash> };
  book_appointment: { kind: "change"; input: BookAppointment; output: Appointment };
  move_appointment: { kind: "change"; input: MoveAppointment; output: Appointment };
  change_appointment: { kind: "change"; input: ChangeAppointment; output: Appointment };
  advance_appointment: { kind: "change"; input: AdvanceAppointment; output: Appointment };
  undo_appointment_step: { kind: "change"; input: UndoAppointmentStep; output: Appointment };
  cancel_appointment: { kind: "change"; input: CancelAppointment; output: Appointment };
  mark_no_show: { kind: "change"; input: MarkNoShow; output: Appointment };
  rooms: { kind: "view"; input: Empty; output: Array<Room> };
  add_room: { kind: "change"; input: AddRoom; output: Room };
  change_room: { kind: "change"; input: ChangeRoom; output: Room };
  visit_types: { kind: "view"; input: Empty; output: Array<VisitType> };
  add_visit_type: { kind: "change"; input: AddVisitType; output: VisitType };
  change_visit_type: { kind: "change"; input: ChangeVisitType; output: VisitType };
  working_hours: { kind: "view"; input: HoursOf; output: WorkingWeek };
  change_working_hours: { kind: "change"; input: ChangeWorkingHours; output: WorkingWeek };
  start_visit: { kind: "change"; input: StartVisit; output: Visit };
  visit: { kind: "open"; input: VisitOf; output: VisitPage };
  change_visit: { kind: "change"; input: ChangeVisit; output: Visit };
  set_diagnoses: { kind: "change"; input: SetDiagnoses; output: Visit };
  record_visit: { kind: "change"; input: RecordVisit; output: VisitPage };
  sign_visit: { kind: "change"; input: SignVisit; output: SignedVisit };
  mark_visit_in_error: { kind: "change"; input: MarkVisitInError; output: Visit };
  unsigned_visits: { kind: "view"; input: ListUnsigned; output: Array<OpenVisit> };
  write_note: { kind: "change"; input: WriteNote; output: Note };
  add_addendum: { kind: "change"; input: AddAddendum; output: Note };
  note_templates: { kind: "view"; input: ListNoteTemplates; output: Array<NoteTemplate> };
  apply_note_template: { kind: "view"; input: ApplyNoteTemplate; output: NoteSections };
  save_note_template: { kind: "change"; input: SaveNoteTemplate; output: NoteTemplate };
  open_chart: { kind: "open"; input: OpenChart; output: Chart };
  timeline: { kind: "view"; input: SeeTimeline; output: Timeline };
  read_vitals: { kind: "view"; input: ReadVitals; output: TypedVitals };
  record_vitals: { kind: "change"; input: RecordVitals; output: VitalsSet };
  correct_vital: { kind: "change"; input: CorrectVital; output: VitalsSet };
  mark_vitals_in_error: { kind: "change"; input: MarkVitalsInError; output: Empty };
  list_vitals: { kind: "view"; input: ListVitals; output: Array<VitalsSet> };
  list_results: { kind: "view"; input: ListResults; output: Array<ResultPanel> };
  diagnostic_report: { kind: "open"; input: ReportOf; output: ReportText };
  clinical_document: { kind: "open"; input: DocumentOf; output: ClinicalDocument };
  list_problems: { kind: "view"; input: ListProblems; output: Array<Problem> };
  add_problem: { kind: "change"; input: AddProblem; output: Problem };
  change_problem: { kind: "change"; input: ChangeProblem; output: Problem };
  resolve_problem: { kind: "change"; input: ResolveProblem; output: Problem };
  list_allergies: { kind: "view"; input: ListAllergies; output: AllergyList };
  add_allergy: { kind: "change"; input: AddAllergy; output: Allergy };
  change_allergy: { kind: "change"; input: ChangeAllergy; output: Allergy };
  record_no_known_allergies: { kind: "change"; input: RecordNoKnownAllergies; output: AllergyList };
  list_medications: { kind: "view"; input: ListMedications; output: Array<Medication> };
  add_medication: { kind: "change"; input: AddMedication; output: Medication };
  change_medication: { kind: "change"; input: ChangeMedication; output: Medication };
  stop_medication: { kind: "change"; input: StopMedication; output: Medication };
  list_immunizations: { kind: "view"; input: ListImmunizations; output: Array<Immunization> };
  add_immunization: { kind: "change"; input: AddImmunization; output: Immunization };
  mark_in_error: { kind: "change"; input: MarkInError; output: Empty };
  search_diagnoses: { kind: "view"; input: SearchCodes; output: Array<DiagnosisHit> };
  search_drugs: { kind: "view"; input: SearchCodes; output: Array<DrugName> };
  search_allergy_substances: { kind: "view"; input: SearchCodes; output: Array<Allergen> };
  search_vaccines: { kind: "view"; input: SearchCodes; output: Array<VaccineHit> };
  vaccine_makers: { kind: "view"; input: Empty; output: Array<VaccineMaker> };
  search_labs: { kind: "view"; input: SearchCodes; output: Array<LabHit> };
  vital_signs: { kind: "view"; input: Empty; output: Array<VitalDefinition> };
  find_fees: { kind: "view"; input: FindFees; output: Array<Fee> };
  set_fee: { kind: "change"; input: SetFee; output: Fee };
  end_fee: { kind: "change"; input: EndFee; output: Fee };
  visit_charges: { kind: "view"; input: OfVisit; output: Array<Charge> };
  add_charge: { kind: "change"; input: AddCharge; output: Charge };
  change_charge: { kind: "change"; input: ChangeCharge; output: Charge };
  take_back_charge: { kind: "change"; input: TakeBackCharge; output: Charge };
  adjust_charge: { kind: "change"; input: AdjustCharge; output: Charge };
  checkout: { kind: "view"; input: OfVisit; output: Checkout };
  take_payment: { kind: "change"; input: TakePayment; output: Payment };
  refund_payment: { kind: "change"; input: RefundPayment; output: Payment };
  apply_credit: { kind: "change"; input: ApplyCredit; output: Applied };
  account: { kind: "open"; input: AccountOf; output: Account };
  aging: { kind: "view"; input: AgingAsOf; output: Aging };
  day_payments: { kind: "view"; input: PaymentsOfDay; output: Array<DayPayment> };
  print_visit_summary: { kind: "open"; input: PrintVisit; output: Printed };
  print_bill: { kind: "open"; input: PrintVisit; output: Printed };
  print_receipt: { kind: "open"; input: PrintPayment; output: Printed };
  recovery_sheet: { kind: "desk"; input: PrintRecoverySheet; output: Printed };
  import_records: { kind: "job"; input: ImportRecords; output: ImportReport };
  export_patient: { kind: "open"; input: ExportPatient; output: ExportedPatient };
  export_records: { kind: "job"; input: ExportRecords; output: ExportReport };
  list_audit: { kind: "view"; input: ListAudit; output: Array<AuditRow> };
  verify: { kind: "desk"; input: Empty; output: Verification };
  record_history: { kind: "open"; input: HistoryOf; output: Array<HistoryEntry> };
}
