//! The schedule as it is looked at: a day or some days with a column a practitioner, and one patient's appointments.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    appointments::{Appointment, read, select_appointment},
    setup::Hours,
};
use crate::{
    Error, Id, Result, View,
    patients::{self, Patient},
    staff::{self, ListPractitioners, Practitioner},
    time::{Day, Instant},
};

/// Which days, and whose.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SeeSchedule {
    /// The first day; today when left out.
    #[serde(default)]
    pub from: Option<Day>,
    /// How many days, 1 to 42; one when left out.
    #[serde(default)]
    pub days: Option<u32>,
    /// Whose columns; everyone's who sees patients when empty.
    #[serde(default)]
    pub practitioners: Vec<Id<Practitioner>>,
    /// Also those cancelled.
    #[serde(default)]
    pub cancelled: bool,
}

/// Some days of the schedule.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Schedule {
    /// The first day.
    pub from: Day,
    /// How many days.
    pub days: u32,
    /// Today in the practice's zone.
    pub today: Day,
    /// When this was read.
    pub now: Instant,
    /// A column a practitioner.
    pub columns: Vec<Column>,
    /// The appointments of those practitioners, by time.
    pub appointments: Vec<Appointment>,
}

/// A practitioner's column.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Column {
    /// Whose.
    pub practitioner: Id<Practitioner>,
    /// Their name.
    pub display_name: String,
    /// MD, NP, PA-C.
    pub credential: Option<String>,
    /// `#rrggbb`; the name always stands beside it.
    pub color: String,
    /// When they see patients.
    pub hours: Vec<HoursOfDay>,
}

/// Hours in which a practitioner sees patients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct HoursOfDay {
    /// The day.
    pub day: Day,
    /// Minutes since midnight.
    pub from_minute: i64,
    /// Minutes since midnight, at most 1440.
    pub to_minute: i64,
}

/// Some days of the schedule, in one answer.
pub fn see(tx: &View, input: SeeSchedule) -> Result<Schedule> {
    let from = input.from.unwrap_or(tx.today());
    let days = input.days.unwrap_or(1);
    if !(1..=42).contains(&days) {
        return Err(Error::invalid("days", "The schedule is shown for 1 to 42 days."));
    }
    let until = from.plus_days(days.into());
    let mut people = staff::practitioners(tx, ListPractitioners { all: false })?;
    let mut appointments = Vec::new();
    if input.practitioners.is_empty() {
        appointments = tx.rows(
            select_appointment!(
                "WHERE a.starts_at >= ?1 AND a.starts_at < ?2 AND (?3 OR a.status <> 'cancelled') ORDER BY a.starts_at, a.id"
            ),
            params![from, until, input.cancelled],
            read,
        )?;
        // Someone who has left keeps a column on the days they saw patients.
        for a in &appointments {
            if !people.iter().any(|p| p.id == a.practitioner) {
                people.push(staff::practitioner(tx, a.practitioner)?);
            }
        }
    } else {
        people.retain(|p| input.practitioners.contains(&p.id));
        for id in &input.practitioners {
            if !people.iter().any(|p| p.id == *id) {
                people.push(staff::practitioner(tx, *id)?);
            }
        }
        // One practitioner's days at a time: a large practice's other columns are not read.
        for person in &people {
            appointments.extend(tx.rows(
                select_appointment!(
                    "WHERE a.practitioner_id = ?1 AND a.starts_at >= ?2 AND a.starts_at < ?3 AND (?4 OR a.status <> 'cancelled')"
                ),
                params![person.id, from, until, input.cancelled],
                read,
            )?);
        }
        appointments.sort_by_key(|a| (a.starts_at, a.id));
    }
    let columns = people
        .into_iter()
        .map(|p| {
            let hours = Hours::of(tx, p.id)?;
            let hours = (0..i64::from(days))
                .flat_map(|d| {
                    let day = from.plus_days(d);
                    hours.of_day(day).into_iter().map(move |(from_minute, to_minute)| HoursOfDay {
                        day,
                        from_minute,
                        to_minute,
                    })
                })
                .collect();
            Ok(Column {
                practitioner: p.id,
                display_name: p.display_name,
                credential: p.credential,
                color: p.color,
                hours,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Schedule { from, days, today: tx.today(), now: tx.now(), columns, appointments })
}

/// Whose appointments.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PatientAppointments {
    /// The patient.
    pub patient: Id<Patient>,
    /// Only those still to come, from today on and not called off.
    #[serde(default)]
    pub upcoming: bool,
}

/// A patient's appointments, latest first; those still to come, soonest first. At most 500.
pub fn of_patient(tx: &View, input: PatientAppointments) -> Result<Vec<Appointment>> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    if input.upcoming {
        let mut found = tx.rows(
            select_appointment!("WHERE a.patient_id = ?1 AND a.starts_at >= ?2 ORDER BY a.starts_at LIMIT 500"),
            params![input.patient, tx.today()],
            read,
        )?;
        found.retain(|a| !a.status.is_over());
        return Ok(found);
    }
    tx.rows(select_appointment!("WHERE a.patient_id = ?1 ORDER BY a.starts_at DESC LIMIT 500"), [input.patient], read)
}

/// A patient's next three appointments, soonest first, and the last one before today that was kept; for the chart.
pub fn around(tx: &View, patient: Id<Patient>) -> Result<(Vec<Appointment>, Option<Appointment>)> {
    let today = tx.today();
    let next = tx.rows(
        select_appointment!(
            "WHERE a.patient_id = ?1 AND a.starts_at >= ?2 AND a.status NOT IN ('fulfilled', 'cancelled', 'noshow')
             ORDER BY a.starts_at LIMIT 3"
        ),
        params![patient, today],
        read,
    )?;
    let last = tx.maybe(
        select_appointment!(
            "WHERE a.patient_id = ?1 AND a.starts_at < ?2 AND a.status NOT IN ('booked', 'cancelled', 'noshow')
             ORDER BY a.starts_at DESC LIMIT 1"
        ),
        params![patient, today],
        read,
    )?;
    Ok((next, last))
}
