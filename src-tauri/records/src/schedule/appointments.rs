//! Appointments: booked, moved, changed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AppointmentStatus, CancelReason, LONGEST,
    clashes::{Place, refuse_clash},
    flow::write_moment,
    setup::{self, Room, VisitType},
};
use crate::{
    Change, Error, FaultCode, Id, Result, View, kinds,
    patients::{self, Patient},
    staff::{self, Practitioner},
    text,
    time::{Day, Instant, WallTime},
};

/// An appointment, with the names that stand on the schedule.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Appointment {
    /// The appointment.
    pub id: Id<Appointment>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// Who comes.
    pub patient: Id<Patient>,
    /// Their name as it is listed.
    pub patient_name: String,
    /// Their medical record number.
    pub mrn: String,
    /// When they were born, if known.
    pub birth_date: Option<Day>,
    /// Their age on the day of the appointment, in years.
    pub age: Option<i32>,
    /// Their telephone.
    pub phone: Option<String>,
    /// Whether it is their birthday.
    pub birthday: bool,
    /// Who sees them.
    pub practitioner: Id<Practitioner>,
    /// That practitioner's name.
    pub practitioner_name: String,
    /// Where.
    pub room: Option<Id<Room>>,
    /// That room's name.
    pub room_name: Option<String>,
    /// What for; none when imported without.
    pub visit_type: Option<Id<VisitType>>,
    /// The visit type's name.
    pub visit_type_name: Option<String>,
    /// The visit type's colour, `#rrggbb`.
    pub color: Option<String>,
    /// When it begins.
    pub starts_at: WallTime,
    /// When it ends.
    pub ends_at: WallTime,
    /// How long it is, by the wall clock.
    pub minutes: i64,
    /// Where it stands.
    pub status: AppointmentStatus,
    /// Since when it stands there.
    pub since: Instant,
    /// Why it was called off.
    pub cancel_reason: Option<CancelReason>,
    /// Why the patient comes, in their words.
    pub reason: Option<String>,
    /// For the desk.
    pub comment: Option<String>,
}
kinds!(Appointment);

/// The columns of [`read`], before the rest of a query.
macro_rules! select_appointment {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.version, a.patient_id, patient.list_name, patient.mrn, patient.birth_date, patient.phone,
               a.practitioner_id, practitioner.display_name, a.room_id, room.name, a.visit_type_id, visit_type.name,
               visit_type.color, a.starts_at, a.ends_at, a.status, a.since, a.cancel_reason, a.reason, a.comment
             FROM appointment a JOIN patient ON patient.id = a.patient_id
               JOIN practitioner ON practitioner.id = a.practitioner_id
               LEFT JOIN room ON room.id = a.room_id LEFT JOIN visit_type ON visit_type.id = a.visit_type_id ",
            $rest
        )
    };
}
pub(super) use select_appointment;

/// One row of [`select_appointment`].
pub(super) fn read(r: &rusqlite::Row<'_>) -> rusqlite::Result<Appointment> {
    let (birth_date, starts_at, ends_at): (Option<Day>, WallTime, WallTime) = (r.get(5)?, r.get(14)?, r.get(15)?);
    let day = starts_at.day();
    Ok(Appointment {
        id: r.get(0)?,
        version: r.get(1)?,
        patient: r.get(2)?,
        patient_name: r.get(3)?,
        mrn: r.get(4)?,
        birth_date,
        age: birth_date.map(|b| b.age_on(day)),
        phone: r.get(6)?,
        birthday: birth_date.is_some_and(|b| b < day && (b.month(), b.day()) == (day.month(), day.day())),
        practitioner: r.get(7)?,
        practitioner_name: r.get(8)?,
        room: r.get(9)?,
        room_name: r.get(10)?,
        visit_type: r.get(11)?,
        visit_type_name: r.get(12)?,
        color: r.get(13)?,
        starts_at,
        ends_at,
        minutes: ends_at.minutes_since(starts_at),
        status: r.get(16)?,
        since: r.get(17)?,
        cancel_reason: r.get(18)?,
        reason: r.get(19)?,
        comment: r.get(20)?,
    })
}

impl Appointment {
    pub(super) fn place(&self) -> Place {
        Place {
            patient: self.patient,
            practitioner: self.practitioner,
            room: self.room,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
        }
    }
}

/// One appointment, for other features.
pub fn get(tx: &View, id: Id<Appointment>) -> Result<Appointment> {
    tx.one("appointment", select_appointment!("WHERE a.id = ?1"), [id], read)
}

/// An appointment and whose it is.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AppointmentOf {
    /// Which one.
    pub id: Id<Appointment>,
    /// The patient it belongs to.
    pub patient: Id<Patient>,
}

/// One appointment.
pub fn appointment(tx: &View, input: AppointmentOf) -> Result<Appointment> {
    own(tx, input.id, input.patient)
}

