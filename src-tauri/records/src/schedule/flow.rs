//! From the book through the day: arrived, roomed, with the provider, checkout, done; or cancelled, or a no-show.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AppointmentStatus, CancelReason,
    appointments::{Appointment, AppointmentOf, get, own, own_at, read, select_appointment, usable_room},
    clashes::refuse_clash,
    setup::Room,
};
use crate::{
    Change, Error, FaultCode, Id, Result, View, kinds,
    patients::Patient,
    staff::Practitioner,
    text,
    time::{Day, Instant},
};

/// A status an appointment got.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct AppointmentMoment {
    /// The moment.
    pub id: Id<AppointmentMoment>,
    /// The status.
    pub status: AppointmentStatus,
    /// When.
    pub at: Instant,
    /// Who did it; none when imported or since removed.
    pub by: Option<String>,
    /// Words of a cancellation.
    pub reason: Option<String>,
    /// When it was taken back, if it was.
    pub undone_at: Option<Instant>,
}
kinds!(AppointmentMoment);

/// Every status an appointment ever had, first to last, those taken back too.
pub fn history(tx: &View, input: AppointmentOf) -> Result<Vec<AppointmentMoment>> {
    let id = own(tx, input.id, input.patient)?.id;
    tx.rows(
        "SELECT m.id, m.status, m.at, user.display_name, m.reason, m.undone_at FROM appointment_moment m
           LEFT JOIN user ON user.id = m.created_by
         WHERE m.appointment_id = ?1 ORDER BY m.at, m.id",
        [id],
        |r| {
            Ok(AppointmentMoment {
                id: r.get(0)?,
                status: r.get(1)?,
                at: r.get(2)?,
                by: r.get(3)?,
                reason: r.get(4)?,
                undone_at: r.get(5)?,
            })
        },
    )
}

pub(super) fn write_moment(
    tx: &mut Change,
    appointment: Id<Appointment>,
    status: AppointmentStatus,
    at: Instant,
    reason: Option<&str>,
) -> Result<()> {
    tx.insert(
        "appointment_moment",
        Id::<AppointmentMoment>::new(),
        &[("appointment_id", &appointment), ("status", &status), ("at", &at), ("reason", &reason)],
    )
}

/// Gives an appointment a status, and notes when.
fn step(
    tx: &mut Change,
    of: &Appointment,
    seen: i64,
    to: AppointmentStatus,
    room: Option<Id<Room>>,
    cancelled: Option<(CancelReason, Option<&str>)>,
) -> Result<()> {
    let now = tx.now();
    let reason = cancelled.map(|(r, _)| r);
    tx.update(
        "appointment",
        "appointment",
        of.id,
        seen,
        &[("status", &to), ("since", &now), ("room_id", &room), ("cancel_reason", &reason)],
    )?;
    write_moment(tx, of.id, to, now, cancelled.and_then(|(_, words)| words))
}

/// An appointment to take further.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AdvanceAppointment {
    /// Which one.
    pub id: Id<Appointment>,
    /// The version it was read at.
    pub version: i64,
    /// The patient it belongs to.
    pub patient: Id<Patient>,
    /// How far; the next step when left out. Steps may be skipped, not taken back.
    #[serde(default)]
    pub to: Option<AppointmentStatus>,
    /// The room the patient goes to; the room stays when left out.
    #[serde(default)]
    pub room: Option<Id<Room>>,
}

/// Takes an appointment a step further through the day: from booked, checks the patient in.
pub fn advance(tx: &mut Change, input: AdvanceAppointment) -> Result<Appointment> {
    let old = own_at(tx, input.id, input.patient, input.version)?;
    let Some(next) = old.status.next() else {
        return Err(Error::refused(
            FaultCode::WrongState,
            "This appointment is over: done, cancelled or a no-show. Undo the last step if that is wrong.",
        ));
    };
    let to = input.to.unwrap_or(next);
    if !AppointmentStatus::FLOW.contains(&to) || to < next {
        return Err(Error::refused(
            FaultCode::WrongState,
            "The patient is already that far or farther. Undo the last step to go back.",
        ));
    }
    if old.starts_at.day() > tx.today() {
        return Err(Error::refused(
            FaultCode::WrongState,
            "This appointment is on a later day. Move it to today first if the patient is here.",
        ));
    }
    let room = if input.room.is_some() { usable_room(tx, input.room)? } else { old.room };
    step(tx, &old, input.version, to, room, None)?;
    get(tx, input.id)
}

