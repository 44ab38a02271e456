//! Records come in from files: whole, once, and nothing that cannot be right.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

mod common;

use std::{fs, path::PathBuf};

use common::{Desk, desk};
use serde_json::{Value, json};

const MARIA: &str = "775447e9-2cc5-4cc9-94de-d358d0efa661";

/// Writes files into a folder of the desk's own and gives that folder.
fn files(desk: &Desk, all: &[(&str, String)]) -> PathBuf {
    let folder = desk.folder().join("to-import");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in all {
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}

#[track_caller]
fn import(desk: &Desk, folder: &std::path::Path) -> Value {
    desk.ask("import_records", json!({ "paths": [folder] }))
}

fn bundle(resources: &[Value]) -> String {
    let entries: Vec<Value> = resources
        .iter()
        .map(|r| json!({ "fullUrl": format!("https://example.org/{}/{}", r["resourceType"].as_str().unwrap(), r["id"].as_str().unwrap()), "resource": r }))
        .collect();
    json!({ "resourceType": "Bundle", "type": "transaction", "entry": entries }).to_string()
}

fn lines(resources: &[Value]) -> String {
    resources.iter().map(|r| format!("{r}\n")).collect()
}

fn patient(id: &str, family: &str, born: &str) -> Value {
    json!({ "resourceType": "Patient", "id": id, "name": [{ "use": "official", "family": family, "given": ["María", "Q"] }],
            "gender": "female", "birthDate": born, "telecom": [{ "system": "phone", "value": "614-555-0134", "use": "mobile" }] })
}

fn encounter(id: &str, of: &str) -> Value {
    json!({ "resourceType": "Encounter", "id": id, "status": "finished", "class": { "code": "AMB" },
            "subject": { "reference": format!("Patient/{of}") }, "period": { "start": "2024-05-01T14:00:00Z", "end": "2024-05-01T14:20:00Z" },
            "text": { "status": "generated", "div": "<div><p>S: cough</p><p>O: clear</p><p>A: cold</p><p>P: rest</p></div>" },
            "reasonCode": [{ "text": "Cough" }, { "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "J06.9", "display": "Acute upper respiratory infection, unspecified" }] }] })
}

fn pressure(id: &str, of: &str, at: &str) -> Value {
    let part = |code: &str, value: i32| {
        json!({ "code": { "coding": [{ "system": "http://loinc.org", "code": code, "display": code }] },
                "valueQuantity": { "value": value, "unit": "mmHg", "system": "http://unitsofmeasure.org", "code": "mm[Hg]" } })
    };
    json!({ "resourceType": "Observation", "id": id, "status": "final",
            "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs" }] }],
            "code": { "coding": [{ "system": "http://loinc.org", "code": "85354-9", "display": "Blood pressure" }] },
            "subject": { "reference": format!("Patient/{of}") }, "encounter": { "reference": format!("Encounter/{at}") },
            "effectiveDateTime": "2024-05-01T14:05:00Z", "component": [part("8480-6", 128), part("8462-4", 82)] })
}

fn result(id: &str, of: &str) -> Value {
    json!({ "resourceType": "Observation", "id": id, "status": "final",
            "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory" }] }],
            "code": { "coding": [{ "system": "http://loinc.org", "code": "4548-4", "display": "Hemoglobin A1c" }] },
            "subject": { "reference": format!("Patient/{of}") }, "effectiveDateTime": "2024-05-02", "note": [{ "text": "x" }],
            "valueQuantity": { "value": 7.2, "unit": "%", "system": "http://unitsofmeasure.org", "code": "%" } })
}

fn report(id: &str, of: &str, results: &[&str]) -> Value {
    let results: Vec<Value> = results.iter().map(|r| json!({ "reference": format!("Observation/{r}") })).collect();
    json!({ "resourceType": "DiagnosticReport", "id": id, "status": "final", "code": { "text": "Glycated hemoglobin panel" },
            "subject": { "reference": format!("Patient/{of}") }, "issued": "2024-05-02T10:00:00Z", "result": results })
}

fn count(report: &Value, list: &str, what: &str) -> u64 {
    let field = if list == "kept" { "kind" } else { "what" };
    report[list].as_array().unwrap().iter().find(|r| r[field] == what).map_or(0, |r| r["count"].as_u64().unwrap())
}

