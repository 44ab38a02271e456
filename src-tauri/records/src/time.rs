//! Moments, days and the practice's wall clock: the one module that names chrono, so that another library is one file away.

use std::{borrow::Cow, fmt, str::FromStr};

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone, Timelike, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Error, Result};

/// A moment, UTC, in milliseconds since 1970. Outside: RFC 3339 text such as `2026-11-22T18:00:00.000Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// What the machine's clock says.
    pub fn now() -> Self {
        Self(Utc::now().timestamp_millis())
    }

    /// This many milliseconds later (earlier if negative).
    pub fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::from_timestamp_millis(self.0) {
            Some(t) => f.write_str(&t.to_rfc3339_opts(SecondsFormat::Millis, true)),
            None => write!(f, "out of range"),
        }
    }
}
impl FromStr for Instant {
    type Err = Error;
    fn from_str(s: &str) -> Result<Self> {
        DateTime::parse_from_rfc3339(s)
            .map(|t| Self(t.timestamp_millis()))
            .map_err(|_| Error::invalid("time", "This is not a moment in time."))
    }
}

/// A calendar day, 1 January 1800 to 31 December 2200. In the file and outside: `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The day of these numbers, if the calendar has it.
    pub fn of(year: i32, month: u32, day: u32) -> Option<Self> {
        (1800..=2200).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten().map(Self)
    }
    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }
    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }
    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }
    /// Monday is 0, Sunday 6.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }
    /// This many days later (earlier if negative).
    pub fn plus_days(self, days: i64) -> Self {
        let step = Days::new(days.unsigned_abs());
        let moved = if days < 0 { self.0.checked_sub_days(step) } else { self.0.checked_add_days(step) };
        Self(moved.unwrap_or(self.0))
    }
    /// This many months later (earlier if negative), on the last day of a shorter month.
    pub fn plus_months(self, months: i32) -> Self {
        let step = Months::new(months.unsigned_abs());
        let moved = if months < 0 { self.0.checked_sub_months(step) } else { self.0.checked_add_months(step) };
        Self(moved.unwrap_or(self.0))
    }
    /// Whole days from `earlier` to `self`.
    pub fn days_since(self, earlier: Day) -> i64 {
        (self.0 - earlier.0).num_days()
    }
    /// Completed years of someone born on `self` at `on`; one born on 29 February turns on 1 March of other years.
    pub fn age_on(self, on: Day) -> i32 {
        let had_birthday = (on.0.month(), on.0.day()) >= (self.0.month(), self.0.day());
        on.0.year() - self.0.year() - i32::from(!had_birthday)
    }
    /// The moment of this wall time on this day.
    pub fn at(self, hour: u32, minute: u32) -> Option<WallTime> {
        self.0.and_hms_opt(hour, minute, 0).map(WallTime)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}
impl FromStr for Day {
    type Err = Error;
    fn from_str(s: &str) -> Result<Self> {
        NaiveDate::parse_from_str(s, "%Y-%m-%d")
            .ok()
            .filter(|d| s.len() == 10 && (1800..=2200).contains(&d.year()))
            .map(Self)
            .ok_or_else(|| Error::invalid("day", "This is not a day of the calendar."))
    }
}

/// Local wall time to the minute, in the practice's zone. In the file and outside: `YYYY-MM-DDTHH:MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WallTime(NaiveDateTime);

impl WallTime {
    /// The day it falls on.
    pub fn day(self) -> Day {
        Day(self.0.date())
    }
    /// Minutes since that day's midnight, 0 to 1439.
    pub fn minute_of_day(self) -> u32 {
        self.0.hour() * 60 + self.0.minute()
    }
    /// This many minutes later (earlier if negative) by the wall clock.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.checked_add_signed(chrono::TimeDelta::minutes(minutes)).unwrap_or(self.0))
    }
    /// Wall-clock minutes from `earlier` to `self`.
    pub fn minutes_since(self, earlier: WallTime) -> i64 {
        (self.0 - earlier.0).num_minutes()
    }
}

impl fmt::Display for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.day(), self.0.hour(), self.0.minute())
    }
}
impl FromStr for WallTime {
    type Err = Error;
    fn from_str(s: &str) -> Result<Self> {
        let wall = || -> Option<WallTime> {
            let (day, time) = s.split_once('T')?;
            let (hour, minute) = time.split_once(':')?;
            if time.len() != 5 {
                return None;
            }
            day.parse::<Day>().ok()?.at(hour.parse().ok()?, minute.parse().ok()?)
        };
        wall().ok_or_else(|| Error::invalid("time", "This is not a day and time such as 2026-11-22T09:30."))
    }
}

/// An IANA time zone, such as `America/New_York`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    /// The wall clock in this zone at `instant`.
    pub fn wall(self, instant: Instant) -> WallTime {
        let utc = DateTime::from_timestamp_millis(instant.0).unwrap_or_default();
        let local = utc.with_timezone(&self.0).naive_local();
        WallTime(local.with_second(0).and_then(|t| t.with_nanosecond(0)).unwrap_or(local))
    }
    /// The moment of this wall time: the earlier one when clocks go back, the moment after the gap when they go forward.
    pub fn instant(self, wall: WallTime) -> Instant {
        let mut candidate = wall.0;
        for _ in 0..5 {
            if let Some(t) = self.0.from_local_datetime(&candidate).earliest() {
                return Instant(t.timestamp_millis());
            }
            candidate += chrono::TimeDelta::minutes(30);
        }
        Instant(wall.0.and_utc().timestamp_millis())
    }
    /// The day in this zone at `instant`.
    pub fn day(self, instant: Instant) -> Day {
        self.wall(instant).day()
    }
    /// Every zone name, for a list to choose from.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|z| z.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}
impl FromStr for Zone {
    type Err = Error;
    fn from_str(s: &str) -> Result<Self> {
        s.parse().map(Self).map_err(|_| Error::invalid("zone", "This is not a time zone such as America/New_York."))
    }
}

/// Text outside, branded in TypeScript, a format in JSON Schema.
macro_rules! text_value {
    ($($ty:ident: $format:literal, $pattern:literal;)*) => {$(
        impl Serialize for $ty {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $ty {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Cow::<str>::deserialize(d)?.parse().map_err(|_| de::Error::custom(concat!("expected ", $pattern)))
            }
        }
        impl JsonSchema for $ty {
            fn schema_name() -> Cow<'static, str> {
                stringify!($ty).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $format, "description": $pattern })
            }
        }
        impl ts_rs::TS for $ty {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String {
                stringify!($ty).into()
            }
            fn inline(_: &ts_rs::Config) -> String {
                stringify!($ty).into()
            }
        }
    )*};
}
text_value! {
    Instant: "date-time", "a moment such as 2026-11-22T18:00:00.000Z";
    Day: "date", "a day such as 2026-11-22";
    WallTime: "wall-time", "a day and time such as 2026-11-22T09:30";
    Zone: "iana-zone", "a time zone such as America/New_York";
}

impl ToSql for Instant {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}
impl FromSql for Instant {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}
macro_rules! text_column {
    ($($ty:ident),*) => {$(
        impl ToSql for $ty {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.to_string()))
            }
        }
        impl FromSql for $ty {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(|_| FromSqlError::InvalidType)
            }
        }
    )*};
}
text_column!(Day, WallTime, Zone);
