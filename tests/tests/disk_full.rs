//! The disk fills up while the practice is being written. What was acknowledged stays, what failed leaves nothing, and the
//! sentence says what to do.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

use std::{path::Path, process::Command};

use chartwell_tests::{PASSPHRASE, practice_in};
use records::FaultCode;
use serde_json::{Value, json};

/// A file system of four megabytes, gone when dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None` where this user may not mount one.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let done =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"]).arg(folder.path()).output().ok()?;
        done.status.success().then_some(Self(folder))
    }

    /// As when a person frees space: the file with its WAL needs room to be folded together when it is opened again.
    fn grow(&self) {
        let done = Command::new("mount").args(["-o", "remount,size=32m"]).arg(self.0.path()).status().unwrap();
        assert!(done.success());
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let Some(disk) = SmallDisk::mount() else {
        println!("skipped: this user may not mount a small disk");
        return;
    };
    let practice = practice_in(disk.path());
    let ballast = disk.path().join("ballast");
    std::fs::write(&ballast, vec![0; 300_000]).unwrap();
    let register = |number: usize| json!({ "details": { "family": "Fuller", "given": format!("Nr {number}"), "birth_date": "1980-02-29", "sex": "female" } });
    let mut acknowledged = 0;
    let fault = loop {
        match practice.call("register_patient", &register(acknowledged).to_string()) {
            Ok(_) => acknowledged += 1,
            Err(fault) => break fault,
        }
    };
    assert_eq!(fault.code, FaultCode::DiskFull, "{fault:?}");
    assert!(
        fault.message.contains("disk is full") && fault.message.contains("Nothing was changed"),
        "{}",
        fault.message
    );
    assert!(acknowledged > 10);

    practice.call("lock", "{}").expect("a practice can be locked on a full disk");
    disk.grow();
    std::fs::remove_file(ballast).unwrap();
    practice.ask::<Value>("unlock", &json!({ "passphrase": PASSPHRASE })).unwrap();
    practice.call("register_patient", &register(acknowledged).to_string()).unwrap();
    let entries: Value = practice.ask("list_audit", &json!({ "command": "register_patient", "limit": 500 })).unwrap();
    let done = entries.as_array().unwrap().iter().filter(|e| e["outcome"] == "ok").count();
    assert_eq!(done.min(500), (acknowledged + 1).min(500), "every acknowledged act and no other");
    assert_eq!(practice.ask::<Value>("verify", &json!({})).unwrap()["sound"], true);
}
