//! Notes from elsewhere, many at a time.

use rusqlite::params;

use super::Note;
use crate::{Change, Id, Result, View, patients::Patient, staff::Practitioner, time::Instant, visits::Visit};

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

/// Whether the note of a visit says this; a visit without one says nothing else.
pub fn tells_the_same(tx: &View, visit: Id<Visit>, sections: &[String; 4]) -> Result<bool> {
    let [subjective, objective, assessment, plan] = sections;
    let same = tx.maybe(
        "SELECT (subjective, objective, assessment, plan) IS (?2, ?3, ?4, ?5) FROM note WHERE visit_id = ?1",
        params![visit, subjective, objective, assessment, plan],
        |r| r.get(0),
    )?;
    Ok(same.unwrap_or(true))
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
