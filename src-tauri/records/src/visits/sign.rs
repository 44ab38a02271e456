//! The signature, which makes a visit final, and the mark that takes a visit out of the record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Visit, VisitStatus, brief, get, open_of};
use crate::{
    Change, Error, FaultCode, Id, Result,
    billing::{
        self,
        charges::{self, TakeBackCharge},
    },
    chart::guard,
    drafts, notes,
    notes::Note,
    observations,
    patients::Patient,
    permissions::Permission,
    schedule::{self, AppointmentStatus},
    staff, text,
};

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
    billing::release(tx, input.visit)?;
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

/// Marks a visit, its note and the vitals taken at it entered in error, and takes its charges back. All stay readable; nothing counts
/// them any more.
pub fn mark_in_error(tx: &mut Change, input: MarkVisitInError) -> Result<Visit> {
    tx.about(input.patient);
    let brief = brief(tx, input.visit)?;
    guard::belongs(brief.patient, input.patient)?;
    guard::standing(brief.status.name())?;
    if !brief.status.is_open() && !tx.may(Permission::SignNotes) {
        return Err(Error::refused(
            FaultCode::NotPermitted,
            "A signed or imported visit can only be marked entered in error by someone who may sign.",
        ));
    }
    let reason = text::line("reason", &input.reason)?;
    take_charges_back(tx, input.visit, input.patient, &reason)?;
    tx.update(
        "visit",
        "visit",
        input.visit,
        input.version,
        &[("status", &VisitStatus::EnteredInError), ("error_reason", &reason)],
    )?;
    notes::mark_in_error(tx, input.visit, &reason)?;
    observations::mark_vitals_of_visit_in_error(tx, input.patient, input.visit, &reason)?;
    get(tx, input.visit)
}

fn take_charges_back(tx: &mut Change, visit: Id<Visit>, patient: Id<Patient>, reason: &str) -> Result<()> {
    for charge in charges::of_visit(tx, charges::OfVisit { visit })? {
        if !charge.reversed && charge.reversal_of.is_none() {
            let reason = Some(reason.to_owned());
            charges::take_back(tx, TakeBackCharge { id: charge.id, version: charge.version, patient, reason })?;
        }
    }
    Ok(())
}
