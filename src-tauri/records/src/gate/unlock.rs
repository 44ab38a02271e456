//! In by passphrase or by the recovery code, and out again.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::{Secret, SessionInfo, check_passphrase, save_keys, status::no_keys};
use crate::{
    Error, FaultCode, Id, Result,
    audit::Entry,
    keys::{KeyFile, Root},
    practice::{Empty, Open, Practice, Session},
    staff::{self, User},
    storage,
    time::Instant,
};

/// Who unlocks, and with what.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// The user; may be left out when there is only one.
    #[serde(default)]
    pub user: Option<Id<User>>,
    /// The user's display name, instead of `user`.
    #[serde(default)]
    pub user_name: Option<String>,
    /// The user's passphrase.
    pub passphrase: Secret,
    /// Go on although acknowledged entries are missing. Logged.
    #[serde(default)]
    pub accept_missing_entries: bool,
}

/// Opens the practice for a user.
pub fn unlock(practice: &Practice, input: Unlock) -> Result<SessionInfo> {
    practice.tries().wait()?;
    let keys = keys_of(practice)?;
    let user = chosen(&keys, input.user, input.user_name.as_deref())?;
    let root = keys.unlock(user, input.passphrase.expose()).inspect_err(|e| {
        if e.code() == FaultCode::WrongPassphrase {
            practice.tries().was_wrong();
        }
    })?;
    enter(practice, &keys, root, user, input.accept_missing_entries, "unlock")
}

fn keys_of(practice: &Practice) -> Result<KeyFile> {
    if practice.session().is_some() {
        return Err(Error::refused(FaultCode::WrongState, "The practice is already open here. Lock it first."));
    }
    let keys = KeyFile::load(practice.file())?;
    match (keys, practice.file().exists()) {
        (Some(keys), true) => Ok(keys),
        (Some(_), false) => Err(Error::refused(
            FaultCode::Damaged,
            "The practice file is missing, only its key file is here. Put the file back from a backup.",
        )),
        (None, true) => Err(no_keys(practice)),
        (None, false) => Err(Error::refused(FaultCode::NoPractice, "There is no practice here yet.")),
    }
}

fn chosen(keys: &KeyFile, id: Option<Id<User>>, name: Option<&str>) -> Result<Id<User>> {
    let users = keys.users();
    match (id, name, users.as_slice()) {
        (Some(id), _, _) => Ok(id),
        (None, Some(name), all) => {
            let wanted = name.trim().to_lowercase();
            all.iter().find(|u| u.display_name.to_lowercase() == wanted).map(|u| u.id).ok_or(Error::NotFound("user"))
        }
        (None, None, [only]) => Ok(only.id),
        (None, None, _) => Err(Error::invalid("user", "This practice has several users: say which one.")),
    }
}

fn enter(
    practice: &Practice,
    keys: &KeyFile,
    root: Root,
    user: Id<User>,
    accept_missing: bool,
    command: &str,
) -> Result<SessionInfo> {
    let hold = storage::hold(practice.file())?;
    let open = Open::existing(practice.file(), hold, root, keys, user, accept_missing)?;
    // A crash between the two copies leaves an older one, in which a passphrase or code taken away would still open.
    if let Err(e) = keys.copy_to_all(practice.file()) {
        tracing::error!(code = ?e.code(), "a copy of the key file could not be renewed");
    }
    let session = open.session();
    let now = Instant::now();
    let wrong = practice.tries().was_right();
    if wrong > 0 {
        let mut entry = Entry::new(&session, "unlock", "gate", now);
        (entry.outcome, entry.times, entry.user) = ("wrong_passphrase".into(), wrong, None);
        open.log_now(entry)?;
    }
    open.log_now(Entry::new(&session, command, "gate", now))?;
    practice.install(open);
    if session.practice_name != keys.practice_name() {
        // The practice was renamed: the unlock page shall show it next time.
        let mut keys = keys.clone();
        keys.rename(&session.practice_name);
        save_keys(practice, "change_practice_profile", &mut keys, |_| Ok(()))?;
    }
    Ok(session.into())
}

/// A new passphrase for a user who lost theirs.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Recover {
    /// The user; may be left out when there is only one.
    #[serde(default)]
    pub user: Option<Id<User>>,
    /// The code on the recovery sheet.
    pub recovery_code: Secret,
    /// The user's new passphrase.
    pub new_passphrase: Secret,
}

/// Gives a user a new passphrase by the recovery code, and opens the practice.
pub fn recover(practice: &Practice, input: Recover) -> Result<SessionInfo> {
    practice.tries().wait()?;
    let mut keys = keys_of(practice)?;
    let user = chosen(&keys, input.user, None)?;
    let name = keys.users().into_iter().find(|u| u.id == user).ok_or(Error::NotFound("user"))?.display_name;
    let practice_name = keys.practice_name().to_owned();
    check_passphrase(&input.new_passphrase, &[&practice_name, &name])?;
    let root = keys.recover(input.recovery_code.expose()).inspect_err(|e| {
        if e.code() == FaultCode::WrongPassphrase {
            practice.tries().was_wrong();
        }
    })?;
    let session = enter(practice, &keys, root.clone(), user, false, "recover")?;
    let user_key = keys.set_user(user, &name, input.new_passphrase.expose(), practice.cost(), &root)?;
    save_keys(practice, "recover", &mut keys, |tx| staff::write_key(tx, user, &*user_key))?;
    Ok(session)
}

/// Locks now: what waits is written, the file closed, the key wiped.
pub fn lock(practice: &Practice, _: Empty) -> Result<Empty> {
    // Locking comes before logging: on a full disk the practice is locked all the same.
    _ = practice.with_open(|open| open.log_now(Entry::new(&open.session(), "lock", "gate", Instant::now())));
    practice.close();
    Ok(Empty {})
}

/// Tells that a person is at work, so that the practice does not lock itself.
pub fn touch(practice: &Practice, _: &Session, _: Empty) -> Result<Empty> {
    practice.mark_active();
    Ok(Empty {})
}
