//! Appointments from elsewhere, many at a time.

use super::{
    AppointmentStatus, CancelReason, LONGEST,
    appointments::Appointment,
    flow::write_moment,
    setup::{Room, VisitType},
};
use crate::{
    Change, Error, Id, Result, View,
    patients::Patient,
    staff::Practitioner,
    time::{Instant, WallTime},
};

/// An appointment from elsewhere, its text already clean (see [`crate::text`]).
#[derive(Debug, Clone)]
pub struct ImportedAppointment<'a> {
    /// Of the resource it came from; `None` for invented ones, which are always new.
    pub source: Option<[u8; 16]>,
    /// Who comes.
    pub patient: Id<Patient>,
    /// Who sees them.
    pub practitioner: Id<Practitioner>,
    /// Where.
    pub room: Option<Id<Room>>,
    /// What for.
    pub visit_type: Option<Id<VisitType>>,
    /// When it begins, in the practice's zone (see [`crate::time::Zone::wall`]).
    pub starts_at: WallTime,
    /// When it ends.
    pub ends_at: WallTime,
    /// Where it stands.
    pub status: AppointmentStatus,
    /// Why it was called off; `other` when it was and nobody says why.
    pub cancel_reason: Option<CancelReason>,
    /// Why the patient comes.
    pub reason: Option<&'a str>,
    /// For the desk.
    pub comment: Option<&'a str>,
    /// When it got which status, first to last, as far as known. The last one is where it stands.
    pub moments: &'a [(AppointmentStatus, Instant)],
}

/// Adds an appointment from elsewhere; `None` when it is already here. Overlaps stay as they were made. `Invalid` when it does
/// not end after it begins or lasts longer than twelve hours: count it as not kept.
pub fn import(tx: &mut Change, new: &ImportedAppointment) -> Result<Option<Id<Appointment>>> {
    let minutes = new.ends_at.minutes_since(new.starts_at);
    if !(1..=LONGEST).contains(&minutes) {
        return Err(Error::invalid("end", "An appointment must end after it begins, within twelve hours."));
    }
    if let Some(source) = new.source {
        let here = tx.maybe(
            // By patient and source only: it may have been moved here since.
            "SELECT 1 FROM appointment WHERE patient_id = ?1 AND source_id = ?2",
            rusqlite::params![new.patient, source],
            |_| Ok(()),
        )?;
        if here.is_some() {
            return Ok(None);
        }
    }
    let id = Id::new();
    let since = new.moments.last().map_or_else(|| tx.zone().instant(new.starts_at), |(_, at)| *at);
    let cancelled =
        (new.status == AppointmentStatus::Cancelled).then(|| new.cancel_reason.unwrap_or(CancelReason::Other));
    tx.insert(
        "appointment",
        id,
        &[
            ("patient_id", &new.patient),
            ("practitioner_id", &new.practitioner),
            ("room_id", &new.room),
            ("visit_type_id", &new.visit_type),
            ("starts_at", &new.starts_at),
            ("ends_at", &new.ends_at),
            ("status", &new.status),
            ("since", &since),
            ("cancel_reason", &cancelled),
            ("reason", &new.reason),
            ("comment", &new.comment),
            ("source_id", &new.source),
        ],
    )?;
    for (status, at) in new.moments {
        write_moment(tx, id, *status, *at, None)?;
    }
    tx.count_rows(1 + new.moments.len() as u64);
    Ok(Some(id))
}

/// A patient's imported appointments by the resource they came from, so that importing twice adds nothing.
pub fn sources(tx: &View, patient: Id<Patient>) -> Result<Vec<([u8; 16], Id<Appointment>)>> {
    tx.rows("SELECT source_id, id FROM appointment WHERE patient_id = ?1 AND source_id IS NOT NULL", [patient], |r| {
        Ok((r.get(0)?, r.get(1)?))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{Practice, keys::Cost, time::Day};

    fn ask(practice: &Practice, name: &str, input: Value) -> Value {
        practice.ask(name, &input).unwrap_or_else(|f| panic!("{name}: {f:?}"))
    }

    #[test]
    fn what_comes_from_elsewhere_comes_once_and_goes_on_here() {
        let folder = tempfile::tempdir().unwrap();
        let practice = Practice::with_cost(folder.path().join("p"), Cost { memory_kib: 256, passes: 1 });
        let made = json!({ "practice": { "name": "P", "zone": "America/New_York" }, "passphrase": "violet tractor under seven moons",
                           "user": { "display_name": "Dr. A", "roles": ["provider"] } });
        ask(&practice, "create_practice", made);
        let details =
            json!({ "details": { "family": "Lopez", "given": "Maria", "birth_date": "1961-03-04", "sex": "female" } });
        let patient = ask(&practice, "register_patient", details)["id"].as_str().unwrap().parse().unwrap();
        let practitioner = ask(&practice, "practitioners", json!({}))[0]["id"].as_str().unwrap().parse().unwrap();
        let today: Day = ask(&practice, "schedule", json!({}))["today"].as_str().unwrap().parse().unwrap();
        let starts_at = today.at(0, 0).unwrap();
        let new = ImportedAppointment {
            source: Some([7; 16]),
            patient,
            practitioner,
            room: None,
            visit_type: None,
            starts_at,
            ends_at: starts_at.plus_minutes(20),
            status: AppointmentStatus::Booked,
            cancel_reason: None,
            reason: Some("cough"),
            comment: None,
            moments: &[],
        };
        let bring = |new: &ImportedAppointment| {
            let command = crate::commands::find("book_appointment").unwrap();
            practice.with_open(|open| open.change(command, false, |tx| import(tx, new)))
        };
        let id = bring(&new).unwrap().unwrap();
        let of = |version: i64| json!({ "id": id, "patient": patient, "version": version });
        let arrived = ask(&practice, "advance_appointment", of(1));
        assert_eq!(arrived["status"], "arrived");
        assert_eq!(
            ask(&practice, "undo_appointment_step", of(2))["status"],
            "booked",
            "its first moment was made here"
        );
        let mut elsewhere = of(3);
        let place = json!({ "practitioner": practitioner, "starts_at": format!("{today}T05:00"), "minutes": 20, "allow_overlap": true });
        elsewhere.as_object_mut().unwrap().extend(place.as_object().unwrap().clone());
        ask(&practice, "move_appointment", elsewhere);
        assert!(bring(&new).unwrap().is_none(), "moved here since, it is still the same one");

        let other = ImportedAppointment { source: Some([8; 16]), status: AppointmentStatus::Cancelled, ..new.clone() };
        let cancelled = bring(&other).unwrap().unwrap();
        let seen = ask(&practice, "appointment", json!({ "id": cancelled, "patient": patient }));
        assert_eq!((&seen["cancel_reason"], &seen["visit_type_name"]), (&json!("other"), &Value::Null));
        for minutes in [0, -20, LONGEST + 1] {
            let backwards =
                ImportedAppointment { source: Some([9; 16]), ends_at: starts_at.plus_minutes(minutes), ..new.clone() };
            assert_eq!(bring(&backwards).unwrap_err().code(), crate::FaultCode::Invalid, "{minutes}");
        }
    }
}
