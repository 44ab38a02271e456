//! Vitals: recorded several at once as people write them, in either unit system; shown in both.

mod mistakes;
mod typed;

pub use mistakes::{
    CorrectVital, MarkVitalsInError, MarkedVital, correct_vital, mark_vitals_in_error, mark_vitals_of_visit_in_error,
};
pub use typed::{ReadVitals, TypedVital, TypedVitals, read_vitals};

use knowledge::vitals::{self as signs, BloodPressure, EntryError, Flag, System, Unit, Vital};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{NewObservation, Observation, ObservationCategory, ResultStatus, import};
use crate::{
    Change, Error, Id, Result, View,
    chart::guard,
    patients::{self, Patient},
    practice::Empty,
    profile::{self, Units},
    time::{Day, Instant},
    visits::{self, Visit},
};

/// From this age the height does not change between two visits.
const GROWN: u32 = 20 * 12;

/// One vital sign as it was measured.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct VitalReading {
    /// The reading.
    pub id: Id<Observation>,
    /// Counts changes; send it back when marking it.
    pub version: i64,
    /// Which sign; none for one that came from elsewhere and is not among ours.
    pub vital: Option<Vital>,
    /// What it is called.
    pub display: String,
    /// The number in `unit`.
    pub number: Option<f64>,
    /// UCUM.
    pub unit: Option<String>,
    /// As it is read in feet, pounds and Fahrenheit.
    pub us: String,
    /// As it is read in centimetres, kilograms and Celsius.
    pub metric: String,
    /// Against what is usual at the patient's age then.
    pub flag: Flag,
    /// How final; `entered_in_error` when withdrawn.
    pub status: ResultStatus,
    /// Why it was entered in error; who and when are the last change's.
    pub error_reason: Option<String>,
    /// Last changed.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: Option<String>,
}

/// Vitals taken together.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct VitalsSet {
    /// When they were taken.
    pub taken_at: Instant,
    /// At which visit.
    pub visit: Option<Id<Visit>>,
    /// What the blood pressure amounts to (ACC/AHA 2017), from 13 years.
    pub blood_pressure: Option<BloodPressure>,
    /// The readings, in the order they are usually taken.
    pub readings: Vec<VitalReading>,
}

fn age_in_months(born: Day, on: Day) -> u32 {
    let months = (on.year() - born.year()) * 12 + i32::try_from(on.month()).unwrap_or(0)
        - i32::try_from(born.month()).unwrap_or(0)
        - i32::from(on.day() < born.day());
    u32::try_from(months).unwrap_or(0)
}

fn age_in_months_at(tx: &View, born: Option<Day>, at: Instant) -> Option<u32> {
    born.map(|born| age_in_months(born, tx.zone().day(at)))
}

macro_rules! select_vitals {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.version, code, display, effective_at, visit_id, value_number, unit, value_text, status, error_reason,
                    coalesce(o.changed_at, o.created_at), user.display_name
             FROM observation o LEFT JOIN user ON user.id = coalesce(o.changed_by, o.created_by) ",
            $rest
        )
    };
}

/// Reads rows that come newest first into sets.
fn sets(tx: &View, patient: Id<Patient>, sql: &str, params: impl rusqlite::Params) -> Result<Vec<VitalsSet>> {
    let born = patients::birth_date(tx, patient)?;
    let mut sets: Vec<VitalsSet> = Vec::new();
    tx.each(sql, params, |r| {
        let taken_at: Instant = r.get(4)?;
        let reading = read(r, age_in_months_at(tx, born, taken_at))?;
        match sets.last_mut() {
            Some(set) if set.taken_at == taken_at => set.readings.push(reading),
            _ => {
                sets.push(VitalsSet { taken_at, visit: r.get(5)?, blood_pressure: None, readings: vec![reading] });
            }
        }
        Ok(())
    })?;
    for set in &mut sets {
        set.readings.sort_by_key(|r| r.vital.map_or(usize::MAX, |v| v as usize));
        let standing = |vital| {
            let mut found =
                set.readings.iter().filter(|r| r.vital == Some(vital) && r.status != ResultStatus::EnteredInError);
            found.next().and_then(kept)
        };
        if let (Some(systolic), Some(diastolic)) = (standing(Vital::Systolic), standing(Vital::Diastolic)) {
            let age = age_in_months_at(tx, born, set.taken_at);
            set.blood_pressure = signs::blood_pressure(systolic, diastolic, age);
        }
    }
    Ok(sets)
}

