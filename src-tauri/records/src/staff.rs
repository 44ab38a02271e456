//! The practice's people: users who sign in, and practitioners who treat.

use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, FaultCode, Id, Result, View,
    gate::{self, Secret},
    keys::KeyFile,
    kinds,
    permissions::Role,
    practice::{Empty, Practice, Session},
    profile::check_npi,
    text,
    time::Instant,
};

/// Someone who signs in.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct User {
    /// The user.
    pub id: Id<User>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// The name shown.
    pub display_name: String,
    /// Whether they can sign in.
    pub active: bool,
    /// Roles held.
    pub roles: Vec<Role>,
    /// The practitioner they are, if they treat.
    pub practitioner: Option<Id<Practitioner>>,
}

/// Someone who treats (FHIR Practitioner).
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Practitioner {
    /// The practitioner.
    pub id: Id<Practitioner>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// The user they sign in as, if any.
    pub user: Option<Id<User>>,
    /// The name shown.
    pub display_name: String,
    /// MD, NP, PA-C.
    pub credential: Option<String>,
    /// Individual NPI.
    pub npi: Option<String>,
    /// NUCC taxonomy code.
    pub taxonomy: Option<String>,
    /// Of their column, `#rrggbb`.
    pub color: String,
    /// Whether they have a column on the schedule.
    pub sees_patients: bool,
}

struct UserRole;
kinds!(User, Practitioner, UserRole);

/// A user to add.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// The name shown.
    pub display_name: String,
    /// Roles to hold.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// MD, NP, PA-C; for a provider.
    #[serde(default)]
    pub credential: Option<String>,
    /// Individual NPI; for a provider.
    #[serde(default)]
    pub npi: Option<String>,
}

impl NewUser {
    pub(crate) fn check(&self) -> Result<()> {
        text::line("user.display_name", &self.display_name)?;
        check_npi("user.npi", self.npi.as_deref())?;
        text::optional_line("user.credential", self.credential.as_deref())?;
        Ok(())
    }
}

/// Column colours, told apart by hue and lightness; the name always stands beside them.
const COLORS: [&str; 8] = ["#2f6f8f", "#7a5195", "#3f7d4e", "#b3632b", "#ad3f5d", "#5b6b2f", "#4c5fa8", "#8a6d1f"];

/// Writes the first user of a new practice, before any session exists.
pub(crate) fn write_first(tx: &Connection, id: Id<User>, now: Instant, new: &NewUser, user_key: &[u8]) -> Result<()> {
    let name = text::line("user.display_name", &new.display_name)?;
    tx.execute(
        "INSERT INTO user (id, created_at, created_by, changed_at, changed_by, version, display_name, active) VALUES (?1, ?2, ?1, ?2, ?1, 1, ?3, 1)",
        params![id, now, name],
    )?;
    tx.execute("INSERT INTO user_secret (id, user_key) VALUES (?1, ?2)", params![id, user_key])?;
    for role in &new.roles {
        tx.execute(
            "INSERT INTO user_role (id, created_at, created_by, changed_at, changed_by, version, user_id, role, active) VALUES (?1, ?2, ?3, ?2, ?3, 1, ?3, ?4, 1)",
            params![Id::<UserRole>::new(), now, id, role.name()],
        )?;
    }
    if new.roles.contains(&Role::Provider) {
        tx.execute(
            "INSERT INTO practitioner (id, created_at, created_by, changed_at, changed_by, version, user_id, display_name, credential, npi, color, sees_patients)
             VALUES (?1, ?2, ?3, ?2, ?3, 1, ?3, ?4, ?5, ?6, ?7, 1)",
            params![
                Id::<Practitioner>::new(), now, id, name, text::optional_line("user.credential", new.credential.as_deref())?,
                text::optional_line("user.npi", new.npi.as_deref())?, COLORS.first().copied().unwrap_or("#2f6f8f")
            ],
        )?;
    }
    Ok(())
}

pub(crate) fn write_key(tx: &mut Change, user: Id<User>, user_key: &[u8]) -> Result<()> {
    tx.exec(
        "INSERT INTO user_secret (id, user_key) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET user_key = ?2",
        params![user, user_key],
    )?;
    Ok(())
}

