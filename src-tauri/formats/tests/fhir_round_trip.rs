//! What is written is read back the same. The fixture holds every element of every resource that is carried (also
//! elements of which FHIR allows only one, so it is no valid FHIR), made from the lists in `src/fhir`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail by panicking")]

use formats::{
    fhir::{self, Attachment, Bytes, CodeableConcept, Observation, Reader, Resource, System, Text, write},
    time::DateTime,
};
use proptest::prelude::*;
use serde_json::Value;

const FIXTURE: &str = include_str!("fixtures/every-element.json");

fn fixture() -> Value {
    serde_json::from_str(FIXTURE).unwrap()
}

fn resources(json: &[u8]) -> Vec<Resource> {
    let batches: Vec<_> = Reader::new(json).map(|batch| batch.unwrap()).collect();
    for batch in &batches {
        assert!(batch.rejected.is_empty(), "{}", batch.rejected[0]);
    }
    batches.into_iter().flat_map(|batch| batch.entries).map(|entry| entry.resource).collect()
}

fn shaped(mut all: Vec<Resource>) -> Vec<Resource> {
    all.iter_mut().for_each(write::shape);
    all
}

fn made() -> DateTime {
    "2026-11-22T18:00:00+00:00".parse().unwrap()
}

fn written_as_bundle(all: Vec<Resource>) -> Vec<u8> {
    let mut out = Vec::new();
    let count = all.len() as u64;
    assert_eq!(write::bundle(&mut out, write::BASE, made(), all).unwrap(), count);
    out
}

#[test]
fn every_element_is_held() {
    let fixture = fixture();
    let batch = fhir::parse_bundle(FIXTURE.as_bytes()).unwrap();
    assert!(batch.rejected.is_empty(), "{}", batch.rejected[0]);
    assert!(batch.unkept.is_empty(), "{:?}", batch.unkept);
    assert_eq!(batch.entries.len(), Resource::KINDS.len(), "one of each");
    for entry in &batch.entries {
        let mut original = fixture["entry"][entry.index]["resource"].clone();
        original.as_object_mut().unwrap().remove("resourceType");
        let ours = serde_json::to_value(&entry.resource).unwrap();
        for (key, value) in original.as_object().unwrap() {
            assert_eq!(ours.get(key), Some(value), "{}.{key}", entry.resource.kind().as_str());
        }
        assert_eq!(ours, original);
    }
}

#[test]
fn a_bundle_and_lines_are_read_back_the_same() {
    let all = resources(FIXTURE.as_bytes());
    let expected = shaped(all.clone());
    assert!(expected == resources(&written_as_bundle(all.clone())), "bundle");
    let mut lines = Vec::new();
    write::ndjson(&mut lines, all).unwrap();
    assert_eq!(lines.iter().filter(|b| **b == b'\n').count(), expected.len());
    assert!(expected == resources(&lines), "lines");
    assert!(expected == shaped(expected.clone()), "shaping twice is shaping once");
}

#[test]
fn an_empty_resource_is_still_json() {
    let mut out = Vec::new();
    write::ndjson(&mut out, [fhir::Patient::default().into(), Resource::from(fhir::Practitioner::default())]).unwrap();
    assert_eq!(resources(&out).len(), 2);
    assert_eq!(resources(&written_as_bundle(Vec::new())).len(), 0);
}

#[test]
fn what_is_written_says_its_us_core_profile_and_full_url() {
    let json: Value = serde_json::from_slice(&written_as_bundle(resources(FIXTURE.as_bytes()))).unwrap();
    assert_eq!(json["timestamp"], "2026-11-22T18:00:00+00:00");
    for entry in json["entry"].as_array().unwrap() {
        let (resource, kind) = (&entry["resource"], entry["resource"]["resourceType"].as_str().unwrap());
        let url = format!("{}/{kind}/{}", write::BASE, resource["id"].as_str().unwrap());
        assert_eq!(entry["fullUrl"], url.as_str());
        let profile = resource["meta"]["profile"][0].as_str().unwrap_or_default();
        let none = ["Appointment", "Claim", "Invoice", "Observation"].contains(&kind);
        assert!(none || profile.starts_with("http://hl7.org/fhir/us/core/StructureDefinition/us-core-"), "{kind}");
    }
}

