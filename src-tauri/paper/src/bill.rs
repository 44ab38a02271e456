//! The itemised bill (superbill): what was done, why, what it costs and what is still owed, with what an insurer asks.

use crate::{
    Look, PaperError, Pdf,
    flow::Flow,
    frame::Running,
    money::{dollars, sum},
    parties::{Diagnosis, Guarantor, Patient, PaymentKind, Practice, Provider, labelled, lines},
    table::{Cell, Column, Row, Table},
    text::Style,
    write::{Properties, write},
};

/// A bill for one visit. Amounts in cents; days and times as the practice writes them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bill {
    /// The bill's number.
    pub number: String,
    /// The day it is made out.
    pub date: String,
    /// The practice (billing provider), with tax id and NPI.
    pub practice: Practice,
    /// The patient.
    pub patient: Patient,
    /// The rendering provider.
    pub provider: Provider,
    /// Who pays for the patient; `None` prints as the patient.
    pub guarantor: Option<Guarantor>,
    /// Insurance policies, primary first.
    pub policies: Vec<Policy>,
    /// The day of the visit.
    pub visit_date: String,
    /// CMS place of service, code and name: `11 Office`.
    pub place_of_service: String,
    /// Diagnoses in order of importance. The first twelve are lettered A to L, as on the CMS-1500 claim form; further
    /// ones are listed without a letter.
    pub diagnoses: Vec<Diagnosis>,
    /// The charges.
    pub charges: Vec<Charge>,
    /// Payments and refunds.
    pub payments: Vec<Payment>,
    /// Adjustments.
    pub adjustments: Vec<Adjustment>,
    /// What is owed: charges and adjustments less payments, plus refunds. Below zero is a credit.
    pub balance: i64,
    /// A closing sentence (terms, how to pay); may be empty.
    pub message: String,
}

/// An insurance policy.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// `Primary`, `Secondary`, `Tertiary`.
    pub order: String,
    /// The insurer.
    pub payer: String,
    /// The plan.
    pub plan: String,
    /// Member (policy) number.
    pub member_id: String,
    /// Group number.
    pub group: String,
    /// The subscriber's name and what they are to the patient.
    pub subscriber: String,
}

/// A charge.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Charge {
    /// The day of service.
    pub date: String,
    /// CPT or HCPCS code.
    pub code: String,
    /// Modifiers.
    pub modifiers: Vec<String>,
    /// What was done.
    pub description: String,
    /// Which diagnoses it is for, counted from 0 in [`Bill::diagnoses`].
    pub pointers: Vec<usize>,
    /// How many.
    pub units: u32,
    /// Price of one.
    pub unit_price: i64,
    /// Price of all.
    pub amount: i64,
}

/// A payment or refund.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Payment {
    /// The day.
    pub date: String,
    /// Which way the money went.
    pub kind: PaymentKind,
    /// `Cash`, `Check`, `Card`, `Insurance`.
    pub method: String,
    /// Check number, card reference or receipt number.
    pub reference: String,
    /// How much: above zero for either kind.
    pub amount: i64,
}

/// A change of what is owed that is no payment.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Adjustment {
    /// The day.
    pub date: String,
    /// Why: `Contractual write-off`.
    pub reason: String,
    /// Below zero lowers what is owed.
    pub amount: i64,
}

/// What the lines add up to.
struct Totals {
    charges: i64,
    adjustments: i64,
    payments: i64,
    refunds: i64,
    returned: i64,
}

impl Bill {
    fn totals(&self) -> Result<Totals, PaperError> {
        let of = |kind| sum(self.payments.iter().filter(move |p| p.kind == kind).map(|p| p.amount));
        let totals = Totals {
            charges: sum(self.charges.iter().map(|charge| charge.amount))?,
            adjustments: sum(self.adjustments.iter().map(|adjustment| adjustment.amount))?,
            payments: of(PaymentKind::Payment)?,
            refunds: of(PaymentKind::Refund)?,
            returned: sum([of(PaymentKind::Void)?, of(PaymentKind::Credit)?])?,
        };
        let paid = totals.payments.checked_neg().ok_or(PaperError::AmountTooLarge)?;
        if sum([totals.charges, totals.adjustments, paid, totals.refunds, totals.returned])? != self.balance {
            return Err(PaperError::DoesNotAddUp("balance"));
        }
        Ok(totals)
    }
}