/// An appointment that must be this patient's.
pub(super) fn own(tx: &View, id: Id<Appointment>, patient: Id<Patient>) -> Result<Appointment> {
    tx.about(patient);
    let found = get(tx, id)?;
    if found.patient != patient {
        return Err(Error::refused(
            FaultCode::WrongPatient,
            "This appointment belongs to another patient. Nothing was changed; open it from the schedule again.",
        ));
    }
    Ok(found)
}

/// One that must be this patient's and as it was when it was read: what changed meanwhile is said before anything else.
pub(super) fn own_at(tx: &View, id: Id<Appointment>, patient: Id<Patient>, seen: i64) -> Result<Appointment> {
    let found = own(tx, id, patient)?;
    if found.version == seen { Ok(found) } else { Err(Error::Conflict { current: found.version }) }
}

/// An appointment to book.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BookAppointment {
    /// Who comes.
    pub patient: Id<Patient>,
    /// Who sees them.
    pub practitioner: Id<Practitioner>,
    /// What for.
    pub visit_type: Id<VisitType>,
    /// When, on the practice's wall clock.
    pub starts_at: WallTime,
    /// How long; the visit type's usual length when left out.
    #[serde(default)]
    pub minutes: Option<i64>,
    /// Where.
    #[serde(default)]
    pub room: Option<Id<Room>>,
    /// Why the patient comes, in their words.
    #[serde(default)]
    pub reason: Option<String>,
    /// For the desk.
    #[serde(default)]
    pub comment: Option<String>,
    /// Book although someone or something is taken, or nobody works.
    #[serde(default)]
    pub allow_overlap: bool,
}

/// Books an appointment.
pub fn book(tx: &mut Change, input: BookAppointment) -> Result<Appointment> {
    tx.about(input.patient);
    patients::must_be_bookable(tx, input.patient)?;
    let visit_type = usable_type(tx, input.visit_type)?;
    let (starts_at, ends_at) = span(tx, input.starts_at, input.minutes.unwrap_or(visit_type.minutes))?;
    let (practitioner, room) = (usable_practitioner(tx, input.practitioner)?, usable_room(tx, input.room)?);
    let (reason, comment) = words(&input.reason, &input.comment)?;
    let place = Place { patient: input.patient, practitioner, room, starts_at, ends_at };
    if !input.allow_overlap {
        refuse_clash(tx, &place, None)?;
    }
    let (id, now) = (Id::new(), tx.now());
    tx.insert(
        "appointment",
        id,
        &[
            ("patient_id", &input.patient),
            ("practitioner_id", &practitioner),
            ("room_id", &room),
            ("visit_type_id", &input.visit_type),
            ("starts_at", &starts_at),
            ("ends_at", &ends_at),
            ("status", &AppointmentStatus::Booked),
            ("since", &now),
            ("reason", &reason),
            ("comment", &comment),
        ],
    )?;
    write_moment(tx, id, AppointmentStatus::Booked, now, None)?;
    get(tx, id)
}

/// A new place of an appointment, all of it.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveAppointment {
    /// Which one.
    pub id: Id<Appointment>,
    /// The version it was read at.
    pub version: i64,
    /// The patient it belongs to.
    pub patient: Id<Patient>,
    /// Who sees them.
    pub practitioner: Id<Practitioner>,
    /// Where; none: no room.
    #[serde(default)]
    pub room: Option<Id<Room>>,
    /// When.
    pub starts_at: WallTime,
    /// How long.
    pub minutes: i64,
    /// Move although someone or something is taken, or nobody works.
    #[serde(default)]
    pub allow_overlap: bool,
}

/// Moves an appointment to another time, practitioner or room, or makes it longer or shorter.
pub fn reschedule(tx: &mut Change, input: MoveAppointment) -> Result<Appointment> {
    let old = own_at(tx, input.id, input.patient, input.version)?;
    open(&old)?;
    let (starts_at, ends_at) = span(tx, input.starts_at, input.minutes)?;
    if old.status != AppointmentStatus::Booked && starts_at.day() != old.starts_at.day() {
        return Err(Error::refused(
            FaultCode::WrongState,
            "The patient was checked in for this day. Undo the check-in before moving it to another day.",
        ));
    }
    let practitioner = if input.practitioner == old.practitioner {
        old.practitioner
    } else {
        usable_practitioner(tx, input.practitioner)?
    };
    let room = if input.room == old.room { old.room } else { usable_room(tx, input.room)? };
    let place = Place { patient: old.patient, practitioner, room, starts_at, ends_at };
    if !input.allow_overlap {
        refuse_clash(tx, &place, Some((old.id, &old.place())))?;
    }
    tx.update(
        "appointment",
        "appointment",
        input.id,
        input.version,
        &[("practitioner_id", &practitioner), ("room_id", &room), ("starts_at", &starts_at), ("ends_at", &ends_at)],
    )?;
    get(tx, input.id)
}

