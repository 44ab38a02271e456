//! The charges of a visit: drafts until it is signed, final afterwards.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{adjustments, allocations, fees, payments};
use crate::{
    Change, Error, FaultCode, Id, Result, View, kinds,
    money::Cents,
    patients::Patient,
    staff::Practitioner,
    text,
    time::Day,
    visits::{self, Visit, VisitStatus},
};

/// Diagnosis pointers a line may carry, and modifiers (X12 837P SV107, SV101-3 to -6).
const MOST_POINTERS: usize = 4;
const MOST_MODIFIERS: usize = 4;
/// Units a line may have.
const MOST_UNITS: i64 = 999;

/// Whether a charge can still be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChargeStatus {
    /// Of a visit not yet signed.
    Draft,
    /// Taken off before the visit was signed.
    Removed,
    /// Final.
    Posted,
}

/// One line of what was done (FHIR ChargeItem).
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Charge {
    /// The charge.
    pub id: Id<Charge>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// Whether it can still be changed.
    pub status: ChargeStatus,
    /// The visit it belongs to.
    pub visit: Option<Id<Visit>>,
    /// The day of service.
    pub service_on: Day,
    /// CPT, HCPCS or the practice's own code.
    pub code: String,
    /// The practice's words for it.
    pub description: String,
    /// Up to four.
    pub modifiers: Vec<String>,
    /// ICD-10-CM codes it points to, the main one first.
    pub diagnoses: Vec<String>,
    /// How many.
    pub units: i64,
    /// Price of one unit.
    pub unit_cents: Cents,
    /// The line's amount; negative where it takes another back.
    pub cents: Cents,
    /// CMS place of service.
    pub place_of_service: String,
    /// The charge this one takes back.
    pub reversal_of: Option<Id<Charge>>,
    /// Whether another takes this one back.
    pub reversed: bool,
    /// What payments and adjustments leave open.
    pub open: Cents,
}
kinds!(Charge);

struct ChargeModifier;
struct ChargeDiagnosis;
kinds!(ChargeModifier, ChargeDiagnosis);

/// Of which visit.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OfVisit {
    /// The visit.
    pub visit: Id<Visit>,
}

/// The charges of a visit, in order; those taken off are left out.
pub fn of_visit(tx: &View, input: OfVisit) -> Result<Vec<Charge>> {
    tx.about(visits::brief(tx, input.visit)?.patient);
    list(tx, "visit", input.visit.as_bytes())
}

/// The charges of a patient that payments and adjustments leave open, oldest first.
pub(super) fn open_of_patient(tx: &View, patient: Id<Patient>) -> Result<Vec<Charge>> {
    let mut all = list(tx, "patient", patient.as_bytes())?;
    all.retain(|c| c.open.0 > 0);
    all.sort_by_key(|c| c.service_on);
    Ok(all)
}

pub(super) fn one(tx: &View, id: Id<Charge>) -> Result<Charge> {
    list(tx, "charge", id.as_bytes())?.into_iter().next().ok_or(Error::NotFound("charge"))
}

macro_rules! charge_columns {
    ($where:literal) => {
        concat!(
            "SELECT id, version, status, visit_id, service_on, code, description, units, unit_cents, cents, place_of_service, reversal_of,
               EXISTS (SELECT 1 FROM charge AS back WHERE back.reversal_of = charge.id),
               CASE WHEN status = 'posted' THEN cents
                 - coalesce((SELECT sum(cents) FROM allocation WHERE charge_id = charge.id), 0)
                 - coalesce((SELECT sum(cents) FROM adjustment WHERE charge_id = charge.id), 0)
                 + coalesce((SELECT sum(cents) FROM charge AS back WHERE back.reversal_of = charge.id), 0)
               ELSE 0 END,
               (SELECT group_concat(modifier, ' ') FROM (SELECT modifier FROM charge_modifier WHERE charge_id = charge.id ORDER BY rank)),
               (SELECT group_concat(code, ' ') FROM (SELECT code FROM charge_diagnosis WHERE charge_id = charge.id ORDER BY rank))
             FROM charge ",
            $where
        )
    };
}

