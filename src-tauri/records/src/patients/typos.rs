//! Forgiving a mistyped name: the words that names are made of are few, so the nearest of them are tried instead.

use std::collections::BTreeSet;

use crate::{Result, View};

use super::{find::after, query::Sought};

/// Nearest words tried for each word typed.
const TRIED: usize = 5;
/// Shorter words have too many neighbours to guess from.
const SHORTEST: usize = 4;

/// The same search with name words that are near the typed ones, nearest first; none when nothing typed is long enough.
pub(super) fn near(tx: &View, sought: &Sought) -> Result<Vec<Sought>> {
    let mut combinations: Vec<(usize, Vec<String>)> = vec![(0, Vec::new())];
    for typed in &sought.names {
        let mut choices = vec![(0, typed.clone())];
        choices.extend(nearest(tx, typed)?);
        combinations = combinations
            .iter()
            .flat_map(|(distance, words)| {
                choices.iter().map(move |(more, word)| {
                    let words = words.iter().chain(std::iter::once(word)).cloned().collect();
                    (distance + more, words)
                })
            })
            .collect();
    }
    combinations.retain(|(distance, _)| *distance > 0);
    combinations.sort();
    Ok(combinations.into_iter().take(TRIED * TRIED).map(|(_, names)| Sought { names, ..sought.clone() }).collect())
}

/// The words near a typed one: first among those of its first letter, then among all.
fn nearest(tx: &View, typed: &str) -> Result<Vec<(usize, String)>> {
    let length = typed.chars().count();
    if length < SHORTEST {
        return Ok(Vec::new());
    }
    let allowed = if length < 7 { 1 } else { 2 };
    let first: String = typed.chars().take(1).collect();
    for (from, to) in [(first.clone(), after(&first)), (String::new(), after(""))] {
        let mut found = BTreeSet::new();
        tx.each("SELECT term FROM search_name WHERE term >= ?1 AND term < ?2", [&from, &to], |r| {
            let word = r.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if word.len().abs_diff(typed.len()) <= 8
                && let Some(distance) = distance(typed, word, length, allowed)
            {
                found.insert((distance, word.to_owned()));
            }
            Ok(())
        })?;
        if !found.is_empty() {
            return Ok(found.into_iter().take(TRIED).collect());
        }
    }
    Ok(Vec::new())
}

/// Single-letter errors between what was typed and the word, or the beginning of the word while it is still being typed.
fn distance(typed: &str, word: &str, length: usize, allowed: usize) -> Option<usize> {
    let beginning: String = word.chars().take(length).collect();
    [strsim::osa_distance(typed, word), strsim::osa_distance(typed, &beginning)]
        .into_iter()
        .filter(|d| (1..=allowed).contains(d))
        .min()
}
