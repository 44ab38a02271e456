//! What stands at the practice file's place, and who is signed in.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::{
    Error, FaultCode, Id, Result,
    keys::KeyFile,
    permissions::{Permission, Role},
    practice::{Empty, Practice, Session},
    staff::User,
    storage,
};

/// Whether a practice is here, and whether it is open.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct PracticeStatus {
    /// None yet, locked, or open.
    pub state: PracticeState,
    /// The practice's name, if there is one.
    pub practice_name: Option<String>,
    /// Who can sign in.
    pub users: Vec<SignInUser>,
    /// Who is signed in.
    pub session: Option<SessionInfo>,
    /// Version of the program.
    pub app_version: String,
}

/// What stands at the practice file's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PracticeState {
    /// No practice yet.
    None,
    /// A practice that nobody has opened.
    Locked,
    /// Open for the signed-in user.
    Open,
}

/// A user on the unlock page.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct SignInUser {
    /// The user.
    pub id: Id<User>,
    /// The name shown.
    pub display_name: String,
}

/// The signed-in user.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct SessionInfo {
    /// The user.
    pub user: Id<User>,
    /// The user's name.
    pub display_name: String,
    /// Roles held.
    pub roles: Vec<Role>,
    /// What these roles allow.
    pub permissions: Vec<Permission>,
    /// The practice's name.
    pub practice_name: String,
    /// The practice's IANA zone.
    pub zone: crate::time::Zone,
    /// Minutes without an act until the practice locks itself.
    pub idle_minutes: u32,
    /// Whether this is the sample practice.
    pub sample: bool,
    /// Whether part of the recovery code was typed back.
    pub recovery_confirmed: bool,
}

impl From<Session> for SessionInfo {
    fn from(s: Session) -> Self {
        let mut permissions: Vec<_> = s.roles.iter().flat_map(|r| r.permissions()).copied().collect();
        permissions.sort();
        permissions.dedup();
        Self {
            user: s.user,
            display_name: s.display_name,
            roles: s.roles,
            permissions,
            practice_name: s.practice_name,
            zone: s.zone,
            idle_minutes: s.idle_minutes,
            sample: s.sample,
            recovery_confirmed: s.recovery_confirmed,
        }
    }
}

/// What stands at the practice file's place, and who is signed in.
pub fn status(practice: &Practice, _: Empty) -> Result<PracticeStatus> {
    let session = practice.session();
    let keys = KeyFile::load(practice.file())?;
    let state = match (&session, &keys) {
        (Some(_), _) => PracticeState::Open,
        (None, Some(_)) => PracticeState::Locked,
        (None, None) if practice.file().exists() => return Err(no_keys(practice)),
        (None, None) => PracticeState::None,
    };
    Ok(PracticeStatus {
        state,
        practice_name: keys.as_ref().map(|k| k.practice_name().to_owned()),
        users: keys
            .map(|k| k.users().into_iter().map(|u| SignInUser { id: u.id, display_name: u.display_name }).collect())
            .unwrap_or_default(),
        session: session.map(Into::into),
        app_version: env!("CARGO_PKG_VERSION").into(),
    })
}

/// A file without a key file: somebody else's file, or a practice whose key files were lost.
pub(super) fn no_keys(practice: &Practice) -> Error {
    let mut head = [0; 16];
    let read = std::fs::File::open(practice.file()).and_then(|mut f| std::io::Read::read_exact(&mut f, &mut head));
    let ours = read.is_ok()
        && &head[..] != b"SQLite format 3\0"
        && std::fs::metadata(practice.file()).is_ok_and(|m| m.len() % 4096 == 0);
    if ours && storage::beside(practice.file(), "anchor").exists() {
        Error::refused(
            FaultCode::Damaged,
            "The key files beside the practice are missing. Put them back from a backup; without them nobody can open it.",
        )
    } else {
        storage::not_a_practice()
    }
}