fn list(tx: &View, by: &'static str, key: &[u8; 16]) -> Result<Vec<Charge>> {
    let sql = match by {
        "visit" => charge_columns!("WHERE visit_id = ?1 AND status <> 'removed' ORDER BY line, id"),
        "patient" => charge_columns!("WHERE patient_id = ?1 AND status = 'posted' ORDER BY service_on, id"),
        _ => charge_columns!("WHERE id = ?1"),
    };
    let words = |text: Option<String>| text.map(|t| t.split(' ').map(str::to_owned).collect()).unwrap_or_default();
    tx.rows(sql, [key], |r| {
        let reversal_of: Option<Id<Charge>> = r.get(11)?;
        Ok(Charge {
            id: r.get(0)?,
            version: r.get(1)?,
            status: match r.get_ref(2)?.as_str()? {
                "draft" => ChargeStatus::Draft,
                "removed" => ChargeStatus::Removed,
                _ => ChargeStatus::Posted,
            },
            visit: r.get(3)?,
            service_on: r.get(4)?,
            code: r.get(5)?,
            description: r.get(6)?,
            modifiers: words(r.get(14)?),
            diagnoses: words(r.get(15)?),
            units: r.get(7)?,
            unit_cents: r.get(8)?,
            cents: r.get(9)?,
            place_of_service: r.get(10)?,
            // A reversal is open for nothing: it already counts against the charge it takes back.
            open: if reversal_of.is_some() { Cents::ZERO } else { r.get(13)? },
            reversal_of,
            reversed: r.get(12)?,
        })
    })
}

/// A line as it is entered.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChargeLine {
    /// CPT, HCPCS or the practice's own code.
    pub code: String,
    /// The practice's words for it; from the fee schedule when left out.
    #[serde(default)]
    pub description: Option<String>,
    /// Up to four, two characters each.
    #[serde(default)]
    pub modifiers: Vec<String>,
    /// ICD-10-CM codes among the visit's diagnoses, the main one first; up to four.
    #[serde(default)]
    pub diagnoses: Vec<String>,
    /// How many; one when left out.
    #[serde(default)]
    pub units: Option<i64>,
    /// Price of one unit; from the fee schedule when left out.
    #[serde(default)]
    pub unit_cents: Option<Cents>,
}

/// A line to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddCharge {
    /// The visit.
    pub visit: Id<Visit>,
    /// The patient the page was opened for.
    pub patient: Id<Patient>,
    /// The line.
    pub line: ChargeLine,
}

/// A line to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeCharge {
    /// Which one.
    pub id: Id<Charge>,
    /// The version it was read at.
    pub version: i64,
    /// The patient the page was opened for.
    pub patient: Id<Patient>,
    /// The line from now on.
    pub line: ChargeLine,
}

/// A line to take off or take back.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeBackCharge {
    /// Which one.
    pub id: Id<Charge>,
    /// The version it was read at.
    pub version: i64,
    /// The patient the page was opened for.
    pub patient: Id<Patient>,
    /// Why; needed when the charge is posted.
    #[serde(default)]
    pub reason: Option<String>,
}

struct CleanLine {
    code: String,
    description: String,
    modifiers: Vec<String>,
    diagnoses: Vec<String>,
    units: i64,
    unit_cents: Cents,
    cents: Cents,
}

