//! The next free times.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    LONGEST,
    setup::{self, Hours, VisitType},
};
use crate::{
    Error, Id, Result, View,
    staff::{self, ListPractitioners, Practitioner},
    time::{Day, WallTime},
};

/// What is looked for.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FindFreeSlots {
    /// Sets the length.
    #[serde(default)]
    pub visit_type: Option<Id<VisitType>>,
    /// Sets the length instead of the visit type.
    #[serde(default)]
    pub minutes: Option<i64>,
    /// With whom; anyone who sees patients when empty.
    #[serde(default)]
    pub practitioners: Vec<Id<Practitioner>>,
    /// From which day; today, from now on, when left out.
    #[serde(default)]
    pub from: Option<Day>,
    /// How many days to look through, 1 to 366; 90 when left out.
    #[serde(default)]
    pub days: Option<u32>,
    /// Only on these, Monday is 1; any day when empty.
    #[serde(default)]
    pub weekdays: Vec<u32>,
    /// Not before, in minutes since midnight.
    #[serde(default)]
    pub from_minute: Option<i64>,
    /// Not after, in minutes since midnight.
    #[serde(default)]
    pub to_minute: Option<i64>,
    /// How many to find, at most 100; 12 when left out.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A time somebody could be seen.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct FreeSlot {
    /// With whom.
    pub practitioner: Id<Practitioner>,
    /// Their name.
    pub practitioner_name: String,
    /// When it begins.
    pub starts_at: WallTime,
    /// How long it is.
    pub minutes: i64,
}

/// Appointments are offered on the quarter hours, and right after another ends.
const STEP: i64 = 15;

/// The next free times, soonest first.
pub fn free_slots(tx: &View, input: FindFreeSlots) -> Result<Vec<FreeSlot>> {
    let minutes = match (input.minutes, input.visit_type) {
        (Some(m), _) => m,
        (None, Some(id)) => setup::visit_type(tx, id)?.minutes,
        (None, None) => return Err(Error::invalid("visit_type", "Choose a visit type or a length.")),
    };
    if !(1..=LONGEST).contains(&minutes) {
        return Err(Error::invalid("minutes", "An appointment takes 1 minute to 12 hours."));
    }
    let days = i64::from(input.days.unwrap_or(90).clamp(1, 366));
    let limit = usize::try_from(input.limit.unwrap_or(12).clamp(1, 100)).unwrap_or(12);
    let now = tx.zone().wall(tx.now());
    let from = input.from.unwrap_or(now.day()).max(now.day());
    let (earliest, latest) = (input.from_minute.unwrap_or(0), input.to_minute.unwrap_or(1440));
    let mut people = staff::practitioners(tx, ListPractitioners { all: false })?;
    if !input.practitioners.is_empty() {
        people.retain(|p| input.practitioners.contains(&p.id));
    }
    let mut found: Vec<FreeSlot> = Vec::new();
    for person in people {
        let hours = Hours::of(tx, person.id)?;
        let busy: Vec<(WallTime, WallTime)> = tx.rows(
            "SELECT starts_at, ends_at FROM appointment
             WHERE practitioner_id = ?1 AND starts_at >= ?2 AND starts_at < ?3 AND status NOT IN ('cancelled', 'noshow') ORDER BY starts_at",
            params![person.id, from.plus_days(-1), from.plus_days(days)],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        let mut of_person = 0;
        for day in (0..days).map(|d| from.plus_days(d)) {
            if of_person >= limit {
                break;
            }
            if !input.weekdays.is_empty() && !input.weekdays.contains(&(day.weekday() + 1)) {
                continue;
            }
            let Some(midnight) = day.at(0, 0) else { continue };
            // Those taken that day, as minutes since its midnight.
            let taken: Vec<(i64, i64)> = busy
                .iter()
                .filter(|(s, e)| *e > midnight && s.day() <= day)
                .map(|(s, e)| (s.minutes_since(midnight), e.minutes_since(midnight)))
                .collect();
            let not_before = if day == now.day() { now.minutes_since(midnight) } else { 0 };
            let wanted = (earliest.max(not_before), latest);
            for start in starts(&hours.of_day(day), &taken, minutes, wanted) {
                of_person += 1;
                found.push(FreeSlot {
                    practitioner: person.id,
                    practitioner_name: person.display_name.clone(),
                    starts_at: midnight.plus_minutes(start),
                    minutes,
                });
            }
        }
    }
    found.sort_by(|a, b| (a.starts_at, &a.practitioner_name).cmp(&(b.starts_at, &b.practitioner_name)));
    found.truncate(limit);
    Ok(found)
}

/// Where `minutes` fit into the hours of a day beside what is taken. All in minutes since midnight.
fn starts(hours: &[(i64, i64)], taken: &[(i64, i64)], minutes: i64, (earliest, latest): (i64, i64)) -> Vec<i64> {
    let mut all = Vec::new();
    for (open, close) in hours {
        let (mut at, close) = ((*open).max(earliest), (*close).min(latest));
        if at > *open {
            at = (at + STEP - 1) / STEP * STEP;
        }
        while at + minutes <= close {
            match taken.iter().filter(|(s, e)| *s < at + minutes && at < *e).map(|(_, e)| *e).max() {
                Some(end) => at = end,
                None => {
                    all.push(at);
                    at = (at / STEP + 1) * STEP;
                }
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_free_time_is_on_the_quarter_or_right_after_another_patient() {
        assert_eq!(starts(&[(540, 600)], &[], 20, (0, 1440)), [540, 555, 570]);
        assert_eq!(starts(&[(540, 600)], &[(540, 565)], 20, (0, 1440)), [565, 570], "five past half, and the quarter");
        assert_eq!(starts(&[(540, 600)], &[], 20, (547, 1440)), [555, 570], "not in the minutes already gone");
        assert!(starts(&[(540, 550)], &[], 20, (0, 1440)).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_offered_is_free_and_what_is_free_on_the_quarter_is_offered(
            taken in prop::collection::vec((0_i64..1400, 5_i64..120), 0..12), minutes in 5_i64..90, earliest in 0_i64..900,
        ) {
            let hours = [(480, 720), (780, 1020)];
            let taken: Vec<_> = taken.into_iter().map(|(s, l)| (s, s + l)).collect();
            let free = |at: i64| hours.iter().any(|(o, c)| *o <= at && at + minutes <= *c)
                && at >= earliest && !taken.iter().any(|(s, e)| *s < at + minutes && at < *e);
            let offered = starts(&hours, &taken, minutes, (earliest, 1440));
            prop_assert!(offered.iter().all(|at| free(*at)), "{offered:?}");
            prop_assert!(offered.is_sorted());
            for at in (0..1440).step_by(15).filter(|at| free(*at)) {
                prop_assert!(offered.contains(&at), "{at} is missing in {offered:?}");
            }
        }
    }
}
