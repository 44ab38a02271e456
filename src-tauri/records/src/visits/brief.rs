//! What other features need to know of a visit.

use crate::{
    Id, Result, View,
    patients::Patient,
    staff::Practitioner,
    time::{Day, Instant},
};

use super::{Visit, VisitStatus};

/// What other features need to know of a visit.
#[derive(Debug, Clone)]
pub struct VisitBrief {
    /// Whose visit.
    pub patient: Id<Patient>,
    /// Who sees the patient.
    pub practitioner: Option<Id<Practitioner>>,
    /// How far it is.
    pub status: VisitStatus,
    /// The day it began, in the practice's zone.
    pub day: Day,
    /// When it began.
    pub started_at: Instant,
    /// CMS place of service.
    pub place_of_service: String,
}

/// What other features need to know of a visit.
pub fn brief(tx: &View, visit: Id<Visit>) -> Result<VisitBrief> {
    let zone = tx.zone();
    tx.one(
        "visit",
        "SELECT patient_id, practitioner_id, status, started_at, place_of_service FROM visit WHERE id = ?1",
        [visit],
        |r| {
            let started_at: Instant = r.get(3)?;
            Ok(VisitBrief {
                patient: r.get(0)?,
                practitioner: r.get(1)?,
                status: match r.get_ref(2)?.as_str()? {
                    "planned" => VisitStatus::Planned,
                    "in_progress" => VisitStatus::InProgress,
                    "signed" => VisitStatus::Signed,
                    "finished" => VisitStatus::Finished,
                    _ => VisitStatus::EnteredInError,
                },
                day: zone.day(started_at),
                started_at,
                place_of_service: r.get(4)?,
            })
        },
    )
}

/// The ICD-10-CM codes of a visit, A first.
pub fn diagnosis_codes(tx: &View, visit: Id<Visit>) -> Result<Vec<String>> {
    tx.rows("SELECT code FROM visit_diagnosis WHERE visit_id = ?1 AND removed = 0 ORDER BY rank", [visit], |r| r.get(0))
}
