//! The chart: what is recorded, what is refused, what is seen when it opens.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

mod common;

use common::{Desk, desk};
use proptest::prelude::*;
use records::FaultCode;
use serde_json::{Value, json};

fn patient(desk: &Desk) -> Value {
    desk.patient("Maria Lindholm", "1961-03-04")["id"].clone()
}

fn reading<'a>(set: &'a Value, vital: &str) -> &'a Value {
    set["readings"].as_array().unwrap().iter().find(|r| r["vital"] == vital).unwrap_or(&Value::Null)
}

fn vitals(patient: &Value, entries: &[(&str, &str)]) -> Value {
    let vitals: Vec<Value> = entries.iter().map(|(vital, entry)| json!({ "vital": vital, "entry": entry })).collect();
    json!({ "patient": patient, "vitals": vitals })
}

// Vitals.

#[test]
fn vitals_are_written_as_people_write_them_and_read_in_both_systems() {
    let desk = desk();
    let patient = patient(&desk);
    let mut input =
        vitals(&patient, &[("height", "5'11\""), ("weight", "180 lb"), ("temperature", "98.6"), ("heart_rate", "72")]);
    input["blood_pressure"] = json!("142/88");
    let set = desk.ask("record_vitals", input);
    assert_eq!(
        (&reading(&set, "height")["us"], &reading(&set, "height")["metric"]),
        (&json!("5'11\""), &json!("180.3 cm"))
    );
    assert_eq!(
        (&reading(&set, "weight")["us"], &reading(&set, "weight")["metric"]),
        (&json!("180.0 lb"), &json!("81.65 kg"))
    );
    assert_eq!(reading(&set, "temperature")["metric"], "37.0 °C");
    assert_eq!((&reading(&set, "bmi")["us"], &reading(&set, "bmi")["flag"]), (&json!("25.1 kg/m²"), &json!("high")));
    assert_eq!((&reading(&set, "systolic")["flag"], &set["blood_pressure"]), (&json!("high"), &json!("stage2")));
    let order: Vec<_> = set["readings"].as_array().unwrap().iter().map(|r| r["vital"].as_str().unwrap()).collect();
    assert_eq!(order, ["height", "weight", "bmi", "systolic", "diastolic", "heart_rate", "temperature"]);
}

#[test]
fn vitals_are_read_while_they_are_typed_and_nothing_is_kept() {
    let desk = desk();
    let patient = patient(&desk);
    let mut input = vitals(&patient, &[("height", "5'11\""), ("weight", "180 lb"), ("heart_rate", "720")]);
    input["blood_pressure"] = json!("142/88");
    let read = desk.ask("read_vitals", input);
    assert_eq!(reading(&read, "height")["metric"], "180.3 cm");
    assert_eq!((&reading(&read, "bmi")["us"], &reading(&read, "bmi")["flag"]), (&json!("25.1 kg/m²"), &json!("high")));
    assert_eq!(read["blood_pressure"], "stage2");
    let refused = reading(&read, "heart_rate")["refused"].as_str().unwrap();
    assert!(refused.starts_with("Heart rate") && !refused.contains("720"), "{refused}");
    let half = desk.ask("read_vitals", json!({ "patient": patient, "blood_pressure": "14" }));
    assert!(reading(&half, "systolic")["refused"].is_string(), "half a pressure is no pressure");
    assert_eq!(desk.ask("list_vitals", json!({ "patient": patient })), json!([]));
}

