//! Immunizations (FHIR Immunization): shots given here, shots known from elsewhere, shots declined.

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
    staff::{self, Practitioner},
    text,
    time::{Day, Instant},
    visits::{self, Visit},
};

words! {
    /// What became of a shot.
    ImmunizationStatus {
        /// Given.
        Completed = "completed",
        /// Not given; the reason says why.
        NotDone = "not_done",
        /// Withdrawn.
        EnteredInError = "entered_in_error",
    }
}

words! {
    /// Where a shot was given.
    ImmunizationOrigin {
        /// In this practice.
        GivenHere = "given_here",
        /// Known from a record or the patient.
        Elsewhere = "elsewhere",
    }
}

/// An immunization.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Immunization {
    /// The immunization.
    pub id: Id<Immunization>,
    /// Counts changes; send it back when marking it.
    pub version: i64,
    /// At which visit.
    pub visit: Option<Id<Visit>>,
    /// Who gave it.
    pub practitioner: Option<Id<Practitioner>>,
    /// Their name.
    pub practitioner_name: Option<String>,
    /// Where it was given.
    pub origin: ImmunizationOrigin,
    /// What became of it.
    pub status: ImmunizationStatus,
    /// Why it was not given.
    pub status_reason: Option<String>,
    /// CDC's code of the vaccine.
    pub cvx: Option<String>,
    /// The vaccine.
    pub display: String,
    /// The day.
    pub given_on: Day,
    /// Lot number.
    pub lot: Option<String>,
    /// Last day the lot may be given.
    pub expires_on: Option<Day>,
    /// CDC's code of the maker.
    pub mvx: Option<String>,
    /// Where on the body.
    pub site: Option<String>,
    /// How, such as intramuscular.
    pub route: Option<String>,
    /// Which of its series.
    pub dose_number: Option<i64>,
    /// How much.
    pub dose_amount: Option<f64>,
    /// Of what, such as `mL`.
    pub dose_unit: Option<String>,
    /// Why it was entered in error; who and when are the last change's.
    pub error_reason: Option<String>,
    /// Last changed.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: Option<String>,
}
kinds!(Immunization);

macro_rules! select_immunization {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.version, i.visit_id, practitioner_id, practitioner.display_name, origin, status, status_reason, cvx,
                    display, given_on, lot, expires_on, mvx, site, route, dose_number, dose_amount, dose_unit, error_reason,
                    coalesce(i.changed_at, i.created_at), user.display_name
             FROM immunization i LEFT JOIN practitioner ON practitioner.id = practitioner_id
               LEFT JOIN user ON user.id = coalesce(i.changed_by, i.created_by) ",
            $rest
        )
    };
}

fn read(r: &rusqlite::Row<'_>) -> rusqlite::Result<Immunization> {
    Ok(Immunization {
        id: r.get(0)?,
        version: r.get(1)?,
        visit: r.get(2)?,
        practitioner: r.get(3)?,
        practitioner_name: r.get(4)?,
        origin: r.get(5)?,
        status: r.get(6)?,
        status_reason: r.get(7)?,
        cvx: r.get(8)?,
        display: r.get(9)?,
        given_on: r.get(10)?,
        lot: r.get(11)?,
        expires_on: r.get(12)?,
        mvx: r.get(13)?,
        site: r.get(14)?,
        route: r.get(15)?,
        dose_number: r.get(16)?,
        dose_amount: r.get(17)?,
        dose_unit: r.get(18)?,
        error_reason: r.get(19)?,
        changed_at: r.get(20)?,
        changed_by: r.get(21)?,
    })
}

/// Which immunizations.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ListImmunizations {
    /// Whose.
    pub patient: Id<Patient>,
    /// Also those entered in error.
    #[serde(default)]
    pub all: bool,
}

