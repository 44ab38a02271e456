//! Makes a practice: its file, its key file, its first user.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Secret, SessionInfo, check_passphrase};
use crate::{
    Error, FaultCode, Id, Result,
    audit::Entry,
    keys::{KeyFile, Root},
    numbers,
    permissions::Role,
    practice::{Open, Practice, PracticeFile},
    profile::{self, NewPractice},
    staff::{self, NewUser, User},
    storage::{self, DatabaseKey},
    time::Instant,
};

/// A practice to make, with its first user.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CreatePractice {
    /// The practice.
    pub practice: NewPractice,
    /// The first user. An administrator, whatever other roles are named.
    pub user: NewUser,
    /// The first user's passphrase.
    pub passphrase: Secret,
}

/// A new practice, open.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct CreatedPractice {
    /// Shown once, for the recovery sheet: opens the practice when every passphrase is lost.
    pub recovery_code: String,
    /// The first user, signed in.
    pub session: SessionInfo,
}

/// Makes the practice's file and key file and signs the first user in. Never writes over anything.
pub fn create(practice: &Practice, input: CreatePractice) -> Result<CreatedPractice> {
    create_as(practice, input, false)
}

pub(crate) fn create_as(practice: &Practice, mut input: CreatePractice, sample: bool) -> Result<CreatedPractice> {
    let path = practice.file();
    for extension in ["keys", "keys.b", "anchor"] {
        if storage::beside(path, extension).exists() {
            return Err(exists());
        }
    }
    if path.exists() {
        return Err(exists());
    }
    input.practice.check()?;
    if !input.user.roles.contains(&Role::Administrator) {
        input.user.roles.insert(0, Role::Administrator);
    }
    input.user.check()?;
    check_passphrase(&input.passphrase, &[&input.practice.name, &input.user.display_name])?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let hold = storage::hold(path)?;
    let root = Root::generate()?;
    let key = DatabaseKey::from(&root)?;
    let (file, user) = (Id::<PracticeFile>::new(), Id::<User>::new());
    let (mut keys, recovery_code) = KeyFile::create(file, &input.practice.name, &root)?;
    let user_key = keys.set_user(user, &input.user.display_name, input.passphrase.expose(), practice.cost(), &root)?;
    let made = || -> Result<Open> {
        let connection = storage::create(path, &key)?;
        let tx = connection.unchecked_transaction()?;
        let now = Instant::now();
        profile::write_first(&tx, file, user, now, &input.practice, sample)?;
        staff::write_first(&tx, user, now, &input.user, &*user_key)?;
        tx.execute("INSERT INTO device (id, letter) VALUES (?1, 'A')", params![Id::<numbers::Device>::new()])?;
        tx.commit()?;
        // The key file comes last: with it, the practice is there.
        let open = Open::over(path, hold, root.clone(), connection, user)?;
        open.log_now(Entry::new(&open.session(), "create_practice", "gate", now))?;
        keys.save(path, &root)?;
        Ok(open)
    };
    let open = made().inspect_err(|_| clear_away(path))?;
    let session = open.session();
    practice.install(open);
    Ok(CreatedPractice { recovery_code: recovery_code.to_string(), session: session.into() })
}

/// Takes back a practice that was just made and could not be filled. Only called in the call that made it.
pub(crate) fn undo_create(practice: &Practice) {
    practice.close();
    clear_away(practice.file());
}

/// Removes what a failed `create` left. Only called where nothing stood before.
fn clear_away(path: &std::path::Path) {
    for extension in ["keys", "keys.b", "keys.new", "keys.b.new", "anchor", "tries", "lock"] {
        _ = std::fs::remove_file(storage::beside(path, extension));
    }
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        _ = std::fs::remove_file(name);
    }
}

fn exists() -> Error {
    Error::refused(
        FaultCode::AlreadyExists,
        "There is already a practice at this place. Nothing was changed; choose another file.",
    )
}
