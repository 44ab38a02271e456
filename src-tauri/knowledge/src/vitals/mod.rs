//! Vital signs: what is measured, in which units, what can be true and what is usual at an age.
//!
//! A value is kept in the unit of [`Vital::unit`] as it came out of the conversion, unrounded; [`show`] rounds for reading.

mod entry;
mod ranges;
mod units;

pub use entry::{EntryError, parse, parse_blood_pressure};
pub use ranges::{BloodPressure, Flag, Limits, blood_pressure, flag, plausible, usual};
pub use units::{System, Unit, convert, show};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One kind of vital sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Vital {
    Height,
    Weight,
    Bmi,
    Systolic,
    Diastolic,
    HeartRate,
    RespiratoryRate,
    Temperature,
    OxygenSaturation,
    HeadCircumference,
    Pain,
}

/// LOINC of the panel that holds systolic and diastolic pressure.
pub const BLOOD_PRESSURE_PANEL: &str = "85354-9";

impl Vital {
    /// Every kind, in the order they are taken.
    pub const ALL: [Vital; 11] = [
        Vital::Height,
        Vital::Weight,
        Vital::Bmi,
        Vital::Systolic,
        Vital::Diastolic,
        Vital::HeartRate,
        Vital::RespiratoryRate,
        Vital::Temperature,
        Vital::OxygenSaturation,
        Vital::HeadCircumference,
        Vital::Pain,
    ];

    /// The LOINC code it is sent with (US Core).
    pub fn loinc(self) -> &'static str {
        match self {
            Vital::Height => "8302-2",
            Vital::Weight => "29463-7",
            Vital::Bmi => "39156-5",
            Vital::Systolic => "8480-6",
            Vital::Diastolic => "8462-4",
            Vital::HeartRate => "8867-4",
            Vital::RespiratoryRate => "9279-1",
            Vital::Temperature => "8310-5",
            Vital::OxygenSaturation => "59408-5",
            Vital::HeadCircumference => "9843-4",
            Vital::Pain => "72514-3",
        }
    }

    /// The kind a LOINC code means, also codes that others send for the same thing.
    pub fn from_loinc(code: &str) -> Option<Vital> {
        Some(match code {
            "2708-6" => Vital::OxygenSaturation,
            "8306-3" | "3137-7" | "3138-5" => Vital::Height,
            "3141-9" | "3142-7" => Vital::Weight,
            "8331-1" => Vital::Temperature,
            "8287-5" => Vital::HeadCircumference,
            code => return Vital::ALL.into_iter().find(|vital| vital.loinc() == code),
        })
    }

    /// What it is called on a page.
    pub fn name(self) -> &'static str {
        match self {
            Vital::Height => "Height",
            Vital::Weight => "Weight",
            Vital::Bmi => "BMI",
            Vital::Systolic => "Systolic blood pressure",
            Vital::Diastolic => "Diastolic blood pressure",
            Vital::HeartRate => "Heart rate",
            Vital::RespiratoryRate => "Respiratory rate",
            Vital::Temperature => "Temperature",
            Vital::OxygenSaturation => "Oxygen saturation",
            Vital::HeadCircumference => "Head circumference",
            Vital::Pain => "Pain (0 to 10)",
        }
    }

    /// The unit it is kept and sent in.
    pub fn unit(self) -> Unit {
        match self {
            Vital::Height | Vital::HeadCircumference => Unit::Centimeter,
            Vital::Weight => Unit::Kilogram,
            Vital::Bmi => Unit::KilogramPerSquareMeter,
            Vital::Systolic | Vital::Diastolic => Unit::MillimeterOfMercury,
            Vital::HeartRate | Vital::RespiratoryRate => Unit::PerMinute,
            Vital::Temperature => Unit::Celsius,
            Vital::OxygenSaturation => Unit::Percent,
            Vital::Pain => Unit::Score,
        }
    }

    /// The units it may be entered in, its own first.
    pub fn units(self) -> &'static [Unit] {
        match self {
            Vital::Height => &[Unit::Centimeter, Unit::Inch, Unit::Foot, Unit::Meter],
            Vital::HeadCircumference => &[Unit::Centimeter, Unit::Inch],
            Vital::Weight => &[Unit::Kilogram, Unit::Gram, Unit::Pound, Unit::Ounce],
            Vital::Bmi => &[Unit::KilogramPerSquareMeter],
            Vital::Systolic | Vital::Diastolic => &[Unit::MillimeterOfMercury],
            Vital::HeartRate | Vital::RespiratoryRate => &[Unit::PerMinute],
            Vital::Temperature => &[Unit::Celsius, Unit::Fahrenheit],
            Vital::OxygenSaturation => &[Unit::Percent],
            Vital::Pain => &[Unit::Score],
        }
    }

    /// The unit people of a system think in.
    pub fn usual_unit(self, system: System) -> Unit {
        match (self, system) {
            (Vital::Height | Vital::HeadCircumference, System::Us) => Unit::Inch,
            (Vital::Weight, System::Us) => Unit::Pound,
            (Vital::Temperature, System::Us) => Unit::Fahrenheit,
            _ => self.unit(),
        }
    }
}

/// Body mass index in kg/m², unrounded; `None` unless both are plausible.
pub fn bmi(height_cm: f64, weight_kg: f64) -> Option<f64> {
    let sensible = plausible(Vital::Height).hold(height_cm) && plausible(Vital::Weight).hold(weight_kg);
    let meters = height_cm / 100.0;
    sensible.then(|| weight_kg / (meters * meters))
}

/// A vital sign described for a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "VitalDefinition")]
#[schemars(rename = "VitalDefinition")]
pub struct Definition {
    pub vital: Vital,
    pub name: String,
    pub loinc: String,
    /// UCUM of the unit it is kept in.
    pub unit: String,
    /// Units it may be entered in.
    pub units: Vec<Unit>,
    /// What can be true, in the unit it is kept in.
    pub plausible: Limits,
}

/// Every vital sign.
pub fn definitions() -> Vec<Definition> {
    let definition = |vital: Vital| Definition {
        vital,
        name: vital.name().to_owned(),
        loinc: vital.loinc().to_owned(),
        unit: vital.unit().ucum().to_owned(),
        units: vital.units().to_vec(),
        plausible: plausible(vital),
    };
    Vital::ALL.into_iter().map(definition).collect()
}

#[cfg(test)]
mod tests;
