//! Money that came in, and money that went back.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    allocations::{allocate, apply},
    charges::{Charge, ImportedCharge},
};
use crate::{
    Change, Error, FaultCode, Id, Result, View, drafts, kinds,
    money::Cents,
    numbers,
    patients::{self, Patient},
    text,
    time::{Day, Instant},
    visits::{self, Visit},
};

/// How it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// Notes and coins.
    Cash,
    /// A check; the reference is its number.
    Check,
    /// A card taken on a terminal; the reference is the authorization, never a card number.
    Card,
    /// A bank transfer.
    Transfer,
    /// Imported without saying.
    Unknown,
}

impl PaymentMethod {
    fn name(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Check => "check",
            Self::Card => "card",
            Self::Transfer => "transfer",
            Self::Unknown => "unknown",
        }
    }
    /// As it stands on paper.
    pub fn label(self) -> &'static str {
        match self {
            Self::Cash => "Cash",
            Self::Check => "Check",
            Self::Card => "Card",
            Self::Transfer => "Bank transfer",
            Self::Unknown => "Payment",
        }
    }
    pub(super) fn named(name: &str) -> Self {
        match name {
            "cash" => Self::Cash,
            "check" => Self::Check,
            "card" => Self::Card,
            "transfer" => Self::Transfer,
            _ => Self::Unknown,
        }
    }
}

/// Whether money came in or went back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// Came in.
    Payment,
    /// Given back to the payer.
    Refund,
    /// Typed by mistake: it never came in.
    Void,
}

impl PaymentKind {
    pub(super) fn named(word: &str) -> Self {
        match word {
            "refund" => Self::Refund,
            "void" => Self::Void,
            _ => Self::Payment,
        }
    }
}

/// One payment, refund or void.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Payment {
    /// The payment.
    pub id: Id<Payment>,
    /// Counts changes.
    pub version: i64,
    /// Whose account.
    pub patient: Id<Patient>,
    /// The visit it was taken for.
    pub visit: Option<Id<Visit>>,
    /// In or out.
    pub kind: PaymentKind,
    /// The payment a refund or void takes back.
    pub reverses: Option<Id<Payment>>,
    /// How.
    pub method: PaymentMethod,
    /// Check number or card authorization.
    pub reference: Option<String>,
    /// The day.
    pub received_on: Day,
    /// Positive in, negative out.
    pub cents: Cents,
    /// Its number on paper.
    pub receipt: String,
    /// Of a refund or void.
    pub reason: Option<String>,
    /// What of it was already given back, as a positive amount.
    pub taken_back: Cents,
    /// What of it covers no charge.
    pub unapplied: Cents,
    /// When it was entered.
    pub created_at: Instant,
    /// Who entered it.
    pub taken_by: Option<String>,
}
kinds!(Payment);

macro_rules! payment_columns {
    ($where:literal) => {
        concat!(
            "SELECT id, version, patient_id, visit_id, kind, reverses, method, reference, received_on, cents, receipt, reason,
               coalesce((SELECT -sum(cents) FROM payment AS back WHERE back.reverses = payment.id), 0),
               cents - coalesce((SELECT sum(cents) FROM allocation WHERE payment_id = payment.id), 0)
                 + coalesce((SELECT sum(cents) FROM payment AS back WHERE back.reverses = payment.id), 0),
               created_at, (SELECT display_name FROM user WHERE user.id = payment.created_by)
             FROM payment ",
            $where
        )
    };
}

fn read(r: &rusqlite::Row<'_>) -> rusqlite::Result<Payment> {
    let kind = PaymentKind::named(r.get_ref(4)?.as_str()?);
    Ok(Payment {
        id: r.get(0)?,
        version: r.get(1)?,
        patient: r.get(2)?,
        visit: r.get(3)?,
        kind,
        reverses: r.get(5)?,
        method: PaymentMethod::named(r.get_ref(6)?.as_str()?),
        reference: r.get(7)?,
        received_on: r.get(8)?,
        cents: r.get(9)?,
        receipt: r.get(10)?,
        reason: r.get(11)?,
        taken_back: r.get(12)?,
        // A refund or void covers nothing itself: it lowers what its payment has to give.
        unapplied: if kind == PaymentKind::Payment { r.get(13)? } else { Cents::ZERO },
        created_at: r.get(14)?,
        taken_by: r.get(15)?,
    })
}

/// One payment.
pub fn one(tx: &View, id: Id<Payment>) -> Result<Payment> {
    tx.one("payment", payment_columns!("WHERE id = ?1"), [id], read)
}

/// A patient's payments, refunds and voids, oldest first.
pub fn of_patient(tx: &View, patient: Id<Patient>) -> Result<Vec<Payment>> {
    tx.rows(payment_columns!("WHERE patient_id = ?1 ORDER BY received_on, id"), [patient], read)
}

