//! The log of every act and every look at a chart.
//!
//! Invariants: an act and its entry are one transaction; a look at a chart is logged before the answer is given, other looks
//! within a second; entries are numbered without a gap, each hash covers the entry, its changes and the hash before, each MAC
//! is keyed; SQLite triggers refuse to change or delete one; no entry holds free text.

use rusqlite::{Connection, OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;
use zeroize::Zeroizing;

use crate::{
    Id, Result, View,
    keys::{Purpose, Root, mac},
    practice::Session,
    staff::User,
    storage::{anchor::Head, capture::RowChange},
    time::Instant,
};

/// What one entry says. Fields that the log does not know are `None`.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub at: Instant,
    pub session: [u8; 16],
    pub user: Option<Id<User>>,
    pub roles: String,
    pub command: String,
    pub kind: &'static str,
    pub patient: Option<[u8; 16]>,
    pub outcome: String,
    pub times: i64,
    pub rows: i64,
}

impl Entry {
    pub(crate) fn new(session: &Session, command: &str, kind: &'static str, at: Instant) -> Self {
        Self {
            at,
            session: session.id,
            user: Some(session.user),
            roles: session.roles.iter().map(|r| r.name()).collect::<Vec<_>>().join(" "),
            command: command.into(),
            kind,
            patient: None,
            outcome: "ok".into(),
            times: 1,
            rows: 0,
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        self.session == other.session
            && self.command == other.command
            && self.patient == other.patient
            && self.outcome == other.outcome
    }
}

/// Adds a look to those waiting to be written; a like one within the batch only counts up.
pub(crate) fn wait(pending: &mut Vec<Entry>, entry: Entry) {
    match pending.iter_mut().rev().take(16).find(|e| e.is_like(&entry)) {
        Some(like) => like.times += 1,
        None => pending.push(entry),
    }
}

/// Writes entries at the end of the chain.
pub(crate) struct Chain {
    key: Zeroizing<[u8; 32]>,
    head: Head,
}

impl Chain {
    /// The chain of this file, at its present end.
    pub(crate) fn at_end(connection: &Connection, root: &Root) -> Result<Self> {
        let head = connection
            .query_row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", [], |r| {
                Ok(Head { seq: r.get(0)?, hash: r.get(1)? })
            })
            .optional()?
            .unwrap_or(Head::NONE);
        Ok(Self { key: root.derive::<32>(Purpose::Audit)?, head })
    }

    pub(crate) fn head(&self) -> Head {
        self.head
    }

    /// After a rollback: the chain ends where it did before.
    pub(crate) fn return_to(&mut self, head: Head) {
        self.head = head;
    }

    /// Appends an entry and what it changed. Inside the act's own transaction.
    pub(crate) fn append(&mut self, connection: &Connection, entry: &Entry, changes: &[RowChange]) -> Result<()> {
        let seq = self.head.seq + 1;
        let mut digest = (!changes.is_empty()).then(Sha256::new);
        let mut insert = connection.prepare_cached(
            "INSERT INTO audit_change (seq, ordinal, table_name, row_id, op, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for (ordinal, change) in (0_i64..).zip(changes) {
            let json = |m: &serde_json::Map<String, serde_json::Value>| {
                (!m.is_empty()).then(|| serde_json::Value::Object(m.clone()).to_string())
            };
            let (before, after) = (json(&change.before), json(&change.after));
            if let Some(digest) = &mut digest {
                digest_change(digest, &change.table, &change.row, change.op, before.as_deref(), after.as_deref());
            }
            insert.execute(params![seq, ordinal, change.table, change.row, change.op, before, after])?;
        }
        let changes_hash: Option<[u8; 32]> = digest.map(|d| d.finalize().into());
        let rows = if changes.is_empty() { entry.rows } else { i64::try_from(changes.len()).unwrap_or(i64::MAX) };
        let row = Row {
            seq,
            at: entry.at.0,
            session: entry.session,
            user: entry.user.map(|u| *u.as_bytes()),
            roles: &entry.roles,
            command: &entry.command,
            kind: entry.kind,
            patient: entry.patient,
            outcome: &entry.outcome,
            times: entry.times,
            rows,
            changes: changes_hash,
            app: env!("CARGO_PKG_VERSION"),
        };
        let hash = row.hash(&self.head.hash);
        connection
            .prepare_cached(
                "INSERT INTO audit (seq, at, session, user_id, roles, command, kind, patient_id, outcome, times, rows, changes, app, hash, mac)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                row.seq, row.at, row.session, row.user, row.roles, row.command, row.kind, row.patient, row.outcome, row.times,
                row.rows, row.changes, row.app, hash, mac(&*self.key, &[&hash])?
            ])?;
        self.head = Head { seq, hash };
        Ok(())
    }
}

