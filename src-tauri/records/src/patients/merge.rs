//! Two records of one person become one, and can become two again.
//!
//! In one transaction every row that names the absorbed patient in its `patient_id` is moved to the survivor, and each move is
//! remembered by table and row. Which tables these are is read from the schema, so that a feature added later is covered without
//! anyone thinking of it. What makes a record itself (names, addresses, phones, answers, numbers, photo) stays with it: the
//! absorbed record keeps its MRN and can still be found by everything it was found by; search then shows the survivor.
//!
//! Undo moves the remembered rows back, and with them whatever was hung on them since (a charge of a moved visit, an addendum of
//! a moved note): that follows from the schema's references too. It is refused where something made since belongs to both, such
//! as a payment that covers charges of both, and while the survivor is itself merged into another.
//!
//! This is the one feature that writes SQL for tables it cannot name beforehand. The names come from SQLite's own schema, never
//! from input, and [`identifier`] lets nothing but lower-case words through.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, FaultCode, Id, Result, View,
    practice::{AnyRecord, Empty},
    text,
    time::Instant,
};

use super::{Patient, record::PatientOf};

/// Two records that were merged.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Merge {
    /// The merge.
    pub id: Id<Merge>,
    /// The record that stays.
    pub survivor: Id<Patient>,
    /// Its name.
    pub survivor_name: String,
    /// Its MRN.
    pub survivor_mrn: String,
    /// The record that was merged into it.
    pub absorbed: Id<Patient>,
    /// Its name.
    pub absorbed_name: String,
    /// Its MRN.
    pub absorbed_mrn: String,
    /// Why they were taken for one person.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// Who merged them.
    pub by: Option<String>,
    /// How many entries were moved.
    pub moved: i64,
    /// When it was undone; none while it stands.
    pub undone_at: Option<Instant>,
}
struct Move;
crate::kinds!(Merge, Move);

/// Merges that this patient's record was part of, newest first.
pub(super) fn of(tx: &View, patient: Id<Patient>) -> Result<Vec<Merge>> {
    tx.rows(
        "SELECT m.id, m.survivor_id, s.list_name, s.mrn, m.absorbed_id, a.list_name, a.mrn, m.reason, m.created_at,
           user.display_name, (SELECT count(*) FROM patient_merge_move WHERE merge_id = m.id), m.undone_at
         FROM patient_merge m JOIN patient s ON s.id = m.survivor_id JOIN patient a ON a.id = m.absorbed_id
           LEFT JOIN user ON user.id = m.created_by
         WHERE m.survivor_id = ?1 OR m.absorbed_id = ?1 ORDER BY m.id DESC",
        [patient],
        |r| {
            Ok(Merge {
                id: r.get(0)?,
                survivor: r.get(1)?,
                survivor_name: r.get(2)?,
                survivor_mrn: r.get(3)?,
                absorbed: r.get(4)?,
                absorbed_name: r.get(5)?,
                absorbed_mrn: r.get(6)?,
                reason: r.get(7)?,
                at: r.get(8)?,
                by: r.get(9)?,
                moved: r.get(10)?,
                undone_at: r.get(11)?,
            })
        },
    )
}

/// How many entries of one kind a patient has.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct EntryCount {
    /// The kind, by its table: `visit`, `appointment`.
    pub kind: String,
    /// How many.
    pub count: i64,
}

/// What belongs to a patient and would move in a merge: how many entries of each kind, the most first.
pub fn entries(tx: &View, input: PatientOf) -> Result<Vec<EntryCount>> {
    tx.about(input.patient);
    super::name(tx, input.patient)?;
    let mut counts = Vec::new();
    for table in moved_tables(tx)? {
        let sql = String::from("SELECT count(*) FROM ") + &table + " WHERE patient_id = ?1";
        let count = tx.one("patient", &sql, [input.patient], |r| r.get(0))?;
        if count > 0 {
            counts.push(EntryCount { kind: table, count });
        }
    }
    counts.sort_by_key(|c| std::cmp::Reverse(c.count));
    Ok(counts)
}

/// Two records of one person.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MergePatients {
    /// The record that stays.
    pub survivor: Id<Patient>,
    /// The version it was read at.
    pub survivor_version: i64,
    /// The record that is merged into it.
    pub absorbed: Id<Patient>,
    /// The version it was read at.
    pub absorbed_version: i64,
    /// How it is known that they are one person.
    pub reason: String,
}

