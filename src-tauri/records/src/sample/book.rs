//! The sample practice's appointment book: who has time when.

use std::collections::HashMap;

use crate::time::{Day, Instant, WallTime};

/// Minutes since midnight of a usual day, without the lunch hour.
pub(super) const OPENS: u32 = 8 * 60;
const LUNCH: (u32, u32) = (12 * 60, 13 * 60);
pub(super) const CLOSES: u32 = 17 * 60;

/// Free time by practitioner (0 to 2) and day.
#[derive(Default)]
pub(super) struct Book {
    next: HashMap<(usize, Day), u32>,
}

impl Book {
    /// The next free time of a practitioner on a day, if so many minutes fit before closing.
    pub fn take(&mut self, doctor: usize, day: Day, minutes: u32) -> Option<WallTime> {
        let next = self.next.entry((doctor, day)).or_insert(OPENS);
        if *next < LUNCH.1 && *next + minutes > LUNCH.0 {
            *next = LUNCH.1;
        }
        let starts = *next;
        if starts + minutes > CLOSES {
            return None;
        }
        *next = starts + minutes;
        day.at(starts / 60, starts % 60)
    }

    /// Leaves a gap.
    pub fn skip(&mut self, doctor: usize, day: Day, minutes: u32) {
        *self.next.entry((doctor, day)).or_insert(OPENS) += minutes;
    }
}

/// Monday to Friday.
pub(super) fn is_workday(day: Day) -> bool {
    day.weekday() < 5
}

/// The workday so many workdays before (negative) or after a day.
pub(super) fn workday(from: Day, steps: i64) -> Day {
    let mut day = from;
    for _ in 0..steps.abs() {
        day = day.plus_days(steps.signum());
        while !is_workday(day) {
            day = day.plus_days(steps.signum());
        }
    }
    day
}

/// The last workday on or before a day.
pub(super) fn on_or_before(day: Day) -> Day {
    if is_workday(day) { day } else { workday(day, -1) }
}

/// The first minute of today's appointments: eight o'clock on a usual day. Explored early, late or at night, the day is moved so that
/// some are done and some are still to come, `length` minutes in all.
pub(super) fn first_minute(now: WallTime, length: u32) -> u32 {
    let minute = now.minute_of_day();
    if (9 * 60 + 30..=15 * 60).contains(&minute) {
        return OPENS;
    }
    // Three hours back, and all of the day before midnight.
    (minute.saturating_sub(180) / 20 * 20).min((24 * 60_u32).saturating_sub(length) / 20 * 20)
}

/// How the status of an appointment came about: each step after booking with its minute from the start.
pub(super) const STEPS: [i64; 6] = [0, -7, 1, 6, 19, 24];

/// A moment so many minutes after another.
pub(super) fn after(start: Instant, minutes: i64) -> Instant {
    start.plus_millis(minutes * 60_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn monday() -> Day {
        Day::of(2026, 6, 15).unwrap()
    }

    #[test]
    fn nobody_is_booked_twice_over_lunch_or_after_closing() {
        let mut book = Book::default();
        let mut taken = Vec::new();
        while let Some(at) = book.take(0, monday(), 40) {
            taken.push(at.minute_of_day());
        }
        assert!(taken.windows(2).all(|w| w[1] >= w[0] + 40), "{taken:?}");
        assert!(taken.iter().all(|m| *m >= 480 && m + 40 <= 1020 && !(*m < 780 && m + 40 > 720)), "{taken:?}");
    }

    #[test]
    fn workdays_skip_weekends() {
        assert_eq!(workday(monday(), -1).to_string(), "2026-06-12");
        assert_eq!(workday(monday(), 5).to_string(), "2026-06-22");
        assert_eq!(on_or_before(monday().plus_days(-1)).to_string(), "2026-06-12");
    }

    #[test]
    fn at_any_hour_some_of_today_is_past() {
        for hour in 0..24 {
            let now = monday().at(hour, 30).unwrap();
            let first = first_minute(now, 8 * 60);
            assert!(first <= now.minute_of_day() && first + 8 * 60 <= 24 * 60, "{hour}: {first}");
        }
    }
}
