//! Patients, through the door: registered, found, changed, told apart, merged and parted again.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

mod common;

use common::{Desk, desk};
use data_encoding::BASE64;
use records::FaultCode;
use serde_json::{Value, json};

/// A patient of whom everything is known.
fn whole() -> Value {
    json!({
        "family": "García-Lopez", "given": "José", "middle": "M", "prefix": "Mr.", "suffix": "Jr.", "preferred_name": "Pepe",
        "other_names": [{ "use": "old", "family": "Ruiz", "given": "José", "middle": null, "prefix": null, "suffix": null,
                          "starts_on": null, "ends_on": "1990-05-01" }],
        "birth_date": "1961-03-04", "sex": "male", "birth_sex": "M",
        "race": [{ "code": "2106-3", "text": null }, { "code": "2131-1", "text": null }],
        "ethnicity": [{ "code": "2135-2", "text": null }],
        "language": [{ "code": "es", "text": null }],
        "gender_identity": [{ "code": "446151000124109", "text": null }],
        "sexual_orientation": [{ "code": "ASKU", "text": null }],
        "pronouns": [{ "code": "LA29518-0", "text": null }],
        "marital_status": [{ "code": "M", "text": null }],
        "addresses": [{ "use": "home", "line1": "12 Mill Lane", "line2": null, "city": "Riverton", "state": "OH", "zip": "44100",
                        "country": null, "starts_on": null, "ends_on": null }],
        "telecoms": [{ "kind": "mobile", "value": "(614) 555-0134" }, { "kind": "email", "value": "jose@example.org" }],
        "contact_by": "mobile",
        "identifiers": [{ "kind": "MR", "system": null, "value": "M0000077" }],
        "practitioner": null, "deceased": false, "deceased_on": null, "active": true
    })
}

fn names(rows: &Value) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap()).collect()
}

impl Desk {
    fn found(&self, query: &str) -> Value {
        self.ask("find_patients", json!({ "query": query }))
    }
    fn registered(&self, details: Value) -> Value {
        self.ask("register_patient", json!({ "details": details }))
    }
    fn refused_details(&self, field: &str, value: Value) -> (FaultCode, String, String) {
        let mut details = whole();
        details[field] = value;
        let fault = self.fault("register_patient", json!({ "details": details }));
        (fault.code, fault.field.unwrap_or_default(), fault.message)
    }
}

#[test]
fn everything_asked_at_registration_is_kept_as_it_was_given() {
    let desk = desk();
    let mut details = whole();
    details["practitioner"] = desk.practitioner();
    let patient = desk.ask(
        "register_patient",
        json!({
            "details": details,
            "contacts": [{ "name": "Elena García", "relationship": "WIFE", "phone": "614-555-0135", "emergency_contact": true, "guarantor": true }],
            "policies": [{ "rank": 1, "payer_name": "Blue Plan", "member_id": "XK1", "subscriber_relationship": "spouse",
                           "subscriber_name": "Elena García", "subscriber_birth_date": "1963-01-02", "copay": 2500 }]
        }),
    );
    let seen = desk.ask("patient", json!({ "patient": patient["id"] }));
    assert_eq!(seen["details"], details);
    assert_eq!(
        (&seen["mrn"], &seen["version"], &seen["list_name"]),
        (&json!("A-100001"), &json!(1), &json!("García-Lopez Jr., José M"))
    );
    assert_eq!(seen["practitioner_name"], "Dr. Ada Quill");
    assert_eq!(seen["contacts"][0]["person"]["phone"], "(614) 555-0135", "numbers are shown in one way");
    assert_eq!(
        (&seen["policies"][0]["policy"]["copay"], &seen["policies"][0]["in_force"]),
        (&json!(2500), &json!(true))
    );
    let banner = desk.ask("patient_banner", json!({ "patient": patient["id"] }));
    assert_eq!(
        (&banner["name"], &banner["pronouns"], &banner["preferred_name"]),
        (&json!("José M García-Lopez Jr."), &json!("he/him"), &json!("Pepe"))
    );
    desk.reopen();
    assert_eq!(desk.ask("patient", json!({ "patient": patient["id"] }))["details"], details, "after a restart too");
}

#[test]
fn a_name_a_birth_date_and_a_sex_are_enough() {
    let desk = desk();
    let patient = desk.patient("Anna Berg", "1999-12-31");
    for list in ["race", "pronouns", "addresses", "telecoms"] {
        assert_eq!(patient["details"][list], json!([]), "{list} was not asked");
    }
    assert_eq!(patient["details"]["birth_sex"], "not_asked");
    let of_one_name = desk.registered(json!({ "family": "Suharto", "birth_date": "1950-01-01", "sex": "unknown" }));
    assert_eq!((&of_one_name["name"], &of_one_name["list_name"]), (&json!("Suharto"), &json!("Suharto")));
}