/// The number in the unit its sign is kept in here; `None` for a unit that cannot be turned into it.
fn in_kept_unit(vital: Vital, number: f64, unit: Option<&str>) -> Option<f64> {
    signs::convert(number, unit.map_or(Some(vital.unit()), Unit::from_ucum)?, vital.unit())
}

fn kept(reading: &VitalReading) -> Option<f64> {
    in_kept_unit(reading.vital?, reading.number?, reading.unit.as_deref())
}

fn read(r: &rusqlite::Row<'_>, age: Option<u32>) -> rusqlite::Result<VitalReading> {
    let code: Option<String> = r.get(2)?;
    let vital = code.as_deref().and_then(Vital::from_loinc);
    let (number, unit): (Option<f64>, Option<String>) = (r.get(6)?, r.get(7)?);
    let kept = vital.zip(number).and_then(|(v, n)| Some((v, in_kept_unit(v, n, unit.as_deref())?)));
    let plain = || match (number, &unit, r.get::<_, Option<String>>(8)) {
        (Some(n), Some(unit), _) => Ok(format!("{n} {unit}")),
        (Some(n), None, _) => Ok(n.to_string()),
        (None, _, words) => words.map(Option::unwrap_or_default),
    };
    let (us, metric, flag) = match kept {
        Some((v, n)) => (signs::show(v, n, System::Us), signs::show(v, n, System::Metric), signs::flag(v, n, age)),
        None => (plain()?, plain()?, Flag::NoRange),
    };
    Ok(VitalReading {
        id: r.get(0)?,
        version: r.get(1)?,
        vital,
        display: vital.map_or_else(|| r.get(3), |v| Ok(v.name().to_owned()))?,
        number,
        unit,
        us,
        metric,
        flag,
        status: r.get(9)?,
        error_reason: r.get(10)?,
        changed_at: r.get(11)?,
        changed_by: r.get(12)?,
    })
}

/// The latest set that stands.
pub fn last_vitals(tx: &View, patient: Id<Patient>) -> Result<Option<VitalsSet>> {
    Ok(latest(tx, ListVitals { patient, before: None, sets: Some(1), with_errors: false })?.into_iter().next())
}

/// What was taken at a visit, newest first; of a visit in error, what it took with it.
pub fn vitals_of_visit(tx: &View, visit: &Visit) -> Result<Vec<VitalsSet>> {
    sets(
        tx,
        visit.patient,
        select_vitals!(
            "WHERE patient_id = ?1 AND category = 'vital_signs' AND visit_id = ?2 AND (status <> 'entered_in_error' OR ?3)
             ORDER BY effective_at DESC, o.id"
        ),
        params![visit.patient, visit.id, visit.status == visits::VisitStatus::EnteredInError],
    )
}

/// Which vitals.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ListVitals {
    /// Whose.
    pub patient: Id<Patient>,
    /// Only earlier ones: the `taken_at` of the last set seen.
    #[serde(default)]
    pub before: Option<Instant>,
    /// How many sets, at most 200; otherwise 50.
    #[serde(default)]
    pub sets: Option<i64>,
    /// Also those entered in error.
    #[serde(default)]
    pub with_errors: bool,
}

/// Sets of vitals, newest first.
pub fn list_vitals(tx: &View, input: ListVitals) -> Result<Vec<VitalsSet>> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    latest(tx, input)
}

