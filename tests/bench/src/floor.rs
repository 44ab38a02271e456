//! What the machine can do at best: the same rows and the same questions, bare prepared statements, no door, no rules, no log.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use rusqlite::{Connection, params};
use serde_json::Value;

/// Plain SQLite, or encrypted as Chartwell's file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// No encryption.
    Plain,
    /// SQLCipher with a raw key.
    Cipher,
}

const SCHEMA: &str = "
CREATE TABLE patient (id BLOB PRIMARY KEY, family TEXT, given TEXT, born TEXT, sex TEXT, phone TEXT, mrn TEXT, address TEXT) WITHOUT ROWID;
CREATE INDEX p1 ON patient (family COLLATE NOCASE, given); CREATE INDEX p2 ON patient (born); CREATE INDEX p3 ON patient (phone);
CREATE TABLE encounter (id INTEGER PRIMARY KEY, patient BLOB, start TEXT, reason TEXT, dx TEXT, dx_text TEXT, note TEXT); CREATE INDEX e1 ON encounter (patient, start);
CREATE TABLE observation (id INTEGER PRIMARY KEY, patient BLOB, encounter INTEGER, at TEXT, code TEXT, name TEXT, value REAL, unit TEXT, lo REAL, hi REAL, flag TEXT); CREATE INDEX o1 ON observation (patient, at);
CREATE TABLE item (id INTEGER PRIMARY KEY, patient BLOB, kind TEXT, code TEXT, text TEXT, more TEXT, status TEXT, day TEXT); CREATE INDEX i1 ON item (patient);
CREATE TABLE appointment (id INTEGER PRIMARY KEY, patient BLOB, practitioner TEXT, start TEXT, finish TEXT, status TEXT, reason TEXT); CREATE INDEX a1 ON appointment (practitioner, start); CREATE INDEX a2 ON appointment (patient);
CREATE TABLE charge (id INTEGER PRIMARY KEY, patient BLOB, day TEXT, code TEXT, cents INTEGER, paid INTEGER); CREATE INDEX c1 ON charge (patient); CREATE INDEX c2 ON charge (day, cents, paid) WHERE paid < cents;";

/// Makes a floor database.
pub fn open(path: &Path, kind: Kind) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    if kind == Kind::Cipher {
        connection.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "5a".repeat(48)))?;
    }
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;")?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(SCHEMA)?;
    Ok(connection)
}

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

/// Inserts the bundles of patients `first` and following in one transaction; how long that took.
pub fn insert_all(connection: &Connection, first: u64, bundles: &[Value]) -> rusqlite::Result<Duration> {
    let started = Instant::now();
    connection.execute_batch("BEGIN IMMEDIATE")?;
    for (i, bundle) in (first..).zip(bundles) {
        insert(connection, i, bundle)?;
    }
    connection.execute_batch("COMMIT")?;
    Ok(started.elapsed())
}

/// The floor's patient key: the number, big-endian, padded to sixteen bytes.
pub fn key(i: u64) -> [u8; 16] {
    u128::from(i).to_be_bytes()
}

