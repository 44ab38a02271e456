//! A whole visit written at once, as after a house call: the same acts, one transaction.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::{DiagnosisToSet, SetDiagnoses, StartVisit, VisitOf, VisitPage, page, set_diagnoses, start};
use crate::{
    Change, Result,
    notes::{self, NoteSections, WriteNote},
    observations::{self, RecordVitals, VitalEntry},
};

/// A visit with what was measured, written and found.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordVisit {
    /// How it starts.
    pub start: StartVisit,
    /// What was measured.
    #[serde(default)]
    pub vitals: Vec<VitalEntry>,
    /// Blood pressure such as `120/80`.
    #[serde(default)]
    pub blood_pressure: Option<String>,
    /// The note.
    #[serde(default)]
    pub note: Option<NoteSections>,
    /// The diagnoses, the main one first.
    #[serde(default)]
    pub diagnoses: Vec<DiagnosisToSet>,
}

/// Writes a whole visit, unsigned.
pub fn record(tx: &mut Change, input: RecordVisit) -> Result<VisitPage> {
    let patient = input.start.patient;
    let taken_at = input.start.started_at;
    let visit = start(tx, input.start)?;
    if !input.vitals.is_empty() || input.blood_pressure.is_some() {
        let vitals = RecordVitals {
            patient,
            visit: Some(visit.id),
            taken_at,
            units: None,
            vitals: input.vitals,
            blood_pressure: input.blood_pressure,
        };
        observations::record_vitals(tx, vitals)?;
    }
    if let Some(note) = input.note {
        let NoteSections { subjective, objective, assessment, plan } = note;
        notes::write(
            tx,
            WriteNote { patient, visit: visit.id, version: None, subjective, objective, assessment, plan },
        )?;
    }
    if !input.diagnoses.is_empty() {
        let set = SetDiagnoses { patient, visit: visit.id, version: visit.version, diagnoses: input.diagnoses };
        set_diagnoses(tx, set)?;
    }
    page(tx, VisitOf { visit: visit.id })
}