#[test]
fn declined_unknown_and_never_asked_are_three_things() {
    let desk = desk();
    for (said, race) in
        [("declined", json!([{ "code": "ASKU" }])), ("unknown", json!([{ "code": "UNK" }])), ("not asked", json!([]))]
    {
        let mut details = whole();
        details["race"] = race.clone();
        let kept = desk.registered(details)["details"]["race"].clone();
        assert_eq!(kept.as_array().unwrap().len(), race.as_array().unwrap().len(), "{said}");
        assert_eq!(kept[0]["code"], race[0]["code"], "{said}");
    }
    let both = desk.refused_details("race", json!([{ "code": "ASKU" }, { "code": "2106-3" }]));
    assert_eq!(
        both,
        (FaultCode::Invalid, "details.race".into(), "Declined or unknown cannot stand beside another answer.".into())
    );
}

#[test]
fn what_cannot_be_right_is_refused_in_a_sentence_that_names_the_field() {
    let desk = desk();
    let wrong = [
        ("birth_date", json!("2190-01-01"), "details.birth_date", "future"),
        ("birth_date", json!("1850-01-01"), "details.birth_date", "130 years"),
        ("birth_date", Value::Null, "details.birth_date", "missing"),
        ("family", json!("  "), "details.family", "empty"),
        ("family", json!("x".repeat(5_000_000)), "details.family", "too long"),
        ("deceased_on", json!("2020-01-01"), "details.deceased", "mark the patient as deceased"),
        ("race", json!([{ "code": "not a code" }]), "details.race", "one of the choices"),
        ("race", json!([{ "code": "2106-3" }, { "code": "2106-3" }]), "details.race", "twice"),
        ("telecoms", json!([{ "kind": "home", "value": "555-01" }]), "details.telecoms.0.value", "ten digits"),
        (
            "telecoms",
            json!([{ "kind": "mobile", "value": "(614) 555-0134" }, { "kind": "email", "value": "jose at home" }]),
            "details.telecoms.1.value",
            "email address",
        ),
        (
            "addresses",
            json!([{ "use": "home", "line1": "1 Elm", "state": "Ohiio" }]),
            "details.addresses.0.state",
            "state",
        ),
        (
            "addresses",
            json!([{ "use": "home", "line1": "1 Elm", "zip": "441" }]),
            "details.addresses.0.zip",
            "five digits",
        ),
        ("addresses", json!([{ "use": "home" }]), "details.addresses.0.line1", "empty"),
        ("other_names", json!([{ "use": "old" }]), "details.other_names.0.family", "empty"),
        (
            "other_names",
            json!([{ "use": "old", "family": "A", "starts_on": "2020-01-02", "ends_on": "2020-01-01" }]),
            "details.other_names.0.ends_on",
            "before",
        ),
    ];
    for (field, value, named, words) in wrong {
        let (code, at, message) = desk.refused_details(field, value);
        assert_eq!((code, at.as_str()), (FaultCode::Invalid, named), "{message}");
        assert!(message.contains(words), "{message}");
    }
    let (code, _, message) = desk.refused_details("birth_date", json!("1961-02-30"));
    assert_eq!(code, FaultCode::BadInput, "{message}: an impossible date is no date");
    assert!(!message.contains("García"), "no patient text in a refusal");
    assert_eq!(desk.found("garcia"), json!([]), "nothing was kept of what was refused");
    assert_eq!(desk.patient("Anna Berg", "1999-12-31")["mrn"], "A-100001", "and no number was spent on it");
}

#[test]
fn a_number_and_an_address_abroad_are_kept_as_they_are() {
    let desk = desk();
    let mut details = whole();
    details["telecoms"] = json!([{ "kind": "mobile", "value": "+49 30 901820" }]);
    details["addresses"] = json!([{ "use": "home", "line1": "Platz der Republik 1", "city": "Berlin", "state": null, "zip": "11011", "line2": null,
        "country": "Germany", "starts_on": null, "ends_on": null }]);
    let kept = desk.registered(details.clone());
    assert_eq!(kept["details"]["telecoms"], details["telecoms"]);
    assert_eq!(kept["details"]["addresses"], details["addresses"]);
    assert_eq!(names(&desk.found("4930901820")).len(), 1);
}

#[test]
fn script_in_a_name_is_only_text() {
    let desk = desk();
    let name = "<script>alert(1)</script> & \"Bobby\"; DROP TABLE patient;--";
    let patient =
        desk.registered(json!({ "family": name, "given": "Eve", "birth_date": "1980-01-01", "sex": "female" }));
    assert_eq!(desk.ask("patient", json!({ "patient": patient["id"] }))["details"]["family"], name);
    assert_eq!(desk.found("script")[0]["id"], patient["id"]);
    assert_eq!(desk.found("'; DROP TABLE patient;--").as_array().unwrap().len(), 1, "a query is only text too");
}

