//! What is forgiven of a charge.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::charges::{self, Charge};
use crate::{
    Change, Error, FaultCode, Id, Result, View, drafts, kinds, money::Cents, patients::Patient, text, time::Day,
    visits::Visit,
};

/// An amount forgiven, by a CAS group.
struct Adjustment;
kinds!(Adjustment);

/// An amount forgiven.
pub(crate) struct Adjusted {
    pub on: Day,
    pub reason: String,
    pub cents: Cents,
}

/// What was forgiven of the charges of a visit.
pub(crate) fn of_visit(tx: &View, visit: Id<Visit>) -> Result<Vec<Adjusted>> {
    tx.rows(
        "SELECT adjusted_on, adjustment.reason, adjustment.cents FROM charge JOIN adjustment ON charge_id = charge.id
         WHERE charge.visit_id = ?1 ORDER BY adjustment.id",
        [visit],
        |r| Ok(Adjusted { on: r.get(0)?, reason: r.get(1)?, cents: r.get(2)? }),
    )
}

/// An amount of a charge to forgive.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AdjustCharge {
    /// Which charge.
    pub charge: Id<Charge>,
    /// The patient the page was opened for.
    pub patient: Id<Patient>,
    /// How much less is owed.
    pub cents: Cents,
    /// Why.
    pub reason: String,
}

/// Forgives part of a charge, such as a courtesy or self-pay discount (CAS group CO).
pub fn adjust(tx: &mut Change, input: AdjustCharge) -> Result<Charge> {
    let charge = charges::one(tx, input.charge)?;
    let patient: Id<Patient> =
        tx.one("charge", "SELECT patient_id FROM charge WHERE id = ?1", [input.charge], |r| r.get(0))?;
    if patient != input.patient {
        return Err(Error::refused(
            FaultCode::WrongPatient,
            "This charge belongs to another patient. Nothing was saved.",
        ));
    }
    tx.about(patient);
    let cents = input.cents.positive("cents")?;
    if cents > charge.open {
        return Err(Error::invalid("cents", "More cannot be forgiven than is open on this charge."));
    }
    let reason = text::line("reason", &input.reason)?;
    write(tx, input.charge, patient, cents, &reason)?;
    drafts::became_record(tx, "discount", input.charge)?;
    charges::one(tx, input.charge)
}

pub(super) fn write(
    tx: &mut Change,
    charge: Id<Charge>,
    patient: Id<Patient>,
    cents: Cents,
    reason: &str,
) -> Result<()> {
    let on = tx.today();
    tx.insert(
        "adjustment",
        Id::<Adjustment>::new(),
        &[
            ("charge_id", &charge),
            ("patient_id", &patient),
            ("adjusted_on", &on),
            ("group_code", &"CO"),
            ("cents", &cents),
            ("reason", &reason),
        ],
    )
}
