//! The handle on a practice: every question and every act goes through [`Practice::call`].
//!
//! ```text
//! session → permission → transaction → feature function → audit row → commit → answer
//! ```
//!
//! Invariants: nothing is answered while locked; an act and its audit row are one transaction, acknowledged when durable; a
//! refused or failed call leaves its audit row and nothing else; readers cannot write; only this module uses `storage`.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, MutexGuard, PoisonError, RwLock, Weak},
};

use rusqlite::{Connection, OptionalExtension, Params, ToSql, TransactionBehavior};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use ts_rs::TS;

use crate::{
    Error, Fault, FaultCode, Id, Result,
    audit::{self, Chain, Entry},
    commands::{self, Command, Kind},
    gate::Tries,
    jobs::{Job, Jobs},
    keys::{Cost, KeyFile, Root},
    kinds,
    permissions::{Permission, Role},
    staff::User,
    storage::{
        self, DatabaseKey, Hold,
        anchor::{Anchor, Head},
        capture::{Capture, Columns},
    },
    time::{Day, Instant, Zone},
};

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

/// What exists only while unlocked. Dropping it closes the file and wipes the key.
pub struct Open {
    path: PathBuf,
    pub(crate) root: Root,
    session: RwLock<Session>,
    writer: Mutex<Writer>,
    readers: Readers,
    /// Looks not yet written to the log.
    pending: Mutex<Vec<Entry>>,
    _hold: Hold,
}

struct Writer {
    connection: Connection,
    columns: Columns,
    chain: Chain,
    anchor: Anchor,
}

struct Readers {
    idle: Mutex<Vec<Connection>>,
    returned: Condvar,
}

