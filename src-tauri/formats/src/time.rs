//! Dates and moments as clinical formats write them: a birth year alone is a date, a moment carries its offset from UTC.
//! The one module that names chrono.

use std::{fmt, str::FromStr};

use chrono::{DateTime as ChronoDateTime, Datelike, NaiveDate, Timelike};

/// Not a date or moment of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date of the calendar")]
pub struct BadDate;

/// A date known to the year, the month or the day (FHIR R4 `date`): `1987`, `1987-04`, `1987-04-30`. Years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    year: u16,
    /// 0 is "not known", here and in `day`.
    month: u8,
    day: u8,
}

impl Date {
    /// The date of these numbers, if the calendar has it. A day wants its month.
    pub fn of(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, BadDate> {
        let (month, day) = match (month, day) {
            (None, None) => (0, 0),
            (Some(month @ 1..=12), None) => (month, 0),
            (Some(month), Some(day)) if NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).is_some() => {
                (month, day)
            }
            _ => return Err(BadDate),
        };
        if (1..=9999).contains(&year) { Ok(Self { year, month, day }) } else { Err(BadDate) }
    }
    /// The year, 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }
    /// The month, 1 to 12, where it is known.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }
    /// The day of the month, where it is known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }
    /// Year, month and day, where all three are known.
    pub fn full(self) -> Option<(u16, u8, u8)> {
        Some((self.year, self.month()?, self.day()?))
    }
}

impl FromStr for Date {
    type Err = BadDate;
    fn from_str(text: &str) -> Result<Self, BadDate> {
        match *text.as_bytes() {
            [a, b, c, d] => Self::of(year(a, b, c, d)?, None, None),
            [a, b, c, d, b'-', m, n] => Self::of(year(a, b, c, d)?, Some(two(m, n)?), None),
            [a, b, c, d, b'-', m, n, b'-', x, y] => Self::of(year(a, b, c, d)?, Some(two(m, n)?), Some(two(x, y)?)),
            _ => Err(BadDate),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

/// A moment with the offset it was written in (FHIR R4 `instant`): `2026-06-15T09:30:00.250-04:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime {
    utc_millis: i64,
    offset_minutes: i16,
}

impl DateTime {
    /// The moment `utc_millis` after 1970-01-01T00:00Z, to be written at `offset_minutes` east of UTC (-840 to 840);
    /// the year must be 1 to 9999 there.
    pub fn of(utc_millis: i64, offset_minutes: i16) -> Result<Self, BadDate> {
        let moment = Self { utc_millis, offset_minutes };
        match moment.local() {
            Some(local) if (1..=9999).contains(&local.year()) && offset_minutes.abs() <= 14 * 60 => Ok(moment),
            _ => Err(BadDate),
        }
    }
    /// Milliseconds since 1970-01-01T00:00Z.
    pub fn utc_millis(self) -> i64 {
        self.utc_millis
    }
    /// Minutes east of UTC of the clock it was written by.
    pub fn offset_minutes(self) -> i16 {
        self.offset_minutes
    }
    /// The calendar day on the clock it was written by.
    pub fn date(self) -> Date {
        let local = self.local().unwrap_or_default();
        Date { year: local.year() as u16, month: local.month() as u8, day: local.day() as u8 }
    }
    fn local(self) -> Option<ChronoDateTime<chrono::Utc>> {
        let shift = i64::from(self.offset_minutes) * 60_000;
        ChronoDateTime::from_timestamp_millis(self.utc_millis.checked_add(shift)?)
    }
}

impl FromStr for DateTime {
    type Err = BadDate;
    /// Seconds may be left out; the offset may not. A fraction finer than a millisecond is cut; second 60 is a leap second.
    fn from_str(text: &str) -> Result<Self, BadDate> {
        let (day, time) = text.split_once('T').ok_or(BadDate)?;
        let (year, month, day) = Date::from_str(day)?.full().ok_or(BadDate)?;
        let (clock, offset_minutes) = match *time.as_bytes() {
            [ref clock @ .., b'Z'] => (clock, 0),
            [ref clock @ .., sign @ (b'+' | b'-'), a, b, b':', c, d] => {
                let (hours, minutes) = (i16::from(two(a, b)?), i16::from(two(c, d)?));
                if hours > 14 || minutes > 59 {
                    return Err(BadDate);
                }
                (clock, (hours * 60 + minutes) * if sign == b'-' { -1 } else { 1 })
            }
            _ => return Err(BadDate),
        };
        let (hour, minute, second, fraction): (u8, u8, u8, &[u8]) = match *clock {
            [a, b, b':', c, d] => (two(a, b)?, two(c, d)?, 0, &[]),
            [a, b, b':', c, d, b':', e, f] => (two(a, b)?, two(c, d)?, two(e, f)?, &[]),
            [a, b, b':', c, d, b':', e, f, b'.', ref rest @ ..] if !rest.is_empty() => {
                (two(a, b)?, two(c, d)?, two(e, f)?, rest)
            }
            _ => return Err(BadDate),
        };
        if hour > 23 || minute > 59 || second > 60 || !fraction.iter().all(u8::is_ascii_digit) {
            return Err(BadDate);
        }
        let millis = fraction.iter().chain(b"000").take(3).fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).ok_or(BadDate)?;
        let midnight = date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
        let since = (i64::from(hour) * 60 + i64::from(minute)) * 60_000 + i64::from(second) * 1000 + millis;
        Self::of(midnight + since - i64::from(offset_minutes) * 60_000, offset_minutes)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let t = self.local().unwrap_or_default();
        write!(f, "{}T{:02}:{:02}:{:02}", self.date(), t.hour(), t.minute(), t.second())?;
        match t.timestamp_subsec_millis() {
            0 => {}
            millis => write!(f, ".{millis:03}")?,
        }
        let (sign, offset) =
            if self.offset_minutes < 0 { ('-', -self.offset_minutes) } else { ('+', self.offset_minutes) };
        write!(f, "{sign}{:02}:{:02}", offset / 60, offset % 60)
    }
}

/// When something was: a date, or a moment (FHIR R4 `dateTime`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Known to the year, month or day.
    On(Date),
    /// Known to the second.
    At(DateTime),
}

