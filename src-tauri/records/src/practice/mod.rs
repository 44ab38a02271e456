//! The handle on a practice: every question and every act goes through [`Practice::call`].
//!
//! ```text
//! session → permission → transaction → feature function → audit row → commit → answer
//! ```
//!
//! Invariants: nothing is answered while locked; an act and its audit row are one transaction, acknowledged when durable; a
//! refused or failed call leaves its audit row and nothing else; a question cannot write; only this module uses `storage`.
//!
//! [`Open`] is the file while it is unlocked, [`View`] and [`Change`] are what a feature sees of it.

mod open;
mod transaction;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError, RwLock, Weak},
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use ts_rs::TS;

use crate::{
    Error, Fault, FaultCode, Id, Result,
    audit::Entry,
    commands::{self, Command},
    gate::Tries,
    jobs::{Job, Jobs},
    keys::Cost,
    kinds,
    permissions::{Permission, Role},
    staff::User,
    time::{Instant, Zone},
};
pub use open::Open;
pub use transaction::{Change, Column, View};

/// Nothing: the input of a question that needs none, the answer of an act that gives none.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub struct Empty {}

/// A record of whatever kind, where one field may name several.
pub struct AnyRecord;
/// The practice file as such.
pub struct PracticeFile;
kinds!(AnyRecord, PracticeFile);

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    pub(crate) id: [u8; 16],
    pub(crate) user: Id<User>,
    pub(crate) display_name: String,
    pub(crate) roles: Vec<Role>,
    pub(crate) zone: Zone,
    pub(crate) practice_name: String,
    pub(crate) idle_minutes: u32,
    pub(crate) sample: bool,
    pub(crate) recovery_confirmed: bool,
}

impl Session {
    /// Whether one of the user's roles allows it.
    pub fn may(&self, permission: Permission) -> bool {
        self.roles.iter().any(|r| r.permissions().contains(&permission))
    }
}

/// The handle on one practice file, open or locked. Shared by every thread of the program.
pub struct Practice {
    file: PathBuf,
    cost: Cost,
    open: RwLock<Option<Open>>,
    tries: Mutex<Tries>,
    jobs: Jobs,
    /// Milliseconds since 1970 of the last act of a person.
    active_at: std::sync::atomic::AtomicI64,
}