#[test]
fn a_patient_is_found_by_any_mixture_of_what_is_known() {
    let desk = desk();
    desk.registered(whole());
    desk.patient("Mary Smith", "1961-03-04");
    desk.patient("John Smithers", "1950-06-07");
    let jose = [
        "jos gar",
        "garcía, josé",
        "GARCIA JOSE",
        "garcia-lopez",
        "lopez",
        "garcialopez",
        "pepe",
        "ruiz",
        "gar 3/4/61",
        "gar mar 4 1961",
        "1961-03-04 jos",
        "555-0134",
        "(614) 555-0134",
        "0134 gar",
        "M0000077",
        "A-100001",
        "100001",
        "gar 1961",
        "gar 3/4",
    ];
    for query in jose {
        assert_eq!(names(&desk.found(query)), ["García-Lopez Jr., José M"], "{query}");
    }
    assert_eq!(names(&desk.found("smi 3/4/61")), ["Smith, Mary"]);
    assert_eq!(names(&desk.found("smi")), ["Smith, Mary", "Smithers, John"]);
    assert_eq!(names(&desk.found("3/4/1961")).len(), 2);
    for nobody in ["smi 3/5/61", "garcia 555-9999", "2/30/1961", "qqqq", "", "  ,'"] {
        assert_eq!(desk.found(nobody), json!([]), "{nobody}");
    }
    let row = &desk.found("smi 1950")[0];
    assert_eq!(
        (&row["birth_date"], &row["sex"], &row["deceased"], &row["approximate"]),
        (&json!("1950-06-07"), &json!("female"), &json!(false), &json!(false))
    );
}

#[test]
fn a_small_typing_error_is_forgiven_and_marked() {
    let desk = desk();
    desk.registered(whole());
    desk.patient("Siobhan Featherstone", "1970-01-01");
    for query in ["garsia", "gacria jose", "jose garciia", "garcia jsoe"] {
        let rows = desk.found(query);
        assert_eq!(
            (names(&rows), &rows[0]["approximate"]),
            (vec!["García-Lopez Jr., José M"], &json!(true)),
            "{query}"
        );
    }
    assert_eq!(names(&desk.found("fetherstone")), ["Featherstone, Siobhan"]);
    assert_eq!(names(&desk.found("sioban 1/1/70")), ["Featherstone, Siobhan"]);
    assert_eq!(desk.found("jon"), json!([]), "three letters are too few to guess from");
}

#[test]
fn a_changed_name_is_found_at_once_and_the_former_one_still() {
    let desk = desk();
    let patient = desk.patient("Anna Berg", "1990-01-01");
    let mut details = patient["details"].clone();
    details["family"] = json!("Lind");
    let changed = desk.ask(
        "change_patient",
        json!({ "patient": patient["id"], "version": 1, "details": details, "keep_former_name": true }),
    );
    assert_eq!((&changed["version"], &changed["details"]["other_names"][0]["family"]), (&json!(2), &json!("Berg")));
    for query in ["lind", "berg", "anna berg", "lind anna"] {
        assert_eq!(names(&desk.found(query)), ["Lind, Anna"], "{query}");
    }
}

#[test]
fn a_stale_edit_is_refused_and_nothing_of_it_is_kept() {
    let desk = desk();
    let patient = desk.patient("Anna Berg", "1990-01-01");
    let edit = |family: &str, phone: &str| {
        let mut details = patient["details"].clone();
        details["family"] = json!(family);
        details["telecoms"] = json!([{ "kind": "home", "value": phone }]);
        json!({ "patient": patient["id"], "version": 1, "details": details })
    };
    desk.ask("change_patient", edit("Lind", "614-555-0101"));
    let fault = desk.fault("change_patient", edit("Strand", "614-555-0202"));
    assert_eq!((fault.code, &fault.detail.unwrap()["current_version"]), (FaultCode::Conflict, &json!(2)));
    assert_eq!(desk.found("strand"), json!([]));
    assert_eq!(desk.found("555-0202"), json!([]));
    let now = desk.ask("patient", json!({ "patient": patient["id"] }));
    assert_eq!(now["details"]["telecoms"], json!([{ "kind": "home", "value": "(614) 555-0101" }]));
}

