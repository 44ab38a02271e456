//! Medications (FHIR MedicationRequest): what was prescribed here, and what the patient tells they take.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, FaultCode, Id, Result, View,
    chart::{guard, words::words},
    columns, kinds,
    patients::{self, Patient},
    practice::Column,
    staff::{self, Practitioner},
    text,
    time::{Day, Instant},
    visits::{self, Visit},
};

words! {
    /// Whether a medication is taken.
    MedicationStatus {
        /// Taken.
        Active = "active",
        /// Paused.
        OnHold = "on_hold",
        /// Taken to its end.
        Completed = "completed",
        /// Ended early.
        Stopped = "stopped",
        /// Never begun.
        Cancelled = "cancelled",
        /// Not told.
        Unknown = "unknown",
        /// Withdrawn.
        EnteredInError = "entered_in_error",
    }
}

words! {
    /// Where a medication on the list comes from.
    MedicationOrigin {
        /// Ordered by a practitioner.
        Prescribed = "prescribed",
        /// Told by the patient.
        Reported = "reported",
    }
}

/// A medication.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Medication {
    /// The medication.
    pub id: Id<Medication>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// At which visit it was recorded.
    pub visit: Option<Id<Visit>>,
    /// Who prescribed it.
    pub prescriber: Option<Id<Practitioner>>,
    /// Their name.
    pub prescriber_name: Option<String>,
    /// Where it comes from.
    pub origin: MedicationOrigin,
    /// Whether it is taken.
    pub status: MedicationStatus,
    /// RxCUI.
    pub rxnorm: Option<String>,
    /// Name, strength and form.
    pub display: String,
    /// How to take it.
    pub sig: Option<String>,
    /// How much is dispensed.
    pub quantity: Option<f64>,
    /// Of what, such as `tablet`.
    pub quantity_unit: Option<String>,
    /// How often it may be dispensed again.
    pub refills: Option<i64>,
    /// How many days one fill lasts.
    pub days_supply: Option<i64>,
    /// What it is for.
    pub reason: Option<String>,
    /// First day.
    pub start_on: Option<Day>,
    /// Last day.
    pub stop_on: Option<Day>,
    /// Why it ended.
    pub stop_reason: Option<String>,
    /// Why it was entered in error; who and when are the last change's.
    pub error_reason: Option<String>,
    /// Last changed.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: Option<String>,
}
kinds!(Medication);

macro_rules! select_medication {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.version, m.visit_id, practitioner_id, practitioner.display_name, origin, status, rxnorm, display, sig,
                    quantity, quantity_unit, refills, days_supply, reason, start_on, stop_on, stop_reason, error_reason,
                    coalesce(m.changed_at, m.created_at), user.display_name
             FROM medication m LEFT JOIN practitioner ON practitioner.id = practitioner_id
               LEFT JOIN user ON user.id = coalesce(m.changed_by, m.created_by) ",
            $rest
        )
    };
}

fn read(r: &rusqlite::Row<'_>) -> rusqlite::Result<Medication> {
    Ok(Medication {
        id: r.get(0)?,
        version: r.get(1)?,
        visit: r.get(2)?,
        prescriber: r.get(3)?,
        prescriber_name: r.get(4)?,
        origin: r.get(5)?,
        status: r.get(6)?,
        rxnorm: r.get(7)?,
        display: r.get(8)?,
        sig: r.get(9)?,
        quantity: r.get(10)?,
        quantity_unit: r.get(11)?,
        refills: r.get(12)?,
        days_supply: r.get(13)?,
        reason: r.get(14)?,
        start_on: r.get(15)?,
        stop_on: r.get(16)?,
        stop_reason: r.get(17)?,
        error_reason: r.get(18)?,
        changed_at: r.get(19)?,
        changed_by: r.get(20)?,
    })
}

/// Which medications.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ListMedications {
    /// Whose.
    pub patient: Id<Patient>,
    /// Also those past and entered in error.
    #[serde(default)]
    pub all: bool,
}

