//! Drugs as a prescriber picks them (name and route, then strength), and RxNorm's names for what others send.
//!
//! RxTerms June 2026 and RxNorm Current Prescribable Content October 2025 (its single-ingredient drugs beginning with A
//! are mostly missing, so those strengths carry no RXCUI). [`NOTICE`] belongs wherever they are shown.

use std::collections::HashMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::packed::{asset, asset_text, columns, plain_lines, unpack};
use crate::search::{Entry, Index};

/// Attribution that the National Library of Medicine asks for.
pub const NOTICE: &str = "This product uses publicly available data from the U.S. National Library of Medicine (NLM), \
National Institutes of Health, Department of Health and Human Services; NLM is not responsible for the product and does \
not endorse or recommend this or any other product.";

/// One strength of a drug by one route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "DrugHit")]
#[schemars(rename = "DrugHit")]
pub struct Hit {
    /// As RxTerms prints it, look-alike letters in capitals: `metFORMIN XR`. A brand is all capitals.
    pub name: String,
    /// `500 mg`; empty for a pack.
    pub strength: String,
    /// `Oral Pill`, `Injectable`, `Pack`.
    pub route: String,
    /// RxNorm's dose form when the drug is known there: `Oral Tablet`.
    pub form: Option<String>,
    /// RXCUI of the drug (SCD, or SBD for a brand), when known.
    pub rxcui: Option<String>,
    /// RxNorm's full name of that drug, which tells apart what looks alike here (salts, pens and vials).
    pub rxnorm_name: Option<String>,
    /// RXCUIs of its ingredients; empty for some packs.
    pub ingredients: Vec<String>,
}

/// A name and route with the strengths to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "DrugName")]
#[schemars(rename = "DrugName")]
pub struct Name {
    pub name: String,
    pub route: String,
    pub strengths: Vec<Hit>,
}

/// What RxNorm says of an RXCUI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "RxNormConcept")]
#[schemars(rename = "RxNormConcept")]
pub struct Concept {
    pub rxcui: String,
    /// RxNorm's term type: `SCD`, `SBD`, `IN`, `BN`, `GPCK`; empty when not known.
    pub kind: String,
    pub name: String,
    /// RXCUIs of its ingredients.
    pub ingredients: Vec<String>,
}

struct List {
    index: Index,
    own: Vec<Own>,
}

struct Own {
    name_words: usize,
    strength_words: usize,
    form: &'static str,
    ingredients: &'static str,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let text: &'static str = unpack(asset!("drugs.tsv.gz")).leak();
    let everyday: HashMap<&str, (u8, &str)> = plain_lines(asset_text!("everyday-drugs.tsv"))
        .map(|line| {
            let [name, weight, route] = columns(line);
            (name, (weight.parse().unwrap_or(0), if route.is_empty() { "Oral Pill" } else { route }))
        })
        .collect();
    let mut own = Vec::new();
    let mut entries = Vec::new();
    let mut above: Vec<&str> = Vec::new();
    for line in text.lines() {
        let [code, shared, rest, synonyms, _, name_words, strength_words, form, ingredients] = columns(line);
        let shared = shared.parse().unwrap_or(0);
        let own_row = Own {
            name_words: name_words.parse().unwrap_or(0),
            strength_words: strength_words.parse().unwrap_or(0),
            form,
            ingredients,
        };
        above.truncate(shared);
        above.extend(rest.split(' ').filter(|word| !word.is_empty()));
        let name = above.get(..own_row.name_words).unwrap_or(&[]).join(" ").to_lowercase();
        let route = above.get(own_row.name_words + own_row.strength_words..).unwrap_or(&[]).join(" ");
        let (weight, usual_route) = everyday.get(name.as_str()).copied().unwrap_or_default();
        own.push(own_row);
        entries.push(Entry {
            code,
            shared,
            rest,
            synonyms: [synonyms, ""],
            weight: if route == usual_route { weight } else { weight.min(1) },
            ..Entry::default()
        });
    }
    List { index: Index::build(entries.into_iter(), std::iter::empty()), own }
});

static NAMES: LazyLock<Vec<(u32, &'static str)>> = LazyLock::new(|| {
    let text: &'static str = unpack(asset!("rxnorm.tsv.gz")).leak();
    text.lines().filter_map(|line| Some((line.split('\t').next()?.parse().ok()?, line))).collect()
});

/// Makes the list ready; see [`crate::prepare`].
pub fn prepare() {
    LazyLock::force(&LIST);
}

/// Strengths that fit what was typed: "metf 500", "lisinopril", "tylenol", an RXCUI.
pub fn search(query: &str, limit: usize) -> Vec<Hit> {
    LIST.index.search(query, limit).into_iter().map(hit).collect()
}

/// Names that fit what was typed, each with its strengths, weakest first.
pub fn search_names(query: &str, limit: usize) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for row in LIST.index.search(query, limit.saturating_mul(40)) {
        let first = hit(row);
        if names.len() == limit || names.iter().any(|n| n.name == first.name && n.route == first.route) {
            continue;
        }
        let same = |row: &usize| {
            let other = hit(*row);
            other.name == first.name && other.route == first.route
        };
        // Rows of one name and route stand together in the list.
        let start = (0..row).rev().take_while(same).last().unwrap_or(row);
        let strengths = (start..LIST.index.len()).take_while(same).map(hit).collect();
        names.push(Name { name: first.name, route: first.route, strengths });
    }
    names
}

/// The drug with this RXCUI in the pick list.
pub fn find(rxcui: &str) -> Option<Hit> {
    LIST.index.find(rxcui).map(hit)
}

/// RxNorm's name for an RXCUI, also for ingredients, brands and packs. For what other systems send.
pub fn concept(rxcui: &str) -> Option<Concept> {
    let wanted: u32 = rxcui.parse().ok()?;
    let at = NAMES.binary_search_by_key(&wanted, |(rxcui, _)| *rxcui).ok()?;
    let [rxcui, kind, name, ingredients] = columns(NAMES.get(at)?.1);
    Some(Concept {
        rxcui: rxcui.to_owned(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        ingredients: if matches!(kind, "IN") { vec![rxcui.to_owned()] } else { list(ingredients) },
    })
}

/// Every strength in the pick list.
pub fn all() -> impl Iterator<Item = Hit> {
    (0..LIST.index.len()).map(hit)
}

fn list(ids: &str) -> Vec<String> {
    ids.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

fn hit(row: usize) -> Hit {
    let text = LIST.index.description(row);
    let own = LIST.own.get(row);
    let words: Vec<&str> = text.split(' ').collect();
    let (name, rest) = words.split_at_checked(own.map_or(0, |o| o.name_words)).unwrap_or((&words, &[]));
    let (strength, route) = rest.split_at_checked(own.map_or(0, |o| o.strength_words)).unwrap_or((rest, &[]));
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Hit {
        name: name.join(" "),
        strength: strength.join(" "),
        route: route.join(" "),
        form: own.and_then(|o| some(o.form)),
        rxcui: some(LIST.index.code(row)),
        rxnorm_name: concept(LIST.index.code(row)).map(|concept| concept.name),
        ingredients: own.map_or_else(Vec::new, |o| list(o.ingredients)),
    }
}