/// Takes an appointment as far as `to` if it is not that far yet, for a visit that was begun or signed. Leaves one that is over.
pub fn reach(tx: &mut Change, id: Id<Appointment>, to: AppointmentStatus) -> Result<()> {
    let old = get(tx, id)?;
    if old.status.is_over() || !AppointmentStatus::FLOW.contains(&to) || old.status >= to {
        return Ok(());
    }
    step(tx, &old, old.version, to, old.room, None)
}

/// An appointment to call off.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CancelAppointment {
    /// Which one.
    pub id: Id<Appointment>,
    /// The version it was read at.
    pub version: i64,
    /// The patient it belongs to.
    pub patient: Id<Patient>,
    /// Why.
    pub reason: CancelReason,
    /// More words; needed when the reason is `other`.
    #[serde(default)]
    pub note: Option<String>,
}

/// Calls an appointment off, before the practitioner has begun.
pub fn cancel(tx: &mut Change, input: CancelAppointment) -> Result<Appointment> {
    use AppointmentStatus as S;
    let old = own_at(tx, input.id, input.patient, input.version)?;
    let note = text::optional_line("note", input.note.as_deref())?;
    if input.reason == CancelReason::Other && note.is_none() {
        return Err(Error::invalid("note", "Say in a few words why it is cancelled."));
    }
    if !matches!(old.status, S::Booked | S::Arrived | S::Roomed) {
        return Err(Error::refused(
            FaultCode::WrongState,
            "Only an appointment the provider has not begun can be cancelled.",
        ));
    }
    if input.reason == CancelReason::LeftUnseen && old.status == S::Booked {
        return Err(Error::invalid("reason", "The patient was not checked in. Mark a no-show instead."));
    }
    step(tx, &old, input.version, S::Cancelled, old.room, Some((input.reason, note.as_deref())))?;
    get(tx, input.id)
}

/// An appointment to which the patient did not come.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkNoShow {
    /// Which one.
    pub id: Id<Appointment>,
    /// The version it was read at.
    pub version: i64,
    /// The patient it belongs to.
    pub patient: Id<Patient>,
}

/// Notes that the patient did not come.
pub fn no_show(tx: &mut Change, input: MarkNoShow) -> Result<Appointment> {
    let old = own_at(tx, input.id, input.patient, input.version)?;
    if old.status != AppointmentStatus::Booked {
        return Err(Error::refused(
            FaultCode::WrongState,
            "Only a booked appointment can be a no-show. If the patient left again, cancel it as left without being seen.",
        ));
    }
    if old.starts_at > tx.zone().wall(tx.now()) {
        return Err(Error::refused(FaultCode::WrongState, "This appointment has not begun yet."));
    }
    step(tx, &old, input.version, AppointmentStatus::Noshow, old.room, None)?;
    get(tx, input.id)
}

/// An appointment whose last step was wrong.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoAppointmentStep {
    /// Which one.
    pub id: Id<Appointment>,
    /// The version it was read at.
    pub version: i64,
    /// The patient it belongs to.
    pub patient: Id<Patient>,
    /// Put it back although its time was given to someone else meanwhile.
    #[serde(default)]
    pub allow_overlap: bool,
}

