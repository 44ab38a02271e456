//! Broken, huge and hostile input: refused with a clear sentence that says where, never what; the rest is read.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail by panicking")]

use std::io::{self, BufRead, BufReader, Read};

use formats::fhir::{Batch, FhirError, Kind, MAX_LINE, MAX_PARTS, Problem, Reader, Resource, parse_bundle};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A name that no error may show.
const SECRET: &str = "Zebulon";

fn patient(id: &str) -> Value {
    json!({ "resourceType": "Patient", "id": id, "name": [{ "family": SECRET, "given": ["Q"] }], "birthDate": "1961-03-04" })
}

fn bundle(resources: &[Value]) -> Value {
    let entry: Vec<_> = resources.iter().map(|resource| json!({ "resource": resource })).collect();
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entry })
}

fn read(value: &Value) -> Batch {
    parse_bundle(value.to_string().as_bytes()).unwrap()
}

/// Reads a bundle of a good patient, this resource and another good patient: only this one is refused.
fn refused(resource: Value) -> FhirError {
    let mut batch = read(&bundle(&[patient("first"), resource, patient("last")]));
    assert_eq!(batch.entries.len(), 2, "the others are taken");
    assert_eq!(batch.rejected.len(), 1);
    let error = batch.rejected.remove(0);
    assert_eq!(error.entry, Some(1));
    assert!(!error.to_string().contains(SECRET) && !format!("{error:?}").contains(SECRET), "{error}");
    error
}

fn whole(text: &[u8]) -> FhirError {
    let error = parse_bundle(text).unwrap_err();
    assert!(!error.to_string().contains(SECRET), "{error}");
    error
}

#[test]
fn a_wrong_type_refuses_that_resource_and_names_the_element() {
    let error = refused(json!({ "resourceType": "Patient", "name": [{ "family": [SECRET] }] }));
    assert_eq!(
        error.to_string(),
        "Line 1, entry 2, Patient.name[0].family: it is not of the type that FHIR R4 gives it."
    );
    let error = refused(
        json!({ "resourceType": "Observation", "status": "final", "code": { "text": SECRET }, "valueQuantity": { "value": SECRET } }),
    );
    assert_eq!(
        (error.kind, error.path.as_str(), error.problem),
        (Some(Kind::Observation), "valueQuantity.value", Problem::WrongType)
    );
    assert_eq!(refused(json!({ "resourceType": "Patient", "name": null })).path, "name");
    assert_eq!(refused(json!({ "resourceType": "Patient", "extension": [{ "url": 1 }] })).path, "extension[0].url");
}

#[test]
fn what_a_resource_needs_is_named_when_it_is_missing() {
    let error = refused(json!({ "resourceType": "Observation", "status": "final" }));
    assert_eq!((error.path.as_str(), error.problem), ("code", Problem::Missing));
    let reaction =
        json!({ "resourceType": "AllergyIntolerance", "patient": {}, "reaction": [{ "description": SECRET }] });
    assert_eq!(
        refused(reaction).to_string(),
        "Line 1, entry 2, AllergyIntolerance.reaction[0].manifestation: it is missing."
    );
    let request = json!({ "resourceType": "MedicationRequest", "status": "active", "intent": "order", "subject": {} });
    assert_eq!(refused(request).path, "medication");
}

#[test]
fn an_impossible_date_is_refused_and_a_future_one_is_offered() {
    let born = |date: &str| json!({ "resourceType": "Patient", "birthDate": date });
    for date in ["1961-02-30", "1961-3-4", "03/04/1961", "", "1961-03-04T00:00:00Z", SECRET] {
        let error = refused(born(date));
        assert_eq!((error.path.as_str(), error.problem), ("birthDate", Problem::BadDate), "{date}");
    }
    let batch = read(&born("2190-01-01"));
    let Resource::Patient(patient) = &batch.entries[0].resource else { panic!("a patient") };
    assert_eq!(patient.birth_date.unwrap().to_string(), "2190-01-01", "the record decides what is believable");
}

#[test]
fn a_code_outside_the_required_list_is_refused() {
    let error = refused(json!({ "resourceType": "Encounter", "status": SECRET, "class": {} }));
    assert_eq!((error.path.as_str(), error.problem), ("status", Problem::BadCode));
}

#[test]
fn a_name_of_five_megabytes_is_refused() {
    let error = refused(json!({ "resourceType": "Patient", "name": [{ "family": SECRET.repeat(750_000) }] }));
    assert_eq!(error.to_string(), "Line 1, entry 2, Patient.name[0].family: it is longer than 1048576 bytes.");
}

