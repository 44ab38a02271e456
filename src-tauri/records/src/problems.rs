//! The problem list (FHIR Condition): what the patient has and had.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, Id, Result, View,
    chart::{guard, words::words},
    columns, kinds,
    patients::{self, Patient},
    practice::Column,
    text,
    time::{Day, Instant},
    visits::{self, Visit},
};

words! {
    /// Whether a problem is present (HL7 condition-clinical).
    ProblemStatus {
        /// Present.
        Active = "active",
        /// Present again.
        Recurrence = "recurrence",
        /// Present again after it had been better.
        Relapse = "relapse",
        /// Not present, may come back.
        Inactive = "inactive",
        /// Better for now.
        Remission = "remission",
        /// Gone.
        Resolved = "resolved",
        /// Not told.
        Unknown = "unknown",
    }
}

impl ProblemStatus {
    /// Whether it stands among the active problems.
    pub fn is_active(self) -> bool {
        matches!(self, Self::Active | Self::Recurrence | Self::Relapse)
    }
}

words! {
    /// How sure it is (HL7 condition-ver-status).
    ProblemVerification {
        /// Not yet confirmed.
        Unconfirmed = "unconfirmed",
        /// Treated as such for the time being.
        Provisional = "provisional",
        /// One of several possible.
        Differential = "differential",
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
    /// How bad it is.
    Severity {
        /// Mild.
        Mild = "mild",
        /// Moderate.
        Moderate = "moderate",
        /// Severe.
        Severe = "severe",
        /// Not told.
        Unknown = "unknown",
    }
}

/// A problem.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Problem {
    /// The problem.
    pub id: Id<Problem>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// Where it was first recorded.
    pub visit: Option<Id<Visit>>,
    /// Whether it is present.
    pub clinical_status: ProblemStatus,
    /// How sure it is.
    pub verification_status: ProblemVerification,
    /// How bad it is.
    pub severity: Severity,
    /// ICD-10-CM.
    pub icd10: Option<String>,
    /// SNOMED CT.
    pub snomed: Option<String>,
    /// What it is called.
    pub display: String,
    /// When it began.
    pub onset_on: Option<Day>,
    /// When it ended.
    pub abated_on: Option<Day>,
    /// Its place on the list, the lowest first.
    pub rank: i64,
    /// A word on it.
    pub comment: Option<String>,
    /// Why it was entered in error; who and when are the last change's.
    pub error_reason: Option<String>,
    /// Last changed.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: Option<String>,
}
kinds!(Problem);

macro_rules! select_problem {
    ($rest:literal) => {
        concat!(
            "SELECT problem.id, problem.version, visit_id, clinical_status, verification_status, severity, icd10, snomed, display,
                    onset_on, abated_on, rank, comment, error_reason, coalesce(problem.changed_at, problem.created_at), user.display_name
             FROM problem LEFT JOIN user ON user.id = coalesce(problem.changed_by, problem.created_by) ",
            $rest
        )
    };
}

fn read(r: &rusqlite::Row<'_>) -> rusqlite::Result<Problem> {
    Ok(Problem {
        id: r.get(0)?,
        version: r.get(1)?,
        visit: r.get(2)?,
        clinical_status: r.get(3)?,
        verification_status: r.get(4)?,
        severity: r.get(5)?,
        icd10: r.get(6)?,
        snomed: r.get(7)?,
        display: r.get(8)?,
        onset_on: r.get(9)?,
        abated_on: r.get(10)?,
        rank: r.get(11)?,
        comment: r.get(12)?,
        error_reason: r.get(13)?,
        changed_at: r.get(14)?,
        changed_by: r.get(15)?,
    })
}

/// Which problems.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ListProblems {
    /// Whose.
    pub patient: Id<Patient>,
    /// Also those past, refuted and entered in error.
    #[serde(default)]
    pub all: bool,
}

/// The patient's problems in their order.
pub fn list(tx: &View, input: ListProblems) -> Result<Vec<Problem>> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    of_patient(tx, input.patient, input.all)
}

/// [`list`] of a patient who is known to be one.
pub(crate) fn of_patient(tx: &View, patient: Id<Patient>, all: bool) -> Result<Vec<Problem>> {
    tx.rows(
        select_problem!(
            "WHERE patient_id = ?1
               AND (?2 OR (clinical_status IN ('active', 'recurrence', 'relapse', 'unknown')
                           AND verification_status NOT IN ('refuted', 'entered_in_error')))
             ORDER BY rank, onset_on DESC, problem.id"
        ),
        params![patient, all],
        read,
    )
}

fn get(tx: &View, id: Id<Problem>, patient: Id<Patient>) -> Result<Problem> {
    tx.about(patient);
    let owner = tx.one("problem", "SELECT patient_id FROM problem WHERE id = ?1", [id], |r| r.get(0))?;
    guard::belongs(owner, patient)?;
    tx.one("problem", select_problem!("WHERE problem.id = ?1"), [id], read)
}

