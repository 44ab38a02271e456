//! Visits: one meeting of a patient and a practitioner (FHIR Encounter), from its start to its signature.
//!
//! Invariants: a signed visit's note and diagnoses are final; a visit is never deleted, only marked entered in error.

mod diagnoses;
mod each;
mod sign;
mod start;
mod whole;

pub use diagnoses::{
    DiagnosisToSet, NewDiagnosis, SetDiagnoses, VisitDiagnosis, diagnosis_codes, import_diagnosis, set_diagnoses,
};
pub(crate) use diagnoses::{known_diagnosis, of_visit as diagnoses_of};
pub use each::{each, each_diagnosis};
pub use sign::{MarkVisitInError, SignVisit, SignedVisit, mark_in_error, sign};
pub use start::{ChangeVisit, NewVisit, StartVisit, change, import, start};
pub use whole::{RecordVisit, record};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Error, FaultCode, Id, Result, View,
    chart::{OpenVisit, guard, words::words},
    kinds,
    notes::{self, Note},
    observations::{self, VitalsSet},
    patients::Patient,
    schedule::Appointment,
    staff::{self, Practitioner},
    time::{Day, Instant},
};

words! {
    /// How far a visit is.
    VisitStatus {
        /// Prepared, the patient not yet seen.
        Planned = "planned",
        /// Under way, not signed.
        InProgress = "in_progress",
        /// Signed: note and diagnoses are final.
        Signed = "signed",
        /// Closed in another system and imported.
        Finished = "finished",
        /// Never happened, or not with this patient.
        EnteredInError = "entered_in_error",
    }
}

impl VisitStatus {
    /// Whether its note and diagnoses can still be written.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::InProgress)
    }
}

words! {
    /// Where patient and practitioner meet (after HL7 v3 ActEncounterCode).
    VisitClass {
        /// In the practice.
        Ambulatory = "ambulatory",
        /// By video or telephone.
        Virtual = "virtual",
        /// At the patient's home.
        Home = "home",
        /// In an emergency department.
        Emergency = "emergency",
        /// In a hospital.
        Inpatient = "inpatient",
        /// Anywhere else.
        Other = "other",
    }
}

/// A visit.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Visit {
    /// The visit.
    pub id: Id<Visit>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// Whose.
    pub patient: Id<Patient>,
    /// The appointment it was started from; none for a walk-in.
    pub appointment: Option<Id<Appointment>>,
    /// Who sees the patient.
    pub practitioner: Option<Id<Practitioner>>,
    /// Their name.
    pub practitioner_name: Option<String>,
    /// How far it is.
    pub status: VisitStatus,
    /// Where they meet.
    pub class: VisitClass,
    /// What it is called here, such as `Follow-up`.
    pub visit_type: Option<String>,
    /// Why the patient came.
    pub reason: Option<String>,
    /// When it began.
    pub started_at: Instant,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// CMS place-of-service code, such as `11`.
    pub place_of_service: String,
    /// When it was signed.
    pub signed_at: Option<Instant>,
    /// The name of who signed.
    pub signed_by: Option<String>,
    /// Why it was entered in error; who and when are the last change's.
    pub error_reason: Option<String>,
    /// Last changed.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: Option<String>,
    /// Its diagnoses, the main one first.
    pub diagnoses: Vec<VisitDiagnosis>,
}
kinds!(Visit);

/// What other features need to know of a visit.
#[derive(Debug, Clone)]
pub struct VisitBrief {
    /// The visit.
    pub id: Id<Visit>,
    /// Its version.
    pub version: i64,
    /// Whose.
    pub patient: Id<Patient>,
    /// Who sees the patient.
    pub practitioner: Option<Id<Practitioner>>,
    /// How far it is.
    pub status: VisitStatus,
    /// When it began.
    pub started_at: Instant,
    /// The day it began, in the practice's zone.
    pub day: Day,
    /// CMS place-of-service code.
    pub place_of_service: String,
}

/// The visit in brief. Names nobody in the log: the caller does.
pub fn brief(tx: &View, visit: Id<Visit>) -> Result<VisitBrief> {
    let zone = tx.zone();
    tx.one(
        "visit",
        "SELECT version, patient_id, practitioner_id, status, started_at, place_of_service FROM visit WHERE id = ?1",
        [visit],
        |r| {
            let started_at: Instant = r.get(4)?;
            Ok(VisitBrief {
                id: visit,
                version: r.get(0)?,
                patient: r.get(1)?,
                practitioner: r.get(2)?,
                status: r.get(3)?,
                started_at,
                day: zone.day(started_at),
                place_of_service: r.get(5)?,
            })
        },
    )
}

/// The visit, if it is this patient's and not entered in error: something may be recorded as part of it.
pub(crate) fn of_patient(tx: &View, visit: Id<Visit>, patient: Id<Patient>) -> Result<VisitBrief> {
    tx.about(patient);
    let brief = brief(tx, visit)?;
    guard::belongs(brief.patient, patient)?;
    if brief.status == VisitStatus::EnteredInError {
        return Err(Error::refused(
            FaultCode::WrongState,
            "This visit was entered in error; nothing can be added to it.",
        ));
    }
    Ok(brief)
}

