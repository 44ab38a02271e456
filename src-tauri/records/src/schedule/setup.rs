//! What the schedule is made of: rooms, visit types, and the hours each practitioner works.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, FaultCode, Id, Result, View, kinds,
    practice::Empty,
    staff::{self, Practitioner},
    text,
    time::Day,
};

/// A room of the practice (FHIR Location).
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Room {
    /// The room.
    pub id: Id<Room>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// Whether it can be chosen.
    pub active: bool,
}

/// What an appointment is for, with its usual length and its colour.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct VisitType {
    /// The visit type.
    pub id: Id<VisitType>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// Usual length.
    pub minutes: i64,
    /// `#rrggbb`; the name always stands beside it.
    pub color: String,
    /// Whether it can be chosen.
    pub active: bool,
}

struct WorkingHours;
kinds!(Room, VisitType, WorkingHours);

/// Every room, by name; those out of use last.
pub fn rooms(tx: &View, _: Empty) -> Result<Vec<Room>> {
    tx.rows("SELECT id, version, name, active FROM room ORDER BY active DESC, name", [], |r| {
        Ok(Room { id: r.get(0)?, version: r.get(1)?, name: r.get(2)?, active: r.get(3)? })
    })
}

/// One room.
pub(super) fn room(tx: &View, id: Id<Room>) -> Result<Room> {
    tx.one("room", "SELECT id, version, name, active FROM room WHERE id = ?1", [id], |r| {
        Ok(Room { id: r.get(0)?, version: r.get(1)?, name: r.get(2)?, active: r.get(3)? })
    })
}

/// A room to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddRoom {
    /// What it is called.
    pub name: String,
}

/// Adds a room.
pub fn add_room(tx: &mut Change, input: AddRoom) -> Result<Room> {
    let name = text::line("name", &input.name)?;
    not_twice(rooms(tx, Empty {})?.iter().filter(|r| r.active).map(|r| r.name.as_str()), &name)?;
    let id = Id::new();
    tx.insert("room", id, &[("name", &name), ("active", &true)])?;
    room(tx, id)
}

/// New details of a room, all of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeRoom {
    /// Which one.
    pub id: Id<Room>,
    /// The version these were read at.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// Whether it can be chosen. Appointments that have it keep it.
    pub active: bool,
}

/// Renames a room, or takes it out of use.
pub fn change_room(tx: &mut Change, input: ChangeRoom) -> Result<Room> {
    let name = text::line("name", &input.name)?;
    let others = rooms(tx, Empty {})?;
    not_twice(others.iter().filter(|r| r.active && r.id != input.id).map(|r| r.name.as_str()), &name)?;
    tx.update("room", "room", input.id, input.version, &[("name", &name), ("active", &input.active)])?;
    room(tx, input.id)
}

fn not_twice<'a>(mut names: impl Iterator<Item = &'a str>, name: &str) -> Result<()> {
    let folded = text::folded(name);
    if names.any(|n| text::folded(n) == folded) {
        return Err(Error::invalid("name", "There is already one of this name."));
    }
    Ok(())
}

/// Every visit type, in the order they were made: the usual one comes first. Those out of use last.
pub fn visit_types(tx: &View, _: Empty) -> Result<Vec<VisitType>> {
    tx.rows(
        "SELECT id, version, name, minutes, color, active FROM visit_type ORDER BY active DESC, id",
        [],
        read_visit_type,
    )
}

/// One visit type.
pub(super) fn visit_type(tx: &View, id: Id<VisitType>) -> Result<VisitType> {
    tx.one(
        "visit type",
        "SELECT id, version, name, minutes, color, active FROM visit_type WHERE id = ?1",
        [id],
        read_visit_type,
    )
}

fn read_visit_type(r: &rusqlite::Row<'_>) -> rusqlite::Result<VisitType> {
    Ok(VisitType {
        id: r.get(0)?,
        version: r.get(1)?,
        name: r.get(2)?,
        minutes: r.get(3)?,
        color: r.get(4)?,
        active: r.get(5)?,
    })
}

/// A visit type to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddVisitType {
    /// What it is called.
    pub name: String,
    /// Usual length, 5 minutes to 12 hours.
    pub minutes: i64,
    /// `#rrggbb`.
    pub color: String,
}