#[test]
fn the_history_tells_every_value_before_and_after() {
    let desk = desk();
    let patient = desk.registered(whole());
    let mut details = patient["details"].clone();
    details["sex"] = json!("other");
    details["telecoms"][0]["value"] = json!("(614) 555-0999");
    desk.ask("change_patient", json!({ "patient": patient["id"], "version": 1, "details": details }));
    desk.sign_in("front_desk");
    details["telecoms"] = json!([]);
    details["practitioner"] = desk.practitioner();
    desk.ask("change_patient", json!({ "patient": patient["id"], "version": 2, "details": details }));
    let history = desk.ask("patient_history", json!({ "patient": patient["id"] }));
    let acts: Vec<&str> = history.as_array().unwrap().iter().map(|h| h["command"].as_str().unwrap()).collect();
    assert_eq!(acts, ["change_patient", "change_patient", "register_patient"]);
    let told = |at: usize, field: &str, before: Value, after: Value| {
        let changes = history[at]["changes"].as_array().unwrap();
        assert!(
            changes.iter().any(|c| c["field"] == field && c["before"] == before && c["after"] == after),
            "{field} {before} {after}: {history:#}"
        );
    };
    told(0, "value", json!("(614) 555-0999"), Value::Null);
    told(0, "practitioner_id", Value::Null, json!("Dr. Ada Quill"));
    told(1, "sex", json!("male"), json!("other"));
    told(1, "value", json!("(614) 555-0134"), Value::Null);
    told(1, "value", Value::Null, json!("(614) 555-0999"));
    assert_eq!(
        (&history[0]["user_name"], &history[1]["user_name"]),
        (&json!("Robin front_desk"), &json!("Dr. Ada Quill"))
    );
    told(2, "value", Value::Null, json!("(614) 555-0134"));
}

#[test]
fn a_likely_duplicate_is_shown_while_registering() {
    let desk = desk();
    let jose = desk.registered(whole());
    desk.patient("Mary Smith", "1961-03-04");
    let alike = |person: Value| -> Vec<(Value, Value)> {
        let found = desk.ask("likely_duplicates", person);
        found.as_array().unwrap().iter().map(|d| (d["patient"]["id"].clone(), d["alike"].clone())).collect()
    };
    let the_one =
        |person: Value, why: Value| assert_eq!(alike(person.clone()), [(jose["id"].clone(), why)], "{person}");
    the_one(
        json!({ "given": "Jose", "family": "Garcia Lopez", "birth_date": "1961-03-04" }),
        json!(["same_name", "same_birth_date"]),
    );
    the_one(
        json!({ "given": "Jose", "family": "Garcia-Lopes", "birth_date": "1961-03-04" }),
        json!(["similar_name", "same_birth_date"]),
    );
    the_one(
        json!({ "given": "Pepe", "family": "Ruiz", "birth_date": "1961-03-04" }),
        json!(["same_name", "same_birth_date"]),
    );
    the_one(
        json!({ "given": "José", "family": "García Lopez", "birth_date": "1961-04-03" }),
        json!(["same_name", "similar_birth_date"]),
    );
    the_one(
        json!({ "given": "José", "family": "García Lopez", "telecoms": [{ "kind": "home", "value": "614 555 0134" }] }),
        json!(["same_name", "same_phone"]),
    );
    the_one(json!({ "numbers": ["m0000077"] }), json!(["same_number"]));
    assert_eq!(
        alike(json!({ "given": "Peter", "family": "Novak", "birth_date": "1961-03-04" })),
        [],
        "a birthday is shared by many"
    );
    assert_eq!(
        alike(
            json!({ "given": "Elena", "family": "Novak", "telecoms": [{ "kind": "home", "value": "614 555 0134" }] })
        ),
        [],
        "so is a phone"
    );
    assert_eq!(
        alike(json!({ "given": "José", "family": "García Lopez", "birth_date": "1961-03-04", "except": jose["id"] })),
        []
    );
    assert_eq!(alike(json!({})), []);
}

#[test]
fn contacts_and_policies_are_kept_with_versions_and_stay_with_their_patient() {
    let desk = desk();
    let (anna, other) =
        (desk.patient("Anna Berg", "1990-01-01")["id"].clone(), desk.patient("Otto Lind", "1991-01-01")["id"].clone());
    let sister =
        json!({ "name": "Ida Berg", "relationship": "SIS", "phone": "614-555-0103", "emergency_contact": true });
    let contact = desk.ask("add_contact", json!({ "patient": anna, "contact": sister }))[0].clone();
    let edit = |patient: &Value, version: i64| {
        json!({ "patient": patient, "id": contact["id"], "version": version, "active": false,
                "contact": { "name": "Ida Lund", "relationship": "SIS" } })
    };
    assert_eq!(desk.refused("change_contact", edit(&other, 1)), FaultCode::WrongPatient);
    let after = desk.ask("change_contact", edit(&anna, 1));
    assert_eq!((&after[0]["person"]["name"], &after[0]["active"]), (&json!("Ida Lund"), &json!(false)));
    assert_eq!(desk.refused("change_contact", edit(&anna, 1)), FaultCode::Conflict);
    let stranger = json!({ "patient": anna, "contact": { "name": "X", "relationship": "plumber" } });
    assert_eq!(desk.fault("add_contact", stranger).field.unwrap(), "contact.relationship");

    let card = |payer: &str| json!({ "rank": 1, "payer_name": payer, "subscriber_relationship": "self", "member_id": "1", "copay": 2000 });
    let policy = desk.ask("add_policy", json!({ "patient": anna, "policy": card("Blue Plan") }))[0].clone();
    let edit =
        |patient: &Value| json!({ "patient": patient, "id": policy["id"], "version": 1, "policy": card("Green Plan") });
    assert_eq!(desk.refused("change_policy", edit(&other)), FaultCode::WrongPatient);
    assert_eq!(desk.ask("change_policy", edit(&anna))[0]["policy"]["payer_name"], "Green Plan");
    let mistaken = json!({ "patient": anna, "id": policy["id"], "version": 2, "reason": "Card of another patient" });
    assert_eq!(desk.ask("mark_policy_in_error", mistaken)[0]["error_reason"], "Card of another patient");
    let late = json!({ "patient": anna, "id": policy["id"], "version": 3, "policy": card("Red Plan") });
    assert_eq!(desk.refused("change_policy", late), FaultCode::Final);
    for (field, value) in [("copay", json!(-1)), ("rank", json!(0)), ("payer_name", json!(""))] {
        let mut wrong = card("Blue Plan");
        wrong[field] = value;
        let fault = desk.fault("add_policy", json!({ "patient": anna, "policy": wrong }));
        assert_eq!((fault.code, fault.field.unwrap()), (FaultCode::Invalid, format!("policy.{field}")));
    }
    let mut backwards = card("Blue Plan");
    (backwards["effective_on"], backwards["terminated_on"]) = (json!("2026-02-01"), json!("2026-01-01"));
    assert_eq!(desk.refused("add_policy", json!({ "patient": anna, "policy": backwards })), FaultCode::Invalid);
}