#[test]
fn vitals_that_cannot_be_true_are_refused_in_a_sentence_and_nothing_is_kept() {
    let desk = desk();
    let patient = patient(&desk);
    for (vital, entry) in [
        ("weight", "-80 kg"),
        ("weight", "8000 kg"),
        ("height", "5.9"),
        ("temperature", "370"),
        ("heart_rate", "0 bpm"),
        ("oxygen_saturation", "101"),
        ("height", "180 lb"),
        ("heart_rate", "fast"),
        ("weight", "NaN"),
        ("weight", "1e9"),
        ("bmi", "25"),
    ] {
        let fault = desk.fault("record_vitals", vitals(&patient, &[("respiratory_rate", "14"), (vital, entry)]));
        assert_eq!(
            (fault.code, fault.field.as_deref()),
            (FaultCode::Invalid, Some("vitals.1.entry")),
            "{vital} {entry}"
        );
        assert!(!fault.message.contains(entry), "the sentence repeats nothing: {}", fault.message);
    }
    for pressure in ["80/120", "120", "abc", "-120/80"] {
        let input = json!({ "patient": patient, "blood_pressure": pressure });
        assert_eq!(desk.fault("record_vitals", input).field.as_deref(), Some("blood_pressure"), "{pressure}");
    }
    assert_eq!(desk.fault("record_vitals", vitals(&patient, &[])).field.as_deref(), Some("vitals"));
    for at in ["2190-01-01T00:00:00.000Z", "1950-01-01T00:00:00.000Z"] {
        let mut input = vitals(&patient, &[("heart_rate", "70")]);
        input["taken_at"] = json!(at);
        assert_eq!(desk.fault("record_vitals", input).field.as_deref(), Some("taken_at"));
    }
    assert_eq!(desk.ask("list_vitals", json!({ "patient": patient })), json!([]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn both_unit_systems_agree(pounds in 10.0..900.0_f64, inches in 20.0..100.0_f64, fahrenheit in 95.0..107.0_f64) {
        let desk = desk();
        let patient = patient(&desk);
        let us = [("weight", format!("{pounds} lb")), ("height", format!("{inches} in")), ("temperature", format!("{fahrenheit} F"))];
        let (kilograms, centimeters, celsius) = (pounds * 0.453_592_37, inches * 2.54, (fahrenheit - 32.0) / 1.8);
        let metric = [("weight", format!("{kilograms} kg")), ("height", format!("{centimeters} cm")), ("temperature", format!("{celsius} C"))];
        let sets = [us, metric].map(|entries| {
            let entries: Vec<(&str, &str)> = entries.iter().map(|(v, e)| (*v, e.as_str())).collect();
            desk.ask("record_vitals", vitals(&patient, &entries))
        });
        for vital in ["weight", "height", "temperature", "bmi"] {
            let [a, b] = [&sets[0], &sets[1]].map(|s| reading(s, vital)["number"].as_f64().unwrap());
            prop_assert!((a - b).abs() < 1e-9 * a.abs(), "{} {} {}", vital, a, b);
            prop_assert_eq!(&reading(&sets[0], vital)["unit"], &reading(&sets[1], vital)["unit"]);
        }
    }
}

#[test]
fn a_grown_persons_bmi_takes_the_last_height_and_a_childs_does_not() {
    let desk = desk();
    let adult = patient(&desk);
    let mut height = vitals(&adult, &[("height", "180 cm")]);
    height["taken_at"] = json!("2020-01-06T15:00:00.000Z");
    desk.ask("record_vitals", height);
    let set = desk.ask("record_vitals", vitals(&adult, &[("weight", "81 kg")]));
    assert_eq!(reading(&set, "bmi")["metric"], "25.0 kg/m²");
    let child = desk.patient("Nils Lindholm", "2019-05-01")["id"].clone();
    let mut height = vitals(&child, &[("height", "90 cm")]);
    height["taken_at"] = json!("2022-01-06T15:00:00.000Z");
    desk.ask("record_vitals", height);
    let set = desk.ask("record_vitals", vitals(&child, &[("weight", "22 kg")]));
    assert_eq!(reading(&set, "bmi"), &Value::Null);
}

#[test]
fn a_corrected_weight_leaves_the_wrong_one_marked_and_mends_the_bmi() {
    let desk = desk();
    let patient = patient(&desk);
    let set = desk.ask("record_vitals", vitals(&patient, &[("height", "180 cm"), ("weight", "18 kg")]));
    let wrong = reading(&set, "weight");
    let correct = |version: i64| json!({ "patient": patient, "id": wrong["id"], "version": version, "entry": "81 kg", "reason": "Typing slip" });
    assert_eq!(desk.refused("correct_vital", correct(7)), FaultCode::Conflict);
    let set = desk.ask("correct_vital", correct(1));
    assert_eq!(
        (&reading(&set, "weight")["metric"], &reading(&set, "bmi")["metric"]),
        (&json!("81.00 kg"), &json!("25.0 kg/m²"))
    );
    assert_eq!(desk.refused("correct_vital", correct(2)), FaultCode::Final, "marked once, it stays");
    let all = desk.ask("list_vitals", json!({ "patient": patient, "with_errors": true }));
    let marked: Vec<_> =
        all[0]["readings"].as_array().unwrap().iter().filter(|r| r["status"] == "entered_in_error").collect();
    assert_eq!(marked.len(), 2, "the weight and the BMI computed from it");
    assert!(marked.iter().all(|m| m["error_reason"] == "Typing slip" && m["changed_by"] == "Dr. Ada Quill"));
    let history = desk.ask("record_history", json!({ "record": wrong["id"] }));
    assert_eq!(
        (&history[0]["before"]["status"], &history[0]["after"]["status"]),
        (&json!("final"), &json!("entered_in_error"))
    );
}

#[test]
fn vitals_of_the_wrong_patient_are_marked_and_leave_the_chart() {
    let desk = desk();
    let patient = patient(&desk);
    let set =
        desk.ask("record_vitals", vitals(&patient, &[("height", "180 cm"), ("weight", "81 kg"), ("heart_rate", "70")]));
    let readings: Vec<Value> =
        set["readings"].as_array().unwrap().iter().map(|r| json!({ "id": r["id"], "version": r["version"] })).collect();
    let mark = json!({ "patient": patient, "readings": readings, "reason": "Another patient" });
    let mut wrong = mark.clone();
    wrong["patient"] = desk.patient("Ingrid Solberg", "1975-12-01")["id"].clone();
    assert_eq!(desk.refused("mark_vitals_in_error", wrong), FaultCode::WrongPatient);
    desk.ask("mark_vitals_in_error", mark.clone());
    assert_eq!(desk.ask("list_vitals", json!({ "patient": patient })), json!([]));
    assert_eq!(desk.refused("mark_vitals_in_error", mark), FaultCode::Final);
}

// Problems.

#[test]
fn a_problem_is_added_changed_and_resolved() {
    let desk = desk();
    let patient = patient(&desk);
    let add = |code: &str| json!({ "patient": patient, "icd10": code, "onset_on": "2019-06-01" });
    let diabetes = desk.ask("add_problem", add("e119"));
    assert_eq!((&diabetes["icd10"], &diabetes["rank"]), (&json!("E11.9"), &json!(1)));
    assert_eq!(diabetes["display"], "Type 2 diabetes mellitus without complications");
    assert_eq!(desk.ask("add_problem", add("I10"))["rank"], 2);
    assert_eq!(desk.fault("add_problem", add("E11.9")).field.as_deref(), Some("icd10"), "twice the same");
    assert_eq!(desk.fault("add_problem", add("XYZ")).field.as_deref(), Some("icd10"));
    let mut future = add("E78.5");
    future["onset_on"] = json!("2190-01-01");
    assert_eq!(desk.fault("add_problem", future).field.as_deref(), Some("onset_on"));
    let change = |version: i64, comment: &str| {
        json!({ "patient": patient, "id": diabetes["id"], "version": version, "clinical_status": "active",
                "verification_status": "confirmed", "severity": "moderate", "icd10": "E11.9", "onset_on": "2019-06-01",
                "rank": 1, "comment": comment })
    };
    let changed = desk.ask("change_problem", change(1, "Diet first"));
    assert_eq!((&changed["comment"], &changed["severity"]), (&json!("Diet first"), &json!("moderate")));
    assert_eq!(desk.refused("change_problem", change(1, "Stale")), FaultCode::Conflict);
    let backwards = json!({ "patient": patient, "id": diabetes["id"], "version": 2, "abated_on": "2018-01-01" });
    assert_eq!(desk.fault("resolve_problem", backwards).field.as_deref(), Some("abated_on"));
    let resolved = desk.ask("resolve_problem", json!({ "patient": patient, "id": diabetes["id"], "version": 2 }));
    assert_eq!(resolved["clinical_status"], "resolved");
    let active = desk.ask("list_problems", json!({ "patient": patient }));
    assert_eq!(active.as_array().unwrap().len(), 1);
    assert_eq!(desk.ask("list_problems", json!({ "patient": patient, "all": true })).as_array().unwrap().len(), 2);
}

// Allergies.

#[test]
fn not_asked_none_known_and_recorded_are_told_apart() {
    let desk = desk();
    let patient = patient(&desk);
    let answer = || desk.ask("list_allergies", json!({ "patient": patient }));
    assert_eq!(answer()["answer"], "not_asked");
    desk.ask("record_no_known_allergies", json!({ "patient": patient, "stated_on": "2026-01-05" }));
    assert_eq!(
        (&answer()["answer"], &answer()["none_known"]["stated_on"]),
        (&json!("none_known"), &json!("2026-01-05"))
    );
    let penicillin = json!({ "patient": patient, "display": "Penicillins", "category": "medication", "criticality": "high",
                             "reactions": [{ "display": "Hives", "severity": "moderate" }, { "display": "Wheezing" }] });
    let allergy = desk.ask("add_allergy", penicillin.clone());
    assert_eq!(allergy["reactions"][1], json!({ "display": "Wheezing", "snomed": null, "severity": "unknown" }));
    assert_eq!((&answer()["answer"], &answer()["none_known"]), (&json!("recorded"), &Value::Null));
    assert_eq!(desk.fault("add_allergy", penicillin).field.as_deref(), Some("display"), "twice the same");
    assert_eq!(desk.refused("record_no_known_allergies", json!({ "patient": patient })), FaultCode::WrongState);
    let error =
        json!({ "patient": patient, "kind": "allergy", "id": allergy["id"], "version": 1, "reason": "Misheard" });
    desk.ask("mark_in_error", error);
    assert_eq!(answer()["answer"], "not_asked", "the statement before gave way and does not come back by itself");
    let all = desk.ask("list_allergies", json!({ "patient": patient, "all": true }));
    assert_eq!(all["allergies"][0]["error_reason"], "Misheard");
}

#[test]
fn an_allergy_is_changed_with_its_reactions_and_the_most_dangerous_stands_first() {
    let desk = desk();
    let patient = patient(&desk);
    desk.ask("add_allergy", json!({ "patient": patient, "display": "Aspirin", "category": "medication", "code_system": "rxnorm", "code": "1191" }));
    let latex = desk.ask("add_allergy", json!({ "patient": patient, "display": "Latex", "category": "environment", "reactions": [{ "display": "Rash" }] }));
    let change = |version: i64| {
        json!({ "patient": patient, "id": latex["id"], "version": version, "clinical_status": "active", "verification_status": "confirmed",
                "kind": "allergy", "category": "environment", "criticality": "high", "severity": "severe", "display": "Latex",
                "reactions": [{ "display": "Anaphylaxis", "severity": "severe" }] })
    };
    let changed = desk.ask("change_allergy", change(1));
    assert_eq!(changed["reactions"], json!([{ "display": "Anaphylaxis", "snomed": null, "severity": "severe" }]));
    assert_eq!(desk.refused("change_allergy", change(1)), FaultCode::Conflict);
    let list = desk.ask("list_allergies", json!({ "patient": patient }));
    assert_eq!(list["allergies"][0]["display"], "Latex");
    let half = json!({ "patient": patient, "display": "Dust", "category": "environment", "code": "1" });
    assert_eq!(desk.fault("add_allergy", half).field.as_deref(), Some("code"));
}

// Medications.

#[test]
fn a_medication_is_prescribed_changed_and_stopped_with_a_reason() {
    let desk = desk();
    let patient = patient(&desk);
    let details = |sig: &str| {
        json!({ "rxnorm": "314076", "display": "lisinopril 10 mg oral tablet", "sig": sig, "quantity": 90, "quantity_unit": "tablet",
                "refills": 3, "days_supply": 90, "start_on": "2026-01-05" })
    };
    let add = json!({ "patient": patient, "origin": "prescribed", "details": details("One daily") });
    let made = desk.ask("add_medication", add);
    assert_eq!((&made["prescriber_name"], &made["status"]), (&json!("Dr. Ada Quill"), &json!("active")));
    let change = |version: i64| json!({ "patient": patient, "id": made["id"], "version": version, "status": "active", "details": details("Two daily") });
    assert_eq!(desk.ask("change_medication", change(1))["sig"], "Two daily");
    assert_eq!(desk.refused("change_medication", change(1)), FaultCode::Conflict);
    let history = desk.ask("record_history", json!({ "record": made["id"] }));
    assert_eq!((&history[0]["before"]["sig"], &history[0]["after"]["sig"]), (&json!("One daily"), &json!("Two daily")));
    let stop = |version: i64, reason: &str| json!({ "patient": patient, "id": made["id"], "version": version, "reason": reason });
    assert_eq!(desk.fault("stop_medication", stop(2, " ")).field.as_deref(), Some("reason"));
    let stopped = desk.ask("stop_medication", stop(2, "Cough"));
    assert_eq!((&stopped["status"], &stopped["stop_reason"]), (&json!("stopped"), &json!("Cough")));
    assert_eq!(desk.refused("stop_medication", stop(3, "Again")), FaultCode::WrongState);
    assert_eq!(desk.ask("list_medications", json!({ "patient": patient })), json!([]));
}

#[test]
fn a_medication_with_impossible_figures_is_refused() {
    let desk = desk();
    let patient = patient(&desk);
    for (field, value) in [
        ("quantity", json!(-30)),
        ("quantity", json!(0)),
        ("refills", json!(-1)),
        ("refills", json!(100)),
        ("days_supply", json!(0)),
        ("rxnorm", json!("lisinopril")),
        ("stop_on", json!("2025-12-31")),
    ] {
        let mut details = json!({ "display": "lisinopril 10 mg", "start_on": "2026-01-05" });
        details[field] = value;
        let fault =
            desk.fault("add_medication", json!({ "patient": patient, "origin": "reported", "details": details }));
        assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some(field)));
    }
    let nameless = json!({ "patient": patient, "origin": "reported", "details": {} });
    assert_eq!(desk.fault("add_medication", nameless).field.as_deref(), Some("display"));
    desk.sign_in("clinical_staff");
    let nobody = json!({ "patient": patient, "origin": "prescribed", "details": { "display": "lisinopril 10 mg" } });
    assert_eq!(desk.fault("add_medication", nobody).field.as_deref(), Some("prescriber"));
}