/// Adds a visit type.
pub fn add_visit_type(tx: &mut Change, input: AddVisitType) -> Result<VisitType> {
    let name = text::line("name", &input.name)?;
    check_type(input.minutes, &input.color)?;
    not_twice(visit_types(tx, Empty {})?.iter().filter(|t| t.active).map(|t| t.name.as_str()), &name)?;
    let id = Id::new();
    tx.insert(
        "visit_type",
        id,
        &[("name", &name), ("minutes", &input.minutes), ("color", &input.color), ("active", &true)],
    )?;
    visit_type(tx, id)
}

/// New details of a visit type, all of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeVisitType {
    /// Which one.
    pub id: Id<VisitType>,
    /// The version these were read at.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// Usual length, 5 minutes to 12 hours. Appointments already booked keep theirs.
    pub minutes: i64,
    /// `#rrggbb`.
    pub color: String,
    /// Whether it can be chosen. Appointments that have it keep it.
    pub active: bool,
}

/// Changes a visit type, or takes it out of use.
pub fn change_visit_type(tx: &mut Change, input: ChangeVisitType) -> Result<VisitType> {
    let name = text::line("name", &input.name)?;
    check_type(input.minutes, &input.color)?;
    let others = visit_types(tx, Empty {})?;
    not_twice(others.iter().filter(|t| t.active && t.id != input.id).map(|t| t.name.as_str()), &name)?;
    tx.update(
        "visit_type",
        "visit type",
        input.id,
        input.version,
        &[("name", &name), ("minutes", &input.minutes), ("color", &input.color), ("active", &input.active)],
    )?;
    visit_type(tx, input.id)
}

fn check_type(minutes: i64, color: &str) -> Result<()> {
    if !(5..=super::LONGEST).contains(&minutes) {
        return Err(Error::invalid("minutes", "A visit takes 5 minutes to 12 hours."));
    }
    if !color.strip_prefix('#').is_some_and(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit())) {
        return Err(Error::invalid("color", "A colour is written like #2f6f8f."));
    }
    Ok(())
}

/// Hours of a weekday in which a practitioner sees patients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct WorkingSpan {
    /// ISO 8601: Monday is 1, Sunday 7.
    pub weekday: u32,
    /// Minutes since midnight.
    pub from_minute: u32,
    /// Minutes since midnight, at most 1440.
    pub to_minute: u32,
}

/// A practitioner's week.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct WorkingWeek {
    /// Whose.
    pub practitioner: Id<Practitioner>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// Whether these are the hours of someone whose hours nobody entered: Monday to Friday, nine to five.
    pub standard: bool,
    /// The hours, by weekday and time.
    pub spans: Vec<WorkingSpan>,
    /// The next day from which other hours hold, if that was entered.
    pub next_change: Option<Day>,
}

/// Whose hours, and when.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HoursOf {
    /// Whose.
    pub practitioner: Id<Practitioner>,
    /// On which day they hold; today when left out.
    #[serde(default)]
    pub on: Option<Day>,
}

/// The hours a practitioner works.
pub fn working_hours(tx: &View, input: HoursOf) -> Result<WorkingWeek> {
    let practitioner = staff::practitioner(tx, input.practitioner)?.id;
    let on = input.on.unwrap_or(tx.today());
    let hours = Hours::of(tx, practitioner)?;
    Ok(WorkingWeek {
        practitioner,
        version: hours.version,
        standard: hours.standard_on(on),
        spans: (0..7).flat_map(|d| hours.on(on.plus_days(d - i64::from(on.weekday())), on)).collect(),
        next_change: hours.rows.iter().filter(|r| r.holds_ever() && r.starts_on > on).map(|r| r.starts_on).min(),
    })
}

/// A practitioner's hours from a day on, in place of those before.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeWorkingHours {
    /// Whose.
    pub practitioner: Id<Practitioner>,
    /// The version the week was read at.
    pub version: i64,
    /// From which day on; today when left out.
    #[serde(default)]
    pub starts_on: Option<Day>,
    /// The whole week; none: sees no patients.
    pub spans: Vec<WorkingSpan>,
}

