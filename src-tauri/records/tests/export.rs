//! What the practice hands on is all of it, and comes in elsewhere as the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::{Desk, PASSPHRASE, QUICK, desk};
use records::{FaultCode, Practice};
use serde_json::{Value, json};

fn ask(practice: &Practice, name: &str, input: Value) -> Value {
    match practice.call(name, &input.to_string()) {
        Ok(answer) => serde_json::from_str(&answer).unwrap(),
        Err(fault) => panic!("{name}: {fault:?}"),
    }
}

/// Resources by type in a folder of NDJSON.
fn counted(folder: &Path) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let kind = path.file_stem().unwrap().to_str().unwrap().to_owned();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let resource: Value = serde_json::from_str(line).unwrap();
            assert_eq!(resource["resourceType"], kind);
            *counts.entry(kind.clone()).or_insert(0) += 1;
        }
    }
    counts
}

#[test]
fn the_sample_practice_goes_out_comes_in_elsewhere_and_goes_out_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let here = Practice::with_cost(folder.path().join("here.chartwell"), QUICK);
    ask(&here, "create_sample_practice", json!({ "passphrase": PASSPHRASE }));
    let out = folder.path().join("out");
    let report = ask(&here, "export_records", json!({ "path": out }));
    let counts = counted(&out);
    assert_eq!(report["records"].as_u64().unwrap() as usize, counts.values().sum::<usize>());
    assert_eq!(report["patients"].as_u64().unwrap() as usize, counts["Patient"]);
    for kind in [
        "Encounter",
        "Observation",
        "Condition",
        "MedicationRequest",
        "Immunization",
        "DiagnosticReport",
        "Invoice",
        "Appointment",
        "Coverage",
    ] {
        assert!(counts[kind] > 50, "{counts:?}");
    }
    let log = ask(&here, "list_audit", json!({}));
    let logged: Vec<_> = log.as_array().unwrap().iter().filter(|e| e["command"] == "export_records").collect();
    assert!(!logged.is_empty() && logged.iter().all(|e| e["patient"].is_null()), "it is about everybody: {logged:?}");
    // Into its own practice again it adds nothing.
    let own = ask(&here, "import_records", json!({ "paths": [out] }));
    assert_eq!(own["added"], 0, "{own:#}");
    assert_eq!(own["already_here"].as_u64().unwrap() as usize, counts.values().sum::<usize>(), "{own:#}");

    // What is new about one of its own patients is not said to be here.
    let patient = fs::read_to_string(out.join("Patient.ndjson")).unwrap();
    let patient: Value = serde_json::from_str(patient.lines().next().unwrap()).unwrap();
    let shot = json!({ "resourceType": "Immunization", "id": "elsewhere-1", "status": "completed", "occurrenceDateTime": "2024-05-02",
                       "vaccineCode": { "text": "Influenza" }, "patient": { "reference": format!("Patient/{}", patient["id"].as_str().unwrap()) } });
    let sent = folder.path().join("sent.ndjson");
    fs::write(&sent, format!("{patient}\n{shot}\n")).unwrap();
    let new = ask(&here, "import_records", json!({ "paths": [sent] }));
    assert_eq!(
        (&new["added"], &new["already_here"], &new["not_kept"][0]["count"]),
        (&json!(0), &json!(1), &json!(1)),
        "{new:#}"
    );

    let there = desk();
    let came = there.ask("import_records", json!({ "paths": [out] }));
    assert_eq!(came["refused"], json!([]), "{came:#}");
    let again = there.folder().join("again");
    there.ask("export_records", json!({ "path": again }));
    let mut second = counted(&again);
    // The desk's own practitioner stands in it too.
    *second.get_mut("Practitioner").unwrap() -= 1;
    assert_eq!(second, counts);
    // The same money is owed, and the same numbers stand.
    let owed = |lines: &Path| -> (f64, f64) {
        let text = fs::read_to_string(lines.join("Invoice.ndjson")).unwrap();
        let all: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        let sum = |field: &str| all.iter().map(|i| i[field]["value"].as_f64().unwrap()).sum::<f64>().round();
        (sum("totalGross"), sum("totalNet"))
    };
    assert_eq!(owed(&out), owed(&again));
    let measured = |lines: &Path| -> f64 {
        let text = fs::read_to_string(lines.join("Observation.ndjson")).unwrap();
        text.lines()
            .filter_map(|l| serde_json::from_str::<Value>(l).unwrap()["valueQuantity"]["value"].as_f64())
            .sum::<f64>()
            .round()
    };
    assert_eq!(measured(&out), measured(&again));
    assert_eq!(there.ask("verify", json!({}))["sound"], true);
}

fn one_patient(desk: &Desk) -> Value {
    desk.ask(
        "register_patient",
        json!({ "details": {
            "given": "José", "family": "García", "birth_date": "1961-03-04", "sex": "male", "birth_sex": "M",
            "race": [{ "code": "2106-3" }], "ethnicity": [{ "code": "2135-2" }], "language": [{ "code": "es" }],
            "telecoms": [{ "kind": "mobile", "value": "(614) 555-0134" }],
            "addresses": [{ "use": "home", "line1": "1 Oak St", "city": "Riverton", "state": "OH", "zip": "44100" }] } }),
    )
}

#[test]
fn one_patient_is_a_bundle_that_says_who_they_are_in_us_cores_words() {
    let desk = desk();
    let patient = one_patient(&desk);
    let exported = desk.ask("export_patient", json!({ "patient": patient["id"] }));
    let bundle = &exported["fhir"];
    assert_eq!((&bundle["resourceType"], &bundle["type"]), (&json!("Bundle"), &json!("collection")));
    let first = &bundle["entry"][0]["resource"];
    assert_eq!(first["resourceType"], "Patient");
    assert_eq!(first["name"][0]["given"][0], "José");
    assert_eq!(first["identifier"][0]["type"]["coding"][0]["code"], "MR");
    assert_eq!(first["identifier"][0]["value"], patient["mrn"]);
    let race = first["extension"][0].to_string();
    assert!(race.contains("us-core-race") && race.contains("2106-3") && race.contains("White"), "{race}");
    assert_eq!(exported["file_name"], format!("{}.json", patient["mrn"].as_str().unwrap()));
    assert_eq!(exported["records"].as_u64().unwrap() as usize, bundle["entry"].as_array().unwrap().len());
    let log = desk.ask("list_audit", json!({})).to_string();
    assert!(log.contains("export_patient"), "that it went out is in the log");
}

#[test]
fn an_export_never_writes_over_files_and_the_desk_may_not_export() {
    let desk = desk();
    one_patient(&desk);
    let out = desk.folder().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("Patient.ndjson"), "mine").unwrap();
    assert_eq!(desk.refused("export_records", json!({ "path": out })), FaultCode::AlreadyExists);
    assert_eq!(fs::read_to_string(out.join("Patient.ndjson")).unwrap(), "mine");
    desk.sign_in("front_desk");
    assert_eq!(desk.refused("export_records", json!({ "path": desk.folder().join("other") })), FaultCode::NotPermitted);
    assert!(!desk.folder().join("other").exists());
}
