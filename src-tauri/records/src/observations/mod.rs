//! What was measured and found (FHIR Observation, DiagnosticReport): vitals, laboratory results, social history, surveys.
//!
//! Vitals taken here are kept in the unit [`knowledge::vitals`] names; a result stays in the unit its laboratory sent.

mod each;
mod results;
mod vitals;

pub use each::{each, each_report};
pub use results::{
    DiagnosticReport, ListResults, ReportOf, ReportText, ResultPanel, ResultValue, join_report, list_results, panels,
    report,
};
pub(crate) use vitals::is_vital;
pub use vitals::{
    CorrectVital, ListVitals, MarkVitalsInError, MarkedVital, ReadVitals, RecordVitals, TypedVital, TypedVitals,
    VitalEntry, VitalReading, VitalsSet, correct_vital, last_vitals, list_vitals, mark_vitals_in_error,
    mark_vitals_of_visit_in_error, read_vitals, record_vitals, vitals_of_visit,
};

use crate::{Change, Id, Result, chart::words::words, kinds, patients::Patient, time::Instant, visits::Visit};

/// One thing measured, found or told.
pub struct Observation;
kinds!(Observation);

words! {
    /// What kind of finding (FHIR observation-category).
    ObservationCategory {
        /// Blood pressure, weight and the like.
        VitalSigns = "vital_signs",
        /// From a laboratory.
        Laboratory = "laboratory",
        /// Smoking, occupation and the like.
        SocialHistory = "social_history",
        /// Answers of a questionnaire, and scores.
        Survey = "survey",
        /// From images.
        Imaging = "imaging",
        /// From a procedure.
        Procedure = "procedure",
        /// From the examination.
        Exam = "exam",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// How final a finding or a report is (FHIR ObservationStatus).
    ResultStatus {
        /// Ordered, nothing found yet.
        Registered = "registered",
        /// May still change.
        Preliminary = "preliminary",
        /// Complete.
        Final = "final",
        /// Changed after it was final.
        Amended = "amended",
        /// Not told.
        Unknown = "unknown",
        /// Withdrawn.
        EnteredInError = "entered_in_error",
    }
}

words! {
    /// What a report is about.
    ReportCategory {
        /// From a laboratory.
        Laboratory = "laboratory",
        /// From images.
        Imaging = "imaging",
        /// From tissue.
        Pathology = "pathology",
        /// Anything else.
        Other = "other",
    }
}

/// A finding as it is kept: already clean.
pub struct NewObservation<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    pub visit: Option<Id<Visit>>,
    /// Part of which report.
    pub report: Option<Id<DiagnosticReport>>,
    /// What kind.
    pub category: ObservationCategory,
    /// How final.
    pub status: ResultStatus,
    /// LOINC.
    pub code: Option<&'a str>,
    /// What was measured.
    pub display: &'a str,
    /// When it was true of the patient.
    pub effective_at: Instant,
    /// A numeric value.
    pub number: Option<f64>,
    /// UCUM unit of the number.
    pub unit: Option<&'a str>,
    /// A value in words.
    pub text: Option<&'a str>,
    /// SNOMED CT or LOINC code of a value in words.
    pub value_code: Option<&'a str>,
    /// Lowest usual value.
    pub range_low: Option<f64>,
    /// Highest usual value.
    pub range_high: Option<f64>,
    /// The usual in words.
    pub range_text: Option<&'a str>,
    /// HL7 ObservationInterpretation: `N`, `L`, `H`, `LL`, `HH`, `A`.
    pub interpretation: Option<&'a str>,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

/// Keeps a finding.
pub fn import(tx: &mut Change, new: &NewObservation) -> Result<Id<Observation>> {
    let id = Id::new();
    tx.insert(
        "observation",
        id,
        &[
            ("patient_id", &new.patient),
            ("visit_id", &new.visit),
            ("report_id", &new.report),
            ("category", &new.category),
            ("status", &new.status),
            ("code", &new.code),
            ("display", &new.display),
            ("effective_at", &new.effective_at),
            ("value_number", &new.number),
            ("unit", &new.unit),
            ("value_text", &new.text),
            ("value_code", &new.value_code),
            ("range_low", &new.range_low),
            ("range_high", &new.range_high),
            ("range_text", &new.range_text),
            ("interpretation", &new.interpretation),
            ("source_id", &new.source),
        ],
    )?;
    Ok(id)
}

/// A report as it is kept: already clean.
pub struct NewReport<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// Ordered at which visit.
    pub visit: Option<Id<Visit>>,
    /// What it is about.
    pub category: ReportCategory,
    /// How final.
    pub status: ResultStatus,
    /// LOINC of the panel.
    pub code: Option<&'a str>,
    /// The panel's name.
    pub display: &'a str,
    /// When it was sent.
    pub issued_at: Instant,
    /// The report's own words.
    pub body: Option<&'a str>,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

/// Keeps a report.
pub fn import_report(tx: &mut Change, new: &NewReport) -> Result<Id<DiagnosticReport>> {
    let id = Id::new();
    tx.insert(
        "diagnostic_report",
        id,
        &[
            ("patient_id", &new.patient),
            ("visit_id", &new.visit),
            ("category", &new.category),
            ("status", &new.status),
            ("code", &new.code),
            ("display", &new.display),
            ("issued_at", &new.issued_at),
            ("body", &new.body),
            ("source_id", &new.source),
        ],
    )?;
    Ok(id)
}
