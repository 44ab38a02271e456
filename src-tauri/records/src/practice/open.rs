//! The file while it is unlocked: who reads and who writes, and the log of both.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError, RwLock, TryLockError},
};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use serde::de::DeserializeOwned;

use super::{Change, Session, View, held, outcome, parse};
use crate::{
    Error, FaultCode, Id, Result,
    audit::{self, Chain, Entry},
    commands::{Command, Kind},
    keys::Root,
    permissions::Role,
    staff::User,
    storage::{
        self, DatabaseKey, Hold,
        anchor::Anchor,
        capture::{Capture, Columns},
    },
    time::Instant,
};

/// What exists only while unlocked. Dropping it closes the file and wipes the key.
///
/// One connection does nearly everything, because its pages are warm and never stale. Others read while it is busy with a long
/// job, and for one.
pub struct Open {
    path: PathBuf,
    pub(crate) root: Root,
    session: RwLock<Session>,
    writer: Mutex<Writer>,
    /// Readers at rest.
    readers: Mutex<Vec<Connection>>,
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

impl Writer {
    /// Remembers the end of the log beside the file. What was committed stays so if that fails: the file is then ahead of its
    /// anchor, as after a crash.
    fn remember(&mut self) {
        if let Err(e) = self.anchor.remember(self.chain.head()) {
            tracing::error!(code = ?e.code(), "the anchor could not be written");
        }
    }
}

impl Open {
    /// Opens an existing practice with its root. `admit` is asked with the generation of the key file that the database knows;
    /// `accept_missing` goes on after entries went missing, and logs that. What is refused is left as it is, its WAL included.
    pub(crate) fn existing(
        path: &Path,
        hold: Hold,
        root: Root,
        user: Id<User>,
        accept_missing: bool,
        admit: impl FnOnce(u64) -> Result<()>,
    ) -> Result<Self> {
        let found = storage::look(path, &DatabaseKey::from(&root)?)?;
        // Both tables are of the first schema: they can be read before it is brought up to date.
        let generation = found.query_row("SELECT key_generation FROM practice", [], |r| r.get(0));
        admit(generation.map_err(|e| storage::explain(&found, e.into()))?)?;
        let missing = check_anchor(&found, path, &root).map_err(|e| storage::explain(&found, e));
        let accepted = accept_missing && missing.as_ref().is_err_and(|e| e.code() == FaultCode::EntriesMissing);
        if !accepted {
            missing?;
        }
        let open = Self::over(path, hold, root, storage::admit(found)?, user)?;
        if accepted {
            held(&open.writer).anchor.forget()?;
            let mut entry = Entry::new(&open.session(), "accept_missing_entries", "gate", Instant::now());
            entry.outcome = "entries_missing".into();
            open.log_now(entry)?;
        }
        Ok(open)
    }

    /// Wraps a database that [`storage`] opened; the user must stand in it.
    pub(crate) fn over(path: &Path, hold: Hold, root: Root, connection: Connection, user: Id<User>) -> Result<Self> {
        let mut id = [0; 16];
        crate::keys::random(&mut id)?;
        let explain = |e| storage::explain(&connection, e);
        let session = read_session(&connection, id, user).map_err(explain)?;
        let chain = Chain::at_end(&connection, &root).map_err(explain)?;
        let (anchor, _) = Anchor::open(path, &root)?;
        Ok(Self {
            path: path.to_owned(),
            root,
            session: RwLock::new(session),
            writer: Mutex::new(Writer { connection, columns: HashMap::new(), chain, anchor }),
            readers: Mutex::default(),
            pending: Mutex::default(),
            _hold: hold,
        })
    }

    /// The generation of the key file that the database was last committed with.
    pub(crate) fn key_generation(&self) -> Result<u64> {
        let writer = held(&self.writer);
        Ok(writer.connection.query_row("SELECT key_generation FROM practice", [], |r| r.get(0))?)
    }

    /// What an error of the writer means. SQLCipher gives up on a connection that met a damaged page: the session goes on with
    /// another, and what does not touch the page can still be read and written.
    fn renew_after(&self, error: Error, writer: &mut Writer) -> Error {
        let error = storage::explain(&writer.connection, error);
        if error.code() == FaultCode::Damaged {
            match DatabaseKey::from(&self.root).and_then(|key| storage::open_again(&self.path, &key)) {
                Ok(connection) => writer.connection = connection,
                Err(e) => tracing::error!(code = ?e.code(), "the file could not be opened again"),
            }
        }
        error
    }