fn insert(connection: &Connection, i: u64, bundle: &Value) -> rusqlite::Result<()> {
    let key = key(i);
    let mut visit = 0_i64;
    for entry in bundle.get("entry").and_then(Value::as_array).into_iter().flatten() {
        let Some(r) = entry.get("resource") else { continue };
        let coded = |path: &str| {
            (text(r, &format!("{path}/coding/0/code")).to_owned(), text(r, &format!("{path}/text")).to_owned())
        };
        match text(r, "/resourceType") {
            "Patient" => {
                connection.prepare_cached("INSERT INTO patient VALUES (?,?,?,?,?,?,?,?)")?.execute(params![
                    key,
                    text(r, "/name/0/family"),
                    text(r, "/name/0/given/0"),
                    text(r, "/birthDate"),
                    text(r, "/gender"),
                    text(r, "/telecom/0/value"),
                    text(r, "/identifier/0/value"),
                    text(r, "/address/0/line/0")
                ])?;
            }
            "Encounter" => {
                connection.prepare_cached("INSERT INTO encounter VALUES (NULL,?,?,?,?,?,?)")?.execute(params![
                    key,
                    text(r, "/period/start"),
                    text(r, "/reasonCode/0/text"),
                    text(r, "/reasonCode/1/coding/0/code"),
                    text(r, "/reasonCode/1/coding/0/display"),
                    text(r, "/text/div")
                ])?;
                visit = connection.last_insert_rowid();
            }
            "Observation" => {
                let (code, name) = coded("/code");
                connection.prepare_cached("INSERT INTO observation VALUES (NULL,?,?,?,?,?,?,?,?,?,?)")?.execute(
                    params![
                        key,
                        visit,
                        text(r, "/effectiveDateTime"),
                        code,
                        name,
                        r.pointer("/valueQuantity/value").and_then(Value::as_f64),
                        text(r, "/valueQuantity/unit"),
                        r.pointer("/referenceRange/0/low/value").and_then(Value::as_f64),
                        r.pointer("/referenceRange/0/high/value").and_then(Value::as_f64),
                        text(r, "/interpretation/0/coding/0/code")
                    ],
                )?;
            }
            "Appointment" => {
                connection.prepare_cached("INSERT INTO appointment VALUES (NULL,?,?,?,?,?,?)")?.execute(params![
                    key,
                    text(r, "/participant/1/actor/reference"),
                    text(r, "/start"),
                    text(r, "/end"),
                    text(r, "/status"),
                    text(r, "/description")
                ])?;
            }
            "Invoice" => {
                let cents = |path| (r.pointer(path).and_then(Value::as_f64).unwrap_or(0.0) * 100.0).round() as i64;
                let (gross, net) = (cents("/totalGross/value"), cents("/totalNet/value"));
                connection.prepare_cached("INSERT INTO charge VALUES (NULL,?,?,?,?,?)")?.execute(params![
                    key,
                    text(r, "/date"),
                    text(r, "/lineItem/0/chargeItemCodeableConcept/text"),
                    gross,
                    gross - net
                ])?;
            }
            kind => {
                let path = if kind == "MedicationRequest" { "/medicationCodeableConcept" } else { "/code" };
                let (code, words) = coded(path);
                let more = [text(r, "/dosageInstruction/0/text"), text(r, "/reaction/0/manifestation/0/text")].concat();
                let day = [text(r, "/onsetDateTime"), text(r, "/authoredOn"), text(r, "/recordedDate")].concat();
                connection.prepare_cached("INSERT INTO item VALUES (NULL,?,?,?,?,?,?,?)")?.execute(params![
                    key,
                    kind,
                    code,
                    words,
                    more,
                    text(r, "/status"),
                    day
                ])?;
            }
        }
    }
    Ok(())
}

/// Reads every row of a statement as JSON text, as an answer would be.
fn rows(connection: &Connection, sql: &str, params: impl rusqlite::Params, out: &mut String) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get_ref(column)? {
                rusqlite::types::ValueRef::Text(t) => {
                    out.push_str(&serde_json::to_string(&String::from_utf8_lossy(t)).unwrap_or_default());
                }
                rusqlite::types::ValueRef::Integer(i) => out.push_str(&i.to_string()),
                rusqlite::types::ValueRef::Real(r) => out.push_str(&r.to_string()),
                _ => out.push_str("null"),
            }
            out.push(',');
        }
    }
    Ok(())
}

