//! How a visit comes to be, and what can be changed while it is open.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::{Visit, VisitClass, VisitStatus, brief, get, open_of};
use crate::{
    Change, Error, FaultCode, Id, Result,
    chart::guard,
    patients::{self, Patient},
    practice::Column,
    schedule::{self, Appointment, AppointmentStatus},
    staff::{self, Practitioner},
    text,
    time::Instant,
};

/// CMS place of service: the practice's own rooms.
const OFFICE: &str = "11";

/// A visit to start.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct StartVisit {
    /// Whose.
    pub patient: Id<Patient>,
    /// The appointment kept; left out for a walk-in. A visit already started from it is given back as it is.
    #[serde(default)]
    pub appointment: Option<Id<Appointment>>,
    /// Who sees the patient; otherwise the appointment's practitioner, otherwise the signed-in one.
    #[serde(default)]
    pub practitioner: Option<Id<Practitioner>>,
    /// Why the patient came; otherwise the appointment's reason.
    #[serde(default)]
    pub reason: Option<String>,
    /// What it is called here; otherwise the appointment's visit type.
    #[serde(default)]
    pub visit_type: Option<String>,
    /// Where they meet; otherwise in the practice.
    #[serde(default)]
    pub class: Option<VisitClass>,
    /// CMS place-of-service code; otherwise `11`, office.
    #[serde(default)]
    pub place_of_service: Option<String>,
    /// When it began, for one entered late; otherwise now.
    #[serde(default)]
    pub started_at: Option<Instant>,
}

/// Starts a visit, from an appointment or without one, and moves the appointment on: with the provider when a practitioner starts it,
/// else arrived.
pub fn start(tx: &mut Change, input: StartVisit) -> Result<Visit> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    guard::not_in_the_future(tx, "started_at", input.started_at)?;
    guard::moment_not_before_birth(tx, input.patient, "started_at", input.started_at)?;
    let own = staff::own_practitioner(tx)?.map(|p| p.id);
    let appointment = input.appointment.map(|a| schedule::get(tx, a)).transpose()?;
    if let Some(appointment) = &appointment {
        guard::belongs(appointment.patient, input.patient)?;
        if matches!(appointment.status, AppointmentStatus::Cancelled | AppointmentStatus::Noshow) {
            return Err(Error::refused(
                FaultCode::WrongState,
                "This appointment was cancelled or missed. Take that back first, or start the visit as a walk-in.",
            ));
        }
        let begun = of_appointment(tx, appointment.id)?;
        if begun.is_none() && appointment.starts_at.day() > tx.today() {
            return Err(Error::refused(
                FaultCode::WrongState,
                "This appointment is on a later day. Move it to today first, or start the visit as a walk-in.",
            ));
        }
        // Whoever begins a visit has the patient before them.
        let here = if own.is_some() { AppointmentStatus::WithProvider } else { AppointmentStatus::Arrived };
        schedule::reach(tx, appointment.id, here)?;
        if let Some(visit) = begun {
            if visit.status == VisitStatus::Planned {
                tx.update(
                    "visit",
                    "visit",
                    visit.id,
                    visit.version,
                    &[("status", &VisitStatus::InProgress), ("started_at", &input.started_at.unwrap_or(tx.now()))],
                )?;
            }
            return get(tx, visit.id);
        }
    }
    let practitioner = input
        .practitioner
        .or(appointment.as_ref().map(|a| a.practitioner))
        .or(own)
        .ok_or_else(|| Error::invalid("practitioner", "Say which practitioner sees the patient."))?;
    staff::practitioner(tx, practitioner)?;
    let reason = input.reason.as_deref().or(appointment.as_ref().and_then(|a| a.reason.as_deref()));
    let visit_type = input.visit_type.as_deref().or(appointment.as_ref().and_then(|a| a.visit_type_name.as_deref()));
    let id = import(
        tx,
        &NewVisit {
            patient: input.patient,
            appointment: input.appointment,
            practitioner: Some(practitioner),
            status: VisitStatus::InProgress,
            class: input.class.unwrap_or(VisitClass::Ambulatory),
            type_code: None,
            visit_type: text::optional_line("visit_type", visit_type)?.as_deref(),
            reason: text::optional_line("reason", reason)?.as_deref(),
            started_at: input.started_at.unwrap_or(tx.now()),
            ended_at: None,
            place_of_service: &place(input.place_of_service.as_deref())?,
            signed: None,
            source: None,
        },
    )?;
    get(tx, id)
}

