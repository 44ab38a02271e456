//! Observations and reports handed on, to other systems.

use super::{DiagnosticReport, NewObservation, NewReport, Observation};
use crate::{Id, Result, View, columns, patients::Patient};

/// Every observation of a patient that was not entered in error.
pub fn each(
    tx: &View,
    patient: Id<Patient>,
    mut see: impl FnMut(Id<Observation>, &NewObservation) -> Result<()>,
) -> Result<()> {
    tx.each(
        "SELECT id, visit_id, report_id, category, status, code, display, effective_at, value_number, unit, value_text, value_code,
                range_low, range_high, range_text, interpretation
         FROM observation WHERE patient_id = ?1 AND status <> 'entered_in_error' ORDER BY category, effective_at, id",
        [patient],
        |r| {
            let observation = NewObservation {
                patient,
                visit: r.get(1)?,
                report: r.get(2)?,
                category: r.get(3)?,
                status: r.get(4)?,
                code: columns::maybe(r, 5)?,
                display: columns::text(r, 6)?,
                effective_at: r.get(7)?,
                number: r.get(8)?,
                unit: columns::maybe(r, 9)?,
                text: columns::maybe(r, 10)?,
                value_code: columns::maybe(r, 11)?,
                range_low: r.get(12)?,
                range_high: r.get(13)?,
                range_text: columns::maybe(r, 14)?,
                interpretation: columns::maybe(r, 15)?,
                source: None,
            };
            see(r.get(0)?, &observation)
        },
    )
}

/// Every report of a patient that was not entered in error.
pub fn each_report(
    tx: &View,
    patient: Id<Patient>,
    mut see: impl FnMut(Id<DiagnosticReport>, &NewReport) -> Result<()>,
) -> Result<()> {
    tx.each(
        "SELECT id, visit_id, category, status, code, display, issued_at, body
         FROM diagnostic_report WHERE patient_id = ?1 AND status <> 'entered_in_error' ORDER BY issued_at, id",
        [patient],
        |r| {
            let report = NewReport {
                patient,
                visit: r.get(1)?,
                category: r.get(2)?,
                status: r.get(3)?,
                code: columns::maybe(r, 4)?,
                display: columns::text(r, 5)?,
                issued_at: r.get(6)?,
                body: columns::maybe(r, 7)?,
                source: None,
            };
            see(r.get(0)?, &report)
        },
    )
}
