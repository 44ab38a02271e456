//! The one list of everything the practice may be asked and told.
//!
//! A line names a command's kind, its input, its output, who may do it and the function that does it. From this list come the
//! dispatch, the TypeScript bindings, the JSON schemas, the permission table and the role-matrix test: a command cannot exist
//! without all of them. The kinds:
//!
//! - `gate`: needs no session (make, unlock, lock).
//! - `desk`: needs a session but no transaction of the list's own.
//! - `view`: reads; logged within a second, like looks together.
//! - `open`: reads a chart, a document or a print; logged before the answer is given.
//! - `change`: one transaction with its log entry and the rows it changed.
//! - `keep`: saves typing; durable like a change, logged like a look.
//! - `job`: long work in transactions of its own.

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;
use ts_rs::TS;

use crate::{
    Result, allergies, audit, billing,
    bindings::Bindings,
    chart, documents, drafts, export, gate, history, immunizations, import, jobs, medications, notes, observations,
    patients,
    permissions::{Permission, Role},
    practice::{Empty, Practice},
    problems, profile, sample, schedule, staff, visits,
};

/// How a command runs; see the module's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Needs no session.
    Gate,
    /// Needs a session, no transaction.
    Desk,
    /// Reads.
    View,
    /// Reads something whose reading is logged at once.
    Open,
    /// Writes.
    Change,
    /// Saves typing.
    Keep,
    /// Long work.
    Job,
}

impl Kind {
    /// The kind's word in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Desk => "desk",
            Self::View => "view",
            Self::Open => "open",
            Self::Change => "change",
            Self::Keep => "keep",
            Self::Job => "job",
        }
    }
}

