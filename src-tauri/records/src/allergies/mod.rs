//! Allergies and intolerances (FHIR AllergyIntolerance), and the statement that there are none.
//!
//! Three answers are told apart: not asked, asked and none known, recorded.

mod each;
mod import;
mod write;

pub use each::{each, none_stated};
pub use import::{NewAllergy, import, import_none_known, import_reaction, is_allergy, is_none_known};
pub use write::{AddAllergy, ChangeAllergy, RecordNoKnownAllergies, add, change, record_none_known};

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Error, Id, Result, View,
    chart::{guard, words::words},
    kinds,
    patients::{self, Patient},
    problems::Severity,
    time::{Day, Instant},
};

words! {
    /// Whether an allergy still counts.
    AllergyStatus {
        /// Counts.
        Active = "active",
        /// Does not count at present.
        Inactive = "inactive",
        /// Gone, or disproved by a test.
        Resolved = "resolved",
        /// Not told.
        Unknown = "unknown",
    }
}

words! {
    /// How sure it is.
    AllergyVerification {
        /// Told, not confirmed.
        Unconfirmed = "unconfirmed",
        /// Sure.
        Confirmed = "confirmed",
        /// Shown to be absent.
        Refuted = "refuted",
        /// Not told.
        Unknown = "unknown",
        /// Withdrawn.
        EnteredInError = "entered_in_error",
    }
}

words! {
    /// What kind of reaction.
    AllergyKind {
        /// Of the immune system.
        Allergy = "allergy",
        /// Any other.
        Intolerance = "intolerance",
        /// Not told.
        Unknown = "unknown",
    }
}

words! {
    /// What kind of substance.
    AllergyCategory {
        /// A drug or a class of drugs.
        Medication = "medication",
        /// Food.
        Food = "food",
        /// Latex, pollen, venom.
        Environment = "environment",
        /// A vaccine or blood product.
        Biologic = "biologic",
        /// Not told.
        Unknown = "unknown",
    }
}

words! {
    /// How dangerous the next exposure may be.
    Criticality {
        /// Unlikely to be dangerous.
        Low = "low",
        /// May be life-threatening.
        High = "high",
        /// Not told, or cannot be told.
        Unknown = "unknown",
    }
}

words! {
    /// Whose code names the substance.
    SubstanceSystem {
        /// RxNorm.
        Rxnorm = "rxnorm",
        /// SNOMED CT.
        Snomed = "snomed",
        /// Another.
        Other = "other",
    }
}

words! {
    /// What is known of a patient's allergies.
    AllergyAnswer {
        /// Nobody asked.
        NotAsked = "not_asked",
        /// Asked, and none known.
        NoneKnown = "none_known",
        /// At least one is recorded.
        Recorded = "recorded",
    }
}

/// An allergy.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Allergy {
    /// The allergy.
    pub id: Id<Allergy>,
    /// Counts changes; send it back when changing.
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
    /// Whose code.
    pub code_system: Option<SubstanceSystem>,
    /// The substance's code.
    pub code: Option<String>,
    /// The substance.
    pub display: String,
    /// Since when it is known.
    pub onset_on: Option<Day>,
    /// A word on it.
    pub comment: Option<String>,
    /// What happened.
    pub reactions: Vec<AllergyReaction>,
    /// Why it was entered in error; who and when are the last change's.
    pub error_reason: Option<String>,
    /// Last changed.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: Option<String>,
}

/// What an allergy did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AllergyReaction {
    /// What was seen, such as `Hives`.
    pub display: String,
    /// SNOMED CT.
    #[serde(default)]
    pub snomed: Option<String>,
    /// How bad it was.
    #[serde(default = "unknown")]
    pub severity: Severity,
}

fn unknown() -> Severity {
    Severity::Unknown
}

/// That the patient was asked and knows of none.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct NoKnownAllergies {
    /// The statement.
    pub id: Id<NoKnownAllergies>,
    /// Counts changes.
    pub version: i64,
    /// The day the patient said so.
    pub stated_on: Day,
}
kinds!(Allergy, AllergyReaction, NoKnownAllergies);

/// What is known of a patient's allergies.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AllergyList {
    /// Not asked, none known, or recorded.
    pub answer: AllergyAnswer,
    /// The statement, when none are known.
    pub none_known: Option<NoKnownAllergies>,
    /// The allergies, the most dangerous first.
    pub allergies: Vec<Allergy>,
}

