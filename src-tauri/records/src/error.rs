//! What can go wrong, inside ([`Error`]) and outside ([`Fault`]).
//!
//! Invariant: neither carries SQL, a path or patient text; a `why` is a fixed sentence about the field, never its content.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A stable word for what went wrong, for programs and for the window's sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// There is no practice file yet.
    NoPractice,
    /// A practice, key file or database already stands where a new one was asked for.
    AlreadyExists,
    /// The practice is locked: nobody is signed in.
    Locked,
    /// The passphrase or recovery code does not open this practice.
    WrongPassphrase,
    /// Too many wrong tries; `detail.retry_in_seconds` says how long to wait.
    TooManyTries,
    /// The passphrase is too short or too easily guessed.
    WeakPassphrase,
    /// The signed-in user's roles do not allow this.
    NotPermitted,
    /// No command has this name.
    UnknownCommand,
    /// The input is not JSON of the command's input type.
    BadInput,
    /// A field's value is not acceptable; `field` names it.
    Invalid,
    /// The record does not exist.
    NotFound,
    /// Someone changed the record since it was read; `detail.current_version` is the version that stands.
    Conflict,
    /// The write names another patient than the record belongs to.
    WrongPatient,
    /// The record is signed, posted or otherwise final.
    Final,
    /// The act does not fit the state the record is in.
    WrongState,
    /// The time is already taken; send `allow_overlap` to book all the same.
    Overlap,
    /// Another program holds this practice file.
    InUse,
    /// The file is not a Chartwell practice.
    NotAPractice,
    /// The file was written by a newer Chartwell.
    NewerVersion,
    /// The file is damaged: refused, kept as it is.
    Damaged,
    /// Entries that were acknowledged are missing from the file.
    EntriesMissing,
    /// The disk is full.
    DiskFull,
    /// The folder or file cannot be read or written.
    NoAccess,
    /// A file from outside could not be read as what it should be.
    Unreadable,
    /// The user cancelled the work.
    Cancelled,
    /// A defect in Chartwell; the reference finds it in the log.
    Internal,
}

/// What the outside is told of a failure.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Fault {
    /// What kind of failure.
    pub code: FaultCode,
    /// A sentence for a person: what happened and what to do. Never patient text.
    pub message: String,
    /// The input field at fault, as a dotted path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Figures that belong to the code, such as `retry_in_seconds` or `current_version`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(type = "Record<string, number | string> | undefined")]
    pub detail: Option<serde_json::Map<String, serde_json::Value>>,
    /// Finds the failure in the log.
    pub reference: String,
}

/// Said of a practice file that is not whole.
pub(crate) const DAMAGED: &str =
    "The practice file is damaged. It was left as it is; restore a backup or ask for help before going on.";

