//! Vitals while they are typed: what each entry means in both unit systems, before anything is kept.

use knowledge::vitals::{self as signs, BloodPressure, Flag, System, Vital};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{VitalEntry, age_in_months_at, bmi, parse, refusal, system};
use crate::{
    Error, Id, Result, View,
    patients::{self, Patient},
};

/// Vitals as they stand in a form.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadVitals {
    /// Whose.
    pub patient: Id<Patient>,
    /// What a number without a unit is in; otherwise the practice's units.
    #[serde(default)]
    pub units: Option<System>,
    /// The signs, each once.
    #[serde(default)]
    pub vitals: Vec<VitalEntry>,
    /// Blood pressure such as `120/80`.
    #[serde(default)]
    pub blood_pressure: Option<String>,
}

/// One entry, read or refused.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct TypedVital {
    /// Which sign; a blood pressure that cannot be read stands as systolic.
    pub vital: Vital,
    /// As it is read in feet, pounds and Fahrenheit; empty when refused.
    pub us: String,
    /// As it is read in centimetres, kilograms and Celsius; empty when refused.
    pub metric: String,
    /// Against what is usual at the patient's age today.
    pub flag: Flag,
    /// Why it cannot be taken.
    pub refused: Option<String>,
}

/// What a form of vitals says.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct TypedVitals {
    /// Every entry, and the BMI where weight and height allow.
    pub readings: Vec<TypedVital>,
    /// What the blood pressure amounts to (ACC/AHA 2017), from 13 years.
    pub blood_pressure: Option<BloodPressure>,
}

/// Reads vitals as they are typed; keeps nothing.
pub fn read_vitals(tx: &View, input: ReadVitals) -> Result<TypedVitals> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    let age = age_in_months_at(tx, patients::birth_date(tx, input.patient)?, tx.now());
    let system = system(tx, input.units)?;
    let mut read: Vec<(Vital, Result<f64>)> = Vec::new();
    let mut category = None;
    if let Some(typed) = input.blood_pressure.as_deref().filter(|t| !t.trim().is_empty()) {
        match signs::parse_blood_pressure(typed) {
            Ok((systolic, diastolic)) => {
                category = signs::blood_pressure(systolic, diastolic, age);
                read.extend([(Vital::Systolic, Ok(systolic)), (Vital::Diastolic, Ok(diastolic))]);
            }
            Err(e) => {
                read.push((Vital::Systolic, Err(refusal("blood_pressure", Vital::Systolic, typed, e, system))));
            }
        }
    }
    for (i, entry) in input.vitals.iter().enumerate() {
        read.push((entry.vital, parse(format!("vitals.{i}.entry"), entry, system)));
    }
    let number = |vital| read.iter().find_map(|(v, n)| n.as_ref().ok().filter(|_| *v == vital).copied());
    if let Some(bmi) = bmi(tx, input.patient, tx.now(), number(Vital::Height), number(Vital::Weight))? {
        read.push((Vital::Bmi, Ok(bmi)));
    }
    let readings = read.into_iter().map(|(vital, number)| typed(vital, number, age)).collect::<Result<_>>()?;
    Ok(TypedVitals { readings, blood_pressure: category })
}

fn typed(vital: Vital, number: Result<f64>, age: Option<u32>) -> Result<TypedVital> {
    Ok(match number {
        Ok(n) => TypedVital {
            vital,
            us: signs::show(vital, n, System::Us),
            metric: signs::show(vital, n, System::Metric),
            flag: signs::flag(vital, n, age),
            refused: None,
        },
        Err(Error::Invalid { why, .. }) => TypedVital {
            vital,
            us: String::new(),
            metric: String::new(),
            flag: Flag::NoRange,
            refused: Some(why.into_owned()),
        },
        Err(other) => return Err(other),
    })
}
