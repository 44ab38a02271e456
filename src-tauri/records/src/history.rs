//! What happened to one record: who changed which of its fields, when, from what to what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Id, Result, View, practice::AnyRecord, time::Instant};

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

/// Everything that happened to the record, newest first; at most 500 changes.
pub fn of(tx: &View, input: HistoryOf) -> Result<Vec<HistoryEntry>> {
    let json = |text: Option<String>| {
        text.and_then(|t| serde_json::from_str(&t).ok())
            .unwrap_or_else(|| serde_json::Value::Object(Default::default()))
    };
    tx.rows(
        "SELECT audit.at, display_name, command, op, table_name, before, after
         FROM audit_change JOIN audit USING (seq) LEFT JOIN user ON user.id = audit.user_id
         WHERE row_id = ?1 ORDER BY audit_change.seq DESC, ordinal DESC LIMIT 500",
        [input.record],
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
