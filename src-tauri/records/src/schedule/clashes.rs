//! What a booking would run into: the practitioner, the room or the patient already taken, or nobody at work.
//!
//! A clash warns and does not forbid: a practice double-books on purpose. Booking over one needs `allow_overlap`.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    LONGEST,
    appointments::Appointment,
    setup::{Hours, Room},
};
use crate::{Error, FaultCode, Id, Result, View, patients::Patient, staff::Practitioner, time::WallTime};

/// Where and when a patient would be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) patient: Id<Patient>,
    pub(super) practitioner: Id<Practitioner>,
    pub(super) room: Option<Id<Room>>,
    pub(super) starts_at: WallTime,
    pub(super) ends_at: WallTime,
}

/// What is already taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClashKind {
    /// The practitioner has another appointment.
    Practitioner,
    /// The room has another appointment.
    Room,
    /// The patient has another appointment.
    Patient,
    /// The practitioner does not work then.
    OutsideHours,
}

/// Something a booking would run into.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct BookingClash {
    /// What is taken.
    pub kind: ClashKind,
    /// The appointment that takes it; none outside working hours.
    pub appointment: Option<Id<Appointment>>,
    /// Whose appointment it is.
    pub patient_name: Option<String>,
    /// Whom that patient sees.
    pub practitioner_name: Option<String>,
    /// When it begins.
    pub starts_at: Option<WallTime>,
    /// When it ends.
    pub ends_at: Option<WallTime>,
}

/// A booking to try without booking it.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckBooking {
    /// The patient.
    pub patient: Id<Patient>,
    /// Who would see them.
    pub practitioner: Id<Practitioner>,
    /// Where.
    #[serde(default)]
    pub room: Option<Id<Room>>,
    /// When.
    pub starts_at: WallTime,
    /// For how long.
    pub minutes: i64,
    /// The appointment that would be moved there.
    #[serde(default)]
    pub appointment: Option<Id<Appointment>>,
}

/// What a booking would run into; empty when it is free.
pub fn check(tx: &View, input: CheckBooking) -> Result<Vec<BookingClash>> {
    tx.about(input.patient);
    let ends_at = input.starts_at.plus_minutes(input.minutes.clamp(1, LONGEST));
    let place = Place {
        patient: input.patient,
        practitioner: input.practitioner,
        room: input.room,
        starts_at: input.starts_at,
        ends_at,
    };
    clashes(tx, &place, input.appointment)
}

/// Whether two spans share a minute; one that ends as the other begins does not.
pub(super) fn overlap(a: (WallTime, WallTime), b: (WallTime, WallTime)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// What a place runs into, but for the appointment that would be moved there.
pub(super) fn clashes(tx: &View, place: &Place, except: Option<Id<Appointment>>) -> Result<Vec<BookingClash>> {
    let mut found = Vec::new();
    let earliest = place.starts_at.plus_minutes(-LONGEST);
    let span = (place.starts_at, place.ends_at);
    let mut look = |kind: ClashKind, sql: &str, whose: Id<()>| -> Result<()> {
        let taken = tx.rows(sql, params![whose, earliest, place.ends_at], |r| {
            Ok((r.get::<_, Id<Appointment>>(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?))
        })?;
        for (id, starts_at, ends_at, patient_name, practitioner_name) in taken {
            if Some(id) == except || !overlap(span, (starts_at, ends_at)) {
                continue;
            }
            found.push(BookingClash {
                kind,
                appointment: Some(id),
                patient_name: Some(patient_name),
                practitioner_name: Some(practitioner_name),
                starts_at: Some(starts_at),
                ends_at: Some(ends_at),
            });
        }
        Ok(())
    };
    look(
        ClashKind::Practitioner,
        "SELECT a.id, a.starts_at, a.ends_at, patient.list_name, practitioner.display_name FROM appointment a
           JOIN patient ON patient.id = a.patient_id JOIN practitioner ON practitioner.id = a.practitioner_id
         WHERE a.practitioner_id = ?1 AND a.starts_at >= ?2 AND a.starts_at < ?3 AND a.status NOT IN ('cancelled', 'noshow') ORDER BY a.starts_at",
        place.practitioner.cast(),
    )?;
    if let Some(room) = place.room {
        look(
            ClashKind::Room,
            "SELECT a.id, a.starts_at, a.ends_at, patient.list_name, practitioner.display_name FROM appointment a
           JOIN patient ON patient.id = a.patient_id JOIN practitioner ON practitioner.id = a.practitioner_id
             WHERE a.room_id = ?1 AND a.starts_at >= ?2 AND a.starts_at < ?3 AND a.status NOT IN ('cancelled', 'noshow') ORDER BY a.starts_at",
            room.cast(),
        )?;
    }
    look(
        ClashKind::Patient,
        "SELECT a.id, a.starts_at, a.ends_at, patient.list_name, practitioner.display_name FROM appointment a
           JOIN patient ON patient.id = a.patient_id JOIN practitioner ON practitioner.id = a.practitioner_id
         WHERE a.patient_id = ?1 AND a.starts_at >= ?2 AND a.starts_at < ?3 AND a.status NOT IN ('cancelled', 'noshow') ORDER BY a.starts_at",
        place.patient.cast(),
    )?;
    if !works(&Hours::of(tx, place.practitioner)?, place) {
        found.push(BookingClash {
            kind: ClashKind::OutsideHours,
            appointment: None,
            patient_name: None,
            practitioner_name: None,
            starts_at: None,
            ends_at: None,
        });
    }
    Ok(found)
}

/// Whether the whole place lies in one span of hours.
fn works(hours: &Hours, place: &Place) -> bool {
    let from = i64::from(place.starts_at.minute_of_day());
    let to = from + place.ends_at.minutes_since(place.starts_at);
    hours.of_day(place.starts_at.day()).iter().any(|(begin, end)| *begin <= from && to <= *end)
}

/// Refuses a place that runs into something the appointment's present place does not.
pub(super) fn refuse_clash(tx: &View, place: &Place, moved: Option<(Id<Appointment>, &Place)>) -> Result<()> {
    let mut new = clashes(tx, place, moved.map(|(id, _)| id))?;
    if let Some((id, from)) = moved {
        let known = clashes(tx, from, Some(id))?;
        new.retain(|c| !known.contains(c));
    }
    let has = |kind| new.iter().any(|c| c.kind == kind);
    let clauses: Vec<&str> = [
        (ClashKind::Practitioner, "The provider already has an appointment at this time."),
        (ClashKind::Room, "The room is taken at this time."),
        (ClashKind::Patient, "The patient already has an appointment at this time."),
        (ClashKind::OutsideHours, "This is outside the provider's working hours."),
    ]
    .into_iter()
    .filter_map(|(kind, clause)| has(kind).then_some(clause))
    .collect();
    if clauses.is_empty() {
        return Ok(());
    }
    Err(Error::refused(FaultCode::Overlap, clauses.join(" ")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wall(minutes: i64) -> WallTime {
        "2026-03-07T00:00".parse::<WallTime>().unwrap().plus_minutes(minutes)
    }

    proptest! {
        #[test]
        fn two_spans_overlap_exactly_when_they_share_a_minute(a in 0_i64..600, la in 1_i64..200, b in 0_i64..600, lb in 1_i64..200) {
            let share = (a..a + la).any(|m| (b..b + lb).contains(&m));
            let (x, y) = ((wall(a), wall(a + la)), (wall(b), wall(b + lb)));
            prop_assert_eq!(overlap(x, y), share);
            prop_assert_eq!(overlap(y, x), share, "whichever is asked first");
        }
    }
}
