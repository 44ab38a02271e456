//! A visit from its start to its signature, and what is refused on the way.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

mod common;

use common::{Desk, desk};
use records::FaultCode;
use serde_json::{Value, json};

/// A patient with a visit under way.
struct Seen {
    desk: Desk,
    patient: Value,
    visit: Value,
}

fn seen() -> Seen {
    let desk = desk();
    let patient = desk.patient("Maria Lindholm", "1961-03-04")["id"].clone();
    let visit = desk.ask("start_visit", json!({ "patient": patient, "reason": "Cough" }));
    Seen { desk, patient, visit }
}

impl Seen {
    fn note(&self, version: Option<i64>) -> Value {
        json!({ "patient": self.patient, "visit": self.visit["id"], "version": version,
                "subjective": "Cough for three days.", "assessment": "Viral illness.", "plan": "Fluids and rest." })
    }

    fn diagnose(&self, version: i64, codes: &[&str]) -> Value {
        let diagnoses: Vec<Value> = codes.iter().map(|c| json!({ "code": c })).collect();
        json!({ "patient": self.patient, "visit": self.visit["id"], "version": version, "diagnoses": diagnoses })
    }

    fn signature(&self, visit: i64, note: i64) -> Value {
        json!({ "patient": self.patient, "visit": self.visit["id"], "version": visit, "note_version": note })
    }

    fn signed(&self) -> Value {
        self.desk.ask("write_note", self.note(None));
        self.desk.ask("set_diagnoses", self.diagnose(1, &["J06.9"]));
        self.desk.ask("sign_visit", self.signature(2, 1))
    }

    fn page(&self) -> Value {
        self.desk.ask("visit", json!({ "visit": self.visit["id"] }))
    }
}

#[test]
fn a_visit_goes_from_start_to_signature() {
    let s = seen();
    assert_eq!((&s.visit["status"], &s.visit["practitioner_name"]), (&json!("in_progress"), &json!("Dr. Ada Quill")));
    assert_eq!(s.visit["place_of_service"], "11");
    s.desk.ask("record_vitals", json!({ "patient": s.patient, "visit": s.visit["id"], "blood_pressure": "128/82" }));
    let signed = s.signed();
    assert_eq!((&signed["visit"]["status"], &signed["note"]["status"]), (&json!("signed"), &json!("signed")));
    assert_eq!(signed["note"]["signed_by"], "Dr. Ada Quill");
    assert_eq!(signed["visit"]["diagnoses"][0]["letter"], "A");
    assert!(signed["visit"]["ended_at"].is_string());
    let page = s.page();
    assert_eq!(page["visit"]["diagnoses"][0]["code"], "J06.9");
    assert_eq!(page["vitals"][0]["readings"].as_array().unwrap().len(), 2);
}

#[test]
fn reception_cannot_sign_a_note() {
    let s = seen();
    s.desk.ask("write_note", s.note(None));
    s.desk.sign_in("front_desk");
    assert_eq!(s.desk.refused("sign_visit", s.signature(1, 1)), FaultCode::NotPermitted);
    assert_eq!(s.desk.refused("visit", json!({ "visit": s.visit["id"] })), FaultCode::NotPermitted);
    assert_eq!(s.desk.refused("open_chart", json!({ "patient": s.patient })), FaultCode::NotPermitted);
}

#[test]
fn clinical_staff_cannot_sign_but_write_and_measure() {
    let s = seen();
    s.desk.sign_in("clinical_staff");
    s.desk.ask("record_vitals", json!({ "patient": s.patient, "visit": s.visit["id"], "blood_pressure": "128/82" }));
    s.desk.ask("write_note", s.note(None));
    assert_eq!(s.desk.refused("sign_visit", s.signature(1, 1)), FaultCode::NotPermitted);
    let addendum = json!({ "patient": s.patient, "visit": s.visit["id"], "body": "x" });
    assert_eq!(s.desk.refused("add_addendum", addendum), FaultCode::NotPermitted);
    let walk_in = json!({ "patient": s.patient });
    let fault = s.desk.fault("start_visit", walk_in);
    assert_eq!(fault.field.as_deref(), Some("practitioner"), "staff must say who sees the patient");
}