/// The patient's medications, by name.
pub fn list(tx: &View, input: ListMedications) -> Result<Vec<Medication>> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    of_patient(tx, input.patient, input.all)
}

/// [`list`] of a patient who is known to be one.
pub(crate) fn of_patient(tx: &View, patient: Id<Patient>, all: bool) -> Result<Vec<Medication>> {
    tx.rows(
        select_medication!(
            "WHERE patient_id = ?1 AND (?2 OR status IN ('active', 'on_hold', 'unknown'))
             ORDER BY status = 'active' DESC, display COLLATE NOCASE, m.id"
        ),
        params![patient, all],
        read,
    )
}

fn get(tx: &View, id: Id<Medication>, patient: Id<Patient>) -> Result<Medication> {
    tx.about(patient);
    let owner = tx.one("medication", "SELECT patient_id FROM medication WHERE id = ?1", [id], |r| r.get(0))?;
    guard::belongs(owner, patient)?;
    tx.one("medication", select_medication!("WHERE m.id = ?1"), [id], read)
}

/// What a medication is and how it is taken.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MedicationDetails {
    /// RxCUI, if chosen from the list.
    #[serde(default)]
    pub rxnorm: Option<String>,
    /// Name, strength and form; otherwise RxNorm's name.
    #[serde(default)]
    pub display: Option<String>,
    /// How to take it.
    #[serde(default)]
    pub sig: Option<String>,
    /// How much is dispensed.
    #[serde(default)]
    pub quantity: Option<f64>,
    /// Of what, such as `tablet`.
    #[serde(default)]
    pub quantity_unit: Option<String>,
    /// How often it may be dispensed again, 0 to 99.
    #[serde(default)]
    pub refills: Option<i64>,
    /// How many days one fill lasts, 1 to 999.
    #[serde(default)]
    pub days_supply: Option<i64>,
    /// What it is for.
    #[serde(default)]
    pub reason: Option<String>,
    /// First day.
    #[serde(default)]
    pub start_on: Option<Day>,
    /// Last day.
    #[serde(default)]
    pub stop_on: Option<Day>,
}

impl MedicationDetails {
    fn checked(self, tx: &View, patient: Id<Patient>) -> Result<(Self, String)> {
        guard::above_zero("quantity", self.quantity)?;
        guard::within("refills", self.refills, 0, 99)?;
        guard::within("days_supply", self.days_supply, 1, 999)?;
        guard::in_order("stop_on", self.start_on, self.stop_on)?;
        guard::not_before_birth(tx, patient, [("start_on", self.start_on), ("stop_on", self.stop_on)])?;
        let rxnorm = text::optional_line("rxnorm", self.rxnorm.as_deref())?;
        if rxnorm.as_deref().is_some_and(|c| c.len() > 8 || !c.bytes().all(|b| b.is_ascii_digit())) {
            return Err(Error::invalid("rxnorm", "This is not an RxNorm code."));
        }
        let known = || rxnorm.as_deref().and_then(knowledge::drugs::concept).map(|c| c.name);
        let display = text::optional_line("display", self.display.as_deref())?
            .or_else(known)
            .ok_or_else(|| Error::invalid("display", "Choose a drug or write what it is."))?;
        let clean = Self {
            rxnorm,
            display: None,
            sig: text::optional_line("sig", self.sig.as_deref())?,
            quantity_unit: text::optional_line("quantity_unit", self.quantity_unit.as_deref())?,
            reason: text::optional_line("reason", self.reason.as_deref())?,
            ..self
        };
        Ok((clean, display))
    }
}

/// A medication to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddMedication {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    #[serde(default)]
    pub visit: Option<Id<Visit>>,
    /// Prescribed here, or told by the patient.
    pub origin: MedicationOrigin,
    /// Who prescribes it; otherwise the signed-in practitioner, otherwise the visit's.
    #[serde(default)]
    pub prescriber: Option<Id<Practitioner>>,
    /// What it is and how it is taken.
    pub details: MedicationDetails,
}

