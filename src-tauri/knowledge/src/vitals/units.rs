//! Units of measure (UCUM), conversion and rounding for reading.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Vital;

/// Which units someone thinks in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "UnitSystem")]
#[schemars(rename = "UnitSystem")]
pub enum System {
    Us,
    Metric,
}

/// A unit that a vital sign is entered, kept or shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Centimeter,
    Meter,
    Inch,
    Foot,
    Kilogram,
    Gram,
    Pound,
    Ounce,
    Celsius,
    Fahrenheit,
    MillimeterOfMercury,
    PerMinute,
    Percent,
    KilogramPerSquareMeter,
    Score,
}

impl Unit {
    const ALL: [Unit; 15] = [
        Unit::Centimeter,
        Unit::Meter,
        Unit::Inch,
        Unit::Foot,
        Unit::Kilogram,
        Unit::Gram,
        Unit::Pound,
        Unit::Ounce,
        Unit::Celsius,
        Unit::Fahrenheit,
        Unit::MillimeterOfMercury,
        Unit::PerMinute,
        Unit::Percent,
        Unit::KilogramPerSquareMeter,
        Unit::Score,
    ];

    /// UCUM code.
    pub fn ucum(self) -> &'static str {
        match self {
            Unit::Centimeter => "cm",
            Unit::Meter => "m",
            Unit::Inch => "[in_i]",
            Unit::Foot => "[ft_i]",
            Unit::Kilogram => "kg",
            Unit::Gram => "g",
            Unit::Pound => "[lb_av]",
            Unit::Ounce => "[oz_av]",
            Unit::Celsius => "Cel",
            Unit::Fahrenheit => "[degF]",
            Unit::MillimeterOfMercury => "mm[Hg]",
            Unit::PerMinute => "/min",
            Unit::Percent => "%",
            Unit::KilogramPerSquareMeter => "kg/m2",
            Unit::Score => "{score}",
        }
    }

    /// The unit with this UCUM code; `1` and `{beats}/min` and the like count as what they mean.
    pub fn from_ucum(code: &str) -> Option<Unit> {
        Some(match code {
            "{beats}/min" | "{breaths}/min" => Unit::PerMinute,
            "1" | "{#}" => Unit::Score,
            code => return Unit::ALL.into_iter().find(|unit| unit.ucum() == code),
        })
    }

    /// As it is printed after a number.
    pub fn label(self) -> &'static str {
        match self {
            Unit::Inch => "in",
            Unit::Foot => "ft",
            Unit::Pound => "lb",
            Unit::Ounce => "oz",
            Unit::Celsius => "°C",
            Unit::Fahrenheit => "°F",
            Unit::MillimeterOfMercury => "mmHg",
            Unit::KilogramPerSquareMeter => "kg/m²",
            Unit::Score => "",
            unit => unit.ucum(),
        }
    }

    /// What it measures, and how many of the kept unit one of it is. Exact by definition (international yard and pound).
    fn scale(self) -> (Dimension, f64) {
        match self {
            Unit::Centimeter => (Dimension::Length, 1.0),
            Unit::Meter => (Dimension::Length, 100.0),
            Unit::Inch => (Dimension::Length, 2.54),
            Unit::Foot => (Dimension::Length, 30.48),
            Unit::Kilogram => (Dimension::Mass, 1.0),
            Unit::Gram => (Dimension::Mass, 0.001),
            Unit::Pound => (Dimension::Mass, 0.453_592_37),
            Unit::Ounce => (Dimension::Mass, 0.028_349_523_125),
            Unit::Celsius | Unit::Fahrenheit => (Dimension::Temperature, 1.0),
            unit => (Dimension::Only(unit), 1.0),
        }
    }
}

#[derive(PartialEq, Eq)]
enum Dimension {
    Length,
    Mass,
    Temperature,
    Only(Unit),
}

/// `value` of one unit in another, unrounded; `None` if they do not measure the same thing.
pub fn convert(value: f64, from: Unit, to: Unit) -> Option<f64> {
    if from == to {
        return Some(value);
    }
    match (from, to) {
        (Unit::Fahrenheit, Unit::Celsius) => return Some((value - 32.0) * 5.0 / 9.0),
        (Unit::Celsius, Unit::Fahrenheit) => return Some(value * 9.0 / 5.0 + 32.0),
        _ => {}
    }
    let ((from, a), (to, b)) = (from.scale(), to.scale());
    (from == to && from != Dimension::Temperature).then_some(value * a / b)
}

/// A kept value as a clinician reads it in a system of units: `5'11"`, `180.0 lb`, `98.6 °F`, `120 mmHg`. A baby's weight
/// (under 10 kg) shows pounds and ounces.
pub fn show(vital: Vital, kept: f64, system: System) -> String {
    let unit = vital.usual_unit(system);
    let value = convert(kept, vital.unit(), unit).unwrap_or(kept);
    match (vital, unit) {
        (Vital::Height, Unit::Inch) => {
            let halves = (value * 2.0).round();
            let (feet, inches) = ((halves / 24.0).floor(), halves % 24.0 / 2.0);
            format!("{feet}'{inches}\"")
        }
        (Vital::Weight, Unit::Pound) if kept < 10.0 => {
            let tenths = (value * 160.0).round();
            format!("{} lb {} oz", (tenths / 160.0).floor(), tenths % 160.0 / 10.0)
        }
        _ => {
            let decimals = decimals(vital, unit);
            let space = if unit.label().is_empty() || unit == Unit::Percent { "" } else { " " };
            format!("{value:.decimals$}{space}{}", unit.label())
        }
    }
}

fn decimals(vital: Vital, unit: Unit) -> usize {
    match (vital, unit) {
        (Vital::Weight, Unit::Kilogram) => 2,
        (Vital::Height | Vital::HeadCircumference | Vital::Weight | Vital::Temperature | Vital::Bmi, _) => 1,
        _ => 0,
    }
}
