//! The schedule: rooms, visit types, working hours, and appointments from booking to done.
//!
//! Times are wall times in the practice's zone, so that nine o'clock stays nine o'clock when the clocks change; what happened
//! (arrived, roomed) has its moment besides. An appointment is never deleted: it is cancelled, or the patient did not come, and
//! every status it ever had stays with who and when.

mod appointments;
mod clashes;
mod day;
mod each;
mod flow;
mod free;
mod import;
mod setup;

pub use appointments::{
    Appointment, AppointmentOf, BookAppointment, ChangeAppointment, MoveAppointment, appointment, book, change, get,
    reschedule,
};
pub use clashes::{BookingClash, CheckBooking, ClashKind, check};
pub use day::{Column, HoursOfDay, PatientAppointments, Schedule, SeeSchedule, around, of_patient, see};
pub use each::each;
pub use flow::{
    AdvanceAppointment, AppointmentMoment, CancelAppointment, FlowBoard, FlowLane, FlowRow, MarkNoShow, SeeFlowBoard,
    UndoAppointmentStep, advance, board, cancel, history, no_show, reach, undo,
};
pub use free::{FindFreeSlots, FreeSlot, free_slots};
pub use import::{ImportedAppointment, import, sources};
pub use setup::{
    AddRoom, AddVisitType, ChangeRoom, ChangeVisitType, ChangeWorkingHours, HoursOf, Room, VisitType, WorkingSpan,
    WorkingWeek, add_room, add_visit_type, change_room, change_visit_type, change_working_hours, rooms, visit_types,
    working_hours,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Longest appointment, in minutes: twelve hours. Overlaps are looked for no farther back than this.
pub const LONGEST: i64 = 720;

/// Words of a closed list: one snake_case name in the file and outside.
macro_rules! words {
    ($ty:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        impl $ty {
            /// The word kept in the file.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
            /// What the word means.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
        impl rusqlite::ToSql for $ty {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.name().into())
            }
        }
        impl rusqlite::types::FromSql for $ty {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                Self::named(value.as_str()?).ok_or(rusqlite::types::FromSqlError::InvalidType)
            }
        }
    };
}

/// Where an appointment stands: FHIR AppointmentStatus, with the steps of the day between arrived and fulfilled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentStatus {
    /// In the book.
    Booked,
    /// Checked in, in the waiting room.
    Arrived,
    /// In a room.
    Roomed,
    /// The practitioner is with the patient.
    WithProvider,
    /// Seen; at the desk.
    Checkout,
    /// Done.
    Fulfilled,
    /// Called off.
    Cancelled,
    /// The patient did not come.
    Noshow,
}
words!(AppointmentStatus {
    Booked = "booked", Arrived = "arrived", Roomed = "roomed", WithProvider = "with_provider", Checkout = "checkout",
    Fulfilled = "fulfilled", Cancelled = "cancelled", Noshow = "noshow",
});

impl AppointmentStatus {
    /// The way through the day, in order.
    pub const FLOW: [Self; 6] =
        [Self::Booked, Self::Arrived, Self::Roomed, Self::WithProvider, Self::Checkout, Self::Fulfilled];

    /// The next step of the day, if there is one.
    pub fn next(self) -> Option<Self> {
        let here = Self::FLOW.iter().position(|s| *s == self)?;
        Self::FLOW.get(here + 1).copied()
    }

    /// Whether nothing more happens to it: fulfilled, cancelled, no-show.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Fulfilled | Self::Cancelled | Self::Noshow)
    }
}

/// Why an appointment was called off (after HL7 appointment-cancellation-reason).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    /// The patient asked.
    Patient,
    /// The practitioner or the practice cannot.
    Practice,
    /// The patient came, and left without being seen.
    LeftUnseen,
    /// The patient is too ill or in hospital.
    Ill,
    /// No way to come.
    Transport,
    /// Weather.
    Weather,
    /// Money or insurance.
    Insurance,
    /// Booked by mistake.
    Mistake,
    /// Anything else; the words say what.
    Other,
}
words!(CancelReason {
    Patient = "patient", Practice = "practice", LeftUnseen = "left_unseen", Ill = "ill", Transport = "transport",
    Weather = "weather", Insurance = "insurance", Mistake = "mistake", Other = "other",
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_goes_from_booked_to_fulfilled_and_ends_there() {
        let mut status = AppointmentStatus::Booked;
        let mut way = vec![status];
        while let Some(next) = status.next() {
            (status, _) = (next, way.push(next));
        }
        assert_eq!(way, AppointmentStatus::FLOW);
        assert!(status.is_over() && AppointmentStatus::Cancelled.next().is_none());
    }

    #[test]
    fn no_look_at_the_schedule_grows_with_the_practice() {
        let file = rusqlite::Connection::open_in_memory().unwrap();
        for step in [
            include_str!("../../migrations/0001_practice.sql"),
            include_str!("../../migrations/0003_patients.sql"),
            include_str!("../../migrations/0004_schedule.sql"),
        ] {
            file.execute_batch(step).unwrap();
        }
        for (sql, index) in [
            (
                appointments::select_appointment!(
                    "WHERE a.starts_at >= ?1 AND a.starts_at < ?2 ORDER BY a.starts_at, a.id"
                ),
                "appointment_day",
            ),
            (
                appointments::select_appointment!(
                    "WHERE a.practitioner_id = ?1 AND a.starts_at >= ?2 AND a.starts_at < ?3"
                ),
                "appointment_practitioner",
            ),
            (
                appointments::select_appointment!("WHERE a.patient_id = ?1 ORDER BY a.starts_at DESC LIMIT 500"),
                "appointment_patient",
            ),
            (appointments::select_appointment!("WHERE a.id = ?1"), "PRIMARY KEY"),
            (
                "SELECT starts_at, ends_at FROM appointment WHERE practitioner_id = ?1 AND starts_at >= ?2 AND starts_at < ?3 ORDER BY starts_at",
                "appointment_practitioner",
            ),
            (
                "SELECT id FROM appointment WHERE room_id = ?1 AND starts_at >= ?2 AND starts_at < ?3",
                "appointment_room",
            ),
        ] {
            let mut plan = file.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            // Unbound parameters are NULL: the plan is the same.
            let mut steps: Vec<String> = Vec::new();
            let mut rows = plan.raw_query();
            while let Some(row) = rows.next().unwrap() {
                steps.push(row.get(3).unwrap());
            }
            let all = steps.join("; ");
            assert!(all.contains(index) && !all.contains("SCAN") && !all.contains("TEMP B-TREE"), "{all}");
        }
    }
}