// Immunizations.

#[test]
fn a_shot_given_here_needs_a_lot_that_had_not_expired() {
    let desk = desk();
    let patient = patient(&desk);
    let shot = |more: Value| {
        let mut input = json!({ "patient": patient, "cvx": "140", "origin": "given_here", "given_on": "2026-01-05" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    assert_eq!(desk.fault("add_immunization", shot(json!({}))).field.as_deref(), Some("lot"));
    let expired = shot(json!({ "lot": "A1", "expires_on": "2026-01-04" }));
    assert_eq!(desk.fault("add_immunization", expired).field.as_deref(), Some("expires_on"));
    assert_eq!(
        desk.fault("add_immunization", shot(json!({ "lot": "A1", "cvx": "99999" }))).field.as_deref(),
        Some("cvx")
    );
    assert_eq!(
        desk.fault("add_immunization", shot(json!({ "lot": "A1", "mvx": "QQQ" }))).field.as_deref(),
        Some("mvx")
    );
    assert_eq!(
        desk.fault("add_immunization", shot(json!({ "lot": "A1", "given_on": "1960-01-01" }))).field.as_deref(),
        Some("given_on")
    );
    let given = desk.ask(
        "add_immunization",
        shot(json!({ "lot": "A1", "mvx": "SKB", "expires_on": "2026-06-30", "dose_number": 1 })),
    );
    assert_eq!(given["status"], "completed");
    let declined = desk.ask("add_immunization", shot(json!({ "not_done_reason": "Declined" })));
    assert_eq!((&declined["status"], &declined["status_reason"]), (&json!("not_done"), &json!("Declined")));
    let elsewhere = desk.ask("add_immunization", shot(json!({ "origin": "elsewhere", "given_on": "2010-10-01" })));
    assert_eq!(elsewhere["lot"], Value::Null);
    assert_eq!(desk.ask("list_immunizations", json!({ "patient": patient })).as_array().unwrap().len(), 3);
}

// Guards.

#[test]
fn every_entry_of_another_patient_is_refused() {
    let desk = desk();
    let patient = patient(&desk);
    let other = desk.patient("Ingrid Solberg", "1975-12-01")["id"].clone();
    let problem = desk.ask("add_problem", json!({ "patient": patient, "icd10": "I10" }));
    let allergy = desk.ask("add_allergy", json!({ "patient": patient, "display": "Latex", "category": "environment" }));
    let drug = desk.ask(
        "add_medication",
        json!({ "patient": patient, "origin": "reported", "details": { "display": "aspirin" } }),
    );
    let shot = desk.ask("add_immunization", json!({ "patient": patient, "cvx": "140", "origin": "elsewhere" }));
    let resolve = json!({ "patient": other, "id": problem["id"], "version": 1 });
    assert_eq!(desk.refused("resolve_problem", resolve), FaultCode::WrongPatient);
    let stop = json!({ "patient": other, "id": drug["id"], "version": 1, "reason": "x" });
    assert_eq!(desk.refused("stop_medication", stop), FaultCode::WrongPatient);
    let change = json!({ "patient": other, "id": allergy["id"], "version": 1, "clinical_status": "resolved", "verification_status": "confirmed",
                         "kind": "allergy", "category": "environment", "criticality": "low", "severity": "mild", "display": "Latex" });
    assert_eq!(desk.refused("change_allergy", change), FaultCode::WrongPatient);
    for (kind, record) in [("problem", &problem), ("allergy", &allergy), ("medication", &drug), ("immunization", &shot)]
    {
        let mark = json!({ "patient": other, "kind": kind, "id": record["id"], "version": 1, "reason": "x" });
        assert_eq!(desk.refused("mark_in_error", mark), FaultCode::WrongPatient, "{kind}");
    }
    let nobody = json!({ "patient": "019da7f0-0000-7000-8000-00000000dead", "icd10": "I10" });
    assert_eq!(desk.refused("add_problem", nobody), FaultCode::NotFound);
}

#[test]
fn what_was_entered_in_error_keeps_who_when_and_why_and_is_final() {
    let desk = desk();
    let patient = patient(&desk);
    let problem = desk.ask("add_problem", json!({ "patient": patient, "icd10": "I10" }));
    let drug = desk.ask(
        "add_medication",
        json!({ "patient": patient, "origin": "reported", "details": { "display": "aspirin" } }),
    );
    let shot = desk.ask("add_immunization", json!({ "patient": patient, "cvx": "140", "origin": "elsewhere" }));
    for (kind, record, list, status) in [
        ("problem", &problem, "list_problems", "verification_status"),
        ("medication", &drug, "list_medications", "status"),
        ("immunization", &shot, "list_immunizations", "status"),
    ] {
        let mark = |version: i64, reason: &str| json!({ "patient": patient, "kind": kind, "id": record["id"], "version": version, "reason": reason });
        assert_eq!(desk.fault("mark_in_error", mark(1, "  ")).field.as_deref(), Some("reason"));
        assert_eq!(desk.refused("mark_in_error", mark(9, "Stale")), FaultCode::Conflict);
        desk.ask("mark_in_error", mark(1, "Wrong chart"));
        assert_eq!(desk.refused("mark_in_error", mark(2, "Again")), FaultCode::Final);
        assert_eq!(desk.ask(list, json!({ "patient": patient })), json!([]), "{kind}");
        let kept = desk.ask(list, json!({ "patient": patient, "all": true }));
        assert_eq!((&kept[0][status], &kept[0]["error_reason"]), (&json!("entered_in_error"), &json!("Wrong chart")));
        assert_eq!(kept[0]["changed_by"], "Dr. Ada Quill");
        let history = desk.ask("record_history", json!({ "record": record["id"] }));
        assert_eq!(history[0]["after"]["error_reason"], "Wrong chart", "{kind}");
        assert!(history[0]["at"].is_string());
    }
    let change = json!({ "patient": patient, "id": drug["id"], "version": 2, "status": "active", "details": { "display": "aspirin" } });
    assert_eq!(desk.refused("change_medication", change), FaultCode::Final);
    assert_eq!(
        desk.refused("resolve_problem", json!({ "patient": patient, "id": problem["id"], "version": 2 })),
        FaultCode::Final
    );
}

// The chart as it opens.

#[test]
fn a_chart_opens_with_what_matters_and_the_look_is_logged() {
    let desk = desk();
    let patient = patient(&desk);
    desk.ask("add_problem", json!({ "patient": patient, "icd10": "E11.9" }));
    desk.ask(
        "add_medication",
        json!({ "patient": patient, "origin": "reported", "details": { "display": "metformin 500 mg" } }),
    );
    desk.ask("add_allergy", json!({ "patient": patient, "display": "Penicillins", "category": "medication" }));
    desk.ask("record_vitals", vitals(&patient, &[("weight", "81 kg")]));
    desk.ask(
        "add_immunization",
        json!({ "patient": patient, "cvx": "140", "origin": "elsewhere", "given_on": "2025-10-01" }),
    );
    let visit = desk.ask("start_visit", json!({ "patient": patient, "reason": "Diabetes" }));
    let chart = desk.ask("open_chart", json!({ "patient": patient }));
    assert_eq!(chart["problems"][0]["icd10"], "E11.9");
    assert_eq!(chart["medications"][0]["display"], "metformin 500 mg");
    assert_eq!(chart["allergies"]["allergies"][0]["display"], "Penicillins");
    assert_eq!(reading(&chart["last_vitals"], "weight")["metric"], "81.00 kg");
    assert_eq!(chart["open_visits"][0]["id"], visit["id"]);
    let kinds: Vec<_> =
        chart["timeline"]["entries"].as_array().unwrap().iter().map(|e| e["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["visit", "immunization"]);
    let log = desk.ask("list_audit", json!({ "command": "open_chart" }));
    assert_eq!((&log[0]["kind"], &log[0]["outcome"]), (&json!("open"), &json!("ok")));
    assert_eq!(
        desk.refused("open_chart", json!({ "patient": "019da7f0-0000-7000-8000-00000000dead" })),
        FaultCode::NotFound
    );
}

#[test]
fn the_timeline_shows_everything_once_page_by_page() {
    let desk = desk();
    let patient = patient(&desk);
    for day in 1..=28 {
        let at = format!("2026-01-{day:02}T05:00:00.000Z");
        desk.ask("start_visit", json!({ "patient": patient, "started_at": at, "reason": format!("Visit {day}") }));
        // Midnight in New York is 05:00 UTC in winter: a shot and a visit at the same moment must both be seen.
        desk.ask(
            "add_immunization",
            json!({ "patient": patient, "cvx": "140", "origin": "elsewhere", "given_on": format!("2026-01-{day:02}") }),
        );
    }
    let mut seen: Vec<Value> = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = desk.ask("timeline", json!({ "patient": patient, "after": after }));
        seen.extend(page["entries"].as_array().unwrap().iter().cloned());
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(seen.len(), 56);
    let mut ids: Vec<_> = seen.iter().map(|e| e["id"].as_str().unwrap()).collect();
    let times: Vec<_> = seen.iter().map(|e| e["at"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "latest first");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 56, "nothing twice");
    let shots = desk.ask("timeline", json!({ "patient": patient, "kinds": ["immunization"] }));
    assert!(shots["entries"].as_array().unwrap().iter().all(|e| e["kind"] == "immunization"));
}

#[test]
fn codes_are_found_as_one_types() {
    let desk = desk();
    let first = |command: &str, query: &str| desk.ask(command, json!({ "query": query, "limit": 5 }))[0].clone();
    assert_eq!(first("search_diagnoses", "E11.9")["code"], "E11.9");
    assert!(first("search_diagnoses", "hypert ess")["description"].as_str().unwrap().contains("hypertension"));
    assert!(first("search_drugs", "lisinop")["name"].as_str().unwrap().to_lowercase().contains("lisinopril"));
    assert!(
        first("search_allergy_substances", "penic")["name"].as_str().unwrap().to_lowercase().contains("penicillin")
    );
    assert!(first("search_vaccines", "influenza")["code"].is_string());
    assert!(first("search_labs", "hemoglobin a1c")["code"].is_string());
    assert!(desk.ask("vital_signs", json!({})).as_array().unwrap().len() >= 10);
    let long = json!({ "query": "x".repeat(401) });
    assert_eq!(desk.refused("search_diagnoses", long), FaultCode::Invalid);
    desk.sign_in("biller");
    assert_eq!(desk.ask("search_diagnoses", json!({ "query": "I10" }))[0]["code"], "I10");
}

#[test]
fn a_history_shows_who_may_see_a_chart_no_money_and_is_logged_with_its_patient() {
    let desk = desk();
    let patient = desk.patient("Maria Lopez", "1961-03-04")["id"].clone();
    let paid = desk.ask("take_payment", json!({ "patient": patient, "method": "cash", "cents": 500 }));
    desk.sign_in("clinical_staff");
    assert_eq!(desk.ask("record_history", json!({ "record": paid["id"] })), json!([]));
    desk.ask("record_history", json!({ "record": patient }));
    desk.sign_in_owner();
    let log = desk.ask("list_audit", json!({ "patient": patient }));
    let looks = log.as_array().unwrap().iter().filter(|e| e["command"] == "record_history").count();
    assert!(looks > 0, "{log}");
}