/// Every user of the practice.
pub fn users(tx: &View, _: Empty) -> Result<Vec<User>> {
    let roles: Vec<(Id<User>, String)> =
        tx.rows("SELECT user_id, role FROM user_role WHERE active = 1", [], |r| Ok((r.get(0)?, r.get(1)?)))?;
    tx.rows(
        "SELECT user.id, user.version, user.display_name, active, (SELECT id FROM practitioner WHERE user_id = user.id LIMIT 1) FROM user ORDER BY user.display_name",
        [],
        |r| {
            let id: Id<User> = r.get(0)?;
            Ok(User {
                id,
                version: r.get(1)?,
                display_name: r.get(2)?,
                active: r.get(3)?,
                roles: roles.iter().filter(|(u, _)| *u == id).filter_map(|(_, name)| Role::named(name)).collect(),
                practitioner: r.get(4)?,
            })
        },
    )
}

/// Which practitioners to list.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListPractitioners {
    /// Also those without a column on the schedule, such as imported ones.
    pub all: bool,
}

/// The practitioners, by name.
pub fn practitioners(tx: &View, input: ListPractitioners) -> Result<Vec<Practitioner>> {
    tx.rows(
        "SELECT id, version, user_id, display_name, credential, npi, taxonomy, color, sees_patients FROM practitioner
         WHERE sees_patients = 1 OR ?1 ORDER BY sees_patients DESC, display_name LIMIT 2000",
        [input.all],
        read_practitioner,
    )
}

/// One practitioner.
pub fn practitioner(tx: &View, id: Id<Practitioner>) -> Result<Practitioner> {
    tx.one(
        "practitioner",
        "SELECT id, version, user_id, display_name, credential, npi, taxonomy, color, sees_patients FROM practitioner WHERE id = ?1",
        [id],
        read_practitioner,
    )
}

/// The practitioner the signed-in user is, if they treat.
pub fn own_practitioner(tx: &View) -> Result<Option<Practitioner>> {
    tx.maybe(
        "SELECT id, version, user_id, display_name, credential, npi, taxonomy, color, sees_patients FROM practitioner WHERE user_id = ?1",
        [tx.user()],
        read_practitioner,
    )
}

fn read_practitioner(r: &rusqlite::Row<'_>) -> rusqlite::Result<Practitioner> {
    Ok(Practitioner {
        id: r.get(0)?,
        version: r.get(1)?,
        user: r.get(2)?,
        display_name: r.get(3)?,
        credential: r.get(4)?,
        npi: r.get(5)?,
        taxonomy: r.get(6)?,
        color: r.get(7)?,
        sees_patients: r.get(8)?,
    })
}

/// A practitioner to add, who does not sign in.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddPractitioner {
    /// The name shown.
    pub display_name: String,
    /// MD, NP, PA-C.
    #[serde(default)]
    pub credential: Option<String>,
    /// Individual NPI.
    #[serde(default)]
    pub npi: Option<String>,
    /// NUCC taxonomy code.
    #[serde(default)]
    pub taxonomy: Option<String>,
    /// Whether they have a column on the schedule.
    #[serde(default)]
    pub sees_patients: bool,
}

/// Adds a practitioner who does not sign in.
pub fn add_practitioner(tx: &mut Change, input: AddPractitioner) -> Result<Practitioner> {
    let id = insert_practitioner(tx, None, &input)?;
    practitioner(tx, id)
}

fn insert_practitioner(tx: &mut Change, user: Option<Id<User>>, input: &AddPractitioner) -> Result<Id<Practitioner>> {
    check_npi("npi", input.npi.as_deref())?;
    let name = text::line("display_name", &input.display_name)?;
    let count: usize =
        tx.one("practice", "SELECT count(*) FROM practitioner WHERE sees_patients = 1", [], |r| r.get(0))?;
    let color = COLORS.get(count % COLORS.len()).copied().unwrap_or("#2f6f8f");
    let id = Id::new();
    tx.insert(
        "practitioner",
        id,
        &[
            ("user_id", &user),
            ("display_name", &name),
            ("credential", &text::optional_line("credential", input.credential.as_deref())?),
            ("npi", &text::optional_line("npi", input.npi.as_deref())?),
            ("taxonomy", &text::optional_line("taxonomy", input.taxonomy.as_deref())?),
            ("color", &color),
            ("sees_patients", &input.sees_patients),
        ],
    )?;
    Ok(id)
}

