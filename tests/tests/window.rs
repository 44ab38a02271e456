//! The real window opens, shows the first page, and is shut to everything but its own pages and the one call.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

use std::process::Command;

use chartwell_tests::{PASSPHRASE, Window, built, practice_in};
use serde_json::json;

#[test]
fn the_first_start_offers_to_make_a_practice() {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::open(&folder.path().join("riverside.chartwell"));
    window.see("practice");
    window.screenshot("first-run");
    assert_eq!(window.ask("practice_status", &json!({}))["state"], "none");
    assert!(!folder.path().join("riverside.chartwell").exists(), "looking makes nothing");
}

#[test]
fn a_practice_is_made_in_the_window_and_opens_again_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("riverside.chartwell");
    let window = Window::open(&file);
    window.click("Set up your practice");
    window.fill("Name of the practice", "Riverside Family Practice");
    window.fill("Telephone", "(614) 555-0100");
    window.choose("Time zone", "America/Chicago");
    window.screenshot("first-run-practice");
    window.press("Ctrl+Enter");
    window.fill("Your name", "Dr. Ada Quill");
    window.fill("Credential", "MD");
    window.click("Next");
    window.fill("Passphrase", PASSPHRASE);
    window.fill("The same passphrase again", PASSPHRASE);
    window.see("Strong");
    window.screenshot("first-run-passphrase");
    window.click("Make the practice");
    window.see("I have kept the sheet");
    window.screenshot("first-run-recovery");
    let code = window
        .script("return [...document.querySelectorAll('ol[aria-label*=Recovery] li')].map((g) => g.innerText.trim().split(/\\s+/).at(-1))");
    window.fill("Type the third group from your sheet", code[2].as_str().unwrap());
    window.click("I have kept the sheet: open the practice");
    window.not_see("I have kept the sheet");
    assert_eq!(window.ask("practice_profile", &json!({}))["zone"], "America/Chicago");
    window.close();
    let again = Window::signed_in(&file);
    again.see("Riverside Family Practice");
    again.screenshot("signed-in");
}

#[test]
fn the_first_pages_keep_to_wcag_in_light_and_dark_and_on_a_small_screen() {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::open(&folder.path().join("riverside.chartwell"));
    window.script("document.body.insertAdjacentHTML('beforeend', '<img id=planted src=x>')");
    assert!(window.axe().iter().any(|v| v.rule == "image-alt"), "a fault put there on purpose is found");
    window.script("document.getElementById('planted').remove()");
    for dark in [false, true] {
        window.dark(dark);
        assert_clean(&window);
    }
    window.size(1024, 640);
    window.click("Set up your practice");
    window.see("Name of the practice");
    window.screenshot("first-run-practice-dark");
    assert_clean(&window);
}

fn assert_clean(window: &Window) {
    let broken: Vec<_> = window.axe().iter().map(ToString::to_string).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_pointer_drags_and_the_keys_arrive() {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::open(&folder.path().join("riverside.chartwell"));
    window.script(
        "document.body.innerHTML = '<div style=\"position:absolute;left:50px;top:50px;width:80px;height:40px\">Visit</div>' +
           '<div style=\"position:absolute;left:400px;top:300px;width:80px;height:40px\">Noon</div>';
         window.seen = [];
         for (const kind of ['pointerdown', 'pointerup', 'keydown'])
           document.addEventListener(kind, (e) => seen.push([kind, e.key ?? e.target.textContent, e.ctrlKey]));",
    );
    window.drag("Visit", "Noon");
    window.drag_by("Noon", -350.0, -250.0);
    window.press("Ctrl+K");
    window.press("ArrowDown");
    let seen = window.script("return seen.filter(([, key]) => key !== 'Control')");
    assert_eq!(
        seen,
        json!([
            ["pointerdown", "Visit", false],
            ["pointerup", "Noon", false],
            ["pointerdown", "Noon", false],
            ["pointerup", "Visit", false],
            ["keydown", "k", true],
            ["keydown", "ArrowDown", false],
        ])
    );
}

#[test]
fn a_call_from_the_page_is_answered_by_the_practice() {
    let folder = tempfile::tempdir().unwrap();
    let practice = practice_in(folder.path());
    practice.call("lock", "{}").unwrap();
    let window = Window::open(practice.file());
    window.see("Riverside Family Practice");
    assert_eq!(window.call("practice_profile", &json!({})).unwrap_err()["code"], "locked");
    window.sign_in();
    assert_eq!(window.ask("practice_profile", &json!({}))["name"], "Riverside Family Practice");
}

#[test]
fn what_the_window_does_not_know_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::open(&folder.path().join("riverside.chartwell"));
    for name in ["window.run", "window.", "no_such_command", ""] {
        assert_eq!(window.call(name, &json!({})).unwrap_err()["code"], "unknown_command", "{name}");
    }
    // Nor does Tauri itself answer the page: one command is all there is.
    let refused = window.script(
        "return window.__TAURI_INTERNALS__.invoke('plugin:dialog|open', { options: {} }).then(() => 'answered', () => 'refused')",
    );
    assert_eq!(refused, "refused");
}

#[test]
fn a_page_cannot_lead_the_window_away_or_reach_the_network() {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::open(&folder.path().join("riverside.chartwell"));
    let before = window.script("return location.href");
    assert_eq!(before.as_str().map(|at| at.starts_with("tauri://localhost")), Some(true), "{before}");
    // Somewhere that would answer at once, so that a window let out would be seen outside.
    let outside = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", outside.local_addr().unwrap());
    window.script(&format!("location.href = '{address}'"));
    window.script(&format!("return window.open('{address}') === null"));
    let fetched = window.script(&format!("return fetch('{address}').then(() => 'reached', () => 'refused')"));
    assert_eq!(fetched, "refused");
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(window.script("return location.href"), before);
    outside.set_nonblocking(true).unwrap();
    assert!(outside.accept().is_err(), "something left the window");
}

#[test]
fn the_window_forgets_what_it_showed_when_it_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let practice = practice_in(folder.path());
    practice.call("lock", "{}").unwrap();
    let window = Window::signed_in(practice.file());
    window.kill();
    // The next start finds the practice locked and free to open.
    let again = Window::open(practice.file());
    assert_eq!(again.ask("practice_status", &json!({}))["state"], "locked");
    again.sign_in();
}

#[test]
#[cfg(target_os = "linux")]
fn the_program_keeps_its_sqlite_to_itself() {
    let listed = Command::new("nm").args(["-D", "--defined-only"]).arg(built("chartwell")).output().unwrap();
    assert!(listed.status.success());
    let symbols = String::from_utf8(listed.stdout).unwrap();
    let lent: Vec<_> = symbols.lines().filter(|line| line.contains("sqlite3")).collect();
    // WebKit and libsoup would bind to our SQLCipher and keep their own files with it.
    assert!(lent.is_empty(), "exported: {lent:?}");
}
