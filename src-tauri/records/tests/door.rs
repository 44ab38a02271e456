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

fn part(code: &str) -> String {
    code.split('-').nth(2).unwrap().to_owned()
}

/// A new code, waiting to be confirmed.
fn new_code(practice: &Practice) -> String {
    let made = ask(practice, "new_recovery_code", json!({ "own_passphrase": PASSPHRASE }));
    made["recovery_code"].as_str().unwrap().to_owned()
}

/// Whether a code opens the practice, tried on a copy so that nothing changes.
fn opens(practice: &Practice, code: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(practice.file().parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let copy = Practice::with_cost(folder.path().join(practice.file().file_name().unwrap()), QUICK);
    let input = json!({ "recovery_code": code, "new_passphrase": "nine orange kettles on parade" });
    match copy.call("recover", &input.to_string()) {
        Ok(_) => true,
        Err(fault) => {
            assert_eq!(fault.code, FaultCode::WrongPassphrase, "{fault:?}");
            false
        }
    }
}

#[test]
fn a_new_recovery_code_takes_the_old_ones_place_once_it_is_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, old) = create(&folder);
    let status = ask(&practice, "recovery_status", json!({}));
    assert_eq!((&status["confirmed_at"], &status["new_code_waits"]), (&json!(null), &json!(false)));
    let new = new_code(&practice);
    assert_eq!(ask(&practice, "recovery_status", json!({}))["new_code_waits"], true);
    for code in [&old, &new] {
        let sheet = ask(&practice, "recovery_sheet", json!({ "recovery_code": code }));
        assert!(sheet["pdf_base64"].as_str().unwrap().starts_with("JVBERi"), "a PDF");
    }
    ask(&practice, "lock", json!({}));
    assert!(opens(&practice, &old) && !opens(&practice, &new), "nothing changed yet");

    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
    let wrong = json!({ "recovery_code": new, "part": "AAAA1" });
    assert_eq!(refused(&practice, "confirm_recovery_code", wrong), FaultCode::Invalid);
    let invented = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH";
    assert_eq!(
        refused(&practice, "confirm_recovery_code", json!({ "recovery_code": invented, "part": "CCCC" })),
        FaultCode::WrongPassphrase,
        "only the practice's own code is confirmed"
    );
    ask(&practice, "confirm_recovery_code", json!({ "recovery_code": new, "part": part(&new) }));
    let status = ask(&practice, "recovery_status", json!({}));
    assert!(status["confirmed_at"].is_string() && status["new_code_waits"] == false, "{status}");
    assert_eq!(refused(&practice, "recovery_sheet", json!({ "recovery_code": old })), FaultCode::WrongPassphrase);
    let log = ask(&practice, "list_audit", json!({})).to_string();
    assert!(log.contains("\"new_recovery_code\"") && log.contains("\"confirm_recovery_code\""), "{log}");
    ask(&practice, "lock", json!({}));
    assert!(!opens(&practice, &old) && opens(&practice, &new), "the old code opens nothing any more");
    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(ask(&practice, "verify", json!({}))["sound"], true);
}

#[test]
fn a_new_recovery_code_is_made_only_by_an_administrator_who_types_the_passphrase_again() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, old) = create(&folder);
    let wrong = json!({ "own_passphrase": "not the passphrase at all" });
    assert_eq!(refused(&practice, "new_recovery_code", wrong), FaultCode::WrongPassphrase);
    let desk = "eleven copper lanterns by the river";
    let reception = json!({ "display_name": "Robin", "roles": ["front_desk"] });
    ask(&practice, "add_user", json!({ "user": reception, "passphrase": desk, "own_passphrase": PASSPHRASE }));
    ask(&practice, "lock", json!({}));
    ask(&practice, "unlock", json!({ "user_name": "Robin", "passphrase": desk }));
    for (name, input) in [
        ("new_recovery_code", json!({ "own_passphrase": desk })),
        ("recovery_status", json!({})),
        ("confirm_recovery_code", json!({ "recovery_code": old, "part": part(&old) })),
    ] {
        assert_eq!(refused(&practice, name, input), FaultCode::NotPermitted, "{name}");
    }
}

#[test]
fn a_crash_while_the_recovery_code_changes_leaves_exactly_one_that_works() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, old) = create(&folder);
    let new = new_code(&practice);
    // The program dies before the new code is confirmed: what stands on the disk is what a new start finds.
    drop(practice);
    let practice = Practice::with_cost(folder.path().join("riverside.chartwell"), QUICK);
    assert!(opens(&practice, &old) && !opens(&practice, &new), "before the confirmation");

    let database = std::fs::read(practice.file()).unwrap();
    let beside = |extension: &str| {
        let mut path = practice.file().as_os_str().to_owned();
        path.push(extension);
        std::path::PathBuf::from(path)
    };
    let (anchor, second) = (std::fs::read(beside(".anchor")).unwrap(), std::fs::read(beside(".keys.b")).unwrap());
    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
    ask(&practice, "confirm_recovery_code", json!({ "recovery_code": new, "part": part(&new) }));
    ask(&practice, "lock", json!({}));
    // It dies between the two copies of the key file, before the database knows.
    std::fs::write(beside(".keys.b"), &second).unwrap();
    std::fs::write(beside(".anchor"), anchor).unwrap();
    std::fs::write(practice.file(), database).unwrap();
    assert!(!opens(&practice, &old) && opens(&practice, &new), "after the key file was written");
    // The next start renews the copy in which the old code would still open.
    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
    ask(&practice, "lock", json!({}));
    assert_eq!(std::fs::read(beside(".keys")).unwrap(), std::fs::read(beside(".keys.b")).unwrap());
    assert!(!opens(&practice, &old) && opens(&practice, &new), "after the next start");
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
