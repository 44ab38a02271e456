//! Results, panel by panel.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Observation, ReportCategory, ResultStatus};
use crate::{
    Change, Id, Result, View, kinds,
    patients::{self, Patient},
    time::Instant,
    visits::Visit,
};

/// A report (FHIR DiagnosticReport).
pub struct DiagnosticReport;
kinds!(DiagnosticReport);

/// One result.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ResultValue {
    /// The result.
    pub id: Id<Observation>,
    /// Counts changes.
    pub version: i64,
    /// LOINC.
    pub code: Option<String>,
    /// What was measured.
    pub display: String,
    /// When it was true of the patient.
    pub effective_at: Instant,
    /// How final.
    pub status: ResultStatus,
    /// A numeric value.
    pub number: Option<f64>,
    /// UCUM unit of the number.
    pub unit: Option<String>,
    /// A value in words.
    pub text: Option<String>,
    /// Lowest usual value.
    pub range_low: Option<f64>,
    /// Highest usual value.
    pub range_high: Option<f64>,
    /// The usual in words.
    pub range_text: Option<String>,
    /// HL7 ObservationInterpretation as sent, or `L` and `H` by the range.
    pub interpretation: Option<String>,
    /// Whether that is anything but normal.
    pub abnormal: bool,
}

/// Results that belong together: those of a report, or loose ones of one moment.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ResultPanel {
    /// The report; none for loose results.
    pub report: Option<Id<DiagnosticReport>>,
    /// The report's version.
    pub version: Option<i64>,
    /// The panel's name; none for loose results.
    pub name: Option<String>,
    /// When it was sent, or measured.
    pub at: Instant,
    /// How final.
    pub status: ResultStatus,
    /// Whether the report has words of its own; `diagnostic_report` gives them.
    pub has_text: bool,
    /// Its results, as they came.
    pub results: Vec<ResultValue>,
}

macro_rules! select_result {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.version, o.code, o.display, o.effective_at, o.status, value_number, unit, value_text, range_low,
                    range_high, range_text, interpretation, o.report_id FROM ",
            $rest
        )
    };
}

fn read(r: &rusqlite::Row<'_>) -> rusqlite::Result<ResultValue> {
    let (number, low, high): (Option<f64>, Option<f64>, Option<f64>) = (r.get(6)?, r.get(9)?, r.get(10)?);
    let by_range = || match number {
        Some(n) if low.is_some_and(|l| n < l) => Some("L".to_owned()),
        Some(n) if high.is_some_and(|h| n > h) => Some("H".to_owned()),
        _ => None,
    };
    let interpretation: Option<String> = r.get::<_, Option<String>>(12)?.or_else(by_range);
    Ok(ResultValue {
        id: r.get(0)?,
        version: r.get(1)?,
        code: r.get(2)?,
        display: r.get(3)?,
        effective_at: r.get(4)?,
        status: r.get(5)?,
        number,
        unit: r.get(7)?,
        text: r.get(8)?,
        range_low: low,
        range_high: high,
        range_text: r.get(11)?,
        abnormal: interpretation.as_deref().is_some_and(|i| !matches!(i, "N" | "NEG" | "IND")),
        interpretation,
    })
}