/// The patient's immunizations, latest first; at most 500.
pub fn list(tx: &View, input: ListImmunizations) -> Result<Vec<Immunization>> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    tx.rows(
        select_immunization!(
            "WHERE patient_id = ?1 AND (?2 OR status <> 'entered_in_error') ORDER BY given_on DESC, i.id DESC LIMIT 500"
        ),
        params![input.patient, input.all],
        read,
    )
}

/// A shot to record.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddImmunization {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    #[serde(default)]
    pub visit: Option<Id<Visit>>,
    /// CDC's code of the vaccine.
    pub cvx: String,
    /// Given here, or known from elsewhere.
    pub origin: ImmunizationOrigin,
    /// Set when it was not given: why, such as `Parent declined`.
    #[serde(default)]
    pub not_done_reason: Option<String>,
    /// The day; otherwise today.
    #[serde(default)]
    pub given_on: Option<Day>,
    /// Who gave it.
    #[serde(default)]
    pub practitioner: Option<Id<Practitioner>>,
    /// Lot number; needed for one given here.
    #[serde(default)]
    pub lot: Option<String>,
    /// Last day the lot may be given.
    #[serde(default)]
    pub expires_on: Option<Day>,
    /// CDC's code of the maker.
    #[serde(default)]
    pub mvx: Option<String>,
    /// Where on the body.
    #[serde(default)]
    pub site: Option<String>,
    /// How, such as intramuscular.
    #[serde(default)]
    pub route: Option<String>,
    /// Which of its series, 1 to 20.
    #[serde(default)]
    pub dose_number: Option<i64>,
    /// How much.
    #[serde(default)]
    pub dose_amount: Option<f64>,
    /// Of what, such as `mL`.
    #[serde(default)]
    pub dose_unit: Option<String>,
}

/// Records a shot given here or elsewhere, or one that was declined.
pub fn add(tx: &mut Change, input: AddImmunization) -> Result<Immunization> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    visits::check(tx, input.visit, input.patient)?;
    let vaccine = knowledge::vaccines::find(input.cvx.trim())
        .ok_or_else(|| Error::invalid("cvx", "There is no such vaccine. Search for it and choose it from the list."))?;
    let given_on = input.given_on.unwrap_or(tx.today());
    guard::not_after_today(tx, "given_on", Some(given_on))?;
    guard::not_before_birth(tx, input.patient, [("given_on", Some(given_on))])?;
    if input.expires_on.is_some_and(|last| last < given_on) {
        return Err(Error::invalid("expires_on", "This lot had expired on the day it was given. Check lot and dates."));
    }
    guard::within("dose_number", input.dose_number, 1, 20)?;
    guard::above_zero("dose_amount", input.dose_amount)?;
    let lot = text::optional_line("lot", input.lot.as_deref())?;
    let not_done = text::optional_line("not_done_reason", input.not_done_reason.as_deref())?;
    if lot.is_none() && not_done.is_none() && input.origin == ImmunizationOrigin::GivenHere {
        return Err(Error::invalid("lot", "A shot given here needs its lot number."));
    }
    let mvx = text::optional_line("mvx", input.mvx.as_deref())?;
    if mvx.as_deref().is_some_and(|code| knowledge::vaccines::maker(code).is_none()) {
        return Err(Error::invalid("mvx", "There is no such maker. Choose one from the list."));
    }
    if let Some(practitioner) = input.practitioner {
        staff::practitioner(tx, practitioner)?;
    }
    let status = if not_done.is_some() { ImmunizationStatus::NotDone } else { ImmunizationStatus::Completed };
    let id = import(
        tx,
        &NewImmunization {
            patient: input.patient,
            visit: input.visit,
            practitioner: input.practitioner,
            origin: input.origin,
            status,
            status_reason: not_done.as_deref(),
            cvx: Some(&vaccine.code),
            display: &vaccine.description,
            given_on,
            lot: lot.as_deref(),
            expires_on: input.expires_on,
            mvx: mvx.as_deref(),
            site: text::optional_line("site", input.site.as_deref())?.as_deref(),
            route: text::optional_line("route", input.route.as_deref())?.as_deref(),
            dose_number: input.dose_number,
            dose_amount: input.dose_amount,
            dose_unit: text::optional_line("dose_unit", input.dose_unit.as_deref())?.as_deref(),
            source: None,
        },
    )?;
    tx.one("immunization", select_immunization!("WHERE i.id = ?1"), [id], read)
}

