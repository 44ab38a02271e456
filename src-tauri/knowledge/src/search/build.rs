//! Building an [`Index`].

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::{Index, NO_PARENT, Runs};
use crate::text::{code_key, each_word};

/// One row as a list gives it.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Entry {
    pub code: &'static str,
    /// Leading words shared with the row before.
    pub shared: usize,
    /// The description's other words.
    pub rest: &'static str,
    /// Synonyms, separated by `|`: the source's own, and ours.
    pub synonyms: [&'static str; 2],
    /// 0 for a top row; a row belongs to the nearest one above it with a smaller depth.
    pub depth: u8,
    /// How usual the row is in an office, 0 to 3.
    pub weight: u8,
    /// Headings and retired rows come after all others.
    pub listed_last: bool,
}

/// Words that do not make a description more special.
const FREE_WORDS: &[&str] = &[
    "unspecified",
    "nos",
    "other",
    "without",
    "complication",
    "complications",
    "uncomplicated",
    "of",
    "the",
    "and",
    "or",
    "in",
    "with",
    "to",
    "due",
    "right",
    "left",
    "initial",
    "encounter",
    "for",
    "code",
    "mg",
    "ml",
    "mcg",
    "unt",
    "oral",
    "pill",
];

/// A multiplying hash, eight bytes at a time: the keys are our own, so no one can make them collide, and building stays under a blink.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word.iter_mut().zip(chunk).for_each(|(slot, byte)| *slot = *byte);
            self.0 = (self.0 ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[derive(Default)]
struct Surfaces {
    numbers: HashMap<&'static str, u32, BuildHasherDefault<Quick>>,
    printed: Vec<&'static str>,
}

impl Surfaces {
    fn number(&mut self, word: &'static str) -> u32 {
        *self.numbers.entry(word).or_insert_with(|| {
            self.printed.push(word);
            self.printed.len() as u32 - 1
        })
    }
}

impl Index {
    pub(crate) fn build(
        entries: impl Iterator<Item = Entry>,
        abbreviations: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> Index {
        let mut index = Index { abbreviations: abbreviations.collect(), ..Index::default() };
        let mut surfaces = Surfaces::default();
        let mut above: Vec<(u8, u32)> = Vec::new();
        for entry in entries {
            index.add(&mut surfaces, &mut above, entry);
        }
        index.surfaces = surfaces.printed;
        index.codes_are_numbers = index.codes.iter().all(|code| code.bytes().all(|b| b.is_ascii_digit()));
        index.number_words();
        index.post_rows();
        index.put_in_order();
        index
    }

    fn add(&mut self, surfaces: &mut Surfaces, above: &mut Vec<(u8, u32)>, entry: Entry) {
        let row = self.codes.len() as u32;
        self.codes.push(entry.code);
        self.weights.push(entry.weight);
        self.listed_last.push(entry.listed_last);
        while above.last().is_some_and(|(depth, _)| *depth >= entry.depth) {
            above.pop();
        }
        self.parents.push(above.last().map_or(NO_PARENT, |(_, parent)| *parent));
        above.push((entry.depth, row));

        let above = row.checked_sub(1).and_then(|r| self.descriptions.starts.get(r as usize)).copied().unwrap_or(0);
        let end = self.descriptions.items.len();
        let start = (above as usize).min(end);
        self.descriptions.items.extend_from_within(start..(start + entry.shared).min(end));
        self.descriptions.items.extend(printed_words(entry.rest).map(|word| surfaces.number(word)));
        self.descriptions.end_run();

        for synonym in entry.synonyms.iter().flat_map(|all| all.split('|')).filter(|s| !s.is_empty()) {
            self.row_synonyms.items.push(self.synonyms.starts.len() as u32 - 1);
            self.synonyms.items.extend(printed_words(synonym).map(|word| surfaces.number(word)));
            self.synonyms.end_run();
        }
        self.row_synonyms.end_run();
    }

    /// Numbers the comparable words in alphabetical order and ties each printed word to its own.
    fn number_words(&mut self) {
        let mut numbers: HashMap<String, u32> = HashMap::with_capacity(self.surfaces.len());
        let mut unsorted = Runs::default();
        for surface in &self.surfaces {
            let mut free = true;
            each_word(surface, |word| {
                free &= FREE_WORDS.contains(&word);
                let next = numbers.len() as u32;
                let number = match numbers.get(word) {
                    Some(number) => *number,
                    None => *numbers.entry(word.to_owned()).or_insert(next),
                };
                unsorted.items.push(number);
            });
            unsorted.end_run();
            self.surface_is_free.push(free || surface.contains(['(', ')', '[', ']']));
        }
        let mut sorted: Vec<(String, u32)> = numbers.into_iter().collect();
        sorted.sort_unstable();
        let old: Vec<u32> = sorted.iter().map(|(_, old)| *old).collect();
        let renumbered = places(&old);
        for number in &mut unsorted.items {
            *number = renumbered.get(*number as usize).copied().unwrap_or(0);
        }
        self.surface_words = unsorted;
        self.words = sorted.into_iter().map(|(word, _)| word).collect();
        self.word_surfaces = turned(&self.surface_words, self.words.len());
    }

    /// Notes for every printed word the rows that can be found by it: in their own words, or their headings' synonyms.
    fn post_rows(&mut self) {
        let mut counts = vec![0_u32; self.surfaces.len() + 1];
        self.each_posting(|surface, _| {
            if let Some(count) = counts.get_mut(surface as usize + 1) {
                *count += 1;
            }
        });
        let mut total = 0;
        for count in &mut counts {
            total += *count;
            *count = total;
        }
        let mut rows = vec![0_u32; total as usize];
        let mut next = counts.clone();
        self.each_posting(|surface, row| {
            if let Some(at) = next.get_mut(surface as usize) {
                if let Some(slot) = rows.get_mut(*at as usize) {
                    *slot = row;
                }
                *at += 1;
            }
        });
        self.postings = Runs { starts: counts, items: rows };
    }

    fn each_posting(&self, mut take: impl FnMut(u32, u32)) {
        for row in 0..self.codes.len() as u32 {
            self.descriptions.get(row).iter().for_each(|surface| take(*surface, row));
            let mut from = Some(row);
            while let Some(owner) = from {
                for &synonym in self.row_synonyms.get(owner) {
                    self.synonyms.get(synonym).iter().for_each(|surface| take(*surface, row));
                }
                from = self.parent(owner);
            }
        }
    }

    fn put_in_order(&mut self) {
        let mut keys: Vec<u64> = (0..self.codes.len() as u32)
            .map(|row| {
                let code = self.code(row as usize);
                // A longer code is a more special one, but a number says nothing of that.
                let general = if self.codes_are_numbers { self.descriptions.get(row).len() } else { code.len() };
                u64::from(self.is_listed_last(row as usize)) << 60
                    | (3 - self.weight(row).clamp(0, 3) as u64) << 56
                    | (general.min(255) as u64) << 32
                    | u64::from(row)
            })
            .collect();
        keys.sort_unstable();
        self.order = keys.into_iter().map(|key| key as u32).collect();
        self.place = places(&self.order);
        let mut by_code: Vec<u32> = (0..self.codes.len() as u32).collect();
        by_code.sort_by(|a, b| code_key(self.code(*a as usize)).cmp(code_key(self.code(*b as usize))));
        self.code_place = places(&by_code);
        self.by_code = by_code;
    }
}

/// Turns "which words has each surface" into "which surfaces has each word".
fn turned(runs: &Runs, items: usize) -> Runs {
    let mut lists: Vec<Vec<u32>> = vec![Vec::new(); items];
    for run in 0..runs.starts.len() as u32 {
        for item in runs.get(run) {
            if let Some(list) = lists.get_mut(*item as usize) {
                list.push(run);
            }
        }
    }
    let mut turned = Runs::default();
    for list in lists {
        turned.items.extend(list);
        turned.end_run();
    }
    turned
}

/// Turns "which row comes n-th" into "where does each row come".
fn places(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, row) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(*row as usize) {
            *slot = place as u32;
        }
    }
    places
}

fn printed_words(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(' ').filter(|word| !word.is_empty())
}
