//! Laboratory tests by LOINC: the common results of an American laboratory (about 2,200, LOINC's list of 2017).

use std::collections::HashMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::packed::{asset, asset_text, columns, plain_lines, unpack};
use crate::search::{Entry, Index};

/// Must be shown wherever LOINC codes and names are.
pub const NOTICE: &str = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief \
Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost \
under the license at http://loinc.org/license. LOINC is a registered United States trademark of Regenstrief Institute, Inc.";

/// A laboratory test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "LabHit")]
#[schemars(rename = "LabHit")]
pub struct Hit {
    /// LOINC.
    pub code: String,
    /// LOINC's long common name, unchanged.
    pub description: String,
    /// LOINC's class: `Chem`, `HEM/BC`, `MICRO`.
    pub class: String,
}

struct List {
    index: Index,
    classes: Vec<&'static str>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let text: &'static str = unpack(asset!("labs.tsv.gz")).leak();
    let everyday: HashMap<&str, (u8, &'static str)> = plain_lines(asset_text!("everyday-labs.tsv"))
        .map(|line| {
            let [code, weight, words] = columns(line);
            (code, (weight.parse().unwrap_or(0), words))
        })
        .collect();
    let mut classes = Vec::new();
    let mut entries = Vec::new();
    for line in text.lines() {
        let [code, shared, rest, synonyms, _, class, rank] = columns(line);
        let (weight, words) = everyday.get(code).copied().unwrap_or_default();
        let ranked_high = rank.parse::<u32>().is_ok_and(|rank| rank <= 300);
        classes.push(class);
        entries.push(Entry {
            code,
            shared: shared.parse().unwrap_or(0),
            rest,
            synonyms: [synonyms, words],
            weight: weight.max(u8::from(ranked_high)),
            ..Entry::default()
        });
    }
    List { index: Index::build(entries.into_iter(), std::iter::empty()), classes }
});

/// Tests that fit what was typed (name, short name, everyday name, LOINC code).
pub fn search(query: &str, limit: usize) -> Vec<Hit> {
    LIST.index.search(query, limit).into_iter().map(hit).collect()
}

/// The test with this LOINC code.
pub fn find(loinc: &str) -> Option<Hit> {
    LIST.index.find(loinc).map(hit)
}

/// Every test.
pub fn all() -> impl Iterator<Item = Hit> {
    (0..LIST.index.len()).map(hit)
}

fn hit(row: usize) -> Hit {
    Hit {
        code: LIST.index.code(row).to_owned(),
        description: LIST.index.description(row),
        class: LIST.classes.get(row).copied().unwrap_or("").to_owned(),
    }
}