/// The same for a visit that may be left out.
pub(crate) fn check(tx: &View, visit: Option<Id<Visit>>, patient: Id<Patient>) -> Result<Option<VisitBrief>> {
    visit.map(|v| of_patient(tx, v, patient)).transpose()
}

/// The visit, if it is this patient's and its note and diagnoses can still be written.
pub(crate) fn open_of(tx: &View, visit: Id<Visit>, patient: Id<Patient>) -> Result<VisitBrief> {
    let brief = of_patient(tx, visit, patient)?;
    if brief.status.is_open() { Ok(brief) } else { Err(sealed()) }
}

pub(crate) fn sealed() -> Error {
    Error::refused(
        FaultCode::Final,
        "This visit is signed: its note and diagnoses stay as they are. Write an addendum for anything that is missing.",
    )
}

/// Which visit.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct VisitOf {
    /// The visit.
    pub visit: Id<Visit>,
}

/// Everything on the page of a visit.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct VisitPage {
    /// The visit.
    pub visit: Visit,
    /// Its note, once something was written, with its addenda.
    pub note: Option<Note>,
    /// Vitals taken at it, newest first.
    pub vitals: Vec<VitalsSet>,
}

/// A visit with its note, diagnoses and vitals.
pub fn page(tx: &View, input: VisitOf) -> Result<VisitPage> {
    let visit = get(tx, input.visit)?;
    tx.about(visit.patient);
    Ok(VisitPage { note: notes::of_visit(tx, visit.id)?, vitals: observations::vitals_of_visit(tx, &visit)?, visit })
}

/// One visit with its diagnoses.
pub fn get(tx: &View, id: Id<Visit>) -> Result<Visit> {
    let mut visit = tx.one(
        "visit",
        "SELECT visit.id, visit.version, patient_id, appointment_id, practitioner_id, seer.display_name, status, class, type_text,
                reason, started_at, ended_at, place_of_service, signed_at, signer.display_name, error_reason, coalesce(visit.changed_at, visit.created_at),
                user.display_name
         FROM visit
         LEFT JOIN practitioner seer ON seer.id = practitioner_id
         LEFT JOIN practitioner signer ON signer.id = signed_by
         LEFT JOIN user ON user.id = coalesce(visit.changed_by, visit.created_by)
         WHERE visit.id = ?1",
        [id],
        |r| {
            Ok(Visit {
                id: r.get(0)?,
                version: r.get(1)?,
                patient: r.get(2)?,
                appointment: r.get(3)?,
                practitioner: r.get(4)?,
                practitioner_name: r.get(5)?,
                status: r.get(6)?,
                class: r.get(7)?,
                visit_type: r.get(8)?,
                reason: r.get(9)?,
                started_at: r.get(10)?,
                ended_at: r.get(11)?,
                place_of_service: r.get(12)?,
                signed_at: r.get(13)?,
                signed_by: r.get(14)?,
                error_reason: r.get(15)?,
                changed_at: r.get(16)?,
                changed_by: r.get(17)?,
                diagnoses: Vec::new(),
            })
        },
    )?;
    visit.diagnoses = diagnoses::of_visit(tx, id)?;
    Ok(visit)
}

/// Visits of a patient that are not signed, the latest first.
pub(crate) fn open_visits(tx: &View, patient: Id<Patient>) -> Result<Vec<OpenVisit>> {
    tx.rows(
        "SELECT visit.id, patient_id, patient.list_name, status, started_at, type_text, reason, practitioner.display_name
         FROM visit JOIN patient ON patient.id = patient_id LEFT JOIN practitioner ON practitioner.id = visit.practitioner_id
         WHERE visit.patient_id = ?1 AND status IN ('planned', 'in_progress') ORDER BY started_at DESC LIMIT 50",
        [patient],
        read_open,
    )
}

/// Whose unsigned visits.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListUnsigned {
    /// The practitioner; otherwise the signed-in one.
    pub practitioner: Option<Id<Practitioner>>,
}

/// A practitioner's visits that wait for a signature, the oldest first; at most 500.
pub fn unsigned(tx: &View, input: ListUnsigned) -> Result<Vec<OpenVisit>> {
    let own = || staff::own_practitioner(tx).map(|p| p.map(|p| p.id));
    let Some(practitioner) = input.practitioner.map_or_else(own, |p| Ok(Some(p)))? else { return Ok(Vec::new()) };
    tx.rows(
        "SELECT visit.id, patient_id, patient.list_name, status, started_at, type_text, reason, practitioner.display_name
         FROM visit JOIN patient ON patient.id = patient_id LEFT JOIN practitioner ON practitioner.id = visit.practitioner_id
         WHERE visit.practitioner_id = ?1 AND status = 'in_progress' ORDER BY started_at LIMIT 500",
        [practitioner],
        read_open,
    )
}

fn read_open(r: &rusqlite::Row<'_>) -> rusqlite::Result<OpenVisit> {
    Ok(OpenVisit {
        id: r.get(0)?,
        patient: r.get(1)?,
        patient_name: r.get(2)?,
        status: r.get(3)?,
        started_at: r.get(4)?,
        visit_type: r.get(5)?,
        reason: r.get(6)?,
        practitioner_name: r.get(7)?,
    })
}