    pub(crate) fn session(&self) -> Session {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn permit(&self, command: &'static Command) -> Result<Session> {
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

    pub(super) fn parse<I: DeserializeOwned>(&self, command: &'static Command, input: &str) -> Result<I> {
        parse(input).inspect_err(|e| {
            let mut entry = Entry::new(&self.session(), command.name, command.kind.name(), Instant::now());
            entry.outcome = outcome(e);
            audit::wait(&mut held(&self.pending), entry);
        })
    }

    /// Answers a question from one consistent view of the file.
    pub(crate) fn view<T>(&self, command: &'static Command, f: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        let mut writer = match self.writer.try_lock() {
            Ok(writer) => writer,
            Err(TryLockError::Poisoned(writer)) => writer.into_inner(),
            Err(TryLockError::WouldBlock) => return self.view_aside(command, f),
        };
        if command.kind == Kind::Open {
            return self.act(writer, command, false, |tx| f(tx));
        }
        let tx = Transaction::new_unchecked(&writer.connection, TransactionBehavior::Deferred)?;
        let (result, entry) = self.read(&tx, command, f);
        drop(tx);
        audit::wait(&mut held(&self.pending), entry);
        result.map_err(|e| self.renew_after(e, &mut writer))
    }

    /// [`Open::view`] by a connection of its own, for what takes long or must not wait.
    pub(crate) fn view_aside<T>(&self, command: &'static Command, f: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        let resting = held(&self.readers).pop();
        let reader = match resting {
            Some(reader) => reader,
            None => storage::open_reader(&self.path, &DatabaseKey::from(&self.root)?)?,
        };
        let tx = reader.unchecked_transaction()?;
        let (result, entry) = self.read(&tx, command, f);
        drop(tx);
        if result.as_ref().err().is_none_or(|e| e.code() != FaultCode::Damaged) {
            held(&self.readers).push(reader);
        }
        if command.kind == Kind::Open && result.is_ok() {
            self.log_now(entry)?;
        } else {
            audit::wait(&mut held(&self.pending), entry);
        }
        result
    }

    fn read<T>(
        &self,
        connection: &Connection,
        command: &'static Command,
        f: impl FnOnce(&View) -> Result<T>,
    ) -> (Result<T>, Entry) {
        let (session, now) = (self.session(), Instant::now());
        let mut entry = Entry::new(&session, command.name, command.kind.name(), now);
        let view = View::reading(connection, &session, now);
        let result = f(&view).map_err(|e| storage::explain(connection, e));
        match &result {
            Ok(_) => entry.patient = view.patient(),
            Err(e) => entry.outcome = outcome(e),
        }
        (result, entry)
    }

    /// Does an act: one transaction with its audit entry; durable when this returns `Ok`.
    pub(crate) fn change<T>(
        &self,
        command: &'static Command,
        captured: bool,
        f: impl FnOnce(&mut Change) -> Result<T>,
    ) -> Result<T> {
        self.act(held(&self.writer), command, captured && command.kind != Kind::Keep, f)
    }

    /// Does work of many large transactions with a connection prepared for them.
    pub(crate) fn fill<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        storage::prepare_to_fill(&held(&self.writer).connection)?;
        let done = work();
        // What was written is in the WAL and safe; an error here only leaves the folding in to a later save.
        if let Err(e) = storage::filled(&held(&self.writer).connection) {
            tracing::warn!(code = ?e.code(), "the WAL was not folded in after a large job");
        }
        done
    }

    fn act<T>(
        &self,
        mut guard: MutexGuard<'_, Writer>,
        command: &'static Command,
        captured: bool,
        f: impl FnOnce(&mut Change) -> Result<T>,
    ) -> Result<T> {
        let session = self.session();
        let now = Instant::now();
        let mut entry = Entry::new(&session, command.name, command.kind.name(), now);
        let writer = &mut *guard;
        let head = writer.chain.head();
        // Roles and settings are part of the session: it is read again when they change.
        let mut session_changed = false;
        let waiting = std::mem::take(&mut *held(&self.pending));
        let attempt = || -> Result<T> {
            let tx = Transaction::new_unchecked(&writer.connection, TransactionBehavior::Immediate)?;
            waiting.iter().try_for_each(|e| writer.chain.append(&tx, e, &[]))?;
            let capture = if captured { Some(Capture::start(&tx)?) } else { None };
            let mut change = Change::begin(View::of_change(&tx, &session, now, command.kind != Kind::Open));
            let out = f(&mut change)?;
            entry.patient = change.patient();
            entry.rows = change.rows_counted();
            let changes = capture.map(|c| c.finish(&tx, &mut writer.columns)).transpose()?.unwrap_or_default();
            session_changed = changes.iter().any(|c| ["practice", "user", "user_role"].contains(&c.table.as_str()));
            if command.kind != Kind::Keep {
                writer.chain.append(&tx, &entry, &changes)?;
            }
            tx.commit()?;
            Ok(out)
        };
        // After a panic as after an error: rolled back, and the chain ends where it did.
        match catch_unwind(AssertUnwindSafe(attempt)).unwrap_or(Err(Error::Internal("an act panicked"))) {
            Ok(out) => {
                if command.kind == Kind::Keep {
                    audit::wait(&mut held(&self.pending), entry);
                }
                writer.remember();
                if session_changed && let Ok(new) = read_session(&writer.connection, session.id, session.user) {
                    *self.session.write().unwrap_or_else(PoisonError::into_inner) = new;
                }
                Ok(out)
            }
            Err(e) => {
                let e = self.renew_after(e, writer);
                writer.chain.return_to(head);
                entry.outcome = outcome(&e);
                entry.rows = 0;
                self.wait_again(waiting);
                drop(guard);
                audit::wait(&mut held(&self.pending), entry);
                Err(e)
            }
        }
    }

