//! What a vital sign can be at all, and what is usual at an age.
//!
//! Sources: heart and breathing rate and children's blood pressure, American Heart Association, Pediatric Advanced Life
//! Support (2020), awake; blood pressure from 13 years, ACC/AHA guideline 2017 and AAP guideline 2017; adult BMI, CDC;
//! fever from 38.0 °C. A usual range is a hint on a page, never a refusal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Vital;

/// From `low` to `high`, both included, in the unit the value is kept in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "VitalLimits")]
#[schemars(rename = "VitalLimits")]
pub struct Limits {
    pub low: f64,
    pub high: f64,
}

impl Limits {
    /// Whether a value lies within. Never for a value that is not a number.
    pub fn hold(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// How a value compares with what is usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "VitalFlag")]
#[schemars(rename = "VitalFlag")]
pub enum Flag {
    Low,
    Usual,
    High,
    /// No range is known for this at this age.
    NoRange,
}

const fn limits(low: f64, high: f64) -> Limits {
    Limits { low, high }
}

/// What a living person's value can be, at any age. Outside it the entry is refused as a slip.
pub fn plausible(vital: Vital) -> Limits {
    match vital {
        Vital::Height => limits(20.0, 275.0),
        Vital::Weight => limits(0.2, 650.0),
        Vital::Bmi => limits(5.0, 250.0),
        Vital::Systolic => limits(30.0, 320.0),
        Vital::Diastolic => limits(10.0, 220.0),
        Vital::HeartRate => limits(10.0, 350.0),
        Vital::RespiratoryRate => limits(1.0, 120.0),
        Vital::Temperature => limits(20.0, 46.0),
        Vital::OxygenSaturation => limits(10.0, 100.0),
        Vital::HeadCircumference => limits(15.0, 80.0),
        Vital::Pain => limits(0.0, 10.0),
    }
}

const YEAR: u32 = 12;

/// What is usual at an age in completed months (`None`: age not known, an adult is assumed).
pub fn usual(vital: Vital, age_months: Option<u32>) -> Option<Limits> {
    let age = age_months.unwrap_or(40 * YEAR);
    let by_age = |steps: &[(u32, f64, f64)], adult: Limits| {
        let step = steps.iter().find(|(until, _, _)| age < *until);
        Some(step.map_or(adult, |(_, low, high)| limits(*low, *high)))
    };
    match vital {
        Vital::HeartRate => by_age(
            &[
                (1, 100.0, 205.0),
                (YEAR, 100.0, 180.0),
                (3 * YEAR, 98.0, 140.0),
                (6 * YEAR, 80.0, 120.0),
                (12 * YEAR, 75.0, 118.0),
            ],
            limits(60.0, 100.0),
        ),
        Vital::RespiratoryRate => by_age(
            &[(YEAR, 30.0, 53.0), (3 * YEAR, 22.0, 37.0), (6 * YEAR, 20.0, 28.0), (12 * YEAR, 18.0, 25.0)],
            limits(12.0, 20.0),
        ),
        Vital::Systolic => by_age(
            &[
                (1, 67.0, 84.0),
                (YEAR, 72.0, 104.0),
                (3 * YEAR, 86.0, 106.0),
                (6 * YEAR, 89.0, 112.0),
                (10 * YEAR, 97.0, 115.0),
                (13 * YEAR, 102.0, 120.0),
            ],
            limits(90.0, 119.0),
        ),
        Vital::Diastolic => by_age(
            &[
                (1, 35.0, 53.0),
                (YEAR, 37.0, 56.0),
                (3 * YEAR, 42.0, 63.0),
                (6 * YEAR, 46.0, 72.0),
                (10 * YEAR, 57.0, 76.0),
                (13 * YEAR, 61.0, 80.0),
            ],
            limits(60.0, 79.0),
        ),
        Vital::Temperature => Some(limits(36.0, 37.9)),
        Vital::OxygenSaturation => Some(limits(95.0, 100.0)),
        // Below 20 years BMI is read by percentile.
        Vital::Bmi => (age >= 20 * YEAR).then_some(limits(18.5, 24.9)),
        Vital::Height | Vital::Weight | Vital::HeadCircumference | Vital::Pain => None,
    }
}

/// Compares a kept value with what is usual, at the precision it is shown in (a BMI of 24.94 reads 24.9 and is usual).
pub fn flag(vital: Vital, kept: f64, age_months: Option<u32>) -> Flag {
    let Some(range) = usual(vital, age_months) else { return Flag::NoRange };
    let step = if matches!(vital, Vital::Temperature | Vital::Bmi) { 10.0 } else { 1.0 };
    let shown = (kept * step).round() / step;
    if shown < range.low {
        Flag::Low
    } else if shown > range.high {
        Flag::High
    } else {
        Flag::Usual
    }
}

/// Blood pressure by the ACC/AHA guideline of 2017 (from 13 years).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BloodPressureCategory")]
#[schemars(rename = "BloodPressureCategory")]
pub enum BloodPressure {
    Low,
    Normal,
    Elevated,
    Stage1,
    Stage2,
    /// Above 180 or 120: act now.
    Crisis,
}

/// The category of a pressure in mmHg; the worse of the two counts. `None` under 13 years, where tables by height apply.
pub fn blood_pressure(systolic: f64, diastolic: f64, age_months: Option<u32>) -> Option<BloodPressure> {
    if age_months.is_some_and(|age| age < 13 * YEAR) {
        return None;
    }
    Some(match (systolic, diastolic) {
        (s, d) if s > 180.0 || d > 120.0 => BloodPressure::Crisis,
        (s, d) if s >= 140.0 || d >= 90.0 => BloodPressure::Stage2,
        (s, d) if s >= 130.0 || d >= 80.0 => BloodPressure::Stage1,
        (s, _) if s >= 120.0 => BloodPressure::Elevated,
        (s, d) if s < 90.0 || d < 60.0 => BloodPressure::Low,
        _ => BloodPressure::Normal,
    })
}