/// A problem to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddProblem {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    #[serde(default)]
    pub visit: Option<Id<Visit>>,
    /// ICD-10-CM; a problem needs this or `display`.
    #[serde(default)]
    pub icd10: Option<String>,
    /// SNOMED CT, if known.
    #[serde(default)]
    pub snomed: Option<String>,
    /// What it is called; otherwise the code's own words.
    #[serde(default)]
    pub display: Option<String>,
    /// How sure it is; otherwise confirmed.
    #[serde(default)]
    pub verification_status: Option<ProblemVerification>,
    /// How bad it is.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// When it began.
    #[serde(default)]
    pub onset_on: Option<Day>,
    /// A word on it.
    #[serde(default)]
    pub comment: Option<String>,
}

/// Adds an active problem at the end of the list.
pub fn add(tx: &mut Change, input: AddProblem) -> Result<Problem> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    visits::check(tx, input.visit, input.patient)?;
    guard::not_after_today(tx, "onset_on", input.onset_on)?;
    guard::not_before_birth(tx, input.patient, [("onset_on", input.onset_on)])?;
    let (icd10, display) = named(input.icd10.as_deref(), input.display.as_deref())?;
    let listed = of_patient(tx, input.patient, false)?;
    let same = |p: &Problem| match &icd10 {
        Some(code) => p.icd10.as_ref() == Some(code),
        None => p.icd10.is_none() && text::folded(&p.display) == text::folded(&display),
    };
    if listed.iter().any(same) {
        return Err(Error::invalid("icd10", "This problem is already on the list."));
    }
    let id = import(
        tx,
        &NewProblem {
            patient: input.patient,
            visit: input.visit,
            clinical_status: ProblemStatus::Active,
            verification_status: verification(input.verification_status)?,
            severity: input.severity.unwrap_or(Severity::Unknown),
            icd10: icd10.as_deref(),
            snomed: snomed("snomed", input.snomed.as_deref())?.as_deref(),
            display: &display,
            onset_on: input.onset_on,
            abated_on: None,
            rank: listed.last().map_or(1, |p| p.rank + 1),
            comment: text::optional_line("comment", input.comment.as_deref())?.as_deref(),
            source: None,
        },
    )?;
    get(tx, id, input.patient)
}

fn verification(status: Option<ProblemVerification>) -> Result<ProblemVerification> {
    match status {
        None => Ok(ProblemVerification::Confirmed),
        Some(ProblemVerification::EnteredInError) => {
            Err(Error::invalid("verification_status", "Mark the problem entered in error, with a reason, instead."))
        }
        Some(status) => Ok(status),
    }
}

/// The code as the book has it, and what the problem is called.
fn named(icd10: Option<&str>, display: Option<&str>) -> Result<(Option<String>, String)> {
    let display = text::optional_line("display", display)?;
    match (text::optional_line("icd10", icd10)?, display) {
        (Some(code), display) => {
            let hit = visits::known_diagnosis("icd10", &code)?;
            Ok((Some(hit.code), display.unwrap_or(hit.description)))
        }
        (None, Some(display)) => Ok((None, display)),
        (None, None) => Err(Error::invalid("display", "Choose a diagnosis or write what the problem is.")),
    }
}

/// A SNOMED CT identifier: six to eighteen digits (SNOMED CT TIG, SCTID data type).
pub(crate) fn snomed(field: &'static str, code: Option<&str>) -> Result<Option<String>> {
    let code = text::optional_line(field, code)?;
    match &code {
        Some(c) if !((6..=18).contains(&c.len()) && c.bytes().all(|b| b.is_ascii_digit())) => {
            Err(Error::invalid(field, "This is not a SNOMED CT code."))
        }
        _ => Ok(code),
    }
}

/// New details of a problem, all of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeProblem {
    /// Whose.
    pub patient: Id<Patient>,
    /// Which one.
    pub id: Id<Problem>,
    /// The version these were read at.
    pub version: i64,
    /// Whether it is present.
    pub clinical_status: ProblemStatus,
    /// How sure it is.
    pub verification_status: ProblemVerification,
    /// How bad it is.
    pub severity: Severity,
    /// ICD-10-CM.
    #[serde(default)]
    pub icd10: Option<String>,
    /// SNOMED CT.
    #[serde(default)]
    pub snomed: Option<String>,
    /// What it is called.
    #[serde(default)]
    pub display: Option<String>,
    /// When it began.
    #[serde(default)]
    pub onset_on: Option<Day>,
    /// When it ended.
    #[serde(default)]
    pub abated_on: Option<Day>,
    /// Its place on the list.
    pub rank: i64,
    /// A word on it.
    #[serde(default)]
    pub comment: Option<String>,
}

