//! `chartwellctl import` and `call -` as a script meets them: exit codes, and what stands on standard output and error.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use records::{Practice, keys::Cost};
use serde_json::{Value, json};

const PASSPHRASE: &str = "violet tractor under seven moons";

struct Desk {
    file: PathBuf,
    folder: tempfile::TempDir,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("p.chartwell");
    let practice = Practice::with_cost(file.clone(), Cost { memory_kib: 256, passes: 1 });
    let input = json!({ "practice": { "name": "Riverside Family Practice", "zone": "America/New_York" },
                        "user": { "display_name": "Dr. Ada Quill", "roles": ["provider"] }, "passphrase": PASSPHRASE });
    practice.call("create_practice", &input.to_string()).unwrap();
    practice.call("lock", "{}").unwrap();
    Desk { file, folder }
}

impl Desk {
    fn run(&self, arguments: &[&str], typed: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_chartwellctl"))
            .arg("--file")
            .arg(&self.file)
            .args(arguments)
            .env("CHARTWELL_PASSPHRASE", PASSPHRASE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(typed).unwrap();
        child.wait_with_output().unwrap()
    }

    /// The exit code of importing this text, what was said, and what was said of what went wrong.
    fn import(&self, bytes: &[u8]) -> (Option<i32>, String, String) {
        let path = self.folder.path().join("one.json");
        fs::write(&path, bytes).unwrap();
        let done = self.run(&["import", path.to_str().unwrap()], b"");
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (done.status.code(), text(done.stdout), text(done.stderr))
    }
}

fn bundle(resources: &[Value]) -> Vec<u8> {
    let entries: Vec<Value> = resources.iter().map(|r| json!({ "resource": r })).collect();
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries }).to_string().into_bytes()
}

fn patient(id: &str, born: &str) -> Value {
    json!({ "resourceType": "Patient", "id": id, "name": [{ "family": "Lindholm", "given": ["Maria"] }], "birthDate": born })
}

#[test]
fn a_script_tells_by_the_exit_code_what_became_of_an_import() {
    let desk = desk();
    for nothing in
        [&b""[..], b"  \n", b"[]", b"Dear colleague,", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"\xff\xfe{\x00}\x00"]
    {
        let (code, said, why) = desk.import(nothing);
        assert_eq!((code, said.as_str()), (Some(13), ""), "{nothing:?}: {why}");
        assert!(why.contains("None of these files holds a FHIR R4 record"), "{why}");
    }
    let (code, said, why) = desk.import(&bundle(&[patient("1", "1961-03-04"), patient("2", "2190-01-01")]));
    assert_eq!(code, Some(14), "{why}");
    assert!(said.contains("1 records kept") && said.contains("The birth date is in the future."), "{said}");
    let (code, said, why) = desk.import(&bundle(&[patient("1", "1961-03-04")]));
    assert_eq!((code, why.as_str()), (Some(0), ""), "{said}");
    let mut changed = patient("1", "1961-03-04");
    changed["deceasedBoolean"] = json!(true);
    let (code, said, _) = desk.import(&bundle(&[changed]));
    assert_eq!(code, Some(0));
    assert!(said.contains("Already here, but different"), "{said}");
    let help = String::from_utf8(desk.run(&["--help"], b"").stdout).unwrap();
    assert!(help.contains("13 no file") && help.contains("14 an"), "{help}");
}

#[test]
fn a_line_that_is_not_text_is_answered_and_the_next_is_read() {
    let desk = desk();
    let calls = b"{\"name\": \"rooms\"}\n\xff\xfe\n{\"name\": \"rooms\", \"input\": {\"x\": \"\xe9\"}}\n\n{\"name\": \"rooms\"}\n";
    let done = desk.run(&["call", "-"], calls);
    let answers: Vec<Value> =
        String::from_utf8(done.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let told: Vec<&str> = answers.iter().map(|a| a["fault"]["code"].as_str().unwrap_or("ok")).collect();
    assert_eq!(told, ["ok", "bad_input", "bad_input", "ok"]);
    assert!(done.status.success());
}

#[test]
fn every_answer_is_one_line() {
    let desk = desk();
    desk.import(&bundle(&[patient("1", "1961-03-04")]));
    let found = desk.run(&["patients", "find", "lindholm", "--json"], b"").stdout;
    let found: Value = serde_json::from_slice(&found).unwrap();
    let call = json!({ "name": "export_patient", "input": { "patient": found[0]["id"] } });
    let done = desk.run(&["call", "-"], format!("{call}\n").as_bytes());
    let said = String::from_utf8(done.stdout).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    let answer: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(answer["ok"]["fhir"]["resourceType"], "Bundle", "{said}");
}
