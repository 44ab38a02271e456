//! What of a patient's details can be right: cleaned, or refused in a sentence that names the field.

use std::borrow::Cow;

use knowledge::value_sets::{self, Set};

use crate::{Error, Result, text, time::Day};

use super::{Identifier, OtherName, PatientAddress, PatientDetails, Said, Telecom, TelecomKind, details::QUESTIONS};

/// Longest list of one kind (addresses, phones, earlier names) that is kept of a patient.
const MOST: usize = 20;
/// Nobody is known to have grown older, in years.
const OLDEST: i32 = 130;

impl PatientDetails {
    /// Cleaned as a person at the desk typed it on `today`, or which field is wrong. Fields are named below `details`.
    pub(super) fn checked(self, today: Day) -> Result<Self> {
        let birth_date = self.birth_date.ok_or_else(|| {
            Error::invalid(
                "details.birth_date",
                "The birth date is missing. Ask for it; it tells two people of one name apart.",
            )
        })?;
        check_birth_date("details.birth_date", birth_date, today)?;
        if let Some(died) = self.deceased_on {
            if died > today {
                return Err(Error::invalid("details.deceased_on", "The day of death is in the future."));
            }
            if died < birth_date {
                return Err(Error::invalid("details.deceased_on", "The day of death is before the birth date."));
            }
            if !self.deceased {
                return Err(Error::invalid(
                    "details.deceased",
                    "A day of death is given: mark the patient as deceased, or remove the day.",
                ));
            }
        }
        for ((question, sets), said) in QUESTIONS.iter().zip(self.answers()) {
            check_answers(question, sets, said)?;
        }
        Ok(Self {
            family: text::line("details.family", &self.family)?,
            given: text::optional_line("details.given", self.given.as_deref())?,
            middle: text::optional_line("details.middle", self.middle.as_deref())?,
            prefix: text::optional_line("details.prefix", self.prefix.as_deref())?,
            suffix: text::optional_line("details.suffix", self.suffix.as_deref())?,
            preferred_name: text::optional_line("details.preferred_name", self.preferred_name.as_deref())?,
            other_names: each("other_names", self.other_names, OtherName::checked)?,
            addresses: each("addresses", self.addresses, PatientAddress::checked)?,
            telecoms: each("telecoms", self.telecoms, Telecom::checked)?,
            identifiers: each("identifiers", self.identifiers, Identifier::checked)?,
            ..self
        })
    }
}

/// Refuses a birth date in the future or more than 130 years ago.
pub(super) fn check_birth_date(field: &'static str, born: Day, today: Day) -> Result<()> {
    if born > today {
        return Err(Error::invalid(field, "The birth date is in the future. Look at the year."));
    }
    if born.age_on(today) > OLDEST {
        return Err(Error::invalid(field, "The birth date is more than 130 years ago. Look at the year."));
    }
    Ok(())
}

/// Checks every entry of a list; a wrong one is named by its place: `details.telecoms.1.value`.
fn each<T>(list: &'static str, entries: Vec<T>, check: impl Fn(T) -> Result<T>) -> Result<Vec<T>> {
    if entries.len() > MOST {
        return Err(Error::invalid(format!("details.{list}"), "This list is too long: at most 20."));
    }
    entries.into_iter().enumerate().map(|(place, entry)| check(entry).map_err(|e| named(list, place, e))).collect()
}

fn named(list: &str, place: usize, error: Error) -> Error {
    match error {
        Error::Invalid { field, why } => {
            Error::Invalid { field: Cow::Owned(format!("details.{list}.{place}.{field}")), why }
        }
        other => other,
    }
}

fn check_answers(question: &str, sets: &[Set], said: &[Said]) -> Result<()> {
    let wrong = |why: &'static str| Err(Error::invalid(format!("details.{question}"), why));
    if said.len() > MOST {
        return wrong("This list is too long: at most 20.");
    }
    for (place, one) in said.iter().enumerate() {
        let null_flavor = ["ASKU", "UNK", "OTH"].contains(&one.code.as_str());
        if !null_flavor && sets.iter().all(|set| value_sets::find(*set, &one.code).is_none_or(|c| c.code != one.code)) {
            return wrong("This is not one of the choices. Choose from the list.");
        }
        if matches!(one.code.as_str(), "ASKU" | "UNK") && said.len() > 1 {
            return wrong("Declined or unknown cannot stand beside another answer.");
        }
        if said.iter().take(place).any(|earlier| earlier.code == one.code) {
            return wrong("The same answer is given twice.");
        }
        text::optional_line("details", one.text.as_deref()).map_err(|_| {
            Error::invalid(
                format!("details.{question}"),
                "The patient's own words are too long: at most 200 characters.",
            )
        })?;
    }
    Ok(())
}

