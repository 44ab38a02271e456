//! The itemised bill (superbill) of a visit.

use knowledge::value_sets::{self, Set};

use super::{Letterhead, PrintVisit, Printed, day, letterhead, lines, patient, printed, record};
use crate::{
    Result, View,
    billing::{
        account, adjustments, allocations,
        charges::{self, OfVisit},
        payments,
    },
    patients::SubscriberRelationship,
    staff, visits,
};

/// Makes the bill of a visit. Charges of a visit not yet signed are printed as they stand, without a number.
pub fn print_bill(tx: &View, input: PrintVisit) -> Result<Printed> {
    let visit = visits::brief(tx, input.visit)?;
    let who = record(tx, visit.patient)?;
    let Letterhead { practice, look } = letterhead(tx, input.page_size)?;
    let provider = visit.practitioner.map(|id| staff::practitioner(tx, id)).transpose()?;
    let diagnoses = visits::get(tx, input.visit)?.diagnoses;
    let charges = charges::of_visit(tx, OfVisit { visit: input.visit })?;
    let covered = allocations::covering_visit(tx, input.visit)?;
    let adjusted = adjustments::of_visit(tx, input.visit)?;
    let guarantor = who.contacts.iter().find(|c| c.active && c.person.guarantor).map(|c| paper::Guarantor {
        name: c.person.name.clone(),
        relationship: value_sets::label(Set::Relationship, &c.person.relationship).unwrap_or_default(),
        address: lines(&c.person.address),
        phone: c.person.phone.as_deref().map(knowledge::codes::show_phone).unwrap_or_default(),
    });
    let policies = who.policies.iter().filter(|p| p.in_force && p.error_reason.is_none()).map(|p| paper::Policy {
        order: match p.policy.rank {
            1 => "Primary".into(),
            2 => "Secondary".into(),
            3 => "Tertiary".into(),
            n => format!("Policy {n}"),
        },
        payer: p.policy.payer_name.clone(),
        plan: p.policy.plan_name.clone().unwrap_or_default(),
        member_id: p.policy.member_id.clone().unwrap_or_default(),
        group: p.policy.group_number.clone().unwrap_or_default(),
        subscriber: if p.policy.subscriber_relationship == SubscriberRelationship::Oneself {
            who.name.clone()
        } else {
            p.policy.subscriber_name.clone().unwrap_or_default()
        },
    });
    // A charge may point to a code that was taken off the visit's list before signing: the bill letters what it points to.
    let mut lettered: Vec<paper::Diagnosis> =
        diagnoses.iter().map(|d| paper::Diagnosis { code: d.code.clone(), text: d.display.clone() }).collect();
    let mut pointers = |codes: &[String]| -> Vec<usize> {
        codes
            .iter()
            .map(|code| match lettered.iter().position(|d| d.code == *code) {
                Some(index) => index,
                None => {
                    let text = knowledge::icd10::find(code).map(|h| h.description.to_string()).unwrap_or_default();
                    lettered.push(paper::Diagnosis { code: code.clone(), text });
                    lettered.len() - 1
                }
            })
            .collect()
    };
    let lines_of_charges: Vec<paper::Charge> = charges
        .iter()
        .map(|c| paper::Charge {
            date: day(c.service_on),
            code: c.code.clone(),
            modifiers: c.modifiers.clone(),
            description: c.description.clone(),
            pointers: pointers(&c.diagnoses),
            units: u32::try_from(c.units).unwrap_or(1),
            unit_price: c.unit_cents.0,
            amount: c.cents.0,
        })
        .collect();
    let balance = charges.iter().map(|c| c.cents.0).sum::<i64>()
        - covered.iter().map(|p| p.cents.0).sum::<i64>()
        - adjusted.iter().map(|a| a.cents.0).sum::<i64>();
    let number = account::bill_number(tx, input.visit)?;
    let file_name = format!("Bill {} {}.pdf", number.as_deref().unwrap_or("draft"), visit.day);
    let place = value_sets::label(Set::PlaceOfService, &visit.place_of_service).unwrap_or_default();
    let bill = paper::Bill {
        number: number.unwrap_or_else(|| "not signed yet".into()),
        date: day(tx.today()),
        practice,
        patient: patient(&who),
        provider: provider
            .map(|p| paper::Provider {
                name: [Some(p.display_name), p.credential].into_iter().flatten().collect::<Vec<_>>().join(", "),
                npi: p.npi.unwrap_or_default(),
            })
            .unwrap_or_default(),
        guarantor,
        policies: policies.collect(),
        visit_date: day(visit.day),
        place_of_service: format!("{} {place}", visit.place_of_service).trim().to_owned(),
        diagnoses: lettered,
        charges: lines_of_charges,
        payments: covered
            .iter()
            .map(|p| paper::Payment {
                date: day(p.on),
                kind: match p.given_back {
                    Some(payments::PaymentKind::Void) => paper::PaymentKind::Void,
                    Some(_) => paper::PaymentKind::Refund,
                    None if p.cents.0 < 0 => paper::PaymentKind::Credit,
                    None => paper::PaymentKind::Payment,
                },
                method: p.method.label().into(),
                reference: [p.reference.clone(), Some(format!("receipt {}", p.receipt))]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", "),
                amount: super::positive(p.cents),
            })
            .collect(),
        adjustments: adjusted
            .iter()
            .map(|a| paper::Adjustment { date: day(a.on), reason: a.reason.clone(), amount: -a.cents.0 })
            .collect(),
        balance,
        message: String::new(),
    };
    printed(paper::bill(&bill, &look), file_name)
}
