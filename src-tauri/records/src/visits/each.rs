//! Visits handed on, to other systems.

use super::{NewDiagnosis, NewVisit, Visit};
use crate::{Id, Result, View, columns, patients::Patient};

/// Every visit of a patient that was not entered in error.
pub fn each(tx: &View, patient: Id<Patient>, mut see: impl FnMut(Id<Visit>, &NewVisit) -> Result<()>) -> Result<()> {
    tx.each(
        "SELECT id, appointment_id, practitioner_id, status, class, type_code, type_text, reason, started_at, ended_at, place_of_service,
                signed_at, signed_by
         FROM visit WHERE patient_id = ?1 AND status <> 'entered_in_error' ORDER BY started_at, id",
        [patient],
        |r| {
            let visit = NewVisit {
                patient,
                appointment: r.get(1)?,
                practitioner: r.get(2)?,
                status: r.get(3)?,
                class: r.get(4)?,
                type_code: columns::maybe(r, 5)?,
                visit_type: columns::maybe(r, 6)?,
                reason: columns::maybe(r, 7)?,
                started_at: r.get(8)?,
                ended_at: r.get(9)?,
                place_of_service: columns::text(r, 10)?,
                signed: Option::zip(r.get(11)?, r.get(12)?),
                source: None,
            };
            see(r.get(0)?, &visit)
        },
    )
}

/// Every diagnosis of a patient's visits, in the order of each.
pub fn each_diagnosis(tx: &View, patient: Id<Patient>, mut see: impl FnMut(&NewDiagnosis) -> Result<()>) -> Result<()> {
    tx.each(
        "SELECT visit_id, rank, code, display FROM visit_diagnosis WHERE patient_id = ?1 AND removed = 0 ORDER BY rank",
        [patient],
        |r| {
            see(&NewDiagnosis {
                patient,
                visit: r.get(0)?,
                rank: r.get(1)?,
                code: columns::text(r, 2)?,
                display: columns::text(r, 3)?,
                source: None,
            })
        },
    )
}
