//! Notes handed on, to other systems.

use super::NoteSections;
use crate::{Id, Result, View, patients::Patient, visits::Visit};

/// Every note of a patient that was not entered in error, with the words of its addenda.
pub fn each(
    tx: &View,
    patient: Id<Patient>,
    mut see: impl FnMut(Id<Visit>, NoteSections, Vec<String>) -> Result<()>,
) -> Result<()> {
    let mut addenda: Vec<(Id<Visit>, String)> = tx.rows(
        "SELECT visit_id, body FROM note_addendum WHERE patient_id = ?1 ORDER BY signed_at, id",
        [patient],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    tx.each(
        "SELECT visit_id, subjective, objective, assessment, plan FROM note WHERE patient_id = ?1 AND status <> 'entered_in_error'",
        [patient],
        |r| {
            let visit: Id<Visit> = r.get(0)?;
            let sections =
                NoteSections { subjective: r.get(1)?, objective: r.get(2)?, assessment: r.get(3)?, plan: r.get(4)? };
            let own = addenda.extract_if(.., |(of, _)| *of == visit).map(|(_, body)| body).collect();
            see(visit, sections, own)
        },
    )
}
