//! What lies behind everybody: the visits of the last year and a half.

use super::{
    Setting,
    about::{About, comes_today, next_about, visits_behind},
    background::{background, give},
    book::{Book, on_or_before, workday},
    children::{WELL_VISITS, shots},
    dice::Dice,
    money::{self, Seen},
    register::Registered,
    visit::{State, write},
};
use crate::{Change, Result, time::Day};

/// Everybody's charts: problems, drugs, shots, and the visits of the last year and a half, the latest in the last two weeks.
pub(super) fn everyone(
    tx: &mut Change,
    setting: &Setting,
    dice: &mut Dice,
    book: &mut Book,
    all: &[Registered],
) -> Result<()> {
    let mut planned: Vec<(Day, usize, About)> = Vec::new();
    for (place, who) in all.iter().enumerate() {
        background(tx, setting, dice, who)?;
        let today = comes_today(place, who, setting.today);
        // The latest visit: in the last ten workdays, or long enough ago to be due today.
        let latest = workday(setting.today, -(1 + i64::try_from(place % 10).unwrap_or(0)));
        let behind = visits_behind(who);
        match who.story() {
            Some(story) => {
                for back in 0..behind {
                    let weeks = story.weeks() * (i64::from(back) + i64::from(today));
                    let day = on_or_before(latest.plus_days(-weeks * 7 - if back > 0 { dice.roll(-6, 6) } else { 0 }));
                    planned.push((day, place, About::Story(story, behind - 1 - back)));
                }
            }
            None if who.is_child_on(setting.today) => {
                if place.is_multiple_of(2) && who.months_on(latest) > 12 && !today {
                    planned.push((latest, place, About::Illness(3 + place % 3)));
                }
            }
            None => {
                if !today {
                    planned.push((latest, place, next_about(who, place, 0, setting.today)));
                }
                let before = on_or_before(setting.today.plus_days(-dice.roll(33, 330)));
                planned.push((
                    before,
                    place,
                    if place.is_multiple_of(3) { About::Illness(place % 2) } else { About::Physical },
                ));
            }
        }
        if who.is_child_on(setting.today) {
            well_visits(tx, setting, dice, who, place, &mut planned)?;
        }
    }
    planned.sort_by_key(|(day, place, _)| (*day, *place));
    let mut seen = Vec::new();
    for (day, place, about) in planned {
        let Some(who) = all.get(place) else { continue };
        let mut on = day;
        let at = loop {
            match book.take(who.doctor, on, about.minutes()) {
                Some(at) => break at,
                None => on = workday(on, -1),
            }
        };
        if on <= who.born {
            continue;
        }
        let visit = write(tx, setting, dice, who, at, about, State::Signed)?;
        seen.push(Seen { place, patient: who.id, visit, on });
        if dice.percent(35) {
            book.skip(who.doctor, on, 20);
        }
    }
    money::settle(tx, setting, dice, &seen)
}

/// Well-child visits of the last three years, and the shots of those before.
fn well_visits(
    tx: &mut Change,
    setting: &Setting,
    dice: &mut Dice,
    who: &Registered,
    place: usize,
    planned: &mut Vec<(Day, usize, About)>,
) -> Result<()> {
    for months in WELL_VISITS {
        let due = who.born.plus_months(i32::try_from(months).unwrap_or(0)).plus_days(if months == 0 {
            3
        } else {
            dice.roll(1, 9)
        });
        let day = if super::book::is_workday(due) { due } else { workday(due, 1) };
        if day >= setting.today {
            break;
        }
        if day > setting.today.plus_months(-36) {
            planned.push((day, place, About::WellChild(months)));
        } else {
            for shot in shots(months) {
                give(tx, setting, who, None, shot.0, shot.1, day)?;
            }
        }
    }
    Ok(())
}