    /// After a rollback, what waited to be logged waits again, ahead of what came since.
    fn wait_again(&self, waiting: Vec<Entry>) {
        let mut pending = held(&self.pending);
        let since = std::mem::replace(&mut *pending, waiting);
        pending.extend(since);
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
            let tx = Transaction::new_unchecked(&writer.connection, TransactionBehavior::Immediate)?;
            waiting.iter().try_for_each(|e| writer.chain.append(&tx, e, &[]))?;
            tx.commit()?;
            Ok(())
        };
        match write(writer) {
            Ok(()) => {
                writer.remember();
                Ok(())
            }
            Err(e) => {
                let e = self.renew_after(e, writer);
                writer.chain.return_to(head);
                self.wait_again(waiting);
                Err(e)
            }
        }
    }

    /// Locking never fails: on a full disk the looks that wait are lost, the WAL stays beside the file, and the key is wiped.
    pub(super) fn finish(self) {
        let written = self.write_pending().and_then(|()| storage::checkpoint(&held(&self.writer).connection));
        if let Err(e) = written {
            tracing::error!(code = ?e.code(), "the file was closed with its WAL");
        }
    }

    /// Whatever SQLite, SQLCipher and the chain find wrong, by connections of its own: one that met damage is of no more use.
    pub(crate) fn inspect(&self) -> Result<(Vec<String>, audit::ChainReport)> {
        let mut findings = Vec::new();
        let mut found = |e: Error, finding: &str| {
            if e.code() != FaultCode::Damaged {
                return Err(e);
            }
            findings.push(finding.to_owned());
            Ok(())
        };
        self.write_pending().or_else(|e| found(e, "the log cannot be written"))?;
        // Held while the file is read page by page: nobody folds the WAL into it meanwhile.
        let _writer = held(&self.writer);
        let key = DatabaseKey::from(&self.root)?;
        let reader = || storage::open_reader(&self.path, &key);
        let log = reader()?;
        let chain = audit::verify(&log, &self.root).or_else(|e| {
            found(storage::explain(&log, e), "the log cannot be read to its end")?;
            Ok::<_, Error>(audit::ChainReport { entries: 0, first_bad: None })
        })?;
        findings.extend(storage::integrity(&reader()?)?);
        Ok((findings, chain))
    }
}

/// Refuses a file whose log lacks what its anchor remembers as acknowledged.
fn check_anchor(connection: &Connection, path: &Path, root: &Root) -> Result<()> {
    let head = Chain::at_end(connection, root)?.head();
    let Some(last) = Anchor::remembered(path, root)? else {
        return Err(Error::refused(
            FaultCode::EntriesMissing,
            "The anchor file beside the practice is missing or damaged, so nobody can tell whether the latest entries are all there. Restore a backup, or sign in and accept it.",
        ));
    };
    let hash_of = |seq| {
        connection.query_row("SELECT hash FROM audit WHERE seq = ?1", [seq], |r| r.get::<_, [u8; 32]>(0)).optional()
    };
    let sentence = match last.seq - head.seq {
        // Ahead of the anchor is a crash between commit and anchor: the file is right.
        ..=0 if last.seq == 0 || hash_of(last.seq)? == Some(last.hash) => return Ok(()),
        ..=0 => "The practice file is not the one that was last used here: its log has another history. Restore a backup, or sign in and accept it.".to_owned(),
        n => format!("{n} acknowledged entries are missing from the practice file. Restore a backup, or sign in and accept the loss."),
    };
    Err(Error::refused(FaultCode::EntriesMissing, sentence))
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::{FaultCode, Practice, commands, keys::Cost};

    #[test]
    fn a_panic_in_an_act_is_a_failed_call_and_the_log_goes_on_without_a_gap() {
        let folder = tempfile::tempdir().unwrap();
        let practice = Practice::with_cost(folder.path().join("p"), Cost { memory_kib: 256, passes: 1 });
        let made = json!({ "practice": { "name": "P", "zone": "America/New_York" }, "passphrase": "violet tractor under seven moons",
                           "user": { "display_name": "Dr. A", "roles": ["administrator"] } });
        let _: Value = practice.ask("create_practice", &made).unwrap();
        let _: Value = practice.ask("users", &json!({})).unwrap();
        let command = commands::find("add_room").unwrap();
        let failed = practice.with_open(|open| open.change::<()>(command, true, |_| panic!("a defect")));
        assert_eq!(failed.unwrap_err().code(), FaultCode::Internal);
        let _: Value = practice.ask("users", &json!({})).unwrap();
        let verified: Value = practice.ask("verify", &json!({})).unwrap();
        assert_eq!(verified["sound"], true, "{verified}");
        let log: Value = practice.ask("list_audit", &json!({ "command": "add_room" })).unwrap();
        assert_eq!(log[0]["outcome"], "internal", "the failure is in the log: {log}");
    }
}