/// The patient's latest laboratory panels before a moment, newest first.
pub fn panels(tx: &View, patient: Id<Patient>, before: Instant, limit: i64) -> Result<Vec<ResultPanel>> {
    let mut panels = tx.rows(
        "SELECT id, version, display, issued_at, status, body IS NOT NULL FROM diagnostic_report
         WHERE patient_id = ?1 AND issued_at < ?2 AND category = 'laboratory' AND status <> 'entered_in_error'
         ORDER BY issued_at DESC, id DESC LIMIT ?3",
        params![patient, before, limit],
        |r| {
            Ok(ResultPanel {
                report: r.get(0)?,
                version: r.get(1)?,
                name: r.get(2)?,
                at: r.get(3)?,
                status: r.get(4)?,
                has_text: r.get(5)?,
                results: Vec::new(),
            })
        },
    )?;
    for panel in &mut panels {
        panel.results = tx.rows(
            select_result!(
                "observation o WHERE report_id = ?1 AND status <> 'entered_in_error' ORDER BY o.id LIMIT 500"
            ),
            params![panel.report],
            read,
        )?;
    }
    // Loose results: the moments that fit, then all of them.
    let moments: Vec<Instant> = tx.rows(
        "SELECT effective_at FROM observation WHERE patient_id = ?1 AND category = 'laboratory' AND report_id IS NULL
           AND effective_at < ?2 AND status <> 'entered_in_error'
         GROUP BY effective_at ORDER BY effective_at DESC LIMIT ?3",
        params![patient, before, limit],
        |r| r.get(0),
    )?;
    if let Some(earliest) = moments.last() {
        let loose = tx.rows(
            select_result!(
                "observation o WHERE patient_id = ?1 AND category = 'laboratory' AND report_id IS NULL
                   AND effective_at < ?2 AND effective_at >= ?3 AND status <> 'entered_in_error'
                 ORDER BY effective_at DESC, o.id LIMIT 5000"
            ),
            params![patient, before, earliest],
            read,
        )?;
        for result in loose {
            match panels.iter_mut().find(|p| p.report.is_none() && p.at == result.effective_at) {
                Some(panel) => panel.results.push(result),
                None => panels.push(ResultPanel {
                    report: None,
                    version: None,
                    name: None,
                    at: result.effective_at,
                    status: result.status,
                    has_text: false,
                    results: vec![result],
                }),
            }
        }
        panels.sort_by_key(|p| std::cmp::Reverse(p.at));
        panels.truncate(usize::try_from(limit).unwrap_or_default());
    }
    Ok(panels)
}

/// Which results.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ListResults {
    /// Whose.
    pub patient: Id<Patient>,
    /// Only earlier ones: the `at` of the last panel seen.
    #[serde(default)]
    pub before: Option<Instant>,
}

/// Laboratory panels, newest first, fifty at a time.
pub fn list_results(tx: &View, input: ListResults) -> Result<Vec<ResultPanel>> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    panels(tx, input.patient, input.before.unwrap_or(Instant(i64::MAX)), 50)
}

/// Which report.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportOf {
    /// The report.
    pub report: Id<DiagnosticReport>,
}

/// A report with its own words.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct ReportText {
    /// The report.
    pub id: Id<DiagnosticReport>,
    /// Counts changes.
    pub version: i64,
    /// Whose.
    pub patient: Id<Patient>,
    /// Ordered at which visit.
    pub visit: Option<Id<Visit>>,
    /// What it is about.
    pub category: ReportCategory,
    /// How final.
    pub status: ResultStatus,
    /// The panel's name.
    pub name: String,
    /// When it was sent.
    pub at: Instant,
    /// Its own words.
    pub body: Option<String>,
    /// Why it was entered in error.
    pub error_reason: Option<String>,
    /// Its results.
    pub results: Vec<ResultValue>,
}

/// One report, with its words and results.
pub fn report(tx: &View, input: ReportOf) -> Result<ReportText> {
    let mut report = tx.one(
        "report",
        "SELECT version, patient_id, visit_id, category, status, display, issued_at, body, error_reason
         FROM diagnostic_report WHERE id = ?1",
        [input.report],
        |r| {
            Ok(ReportText {
                id: input.report,
                version: r.get(0)?,
                patient: r.get(1)?,
                visit: r.get(2)?,
                category: r.get(3)?,
                status: r.get(4)?,
                name: r.get(5)?,
                at: r.get(6)?,
                body: r.get(7)?,
                error_reason: r.get(8)?,
                results: Vec::new(),
            })
        },
    )?;
    tx.about(report.patient);
    report.results =
        tx.rows(select_result!("observation o WHERE report_id = ?1 ORDER BY o.id LIMIT 500"), [input.report], read)?;
    Ok(report)
}

/// Tells an imported result, which came before its report, where it belongs.
pub fn join_report(tx: &mut Change, result: Id<Observation>, report: Id<DiagnosticReport>) -> Result<()> {
    tx.exec("UPDATE observation SET report_id = ?1 WHERE id = ?2 AND report_id IS NULL", params![report, result])?;
    Ok(())
}