struct Row<'a> {
    seq: i64,
    at: i64,
    session: [u8; 16],
    user: Option<[u8; 16]>,
    roles: &'a str,
    command: &'a str,
    kind: &'a str,
    patient: Option<[u8; 16]>,
    outcome: &'a str,
    times: i64,
    rows: i64,
    changes: Option<[u8; 32]>,
    app: &'a str,
}

impl Row<'_> {
    /// Every field preceded by its length, so that no two entries give the same bytes.
    fn hash(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut digest = Sha256::new();
        let absent: &[u8] = &[];
        let fields: [&[u8]; 14] = [
            previous,
            &self.seq.to_le_bytes(),
            &self.at.to_le_bytes(),
            &self.session,
            self.user.as_ref().map_or(absent, |u| u),
            self.roles.as_bytes(),
            self.command.as_bytes(),
            self.kind.as_bytes(),
            self.patient.as_ref().map_or(absent, |p| p),
            self.outcome.as_bytes(),
            &self.times.to_le_bytes(),
            &self.rows.to_le_bytes(),
            self.changes.as_ref().map_or(absent, |c| c),
            self.app.as_bytes(),
        ];
        for field in fields {
            digest.update((field.len() as u64).to_le_bytes());
            digest.update(field);
        }
        digest.finalize().into()
    }
}

fn digest_change(digest: &mut Sha256, table: &str, row: &[u8], op: &str, before: Option<&str>, after: Option<&str>) {
    let fields =
        [table.as_bytes(), row, op.as_bytes(), before.unwrap_or("").as_bytes(), after.unwrap_or("").as_bytes()];
    for field in fields {
        digest.update((field.len() as u64).to_le_bytes());
        digest.update(field);
    }
}

/// What `verify` found in the chain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ChainReport {
    /// Entries read.
    pub entries: i64,
    /// The first entry that is not as it was written, and what is wrong with it; `None` when the whole chain holds.
    pub first_bad: Option<BadEntry>,
}

/// An entry that is not as it was written.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BadEntry {
    /// Its number.
    pub seq: i64,
    /// What is wrong.
    pub kind: Tampering,
}

/// How an entry differs from what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tampering {
    /// An entry before this one is missing.
    Gap,
    /// The entry's fields, or the chain up to it, were edited.
    Edited,
    /// The record of what it changed was edited.
    ChangesEdited,
    /// The hash was recomputed without the key.
    Forged,
}

