//! Who can sign in: adding a user, taking access away, giving it back.
//!
//! Both the database and the key file say who may enter; the key file is what a passphrase meets, so access is taken there.

use rusqlite::params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::{AddPractitioner, NewUser, User, UserRole, insert_practitioner, users, write_key};
use crate::{
    Change, Error, FaultCode, Id, Result,
    gate::{self, Secret},
    permissions::Role,
    practice::{Empty, Practice, Session},
    text,
};

/// A user to add, with the passphrase they will sign in with.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddUser {
    /// The user.
    pub user: NewUser,
    /// Typed by the new user themselves.
    pub passphrase: Secret,
    /// The signed-in administrator's own passphrase: the file's key is wrapped anew for the new user.
    pub own_passphrase: Secret,
}

/// Adds a user who can sign in.
pub fn add_user(practice: &Practice, session: &Session, input: AddUser) -> Result<User> {
    input.user.check()?;
    if input.user.roles.is_empty() {
        return Err(Error::invalid("user.roles", "Give the user at least one role."));
    }
    let mut keys = gate::keys_of(practice)?;
    let name = text::line("user.display_name", &input.user.display_name)?;
    if keys.users().iter().any(|u| u.display_name.to_lowercase() == name.to_lowercase()) {
        return Err(Error::invalid("user.display_name", "There is already a user of this name."));
    }
    gate::check_passphrase(&input.passphrase, &[&session.practice_name, &name])?;
    let root = gate::unlock_again(practice, session, &keys, Some(&input.own_passphrase))?;
    let id = Id::<User>::new();
    let user_key = keys.set_user(id, &name, input.passphrase.expose(), practice.cost(), &root)?;
    gate::save_keys(practice, "add_user", &mut keys, |tx| {
        tx.insert("user", id, &[("display_name", &name), ("active", &true)])?;
        for role in &input.user.roles {
            tx.insert(
                "user_role",
                Id::<UserRole>::new(),
                &[("user_id", &id), ("role", &role.name()), ("active", &true)],
            )?;
        }
        if input.user.roles.contains(&Role::Provider) {
            let new = AddPractitioner {
                display_name: name.clone(),
                credential: input.user.credential.clone(),
                npi: input.user.npi.clone(),
                taxonomy: None,
                sees_patients: true,
            };
            insert_practitioner(tx, Some(id), &new)?;
        }
        write_key(tx, id, &*user_key)
    })?;
    user(practice, id)
}

fn user(practice: &Practice, id: Id<User>) -> Result<User> {
    let command = crate::commands::find("users").ok_or(Error::Internal("no such command"))?;
    let all = practice.with_open(|open| open.view(command, |v| users(v, Empty {})))?;
    all.into_iter().find(|u| u.id == id).ok_or(Error::NotFound("user"))
}

/// A user whose roles or access change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeUser {
    /// Which one.
    pub id: Id<User>,
    /// The version these were read at.
    pub version: i64,
    /// Whether they can sign in. One who no longer can loses their place in the key file: no passphrase of theirs opens anything.
    pub active: bool,
    /// Roles to hold from now on.
    pub roles: Vec<Role>,
    /// A new passphrase, typed by the user themselves; needed for one who could not sign in until now.
    #[serde(default)]
    pub passphrase: Option<Secret>,
    /// The signed-in administrator's own passphrase; needed with a new one.
    #[serde(default)]
    pub own_passphrase: Option<Secret>,
}

/// Changes a user's roles, or whether they can sign in. Access is taken in the key file, both copies, before this answers.
pub fn change_user(practice: &Practice, session: &Session, input: ChangeUser) -> Result<User> {
    let command = crate::commands::find("change_user").ok_or(Error::Internal("no such command"))?;
    let mut keys = gate::keys_of(practice)?;
    let could = keys.users();
    let may_enter = |id| could.iter().any(|u| u.id == id);
    if let Some(new) = &input.passphrase {
        let name = user(practice, input.id)?.display_name;
        gate::check_passphrase(new, &[&session.practice_name, &name])?;
        let root = gate::unlock_again(practice, session, &keys, input.own_passphrase.as_ref())?;
        let key = keys.set_user(input.id, &name, new.expose(), practice.cost(), &root)?;
        gate::save_keys(practice, command.name, &mut keys, |tx| {
            write_access(tx, &input, may_enter)?;
            write_key(tx, input.id, &*key)
        })?;
    } else if !input.active && may_enter(input.id) {
        keys.remove_user(input.id);
        gate::save_keys(practice, command.name, &mut keys, |tx| {
            write_access(tx, &input, may_enter)?;
            tx.exec("DELETE FROM user_secret WHERE id = ?1", [input.id]).map(|_| ())
        })?;
    } else {
        practice.with_open(|open| open.change(command, true, |tx| write_access(tx, &input, may_enter)))?;
    }
    user(practice, input.id)
}

/// Writes roles and access, and refuses what would lock the practice out. `may_enter` tells who has a place in the key file.
fn write_access(tx: &mut Change, input: &ChangeUser, may_enter: impl Fn(Id<User>) -> bool) -> Result<()> {
    let all = users(tx, Empty {})?;
    let old = all.iter().find(|u| u.id == input.id).ok_or(Error::NotFound("user"))?;
    if input.roles.is_empty() {
        return Err(Error::invalid("roles", "Give the user at least one role."));
    }
    let stays = all.iter().any(|u| match u.id == input.id {
        true => input.active && input.roles.contains(&Role::Administrator),
        false => u.active && u.roles.contains(&Role::Administrator) && may_enter(u.id),
    });
    if !stays {
        return Err(Error::refused(FaultCode::WrongState, "At least one active administrator must remain."));
    }
    if !input.active && input.id == tx.user() {
        return Err(Error::refused(FaultCode::WrongState, "Nobody disables themselves: ask another administrator."));
    }
    match (&input.passphrase, input.active) {
        (Some(_), false) => {
            return Err(Error::invalid("passphrase", "A user who cannot sign in gets no passphrase."));
        }
        (None, true) if !may_enter(input.id) => {
            return Err(Error::invalid("passphrase", "Give the user a new passphrase: the old one was taken away."));
        }
        _ => {}
    }
    tx.update("user", "user", input.id, input.version, &[("active", &input.active)])?;
    for role in Role::ALL {
        match (old.roles.contains(&role), input.roles.contains(&role)) {
            (true, false) => {
                let (now, by) = (tx.now(), tx.user());
                tx.exec(
                    "UPDATE user_role SET active = 0, changed_at = ?1, changed_by = ?2, version = version + 1 WHERE user_id = ?3 AND role = ?4 AND active = 1",
                    params![now, by, input.id, role.name()],
                )?;
            }
            (false, true) => {
                tx.insert(
                    "user_role",
                    Id::<UserRole>::new(),
                    &[("user_id", &input.id), ("role", &role.name()), ("active", &true)],
                )?;
            }
            _ => {}
        }
    }
    Ok(())
}
