//! What a patient owes, and why: every line that moves the balance, in order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    charges::{self, Charge, OfVisit},
    payments::{self, Payment},
};
use crate::{
    Id, Result, View,
    money::Cents,
    patients::{self, Patient},
    time::Day,
    visits::{self, Visit},
};

/// Whose account.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AccountOf {
    /// The patient.
    pub patient: Id<Patient>,
}

/// What moved the balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccountLineKind {
    /// Something was done.
    Charge,
    /// A charge was taken back.
    Reversal,
    /// Money came in.
    Payment,
    /// Money went back.
    Refund,
    /// A payment typed by mistake was taken back.
    Void,
    /// Something was forgiven.
    Adjustment,
}

/// One line of the account.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct AccountLine {
    /// The day it counts for.
    pub on: Day,
    /// What it is.
    pub kind: AccountLineKind,
    /// Code and words of a charge; receipt and method of a payment; reason of an adjustment.
    pub text: String,
    /// The visit it belongs to.
    pub visit: Option<Id<Visit>>,
    /// The payment, where it is one.
    pub payment: Option<Id<Payment>>,
    /// The charge, where it is one.
    pub charge: Option<Id<Charge>>,
    /// Positive: more is owed.
    pub cents: Cents,
    /// What is owed after it.
    pub balance: Cents,
}

/// A patient's account.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Account {
    /// What is owed now; negative: the practice owes.
    pub balance: Cents,
    /// What of the payments covers no charge.
    pub unapplied: Cents,
    /// Every line, oldest first.
    pub lines: Vec<AccountLine>,
    /// The payments, for giving one back.
    pub payments: Vec<Payment>,
}

/// What a patient owes now; negative: the practice owes.
pub fn balance(tx: &View, patient: Id<Patient>) -> Result<Cents> {
    tx.one(
        "patient",
        "SELECT coalesce((SELECT sum(cents) FROM charge WHERE patient_id = ?1 AND status = 'posted'), 0)
              - coalesce((SELECT sum(cents) FROM payment WHERE patient_id = ?1), 0)
              - coalesce((SELECT sum(cents) FROM adjustment WHERE patient_id = ?1), 0)",
        [patient],
        |r| r.get(0),
    )
}

pub(super) fn unapplied(tx: &View, patient: Id<Patient>) -> Result<Cents> {
    tx.one(
        "patient",
        "SELECT coalesce((SELECT sum(cents) FROM payment WHERE patient_id = ?1), 0)
              - coalesce((SELECT sum(allocation.cents) FROM payment JOIN allocation ON payment_id = payment.id WHERE patient_id = ?1), 0)",
        [patient],
        |r| r.get(0),
    )
}

/// A patient's account, line by line.
pub fn get(tx: &View, input: AccountOf) -> Result<Account> {
    patients::exists(tx, input.patient)?;
    tx.about(input.patient);
    let mut lines = tx.rows(
        "SELECT service_on, CASE WHEN reversal_of IS NULL THEN 'charge' ELSE 'reversal' END, code || ' ' || description, visit_id, NULL, id, cents, id FROM charge WHERE patient_id = ?1 AND status = 'posted'
         UNION ALL
         SELECT received_on, kind, receipt || ' ' || method, visit_id, id, NULL, -cents, id FROM payment WHERE patient_id = ?1
         UNION ALL
         SELECT adjusted_on, 'adjustment', reason, NULL, NULL, charge_id, -cents, id FROM adjustment WHERE patient_id = ?1
         ORDER BY 1, 8",
        [input.patient],
        |r| {
            Ok(AccountLine {
                on: r.get(0)?,
                kind: match r.get_ref(1)?.as_str()? {
                    "charge" => AccountLineKind::Charge,
                    "reversal" => AccountLineKind::Reversal,
                    "refund" => AccountLineKind::Refund,
                    "void" => AccountLineKind::Void,
                    "adjustment" => AccountLineKind::Adjustment,
                    _ => AccountLineKind::Payment,
                },
                text: r.get(2)?,
                visit: r.get(3)?,
                payment: r.get(4)?,
                charge: r.get(5)?,
                cents: r.get(6)?,
                balance: Cents::ZERO,
            })
        },
    )?;
    let mut running = Cents::ZERO;
    for line in &mut lines {
        running = running + line.cents;
        line.balance = running;
    }
    Ok(Account {
        balance: running,
        unapplied: unapplied(tx, input.patient)?,
        lines,
        payments: payments::of_patient(tx, input.patient)?,
    })
}

/// What is owed at the end of a visit.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Checkout {
    /// The visit.
    pub visit: Id<Visit>,
    /// The patient.
    pub patient: Id<Patient>,
    /// The bill's number, once the visit is signed.
    pub bill_number: Option<String>,
    /// Where the visit stands; while it is open its charges are not final.
    pub status: visits::VisitStatus,
    /// What its charges may point to.
    pub diagnoses: Vec<visits::VisitDiagnosis>,
    /// The visit's charges.
    pub charges: Vec<Charge>,
    /// What was paid for it.
    pub payments: Vec<Payment>,
    /// Sum of the visit's charges.
    pub charged: Cents,
    /// What of them is open.
    pub open: Cents,
    /// What the patient owes in all, this visit included; negative: the practice owes.
    pub balance: Cents,
    /// What of earlier payments covers no charge.
    pub unapplied: Cents,
}

/// What is owed at the end of a visit.
pub fn checkout(tx: &View, input: OfVisit) -> Result<Checkout> {
    let brief = visits::brief(tx, input.visit)?;
    tx.about(brief.patient);
    let charges = charges::of_visit(tx, OfVisit { visit: input.visit })?;
    Ok(Checkout {
        visit: input.visit,
        patient: brief.patient,
        bill_number: bill_number(tx, input.visit)?,
        status: brief.status,
        diagnoses: visits::diagnoses_of(tx, input.visit)?,
        charged: charges.iter().map(|c| c.cents).sum(),
        open: charges.iter().map(|c| c.open).sum(),
        charges,
        payments: payments::of_visit(tx, input.visit)?,
        balance: balance(tx, brief.patient)?,
        unapplied: unapplied(tx, brief.patient)?,
    })
}

/// The number of a visit's bill, once its charges are released.
pub fn bill_number(tx: &View, visit: Id<Visit>) -> Result<Option<String>> {
    tx.maybe("SELECT number FROM bill WHERE visit_id = ?1 ORDER BY id LIMIT 1", [visit], |r| r.get(0))
}