#[track_caller]
fn find_one(desk: &Desk, query: &str) -> Value {
    let found = desk.ask("find_patients", json!({ "query": query }));
    assert_eq!(found.as_array().unwrap().len(), 1, "{query}: {found}");
    found[0].clone()
}

#[test]
fn a_bundle_becomes_a_chart() {
    let desk = desk();
    let all = [
        patient(MARIA, "García", "1961-03-04"),
        encounter("e1", MARIA),
        pressure("o1", MARIA, "e1"),
        result("o2", MARIA),
        report("r1", MARIA, &["o2"]),
        json!({ "resourceType": "CarePlan", "id": "c1" }),
    ];
    let report = import(&desk, &files(&desk, &[("one.json", bundle(&all))]));
    assert_eq!(report["added"], 5, "{report}");
    assert_eq!(report["refused"], json!([]));
    assert_eq!(count(&report, "not_kept", "CarePlan"), 1);
    assert_eq!(count(&report, "not_kept", "Observation.note"), 1);
    let row = find_one(&desk, "gar 3/4/61");
    let chart = desk.ask("open_chart", json!({ "patient": row["id"] }));
    let text = chart.to_string();
    assert!(text.contains("128") && text.contains("Glycated hemoglobin panel"), "{text:.2000}");
    let results = desk.ask("list_results", json!({ "patient": row["id"] }));
    assert_eq!(results[0]["results"][0]["number"], 7.2, "the result stands in its panel: {results}");
}

#[test]
fn importing_twice_adds_nothing() {
    let desk = desk();
    let all = [
        patient(MARIA, "García", "1961-03-04"),
        encounter("e1", MARIA),
        pressure("o1", MARIA, "e1"),
        result("o2", MARIA),
    ];
    let folder = files(&desk, &[("one.json", bundle(&all))]);
    import(&desk, &folder);
    let again = import(&desk, &folder);
    assert_eq!((&again["added"], &again["already_here"]), (&json!(0), &json!(4)), "{again}");
    // After another start too, and in another shape.
    desk.reopen();
    let bulk = files(
        &desk,
        &[
            ("Observation.ndjson", lines(&all[2..])),
            ("Patient.ndjson", lines(&all[..1])),
            ("Encounter.ndjson", lines(&all[1..2])),
        ],
    );
    let third = import(&desk, &bulk);
    assert_eq!(third["added"], 0, "{third}");
    assert_eq!(third["already_here"], 8);
}

#[test]
fn a_bulk_export_is_read_patients_first_whatever_the_files_are_called() {
    let desk = desk();
    let folder = files(
        &desk,
        &[
            ("1.ndjson", lines(&[result("o2", "7"), pressure("o1", "7", "e1")])),
            ("2.ndjson", lines(&[encounter("e1", "7")])),
            ("3.ndjson", lines(&[report("r1", "7", &["o2"])])),
            ("4.ndjson", lines(&[patient("7", "García", "1961-03-04")])),
        ],
    );
    let report = import(&desk, &folder);
    assert_eq!((&report["added"], &report["refused"]), (&json!(5), &json!([])), "{report}");
    assert_eq!(count(&report, "not_kept", "Observation.encounter (not in these files)"), 0);
}

#[test]
fn lines_of_one_file_may_come_before_their_patient() {
    let desk = desk();
    let folder = files(
        &desk,
        &[("all.ndjson", lines(&[result("o2", "7"), encounter("e1", "7"), patient("7", "García", "1961-03-04")]))],
    );
    let report = import(&desk, &folder);
    assert_eq!((&report["added"], &report["refused"]), (&json!(3), &json!([])), "{report}");
}

#[test]
fn two_senders_first_patients_stay_two_people() {
    let desk = desk();
    let folder = files(
        &desk,
        &[
            ("a.json", bundle(&[patient("1", "Abel", "1961-03-04"), result("1", "1")])),
            ("b.json", bundle(&[patient("1", "Baker", "1972-03-04"), result("1", "1")])),
        ],
    );
    let report = import(&desk, &folder);
    assert_eq!(report["added"], 4, "{report}");
    for name in ["abel", "baker"] {
        let row = find_one(&desk, name);
        assert_eq!(desk.ask("list_results", json!({ "patient": row["id"] })).as_array().unwrap().len(), 1, "{name}");
    }
}

