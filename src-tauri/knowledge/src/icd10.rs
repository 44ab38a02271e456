//! Diagnosis codes: ICD-10-CM of fiscal year 2026 (April 2026 update), all 98,186 codes and headings.

use std::collections::HashMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::packed::{asset, asset_text, columns, plain_lines, unpack};
use crate::search::{Entry, Index};

/// A diagnosis code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "DiagnosisHit")]
#[schemars(rename = "DiagnosisHit")]
pub struct Hit {
    /// With its dot: `E11.9`.
    pub code: String,
    pub description: String,
    /// False for a heading: a claim needs one of the codes below it.
    pub billable: bool,
}

/// Abbreviations and what they stand for, shared by the lists of diagnoses and supplies.
pub(crate) fn abbreviations() -> impl Iterator<Item = (&'static str, &'static str)> {
    plain_lines(asset_text!("abbreviations.tsv")).filter_map(|line| line.split_once('\t'))
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let text: &'static str = unpack(asset!("icd10cm.tsv.gz")).leak();
    let everyday: HashMap<&str, (u8, &'static str)> = plain_lines(asset_text!("everyday-diagnoses.tsv"))
        .map(|line| {
            let [code, weight, words] = columns(line);
            (code, (weight.parse().unwrap_or(0), words))
        })
        .collect();
    let entries = text.lines().map(|line| {
        let [code, shared, rest, synonyms, depth, billable] = columns(line);
        let (weight, words) = everyday.get(code).copied().unwrap_or_default();
        Entry {
            code,
            shared: shared.parse().unwrap_or(0),
            rest,
            synonyms: [synonyms, words],
            depth: depth.parse().unwrap_or(0),
            weight,
            listed_last: billable != "1",
        }
    });
    Index::build(entries, abbreviations())
});

/// Makes the list ready; see [`crate::prepare`].
pub fn prepare() {
    LazyLock::force(&INDEX);
}

/// Codes that fit what was typed, best first: billable before headings, usual and general before special.
pub fn search(query: &str, limit: usize) -> Vec<Hit> {
    INDEX.search(query, limit).into_iter().map(hit).collect()
}

/// The code, written with or without its dot, in any case.
pub fn find(code: &str) -> Option<Hit> {
    INDEX.find(code).map(hit)
}

/// Whether the code exists and may stand on a claim.
pub fn is_billable(code: &str) -> bool {
    INDEX.find(code).is_some_and(|row| !INDEX.is_listed_last(row))
}

/// Every code and heading in the order of the book.
pub fn all() -> impl Iterator<Item = Hit> {
    (0..INDEX.len()).map(hit)
}

fn hit(row: usize) -> Hit {
    Hit { code: INDEX.code(row).to_owned(), description: INDEX.description(row), billable: !INDEX.is_listed_last(row) }
}
