//! Patients, through the door.

mod common;

use common::desk;
use serde_json::json;

#[test]
fn a_practice_opens_for_the_scenarios() {
    let desk = desk();
    assert_eq!(desk.ask("practice_status", json!({}))["state"], "open");
    desk.sign_in("front_desk");
    assert_eq!(desk.ask("practitioners", json!({}))[0]["display_name"], "Dr. Ada Quill");
}