/// What was paid on the charges of a visit or taken for it, oldest first.
pub fn of_visit(tx: &View, visit: Id<Visit>) -> Result<Vec<Payment>> {
    tx.rows(
        payment_columns!(
            "WHERE id IN (SELECT id FROM payment WHERE visit_id = ?1
                          UNION SELECT payment_id FROM allocation JOIN charge ON charge.id = charge_id WHERE charge.visit_id = ?1)
             ORDER BY received_on, id"
        ),
        [visit],
        read,
    )
}

/// A payment to take.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TakePayment {
    /// Whose account.
    pub patient: Id<Patient>,
    /// The visit it is taken for; its charges are covered first.
    #[serde(default)]
    pub visit: Option<Id<Visit>>,
    /// How.
    pub method: PaymentMethod,
    /// Check number or card authorization; needed for a check.
    #[serde(default)]
    pub reference: Option<String>,
    /// How much.
    pub cents: Cents,
    /// The day; today when left out. Not in the future, and at most ten years ago.
    #[serde(default)]
    pub received_on: Option<Day>,
}

/// Takes a payment. It covers the visit's charges first, then the patient's other open charges, oldest first; what is left is
/// credit. Taken for a visit that is not signed yet, it is credit until then.
pub fn take(tx: &mut Change, input: TakePayment) -> Result<Payment> {
    let cents = input.cents.positive("cents")?;
    must_be_told(input.method)?;
    let reference = reference(input.method, input.reference.as_deref())?;
    let on = input.received_on.unwrap_or_else(|| tx.today());
    if on > tx.today() {
        return Err(Error::invalid("received_on", "A payment cannot be dated in the future."));
    }
    if on < tx.today().plus_months(-12 * EARLIEST) {
        return Err(Error::invalid("received_on", "This is more than ten years ago. Look at the year."));
    }
    patients::exists(tx, input.patient)?;
    tx.about(input.patient);
    let visit = input.visit.map(|visit| visits::brief(tx, visit)).transpose()?;
    if visit.as_ref().is_some_and(|visit| visit.patient != input.patient) {
        return Err(Error::refused(
            FaultCode::WrongPatient,
            "This visit belongs to another patient. Nothing was saved.",
        ));
    }
    let unsigned = visit.is_some_and(|visit| visit.status.is_open());
    let id = Id::<Payment>::new();
    let receipt = numbers::next(tx, numbers::Series::Receipt)?;
    tx.insert(
        "payment",
        id,
        &[
            ("patient_id", &input.patient),
            ("visit_id", &input.visit),
            ("kind", &"payment"),
            ("source", &"patient"),
            ("method", &input.method.name()),
            ("reference", &reference),
            ("received_on", &on),
            ("cents", &cents),
            ("receipt", &receipt),
        ],
    )?;
    // Taken before the visit is signed, it waits for the charges it is meant for (see `release`).
    if !unsigned {
        apply(tx, id, input.patient, input.visit, cents, on)?;
    }
    match input.visit {
        Some(visit) => drafts::became_record(tx, "payment", visit)?,
        None => drafts::became_record(tx, "payment", input.patient)?,
    }
    one(tx, id)
}

/// Years back that a payment may be entered late.
const EARLIEST: i32 = 10;

/// Only an import does not know how it was paid.
fn must_be_told(method: PaymentMethod) -> Result<()> {
    match method {
        PaymentMethod::Unknown => {
            Err(Error::invalid("method", "Say how the money changed hands: cash, check, card or transfer."))
        }
        _ => Ok(()),
    }
}

/// Whether digits look like a card number (ISO/IEC 7812: up to nineteen, thirteen at least, the last one a check digit). A card
/// payment needs no number so long; a check or a transfer may have one, if its digits do not check as a card's do.
fn may_be_a_card_number(method: PaymentMethod, reference: &str) -> bool {
    let numeric = reference.chars().filter(|c| c.is_numeric()).count();
    let written_otherwise = reference.chars().any(|c| c.is_numeric() && !c.is_ascii());
    if numeric < 13 || method == PaymentMethod::Card || written_otherwise {
        return numeric >= 13;
    }
    let groups: Vec<&str> = reference.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    let lengths = 1..=groups.len();
    lengths
        .flat_map(|n| groups.windows(n))
        .map(<[&str]>::concat)
        .any(|number| (13..=19).contains(&number.len()) && checks(&number))
}

/// The Luhn formula (ISO/IEC 7812-1, annex B).
fn checks(number: &str) -> bool {
    let digits = number.bytes().rev().map(|b| u32::from(b.saturating_sub(b'0')));
    let sum: u32 = digits.enumerate().map(|(i, d)| if i % 2 == 0 { d } else { d * 2 / 10 + d * 2 % 10 }).sum();
    sum.is_multiple_of(10)
}

