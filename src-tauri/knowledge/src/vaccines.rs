//! Vaccines by CVX and their makers by MVX (CDC, December 2025).

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::packed::{asset, asset_text, columns, plain_lines, unpack};
use crate::search::{Entry, Index};

/// A vaccine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "VaccineHit")]
#[schemars(rename = "VaccineHit")]
pub struct Hit {
    /// CVX, two or three digits.
    pub code: String,
    pub description: String,
    /// CDC's families the dose counts for: `FLU`, `DTAP`, `HepB`.
    pub groups: Vec<String>,
    /// False when CDC no longer has it given; old shots are still recorded with it.
    pub given_now: bool,
}

/// Who makes a vaccine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "VaccineMaker")]
#[schemars(rename = "VaccineMaker")]
pub struct Maker {
    /// MVX.
    pub code: String,
    pub name: String,
}

struct List {
    index: Index,
    groups: Vec<&'static str>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let text: &'static str = unpack(asset!("vaccines.tsv.gz")).leak();
    let mut groups = Vec::new();
    let mut entries = Vec::new();
    for line in text.lines() {
        let [code, shared, rest, synonyms, _, kind, last_use, own_groups] = columns(line);
        groups.push(own_groups);
        entries.push(Entry {
            code,
            shared: shared.parse().unwrap_or(0),
            rest,
            synonyms: [synonyms, ""],
            listed_last: !last_use.is_empty() || kind != "vaccine",
            ..Entry::default()
        });
    }
    List { index: Index::build(entries.into_iter(), std::iter::empty()), groups }
});

/// Vaccines that fit what was typed (name, brand, family, CVX); those given now first.
pub fn search(query: &str, limit: usize) -> Vec<Hit> {
    LIST.index.search(query, limit).into_iter().map(hit).collect()
}

/// The vaccine with this CVX; a leading zero may be missing (`8` is `08`).
pub fn find(cvx: &str) -> Option<Hit> {
    let padded = format!("{cvx:0>2}");
    LIST.index.find(&padded).map(hit)
}

/// Every vaccine.
pub fn all() -> impl Iterator<Item = Hit> {
    (0..LIST.index.len()).map(hit)
}

/// Every maker.
pub fn makers() -> impl Iterator<Item = Maker> {
    plain_lines(asset_text!("vaccine-makers.tsv")).map(|line| {
        let [code, name] = columns(line);
        Maker { code: code.to_owned(), name: name.to_owned() }
    })
}

/// The maker with this MVX, in any case.
pub fn maker(mvx: &str) -> Option<Maker> {
    makers().find(|maker| maker.code.eq_ignore_ascii_case(mvx))
}

fn hit(row: usize) -> Hit {
    let groups = LIST.groups.get(row).copied().unwrap_or("");
    Hit {
        code: LIST.index.code(row).to_owned(),
        description: LIST.index.description(row),
        groups: groups.split(',').filter(|group| !group.is_empty()).map(str::to_owned).collect(),
        given_now: !LIST.index.is_listed_last(row),
    }
}