/// What goes wrong inside the crate.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A value that cannot be accepted.
    #[error("{field}: {why}")]
    Invalid {
        /// Dotted path of the input field.
        field: Cow<'static, str>,
        /// A fixed sentence about the field.
        why: Cow<'static, str>,
    },
    /// No such record.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// A stale write.
    #[error("changed meanwhile; version {current} stands")]
    Conflict {
        /// The version that stands now.
        current: i64,
    },
    /// Any other refusal with its own sentence.
    #[error("{sentence}")]
    Refused {
        /// The code told outside.
        code: FaultCode,
        /// A fixed sentence.
        sentence: Cow<'static, str>,
    },
    /// Too many wrong passphrases.
    #[error("wait {0} seconds before the next try")]
    TooManyTries(u64),
    /// The input does not fit its type; serde's words name types and field names only after [`Error::bad_input`] cleaned them.
    #[error("the input does not fit: {what}")]
    BadInput {
        /// What was expected, and where.
        what: String,
        /// Dotted path of the input field, if it is one of ours.
        field: Option<String>,
    },
    /// From SQLite.
    #[error("the file could not be read or written")]
    Sql(#[from] rusqlite::Error),
    /// From the operating system.
    #[error("the file could not be read or written")]
    Io(#[from] std::io::Error),
    /// A defect: something that cannot be, was.
    #[error("internal: {0}")]
    Internal(&'static str),
}

impl Error {
    /// A field's value is not acceptable.
    pub fn invalid(field: impl Into<Cow<'static, str>>, why: impl Into<Cow<'static, str>>) -> Self {
        Self::Invalid { field: field.into(), why: why.into() }
    }

    /// A refusal with its own sentence.
    pub fn refused(code: FaultCode, sentence: impl Into<Cow<'static, str>>) -> Self {
        Self::Refused { code, sentence: sentence.into() }
    }

    /// Serde's message without the offending value: `invalid type: string "Anna", expected i64` may quote patient text.
    pub(crate) fn bad_input(error: &serde_json::Error, path: &str) -> Self {
        let text = error.to_string();
        let safe = ["missing field", "unknown field", "unknown variant"]
            .iter()
            .find_map(|start| text.strip_prefix(start).map(|rest| (start, rest)))
            .and_then(|(start, rest)| {
                let name = rest.split('`').nth(1)?;
                // An unknown name came from outside; a missing one is ours.
                Some(if *start == "missing field" { format!("{start} `{name}`") } else { (*start).to_owned() })
            });
        let what = safe.unwrap_or_else(|| {
            let expected = text.rsplit_once("expected ").map(|(_, e)| e.split(" at line").next().unwrap_or(e));
            match expected {
                Some(e) if e.len() < 80 && !e.contains('"') => format!("expected {e}"),
                _ => "not JSON of this command's input".to_owned(),
            }
        });
        // A path may hold a key of the input: only what looks like our names is repeated, and no unknown one.
        let ours = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._[]".contains(c);
        let known = Some(path).filter(|_| !text.starts_with("unknown field"));
        let field = known.filter(|p| *p != "." && p.len() <= 80 && p.chars().all(ours)).map(str::to_owned);
        Self::BadInput { what: format!("{what} (line {}, column {})", error.line(), error.column()), field }
    }

    /// The code told outside.
    pub fn code(&self) -> FaultCode {
        match self {
            Self::Invalid { .. } => FaultCode::Invalid,
            Self::NotFound(_) => FaultCode::NotFound,
            Self::Conflict { .. } => FaultCode::Conflict,
            Self::Refused { code, .. } => *code,
            Self::TooManyTries(_) => FaultCode::TooManyTries,
            Self::BadInput { .. } => FaultCode::BadInput,
            Self::Sql(e) => sql_code(e),
            Self::Io(e) => io_code(e),
            Self::Internal(_) => FaultCode::Internal,
        }
    }

    /// What the outside is told; `reference` finds it in the log.
    pub fn fault(&self, reference: String) -> Fault {
        let code = self.code();
        let mut detail = serde_json::Map::new();
        match self {
            Self::Conflict { current } => _ = detail.insert("current_version".into(), (*current).into()),
            Self::TooManyTries(seconds) => _ = detail.insert("retry_in_seconds".into(), (*seconds).into()),
            _ => {}
        }
        let field = match self {
            Self::Invalid { field, .. } => Some(field.clone().into_owned()),
            Self::BadInput { field, .. } => field.clone(),
            _ => None,
        };
        Fault { code, message: self.sentence(code), field, detail: (!detail.is_empty()).then_some(detail), reference }
    }

    fn sentence(&self, code: FaultCode) -> String {
        let fixed = match code {
            FaultCode::DiskFull => "The disk is full. Nothing was changed; free some space and try again.",
            FaultCode::NoAccess => {
                "The file or folder cannot be read or written. Nothing was changed; check that it exists and that you may write to it."
            }
            FaultCode::Damaged if matches!(self, Self::Sql(_)) => DAMAGED,
            FaultCode::Internal => {
                "Something went wrong inside Chartwell. Nothing was changed; please report the reference."
            }
            FaultCode::Conflict => {
                "Someone changed this record after you opened it. Nothing of yours was saved yet; look at both versions and decide."
            }
            _ => "",
        };
        match self {
            Self::Refused { sentence, .. } => sentence.clone().into_owned(),
            _ if !fixed.is_empty() => fixed.to_owned(),
            Self::NotFound(what) => format!("There is no such {what}."),
            Self::TooManyTries(seconds) => {
                format!("Too many wrong passphrases. Wait {seconds} seconds and try again; nothing is erased.")
            }
            Self::Invalid { why, .. } => why.clone().into_owned(),
            Self::BadInput { what, field: None } => {
                format!("The input of this command is not as it should be: {what}.")
            }
            Self::BadInput { what, field: Some(field) } => {
                format!("The input of this command is not as it should be: {field}: {what}.")
            }
            other => other.to_string(),
        }
    }
}

fn sql_code(error: &rusqlite::Error) -> FaultCode {
    use rusqlite::ErrorCode as C;
    match error.sqlite_error_code() {
        Some(C::DiskFull) => FaultCode::DiskFull,
        Some(C::DatabaseCorrupt | C::NotADatabase) => FaultCode::Damaged,
        Some(C::DatabaseBusy | C::DatabaseLocked | C::FileLockingProtocolFailed) => FaultCode::InUse,
        Some(C::ReadOnly | C::CannotOpen | C::PermissionDenied | C::SystemIoFailure) => FaultCode::NoAccess,
        _ => FaultCode::Internal,
    }
}

fn io_code(error: &std::io::Error) -> FaultCode {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::StorageFull | K::QuotaExceeded => FaultCode::DiskFull,
        K::NotFound | K::PermissionDenied | K::ReadOnlyFilesystem | K::NotADirectory | K::IsADirectory => {
            FaultCode::NoAccess
        }
        _ => FaultCode::NoAccess,
    }
}