/// Adds an active medication.
pub fn add(tx: &mut Change, input: AddMedication) -> Result<Medication> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    let visit = visits::check(tx, input.visit, input.patient)?;
    let (details, display) = input.details.checked(tx, input.patient)?;
    let prescriber = match input.origin {
        MedicationOrigin::Reported => input.prescriber,
        MedicationOrigin::Prescribed => {
            let own = staff::own_practitioner(tx)?.map(|p| p.id);
            let named = input.prescriber.or(own).or(visit.and_then(|v| v.practitioner));
            Some(named.ok_or_else(|| Error::invalid("prescriber", "Say who prescribes it."))?)
        }
    };
    if let Some(prescriber) = prescriber {
        staff::practitioner(tx, prescriber)?;
    }
    let start_on = details.start_on.or((input.origin == MedicationOrigin::Prescribed).then_some(tx.today()));
    let id = import(
        tx,
        &NewMedication {
            patient: input.patient,
            visit: input.visit,
            prescriber,
            origin: input.origin,
            status: MedicationStatus::Active,
            rxnorm: details.rxnorm.as_deref(),
            display: &display,
            sig: details.sig.as_deref(),
            quantity: details.quantity,
            quantity_unit: details.quantity_unit.as_deref(),
            refills: details.refills,
            days_supply: details.days_supply,
            reason: details.reason.as_deref(),
            start_on,
            stop_on: details.stop_on,
            stop_reason: None,
            source: None,
        },
    )?;
    get(tx, id, input.patient)
}

/// New details of a medication, all of them: another dose, a pause, an end.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeMedication {
    /// Whose.
    pub patient: Id<Patient>,
    /// Which one.
    pub id: Id<Medication>,
    /// The version these were read at.
    pub version: i64,
    /// `active`, `on_hold` or `completed`; stopping has an act of its own.
    pub status: MedicationStatus,
    /// What it is and how it is taken.
    pub details: MedicationDetails,
}

/// Changes a medication that is taken or paused.
pub fn change(tx: &mut Change, input: ChangeMedication) -> Result<Medication> {
    let old = get(tx, input.id, input.patient)?;
    guard::standing(old.status.name())?;
    let allowed = [MedicationStatus::Active, MedicationStatus::OnHold, MedicationStatus::Completed];
    if !allowed.contains(&input.status) {
        return Err(Error::invalid("status", "A medication is active, on hold or completed; stop it to end it early."));
    }
    let (details, display) = input.details.checked(tx, input.patient)?;
    tx.update(
        "medication",
        "medication",
        input.id,
        input.version,
        &[
            ("status", &input.status),
            ("rxnorm", &details.rxnorm),
            ("display", &display),
            ("sig", &details.sig),
            ("quantity", &details.quantity),
            ("quantity_unit", &details.quantity_unit),
            ("refills", &details.refills),
            ("days_supply", &details.days_supply),
            ("reason", &details.reason),
            ("start_on", &details.start_on),
            ("stop_on", &details.stop_on),
            ("stop_reason", &None::<String>),
        ],
    )?;
    get(tx, input.id, input.patient)
}

/// A medication to end early.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct StopMedication {
    /// Whose.
    pub patient: Id<Patient>,
    /// Which one.
    pub id: Id<Medication>,
    /// The version that was read.
    pub version: i64,
    /// Why.
    pub reason: String,
    /// Last day; otherwise today.
    #[serde(default)]
    pub stop_on: Option<Day>,
}

