//! A first look at a file: a practice, whole, from no newer program? Nothing is written, neither to it nor to its WAL.

use std::{
    collections::HashSet,
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::{APPLICATION_ID, DatabaseKey, PAGE, connect, explain, migrations, not_a_practice};
use crate::{Error, FaultCode, Result, error::DAMAGED};

/// Bytes before the first frame of a WAL, and before the page in each frame (SQLite file format, 4.1).
const WAL_HEADER: u64 = 32;
const FRAME_HEADER: i64 = 24;
/// The page SQLite never uses, because locks are taken on its bytes at one gigabyte.
const LOCK_PAGE: u64 = (1 << 30) / PAGE + 1;

/// Opens a file to be looked at. Dropped, it leaves the file and its WAL as they were; [`super::admit`] makes it the writer.
pub(crate) fn look(path: &Path, key: &DatabaseKey) -> Result<Connection> {
    let waits = std::fs::metadata(wal_of(path)).is_ok_and(|wal| wal.len() > 0);
    let connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Closing it would fold the WAL into the file, as far as it can be read, and delete it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, waits)?;
    check(&connection, path).map_err(|e| explain(&connection, e))?;
    Ok(connection)
}

fn check(connection: &Connection, path: &Path) -> Result<()> {
    let id: i32 = connection.query_row("PRAGMA application_id", [], |r| r.get(0))?;
    if id != APPLICATION_ID {
        return Err(not_a_practice());
    }
    if !is_whole(connection, path)? {
        return Err(Error::refused(FaultCode::Damaged, DAMAGED));
    }
    migrations::refuse_newer(connection)
}

/// Whether every page is there, in the file or in its WAL. A file cut at a page boundary still passes SQLCipher's own check.
fn is_whole(connection: &Connection, path: &Path) -> Result<bool> {
    let pages: u64 = connection.query_row("PRAGMA page_count", [], |r| r.get(0))?;
    let length = std::fs::metadata(path)?.len();
    if length >= pages * PAGE {
        return Ok(length == pages * PAGE);
    }
    let waiting = pages_in_wal(connection, path)?;
    Ok((length / PAGE + 1..=pages).all(|page| page == LOCK_PAGE || waiting.contains(&page)))
}

/// The pages that the WAL holds, as far as SQLite found it whole.
fn pages_in_wal(connection: &Connection, path: &Path) -> Result<HashSet<u64>> {
    // NOOP: nothing is folded in, only counted.
    let frames: i64 = connection.query_row("PRAGMA wal_checkpoint(NOOP)", [], |r| r.get(1))?;
    let mut pages = HashSet::new();
    if frames <= 0 {
        return Ok(pages);
    }
    let mut wal = BufReader::new(File::open(wal_of(path))?);
    wal.seek(SeekFrom::Start(WAL_HEADER))?;
    for _ in 0..frames {
        let mut number = [0; 4];
        wal.read_exact(&mut number)?;
        pages.insert(u32::from_be_bytes(number).into());
        wal.seek_relative(FRAME_HEADER - 4 + PAGE.cast_signed())?;
    }
    Ok(pages)
}

fn wal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}
