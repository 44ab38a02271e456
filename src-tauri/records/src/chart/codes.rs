//! Searching the code lists as one types.

use knowledge::{
    allergies::{self, Allergen},
    drugs, icd10, labs, vaccines,
    vitals::{self, Definition},
};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use crate::{Error, Result, View, practice::Empty};

/// What was typed into a search field.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SearchCodes {
    /// Words in any order, beginnings of words, or a code.
    pub query: String,
    /// At most this many, up to 100; otherwise 20.
    #[serde(default)]
    pub limit: Option<u32>,
}

impl SearchCodes {
    fn parts(&self) -> Result<(&str, usize)> {
        if self.query.len() > 400 {
            return Err(Error::invalid("query", "This is too long to search for."));
        }
        let limit = self.limit.unwrap_or(20).clamp(1, 100);
        Ok((&self.query, usize::try_from(limit).unwrap_or(20)))
    }
}

/// Diagnoses by ICD-10-CM, best first.
pub fn diagnoses(_: &View, input: SearchCodes) -> Result<Vec<icd10::Hit>> {
    let (query, limit) = input.parts()?;
    Ok(icd10::search(query, limit))
}

/// Drugs by name and route, each with its strengths, best first.
pub fn drugs(_: &View, input: SearchCodes) -> Result<Vec<drugs::Name>> {
    let (query, limit) = input.parts()?;
    Ok(drugs::search_names(query, limit))
}

/// Substances and drug classes to be allergic to, best first.
pub fn allergy_substances(_: &View, input: SearchCodes) -> Result<Vec<Allergen>> {
    let (query, limit) = input.parts()?;
    Ok(allergies::search(query, limit))
}

/// Vaccines by CVX, those given now first.
pub fn vaccines(_: &View, input: SearchCodes) -> Result<Vec<vaccines::Hit>> {
    let (query, limit) = input.parts()?;
    Ok(vaccines::search(query, limit))
}

/// Makers of vaccines by MVX.
pub fn vaccine_makers(_: &View, _: Empty) -> Result<Vec<vaccines::Maker>> {
    Ok(vaccines::makers().collect())
}

/// Laboratory tests by LOINC, best first.
pub fn labs(_: &View, input: SearchCodes) -> Result<Vec<labs::Hit>> {
    let (query, limit) = input.parts()?;
    Ok(labs::search(query, limit))
}

/// The vital signs, their units and limits.
pub fn vital_signs(_: &View, _: Empty) -> Result<Vec<Definition>> {
    Ok(vitals::definitions())
}