/// The smallest whole PNG: one grey pixel.
fn pixel() -> Vec<u8> {
    BASE64
        .decode(b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
        .unwrap()
}

#[test]
fn a_photo_is_kept_shown_and_taken_away_and_nothing_else_passes_for_one() {
    let desk = desk();
    let patient = desk.patient("Anna Berg", "1990-01-01")["id"].clone();
    let of = json!({ "patient": patient });
    let set = |image: &[u8]| json!({ "patient": patient, "image_base64": BASE64.encode(image) });
    assert_eq!(desk.ask("patient_photo", of.clone()), Value::Null);
    let kept = desk.ask("set_patient_photo", set(&pixel()));
    assert_eq!(
        desk.ask("patient_photo", of.clone()),
        json!({ "id": kept["id"], "media_type": "image/png", "image_base64": BASE64.encode(&pixel()) })
    );
    assert_eq!(desk.found("berg")[0]["photo"], kept["id"]);
    let mut wide = pixel();
    wide[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    let mut large = pixel();
    large.resize(3 << 20, 0);
    for (wrong, words) in [
        (b"<svg onload=alert(1)>".to_vec(), "JPEG or PNG"),
        (b"GIF89a...............".to_vec(), "JPEG or PNG"),
        (wide, "too many pixels"),
        (large, "too large"),
        (vec![], "JPEG or PNG"),
    ] {
        let fault = desk.fault("set_patient_photo", set(&wrong));
        assert!(fault.code == FaultCode::Invalid && fault.message.contains(words), "{fault:?}");
    }
    let second = desk.ask("set_patient_photo", set(&pixel()));
    assert_eq!(desk.ask("patient_banner", of.clone())["photo"], second["id"]);
    desk.ask("remove_patient_photo", of.clone());
    assert_eq!(desk.ask("patient_photo", of.clone()), Value::Null);
    let history = desk.ask("patient_history", of);
    assert_eq!(history.as_array().unwrap().len(), 4, "each is in the history: {history}");
}

/// Two records of one person, the second with an appointment, a signed and charged visit and a payment.
struct Twice {
    desk: Desk,
    survivor: Value,
    absorbed: Value,
    visit: Value,
}

fn twice() -> Twice {
    let desk = desk();
    let mut first = whole();
    first["identifiers"] = json!([]);
    let survivor = desk.registered(first);
    let absorbed = desk
        .registered(json!({ "family": "Garcia", "given": "Joseph", "birth_date": "1961-03-04", "sex": "male",
        "telecoms": [{ "kind": "home", "value": "614-555-0177" }] }));
    let of = &absorbed["id"];
    desk.ask(
        "set_fee",
        json!({ "code": "99213", "description": "Office visit", "cents": 14200, "starts_on": "2020-01-01" }),
    );
    let visit_type = desk.ask("visit_types", json!({}))[0]["id"].clone();
    desk.ask(
        "book_appointment",
        json!({ "patient": of, "practitioner": desk.practitioner(), "visit_type": visit_type,
        "starts_at": "2031-03-03T09:00", "allow_overlap": true }),
    );
    desk.ask(
        "add_policy",
        json!({ "patient": of, "policy": { "rank": 1, "payer_name": "Blue Plan", "subscriber_relationship": "self" } }),
    );
    let visit = desk.ask("start_visit", json!({ "patient": of, "reason": "Cough" }))["id"].clone();
    desk.ask(
        "set_diagnoses",
        json!({ "patient": of, "visit": visit, "version": 1, "diagnoses": [{ "code": "J06.9" }] }),
    );
    desk.ask(
        "add_charge",
        json!({ "visit": visit, "patient": of, "line": { "code": "99213", "diagnoses": ["J06.9"] } }),
    );
    let note =
        desk.ask("write_note", json!({ "patient": of, "visit": visit, "subjective": "Cough.", "plan": "Rest." }));
    let page = desk.ask("visit", json!({ "visit": visit }));
    desk.ask(
        "sign_visit",
        json!({ "patient": of, "visit": visit, "version": page["visit"]["version"], "note_version": note["version"] }),
    );
    desk.ask("take_payment", json!({ "patient": of, "visit": visit, "method": "cash", "cents": 5000 }));
    Twice { desk, survivor: survivor["id"].clone(), absorbed: absorbed["id"].clone(), visit }
}

impl Twice {
    fn version(&self, patient: &Value) -> Value {
        self.desk.ask("patient", json!({ "patient": patient }))["version"].clone()
    }
    fn merging(&self) -> Value {
        json!({ "survivor": self.survivor, "survivor_version": self.version(&self.survivor), "absorbed": self.absorbed,
                "absorbed_version": self.version(&self.absorbed), "reason": "Same person, shown by the driver's license" })
    }
    fn merge(&self) -> Value {
        self.desk.ask("merge_patients", self.merging())
    }
    fn undo(&self, merge: &Value) -> Value {
        json!({ "patient": self.survivor, "merge": merge["id"] })
    }
    fn entries(&self, patient: &Value) -> Value {
        self.desk.ask("patient_entries", json!({ "patient": patient }))
    }
    fn balance(&self, patient: &Value) -> Value {
        self.desk.ask("account", json!({ "patient": patient }))["balance"].clone()
    }
}

#[test]
fn a_merge_moves_everything_and_its_undo_moves_everything_back() {
    let t = twice();
    let before = (t.entries(&t.survivor), t.entries(&t.absorbed));
    assert!(before.1.as_array().unwrap().len() >= 7, "{}", before.1);
    assert_eq!(t.balance(&t.absorbed), 9200);
    let merge = t.merge();
    assert_eq!(t.entries(&t.absorbed), json!([]));
    assert_eq!(t.balance(&t.survivor), 9200);
    let patient = t.desk.ask("patient", json!({ "patient": t.survivor }));
    assert_eq!(
        (&patient["policies"][0]["policy"]["payer_name"], &patient["merges"][0]["moved"]),
        (&json!("Blue Plan"), &merge["moved"])
    );
    assert_eq!(t.desk.ask("verify", json!({}))["sound"], true);

    t.desk.ask("undo_merge", t.undo(&merge));
    assert_eq!((t.entries(&t.survivor), t.entries(&t.absorbed)), before, "exactly as it was");
    assert_eq!((t.balance(&t.survivor), t.balance(&t.absorbed)), (json!(0), json!(9200)));
    assert_eq!(t.desk.refused("undo_merge", t.undo(&merge)), FaultCode::WrongState, "once is enough");
    assert!(!t.desk.ask("patient", json!({ "patient": t.absorbed }))["merges"][0]["undone_at"].is_null());
    t.merge();
    assert_eq!(t.balance(&t.survivor), 9200, "and again");
}

#[test]
fn a_merged_record_is_found_as_its_survivor_and_takes_no_new_entries() {
    let t = twice();
    let merge = t.merge();
    for query in ["joseph garcia", "555-0177", "A-100002", "garcia"] {
        let rows = t.desk.found(query);
        assert_eq!((rows.as_array().unwrap().len(), &rows[0]["id"]), (1, &t.survivor), "{query}");
    }
    let old = t.desk.ask("patient", json!({ "patient": t.absorbed }));
    assert_eq!(old["merged_into"], t.survivor);
    let contact = json!({ "patient": t.absorbed, "contact": { "name": "Ida", "relationship": "SIS" } });
    assert_eq!(t.desk.refused("add_contact", contact), FaultCode::WrongState);
    let change = json!({ "patient": t.absorbed, "version": old["version"], "details": old["details"] });
    assert_eq!(t.desk.refused("change_patient", change), FaultCode::WrongState);
    assert_eq!(t.desk.refused("start_visit", json!({ "patient": t.absorbed })), FaultCode::WrongState);
    let shown =
        t.desk.ask("likely_duplicates", json!({ "given": "Joseph", "family": "Garcia", "birth_date": "1961-03-04" }));
    assert_eq!((shown.as_array().unwrap().len(), &shown[0]["patient"]["id"]), (1, &t.survivor));
    t.desk.ask("undo_merge", t.undo(&merge));
    assert_eq!(t.desk.found("joseph garcia")[0]["id"], t.absorbed);
}

/// What a physician or the desk reads of one patient.
const READS: [&str; 13] = [
    "open_chart",
    "list_allergies",
    "list_problems",
    "list_medications",
    "list_immunizations",
    "list_vitals",
    "list_results",
    "timeline",
    "read_vitals",
    "account",
    "patient_appointments",
    "export_patient",
    "apply_credit",
];

#[test]
fn the_lists_of_a_merged_record_send_to_the_other_one_and_say_nothing_of_their_own() {
    let t = twice();
    t.desk.ask("add_allergy", json!({ "patient": t.absorbed, "display": "Penicillin", "category": "medication" }));
    let merge = t.merge();
    for read in READS {
        let fault = t.desk.fault(read, json!({ "patient": t.absorbed }));
        assert_eq!(fault.code, FaultCode::WrongState, "{read}");
        assert!(fault.message.contains("was merged into another record"), "{read}: {}", fault.message);
        t.desk.ask(read, json!({ "patient": t.survivor }));
    }
    assert_eq!(t.desk.ask("list_allergies", json!({ "patient": t.survivor }))["allergies"][0]["display"], "Penicillin");
    // What makes the record itself can still be read.
    for read in ["patient", "patient_banner", "patient_history"] {
        t.desk.ask(read, json!({ "patient": t.absorbed }));
    }
    t.desk.ask("undo_merge", t.undo(&merge));
    assert_eq!(t.desk.ask("list_allergies", json!({ "patient": t.absorbed }))["answer"], "recorded");
}

#[test]
fn nobodys_lists_are_not_empty_but_not_found() {
    let desk = desk();
    let nobody = "0198c0de-0000-7000-8000-000000000000";
    let visit =
        desk.ask("start_visit", json!({ "patient": desk.patient("Maria Lindholm", "1961-03-04")["id"] }))["id"].clone();
    let others = ["patient", "patient_banner", "patient_photo", "patient_history", "patient_entries"];
    for read in READS.iter().chain(&others) {
        for id in [json!(nobody), visit.clone()] {
            assert_eq!(desk.refused(read, json!({ "patient": id })), FaultCode::NotFound, "{read}");
        }
    }
}

#[test]
fn a_name_is_what_one_sees_of_it() {
    let desk = desk();
    let register = |family: &str| json!({ "details": { "given": "Ana", "family": family, "birth_date": "1961-03-04", "sex": "female" } });
    for unseen in ["\u{200b}", "\u{2060}\u{ad}", "\u{3164}", " \u{200d} "] {
        let fault = desk.fault("register_patient", register(unseen));
        assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some("details.family")), "{unseen:?}");
    }
    assert_eq!(desk.ask("register_patient", register("Garcia\nLo\u{200b}pez"))["details"]["family"], "Garcia Lopez");
    assert_eq!(desk.ask("find_patients", json!({ "query": "garcia lopez" })).as_array().unwrap().len(), 1);
}

