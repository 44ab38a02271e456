//! From what was typed to the rows that fit.

use super::Index;
use super::rank::Ranking;
use super::terms::{Meaning, Term};

/// Rows looked at closely; when more fit (one letter typed), the most general and usual ones are.
const MOST_RANKED: usize = 6_000;

impl Index {
    /// Rows that fit what was typed, best first. Rows to choose from come before headings and retired ones; a
    /// heading whose exact code was typed is always among the answers.
    pub fn search(&self, query: &str, limit: usize) -> Vec<usize> {
        let mut terms = self.terms(query);
        if terms.is_empty() || limit == 0 {
            return Vec::new();
        }
        let mut fitting = self.rows_with_all(&terms);
        if fitting.is_empty() {
            self.forgive_typos(&mut terms);
            fitting = self.rows_with_all(&terms);
        }
        if fitting.is_empty() && terms.len() > 1 {
            fitting = self.rows_with_all_but_one(&terms);
        }
        let mut found = Ranking::new(self, &terms).best(&self.most_usual(&fitting), limit);
        let exact = terms.iter().flat_map(|term| &term.meanings).find_map(|meaning| match meaning {
            Meaning::Code { exact, .. } if terms.len() == 1 => *exact,
            _ => None,
        });
        if let Some(exact) = exact.filter(|row| !found.contains(row)) {
            found.truncate(limit.saturating_sub(1));
            found.push(exact);
        }
        found.into_iter().map(|row| row as usize).collect()
    }

    /// The row with exactly this code, with or without its dot, in any case.
    pub fn find(&self, code: &str) -> Option<usize> {
        let (first, _, exact) = self.code_range(code)?;
        exact.and(self.by_code.get(first)).map(|row| *row as usize)
    }

    fn rows_with_all(&self, terms: &[Term]) -> Rows {
        let mut sets = terms.iter().map(|term| self.rows_with(term));
        let mut all = sets.next().unwrap_or_else(|| Rows::none(self.len()));
        sets.for_each(|set| all.keep(&set));
        all
    }

    fn rows_with_all_but_one(&self, terms: &[Term]) -> Rows {
        let sets: Vec<Rows> = terms.iter().map(|term| self.rows_with(term)).collect();
        let mut any = Rows::none(self.len());
        for left_out in 0..sets.len() {
            let mut others = sets.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, set)| set);
            if let Some(mut all) = others.next().cloned() {
                others.for_each(|set| all.keep(set));
                any.add(&all);
            }
        }
        any
    }

    fn rows_with(&self, term: &Term) -> Rows {
        let mut any = Rows::none(self.len());
        for meaning in &term.meanings {
            match meaning {
                Meaning::Code { first, last, .. } => {
                    self.by_code.get(*first..*last).unwrap_or(&[]).iter().for_each(|row| any.insert(*row));
                }
                Meaning::Words(spans) => {
                    let mut all: Option<Rows> = None;
                    for span in spans {
                        let mut rows = Rows::none(self.len());
                        for surface in self.word_surfaces.span(span.first, span.last) {
                            self.postings.get(*surface).iter().for_each(|row| rows.insert(*row));
                        }
                        match &mut all {
                            Some(all) => all.keep(&rows),
                            None => all = Some(rows),
                        }
                    }
                    if let Some(all) = all {
                        any.add(&all);
                    }
                }
            }
        }
        any
    }

    fn most_usual(&self, fitting: &Rows) -> Vec<u32> {
        if fitting.count() <= MOST_RANKED {
            fitting.iter().collect()
        } else {
            self.order.iter().copied().filter(|row| fitting.contains(*row)).take(MOST_RANKED).collect()
        }
    }
}

/// A set of rows, a bit each.
#[derive(Clone)]
struct Rows(Vec<u64>);

impl Rows {
    fn none(len: usize) -> Rows {
        Rows(vec![0; len.div_ceil(64)])
    }

    fn insert(&mut self, row: u32) {
        if let Some(word) = self.0.get_mut(row as usize / 64) {
            *word |= 1 << (row % 64);
        }
    }

    fn contains(&self, row: u32) -> bool {
        self.0.get(row as usize / 64).is_some_and(|word| word & (1 << (row % 64)) != 0)
    }

    fn keep(&mut self, other: &Rows) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    fn add(&mut self, other: &Rows) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().enumerate().flat_map(|(i, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(i as u32 * 64 + bit)
            })
        })
    }
}
