//! Access, in the real window: a new recovery sheet, and an employee who leaves and comes back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

use chartwell_tests::{PASSPHRASE, Window, practice_in};
use serde_json::json;

const ROBINS: &str = "eleven copper lanterns by the river";
const NEW: &str = "six brass buttons in the drawer";

#[test]
fn a_new_recovery_sheet_is_made_in_the_settings_as_in_the_first_run() {
    let folder = tempfile::tempdir().unwrap();
    let practice = practice_in(folder.path());
    practice.call("lock", "{}").unwrap();
    let window = Window::signed_in(practice.file());
    go(&window, "/settings", "Recovery sheet");
    go(&window, "/settings/recovery", "Nobody has confirmed that the recovery sheet was kept");
    looked_at(&window, "recovery-unconfirmed");
    window.fill("Your own passphrase", "not the passphrase at all");
    window.click("Make a new code");
    window.see("does not open the practice");
    window.fill("Your own passphrase", PASSPHRASE);
    window.click("Make a new code");
    window.see("I have kept the sheet");
    looked_at(&window, "recovery-new-code");
    let groups = window.script(
        "return [...document.querySelectorAll('ol[aria-label*=Recovery] li')].map((g) => g.innerText.trim().split(/\\s+/).at(-1))",
    );
    let code = groups.as_array().unwrap().iter().map(|g| g.as_str().unwrap()).collect::<Vec<_>>().join("-");
    window.fill("Type the third group from your sheet", "AAAA1");
    window.click("I have kept the sheet: use the new code");
    window.see("This is not the third group");
    window.fill("Type the third group from your sheet", groups[2].as_str().unwrap());
    window.click("I have kept the sheet: use the new code");
    window.see("only the new code opens the practice");
    go(&window, "/settings/recovery", "The recovery sheet was kept");
    looked_at(&window, "recovery-confirmed");
    window.close();
    let recovered = json!({ "recovery_code": code, "new_passphrase": NEW });
    practice.call("recover", &recovered.to_string()).unwrap();
}

#[test]
fn an_employee_who_leaves_is_shut_out_and_comes_back_with_a_new_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let practice = practice_in(folder.path());
    let robin = json!({ "display_name": "Robin Vale", "roles": ["front_desk"] });
    let hired = json!({ "user": robin, "passphrase": ROBINS, "own_passphrase": PASSPHRASE });
    practice.call("add_user", &hired.to_string()).unwrap();
    practice.call("lock", "{}").unwrap();
    let enters = |passphrase: &str| {
        let came = practice.call("unlock", &json!({ "user_name": "Robin Vale", "passphrase": passphrase }).to_string());
        practice.call("lock", "{}").unwrap();
        came.is_ok()
    };
    assert!(enters(ROBINS));
    let window = Window::open(practice.file());
    window.see("Passphrase");
    window.call("unlock", &json!({ "user_name": "Dr. Ada Quill", "passphrase": PASSPHRASE })).unwrap();
    window.script("location.reload()");
    window.see("Nobody else is expected");
    go(&window, "/settings/people", "Robin Vale");
    window.click("Robin Vale");
    window.see("Can sign in");
    looked_at(&window, "user");
    window.click("Can sign in");
    window.click("Save");
    window.see("Robin Vale can no longer sign in: their passphrase opens nothing.");
    window.see("Disabled");
    window.click("Robin Vale");
    window.see("Can sign in");
    window.click("Can sign in");
    window.fill("New passphrase of Robin Vale", NEW);
    window.fill("The same passphrase again", NEW);
    window.see("Strong");
    window.fill("Your own passphrase", PASSPHRASE);
    looked_at(&window, "user-back");
    window.click("Save");
    window.see("Robin Vale is changed.");
    window.close();
    assert!(enters(NEW) && !enters(ROBINS));
}

fn go(window: &Window, place: &str, seen: &str) {
    window.script(&format!("location.hash = '#{place}'"));
    window.see(seen);
}

/// A picture for the eye in light and dark, and WCAG A and AA.
fn looked_at(window: &Window, name: &str) {
    for dark in [false, true] {
        window.dark(dark);
        window.screenshot(&format!("{name}-{}", if dark { "dark" } else { "light" }));
        let violations = window.axe();
        assert!(
            violations.is_empty(),
            "{name}: {}",
            violations.iter().map(|v| v.rule.as_str()).collect::<Vec<_>>().join(", ")
        );
    }
    window.dark(false);
}