#[test]
fn what_was_hung_on_a_moved_visit_since_goes_back_with_it_and_what_was_not_stays() {
    let t = twice();
    let merge = t.merge();
    t.desk.ask("add_addendum", json!({ "patient": t.survivor, "visit": t.visit, "body": "Called back: better." }));
    t.desk.ask("take_payment", json!({ "patient": t.survivor, "visit": t.visit, "method": "cash", "cents": 1200 }));
    t.desk.ask("add_contact", json!({ "patient": t.survivor, "contact": { "name": "Ida", "relationship": "SIS" } }));
    t.desk.ask("undo_merge", t.undo(&merge));
    assert_eq!(t.balance(&t.absorbed), 8000);
    assert_eq!(t.balance(&t.survivor), 0);
    let count = |patient: &Value, kind: &str| {
        t.entries(patient)
            .as_array()
            .unwrap()
            .iter()
            .find(|e| e["kind"] == kind)
            .map_or(0, |e| e["count"].as_i64().unwrap())
    };
    assert_eq!((count(&t.absorbed, "note_addendum"), count(&t.survivor, "note_addendum")), (1, 0));
    assert_eq!((count(&t.absorbed, "related_person"), count(&t.survivor, "related_person")), (0, 1));
}

#[test]
fn an_undo_that_would_leave_one_payment_on_two_accounts_is_refused() {
    let t = twice();
    let merge = t.merge();
    // Without a visit of its own it stays with the survivor, but what it covers went back.
    t.desk.ask("take_payment", json!({ "patient": t.survivor, "method": "cash", "cents": 9200 }));
    let fault = t.desk.fault("undo_merge", t.undo(&merge));
    assert!(fault.code == FaultCode::WrongState && fault.message.contains("both records"), "{fault:?}");
    assert_eq!(t.balance(&t.survivor), 0, "nothing was changed");
    assert_eq!(t.entries(&t.absorbed), json!([]));
}