/// W2: by the first letters of the family name.
pub fn by_prefix(c: &Connection, prefix: &str) -> rusqlite::Result<usize> {
    let (mut out, end) = (String::new(), format!("{prefix}\u{10ffff}"));
    rows(
        c,
        "SELECT family, given, born, mrn, phone FROM patient WHERE family COLLATE NOCASE >= ?1 AND family COLLATE NOCASE < ?2 LIMIT 30",
        params![prefix, end],
        &mut out,
    )?;
    Ok(out.len())
}
/// W2: by name and birth date.
pub fn by_birth(c: &Connection, prefix: &str, born: &str) -> rusqlite::Result<usize> {
    let mut out = String::new();
    rows(
        c,
        "SELECT family, given, born, mrn, phone FROM patient WHERE born = ?1 AND family LIKE ?2 || '%' LIMIT 30",
        params![born, prefix],
        &mut out,
    )?;
    Ok(out.len())
}
/// W2: by phone.
pub fn by_phone(c: &Connection, phone: &str) -> rusqlite::Result<usize> {
    let mut out = String::new();
    rows(c, "SELECT family, given, born, mrn, phone FROM patient WHERE phone = ?1 LIMIT 30", params![phone], &mut out)?;
    Ok(out.len())
}
/// W3, and W7 for one patient: everything of a patient.
pub fn whole_patient(c: &Connection, i: u64) -> rusqlite::Result<usize> {
    let (mut out, key) = (String::new(), key(i));
    for sql in [
        "SELECT * FROM patient WHERE id = ?1",
        "SELECT * FROM item WHERE patient = ?1",
        "SELECT * FROM observation WHERE patient = ?1 ORDER BY at DESC",
        "SELECT start, reason, dx, dx_text, note FROM encounter WHERE patient = ?1 ORDER BY start DESC",
        "SELECT * FROM appointment WHERE patient = ?1",
        "SELECT * FROM charge WHERE patient = ?1",
    ] {
        rows(c, sql, [key], &mut out)?;
    }
    Ok(out.len())
}
/// W4: a day of three practitioners.
pub fn day(c: &Connection, practitioners: &[String], day: &str) -> rusqlite::Result<usize> {
    let mut out = String::new();
    for practitioner in practitioners {
        rows(
            c,
            "SELECT appointment.start, finish, status, reason, family, given, born, phone FROM appointment JOIN patient ON patient.id = appointment.patient
             WHERE practitioner = ?1 AND appointment.start >= ?2 AND appointment.start < ?2 || 'Z' ORDER BY appointment.start",
            params![practitioner, day],
            &mut out,
        )?;
    }
    Ok(out.len())
}
/// W5: a visit with its note and six vitals, durable.
pub fn save_visit(c: &Connection, i: u64, note: &str) -> rusqlite::Result<usize> {
    let key = key(i);
    c.execute_batch("BEGIN IMMEDIATE")?;
    c.prepare_cached("INSERT INTO encounter VALUES (NULL,?,'2026-06-15T09:00:00','Follow-up','I10','Essential (primary) hypertension',?)")?
        .execute(params![key, note])?;
    let visit = c.last_insert_rowid();
    for code in ["8302-2", "29463-7", "8480-6", "8462-4", "8867-4", "8310-5"] {
        c.prepare_cached(
            "INSERT INTO observation VALUES (NULL,?,?,'2026-06-15T09:00:00',?,'Vital',98.6,'1',NULL,NULL,'')",
        )?
        .execute(params![key, visit, code])?;
    }
    c.execute_batch("COMMIT")?;
    Ok(7)
}
/// W6: what is open, by age.
pub fn aging(c: &Connection) -> rusqlite::Result<usize> {
    let mut out = String::new();
    rows(
        c,
        "SELECT CASE WHEN age <= 30 THEN 0 WHEN age <= 60 THEN 1 WHEN age <= 90 THEN 2 ELSE 3 END AS bucket, sum(open)
         FROM (SELECT julianday('2026-06-15') - julianday(day) AS age, cents - paid AS open FROM charge WHERE paid < cents) GROUP BY bucket",
        [],
        &mut out,
    )?;
    Ok(out.len())
}
/// W7: everything out.
pub fn everything(c: &Connection) -> rusqlite::Result<usize> {
    let mut bytes = 0;
    for sql in [
        "SELECT * FROM patient",
        "SELECT * FROM item",
        "SELECT * FROM observation",
        "SELECT * FROM encounter",
        "SELECT * FROM appointment",
        "SELECT * FROM charge",
    ] {
        let mut out = String::new();
        rows(c, sql, [], &mut out)?;
        bytes += out.len();
    }
    Ok(bytes)
}