fn latest(tx: &View, input: ListVitals) -> Result<Vec<VitalsSet>> {
    let before = input.before.unwrap_or(Instant(i64::MAX));
    let moments: Vec<Instant> = tx.rows(
        "SELECT effective_at FROM observation WHERE patient_id = ?1 AND category = 'vital_signs' AND effective_at < ?2
           AND (status <> 'entered_in_error' OR ?3)
         GROUP BY effective_at ORDER BY effective_at DESC LIMIT ?4",
        params![input.patient, before, input.with_errors, input.sets.unwrap_or(50).clamp(1, 200)],
        |r| r.get(0),
    )?;
    let Some(earliest) = moments.last() else { return Ok(Vec::new()) };
    sets(
        tx,
        input.patient,
        select_vitals!(
            "WHERE patient_id = ?1 AND category = 'vital_signs' AND effective_at < ?2 AND effective_at >= ?3
               AND (status <> 'entered_in_error' OR ?4)
             ORDER BY effective_at DESC, o.id LIMIT 5000"
        ),
        params![input.patient, before, earliest, input.with_errors],
    )
}

/// One vital sign as it is written down.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct VitalEntry {
    /// Which sign; BMI is computed.
    pub vital: Vital,
    /// As it is written: `5'11"`, `180 lb`, `82 kg`, `98.6`.
    pub entry: String,
}

/// Vitals taken together.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordVitals {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    #[serde(default)]
    pub visit: Option<Id<Visit>>,
    /// When; otherwise now.
    #[serde(default)]
    pub taken_at: Option<Instant>,
    /// What a number without a unit is in; otherwise the practice's units.
    #[serde(default)]
    pub units: Option<System>,
    /// The signs, each once.
    #[serde(default)]
    pub vitals: Vec<VitalEntry>,
    /// Blood pressure such as `120/80`, instead of its two signs.
    #[serde(default)]
    pub blood_pressure: Option<String>,
}

/// Records vitals; BMI is computed where weight and height allow.
pub fn record_vitals(tx: &mut Change, input: RecordVitals) -> Result<VitalsSet> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    visits::check(tx, input.visit, input.patient)?;
    let taken_at = input.taken_at.unwrap_or(tx.now());
    guard::not_in_the_future(tx, "taken_at", Some(taken_at))?;
    guard::moment_not_before_birth(tx, input.patient, "taken_at", Some(taken_at))?;
    let system = system(tx, input.units)?;
    let mut taken: Vec<(Vital, f64)> = Vec::new();
    if let Some(typed) = input.blood_pressure.as_deref().filter(|t| !t.trim().is_empty()) {
        let (systolic, diastolic) = signs::parse_blood_pressure(typed)
            .map_err(|e| refusal("blood_pressure", Vital::Systolic, typed, e, system))?;
        taken.extend([(Vital::Systolic, systolic), (Vital::Diastolic, diastolic)]);
    }
    for (i, entry) in input.vitals.iter().enumerate() {
        let number = parse(format!("vitals.{i}.entry"), entry, system)?;
        if taken.iter().any(|(v, _)| *v == entry.vital) {
            return Err(Error::invalid(format!("vitals.{i}.vital"), "This vital sign is named twice."));
        }
        taken.push((entry.vital, number));
    }
    if taken.is_empty() {
        return Err(Error::invalid("vitals", "Nothing was measured yet: fill in at least one."));
    }
    let number = |vital| taken.iter().find(|(v, _)| *v == vital).map(|(_, n)| *n);
    if let (Some(systolic), Some(diastolic)) = (number(Vital::Systolic), number(Vital::Diastolic))
        && diastolic >= systolic
    {
        return Err(Error::invalid("blood_pressure", "The diastolic pressure must be below the systolic."));
    }
    if let Some(bmi) = bmi(tx, input.patient, taken_at, number(Vital::Height), number(Vital::Weight))? {
        taken.push((Vital::Bmi, bmi));
    }
    for (vital, number) in &taken {
        keep(tx, input.patient, input.visit, taken_at, *vital, *number)?;
    }
    set_at(tx, input.patient, taken_at)
}

fn system(tx: &View, named: Option<System>) -> Result<System> {
    match named {
        Some(system) => Ok(system),
        None => Ok(if profile::get(tx, Empty {})?.units == Units::Metric { System::Metric } else { System::Us }),
    }
}

