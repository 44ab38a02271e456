//! The encrypted file on the disk. The only module that opens a connection; used by `practice` alone.
//!
//! Invariants: SQLCipher with a raw 256-bit key and salt (never a passphrase), WAL with `synchronous=EXTRA`, so that a
//! committed transaction is on the disk; temporary data in memory only; one process at a time; a file that cannot be opened
//! whole is refused and kept, its WAL included, never re-created, never opened past a failed migration or by an older program:
//! [`look`] writes nothing, [`admit`] is only called once the caller knows that nothing is missing.

pub(crate) mod anchor;
pub(crate) mod capture;
mod look;
mod migrations;

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use data_encoding::HEXLOWER;
use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};
use zeroize::Zeroizing;

pub(crate) use look::look;

use crate::{
    Error, FaultCode, Result,
    error::DAMAGED,
    keys::{Purpose, Root},
};

/// Marks the file as Chartwell's (`PRAGMA application_id`): "CHWL".
const APPLICATION_ID: i32 = 0x4348_574c;

/// Bytes a page, SQLCipher's default.
const PAGE: u64 = 4096;

/// A file of the same name with one more extension, such as `practice.chartwell.keys`.
pub(crate) fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

/// Holds the practice for this process until dropped.
pub(crate) struct Hold(#[allow(dead_code)] File);

/// Takes the practice for this process.
pub(crate) fn hold(path: &Path) -> Result<Hold> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(beside(path, "lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Hold(file)),
        Err(TryLockError::WouldBlock) => Err(Error::refused(
            FaultCode::InUse,
            "Another Chartwell window or command has this practice open. Close it there first.",
        )),
        Err(TryLockError::Error(e)) => Err(e.into()),
    }
}

/// The database key in SQLCipher's raw form: 32 key bytes and 16 salt bytes as 96 hex digits.
pub(crate) struct DatabaseKey(Zeroizing<String>);

impl DatabaseKey {
    pub(crate) fn from(root: &Root) -> Result<Self> {
        let bytes = root.derive::<48>(Purpose::Database)?;
        let hex = Zeroizing::new(HEXLOWER.encode(&*bytes));
        Ok(Self(Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *hex))))
    }
}

/// Makes the database of a new practice.
pub(crate) fn create(path: &Path, key: &DatabaseKey) -> Result<Connection> {
    let mut connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    let mut made = || -> Result<()> {
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        prepare_writer(&connection)?;
        migrations::bring_up(&mut connection)
    };
    made().map_err(|e| explain(&connection, e))?;
    Ok(connection)
}

/// Makes a file that was looked at the one that is written: brings the schema up to date and folds the WAL in.
pub(crate) fn admit(mut connection: Connection) -> Result<Connection> {
    let mut admitted = || -> Result<()> {
        prepare_writer(&connection)?;
        migrations::bring_up(&mut connection)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        checkpoint(&connection)
    };
    admitted().map_err(|e| explain(&connection, e))?;
    Ok(connection)
}

/// What an error of this connection means. Once it met a damaged page, SQLCipher refuses whatever is asked, in odd words; and
/// SQLite does not tell a full disk from a failing one when it cannot sync or make room for its shared memory.
pub(crate) fn explain(connection: &Connection, error: Error) -> Error {
    let Error::Sql(sql) = &error else { return error };
    let gave_up =
        || connection.query_row("PRAGMA cipher_status", [], |r| r.get::<_, String>(0)).is_ok_and(|s| s == "0");
    match sql.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure) => match connection.path().map(|path| try_room(Path::new(path))) {
            Some(Err(full)) if full.code() == FaultCode::DiskFull => full,
            _ => error,
        },
        _ if gave_up() => Error::refused(FaultCode::Damaged, DAMAGED),
        _ => error,
    }
}

/// Writes beside the database as much as SQLite may ask for at a time, and takes it back.
fn try_room(database: &Path) -> Result<()> {
    let path = beside(database, "room");
    let written =
        File::create(&path).and_then(|mut file| file.write_all(&[0; 64 * 1024]).and_then(|()| file.sync_all()));
    _ = std::fs::remove_file(path);
    Ok(written?)
}

/// Opens the connection that writes once more, of a practice that is open already.
pub(crate) fn open_again(path: &Path, key: &DatabaseKey) -> Result<Connection> {
    let connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    prepare_writer(&connection)?;
    Ok(connection)
}

/// Opens one more connection, which can only read.
pub(crate) fn open_reader(path: &Path, key: &DatabaseKey) -> Result<Connection> {
    let connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    Ok(connection)
}

