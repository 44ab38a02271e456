//! Visits: one meeting of a patient and a practitioner (FHIR Encounter), from its start to its signature.

mod brief;

pub use brief::{VisitBrief, brief, diagnosis_codes};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Id, kinds, staff::Practitioner, time::Instant};

/// How far a visit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum VisitStatus {
    /// Prepared, the patient not yet seen.
    Planned,
    /// Under way, not signed.
    InProgress,
    /// Signed: note and diagnoses are final.
    Signed,
    /// Closed in another system and imported.
    Finished,
    /// Never happened, or not with this patient.
    EnteredInError,
}

/// A visit.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Visit {
    /// The visit.
    pub id: Id<Visit>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// How far it is.
    pub status: VisitStatus,
    /// Who sees the patient.
    pub practitioner: Option<Id<Practitioner>>,
    /// When it began.
    pub started_at: Instant,
}
kinds!(Visit);
