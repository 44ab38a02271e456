//! What every write to a chart is held against: the right patient, a day that can be, a row that is not final.

use crate::{
    Error, FaultCode, Id, Result, View,
    patients::{self, Patient},
    time::{Day, Instant},
};

/// Refuses a record of another patient than the one the write was opened for.
pub(crate) fn belongs(to: Id<Patient>, named: Id<Patient>) -> Result<()> {
    if to == named {
        return Ok(());
    }
    Err(Error::refused(
        FaultCode::WrongPatient,
        "This record belongs to another patient. Nothing was changed; close this chart and open it again.",
    ))
}

/// Refuses a change of a row that was entered in error.
pub(crate) fn standing(status: &str) -> Result<()> {
    if status != "entered_in_error" {
        return Ok(());
    }
    Err(Error::refused(
        FaultCode::Final,
        "This was marked entered in error and can no longer be changed. Enter it anew.",
    ))
}

/// Refuses a day after today.
pub(crate) fn not_after_today(tx: &View, field: &'static str, day: Option<Day>) -> Result<()> {
    if day.is_some_and(|d| d > tx.today()) {
        return Err(Error::invalid(field, "This day is in the future."));
    }
    Ok(())
}

/// Nobody is older, in years: where the birth date is not known, nothing is earlier than this.
const OLDEST: i32 = 130;

/// Refuses a day before the patient was born.
pub(crate) fn not_before_birth(
    tx: &View,
    patient: Id<Patient>,
    days: impl IntoIterator<Item = (&'static str, Option<Day>)>,
) -> Result<()> {
    let mut told = days.into_iter().filter_map(|(field, day)| Some((field, day?))).peekable();
    if told.peek().is_none() {
        return Ok(());
    }
    let born = patients::birth_date(tx, patient)?;
    match (told.find(|(_, day)| *day < born.unwrap_or(tx.today().plus_months(-12 * OLDEST))), born) {
        (None, _) => Ok(()),
        (Some((field, _)), Some(_)) => Err(Error::invalid(field, "This is before the patient was born.")),
        (Some((field, _)), None) => Err(Error::invalid(field, "This is more than 130 years ago. Look at the year.")),
    }
}

/// [`not_before_birth`] of a moment.
pub(crate) fn moment_not_before_birth(
    tx: &View,
    patient: Id<Patient>,
    field: &'static str,
    at: Option<Instant>,
) -> Result<()> {
    not_before_birth(tx, patient, [(field, at.map(|at| tx.zone().day(at)))])
}

/// Refuses a moment that has not come; five minutes are forgiven to a clock that runs ahead.
pub(crate) fn not_in_the_future(tx: &View, field: &'static str, at: Option<Instant>) -> Result<()> {
    if at.is_some_and(|t| t > tx.now().plus_millis(300_000)) {
        return Err(Error::invalid(field, "This moment is in the future."));
    }
    Ok(())
}

/// Refuses an end before its beginning.
pub(crate) fn in_order(field: &'static str, from: Option<Day>, to: Option<Day>) -> Result<()> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(Error::invalid(field, "The end lies before the beginning.")),
        _ => Ok(()),
    }
}

/// Refuses a number outside its limits; `None` is left out.
pub(crate) fn within(field: &'static str, value: Option<i64>, low: i64, high: i64) -> Result<()> {
    match value {
        Some(v) if v < low || v > high => {
            Err(Error::invalid(field, std::format!("This must be a number from {low} to {high}.")))
        }
        _ => Ok(()),
    }
}

/// Refuses an amount that is not above zero.
pub(crate) fn above_zero(field: &'static str, value: Option<f64>) -> Result<()> {
    match value {
        Some(v) if !(v > 0.0 && v < 1e9) => Err(Error::invalid(field, "This must be an amount above zero.")),
        _ => Ok(()),
    }
}
