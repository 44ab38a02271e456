//! Allergies and intolerances (FHIR AllergyIntolerance), and the statement that there are none.
//!
//! Three answers are told apart: not asked, asked and none known, recorded.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, FaultCode, Id, Result, View,
    chart::{guard, words::words},
    kinds,
    patients::{self, Patient},
    problems::{Severity, snomed},
    text,
    time::{Day, Instant},
    visits::{self, Visit},
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
                    code_system, code, display, onset_on, comment, error_reason, allergy.changed_at, user.display_name
             FROM allergy LEFT JOIN user ON user.id = allergy.changed_by ",
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
    let mut allergies = tx.rows(
        select_allergy!(
            "WHERE patient_id = ?1
               AND (?2 OR (clinical_status IN ('active', 'unknown') AND verification_status NOT IN ('refuted', 'entered_in_error')))
             ORDER BY criticality = 'high' DESC, severity = 'severe' DESC, display COLLATE NOCASE, allergy.id"
        ),
        params![input.patient, input.all],
        read,
    )?;
    if !allergies.is_empty() {
        tx.each(
            "SELECT allergy_id, display, snomed, severity FROM allergy_reaction WHERE patient_id = ?1 AND removed = 0 ORDER BY id",
            [input.patient],
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
    let none_known = none_known(tx, input.patient)?;
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
    let all = list(tx, ListAllergies { patient, all: true })?;
    all.allergies.into_iter().find(|a| a.id == id).ok_or(Error::NotFound("allergy"))
}

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
    let display = text::line("display", &input.display)?;
    let (code_system, code) = coded(input.code_system, input.code.as_deref())?;
    let reactions = clean_reactions(&input.reactions)?;
    let listed = list(tx, ListAllergies { patient: input.patient, all: false })?;
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
    let listed = list(tx, ListAllergies { patient: input.patient, all: false })?;
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
    list(tx, ListAllergies { patient: input.patient, all: false })
}

/// An allergy as it is kept: already clean.
pub struct NewAllergy<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    pub visit: Option<Id<Visit>>,
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
    pub code: Option<&'a str>,
    /// The substance.
    pub display: &'a str,
    /// Since when it is known.
    pub onset_on: Option<Day>,
    /// A word on it.
    pub comment: Option<&'a str>,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

/// Keeps an allergy.
pub fn import(tx: &mut Change, new: &NewAllergy) -> Result<Id<Allergy>> {
    let id = Id::new();
    tx.insert(
        "allergy",
        id,
        &[
            ("patient_id", &new.patient),
            ("visit_id", &new.visit),
            ("clinical_status", &new.clinical_status),
            ("verification_status", &new.verification_status),
            ("kind", &new.kind),
            ("category", &new.category),
            ("criticality", &new.criticality),
            ("severity", &new.severity),
            ("code_system", &new.code_system),
            ("code", &new.code),
            ("display", &new.display),
            ("onset_on", &new.onset_on),
            ("comment", &new.comment),
            ("source_id", &new.source),
        ],
    )?;
    Ok(id)
}

/// Keeps a reaction of an allergy.
pub fn import_reaction(
    tx: &mut Change,
    patient: Id<Patient>,
    allergy: Id<Allergy>,
    new: &AllergyReaction,
) -> Result<()> {
    tx.insert(
        "allergy_reaction",
        Id::<AllergyReaction>::new(),
        &[
            ("patient_id", &patient),
            ("allergy_id", &allergy),
            ("snomed", &new.snomed),
            ("display", &new.display),
            ("severity", &new.severity),
            ("removed", &false),
        ],
    )
}

/// Keeps a statement that no allergies are known.
pub fn import_none_known(
    tx: &mut Change,
    patient: Id<Patient>,
    stated_on: Day,
    source: Option<[u8; 16]>,
) -> Result<Id<NoKnownAllergies>> {
    let id = Id::new();
    tx.insert(
        "no_known_allergies",
        id,
        &[("patient_id", &patient), ("stated_on", &stated_on), ("status", &"current"), ("source_id", &source)],
    )?;
    Ok(id)
}
