//! What was typed, taken apart, and what each part may mean.

use super::{Index, typo};
use crate::text::{code_key, each_word, words};

/// What is typed is read up to here; the rest cannot make a search slow.
const LONGEST_QUERY: usize = 250;
const MOST_WORDS: usize = 24;
/// Where codes are bare numbers (RXCUI, CVX), shorter ones are met only whole.
const SHORTEST_NUMBER_BEGINNING: usize = 5;
/// Mistyped words mended in one query: each costs a walk through all words.
const MOST_MENDED: usize = 3;
/// Words that are typed but need not be met.
const OPTIONAL_WORDS: &[&str] =
    &["the", "of", "and", "or", "in", "with", "to", "for", "on", "due", "by", "an", "at", "nos", "nec", "unspecified"];

/// One thing typed, and every way it may be meant.
#[derive(Debug, Default)]
pub(super) struct Term {
    pub typed: String,
    pub meanings: Vec<Meaning>,
}

#[derive(Debug)]
pub(super) enum Meaning {
    /// Rows whose code begins so: a range of `by_code`, and the row that has exactly this code.
    Code { first: usize, last: usize, exact: Option<u32> },
    /// Rows that have every one of these words.
    Words(Vec<Span>),
}

/// Comparable words that begin alike: `first..last`, and the one that is exactly what was typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub first: u32,
    pub last: u32,
    pub exact: Option<u32>,
    pub mistyped: bool,
    pub typed_len: u32,
}

impl Span {
    fn nothing() -> Span {
        Span { first: 0, last: 0, exact: None, mistyped: false, typed_len: 0 }
    }

    fn is_nothing(&self) -> bool {
        self.first == self.last
    }
}

impl Index {
    pub(super) fn terms(&self, query: &str) -> Vec<Term> {
        let query: String = query.chars().take(LONGEST_QUERY).collect();
        let typed: Vec<&str> = query
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
            .filter(|part| part.contains(char::is_alphanumeric))
            .take(MOST_WORDS)
            .collect();
        let mut terms = Vec::new();
        let mut rest = typed.as_slice();
        while let Some((&one, after)) = rest.split_first() {
            let phrase = [3, 2, 1].into_iter().find_map(|n| {
                let meant = self.abbreviation(rest.get(..n)?)?;
                Some((n, meant))
            });
            let taken = phrase.map_or(1, |(n, _)| n);
            let optional = typed.len() > 1 && taken == 1 && OPTIONAL_WORDS.contains(&one.to_lowercase().as_str());
            if !optional {
                let literal = rest.get(..taken).unwrap_or(&[]).join(" ");
                let mut term = Term { typed: literal, meanings: Vec::new() };
                if taken == 1 && phrase.is_none_or(|(_, meant)| self.words_meaning(meant).is_none()) {
                    term.meanings.extend(self.code_meaning(one));
                }
                term.meanings.extend(self.words_meaning(&term.typed));
                term.meanings.extend(self.singular_meaning(one));
                if let Some((_, meant)) = phrase {
                    term.meanings.extend(self.words_meaning(meant));
                }
                if term.meanings.is_empty() {
                    term.meanings.push(Meaning::Words(self.split_at_digits(one)));
                }
                terms.push(term);
            }
            rest = if taken == 1 { after } else { rest.get(taken..).unwrap_or(&[]) };
        }
        terms
    }

    fn abbreviation(&self, typed: &[&str]) -> Option<&'static str> {
        let mut key = String::new();
        for part in typed {
            if !key.is_empty() {
                key.push(' ');
            }
            key.extend(part.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
        }
        self.abbreviations.get(key.as_str()).copied()
    }

    fn code_meaning(&self, typed: &str) -> Option<Meaning> {
        let looks_like_a_code = typed.len() <= 12
            && typed.bytes().any(|b| b.is_ascii_digit())
            && typed.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        let (first, last, exact) = looks_like_a_code.then(|| self.code_range(typed)).flatten()?;
        // "20" in "omeprazole 20" is a strength, not the beginning of an RXCUI.
        let a_number = self.codes_are_numbers && typed.len() < SHORTEST_NUMBER_BEGINNING;
        let last = if a_number { first + usize::from(exact.is_some()) } else { last };
        (first < last).then_some(Meaning::Code { first, last, exact })
    }