impl When {
    /// The calendar date, on the clock it was written by.
    pub fn date(self) -> Date {
        match self {
            Self::On(date) => date,
            Self::At(moment) => moment.date(),
        }
    }
}

impl FromStr for When {
    type Err = BadDate;
    fn from_str(text: &str) -> Result<Self, BadDate> {
        if text.len() > 10 { text.parse().map(Self::At) } else { text.parse().map(Self::On) }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => date.fmt(f),
            Self::At(moment) => moment.fmt(f),
        }
    }
}

fn two(a: u8, b: u8) -> Result<u8, BadDate> {
    if a.is_ascii_digit() && b.is_ascii_digit() { Ok((a - b'0') * 10 + (b - b'0')) } else { Err(BadDate) }
}

fn year(a: u8, b: u8, c: u8, d: u8) -> Result<u16, BadDate> {
    Ok(u16::from(two(a, b)?) * 100 + u16::from(two(c, d)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_be_a_year_a_month_or_a_day() {
        for text in ["1987", "1987-04", "1987-04-30", "2024-02-29", "2190-01-01"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        assert_eq!("1987-04".parse::<Date>().unwrap().full(), None, "a month alone has no day");
    }

    #[test]
    fn an_impossible_date_is_refused() {
        for text in ["", "0000", "87", "1987-13", "1987-00", "2023-02-29", "1987-4-3", "1987-04-31", "19870430", "١٩٨٧"]
        {
            assert_eq!(text.parse::<Date>(), Err(BadDate), "{text}");
        }
    }

    #[test]
    fn a_moment_keeps_its_offset_and_knows_its_utc() {
        let moment: DateTime = "2026-06-15T09:30:00.250-04:00".parse().unwrap();
        assert_eq!(moment.utc_millis(), 1_781_530_200_250);
        assert_eq!(moment.to_string(), "2026-06-15T09:30:00.250-04:00");
        let finer: DateTime = "1973-05-29T15:35:11.351186Z".parse().unwrap();
        assert_eq!(finer.to_string(), "1973-05-29T15:35:11.351+00:00", "microseconds are cut");
        let late: DateTime = "2026-01-01T23:00:00-05:00".parse().unwrap();
        assert_eq!(late.date().to_string(), "2026-01-01", "the day is the writer's, not UTC's");
    }

    #[test]
    fn a_moment_without_offset_or_off_the_clock_is_refused() {
        for text in [
            "2026-06-15T09:30:00",
            "2026-06-15T24:00:00Z",
            "2026-06-15T09:61:00Z",
            "2026-06-15T09:30:00.Z",
            "2026-06-15T09:30:00.2x0Z",
            "2026-06T09:30:00Z",
            "2026-06-15T09:30:00+15:00",
            "2026-06-15T",
            "0001-01-01T00:00:00é",
        ] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_written_as_they_are_read() {
        for text in ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2016-12-31T23:59:59+00:00"] {
            assert_eq!(text.parse::<When>().unwrap().to_string(), text);
        }
    }
}
