//! Allergies added and changed, and the statement that there are none.

use rusqlite::params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::{
    Allergy, AllergyAnswer, AllergyCategory, AllergyKind, AllergyList, AllergyReaction, AllergyStatus,
    AllergyVerification, Criticality, NewAllergy, SubstanceSystem, get, import, import_none_known, import_reaction,
    of_patient,
};
use crate::{
    Change, Error, FaultCode, Id, Result,
    chart::guard,
    patients::{self, Patient},
    problems::{Severity, snomed},
    text,
    time::Day,
    visits::{self, Visit},
};

/// An allergy to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddAllergy {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    #[serde(default)]
    pub visit: Option<Id<Visit>>,
    /// The substance or drug class.
    pub display: String,
    /// Whose code.
    #[serde(default)]
    pub code_system: Option<SubstanceSystem>,
    /// The substance's code.
    #[serde(default)]
    pub code: Option<String>,
    /// What kind of substance.
    pub category: AllergyCategory,
    /// What kind of reaction; otherwise an allergy.
    #[serde(default)]
    pub kind: Option<AllergyKind>,
    /// How sure it is; otherwise unconfirmed.
    #[serde(default)]
    pub verification_status: Option<AllergyVerification>,
    /// How dangerous the next exposure may be.
    #[serde(default)]
    pub criticality: Option<Criticality>,
    /// How bad it was.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// What happened.
    #[serde(default)]
    pub reactions: Vec<AllergyReaction>,
    /// Since when it is known.
    #[serde(default)]
    pub onset_on: Option<Day>,
    /// A word on it.
    #[serde(default)]
    pub comment: Option<String>,
}

/// Adds an allergy. A statement that none are known no longer holds.
pub fn add(tx: &mut Change, input: AddAllergy) -> Result<Allergy> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    visits::check(tx, input.visit, input.patient)?;
    guard::not_after_today(tx, "onset_on", input.onset_on)?;
    guard::not_before_birth(tx, input.patient, [("onset_on", input.onset_on)])?;
    let display = text::line("display", &input.display)?;
    let (code_system, code) = coded(input.code_system, input.code.as_deref())?;
    let reactions = clean_reactions(&input.reactions)?;
    let listed = of_patient(tx, input.patient, false)?;
    if listed.allergies.iter().any(|a| text::folded(&a.display) == text::folded(&display)) {
        return Err(Error::invalid("display", "This allergy is already on the list."));
    }
    if let Some(none) = listed.none_known {
        tx.update("no_known_allergies", "statement", none.id, none.version, &[("status", &"superseded")])?;
    }
    let id = import(
        tx,
        &NewAllergy {
            patient: input.patient,
            visit: input.visit,
            clinical_status: AllergyStatus::Active,
            verification_status: verification(input.verification_status.unwrap_or(AllergyVerification::Unconfirmed))?,
            kind: input.kind.unwrap_or(AllergyKind::Allergy),
            category: input.category,
            criticality: input.criticality.unwrap_or(Criticality::Unknown),
            severity: input.severity.unwrap_or(Severity::Unknown),
            code_system,
            code: code.as_deref(),
            display: &display,
            onset_on: input.onset_on,
            comment: text::optional_line("comment", input.comment.as_deref())?.as_deref(),
            source: None,
        },
    )?;
    reactions.iter().try_for_each(|r| import_reaction(tx, input.patient, id, r))?;
    get(tx, id, input.patient)
}

fn verification(status: AllergyVerification) -> Result<AllergyVerification> {
    if status == AllergyVerification::EnteredInError {
        return Err(Error::invalid(
            "verification_status",
            "Mark the allergy entered in error, with a reason, instead.",
        ));
    }
    Ok(status)
}

fn coded(system: Option<SubstanceSystem>, code: Option<&str>) -> Result<(Option<SubstanceSystem>, Option<String>)> {
    match (system, text::optional_line("code", code)?) {
        (None, None) => Ok((None, None)),
        (Some(SubstanceSystem::Rxnorm), Some(c)) if !(c.len() <= 8 && c.bytes().all(|b| b.is_ascii_digit())) => {
            Err(Error::invalid("code", "This is not an RxNorm code."))
        }
        (Some(SubstanceSystem::Snomed), Some(c)) => Ok((system, snomed("code", Some(&c))?)),
        (Some(_), Some(c)) => Ok((system, Some(c))),
        _ => Err(Error::invalid("code", "A code and its code system go together.")),
    }
}