    /// The rows in `by_code` whose code begins with `code`, and the first if it is just that.
    pub(super) fn code_range(&self, code: &str) -> Option<(usize, usize, Option<u32>)> {
        let key: Vec<u8> = code_key(code).collect();
        if key.is_empty() || !code.is_ascii() {
            return None;
        }
        let key_of = |row: &u32| code_key(self.code(*row as usize));
        let first = self.by_code.partition_point(|row| key_of(row).lt(key.iter().copied()));
        let rest = self.by_code.get(first..)?;
        let count = rest.partition_point(|row| key_of(row).take(key.len()).eq(key.iter().copied()));
        let exact = rest.first().copied().filter(|row| key_of(row).eq(key.iter().copied()));
        (count > 0).then_some((first, first + count, exact))
    }

    /// All words of `text` as words of this list; `None` if one begins no word here.
    fn words_meaning(&self, text: &str) -> Option<Meaning> {
        let mut spans = Vec::new();
        let mut known = true;
        each_word(text, |word| match self.span(word) {
            Some(span) => spans.push(span),
            None => known = false,
        });
        (known && !spans.is_empty()).then_some(Meaning::Words(spans))
    }

    /// "headaches" as "headache", if that is a word here.
    fn singular_meaning(&self, typed: &str) -> Option<Meaning> {
        let stem = typed.strip_suffix(['s', 'S']).filter(|stem| stem.len() >= 4 && !stem.ends_with(['s', 'u', 'i']))?;
        let Some(Meaning::Words(spans)) = self.words_meaning(stem) else { return None };
        spans.iter().all(|span| span.exact.is_some()).then_some(Meaning::Words(spans))
    }

    /// "500mg" as "500" and "mg". Parts that begin no word are kept as empty spans, for typos to fill.
    fn split_at_digits(&self, typed: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        for word in words(typed) {
            let mut parts: Vec<String> = Vec::new();
            let mut digits = None;
            for c in word.chars() {
                let digit = c.is_ascii_digit() || c == '.';
                match parts.last_mut() {
                    Some(part) if digits == Some(digit) => part.push(c),
                    _ => parts.push(c.to_string()),
                }
                digits = Some(digit);
            }
            let known: Option<Vec<Span>> = parts.iter().map(|part| self.span(part)).collect();
            match known {
                Some(known) => spans.extend(known),
                None => spans.push(Span::nothing()),
            }
        }
        spans
    }

    fn span(&self, word: &str) -> Option<Span> {
        let first = self.words.partition_point(|w| w.as_str() < word);
        let rest = self.words.get(first..)?;
        let count = rest.partition_point(|w| w.starts_with(word));
        let exact = rest.first().is_some_and(|w| w == word).then_some(first as u32);
        (count > 0).then_some(Span {
            first: first as u32,
            last: (first + count) as u32,
            exact,
            mistyped: false,
            typed_len: word.len() as u32,
        })
    }

    /// Adds to each thing typed the words that are one letter away. Things that fit nothing are tried alone first.
    pub(super) fn forgive_typos(&self, terms: &mut [Term]) {
        let hopeless = |term: &Term| {
            term.meanings.iter().all(|m| matches!(m, Meaning::Words(spans) if spans.iter().any(Span::is_nothing)))
        };
        let only_hopeless = terms.iter().any(hopeless);
        for term in terms.iter_mut().filter(|term| !only_hopeless || hopeless(term)).take(MOST_MENDED) {
            for word in words(&term.typed) {
                for number in typo::one_letter_away(&self.words, &word) {
                    term.meanings.push(Meaning::Words(vec![Span {
                        first: number,
                        last: number + 1,
                        exact: None,
                        mistyped: true,
                        typed_len: word.len() as u32,
                    }]));
                }
            }
        }
    }
}
