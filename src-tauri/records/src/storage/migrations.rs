//! The schema, step by step. A released step is never edited: its successor mends it.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::{Error, FaultCode, Result};

const STEPS: &[M<'static>] = &[
    M::up(include_str!("../../migrations/0001_practice.sql")),
    M::up(include_str!("../../migrations/0002_audit.sql")),
    M::up(include_str!("../../migrations/0003_patients.sql")),
    M::up(include_str!("../../migrations/0004_schedule.sql")),
    M::up(include_str!("../../migrations/0005_chart.sql")),
    M::up(include_str!("../../migrations/0006_billing.sql")),
];

/// Refuses a file from a newer program, before anything is written to it.
pub(super) fn refuse_newer(connection: &Connection) -> Result<()> {
    let version: usize = connection.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if version > STEPS.len() { Err(newer()) } else { Ok(()) }
}

fn newer() -> Error {
    Error::refused(
        FaultCode::NewerVersion,
        "This practice was written by a newer Chartwell. Update Chartwell to open it; nothing was changed.",
    )
}

/// Brings the schema up to this program's, in one transaction; refuses a file from a newer program.
pub(super) fn bring_up(connection: &mut Connection) -> Result<()> {
    Migrations::from_slice(STEPS).to_latest(connection).map_err(|e| match e {
        rusqlite_migration::Error::MigrationDefinition(
            rusqlite_migration::MigrationDefinitionError::DatabaseTooFarAhead,
        ) => newer(),
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        _ => Error::Internal("the schema could not be brought up to date"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_applies_and_keeps_the_references_whole() {
        Migrations::from_slice(STEPS).validate().unwrap();
    }

    #[test]
    fn a_file_from_a_newer_program_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        bring_up(&mut connection).unwrap();
        connection.pragma_update(None, "user_version", STEPS.len() as i64 + 1).unwrap();
        assert_eq!(refuse_newer(&connection).err().unwrap().code(), FaultCode::NewerVersion);
        assert_eq!(bring_up(&mut connection).err().unwrap().code(), FaultCode::NewerVersion);
    }

    /// The rules of the design that a machine can see in the schema.
    #[test]
    fn every_table_is_strict_and_has_one_key() {
        let mut connection = Connection::open_in_memory().unwrap();
        bring_up(&mut connection).unwrap();
        let mut statement = connection
            .prepare("SELECT name, strict, sql FROM pragma_table_list JOIN sqlite_schema USING (name) WHERE pragma_table_list.type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%'")
            .unwrap();
        let rows = statement
            .query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, bool>(1)?, r.get::<_, String>(2)?)))
            .unwrap();
        for row in rows {
            let (name, strict, sql) = row.unwrap();
            assert!(strict, "{name} is not STRICT");
            assert!(!sql.to_uppercase().contains("AUTOINCREMENT"), "{name}");
            assert!(!sql.to_uppercase().contains("ON DELETE CASCADE"), "{name}");
        }
    }
}
