//! Supplies, drugs given in the office and services by HCPCS Level II (CMS, October 2025), and its modifiers. No CPT in it.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::codes::Date;
use crate::icd10::abbreviations;
use crate::packed::{asset, columns, unpack};
use crate::search::{Entry, Index};

/// A HCPCS Level II code or modifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "HcpcsHit")]
#[schemars(rename = "HcpcsHit")]
pub struct Hit {
    pub code: String,
    pub description: String,
    /// The last day it may be used, `YYYY-MM-DD`, if CMS has ended it.
    pub ended: Option<String>,
}

struct List {
    index: Index,
    ended: Vec<Option<Date>>,
}

fn read(kind: &str) -> List {
    let text: &'static str = unpack(asset!("hcpcs.tsv.gz")).leak();
    let mut ended = Vec::new();
    // A code and a modifier may stand side by side in the file, so shared words are counted over both.
    let mut above: Vec<&'static str> = Vec::new();
    let mut entries = Vec::new();
    for line in text.lines() {
        let [code, shared, rest, synonyms, _, own_kind, end] = columns(line);
        above.truncate(shared.parse().unwrap_or(0));
        above.extend(rest.split(' ').filter(|word| !word.is_empty()));
        if own_kind == kind {
            let last_day = Date::from_digits(end);
            let description: &'static str = above.join(" ").leak();
            let listed_last = last_day.is_some();
            entries.push(Entry { code, rest: description, synonyms: [synonyms, ""], listed_last, ..Entry::default() });
            ended.push(last_day);
        }
    }
    List { index: Index::build(entries.into_iter(), abbreviations()), ended }
}

static CODES: LazyLock<List> = LazyLock::new(|| read("c"));
static MODIFIERS: LazyLock<List> = LazyLock::new(|| read("m"));

impl List {
    fn hit(&self, row: usize) -> Hit {
        Hit {
            code: self.index.code(row).to_owned(),
            description: self.index.description(row),
            ended: self.ended.get(row).copied().flatten().map(|day| day.to_string()),
        }
    }

    fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.index.search(query, limit).into_iter().map(|row| self.hit(row)).collect()
    }

    fn find(&self, code: &str) -> Option<Hit> {
        self.index.find(code).map(|row| self.hit(row))
    }
}

/// Makes the list ready; see [`crate::prepare`].
pub fn prepare() {
    LazyLock::force(&CODES);
}

/// Codes that fit what was typed, ended ones last.
pub fn search(query: &str, limit: usize) -> Vec<Hit> {
    CODES.search(query, limit)
}

/// The code, in any case.
pub fn find(code: &str) -> Option<Hit> {
    CODES.find(code)
}

/// HCPCS modifiers (two characters) that fit what was typed. CPT's own numeric modifiers are not in the list.
pub fn search_modifiers(query: &str, limit: usize) -> Vec<Hit> {
    MODIFIERS.search(query, limit)
}

/// The modifier, in any case.
pub fn find_modifier(code: &str) -> Option<Hit> {
    MODIFIERS.find(code)
}

/// Whether CMS had ended the code before `day`. `None` when there is no such code.
pub fn has_ended(code: &str, day: Date) -> Option<bool> {
    let row = CODES.index.find(code)?;
    Some(CODES.ended.get(row).copied().flatten().is_some_and(|last| last < day))
}

/// Every code (without modifiers) in order.
pub fn all() -> impl Iterator<Item = Hit> {
    (0..CODES.index.len()).map(|row| CODES.hit(row))
}