fn of_appointment(tx: &Change, appointment: Id<Appointment>) -> Result<Option<super::VisitBrief>> {
    let id: Option<Id<Visit>> = tx.maybe(
        "SELECT id FROM visit WHERE appointment_id = ?1 AND status <> 'entered_in_error' LIMIT 1",
        [appointment],
        |r| r.get(0),
    )?;
    id.map(|id| brief(tx, id)).transpose()
}

fn place(code: Option<&str>) -> Result<String> {
    match text::optional_line("place_of_service", code)? {
        None => Ok(OFFICE.to_owned()),
        Some(code) => knowledge::codes::check_place_of_service(&code)
            .map_err(|_| Error::invalid("place_of_service", "There is no such place of service.")),
    }
}

/// New details of an open visit, all of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeVisit {
    /// Whose.
    pub patient: Id<Patient>,
    /// Which one.
    pub visit: Id<Visit>,
    /// The version these were read at.
    pub version: i64,
    /// Who sees the patient.
    pub practitioner: Id<Practitioner>,
    /// Why the patient came.
    #[serde(default)]
    pub reason: Option<String>,
    /// What it is called here.
    #[serde(default)]
    pub visit_type: Option<String>,
    /// Where they meet.
    pub class: VisitClass,
    /// CMS place-of-service code.
    pub place_of_service: String,
    /// When it began.
    pub started_at: Instant,
}

/// Changes the details of a visit that is not signed.
pub fn change(tx: &mut Change, input: ChangeVisit) -> Result<Visit> {
    open_of(tx, input.visit, input.patient)?;
    guard::not_in_the_future(tx, "started_at", Some(input.started_at))?;
    guard::moment_not_before_birth(tx, input.patient, "started_at", Some(input.started_at))?;
    staff::practitioner(tx, input.practitioner)?;
    tx.update(
        "visit",
        "visit",
        input.visit,
        input.version,
        &[
            ("practitioner_id", &input.practitioner),
            ("reason", &text::optional_line("reason", input.reason.as_deref())?),
            ("type_text", &text::optional_line("visit_type", input.visit_type.as_deref())?),
            ("class", &input.class),
            ("place_of_service", &place(Some(&input.place_of_service))?),
            ("started_at", &input.started_at),
        ],
    )?;
    get(tx, input.visit)
}

/// A visit as it is kept: already clean.
pub struct NewVisit<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// The appointment kept.
    pub appointment: Option<Id<Appointment>>,
    /// Who saw the patient.
    pub practitioner: Option<Id<Practitioner>>,
    /// How far it is; `Finished` for one closed elsewhere.
    pub status: VisitStatus,
    /// Where they met.
    pub class: VisitClass,
    /// SNOMED CT.
    pub type_code: Option<&'a str>,
    /// What it is called.
    pub visit_type: Option<&'a str>,
    /// Why the patient came.
    pub reason: Option<&'a str>,
    /// When it began.
    pub started_at: Instant,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// CMS place-of-service code; `11` when not known.
    pub place_of_service: &'a str,
    /// When and by whom it was signed, for one that was.
    pub signed: Option<(Instant, Id<Practitioner>)>,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

impl NewVisit<'_> {
    /// The row it becomes, without id, stamps and signature.
    pub fn columns(&self) -> [Column<'_>; 12] {
        [
            ("patient_id", &self.patient),
            ("appointment_id", &self.appointment),
            ("practitioner_id", &self.practitioner),
            ("status", &self.status),
            ("class", &self.class),
            ("type_code", &self.type_code),
            ("type_text", &self.visit_type),
            ("reason", &self.reason),
            ("started_at", &self.started_at),
            ("ended_at", &self.ended_at),
            ("place_of_service", &self.place_of_service),
            ("source_id", &self.source),
        ]
    }
}

/// Keeps a visit.
pub fn import(tx: &mut Change, new: &NewVisit) -> Result<Id<Visit>> {
    let id = Id::new();
    let (at, by) = new.signed.unzip();
    let signed: [Column; 2] = [("signed_at", &at), ("signed_by", &by)];
    tx.insert("visit", id, &[new.columns().as_slice(), &signed].concat())?;
    Ok(id)
}
