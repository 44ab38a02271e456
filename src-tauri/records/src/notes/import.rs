//! Notes from elsewhere, many at a time.

use super::Note;
use crate::{Change, Id, Result, patients::Patient, staff::Practitioner, time::Instant, visits::Visit};

/// The note of a visit that was closed elsewhere, already clean (see [`crate::text`]).
pub struct ImportedNote<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// Of which visit.
    pub visit: Id<Visit>,
    /// Subjective, objective, assessment, plan.
    pub sections: &'a [String; 4],
    /// When it was closed there.
    pub signed_at: Instant,
    /// Who saw the patient.
    pub practitioner: Option<Id<Practitioner>>,
}

/// Keeps the note, final.
pub fn import(tx: &mut Change, new: &ImportedNote) -> Result<Id<Note>> {
    let id = Id::new();
    let [subjective, objective, assessment, plan] = new.sections;
    tx.insert(
        "note",
        id,
        &[
            ("patient_id", &new.patient),
            ("visit_id", &new.visit),
            ("status", &"signed"),
            ("subjective", subjective),
            ("objective", objective),
            ("assessment", assessment),
            ("plan", plan),
            ("signed_at", &new.signed_at),
            ("signed_by", &new.practitioner),
        ],
    )?;
    Ok(id)
}
