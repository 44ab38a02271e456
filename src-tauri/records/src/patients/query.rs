//! What a person means by what they type to find a patient: name parts, a birth date in any usual form, a telephone number, an
//! MRN, in any order.

use crate::{text, time::Day};

use super::index::{day_term, name_words, number_word, phone_digits};

/// Longest query that is read, in characters: more is not typed but pasted by mistake.
const LONGEST: usize = 120;
/// Name words looked at; further ones do not narrow a search any more.
const MOST_NAMES: usize = 4;

/// One reading of a query: all of what is given must fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sought {
    /// Beginnings of name words, folded.
    pub names: Vec<String>,
    /// When born; any one of these.
    pub born: Option<Vec<Born>>,
    /// Beginning of a telephone number, of its last seven or its last four digits.
    pub phone: Option<String>,
    /// Beginning of an MRN or another number.
    pub number: Option<String>,
}

/// What is known of a birth date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Born {
    /// The day.
    On(Day),
    /// The year.
    In(i32),
    /// Month and day, while the year is still being typed.
    Every(u32, u32),
}

impl Born {
    /// How the index writes it; a whole day and a year begin with a space.
    pub fn word(&self) -> String {
        match self {
            Self::On(day) => format!(" {}", day_term(*day)),
            Self::In(year) => format!(" {year:04}-"),
            Self::Every(month, day) => format!("-{month:02}-{day:02}"),
        }
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The readings of a query, the likeliest first; none when it holds nothing to search by.
pub(super) fn readings(query: &str, today: Day) -> Vec<Sought> {
    let short: String = query.chars().take(LONGEST).collect();
    let mut tokens: Vec<String> = text::folded(&short.replace([',', ';', '"'], " "))
        .split(' ')
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
        .collect();
    let mut base = Sought::default();
    if let Some(born) = take_date(&mut tokens, today) {
        base.born = Some(born);
    }
    let mut run = String::new();
    let mut numbers = Vec::new();
    for token in &tokens {
        let digits = token.chars().filter(char::is_ascii_digit).count();
        let letters = token.chars().any(char::is_alphabetic);
        if digits == 0 {
            if token != "mrn" && token != "dob" {
                base.names.extend(name_words(token));
            }
        } else if letters {
            numbers.push(number_word(token));
        } else {
            run.extend(token.chars().filter(char::is_ascii_digit));
        }
    }
    base.names.truncate(MOST_NAMES);
    if let Some(number) = numbers.into_iter().next() {
        base.number = Some(number);
    }
    let mut found = if run.is_empty() { vec![base] } else { of_digits(&base, &run, today) };
    found.retain(|s| !s.names.is_empty() || s.born.is_some() || s.phone.is_some() || s.number.is_some());
    found
}

/// What bare digits may be: a telephone number, an MRN, a date without separators, a year.
fn of_digits(base: &Sought, run: &str, today: Day) -> Vec<Sought> {
    let mut found = Vec::new();
    if base.born.is_none() {
        if let Some(born) = compact_date(run, today) {
            found.push(Sought { born: Some(born), ..base.clone() });
        }
        if let Some(year) =
            run.parse().ok().filter(|y| run.len() == 4 && (today.year() - 130..=today.year()).contains(y))
            && !base.names.is_empty()
        {
            found.push(Sought { born: Some(vec![Born::In(year)]), ..base.clone() });
        }
    }
    if run.len() >= 4 && run.len() <= 15 {
        found.push(Sought { phone: Some(phone_digits(run)), ..base.clone() });
    }
    if run.len() >= 3 && base.number.is_none() {
        found.push(Sought { number: Some(run.to_owned()), ..base.clone() });
    }
    if found.is_empty() {
        // One or two digits are the beginning of something: the rest of the query counts.
        found.push(base.clone());
    }
    found
}

/// Takes the first date out of the tokens: `3/4/61`, `1961-03-04`, `4 Mar 1961`, `mar 4 61`, `3 4 1961`.
fn take_date(tokens: &mut Vec<String>, today: Day) -> Option<Vec<Born>> {
    for at in 0..tokens.len() {
        for width in [3, 2, 1] {
            let Some(window) = tokens.get(at..at + width) else { continue };
            if let Some(born) = date_of(window, today) {
                tokens.drain(at..at + width);
                return Some(born);
            }
        }
    }
    None
}

fn date_of(window: &[String], today: Day) -> Option<Vec<Born>> {
    let separated = window.len() == 1 && window.iter().any(|t| t.contains(['/', '-', '.']));
    let mut parts: Vec<&str> = Vec::new();
    for token in window {
        for piece in token.split(['/', '-', '.']) {
            parts.extend(split_letters(piece).into_iter().filter(|p| !p.is_empty()));
        }
    }
    // In several words every word is a part of the date, and `12 34 5678` is no date because no month is 34.
    if window.len() > 1 && parts.len() != window.len() {
        return None;
    }
    let worded = parts.iter().any(|p| month(p).is_some());
    let numeric = |p: &&str| p.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [a, b, c] if worded => {
            let (m, d) = match (month(a), month(b)) {
                (Some(m), _) => (m, *b),
                (_, Some(m)) => (m, *a),
                _ => return None,
            };
            days(c, m, d.parse().ok()?, today)
        }
        [a, b] if worded => {
            let (m, d) = match (month(a), month(b)) {
                (Some(m), _) => (m, *b),
                (_, Some(m)) => (m, *a),
                _ => return None,
            };
            let d = d.parse().ok().filter(|d| (1..=31).contains(d))?;
            Some(vec![Born::Every(m, d)])
        }
        [a, b, c] if parts.iter().all(numeric) && (separated || window.len() == 3) => {
            let number = |p: &str| p.parse::<u32>().ok();
            match (a.len(), b.len(), c.len()) {
                (4, 1..=2, 1..=2) => Some(day_in(a.parse().ok()?, number(b)?, number(c)?)),
                (1..=2, 1..=2, 1..=4) => match (month_and_day(number(a)?, number(b)?), c.len()) {
                    (Some((m, d)), 2 | 4) => days(c, m, d, today),
                    (Some((m, d)), _) if separated => Some(vec![Born::Every(m, d)]),
                    // Written as a date, but of no calendar: nobody was born then.
                    (None, _) if separated => Some(Vec::new()),
                    _ => None,
                },
                _ => None,
            }
        }
        [a, b] if separated && parts.iter().all(numeric) && a.len() <= 2 && b.len() <= 2 => {
            let (m, d) = month_and_day(a.parse().ok()?, b.parse().ok()?)?;
            Some(vec![Born::Every(m, d)])
        }
        _ => None,
    }
}

/// The days of this month and day in the years that the typed year may mean; none when the calendar has no such day.
fn days(year: &str, month: u32, day: u32, today: Day) -> Option<Vec<Born>> {
    Some(years(year, today)?.into_iter().flat_map(|y| day_in(y, month, day)).collect())
}

fn day_in(year: i32, month: u32, day: u32) -> Vec<Born> {
    Day::of(year, month, day).map(Born::On).into_iter().collect()
}

/// American order; a first number that can be no month is the day.
fn month_and_day(a: u32, b: u32) -> Option<(u32, u32)> {
    let right = |m: u32, d: u32| (1..=12).contains(&m) && (1..=31).contains(&d);
    if right(a, b) {
        Some((a, b))
    } else if right(b, a) {
        Some((b, a))
    } else {
        None
    }
}

/// `19610304`, `03041961`, `030461`.
fn compact_date(run: &str, today: Day) -> Option<Vec<Born>> {
    let (a, b, c) = (run.get(..2)?, run.get(2..4)?, run.get(4..)?);
    let number = |p: &str| p.parse::<u32>().ok();
    let day = |y: i32| Day::of(y, number(a)?, number(b)?);
    let alive = |d: &Day| *d <= today && d.age_on(today) <= 130;
    let born: Vec<Born> = match run.len() {
        8 => {
            let iso = Day::of(run.get(..4)?.parse().ok()?, number(run.get(4..6)?)?, number(run.get(6..)?)?);
            iso.into_iter().chain(day(c.parse().ok()?)).filter(alive).map(Born::On).collect()
        }
        6 => years(c, today)?.into_iter().filter_map(day).filter(alive).map(Born::On).collect(),
        _ => return None,
    };
    (!born.is_empty()).then_some(born)
}

/// A year of four digits, or the years of living people that two digits may mean, the later first.
fn years(typed: &str, today: Day) -> Option<Vec<i32>> {
    let year: i32 = typed.parse().ok()?;
    match typed.len() {
        4 => Some(vec![year]),
        2 => {
            let this = today.year();
            let century = this - this % 100;
            Some(
                [century + year, century - 100 + year]
                    .into_iter()
                    .filter(|y| (this - 130..=this).contains(y))
                    .collect(),
            )
        }
        _ => None,
    }
}

fn month(word: &str) -> Option<u32> {
    if word.len() < 3 {
        return None;
    }
    let word = if word == "sept" { "sep" } else { word };
    (1..).zip(MONTHS).find(|(_, name)| name.starts_with(word)).map(|(number, _)| number)
}

/// `4mar61` is three parts.
fn split_letters(piece: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = piece;
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (part, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        parts.push(part);
        rest = after;
    }
    parts
}

#[cfg(test)]
#[path = "query_tests.rs"]
mod tests;
