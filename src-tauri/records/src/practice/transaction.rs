//! What a feature sees of the file: a consistent view of it, or a transaction that changes it.

use std::cell::{Cell, RefCell};

use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, ToSql};

use super::Session;
use crate::{
    Error, Id, Result,
    permissions::Permission,
    staff::User,
    time::{Day, Instant, Zone},
};

/// A consistent reading of the file, and who reads it when.
pub struct View<'c> {
    connection: &'c Connection,
    session: &'c Session,
    now: Instant,
    patient: Cell<Option<[u8; 16]>>,
    writes: bool,
}

impl<'c> View<'c> {
    /// Of a connection in a transaction that reads.
    pub(super) fn reading(connection: &'c Connection, session: &'c Session, now: Instant) -> Self {
        Self::of_change(connection, session, now, false)
    }

    /// Of a connection in a transaction that may write, unless this one only looks.
    pub(super) fn of_change(connection: &'c Connection, session: &'c Session, now: Instant, writes: bool) -> Self {
        Self { connection, session, now, patient: Cell::new(None), writes }
    }

    /// The patient this call named.
    pub(super) fn patient(&self) -> Option<[u8; 16]> {
        self.patient.get()
    }

    fn statement(&self, sql: &str) -> Result<CachedStatement<'_>> {
        let statement = self.connection.prepare_cached(sql)?;
        if self.writes || statement.readonly() {
            Ok(statement)
        } else {
            Err(Error::Internal("a question must not write"))
        }
    }

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
    /// Says that this call is about no one patient more than another.
    pub fn about_everybody(&self) {
        self.patient.set(None);
    }

    /// All rows.
    pub fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.statement(sql)?;
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
        Ok(self.statement(sql)?.query_row(params, map).optional()?)
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
        let mut statement = self.statement(sql)?;
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

impl<'c> Change<'c> {
    pub(super) fn begin(view: View<'c>) -> Self {
        Self { view, rows: 0 }
    }

    /// What [`Change::count_rows`] counted.
    pub(super) fn rows_counted(&self) -> i64 {
        self.rows
    }

    /// Inserts one row with its stamps (`created_*`, `version` 1). Names are ours, never input.
    pub fn insert<T>(&mut self, table: &'static str, id: Id<T>, columns: &[Column]) -> Result<()> {
        let (user, now, one) = (self.view.user(), self.view.now, 1_i64);
        let mut sql = SQL.take();
        sql.clear();
        sql.push_str("INSERT INTO ");
        sql.push_str(table);
        sql.push_str(" (id, created_at, created_by, version");
        for (name, _) in columns {
            sql.push_str(", ");
            sql.push_str(name);
        }
        sql.push_str(") VALUES (?, ?, ?, ?");
        for _ in columns {
            sql.push_str(", ?");
        }
        sql.push(')');
        let stamps: [&dyn ToSql; 4] = [&id, &now, &user, &one];
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
        Ok(self.view.statement(sql)?.execute(params)?)
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
