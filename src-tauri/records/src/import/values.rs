//! Values as FHIR writes them, made into values as the practice keeps them; or why they cannot be.

use std::borrow::Cow;

use formats::{
    fhir::{CodeableConcept, Quantity, System, Text},
    time::{Date, When},
};

use crate::{
    Error,
    money::Cents,
    text,
    time::{Day, Instant, Zone},
};

/// Why a resource is not taken.
#[derive(Debug)]
pub(super) enum Stop {
    /// It cannot be right; a fixed sentence, without anything of its text.
    Refused(Cow<'static, str>),
    /// It is well-formed, but there is no place for it here.
    NotKept(&'static str),
    /// It went out from here.
    Own,
    /// What it belongs to may still come.
    Later,
    /// The file could not be read or written: the import ends.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid { why, .. } => Self::Refused(why),
            other => Self::Failed(other),
        }
    }
}

/// A refusal with its sentence.
pub(super) fn refused<T>(why: &'static str) -> Result<T, Stop> {
    Err(Stop::Refused(why.into()))
}

/// Longest words of a code, in characters; those of a name are shorter (see [`text::LINE`]).
const LONGEST_WORDS: usize = 1000;

/// One line of text, trimmed; `None` when there is nothing in it. Most is plain ASCII and is not copied.
pub(super) fn line(text: &str) -> Result<Option<Cow<'_, str>>, Stop> {
    let plain = text.bytes().fold(true, |plain, b| plain & (0x20..0x7f).contains(&b));
    let clean = if plain {
        Cow::Borrowed(text.trim())
    } else {
        if text.len() > LONGEST_WORDS * 4 {
            return refused("A text in it is too long: a name has at most 200 characters, other words 1,000.");
        }
        Cow::Owned(text::one_line(text))
    };
    if clean.len() > LONGEST_WORDS && clean.chars().count() > LONGEST_WORDS {
        return refused("A text in it is too long: a name has at most 200 characters, other words 1,000.");
    }
    Ok(Some(clean).filter(|t| !t.is_empty()))
}

/// [`line`] of a value that may be missing.
pub(super) fn opt(text: Option<&Text>) -> Result<Option<Cow<'_, str>>, Stop> {
    text.map_or(Ok(None), |t| line(t))
}

/// Part of a name: at most as long as one typed here.
pub(super) fn name(part: &str) -> Result<Option<String>, Stop> {
    match line(part)? {
        Some(name) if name.chars().count() > text::LINE => refused("A name in it is longer than 200 characters."),
        name => Ok(name.map(Cow::into_owned)),
    }
}

/// Parts of a name, one space between.
pub(super) fn names(parts: &[Text]) -> Result<Option<String>, Stop> {
    match parts {
        [] => Ok(None),
        [one] => name(one),
        many => name(&many.iter().map(Text::as_str).collect::<Vec<_>>().join(" ")),
    }
}

/// What a concept says; refused when it says nothing.
pub(super) fn words(concept: &CodeableConcept) -> Result<Cow<'_, str>, Stop> {
    let code = || concept.coding.iter().find_map(|c| c.code.as_deref());
    match concept.shown().or_else(code).map_or(Ok(None), line)? {
        Some(words) => Ok(words),
        None => refused("It does not say what it is: its code has no words."),
    }
}

/// A code in this system, if the concept has one that can be a code.
pub(super) fn code<'a>(concept: &'a CodeableConcept, system: &System) -> Option<&'a str> {
    concept.code(system).map(str::trim).filter(|c| is_code(c))
}

/// At most 40 visible ASCII characters.
pub(super) fn is_code(code: &str) -> bool {
    (1..=40).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_graphic())
}

/// A whole day of the calendar.
pub(super) fn whole_day(date: Date) -> Option<Day> {
    let (year, month, day) = date.full()?;
    Day::of(year.into(), month.into(), day.into())
}

