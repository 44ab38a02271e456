//! Vitals that were wrong: corrected or withdrawn, never lost.

use knowledge::vitals::{System, Vital};
use rusqlite::params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::{
    super::{Observation, ObservationCategory, ResultStatus},
    VitalEntry, VitalsSet, bmi, keep, kept, parse, set_at, system,
};
use crate::{
    Change, Error, FaultCode, Id, Result, View, chart::guard, patients::Patient, practice::Empty, text, time::Instant,
    visits::Visit,
};

/// A reading, as it stands in the file.
struct Standing {
    version: i64,
    at: Instant,
    visit: Option<Id<Visit>>,
    vital: Option<Vital>,
}

fn standing(tx: &View, patient: Id<Patient>, id: Id<Observation>) -> Result<Standing> {
    let (owner, category, status, standing) = tx.one(
        "reading",
        "SELECT patient_id, category, status, version, effective_at, visit_id, code FROM observation WHERE id = ?1",
        [id],
        |r| {
            let code: Option<String> = r.get(6)?;
            let vital = code.as_deref().and_then(Vital::from_loinc);
            let standing = Standing { version: r.get(3)?, at: r.get(4)?, visit: r.get(5)?, vital };
            Ok((r.get(0)?, r.get::<_, ObservationCategory>(1)?, r.get::<_, ResultStatus>(2)?, standing))
        },
    )?;
    guard::belongs(owner, patient)?;
    if category != ObservationCategory::VitalSigns {
        return Err(Error::NotFound("reading"));
    }
    guard::standing(status.name())?;
    Ok(standing)
}

fn withdraw(tx: &mut Change, id: Id<Observation>, version: i64, reason: &str) -> Result<()> {
    let columns: [crate::practice::Column; 2] = [("status", &ResultStatus::EnteredInError), ("error_reason", &reason)];
    tx.update("observation", "reading", id, version, &columns)
}

/// A BMI does not outlive the weight or height it was computed from.
fn withdraw_bmi(tx: &mut Change, patient: Id<Patient>, at: Instant, reason: &str) -> Result<()> {
    let found: Vec<(Id<Observation>, i64)> = tx.rows(
        "SELECT id, version FROM observation
         WHERE patient_id = ?1 AND category = 'vital_signs' AND effective_at = ?2 AND code = ?3 AND status <> 'entered_in_error'",
        params![patient, at, Vital::Bmi.loinc()],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    found.into_iter().try_for_each(|(id, version)| withdraw(tx, id, version, reason))
}

/// A reading to correct.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CorrectVital {
    /// Whose.
    pub patient: Id<Patient>,
    /// Which reading.
    pub id: Id<Observation>,
    /// The version that was read.
    pub version: i64,
    /// As it should have been written.
    pub entry: String,
    /// What a number without a unit is in; otherwise the practice's units.
    #[serde(default)]
    pub units: Option<System>,
    /// Why.
    pub reason: String,
}

/// Replaces a reading: the wrong one stays, marked entered in error; the right one takes its time and visit.
pub fn correct_vital(tx: &mut Change, input: CorrectVital) -> Result<VitalsSet> {
    tx.about(input.patient);
    let old = standing(tx, input.patient, input.id)?;
    let Some(vital) = old.vital else {
        return Err(Error::refused(
            FaultCode::WrongState,
            "This reading came from elsewhere; mark it entered in error and record a new one.",
        ));
    };
    let reason = text::line("reason", &input.reason)?;
    let number = parse("entry".to_owned(), &VitalEntry { vital, entry: input.entry }, system(tx, input.units)?)?;
    withdraw(tx, input.id, input.version, &reason)?;
    let now = set_at(tx, input.patient, old.at)?;
    let in_set = |wanted| now.readings.iter().find(|r| r.vital == Some(wanted)).and_then(kept);
    let (upper, lower) = match vital {
        Vital::Systolic => (Some(number), in_set(Vital::Diastolic)),
        Vital::Diastolic => (in_set(Vital::Systolic), Some(number)),
        _ => (None, None),
    };
    if upper.zip(lower).is_some_and(|(upper, lower)| lower >= upper) {
        return Err(Error::invalid("entry", "The diastolic pressure must be below the systolic."));
    }
    keep(tx, input.patient, old.visit, old.at, vital, number)?;
    if matches!(vital, Vital::Height | Vital::Weight) {
        withdraw_bmi(tx, input.patient, old.at, &reason)?;
        let pick = |wanted| if vital == wanted { Some(number) } else { in_set(wanted) };
        if let Some(bmi) = bmi(tx, input.patient, old.at, pick(Vital::Height), pick(Vital::Weight))? {
            keep(tx, input.patient, old.visit, old.at, Vital::Bmi, bmi)?;
        }
    }
    set_at(tx, input.patient, old.at)
}

/// A reading that was wrong.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkedVital {
    /// Which reading.
    pub id: Id<Observation>,
    /// The version that was read.
    pub version: i64,
}

/// Readings to withdraw.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkVitalsInError {
    /// In whose chart they stand.
    pub patient: Id<Patient>,
    /// Which readings.
    pub readings: Vec<MarkedVital>,
    /// Why.
    pub reason: String,
}

/// Marks readings entered in error, and with a weight or height the BMI computed from it.
pub fn mark_vitals_in_error(tx: &mut Change, input: MarkVitalsInError) -> Result<Empty> {
    tx.about(input.patient);
    let reason = text::line("reason", &input.reason)?;
    if input.readings.is_empty() {
        return Err(Error::invalid("readings", "Name the readings that were wrong."));
    }
    for marked in &input.readings {
        withdraw_one(tx, input.patient, marked, &reason)?;
    }
    Ok(Empty {})
}

fn withdraw_one(tx: &mut Change, patient: Id<Patient>, marked: &MarkedVital, reason: &str) -> Result<()> {
    let old = match standing(tx, patient, marked.id) {
        // Withdrawn a moment ago with the weight it was computed from.
        Err(e) if e.code() == FaultCode::Final && just_withdrawn_bmi(tx, marked.id)? => return Ok(()),
        other => other?,
    };
    if old.version != marked.version {
        return Err(Error::Conflict { current: old.version });
    }
    withdraw(tx, marked.id, marked.version, reason)?;
    match old.vital {
        Some(Vital::Height | Vital::Weight) => withdraw_bmi(tx, patient, old.at, reason),
        _ => Ok(()),
    }
}

fn just_withdrawn_bmi(tx: &Change, id: Id<Observation>) -> Result<bool> {
    let found = tx.maybe(
        "SELECT 1 FROM observation WHERE id = ?1 AND code = ?2 AND changed_at = ?3 AND changed_by = ?4",
        params![id, Vital::Bmi.loinc(), tx.now(), tx.user()],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Withdraws what was taken at a visit that was entered in error.
pub fn mark_vitals_of_visit_in_error(
    tx: &mut Change,
    patient: Id<Patient>,
    visit: Id<Visit>,
    reason: &str,
) -> Result<()> {
    let taken: Vec<(Id<Observation>, i64)> = tx.rows(
        "SELECT id, version FROM observation
         WHERE patient_id = ?1 AND category = 'vital_signs' AND visit_id = ?2 AND status <> 'entered_in_error'",
        params![patient, visit],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    taken.into_iter().try_for_each(|(id, version)| withdraw(tx, id, version, reason))
}