/// An immunization as it is kept: already clean.
pub struct NewImmunization<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    pub visit: Option<Id<Visit>>,
    /// Who gave it.
    pub practitioner: Option<Id<Practitioner>>,
    /// Where it was given.
    pub origin: ImmunizationOrigin,
    /// What became of it.
    pub status: ImmunizationStatus,
    /// Why it was not given.
    pub status_reason: Option<&'a str>,
    /// CDC's code of the vaccine.
    pub cvx: Option<&'a str>,
    /// The vaccine.
    pub display: &'a str,
    /// The day.
    pub given_on: Day,
    /// Lot number.
    pub lot: Option<&'a str>,
    /// Last day the lot may be given.
    pub expires_on: Option<Day>,
    /// CDC's code of the maker.
    pub mvx: Option<&'a str>,
    /// Where on the body.
    pub site: Option<&'a str>,
    /// How.
    pub route: Option<&'a str>,
    /// Which of its series.
    pub dose_number: Option<i64>,
    /// How much.
    pub dose_amount: Option<f64>,
    /// Of what.
    pub dose_unit: Option<&'a str>,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

impl NewImmunization<'_> {
    /// The row it becomes, without id and stamps.
    pub fn columns(&self) -> [Column<'_>; 18] {
        [
            ("patient_id", &self.patient),
            ("visit_id", &self.visit),
            ("practitioner_id", &self.practitioner),
            ("origin", &self.origin),
            ("status", &self.status),
            ("status_reason", &self.status_reason),
            ("cvx", &self.cvx),
            ("display", &self.display),
            ("given_on", &self.given_on),
            ("lot", &self.lot),
            ("expires_on", &self.expires_on),
            ("mvx", &self.mvx),
            ("site", &self.site),
            ("route", &self.route),
            ("dose_number", &self.dose_number),
            ("dose_amount", &self.dose_amount),
            ("dose_unit", &self.dose_unit),
            ("source_id", &self.source),
        ]
    }
}

/// Keeps an immunization.
pub fn import(tx: &mut Change, new: &NewImmunization) -> Result<Id<Immunization>> {
    let id = Id::new();
    tx.insert("immunization", id, &new.columns())?;
    Ok(id)
}

/// Every immunization of a patient that was not entered in error, for handing them on.
pub fn each(
    tx: &View,
    patient: Id<Patient>,
    mut see: impl FnMut(Id<Immunization>, &NewImmunization) -> Result<()>,
) -> Result<()> {
    tx.each(
        "SELECT id, visit_id, practitioner_id, origin, status, status_reason, cvx, display, given_on, lot, expires_on, mvx, site, route,
                dose_number, dose_amount, dose_unit
         FROM immunization WHERE patient_id = ?1 AND status <> 'entered_in_error' ORDER BY given_on, id",
        [patient],
        |r| {
            let immunization = NewImmunization {
                patient,
                visit: r.get(1)?,
                practitioner: r.get(2)?,
                origin: r.get(3)?,
                status: r.get(4)?,
                status_reason: columns::maybe(r, 5)?,
                cvx: columns::maybe(r, 6)?,
                display: columns::text(r, 7)?,
                given_on: r.get(8)?,
                lot: columns::maybe(r, 9)?,
                expires_on: r.get(10)?,
                mvx: columns::maybe(r, 11)?,
                site: columns::maybe(r, 12)?,
                route: columns::maybe(r, 13)?,
                dose_number: r.get(14)?,
                dose_amount: r.get(15)?,
                dose_unit: columns::maybe(r, 16)?,
                source: None,
            };
            see(r.get(0)?, &immunization)
        },
    )
}
