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
 * A user whose name, roles or access change.
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
 * Whether they can sign in.
 */
active: boolean, 
/**
 * Roles to hold from now on.
 */
roles: Array<Role>, };
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
 * Whether the charges are final.
 */
released: boolean, 
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
 * What is already taken.
 */
export type ClashKind = "practitioner" | "room" | "patient" | "outside_hours";
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
 * Which practitioners to list.
 */
export type ListPractitioners = { 
/**
 * Also those without a column on the schedule, such as imported ones.
 */
all: boolean, };
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
 * Of which visit.
 */
export type OfVisit = { 
/**
 * The visit.
 */
visit: Id<"Visit">, };
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
unapplied: Cents, };
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
 * The day; today when left out. Not in the future.
 */
received_on: Day | null, };
/**
 * How an entry differs from what was written.
 */
export type Tampering = "gap" | "edited" | "changes_edited" | "forged";
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

/** Every command of the door. */
export interface Commands {
  practice_status: { kind: "gate"; input: Empty; output: PracticeStatus };
  rate_passphrase: { kind: "gate"; input: RatePassphrase; output: PassphraseRating };
  create_practice: { kind: "gate"; input: CreatePractice; output: CreatedPractice };
  unlock: { kind: "gate"; input: Unlock; output: SessionInfo };
  recover: { kind: "gate"; input: Recover; output: SessionInfo };
  lock: { kind: "gate"; input: Empty; output: Empty };
  confirm_recovery_code: { kind: "change"; input: ConfirmRecoveryCode; output: Empty };
  change_passphrase: { kind: "desk"; input: ChangePassphrase; output: Empty };
  touch: { kind: "desk"; input: Empty; output: Empty };
  job_progress: { kind: "desk"; input: Empty; output: Array<Progress> };
  cancel_job: { kind: "desk"; input: CancelJob; output: Empty };
  save_draft: { kind: "keep"; input: SaveDraft; output: Empty };
  draft: { kind: "view"; input: DraftPlace; output: Draft | null };
  discard_draft: { kind: "keep"; input: DraftPlace; output: Empty };
  practice_profile: { kind: "view"; input: Empty; output: PracticeProfile };
  change_practice_profile: { kind: "change"; input: ChangeProfile; output: PracticeProfile };
  users: { kind: "view"; input: Empty; output: Array<User> };
  add_user: { kind: "desk"; input: AddUser; output: User };
  change_user: { kind: "change"; input: ChangeUser; output: User };
  practitioners: { kind: "view"; input: ListPractitioners; output: Array<Practitioner> };
  add_practitioner: { kind: "change"; input: AddPractitioner; output: Practitioner };
  change_practitioner: { kind: "change"; input: ChangePractitioner; output: Practitioner };
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
  list_audit: { kind: "view"; input: ListAudit; output: Array<AuditRow> };
  verify: { kind: "desk"; input: Empty; output: Verification };
  record_history: { kind: "open"; input: HistoryOf; output: Array<HistoryEntry> };
}
