//! The signature, which makes a visit final, and the mark that takes a visit out of the record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Visit, VisitStatus, brief, get, open_of};
use crate::{
    Change, Error, FaultCode, Id, Result, billing,
    chart::guard,
    drafts, notes,
    notes::Note,
    observations,
    patients::Patient,
    permissions::Permission,
    schedule::{self, AppointmentStatus},
    staff, text,
};

/// What else happens in the signing transaction, in order: other features add their line.
const ON_SIGN: &[fn(&mut Change, Id<Visit>) -> Result<()>] = &[billing::release];

/// What else happens when a visit is marked entered in error; a refusal keeps the visit as it is.
const ON_ERROR: &[fn(&mut Change, Id<Visit>) -> Result<()>] = &[];

/// The visit to sign, as it was read.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SignVisit {
    /// Whose.
    pub patient: Id<Patient>,
    /// Which one.
    pub visit: Id<Visit>,
    /// The visit's version that was read.
    pub version: i64,
    /// The note's version that was read.
    pub note_version: i64,
}

/// What a signature made final.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct SignedVisit {
    /// The visit with its diagnoses.
    pub visit: Visit,
    /// Its note.
    pub note: Note,
}

/// Signs a visit: its note and diagnoses become final, its charges are released, its appointment goes to checkout.
pub fn sign(tx: &mut Change, input: SignVisit) -> Result<SignedVisit> {
    open_of(tx, input.visit, input.patient)?;
    let signer = staff::own_practitioner(tx)?.ok_or_else(notes::only_a_practitioner)?;
    let visit = get(tx, input.visit)?;
    if let Some(heading) = visit.diagnoses.iter().find(|d| !d.billable) {
        return Err(Error::invalid(
            format!("diagnoses.{}.code", heading.rank - 1),
            "A diagnosis on the list is only a heading. Choose one of the codes below it, then sign.",
        ));
    }
    let note = notes::sign(tx, input.visit, input.note_version, &signer)?;
    let ended = visit.ended_at.unwrap_or(tx.now());
    tx.update(
        "visit",
        "visit",
        input.visit,
        input.version,
        &[("status", &VisitStatus::Signed), ("signed_at", &tx.now()), ("signed_by", &signer.id), ("ended_at", &ended)],
    )?;
    drafts::discard(tx, drafts::DraftPlace { about: notes::DRAFT.into(), subject: Some(input.visit.cast()) })?;
    if let Some(appointment) = visit.appointment {
        schedule::reach(tx, appointment, AppointmentStatus::Checkout)?;
    }
    ON_SIGN.iter().try_for_each(|also| also(tx, input.visit))?;
    Ok(SignedVisit { visit: get(tx, input.visit)?, note })
}

/// A visit that never happened, or not with this patient.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkVisitInError {
    /// In whose chart it stands.
    pub patient: Id<Patient>,
    /// Which one.
    pub visit: Id<Visit>,
    /// The version that was read.
    pub version: i64,
    /// Why.
    pub reason: String,
}

/// Marks a visit, its note and the vitals taken at it entered in error. They stay readable; nothing counts them any more.
pub fn mark_in_error(tx: &mut Change, input: MarkVisitInError) -> Result<Visit> {
    tx.about(input.patient);
    let brief = brief(tx, input.visit)?;
    guard::belongs(brief.patient, input.patient)?;
    guard::standing(brief.status.name())?;
    if brief.status == VisitStatus::Signed && !tx.may(Permission::SignNotes) {
        return Err(Error::refused(
            FaultCode::NotPermitted,
            "A signed visit can only be marked entered in error by someone who may sign.",
        ));
    }
    let reason = text::line("reason", &input.reason)?;
    tx.update(
        "visit",
        "visit",
        input.visit,
        input.version,
        &[("status", &VisitStatus::EnteredInError), ("error_reason", &reason)],
    )?;
    notes::mark_in_error(tx, input.visit, &reason)?;
    observations::mark_vitals_of_visit_in_error(tx, input.visit, &reason)?;
    ON_ERROR.iter().try_for_each(|also| also(tx, input.visit))?;
    get(tx, input.visit)
}
