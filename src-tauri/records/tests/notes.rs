//! Notes: written, kept from loss, signed, added to.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

mod common;

use common::{Desk, desk};
use records::FaultCode;
use serde_json::{Value, json};

fn visit(desk: &Desk) -> (Value, Value) {
    let patient = desk.patient("Maria Lindholm", "1961-03-04")["id"].clone();
    let visit = desk.ask("start_visit", json!({ "patient": patient }))["id"].clone();
    (patient, visit)
}

fn sign(desk: &Desk, patient: &Value, visit: &Value) {
    desk.ask("write_note", json!({ "patient": patient, "visit": visit, "plan": "Rest." }));
    desk.ask("sign_visit", json!({ "patient": patient, "visit": visit, "version": 1, "note_version": 1 }));
}

#[test]
fn a_stale_edit_of_a_note_is_refused_and_nothing_is_overwritten() {
    let desk = desk();
    let (patient, visit) = visit(&desk);
    let write = |version: Option<i64>, plan: &str| json!({ "patient": patient, "visit": visit, "version": version, "plan": plan });
    let first = desk.ask("write_note", write(None, "One window"));
    assert_eq!(first["version"], 1);
    assert_eq!(desk.refused("write_note", write(None, "A second first writing")), FaultCode::Conflict);
    desk.ask("write_note", write(Some(1), "Another window"));
    let stale = desk.fault("write_note", write(Some(1), "The first window again"));
    assert_eq!((stale.code, &stale.detail.unwrap()["current_version"]), (FaultCode::Conflict, &json!(2)));
    let page = desk.ask("visit", json!({ "visit": visit }));
    assert_eq!(page["note"]["plan"], "Another window");
    let history = desk.ask("record_history", json!({ "record": page["note"]["id"] }));
    assert_eq!(
        (&history[0]["before"]["plan"], &history[0]["after"]["plan"]),
        (&json!("One window"), &json!("Another window"))
    );
}

#[test]
fn typing_survives_a_lock_and_is_dropped_once_it_is_kept() {
    let desk = desk();
    let (patient, visit) = visit(&desk);
    let typed = r#"{"subjective":"Cough since"}"#;
    desk.ask("save_draft", json!({ "about": "note", "subject": visit, "patient": patient, "body": typed }));
    desk.reopen();
    let draft = desk.ask("draft", json!({ "about": "note", "subject": visit }));
    assert_eq!(draft["body"], typed);
    let chart = desk.ask("open_chart", json!({ "patient": patient }));
    assert_eq!((&chart["drafts"][0]["about"], &chart["drafts"][0]["subject"]), (&json!("note"), &visit));
    desk.ask("write_note", json!({ "patient": patient, "visit": visit, "subjective": "Cough since Monday" }));
    assert!(desk.ask("draft", json!({ "about": "note", "subject": visit })).is_null());
}

