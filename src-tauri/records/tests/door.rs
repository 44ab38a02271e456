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
fn wrong_passphrases_are_slowed_down_across_starts_of_the_program_and_logged_at_the_next_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, code) = create(&folder);
    ask(&practice, "lock", json!({}));
    let started = || Practice::with_cost(practice.file().to_owned(), QUICK);
    for _ in 0..3 {
        assert_eq!(refused(&started(), "unlock", json!({ "passphrase": "wrong" })), FaultCode::WrongPassphrase);
    }
    let guess = json!({ "recovery_code": code.replace(code.split('-').next().unwrap(), "AAAA"), "new_passphrase": "nine orange kettles on parade" });
    for _ in 0..2 {
        assert_eq!(refused(&started(), "recover", guess.clone()), FaultCode::WrongPassphrase);
    }
    assert_eq!(refused(&started(), "unlock", json!({ "passphrase": PASSPHRASE })), FaultCode::TooManyTries);
    assert_eq!(refused(&started(), "recover", guess), FaultCode::TooManyTries);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let practice = started();
    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
    let log = ask(&practice, "list_audit", json!({ "command": "unlock" }));
    let wrong: Vec<_> = log.as_array().unwrap().iter().filter(|e| e["outcome"] == "wrong_passphrase").collect();
    assert_eq!(wrong.len(), 1, "{log}");
    assert_eq!((&wrong[0]["times"], &wrong[0]["user"]), (&json!(5), &json!(null)));
    ask(&practice, "lock", json!({}));
    assert_eq!(
        refused(&started(), "unlock", json!({ "passphrase": "wrong" })),
        FaultCode::WrongPassphrase,
        "a right one starts the count anew"
    );
}

#[test]
fn a_clock_set_back_keeps_nobody_out_longer_than_asked() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, _) = create(&folder);
    ask(&practice, "lock", json!({}));
    let tries = beside(&practice, ".tries");
    std::fs::write(&tries, json!({ "wrong": 5, "last": "2126-01-01T00:00:00.000Z" }).to_string()).unwrap();
    let started = || Practice::with_cost(practice.file().to_owned(), QUICK);
    assert_eq!(refused(&started(), "unlock", json!({ "passphrase": PASSPHRASE })), FaultCode::TooManyTries);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    ask(&started(), "unlock", json!({ "passphrase": PASSPHRASE }));
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

fn beside(practice: &Practice, extension: &str) -> std::path::PathBuf {
    let mut path = practice.file().as_os_str().to_owned();
    path.push(extension);
    path.into()
}

/// The files of a locked practice, to be put back as a kill would have left them.
struct Files {
    database: Vec<u8>,
    anchor: Vec<u8>,
    keys: Vec<u8>,
}

impl Files {
    fn of(practice: &Practice) -> Self {
        let read = |extension: &str| std::fs::read(beside(practice, extension)).unwrap();
        assert_eq!(read(".keys"), read(".keys.b"), "both copies are the same");
        assert!(!beside(practice, ".keys.new").exists() && !beside(practice, ".keys.b.new").exists());
        Self { database: read(""), anchor: read(".anchor"), keys: read(".keys") }
    }
}

/// The moments at which a change of the key file can be cut off, between the files before and after it; whether the change
/// then stands.
fn kills(practice: &Practice, before: &Files, after: &Files, mut check: impl FnMut(&str, bool)) {
    let (old, new) = (Some(&before.keys), Some(&after.keys));
    for (moment, committed, keys) in [
        ("one copy is staged", false, [old, old, new, None]),
        ("both are staged", false, [old, old, new, new]),
        ("it is committed", true, [old, old, new, new]),
        ("one is in place", true, [new, old, None, new]),
        ("both are in place", true, [new, new, None, None]),
    ] {
        for (extension, bytes) in [".keys", ".keys.b", ".keys.new", ".keys.b.new"].into_iter().zip(keys) {
            let path = beside(practice, extension);
            match bytes {
                Some(bytes) => std::fs::write(path, bytes).unwrap(),
                None => _ = std::fs::remove_file(path),
            }
        }
        let database = if committed { after } else { before };
        std::fs::write(practice.file(), &database.database).unwrap();
        std::fs::write(beside(practice, ".anchor"), &database.anchor).unwrap();
        check(moment, committed);
    }
}

#[test]
fn a_kill_while_a_passphrase_changes_leaves_exactly_one_that_opens() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, _) = create(&folder);
    ask(&practice, "lock", json!({}));
    let before = Files::of(&practice);
    let new = "nine orange kettles on parade";
    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
    ask(&practice, "change_passphrase", json!({ "old_passphrase": PASSPHRASE, "new_passphrase": new }));
    ask(&practice, "lock", json!({}));
    let after = Files::of(&practice);
    kills(&practice, &before, &after, |moment, changed| {
        let started = Practice::with_cost(practice.file().to_owned(), QUICK);
        let (right, wrong) = if changed { (new, PASSPHRASE) } else { (PASSPHRASE, new) };
        assert_eq!(refused(&started, "unlock", json!({ "passphrase": wrong })), FaultCode::WrongPassphrase, "{moment}");
        ask(&started, "unlock", json!({ "passphrase": right }));
        ask(&started, "lock", json!({}));
        assert!(Files::of(&practice).keys == if changed { &after } else { &before }.keys, "{moment}: settled");
        assert_eq!(refused(&started, "unlock", json!({ "passphrase": wrong })), FaultCode::WrongPassphrase, "{moment}");
    });
}

#[test]
fn a_kill_while_the_recovery_code_changes_leaves_exactly_one_that_works() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, old) = create(&folder);
    let new = new_code(&practice);
    ask(&practice, "lock", json!({}));
    assert!(opens(&practice, &old) && !opens(&practice, &new), "before the confirmation");
    let before = Files::of(&practice);
    ask(&practice, "unlock", json!({ "passphrase": PASSPHRASE }));
    ask(&practice, "confirm_recovery_code", json!({ "recovery_code": new, "part": part(&new) }));
    ask(&practice, "lock", json!({}));
    let after = Files::of(&practice);
    kills(&practice, &before, &after, |moment, changed| {
        assert_eq!((opens(&practice, &old), opens(&practice, &new)), (!changed, changed), "{moment}");
        let started = Practice::with_cost(practice.file().to_owned(), QUICK);
        ask(&started, "unlock", json!({ "passphrase": PASSPHRASE }));
        ask(&started, "lock", json!({}));
        assert!(Files::of(&practice).keys == if changed { &after } else { &before }.keys, "{moment}: settled");
    });
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