/// Merges two records of one person.
pub fn merge(tx: &mut Change, input: MergePatients) -> Result<Merge> {
    let (survivor, absorbed) = (input.survivor, input.absorbed);
    tx.about(survivor);
    if survivor == absorbed {
        return Err(Error::invalid(
            "absorbed",
            "These are not two records but one and the same. Choose the other one.",
        ));
    }
    super::exists(tx, survivor)?;
    super::exists(tx, absorbed)?;
    let reason = text::line("reason", &input.reason)?;
    // Both were looked at side by side: neither may have changed since.
    tx.update("patient", "patient", survivor, input.survivor_version, &[])?;
    tx.update("patient", "patient", absorbed, input.absorbed_version, &[("merged_into", &survivor)])?;
    let merge = Id::<Merge>::new();
    tx.insert("patient_merge", merge, &[("survivor_id", &survivor), ("absorbed_id", &absorbed), ("reason", &reason)])?;
    for table in moved_tables(tx)? {
        let sql = String::from("SELECT id FROM ") + &table + " WHERE patient_id = ?1";
        let rows: Vec<Id<AnyRecord>> = tx.rows(&sql, [absorbed], |r| r.get(0))?;
        for row in &rows {
            tx.insert(
                "patient_merge_move",
                Id::<Move>::new(),
                &[("merge_id", &merge), ("table_name", &table), ("row_id", row)],
            )?;
        }
        if !rows.is_empty() {
            give(tx, &table, "", absorbed, survivor)?;
        }
    }
    find(tx, survivor, merge)
}

fn find(tx: &View, patient: Id<Patient>, merge: Id<Merge>) -> Result<Merge> {
    of(tx, patient)?.into_iter().find(|m| m.id == merge).ok_or(Error::NotFound("merge"))
}

/// A merge to undo.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoMerge {
    /// The patient the page was opened for: the survivor.
    pub patient: Id<Patient>,
    /// Which merge.
    pub merge: Id<Merge>,
}

