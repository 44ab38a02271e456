//! Which of the fitting rows a clinician most likely means.

use super::Index;
use super::terms::{Meaning, Span, Term};

// Points. A word met exactly in the description is worth 100; the rest are set against that by the examples in the
// tests of `icd10` and `drugs`.
const EXACT: i32 = 100;
const BEGINNING: i32 = 55;
const BEGINNING_LENGTH: i32 = 30;
const MISTYPED: i32 = 45;
const CODE_BEGINNING: i32 = 120;
const CODE_EXACT: i32 = 2_000;
const LISTED_LAST: i32 = -4_000;
const PER_WEIGHT: i32 = 14;
const PER_IDLE_WORD: i32 = -6;
const MOST_IDLE_WORDS: i32 = 9;
const OPENS_DESCRIPTION: i32 = 8;
const SYNONYM_PERCENT: i32 = 85;
const INHERITED_PERCENT: i32 = 40;

/// Ranks rows against one query.
pub(super) struct Ranking<'a> {
    index: &'a Index,
    terms: &'a [Term],
    spans: Vec<Span>,
}

impl<'a> Ranking<'a> {
    pub fn new(index: &'a Index, terms: &'a [Term]) -> Ranking<'a> {
        let spans = terms
            .iter()
            .flat_map(|term| &term.meanings)
            .filter_map(|meaning| match meaning {
                Meaning::Words(spans) => Some(spans.as_slice()),
                Meaning::Code { .. } => None,
            })
            .flatten()
            .copied()
            .collect();
        Ranking { index, terms, spans }
    }

    pub fn best(&self, rows: &[u32], limit: usize) -> Vec<u32> {
        let mut scratch = Scratch::default();
        let mut scored: Vec<(i32, u32, u32)> =
            rows.iter().map(|row| (-self.score(*row, &mut scratch), self.index.place(*row), *row)).collect();
        if limit < scored.len() {
            scored.select_nth_unstable(limit);
            scored.truncate(limit);
        }
        scored.sort_unstable();
        scored.into_iter().map(|(_, _, row)| row).collect()
    }

    fn score(&self, row: u32, scratch: &mut Scratch) -> i32 {
        let spans = self.spans.len();
        scratch.best.clear();
        scratch.best.resize(spans, 0);
        let mut idle = self.meet(self.index.descriptions.get(row), &mut scratch.best);
        let opens = self.index.descriptions.get(row).first().is_some_and(|first| self.meets(*first));

        for &synonym in self.index.row_synonyms.get(row) {
            scratch.own.clear();
            scratch.own.resize(spans, 0);
            let idle_here = self.meet(self.index.synonyms.get(synonym), &mut scratch.own);
            if self.all_met(&scratch.own) {
                idle = idle.min(idle_here);
            }
            raise(&mut scratch.best, &scratch.own, SYNONYM_PERCENT);
        }
        let mut heading = self.index.parent(row);
        while let Some(owner) = heading {
            for &synonym in self.index.row_synonyms.get(owner) {
                scratch.own.clear();
                scratch.own.resize(spans, 0);
                self.meet(self.index.synonyms.get(synonym), &mut scratch.own);
                raise(&mut scratch.best, &scratch.own, INHERITED_PERCENT);
            }
            heading = self.index.parent(owner);
        }

        let (mut met, mut by_code, mut exact_code) = (0, 0, false);
        self.each_term(&scratch.best, |term, words| {
            let code = term.meanings.iter().find_map(|meaning| match meaning {
                Meaning::Code { first, last, exact } => {
                    (*first..*last).contains(&self.index.code_place(row)).then_some(*exact == Some(row))
                }
                Meaning::Words(_) => None,
            });
            match code {
                Some(exact) if exact || words < CODE_BEGINNING => {
                    by_code += 1;
                    exact_code |= exact;
                    met += CODE_BEGINNING;
                }
                _ => met += words,
            }
        });
        let terms = self.terms.len().max(1) as i32;
        if by_code == terms {
            idle = 0;
        }
        met / terms
            + if exact_code && terms == 1 { CODE_EXACT } else { 0 }
            + if opens { OPENS_DESCRIPTION } else { 0 }
            + self.index.weight(row) * PER_WEIGHT
            + idle.min(MOST_IDLE_WORDS) * PER_IDLE_WORD
            + if self.index.is_listed_last(row as usize) { LISTED_LAST } else { 0 }
    }

    /// Notes in `best` how well each span is met by these printed words; returns how many words met nothing.
    fn meet(&self, surfaces: &[u32], best: &mut [i32]) -> i32 {
        let mut idle = 0;
        for &surface in surfaces {
            let mut idle_here = 0;
            for &word in self.index.surface_words.get(surface) {
                let mut useful = false;
                for (span, best) in self.spans.iter().zip(best.iter_mut()) {
                    if span.first <= word && word < span.last {
                        useful = true;
                        *best = (*best).max(self.quality(span, word));
                    }
                }
                idle_here += i32::from(!useful);
            }
            if !self.index.surface_is_free.get(surface as usize).copied().unwrap_or(false) {
                idle += idle_here;
            }
        }
        idle
    }

    fn meets(&self, surface: u32) -> bool {
        let words = self.index.surface_words.get(surface);
        words.iter().any(|word| self.spans.iter().any(|span| span.first <= *word && *word < span.last))
    }

    fn quality(&self, span: &Span, word: u32) -> i32 {
        if span.exact == Some(word) {
            EXACT
        } else if span.mistyped {
            MISTYPED
        } else {
            let length = self.index.words.get(word as usize).map_or(1, |w| w.len().max(1)) as i32;
            BEGINNING + BEGINNING_LENGTH * span.typed_len as i32 / length
        }
    }

    fn all_met(&self, best: &[i32]) -> bool {
        let mut all = true;
        self.each_term(best, |_, words| all &= words > 0);
        all
    }

    /// Gives each term with the best of its word meanings: a meaning is as good as its worst word.
    fn each_term(&self, best: &[i32], mut take: impl FnMut(&Term, i32)) {
        let mut rest = best;
        for term in self.terms {
            let mut quality = 0;
            for meaning in &term.meanings {
                if let Meaning::Words(spans) = meaning {
                    let (here, after) = rest.split_at_checked(spans.len()).unwrap_or((rest, &[]));
                    quality = quality.max(here.iter().copied().min().unwrap_or(0));
                    rest = after;
                }
            }
            take(term, quality);
        }
    }
}

#[derive(Default)]
struct Scratch {
    best: Vec<i32>,
    own: Vec<i32>,
}

fn raise(best: &mut [i32], own: &[i32], percent: i32) {
    best.iter_mut().zip(own).for_each(|(best, own)| *best = (*best).max(own * percent / 100));
}