fn in_order(starts_on: Option<Day>, ends_on: Option<Day>) -> Result<()> {
    match (starts_on, ends_on) {
        (Some(first), Some(last)) if last < first => {
            Err(Error::invalid("ends_on", "The last day is before the first day."))
        }
        _ => Ok(()),
    }
}

impl OtherName {
    fn checked(self) -> Result<Self> {
        in_order(self.starts_on, self.ends_on)?;
        let checked = Self {
            family: text::optional_line("family", self.family.as_deref())?,
            given: text::optional_line("given", self.given.as_deref())?,
            middle: text::optional_line("middle", self.middle.as_deref())?,
            prefix: text::optional_line("prefix", self.prefix.as_deref())?,
            suffix: text::optional_line("suffix", self.suffix.as_deref())?,
            ..self
        };
        if checked.family.is_none() && checked.given.is_none() {
            return Err(Error::invalid("family", "This name is empty. Fill it in or remove it."));
        }
        Ok(checked)
    }
}

impl PatientAddress {
    fn checked(self) -> Result<Self> {
        in_order(self.starts_on, self.ends_on)?;
        let country = text::optional_line("country", self.country.as_deref())?;
        let abroad =
            country.as_deref().is_some_and(|c| !["us", "usa", "united states"].contains(&c.to_lowercase().as_str()));
        let (mut state, mut zip) =
            (text::optional_line("state", self.state.as_deref())?, text::optional_line("zip", self.zip.as_deref())?);
        if !abroad {
            if let Some(typed) = &state {
                let known = value_sets::find(Set::State, typed)
                    .ok_or_else(|| Error::invalid("state", "This is not a state. Write two letters, such as OH."))?;
                state = Some(known.code);
            }
            if let Some(typed) = &zip {
                let zipped = knowledge::codes::check_zip(typed)
                    .map_err(|_| Error::invalid("zip", "A ZIP code has five digits, or nine as in 12345-6789."))?;
                zip = Some(zipped);
            }
        }
        let checked = Self {
            line1: text::optional_line("line1", self.line1.as_deref())?,
            line2: text::optional_line("line2", self.line2.as_deref())?,
            city: text::optional_line("city", self.city.as_deref())?,
            state,
            zip,
            country,
            ..self
        };
        if checked.line1.is_none() && checked.city.is_none() && checked.zip.is_none() && checked.state.is_none() {
            return Err(Error::invalid("line1", "This address is empty. Fill it in or remove it."));
        }
        Ok(checked)
    }
}

impl Telecom {
    fn checked(self) -> Result<Self> {
        let value = text::line("value", &self.value)?;
        let value = if self.kind == TelecomKind::Email { email("value", value)? } else { phone("value", value)? };
        Ok(Self { kind: self.kind, value })
    }
}

/// A telephone number as it is shown everywhere: `(614) 555-0134`. A number abroad begins with a plus sign and stays as typed.
pub(super) fn phone(field: &'static str, typed: String) -> Result<String> {
    if let Ok(kept) = knowledge::codes::check_phone(&typed) {
        return Ok(knowledge::codes::show_phone(&kept));
    }
    let digits = typed.bytes().filter(u8::is_ascii_digit).count();
    if typed.starts_with('+') && !typed.starts_with("+1") && (7..=15).contains(&digits) {
        return Ok(typed);
    }
    Err(Error::invalid(field, "A phone number has ten digits, such as (614) 555-0134. Begin a number abroad with +."))
}

/// An email address that can be one.
pub(super) fn email(field: &'static str, typed: String) -> Result<String> {
    let whole = typed.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    });
    if whole && !typed.contains(char::is_whitespace) {
        Ok(typed)
    } else {
        Err(Error::invalid(field, "This is not an email address such as name@example.org."))
    }
}

impl Identifier {
    fn checked(self) -> Result<Self> {
        Ok(Self {
            kind: text::line("kind", &self.kind)?,
            system: text::optional_line("system", self.system.as_deref())?,
            value: text::line("value", &self.value)?,
        })
    }
}
