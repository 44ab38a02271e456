//! Real files that nobody wrote for Chartwell: every one of them imports, every resource in them is accounted for.
//!
//! The files are Synthea's, of the corpus; without it this says so and passes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

use std::{collections::BTreeMap, fs, io, path::Path};

use chartwell_tests::{corpus, practice_in};
use records::Practice;
use serde_json::{Value, json};

fn unzip(zip: &Path, to: &Path) {
    let mut archive = zip::ZipArchive::new(fs::File::open(zip).unwrap()).unwrap();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        // By number: the names are whatever the sender liked.
        let mut out = fs::File::create(to.join(format!("{index:03}.json"))).unwrap();
        io::copy(&mut entry, &mut out).unwrap();
    }
}

fn ask(practice: &Practice, name: &str, input: &Value) -> Value {
    match practice.call(name, &input.to_string()) {
        Ok(answer) => serde_json::from_str(&answer).unwrap(),
        Err(fault) => panic!("{name}: {fault:?}"),
    }
}

/// Resources by type, counted without any of our readers.
fn counted(folder: &Path) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let bundle: Value = serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap();
        for entry in bundle["entry"].as_array().unwrap() {
            *counts.entry(entry["resource"]["resourceType"].as_str().unwrap().to_owned()).or_insert(0) += 1;
        }
    }
    counts
}

/// What a report says of a type: kept, not kept as a whole, refused.
fn accounted(report: &Value, kind: &str) -> u64 {
    let list = |field: &str| report[field].as_array().unwrap().clone();
    let count = |r: &Value| r["count"].as_u64().unwrap();
    let kept = list("kept").iter().filter(|r| r["kind"] == kind).map(count).sum::<u64>();
    let whole = |what: &str| what == kind || what.strip_prefix(kind).is_some_and(|rest| rest.starts_with(" ("));
    let not_kept = list("not_kept").iter().filter(|r| whole(r["what"].as_str().unwrap())).map(count).sum::<u64>();
    let refused = list("refused").iter().filter(|r| r["kind"] == kind).map(count).sum::<u64>();
    kept + not_kept + refused
}

#[track_caller]
fn every_resource_is_accounted_for(zip: &str) {
    let Some(corpus) = corpus() else { return };
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    fs::create_dir(&files).unwrap();
    unzip(&corpus.join("tests/fhir").join(zip), &files);
    let counts = counted(&files);
    let practice = practice_in(folder.path());
    let paths = json!({ "paths": [files] });
    let report = ask(&practice, "import_records", &paths);
    eprintln!("{zip}: {report:#}");
    for (kind, count) in &counts {
        // A practitioner or an organization stands in several files: the first time it is kept, then it is here.
        if kind != "Practitioner" {
            assert_eq!(accounted(&report, kind), *count, "{kind} of {zip}");
        }
    }
    let not_kept: u64 = counts.keys().map(|kind| accounted(&report, kind)).sum();
    assert_eq!(not_kept + report["already_here"].as_u64().unwrap(), counts.values().sum::<u64>(), "{zip}");
    assert_eq!(report["refused"], json!([]), "{zip}");
    for kind in
        ["Patient", "Encounter", "Condition", "MedicationRequest", "Immunization", "Observation", "Procedure", "Claim"]
    {
        let kept =
            report["kept"].as_array().unwrap().iter().find(|r| r["kind"] == kind).map(|r| r["count"].as_u64().unwrap());
        assert!(kept.is_some_and(|k| k * 10 >= counts[kind] * 9), "{kind} of {zip}: {kept:?} of {}", counts[kind]);
    }
    let again = ask(&practice, "import_records", &paths);
    assert_eq!(again["added"], 0, "{zip} a second time: {again:#}");
    assert_eq!(again["different"], json!([]), "{zip} a second time: {again:#}");
    assert_eq!(
        again["already_here"].as_u64().unwrap(),
        report["added"].as_u64().unwrap() + report["already_here"].as_u64().unwrap()
    );
    assert_eq!(ask(&practice, "verify", &json!({}))["sound"], true);
}

#[test]
fn forty_synthea_bundles_of_2019_import_whole_and_once() {
    every_resource_is_accounted_for("synthea-r4-2019-a40.zip");
}

#[test]
fn eight_us_core_bundles_of_2026_import_whole_and_once() {
    every_resource_is_accounted_for("pysynthea-uscore-2026-a8.zip");
}