/// Makes two records of one again: what was moved goes back, with what was added to it since.
pub fn undo(tx: &mut Change, input: UndoMerge) -> Result<Empty> {
    tx.about(input.patient);
    let (survivor, absorbed, undone): (Id<Patient>, Id<Patient>, bool) = tx.one(
        "merge",
        "SELECT survivor_id, absorbed_id, undone_at IS NOT NULL FROM patient_merge WHERE id = ?1",
        [input.merge],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    if survivor != input.patient {
        return Err(Error::refused(
            FaultCode::WrongPatient,
            "This merge belongs to another patient. Nothing was changed.",
        ));
    }
    if undone {
        return Err(Error::refused(FaultCode::WrongState, "This merge was undone already."));
    }
    super::exists(tx, survivor)?;
    let tables = moved_tables(tx)?;
    for table in &tables {
        let condition = " AND id IN (SELECT row_id FROM patient_merge_move WHERE merge_id = ?5 AND table_name = ?6)";
        let sql = giving(table, condition);
        let (now, user): (Instant, _) = (tx.now(), tx.user());
        tx.exec(&sql, params![absorbed, now, user, survivor, input.merge, table])?;
    }
    let references = references(tx)?;
    follow(tx, &references, &tables, survivor, absorbed)?;
    must_be_apart(tx, &references, &tables, survivor, absorbed)?;
    let (now, user): (Instant, _) = (tx.now(), tx.user());
    tx.exec(
        "UPDATE patient SET merged_into = NULL, changed_at = ?1, changed_by = ?2, version = version + 1 WHERE id = ?3",
        params![now, user, absorbed],
    )?;
    tx.exec(
        "UPDATE patient_merge SET undone_at = ?1, undone_by = ?2, changed_at = ?1, changed_by = ?2, version = version + 1
         WHERE id = ?3",
        params![now, user, input.merge],
    )?;
    Ok(Empty {})
}

/// Rows that refer to a row that went back go back with it, and what refers to those.
fn follow(
    tx: &mut Change,
    references: &[Reference],
    tables: &[String],
    survivor: Id<Patient>,
    absorbed: Id<Patient>,
) -> Result<()> {
    loop {
        let mut followed = 0;
        for r in references.iter().filter(|r| tables.contains(&r.from) && tables.contains(&r.to)) {
            let mut condition = String::from(" AND EXISTS (SELECT 1 FROM ");
            condition += &r.to;
            condition += " owner WHERE owner.id = ";
            condition += &r.from;
            condition += ".";
            condition += &r.column;
            condition += " AND owner.patient_id = ?1)";
            followed += give(tx, &r.from, &condition, survivor, absorbed)?;
        }
        if followed == 0 {
            return Ok(());
        }
    }
}

/// Refuses when something still belongs to both: a row of one that refers to a row of the other, or a row that ties two such.
fn must_be_apart(
    tx: &View,
    references: &[Reference],
    tables: &[String],
    survivor: Id<Patient>,
    absorbed: Id<Patient>,
) -> Result<()> {
    let both = || {
        Error::refused(
            FaultCode::WrongState,
            "Something entered since the merge belongs to both records, such as a payment that covers charges of both. Take that back first; nothing was changed.",
        )
    };
    for r in references.iter().filter(|r| tables.contains(&r.to)) {
        if tables.contains(&r.from) {
            let mut sql = String::from("SELECT 1 FROM ");
            sql += &r.from;
            sql += " x JOIN ";
            sql += &r.to;
            sql += " y ON y.id = x.";
            sql += &r.column;
            sql += " WHERE x.patient_id = ?1 AND y.patient_id = ?2 LIMIT 1";
            if tx.maybe(&sql, [absorbed, survivor], |_| Ok(()))?.is_some() {
                return Err(both());
            }
            continue;
        }
        // A tie without a patient of its own, such as what a payment covers: nothing is tied once its amounts cancel out.
        for other in references.iter().filter(|o| o.from == r.from && o.column != r.column && tables.contains(&o.to)) {
            let mut sql = String::from("SELECT x.id FROM ");
            sql += &r.to;
            sql += " a JOIN ";
            sql += &r.from;
            sql += " x ON x.";
            sql += &r.column;
            sql += " = a.id JOIN ";
            sql += &other.to;
            sql += " b ON b.id = x.";
            sql += &other.column;
            sql += " WHERE a.patient_id = ?1 AND b.patient_id = ?2";
            if r.has_cents {
                sql += " GROUP BY a.id, b.id HAVING sum(x.cents) <> 0";
            }
            if tx.maybe(&sql, [absorbed, survivor], |_| Ok(()))?.is_some() {
                return Err(both());
            }
        }
    }
    Ok(())
}

fn giving(table: &str, condition: &str) -> String {
    let mut sql = String::from("UPDATE ");
    sql += table;
    sql += " SET patient_id = ?1, changed_at = ?2, changed_by = ?3, version = version + 1 WHERE patient_id = ?4";
    sql += condition;
    sql
}

/// Gives rows of one patient to another; how many.
fn give(tx: &mut Change, table: &str, condition: &str, from: Id<Patient>, to: Id<Patient>) -> Result<usize> {
    let (now, user): (Instant, _) = (tx.now(), tx.user());
    tx.exec(&giving(table, condition), params![to, now, user, from])
}

/// What makes a record itself stays with it; the log, drafts and derived tables are no entries of a chart.
const STAYS: [&str; 8] = [
    "patient_name",
    "patient_address",
    "patient_telecom",
    "patient_answer",
    "patient_identifier",
    "patient_photo",
    "audit",
    "draft",
];

/// The tables whose rows belong to a patient.
fn moved_tables(tx: &View) -> Result<Vec<String>> {
    let all: Vec<String> = tx.rows(
        "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'patient_id'
         WHERE m.type = 'table' AND m.name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY m.name",
        [],
        |r| r.get(0),
    )?;
    Ok(all.into_iter().filter(|t| identifier(t) && !STAYS.contains(&t.as_str())).collect())
}

/// A column that refers to another table's row.
struct Reference {
    from: String,
    column: String,
    to: String,
    has_cents: bool,
}

fn references(tx: &View) -> Result<Vec<Reference>> {
    let all = tx.rows(
        "SELECT m.name, f.\"from\", f.\"table\", EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'cents')
         FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.\"table\" <> 'patient'",
        [],
        |r| Ok(Reference { from: r.get(0)?, column: r.get(1)?, to: r.get(2)?, has_cents: r.get(3)? }),
    )?;
    Ok(all.into_iter().filter(|r| identifier(&r.from) && identifier(&r.column) && identifier(&r.to)).collect())
}

fn identifier(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
