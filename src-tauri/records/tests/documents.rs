//! What is printed, read back the way a receiver would.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

mod common;

use std::process::Command;

use common::{Desk, desk};
use serde_json::{Value, json};

/// The words of a document, white space narrowed to single spaces.
fn words(printed: &Value) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("printed.pdf");
    let bytes = data_encoding::BASE64.decode(printed["pdf_base64"].as_str().unwrap().as_bytes()).unwrap();
    std::fs::write(&file, bytes).unwrap();
    let read = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&file).arg("-").output();
    let read = read.unwrap_or_else(|_| panic!("pdftotext is missing: install poppler-utils"));
    String::from_utf8(read.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn summary_after(desk: &Desk, vitals: Value) -> String {
    let patient = desk.patient("Ines Lindholm", "1958-06-11");
    let mut visit = json!({ "start": { "patient": patient["id"], "practitioner": desk.practitioner() } });
    visit.as_object_mut().unwrap().extend(vitals.as_object().unwrap().clone());
    let page = desk.ask("record_visit", visit);
    words(&desk.ask("print_visit_summary", json!({ "visit": page["visit"]["id"] })))
}

#[test]
fn a_visit_summary_prints_blood_pressure_as_one_line() {
    let text = summary_after(
        &desk(),
        json!({ "blood_pressure": "138/84", "vitals": [{ "vital": "heart_rate", "entry": "72" }] }),
    );
    assert!(text.contains("138/84 mmHg (High)"), "{text}");
    assert_eq!(text.matches("Blood pressure").count(), 1, "{text}");
    for apart in ["Systolic", "Diastolic", "138 mmHg", " 84 mmHg"] {
        assert!(!text.contains(apart), "{apart}: {text}");
    }
    assert!(text.contains("72"), "{text}");
}

#[test]
fn a_pressure_felt_without_a_diastolic_still_prints() {
    let text = summary_after(&desk(), json!({ "vitals": [{ "vital": "systolic", "entry": "96" }] }));
    assert!(text.contains("Systolic blood pressure") && text.contains("96 mmHg"), "{text}");
}

#[test]
fn the_paper_of_a_void_and_of_its_payment_say_that_no_money_stayed() {
    let desk = desk();
    let patient = desk.patient("Maria Lopez", "1961-03-04")["id"].clone();
    let paid = desk.ask("take_payment", json!({ "patient": patient, "method": "cash", "cents": 1234 }));
    let void = desk.ask(
        "refund_payment",
        json!({ "payment": paid["id"], "patient": patient, "void": true, "reason": "Typed twice" }),
    );
    let of = |payment: &Value| words(&desk.ask("print_receipt", json!({ "payment": payment["id"] })));
    let (first, second) = (of(&paid), of(&void));
    assert!(first.contains("Given back since $12.34") && !first.contains("Kept on account"), "{first}");
    assert!(second.contains("Amount voided $12.34") && !second.contains("refunded"), "{second}");
}
