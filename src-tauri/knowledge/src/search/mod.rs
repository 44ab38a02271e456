//! One search engine for every code list: diagnoses, supplies, drugs, vaccines, laboratory tests.
//!
//! What is typed matches by code (with or without its dot, or its beginning), by words in any order, by the beginnings
//! of words, by synonyms, by the abbreviations clinicians use, and, when nothing else fits, past one mistyped letter.
//! Build once (about 0.1 s for all of ICD-10-CM), then ask from any thread.

mod build;
mod find;
mod rank;
mod terms;
mod typo;

pub(crate) use build::Entry;

use std::collections::HashMap;

/// A searchable list. Rows are numbered in the order they were given.
#[derive(Debug, Default)]
pub struct Index {
    /// Distinct words as printed, and which of them are one word or several when compared.
    surfaces: Vec<&'static str>,
    surface_words: Runs,
    word_surfaces: Runs,
    /// Printed words that say little ("unspecified", anything in parentheses): not counted against a row.
    surface_is_free: Vec<bool>,
    /// The comparable words, sorted: what begins alike lies together.
    words: Vec<String>,
    /// Rows per printed word.
    postings: Runs,
    codes: Vec<&'static str>,
    codes_are_numbers: bool,
    /// Row numbers in the order of their codes.
    by_code: Vec<u32>,
    /// Each row's place in `by_code`.
    code_place: Vec<u32>,
    /// Printed words of each row's description.
    descriptions: Runs,
    /// Printed words of each synonym, and each row's synonyms.
    synonyms: Runs,
    row_synonyms: Runs,
    parents: Vec<u32>,
    weights: Vec<u8>,
    listed_last: Vec<bool>,
    /// Row numbers, the most general and most used first; and each row's place in that order.
    order: Vec<u32>,
    place: Vec<u32>,
    /// Abbreviation to the words it stands for.
    abbreviations: HashMap<&'static str, &'static str>,
}

/// Many short lists of numbers laid end to end.
#[derive(Debug)]
struct Runs {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Default for Runs {
    fn default() -> Runs {
        Runs { starts: vec![0], items: Vec::new() }
    }
}

impl Runs {
    fn get(&self, run: u32) -> &[u32] {
        let run = run as usize;
        let bounds = (self.starts.get(run), self.starts.get(run + 1));
        let (Some(&start), Some(&end)) = bounds else { return &[] };
        self.items.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// The runs `first..last` as one slice.
    fn span(&self, first: u32, last: u32) -> &[u32] {
        let bounds = (self.starts.get(first as usize), self.starts.get(last as usize));
        let (Some(&start), Some(&end)) = bounds else { return &[] };
        self.items.get(start as usize..end as usize).unwrap_or(&[])
    }

    fn end_run(&mut self) {
        self.starts.push(self.items.len() as u32);
    }
}

const NO_PARENT: u32 = u32::MAX;

impl Index {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether the list has no row.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The code of a row as the source prints it.
    pub fn code(&self, row: usize) -> &'static str {
        self.codes.get(row).copied().unwrap_or("")
    }

    /// The description of a row as the source prints it.
    pub fn description(&self, row: usize) -> String {
        let mut text = String::with_capacity(80);
        for &surface in self.descriptions.get(row as u32) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(self.surfaces.get(surface as usize).copied().unwrap_or(""));
        }
        text
    }

    /// Whether a row is a heading, retired, or otherwise shown after the rest.
    pub fn is_listed_last(&self, row: usize) -> bool {
        self.listed_last.get(row).copied().unwrap_or(false)
    }

    fn weight(&self, row: u32) -> i32 {
        self.weights.get(row as usize).copied().unwrap_or(0).into()
    }

    fn place(&self, row: u32) -> u32 {
        self.place.get(row as usize).copied().unwrap_or(u32::MAX)
    }

    fn code_place(&self, row: u32) -> usize {
        self.code_place.get(row as usize).map_or(usize::MAX, |place| *place as usize)
    }

    fn parent(&self, row: u32) -> Option<u32> {
        self.parents.get(row as usize).copied().filter(|p| *p != NO_PARENT)
    }
}