#[test]
fn a_patient_born_in_2190_is_refused_with_all_that_hangs_on_them() {
    let desk = desk();
    let all = [
        patient("1", "Future", "2190-01-01"),
        result("o1", "1"),
        encounter("e1", "1"),
        patient("2", "Present", "1990-01-01"),
    ];
    let report = import(&desk, &files(&desk, &[("one.json", bundle(&all))]));
    assert_eq!(report["added"], 1, "{report}");
    let refused = report["refused"].as_array().unwrap();
    assert!(
        refused.iter().any(|r| r["kind"] == "Patient"
            && r["reason"] == "The birth date is in the future."
            && r["file"] == "one.json"),
        "{report}"
    );
    assert_eq!(
        refused
            .iter()
            .filter(|r| r["reason"] == "Its patient was refused.")
            .map(|r| r["count"].as_u64().unwrap())
            .sum::<u64>(),
        2
    );
    assert_eq!(desk.ask("find_patients", json!({ "query": "future" })), json!([]));
}

#[test]
fn hostile_files_are_refused_and_leave_nothing() {
    let desk = desk();
    let name = "x".repeat(5_000_000);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let long = patient("long", &"Y".repeat(201), "1990-01-01");
    let mut control = patient("control", "Con\u{0}trol", "1990-01-01");
    control["name"][0]["family"] = json!("Con\u{0}trol");
    let folder = files(
        &desk,
        &[
            ("letter.json", "Dear colleague,\nthank you for\nsending\n".repeat(50)),
            ("cut.json", bundle(&[patient("9", "Cut", "1990-01-01")]).split_at(80).0.to_owned()),
            ("huge-name.json", bundle(&[patient("8", &name, "1990-01-01")])),
            ("long-name.json", bundle(&[long])),
            ("deep.json", format!(r#"{{"resourceType":"Patient","id":"d","name":{deep}}}"#)),
            (
                "wrong-types.json",
                bundle(&[json!({ "resourceType": "Patient", "id": "t", "name": "Smith", "birthDate": 7 })]),
            ),
            ("twice.json", bundle(&[patient("5", "First", "1990-01-01"), patient("5", "Second", "1990-01-01")])),
            ("orphan.json", bundle(&[result("o9", "nobody")])),
            ("control.json", bundle(&[control])),
            ("empty.json", String::new()),
            ("no-bundle.json", r#"{"hello": "world"}"#.into()),
            ("impossible.json", bundle(&[patient("6", "Impossible", "1990-02-30")])),
        ],
    );
    let report = import(&desk, &folder);
    assert_eq!(report["added"], 1, "only the first of the twice given patients: {report}");
    let refused = report["refused"].as_array().unwrap();
    for file in [
        "letter.json",
        "cut.json",
        "huge-name.json",
        "long-name.json",
        "deep.json",
        "wrong-types.json",
        "twice.json",
        "orphan.json",
        "control.json",
        "no-bundle.json",
        "impossible.json",
    ] {
        assert!(refused.iter().any(|r| r["file"] == file), "{file} is in no refusal: {report}");
    }
    let of = |file: &str| refused.iter().find(|r| r["file"] == file).unwrap();
    assert_eq!(of("letter.json")["count"], 1, "a file that is not FHIR is one refusal");
    assert!(
        !report.to_string().contains("Smith") && !report.to_string().contains("xxxxx"),
        "no text of a file in the report"
    );
    assert_eq!(desk.ask("verify", json!({}))["sound"], true);
    let here = desk.ask("find_patients", json!({ "query": "second" }));
    assert_eq!(here, json!([]));
}

#[test]
fn a_dry_run_counts_the_same_and_saves_nothing() {
    let desk = desk();
    let all = [
        patient(MARIA, "García", "1961-03-04"),
        encounter("e1", MARIA),
        pressure("o1", MARIA, "e1"),
        patient("x", "Future", "2190-01-01"),
    ];
    let folder = files(&desk, &[("one.json", bundle(&all))]);
    let dry = desk.ask("import_records", json!({ "paths": [folder], "dry_run": true }));
    assert_eq!(desk.ask("find_patients", json!({ "query": "gar" })), json!([]));
    let real = import(&desk, &folder);
    for field in ["added", "kept", "not_kept", "refused"] {
        assert_eq!(dry[field], real[field], "{field}");
    }
    assert_eq!((&dry["dry_run"], &real["dry_run"]), (&json!(true), &json!(false)));
}

#[test]
fn a_folder_that_is_not_there_and_a_folder_without_fhir_say_so() {
    let desk = desk();
    let there = desk.folder().join("nothing-here");
    assert_eq!(desk.refused("import_records", json!({ "paths": [there] })), records::FaultCode::NoAccess);
    fs::create_dir(&there).unwrap();
    assert_eq!(desk.refused("import_records", json!({ "paths": [there] })), records::FaultCode::Unreadable);
}

#[test]
fn only_who_may_import_imports() {
    let desk = desk();
    let folder = files(&desk, &[("one.json", bundle(&[patient("1", "García", "1961-03-04")]))]);
    desk.sign_in("front_desk");
    assert_eq!(desk.refused("import_records", json!({ "paths": [folder] })), records::FaultCode::NotPermitted);
}

#[test]
fn bookings_to_come_give_their_practitioner_a_column_and_past_ones_do_not() {
    let desk = desk();
    let appointment = |id: &str, status: &str, day: &str, by: &str| {
        json!({ "resourceType": "Appointment", "id": id, "status": status, "description": "Follow-up",
                "start": format!("{day}T14:00:00Z"), "end": format!("{day}T14:15:00Z"),
                "participant": [{ "actor": { "reference": "Patient/1" }, "status": "accepted" },
                                { "actor": { "reference": format!("Practitioner/{by}") }, "status": "accepted" }] })
    };
    let doctor = |id: &str, name: &str| json!({ "resourceType": "Practitioner", "id": id, "name": [{ "family": name, "prefix": ["Dr."] }] });
    let all = [
        doctor("p1", "Tomorrow"),
        doctor("p2", "Yesterday"),
        patient("1", "García", "1961-03-04"),
        appointment("a1", "booked", "2099-01-05", "p1"),
        appointment("a2", "fulfilled", "2020-01-06", "p2"),
    ];
    let report = import(&desk, &files(&desk, &[("one.json", bundle(&all))]));
    assert_eq!(report["added"], 5, "{report}");
    let columns = desk.ask("practitioners", json!({})).to_string();
    assert!(columns.contains("Dr. Tomorrow") && !columns.contains("Dr. Yesterday"), "{columns}");
}

#[test]
fn claims_and_invoices_become_charges_and_payments_to_the_cent() {
    let desk = desk();
    let usd = |value: f64| json!({ "value": value, "currency": "USD" });
    let all = [
        patient("1", "García", "1961-03-04"),
        encounter("e1", "1"),
        json!({ "resourceType": "Claim", "id": "c1", "status": "active", "use": "claim", "patient": { "reference": "Patient/1" },
                "created": "2024-05-01", "total": usd(265.52),
                "item": [{ "sequence": 1, "productOrService": { "text": "Visit" }, "encounter": [{ "reference": "Encounter/e1" }] },
                         { "sequence": 2, "productOrService": { "coding": [{ "code": "140", "display": "Influenza shot" }] }, "net": usd(140.52) },
                         { "sequence": 3, "productOrService": { "text": "Hypertension" } }] }),
        json!({ "resourceType": "Invoice", "id": "i1", "status": "issued", "subject": { "reference": "Patient/1" }, "date": "2024-05-01",
                "lineItem": [{ "chargeItemCodeableConcept": { "coding": [{ "system": "http://www.ama-assn.org/go/cpt", "code": "99213" }], "text": "Office visit" } }],
                "totalGross": usd(142.0), "totalNet": usd(42.0) }),
    ];
    let report = import(&desk, &files(&desk, &[("one.json", bundle(&all))]));
    assert_eq!(report["added"], 4, "{report}");
    let row = find_one(&desk, "garcia");
    let account = desk.ask("account", json!({ "patient": row["id"] }));
    assert_eq!(account["balance"], 12_500 + 14_052 + 4_200, "{account}");
}

#[test]
fn stopped_in_the_middle_what_was_saved_is_whole_bundles() {
    let desk = desk();
    let all: String = (0..7000)
        .map(|n| {
            bundle(&[
                patient(&format!("p{n}"), &format!("Family{n}"), "1990-01-01"),
                encounter("e1", &format!("p{n}")),
                result("o1", &format!("p{n}")),
            ]) + "\n"
        })
        .collect();
    let folder = files(&desk, &[("all.ndjson", all)]);
    let report = std::thread::scope(|scope| {
        let work = scope.spawn(|| import(&desk, &folder));
        loop {
            let jobs: Value = desk.practice.ask("job_progress", &json!({})).unwrap();
            match jobs.as_array().unwrap().first() {
                Some(job) if job["rows"].as_u64().unwrap() > 0 => {
                    desk.ask("cancel_job", json!({ "job": job["job"] }));
                    break;
                }
                _ if work.is_finished() => break,
                _ => std::thread::yield_now(),
            }
        }
        work.join().unwrap()
    });
    assert_eq!(report["cancelled"], true, "{report}");
    let added = report["added"].as_u64().unwrap();
    assert!(added > 0 && added < 21000 && added % 3 == 0, "{report}");
    assert_eq!(count(&report, "kept", "Patient"), added / 3);
    desk.reopen();
    let rest = import(&desk, &folder);
    assert_eq!(rest["already_here"].as_u64().unwrap(), added, "what was reported is what is there: {rest}");
    assert_eq!(rest["added"].as_u64().unwrap(), 21000 - added);
    assert_eq!(desk.ask("verify", json!({}))["sound"], true);
}

#[test]
fn an_amount_that_cannot_be_is_refused_and_the_rest_of_the_file_comes_in() {
    let desk = desk();
    let usd = |value: f64| json!({ "value": value, "currency": "USD" });
    let invoice = |id: &str, parts: &[f64]| {
        let parts: Vec<Value> = parts.iter().map(|p| json!({ "type": "base", "amount": usd(*p) })).collect();
        json!({ "resourceType": "Invoice", "id": id, "status": "issued", "subject": { "reference": "Patient/1" }, "date": "2020-01-01",
                "lineItem": [{ "chargeItemCodeableConcept": { "text": "Visit" }, "priceComponent": parts }] })
    };
    let claim = |id: &str, quantity: Value, price: f64| {
        json!({ "resourceType": "Claim", "id": id, "status": "active", "use": "claim", "patient": { "reference": "Patient/1" },
                "created": "2024-05-01",
                "item": [{ "sequence": 1, "productOrService": { "text": "Visit" }, "quantity": { "value": quantity }, "unitPrice": usd(price) }] })
    };
    let euros = json!({ "resourceType": "Invoice", "id": "i4", "status": "issued", "subject": { "reference": "Patient/1" }, "date": "2020-01-01",
                        "lineItem": [{ "chargeItemCodeableConcept": { "text": "Visit" } }], "totalGross": { "value": 5, "currency": "EUR" } });
    let all = [
        patient("1", "García", "1961-03-04"),
        invoice("i1", &[9e16, 9e16]),
        invoice("i2", &[9_000_000.0, 9_000_000.0]),
        invoice("i3", &[10.0, 5.5]),
        euros,
        claim("c1", json!(9e17), 9e16),
        claim("c2", json!(1.5), 3.33),
        claim("c3", json!(3), 0.1),
    ];
    let report = import(&desk, &files(&desk, &[("one.json", bundle(&all))]));
    assert_eq!(report["added"], 4, "{report}");
    let refused = report["refused"].as_array().unwrap();
    let large = "An amount in it is over ten million dollars.";
    let times = |kind: &str, why: &str| {
        refused.iter().find(|r| r["kind"] == kind && r["reason"] == why).map_or(0, |r| r["count"].as_u64().unwrap())
    };
    assert_eq!((times("Invoice", large), times("Claim", large)), (2, 1), "{report}");
    assert_eq!(times("Invoice", "An amount in it is not in US dollars."), 1);
    let account = desk.ask("account", json!({ "patient": find_one(&desk, "garcia")["id"] }));
    assert_eq!(account["balance"], 1550 + 500 + 30, "1.5 × 3.33 is 5.00, 3 × 0.10 is 0.30: {account}");
}

#[test]
fn files_without_a_single_record_are_a_fault_that_tells_why() {
    let desk = desk();
    let nothing: [(&str, &[u8], &str); 7] = [
        ("letter.json", b"Dear colleague,", "not JSON"),
        ("cut.json", br#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Pat"#, "cut off"),
        ("gzip.json", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\xae\x05\x00", "not UTF-8"),
        ("utf16.json", b"\xff\xfe{\x00}\x00", "not UTF-8"),
        ("empty.json", b"", "empty"),
        ("blank.json", b" \n\n\t\n", "empty"),
        ("list.json", b"[]", "not a FHIR resource"),
    ];
    let folder = desk.folder().join("to-import");
    fs::create_dir_all(&folder).unwrap();
    for (name, bytes, why) in nothing {
        let file = folder.join(name);
        fs::write(&file, bytes).unwrap();
        for dry_run in [true, false] {
            let fault = desk.fault("import_records", json!({ "paths": [file], "dry_run": dry_run }));
            assert_eq!(fault.code, records::FaultCode::Unreadable, "{name}");
            assert!(fault.message.contains(why), "{name}: {}", fault.message);
        }
    }
    let all = desk.fault("import_records", json!({ "paths": [folder] }));
    assert!(all.message.contains("The file is empty. (2 times)"), "{}", all.message);
    // One that can be read is enough for a report, which lists the others.
    fs::write(folder.join("one.json"), bundle(&[patient("1", "García", "1961-03-04")])).unwrap();
    let report = import(&desk, &folder);
    assert_eq!(report["added"], 1);
    let empty = report["refused"].as_array().unwrap().iter().find(|r| r["reason"] == "The file is empty.").unwrap();
    assert_eq!(empty["count"], 2, "{report}");
}

/// Maria's chart as another system tells it, before or after it learned more.
fn told(later: bool) -> Vec<Value> {
    let pick = |before: &str, after: &str| json!(if later { after } else { before });
    let of = json!({ "reference": format!("Patient/{MARIA}") });
    let status = |system: &str, code: Value| json!({ "coding": [{ "system": format!("http://terminology.hl7.org/CodeSystem/{system}"), "code": code }] });
    let mut maria = patient(MARIA, "García", "1961-03-04");
    if later {
        maria["deceasedDateTime"] = json!("2025-01-01");
    }
    let mut visit = encounter("e1", MARIA);
    visit["text"]["div"] = json!(format!("<div><p>S: {}</p></div>", if later { "fever" } else { "cough" }));
    let mut a1c = result("o2", MARIA);
    a1c["valueQuantity"]["value"] = json!(if later { 9.9 } else { 7.2 });
    vec![
        maria,
        visit,
        a1c,
        pressure("o1", MARIA, "e1"),
        json!({ "resourceType": "AllergyIntolerance", "id": "a1", "patient": of, "code": { "text": "Penicillin" },
                "clinicalStatus": status("allergyintolerance-clinical", json!("active")),
                "verificationStatus": status("allergyintolerance-verification", pick("unconfirmed", "confirmed")) }),
        json!({ "resourceType": "AllergyIntolerance", "id": "a2", "patient": of,
                "code": if later { json!({ "text": "Latex" }) } else { json!({ "coding": [{ "system": "http://snomed.info/sct", "code": "716186003" }] }) } }),
        json!({ "resourceType": "Condition", "id": "c1", "subject": of, "code": { "text": "Asthma" },
                "clinicalStatus": status("condition-clinical", pick("active", "resolved")) }),
        json!({ "resourceType": "Condition", "id": "c2", "subject": of, "code": { "text": "Migraine" },
                "clinicalStatus": status("condition-clinical", json!("active")),
                "verificationStatus": status("condition-ver-status", pick("confirmed", "entered-in-error")) }),
        json!({ "resourceType": "Condition", "id": "c3", "subject": of, "code": { "text": "Gout" },
                "clinicalStatus": status("condition-clinical", json!("active")) }),
        json!({ "resourceType": "MedicationRequest", "id": "m1", "status": pick("active", "stopped"), "intent": "order", "subject": of,
                "authoredOn": "2024-05-01", "medicationCodeableConcept": { "text": "Metformin 500 MG" } }),
        json!({ "resourceType": "Immunization", "id": "i1", "status": "completed", "patient": of, "vaccineCode": { "text": "Influenza" },
                "occurrenceDateTime": pick("2024-05-01", "2024-05-02") }),
    ]
}

#[test]
fn what_comes_again_and_says_something_else_is_counted_by_kind_and_changes_nothing() {
    let desk = desk();
    import(&desk, &files(&desk, &[("one.json", bundle(&told(false)))]));
    let id = find_one(&desk, "garcia")["id"].clone();
    let before = desk.ask("open_chart", json!({ "patient": id }));
    let same = import(&desk, &files(&desk, &[("one.json", bundle(&told(false)))]));
    assert_eq!((&same["added"], &same["different"]), (&json!(0), &json!([])), "{same}");
    for dry_run in [true, false] {
        let folder = files(&desk, &[("one.json", bundle(&told(true)))]);
        let report = desk.ask("import_records", json!({ "paths": [folder], "dry_run": dry_run }));
        assert_eq!(
            (&report["added"], &report["already_here"], &report["refused"]),
            (&json!(0), &json!(11), &json!([])),
            "{report}"
        );
        let different = |kind: &str| {
            let rows = report["different"].as_array().unwrap();
            rows.iter().find(|r| r["kind"] == kind).map_or(0, |r| r["count"].as_u64().unwrap())
        };
        assert_eq!(different("Patient"), 1, "who has died");
        assert_eq!(different("AllergyIntolerance"), 2, "one is sure now, and one is no longer none");
        assert_eq!(different("Condition"), 2, "one resolved, one withdrawn; the third is as it was");
        assert_eq!((different("MedicationRequest"), different("Immunization")), (1, 1));
        assert_eq!(different("Observation"), 1, "the blood pressure is as it was");
        assert_eq!(different("Encounter"), 1, "its note");
    }
    assert_eq!(desk.ask("open_chart", json!({ "patient": id })), before);
}

#[test]
fn a_chain_of_merges_is_followed_to_whoever_stands_at_its_end() {
    let desk = desk();
    let all = [patient(MARIA, "García", "1961-03-04"), encounter("e1", MARIA), pressure("o1", MARIA, "e1")];
    let folder = files(&desk, &[("one.json", bundle(&all))]);
    import(&desk, &folder);
    let first = find_one(&desk, "garcía")["id"].clone();
    let [second, third] = ["Ana Garcia", "Ann Garcia"].map(|name| desk.patient(name, "1961-03-04")["id"].clone());
    for (from, into) in [(&first, &second), (&second, &third)] {
        let version = |p: &Value| desk.ask("patient", json!({ "patient": p }))["version"].clone();
        let merge = json!({ "survivor": into, "survivor_version": version(into), "absorbed": from,
                            "absorbed_version": version(from), "reason": "Same person" });
        desk.ask("merge_patients", merge);
    }
    let again = import(&desk, &folder);
    assert_eq!((&again["added"], &again["already_here"]), (&json!(0), &json!(3)), "{again}");
}

#[test]
fn a_condition_whose_sender_does_not_tell_its_status_is_in_sight() {
    let desk = desk();
    let condition = json!({ "resourceType": "Condition", "id": "c1", "subject": { "reference": format!("Patient/{MARIA}") },
                            "code": { "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "I10", "display": "Hypertension" }] } });
    let folder = files(&desk, &[("one.json", bundle(&[patient(MARIA, "García", "1961-03-04"), condition]))]);
    import(&desk, &folder);
    let chart = desk.ask("open_chart", json!({ "patient": find_one(&desk, "garcía")["id"] }));
    assert_eq!(chart["problems"][0]["clinical_status"], "unknown", "{chart}");
}

#[test]
fn a_proposal_is_no_prescription() {
    let desk = desk();
    let proposed = json!({ "resourceType": "MedicationRequest", "id": "m1", "status": "active", "intent": "proposal",
                           "subject": { "reference": format!("Patient/{MARIA}") }, "medicationCodeableConcept": { "text": "Lisinopril 10 MG" } });
    let folder = files(&desk, &[("one.json", bundle(&[patient(MARIA, "García", "1961-03-04"), proposed]))]);
    let report = import(&desk, &folder);
    assert_eq!(count(&report, "not_kept", "MedicationRequest (a proposal or a plan, not an order)"), 1, "{report}");
}

#[test]
fn a_good_line_after_many_bad_ones_is_read() {
    let desk = desk();
    let bad = "not a record\n".repeat(60);
    let folder = files(&desk, &[("one.ndjson", bad + &lines(&[patient(MARIA, "García", "1961-03-04")]))]);
    let report = import(&desk, &folder);
    assert_eq!((&report["added"], &report["refused"][0]["count"]), (&json!(1), &json!(60)), "{report}");
}
