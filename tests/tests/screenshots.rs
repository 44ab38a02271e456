//! The pictures of the README, of the sample practice: `CHARTWELL_SCREENSHOTS=<folder>` says where they go.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

use std::path::{Path, PathBuf};

use chartwell_tests::{PASSPHRASE, Window};
use records::{
    Practice,
    keys::Cost,
    time::{Instant, Zone},
};
use serde_json::{Value, json};

#[test]
fn the_readmes_pictures_are_taken_from_the_window() {
    let Some(album) = std::env::var_os("CHARTWELL_SCREENSHOTS").map(PathBuf::from) else {
        return println!("skipped: CHARTWELL_SCREENSHOTS names no folder");
    };
    std::fs::create_dir_all(&album).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cedar.chartwell");
    let practice = Practice::with_cost(file.clone(), Cost { memory_kib: 256, passes: 1 });
    let ask = |name: &str, input: Value| -> Value { practice.ask(name, &input).unwrap() };
    ask("create_sample_practice", json!({ "passphrase": PASSPHRASE }));
    // What a reader should see: a visit with everything on it, a chart with something in every list, a bill of several lines.
    let unsigned = ask("unsigned_visits", json!({}));
    let visit = fullest(&unsigned, |visit| {
        let page = ask("visit", json!({ "visit": visit["id"] }));
        let charges = ask("visit_charges", json!({ "visit": visit["id"] }));
        let note = ["subjective", "objective", "assessment", "plan"];
        let written = note.iter().filter(|part| page["note"][*part].as_str().is_some_and(|text| !text.is_empty()));
        [written.count(), count(&page["visit"]["diagnoses"]), count(&charges), count(&page["vitals"][0]["readings"])]
    });
    let zone: Zone = ask("practice_profile", json!({}))["zone"].as_str().unwrap().parse().unwrap();
    let last_week = zone.day(Instant::now()).plus_days(-7);
    let around = ask("schedule", json!({ "from": last_week, "days": 14 }))["appointments"].clone();
    let patient = fullest(&around, |booked| {
        let chart = ask("open_chart", json!({ "patient": booked["patient"] }));
        let lists = [&chart["problems"], &chart["medications"], &chart["results"], &chart["allergies"]["allergies"]];
        [lists.iter().filter(|list| count(list) > 0).count(), count(lists[0]), count(lists[2]), count(lists[1])]
    })["patient"]
        .clone();
    let owing = ask("aging", json!({}))["largest"].clone();
    let bills: Vec<Value> = owing
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|owing| {
            let account = ask("account", json!({ "patient": owing["patient"] }));
            let lines = account["lines"].as_array().unwrap().clone();
            lines
                .into_iter()
                .filter(|line| line["kind"] == "charge")
                .map(|line| ask("checkout", json!({ "visit": line["visit"] })))
        })
        .collect();
    let billed = fullest(&json!(bills), |bill| {
        let open = usize::from(bill["open"].as_i64().unwrap() > 0);
        [open, count(&bill["charges"]), count(&bill["payments"]), 0]
    });
    ask("lock", json!({}));

    let window = Window::open(&file);
    window.size(1280, 800);
    window.see("Passphrase");
    take(&window, &album, "unlock");
    window.sign_in();
    let id = |value: &Value| value.as_str().unwrap().to_owned();
    // A visit and a chart are pages to scroll: their pictures are as tall as what there is to see.
    for (name, place, seen, tall) in [
        ("today", "/today".to_owned(), "With provider", 800),
        ("schedule", "/schedule".to_owned(), "appointments", 800),
        ("chart", format!("/patients/{}", id(&patient)), "Timeline", 1200),
        ("visit", format!("/visits/{}", id(&visit["id"])), "Diagnoses", 1640),
        ("checkout", format!("/visits/{}/checkout", id(&billed["visit"])), "Owed in all", 800),
    ] {
        window.size(1280, tall);
        window.script(&format!("location.hash = '#{place}'"));
        window.see(seen);
        take(&window, &album, name);
    }
    window.script("location.hash = '#/today'");
    window.see("With provider");
    window.dark(true);
    take(&window, &album, "today-dark");
}

/// The one with the most of everything, the first figure counting first.
fn fullest(of: &Value, figures: impl Fn(&Value) -> [usize; 4]) -> Value {
    of.as_array().unwrap().iter().max_by_key(|one| figures(one)).unwrap().clone()
}

fn count(list: &Value) -> usize {
    list.as_array().map_or(0, Vec::len)
}

fn take(window: &Window, album: &Path, name: &str) {
    // Lists that are asked for one after another come to rest.
    std::thread::sleep(std::time::Duration::from_millis(700));
    let picture = window.screenshot(&format!("readme-{name}"));
    std::fs::copy(picture, album.join(name).with_extension("png")).unwrap();
}
