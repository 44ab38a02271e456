//! The receipt of a payment, refund or void.

use super::{Letterhead, PrintPayment, Printed, day, letterhead, moment, patient, positive, printed, record};
use crate::{
    Result, View,
    billing::{
        account, allocations,
        payments::{self, PaymentKind},
    },
};

/// Makes the receipt of a payment or a refund.
pub fn print_receipt(tx: &View, input: PrintPayment) -> Result<Printed> {
    let payment = payments::one(tx, input.payment)?;
    let who = record(tx, payment.patient)?;
    let Letterhead { practice, look } = letterhead(tx, input.page_size)?;
    let receipt = paper::Receipt {
        number: payment.receipt.clone(),
        date: if payment.received_on == tx.zone().day(payment.created_at) {
            moment(tx, payment.created_at)
        } else {
            day(payment.received_on)
        },
        practice,
        patient: patient(&who),
        kind: match payment.kind {
            PaymentKind::Payment => paper::PaymentKind::Payment,
            PaymentKind::Refund => paper::PaymentKind::Refund,
            PaymentKind::Void => paper::PaymentKind::Void,
        },
        method: payment.method.label().into(),
        reference: payment.reference.clone().unwrap_or_default(),
        payer: String::new(),
        taken_by: payment.taken_by.clone().unwrap_or_default(),
        amount: positive(payment.cents),
        applied: allocations::applied(tx, &payment)?
            .into_iter()
            .map(|a| paper::Applied {
                date: day(a.service_on),
                to: match a.bill {
                    Some(bill) => format!("Visit, bill {bill}"),
                    None => "Visit".to_owned(),
                },
                amount: a.cents.0,
            })
            .collect(),
        given_back: payment.taken_back.0,
        balance: account::balance(tx, payment.patient)?.0,
        balance_on: day(tx.today()),
        message: match (payment.kind, &payment.reason) {
            (PaymentKind::Void, Some(reason)) => format!("Void: {reason}"),
            (_, Some(reason)) => reason.clone(),
            _ => "Thank you.".to_owned(),
        },
    };
    printed(paper::receipt(&receipt, &look), format!("Receipt {}.pdf", payment.receipt))
}
