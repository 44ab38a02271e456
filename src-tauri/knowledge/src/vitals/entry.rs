//! Reading a vital sign as a person types it: `5'11"`, `180 lb`, `7 lb 8 oz`, `98.6`, `120/80`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{System, Unit, Vital, convert, plausible};

/// Why an entry cannot be taken. The text never repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", tag = "fault")]
#[ts(rename = "VitalEntryError")]
#[schemars(rename = "VitalEntryError")]
pub enum EntryError {
    /// Nothing, or nothing that is a number.
    #[error("not a number")]
    NotANumber,
    /// A unit this vital sign is not measured in.
    #[error("not a unit for this")]
    WrongUnit,
    /// Outside what can be true; the limits are in the unit the value is kept in.
    #[error("outside what can be true")]
    Implausible { low: f64, high: f64 },
    /// Diastolic pressure not below systolic.
    #[error("diastolic pressure must be below systolic")]
    NotBelowSystolic,
}

const LONGEST: usize = 40;

/// Reads one value and gives it in the unit it is kept in. A number without a unit is taken in the unit of `system`, unless only the
/// other system makes it possible (`38.5` is never Fahrenheit, `98.6` never Celsius).
pub fn parse(vital: Vital, typed: &str, system: System) -> Result<f64, EntryError> {
    let parts = split(typed)?;
    let kept = match parts.as_slice() {
        [(number, None)] => bare(vital, *number, system),
        [(number, Some(unit))] => in_kept_unit(vital, *number, *unit)?,
        [(feet, Some(Unit::Foot)), (inches, Some(Unit::Inch) | None)]
            if vital == Vital::Height && whole(*feet) && *inches < 12.0 =>
        {
            in_kept_unit(vital, *feet, Unit::Foot)? + in_kept_unit(vital, *inches, Unit::Inch)?
        }
        [(pounds, Some(Unit::Pound)), (ounces, Some(Unit::Ounce) | None)]
            if vital == Vital::Weight && whole(*pounds) && *ounces < 16.0 =>
        {
            in_kept_unit(vital, *pounds, Unit::Pound)? + in_kept_unit(vital, *ounces, Unit::Ounce)?
        }
        _ => return Err(EntryError::NotANumber),
    };
    if vital == Vital::Pain && !whole(kept) {
        return Err(EntryError::NotANumber);
    }
    within(vital, kept)
}

/// Reads `120/80` (also `120 / 80 mmHg`, `120 over 80`) as systolic and diastolic pressure in mmHg.
pub fn parse_blood_pressure(typed: &str) -> Result<(f64, f64), EntryError> {
    let lower = typed.to_lowercase();
    let (systolic, diastolic) =
        lower.split_once('/').or_else(|| lower.split_once("over")).ok_or(EntryError::NotANumber)?;
    let systolic = parse(Vital::Systolic, systolic, System::Us)?;
    let diastolic = parse(Vital::Diastolic, diastolic, System::Us)?;
    if diastolic < systolic { Ok((systolic, diastolic)) } else { Err(EntryError::NotBelowSystolic) }
}

fn bare(vital: Vital, number: f64, system: System) -> f64 {
    let other = if system == System::Us { System::Metric } else { System::Us };
    let read = |system| convert(number, vital.usual_unit(system), vital.unit()).unwrap_or(number);
    let possible = |kept: f64| plausible(vital).hold(kept);
    let (here, there) = (read(system), read(other));
    // Feet and inches are two numbers, so a lone "5.9" or "1.8" is left to fail as a height rather than guessed.
    if vital == Vital::Temperature && !possible(here) && possible(there) { there } else { here }
}

fn in_kept_unit(vital: Vital, number: f64, unit: Unit) -> Result<f64, EntryError> {
    if !vital.units().contains(&unit) {
        return Err(EntryError::WrongUnit);
    }
    convert(number, unit, vital.unit()).ok_or(EntryError::WrongUnit)
}

fn within(vital: Vital, kept: f64) -> Result<f64, EntryError> {
    let limits = plausible(vital);
    if limits.hold(kept) { Ok(kept) } else { Err(EntryError::Implausible { low: limits.low, high: limits.high }) }
}

fn whole(number: f64) -> bool {
    number.fract() == 0.0
}

/// Numbers, each with the unit written after it.
fn split(typed: &str) -> Result<Vec<(f64, Option<Unit>)>, EntryError> {
    let typed = typed.trim().to_lowercase().replace(['½'], ".5");
    if typed.is_empty() || typed.chars().count() > LONGEST {
        return Err(EntryError::NotANumber);
    }
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    let mut parts = Vec::new();
    let mut rest = typed.as_str();
    while !rest.is_empty() {
        let end = rest.find(|c| !digit(c)).unwrap_or(rest.len());
        let (number, after) = rest.split_at_checked(end).ok_or(EntryError::NotANumber)?;
        let number: f64 = number.parse().map_err(|_| EntryError::NotANumber)?;
        let next = after.find(|c: char| c.is_ascii_digit() || c == '.' && !after.starts_with(char::is_alphabetic));
        let (word, after) = after.split_at_checked(next.unwrap_or(after.len())).ok_or(EntryError::NotANumber)?;
        parts.push((number, unit_named(word)?));
        rest = after;
    }
    Ok(parts)
}

fn unit_named(word: &str) -> Result<Option<Unit>, EntryError> {
    let word = word.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '-'));
    Ok(Some(match word {
        "" => return Ok(None),
        "cm" | "centimeter" | "centimeters" => Unit::Centimeter,
        "m" | "meter" | "meters" => Unit::Meter,
        "in" | "inch" | "inches" | "\"" | "''" | "\u{201d}" | "\u{2033}" | "\u{201c}" => Unit::Inch,
        "ft" | "foot" | "feet" | "'" | "\u{2019}" | "\u{2032}" | "\u{2018}" => Unit::Foot,
        "kg" | "kgs" | "kilo" | "kilos" | "kilogram" | "kilograms" => Unit::Kilogram,
        "g" | "gm" | "gram" | "grams" => Unit::Gram,
        "lb" | "lbs" | "pound" | "pounds" | "#" => Unit::Pound,
        "oz" | "ounce" | "ounces" => Unit::Ounce,
        "c" | "°c" | "° c" | "cel" | "celsius" => Unit::Celsius,
        "f" | "°f" | "° f" | "degf" | "fahrenheit" => Unit::Fahrenheit,
        "mmhg" | "mm hg" | "mm[hg]" => Unit::MillimeterOfMercury,
        "/min" | "bpm" | "per minute" | "/minute" => Unit::PerMinute,
        "%" | "percent" => Unit::Percent,
        "kg/m2" | "kg/m²" => Unit::KilogramPerSquareMeter,
        "/10" => Unit::Score,
        _ => return Err(EntryError::WrongUnit),
    }))
}