/// Makes the bill.
///
/// # Errors
/// [`PaperError::DoesNotAddUp`] when the balance is not what the lines come to, [`PaperError::UnknownDiagnosis`] when a
/// charge points at no lettered diagnosis, [`PaperError::AmountTooLarge`], [`PaperError::BadMoment`].
pub fn bill(bill: &Bill, look: &Look) -> Result<Pdf, PaperError> {
    let totals = bill.totals()?;
    let reference = labelled("No.", &bill.number);
    let running = Running {
        practice: &bill.practice,
        title: "Itemized bill",
        reference: &reference,
        patient: Some(&bill.patient),
    };
    let mut flow = Flow::new(look, &running)?;
    who(&mut flow, bill);
    policies(&mut flow, bill);
    diagnoses(&mut flow, bill);
    let summary = summary(&flow, bill, &totals);
    charges(&mut flow, bill, &summary)?;
    adjustments(&mut flow, bill, &summary);
    payments(&mut flow, bill, &summary);
    flow.gap(ABOVE_SUMMARY);
    summary.place(&mut flow);
    flow.gap(14.0);
    flow.text(&bill.message, Style::BODY);
    write(
        flow.finish(),
        look,
        &Properties { title: &format!("Itemized bill {}", bill.number), author: &bill.practice.name },
    )
}

fn who(flow: &mut Flow, bill: &Bill) {
    let provider = lines([bill.provider.name.as_str(), &labelled("NPI", &bill.provider.npi)]);
    let billing = lines([labelled("Tax ID", &bill.practice.tax_id).as_str(), &labelled("NPI", &bill.practice.npi)]);
    let facts = [
        ("Visit date", bill.visit_date.clone()),
        ("Place of service", bill.place_of_service.clone()),
        ("Rendering provider", provider),
        ("Billing provider", billing),
    ];
    flow.facts(&facts, 4);
    flow.gap(8.0);
    let block = |name: &str, address: &[String], phone: &str| {
        lines([name].into_iter().chain(address.iter().map(String::as_str)).chain([labelled("Phone", phone).as_str()]))
    };
    let patient = block(&bill.patient.name, &bill.patient.address, &bill.patient.phone);
    let guarantor = match &bill.guarantor {
        None => "The patient".to_owned(),
        Some(person) => {
            let name = lines([person.name.as_str(), &labelled("Relationship:", &person.relationship)]);
            block(&name, &person.address, &person.phone)
        }
    };
    let facts =
        [("Patient", patient), ("Guarantor", guarantor), ("Bill date", bill.date.clone()), ("Amount due", due(bill))];
    flow.facts(&facts, 4);
}

fn due(bill: &Bill) -> String {
    dollars(bill.balance.max(0))
}

fn policies(flow: &mut Flow, bill: &Bill) {
    flow.heading("Insurance");
    if bill.policies.is_empty() {
        flow.text("None on file: self-pay.", Style::BODY);
        return;
    }
    let row = |policy: &Policy| {
        Row::new([
            policy.order.as_str().into(),
            Cell::new(&policy.payer, Style::STRONG).and(&policy.plan, Style::SMALL),
            policy.member_id.as_str().into(),
            policy.group.as_str().into(),
            policy.subscriber.as_str().into(),
        ])
    };
    Table {
        columns: vec![
            Column::fit(""),
            Column::share("Payer and plan", 3.0),
            Column::share("Member ID", 2.0),
            Column::share("Group", 1.5),
            Column::share("Subscriber", 2.5),
        ],
        rows: bill.policies.iter().map(row).collect(),
        ruled: true,
        pad: 2.5,
        ..Table::default()
    }
    .place(flow);
}

/// The letter a claim form gives the diagnosis at `place`: A to L for the first twelve.
fn letter(place: usize) -> Option<char> {
    ('A'..='L').nth(place)
}

fn diagnoses(flow: &mut Flow, bill: &Bill) {
    if bill.diagnoses.is_empty() {
        return;
    }
    flow.heading("Diagnoses");
    let row = |(place, diagnosis): (usize, &Diagnosis)| {
        let letter = letter(place).map(String::from).unwrap_or_default();
        Row::new([Cell::new(letter, Style::STRONG), diagnosis.code.as_str().into(), diagnosis.text.as_str().into()])
    };
    Table {
        columns: vec![Column::fit(""), Column::fit("ICD-10-CM"), Column::share("Diagnosis", 1.0)],
        rows: bill.diagnoses.iter().enumerate().map(row).collect(),
        ruled: true,
        pad: 2.0,
        ..Table::default()
    }
    .place(flow);
}

