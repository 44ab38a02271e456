//! What happened to one record: who changed which of its fields, when, from what to what.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Id, Result, View, patients::Patient, permissions::Permission, practice::AnyRecord, time::Instant};

/// Which record.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HistoryOf {
    /// The record's id, of whatever kind.
    pub record: Id<AnyRecord>,
}

/// One change of the record.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct HistoryEntry {
    /// When.
    pub at: Instant,
    /// Who.
    pub user_name: Option<String>,
    /// The act.
    pub command: String,
    /// `insert`, `update` or `delete`.
    pub op: String,
    /// The kind of record, by its table.
    pub table: String,
    /// The changed fields before.
    #[ts(type = "Record<string, unknown>")]
    pub before: serde_json::Value,
    /// The changed fields after.
    #[ts(type = "Record<string, unknown>")]
    pub after: serde_json::Value,
}

/// What those who may see a chart may see the history of: the tables of 0005, and who the patient is. The rest is for those who may
/// see the log.
const OF_A_CHART: &str = " patient patient_address patient_telecom patient_identifier related_person visit note note_addendum \
    visit_diagnosis diagnostic_report observation problem allergy allergy_reaction no_known_allergies medication immunization \
    procedure clinical_document appointment ";

/// Everything that happened to the record, newest first; at most 500 changes.
pub fn of(tx: &View, input: HistoryOf) -> Result<Vec<HistoryEntry>> {
    let latest: Option<Id<Patient>> = tx.maybe(
        "SELECT audit.patient_id FROM audit_change JOIN audit USING (seq)
         WHERE row_id = ?1 AND audit.patient_id IS NOT NULL ORDER BY seq DESC LIMIT 1",
        [input.record],
        |r| r.get(0),
    )?;
    if let Some(patient) = latest {
        tx.about(patient);
    }
    let json = |text: Option<String>| {
        text.and_then(|t| serde_json::from_str(&t).ok())
            .unwrap_or_else(|| serde_json::Value::Object(Default::default()))
    };
    tx.rows(
        "SELECT audit.at, display_name, command, op, table_name, before, after
         FROM audit_change JOIN audit USING (seq) LEFT JOIN user ON user.id = audit.user_id
         WHERE row_id = ?1 AND (?2 OR instr(?3, ' ' || table_name || ' ') > 0)
         ORDER BY audit_change.seq DESC, ordinal DESC LIMIT 500",
        params![input.record, tx.may(Permission::SeeAudit), OF_A_CHART],
        |r| {
            Ok(HistoryEntry {
                at: r.get(0)?,
                user_name: r.get(1)?,
                command: r.get(2)?,
                op: r.get(3)?,
                table: r.get(4)?,
                before: json(r.get(5)?),
                after: json(r.get(6)?),
            })
        },
    )
}