/// New details of a practitioner, all of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePractitioner {
    /// Which one.
    pub id: Id<Practitioner>,
    /// The version these were read at.
    pub version: i64,
    /// The name shown.
    pub display_name: String,
    /// MD, NP, PA-C.
    #[serde(default)]
    pub credential: Option<String>,
    /// Individual NPI.
    #[serde(default)]
    pub npi: Option<String>,
    /// NUCC taxonomy code.
    #[serde(default)]
    pub taxonomy: Option<String>,
    /// Of their column, `#rrggbb`.
    pub color: String,
    /// Whether they have a column on the schedule.
    pub sees_patients: bool,
}

/// Changes a practitioner's details.
pub fn change_practitioner(tx: &mut Change, input: ChangePractitioner) -> Result<Practitioner> {
    check_npi("npi", input.npi.as_deref())?;
    let hex = input.color.strip_prefix('#').is_some_and(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit()));
    if !hex {
        return Err(Error::invalid("color", "A colour is written like #2f6f8f."));
    }
    tx.update(
        "practitioner",
        "practitioner",
        input.id,
        input.version,
        &[
            ("display_name", &text::line("display_name", &input.display_name)?),
            ("credential", &text::optional_line("credential", input.credential.as_deref())?),
            ("npi", &text::optional_line("npi", input.npi.as_deref())?),
            ("taxonomy", &text::optional_line("taxonomy", input.taxonomy.as_deref())?),
            ("color", &input.color),
            ("sees_patients", &input.sees_patients),
        ],
    )?;
    practitioner(tx, input.id)
}

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
    let mut keys = KeyFile::load(practice.file())?.ok_or(Error::NotFound("practice"))?;
    let name = text::line("user.display_name", &input.user.display_name)?;
    if keys.users().iter().any(|u| u.display_name.to_lowercase() == name.to_lowercase()) {
        return Err(Error::invalid("user.display_name", "There is already a user of this name."));
    }
    gate::check_passphrase(&input.passphrase, &[&session.practice_name, &name])?;
    let root = gate::unlock_again(practice, session, &keys, Some(&input.own_passphrase))?;
    let id = Id::<User>::new();
    let user_key = keys.set_user(id, &name, input.passphrase.expose(), practice.cost(), &root)?;
    let command = crate::commands::find("add_user").ok_or(Error::Internal("no such command"))?;
    // The row first: a slot without a row could unlock into nothing, a row without a slot merely cannot sign in.
    practice.with_open(|open| {
        open.change(command, true, |tx| {
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
            Ok(())
        })
    })?;
    gate::save_keys(practice, "add_user", &mut keys, |tx| write_key(tx, id, &*user_key))?;
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
    let mut keys = KeyFile::load(practice.file())?.ok_or(Error::NotFound("practice"))?;
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

/// A practitioner from elsewhere, already clean.
#[derive(Debug)]
pub struct ImportedPractitioner {
    /// The name shown.
    pub display_name: String,
    /// MD, NP, PA-C.
    pub credential: Option<String>,
    /// Individual NPI.
    pub npi: Option<String>,
    /// Of the imported resource.
    pub source: [u8; 16],
}

/// Adds a practitioner from elsewhere, without a column on the schedule (see [`give_column`]).
pub fn import(tx: &mut Change, new: &ImportedPractitioner) -> Result<Id<Practitioner>> {
    let id = Id::new();
    // Told apart by colour should they ever get a column.
    let shade = usize::from(new.source.first().copied().unwrap_or_default()) % COLORS.len();
    tx.insert(
        "practitioner",
        id,
        &[
            ("display_name", &new.display_name),
            ("credential", &new.credential),
            ("npi", &new.npi),
            ("color", &COLORS.get(shade).copied().unwrap_or("#2f6f8f")),
            ("sees_patients", &false),
            ("source_id", &new.source),
        ],
    )?;
    Ok(id)
}

/// What an importer knows a practitioner by.
pub type PractitionerSource = (Id<Practitioner>, Option<[u8; 16]>, Option<String>);

/// Every practitioner with the resource they were imported from and their NPI.
pub fn sources(tx: &View) -> Result<Vec<PractitionerSource>> {
    tx.rows("SELECT id, source_id, npi FROM practitioner", [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
}

/// Gives a practitioner a column on the schedule, if they have none.
pub fn give_column(tx: &mut Change, id: Id<Practitioner>) -> Result<()> {
    let now = practitioner(tx, id)?;
    if now.sees_patients {
        return Ok(());
    }
    tx.update("practitioner", "practitioner", id, now.version, &[("sees_patients", &true)])
}