fn clean(tx: &View, visit: Id<Visit>, on: Day, line: &ChargeLine) -> Result<CleanLine> {
    let code = fees::clean_code("line.code", &line.code)?;
    let fee = fees::of(tx, &code, on)?;
    let hcpcs = code.len() == 5 && code.starts_with(|c: char| c.is_ascii_alphabetic());
    let listed = if hcpcs { knowledge::hcpcs::find(&code) } else { None };
    if hcpcs && fee.is_none() && listed.is_none() {
        return Err(Error::invalid(
            "line.code",
            "There is no HCPCS code of this kind. Check it, or add it to the fee schedule first.",
        ));
    }
    let ended =
        knowledge::codes::Date::from_iso(&on.to_string()).and_then(|day| knowledge::hcpcs::has_ended(&code, day));
    if ended == Some(true) {
        return Err(Error::invalid("line.code", "This HCPCS code had ended on the day of the visit."));
    }
    let description = match (text::optional_line("line.description", line.description.as_deref())?, &fee) {
        (Some(words), _) => words,
        (None, Some(fee)) => fee.description.clone(),
        (None, None) => listed.map_or_else(|| code.clone(), |h| h.description.chars().take(text::LINE).collect()),
    };
    let unit_cents = match (line.unit_cents, &fee) {
        (Some(cents), _) => cents.not_negative("line.unit_cents")?,
        (None, Some(fee)) => fee.cents,
        (None, None) => {
            return Err(Error::invalid("line.unit_cents", "This code has no price in the fee schedule. Enter one."));
        }
    };
    let units = line.units.unwrap_or(1);
    if !(1..=MOST_UNITS).contains(&units) {
        return Err(Error::invalid("line.units", "Units are a whole number from 1 to 999."));
    }
    let cents = unit_cents.times(units).ok_or_else(|| Error::invalid("line.units", "The amount is too large."))?;
    cents.not_negative("line.units")?;
    if line.modifiers.len() > MOST_MODIFIERS {
        return Err(Error::invalid("line.modifiers", "A line carries at most four modifiers."));
    }
    let mut modifiers = Vec::new();
    for modifier in &line.modifiers {
        let modifier = modifier.trim().to_ascii_uppercase();
        if modifier.len() != 2 || !modifier.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(Error::invalid("line.modifiers", "A modifier has two letters or digits, such as 25."));
        }
        if !modifiers.contains(&modifier) {
            modifiers.push(modifier);
        }
    }
    if line.diagnoses.len() > MOST_POINTERS {
        return Err(Error::invalid("line.diagnoses", "A line points to at most four diagnoses."));
    }
    let known = visits::diagnosis_codes(tx, visit)?;
    let mut diagnoses = Vec::new();
    for code in &line.diagnoses {
        if !known.contains(code) {
            return Err(Error::invalid("line.diagnoses", "The line points to a diagnosis that is not on this visit."));
        }
        if !diagnoses.contains(code) {
            diagnoses.push(code.clone());
        }
    }
    Ok(CleanLine { code, description, modifiers, diagnoses, units, unit_cents, cents })
}

fn visit_of(tx: &View, visit: Id<Visit>, patient: Id<Patient>) -> Result<visits::VisitBrief> {
    let brief = visits::brief(tx, visit)?;
    if brief.patient != patient {
        return Err(Error::refused(
            FaultCode::WrongPatient,
            "This visit belongs to another patient. Nothing was saved.",
        ));
    }
    tx.about(patient);
    Ok(brief)
}

/// Adds a line to a visit: a draft before it is signed; posted at once afterwards, and to a visit that another system closed.
pub fn add(tx: &mut Change, input: AddCharge) -> Result<Charge> {
    let visit = visit_of(tx, input.visit, input.patient)?;
    if visit.status == VisitStatus::EnteredInError {
        return Err(Error::refused(FaultCode::WrongState, "This visit was entered in error; it takes no charges."));
    }
    let line = clean(tx, input.visit, visit.day, &input.line)?;
    let status = if visit.status.is_open() { "draft" } else { "posted" };
    let next: i64 =
        tx.one("visit", "SELECT coalesce(max(line), 0) + 1 FROM charge WHERE visit_id = ?1", [input.visit], |r| {
            r.get(0)
        })?;
    let id = Id::<Charge>::new();
    tx.insert(
        "charge",
        id,
        &[
            ("patient_id", &input.patient),
            ("visit_id", &input.visit),
            ("practitioner_id", &visit.practitioner),
            ("status", &status),
            ("service_on", &visit.day),
            ("line", &next),
            ("code", &line.code),
            ("description", &line.description),
            ("units", &line.units),
            ("unit_cents", &line.unit_cents),
            ("cents", &line.cents),
            ("place_of_service", &visit.place_of_service),
        ],
    )?;
    write_children(tx, id, &line.modifiers, &line.diagnoses)?;
    if !visit.status.is_open() {
        super::number(tx, input.visit, input.patient)?;
    }
    one(tx, id)
}

