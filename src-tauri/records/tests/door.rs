//! The door itself: who gets in, what is refused, and that the file notices what was done to it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

use records::{FaultCode, Practice, keys::Cost};
use serde_json::{Value, json};

const PASSPHRASE: &str = "violet tractor under seven moons";
const QUICK: Cost = Cost { memory_kib: 256, passes: 1 };

fn create(folder: &tempfile::TempDir) -> (Practice, String) {
    let practice = Practice::with_cost(folder.path().join("riverside.chartwell"), QUICK);
    let made: Value = practice
        .ask(
            "create_practice",
            &json!({
                "practice": { "name": "Riverside Family Practice", "zone": "America/New_York", "npi": "1234567893" },
                "user": { "display_name": "Dr. Ada Quill", "roles": ["provider"] },
                "passphrase": PASSPHRASE,
            }),
        )
        .unwrap();
    (practice, made["recovery_code"].as_str().unwrap().to_owned())
}

fn ask(practice: &Practice, name: &str, input: Value) -> Value {
    practice.ask(name, &input).unwrap_or_else(|f| panic!("{name}: {f:?}"))
}

fn refused(practice: &Practice, name: &str, input: Value) -> FaultCode {
    practice.call(name, &input.to_string()).expect_err(name).code
}

#[test]
fn a_practice_is_made_locked_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, _) = create(&folder);
    assert_eq!(ask(&practice, "practice_status", json!({}))["state"], "open");
    ask(&practice, "lock", json!({}));
    let status = ask(&practice, "practice_status", json!({}));
    assert_eq!((&status["state"], &status["users"][0]["display_name"]), (&json!("locked"), &json!("Dr. Ada Quill")));
    assert_eq!(refused(&practice, "practice_profile", json!({})), FaultCode::Locked);
    assert_eq!(refused(&practice, "unlock", json!({ "passphrase": "not the passphrase" })), FaultCode::WrongPassphrase);
    let session = ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(session["roles"], json!(["administrator", "provider"]));
    assert_eq!(ask(&practice, "practice_profile", json!({}))["name"], "Riverside Family Practice");
    assert_eq!(ask(&practice, "verify", json!({}))["sound"], true);
    let log = ask(&practice, "list_audit", json!({}));
    assert!(log.as_array().unwrap().iter().any(|e| e["outcome"] == "wrong_passphrase"), "{log}");
}

#[test]
fn wrong_passphrases_are_slowed_down_and_nothing_is_erased() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, _) = create(&folder);
    ask(&practice, "lock", json!({}));
    for _ in 0..5 {
        assert_eq!(refused(&practice, "unlock", json!({ "passphrase": "wrong" })), FaultCode::WrongPassphrase);
    }
    let fault = practice.call("unlock", &json!({ "passphrase": PASSPHRASE }).to_string()).unwrap_err();
    assert_eq!(fault.code, FaultCode::TooManyTries);
    assert!(fault.detail.unwrap()["retry_in_seconds"].as_u64().unwrap() >= 1);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
}

#[test]
fn a_weak_or_short_passphrase_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let practice = Practice::with_cost(folder.path().join("p"), QUICK);
    for weak in ["short", "passwordpassword", "aaaaaaaaaaaaaaaaaaaa"] {
        let input =
            json!({ "practice": { "name": "P", "zone": "UTC" }, "user": { "display_name": "A" }, "passphrase": weak });
        assert_eq!(refused(&practice, "create_practice", input), FaultCode::WeakPassphrase);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn the_recovery_code_gives_a_new_passphrase_and_the_old_one_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, code) = create(&folder);
    let third = code.split('-').nth(2).unwrap();
    assert_eq!(
        refused(&practice, "confirm_recovery_code", json!({ "recovery_code": code, "part": "AAAA1" })),
        FaultCode::Invalid
    );
    ask(&practice, "confirm_recovery_code", json!({ "recovery_code": code, "part": third.to_lowercase() }));
    ask(&practice, "lock", json!({}));
    let new = "nine orange kettles on parade";
    ask(&practice, "recover", json!({ "recovery_code": code, "new_passphrase": new }));
    ask(&practice, "lock", json!({}));
    assert_eq!(refused(&practice, "unlock", json!({ "passphrase": PASSPHRASE })), FaultCode::WrongPassphrase);
    ask(&practice, "unlock", json!({ "passphrase": new }));
}