/// One command of the list.
pub struct Command {
    /// Its name, `verb_noun`.
    pub name: &'static str,
    /// How it runs.
    pub kind: Kind,
    /// The permission it needs; `None`: anyone (gate), or any signed-in user.
    pub may: Option<Permission>,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// JSON schema of its input.
    pub input: fn() -> Schema,
    /// JSON schema of its output.
    pub output: fn() -> Schema,
    pub(crate) types: fn(&mut Bindings, &'static str, Kind),
    pub(crate) run: fn(&Practice, &'static Command, &str) -> Result<String>,
}

macro_rules! commands {
    ($($(#[doc = $about:literal])+ $kind:ident $name:ident($input:ty) -> $output:ty $(, may $may:ident)? => $run:path;)*) => {
        /// Every command.
        pub static COMMANDS: &[Command] = &[$(Command {
            name: stringify!($name),
            kind: commands!(@kind $kind),
            may: commands!(@may $($may)?),
            about: concat!($($about),+).trim_ascii(),
            input: || schema_for!($input),
            output: || schema_for!($output),
            types: |bindings, name, kind| bindings.command::<$input, $output>(name, kind),
            run: |practice, command, input| commands!(@run $kind practice, command, input, $run),
        }),*];
    };
    (@kind gate) => { Kind::Gate };
    (@kind desk) => { Kind::Desk };
    (@kind view) => { Kind::View };
    (@kind open) => { Kind::Open };
    (@kind change) => { Kind::Change };
    (@kind keep) => { Kind::Keep };
    (@kind job) => { Kind::Job };
    (@may) => { None };
    (@may $may:ident) => { Some(Permission::$may) };
    (@run gate $p:ident, $c:ident, $i:ident, $f:path) => { $p.run_gate($c, $i, $f) };
    (@run desk $p:ident, $c:ident, $i:ident, $f:path) => { $p.run_desk($c, $i, $f) };
    (@run view $p:ident, $c:ident, $i:ident, $f:path) => { $p.run_view($c, $i, $f) };
    (@run open $p:ident, $c:ident, $i:ident, $f:path) => { $p.run_view($c, $i, $f) };
    (@run change $p:ident, $c:ident, $i:ident, $f:path) => { $p.run_change($c, $i, $f) };
    (@run keep $p:ident, $c:ident, $i:ident, $f:path) => { $p.run_change($c, $i, $f) };
    (@run job $p:ident, $c:ident, $i:ident, $f:path) => { $p.run_job($c, $i, $f) };
}

commands! {
    // The way in and out.
    /// Tells whether a practice is here, whether it is open, and who can sign in.
    gate practice_status(Empty) -> gate::PracticeStatus => gate::status;
    /// Rates a passphrase before it is used.
    gate rate_passphrase(gate::RatePassphrase) -> gate::PassphraseRating => gate::rate;
    /// Makes a new practice with its first user, and opens it.
    gate create_practice(gate::CreatePractice) -> gate::CreatedPractice => gate::create;
    /// Makes the sample practice, with a hundred invented patients around today, and opens it.
    gate create_sample_practice(sample::CreateSamplePractice) -> gate::CreatedPractice => sample::create;
    /// Opens the practice for a user.
    gate unlock(gate::Unlock) -> gate::SessionInfo => gate::unlock;
    /// Gives a user a new passphrase by the recovery code, and opens the practice.
    gate recover(gate::Recover) -> gate::SessionInfo => gate::recover;
    /// Locks the practice now.
    gate lock(Empty) -> Empty => gate::lock;
    /// Whether the recovery sheet was confirmed, and whether a new code waits to be.
    desk recovery_status(Empty) -> gate::RecoveryStatus, may ManagePractice => gate::recovery_status;
    /// Makes a new recovery code; once it is confirmed, the old one opens nothing any more.
    desk new_recovery_code(gate::MakeRecoveryCode) -> gate::NewRecoveryCode, may ManagePractice => gate::new_recovery_code;
    /// Confirms that the recovery sheet was kept.
    desk confirm_recovery_code(gate::ConfirmRecoveryCode) -> Empty, may ManagePractice => gate::confirm_recovery;
    /// Changes the signed-in user's own passphrase.
    desk change_passphrase(gate::ChangePassphrase) -> Empty => gate::change_passphrase;
    /// Tells that a person is at work, so that the practice does not lock itself.
    desk touch(Empty) -> Empty => gate::touch;

    // Long work.
    /// How far the running jobs are.
    desk job_progress(Empty) -> Vec<jobs::Progress> => jobs::progress;
    /// Stops a running job after the transaction it is in.
    desk cancel_job(jobs::CancelJob) -> Empty => jobs::cancel;

    // Typing that is not yet a record.
    /// Keeps what is being typed.
    keep save_draft(drafts::SaveDraft) -> Empty => drafts::save;
    /// What was typed and not yet made a record.
    view draft(drafts::DraftPlace) -> Option<drafts::Draft> => drafts::find;
    /// Throws a draft away.
    keep discard_draft(drafts::DraftPlace) -> Empty => drafts::discard;

    // The practice and its people.
    /// The practice's details and settings.
    view practice_profile(Empty) -> profile::PracticeProfile => profile::get;
    /// Changes the practice's details and settings.
    change change_practice_profile(profile::ChangeProfile) -> profile::PracticeProfile, may ManagePractice => profile::change;
    /// Keeps the logo that stands on printed documents.
    change set_logo(profile::SetLogo) -> profile::PracticeProfile, may ManagePractice => profile::set_logo;
    /// Every user of the practice.
    view users(Empty) -> Vec<staff::User>, may ManageUsers => staff::users;
    /// Adds a user who can sign in.
    desk add_user(staff::AddUser) -> staff::User, may ManageUsers => staff::add_user;
    /// Changes a user's roles, or whether they can sign in; of one who no longer can, the passphrase opens nothing from then on.
    desk change_user(staff::ChangeUser) -> staff::User, may ManageUsers => staff::change_user;
    /// The practitioners, those with a column on the schedule first.
    view practitioners(staff::ListPractitioners) -> Vec<staff::Practitioner> => staff::practitioners;
    /// Adds a practitioner who does not sign in.
    change add_practitioner(staff::AddPractitioner) -> staff::Practitioner, may ManagePractice => staff::add_practitioner;
    /// Changes a practitioner's details.
    change change_practitioner(staff::ChangePractitioner) -> staff::Practitioner, may ManagePractice => staff::change_practitioner;

    // Patients.
    /// Finds patients by any mixture of name parts, birth date, telephone and MRN.
    view find_patients(patients::FindPatients) -> Vec<patients::PatientRow>, may SeePatients => patients::find;
    /// The patients the signed-in user looked at last.
    view recent_patients(Empty) -> Vec<patients::PatientRow>, may SeePatients => patients::recent;
    /// Records that may be of the person being registered.
    view likely_duplicates(patients::LikelyDuplicates) -> Vec<patients::LikelyDuplicate>, may SeePatients => patients::likely_duplicates;
    /// A patient's record: demographics, contacts, insurance, merges.
    open patient(patients::PatientOf) -> patients::Patient, may SeePatients => patients::get;
    /// What the banner on every page about a patient shows.
    view patient_banner(patients::PatientOf) -> patients::PatientBanner, may SeePatients => patients::banner;
    /// A patient's photo.
    view patient_photo(patients::PatientOf) -> Option<patients::PatientPhoto>, may SeePatients => patients::photo;
    /// Everything that was changed of a patient's record.
    open patient_history(patients::PatientOf) -> Vec<patients::PatientEdit>, may SeePatients => patients::history;
    /// What there is to choose from in a short list: race, language, relationship, state.
    view choices(patients::Choices) -> Vec<knowledge::value_sets::Choice> => patients::choices;
    /// Registers a patient and gives the medical record number.
    change register_patient(patients::RegisterPatient) -> patients::Patient, may EditPatients => patients::register;
    /// Changes a patient's demographics.
    change change_patient(patients::ChangePatient) -> patients::Patient, may EditPatients => patients::change;
    /// Keeps a photo of a patient.
    change set_patient_photo(patients::SetPatientPhoto) -> patients::PatientPhoto, may EditPatients => patients::set_photo;
    /// Shows no photo of a patient any more.
    change remove_patient_photo(patients::PatientOf) -> Empty, may EditPatients => patients::remove_photo;
    /// Adds an emergency contact, guarantor or next of kin.
    change add_contact(patients::AddContact) -> Vec<patients::RelatedPerson>, may EditPatients => patients::add_contact;
    /// Changes an emergency contact, guarantor or next of kin.
    change change_contact(patients::ChangeContact) -> Vec<patients::RelatedPerson>, may EditPatients => patients::change_contact;
    /// Adds an insurance policy.
    change add_policy(patients::AddPolicy) -> Vec<patients::InsurancePolicy>, may EditPatients => patients::add_policy;
    /// Changes an insurance policy.
    change change_policy(patients::ChangePolicy) -> Vec<patients::InsurancePolicy>, may EditPatients => patients::change_policy;
    /// Marks an insurance policy as entered by mistake.
    change mark_policy_in_error(patients::PolicyInError) -> Vec<patients::InsurancePolicy>, may EditPatients => patients::policy_in_error;
    /// How many entries of each kind a patient has: what a merge would move.
    view patient_entries(patients::PatientOf) -> Vec<patients::EntryCount>, may MergePatients => patients::entries;
    /// Merges two records of one person.
    change merge_patients(patients::MergePatients) -> patients::Merge, may MergePatients => patients::merge;
    /// Makes two records again of one that was merged.
    change undo_merge(patients::UndoMerge) -> Empty, may MergePatients => patients::undo_merge;

    // The schedule.
    /// Some days of the schedule: columns with their hours, and appointments.
    view schedule(schedule::SeeSchedule) -> schedule::Schedule, may SeeSchedule => schedule::see;
    /// Today by where each patient stands, with how long they have been there.
    view flow_board(schedule::SeeFlowBoard) -> schedule::FlowBoard, may SeeSchedule => schedule::board;
    /// One appointment.
    view appointment(schedule::AppointmentOf) -> schedule::Appointment, may SeeSchedule => schedule::appointment;
    /// Every status an appointment ever had, with who and when.
    view appointment_history(schedule::AppointmentOf) -> Vec<schedule::AppointmentMoment>, may SeeSchedule => schedule::history;
    /// A patient's appointments.
    view patient_appointments(schedule::PatientAppointments) -> Vec<schedule::Appointment>, may SeeSchedule => schedule::of_patient;
    /// The next free times of a length.
    view free_slots(schedule::FindFreeSlots) -> Vec<schedule::FreeSlot>, may SeeSchedule => schedule::free_slots;
    /// What a booking would run into, without booking it.
    view booking_clashes(schedule::CheckBooking) -> Vec<schedule::BookingClash>, may SeeSchedule => schedule::check;
    /// Books an appointment.
    change book_appointment(schedule::BookAppointment) -> schedule::Appointment, may EditSchedule => schedule::book;
    /// Moves an appointment to another time, practitioner or room, or changes its length.
    change move_appointment(schedule::MoveAppointment) -> schedule::Appointment, may EditSchedule => schedule::reschedule;
    /// Changes an appointment's visit type, room, reason and comment.
    change change_appointment(schedule::ChangeAppointment) -> schedule::Appointment, may EditSchedule => schedule::change;
    /// Takes an appointment a step further: check-in, room, provider, checkout, done.
    change advance_appointment(schedule::AdvanceAppointment) -> schedule::Appointment, may EditSchedule => schedule::advance;
    /// Takes an appointment's last step back, a cancellation or no-show too.
    change undo_appointment_step(schedule::UndoAppointmentStep) -> schedule::Appointment, may EditSchedule => schedule::undo;
    /// Calls an appointment off.
    change cancel_appointment(schedule::CancelAppointment) -> schedule::Appointment, may EditSchedule => schedule::cancel;
    /// Notes that the patient did not come.
    change mark_no_show(schedule::MarkNoShow) -> schedule::Appointment, may EditSchedule => schedule::no_show;
    /// Every room.
    view rooms(Empty) -> Vec<schedule::Room>, may SeeSchedule => schedule::rooms;
    /// Adds a room.
    change add_room(schedule::AddRoom) -> schedule::Room, may ManagePractice => schedule::add_room;
    /// Renames a room, or takes it out of use.
    change change_room(schedule::ChangeRoom) -> schedule::Room, may ManagePractice => schedule::change_room;
    /// Every visit type.
    view visit_types(Empty) -> Vec<schedule::VisitType>, may SeeSchedule => schedule::visit_types;
    /// Adds a visit type.
    change add_visit_type(schedule::AddVisitType) -> schedule::VisitType, may ManagePractice => schedule::add_visit_type;
    /// Changes a visit type, or takes it out of use.
    change change_visit_type(schedule::ChangeVisitType) -> schedule::VisitType, may ManagePractice => schedule::change_visit_type;
    /// The hours a practitioner works.
    view working_hours(schedule::HoursOf) -> schedule::WorkingWeek, may SeeSchedule => schedule::working_hours;
    /// Changes the hours a practitioner works, from a day on.
    change change_working_hours(schedule::ChangeWorkingHours) -> schedule::WorkingWeek, may ManagePractice => schedule::change_working_hours;

    // Visits.
    /// Starts a visit from an appointment or without one; a visit already started from the appointment is given back.
    change start_visit(visits::StartVisit) -> visits::Visit, may EditChart => visits::start;
    /// A visit with its diagnoses, note and vitals.
    open visit(visits::VisitOf) -> visits::VisitPage, may SeeChart => visits::page;
    /// Changes reason, type, practitioner, place or time of a visit that is not signed.
    change change_visit(visits::ChangeVisit) -> visits::Visit, may EditChart => visits::change;
    /// Sets the diagnoses of a visit, in order.
    change set_diagnoses(visits::SetDiagnoses) -> visits::Visit, may WriteNotes => visits::set_diagnoses;
    /// Writes a whole visit at once: start, vitals, note, diagnoses; unsigned.
    change record_visit(visits::RecordVisit) -> visits::VisitPage, may WriteNotes => visits::record;
    /// Signs a visit: note and diagnoses become final, charges are released.
    change sign_visit(visits::SignVisit) -> visits::SignedVisit, may SignNotes => visits::sign;
    /// Marks a visit, its note and its vitals entered in error.
    change mark_visit_in_error(visits::MarkVisitInError) -> visits::Visit, may WriteNotes => visits::mark_in_error;
    /// A practitioner's visits that wait for a signature.
    view unsigned_visits(visits::ListUnsigned) -> Vec<chart::OpenVisit>, may SeeChart => visits::unsigned;

    // Notes.
    /// Keeps the note of a visit that is not signed, and drops its draft.
    change write_note(notes::WriteNote) -> notes::Note, may WriteNotes => notes::write;
    /// Adds to a signed note, signed at once.
    change add_addendum(notes::AddAddendum) -> notes::Note, may SignNotes => notes::add_addendum;
    /// The beginnings of notes that the practice keeps.
    view note_templates(notes::ListNoteTemplates) -> Vec<notes::NoteTemplate>, may SeeChart => notes::templates;
    /// The sections of a note with a template below what is typed; keeps nothing.
    view apply_note_template(notes::ApplyNoteTemplate) -> notes::NoteSections, may WriteNotes => notes::apply_template;
    /// Adds a note template, changes one, or takes one out of use.
    change save_note_template(notes::SaveNoteTemplate) -> notes::NoteTemplate, may ManagePractice => notes::save_template;

    // The chart.
    /// Opens a patient's chart.
    open open_chart(chart::OpenChart) -> chart::Chart, may SeeChart => chart::open;
    /// What happened to a patient, latest first, page by page.
    view timeline(chart::timeline::SeeTimeline) -> chart::timeline::Timeline, may SeeChart => chart::timeline::see;
    /// Reads vitals as they are typed: both unit systems, flags, what cannot be taken; keeps nothing.
    view read_vitals(observations::ReadVitals) -> observations::TypedVitals, may EditChart => observations::read_vitals;
    /// Records vitals taken together, in either unit system.
    change record_vitals(observations::RecordVitals) -> observations::VitalsSet, may EditChart => observations::record_vitals;
    /// Replaces a reading by the right one; the wrong one stays, marked.
    change correct_vital(observations::CorrectVital) -> observations::VitalsSet, may EditChart => observations::correct_vital;
    /// Marks readings entered in error.
    change mark_vitals_in_error(observations::MarkVitalsInError) -> Empty, may EditChart => observations::mark_vitals_in_error;
    /// Sets of vitals, newest first.
    view list_vitals(observations::ListVitals) -> Vec<observations::VitalsSet>, may SeeChart => observations::list_vitals;
    /// Laboratory panels, newest first.
    view list_results(observations::ListResults) -> Vec<observations::ResultPanel>, may SeeChart => observations::list_results;
    /// A report with its words and results.
    open diagnostic_report(observations::ReportOf) -> observations::ReportText, may SeeChart => observations::report;
    /// A document with its text.
    open clinical_document(chart::documents::DocumentOf) -> chart::documents::ClinicalDocument, may SeeChart => chart::documents::document;
    /// A patient's problems.
    view list_problems(problems::ListProblems) -> Vec<problems::Problem>, may SeeChart => problems::list;
    /// Adds a problem.
    change add_problem(problems::AddProblem) -> problems::Problem, may EditChart => problems::add;
    /// Changes a problem.
    change change_problem(problems::ChangeProblem) -> problems::Problem, may EditChart => problems::change;
    /// Marks a problem resolved.
    change resolve_problem(problems::ResolveProblem) -> problems::Problem, may EditChart => problems::resolve;
    /// A patient's allergies, or that none are known, or that nobody asked.
    view list_allergies(allergies::ListAllergies) -> allergies::AllergyList, may SeeChart => allergies::list;
    /// Adds an allergy.
    change add_allergy(allergies::AddAllergy) -> allergies::Allergy, may EditChart => allergies::add;
    /// Changes an allergy.
    change change_allergy(allergies::ChangeAllergy) -> allergies::Allergy, may EditChart => allergies::change;
    /// Records that the patient was asked and knows of no allergies.
    change record_no_known_allergies(allergies::RecordNoKnownAllergies) -> allergies::AllergyList, may EditChart => allergies::record_none_known;
    /// A patient's medications.
    view list_medications(medications::ListMedications) -> Vec<medications::Medication>, may SeeChart => medications::list;
    /// Adds a medication.
    change add_medication(medications::AddMedication) -> medications::Medication, may EditChart => medications::add;
    /// Changes a medication: dose, pause, end.
    change change_medication(medications::ChangeMedication) -> medications::Medication, may EditChart => medications::change;
    /// Stops a medication, with the reason.
    change stop_medication(medications::StopMedication) -> medications::Medication, may EditChart => medications::stop;
    /// A patient's immunizations.
    view list_immunizations(immunizations::ListImmunizations) -> Vec<immunizations::Immunization>, may SeeChart => immunizations::list;
    /// Records a shot given here or elsewhere, or declined.
    change add_immunization(immunizations::AddImmunization) -> immunizations::Immunization, may EditChart => immunizations::add;
    /// Marks an entry of the chart entered in error.
    change mark_in_error(chart::in_error::MarkInError) -> Empty, may EditChart => chart::in_error::mark;

    // Code lists.
    /// Diagnoses by ICD-10-CM.
    view search_diagnoses(chart::codes::SearchCodes) -> Vec<knowledge::icd10::Hit> => chart::codes::diagnoses;
    /// Drugs by name, with their strengths.
    view search_drugs(chart::codes::SearchCodes) -> Vec<knowledge::drugs::Name> => chart::codes::drugs;
    /// Substances and drug classes to be allergic to.
    view search_allergy_substances(chart::codes::SearchCodes) -> Vec<knowledge::allergies::Allergen> => chart::codes::allergy_substances;
    /// Vaccines by CVX.
    view search_vaccines(chart::codes::SearchCodes) -> Vec<knowledge::vaccines::Hit> => chart::codes::vaccines;
    /// Makers of vaccines by MVX.
    view vaccine_makers(Empty) -> Vec<knowledge::vaccines::Maker> => chart::codes::vaccine_makers;
    /// Laboratory tests by LOINC.
    view search_labs(chart::codes::SearchCodes) -> Vec<knowledge::labs::Hit> => chart::codes::labs;
    /// The vital signs, their units and limits.
    view vital_signs(Empty) -> Vec<knowledge::vitals::Definition> => chart::codes::vital_signs;

    // Money.
    /// The fees that hold on a day, by words of code or description.
    view find_fees(billing::fees::FindFees) -> Vec<billing::fees::Fee>, may SeeBilling => billing::fees::find;
    /// Sets a code's price from a day on.
    change set_fee(billing::fees::SetFee) -> billing::fees::Fee, may ManagePractice => billing::fees::set;
    /// Ends a fee.
    change end_fee(billing::fees::EndFee) -> billing::fees::Fee, may ManagePractice => billing::fees::end;
    /// The charges of a visit.
    view visit_charges(billing::charges::OfVisit) -> Vec<billing::charges::Charge>, may SeeBilling => billing::charges::of_visit;
    /// Adds a charge to a visit: a draft until the visit is signed, posted at once afterwards.
    change add_charge(billing::charges::AddCharge) -> billing::charges::Charge, may EditCharges => billing::charges::add;
    /// Changes a charge of a visit that is not yet signed.
    change change_charge(billing::charges::ChangeCharge) -> billing::charges::Charge, may EditCharges => billing::charges::change;
    /// Takes a charge off an unsigned visit, or takes a posted one back.
    change take_back_charge(billing::charges::TakeBackCharge) -> billing::charges::Charge, may EditCharges => billing::charges::take_back;
    /// Forgives part of a charge.
    change adjust_charge(billing::adjustments::AdjustCharge) -> billing::charges::Charge, may EditCharges => billing::adjustments::adjust;
    /// What is owed at the end of a visit.
    view checkout(billing::charges::OfVisit) -> billing::account::Checkout, may SeeBilling => billing::account::checkout;
    /// Takes a payment: it covers the visit's charges first, then the oldest.
    change take_payment(billing::payments::TakePayment) -> billing::payments::Payment, may TakePayments => billing::payments::take;
    /// Gives a payment back, or voids one typed by mistake.
    change refund_payment(billing::payments::RefundPayment) -> billing::payments::Payment, may TakePayments => billing::payments::refund;
    /// Lets a patient's credit cover their open charges, oldest first.
    change apply_credit(billing::allocations::ApplyCredit) -> billing::allocations::Applied, may TakePayments => billing::allocations::apply_credit;
    /// A patient's account, line by line.
    open account(billing::account::AccountOf) -> billing::account::Account, may SeeBilling => billing::account::get;
    /// What is open, by age, and who owes the most.
    view aging(billing::aging::AgingAsOf) -> billing::aging::Aging, may SeeBilling => billing::aging::as_of;
    /// What came in and went out on a day.
    view day_payments(billing::payments::PaymentsOfDay) -> Vec<billing::payments::DayPayment>, may SeeBilling => billing::payments::of_day;

    // Paper.
    /// The summary a patient takes home, as a PDF.
    open print_visit_summary(documents::PrintVisit) -> documents::Printed, may SeeChart => documents::print_visit_summary;
    /// The itemised bill of a visit, as a PDF.
    open print_bill(documents::PrintVisit) -> documents::Printed, may SeeBilling => documents::print_bill;
    /// The receipt of a payment or a refund, as a PDF.
    open print_receipt(documents::PrintPayment) -> documents::Printed, may SeeBilling => documents::print_receipt;
    /// The recovery sheet, as a PDF.
    desk recovery_sheet(documents::PrintRecoverySheet) -> documents::Printed, may ManagePractice => documents::recovery_sheet;

    // Records from and for elsewhere.
    /// Imports FHIR R4 files; a dry run only reads and counts.
    job import_records(import::ImportRecords) -> import::ImportReport, may ImportRecords => import::import_records;
    /// One patient's whole record as a FHIR R4 bundle.
    open export_patient(export::ExportPatient) -> export::ExportedPatient, may ExportRecords => export::patient;
    /// Writes the whole practice into a folder as FHIR R4 NDJSON, a file a type.
    job export_records(export::ExportRecords) -> export::ExportReport, may ExportRecords => export::export_records;

    // The log.
    /// Lists audit entries, newest first.
    view list_audit(audit::ListAudit) -> Vec<audit::AuditRow>, may SeeAudit => audit::list;
    /// Reads the whole file and the whole log and checks them.
    desk verify(Empty) -> gate::Verification, may SeeAudit => gate::verify;
    /// Everything that happened to one record of a chart.
    open record_history(history::HistoryOf) -> Vec<history::HistoryEntry>, may SeeChart => history::of;
}

/// The command of this name.
pub fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|c| c.name == name)
}

/// Which roles may call a command; empty for those that any signed-in user, or anyone, may call.
pub fn roles(command: &Command) -> Vec<Role> {
    Role::ALL.into_iter().filter(|r| command.may.is_some_and(|p| r.permissions().contains(&p))).collect()
}
