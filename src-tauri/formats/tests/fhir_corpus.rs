//! Real bundles that we did not write are read whole: nothing refused, nothing lost uncounted.
//! The corpus stands beside the checkout or at `$CHARTWELL_CORPUS`; without it these tests say so and pass.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail by panicking")]

use std::{collections::BTreeMap, env, fs::File, io::Read, path::PathBuf};

use formats::fhir::{self, Kind, Reader, Resource};
use serde_json::Value;

fn corpus() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let corpus = env::var_os("CHARTWELL_CORPUS").map_or_else(beside, PathBuf::from);
    if corpus.join("tests").is_dir() {
        return Some(corpus);
    }
    println!("skipped: no corpus");
    None
}

/// Name and content of each JSON file in a zip of the corpus.
fn files(corpus: &std::path::Path, zip: &str) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(File::open(corpus.join("tests").join(zip)).unwrap()).unwrap();
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.ends_with("json") {
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            files.push((name, content));
        }
    }
    files
}

const BUNDLES: [&str; 2] = ["fhir/synthea-r4-2019-a40.zip", "fhir/pysynthea-uscore-2026-a8.zip"];

/// Counts by type: as an untyped reading finds them, and as we took or counted them.
fn counts(json: &[u8], name: &str) -> (BTreeMap<String, u64>, BTreeMap<String, u64>) {
    let mut there: BTreeMap<String, u64> = BTreeMap::new();
    let value: Value = serde_json::from_slice(json).unwrap();
    for entry in value["entry"].as_array().unwrap() {
        *there.entry(entry["resource"]["resourceType"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    let mut ours: BTreeMap<String, u64> = BTreeMap::new();
    for batch in Reader::new(json) {
        let batch = batch.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(batch.rejected.is_empty(), "{name}: {}", batch.rejected[0]);
        for entry in &batch.entries {
            *ours.entry(entry.resource.kind().as_str().to_owned()).or_default() += 1;
        }
        for (kind, element, count) in batch.unkept.iter() {
            if element.is_none() {
                *ours.entry(kind.as_str().to_owned()).or_default() += count;
            }
        }
    }
    (there, ours)
}

#[test]
fn every_bundle_is_read_and_each_type_counted() {
    let Some(corpus) = corpus() else { return };
    for zip in BUNDLES {
        let files = files(&corpus, zip);
        assert!(files.len() >= 8, "{zip} holds {} files", files.len());
        for (name, json) in files {
            let (there, ours) = counts(&json, &name);
            assert_eq!(there, ours, "{name}");
        }
    }
}

#[test]
fn bulk_export_lines_are_read() {
    let Some(corpus) = corpus() else { return };
    let Ok(folder) = std::fs::read_dir(corpus.join("tests/fhir/bulk/synthea-bulk-10-2025")) else {
        return println!("skipped: no bulk export in the corpus");
    };
    for file in
        folder.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "ndjson"))
    {
        let text = std::fs::read(&file).unwrap();
        let lines = text.split(|b| *b == b'\n').filter(|line| !line.is_empty()).count();
        let batches: Vec<_> = Reader::new(&text[..]).map(|batch| batch.unwrap()).collect();
        assert_eq!(batches.len(), lines, "{}", file.display());
        assert!(batches.iter().all(|batch| batch.rejected.is_empty()), "{}", file.display());
    }
}

/// Checks that all we hold was there, and all that was there is held or counted (at the top of the resource).
fn compare(resource: &Resource, original: &Value, unkept: &BTreeMap<(Kind, String), u64>, name: &str) {
    let ours = serde_json::to_value(resource).unwrap();
    for (key, value) in ours.as_object().unwrap() {
        let path = format!("{name}: {}.{key}", resource.kind().as_str());
        match (key.as_str(), original.get(key)) {
            ("id", None) => {}
            // US Core's extensions and narrative are checked by their own tests; the medication may be looked up.
            ("extension" | "text", Some(_)) | ("medicationCodeableConcept", None) => {}
            (_, Some(original)) => held(value, original, &path),
            (_, None) => panic!("{path} is made up"),
        }
    }
    for key in original.as_object().unwrap().keys().filter(|key| *key != "resourceType" && *key != "extension") {
        let counted = unkept.contains_key(&(resource.kind(), key.clone()));
        assert!(
            ours.get(key).is_some() || counted,
            "{name}: {}.{key} is neither held nor counted",
            resource.kind().as_str()
        );
    }
}

fn held(ours: &Value, original: &Value, path: &str) {
    match (ours, original) {
        (Value::Object(ours), Value::Object(theirs)) => {
            for (key, value) in ours {
                let path = format!("{path}.{key}");
                match theirs.get(key) {
                    Some(original) if key == "reference" => {
                        let (ours, theirs) = (value.as_str().unwrap(), original.as_str().unwrap());
                        let id = ours.rsplit(['/', ':']).next().unwrap();
                        assert!(theirs.ends_with(id), "{path}");
                    }
                    Some(original) => held(value, original, &path),
                    None => panic!("{path} is made up"),
                }
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            assert_eq!(ours.len(), theirs.len(), "{path}");
            for (ours, theirs) in ours.iter().zip(theirs) {
                held(ours, theirs, path);
            }
        }
        (Value::String(ours), Value::String(theirs)) if ours.get(10..11) == Some("T") && ours != theirs => {
            let millis = |text: &str| text.parse::<formats::time::DateTime>().unwrap().utc_millis();
            assert_eq!(millis(ours), millis(theirs), "{path}");
        }
        (Value::Number(ours), Value::Number(theirs)) => assert_eq!(ours.as_f64(), theirs.as_f64(), "{path}"),
        (ours, theirs) => assert_eq!(ours, theirs, "{path}"),
    }
}

fn compare_file(name: &str, json: &[u8]) -> usize {
    let value: Value = serde_json::from_slice(json).unwrap();
    let batch = fhir::parse_bundle(json).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(batch.rejected.is_empty(), "{name}: {}", batch.rejected[0]);
    let mut unkept = BTreeMap::new();
    for (kind, element, count) in batch.unkept.iter() {
        unkept.insert((kind, element.unwrap_or_default().to_owned()), count);
    }
    for entry in &batch.entries {
        let original = value.get("entry").map_or(&value, |entries| &entries[entry.index]["resource"]);
        compare(&entry.resource, original, &unkept, name);
    }
    batch.entries.len()
}

#[test]
fn what_is_held_is_what_was_there() {
    let Some(corpus) = corpus() else { return };
    for zip in BUNDLES {
        let mut files = files(&corpus, zip);
        files.sort_by_key(|(_, json)| json.len());
        for (name, json) in &files[..2] {
            assert!(compare_file(name, json) > 20, "{name}");
        }
    }
}

#[test]
fn the_official_us_core_examples_are_held_element_by_element() {
    let Some(corpus) = corpus() else { return };
    let mut taken = 0;
    for (name, json) in files(&corpus, "us-core-examples.zip") {
        let kind = serde_json::from_slice::<Value>(&json).unwrap()["resourceType"].as_str().map(str::to_owned);
        if kind.is_some_and(|kind| Kind::parse(&kind).is_some()) {
            taken += compare_file(&name, &json);
        }
    }
    assert!(taken > 140, "{taken} examples");
}