#[test]
fn a_second_program_is_told_that_the_practice_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let (first, _) = create(&folder);
    let second = Practice::with_cost(first.file().to_owned(), QUICK);
    assert_eq!(refused(&second, "unlock", json!({ "passphrase": PASSPHRASE })), FaultCode::InUse);
    ask(&first, "lock", json!({}));
    ask(&second, "unlock", json!({ "passphrase": PASSPHRASE }));
}

#[test]
fn another_file_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    std::fs::write(&path, "Dear practice").unwrap();
    let practice = Practice::with_cost(path.clone(), QUICK);
    assert_eq!(refused(&practice, "unlock", json!({ "passphrase": PASSPHRASE })), FaultCode::NotAPractice);
    let input = json!({ "practice": { "name": "P", "zone": "UTC" }, "user": { "display_name": "A" }, "passphrase": PASSPHRASE });
    assert_eq!(refused(&practice, "create_practice", input), FaultCode::AlreadyExists);
    assert_eq!(std::fs::read_to_string(path).unwrap(), "Dear practice");
}

#[test]
fn a_file_put_back_from_yesterday_is_noticed_and_can_be_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, _) = create(&folder);
    ask(&practice, "lock", json!({}));
    let yesterday = std::fs::read(practice.file()).unwrap();
    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
    ask(&practice, "add_practitioner", json!({ "display_name": "Dr. B" }));
    ask(&practice, "lock", json!({}));
    std::fs::write(practice.file(), yesterday).unwrap();
    assert_eq!(refused(&practice, "unlock", json!({ "passphrase": PASSPHRASE })), FaultCode::EntriesMissing);
    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE, "accept_missing_entries": true }));
    ask(&practice, "lock", json!({}));
    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
}

#[test]
fn a_stale_edit_is_refused_and_both_the_edit_and_the_refusal_are_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, _) = create(&folder);
    let dr = ask(&practice, "add_practitioner", json!({ "display_name": "Dr. B" }));
    let edit = |name: &str| json!({ "id": dr["id"], "version": 1, "display_name": name, "color": "#112233", "sees_patients": true });
    ask(&practice, "change_practitioner", edit("Dr. Bee"));
    let fault = practice.call("change_practitioner", &edit("Dr. Beta").to_string()).unwrap_err();
    assert_eq!((fault.code, &fault.detail.unwrap()["current_version"]), (FaultCode::Conflict, &json!(2)));
    let history = ask(&practice, "record_history", json!({ "record": dr["id"] }));
    assert_eq!(history[0]["before"]["display_name"], "Dr. B");
    assert_eq!(history[0]["after"]["display_name"], "Dr. Bee");
    practice.tend();
    let log = ask(&practice, "list_audit", json!({ "command": "change_practitioner" }));
    assert_eq!(log[0]["outcome"], "conflict");
}

#[test]
fn a_fault_says_nothing_of_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, _) = create(&folder);
    for bad in [
        r#"{"display_name": {"Zebediah": 1}}"#,
        r#"{"Zebediah": "x"}"#,
        r#"{"display_name": "Zebediah""#,
        r#"{"display_name":"Zebediah","sees_patients":"Zebediah"}"#,
    ] {
        let fault = practice.call("add_practitioner", bad).unwrap_err();
        assert_eq!(fault.code, FaultCode::BadInput);
        assert!(!serde_json::to_string(&fault).unwrap().contains("Zebediah"), "{fault:?}");
    }
}