/// Takes the last step back: a check-in, a cancellation, a no-show. The status before holds again since when it began.
pub fn undo(tx: &mut Change, input: UndoAppointmentStep) -> Result<Appointment> {
    let old = own_at(tx, input.id, input.patient, input.version)?;
    let standing: Vec<(Id<AppointmentMoment>, AppointmentStatus, Instant, i64)> = tx.rows(
        "SELECT id, status, at, version FROM appointment_moment
         WHERE appointment_id = ?1 AND undone_at IS NULL ORDER BY at DESC, id DESC LIMIT 2",
        [input.id],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)),
    )?;
    let (last, version, status, since) = match standing.as_slice() {
        [(last, _, _, version), (_, status, since, _)] => (*last, *version, *status, *since),
        // Imported as booked, without its moments.
        [(last, status, _, version)] if *status != AppointmentStatus::Booked => {
            (*last, *version, AppointmentStatus::Booked, tx.now())
        }
        _ => return Err(Error::refused(FaultCode::WrongState, "There is no step to take back.")),
    };
    let given_up = matches!(old.status, AppointmentStatus::Cancelled | AppointmentStatus::Noshow);
    if given_up && !input.allow_overlap {
        // Its own time is not taken by itself: it was given up.
        refuse_clash(tx, &old.place(), None)?;
    }
    let (now, user, none) = (tx.now(), tx.user(), None::<CancelReason>);
    tx.update(
        "appointment",
        "appointment",
        input.id,
        input.version,
        &[("status", &status), ("since", &since), ("cancel_reason", &none)],
    )?;
    tx.update("appointment_moment", "step", last, version, &[("undone_at", &now), ("undone_by", &user)])?;
    get(tx, input.id)
}

/// Whose patients.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct SeeFlowBoard {
    /// Only these practitioners' patients; everyone's when empty.
    pub practitioners: Vec<Id<Practitioner>>,
}

/// Today by where each patient stands.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct FlowBoard {
    /// The day.
    pub day: Day,
    /// When this was read; minutes are counted up to it.
    pub now: Instant,
    /// A lane a step: booked, arrived, roomed, with provider, checkout, fulfilled.
    pub lanes: Vec<FlowLane>,
}

/// Everyone at one step.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct FlowLane {
    /// The step.
    pub status: AppointmentStatus,
    /// Those at it: booked ones by their time, the others with who waits longest first.
    pub rows: Vec<FlowRow>,
}

/// One patient's way through today.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct FlowRow {
    /// The appointment.
    pub appointment: Appointment,
    /// When the patient was checked in.
    pub arrived_at: Option<Instant>,
    /// Whole minutes at this step.
    pub minutes_in_step: i64,
    /// Whole minutes since check-in, up to now or to when it was done.
    pub minutes_here: Option<i64>,
}

/// Today's appointments by step, with how long each patient has been there.
pub fn board(tx: &View, input: SeeFlowBoard) -> Result<FlowBoard> {
    let (day, now) = (tx.today(), tx.now());
    let minutes = |from: Instant, to: Instant| (to.0 - from.0).max(0) / 60_000;
    let arrivals: std::collections::HashMap<Id<Appointment>, Instant> = tx
        .rows(
            "SELECT id, (SELECT min(at) FROM appointment_moment
                         WHERE appointment_id = appointment.id AND status <> 'booked' AND undone_at IS NULL)
             FROM appointment WHERE starts_at >= ?1 AND starts_at < ?2",
            params![day, day.plus_days(1)],
            |r| Ok((r.get(0)?, r.get::<_, Option<Instant>>(1)?)),
        )?
        .into_iter()
        .filter_map(|(id, arrived)| Some((id, arrived?)))
        .collect();
    let mut lanes: Vec<FlowLane> =
        AppointmentStatus::FLOW.into_iter().map(|status| FlowLane { status, rows: Vec::new() }).collect();
    let all = tx.rows(
        select_appointment!("WHERE a.starts_at >= ?1 AND a.starts_at < ?2 ORDER BY a.starts_at, a.id"),
        params![day, day.plus_days(1)],
        read,
    )?;
    for appointment in all {
        if !input.practitioners.is_empty() && !input.practitioners.contains(&appointment.practitioner) {
            continue;
        }
        if let Some(lane) = lanes.iter_mut().find(|l| l.status == appointment.status) {
            let arrived_at = arrivals.get(&appointment.id).copied();
            let until = if appointment.status == AppointmentStatus::Fulfilled { appointment.since } else { now };
            lane.rows.push(FlowRow {
                arrived_at,
                minutes_in_step: minutes(appointment.since, now),
                minutes_here: arrived_at.map(|at| minutes(at, until)),
                appointment,
            });
        }
    }
    for lane in lanes.iter_mut().filter(|l| l.status != AppointmentStatus::Booked) {
        lane.rows.sort_by_key(|r| r.appointment.since);
    }
    Ok(FlowBoard { day, now, lanes })
}