fn charges(flow: &mut Flow, bill: &Bill, summary: &Table) -> Result<(), PaperError> {
    flow.heading("Charges");
    if bill.charges.is_empty() {
        flow.text("No charges.", Style::BODY);
        return Ok(());
    }
    let row = |charge: &Charge| {
        let known = |place: &usize| letter(*place).filter(|_| *place < bill.diagnoses.len());
        let letters: Option<Vec<String>> = charge.pointers.iter().map(|at| known(at).map(String::from)).collect();
        let letters = letters.ok_or(PaperError::UnknownDiagnosis)?;
        Ok(Row::new([
            charge.date.as_str().into(),
            Cell::new(&charge.code, Style::STRONG),
            charge.modifiers.join(" ").into(),
            charge.description.as_str().into(),
            letters.join(", ").into(),
            charge.units.to_string().into(),
            dollars(charge.unit_price).into(),
            dollars(charge.amount).into(),
        ]))
    };
    Table {
        columns: vec![
            Column::fit("Date"),
            Column::fit("Code"),
            Column::fit("Mod."),
            Column::share("Description", 1.0),
            Column::fit("Dx"),
            Column::amount("Units"),
            Column::amount("Unit price"),
            Column::amount("Amount"),
        ],
        rows: bill.charges.iter().map(row).collect::<Result<_, PaperError>>()?,
        ruled: true,
        pad: 2.5,
        tail: if bill.adjustments.is_empty() && bill.payments.is_empty() { tail(summary) } else { 0.0 },
        ..Table::default()
    }
    .place(flow);
    Ok(())
}

fn adjustments(flow: &mut Flow, bill: &Bill, summary: &Table) {
    if bill.adjustments.is_empty() {
        return;
    }
    flow.heading("Adjustments");
    let row = |adjustment: &Adjustment| {
        let amount = dollars(adjustment.amount);
        Row::new([adjustment.date.as_str().into(), adjustment.reason.as_str().into(), amount.into()])
    };
    Table {
        columns: vec![Column::fit("Date"), Column::share("Reason", 1.0), Column::amount("Amount")],
        rows: bill.adjustments.iter().map(row).collect(),
        ruled: true,
        pad: 2.5,
        tail: if bill.payments.is_empty() { tail(summary) } else { 0.0 },
        ..Table::default()
    }
    .place(flow);
}

fn payments(flow: &mut Flow, bill: &Bill, summary: &Table) {
    if bill.payments.is_empty() {
        return;
    }
    flow.heading("Payments and refunds");
    let row = |payment: &Payment| {
        let (kind, amount) = match payment.kind {
            PaymentKind::Payment => ("Payment", dollars(payment.amount.saturating_neg())),
            PaymentKind::Refund => ("Refund", dollars(payment.amount)),
            PaymentKind::Void => ("Void", dollars(payment.amount)),
            PaymentKind::Credit => ("To credit", dollars(payment.amount)),
        };
        Row::new([
            payment.date.as_str().into(),
            kind.into(),
            payment.method.as_str().into(),
            payment.reference.as_str().into(),
            amount.into(),
        ])
    };
    Table {
        columns: vec![
            Column::fit("Date"),
            Column::fit("Kind"),
            Column::share("Method", 1.0),
            Column::share("Reference", 1.5),
            Column::amount("Amount"),
        ],
        rows: bill.payments.iter().map(row).collect(),
        ruled: true,
        pad: 2.5,
        tail: tail(summary),
        ..Table::default()
    }
    .place(flow);
}

const ABOVE_SUMMARY: f32 = 14.0;

/// The height the summary takes under the last row of the table before it.
fn tail(summary: &Table) -> f32 {
    ABOVE_SUMMARY + summary.rows.len() as f32 * (Style::LARGE.leading + 2.0 * summary.pad)
}

fn summary(flow: &Flow, bill: &Bill, totals: &Totals) -> Table {
    let mut rows = vec![("Total charges", totals.charges)];
    if totals.adjustments != 0 || !bill.adjustments.is_empty() {
        rows.push(("Adjustments", totals.adjustments));
    }
    rows.push(("Paid", totals.payments.saturating_neg()));
    if totals.refunds != 0 {
        rows.push(("Refunded", totals.refunds));
    }
    if totals.returned != 0 {
        rows.push(("Voided or moved to credit", totals.returned));
    }
    let mut rows: Vec<Row> =
        rows.into_iter().map(|(label, cents)| Row::new([label.into(), dollars(cents).into()])).collect();
    let label = if bill.balance < 0 { "Credit balance" } else { "Balance due" };
    let amount = dollars(bill.balance.saturating_abs());
    let mut last = Row::new([Cell::new(label, Style::LARGE), Cell::new(amount, Style::LARGE)]);
    last.strong = true;
    rows.push(last);
    Table {
        columns: vec![Column::share("", 1.0), Column::amount("")],
        rows,
        pad: 3.0,
        inset: flow.width() * 0.55,
        whole: true,
        ..Table::default()
    }
}
