//! The schedule: rooms, visit types, working hours, and appointments from booking to done.

use crate::kinds;

/// An appointment (FHIR Appointment).
pub struct Appointment;
/// A room of the practice.
pub struct Room;
/// What an appointment is for, with its usual length and colour.
pub struct VisitType;
kinds!(Appointment, Room, VisitType);