fn parse(field: String, entry: &VitalEntry, system: System) -> Result<f64> {
    if entry.vital == Vital::Bmi {
        return Err(Error::invalid(field, "The BMI is computed from height and weight."));
    }
    signs::parse(entry.vital, &entry.entry, system).map_err(|e| refusal(field, entry.vital, &entry.entry, e, system))
}

/// Why an entry cannot be taken, without repeating it.
fn refusal(
    field: impl Into<std::borrow::Cow<'static, str>>,
    vital: Vital,
    typed: &str,
    error: EntryError,
    system: System,
) -> Error {
    let name = vital.name();
    let why = match error {
        EntryError::NotANumber if typed.contains(['-', '−']) => format!("{name}: a measurement cannot be negative."),
        EntryError::NotANumber => format!("{name}: this cannot be read as a measurement."),
        EntryError::WrongUnit => format!("{name} is not measured in this unit."),
        EntryError::Implausible { low, high } => {
            let (low, high) = (signs::show(vital, low, system), signs::show(vital, high, system));
            format!("{name}: this lies outside what can be true ({low} to {high}). Check the number and its unit.")
        }
        EntryError::NotBelowSystolic => "The diastolic pressure must be below the systolic.".to_owned(),
    };
    Error::invalid(field, why)
}

/// The BMI of a weight, with the height of the same set or, of a grown person, the last one known.
fn bmi(tx: &View, patient: Id<Patient>, at: Instant, height: Option<f64>, weight: Option<f64>) -> Result<Option<f64>> {
    let Some(weight) = weight else { return Ok(None) };
    let height = match height {
        None if grown(tx, patient, at)? => tx.maybe(
            "SELECT value_number FROM observation
             WHERE patient_id = ?1 AND category = 'vital_signs' AND effective_at <= ?2 AND code = ?3 AND unit = ?4
               AND status <> 'entered_in_error' AND value_number IS NOT NULL
             ORDER BY effective_at DESC LIMIT 1",
            params![patient, at, Vital::Height.loinc(), Vital::Height.unit().ucum()],
            |r| r.get(0),
        )?,
        height => height,
    };
    Ok(height.and_then(|h| signs::bmi(h, weight)))
}

fn grown(tx: &View, patient: Id<Patient>, at: Instant) -> Result<bool> {
    Ok(age_in_months_at(tx, patients::birth_date(tx, patient)?, at).is_some_and(|age| age >= GROWN))
}

fn keep(
    tx: &mut Change,
    patient: Id<Patient>,
    visit: Option<Id<Visit>>,
    at: Instant,
    vital: Vital,
    number: f64,
) -> Result<()> {
    let new = NewObservation {
        patient,
        visit,
        report: None,
        category: ObservationCategory::VitalSigns,
        status: ResultStatus::Final,
        code: Some(vital.loinc()),
        display: vital.name(),
        effective_at: at,
        number: Some(number),
        unit: Some(vital.unit().ucum()),
        text: None,
        value_code: None,
        range_low: None,
        range_high: None,
        range_text: None,
        interpretation: None,
        source: None,
    };
    import(tx, &new)?;
    Ok(())
}

fn set_at(tx: &View, patient: Id<Patient>, at: Instant) -> Result<VitalsSet> {
    let found = sets(
        tx,
        patient,
        select_vitals!(
            "WHERE patient_id = ?1 AND category = 'vital_signs' AND effective_at = ?2 AND status <> 'entered_in_error' ORDER BY o.id"
        ),
        params![patient, at],
    )?;
    Ok(found.into_iter().next().unwrap_or(VitalsSet {
        taken_at: at,
        visit: None,
        blood_pressure: None,
        readings: Vec::new(),
    }))
}

/// Whether a finding is a vital sign.
pub(crate) fn is_vital(tx: &View, id: Id<Observation>) -> Result<bool> {
    let category = "SELECT category FROM observation WHERE id = ?1";
    Ok(tx.one("result", category, [id], |r| r.get::<_, ObservationCategory>(0))? == ObservationCategory::VitalSigns)
}