/// New details of an appointment, all of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeAppointment {
    /// Which one.
    pub id: Id<Appointment>,
    /// The version it was read at.
    pub version: i64,
    /// The patient it belongs to.
    pub patient: Id<Patient>,
    /// What for. Its length stays.
    #[serde(default)]
    pub visit_type: Option<Id<VisitType>>,
    /// Where; none: no room.
    #[serde(default)]
    pub room: Option<Id<Room>>,
    /// Why the patient comes, in their words.
    #[serde(default)]
    pub reason: Option<String>,
    /// For the desk.
    #[serde(default)]
    pub comment: Option<String>,
    /// Change although the room is taken.
    #[serde(default)]
    pub allow_overlap: bool,
}

/// Changes an appointment's visit type, room, reason and comment.
pub fn change(tx: &mut Change, input: ChangeAppointment) -> Result<Appointment> {
    let old = own_at(tx, input.id, input.patient, input.version)?;
    open(&old)?;
    if let Some(new) = input.visit_type
        && input.visit_type != old.visit_type
    {
        usable_type(tx, new)?;
    }
    let room = if input.room == old.room { old.room } else { usable_room(tx, input.room)? };
    if room != old.room && !input.allow_overlap {
        refuse_clash(tx, &Place { room, ..old.place() }, Some((old.id, &old.place())))?;
    }
    let (reason, comment) = words(&input.reason, &input.comment)?;
    tx.update(
        "appointment",
        "appointment",
        input.id,
        input.version,
        &[
            ("visit_type_id", &input.visit_type.or(old.visit_type)),
            ("room_id", &room),
            ("reason", &reason),
            ("comment", &comment),
        ],
    )?;
    get(tx, input.id)
}

/// Refuses what can no longer be changed.
fn open(appointment: &Appointment) -> Result<()> {
    let sentence = match appointment.status {
        AppointmentStatus::Fulfilled => "This appointment is done. Undo the last step to change it.",
        AppointmentStatus::Cancelled => "This appointment was cancelled. Undo the cancellation to change it.",
        AppointmentStatus::Noshow => "This appointment is marked as a no-show. Undo that to change it.",
        _ => return Ok(()),
    };
    Err(Error::refused(FaultCode::WrongState, sentence))
}

/// A span of wall time someone could mean, or what is wrong with it.
fn span(tx: &View, starts_at: WallTime, minutes: i64) -> Result<(WallTime, WallTime)> {
    if minutes < 1 {
        return Err(Error::invalid("minutes", "An appointment must end after it begins."));
    }
    if minutes > LONGEST {
        return Err(Error::invalid("minutes", "An appointment can last twelve hours at most."));
    }
    let today = tx.today();
    if starts_at.day() > today.plus_months(60) {
        return Err(Error::invalid("starts_at", "This is more than five years away. Look at the year again."));
    }
    if starts_at.day() < today.plus_months(-12) {
        return Err(Error::invalid("starts_at", "This is more than a year ago. Look at the year again."));
    }
    let zone = tx.zone();
    if zone.wall(zone.instant(starts_at)) != starts_at {
        return Err(Error::invalid(
            "starts_at",
            "The clock skips this time on this day: it goes forward an hour. Choose an hour later.",
        ));
    }
    Ok((starts_at, starts_at.plus_minutes(minutes)))
}

fn words(reason: &Option<String>, comment: &Option<String>) -> Result<(Option<String>, Option<String>)> {
    let reason = text::optional_line("reason", reason.as_deref())?;
    let comment = text::block("comment", comment.as_deref().unwrap_or_default())?;
    if comment.chars().count() > 2000 {
        return Err(Error::invalid("comment", "This is too long: at most 2,000 characters."));
    }
    Ok((reason, Some(comment).filter(|c| !c.is_empty())))
}

fn usable_type(tx: &View, id: Id<VisitType>) -> Result<VisitType> {
    let found = setup::visit_type(tx, id)?;
    if found.active { Ok(found) } else { Err(Error::invalid("visit_type", "This visit type is no longer in use.")) }
}

fn usable_practitioner(tx: &View, id: Id<Practitioner>) -> Result<Id<Practitioner>> {
    if staff::practitioner(tx, id)?.sees_patients {
        Ok(id)
    } else {
        Err(Error::invalid("practitioner", "This practitioner has no column on the schedule."))
    }
}

pub(super) fn usable_room(tx: &View, id: Option<Id<Room>>) -> Result<Option<Id<Room>>> {
    let Some(id) = id else { return Ok(None) };
    if setup::room(tx, id)?.active {
        Ok(Some(id))
    } else {
        Err(Error::invalid("room", "This room is no longer in use."))
    }
}
