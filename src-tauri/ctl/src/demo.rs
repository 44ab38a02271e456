//! `demo`: one whole visit through the door, for a machine without a window. It leaves the encrypted practice and the PDFs.

use std::path::Path;

use records::{Fault, FaultCode};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, Failure},
    show,
};

/// What opens the demo's practice when the environment names nothing else.
const PASSPHRASE: &str = "violet tractor under seven moons";

/// Names of the steps are printed as they are done, so that a reader sees a visit go by.
pub fn run(out: &Path, as_json: bool) -> Result<(), Failure> {
    std::fs::create_dir_all(out).map_err(Failure::file("the folder"))?;
    let file = out.join("practice.chartwell");
    if file.exists() {
        let message = "There is already a practice in this folder; name another with --out, or remove it.".to_owned();
        return Err(Fault {
            code: FaultCode::AlreadyExists,
            message,
            field: None,
            detail: None,
            reference: String::new(),
        }
        .into());
    }
    let desk = Desk::at(file.clone());
    let given = std::env::var("CHARTWELL_PASSPHRASE").ok();
    let passphrase = given.as_deref().unwrap_or(PASSPHRASE);
    // One that was given may be somebody's own.
    let shown = if given.is_some() { "the one in CHARTWELL_PASSPHRASE" } else { PASSPHRASE };
    let say = |words: &str| if as_json { Ok(()) } else { show::line(words) };

    desk.call(
        "create_practice",
        &json!({
            "practice": { "name": "Riverside Family Practice", "zone": "America/New_York", "npi": "1234567893", "tax_id": "12-3456789",
                          "phone": "(614) 555-0100", "address": { "line1": "12 Mill Lane", "city": "Riverton", "state": "OH", "zip": "44100" } },
            "user": { "display_name": "Dr. Ada Quill", "roles": ["provider"], "credential": "MD", "npi": "1234567893" },
            "passphrase": passphrase,
        }),
    )?;
    say("Made the practice, encrypted.")?;
    desk.call(
        "set_fee",
        &json!({ "code": "99213", "description": "Office visit, established patient", "cents": 14200 }),
    )?;
    let patient = desk.call(
        "register_patient",
        &json!({ "details": { "given": "Zoë", "family": "García-Łoś", "birth_date": "1961-03-04", "sex": "female",
                              "telecoms": [{ "kind": "mobile", "value": "614-555-0134" }] } }),
    )?;
    let id = &patient["id"];
    say(&format!("Registered a patient: {}.", patient["mrn"].as_str().unwrap_or_default()))?;
    desk.call("record_no_known_allergies", &json!({ "patient": id }))?;

    let provider = desk.call("practitioners", &json!({}))?[0]["id"].clone();
    let visit_type = desk.call("visit_types", &json!({}))?[0]["id"].clone();
    // Today, whatever day that is: the patient is checked in at once.
    let today = desk.call("schedule", &json!({}))?["today"].as_str().unwrap_or_default().to_owned();
    let starts_at = format!("{today}T10:00");
    let booking = json!({ "patient": id, "practitioner": provider, "visit_type": visit_type, "starts_at": starts_at,
                          "allow_overlap": true, "reason": "Blood pressure follow-up" });
    let mut appointment = desk.call("book_appointment", &booking)?;
    say(&format!("Booked {}.", starts_at.replace('T', " at ")))?;
    let step = |appointment: &Value| {
        desk.call(
            "advance_appointment",
            &json!({ "id": appointment["id"], "version": appointment["version"], "patient": id }),
        )
    };
    appointment = step(&appointment)?;
    say("Checked in.")?;

    let visit = desk.call("start_visit", &json!({ "patient": id, "appointment": appointment["id"] }))?;
    let visit_id = &visit["id"];
    desk.call(
        "record_vitals",
        &json!({ "patient": id, "visit": visit_id, "blood_pressure": "138/84",
                 "vitals": [{ "vital": "height", "entry": "5'6\"" }, { "vital": "weight", "entry": "164 lb" }, { "vital": "heart_rate", "entry": "72" }] }),
    )?;
    say("Started the visit and took vitals.")?;
    let note = desk.call(
        "write_note",
        &json!({ "patient": id, "visit": visit_id,
                 "subjective": "Home readings around 135/85. Takes lisinopril every morning, no cough.",
                 "objective": "Heart regular, lungs clear, no edema.",
                 "assessment": "Essential hypertension, not quite at goal.",
                 "plan": "Lisinopril 20 mg daily. Less salt, walk half an hour a day. Recheck in six weeks." }),
    )?;
    let diagnosed = desk.call(
        "set_diagnoses",
        &json!({ "patient": id, "visit": visit_id, "version": visit["version"], "diagnoses": [{ "code": "I10" }] }),
    )?;
    desk.call(
        "add_charge",
        &json!({ "patient": id, "visit": visit_id, "line": { "code": "99213", "diagnoses": ["I10"] } }),
    )?;
    desk.call(
        "sign_visit",
        &json!({ "patient": id, "visit": visit_id, "version": diagnosed["version"], "note_version": note["version"] }),
    )?;
    say("Wrote the note, diagnosed, charged, signed.")?;

    let payment = desk.call(
        "take_payment",
        &json!({ "patient": id, "visit": visit_id, "method": "card", "reference": "auth 004213", "cents": 10000 }),
    )?;
    say("Took a payment.")?;
    let mut papers = Vec::new();
    for (command, input, name) in [
        ("print_visit_summary", json!({ "visit": visit_id }), "visit-summary.pdf"),
        ("print_bill", json!({ "visit": visit_id }), "bill.pdf"),
        ("print_receipt", json!({ "payment": payment["id"] }), "receipt.pdf"),
    ] {
        let path = out.join(name);
        desk.save_pdf(&desk.call(command, &input)?, Some(&path))?;
        say(&format!("Printed {}.", path.display()))?;
        papers.push(path);
    }
    let verification = desk.call("verify", &json!({}))?;
    if verification["sound"] != true {
        return Err(Failure::Unsound);
    }
    desk.call("lock", &json!({}))?;
    say(&format!("Checked and locked {}. Its passphrase: {shown}", file.display()))?;
    if as_json {
        show::value(&json!({ "file": file, "papers": papers, "passphrase": shown, "patient": id, "visit": visit_id }))?;
    }
    Ok(())
}
