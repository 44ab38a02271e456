//! Drugs as a prescriber picks them: RxTerms' name and route, then a strength, tied to the RxNorm drug where one fits.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{Result, Row, Source, cell};

/// RxNorm's names (`rxcui, kind, name, ingredient rxcuis`, sorted by rxcui) and the pick list. The list's code is the
/// RxNorm drug if known. Own columns: number of words in the name, in the strength; RxNorm's dose form; ingredient
/// rxcuis; RxTerms group.
pub fn drugs(source: &Source) -> Result<(String, Vec<Row>)> {
    let groups = source.rows("rxnorm/rxterms-2026-06.tsv.gz")?;
    let ingredients = ingredient_names(&groups);
    let mut concepts: BTreeMap<u32, [String; 3]> = BTreeMap::new();
    for row in source.rows("rxnorm/rxnorm-prescribable-2025-10-no-A.tsv.gz")? {
        let value = [cell(&row, 1).to_owned(), cell(&row, 2).to_owned(), cell(&row, 3).to_owned()];
        concepts.insert(cell(&row, 0).parse()?, value);
    }
    for row in source.rows("rxnorm/rxnorm-harvested-gap.tsv")? {
        let name = cell(&row, 1).to_owned();
        let parsed = Drug::parse(&name);
        let kind = match &parsed {
            Some(drug) if drug.brand.is_some() => "SBD",
            Some(_) => "SCD",
            None => "",
        };
        let mut found = BTreeSet::new();
        for part in parsed.iter().flat_map(|drug| &drug.ingredients) {
            found.extend(longest_start(&ingredients, part));
        }
        let found: Vec<String> = found.into_iter().collect();
        concepts.entry(cell(&row, 0).parse()?).or_insert([kind.to_owned(), name, found.join(",")]);
    }

    let mut by_ingredients: HashMap<Vec<&str>, Vec<(u32, Drug)>> = HashMap::new();
    let mut packs: HashMap<String, (u32, &str)> = HashMap::new();
    for (rxcui, [kind, name, ids]) in &concepts {
        if matches!(kind.as_str(), "SCD" | "SBD") {
            if let Some(drug) = Drug::parse(name) {
                by_ingredients.entry(sorted_ids(ids)).or_default().push((*rxcui, drug));
            }
        } else if kind == "BPCK" {
            let brand = name.rsplit_once('[').map_or("", |(_, brand)| brand.trim_end_matches(']'));
            packs.insert(brand.to_lowercase(), (*rxcui, ids));
        }
    }

    let mut rows = BTreeSet::new();
    for group in &groups {
        let Some((name, route)) = split_route(cell(group, 0)) else { continue };
        if route == "Pack" {
            let known = packs.get(&name.to_lowercase());
            let mut picked = Picked::new(group, name, route, "");
            picked.rxcui = known.map(|(rxcui, _)| *rxcui);
            picked.ingredients = known.map_or(String::new(), |(_, ids)| (*ids).to_owned());
            rows.insert(picked);
            continue;
        }
        let brand = is_brand(name);
        let candidates = by_ingredients.get(&sorted_ids(cell(group, 4))).map_or(&[][..], Vec::as_slice);
        for strength in cell(group, 2).split('|') {
            let wanted = strengths(strength);
            let fits = |drug: &Drug| {
                drug.is_for(name, route, brand) && wanted.as_ref().is_some_and(|w| alike(w, &drug.strengths))
            };
            let mut any = false;
            for (rxcui, drug) in candidates.iter().filter(|(_, drug)| fits(drug)) {
                any = true;
                let mut picked = Picked::new(group, name, route, strength);
                picked.rxcui = Some(*rxcui);
                picked.form = drug.form.clone();
                rows.insert(picked);
            }
            if !any {
                rows.insert(Picked::new(group, name, route, strength));
            }
        }
    }
    let tied = rows.iter().filter(|row| row.rxcui.is_some()).count();
    println!("drugs: {tied} of {} rows tied to an RxNorm drug", rows.len());

    let mut names = String::new();
    for (rxcui, [kind, name, ids]) in &concepts {
        names += &format!("{rxcui}\t{kind}\t{name}\t{ids}\n");
    }
    Ok((names, rows.into_iter().map(Picked::into_row).collect()))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Picked {
    sort_name: String,
    name: String,
    route: String,
    strength_order: u64,
    strength: String,
    form: String,
    rxcui: Option<u32>,
    synonyms: Vec<String>,
    ingredients: String,
    group: String,
}

impl Picked {
    fn new(group: &[String], name: &str, route: &str, strength: &str) -> Picked {
        let mut synonyms: Vec<String> =
            cell(group, 3).split(';').map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect();
        let pack = route == "Pack";
        if !pack && is_brand(name) && !cell(group, 5).is_empty() {
            synonyms.push(cell(group, 5).replace('|', " "));
        }
        let first = strengths(strength).and_then(|s| s.first().copied()).unwrap_or(0.0);
        Picked {
            sort_name: name.to_lowercase(),
            name: name.to_owned(),
            route: route.to_owned(),
            strength_order: (first * 1e6) as u64,
            strength: strength.to_owned(),
            form: String::new(),
            rxcui: None,
            synonyms,
            ingredients: if pack { String::new() } else { cell(group, 4).to_owned() },
            group: if cell(group, 1) == "NA" { String::new() } else { cell(group, 1).to_owned() },
        }
    }

    fn into_row(self) -> Row {
        let words = |text: &str| text.split(' ').filter(|w| !w.is_empty()).count().to_string();
        Row {
            code: self.rxcui.map_or(String::new(), |rxcui| rxcui.to_string()),
            own: vec![words(&self.name), words(&self.strength), self.form, self.ingredients, self.group],
            text: [self.name, self.strength, self.route].join(" ").replace("  ", " "),
            synonyms: self.synonyms,
            depth: 0,
        }
    }
}

/// An RxNorm drug name taken apart: "24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet [Glucophage]".
struct Drug {
    ingredients: Vec<String>,
    strengths: Vec<f64>,
    form: String,
    brand: Option<String>,
}

impl Drug {
    fn parse(name: &str) -> Option<Drug> {
        let (name, brand) = match name.split_once(" [") {
            Some((name, brand)) => (name, Some(brand.trim_end_matches(']').to_lowercase())),
            None => (name, None),
        };
        let mut drug = Drug { ingredients: Vec::new(), strengths: Vec::new(), form: String::new(), brand };
        let parts: Vec<&str> = name.split(" / ").collect();
        for (i, part) in parts.iter().enumerate() {
            let words: Vec<&str> = part.split(' ').collect();
            let at = words
                .windows(2)
                .rposition(|pair| matches!(pair, [n, unit] if n.parse::<f64>().is_ok() && is_unit(unit)))?;
            let (number, unit) = (words.get(at)?.parse().ok()?, words.get(at + 1)?);
            drug.strengths.push(in_base_unit(number, &unit.to_lowercase())?);
            let mut start = words.get(..at)?;
            while let [first, second, rest @ ..] = start
                && first.parse::<f64>().is_ok()
                && matches!(*second, "HR" | "ML")
            {
                start = rest;
            }
            drug.ingredients.push(start.join(" ").to_lowercase());
            if i + 1 == parts.len() {
                drug.form = words.get(at + 2..)?.join(" ");
            }
        }
        (!drug.form.is_empty()).then_some(drug)
    }

    fn is_for(&self, name: &str, route: &str, brand: bool) -> bool {
        let extended = name.contains(" XR");
        let same_brand = match &self.brand {
            Some(own) => brand && plain(own) == plain(name.trim_end_matches(" XR")),
            None => !brand,
        };
        same_brand && extended == self.form.contains("Extended Release") && self.goes_by(route)
    }

    fn goes_by(&self, route: &str) -> bool {
        let form = self.form.as_str();
        let has = |word: &str| form.contains(word);
        match route {
            "Oral Pill" => {
                (form.ends_with("Oral Tablet") || form.ends_with("Oral Capsule"))
                    && !has("Chewable")
                    && !has("Disintegrating")
                    && !has("Effervescent")
            }
            "Chewable" => has("Chewable") || has("Chewing"),
            "Oral Disintegrating" => has("Disintegrating"),
            "Effervescent" => has("Effervescent"),
            "Oral Liquid" => matches!(form, "Oral Solution" | "Oral Suspension") || has("Extended Release Suspension"),
            "Injectable" => {
                has("Inject")
                    || has("Prefilled Syringe")
                    || has("Cartridge")
                    || has("Pen Injector")
                    || has("Auto-Injector")
            }
            "Topical" => has("Topical") && !has("Mucous") || has("Medicated Pad"),
            "Transdermal" => has("Transdermal") || has("Medicated Patch"),
            "Inhalant" => has("Inhal"),
            "Oral Suspension Powder" => form == "Powder for Oral Suspension",
            "Oral Solution Powder" => form == "Powder for Oral Solution",
            "Oral Lozenge" => has("Lozenge"),
            "Mucosal" => has("Mucosal") || has("Mucous"),
            "Implant" => has("Implant") || has("Intrauterine"),
            other => form.contains(other),
        }
    }
}

/// "(Oral Pill)" off the end of an RxTerms display name.
fn split_route(display: &str) -> Option<(&str, &str)> {
    let (name, route) = display.rsplit_once(" (")?;
    Some((name, route.strip_suffix(')')?))
}

/// RxTerms prints brands in capitals.
fn is_brand(name: &str) -> bool {
    name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase)
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn sorted_ids(ids: &str) -> Vec<&str> {
    let mut ids: Vec<&str> = ids.split(',').filter(|id| !id.is_empty()).collect();
    ids.sort_unstable();
    ids
}

/// RxTerms' ingredient names with their rxcui: only groups with one ingredient tell which is which.
fn ingredient_names(groups: &[Vec<String>]) -> BTreeMap<String, String> {
    let single = |row: &&Vec<String>| !cell(row, 4).contains(',') && !cell(row, 5).is_empty();
    groups.iter().filter(single).map(|row| (cell(row, 5).to_lowercase(), cell(row, 4).to_owned())).collect()
}

/// The ingredient that `name` ("metoprolol tartrate") begins with.
fn longest_start(ingredients: &BTreeMap<String, String>, name: &str) -> Option<String> {
    let begins = |known: &&String| name == known.as_str() || name.starts_with(&format!("{known} "));
    let longest = ingredients.keys().filter(begins).max_by_key(|known| known.len())?;
    ingredients.get(longest).cloned()
}

fn is_unit(word: &str) -> bool {
    let main = word.split('/').next().unwrap_or("");
    matches!(main, "MG" | "MCG" | "UNT" | "MEQ" | "ML" | "%" | "CELLS" | "MCI" | "G")
}

/// "12.5-1,000 mg", "250-62.5 mg/5ml", "0.1%", "90 mcg/puff" as numbers in RxNorm's units.
fn strengths(text: &str) -> Option<Vec<f64>> {
    let end = text.rfind(|c: char| c.is_ascii_digit() || c == '.').and_then(|last| {
        // The numbers end where the unit begins: at the first letter or percent sign.
        text.find(|c: char| c.is_ascii_alphabetic() || c == '%').or(Some(last + 1))
    })?;
    let (numbers, unit) = (text.get(..end)?.trim(), text.get(end..)?.trim().to_lowercase());
    numbers.split('-').map(|n| in_base_unit(n.replace(',', "").trim().parse().ok()?, &unit)).collect()
}

/// Milligrams (or units, milliequivalents) per piece, millilitre, puff or hour.
fn in_base_unit(number: f64, unit: &str) -> Option<f64> {
    let (main, per) = unit.split_once('/').unwrap_or((unit, ""));
    let number = match main.trim() {
        "mg" | "unt" | "meq" | "ml" | "cells" | "mci" => number,
        "mcg" => number / 1000.0,
        "g" => number * 1000.0,
        "%" => number * 10.0,
        _ => return None,
    };
    let per = per.trim();
    Some(match per {
        "5ml" | "5 ml" => number / 5.0,
        // Grams of ointment are taken as millilitres, as a percentage does.
        "mg" => number * 1000.0,
        _ => number,
    })
}

fn alike(a: &[f64], b: &[f64]) -> bool {
    let mut b = b.to_vec();
    let mut a = a.to_vec();
    a.sort_by(f64::total_cmp);
    b.sort_by(f64::total_cmp);
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| (a - b).abs() <= 0.01 * a.abs().max(b.abs()))
}