#[test]
fn a_merge_that_makes_no_sense_is_refused() {
    let t = twice();
    let with = |field: &str, value: Value| {
        let mut input = t.merging();
        input[field] = value;
        t.desk.refused("merge_patients", input)
    };
    assert_eq!(with("absorbed", t.survivor.clone()), FaultCode::Invalid);
    assert_eq!(with("reason", json!(" ")), FaultCode::Invalid);
    assert_eq!(with("absorbed_version", json!(77)), FaultCode::Conflict);
    assert_eq!(with("absorbed", json!("019da7f0-0000-7000-8000-00000000dead")), FaultCode::NotFound);
    let merge = t.merge();
    let third = t.desk.patient("Jo Garcia", "1961-03-04")["id"].clone();
    let on = json!({ "survivor": third, "survivor_version": 1, "absorbed": t.survivor, "absorbed_version": t.version(&t.survivor), "reason": "Same" });
    t.desk.ask("merge_patients", on);
    assert_eq!(t.desk.found("joseph")[0]["id"], third, "a chain of merges leads to its end");
    assert_eq!(t.desk.refused("undo_merge", t.undo(&merge)), FaultCode::WrongState, "the later merge is undone first");
    assert_eq!(
        t.desk.refused("undo_merge", json!({ "patient": third, "merge": merge["id"] })),
        FaultCode::WrongPatient
    );
}

