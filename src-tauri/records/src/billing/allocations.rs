//! Which payment covers which charge. What covers no charge is credit.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    account,
    charges::{self, Charge},
    payments::{self, Payment, PaymentKind, PaymentMethod},
};
use crate::{
    Change, Id, Result, View, kinds,
    money::Cents,
    patients::{self, Patient},
    time::Day,
    visits::Visit,
};

/// Part of a payment that covers a charge.
struct Allocation;
kinds!(Allocation);

/// A part of a payment that covers charges of a visit, or frees them again.
pub(crate) struct Covering {
    pub on: Day,
    pub method: PaymentMethod,
    pub reference: Option<String>,
    pub receipt: String,
    /// Negative: it no longer covers them.
    pub cents: Cents,
    /// Whether the payment was given back, or never came in; otherwise it became credit.
    pub given_back: Option<PaymentKind>,
}

/// What covers the charges of a visit, in order.
pub(crate) fn covering_visit(tx: &View, visit: Id<Visit>) -> Result<Vec<Covering>> {
    tx.rows(
        "SELECT applied_on, method, reference, receipt, sum(allocation.cents),
           CASE WHEN allocation.cents < 0 THEN
             (SELECT kind FROM payment AS back WHERE back.reverses = payment.id AND back.created_at = allocation.created_at) END
         FROM charge JOIN allocation ON charge_id = charge.id JOIN payment ON payment.id = payment_id
         WHERE charge.visit_id = ?1 GROUP BY payment.id, allocation.created_at, allocation.cents < 0 ORDER BY min(allocation.id)",
        [visit],
        |r| {
            Ok(Covering {
                on: r.get(0)?,
                method: PaymentMethod::named(r.get_ref(1)?.as_str()?),
                reference: r.get(2)?,
                receipt: r.get(3)?,
                cents: r.get(4)?,
                given_back: r.get_ref(5)?.as_str_or_null()?.map(PaymentKind::named),
            })
        },
    )
}

/// What a payment covers.
pub(crate) struct AppliedTo {
    pub service_on: Day,
    pub bill: Option<String>,
    pub cents: Cents,
}

/// What a payment covers, by visit; of a refund or void, what it no longer covers because of that.
pub(crate) fn applied(tx: &View, payment: &Payment) -> Result<Vec<AppliedTo>> {
    let read = |r: &rusqlite::Row<'_>| Ok(AppliedTo { service_on: r.get(0)?, bill: r.get(1)?, cents: r.get(2)? });
    match payment.reverses {
        None => tx.rows(
            "SELECT service_on, (SELECT number FROM bill WHERE bill.visit_id = charge.visit_id), sum(allocation.cents)
             FROM allocation JOIN charge ON charge.id = charge_id WHERE payment_id = ?1
             GROUP BY charge.visit_id, service_on HAVING sum(allocation.cents) > 0 ORDER BY service_on",
            [payment.id],
            read,
        ),
        // Both were written in one transaction, so at one moment.
        Some(original) => tx.rows(
            "SELECT service_on, (SELECT number FROM bill WHERE bill.visit_id = charge.visit_id), -sum(allocation.cents)
             FROM allocation JOIN charge ON charge.id = charge_id
             WHERE payment_id = ?1 AND allocation.created_at = ?2 AND allocation.cents < 0
             GROUP BY charge.visit_id, service_on ORDER BY service_on",
            rusqlite::params![original, payment.created_at],
            read,
        ),
    }
}

/// Lets a payment cover open charges: the visit's first, then the oldest.
pub(super) fn apply(
    tx: &mut Change,
    payment: Id<Payment>,
    patient: Id<Patient>,
    visit: Option<Id<Visit>>,
    mut left: Cents,
    on: Day,
) -> Result<()> {
    let mut open = charges::open_of_patient(tx, patient)?;
    open.sort_by_key(|c| (c.visit != visit || visit.is_none(), c.service_on));
    for charge in open {
        let part = charge.open.min(left);
        if part.0 <= 0 {
            break;
        }
        // A payment entered late covers nothing before it was done.
        allocate(tx, payment, charge.id, part, on.max(charge.service_on))?;
        left = left - part;
    }
    Ok(())
}

/// Lets what was taken for a visit before its charges were posted cover them, and then the oldest.
pub(super) fn apply_those_taken_before(tx: &mut Change, visit: Id<Visit>, patient: Id<Patient>) -> Result<()> {
    let on = tx.today();
    for payment in payments::of_visit(tx, visit)? {
        if payment.visit == Some(visit) && payment.patient == patient && payment.unapplied.0 > 0 {
            apply(tx, payment.id, patient, Some(visit), payment.unapplied, on)?;
        }
    }
    Ok(())
}

pub(super) fn allocate(tx: &mut Change, payment: Id<Payment>, charge: Id<Charge>, cents: Cents, on: Day) -> Result<()> {
    tx.insert(
        "allocation",
        Id::<Allocation>::new(),
        &[("payment_id", &payment), ("charge_id", &charge), ("applied_on", &on), ("cents", &cents)],
    )
}

/// A payment whose credit should cover open charges.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ApplyCredit {
    /// Whose account.
    pub patient: Id<Patient>,
}

/// Lets what is unapplied of a patient's payments cover their open charges, oldest first. How much was applied.
pub fn apply_credit(tx: &mut Change, input: ApplyCredit) -> Result<Applied> {
    patients::exists(tx, input.patient)?;
    tx.about(input.patient);
    let on = tx.today();
    let before = account::unapplied(tx, input.patient)?;
    for payment in payments::of_patient(tx, input.patient)? {
        if payment.unapplied.0 > 0 {
            apply(tx, payment.id, input.patient, None, payment.unapplied, on)?;
        }
    }
    Ok(Applied { cents: before - account::unapplied(tx, input.patient)? })
}

/// How much credit was applied.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Applied {
    /// The amount.
    pub cents: Cents,
}

/// Frees what payments cover of a charge that is being taken back: it becomes credit.
pub(super) fn free_charge(tx: &mut Change, charge: Id<Charge>, on: Day) -> Result<()> {
    let covering: Vec<(Id<Payment>, Cents)> = tx.rows(
        "SELECT payment_id, sum(cents) FROM allocation WHERE charge_id = ?1 GROUP BY payment_id HAVING sum(cents) <> 0",
        [charge],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    for (payment, cents) in covering {
        allocate(tx, payment, charge, -cents, on)?;
    }
    Ok(())
}