fn reference(method: PaymentMethod, reference: Option<&str>) -> Result<Option<String>> {
    let reference = text::optional_line("reference", reference)?;
    if method == PaymentMethod::Check && reference.is_none() {
        return Err(Error::invalid("reference", "Enter the check's number."));
    }
    if reference.as_deref().is_some_and(|r| may_be_a_card_number(method, r)) {
        return Err(Error::invalid(
            "reference",
            "This looks like a card number. Chartwell keeps none: enter the authorization code or the last four digits.",
        ));
    }
    Ok(reference)
}

/// A payment to give back, or to void.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RefundPayment {
    /// Which payment.
    pub payment: Id<Payment>,
    /// The patient the page was opened for.
    pub patient: Id<Patient>,
    /// Whether it was typed by mistake and never came in; then all that is left of it is taken back.
    #[serde(default)]
    pub void: bool,
    /// How much goes back; all that is left when left out.
    #[serde(default)]
    pub cents: Option<Cents>,
    /// How it goes back; as it came when left out.
    #[serde(default)]
    pub method: Option<PaymentMethod>,
    /// Check number or card authorization.
    #[serde(default)]
    pub reference: Option<String>,
    /// Why.
    pub reason: String,
}

/// Gives a payment back, whole or in part. Its credit goes first, then what it covered, latest first: those charges are open
/// again.
pub fn refund(tx: &mut Change, input: RefundPayment) -> Result<Payment> {
    let payment = one(tx, input.payment)?;
    if payment.patient != input.patient {
        return Err(Error::refused(
            FaultCode::WrongPatient,
            "This payment belongs to another patient. Nothing was saved.",
        ));
    }
    tx.about(input.patient);
    if payment.kind != PaymentKind::Payment {
        return Err(Error::refused(FaultCode::WrongState, "Only a payment can be given back."));
    }
    let left = payment.cents - payment.taken_back;
    let cents = if input.void { left } else { input.cents.unwrap_or(left) };
    if left.0 <= 0 || cents > left {
        return Err(Error::invalid("cents", "More cannot be given back than is left of the payment."));
    }
    let cents = cents.positive("cents")?;
    let reason = text::line("reason", &input.reason)?;
    let method = input.method.unwrap_or(payment.method);
    if !input.void {
        must_be_told(method)?;
    }
    let reference = if input.void { None } else { reference(method, input.reference.as_deref())? };
    let (id, on) = (Id::<Payment>::new(), tx.today());
    let receipt = numbers::next(tx, numbers::Series::Receipt)?;
    tx.insert(
        "payment",
        id,
        &[
            ("patient_id", &payment.patient),
            ("visit_id", &payment.visit),
            ("kind", &if input.void { "void" } else { "refund" }),
            ("reverses", &payment.id),
            ("source", &"patient"),
            ("method", &method.name()),
            ("reference", &reference),
            ("received_on", &on),
            ("cents", &-cents),
            ("receipt", &receipt),
            ("reason", &reason),
        ],
    )?;
    let mut covered = cents - payment.unapplied;
    let allocated: Vec<(Id<Charge>, Cents)> = tx.rows(
        "SELECT charge_id, sum(cents) FROM allocation WHERE payment_id = ?1 GROUP BY charge_id HAVING sum(cents) > 0 ORDER BY max(id) DESC",
        [payment.id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    for (charge, covers) in allocated {
        let part = covers.min(covered);
        if part.0 <= 0 {
            break;
        }
        allocate(tx, payment.id, charge, -part, on)?;
        covered = covered - part;
    }
    drafts::became_record(tx, "refund", payment.id)?;
    one(tx, id)
}

/// Writes what was paid on an imported charge elsewhere.
pub(super) fn import(tx: &mut Change, new: &ImportedCharge, charge: Id<Charge>) -> Result<()> {
    let id = Id::<Payment>::new();
    tx.insert(
        "payment",
        id,
        &[
            ("patient_id", &new.patient),
            ("visit_id", &new.visit),
            ("kind", &"payment"),
            ("source", &"unknown"),
            ("method", &"unknown"),
            ("received_on", &new.paid_on),
            ("cents", &new.paid),
            ("receipt", &"imported"),
            ("source_id", &new.source_id),
        ],
    )?;
    allocate(tx, id, charge, new.paid.min(new.cents), new.paid_on)
}

/// Payments of one day, for the drawer.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct PaymentsOfDay {
    /// The day; today when left out.
    pub on: Option<Day>,
}

/// A line of the day's payments.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct DayPayment {
    /// The payment.
    pub payment: Payment,
    /// Whose account, by name.
    pub patient_name: String,
}

/// What came in and went out on a day, in order.
pub fn of_day(tx: &View, input: PaymentsOfDay) -> Result<Vec<DayPayment>> {
    let on = input.on.unwrap_or_else(|| tx.today());
    let payments = tx.rows(payment_columns!("WHERE received_on = ?1 ORDER BY id"), params![on], read)?;
    payments
        .into_iter()
        .map(|payment| Ok(DayPayment { patient_name: patients::list_name(tx, payment.patient)?, payment }))
        .collect()
}
