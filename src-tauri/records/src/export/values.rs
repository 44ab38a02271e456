//! Values as the practice keeps them, made into values as FHIR writes them.

use formats::{
    fhir::{CodeableConcept, Coding, Decimal, Kind, Quantity, Reference, System, Text},
    time::{Date, DateTime, When},
};

use crate::{
    Id,
    time::{Day, Instant},
};

/// The id of a record as FHIR's id.
pub(super) fn id<T>(id: Id<T>) -> Option<Text> {
    Some(id.to_string().into())
}

/// A reference to a record.
pub(super) fn to<T>(kind: Kind, id: Id<T>) -> Reference {
    Reference { kind: Some(kind), id: Some(id.to_string().into()), ..Reference::default() }
}

/// [`to`] where there is one.
pub(super) fn to_any<T>(kind: Kind, id: Option<Id<T>>) -> Option<Reference> {
    id.map(|id| to(kind, id))
}

pub(super) fn date(day: Day) -> Option<Date> {
    let part = |n: u32| u8::try_from(n).ok();
    Date::of(u16::try_from(day.year()).ok()?, part(day.month()), part(day.day())).ok()
}

pub(super) fn on(day: Day) -> Option<When> {
    date(day).map(When::On)
}

pub(super) fn moment(at: Instant) -> Option<DateTime> {
    DateTime::of(at.0, 0).ok()
}

pub(super) fn at(at: Instant) -> Option<When> {
    moment(at).map(When::At)
}

/// A concept of a code and the words shown for it.
pub(super) fn concept(system: System, code: &str, words: &str) -> CodeableConcept {
    CodeableConcept {
        coding: vec![Coding { system: Some(system), code: Some(code.into()), display: Some(words.into()) }],
        text: Some(words.into()),
    }
}

/// A concept of words, with its code where it has one.
pub(super) fn maybe_coded(system: System, code: Option<&str>, words: &str) -> CodeableConcept {
    match code {
        Some(code) => concept(system, code, words),
        None => in_words(words),
    }
}

/// A concept without a code.
pub(super) fn in_words(words: &str) -> CodeableConcept {
    CodeableConcept { coding: Vec::new(), text: Some(words.into()) }
}

/// A concept of a code whose words are in its list.
pub(super) fn status(system: System, code: &str) -> Option<CodeableConcept> {
    Some(CodeableConcept::of(system, code, None))
}

/// A number with its unit; none for what is no finite number.
pub(super) fn amount(number: f64, unit: Option<&str>) -> Option<Quantity> {
    Some(Quantity {
        value: Some(Decimal::parse(&number.to_string())?),
        comparator: None,
        unit: unit.map(Text::from),
        system: unit.map(|_| System::Ucum),
        code: unit.map(Text::from),
    })
}
