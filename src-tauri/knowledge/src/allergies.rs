//! What people are allergic to, and which drugs that speaks against.
//!
//! The class map and the cross-reactivity rules were compiled for this project and are **not yet reviewed by a
//! clinician**: show [`NOT_REVIEWED`] beside every warning they cause.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::packed::{asset_text, columns, plain_lines};
use crate::search::{Entry, Index};

/// Shown beside a warning.
pub const NOT_REVIEWED: &str =
    "Drug classes and cross-reactions were compiled for Chartwell and are not yet reviewed by a clinician.";

/// What kind of thing, as FHIR's AllergyIntolerance.category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "AllergenCategory")]
#[schemars(rename = "AllergenCategory")]
pub enum Category {
    Food,
    Medication,
    Environment,
}

/// Something to be allergic to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "Allergen")]
#[schemars(rename = "Allergen")]
pub struct Allergen {
    pub name: String,
    pub category: Category,
    /// FHIR code system URI and code: RxNorm for an ingredient, SNOMED CT for some others; `None` when we know none.
    pub system: Option<String>,
    pub code: Option<String>,
    /// True when a whole drug class is meant.
    pub is_class: bool,
}

/// How much an allergy speaks against a drug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "AllergyWarningLevel")]
#[schemars(rename = "AllergyWarningLevel")]
pub enum Level {
    /// Worth knowing: cross-reaction is rare.
    Inform,
    /// A related drug: reaction possible.
    Warn,
    /// The drug itself or its class.
    Stop,
}

/// Why a drug may harm someone with an allergy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "AllergyWarning")]
#[schemars(rename = "AllergyWarning")]
pub struct Warning {
    pub level: Level,
    /// Name of the ingredient in the drug.
    pub ingredient: String,
    /// "same ingredient", "same class: penicillins", or the rule's own note.
    pub reason: String,
}

struct Member {
    class: &'static str,
    ingredient: &'static str,
    rxcui: &'static str,
}

struct Rule {
    classes: [&'static str; 2],
    level: &'static str,
    note: &'static str,
}

static MEMBERS: LazyLock<Vec<Member>> = LazyLock::new(|| {
    let member = |line| {
        let [class, ingredient, rxcui] = columns(line);
        Member { class, ingredient, rxcui }
    };
    plain_lines(asset_text!("drug-classes.tsv")).map(member).collect()
});

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rule = |line| {
        let [a, b, level, note] = columns(line);
        Rule { classes: [a, b], level, note }
    };
    plain_lines(asset_text!("class-cross-reactivity.tsv")).map(rule).collect()
});

struct List {
    index: Index,
    allergens: Vec<Allergen>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut allergens = Vec::new();
    let mut add = |name: &'static str, words: &'static str, category, code: Option<(&str, &'static str)>, is_class| {
        entries.push(Entry {
            code: code.map_or("", |(_, code)| code),
            rest: name,
            synonyms: [words, ""],
            weight: u8::from(is_class),
            ..Entry::default()
        });
        allergens.push(Allergen {
            name: name.to_owned(),
            category,
            system: code.map(|(system, _)| system.to_owned()),
            code: code.map(|(_, code)| code.to_owned()),
            is_class,
        });
    };
    let classes: BTreeSet<&'static str> = MEMBERS.iter().map(|member| member.class).collect();
    for class in classes {
        add(class, "", Category::Medication, None, true);
    }
    let mut seen = BTreeSet::new();
    for member in MEMBERS.iter().filter(|member| seen.insert(member.rxcui)) {
        add(member.ingredient, member.class, Category::Medication, Some((RXNORM, member.rxcui)), false);
    }
    for line in plain_lines(asset_text!("allergens.tsv")) {
        let [category, code, name, words] = columns(line);
        let category = match category {
            "food" => Category::Food,
            "environment" => Category::Environment,
            _ => Category::Medication,
        };
        add(name, words, category, (!code.is_empty()).then_some((SNOMED, code)), false);
    }
    List { index: Index::build(entries.into_iter(), std::iter::empty()), allergens }
});

const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
const SNOMED: &str = "http://snomed.info/sct";

/// Allergens that fit what was typed: drug classes, ingredients, foods, animals, plants, materials. A drug that is in no
/// class is found with [`crate::drugs::search`].
pub fn search(query: &str, limit: usize) -> Vec<Allergen> {
    LIST.index.search(query, limit).into_iter().filter_map(|row| LIST.allergens.get(row).cloned()).collect()
}

