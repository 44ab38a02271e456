//! What was changed of a patient's record, by whom, when, from what to what.

use std::collections::{HashMap, hash_map::Entry};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use crate::{Id, Result, View, practice::AnyRecord, time::Instant};

use super::{Patient, record::PatientOf};

/// One change of a patient's record: what one person did in one go.
#[derive(Debug, Serialize, Deserialize, JsonSchema, TS)]
pub struct PatientEdit {
    /// When.
    pub at: Instant,
    /// Who.
    pub user_name: Option<String>,
    /// The act, as the command list names it.
    pub command: String,
    /// What became different.
    pub changes: Vec<FieldChange>,
}

/// One value that became different.
#[derive(Debug, Serialize, Deserialize, JsonSchema, TS)]
pub struct FieldChange {
    /// The part of the record, by its table: `patient`, `patient_telecom`.
    pub part: String,
    /// Which entry of the part.
    pub row: Id<AnyRecord>,
    /// The field.
    pub field: String,
    /// What it was; none for something new.
    pub before: Option<String>,
    /// What it became; none for something removed.
    pub after: Option<String>,
}

/// Kept of every row, or made from other fields: no edit of a person.
const SILENT: [&str; 17] = [
    "id",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "version",
    "patient_id",
    "name",
    "list_name",
    "phone",
    "rank",
    "source_id",
    "image",
    "width",
    "height",
    "merged_into",
    "media_type",
];

/// Everything that was changed of a patient's record, newest first; at most 300 acts.
pub fn of(tx: &View, input: PatientOf) -> Result<Vec<PatientEdit>> {
    tx.about(input.patient);
    super::name(tx, input.patient)?;
    let rows: Vec<Logged> = tx.rows(LOGGED, [input.patient], Logged::read)?;
    // Backwards in time: the log keeps what an update replaced and a removal took; what an entry held before that follows from
    // what it holds now.
    let mut held: HashMap<Id<AnyRecord>, Map<String, Value>> = HashMap::new();
    let mut edits: Vec<(i64, PatientEdit)> = Vec::new();
    for logged in rows {
        let state = match held.entry(logged.row) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(now(tx, &logged.part, logged.row)?),
        };
        let mut changes = Vec::new();
        let registered = logged.op == "insert" && logged.part == "patient";
        match logged.op.as_str() {
            "update" => {
                for (field, after) in &logged.after {
                    let before = logged.before.get(field);
                    push(tx, &mut changes, &logged, field, before, Some(after))?;
                    state.insert(field.clone(), before.cloned().unwrap_or(Value::Null));
                }
            }
            "delete" => {
                *state = logged.before.clone();
                for (field, before) in &logged.before {
                    push(tx, &mut changes, &logged, field, Some(before), None)?;
                }
            }
            _ if registered => {}
            _ => {
                for (field, after) in state.iter() {
                    push(tx, &mut changes, &logged, field, None, Some(after))?;
                }
            }
        }
        match edits.last_mut() {
            Some((seq, edit)) if *seq == logged.seq => edit.changes.extend(changes),
            _ => edits.push((
                logged.seq,
                PatientEdit { at: logged.at, user_name: logged.user_name, command: logged.command, changes },
            )),
        }
    }
    let mut edits: Vec<PatientEdit> = edits.into_iter().map(|(_, e)| e).take(300).collect();
    if edits.iter().all(|e| e.command != "register_patient") {
        edits.push(made(tx, input.patient)?);
    }
    Ok(edits)
}

/// What a record that came with an import began with.
fn made(tx: &View, patient: Id<Patient>) -> Result<PatientEdit> {
    tx.one(
        "patient",
        "SELECT patient.created_at, user.display_name FROM patient LEFT JOIN user ON user.id = patient.created_by WHERE patient.id = ?1",
        [patient],
        |r| {
            Ok(PatientEdit {
                at: r.get(0)?,
                user_name: r.get(1)?,
                command: "import".to_owned(),
                changes: Vec::new(),
            })
        },
    )
}

