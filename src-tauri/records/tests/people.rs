//! Who works here: what happens to the access of one who leaves, and of one who comes back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

mod common;

use common::{Desk, PASSPHRASE, STAFF_PASSPHRASE, desk};
use records::{FaultCode, keys::KeyFile};
use serde_json::{Value, json};

const OTHER: &str = "six brass buttons in the drawer";

fn hire(desk: &Desk, name: &str, role: &str) -> Value {
    let user = json!({ "display_name": name, "roles": [role] });
    desk.ask("add_user", json!({ "user": user, "passphrase": STAFF_PASSPHRASE, "own_passphrase": PASSPHRASE }))
}

/// The user as they stand, with access given or taken.
fn access(desk: &Desk, user: &Value, active: bool) -> Value {
    let users = desk.ask("users", json!({}));
    let now = users.as_array().unwrap().iter().find(|u| u["id"] == user["id"]).unwrap().clone();
    json!({ "id": now["id"], "version": now["version"], "roles": now["roles"], "active": active })
}

fn with(mut input: Value, more: Value) -> Value {
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input
}

/// How many of the two copies of the key file hold a place for a user.
fn copies_that_let_in(desk: &Desk, user: &Value) -> usize {
    let id = user["id"].as_str().unwrap();
    let copies = ["riverside.chartwell.keys", "riverside.chartwell.keys.b"];
    copies.iter().filter(|name| std::fs::read_to_string(desk.folder().join(name)).unwrap().contains(id)).count()
}

fn signs_in(desk: &Desk, name: &str, passphrase: &str) -> bool {
    desk.ask("lock", json!({}));
    let came =
        desk.practice.call("unlock", &json!({ "user_name": name, "passphrase": passphrase }).to_string()).is_ok();
    desk.sign_in_owner();
    came
}

#[test]
fn the_passphrase_of_a_dismissed_employee_opens_nothing_at_once() {
    let desk = desk();
    let robin = hire(&desk, "Robin", "front_desk");
    assert_eq!(copies_that_let_in(&desk, &robin), 2);
    assert!(signs_in(&desk, "Robin", STAFF_PASSPHRASE));
    let dismissed = desk.ask("change_user", access(&desk, &robin, false));
    assert_eq!(dismissed["active"], false);
    assert_eq!(copies_that_let_in(&desk, &robin), 0, "in neither copy, before anybody locks");
    let keys = KeyFile::load(desk.practice.file()).unwrap().unwrap();
    let id = serde_json::from_value(robin["id"].clone()).unwrap();
    assert_eq!(keys.unlock(id, STAFF_PASSPHRASE).err().unwrap().code(), FaultCode::WrongPassphrase);
    assert!(!signs_in(&desk, "Robin", STAFF_PASSPHRASE));
    let listed = desk.ask("practice_status", json!({}))["users"].to_string();
    assert!(!listed.contains("Robin"), "the unlock page does not offer them: {listed}");
    let log = desk.ask("record_history", json!({ "record": robin["id"] })).to_string();
    assert!(log.contains("change_user"), "{log}");
}

#[test]
fn one_who_comes_back_needs_a_new_passphrase_given_by_an_administrator() {
    let desk = desk();
    let robin = hire(&desk, "Robin", "front_desk");
    desk.ask("change_user", access(&desk, &robin, false));
    let back = || access(&desk, &robin, true);
    let fault = desk.fault("change_user", back());
    assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some("passphrase")));
    let fault = desk.fault("change_user", with(back(), json!({ "passphrase": OTHER })));
    assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some("own_passphrase")));
    let wrong = with(back(), json!({ "passphrase": OTHER, "own_passphrase": "not mine at all, sorry" }));
    assert_eq!(desk.refused("change_user", wrong), FaultCode::WrongPassphrase);
    assert_eq!(copies_that_let_in(&desk, &robin), 0, "refusals give nothing");
    let given = with(back(), json!({ "passphrase": OTHER, "own_passphrase": PASSPHRASE }));
    assert_eq!(desk.ask("change_user", given)["active"], true);
    assert_eq!(copies_that_let_in(&desk, &robin), 2);
    assert!(signs_in(&desk, "Robin", OTHER));
    assert!(!signs_in(&desk, "Robin", STAFF_PASSPHRASE), "the old passphrase stays dead");
}

#[test]
fn an_administrator_gives_a_new_passphrase_to_one_who_forgot_theirs() {
    let desk = desk();
    let robin = hire(&desk, "Robin", "clinical_staff");
    let given = json!({ "passphrase": OTHER, "own_passphrase": PASSPHRASE });
    desk.ask("change_user", with(access(&desk, &robin, true), given));
    assert!(signs_in(&desk, "Robin", OTHER) && !signs_in(&desk, "Robin", STAFF_PASSPHRASE));
}

#[test]
fn the_last_administrator_cannot_be_locked_out() {
    let desk = desk();
    let ada = desk.ask("users", json!({}))[0].clone();
    assert_eq!(desk.refused("change_user", access(&desk, &ada, false)), FaultCode::WrongState);
    let demoted = with(access(&desk, &ada, true), json!({ "roles": ["provider"] }));
    assert_eq!(desk.refused("change_user", demoted), FaultCode::WrongState);
    // An administrator who cannot sign in does not count.
    let second = hire(&desk, "Sam", "administrator");
    desk.ask("change_user", access(&desk, &second, false));
    assert_eq!(desk.refused("change_user", access(&desk, &ada, false)), FaultCode::WrongState);
    assert_eq!(copies_that_let_in(&desk, &ada), 2);
    desk.sign_in_owner();
}

#[test]
fn nobody_disables_themselves_and_a_stale_edit_takes_no_access() {
    let desk = desk();
    let second = hire(&desk, "Sam", "administrator");
    let ada =
        desk.ask("users", json!({})).as_array().unwrap().iter().find(|u| u["id"] != second["id"]).unwrap().clone();
    assert_eq!(desk.refused("change_user", access(&desk, &ada, false)), FaultCode::WrongState);
    let stale = access(&desk, &second, false);
    desk.ask("change_user", with(access(&desk, &second, true), json!({ "roles": ["administrator", "biller"] })));
    assert_eq!(desk.refused("change_user", stale), FaultCode::Conflict);
    assert_eq!((copies_that_let_in(&desk, &ada), copies_that_let_in(&desk, &second)), (2, 2));
    assert!(signs_in(&desk, "Sam", STAFF_PASSPHRASE));
}