/// Every allergen.
pub fn all() -> &'static [Allergen] {
    &LIST.allergens
}

/// The classes an ingredient (RXCUI) belongs to.
pub fn classes_of(rxcui: &str) -> Vec<&'static str> {
    MEMBERS.iter().filter(|member| member.rxcui == rxcui).map(|member| member.class).collect()
}

/// What an allergy says about a drug with these ingredients (RXCUIs). `allergy` is an ingredient's RXCUI or a class name.
/// Worst first, one warning an ingredient.
pub fn warnings(allergy: &str, ingredients: &[String]) -> Vec<Warning> {
    let named_class = MEMBERS.iter().find(|m| m.class.eq_ignore_ascii_case(allergy)).map(|m| m.class);
    let allergic_to = named_class.map_or_else(|| classes_of(allergy), |class| vec![class]);
    let mut found: Vec<Warning> = ingredients
        .iter()
        .filter_map(|rxcui| {
            let name = MEMBERS.iter().find(|m| m.rxcui == rxcui).map_or(rxcui.as_str(), |m| m.ingredient);
            let (level, reason) = speaks_against(allergy, &allergic_to, rxcui)?;
            Some(Warning { level, ingredient: name.to_owned(), reason })
        })
        .collect();
    found.sort_by(|a, b| b.cmp(a));
    found
}

fn speaks_against(allergy: &str, allergic_to: &[&str], rxcui: &str) -> Option<(Level, String)> {
    if allergy == rxcui {
        return Some((Level::Stop, "same ingredient".to_owned()));
    }
    let classes = classes_of(rxcui);
    let own_rule = |class: &str| RULES.iter().find(|rule| rule.classes == [class, class]);
    if let Some(shared) = allergic_to.iter().find(|class| classes.contains(class)) {
        return Some(match own_rule(shared) {
            Some(rule) => (level(rule.level)?, rule.note.to_owned()),
            None => (Level::Stop, format!("same class: {shared}")),
        });
    }
    RULES
        .iter()
        .filter(|rule| {
            let [a, b] = rule.classes;
            (allergic_to.contains(&a) && classes.contains(&b)) || (allergic_to.contains(&b) && classes.contains(&a))
        })
        .filter_map(|rule| Some((level(rule.level)?, rule.note.to_owned())))
        .max()
}

fn level(word: &str) -> Option<Level> {
    match word {
        "warn" => Some(Level::Warn),
        "info" => Some(Level::Inform),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMOXICILLIN: &str = "723";

    fn ingredient(name: &str) -> String {
        MEMBERS.iter().find(|m| m.ingredient == name).expect(name).rxcui.to_owned()
    }

    #[test]
    fn a_penicillin_allergy_stops_amoxicillin_and_warns_of_cephalexin() {
        let stop = warnings("penicillins", &[AMOXICILLIN.to_owned()]);
        assert_eq!(stop.first().map(|w| w.level), Some(Level::Stop));
        let warn = warnings(AMOXICILLIN, &[ingredient("cephalexin")]);
        assert_eq!(warn.first().map(|w| w.level), Some(Level::Warn));
        let inform = warnings("Penicillins", &[ingredient("meropenem")]);
        assert_eq!(inform.first().map(|w| w.level), Some(Level::Inform));
    }

    #[test]
    fn a_sulfa_allergy_is_silent_about_hydrochlorothiazide() {
        assert_eq!(warnings("sulfonamide antibiotics", &[ingredient("hydrochlorothiazide")]), []);
        assert_eq!(warnings("penicillins", &[ingredient("atorvastatin")]), []);
    }

    #[test]
    fn foods_drugs_and_classes_are_found_as_people_say_them() {
        let first = |query: &str| search(query, 5).first().map(|a| a.name.clone()).unwrap_or_default();
        assert_eq!(first("peanuts"), "Peanut");
        assert_eq!(first("penicil"), "penicillins");
        assert_eq!(first("amoxicillin"), "amoxicillin");
        assert_eq!(first("bee"), "Bee venom");
        assert_eq!(first("shrimp"), "Shellfish");
        assert_eq!(first("ct dye"), "Iodinated contrast");
    }
}
