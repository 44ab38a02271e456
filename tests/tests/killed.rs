//! The process is killed at random moments while it writes. Whatever was acknowledged is there; nothing else is.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what a test needs and does not get fails it"
)]

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use chartwell_tests::{PASSPHRASE, built, practice_in};
use serde_json::{Value, json};

/// How often it is killed.
const KILLS: usize = 200;
/// How often in a soak.
const SOAK: usize = 3000;

fn start(file: &Path) -> Child {
    Command::new(built("chartwellctl"))
        .args(["--file".as_ref(), file.as_os_str(), "call".as_ref(), "-".as_ref()])
        .env("CHARTWELL_PASSPHRASE", PASSPHRASE)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A family name of its own for each write, of letters as names are: `Killedabcd`.
fn family(round: usize, number: usize) -> String {
    let mut rest = round * 1000 + number;
    let mut name = String::from("Killed");
    for _ in 0..4 {
        name.push(char::from(b'a' + u8::try_from(rest % 26).unwrap()));
        rest /= 26;
    }
    name
}

/// Registers patients, one call after another, until the program is killed after `patience`. What was sent, what was answered.
fn write_until_killed(file: &Path, round: usize, patience: Duration) -> (Vec<String>, Vec<String>) {
    let mut program = start(file);
    let mut to = program.stdin.take().unwrap();
    let mut from = BufReader::new(program.stdout.take().unwrap());
    let (mut sent, mut acknowledged) = (Vec::new(), Vec::new());
    let mut killer = None;
    for number in 0.. {
        let family = family(round, number);
        let call = json!({ "name": "register_patient", "input": { "details": {
            "family": family, "given": "Test", "birth_date": "1980-02-29", "sex": "female",
            "telecoms": [{ "kind": "mobile", "value": "212-555-0134" }],
        } } });
        sent.push(family.clone());
        if writeln!(to, "{call}").and_then(|()| to.flush()).is_err() {
            break;
        }
        let mut line = String::new();
        if from.read_line(&mut line).unwrap_or(0) == 0 {
            break;
        }
        let Ok(reply) = serde_json::from_str::<Value>(&line) else { break };
        assert!(reply.get("ok").is_some(), "round {round}: {reply}");
        acknowledged.push(family);
        // The clock starts with the first answer, so that kills fall into writing, not into starting up.
        killer.get_or_insert_with(|| {
            let id = program.id();
            std::thread::spawn(move || {
                std::thread::sleep(patience);
                kill(id);
            })
        });
    }
    killer.unwrap().join().unwrap();
    program.wait().unwrap();
    (sent, acknowledged)
}

fn kill(id: u32) {
    Command::new("kill").args(["-KILL", &id.to_string()]).status().unwrap();
}

#[test]
fn what_was_acknowledged_survives_a_kill_at_any_moment_and_nothing_else_appears() {
    let folder = tempfile::tempdir().unwrap();
    let practice = practice_in(folder.path());
    let file = practice.file().to_owned();
    practice.call("lock", "{}").unwrap();
    let (mut sent, mut acknowledged) = (BTreeSet::new(), BTreeSet::new());
    let mut moment = 0x2545_f491_4f6c_dd1d_u64;
    let kills = if std::env::var_os("CHARTWELL_SOAK").is_some() { SOAK } else { KILLS };
    for round in 0..kills {
        // xorshift: other moments in every round, the same in every run.
        moment ^= moment << 13;
        moment ^= moment >> 7;
        moment ^= moment << 17;
        let (tried, answered) = write_until_killed(&file, round, Duration::from_micros(moment % 25_000));
        sent.extend(tried);
        acknowledged.extend(answered);
    }
    assert!(acknowledged.len() >= kills, "only {} writes were acknowledged", acknowledged.len());
    practice.ask::<Value>("unlock", &json!({ "passphrase": PASSPHRASE })).unwrap();
    // Each is found by name and phone, so that the derived rows of the search are whole too.
    let present: BTreeSet<String> = sent
        .iter()
        .filter(|family| {
            let query = json!({ "query": format!("{family} 555-0134") });
            let found: Value = practice.ask("find_patients", &query).unwrap();
            found.as_array().unwrap().iter().any(|p| p["name"] == format!("{family}, Test"))
        })
        .cloned()
        .collect();
    let lost: Vec<_> = acknowledged.difference(&present).collect();
    assert!(lost.is_empty(), "acknowledged and gone: {lost:?}");
    // At most the one write under way when each kill fell may be there without an answer.
    assert!(present.len() - acknowledged.len() <= kills);
    let verification: Value = practice.ask("verify", &json!({})).unwrap();
    assert_eq!(verification["sound"], true, "{verification}");
}
