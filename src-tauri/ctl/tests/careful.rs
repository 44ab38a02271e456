//! What a terminal must not lose or give away: the log of what it showed, a recovery code, a file of another name, a passphrase.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use records::{Practice, keys::Cost};
use serde_json::{Value, json};

const PASSPHRASE: &str = "violet tractor under seven moons";

fn practice_in(folder: &Path) -> PathBuf {
    let file = folder.join("p.chartwell");
    let practice = Practice::with_cost(file.clone(), Cost { memory_kib: 256, passes: 1 });
    let input = json!({ "practice": { "name": "Riverside Family Practice", "zone": "America/New_York" }, "passphrase": PASSPHRASE,
                        "user": { "display_name": "Dr. Ada Quill", "roles": ["administrator", "provider"] } });
    practice.call("create_practice", &input.to_string()).unwrap();
    file
}

fn chartwellctl(file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chartwellctl"));
    command.arg("--file").arg(file).env("CHARTWELL_PASSPHRASE", PASSPHRASE);
    command
}

fn run(file: &Path, arguments: &[&str]) -> Output {
    chartwellctl(file).args(arguments).output().unwrap()
}

/// The commands in the log with how they ended, the latest first.
fn logged(file: &Path) -> Vec<(String, String)> {
    let done = run(file, &["call", "list_audit", "{}"]);
    let rows: Value = serde_json::from_slice(&done.stdout).unwrap();
    let word = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    rows.as_array().unwrap().iter().map(|row| (word(row, "command"), word(row, "outcome"))).collect()
}

#[test]
fn what_the_terminal_showed_or_was_refused_stands_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let file = practice_in(folder.path());
    assert!(run(&file, &["patients", "find", "smith"]).status.success());
    assert_eq!(run(&file, &["call", "open_chart", r#"{"patient": 1}"#]).status.code(), Some(5));
    let log = logged(&file);
    let has = |command: &str, outcome: &str| log.iter().any(|(c, o)| c == command && o == outcome);
    assert!(has("find_patients", "ok"), "{log:?}");
    assert!(has("open_chart", "bad_input"), "{log:?}");
}

#[test]
fn a_stream_of_calls_that_is_killed_leaves_its_looks_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let file = practice_in(folder.path());
    let mut child =
        chartwellctl(&file).args(["call", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut typed = child.stdin.take().unwrap();
    typed.write_all(b"{\"name\":\"find_patients\",\"input\":{\"query\":\"smith\"}}\n").unwrap();
    let mut answer = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut answer).unwrap();
    assert!(answer.contains("\"ok\""), "{answer}");
    // Looks are in the log within a second.
    std::thread::sleep(Duration::from_millis(1500));
    child.kill().unwrap();
    child.wait().unwrap();
    let log = logged(&file);
    assert!(log.iter().any(|(command, _)| command == "find_patients"), "{log:?}");
}

#[test]
fn a_recovery_sheet_that_cannot_be_written_does_not_take_the_code_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("tax return.pdf");
    fs::write(&taken, "dear to somebody").unwrap();
    for (name, sheet, code) in [("a", folder.path().join("nowhere/sheet.pdf"), 10), ("b", taken.clone(), 7)] {
        let file = folder.path().join(format!("{name}.chartwell"));
        let done = run(
            &file,
            &[
                "--user",
                "Dr. Ada Quill",
                "init",
                "--practice",
                "Riverside",
                "--recovery-sheet",
                sheet.to_str().unwrap(),
            ],
        );
        assert_eq!(done.status.code(), Some(code), "{done:?}");
        assert!(String::from_utf8_lossy(&done.stdout).contains("Recovery code: "), "{done:?}");
        assert!(file.exists());
    }
    assert_eq!(fs::read_to_string(&taken).unwrap(), "dear to somebody");
}

#[test]
fn a_passphrase_is_not_taken_as_an_argument() {
    let folder = tempfile::tempdir().unwrap();
    let file = practice_in(folder.path());
    let input = json!({ "old_passphrase": PASSPHRASE, "new_passphrase": "eleven copper lanterns by the river" });
    let done = run(&file, &["call", "change_passphrase", &input.to_string()]);
    assert_eq!(done.status.code(), Some(2), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("call change_passphrase -"), "{done:?}");
    assert!(run(&file, &["patients", "find", "smith"]).status.success(), "the passphrase is the old one");
}