#[test]
fn who_may_not_register_change_or_merge_is_told_so() {
    let t = twice();
    let details = t.desk.ask("patient", json!({ "patient": t.survivor }))["details"].clone();
    let change = json!({ "patient": t.survivor, "version": t.version(&t.survivor), "details": details });
    let merging = t.merging();
    t.desk.sign_in("auditor");
    assert!(!t.desk.found("garcia").as_array().unwrap().is_empty(), "an auditor reads");
    assert_eq!(t.desk.refused("change_patient", change.clone()), FaultCode::NotPermitted);
    assert_eq!(t.desk.refused("register_patient", json!({ "details": whole() })), FaultCode::NotPermitted);
    t.desk.sign_in("front_desk");
    assert_eq!(t.desk.refused("merge_patients", merging), FaultCode::NotPermitted);
    t.desk.ask("change_patient", change);
}

#[test]
fn a_deceased_patient_is_shown_as_such_and_gets_no_appointment() {
    let desk = desk();
    let patient = desk.patient("Anna Berg", "1940-01-01");
    let mut details = patient["details"].clone();
    (details["deceased"], details["deceased_on"]) = (json!(true), json!("2020-06-01"));
    desk.ask("change_patient", json!({ "patient": patient["id"], "version": 1, "details": details }));
    let row = &desk.found("berg")[0];
    assert_eq!((&row["deceased"], &row["age"]), (&json!(true), &json!(80)));
    let visit_type = desk.ask("visit_types", json!({}))[0]["id"].clone();
    let booking = json!({ "patient": patient["id"], "practitioner": desk.practitioner(), "visit_type": visit_type, "starts_at": "2031-03-03T09:00" });
    assert_eq!(desk.refused("book_appointment", booking), FaultCode::WrongState);
    details["deceased_on"] = json!("1939-12-31");
    let fault = desk.fault("change_patient", json!({ "patient": patient["id"], "version": 2, "details": details }));
    assert_eq!(fault.field.unwrap(), "details.deceased_on");
}

#[test]
fn the_desk_is_offered_the_patients_it_looked_at_last() {
    let desk = desk();
    assert_eq!(desk.ask("recent_patients", json!({})), json!([]));
    let (anna, otto) = (desk.patient("Anna Berg", "1990-01-01"), desk.patient("Otto Lind", "1991-01-01"));
    desk.ask("patient", json!({ "patient": anna["id"] }));
    assert_eq!(names(&desk.ask("recent_patients", json!({}))), ["Berg, Anna", "Lind, Otto"]);
    desk.ask("patient", json!({ "patient": otto["id"] }));
    assert_eq!(names(&desk.ask("recent_patients", json!({}))), ["Lind, Otto", "Berg, Anna"]);
    desk.sign_in("front_desk");
    assert_eq!(desk.ask("recent_patients", json!({})), json!([]), "each user has their own");
}

#[test]
fn opening_a_record_is_in_the_log_before_it_is_seen() {
    let desk = desk();
    let patient = desk.patient("Anna Berg", "1990-01-01")["id"].clone();
    desk.ask("patient", json!({ "patient": patient }));
    let log = desk.ask("list_audit", json!({ "patient": patient }));
    let commands: Vec<&str> = log.as_array().unwrap().iter().map(|e| e["command"].as_str().unwrap()).collect();
    assert_eq!(commands, ["patient", "register_patient"]);
    assert_eq!(
        desk.refused("patient", json!({ "patient": "019da7f0-0000-7000-8000-00000000dead" })),
        FaultCode::NotFound
    );
}

#[test]
fn short_lists_are_offered_for_choosing() {
    let desk = desk();
    let races = desk.ask("choices", json!({ "set": "race" }));
    assert!(races.as_array().unwrap().iter().any(|c| c["code"] == "ASKU"));
    assert!(desk.ask("choices", json!({ "set": "language" })).as_array().unwrap().len() > 50);
}
