//! A practice for scenario tests: `desk()` is open, with a provider who also administers it signed in.
#![allow(dead_code, clippy::panic, reason = "each test file uses its part, and a refusal it did not expect fails it")]

use std::{path::Path, sync::OnceLock};

use records::{Fault, FaultCode, Practice, keys::Cost};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "violet tractor under seven moons";
pub const STAFF_PASSPHRASE: &str = "eleven copper lanterns by the river";
/// Cheap keys: tests make many practices.
pub const QUICK: Cost = Cost { memory_kib: 256, passes: 1 };

/// An open practice in a folder of its own that goes when this does.
pub struct Desk {
    pub practice: Practice,
    folder: TempDir,
}

/// A new open practice in New York; Dr. Ada Quill, administrator and provider, is signed in.
pub fn desk() -> Desk {
    static TEMPLATE: OnceLock<TempDir> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let practice = at(folder.path());
        let input = json!({
            "practice": { "name": "Riverside Family Practice", "zone": "America/New_York", "npi": "1234567893",
                          "address": { "line1": "12 Mill Lane", "city": "Riverton", "state": "OH", "zip": "44100" },
                          "phone": "(614) 555-0100", "tax_id": "12-3456789" },
            "user": { "display_name": "Dr. Ada Quill", "roles": ["provider"], "credential": "MD", "npi": "1234567893" },
            "passphrase": PASSPHRASE,
        });
        practice.call("create_practice", &input.to_string()).unwrap();
        practice.call("lock", "{}").unwrap();
        folder
    });
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(template.path()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let desk = Desk { practice: at(folder.path()), folder };
    desk.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    desk
}

fn at(folder: &Path) -> Practice {
    Practice::with_cost(folder.join("riverside.chartwell"), QUICK)
}

impl Desk {
    /// Asks or acts, and must succeed.
    #[track_caller]
    pub fn ask(&self, name: &str, input: Value) -> Value {
        match self.practice.call(name, &input.to_string()) {
            Ok(answer) => serde_json::from_str(&answer).unwrap(),
            Err(fault) => panic!("{name} {input:.300}: {fault:?}"),
        }
    }

    /// Asks or acts, and must be refused.
    #[track_caller]
    pub fn fault(&self, name: &str, input: Value) -> Fault {
        match self.practice.call(name, &input.to_string()) {
            Ok(answer) => panic!("{name} {input:.300} was not refused: {answer:.300}"),
            Err(fault) => fault,
        }
    }

    /// The code of a refusal.
    #[track_caller]
    pub fn refused(&self, name: &str, input: Value) -> FaultCode {
        self.fault(name, input).code
    }

    /// Signs the present user out and a user with only this role in: `front_desk`, `biller`, `auditor` and so on.
    pub fn sign_in(&self, role: &str) {
        let user = format!("Robin {role}");
        self.sign_in_owner();
        let users = self.ask("users", json!({}));
        if users.as_array().unwrap().iter().all(|u| u["display_name"] != user) {
            let new = json!({ "display_name": user, "roles": [role] });
            self.ask("add_user", json!({ "user": new, "passphrase": STAFF_PASSPHRASE, "own_passphrase": PASSPHRASE }));
        }
        self.ask("lock", json!({}));
        self.ask("unlock", json!({ "user_name": user, "passphrase": STAFF_PASSPHRASE }));
    }

    /// Signs Dr. Ada Quill in again.
    pub fn sign_in_owner(&self) {
        self.ask("lock", json!({}));
        self.ask("unlock", json!({ "user_name": "Dr. Ada Quill", "passphrase": PASSPHRASE }));
    }

    /// Locks and opens the file anew, as another start of the program would.
    pub fn reopen(&self) {
        self.sign_in_owner();
    }

    /// Registers a patient (`"José García", "1961-03-04"`); their record.
    #[track_caller]
    pub fn patient(&self, name: &str, birth_date: &str) -> Value {
        let (given, family) = name.rsplit_once(' ').unwrap();
        self.ask(
            "register_patient",
            json!({ "details": { "given": given, "family": family, "birth_date": birth_date, "sex": "female" } }),
        )
    }

    /// The practitioner the owner is.
    pub fn practitioner(&self) -> Value {
        self.ask("practitioners", json!({}))[0]["id"].clone()
    }

    /// Where the practice's files are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}