/// How many questions are answered side by side.
const READERS: usize = 3;

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
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
        let answer = match commands::find(name) {
            Some(command) => (command.run)(self, command, if input.trim().is_empty() { "{}" } else { input }),
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
        let idle = self.session().is_some_and(|s| {
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

fn locked() -> Error {
    Error::refused(FaultCode::Locked, "The practice is locked. Sign in first.")
}
fn parse<I: DeserializeOwned>(input: &str) -> Result<I> {
    serde_json::from_str(input).map_err(|e| Error::bad_input(&e))
}
fn answer(output: &impl Serialize) -> Result<String> {
    serde_json::to_string(output).map_err(|_| Error::Internal("an answer could not be written"))
}
fn outcome(error: &Error) -> String {
    serde_json::to_value(error.code()).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

impl Open {
    /// Opens an existing practice with its root. `accept_missing` goes on after entries went missing, and logs that.
    pub(crate) fn existing(
        path: &Path,
        hold: Hold,
        root: Root,
        keys: &KeyFile,
        user: Id<User>,
        accept_missing: bool,
    ) -> Result<Self> {
        let key = DatabaseKey::from(&root)?;
        let connection = storage::open_writer(path, &key)?;
        let generation: u64 = connection.query_row("SELECT key_generation FROM practice", [], |r| r.get(0))?;
        if keys.generation < generation {
            return Err(Error::refused(
                FaultCode::Damaged,
                "This key file is older than the practice it should open. Put the newest key file back.",
            ));
        }
        let open = Self::over(path, hold, root, &key, connection, user)?;
        open.check_anchor(accept_missing)?;
        Ok(open)
    }

    /// Wraps a database that [`storage`] opened; the user must stand in it.
    pub(crate) fn over(
        path: &Path,
        hold: Hold,
        root: Root,
        key: &DatabaseKey,
        connection: Connection,
        user: Id<User>,
    ) -> Result<Self> {
        let mut id = [0; 16];
        crate::keys::random(&mut id)?;
        let session = read_session(&connection, id, user)?;
        let readers = (0..READERS).map(|_| storage::open_reader(path, key)).collect::<Result<Vec<_>>>()?;
        let chain = Chain::at_end(&connection, &root)?;
        let (anchor, _) = Anchor::open(path, &root)?;
        Ok(Self {
            path: path.to_owned(),
            root,
            session: RwLock::new(session),
            writer: Mutex::new(Writer { connection, columns: HashMap::new(), chain, anchor }),
            readers: Readers { idle: Mutex::new(readers), returned: Condvar::new() },
            pending: Mutex::default(),
            _hold: hold,
        })
    }

    fn check_anchor(&self, accept_missing: bool) -> Result<()> {
        let (_, remembered) = Anchor::open(&self.path, &self.root)?;
        let (head, known) = {
            let writer = held(&self.writer);
            let head = writer.chain.head();
            let known = match remembered {
                // Ahead of the anchor is a crash between commit and anchor: the file is right.
                Some(r) => {
                    r.seq <= head.seq
                        && (r.seq == 0
                            || writer
                                .connection
                                .query_row("SELECT hash FROM audit WHERE seq = ?1", [r.seq], |x| {
                                    x.get::<_, [u8; 32]>(0)
                                })
                                .optional()?
                                == Some(r.hash))
                }
                None => false,
            };
            (head, known)
        };
        if known {
            return Ok(());
        }
        if !accept_missing {
            let missing = remembered.map_or(0, |r| (r.seq - head.seq).max(0));
            let sentence = match (remembered, missing) {
                (None, _) => "The anchor file beside the practice is missing or damaged, so nobody can tell whether the latest entries are all there. Restore a backup, or sign in and accept it.".to_owned(),
                (Some(_), 0) => "The practice file is not the one that was last used here: its log has another history. Restore a backup, or sign in and accept it.".to_owned(),
                (Some(_), n) => format!("{n} acknowledged entries are missing from the practice file. Restore a backup, or sign in and accept the loss."),
            };
            return Err(Error::refused(FaultCode::EntriesMissing, sentence));
        }
        held(&self.writer).anchor.forget()?;
        let mut entry = Entry::new(&self.session(), "accept_missing_entries", "gate", Instant::now());
        entry.outcome = "entries_missing".into();
        self.log_now(entry)
    }

    pub(crate) fn session(&self) -> Session {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn permit(&self, command: &'static Command) -> Result<Session> {
        let session = self.session();
        if command.may.is_none_or(|p| session.may(p)) {
            return Ok(session);
        }
        let mut entry = Entry::new(&session, command.name, command.kind.name(), Instant::now());
        entry.outcome = "not_permitted".into();
        audit::wait(&mut held(&self.pending), entry);
        Err(Error::refused(
            FaultCode::NotPermitted,
            "Your role does not allow this. Ask an administrator of the practice.",
        ))
    }

    fn parse<I: DeserializeOwned>(&self, command: &'static Command, input: &str) -> Result<I> {
        parse(input).inspect_err(|e| {
            let mut entry = Entry::new(&self.session(), command.name, command.kind.name(), Instant::now());
            entry.outcome = outcome(e);
            audit::wait(&mut held(&self.pending), entry);
        })
    }

    /// Answers a question from one consistent view of the file.
    pub(crate) fn view<T>(&self, command: &'static Command, f: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        let session = self.session();
        let now = Instant::now();
        let mut entry = Entry::new(&session, command.name, command.kind.name(), now);
        let reader = self.reader();
        let read = || -> Result<(T, Option<[u8; 16]>)> {
            let tx = reader.connection.as_ref().ok_or(Error::Internal("no reader"))?.unchecked_transaction()?;
            let view = View { connection: &tx, session: &session, now, patient: Cell::new(None) };
            let out = f(&view)?;
            Ok((out, view.patient.get()))
        };
        let result = read();
        drop(reader);
        match &result {
            Ok((_, patient)) => entry.patient = *patient,
            Err(e) => entry.outcome = outcome(e),
        }
        if command.kind == Kind::Open && result.is_ok() {
            self.log_now(entry)?;
        } else {
            audit::wait(&mut held(&self.pending), entry);
        }
        result.map(|(out, _)| out)
    }

    /// Does an act: one transaction with its audit entry; durable when this returns `Ok`.
    pub(crate) fn change<T>(
        &self,
        command: &'static Command,
        captured: bool,
        f: impl FnOnce(&mut Change) -> Result<T>,
    ) -> Result<T> {
        let session = self.session();
        let now = Instant::now();
        let mut entry = Entry::new(&session, command.name, command.kind.name(), now);
        let mut guard = held(&self.writer);
        let writer = &mut *guard;
        let head = writer.chain.head();
        // Roles and settings are part of the session: it is read again when they change.
        let mut session_changed = false;
        let act = |writer: &mut Writer| -> Result<T> {
            let tx = rusqlite::Transaction::new_unchecked(&writer.connection, TransactionBehavior::Immediate)?;
            let waiting = std::mem::take(&mut *held(&self.pending));
            let written = waiting.iter().try_for_each(|e| writer.chain.append(&tx, e, &[]));
            let done = written.and_then(|()| {
                let capture = if captured && command.kind != Kind::Keep { Some(Capture::start(&tx)?) } else { None };
                let view = View { connection: &tx, session: &session, now, patient: Cell::new(None) };
                let mut change = Change { view, rows: 0 };
                let out = f(&mut change)?;
                entry.patient = change.view.patient.get();
                entry.rows = change.rows;
                let changes = capture.map(|c| c.finish(&tx, &mut writer.columns)).transpose()?.unwrap_or_default();
                session_changed = changes.iter().any(|c| ["practice", "user", "user_role"].contains(&c.table.as_str()));
                if command.kind == Kind::Keep {
                    audit::wait(&mut held(&self.pending), entry.clone());
                } else {
                    writer.chain.append(&tx, &entry, &changes)?;
                }
                Ok(out)
            });
            match done.and_then(|out| tx.commit().map(|()| out).map_err(Error::from)) {
                Ok(out) => Ok(out),
                Err(e) => {
                    // Rolled back: what waited waits again, ahead of what came since.
                    let mut pending = held(&self.pending);
                    let since = std::mem::replace(&mut *pending, waiting);
                    pending.extend(since);
                    Err(e)
                }
            }
        };
        match act(writer) {
            Ok(out) => {
                writer.anchor.remember(writer.chain.head())?;
                if session_changed && let Ok(new) = read_session(&writer.connection, session.id, session.user) {
                    *self.session.write().unwrap_or_else(PoisonError::into_inner) = new;
                }
                Ok(out)
            }
            Err(e) => {
                writer.chain.return_to(head);
                entry.outcome = outcome(&e);
                entry.rows = 0;
                drop(guard);
                audit::wait(&mut held(&self.pending), entry);
                Err(e)
            }
        }
    }

    /// Writes an entry, and what waits before it, now.
    pub(crate) fn log_now(&self, entry: Entry) -> Result<()> {
        held(&self.pending).push(entry);
        self.write_pending()
    }

    /// Writes the looks that wait.
    pub(crate) fn write_pending(&self) -> Result<()> {
        if held(&self.pending).is_empty() {
            return Ok(());
        }
        let mut guard = held(&self.writer);
        let writer = &mut *guard;
        let waiting = std::mem::take(&mut *held(&self.pending));
        let head = writer.chain.head();
        let write = |writer: &mut Writer| -> Result<()> {
            let tx = rusqlite::Transaction::new_unchecked(&writer.connection, TransactionBehavior::Immediate)?;
            waiting.iter().try_for_each(|e| writer.chain.append(&tx, e, &[]))?;
            tx.commit()?;
            Ok(())
        };
        match write(writer) {
            Ok(()) => writer.anchor.remember(writer.chain.head()),
            Err(e) => {
                writer.chain.return_to(head);
                let mut pending = held(&self.pending);
                let since = std::mem::replace(&mut *pending, waiting);
                pending.extend(since);
                Err(e)
            }
        }
    }

    /// Locking never fails: on a full disk the looks that wait are lost, the WAL stays beside the file, and the key is wiped.
    fn finish(self) {
        let written = self.write_pending().and_then(|()| storage::checkpoint(&held(&self.writer).connection));
        if let Err(e) = written {
            tracing::error!(code = ?e.code(), "the file was closed with its WAL");
        }
    }

    /// The head of the log, and whatever SQLite, SQLCipher and the chain find wrong.
    pub(crate) fn inspect(&self) -> Result<(Head, Vec<String>, audit::ChainReport)> {
        self.write_pending()?;
        let writer = held(&self.writer);
        storage::checkpoint(&writer.connection)?;
        Ok((
            writer.chain.head(),
            storage::integrity(&writer.connection)?,
            audit::verify(&writer.connection, &self.root)?,
        ))
    }

    fn reader(&self) -> Reader<'_> {
        let mut idle = held(&self.readers.idle);
        loop {
            if let Some(connection) = idle.pop() {
                return Reader { connection: Some(connection), home: &self.readers };
            }
            idle = self.readers.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A reader on loan.
struct Reader<'a> {
    connection: Option<Connection>,
    home: &'a Readers,
}
impl Drop for Reader<'_> {
    fn drop(&mut self) {
        held(&self.home.idle).extend(self.connection.take());
        self.home.returned.notify_one();
    }
}

fn read_session(connection: &Connection, id: [u8; 16], user: Id<User>) -> Result<Session> {
    let (display_name, active): (String, bool) = connection
        .query_row("SELECT display_name, active FROM user WHERE id = ?1", [user], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?
        .ok_or(Error::NotFound("user"))?;
    if !active {
        return Err(Error::refused(
            FaultCode::NotPermitted,
            "This user was disabled. Ask an administrator of the practice.",
        ));
    }
    let mut statement = connection.prepare("SELECT role FROM user_role WHERE user_id = ?1 AND active = 1")?;
    let names = statement.query_map([user], |r| r.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let roles = names.iter().filter_map(|n| Role::named(n)).collect();
    let session = connection.query_row(
        "SELECT zone, name, idle_minutes, sample, recovery_confirmed_at IS NOT NULL FROM practice",
        [],
        |r| {
            Ok(Session {
                id,
                user,
                display_name,
                roles,
                zone: r.get(0)?,
                practice_name: r.get(1)?,
                idle_minutes: r.get(2)?,
                sample: r.get(3)?,
                recovery_confirmed: r.get(4)?,
            })
        },
    )?;
    Ok(session)
}

/// A consistent reading of the file, and who reads it when.
pub struct View<'c> {
    connection: &'c Connection,
    session: &'c Session,
    now: Instant,
    patient: Cell<Option<[u8; 16]>>,
}

impl View<'_> {
    /// When this call is taken to happen.
    pub fn now(&self) -> Instant {
        self.now
    }
    /// Today in the practice's zone.
    pub fn today(&self) -> Day {
        self.session.zone.day(self.now)
    }
    /// The practice's zone.
    pub fn zone(&self) -> Zone {
        self.session.zone
    }
    /// Who calls.
    pub fn user(&self) -> Id<User> {
        self.session.user
    }
    /// Whether the caller may do something beyond the command's own permission.
    pub fn may(&self, permission: Permission) -> bool {
        self.session.may(permission)
    }
    /// Names the patient this call is about, for the log.
    pub fn about<T>(&self, patient: Id<T>) {
        self.patient.set(Some(*patient.as_bytes()));
    }

    /// All rows.
    pub fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params, map)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The first row, if any.
    pub fn maybe<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.connection.prepare_cached(sql)?.query_row(params, map).optional()?)
    }

    /// The first row; `NotFound(what)` if there is none.
    pub fn one<T>(
        &self,
        what: &'static str,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        self.maybe(sql, params, map)?.ok_or(Error::NotFound(what))
    }

    /// Calls `each` with every row, for answers too large to collect.
    pub fn each(
        &self,
        sql: &str,
        params: impl Params,
        mut each: impl FnMut(&rusqlite::Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            each(row)?;
        }
        Ok(())
    }
}

/// A transaction that may change the file.
pub struct Change<'c> {
    view: View<'c>,
    rows: i64,
}

impl<'c> std::ops::Deref for Change<'c> {
    type Target = View<'c>;
    fn deref(&self) -> &View<'c> {
        &self.view
    }
}

