//! The receipt: proof that money was taken or given back, and what it went to.

use crate::{
    Look, PaperError, Pdf,
    flow::Flow,
    frame::Running,
    money::{dollars, sum},
    parties::{Patient, PaymentKind, Practice, labelled},
    table::{Cell, Column, Row, Table},
    text::Style,
    write::{Properties, write},
};

/// A receipt for one payment or refund. Amounts in cents; days as the practice writes them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The receipt's number.
    pub number: String,
    /// The day (and time) the money changed hands.
    pub date: String,
    /// The practice.
    pub practice: Practice,
    /// The patient whose account it is.
    pub patient: Patient,
    /// Payment or refund.
    pub kind: PaymentKind,
    /// `Cash`, `Check`, `Card`.
    pub method: String,
    /// Check number or card reference; may be empty.
    pub reference: String,
    /// Who paid, or was paid back; may be empty.
    pub payer: String,
    /// Who took or gave the money; may be empty.
    pub taken_by: String,
    /// How much: above zero for any kind.
    pub amount: i64,
    /// What it went to. What is left of the amount stands as kept on account.
    pub applied: Vec<Applied>,
    /// What the patient owes after it; below zero is a credit.
    pub balance: i64,
    /// The day of that.
    pub balance_on: String,
    /// Of a payment: what of it was given back or voided since.
    pub given_back: i64,
    /// A closing sentence; may be empty.
    pub message: String,
}

/// One thing a payment went to.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// The day of the visit or charge.
    pub date: String,
    /// What: `Visit, bill 1-000042`.
    pub to: String,
    /// How much of the payment.
    pub amount: i64,
}

/// Makes the receipt.
///
/// # Errors
/// [`PaperError::DoesNotAddUp`] when more is applied than was paid, [`PaperError::AmountTooLarge`],
/// [`PaperError::BadMoment`].
pub fn receipt(receipt: &Receipt, look: &Look) -> Result<Pdf, PaperError> {
    let applied = sum(receipt.applied.iter().map(|applied| applied.amount))?;
    let gone = sum([applied, receipt.given_back])?;
    let kept = sum([receipt.amount, gone.checked_neg().ok_or(PaperError::AmountTooLarge)?])?;
    if kept < 0 {
        return Err(PaperError::DoesNotAddUp("amount applied"));
    }
    let (title, verb, by, from) = match receipt.kind {
        PaymentKind::Payment => ("Receipt", "Amount received", "Received by", "Received from"),
        PaymentKind::Refund => ("Refund receipt", "Amount refunded", "Refunded by", "Refunded to"),
        PaymentKind::Void => ("Void", "Amount voided", "Voided by", "Entered for"),
        PaymentKind::Credit => return Err(PaperError::DoesNotAddUp("a receipt of money that did not move")),
    };
    let reference = labelled("No.", &receipt.number);
    let running =
        Running { practice: &receipt.practice, title, reference: &reference, patient: Some(&receipt.patient) };
    let mut flow = Flow::new(look, &running)?;

    let amount = Cell::new(verb, Style::LARGE);
    let mut row = Row::new([amount, Cell::new(dollars(receipt.amount), Style { size: 16.0, ..Style::LARGE })]);
    row.strong = true;
    let columns = vec![Column::share("", 1.0), Column::amount("")];
    Table { columns, rows: vec![row], pad: 8.0, ..Table::default() }.place(&mut flow);
    flow.gap(12.0);
    let facts = [
        ("Date", receipt.date.clone()),
        ("Method", receipt.method.clone()),
        ("Reference", receipt.reference.clone()),
        (from, receipt.payer.clone()),
        (by, receipt.taken_by.clone()),
        ("Tax ID", receipt.practice.tax_id.clone()),
    ];
    flow.facts(&facts, 3);

    let (heading, account) = match receipt.kind {
        PaymentKind::Payment => ("Applied to", "Kept on account"),
        PaymentKind::Void => ("Had been applied to", "Had been kept on account"),
        PaymentKind::Refund | PaymentKind::Credit => ("Refunded from", "From credit on account"),
    };
    flow.heading(heading);
    let row = |applied: &Applied| {
        Row::new([applied.date.as_str().into(), applied.to.as_str().into(), dollars(applied.amount).into()])
    };
    let mut rows: Vec<Row> = receipt.applied.iter().map(row).collect();
    if kept > 0 {
        rows.push(Row::new(["".into(), account.into(), dollars(kept).into()]));
    }
    if receipt.given_back > 0 {
        rows.push(Row::new(["".into(), "Given back since".into(), dollars(receipt.given_back).into()]));
    }
    Table {
        columns: vec![Column::fit("Date"), Column::share("For", 1.0), Column::amount("Amount")],
        rows,
        ruled: true,
        pad: 3.0,
        ..Table::default()
    }
    .place(&mut flow);

    flow.gap(10.0);
    let label = if receipt.balance < 0 { "Credit on" } else { "Balance on" };
    let label = format!("{label} {}", receipt.balance_on);
    let after = dollars(receipt.balance.saturating_abs());
    Table {
        columns: vec![Column::share("", 1.0), Column::amount("")],
        rows: vec![Row::new([Cell::new(&label, Style::STRONG), Cell::new(after, Style::STRONG)])],
        inset: flow.width() * 0.55,
        ..Table::default()
    }
    .place(&mut flow);
    flow.gap(18.0);
    flow.text(&receipt.message, Style::BODY);
    write(
        flow.finish(),
        look,
        &Properties { title: &format!("{title} {}", receipt.number), author: &receipt.practice.name },
    )
}