/// Changes a practitioner's hours from a day on. Booked appointments stay.
pub fn change_working_hours(tx: &mut Change, input: ChangeWorkingHours) -> Result<WorkingWeek> {
    let practitioner = staff::practitioner(tx, input.practitioner)?.id;
    let starts_on = input.starts_on.unwrap_or(tx.today());
    if starts_on.days_since(tx.today()).abs() > 5 * 366 {
        return Err(Error::invalid("starts_on", "Hours can be entered five years back and ahead."));
    }
    let mut spans = input.spans;
    spans.sort_by_key(|s| (s.weekday, s.from_minute));
    if spans.iter().any(|s| !(1..=7).contains(&s.weekday) || s.to_minute > 1440 || s.from_minute >= s.to_minute) {
        return Err(Error::invalid("spans", "Each span of hours must end after it begins, on the same day."));
    }
    if spans.windows(2).any(|w| matches!(w, [a, b] if a.weekday == b.weekday && b.from_minute < a.to_minute)) {
        return Err(Error::invalid("spans", "Two spans of hours on one day overlap."));
    }
    if spans.len() > 70 {
        return Err(Error::refused(FaultCode::Invalid, "A day has at most ten spans of hours."));
    }
    let current = Hours::of(tx, practitioner)?.version;
    if current != input.version {
        return Err(Error::Conflict { current });
    }
    let (now, user, last) = (tx.now(), tx.user(), starts_on.plus_days(-1));
    tx.exec(
        "UPDATE working_hours SET ends_on = ?1, changed_at = ?2, changed_by = ?3, version = version + 1
         WHERE practitioner_id = ?4 AND (ends_on IS NULL OR ends_on > ?1)",
        params![last, now, user, practitioner],
    )?;
    if spans.is_empty() {
        spans.push(WorkingSpan { weekday: 0, from_minute: 0, to_minute: 0 });
    }
    for span in &spans {
        tx.insert(
            "working_hours",
            Id::<WorkingHours>::new(),
            &[
                ("practitioner_id", &practitioner),
                ("weekday", &span.weekday),
                ("from_minute", &span.from_minute),
                ("to_minute", &span.to_minute),
                ("starts_on", &starts_on),
            ],
        )?;
    }
    working_hours(tx, HoursOf { practitioner, on: Some(starts_on) })
}

/// Everything entered about one practitioner's hours.
pub(super) struct Hours {
    rows: Vec<HoursRow>,
    version: i64,
}

struct HoursRow {
    span: WorkingSpan,
    starts_on: Day,
    ends_on: Option<Day>,
}

impl HoursRow {
    fn holds_on(&self, day: Day) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|e| day <= e)
    }
    fn holds_ever(&self) -> bool {
        self.ends_on.is_none_or(|e| self.starts_on <= e)
    }
}

impl Hours {
    pub(super) fn of(tx: &View, practitioner: Id<Practitioner>) -> Result<Self> {
        let mut version = 0;
        let rows = tx.rows(
            "SELECT weekday, from_minute, to_minute, starts_on, ends_on, version FROM working_hours
             WHERE practitioner_id = ?1 ORDER BY weekday, from_minute",
            [practitioner],
            |r| {
                // Rows are added and changed, never removed: the sum counts every change of the week.
                version += r.get::<_, i64>(5)?;
                Ok(HoursRow {
                    span: WorkingSpan { weekday: r.get(0)?, from_minute: r.get(1)?, to_minute: r.get(2)? },
                    starts_on: r.get(3)?,
                    ends_on: r.get(4)?,
                })
            },
        )?;
        Ok(Self { rows, version })
    }

    fn standard_on(&self, day: Day) -> bool {
        !self.rows.iter().any(|r| r.starts_on <= day)
    }

    /// The spans of `day`'s weekday, as the week stands on `as_of`.
    fn on(&self, day: Day, as_of: Day) -> Vec<WorkingSpan> {
        let weekday = day.weekday() + 1;
        if self.standard_on(as_of) {
            let standard = WorkingSpan { weekday, from_minute: 9 * 60, to_minute: 17 * 60 };
            return if weekday <= 5 { vec![standard] } else { Vec::new() };
        }
        self.rows.iter().filter(|r| r.span.weekday == weekday && r.holds_on(as_of)).map(|r| r.span).collect()
    }

    /// The hours of a day, in minutes since midnight, in order.
    pub(super) fn of_day(&self, day: Day) -> Vec<(i64, i64)> {
        self.on(day, day).into_iter().map(|s| (i64::from(s.from_minute), i64::from(s.to_minute))).collect()
    }
}
