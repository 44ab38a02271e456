//! Today in the sample practice, a day under way, and the bookings of the next two weeks.

use super::{
    Setting,
    book::{Book, first_minute, workday},
    dice::Dice,
    register::Registered,
    visit::{self, About, State, comes_today, next_about, visits_behind},
};
use crate::{
    Change, Result,
    schedule::{self, AppointmentStatus, CancelReason, ImportedAppointment},
    time::WallTime,
};

/// Today's appointments: those before now done or in the rooms, those after still to come, one missed, one called off.
pub(super) fn today(tx: &mut Change, setting: &Setting, dice: &mut Dice, all: &[Registered]) -> Result<()> {
    let wall = setting.zone.wall(setting.now);
    let first = first_minute(wall);
    let mut missed = false;
    for doctor in 0..setting.doctors.len() {
        let mut minute = first;
        let mut unsigned = 0;
        let coming = all
            .iter()
            .enumerate()
            .filter(|(place, who)| who.doctor == doctor && comes_today(*place, who, setting.today));
        for (turn, (place, who)) in coming.enumerate() {
            // Back to back, with an hour for lunch in the middle of the list.
            if turn == 5 {
                minute += 40;
            }
            let about = next_about(who, place, visits_behind(who), setting.today);
            let Some(at) = setting.today.at(minute / 60, minute % 60) else { break };
            minute += about.minutes() + 20 * u32::from(turn % 3 == 2);
            let since = wall.minutes_since(at);
            let length = i64::from(about.minutes());
            if since > length && turn == 2 && doctor == 1 && !missed {
                missed = true;
                other_end(tx, setting, who, at, about, AppointmentStatus::Noshow, None)?;
            } else if since < -90 && turn % 4 == 3 && doctor == 2 {
                other_end(tx, setting, who, at, about, AppointmentStatus::Cancelled, Some(CancelReason::Ill))?;
            } else if since > length + 25 {
                // Dr. Lindqvist's last notes wait for her signature.
                if doctor == 0 && unsigned < 2 && since < length + 150 {
                    unsigned += 1;
                    visit::write(tx, setting, dice, who, at, about, State::Unsigned)?;
                } else {
                    let seen = visit::write(tx, setting, dice, who, at, about, State::Signed)?;
                    visit::pay(tx, setting, dice, who, seen, setting.today)?;
                }
            } else if since > length {
                visit::write(tx, setting, dice, who, at, about, State::Unsigned)?;
            } else if since > 8 {
                visit::write(tx, setting, dice, who, at, about, State::Begun)?;
            } else {
                let reached = match since {
                    3.. => 3,
                    -12..3 => 2,
                    _ => 1,
                };
                let steps = AppointmentStatus::FLOW.get(..reached).unwrap_or_default();
                visit::book(tx, setting, dice, who, at, about, steps)?;
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
                visit::book(tx, setting, dice, who, at, about, &[AppointmentStatus::Booked])?;
            }
        }
    }
    Ok(())
}