fn clean_reactions(reactions: &[AllergyReaction]) -> Result<Vec<AllergyReaction>> {
    if reactions.len() > 20 {
        return Err(Error::invalid("reactions", "At most twenty reactions."));
    }
    let clean = |r: &AllergyReaction| {
        Ok(AllergyReaction {
            display: text::line("reactions", &r.display)?,
            snomed: snomed("reactions", r.snomed.as_deref())?,
            severity: r.severity,
        })
    };
    reactions.iter().map(clean).collect()
}

/// New details of an allergy, all of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeAllergy {
    /// Whose.
    pub patient: Id<Patient>,
    /// Which one.
    pub id: Id<Allergy>,
    /// The version these were read at.
    pub version: i64,
    /// Whether it still counts.
    pub clinical_status: AllergyStatus,
    /// How sure it is.
    pub verification_status: AllergyVerification,
    /// What kind of reaction.
    pub kind: AllergyKind,
    /// What kind of substance.
    pub category: AllergyCategory,
    /// How dangerous the next exposure may be.
    pub criticality: Criticality,
    /// How bad it was.
    pub severity: Severity,
    /// The substance or drug class.
    pub display: String,
    /// Whose code.
    #[serde(default)]
    pub code_system: Option<SubstanceSystem>,
    /// The substance's code.
    #[serde(default)]
    pub code: Option<String>,
    /// What happened, all of it.
    #[serde(default)]
    pub reactions: Vec<AllergyReaction>,
    /// Since when it is known.
    #[serde(default)]
    pub onset_on: Option<Day>,
    /// A word on it.
    #[serde(default)]
    pub comment: Option<String>,
}

/// Changes an allergy.
pub fn change(tx: &mut Change, input: ChangeAllergy) -> Result<Allergy> {
    let old = get(tx, input.id, input.patient)?;
    guard::standing(old.verification_status.name())?;
    guard::not_after_today(tx, "onset_on", input.onset_on)?;
    guard::not_before_birth(tx, input.patient, [("onset_on", input.onset_on)])?;
    let (code_system, code) = coded(input.code_system, input.code.as_deref())?;
    let reactions = clean_reactions(&input.reactions)?;
    tx.update(
        "allergy",
        "allergy",
        input.id,
        input.version,
        &[
            ("clinical_status", &input.clinical_status),
            ("verification_status", &verification(input.verification_status)?),
            ("kind", &input.kind),
            ("category", &input.category),
            ("criticality", &input.criticality),
            ("severity", &input.severity),
            ("display", &text::line("display", &input.display)?),
            ("code_system", &code_system),
            ("code", &code),
            ("onset_on", &input.onset_on),
            ("comment", &text::optional_line("comment", input.comment.as_deref())?),
        ],
    )?;
    let standing: Vec<(Id<AllergyReaction>, i64, AllergyReaction)> = tx.rows(
        "SELECT id, version, display, snomed, severity FROM allergy_reaction
         WHERE patient_id = ?1 AND allergy_id = ?2 AND removed = 0",
        params![input.patient, input.id],
        |r| Ok((r.get(0)?, r.get(1)?, AllergyReaction { display: r.get(2)?, snomed: r.get(3)?, severity: r.get(4)? })),
    )?;
    for (id, version, reaction) in &standing {
        if !reactions.contains(reaction) {
            tx.update("allergy_reaction", "reaction", *id, *version, &[("removed", &true)])?;
        }
    }
    for reaction in reactions.iter().filter(|r| !standing.iter().any(|(.., s)| s == *r)) {
        import_reaction(tx, input.patient, input.id, reaction)?;
    }
    get(tx, input.id, input.patient)
}

/// That the patient was asked.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordNoKnownAllergies {
    /// Who was asked.
    pub patient: Id<Patient>,
    /// When; otherwise today.
    #[serde(default)]
    pub stated_on: Option<Day>,
}

/// Records that the patient knows of no allergy; an earlier statement gives way to this one.
pub fn record_none_known(tx: &mut Change, input: RecordNoKnownAllergies) -> Result<AllergyList> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    let stated_on = input.stated_on.unwrap_or(tx.today());
    guard::not_after_today(tx, "stated_on", Some(stated_on))?;
    guard::not_before_birth(tx, input.patient, [("stated_on", Some(stated_on))])?;
    let listed = of_patient(tx, input.patient, false)?;
    if listed.answer == AllergyAnswer::Recorded {
        return Err(Error::refused(
            FaultCode::WrongState,
            "There are allergies on the list. Resolve them or mark them entered in error first.",
        ));
    }
    if let Some(none) = listed.none_known {
        tx.update("no_known_allergies", "statement", none.id, none.version, &[("status", &"superseded")])?;
    }
    import_none_known(tx, input.patient, stated_on, None)?;
    of_patient(tx, input.patient, false)
}