fn write_children(tx: &mut Change, charge: Id<Charge>, modifiers: &[String], diagnoses: &[String]) -> Result<()> {
    for (rank, modifier) in (1_i64..).zip(modifiers) {
        let id = Id::<ChargeModifier>::new();
        tx.insert("charge_modifier", id, &[("charge_id", &charge), ("rank", &rank), ("modifier", modifier)])?;
    }
    for (rank, code) in (1_i64..).zip(diagnoses) {
        let id = Id::<ChargeDiagnosis>::new();
        tx.insert("charge_diagnosis", id, &[("charge_id", &charge), ("rank", &rank), ("code", code)])?;
    }
    Ok(())
}

fn draft_of(tx: &View, id: Id<Charge>, patient: Id<Patient>) -> Result<(Charge, Id<Visit>)> {
    let charge = one(tx, id)?;
    let visit = charge.visit.ok_or_else(is_final)?;
    visit_of(tx, visit, patient)?;
    Ok((charge, visit))
}

fn is_final() -> Error {
    Error::refused(FaultCode::Final, "This charge is posted and final. Take it back with a reason and enter a new one.")
}

/// Changes a line of a visit that is not yet signed.
pub fn change(tx: &mut Change, input: ChangeCharge) -> Result<Charge> {
    let (charge, visit) = draft_of(tx, input.id, input.patient)?;
    if charge.status != ChargeStatus::Draft {
        return Err(is_final());
    }
    let line = clean(tx, visit, visits::brief(tx, visit)?.day, &input.line)?;
    tx.update(
        "charge",
        "charge",
        input.id,
        input.version,
        &[
            ("code", &line.code),
            ("description", &line.description),
            ("units", &line.units),
            ("unit_cents", &line.unit_cents),
            ("cents", &line.cents),
        ],
    )?;
    tx.exec("DELETE FROM charge_modifier WHERE charge_id = ?1", [input.id])?;
    tx.exec("DELETE FROM charge_diagnosis WHERE charge_id = ?1", [input.id])?;
    write_children(tx, input.id, &line.modifiers, &line.diagnoses)?;
    one(tx, input.id)
}

/// Takes a line off a visit that is not yet signed, or takes a posted one back by a line of the opposite amount; what was paid
/// on it becomes credit.
pub fn take_back(tx: &mut Change, input: TakeBackCharge) -> Result<Charge> {
    let (charge, visit) = draft_of(tx, input.id, input.patient)?;
    if charge.status == ChargeStatus::Draft {
        tx.update("charge", "charge", input.id, input.version, &[("status", &"removed")])?;
        return one(tx, input.id);
    }
    if charge.status == ChargeStatus::Removed || charge.reversed || charge.reversal_of.is_some() {
        return Err(Error::refused(FaultCode::WrongState, "This charge was already taken back."));
    }
    if charge.version != input.version {
        return Err(Error::Conflict { current: charge.version });
    }
    let reason = text::line("reason", input.reason.as_deref().unwrap_or_default())?;
    let on = tx.today();
    allocations::free_charge(tx, input.id, on)?;
    let adjusted: Cents =
        tx.one("charge", "SELECT coalesce(sum(cents), 0) FROM adjustment WHERE charge_id = ?1", [input.id], |r| {
            r.get(0)
        })?;
    if adjusted != Cents::ZERO {
        adjustments::write(tx, input.id, input.patient, -adjusted, &reason)?;
    }
    let brief = visits::brief(tx, visit)?;
    let id = Id::<Charge>::new();
    let line: i64 = tx.one("visit", "SELECT max(line) + 1 FROM charge WHERE visit_id = ?1", [visit], |r| r.get(0))?;
    tx.insert(
        "charge",
        id,
        &[
            ("patient_id", &input.patient),
            ("visit_id", &visit),
            ("practitioner_id", &brief.practitioner),
            ("status", &"posted"),
            ("reversal_of", &input.id),
            ("reason", &reason),
            ("service_on", &charge.service_on),
            ("line", &line),
            ("code", &charge.code),
            ("description", &charge.description),
            ("units", &charge.units),
            ("unit_cents", &-charge.unit_cents),
            ("cents", &-charge.cents),
            ("place_of_service", &charge.place_of_service),
        ],
    )?;
    write_children(tx, id, &charge.modifiers, &charge.diagnoses)?;
    one(tx, id)
}

