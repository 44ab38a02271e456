//! In by passphrase or by the recovery code, and out again.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::{Secret, SessionInfo, check_passphrase, save_keys, status::no_keys, tries};
use crate::{
    Error, FaultCode, Id, Result,
    audit::Entry,
    keys::{Copies, KeyFile, Root},
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
    let lets_in = |keys: &KeyFile| {
        let user = chosen(keys, input.user, input.user_name.as_deref())?;
        Ok((user, keys.unlock(user, input.passphrase.expose())?))
    };
    let (session, mut keys) = enter(practice, input.accept_missing_entries, "unlock", lets_in)?;
    if session.practice_name != keys.practice_name() {
        // The practice was renamed: the unlock page shall show it next time.
        keys.rename(&session.practice_name);
        if let Err(e) = save_keys(practice, "change_practice_profile", &mut keys, |_| Ok(())) {
            tracing::error!(code = ?e.code(), "the practice's new name could not be written to the key file");
        }
    }
    Ok(session)
}

/// Refuses where there is nothing to open.
fn check_place(practice: &Practice) -> Result<()> {
    if practice.session().is_some() {
        return Err(Error::refused(FaultCode::WrongState, "The practice is already open here. Lock it first."));
    }
    match (Copies::read(practice.file())?, practice.file().exists()) {
        (Some(_), true) => Ok(()),
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

/// Opens the practice for whom `lets_in` finds in a copy of the key file. The copy that counts must let them in, too: only the
/// database, once open, tells which one that is.
fn enter(
    practice: &Practice,
    accept_missing: bool,
    command: &str,
    lets_in: impl Fn(&KeyFile) -> Result<(Id<User>, Root)>,
) -> Result<(SessionInfo, KeyFile)> {
    tries::wait(practice)?;
    check_place(practice)?;
    // Held before the keys are read: no other program changes them from here on.
    let hold = storage::hold(practice.file())?;
    let copies = Copies::read(practice.file())?.ok_or_else(|| no_keys(practice))?;
    let ((user, root), opened) = tries::count(practice, copies.open(&lets_in))?;
    let mut keys = opened;
    let open = Open::existing(practice.file(), hold, root.clone(), user, accept_missing, |generation| {
        keys = copies.counting(&root, generation)?;
        if keys != opened {
            tries::count(practice, lets_in(keys))?;
        }
        Ok(())
    })?;
    let keys = keys.clone();
    // A crash or damage leaves copies that differ; in an older one, a passphrase or code taken away would still open.
    if let Err(e) = keys.copy_to_all(practice.file()) {
        tracing::error!(code = ?e.code(), "a copy of the key file could not be renewed");
    }
    let session = open.session();
    let now = Instant::now();
    let wrong = tries::wrong(practice);
    if wrong > 0 {
        let mut entry = Entry::new(&session, "unlock", "gate", now);
        (entry.outcome, entry.times, entry.user) = ("wrong_passphrase".into(), wrong, None);
        open.log_now(entry)?;
    }
    open.log_now(Entry::new(&session, command, "gate", now))?;
    tries::forget(practice);
    practice.install(open);
    Ok((session.into(), keys))
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
    if let Some(keys) = KeyFile::load(practice.file())? {
        let names: Vec<String> = keys.users().into_iter().map(|u| u.display_name).collect();
        let known: Vec<&str> = names.iter().map(String::as_str).chain([keys.practice_name()]).collect();
        check_passphrase(&input.new_passphrase, &known)?;
    }
    let lets_in = |keys: &KeyFile| Ok((chosen(keys, input.user, None)?, keys.recover(input.recovery_code.expose())?));
    let (session, mut keys) = enter(practice, false, "recover", lets_in)?;
    let mut given = || -> Result<()> {
        let root = practice.with_open(|open| Ok(open.root.clone()))?;
        let new = input.new_passphrase.expose();
        let user_key = keys.set_user(session.user, &session.display_name, new, practice.cost(), &root)?;
        save_keys(practice, "recover", &mut keys, |tx| staff::write_key(tx, session.user, &*user_key))
    };
    // Without the new passphrase nobody was let in.
    given().inspect_err(|_| practice.close())?;
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
