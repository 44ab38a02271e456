//! Is this person here already? Asked while registering, before a second record is made of one person.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Id, Result, View, text, time::Day};

use super::{
    Patient, PatientRow, Telecom,
    find::row,
    index::{kind, name_words, number_word, phone_digits},
};

/// Names at least this alike are taken for one name written twice (Jaro–Winkler).
const ALIKE: f64 = 0.88;
/// Most candidates of one kind that are compared: more share a very common name, and another sign tells them apart.
const COMPARED: usize = 200;

/// What is known so far of a person being registered.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LikelyDuplicates {
    /// Given name.
    #[serde(default)]
    pub given: Option<String>,
    /// Family name.
    #[serde(default)]
    pub family: Option<String>,
    /// Day of birth.
    #[serde(default)]
    pub birth_date: Option<Day>,
    /// Phones.
    #[serde(default)]
    pub telecoms: Vec<Telecom>,
    /// MRN or other numbers.
    #[serde(default)]
    pub numbers: Vec<String>,
    /// A patient that is not a duplicate of itself.
    #[serde(default)]
    pub except: Option<Id<Patient>>,
}

/// Why two records may be one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Alike {
    /// The same name.
    SameName,
    /// A name written almost the same.
    SimilarName,
    /// Born the same day.
    SameBirthDate,
    /// Birth dates that differ by one mistyped or two swapped digits.
    SimilarBirthDate,
    /// The same telephone number.
    SamePhone,
    /// The same MRN or other number.
    SameNumber,
}

/// Someone who may be the same person.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LikelyDuplicate {
    /// Their record.
    pub patient: PatientRow,
    /// What is alike.
    pub alike: Vec<Alike>,
}

/// Records that may be of the person being registered, the likeliest first; at most 5.
pub fn likely(tx: &View, input: LikelyDuplicates) -> Result<Vec<LikelyDuplicate>> {
    let person = Person::of(&input);
    let mut candidates: Vec<Id<Patient>> = Vec::new();
    let mut add = |kind: u8, term: &str, filter: &str| -> Result<()> {
        let found: Vec<Id<Patient>> = tx.rows(SAME_TERM, params![kind, term, filter, COMPARED], |r| r.get(0))?;
        for id in found {
            if !candidates.contains(&id) && Some(id) != input.except {
                candidates.push(id);
            }
        }
        Ok(())
    };
    if let Some(born) = input.birth_date {
        add(kind::BIRTH, &born.to_string(), "")?;
    }
    for phone in person.phones.iter().filter(|p| p.len() >= 7) {
        add(kind::PHONE, phone, "")?;
    }
    for number in &person.numbers {
        add(kind::NUMBER, number, "")?;
    }
    if let (Some(family), Some(given)) = (person.family.first(), person.given.first()) {
        add(kind::FAMILY, family, &format!(" {given}"))?;
    }
    let mut found: Vec<(i32, LikelyDuplicate)> = Vec::new();
    for id in candidates {
        let (score, alike) = person.compared_with(tx, id)?;
        if score >= 100 {
            let patient = row(tx, id)?;
            if Some(patient.id) != input.except && found.iter().all(|(_, d)| d.patient.id != patient.id) {
                found.push((score, LikelyDuplicate { patient, alike }));
            }
        }
    }
    found.sort_by_key(|(score, _)| -score);
    Ok(found.into_iter().map(|(_, d)| d).take(5).collect())
}

pub(super) const SAME_TERM: &str = "SELECT patient FROM search_patient WHERE kind = ?1 AND term = ?2 AND instr(words, ?3) > 0 ORDER BY term, words LIMIT ?4";

struct Person {
    family: Vec<String>,
    given: Vec<String>,
    birth_date: Option<Day>,
    phones: Vec<String>,
    numbers: Vec<String>,
}

impl Person {
    fn of(input: &LikelyDuplicates) -> Self {
        let words = |name: &Option<String>| {
            name.as_deref().filter(|n| n.len() <= text::LINE * 4).map(name_words).unwrap_or_default()
        };
        Self {
            family: words(&input.family),
            given: words(&input.given),
            birth_date: input.birth_date,
            phones: input.telecoms.iter().take(20).map(|t| phone_digits(&t.value)).filter(|d| !d.is_empty()).collect(),
            numbers: input.numbers.iter().take(20).map(|n| number_word(n)).filter(|n| n.len() >= 4).collect(),
        }
    }

    /// How alike a record is; 100 and more is worth a warning.
    fn compared_with(&self, tx: &View, id: Id<Patient>) -> Result<(i32, Vec<Alike>)> {
        let (theirs, mrn) = super::record::details(tx, id)?;
        let mut alike = Vec::new();
        let mut score = 0;
        let mut sign = |is: bool, what: Alike, weight: i32| {
            if is {
                alike.push(what);
                score += weight;
            }
            is
        };
        let others = theirs.other_names.iter();
        let families: Vec<Vec<String>> = std::iter::once(Some(&theirs.family))
            .chain(others.clone().map(|n| n.family.as_ref()))
            .flatten()
            .map(|n| name_words(n))
            .collect();
        let givens: Vec<Vec<String>> = [theirs.given.as_ref(), theirs.preferred_name.as_ref()]
            .into_iter()
            .chain(others.map(|n| n.given.as_ref()))
            .flatten()
            .map(|n| name_words(n))
            .collect();
        let (family, given) = (best(&self.family, &families), best(&self.given, &givens));
        let swapped = best(&self.family, &givens).min(best(&self.given, &families));
        let name = family.min(given).max(swapped);
        let one_name = family.max(given);
        if !sign(name >= 0.999, Alike::SameName, 60) {
            sign(name >= ALIKE, Alike::SimilarName, 45);
        }
        match (self.birth_date, theirs.birth_date) {
            (Some(a), Some(b)) if a == b => _ = sign(true, Alike::SameBirthDate, 60),
            (Some(a), Some(b)) => _ = sign(mistyped(a, b), Alike::SimilarBirthDate, 40),
            _ => {}
        }
        let phones: Vec<String> = theirs.telecoms.iter().map(|t| phone_digits(&t.value)).collect();
        let same_phone = |p: &String| {
            p.len() >= 7 && phones.iter().any(|q| q.ends_with(p.as_str()) || (q.len() >= 7 && p.ends_with(q.as_str())))
        };
        // A household shares a number: together with one name of the two it is a sign, alone it is none.
        let weight = if one_name >= ALIKE { 45 } else { 10 };
        sign(self.phones.iter().any(same_phone), Alike::SamePhone, weight);
        let numbers: Vec<String> = std::iter::once(mrn.as_str())
            .chain(theirs.identifiers.iter().map(|i| i.value.as_str()))
            .map(number_word)
            .collect();
        sign(self.numbers.iter().any(|n| numbers.contains(n)), Alike::SameNumber, 100);
        Ok((score, alike))
    }
}

/// How alike a name is to the nearest of several, 0 to 1; 0 while nothing is typed.
fn best(typed: &[String], names: &[Vec<String>]) -> f64 {
    if typed.is_empty() {
        return 0.0;
    }
    let typed = typed.concat();
    names.iter().map(|n| strsim::jaro_winkler(&typed, &n.concat())).fold(0.0, f64::max)
}

/// One digit differs, two neighbours are swapped, or day and month are.
fn mistyped(a: Day, b: Day) -> bool {
    let swapped = a.year() == b.year() && (a.month(), a.day()) == (b.day(), b.month());
    swapped || strsim::osa_distance(&a.to_string(), &b.to_string()) == 1
}
