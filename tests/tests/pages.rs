//! Every page of the window, of a practice in full swing: readable by everyone, in light and dark, and deaf to script in a record.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what a test needs and does not get fails it"
)]

use std::{
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use chartwell_tests::{PASSPHRASE, Window, workspace};
use records::{Practice, keys::Cost};
use serde_json::{Value, json};

const SCRIPT: &str = "<img src=x onerror=hurt()>";
const CLOSED: &str = "</textarea><script>hurt()</script>{{7*7}}";

#[test]
fn no_page_breaks_wcag_or_runs_what_a_record_says() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cedar.chartwell");
    let practice = Practice::with_cost(file.clone(), Cost { memory_kib: 256, passes: 1 });
    ask(&practice, "create_sample_practice", json!({ "passphrase": PASSPHRASE }));
    let places = places(&practice, hostile_visit(&practice));
    ask(&practice, "lock", json!({}));

    let window = Window::signed_in(&file);
    window.script("window.hurt = () => { window.isHurt = true }");
    let mut broken = Vec::new();
    for place in &places {
        window.script(&format!("location.hash = '#{place}'"));
        settle(&window, place);
        for dark in [false, true] {
            window.dark(dark);
            window.screenshot(&format!("pages/{}{}", name_of(place), if dark { "-dark" } else { "" }));
            let scheme = if dark { "dark" } else { "light" };
            broken.extend(window.axe().iter().map(|violation| format!("{place} in {scheme}: {violation}")));
        }
        window.dark(false);
        let ran = window.script("return window.isHurt === true || document.querySelector('img[src=\"x\"]') !== null");
        assert_eq!(ran, false, "{place} made script or markup of a record");
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// A visit whose every free text is markup and script; patient and visit.
fn hostile_visit(practice: &Practice) -> (String, String) {
    let details = json!({ "given": SCRIPT, "family": "Ogrodniczek-Featherstonehaugh-Montgomery", "birth_date": "1961-03-04",
                          "sex": "female", "preferred_name": SCRIPT });
    let patient = ask(practice, "register_patient", json!({ "details": details }))["id"].clone();
    let visit = ask(practice, "start_visit", json!({ "patient": patient, "reason": SCRIPT }));
    let note = json!({ "patient": patient, "visit": visit["id"], "subjective": CLOSED, "objective": SCRIPT,
                       "assessment": CLOSED, "plan": SCRIPT });
    ask(practice, "write_note", note);
    ask(
        practice,
        "take_payment",
        json!({ "patient": patient, "visit": visit["id"], "method": "card",
                                          "reference": SCRIPT, "cents": 100 }),
    );
    (text(&patient), text(&visit["id"]))
}

/// Every address of the window, with the ids of records it can show. Read from where the pages are listed: none is forgotten.
fn places(practice: &Practice, (hostile, hostile_visit): (String, String)) -> Vec<String> {
    let owing = text(&ask(practice, "aging", json!({}))["largest"][0]["patient"]);
    let account = ask(practice, "account", json!({ "patient": owing }));
    let charge = account["lines"].as_array().unwrap().iter().find(|line| line["visit"].is_string()).unwrap();
    let patients = [owing, hostile];
    let visits = [text(&charge["visit"]), hostile_visit];
    let routes = std::fs::read_to_string(workspace().join("ui/src/app/Routes.tsx")).unwrap();
    // The list itself begins after its description, which shows an example.
    let listed = routes.split_once("export const pages").unwrap().1;
    let paths = listed.split("path: \"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let places: Vec<String> = paths
        .flat_map(|path| match path {
            _ if path.contains("$patient") => patients.iter().map(|id| path.replace("$patient", id)).collect(),
            _ if path.contains("$visit") => visits.iter().map(|id| path.replace("$visit", id)).collect(),
            _ => vec![path.to_owned()],
        })
        .collect();
    assert!(places.len() > 20, "{places:?}");
    assert!(!places.iter().any(|place| place.contains('$')), "{places:?}");
    places
}

/// Waits until the page has come to rest, and sees that it is a page.
fn settle(window: &Window, place: &str) {
    let look = "return [location.hash, document.querySelector('main [role=status] .mantine-Loader-root') ? '' : \
                document.querySelector('main')?.innerText ?? '']";
    let patience = Instant::now() + Duration::from_secs(15);
    let (mut before, mut calm) = (Value::Null, 0);
    while calm < 3 {
        assert!(Instant::now() < patience, "{place} does not come to rest: {}", window.text());
        sleep(Duration::from_millis(120));
        let now = window.script(look);
        let there = now[0].as_str().is_some_and(|hash| hash.ends_with(place)) && now[1] != "";
        calm = if there && now == before { calm + 1 } else { 0 };
        before = now;
    }
    for fault in ["could not be shown", "There is no such page", "Something went wrong", "Not for this role"] {
        assert!(!window.shows(fault), "{place}: {}", window.text());
    }
}

/// `/patients/0190…/edit` as `patients-edit`.
fn name_of(place: &str) -> String {
    let words: Vec<_> = Path::new(place).iter().filter_map(|part| part.to_str()).collect();
    let words = words.iter().filter(|word| **word != "/").map(|word| if word.len() == 36 { &word[32..] } else { word });
    words.collect::<Vec<_>>().join("-")
}

fn ask(practice: &Practice, name: &str, input: Value) -> Value {
    practice.ask(name, &input).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
