//! `chartwellctl chart` in words: what a physician reads before entering the room.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

use std::{path::Path, process::Command};

use records::{Practice, keys::Cost};
use serde_json::{Value, json};

const PASSPHRASE: &str = "violet tractor under seven moons";

struct Desk {
    practice: Practice,
    folder: tempfile::TempDir,
}

fn desk(units: &str) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let practice = Practice::with_cost(folder.path().join("p.chartwell"), Cost { memory_kib: 256, passes: 1 });
    let desk = Desk { practice, folder };
    desk.ask(
        "create_practice",
        json!({ "practice": { "name": "Riverside Family Practice", "zone": "America/New_York" },
                "user": { "display_name": "Dr. Ada Quill", "roles": ["provider"] }, "passphrase": PASSPHRASE }),
    );
    let mut profile = desk.ask("practice_profile", json!({}));
    profile["units"] = units.into();
    for derived in ["id", "has_logo", "sample"] {
        profile.as_object_mut().unwrap().remove(derived);
    }
    for unsaid in ["npi", "tax_id"] {
        profile.as_object_mut().unwrap().remove(unsaid);
    }
    desk.ask("change_practice_profile", profile);
    desk
}

impl Desk {
    #[track_caller]
    fn ask(&self, name: &str, input: Value) -> Value {
        self.practice.ask(name, &input).unwrap_or_else(|f| panic!("{name}: {f:?}"))
    }

    /// What the terminal shows of a patient, after everybody else has left the file.
    fn read(&self, patient: &str) -> String {
        self.ask("lock", json!({}));
        let read = chartwellctl(self.practice.file(), &["chart", patient]);
        self.ask("unlock", json!({ "passphrase": PASSPHRASE }));
        read
    }
}

fn chartwellctl(file: &Path, arguments: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_chartwellctl"))
        .arg("--file")
        .arg(file)
        .args(arguments)
        .env("CHARTWELL_PASSPHRASE", PASSPHRASE)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// Maria Lindholm with a hemoglobin A1c from another system.
fn maria(desk: &Desk) -> Value {
    let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [
        { "resource": { "resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1961-03-04",
                        "name": [{ "family": "Lindholm", "given": ["Maria"] }] } },
        { "resource": { "resourceType": "Observation", "id": "o1", "status": "final",
                        "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory" }] }],
                        "code": { "coding": [{ "system": "http://loinc.org", "code": "4548-4", "display": "Hemoglobin A1c" }] },
                        "subject": { "reference": "Patient/p1" }, "effectiveDateTime": "2024-05-02T02:30:00Z",
                        "interpretation": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": "H" }] }],
                        "valueQuantity": { "value": 7.2, "unit": "%", "system": "http://unitsofmeasure.org", "code": "%" } } },
        { "resource": { "resourceType": "DiagnosticReport", "id": "r1", "status": "final", "code": { "text": "Glycated hemoglobin" },
                        "subject": { "reference": "Patient/p1" }, "effectiveDateTime": "2024-05-02T02:30:00Z",
                        "issued": "2024-05-02T02:30:00Z", "result": [{ "reference": "Observation/o1" }] } },
    ] });
    let path = desk.folder.path().join("maria.json");
    std::fs::write(&path, bundle.to_string()).unwrap();
    desk.ask("import_records", json!({ "paths": [path] }));
    desk.ask("find_patients", json!({ "query": "lindholm" }))[0]["id"].clone()
}

fn treated(desk: &Desk) -> Value {
    let patient = maria(desk);
    let of = |mut more: Value| {
        more["patient"] = patient.clone();
        more
    };
    desk.ask(
        "add_allergy",
        of(json!({ "display": "Penicillin G", "category": "medication", "criticality": "high", "severity": "severe",
                   "reactions": [{ "display": "Hives", "severity": "severe" }] })),
    );
    desk.ask("add_problem", of(json!({ "icd10": "I10", "onset_on": "2019-05-01" })));
    desk.ask(
        "add_medication",
        of(json!({ "origin": "prescribed", "details": { "display": "lisinopril 10 MG Oral Tablet",
                   "sig": "Take 1 tablet by mouth once daily", "start_on": "2019-05-02" } })),
    );
    desk.ask(
        "record_visit",
        json!({ "start": { "patient": patient, "reason": "Blood pressure check", "visit_type": "Follow-up",
                           "started_at": "2026-03-10T01:30:00.000Z" },
                "blood_pressure": "138/84", "vitals": [{ "vital": "weight", "entry": "180 lb" }],
                "diagnoses": [{ "code": "I10" }] }),
    );
    patient
}

#[track_caller]
fn says(read: &str, lines: &[&str]) {
    let mut rest = read.lines();
    for wanted in lines {
        assert!(rest.any(|line| line.trim() == *wanted), "{wanted:?} is missing, or not in its order:\n{read}");
    }
}

#[test]
fn a_chart_reads_as_a_physician_reads_it() {
    let desk = desk("us");
    let patient = treated(&desk);
    let read = desk.read(patient.as_str().unwrap());
    let age = desk.ask("patient_banner", json!({ "patient": patient }))["age"].clone();
    let mrn = desk.ask("patient_banner", json!({ "patient": patient }))["mrn"].as_str().unwrap().to_owned();
    says(
        &read,
        &[
            &format!("Maria Lindholm  born 1961-03-04 ({age} years, female)  {mrn}"),
            "Allergies",
            "Penicillin G: Hives, severe, high risk",
            "Problems",
            "2019-05-01  Essential (primary) hypertension (I10)",
            "Medications",
            "2019-05-02  lisinopril 10 MG Oral Tablet: Take 1 tablet by mouth once daily",
            "Last vitals",
            // Half past nine in the evening of the day before, in New York.
            "2026-03-09  Weight 180.0 lb",
            "2026-03-09  Blood pressure 138/84 mmHg (high)",
            "Results",
            "2024-05-01  Glycated hemoglobin",
            "Hemoglobin A1c 7.2 % (high)",
            "Visits",
            "2026-03-09  Follow-up: Blood pressure check: Essential (primary) hypertension (Dr. Ada Quill, not signed)",
            "Next appointments: none booked",
        ],
    );
    assert!(!read.contains("ystolic"), "both pressures are one line:\n{read}");
}

#[test]
fn a_chart_is_read_in_the_units_of_the_practice() {
    let desk = desk("metric");
    let patient = treated(&desk);
    let read = desk.read(patient.as_str().unwrap());
    assert!(read.contains("Weight 81.65 kg") && read.contains("Blood pressure 138/84 mmHg"), "{read}");
}

#[test]
fn a_new_chart_says_what_was_not_asked_and_what_is_not_there() {
    let desk = desk("us");
    let details = json!({ "given": "Zoë", "family": "Garcia", "birth_date": "1990-01-31", "sex": "unknown" });
    let patient = desk.ask("register_patient", json!({ "details": details }))["id"].clone();
    let read = desk.read("zoe garcia");
    says(
        &read,
        &[
            "Allergies: not asked yet",
            "Problems: none recorded",
            "Medications: none recorded",
            "Last vitals: none taken yet",
            "Results: none yet",
            "Visits: none yet",
        ],
    );
    desk.ask("record_no_known_allergies", json!({ "patient": patient }));
    says(&desk.read("zoe garcia"), &["Allergies: none known"]);
}
