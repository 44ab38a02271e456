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

use crate::{
    Change, Id, Result, chart::words::words, kinds, patients::Patient, practice::Column, time::Instant, visits::Visit,
};

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

impl NewObservation<'_> {
    /// The row it becomes, without id and stamps.
    pub fn columns(&self) -> [Column<'_>; 17] {
        [
            ("patient_id", &self.patient),
            ("visit_id", &self.visit),
            ("report_id", &self.report),
            ("category", &self.category),
            ("status", &self.status),
            ("code", &self.code),
            ("display", &self.display),
            ("effective_at", &self.effective_at),
            ("value_number", &self.number),
            ("unit", &self.unit),
            ("value_text", &self.text),
            ("value_code", &self.value_code),
            ("range_low", &self.range_low),
            ("range_high", &self.range_high),
            ("range_text", &self.range_text),
            ("interpretation", &self.interpretation),
            ("source_id", &self.source),
        ]
    }
}

/// Keeps a finding.
pub fn import(tx: &mut Change, new: &NewObservation) -> Result<Id<Observation>> {
    let id = Id::new();
    tx.insert("observation", id, &new.columns())?;
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

impl NewReport<'_> {
    /// The row it becomes, without id and stamps.
    pub fn columns(&self) -> [Column<'_>; 9] {
        [
            ("patient_id", &self.patient),
            ("visit_id", &self.visit),
            ("category", &self.category),
            ("status", &self.status),
            ("code", &self.code),
            ("display", &self.display),
            ("issued_at", &self.issued_at),
            ("body", &self.body),
            ("source_id", &self.source),
        ]
    }
}

/// Keeps a report.
pub fn import_report(tx: &mut Change, new: &NewReport) -> Result<Id<DiagnosticReport>> {
    let id = Id::new();
    tx.insert("diagnostic_report", id, &new.columns())?;
    Ok(id)
}