macro_rules! select_allergy {
    ($rest:literal) => {
        concat!(
            "SELECT allergy.id, allergy.version, clinical_status, verification_status, kind, category, criticality, severity,
                    code_system, code, display, onset_on, comment, error_reason, coalesce(allergy.changed_at, allergy.created_at), user.display_name
             FROM allergy LEFT JOIN user ON user.id = coalesce(allergy.changed_by, allergy.created_by) ",
            $rest
        )
    };
}

fn read(r: &rusqlite::Row<'_>) -> rusqlite::Result<Allergy> {
    Ok(Allergy {
        id: r.get(0)?,
        version: r.get(1)?,
        clinical_status: r.get(2)?,
        verification_status: r.get(3)?,
        kind: r.get(4)?,
        category: r.get(5)?,
        criticality: r.get(6)?,
        severity: r.get(7)?,
        code_system: r.get(8)?,
        code: r.get(9)?,
        display: r.get(10)?,
        onset_on: r.get(11)?,
        comment: r.get(12)?,
        reactions: Vec::new(),
        error_reason: r.get(13)?,
        changed_at: r.get(14)?,
        changed_by: r.get(15)?,
    })
}

/// Which allergies.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ListAllergies {
    /// Whose.
    pub patient: Id<Patient>,
    /// Also those past, refuted and entered in error.
    #[serde(default)]
    pub all: bool,
}

/// What is known of the patient's allergies.
pub fn list(tx: &View, input: ListAllergies) -> Result<AllergyList> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    of_patient(tx, input.patient, input.all)
}

/// [`list`] of a patient who is known to be one.
pub(crate) fn of_patient(tx: &View, patient: Id<Patient>, all: bool) -> Result<AllergyList> {
    let mut allergies = tx.rows(
        select_allergy!(
            "WHERE patient_id = ?1
               AND (?2 OR (clinical_status IN ('active', 'unknown') AND verification_status NOT IN ('refuted', 'entered_in_error')))
             ORDER BY criticality = 'high' DESC, severity = 'severe' DESC, display COLLATE NOCASE, allergy.id"
        ),
        params![patient, all],
        read,
    )?;
    if !allergies.is_empty() {
        tx.each(
            "SELECT allergy_id, display, snomed, severity FROM allergy_reaction WHERE patient_id = ?1 AND removed = 0 ORDER BY id",
            [patient],
            |r| {
                let of: Id<Allergy> = r.get(0)?;
                if let Some(allergy) = allergies.iter_mut().find(|a| a.id == of) {
                    let reaction = AllergyReaction { display: r.get(1)?, snomed: r.get(2)?, severity: r.get(3)? };
                    allergy.reactions.push(reaction);
                }
                Ok(())
            },
        )?;
    }
    let counts = |a: &Allergy| {
        matches!(a.clinical_status, AllergyStatus::Active | AllergyStatus::Unknown)
            && !matches!(a.verification_status, AllergyVerification::Refuted | AllergyVerification::EnteredInError)
    };
    if allergies.iter().any(counts) {
        return Ok(AllergyList { answer: AllergyAnswer::Recorded, none_known: None, allergies });
    }
    let none_known = none_known(tx, patient)?;
    let answer = if none_known.is_some() { AllergyAnswer::NoneKnown } else { AllergyAnswer::NotAsked };
    Ok(AllergyList { answer, none_known, allergies })
}

fn none_known(tx: &View, patient: Id<Patient>) -> Result<Option<NoKnownAllergies>> {
    tx.maybe(
        "SELECT id, version, stated_on FROM no_known_allergies WHERE patient_id = ?1 AND status = 'current'
         ORDER BY stated_on DESC, id DESC LIMIT 1",
        [patient],
        |r| Ok(NoKnownAllergies { id: r.get(0)?, version: r.get(1)?, stated_on: r.get(2)? }),
    )
}

fn get(tx: &View, id: Id<Allergy>, patient: Id<Patient>) -> Result<Allergy> {
    tx.about(patient);
    let owner = tx.one("allergy", "SELECT patient_id FROM allergy WHERE id = ?1", [id], |r| r.get(0))?;
    guard::belongs(owner, patient)?;
    let all = of_patient(tx, patient, true)?;
    all.allergies.into_iter().find(|a| a.id == id).ok_or(Error::NotFound("allergy"))
}
