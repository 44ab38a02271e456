//! Entered in error: a wrong entry leaves the record without being lost. Who, when and why stay with it, and nothing changes it again.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::{guard, words::words};
use crate::{
    Change, Id, Result,
    observations::{self, MarkVitalsInError, MarkedVital},
    patients::Patient,
    practice::{AnyRecord, Empty},
    text,
};

words! {
    /// What kind of entry.
    ChartItem {
        /// A problem.
        Problem = "problem",
        /// An allergy.
        Allergy = "allergy",
        /// The statement that no allergies are known.
        NoKnownAllergies = "no_known_allergies",
        /// A medication.
        Medication = "medication",
        /// An immunization.
        Immunization = "immunization",
        /// A procedure.
        Procedure = "procedure",
        /// A document.
        Document = "document",
        /// A report.
        Report = "report",
        /// A single result or reading.
        Observation = "observation",
    }
}

/// An entry that was wrong.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkInError {
    /// In whose chart it stands.
    pub patient: Id<Patient>,
    /// What kind.
    pub kind: ChartItem,
    /// Which one.
    pub id: Id<AnyRecord>,
    /// The version that was read.
    pub version: i64,
    /// Why.
    pub reason: String,
}

/// Marks an entry entered in error.
pub fn mark(tx: &mut Change, input: MarkInError) -> Result<Empty> {
    tx.about(input.patient);
    let (table, what, column, standing) = match input.kind {
        ChartItem::Problem => (
            "problem",
            "problem",
            "verification_status",
            "SELECT patient_id, verification_status FROM problem WHERE id = ?1",
        ),
        ChartItem::Allergy => (
            "allergy",
            "allergy",
            "verification_status",
            "SELECT patient_id, verification_status FROM allergy WHERE id = ?1",
        ),
        ChartItem::NoKnownAllergies => (
            "no_known_allergies",
            "statement",
            "status",
            "SELECT patient_id, status FROM no_known_allergies WHERE id = ?1",
        ),
        ChartItem::Medication => {
            ("medication", "medication", "status", "SELECT patient_id, status FROM medication WHERE id = ?1")
        }
        ChartItem::Immunization => {
            ("immunization", "immunization", "status", "SELECT patient_id, status FROM immunization WHERE id = ?1")
        }
        ChartItem::Procedure => {
            ("procedure", "procedure", "status", "SELECT patient_id, status FROM procedure WHERE id = ?1")
        }
        ChartItem::Document => (
            "clinical_document",
            "document",
            "status",
            "SELECT patient_id, status FROM clinical_document WHERE id = ?1",
        ),
        ChartItem::Report => {
            ("diagnostic_report", "report", "status", "SELECT patient_id, status FROM diagnostic_report WHERE id = ?1")
        }
        ChartItem::Observation => {
            ("observation", "result", "status", "SELECT patient_id, status FROM observation WHERE id = ?1")
        }
    };
    let (owner, status): (Id<Patient>, String) = tx.one(what, standing, [input.id], |r| Ok((r.get(0)?, r.get(1)?)))?;
    guard::belongs(owner, input.patient)?;
    guard::standing(&status)?;
    if input.kind == ChartItem::Observation && observations::is_vital(tx, input.id.cast())? {
        let readings = vec![MarkedVital { id: input.id.cast(), version: input.version }];
        return observations::mark_vitals_in_error(
            tx,
            MarkVitalsInError { patient: input.patient, readings, reason: input.reason },
        );
    }
    let reason = text::line("reason", &input.reason)?;
    tx.update(table, what, input.id, input.version, &[(column, &"entered_in_error"), ("error_reason", &reason)])?;
    Ok(Empty {})
}