#[test]
fn what_us_core_requires_is_added_where_it_can_be_known() {
    let concept = |code: &str| CodeableConcept::of(System::Loinc, code, None);
    let observed = |code: &str, category: &str| {
        let category = vec![CodeableConcept::of(System::ObservationCategory, category, None)];
        Resource::from(Observation { code: concept(code), category, ..Observation::default() })
    };
    let all = vec![
        Resource::from(fhir::Condition::default()),
        Resource::from(fhir::Encounter::default()),
        observed("59408-5", "vital-signs"),
        observed("72166-2", "survey"),
    ];
    let json: Value = serde_json::from_slice(&written_as_bundle(all)).unwrap();
    let of = |at: usize| &json["entry"][at]["resource"];
    assert_eq!(of(0)["category"][0]["coding"][0]["code"], "problem-list-item");
    assert_eq!(of(1)["type"][0]["coding"][0]["code"], "UNK");
    assert_eq!(of(2)["code"]["coding"][1]["code"], "2708-6");
    assert_eq!(of(2)["meta"]["profile"][0], "http://hl7.org/fhir/us/core/StructureDefinition/us-core-pulse-oximetry");
    assert_eq!(of(3)["category"][1]["coding"][0]["code"], "social-history");
}

#[test]
fn a_note_keeps_its_text_in_every_encoding() {
    let note = "S: ¿Cómo está?\n\tO: 37.5 °C < 38\n";
    assert_eq!(Attachment::plain(note).text().unwrap(), note);
    let of = |kind: &str, bytes: &[u8]| {
        let data = Some(Bytes(bytes.to_vec()));
        Attachment { content_type: Some(kind.into()), data, ..Attachment::default() }.text()
    };
    assert_eq!(of("text/plain", b"caf\xe9").unwrap(), "café", "Latin-1");
    assert_eq!(of("TEXT/HTML; charset=utf-8", b"<p>a<br/>b</p>").unwrap(), "a\nb");
    assert_eq!(of("application/pdf", b"%PDF"), None, "a PDF is a document, not a text");
}

/// Removes, renames or rewrites parts of a JSON value as `choices` say.
fn vary(value: &mut Value, choices: &mut impl Iterator<Item = u8>) {
    match value {
        Value::Object(map) => {
            let keys: Vec<String> = map.keys().cloned().collect();
            for key in keys {
                match choices.next() {
                    Some(0..=30) if key != "resourceType" && key != "id" => {
                        map.remove(&key);
                    }
                    _ => map.get_mut(&key).into_iter().for_each(|inner| vary(inner, choices)),
                }
            }
        }
        Value::Array(all) => {
            if choices.next().is_some_and(|choice| choice < 20) {
                all.truncate(1);
            }
            all.iter_mut().for_each(|inner| vary(inner, choices));
        }
        Value::String(text) if text.contains(' ') => {
            let odd = [
                "\"\\ / \u{8}",
                "Łódź 東京 🩺",
                "<script>alert(1)</script>",
                "",
                "a\r\nb\tc",
                "&amp; &lt;",
                "\u{2028}'",
            ];
            if let Some(choice) = choices.next().filter(|choice| *choice < 120) {
                *text = odd[usize::from(choice) % odd.len()].to_owned();
            }
        }
        Value::Number(number) if !number.is_u64() => {
            let odd = [0.1, -3.0, 1e-7, 123456.789, 12345678901.5];
            if let Some(choice) = choices.next() {
                *number = serde_json::Number::from_f64(odd[usize::from(choice) % odd.len()]).unwrap();
            }
        }
        _ => {}
    }
}

/// A hundred times as many in a soak.
fn cases(quick: u32) -> u32 {
    if std::env::var_os("CHARTWELL_SOAK").is_some() { quick * 100 } else { quick }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(48)) })]

    #[test]
    fn whatever_was_read_is_written_and_read_back_the_same(seed in prop::collection::vec(any::<u8>(), 400..2000)) {
        let mut json = fixture();
        let mut choices = seed.into_iter();
        for entry in json["entry"].as_array_mut().unwrap() {
            vary(&mut entry["resource"], &mut choices);
        }
        let batch = fhir::parse_bundle(json.to_string().as_bytes()).unwrap();
        let all: Vec<_> = batch.entries.into_iter().map(|entry| entry.resource).collect();
        let expected = shaped(all.clone());
        prop_assert!(expected == resources(&written_as_bundle(all)));
    }

    #[test]
    fn a_narrative_is_read_back_as_it_was_written(text in "(\\PC|\n|\t|  |<|&|'){0,80}") {
        let visit = fhir::Encounter { text: Some(fhir::Narrative(Text::from(text.as_str()))), ..Default::default() };
        let all = shaped(vec![Resource::from(visit)]);
        prop_assert!(all == resources(&written_as_bundle(all.clone())));
    }
}