#[test]
fn a_signed_note_is_final() {
    let s = seen();
    s.signed();
    assert_eq!(s.desk.refused("write_note", s.note(Some(2))), FaultCode::Final);
    assert_eq!(s.desk.refused("set_diagnoses", s.diagnose(3, &["I10"])), FaultCode::Final);
    assert_eq!(s.desk.refused("sign_visit", s.signature(3, 2)), FaultCode::Final);
    let change = json!({ "patient": s.patient, "visit": s.visit["id"], "version": 3, "practitioner": s.visit["practitioner"],
                         "class": "home", "place_of_service": "12", "started_at": s.visit["started_at"] });
    assert_eq!(s.desk.refused("change_visit", change), FaultCode::Final);
    let page = s.page();
    assert_eq!(page["note"]["subjective"], "Cough for three days.");
    assert_eq!(page["visit"]["diagnoses"][0]["code"], "J06.9");
}

#[test]
fn an_empty_note_cannot_be_signed() {
    let s = seen();
    assert_eq!(s.desk.refused("sign_visit", s.signature(1, 1)), FaultCode::WrongState);
    s.desk.ask("write_note", json!({ "patient": s.patient, "visit": s.visit["id"], "subjective": "  \n" }));
    assert_eq!(s.desk.refused("sign_visit", s.signature(1, 1)), FaultCode::WrongState);
    assert_eq!(s.page()["visit"]["status"], "in_progress");
}

#[test]
fn what_is_signed_is_what_was_read() {
    let s = seen();
    s.desk.ask("write_note", s.note(None));
    s.desk.ask("write_note", s.note(Some(1)));
    assert_eq!(s.desk.refused("sign_visit", s.signature(1, 1)), FaultCode::Conflict, "the note changed since");
    s.desk.ask("set_diagnoses", s.diagnose(1, &["J06.9"]));
    assert_eq!(s.desk.refused("sign_visit", s.signature(1, 2)), FaultCode::Conflict, "the diagnoses changed since");
    s.desk.ask("sign_visit", s.signature(2, 2));
}

#[test]
fn a_diagnosis_must_exist_and_a_heading_cannot_be_signed() {
    let s = seen();
    let fault = s.desk.fault("set_diagnoses", s.diagnose(1, &["J06.9", "ZZ9.99"]));
    assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some("diagnoses.1.code")));
    let twice = s.desk.fault("set_diagnoses", s.diagnose(1, &["J06.9", "j069"]));
    assert_eq!(twice.field.as_deref(), Some("diagnoses.1.code"));
    let thirteen = [
        "I10", "J06.9", "E11.9", "E78.5", "R05.9", "R51.9", "M54.50", "K21.9", "F41.1", "E03.9", "N39.0", "F32.A",
        "M17.9",
    ];
    assert_eq!(s.desk.fault("set_diagnoses", s.diagnose(1, &thirteen)).field.as_deref(), Some("diagnoses"));
    let set = s.desk.ask("set_diagnoses", s.diagnose(1, &["E11"]));
    assert_eq!(set["diagnoses"][0]["billable"], false);
    s.desk.ask("write_note", s.note(None));
    let heading = s.desk.fault("sign_visit", s.signature(2, 1));
    assert_eq!((heading.code, heading.field.as_deref()), (FaultCode::Invalid, Some("diagnoses.0.code")));
}

