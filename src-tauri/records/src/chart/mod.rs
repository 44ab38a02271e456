//! The chart: everything one needs to see of a patient, in one call.
//!
//! A tour: [`timeline`] is what happened, latest first; [`documents`] holds texts and procedures from elsewhere; [`in_error`] takes a
//! wrong entry out of the record without losing it; [`codes`] searches the code lists. Problems, allergies, medications,
//! immunizations, observations, visits and notes are features of their own.

pub mod codes;
pub mod documents;
pub mod each;
pub(crate) mod guard;
pub mod in_error;
pub mod sources;
pub mod timeline;
pub(crate) mod words;

pub use documents::{
    ClinicalDocument, DocumentStatus, NewDocument, NewProcedure, Procedure, ProcedureStatus, ProcedureSystem,
    import_document, import_procedure,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Id, Result, View,
    allergies::{self, AllergyList},
    billing::account,
    drafts::{self, PatientDraft},
    medications::{self, Medication},
    money::Cents,
    observations::{self, ResultPanel, VitalsSet},
    patients::{self, Patient, PatientBanner, PatientOf},
    permissions::Permission,
    problems::{self, Problem},
    schedule::{self, Appointment},
    time::Instant,
    visits::{self, Visit, VisitStatus},
};
use timeline::Timeline;

/// How many panels of results the chart opens with.
const PANELS: i64 = 5;

/// Whose chart.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenChart {
    /// The patient.
    pub patient: Id<Patient>,
}

/// A visit that is not signed.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct OpenVisit {
    /// The visit.
    pub id: Id<Visit>,
    /// Whose.
    pub patient: Id<Patient>,
    /// Their name.
    pub patient_name: String,
    /// How far it is.
    pub status: VisitStatus,
    /// When it began.
    pub started_at: Instant,
    /// What it is called here.
    pub visit_type: Option<String>,
    /// Why the patient came.
    pub reason: Option<String>,
    /// The name of who sees the patient.
    pub practitioner_name: Option<String>,
}

/// A chart, as it opens.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Chart {
    /// Who it is about.
    pub patient: PatientBanner,
    /// What is known of allergies.
    pub allergies: AllergyList,
    /// Active problems.
    pub problems: Vec<Problem>,
    /// Medications taken or paused.
    pub medications: Vec<Medication>,
    /// The latest vitals.
    pub last_vitals: Option<VitalsSet>,
    /// The latest laboratory panels.
    pub results: Vec<ResultPanel>,
    /// What happened, latest first.
    pub timeline: Timeline,
    /// The next appointments, the nearest first.
    pub next_appointments: Vec<Appointment>,
    /// The last appointment before today that was kept.
    pub last_appointment: Option<Appointment>,
    /// Visits not signed.
    pub open_visits: Vec<OpenVisit>,
    /// What the patient owes, for those who may see it; negative is credit.
    pub balance: Option<Cents>,
    /// What the signed-in user typed about this patient and did not keep.
    pub drafts: Vec<PatientDraft>,
}

/// Opens a patient's chart.
pub fn open(tx: &View, input: OpenChart) -> Result<Chart> {
    let patient = input.patient;
    tx.about(patient);
    patients::exists(tx, patient)?;
    let (next_appointments, last_appointment) = schedule::around(tx, patient)?;
    Ok(Chart {
        patient: patients::banner(tx, PatientOf { patient })?,
        allergies: allergies::of_patient(tx, patient, false)?,
        problems: problems::of_patient(tx, patient, false)?,
        medications: medications::of_patient(tx, patient, false)?,
        last_vitals: observations::last_vitals(tx, patient)?,
        results: observations::panels(tx, patient, timeline::END, PANELS)?,
        timeline: timeline::page(tx, patient, None, &[])?,
        next_appointments,
        last_appointment,
        open_visits: visits::open_visits(tx, patient)?,
        balance: tx.may(Permission::SeeBilling).then(|| account::balance(tx, patient)).transpose()?,
        drafts: drafts::of_patient(tx, patient.cast())?,
    })
}