/// Stops a medication.
pub fn stop(tx: &mut Change, input: StopMedication) -> Result<Medication> {
    let old = get(tx, input.id, input.patient)?;
    guard::standing(old.status.name())?;
    if !matches!(old.status, MedicationStatus::Active | MedicationStatus::OnHold | MedicationStatus::Unknown) {
        return Err(Error::refused(FaultCode::WrongState, "This medication has already ended."));
    }
    let stop_on = input.stop_on.unwrap_or(tx.today());
    guard::in_order("stop_on", old.start_on, Some(stop_on))?;
    guard::not_before_birth(tx, input.patient, [("stop_on", Some(stop_on))])?;
    tx.update(
        "medication",
        "medication",
        input.id,
        input.version,
        &[
            ("status", &MedicationStatus::Stopped),
            ("stop_on", &stop_on),
            ("stop_reason", &text::line("reason", &input.reason)?),
        ],
    )?;
    get(tx, input.id, input.patient)
}

/// A medication as it is kept: already clean.
pub struct NewMedication<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    pub visit: Option<Id<Visit>>,
    /// Who prescribed it.
    pub prescriber: Option<Id<Practitioner>>,
    /// Where it comes from.
    pub origin: MedicationOrigin,
    /// Whether it is taken.
    pub status: MedicationStatus,
    /// RxCUI.
    pub rxnorm: Option<&'a str>,
    /// Name, strength and form.
    pub display: &'a str,
    /// How to take it.
    pub sig: Option<&'a str>,
    /// How much is dispensed.
    pub quantity: Option<f64>,
    /// Of what.
    pub quantity_unit: Option<&'a str>,
    /// How often it may be dispensed again.
    pub refills: Option<i64>,
    /// How many days one fill lasts.
    pub days_supply: Option<i64>,
    /// What it is for.
    pub reason: Option<&'a str>,
    /// First day.
    pub start_on: Option<Day>,
    /// Last day.
    pub stop_on: Option<Day>,
    /// Why it ended.
    pub stop_reason: Option<&'a str>,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

impl NewMedication<'_> {
    /// The row it becomes, without id and stamps.
    pub fn columns(&self) -> [Column<'_>; 17] {
        [
            ("patient_id", &self.patient),
            ("visit_id", &self.visit),
            ("practitioner_id", &self.prescriber),
            ("origin", &self.origin),
            ("status", &self.status),
            ("rxnorm", &self.rxnorm),
            ("display", &self.display),
            ("sig", &self.sig),
            ("quantity", &self.quantity),
            ("quantity_unit", &self.quantity_unit),
            ("refills", &self.refills),
            ("days_supply", &self.days_supply),
            ("reason", &self.reason),
            ("start_on", &self.start_on),
            ("stop_on", &self.stop_on),
            ("stop_reason", &self.stop_reason),
            ("source_id", &self.source),
        ]
    }
}

/// Keeps a medication.
pub fn import(tx: &mut Change, new: &NewMedication) -> Result<Id<Medication>> {
    let id = Id::new();
    tx.insert("medication", id, &new.columns())?;
    Ok(id)
}

/// Every medication of a patient that was not entered in error, for handing them on.
pub fn each(
    tx: &View,
    patient: Id<Patient>,
    mut see: impl FnMut(Id<Medication>, &NewMedication) -> Result<()>,
) -> Result<()> {
    tx.each(
        "SELECT id, visit_id, practitioner_id, origin, status, rxnorm, display, sig, quantity, quantity_unit, refills, days_supply,
                reason, start_on, stop_on, stop_reason
         FROM medication WHERE patient_id = ?1 AND status <> 'entered_in_error' ORDER BY id",
        [patient],
        |r| {
            let medication = NewMedication {
                patient,
                visit: r.get(1)?,
                prescriber: r.get(2)?,
                origin: r.get(3)?,
                status: r.get(4)?,
                rxnorm: columns::maybe(r, 5)?,
                display: columns::text(r, 6)?,
                sig: columns::maybe(r, 7)?,
                quantity: r.get(8)?,
                quantity_unit: columns::maybe(r, 9)?,
                refills: r.get(10)?,
                days_supply: r.get(11)?,
                reason: columns::maybe(r, 12)?,
                start_on: r.get(13)?,
                stop_on: r.get(14)?,
                stop_reason: columns::maybe(r, 15)?,
                source: None,
            };
            see(r.get(0)?, &medication)
        },
    )
}