#[test]
fn a_visit_is_not_signed_while_typing_is_not_in_its_note() {
    let desk = desk();
    let (patient, visit) = visit(&desk);
    let type_it = |body: &str| {
        desk.ask("save_draft", json!({ "about": "note", "subject": visit, "patient": patient, "body": body }));
    };
    desk.ask("write_note", json!({ "patient": patient, "visit": visit, "subjective": "Cough", "plan": "Rest." }));
    let signature = json!({ "patient": patient, "visit": visit, "version": 1, "note_version": 1 });
    for unkept in [
        r#"{"subjective":"Cough","plan":"Rest. Amoxicillin 500 mg","version":1}"#,
        "Amoxicillin",
        r#"{"dose":"500 mg"}"#,
    ] {
        type_it(unkept);
        let fault = desk.fault("sign_visit", signature.clone());
        assert_eq!(fault.code, FaultCode::WrongState);
        assert!(fault.message.contains("not in the note yet"), "{}", fault.message);
        assert_eq!(desk.ask("draft", json!({ "about": "note", "subject": visit }))["body"], unkept, "it is not lost");
    }
    // Typed back to what stands in the note, there is nothing to lose.
    type_it(r#"{"subjective":"Cough ","objective":"","assessment":"","plan":"Rest.","version":1}"#);
    assert_eq!(desk.ask("sign_visit", signature)["note"]["status"], "signed");
    assert!(desk.ask("draft", json!({ "about": "note", "subject": visit })).is_null());
}

#[test]
fn addenda_follow_in_order_each_signed_by_its_author() {
    let desk = desk();
    let (patient, visit) = visit(&desk);
    let add = |body: &str| json!({ "patient": patient, "visit": visit, "body": body });
    assert_eq!(desk.refused("add_addendum", add("Too early")), FaultCode::WrongState);
    sign(&desk, &patient, &visit);
    for body in ["First", "Second", "Third"] {
        desk.ask("add_addendum", add(body));
    }
    assert_eq!(desk.fault("add_addendum", add(" ")).field.as_deref(), Some("body"));
    desk.sign_in("provider");
    let note = desk.ask("add_addendum", add("Fourth, by a colleague"));
    let addenda = note["addenda"].as_array().unwrap();
    let bodies: Vec<_> = addenda.iter().map(|a| a["body"].as_str().unwrap()).collect();
    assert_eq!(bodies, ["First", "Second", "Third", "Fourth, by a colleague"]);
    assert_eq!(
        (&addenda[0]["signed_by"], &addenda[3]["signed_by"]),
        (&json!("Dr. Ada Quill"), &json!("Robin provider"))
    );
    assert_eq!(note["plan"], "Rest.", "the note itself stands as signed");
}

#[test]
fn a_template_goes_below_what_is_typed_and_never_over_it() {
    let desk = desk();
    let templates = desk.ask("note_templates", json!({}));
    let names: Vec<_> = templates.as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Annual physical", "Follow-up", "SOAP", "Upper respiratory infection", "Well child"]);
    let follow_up = &templates[1];
    let typed =
        json!({ "template": follow_up["id"], "typed": { "subjective": "Feels well.", "assessment": "Stable." } });
    let sections = desk.ask("apply_note_template", typed);
    let subjective = sections["subjective"].as_str().unwrap();
    assert!(subjective.starts_with("Feels well.\n\nInterval history:"), "{subjective}");
    assert_eq!(sections["assessment"], "Stable.");
    assert_eq!(sections["plan"], follow_up["plan"]);
}

#[test]
fn the_practice_changes_its_templates_and_a_stale_change_is_refused() {
    let desk = desk();
    let made = desk.ask("save_note_template", json!({ "name": "Travel clinic", "active": true, "plan": "Vaccines:" }));
    let change = |version: i64, active: bool| json!({ "id": made["id"], "version": version, "name": "Travel", "active": active, "plan": "Vaccines:" });
    desk.ask("save_note_template", change(1, false));
    assert_eq!(desk.refused("save_note_template", change(1, true)), FaultCode::Conflict);
    let offered = desk.ask("note_templates", json!({}));
    assert!(offered.as_array().unwrap().iter().all(|t| t["name"] != "Travel"));
    desk.sign_in("clinical_staff");
    assert_eq!(desk.refused("save_note_template", change(2, true)), FaultCode::NotPermitted);
}

#[test]
fn script_in_a_note_is_text_and_a_note_too_long_is_refused() {
    let desk = desk();
    let (patient, visit) = visit(&desk);
    let script = "<script>alert(1)</script> & \u{202e}reversed\u{0}";
    let note = desk.ask("write_note", json!({ "patient": patient, "visit": visit, "plan": script }));
    assert_eq!(note["plan"], "<script>alert(1)</script> & reversed");
    let long = json!({ "patient": patient, "visit": visit, "version": 1, "plan": "x".repeat(100_001) });
    let fault = desk.fault("write_note", long);
    assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some("plan")));
}