pub(super) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Practice {
    /// A handle on the practice at `file`, locked. Touches nothing yet.
    pub fn at(file: PathBuf) -> Self {
        Self::with_cost(file, Cost::PRACTICE)
    }

    /// Like [`Practice::at`], with another cost for new passphrases: tests make many practices.
    pub fn with_cost(file: PathBuf, cost: Cost) -> Self {
        Self {
            file,
            cost,
            open: RwLock::new(None),
            tries: Mutex::default(),
            jobs: Jobs::default(),
            active_at: 0.into(),
        }
    }

    /// Asks a question or does an act. `input` is the command's input as JSON (empty means `{}`); the answer is JSON.
    pub fn call(&self, name: &str, input: &str) -> Result<String, Fault> {
        let input = if input.trim().is_empty() { "{}" } else { input };
        // A panic is a defect, but not the end of the program: the call failed, the practice is as it was.
        let run = |command: &'static Command| {
            catch_unwind(AssertUnwindSafe(|| (command.run)(self, command, input)))
                .unwrap_or(Err(Error::Internal("a command panicked")))
        };
        let answer = match commands::find(name) {
            Some(command) => run(command),
            None => Err(Error::refused(
                FaultCode::UnknownCommand,
                "No command has this name; `chartwellctl commands` lists them.",
            )),
        };
        answer.map_err(|e| {
            let reference = Id::<Fault>::new().to_string();
            tracing::warn!(command = commands::find(name).map_or("unknown", |c| c.name), code = ?e.code(), reference, "refused");
            if let Error::Sql(sql) = &e {
                // The code only: SQLite's message may quote a value.
                tracing::error!(reference, sqlite = ?sql.sqlite_error().map(|e| e.extended_code), "sqlite");
            }
            e.fault(reference)
        })
    }

    /// Like [`Practice::call`] with typed input and answer, for programs in Rust.
    pub fn ask<O: DeserializeOwned>(&self, name: &str, input: &impl Serialize) -> Result<O, Fault> {
        let internal = || Error::Internal("an answer could not be read").fault(name.to_owned());
        let answer = self.call(name, &serde_json::to_string(input).map_err(|_| internal())?)?;
        serde_json::from_str(&answer).map_err(|_| internal())
    }

    /// Where the practice file is.
    pub fn file(&self) -> &Path {
        &self.file
    }
    pub(crate) fn cost(&self) -> Cost {
        self.cost
    }
    pub(crate) fn tries(&self) -> MutexGuard<'_, Tries> {
        held(&self.tries)
    }
    pub(crate) fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// The present session, if unlocked.
    pub fn session(&self) -> Option<Session> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        open.as_ref().map(Open::session)
    }

    pub(crate) fn install(&self, open: Open) {
        self.mark_active();
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(open);
    }

    /// Writes what waits, closes the file, wipes the key. Running jobs are asked to stop and waited for.
    pub(crate) fn close(&self) {
        self.jobs.cancel_all();
        let open = self.open.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(open) = open {
            open.finish();
        }
    }

    pub(crate) fn with_open<T>(&self, f: impl FnOnce(&Open) -> Result<T>) -> Result<T> {
        let guard = self.open.read().unwrap_or_else(PoisonError::into_inner);
        f(guard.as_ref().ok_or_else(locked)?)
    }

    pub(crate) fn mark_active(&self) {
        self.active_at.store(Instant::now().0, std::sync::atomic::Ordering::Relaxed);
    }

    /// What must happen by itself: waiting looks are written, an idle practice is locked. Call about once a second.
    pub fn tend(&self) {
        // A long import is work: the practice is not idle before it ends.
        let idle = !self.jobs.any()
            && self.session().is_some_and(|s| {
                let since = self.active_at.load(std::sync::atomic::Ordering::Relaxed);
                Instant::now().0 - since > i64::from(s.idle_minutes) * 60_000
            });
        let done = self.with_open(|open| {
            if idle {
                open.log_now(Entry::new(&open.session(), "lock", "gate", Instant::now()))
            } else {
                open.write_pending()
            }
        });
        if idle {
            self.close();
        }
        if let Err(e) = done
            && e.code() != FaultCode::Locked
        {
            tracing::error!(code = ?e.code(), "the log could not be written");
        }
    }

    /// Writes the looks and refusals that wait for the log, for a program that does not [`Practice::tend`]: it locks nothing.
    pub fn write_looks(&self) {
        let written = self.with_open(Open::write_pending);
        if let Err(e) = written
            && e.code() != FaultCode::Locked
        {
            tracing::error!(code = ?e.code(), "the log could not be written");
        }
    }

    /// Tends the practice from a thread of its own until it is dropped.
    pub fn tend_in_background(this: &std::sync::Arc<Self>) {
        let weak: Weak<Self> = std::sync::Arc::downgrade(this);
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(std::time::Duration::from_millis(500));
                match weak.upgrade() {
                    Some(practice) => practice.tend(),
                    None => return,
                }
            }
        });
    }

    // The five ways a command runs. Each is named by its kind in the command list.

    pub(crate) fn run_gate<I: DeserializeOwned, O: Serialize>(
        &self,
        _: &'static Command,
        input: &str,
        f: impl FnOnce(&Practice, I) -> Result<O>,
    ) -> Result<String> {
        answer(&f(self, parse(input)?)?)
    }

    pub(crate) fn run_desk<I: DeserializeOwned, O: Serialize>(
        &self,
        command: &'static Command,
        input: &str,
        f: impl FnOnce(&Practice, &Session, I) -> Result<O>,
    ) -> Result<String> {
        let session = self.with_open(|open| open.permit(command))?;
        answer(&f(self, &session, parse(input)?)?)
    }

    pub(crate) fn run_view<I: DeserializeOwned, O: Serialize>(
        &self,
        command: &'static Command,
        input: &str,
        f: impl FnOnce(&View, I) -> Result<O>,
    ) -> Result<String> {
        self.with_open(|open| {
            open.permit(command)?;
            let input = open.parse(command, input)?;
            open.view(command, |v| answer(&f(v, input)?))
        })
    }

    pub(crate) fn run_change<I: DeserializeOwned, O: Serialize>(
        &self,
        command: &'static Command,
        input: &str,
        f: impl FnOnce(&mut Change, I) -> Result<O>,
    ) -> Result<String> {
        self.mark_active();
        self.with_open(|open| {
            open.permit(command)?;
            let input = open.parse(command, input)?;
            open.change(command, true, |tx| answer(&f(tx, input)?))
        })
    }

    pub(crate) fn run_job<I: DeserializeOwned, O: Serialize>(
        &self,
        command: &'static Command,
        input: &str,
        f: impl FnOnce(&Job, I) -> Result<O>,
    ) -> Result<String> {
        self.mark_active();
        self.with_open(|open| {
            open.permit(command)?;
            let input = open.parse(command, input)?;
            let answered = f(&Job::start(open, &self.jobs, command), input).and_then(|o| answer(&o));
            self.mark_active();
            let mut entry = Entry::new(&open.session(), command.name, command.kind.name(), Instant::now());
            if let Err(e) = &answered {
                entry.outcome = outcome(e);
            }
            open.log_now(entry)?;
            answered
        })
    }
}

/// Whichever way a program ends, what waits is written first: a look that was shown is in the log.
impl Drop for Practice {
    fn drop(&mut self) {
        self.close();
    }
}

fn locked() -> Error {
    Error::refused(FaultCode::Locked, "The practice is locked. Sign in first.")
}
pub(super) fn parse<I: DeserializeOwned>(input: &str) -> Result<I> {
    // Serde would also take a list of values in the order of the fields, which nobody means.
    if !input.trim_start().starts_with('{') {
        return Err(Error::BadInput { what: "expected an object".into(), field: None });
    }
    serde_json::from_str(input).or_else(|_| {
        // Once more, for where it is wrong.
        let told = serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(input));
        told.map_err(|e| Error::bad_input(e.inner(), &e.path().to_string()))
    })
}
fn answer(output: &impl Serialize) -> Result<String> {
    serde_json::to_string(output).map_err(|_| Error::Internal("an answer could not be written"))
}
pub(super) fn outcome(error: &Error) -> String {
    serde_json::to_value(error.code()).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Booking {
        #[expect(dead_code, reason = "only read from JSON")]
        on: crate::time::Day,
    }

    #[test]
    fn an_input_that_does_not_fit_is_told_where_and_never_quoted() {
        let fault = |input: &str| parse::<Booking>(input).unwrap_err().fault(String::new());
        let impossible = fault(r#"{ "on": "2026-02-30" }"#);
        assert_eq!((impossible.code, impossible.field.as_deref()), (FaultCode::BadInput, Some("on")));
        assert!(!impossible.message.contains("02-30"), "{}", impossible.message);
        assert_eq!(fault(r#"["2026-02-03"]"#).code, FaultCode::BadInput, "a list of values is no input");
        assert_eq!(fault(r#"{ "anna_petrov": 1 }"#).field, None);
    }
}
