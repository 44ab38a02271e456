//! Today in the sample practice, a day under way, and the bookings of the next two weeks.

use super::{
    Setting,
    about::{About, comes_today, next_about, visits_behind},
    book::{Book, after, first_minute, workday},
    dice::Dice,
    money::{self, Seen},
    register::Registered,
    visit::{self, State},
};
use crate::{
    Change, Result,
    schedule::{self, AppointmentStatus, CancelReason, ImportedAppointment},
    time::WallTime,
};

/// Today's appointments: those before now done or in the rooms, those after still to come, one missed, one called off.
pub(super) fn today(tx: &mut Change, setting: &Setting, dice: &mut Dice, all: &[Registered]) -> Result<()> {
    let wall = setting.zone.wall(setting.now);
    for doctor in 0..setting.doctors.len() {
        let mut minute = 0;
        let mut list = Vec::new();
        let coming = all
            .iter()
            .enumerate()
            .filter(|(place, who)| who.doctor == doctor && comes_today(*place, who, setting.today));
        for (turn, (place, who)) in coming.enumerate() {
            // Back to back, with time for lunch in the middle of the list.
            if turn == 5 {
                minute += 40;
            }
            let about = next_about(who, place, visits_behind(who), setting.today);
            list.push((who, minute, about));
            minute += about.minutes() + 20 * u32::from(turn % 3 == 2);
        }
        let first = first_minute(wall, minute);
        let timed = list.into_iter().filter_map(|(who, minute, about)| {
            let minute = first + minute;
            Some((who, setting.today.at(minute / 60, minute % 60)?, about))
        });
        let list: Vec<_> = timed.collect();
        // The first whose time is not over. Shortly before midnight everyone runs late: some are still to be seen.
        let over =
            |(_, at, about): &(&Registered, WallTime, About)| wall.minutes_since(*at) >= i64::from(about.minutes());
        let current =
            list.iter().position(|entry| !over(entry)).unwrap_or(list.len()).min(list.len().saturating_sub(4));
        for (turn, (who, at, about)) in list.into_iter().enumerate() {
            // Before the one who is in (negative) or after.
            let place = i64::try_from(turn).unwrap_or(0) - i64::try_from(current).unwrap_or(0);
            match (doctor, place) {
                (1, -3) => other_end(tx, setting, who, at, about, AppointmentStatus::Noshow, None)?,
                (2, 3) => {
                    other_end(tx, setting, who, at, about, AppointmentStatus::Cancelled, Some(CancelReason::Ill))?
                }
                // Dr. Lindqvist's last notes wait for her signature.
                (0, -3..=-2) => {
                    visit::write(tx, setting, dice, who, at, about, State::Unsigned)?;
                }
                (_, ..-1) => {
                    let visit = visit::write(tx, setting, dice, who, at, about, State::Signed)?;
                    money::pay(tx, dice, &Seen { place: turn, patient: who.id, visit, on: setting.today })?;
                }
                (_, -1) => {
                    visit::write(tx, setting, dice, who, at, about, State::Leaving)?;
                }
                (0 | 2, 0) => {
                    visit::write(tx, setting, dice, who, at, about, State::Begun)?;
                }
                (_, 0) => {
                    let came = setting.zone.instant(at).min(after(setting.now, -4));
                    visit::book(tx, setting, dice, who, at, about, 3, came)?;
                }
                (0 | 1, 1) => {
                    let came = setting.zone.instant(at).min(after(setting.now, 2));
                    visit::book(tx, setting, dice, who, at, about, 2, came)?;
                }
                _ => {
                    visit::book(tx, setting, dice, who, at, about, 1, setting.zone.instant(at))?;
                }
            }
        }
    }
    Ok(())
}

fn other_end(
    tx: &mut Change,
    setting: &Setting,
    who: &Registered,
    at: WallTime,
    about: About,
    status: AppointmentStatus,
    cancel_reason: Option<CancelReason>,
) -> Result<()> {
    let Some(practitioner) = setting.doctors.get(who.doctor).copied() else { return Ok(()) };
    let booked = setting.now.plus_millis(-12 * 86_400_000);
    let ended = setting.zone.instant(at.plus_minutes(i64::from(about.minutes()))).min(setting.now.plus_millis(-60_000));
    schedule::import(
        tx,
        &ImportedAppointment {
            source: None,
            patient: who.id,
            practitioner,
            room: None,
            visit_type: setting.visit_type(about.visit_type()).map(|t| t.id),
            starts_at: at,
            ends_at: at.plus_minutes(about.minutes().into()),
            status,
            cancel_reason,
            reason: Some(about.reason()),
            comment: cancel_reason.map(|_| "Fever since last night; will call to rebook."),
            moments: &[(AppointmentStatus::Booked, booked), (status, ended)],
        },
    )?;
    Ok(())
}

/// Bookings of the next ten workdays, thinning out; a few called off.
pub(super) fn weeks_to_come(
    tx: &mut Change,
    setting: &Setting,
    dice: &mut Dice,
    book: &mut Book,
    all: &[Registered],
) -> Result<()> {
    for (place, who) in all.iter().enumerate() {
        if comes_today(place, who, setting.today) {
            continue;
        }
        for again in 0..2 {
            let day = workday(setting.today, 1 + (i64::try_from(place).unwrap_or(0) * 7 + again * 5) % 10);
            // The later, the fewer.
            if !dice.percent(if again == 0 { 88 } else { 30 }) {
                continue;
            }
            let about = next_about(who, place + usize::try_from(again).unwrap_or(0), visits_behind(who), setting.today);
            if dice.percent(30) {
                book.skip(who.doctor, day, 20);
            }
            let Some(at) = book.take(who.doctor, day, about.minutes()) else { continue };
            if dice.percent(4) {
                other_end(tx, setting, who, at, about, AppointmentStatus::Cancelled, Some(CancelReason::Patient))?;
            } else {
                visit::book(tx, setting, dice, who, at, about, 1, setting.zone.instant(at))?;
            }
        }
    }
    Ok(())
}
