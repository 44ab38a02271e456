//! Every resource counted once: kept, already here, not kept, or refused; and every element that was left behind.

use std::{borrow::Cow, collections::HashMap};

use formats::fhir::{FhirError, Kind, Unkept};
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// So many resources of a FHIR type.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct KeptRecords {
    /// The FHIR type.
    pub kind: String,
    /// How many.
    pub count: u64,
}

/// What Chartwell has no place for.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct NotKept {
    /// A FHIR type (`CarePlan`), an element of one (`Patient.photo`), or a few words more.
    pub what: String,
    /// How many.
    pub count: u64,
}

/// Resources that cannot be right.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RefusedRecords {
    /// The FHIR type; none for a whole line or file.
    pub kind: Option<String>,
    /// Why; nothing of the resource's text.
    pub reason: String,
    /// How many.
    pub count: u64,
    /// The file of the first one.
    pub file: Option<String>,
    /// The line of the first one, from 1.
    pub line: Option<u64>,
}

/// A file and a line in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub file: usize,
    pub line: u64,
}

#[derive(Debug)]
struct Refusal {
    count: u64,
    first: Place,
}

/// Longest list of different reasons: a hostile file could make up more.
const MOST_REASONS: usize = 500;

/// The counts of one import.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub added: u64,
    pub already_here: u64,
    /// What is looked at now is here already: its elements were counted when it came.
    pub comparing: bool,
    different: HashMap<Kind, u64>,
    kept: HashMap<Kind, u64>,
    elements: HashMap<&'static str, u64>,
    unkept: Unkept,
    refused: HashMap<(Option<Kind>, Cow<'static, str>), Refusal>,
}

impl Tally {
    pub fn kept(&mut self, kind: Kind) {
        self.added += 1;
        *self.kept.entry(kind).or_default() += 1;
    }
    pub fn here(&mut self) {
        self.already_here += 1;
    }
    /// Here already, but it says something else now.
    pub fn different(&mut self, kind: Kind) {
        self.already_here += 1;
        *self.different.entry(kind).or_default() += 1;
    }
    /// An element, or a resource by its type and perhaps a word more: `Encounter (cancelled)`.
    pub fn not_kept(&mut self, what: &'static str, count: u64) {
        if !self.comparing {
            *self.elements.entry(what).or_default() += count;
        }
    }
    /// Like [`Tally::not_kept`], of as many as there are; none is none.
    pub fn more(&mut self, what: &'static str, count: usize) {
        if count > 0 {
            self.not_kept(what, count as u64);
        }
    }
    pub fn unkept(&mut self, unkept: &Unkept) {
        if !unkept.is_empty() {
            self.unkept.add(unkept);
        }
    }
    pub fn refused(&mut self, kind: Option<Kind>, reason: Cow<'static, str>, at: Place) {
        let full = self.refused.len() >= MOST_REASONS && !self.refused.contains_key(&(kind, reason.clone()));
        let reason = if full { "Other reasons.".into() } else { reason };
        self.refused.entry((kind, reason)).or_insert(Refusal { count: 0, first: at }).count += 1;
    }
    /// What the reader refused.
    pub fn unreadable(&mut self, error: &FhirError, file: usize) {
        let problem = error.problem.to_string();
        let (first, rest) = problem.split_at_checked(1).unwrap_or_default();
        let reason = match error.path.as_str() {
            "" => format!("{}{rest}.", first.to_uppercase()),
            path => format!("{path}: {problem}."),
        };
        self.refused(error.kind, reason.into(), Place { file, line: error.line });
    }

    /// Whether any FHIR resource was met at all, taken or not.
    pub fn met_any(&self) -> bool {
        self.added + self.already_here > 0
            || !self.elements.is_empty()
            || !self.unkept.is_empty()
            || self.refused.keys().any(|(kind, _)| kind.is_some())
    }

    pub fn kept_list(&self) -> Vec<KeptRecords> {
        counted(&self.kept)
    }
    pub fn different_list(&self) -> Vec<KeptRecords> {
        counted(&self.different)
    }

    pub fn not_kept_list(&self) -> Vec<NotKept> {
        let mut counts: HashMap<String, u64> = HashMap::new();
        for (what, count) in &self.elements {
            *counts.entry(as_fhir_writes(what)).or_default() += count;
        }
        for (kind, element, count) in self.unkept.iter() {
            let what = match element {
                None => kind.as_str().to_owned(),
                // Profiles and tags say nothing of the patient, and every resource has them: one line.
                Some("meta") => "Any.meta (profiles, tags, versions)".to_owned(),
                Some(element) => format!("{}.{element}", kind.as_str()),
            };
            *counts.entry(what).or_default() += count;
        }
        let mut list: Vec<_> = counts.into_iter().map(|(what, count)| NotKept { what, count }).collect();
        // Whole resources first, then elements of those that were kept.
        list.sort_by(|a, b| {
            a.what
                .contains('.')
                .cmp(&b.what.contains('.'))
                .then(b.count.cmp(&a.count))
                .then_with(|| a.what.cmp(&b.what))
        });
        list
    }

    pub fn refused_list(&self, file_name: impl Fn(usize) -> Option<String>) -> Vec<RefusedRecords> {
        let mut list: Vec<_> = self
            .refused
            .iter()
            .map(|((kind, reason), refusal)| RefusedRecords {
                kind: kind.map(|k| k.as_str().into()),
                reason: reason.clone().into_owned(),
                count: refusal.count,
                file: file_name(refusal.first.file),
                line: (refusal.first.line > 0).then_some(refusal.first.line),
            })
            .collect();
        list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| (&a.kind, &a.reason).cmp(&(&b.kind, &b.reason))));
        list
    }
}

/// The most first.
fn counted(kinds: &HashMap<Kind, u64>) -> Vec<KeptRecords> {
    let mut list: Vec<_> =
        kinds.iter().map(|(kind, count)| KeptRecords { kind: kind.as_str().into(), count: *count }).collect();
    list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.kind.cmp(&b.kind)));
    list
}

/// `Observation.body_site` is `Observation.bodySite` in FHIR.
fn as_fhir_writes(what: &str) -> String {
    let Some((kind, element)) = what.split_once('.').filter(|(_, element)| !element.contains(' ')) else {
        return what.to_owned();
    };
    let mut words = element.trim_start_matches("r#").split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    format!("{kind}.{camel}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_named_as_fhir_names_them() {
        assert_eq!(as_fhir_writes("Observation.body_site"), "Observation.bodySite");
        assert_eq!(as_fhir_writes("Encounter.r#type"), "Encounter.type");
        assert_eq!(as_fhir_writes("Encounter (cancelled)"), "Encounter (cancelled)");
    }

    #[test]
    fn a_thousand_made_up_reasons_are_a_short_list_and_none_is_lost() {
        let mut tally = Tally::default();
        (0..1000).for_each(|n| tally.refused(None, format!("{n}").into(), Place::default()));
        let list = tally.refused_list(|_| None);
        assert!(list.len() <= MOST_REASONS + 1);
        assert_eq!(list.iter().map(|r| r.count).sum::<u64>(), 1000);
    }
}
