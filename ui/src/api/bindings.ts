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
 * Which job to stop.
 */
export type CancelJob = { 
/**
 * Names the job.
 */
job: number, };
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
 * A role a user can hold.
 */
export type Role = "administrator" | "provider" | "clinical_staff" | "front_desk" | "biller" | "auditor";
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
 * A passphrase on its way in; wiped when dropped, never printed.
 */
export type Secret = string;
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
 * How an entry differs from what was written.
 */
export type Tampering = "gap" | "edited" | "changes_edited" | "forged";
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
  list_audit: { kind: "view"; input: ListAudit; output: Array<AuditRow> };
  verify: { kind: "desk"; input: Empty; output: Verification };
  record_history: { kind: "open"; input: HistoryOf; output: Array<HistoryEntry> };
}