pub(super) const LOGGED: &str =
    "SELECT audit.seq, audit.at, user.display_name, audit.command, c.op, c.table_name, c.row_id, c.before, c.after
   FROM audit JOIN audit_change c ON c.seq = audit.seq LEFT JOIN user ON user.id = audit.user_id
   WHERE audit.patient_id = ?1
     AND c.table_name IN ('patient', 'patient_name', 'patient_address', 'patient_telecom', 'patient_answer',
       'patient_identifier', 'related_person', 'insurance_policy', 'patient_photo')
   ORDER BY audit.seq DESC, c.ordinal LIMIT 5000";

struct Logged {
    seq: i64,
    at: Instant,
    user_name: Option<String>,
    command: String,
    op: String,
    part: String,
    row: Id<AnyRecord>,
    before: Map<String, Value>,
    after: Map<String, Value>,
}

impl Logged {
    fn read(r: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let json = |text: Option<String>| text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default();
        Ok(Self {
            seq: r.get(0)?,
            at: r.get(1)?,
            user_name: r.get(2)?,
            command: r.get(3)?,
            op: r.get(4)?,
            part: r.get(5)?,
            row: r.get(6)?,
            before: json(r.get(7)?),
            after: json(r.get(8)?),
        })
    }
}

fn push(
    tx: &View,
    changes: &mut Vec<FieldChange>,
    logged: &Logged,
    field: &str,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Result<()> {
    // In its own table a person's name is no derived field.
    let silent = SILENT.contains(&field) && !(logged.part == "related_person" && matches!(field, "name" | "phone"));
    let (before, after) = (said(tx, field, before)?, said(tx, field, after)?);
    if !silent && before != after {
        changes.push(FieldChange {
            part: logged.part.clone(),
            row: logged.row,
            field: field.to_owned(),
            before,
            after,
        });
    }
    Ok(())
}

/// A value as text; a practitioner by name.
fn said(tx: &View, field: &str, value: Option<&Value>) -> Result<Option<String>> {
    let text = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(s)) => s.clone(),
        Some(other) => other.to_string(),
    };
    if field == "practitioner_id" {
        return tx.maybe("SELECT display_name FROM practitioner WHERE id = unhex(?1)", [&text], |r| r.get(0));
    }
    Ok(Some(text))
}

/// What an entry holds now; nothing once it is gone.
fn now(tx: &View, part: &str, row: Id<AnyRecord>) -> Result<Map<String, Value>> {
    let sql = match part {
        "patient_name" => {
            "SELECT use, family, given, middle, prefix, suffix, starts_on, ends_on FROM patient_name WHERE id = ?1"
        }
        "patient_address" => {
            "SELECT use, line1, line2, city, state, zip, country, starts_on, ends_on FROM patient_address WHERE id = ?1"
        }
        "patient_telecom" => "SELECT kind, value FROM patient_telecom WHERE id = ?1",
        "patient_answer" => "SELECT question, code, text FROM patient_answer WHERE id = ?1",
        "patient_identifier" => "SELECT kind, system, value FROM patient_identifier WHERE id = ?1",
        "related_person" => {
            "SELECT name, relationship, phone, email, address_line1, address_line2, city, state, zip, birth_date,
               emergency_contact, guarantor, active FROM related_person WHERE id = ?1"
        }
        "insurance_policy" => {
            "SELECT payer_name, payer_id, plan_name, member_id, group_number, subscriber_relationship, subscriber_name,
               subscriber_birth_date, copay_cents, effective_on, terminated_on, status, error_reason
             FROM insurance_policy WHERE id = ?1"
        }
        "patient_photo" => "SELECT active FROM patient_photo WHERE id = ?1",
        _ => return Ok(Map::new()),
    };
    let fields = tx.maybe(sql, [row], |r| {
        let names = r.as_ref().column_names().into_iter().map(str::to_owned).collect::<Vec<_>>();
        names
            .into_iter()
            .enumerate()
            .map(|(at, name)| {
                let value = match r.get_ref(at)? {
                    rusqlite::types::ValueRef::Integer(i) => i.into(),
                    rusqlite::types::ValueRef::Text(t) => String::from_utf8_lossy(t).into_owned().into(),
                    _ => Value::Null,
                };
                Ok((name, value))
            })
            .collect::<rusqlite::Result<Map<String, Value>>>()
    })?;
    Ok(fields.unwrap_or_default())
}
