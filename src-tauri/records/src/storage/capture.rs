//! What a transaction changed, row by row, old and new, as SQLite's session extension saw it.
//!
//! This is the one module with `unsafe`: rusqlite offers the extension only with libclang at build time, so the few C
//! functions are called here. Safety rests on three facts: the session is deleted before its connection can be (it borrows
//! it), a changeset buffer is freed exactly once, and values read from the iterator are copied before it moves on.
#![allow(unsafe_code)]

use std::{
    collections::HashMap,
    ffi::{CStr, c_char, c_int, c_void},
    marker::PhantomData,
    ptr,
};

use data_encoding::HEXLOWER;
use rusqlite::{Connection, ffi};
use serde_json::{Map, Value};

use crate::{Error, Result};

/// One changed row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RowChange {
    /// The table.
    pub table: String,
    /// The row's key bytes.
    pub row: Vec<u8>,
    /// `insert`, `update` or `delete`.
    pub op: &'static str,
    /// The changed columns before; empty for an insert. Ids and other bytes as lower-case hex.
    pub before: Map<String, Value>,
    /// The changed columns after. Empty for an insert, whose values are the row's own until an update names them as `before`.
    pub after: Map<String, Value>,
}

/// Watches a connection from now on.
pub(crate) struct Capture<'c> {
    session: *mut ffi::sqlite3_session,
    connection: PhantomData<&'c Connection>,
}

/// Column names by table, filled as tables are first met.
pub(crate) type Columns = HashMap<String, Vec<String>>;

/// Derived tables and the log itself are not facts of the record.
unsafe extern "C" fn is_record(_: *mut c_void, table: *const c_char) -> c_int {
    // SAFETY: SQLite passes a NUL-terminated table name that lives during the call.
    let name = unsafe { CStr::from_ptr(table) }.to_bytes();
    let skipped = name.starts_with(b"audit")
        || name.starts_with(b"search_")
        || name.starts_with(b"sqlite_")
        || name == b"draft"
        || name == b"user_secret"
        || name == b"number_series";
    c_int::from(!skipped)
}

impl<'c> Capture<'c> {
    pub(crate) fn start(connection: &'c Connection) -> Result<Self> {
        let mut session = ptr::null_mut();
        // SAFETY: the handle is open for as long as `connection` is borrowed; `session` is written only on success.
        let code = unsafe { ffi::sqlite3session_create(connection.handle(), c"main".as_ptr(), &mut session) };
        if code != ffi::SQLITE_OK {
            return Err(Error::Internal("changes cannot be captured"));
        }
        let capture = Self { session, connection: PhantomData };
        // SAFETY: `session` is live; a NULL table name attaches every table that the filter lets through.
        let code = unsafe {
            ffi::sqlite3session_table_filter(session, Some(is_record), ptr::null_mut());
            ffi::sqlite3session_attach(session, ptr::null())
        };
        if code == ffi::SQLITE_OK { Ok(capture) } else { Err(Error::Internal("changes cannot be captured")) }
    }

    /// Every row changed since the start: one net change a row.
    pub(crate) fn finish(self, connection: &Connection, columns: &mut Columns) -> Result<Vec<RowChange>> {
        let mut length = 0;
        let mut buffer = ptr::null_mut();
        // SAFETY: `session` is live; on success the buffer is ours to free.
        let code = unsafe { ffi::sqlite3session_changeset(self.session, &mut length, &mut buffer) };
        let buffer = Buffer(buffer);
        if code != ffi::SQLITE_OK {
            return Err(Error::Internal("changes cannot be captured"));
        }
        let mut iterator = ptr::null_mut();
        // SAFETY: the buffer holds `length` bytes and outlives the iterator.
        let code = unsafe { ffi::sqlite3changeset_start(&mut iterator, length, buffer.0) };
        if code != ffi::SQLITE_OK {
            return Err(Error::Internal("changes cannot be read"));
        }
        let iterator = Changes(iterator);
        let mut changes = Vec::new();
        // SAFETY: the iterator is live until dropped.
        while unsafe { ffi::sqlite3changeset_next(iterator.0) } == ffi::SQLITE_ROW {
            changes.push(iterator.current(connection, columns)?);
        }
        Ok(changes)
    }
}

impl Drop for Capture<'_> {
    fn drop(&mut self) {
        // SAFETY: created by `start`, deleted once, before the connection it borrows.
        unsafe { ffi::sqlite3session_delete(self.session) };
    }
}

struct Buffer(*mut c_void);
impl Drop for Buffer {
    fn drop(&mut self) {
        // SAFETY: from sqlite3session_changeset (or NULL), freed once.
        unsafe { ffi::sqlite3_free(self.0) };
    }
}

struct Changes(*mut ffi::sqlite3_changeset_iter);
impl Drop for Changes {
    fn drop(&mut self) {
        // SAFETY: from sqlite3changeset_start, finalized once.
        unsafe { ffi::sqlite3changeset_finalize(self.0) };
    }
}