#[test]
fn deep_nesting_is_refused_where_it_is_looked_at_and_harmless_where_not() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(50_000), close.repeat(50_000));
    let extensions = deep(r#"[{"url":"x","extension":"#, "}]").replace(r#""extension":}"#, r#""extension":[]}"#);
    let text = format!(
        r#"{{"resourceType":"Bundle","entry":[{{"resource":{{"resourceType":"Patient","extension":{extensions}}}}}]}}"#
    );
    let batch = parse_bundle(text.as_bytes()).unwrap();
    assert_eq!(batch.rejected[0].problem, Problem::TooDeep);
    let text = format!(r#"{{"resourceType":"Patient","photo":{}}}"#, deep("[", "]"));
    let batch = parse_bundle(text.as_bytes()).unwrap();
    assert_eq!(batch.unkept.iter().collect::<Vec<_>>(), [(Kind::Patient, Some("photo"), 1)]);
    assert_eq!(whole(deep("[", "]").as_bytes()).problem, Problem::NotFhir);
    assert_eq!(whole("[".repeat(100_000).as_bytes()).problem, Problem::CutOff);
    assert_eq!(whole(r#"{"a":"#.repeat(100_000).as_bytes()).problem, Problem::CutOff);
}

#[test]
fn control_characters_are_left_out_and_nul_is_refused() {
    let batch =
        read(&json!({ "resourceType": "Patient", "name": [{ "family": "O\u{1}'\u{1b}[31mNeil\u{7f}\r\n\tx" }] }));
    let Resource::Patient(patient) = &batch.entries[0].resource else { panic!("a patient") };
    assert_eq!(patient.name[0].family.as_deref(), Some("O'[31mNeil\n\tx"));
    let error = refused(json!({ "resourceType": "Patient", "name": [{ "family": format!("{SECRET}\0") }] }));
    assert_eq!((error.path.as_str(), error.problem), ("name[0].family", Problem::Nul));
    let note =
        json!({ "resourceType": "Encounter", "status": "finished", "class": {}, "text": { "div": "<div>\0</div>" } });
    assert_eq!(refused(note).path, "text.div");
}

#[test]
fn a_key_given_twice_is_refused() {
    for (text, path) in [
        (r#"{"resourceType":"Patient","birthDate":"1961-03-04","birthDate":"1962-03-04"}"#, "birthDate"),
        (r#"{"resourceType":"Patient","resourceType":"Organization"}"#, ""),
        (r#"{"resourceType":"Patient","name":[{"family":"a","family":"b"}]}"#, "name[0].family"),
    ] {
        let batch = parse_bundle(text.as_bytes()).unwrap();
        assert_eq!((batch.rejected[0].problem, batch.rejected[0].path.as_str()), (Problem::Twice, path));
    }
    assert_eq!(whole(br#"{"resourceType":"Bundle","entry":[],"entry":[]}"#).problem, Problem::Twice);
    assert_eq!(whole(br#"{"id":"x","resourceType":"Patient","resourceType":"Patient"}"#).problem, Problem::Twice);
}

#[test]
fn a_meaning_changed_by_its_sender_is_refused() {
    let order = json!({ "resourceType": "Procedure", "status": "completed", "subject": {}, "modifierExtension": [{ "url": "x" }] });
    assert_eq!(refused(order).problem, Problem::Modifier);
}

#[test]
fn the_second_of_two_resources_with_one_id_is_refused() {
    let batch = read(&bundle(&[patient("7"), patient("7"), json!({ "resourceType": "Organization", "id": "7" })]));
    assert_eq!((batch.entries.len(), batch.rejected.len()), (2, 1), "an organization may have a patient's id");
    assert_eq!(
        batch.rejected[0].to_string(),
        "Line 1, entry 2, Patient: an earlier entry of this bundle has the same id."
    );
    let entry = |url: &str| json!({ "fullUrl": url, "resource": { "resourceType": "Patient" } });
    let twins =
        json!({ "resourceType": "Bundle", "entry": [entry("urn:uuid:1"), entry("urn:uuid:1"), entry("urn:uuid:2")] });
    assert_eq!(read(&twins).rejected[0].problem, Problem::SameId);
}

#[test]
fn references_tell_type_and_id_and_may_lead_nowhere() {
    let visit = |subject: &str| json!({ "resourceType": "Encounter", "status": "finished", "class": {}, "subject": { "reference": subject } });
    let entries = json!([
        { "resource": visit("urn:uuid:a") },
        { "fullUrl": "urn:uuid:a", "resource": patient("seven") },
        { "resource": visit("urn:uuid:gone") },
        { "resource": visit("https://example.org/fhir/Patient/seven") },
    ]);
    let batch = read(&json!({ "resourceType": "Bundle", "entry": entries }));
    let subjects: Vec<_> = batch
        .entries
        .iter()
        .filter_map(|entry| match &entry.resource {
            Resource::Encounter(visit) => visit.subject.as_ref().map(|r| (r.kind, r.id.as_deref().unwrap().to_owned())),
            _ => None,
        })
        .collect();
    let seven = (Some(Kind::Patient), "seven".to_owned());
    assert_eq!(subjects, [seven.clone(), (None, "gone".to_owned()), seven]);
}

#[test]
fn three_bytes_a_part_do_not_fill_the_memory() {
    let many = |open: &str, close: &str| format!("{open}{}{{}}{close}", "{},".repeat(MAX_PARTS));
    let error = whole(many(r#"{"resourceType":"Bundle","entry":["#, "]}").as_bytes());
    assert_eq!(error.problem, Problem::TooMany(MAX_PARTS));
    let batch = parse_bundle(many(r#"{"resourceType":"Patient","name":["#, "]}").as_bytes()).unwrap();
    assert_eq!(batch.rejected[0].to_string(), "Line 1, Patient: it has more than 250000 parts.");
    let keys: Vec<_> = (0..1000).map(|n| format!("\"x{n}\":0")).collect();
    let batch = parse_bundle(format!(r#"{{"resourceType":"Patient",{}}}"#, keys.join(",")).as_bytes()).unwrap();
    assert!(matches!(batch.rejected[0].problem, Problem::TooMany(_)));
}

#[test]
fn megabytes_of_markup_take_no_longer_than_their_length() {
    for part in ["&", "&#", "&amp", "<", "<a'", "<!--", "<script>", "</", "<p> \n", "&lt;"] {
        formats::fhir::plain_text(&part.repeat((1 << 20) / part.len()));
    }
}

#[test]
fn a_medication_by_reference_gets_its_code() {
    let order = |reference: &str, contained: Value| {
        json!({ "resourceType": "MedicationRequest", "status": "active", "intent": "order", "subject": {},
            "medicationReference": { "reference": reference }, "contained": contained })
    };
    let aspirin = json!({ "resourceType": "Medication", "id": "m", "code": { "text": "aspirin" } });
    let batch = read(&bundle(&[
        order("Medication/m", json!([])),
        order("#m", json!([aspirin])),
        aspirin.clone(),
        order("Medication/x", json!([])),
    ]));
    let codes: Vec<_> = batch
        .entries
        .iter()
        .filter_map(|entry| match &entry.resource {
            Resource::MedicationRequest(order) => {
                Some(order.medication_codeable_concept.as_ref().and_then(|c| c.shown()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(codes, [Some("aspirin"), Some("aspirin"), None]);
}

#[test]
fn what_is_not_fhir_says_so() {
    assert_eq!(whole(format!("{SECRET},1961-03-04\n").as_bytes()).to_string(), "Line 1: this is not JSON.");
    assert_eq!(
        whole(br#"{"name":"x"}"#).to_string(),
        "Line 1: this JSON is not a FHIR resource: it has no resourceType."
    );
    assert_eq!(whole(br#"{"resourceType":"Zebra"}"#).problem, Problem::UnknownKind);
    assert_eq!(whole(br#"{"resourceType":7}"#).problem, Problem::NotFhir);
    assert_eq!(whole(b"\xff\xfe{\0}\0").problem, Problem::NotUtf8);
    assert_eq!(whole(br#"{"resourceType":"Bundle","entry":7}"#).problem, Problem::WrongType);
    assert_eq!(whole(b"").problem, Problem::CutOff);
    let batch = read(
        &json!({ "resourceType": "Bundle", "entry": [7, { "resource": 7 }, { "request": {} }, { "resource": patient("1") }] }),
    );
    let problems: Vec<_> = batch.rejected.iter().map(|error| error.problem).collect();
    assert_eq!(
        (problems.as_slice(), batch.entries.len()),
        (&[Problem::WrongType, Problem::NotFhir, Problem::NoResource][..], 1)
    );
}

#[test]
fn what_is_not_carried_is_counted() {
    let mut with_photo = patient("1");
    with_photo["photo"] = json!([{}]);
    with_photo["extension"] = json!([{ "url": "http://example.org/patient-birthPlace", "valueString": SECRET }]);
    let batch = read(&bundle(&[
        with_photo,
        json!({ "resourceType": "CarePlan", "x": 1 }),
        json!({ "resourceType": "CarePlan" }),
    ]));
    let counted: Vec<_> = batch.unkept.iter().collect();
    let patient = Kind::Patient;
    assert_eq!(
        counted,
        [(patient, Some("photo"), 1), (patient, Some("extension[patient-birthPlace]"), 1), (Kind::CarePlan, None, 2)]
    );
    let failed = read(&bundle(&[json!({ "resourceType": "Patient", "photo": [], "birthDate": 1 })]));
    assert!(failed.unkept.is_empty(), "a refused resource is refused, not counted besides");
}

fn lines(text: &[u8]) -> Vec<Result<usize, (u64, Problem)>> {
    Reader::with_limit(text, 10_000)
        .map(|batch| batch.map(|b| b.entries.len()).map_err(|error| (error.line, error.problem)))
        .collect()
}

#[test]
fn every_shape_of_file_is_recognised() {
    let (one, two) = (patient("1"), bundle(&[patient("1"), patient("2")]));
    assert_eq!(lines(format!("{two}\n{two}\n").as_bytes()), [Ok(2), Ok(2)], "NDJSON of bundles");
    assert_eq!(lines(format!("{one}\r\n\r\n{one}").as_bytes()), [Ok(1), Ok(1)], "bulk export, CRLF, blank line");
    assert_eq!(
        lines(format!("\u{feff}\n{}", serde_json::to_string_pretty(&two).unwrap()).as_bytes()),
        [Ok(2)],
        "a pretty bundle with a BOM"
    );
    assert_eq!(lines(format!("\u{feff}{one}").as_bytes()), [Ok(1)], "a resource on one line with a BOM");
    assert_eq!(
        lines(format!("{{\"resourceType\":\"Bundle\",\"entry\":[\n{{\"resource\":{one}}}\n]}}").as_bytes()),
        [Ok(1)],
        "an entry a line"
    );
    assert_eq!(lines(b""), []);
    assert_eq!(lines(b"\n \n"), []);
}

#[test]
fn a_bad_line_is_named_and_the_next_is_read() {
    let one = patient("1").to_string();
    let half = &one[..40];
    let long = format!(r#"{{"resourceType":"Patient","x":"{}"}}"#, "x".repeat(20_000));
    let file = format!("{half}\n{one}\nnot json\n{long}\n{one}\n{half}");
    let told = [
        Err((1, Problem::CutOff)),
        Ok(1),
        Err((3, Problem::NotJson)),
        Err((4, Problem::TooLarge(10_000))),
        Ok(1),
        Err((6, Problem::CutOff)),
    ];
    assert_eq!(lines(file.as_bytes()), told);
    let pretty = serde_json::to_string_pretty(&patient("1")).unwrap();
    let cut = lines(&pretty.as_bytes()[..pretty.len() - 3]);
    assert!(matches!(cut[..], [Err((_, Problem::CutOff))]), "{cut:?}");
}

/// `{"a":"xxx…` without end.
struct Endless(u64);
impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        out.fill(b'x');
        if self.0 == 0 {
            out[..6].copy_from_slice(br#"{"a":""#);
        }
        if self.0 > 200 << 20 {
            return Ok(0);
        }
        self.0 += out.len() as u64;
        Ok(out.len())
    }
}

#[test]
fn a_line_without_end_is_refused_without_being_held() {
    let mut reader = Reader::new(BufReader::with_capacity(1 << 20, Endless(0)));
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!(error.problem, Problem::TooLarge(MAX_LINE));
    assert!(reader.next().is_none());
}

#[test]
fn a_file_that_cannot_be_read_further_ends_with_that() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    let start = format!("{}\n{{\"resourceType\"", patient("1"));
    let mut reader = Reader::new(BufReader::new(start.as_bytes().chain(Broken)));
    assert_eq!(reader.next().unwrap().unwrap().entries.len(), 1);
    assert_eq!(reader.next().unwrap().unwrap_err().problem, Problem::Io(io::ErrorKind::ConnectionReset));
    assert!(reader.next().is_none());
}

#[test]
fn what_is_read_may_cross_threads() {
    fn crosses<T: Send + 'static>() {}
    crosses::<Batch>();
    crosses::<FhirError>();
    crosses::<Reader<Box<dyn BufRead + Send>>>();
}

/// A hundred times as many in a soak.
fn cases(quick: u32) -> u32 {
    if std::env::var_os("CHARTWELL_SOAK").is_some() { quick * 100 } else { quick }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(200)) })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        Reader::with_limit(&bytes[..], 300).for_each(drop);
    }

    #[test]
    fn no_markup_makes_it_panic(text in "(<|>|/|&|;|#|x|p|pre|script|!--|-->|\"|'| |\n|é|\\PC){0,60}") {
        let plain = formats::fhir::plain_text(&text);
        prop_assert!(plain.len() <= text.len() * 4 + 4);
    }

    /// A real-shaped bundle with a few bytes changed, cut or doubled.
    #[test]
    fn no_damaged_bundle_makes_it_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in any::<prop::sample::Index>()) {
        let mut bytes = include_bytes!("fixtures/every-element.json").to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            match byte % 4 {
                0 => bytes[at] = byte,
                1 => bytes[at] = b"{}[]\",:0\\"[usize::from(byte) % 9],
                2 => { bytes.remove(at); }
                _ => bytes.insert(at, b"{}[]\",:0\\"[usize::from(byte) % 9]),
            }
        }
        let _ = parse_bundle(&bytes);
        Reader::new(&bytes[..cut.index(bytes.len())]).for_each(drop);
    }
}