/// A column's name and its value.
pub type Column<'a> = (&'static str, &'a dyn ToSql);

impl Change<'_> {
    /// Inserts one row with its stamps (`created_*`, `changed_*`, `version` 1). Names are ours, never input.
    pub fn insert<T>(&mut self, table: &'static str, id: Id<T>, columns: &[Column]) -> Result<()> {
        let (user, now, one) = (self.view.user(), self.view.now, 1_i64);
        let mut sql = SQL.take();
        sql.clear();
        sql.push_str("INSERT INTO ");
        sql.push_str(table);
        sql.push_str(" (id, created_at, created_by, changed_at, changed_by, version");
        for (name, _) in columns {
            sql.push_str(", ");
            sql.push_str(name);
        }
        sql.push_str(") VALUES (?, ?, ?, ?, ?, ?");
        for _ in columns {
            sql.push_str(", ?");
        }
        sql.push(')');
        let stamps: [&dyn ToSql; 6] = [&id, &now, &user, &now, &user, &one];
        let values = stamps.into_iter().chain(columns.iter().map(|(_, v)| *v));
        let inserted =
            self.view.connection.prepare_cached(&sql).and_then(|mut s| s.execute(rusqlite::params_from_iter(values)));
        SQL.set(sql);
        inserted?;
        Ok(())
    }

    /// Updates one row that was read at version `seen`: `Conflict` if it changed since, `NotFound(what)` if there is none.
    pub fn update<T>(
        &mut self,
        table: &'static str,
        what: &'static str,
        id: Id<T>,
        seen: i64,
        columns: &[Column],
    ) -> Result<()> {
        let (user, now) = (self.view.user(), self.view.now);
        let mut sql = String::from("UPDATE ");
        sql.push_str(table);
        sql.push_str(" SET changed_at = ?, changed_by = ?, version = version + 1");
        for (name, _) in columns {
            sql.push_str(", ");
            sql.push_str(name);
            sql.push_str(" = ?");
        }
        sql.push_str(" WHERE id = ? AND version = ?");
        let stamps: [&dyn ToSql; 2] = [&now, &user];
        let key: [&dyn ToSql; 2] = [&id, &seen];
        let values = stamps.into_iter().chain(columns.iter().map(|(_, v)| *v)).chain(key);
        let updated = self.view.connection.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
        if updated == 1 {
            return Ok(());
        }
        let sql = String::from("SELECT version FROM ") + table + " WHERE id = ?1";
        let current = self.view.one(what, &sql, [id], |r| r.get(0))?;
        Err(Error::Conflict { current })
    }

    /// Runs a statement; how many rows it changed.
    pub fn exec(&mut self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.view.connection.prepare_cached(sql)?.execute(params)?)
    }

    /// Counts rows made by a bulk transaction, for its audit entry.
    pub fn count_rows(&mut self, rows: u64) {
        self.rows += i64::try_from(rows).unwrap_or(i64::MAX);
    }
}

thread_local! {
    /// The text of the insert being built: bulk work makes millions.
    static SQL: RefCell<String> = const { RefCell::new(String::new()) };
}