/// The day, or the first day of the month or year it tells, and whether it told the day.
pub(super) fn first_day(when: When) -> Result<(Day, bool), Stop> {
    let date = when.date();
    match Day::of(date.year().into(), date.month().unwrap_or(1).into(), date.day().unwrap_or(1).into()) {
        Some(day) => Ok((day, date.day().is_some())),
        None => refused("A date in it is before 1800 or after 2200."),
    }
}

/// The moment; a date alone is its first midnight in the practice's zone.
pub(super) fn moment(zone: Zone, when: When) -> Result<Instant, Stop> {
    let (day, _) = first_day(when)?;
    Ok(match when {
        When::At(at) => Instant(at.utc_millis()),
        When::On(_) => day.at(0, 0).map_or(Instant(0), |midnight| zone.instant(midnight)),
    })
}

/// The amount and its unit: the UCUM code, or what stands for one.
pub(super) fn amount(quantity: &Quantity) -> Result<(Option<f64>, Option<Cow<'_, str>>), Stop> {
    let coded = quantity.code.as_deref().map(str::trim).filter(|c| is_code(c));
    let unit = match coded {
        Some(code) => Some(Cow::Borrowed(code)),
        None => opt(quantity.unit.as_ref())?,
    };
    Ok((quantity.value.map(|v| v.to_f64()), unit))
}

/// Whole cents; a fraction of a cent is rounded half away from zero. Refused: another currency, and more than any line may be.
pub(super) fn cents(money: &formats::fhir::Money) -> Result<i64, Stop> {
    if money.currency.as_deref().is_some_and(|currency| currency != "USD") {
        return refused("An amount in it is not in US dollars.");
    }
    let Some(dollars) = money.value else { return refused("An amount in it has no number.") };
    possible(dollars.times(100))
}

/// An amount of cents that can be; larger ones could not be added up.
pub(super) fn possible(cents: Option<i64>) -> Result<i64, Stop> {
    match cents {
        Some(cents) if cents.unsigned_abs() <= Cents::LIMIT.0.unsigned_abs() => Ok(cents),
        _ => refused("An amount in it is over ten million dollars."),
    }
}

/// Whether an element was given.
pub(super) trait Given {
    fn given(&self) -> bool;
}
impl<T> Given for Option<T> {
    fn given(&self) -> bool {
        self.is_some()
    }
}
impl<T> Given for Vec<T> {
    fn given(&self) -> bool {
        !self.is_empty()
    }
}

/// Counts the elements of a resource that the reader knows and the practice does not keep.
macro_rules! not_kept {
    ($tally:expr, $kind:ident: $resource:expr, $($element:ident),+ $(,)?) => { $(
        if $crate::import::values::Given::given(&$resource.$element) {
            $tally.not_kept(concat!(stringify!($kind), ".", stringify!($element)), 1);
        }
    )+ };
}
pub(super) use not_kept;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_not_copied_and_other_text_is_cleaned() {
        assert!(matches!(line(" Essential hypertension ").unwrap(), Some(Cow::Borrowed("Essential hypertension"))));
        assert_eq!(line("Jose\u{301}\u{202e}\nX").unwrap().unwrap(), "José X");
        assert!(line(" \n").unwrap().is_none());
        assert!(matches!(line(&"x".repeat(1001)), Err(Stop::Refused(_))));
        assert!(matches!(name(&"x".repeat(201)), Err(Stop::Refused(_))));
    }

    #[test]
    fn a_year_alone_is_its_first_day_and_says_so() {
        let first = |text: &str| first_day(text.parse().unwrap()).ok().map(|(d, exact)| (d.to_string(), exact));
        assert_eq!(first("1987"), Some(("1987-01-01".into(), false)));
        assert_eq!(first("1987-04-30"), Some(("1987-04-30".into(), true)));
        assert_eq!(first("9999-01-01"), None);
    }

    #[test]
    fn a_date_without_a_time_is_midnight_here() {
        let zone: Zone = "America/New_York".parse().unwrap();
        let at = moment(zone, "2026-06-15".parse().unwrap()).unwrap();
        assert_eq!(at.to_string(), "2026-06-15T04:00:00.000Z");
    }
}
