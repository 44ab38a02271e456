//! The practice's people: users who sign in, and practitioners who treat.

mod access;

use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, Id, Result, View, kinds, permissions::Role, practice::Empty, profile::check_npi, text, time::Instant,
};

pub use access::{AddUser, ChangeUser, add_user, change_user};

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
        "INSERT INTO user (id, created_at, created_by, version, display_name, active) VALUES (?1, ?2, ?1, 1, ?3, 1)",
        params![id, now, name],
    )?;
    tx.execute("INSERT INTO user_secret (id, user_key) VALUES (?1, ?2)", params![id, user_key])?;
    for role in &new.roles {
        tx.execute(
            "INSERT INTO user_role (id, created_at, created_by, version, user_id, role, active) VALUES (?1, ?2, ?3, 1, ?3, ?4, 1)",
            params![Id::<UserRole>::new(), now, id, role.name()],
        )?;
    }
    if new.roles.contains(&Role::Provider) {
        tx.execute(
            "INSERT INTO practitioner (id, created_at, created_by, version, user_id, display_name, credential, npi, color, sees_patients)
             VALUES (?1, ?2, ?3, 1, ?3, ?4, ?5, ?6, ?7, 1)",
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
