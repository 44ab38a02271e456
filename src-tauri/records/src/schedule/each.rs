//! Appointments handed on, to other systems.

use super::{Appointment, import::ImportedAppointment};
use crate::{Id, Result, View, columns, patients::Patient};

/// Every appointment of a patient.
pub fn each(
    tx: &View,
    patient: Id<Patient>,
    mut see: impl FnMut(Id<Appointment>, &ImportedAppointment) -> Result<()>,
) -> Result<()> {
    tx.each(
        "SELECT id, practitioner_id, room_id, visit_type_id, starts_at, ends_at, status, cancel_reason, reason, comment
         FROM appointment WHERE patient_id = ?1 ORDER BY starts_at",
        [patient],
        |r| {
            let appointment = ImportedAppointment {
                source: None,
                patient,
                practitioner: r.get(1)?,
                room: r.get(2)?,
                visit_type: r.get(3)?,
                starts_at: r.get(4)?,
                ends_at: r.get(5)?,
                status: r.get(6)?,
                cancel_reason: r.get(7)?,
                reason: columns::maybe(r, 8)?,
                comment: columns::maybe(r, 9)?,
                moments: &[],
            };
            see(r.get(0)?, &appointment)
        },
    )
}