/// Reads the whole chain and checks every link.
pub(crate) fn verify(connection: &Connection, root: &Root) -> Result<ChainReport> {
    let key = root.derive::<32>(Purpose::Audit)?;
    let mut statement = connection.prepare(
        "SELECT seq, at, session, user_id, roles, command, kind, patient_id, outcome, times, rows, changes, app, hash, mac FROM audit ORDER BY seq",
    )?;
    let mut of_entry = connection
        .prepare("SELECT table_name, row_id, op, before, after FROM audit_change WHERE seq = ?1 ORDER BY ordinal")?;
    let mut rows = statement.query([])?;
    let (mut previous, mut expected, mut entries) = ([0; 32], 1_i64, 0_i64);
    let bad = |entries, seq, kind| Ok(ChainReport { entries, first_bad: Some(BadEntry { seq, kind }) });
    while let Some(r) = rows.next()? {
        let (roles, command, kind, outcome, app): (String, String, String, String, String) =
            (r.get(4)?, r.get(5)?, r.get(6)?, r.get(8)?, r.get(12)?);
        let row = Row {
            seq: r.get(0)?,
            at: r.get(1)?,
            session: r.get(2)?,
            user: r.get(3)?,
            roles: &roles,
            command: &command,
            kind: &kind,
            patient: r.get(7)?,
            outcome: &outcome,
            times: r.get(9)?,
            rows: r.get(10)?,
            changes: r.get(11)?,
            app: &app,
        };
        if row.seq != expected {
            return bad(entries, row.seq, Tampering::Gap);
        }
        let (hash, tag): ([u8; 32], [u8; 32]) = (r.get(13)?, r.get(14)?);
        if row.hash(&previous) != hash {
            return bad(entries, row.seq, Tampering::Edited);
        }
        if mac(&*key, &[&hash])? != tag {
            return bad(entries, row.seq, Tampering::Forged);
        }
        let mut digest = Sha256::new();
        let mut any = false;
        let mut changes = of_entry.query([row.seq])?;
        while let Some(c) = changes.next()? {
            any = true;
            let (table, id, op): (String, Vec<u8>, String) = (c.get(0)?, c.get(1)?, c.get(2)?);
            let (before, after): (Option<String>, Option<String>) = (c.get(3)?, c.get(4)?);
            digest_change(&mut digest, &table, &id, &op, before.as_deref(), after.as_deref());
        }
        if any.then(|| digest.finalize().into()) != row.changes {
            return bad(entries, row.seq, Tampering::ChangesEdited);
        }
        previous = hash;
        expected += 1;
        entries += 1;
    }
    Ok(ChainReport { entries, first_bad: None })
}

/// Which entries to list, newest first.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListAudit {
    /// Only entries about this patient.
    pub patient: Option<Id<crate::practice::AnyRecord>>,
    /// Only entries of this user.
    pub user: Option<Id<User>>,
    /// Only this command.
    pub command: Option<String>,
    /// Only entries with a smaller number: the next page.
    pub before: Option<i64>,
    /// At most this many, 1 to 500; 100 when left out.
    pub limit: Option<u32>,
}

/// One entry as it is shown.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct AuditRow {
    /// Number in the chain.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who; `None` when nobody was signed in.
    pub user: Option<Id<User>>,
    /// The user's name.
    pub user_name: Option<String>,
    /// Roles held at the time.
    pub roles: String,
    /// What was asked.
    pub command: String,
    /// `gate`, `view`, `open`, `change` or `job`.
    pub kind: String,
    /// The patient it was about.
    pub patient: Option<Id<crate::practice::AnyRecord>>,
    /// `ok`, or the fault code.
    pub outcome: String,
    /// How many like looks this entry stands for.
    pub times: i64,
    /// How many rows it changed.
    pub rows: i64,
}

macro_rules! select_entries {
    ($rest:literal) => {
        concat!(
            "SELECT seq, at, user_id, display_name, roles, command, kind, patient_id, outcome, times, rows
             FROM audit LEFT JOIN user ON user.id = audit.user_id
             WHERE (?2 IS NULL OR user_id = ?2) AND (?3 IS NULL OR command = ?3) AND seq < ?4 AND ",
            $rest
        )
    };
}

/// Lists entries, newest first.
pub fn list(tx: &View, input: ListAudit) -> Result<Vec<AuditRow>> {
    let limit = input.limit.unwrap_or(100).clamp(1, 500);
    // A patient's few entries are found by their index, not by reading the log back to the first of them.
    let sql = match input.patient {
        Some(_) => select_entries!("patient_id = ?1 ORDER BY seq DESC LIMIT ?5"),
        None => select_entries!("?1 IS NULL ORDER BY seq DESC LIMIT ?5"),
    };
    tx.rows(sql, params![input.patient, input.user, input.command, input.before.unwrap_or(i64::MAX), limit], |r| {
        Ok(AuditRow {
            seq: r.get(0)?,
            at: r.get(1)?,
            user: r.get(2)?,
            user_name: r.get(3)?,
            roles: r.get(4)?,
            command: r.get(5)?,
            kind: r.get(6)?,
            patient: r.get(7)?,
            outcome: r.get(8)?,
            times: r.get(9)?,
            rows: r.get(10)?,
        })
    })
}