/// Moves everything from the WAL into the file.
pub(crate) fn checkpoint(connection: &Connection) -> Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// Reads every page and every index. Empty when the file is whole; otherwise what SQLite and SQLCipher found, in their words.
/// SQLCipher gives up on a connection that meets a damaged page: this one should be of no other use.
pub(crate) fn integrity(connection: &Connection) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for (sql, fine) in
        [("PRAGMA cipher_integrity_check", ""), ("PRAGMA integrity_check(20)", "ok"), ("PRAGMA foreign_key_check", "")]
    {
        let read = || -> Result<Vec<String>> {
            let mut statement = connection.prepare(sql)?;
            let words = statement.query_map([], |r| r.get(0))?;
            Ok(words.collect::<rusqlite::Result<_>>()?)
        };
        match read().map_err(|e| explain(connection, e)) {
            Ok(words) => findings.extend(words.into_iter().filter(|word| word != fine)),
            Err(e) if e.code() == FaultCode::Damaged => findings.push(format!("{sql} met a damaged page")),
            Err(e) => return Err(e),
        }
    }
    Ok(findings)
}

pub(crate) fn not_a_practice() -> Error {
    Error::refused(FaultCode::NotAPractice, "This file is not a Chartwell practice.")
}

fn connect(path: &Path, key: &DatabaseKey, flags: OpenFlags) -> Result<Connection> {
    let flags = flags
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch(&key.0)?;
    connection.execute_batch(
        "PRAGMA cipher_log_level = NONE;
         PRAGMA trusted_schema = OFF;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA mmap_size = 0;",
    )?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

fn prepare_writer(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = EXTRA;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA secure_delete = ON;",
    )?;
    for_saves(connection)
}

/// For the day's work: a save folds in what few came before it (SQLite's own default), within 64 MiB of memory.
fn for_saves(connection: &Connection) -> Result<()> {
    connection.execute_batch("PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -65536;")?;
    Ok(())
}

/// For many large transactions: a page that many of them meet is written once where it was written each time. Every commit is on
/// the disk as ever; the WAL grows to some 64 MiB before it is folded in.
pub(crate) fn prepare_to_fill(connection: &Connection) -> Result<()> {
    connection.execute_batch("PRAGMA wal_autocheckpoint = 16384; PRAGMA cache_size = -131072;")?;
    Ok(())
}

/// After [`prepare_to_fill`]: as for any save again. Waits for no reader: the WAL keeps its size and is written anew from its start.
pub(crate) fn filled(connection: &Connection) -> Result<()> {
    for_saves(connection)?;
    connection.execute_batch("PRAGMA wal_checkpoint(PASSIVE); PRAGMA shrink_memory;")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_is_the_one_we_rely_on() {
        let folder = tempfile::tempdir().unwrap();
        let key = DatabaseKey::from(&Root::generate().unwrap()).unwrap();
        let connection = create(&folder.path().join("p"), &key).unwrap();
        let word = |sql: &str| connection.query_row(sql, [], |r| r.get::<_, rusqlite::types::Value>(0)).unwrap();
        assert!(matches!(word("PRAGMA cipher_version"), rusqlite::types::Value::Text(v) if !v.is_empty()));
        assert!(rusqlite::version_number() >= 3_051_003, "older SQLite has the WAL-reset bug");
        assert_eq!(word("PRAGMA synchronous"), rusqlite::types::Value::Integer(3));
        assert_eq!(word("PRAGMA temp_store"), rusqlite::types::Value::Integer(2));
        let options: Vec<String> = connection
            .prepare("PRAGMA compile_options")
            .unwrap()
            .query_map([], |r| r.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        for needed in ["ENABLE_SESSION", "TEMP_STORE=3", "SECURE_DELETE", "OMIT_LOAD_EXTENSION"] {
            assert!(options.iter().any(|o| o == needed), "{needed}");
        }
    }

    #[test]
    fn a_cut_file_and_a_wrong_key_are_refused_and_left_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p");
        let key = DatabaseKey::from(&Root::generate().unwrap()).unwrap();
        drop(create(&path, &key).unwrap());
        let whole = std::fs::read(&path).unwrap();
        let other = DatabaseKey::from(&Root::generate().unwrap()).unwrap();
        assert_eq!(look(&path, &other).err().unwrap().code(), FaultCode::Damaged);
        std::fs::write(&path, &whole[..whole.len() - 4096]).unwrap();
        assert_eq!(look(&path, &key).err().unwrap().code(), FaultCode::Damaged);
        assert_eq!(std::fs::read(&path).unwrap().len(), whole.len() - 4096);
    }
}