impl Changes {
    fn current(&self, connection: &Connection, columns: &mut Columns) -> Result<RowChange> {
        let (mut table, mut count, mut op, mut indirect) = (ptr::null(), 0, 0, 0);
        // SAFETY: the iterator stands on a change; the name lives until it moves on and is copied here.
        let table = unsafe {
            ffi::sqlite3changeset_op(self.0, &mut table, &mut count, &mut op, &mut indirect);
            CStr::from_ptr(table).to_string_lossy().into_owned()
        };
        if !columns.contains_key(&table) {
            let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
            let names = statement.query_map([&table], |r| r.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
            columns.insert(table.clone(), names);
        }
        let names = columns.get(&table).map(Vec::as_slice).unwrap_or_default();
        let (op, has_old, has_new) = match op {
            ffi::SQLITE_INSERT => ("insert", false, true),
            ffi::SQLITE_DELETE => ("delete", true, false),
            _ => ("update", true, true),
        };
        let mut row = Vec::new();
        let (mut before, mut after) = (Map::new(), Map::new());
        for (index, name) in names.iter().enumerate() {
            let index = c_int::try_from(index).map_err(|_| Error::Internal("too many columns"))?;
            if index >= count {
                break;
            }
            let old = if has_old { self.value(index, ffi::sqlite3changeset_old) } else { None };
            let new = if has_new { self.value(index, ffi::sqlite3changeset_new) } else { None };
            if name == "id" {
                row = old.as_ref().or(new.as_ref()).map(Cell::bytes).unwrap_or_default();
                continue;
            }
            if op == "insert" {
                continue;
            }
            // In an update, old values of columns that did not change are present only for the key.
            if let Some(old) = old {
                before.insert(name.clone(), old.json());
            }
            if let Some(new) = new {
                after.insert(name.clone(), new.json());
            }
        }
        Ok(RowChange { table, row, op, before, after })
    }

    fn value(
        &self,
        index: c_int,
        read: unsafe extern "C" fn(*mut ffi::sqlite3_changeset_iter, c_int, *mut *mut ffi::sqlite3_value) -> c_int,
    ) -> Option<Cell> {
        let mut value = ptr::null_mut();
        // SAFETY: the index is below the column count; the value lives until the iterator moves on and is copied here.
        unsafe {
            if read(self.0, index, &mut value) != ffi::SQLITE_OK || value.is_null() {
                return None;
            }
            Some(match ffi::sqlite3_value_type(value) {
                ffi::SQLITE_INTEGER => Cell::Integer(ffi::sqlite3_value_int64(value)),
                ffi::SQLITE_FLOAT => Cell::Real(ffi::sqlite3_value_double(value)),
                ffi::SQLITE_NULL => Cell::Null,
                kind => {
                    let bytes = if kind == ffi::SQLITE_TEXT {
                        ffi::sqlite3_value_text(value).cast::<u8>()
                    } else {
                        ffi::sqlite3_value_blob(value).cast::<u8>()
                    };
                    let length = usize::try_from(ffi::sqlite3_value_bytes(value)).unwrap_or(0);
                    let copy =
                        if bytes.is_null() { Vec::new() } else { std::slice::from_raw_parts(bytes, length).to_vec() };
                    if kind == ffi::SQLITE_TEXT { Cell::Text(copy) } else { Cell::Blob(copy) }
                }
            })
        }
    }
}

enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    Text(Vec<u8>),
    Blob(Vec<u8>),
}

impl Cell {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Null => Vec::new(),
            Self::Integer(i) => i.to_be_bytes().to_vec(),
            Self::Real(r) => r.to_be_bytes().to_vec(),
            Self::Text(b) | Self::Blob(b) => b.clone(),
        }
    }

    fn json(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Integer(i) => i.into(),
            Self::Real(r) => r.into(),
            Self::Text(b) => String::from_utf8_lossy(&b).into_owned().into(),
            Self::Blob(b) => HEXLOWER.encode(&b).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_net_change_a_row_with_what_was_and_what_is() {
        let c = Connection::open_in_memory().unwrap();
        c.execute_batch("CREATE TABLE thing (id BLOB PRIMARY KEY NOT NULL, name TEXT, size INTEGER) WITHOUT ROWID, STRICT; INSERT INTO thing VALUES (x'01','a',1),(x'02','b',2);").unwrap();
        let mut columns = Columns::new();
        let capture = Capture::start(&c).unwrap();
        c.execute_batch("UPDATE thing SET name='z' WHERE id=x'01'; UPDATE thing SET name='y' WHERE id=x'01'; DELETE FROM thing WHERE id=x'02'; INSERT INTO thing VALUES (x'03','c',NULL);").unwrap();
        let mut changes = capture.finish(&c, &mut columns).unwrap();
        changes.sort_by(|a, b| a.row.cmp(&b.row));
        assert_eq!(
            changes.iter().map(|x| (x.op, x.row[0])).collect::<Vec<_>>(),
            [("update", 1), ("delete", 2), ("insert", 3)]
        );
        assert_eq!((&changes[0].before["name"], &changes[0].after["name"]), (&"a".into(), &"y".into()));
        assert!(!changes[0].before.contains_key("size"));
        assert_eq!(changes[1].before["size"], 2);
    }
}