#[test]
fn diagnoses_keep_their_order_and_those_taken_off_stay_in_history() {
    let s = seen();
    let first = s.desk.ask("set_diagnoses", s.diagnose(1, &["I10", "E11.9", "E78.5"]));
    let codes = |v: &Value| {
        v["diagnoses"].as_array().unwrap().iter().map(|d| d["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&first), ["I10", "E11.9", "E78.5"]);
    let second = s.desk.ask("set_diagnoses", s.diagnose(2, &["E78.5", "I10", "J06.9"]));
    assert_eq!(codes(&second), ["E78.5", "I10", "J06.9"]);
    assert_eq!(second["diagnoses"][1]["id"], first["diagnoses"][0]["id"], "moved, not made anew");
    let gone = s.desk.ask("record_history", json!({ "record": first["diagnoses"][1]["id"] }));
    assert_eq!((&gone[0]["before"]["removed"], &gone[0]["after"]["removed"]), (&json!(0), &json!(1)));
    assert_eq!(s.desk.refused("set_diagnoses", s.diagnose(2, &["I10"])), FaultCode::Conflict, "a stale edit");
}

#[test]
fn another_patients_visit_is_refused() {
    let s = seen();
    let other = s.desk.patient("Ingrid Solberg", "1975-12-01")["id"].clone();
    let mut wrong = s.note(None);
    wrong["patient"] = other.clone();
    assert_eq!(s.desk.refused("write_note", wrong), FaultCode::WrongPatient);
    let vitals = json!({ "patient": other, "visit": s.visit["id"], "blood_pressure": "120/80" });
    assert_eq!(s.desk.refused("record_vitals", vitals), FaultCode::WrongPatient);
    let mut wrong = s.diagnose(1, &["I10"]);
    wrong["patient"] = other.clone();
    assert_eq!(s.desk.refused("set_diagnoses", wrong), FaultCode::WrongPatient);
    s.desk.ask("write_note", s.note(None));
    let mut wrong = s.signature(1, 1);
    wrong["patient"] = other.clone();
    assert_eq!(s.desk.refused("sign_visit", wrong), FaultCode::WrongPatient);
    let error = json!({ "patient": other, "visit": s.visit["id"], "version": 1, "reason": "x" });
    assert_eq!(s.desk.refused("mark_visit_in_error", error), FaultCode::WrongPatient);
}

/// An appointment of today.
fn booked(desk: &Desk, patient: &Value) -> Value {
    let visit_type = desk.ask("visit_types", json!({}))[0]["id"].clone();
    let today = desk.ask("schedule", json!({}))["today"].as_str().unwrap().to_owned();
    let booking = json!({ "patient": patient, "practitioner": desk.practitioner(), "visit_type": visit_type,
                          "starts_at": format!("{today}T00:00"), "minutes": 20, "reason": "Knee pain", "allow_overlap": true });
    desk.ask("book_appointment", booking)
}

#[test]
fn a_visit_started_twice_from_its_appointment_is_one_visit() {
    let desk = desk();
    let patient = desk.patient("Maria Lindholm", "1961-03-04")["id"].clone();
    let appointment = booked(&desk, &patient);
    let start = json!({ "patient": patient, "appointment": appointment["id"] });
    let first = desk.ask("start_visit", start.clone());
    assert_eq!((&first["reason"], &first["visit_type"]), (&json!("Knee pain"), &appointment["visit_type_name"]));
    assert_eq!(desk.ask("start_visit", start.clone())["id"], first["id"]);
    let now = desk.ask("appointment", json!({ "id": appointment["id"], "patient": patient }));
    assert_eq!(now["status"], "with_provider", "the practitioner began it");
    let other = desk.patient("Ingrid Solberg", "1975-12-01")["id"].clone();
    let wrong = json!({ "patient": other, "appointment": appointment["id"] });
    assert_eq!(desk.refused("start_visit", wrong), FaultCode::WrongPatient);
    let note = json!({ "patient": patient, "visit": first["id"], "plan": "Ice." });
    desk.ask("write_note", note);
    desk.ask(
        "sign_visit",
        json!({ "patient": patient, "visit": first["id"], "version": first["version"], "note_version": 1 }),
    );
    let now = desk.ask("appointment", json!({ "id": appointment["id"], "patient": patient }));
    assert_eq!(now["status"], "checkout", "signed, the patient goes to the desk");
}

#[test]
fn a_cancelled_appointment_starts_no_visit() {
    let desk = desk();
    let patient = desk.patient("Maria Lindholm", "1961-03-04")["id"].clone();
    let appointment = booked(&desk, &patient);
    let cancel =
        json!({ "id": appointment["id"], "patient": patient, "version": appointment["version"], "reason": "patient" });
    desk.ask("cancel_appointment", cancel);
    let start = json!({ "patient": patient, "appointment": appointment["id"] });
    assert_eq!(desk.refused("start_visit", start), FaultCode::WrongState);
}

#[test]
fn a_visit_in_the_future_or_at_no_place_is_refused() {
    let s = seen();
    let future = json!({ "patient": s.patient, "started_at": "2190-01-01T09:00:00.000Z" });
    assert_eq!(s.desk.fault("start_visit", future).field.as_deref(), Some("started_at"));
    let nowhere = json!({ "patient": s.patient, "place_of_service": "00" });
    assert_eq!(s.desk.fault("start_visit", nowhere).field.as_deref(), Some("place_of_service"));
}

#[test]
fn nothing_of_a_chart_lies_before_the_patient_was_born() {
    let s = seen();
    let born = "1961-03-04";
    let early = "1961-03-03";
    let refused = |command: &str, input: Value, field: &str| {
        let fault = s.desk.fault(command, input);
        assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some(field)), "{command}");
        assert_eq!(fault.message, "This is before the patient was born.", "{command}");
    };
    let p = &s.patient;
    refused("start_visit", json!({ "patient": p, "started_at": "1961-03-03T12:00:00Z" }), "started_at");
    refused("start_visit", json!({ "patient": p, "started_at": "0001-01-01T00:00:00Z" }), "started_at");
    let mut change = json!({ "patient": p, "visit": s.visit["id"], "version": 1, "practitioner": s.visit["practitioner"],
                             "class": "ambulatory", "place_of_service": "11", "started_at": "1800-01-01T12:00:00Z" });
    refused("change_visit", change.clone(), "started_at");
    change["started_at"] = json!("2024-05-01T12:00:00Z");
    s.desk.ask("change_visit", change);
    refused("add_problem", json!({ "patient": p, "icd10": "I10", "onset_on": early }), "onset_on");
    let problem = s.desk.ask("add_problem", json!({ "patient": p, "icd10": "I10", "onset_on": born }));
    refused(
        "resolve_problem",
        json!({ "patient": p, "id": problem["id"], "version": 1, "abated_on": early }),
        "abated_on",
    );
    let change = json!({ "patient": p, "id": problem["id"], "version": 1, "clinical_status": "active", "verification_status": "confirmed",
                         "severity": "mild", "icd10": "I10", "onset_on": early, "rank": 1 });
    refused("change_problem", change, "onset_on");
    let allergy =
        |onset: &str| json!({ "patient": p, "display": "Latex", "category": "environment", "onset_on": onset });
    refused("add_allergy", allergy(early), "onset_on");
    refused("record_no_known_allergies", json!({ "patient": p, "stated_on": early }), "stated_on");
    let drug = |start: &str| json!({ "patient": p, "origin": "reported", "details": { "display": "Metformin", "start_on": start } });
    refused("add_medication", drug(early), "start_on");
    let taken = s.desk.ask("add_medication", drug(born));
    let change = json!({ "patient": p, "id": taken["id"], "version": 1, "status": "active", "details": { "display": "Metformin", "start_on": early } });
    refused("change_medication", change, "start_on");
    refused(
        "add_immunization",
        json!({ "patient": p, "cvx": "140", "origin": "elsewhere", "given_on": early }),
        "given_on",
    );
    refused(
        "record_vitals",
        json!({ "patient": p, "taken_at": "1961-03-03T12:00:00Z", "blood_pressure": "120/80" }),
        "taken_at",
    );
}

#[test]
fn a_visit_entered_in_error_keeps_who_when_and_why_and_takes_its_vitals_along() {
    let s = seen();
    s.desk.ask("record_vitals", json!({ "patient": s.patient, "visit": s.visit["id"], "blood_pressure": "128/82" }));
    s.signed();
    let reason = json!({ "patient": s.patient, "visit": s.visit["id"], "version": 3, "reason": "Another patient was in the room" });
    s.desk.sign_in("clinical_staff");
    assert_eq!(
        s.desk.refused("mark_visit_in_error", reason.clone()),
        FaultCode::NotPermitted,
        "a signed visit needs a signer"
    );
    s.desk.sign_in_owner();
    let marked = s.desk.ask("mark_visit_in_error", reason.clone());
    assert_eq!(marked["error_reason"], "Another patient was in the room");
    assert_eq!((&marked["status"], &marked["changed_by"]), (&json!("entered_in_error"), &json!("Dr. Ada Quill")));
    let page = s.page();
    assert_eq!(
        (&page["note"]["status"], &page["note"]["plan"]),
        (&json!("entered_in_error"), &json!("Fluids and rest."))
    );
    assert_eq!(page["vitals"][0]["readings"][0]["status"], "entered_in_error");
    let chart = s.desk.ask("open_chart", json!({ "patient": s.patient }));
    assert!(chart["last_vitals"].is_null());
    assert_eq!(chart["timeline"]["entries"], json!([]));
    let mut again = reason;
    again["version"] = json!(4);
    assert_eq!(s.desk.refused("mark_visit_in_error", again), FaultCode::Final);
    assert_eq!(s.desk.refused("write_note", s.note(Some(3))), FaultCode::WrongState);
    let history = s.desk.ask("record_history", json!({ "record": s.visit["id"] }));
    assert_eq!(
        (&history[0]["command"], &history[0]["before"]["status"]),
        (&json!("mark_visit_in_error"), &json!("signed"))
    );
}

#[test]
fn a_whole_visit_is_written_at_once_or_not_at_all() {
    let desk = desk();
    let patient = desk.patient("Maria Lindholm", "1961-03-04")["id"].clone();
    let visit = |bad: &str| {
        json!({ "start": { "patient": patient, "reason": "Check", "started_at": "2026-01-05T15:00:00.000Z" },
                "vitals": [{ "vital": "weight", "entry": "180 lb" }], "blood_pressure": "120/80",
                "note": { "subjective": "Well." }, "diagnoses": [{ "code": "I10" }, { "code": bad }] })
    };
    assert_eq!(desk.refused("record_visit", visit("NONE")), FaultCode::Invalid);
    let chart = desk.ask("open_chart", json!({ "patient": patient }));
    assert_eq!((&chart["open_visits"], &chart["last_vitals"]), (&json!([]), &Value::Null));
    let page = desk.ask("record_visit", visit("E11.9"));
    assert_eq!(page["visit"]["diagnoses"].as_array().unwrap().len(), 2);
    assert_eq!(page["note"]["subjective"], "Well.");
    assert_eq!(page["vitals"][0]["taken_at"], "2026-01-05T15:00:00.000Z");
    let unsigned = desk.ask("unsigned_visits", json!({}));
    assert_eq!(unsigned[0]["id"], page["visit"]["id"]);
}

#[test]
fn charges_go_with_their_visit_and_keep_their_diagnoses() {
    let s = seen();
    let fee = json!({ "code": "99213", "description": "Office visit", "cents": 14200, "starts_on": "2020-01-01" });
    s.desk.ask("set_fee", fee);
    s.desk.ask("set_diagnoses", s.diagnose(1, &["J06.9", "I10"]));
    let line = json!({ "code": "99213", "diagnoses": ["I10"] });
    s.desk.ask("add_charge", json!({ "visit": s.visit["id"], "patient": s.patient, "line": line }));
    let fault = s.desk.fault("set_diagnoses", s.diagnose(2, &["J06.9"]));
    assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some("diagnoses")));
    s.desk.ask("write_note", s.note(None));
    s.desk.ask("sign_visit", s.signature(2, 1));
    let balance = || s.desk.ask("open_chart", json!({ "patient": s.patient }))["balance"].clone();
    assert_eq!(balance(), 14200, "signing releases the charge");
    let error = json!({ "patient": s.patient, "visit": s.visit["id"], "version": 3, "reason": "Another patient" });
    s.desk.ask("mark_visit_in_error", error);
    assert_eq!(balance(), 0, "nothing is owed for a visit that never was");
}

#[test]
fn a_visit_entered_in_error_has_no_summary_to_hand_out() {
    let s = seen();
    s.signed();
    let reason = json!({ "patient": s.patient, "visit": s.visit["id"], "version": 3, "reason": "Another patient was in the room" });
    s.desk.ask("mark_visit_in_error", reason);
    assert_eq!(s.desk.refused("print_visit_summary", json!({ "visit": s.visit["id"] })), FaultCode::WrongState);
}