/// Changes a problem.
pub fn change(tx: &mut Change, input: ChangeProblem) -> Result<Problem> {
    let old = get(tx, input.id, input.patient)?;
    guard::standing(old.verification_status.name())?;
    guard::not_after_today(tx, "onset_on", input.onset_on)?;
    guard::not_after_today(tx, "abated_on", input.abated_on)?;
    let days = [("onset_on", input.onset_on), ("abated_on", input.abated_on)];
    guard::not_before_birth(tx, input.patient, days)?;
    guard::in_order("abated_on", input.onset_on, input.abated_on)?;
    guard::within("rank", Some(input.rank), 0, 10_000)?;
    if input.abated_on.is_some() && input.clinical_status.is_active() {
        return Err(Error::invalid("abated_on", "A problem that is present has no end. Say that it is resolved."));
    }
    // A code that was on the list stays, although a later edition may have retired it.
    let unchanged = input.icd10.is_some() && input.icd10 == old.icd10;
    let (icd10, display) = if unchanged {
        (old.icd10, text::optional_line("display", input.display.as_deref())?.unwrap_or(old.display))
    } else {
        named(input.icd10.as_deref(), input.display.as_deref())?
    };
    tx.update(
        "problem",
        "problem",
        input.id,
        input.version,
        &[
            ("clinical_status", &input.clinical_status),
            ("verification_status", &verification(Some(input.verification_status))?),
            ("severity", &input.severity),
            ("icd10", &icd10),
            ("snomed", &snomed("snomed", input.snomed.as_deref())?),
            ("display", &display),
            ("onset_on", &input.onset_on),
            ("abated_on", &input.abated_on),
            ("rank", &input.rank),
            ("comment", &text::optional_line("comment", input.comment.as_deref())?),
        ],
    )?;
    get(tx, input.id, input.patient)
}

/// A problem that is gone.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ResolveProblem {
    /// Whose.
    pub patient: Id<Patient>,
    /// Which one.
    pub id: Id<Problem>,
    /// The version that was read.
    pub version: i64,
    /// Since when; otherwise today.
    #[serde(default)]
    pub abated_on: Option<Day>,
}

/// Marks a problem resolved.
pub fn resolve(tx: &mut Change, input: ResolveProblem) -> Result<Problem> {
    let old = get(tx, input.id, input.patient)?;
    guard::standing(old.verification_status.name())?;
    let abated_on = input.abated_on.unwrap_or(tx.today());
    guard::not_after_today(tx, "abated_on", Some(abated_on))?;
    guard::not_before_birth(tx, input.patient, [("abated_on", Some(abated_on))])?;
    guard::in_order("abated_on", old.onset_on, Some(abated_on))?;
    tx.update(
        "problem",
        "problem",
        input.id,
        input.version,
        &[("clinical_status", &ProblemStatus::Resolved), ("abated_on", &abated_on)],
    )?;
    get(tx, input.id, input.patient)
}

/// A problem as it is kept: already clean.
pub struct NewProblem<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// Where it was first recorded.
    pub visit: Option<Id<Visit>>,
    /// Whether it is present.
    pub clinical_status: ProblemStatus,
    /// How sure it is.
    pub verification_status: ProblemVerification,
    /// How bad it is.
    pub severity: Severity,
    /// ICD-10-CM.
    pub icd10: Option<&'a str>,
    /// SNOMED CT.
    pub snomed: Option<&'a str>,
    /// What it is called.
    pub display: &'a str,
    /// When it began.
    pub onset_on: Option<Day>,
    /// When it ended.
    pub abated_on: Option<Day>,
    /// Its place on the list; imported ones may share one and stand by onset.
    pub rank: i64,
    /// A word on it.
    pub comment: Option<&'a str>,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

impl NewProblem<'_> {
    /// The row it becomes, without id and stamps.
    pub fn columns(&self) -> [Column<'_>; 13] {
        [
            ("patient_id", &self.patient),
            ("visit_id", &self.visit),
            ("clinical_status", &self.clinical_status),
            ("verification_status", &self.verification_status),
            ("severity", &self.severity),
            ("icd10", &self.icd10),
            ("snomed", &self.snomed),
            ("display", &self.display),
            ("onset_on", &self.onset_on),
            ("abated_on", &self.abated_on),
            ("rank", &self.rank),
            ("comment", &self.comment),
            ("source_id", &self.source),
        ]
    }
}

/// Keeps a problem.
pub fn import(tx: &mut Change, new: &NewProblem) -> Result<Id<Problem>> {
    let id = Id::new();
    tx.insert("problem", id, &new.columns())?;
    Ok(id)
}

/// Every problem of a patient that was not entered in error, for handing them on.
pub fn each(
    tx: &View,
    patient: Id<Patient>,
    mut see: impl FnMut(Id<Problem>, &NewProblem) -> Result<()>,
) -> Result<()> {
    tx.each(
        "SELECT id, visit_id, clinical_status, verification_status, severity, icd10, snomed, display, onset_on, abated_on, rank, comment
         FROM problem WHERE patient_id = ?1 AND verification_status <> 'entered_in_error' ORDER BY id",
        [patient],
        |r| {
            let problem = NewProblem {
                patient,
                visit: r.get(1)?,
                clinical_status: r.get(2)?,
                verification_status: r.get(3)?,
                severity: r.get(4)?,
                icd10: columns::maybe(r, 5)?,
                snomed: columns::maybe(r, 6)?,
                display: columns::text(r, 7)?,
                onset_on: r.get(8)?,
                abated_on: r.get(9)?,
                rank: r.get(10)?,
                comment: columns::maybe(r, 11)?,
                source: None,
            };
            see(r.get(0)?, &problem)
        },
    )
}