/// Posts a visit's drafts as the visit is now. Whether it has any charge.
pub(super) fn post_drafts(tx: &mut Change, visit: Id<Visit>, brief: &visits::VisitBrief) -> Result<bool> {
    let mut any = false;
    for charge in list(tx, "visit", visit.as_bytes())? {
        any = true;
        if charge.status == ChargeStatus::Draft {
            tx.update(
                "charge",
                "charge",
                charge.id,
                charge.version,
                &[
                    ("status", &"posted"),
                    ("practitioner_id", &brief.practitioner),
                    ("service_on", &brief.day),
                    ("place_of_service", &brief.place_of_service),
                ],
            )?;
        }
    }
    Ok(any)
}

/// A charge from another system, with what was paid on it there.
pub struct ImportedCharge<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// Of which visit, if it came along.
    pub visit: Option<Id<Visit>>,
    /// Who did it.
    pub practitioner: Option<Id<Practitioner>>,
    /// The day of service.
    pub service_on: Day,
    /// The code as it came.
    pub code: &'a str,
    /// Words for it.
    pub description: &'a str,
    /// How many, at least one.
    pub units: i64,
    /// The line's amount.
    pub cents: Cents,
    /// What was paid on it.
    pub paid: Cents,
    /// The day it was paid.
    pub paid_on: Day,
    /// Of the imported resource.
    pub source_id: [u8; 16],
}

/// Writes an imported charge, posted, and a payment for what was paid on it. How many rows that made.
pub fn import(tx: &mut Change, new: &ImportedCharge) -> Result<u64> {
    let id = Id::<Charge>::new();
    let units = new.units.max(1);
    // An amount that does not divide is one unit: the line's amount is what counts.
    let (units, unit_cents) =
        if new.cents.0 % units == 0 { (units, Cents(new.cents.0 / units)) } else { (1, new.cents) };
    tx.insert(
        "charge",
        id,
        &[
            ("patient_id", &new.patient),
            ("visit_id", &new.visit),
            ("practitioner_id", &new.practitioner),
            ("status", &"posted"),
            ("service_on", &new.service_on),
            ("line", &1_i64),
            ("code", &new.code),
            ("description", &new.description),
            ("units", &units),
            ("unit_cents", &unit_cents),
            ("cents", &new.cents),
            ("place_of_service", &"11"),
            ("source_id", &new.source_id),
        ],
    )?;
    if new.paid.0 <= 0 {
        return Ok(1);
    }
    payments::import(tx, new, id)?;
    Ok(3)
}

/// The source ids of a patient's imported charges, so that importing twice adds nothing.
pub fn sources(tx: &View, patient: Id<Patient>) -> Result<Vec<[u8; 16]>> {
    tx.rows(
        "SELECT source_id FROM charge WHERE patient_id = ?1 AND status = 'posted' AND source_id IS NOT NULL",
        params![patient],
        |r| r.get(0),
    )
}
