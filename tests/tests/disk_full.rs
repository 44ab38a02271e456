//! The disk fills up while the practice is being written. What was acknowledged stays, what failed leaves nothing, and the
//! sentence says what to do.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

use std::{io::Write, path::Path, process::Command};

use chartwell_tests::{PASSPHRASE, practice_in};
use records::{FaultCode, Practice, keys::Cost};
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

impl SmallDisk {
    /// Leaves this many bytes free, in whole pages; the space comes back with [`SmallDisk::free`].
    fn fill(&self, leave: u64) {
        let mut ballast = std::fs::File::create(self.path().join("filled")).unwrap();
        while ballast.write_all(&[0; 4096]).is_ok() {}
        let length = ballast.metadata().unwrap().len() / 4096 * 4096;
        ballast.set_len(length.saturating_sub(leave)).unwrap();
    }

    fn free(&self) {
        std::fs::remove_file(self.path().join("filled")).unwrap();
    }
}

#[test]
fn on_a_full_disk_access_changes_whole_or_not_at_all() {
    let Some(disk) = SmallDisk::mount() else {
        println!("skipped: this user may not mount a small disk");
        return;
    };
    disk.grow();
    let mut practice = practice_in(disk.path());
    let ask = |practice: &Practice, name: &str, input: Value| practice.ask::<Value>(name, &input).unwrap();
    let robin = "eleven copper lanterns by the river";
    let user = json!({ "display_name": "Robin", "roles": ["front_desk"] });
    ask(&practice, "add_user", json!({ "user": user, "passphrase": robin, "own_passphrase": PASSPHRASE }));
    let mut own = PASSPHRASE.to_owned();
    let (mut refused, mut done) = (0, 0);
    for leave in (0..64 * 1024).step_by(4096) {
        let new = format!("nine orange kettles on parade {leave}");
        let third = json!({ "display_name": format!("Sam {leave}"), "roles": ["biller"] });
        let users = ask(&practice, "users", json!({}));
        let listed = users.as_array().unwrap().iter().find(|u| u["display_name"] == "Robin").unwrap().clone();
        let dismissed =
            json!({ "id": listed["id"], "version": listed["version"], "active": false, "roles": listed["roles"] });
        disk.fill(leave);
        let act = |name: &str, input: Value| match practice.ask::<Value>(name, &input) {
            Ok(_) => true,
            Err(fault) => {
                assert_eq!(fault.code, FaultCode::DiskFull, "{leave} bytes free, {name}: {fault:?}");
                assert!(fault.message.contains("Nothing was changed"), "{}", fault.message);
                false
            }
        };
        let changed = act("change_passphrase", json!({ "old_passphrase": own, "new_passphrase": new }));
        let now = if changed { &new } else { &own }.clone();
        let added = act("add_user", json!({ "user": third, "passphrase": robin, "own_passphrase": now }));
        let gone = act("change_user", dismissed);
        _ = act("new_recovery_code", json!({ "own_passphrase": now }));
        for known in [changed, added, gone] {
            *if known { &mut done } else { &mut refused } += 1;
        }
        // The program dies there, and starts again with room.
        disk.free();
        let file = practice.file().to_owned();
        drop(practice);
        practice = Practice::with_cost(file, Cost { memory_kib: 256, passes: 1 });
        let opens = |name: &str, passphrase: &str| {
            let opened = practice.ask::<Value>("unlock", &json!({ "user_name": name, "passphrase": passphrase }));
            _ = practice.call("lock", "{}");
            opened.is_ok()
        };
        let other = if changed { &own } else { &new };
        assert!(opens("Dr. Ada Quill", &now) && !opens("Dr. Ada Quill", other), "{leave} bytes free");
        assert_eq!(opens("Robin", robin), !gone, "{leave} bytes free");
        assert_eq!(opens(&format!("Sam {leave}"), robin), added, "{leave} bytes free");
        own = now;
        ask(&practice, "unlock", json!({ "user_name": "Dr. Ada Quill", "passphrase": own }));
        let users = ask(&practice, "users", json!({}));
        let status = ask(&practice, "practice_status", json!({}));
        let active = users.as_array().unwrap().iter().filter(|u| u["active"] == true).count();
        assert_eq!(
            active,
            status["users"].as_array().unwrap().len(),
            "every user has a place in the key file: {users}"
        );
        if gone {
            let of = users.as_array().unwrap().iter().find(|u| u["display_name"] == "Robin").unwrap();
            let back = json!({ "id": of["id"], "version": of["version"], "active": true, "roles": of["roles"], "passphrase": robin, "own_passphrase": own });
            ask(&practice, "change_user", back);
        }
    }
    assert!(refused > 5 && done > 5, "{refused} refused, {done} done");
    assert_eq!(ask(&practice, "verify", json!({}))["sound"], true);
}

#[test]
fn on_a_full_disk_the_fault_says_so() {
    let Some(disk) = SmallDisk::mount() else {
        println!("skipped: this user may not mount a small disk");
        return;
    };
    disk.grow();
    let practice = practice_in(disk.path());
    practice.call("lock", "{}").unwrap();
    practice.ask::<Value>("unlock", &json!({ "passphrase": PASSPHRASE })).unwrap();
    disk.fill(0);
    let register =
        json!({ "details": { "family": "Fuller", "given": "Ann", "birth_date": "1980-02-29", "sex": "female" } });
    for (name, input) in [("verify", json!({})), ("register_patient", register), ("verify", json!({}))] {
        let fault = practice.call(name, &input.to_string()).unwrap_err();
        assert_eq!(fault.code, FaultCode::DiskFull, "{name}: {fault:?}");
    }
    practice.call("lock", "{}").unwrap();
    for leave in (0..64 * 1024).step_by(4096) {
        disk.fill(leave);
        if let Err(fault) = practice.call("unlock", &json!({ "passphrase": PASSPHRASE }).to_string()) {
            assert_eq!(fault.code, FaultCode::DiskFull, "{leave} bytes free, unlock: {fault:?}");
        }
        if let Err(fault) = practice.call("verify", "{}") {
            let code = if practice.session().is_some() { FaultCode::DiskFull } else { FaultCode::Locked };
            assert_eq!(fault.code, code, "{leave} bytes free, verify: {fault:?}");
        }
        practice.call("lock", "{}").unwrap();
        disk.free();
    }
    practice.ask::<Value>("unlock", &json!({ "passphrase": PASSPHRASE })).unwrap();
    assert_eq!(practice.ask::<Value>("verify", &json!({})).unwrap()["sound"], true);
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
