//! The diagnoses of a visit, in order: A to L on a claim.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Visit, get, open_of};
use crate::{
    Change, Error, Id, Result, View,
    billing::charges::{self, OfVisit},
    kinds,
    patients::Patient,
};

/// Most diagnoses a claim carries (CMS-1500, item 21).
const MOST: usize = 12;

/// A diagnosis of a visit.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct VisitDiagnosis {
    /// The diagnosis.
    pub id: Id<VisitDiagnosis>,
    /// 1 to 12; 1 is the main one.
    pub rank: i64,
    /// Its letter on a claim, `A` to `L`.
    pub letter: String,
    /// ICD-10-CM.
    pub code: String,
    /// The code's words.
    pub display: String,
    /// False for a heading, which cannot be signed.
    pub billable: bool,
}
kinds!(VisitDiagnosis);

pub(crate) fn of_visit(tx: &View, visit: Id<Visit>) -> Result<Vec<VisitDiagnosis>> {
    tx.rows(
        "SELECT id, rank, code, display FROM visit_diagnosis WHERE visit_id = ?1 AND removed = 0 ORDER BY rank",
        [visit],
        |r| {
            let (rank, code): (i64, String) = (r.get(1)?, r.get(2)?);
            let letter = u8::try_from(rank - 1).map_or('?', |n| char::from(b'A'.saturating_add(n))).to_string();
            let billable = knowledge::icd10::is_billable(&code);
            Ok(VisitDiagnosis { id: r.get(0)?, rank, letter, billable, code, display: r.get(3)? })
        },
    )
}

/// The codes of a visit's diagnoses, the main one first.
pub fn diagnosis_codes(tx: &View, visit: Id<Visit>) -> Result<Vec<String>> {
    tx.rows("SELECT code FROM visit_diagnosis WHERE visit_id = ?1 AND removed = 0 ORDER BY rank", [visit], |r| r.get(0))
}

/// One diagnosis of the new order.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DiagnosisToSet {
    /// ICD-10-CM, with or without its dot.
    pub code: String,
}

/// The diagnoses of a visit, all of them, the main one first.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SetDiagnoses {
    /// Whose.
    pub patient: Id<Patient>,
    /// Which visit.
    pub visit: Id<Visit>,
    /// The visit's version these were read at.
    pub version: i64,
    /// At most twelve.
    pub diagnoses: Vec<DiagnosisToSet>,
}

/// Sets the diagnoses of an open visit. What is no longer named is taken off the list and kept.
pub fn set_diagnoses(tx: &mut Change, input: SetDiagnoses) -> Result<Visit> {
    open_of(tx, input.visit, input.patient)?;
    if input.diagnoses.len() > MOST {
        return Err(Error::invalid("diagnoses", "A visit has at most twelve diagnoses."));
    }
    let mut wanted: Vec<knowledge::icd10::Hit> = Vec::with_capacity(input.diagnoses.len());
    for (i, diagnosis) in input.diagnoses.iter().enumerate() {
        let hit = known_diagnosis(format!("diagnoses.{i}.code"), &diagnosis.code)?;
        if wanted.iter().any(|w| w.code == hit.code) {
            return Err(Error::invalid(format!("diagnoses.{i}.code"), "This diagnosis is already on the list."));
        }
        wanted.push(hit);
    }
    let pointed_to = |code: &String| wanted.iter().any(|w| w.code == *code);
    if !charges::of_visit(tx, OfVisit { visit: input.visit })?.iter().flat_map(|c| &c.diagnoses).all(pointed_to) {
        return Err(Error::invalid(
            "diagnoses",
            "A charge of this visit points to a diagnosis that is no longer on the list. Change the charge first.",
        ));
    }
    tx.update("visit", "visit", input.visit, input.version, &[])?;
    let standing: Vec<(Id<VisitDiagnosis>, i64, i64, String)> = tx.rows(
        "SELECT id, version, rank, code FROM visit_diagnosis WHERE visit_id = ?1 AND removed = 0",
        [input.visit],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)),
    )?;
    for (id, version, rank, code) in &standing {
        match wanted.iter().zip(1_i64..).find(|(w, _)| w.code == *code) {
            Some((_, place)) if place == *rank => {}
            Some((_, place)) => tx.update("visit_diagnosis", "diagnosis", *id, *version, &[("rank", &place)])?,
            None => tx.update("visit_diagnosis", "diagnosis", *id, *version, &[("removed", &true)])?,
        }
    }
    for (hit, rank) in wanted.iter().zip(1_i64..) {
        if !standing.iter().any(|(.., code)| *code == hit.code) {
            let new = NewDiagnosis {
                patient: input.patient,
                visit: input.visit,
                rank,
                code: &hit.code,
                display: &hit.description,
                source: None,
            };
            import_diagnosis(tx, &new)?;
        }
    }
    get(tx, input.visit)
}

/// The code as the book has it, or a sentence.
pub(crate) fn known_diagnosis(
    field: impl Into<std::borrow::Cow<'static, str>>,
    code: &str,
) -> Result<knowledge::icd10::Hit> {
    knowledge::icd10::find(code.trim()).ok_or_else(|| {
        Error::invalid(field, "There is no such ICD-10-CM code. Search for the diagnosis and choose it from the list.")
    })
}

/// A diagnosis of a visit as it is kept: already clean.
pub struct NewDiagnosis<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// Of which visit.
    pub visit: Id<Visit>,
    /// 1 to 12.
    pub rank: i64,
    /// ICD-10-CM.
    pub code: &'a str,
    /// The code's words.
    pub display: &'a str,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

/// Keeps a diagnosis of a visit.
pub fn import_diagnosis(tx: &mut Change, new: &NewDiagnosis) -> Result<Id<VisitDiagnosis>> {
    let id = Id::new();
    tx.insert(
        "visit_diagnosis",
        id,
        &[
            ("patient_id", &new.patient),
            ("visit_id", &new.visit),
            ("rank", &new.rank),
            ("code", &new.code),
            ("display", &new.display),
            ("removed", &false),
            ("source_id", &new.source),
        ],
    )?;
    Ok(id)
}
