//! What a patient can be found by: the words of every name, the birth date, telephones, numbers. Derived from the record, and
//! made anew from it by [`rebuild`].

use rusqlite::params;

use crate::{Change, Id, Result, text, time::Day};

use super::{Patient, PatientDetails, TelecomKind, record};

/// What a row of `search_patient` leads by; results are shown in this order.
pub(super) mod kind {
    pub const FAMILY: u8 = 0;
    pub const GIVEN: u8 = 1;
    pub const OTHER: u8 = 2;
    pub const BIRTH: u8 = 3;
    pub const PHONE: u8 = 4;
    pub const NUMBER: u8 = 5;
    pub const NAMES: [u8; 3] = [FAMILY, GIVEN, OTHER];
}

/// Everything one patient is found by.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Terms {
    /// `(kind, term)`, each once.
    leads: Vec<(u8, String)>,
    /// Every name word and the birth date, each after a space.
    words: String,
}

/// A name as words that are searched: folded, apostrophes and dots gone, a hyphen parts two words.
pub(super) fn name_words(name: &str) -> Vec<String> {
    text::folded(name)
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | ',' | '/' | '(' | ')' | '"'))
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Letters and digits of a number, folded: `A-100042` is `a100042`.
pub(super) fn number_word(number: &str) -> String {
    text::folded(number).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The digits of a telephone number without the extension and the leading 1 of North America.
pub(super) fn phone_digits(number: &str) -> String {
    let number = number.split(['x', 'e', '#']).next().unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('1') {
        Some(rest) if rest.len() == 10 => rest.to_owned(),
        _ => digits,
    }
}

impl Terms {
    pub(super) fn of(details: &PatientDetails, mrn: &str) -> Self {
        let mut terms = Self { leads: Vec::with_capacity(12), words: String::with_capacity(48) };
        terms.names(kind::FAMILY, &details.family);
        // `de la Cruz` is typed `delacruz` as well, `O'Brien` as `o brien`.
        let parts = name_words(&details.family);
        if parts.len() > 1 {
            terms.lead(kind::FAMILY, parts.concat(), true);
        }
        if let Some((_, after)) = text::folded(&details.family).split_once('\'') {
            terms.names(kind::FAMILY, after);
        }
        for given in [&details.given, &details.preferred_name].into_iter().flatten() {
            terms.names(kind::GIVEN, given);
        }
        if let Some(middle) = &details.middle {
            terms.names(kind::OTHER, middle);
        }
        for other in &details.other_names {
            for part in [&other.family, &other.given, &other.middle].into_iter().flatten() {
                terms.names(kind::OTHER, part);
            }
        }
        if let Some(born) = details.birth_date {
            terms.lead(kind::BIRTH, born.to_string(), true);
        }
        for telecom in details.telecoms.iter().filter(|t| t.kind != TelecomKind::Email) {
            let digits = phone_digits(&telecom.value);
            for tail in [digits.len(), 7, 4] {
                if let Some(at) = digits.len().checked_sub(tail)
                    && let Some(tail) = digits.get(at..)
                    && !tail.is_empty()
                {
                    terms.lead(kind::PHONE, tail.to_owned(), false);
                }
            }
        }
        for number in std::iter::once(mrn).chain(details.identifiers.iter().map(|i| i.value.as_str())) {
            let word = number_word(number);
            let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
            for lead in [word, digits] {
                if !lead.is_empty() {
                    terms.lead(kind::NUMBER, lead, false);
                }
            }
        }
        terms
    }

    fn names(&mut self, kind: u8, name: &str) {
        for word in name_words(name) {
            self.lead(kind, word, true);
        }
    }

    fn lead(&mut self, kind: u8, term: String, as_word: bool) {
        if self.leads.iter().any(|(k, t)| *t == term && (*k == kind || (*k < kind && kind <= kind::OTHER))) {
            return;
        }
        if as_word {
            self.words.push(' ');
            self.words.push_str(&term);
        }
        self.leads.push((kind, term));
    }

    pub(super) fn add(&self, tx: &mut Change, patient: Id<Patient>) -> Result<()> {
        for (kind, term) in &self.leads {
            tx.exec(
                "INSERT OR IGNORE INTO search_patient (kind, term, words, patient) VALUES (?1, ?2, ?3, ?4)",
                params![kind, term, self.words, patient],
            )?;
            if *kind <= kind::OTHER {
                tx.exec(
                    "INSERT INTO search_name (term, uses) VALUES (?1, 1) ON CONFLICT (term) DO UPDATE SET uses = uses + 1",
                    [term],
                )?;
            }
        }
        Ok(())
    }

    pub(super) fn remove(&self, tx: &mut Change, patient: Id<Patient>) -> Result<()> {
        for (kind, term) in &self.leads {
            tx.exec(
                "DELETE FROM search_patient WHERE kind = ?1 AND term = ?2 AND words = ?3 AND patient = ?4",
                params![kind, term, self.words, patient],
            )?;
            if *kind <= kind::OTHER {
                tx.exec("UPDATE search_name SET uses = uses - 1 WHERE term = ?1", [term])?;
                tx.exec("DELETE FROM search_name WHERE term = ?1 AND uses < 1", [term])?;
            }
        }
        Ok(())
    }
}

/// Makes the index anew from the records, for all patients.
pub fn rebuild(tx: &mut Change) -> Result<()> {
    tx.exec("DELETE FROM search_patient", [])?;
    tx.exec("DELETE FROM search_name", [])?;
    let all: Vec<Id<Patient>> = tx.rows("SELECT id FROM patient ORDER BY id", [], |r| r.get(0))?;
    for patient in all {
        let (details, mrn) = record::details(tx, patient)?;
        Terms::of(&details, &mrn).add(tx, patient)?;
    }
    Ok(())
}

/// The day as the index writes it.
pub(super) fn day_term(day: Day) -> String {
    day.to_string()
}

#[cfg(test)]
mod tests {
    use super::super::{Sex, Telecom};
    use super::*;

    #[test]
    fn a_patient_is_found_by_every_way_their_name_is_typed() {
        let mut details =
            PatientDetails::of("de la Cruz-O’Neil".into(), Some("José".into()), Day::of(1961, 3, 4), Sex::Male);
        details.preferred_name = Some("Pepe".into());
        details.telecoms.push(Telecom { kind: TelecomKind::Mobile, value: "+1 (614) 555-0134 x2".into() });
        let terms = Terms::of(&details, "A-100042");
        let of = |k: u8| terms.leads.iter().filter(|(kind, _)| *kind == k).map(|(_, t)| t.as_str()).collect::<Vec<_>>();
        assert_eq!(of(kind::FAMILY), ["de", "la", "cruz", "oneil", "delacruzoneil", "neil"]);
        assert_eq!(of(kind::GIVEN), ["jose", "pepe"]);
        assert_eq!(of(kind::PHONE), ["6145550134", "5550134", "0134"]);
        assert_eq!(of(kind::NUMBER), ["a100042", "100042"]);
        assert!(terms.words.contains(" cruz") && terms.words.contains(" 1961-03-04"), "{}", terms.words);
    }
}
