//! The pictures of the README, of the sample practice: `CHARTWELL_SCREENSHOTS=<folder>` says where they go.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

use std::path::{Path, PathBuf};

use chartwell_tests::{PASSPHRASE, Window};
use records::{Practice, keys::Cost};
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
    let unsigned = ask("unsigned_visits", json!({}));
    let open = unsigned[0].clone();
    let owing = ask("aging", json!({}))["largest"][0]["patient"].clone();
    let account = ask("account", json!({ "patient": owing }));
    let lines = account["lines"].as_array().unwrap();
    let billed = lines.iter().rev().find(|line| line["kind"] == "charge").unwrap();
    ask("lock", json!({}));

    let window = Window::open(&file);
    window.size(1280, 800);
    window.see("Passphrase");
    take(&window, &album, "unlock");
    window.sign_in();
    let id = |value: &Value| value.as_str().unwrap().to_owned();
    for (name, place, seen) in [
        ("today", "/today".to_owned(), "With provider"),
        ("schedule", "/schedule".to_owned(), "appointments"),
        ("chart", format!("/patients/{}", id(&open["patient"])), "Timeline"),
        ("visit", format!("/visits/{}", id(&open["id"])), "Diagnoses"),
        ("checkout", format!("/visits/{}/checkout", id(&billed["visit"])), "Owed in all"),
    ] {
        window.script(&format!("location.hash = '#{place}'"));
        window.see(seen);
        take(&window, &album, name);
    }
    window.script("location.hash = '#/today'");
    window.see("With provider");
    window.dark(true);
    take(&window, &album, "today-dark");
}

fn take(window: &Window, album: &Path, name: &str) {
    // Lists that are asked for one after another come to rest.
    std::thread::sleep(std::time::Duration::from_millis(700));
    let picture = window.screenshot(&format!("readme-{name}"));
    std::fs::copy(picture, album.join(name).with_extension("png")).unwrap();
}
