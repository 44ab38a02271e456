//! Money of the sample practice: what a visit costs, a copay at the desk, the balance later, a dozen accounts still open.

use super::{Setting, about::About, dice::Dice, people::Story, register::Registered};
use crate::{
    Change, Id, Result,
    billing::{
        self,
        charges::{AddCharge, ChargeLine, OfVisit},
        payments::{PaymentMethod, TakePayment},
    },
    money::Cents,
    patients::Patient,
    time::Day,
    visits::Visit,
};

/// A visit whose money is still to come.
pub(super) struct Seen {
    /// The patient's place in the list of people.
    pub place: usize,
    pub patient: Id<Patient>,
    pub visit: Id<Visit>,
    pub on: Day,
}

/// What is still open: visits of how many to how many days ago, on how many accounts.
const OPEN: [(i64, i64, usize); 4] = [(4, 30, 5), (31, 60, 2), (61, 90, 2), (91, 300, 2)];
/// Nobody is let go further than this without a word.
const MOST_OPEN: Cents = Cents(29_000);
/// Paid at the desk.
const COPAY: Cents = Cents(3_000);

#[allow(clippy::too_many_arguments, reason = "what the bill of a visit depends on")]
pub(super) fn charge(
    tx: &mut Change,
    who: &Registered,
    visit: Id<Visit>,
    about: About,
    day: Day,
    codes: &[&str],
    drawn: bool,
    shots: usize,
) -> Result<()> {
    let age = who.born.age_on(day);
    let main = match about {
        About::Story(..) if who.person.3.len() > 1 => "99214",
        About::Story(..) | About::Illness(_) => "99213",
        About::Physical => match age {
            ..40 => "99395",
            40..65 => "99396",
            _ => "99397",
        },
        About::WellChild(_) => match age {
            ..1 => "99391",
            1..5 => "99392",
            5..12 => "99393",
            _ => "99394",
        },
    };
    let mut lines = vec![(main, 1, shots > 0)];
    if drawn {
        lines.push(("36415", 1, false));
    }
    match about {
        About::Story(Story::Diabetes, _) => lines.push(("83036", 1, false)),
        About::Illness(2) => lines.push(("81002", 1, false)),
        About::Illness(4) => lines.push(("87880", 1, false)),
        _ => {}
    }
    if shots > 0 {
        lines.push(("90471", i64::try_from(shots).unwrap_or(1), false));
    }
    for (code, units, with_shot) in lines {
        let pointed = if code == "90471" { "Z23" } else { codes.first().copied().unwrap_or("Z00.00") };
        let line = ChargeLine {
            code: code.into(),
            description: None,
            modifiers: if with_shot { vec!["25".into()] } else { Vec::new() },
            diagnoses: vec![pointed.into()],
            units: Some(units),
            unit_cents: None,
        };
        billing::charges::add(tx, AddCharge { visit, patient: who.id, line })?;
    }
    Ok(())
}

/// Pays what was seen: a copay on the day and the balance some weeks later, or all of it at once; a dozen balances stay open.
/// Receipts are numbered in the order the money came in.
pub(super) fn settle(tx: &mut Change, setting: &Setting, dice: &mut Dice, seen: &[Seen]) -> Result<()> {
    let mut owed = Vec::new();
    for one in seen {
        owed.push(open_of(tx, one.visit)?);
    }
    let open = left_open(setting.today, seen, &owed);
    let mut payments: Vec<TakePayment> = Vec::new();
    for (at, (one, owed)) in seen.iter().zip(owed).enumerate() {
        let copay = COPAY.min(owed);
        let later = one.on.plus_days(dice.roll(9, 26));
        let parts = match (open.contains(&at), later < setting.today) {
            // One in four of those who owe has paid nothing at all.
            (true, _) if dice.percent(25) => vec![],
            (true, _) => vec![(one.on, copay)],
            (false, true) => vec![(one.on, copay), (later, owed - copay)],
            (false, false) => vec![(one.on, owed)],
        };
        for (on, cents) in parts.into_iter().filter(|(_, cents)| *cents > Cents::ZERO) {
            payments.push(payment(dice, one, on, cents));
        }
    }
    payments.sort_by_key(|p| p.received_on);
    for payment in payments {
        billing::payments::take(tx, payment)?;
    }
    Ok(())
}

/// Pays all of a visit at the desk.
pub(super) fn pay(tx: &mut Change, dice: &mut Dice, seen: &Seen) -> Result<()> {
    let owed = open_of(tx, seen.visit)?;
    if owed > Cents::ZERO {
        billing::payments::take(tx, payment(dice, seen, seen.on, owed))?;
    }
    Ok(())
}

/// Which visits stay open: the latest of each age, one an account.
fn left_open(today: Day, seen: &[Seen], owed: &[Cents]) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut owing: Vec<usize> = Vec::new();
    for (youngest, oldest, accounts) in OPEN {
        let of_age = seen.iter().zip(owed).enumerate().rev().filter(|(_, (one, owed))| {
            (youngest..=oldest).contains(&today.days_since(one.on)) && **owed > COPAY && **owed <= MOST_OPEN
        });
        // Every third, so that they do not all fall on one day.
        let mut left = accounts;
        for (at, (one, _)) in of_age.step_by(3) {
            if left > 0 && !owing.contains(&one.place) {
                left -= 1;
                owing.push(one.place);
                open.push(at);
            }
        }
    }
    open
}

fn open_of(tx: &Change, visit: Id<Visit>) -> Result<Cents> {
    Ok(billing::charges::of_visit(tx, OfVisit { visit })?.iter().map(|line| line.open).sum())
}

fn payment(dice: &mut Dice, seen: &Seen, on: Day, cents: Cents) -> TakePayment {
    let (method, reference) = if on > seen.on {
        (PaymentMethod::Transfer, Some(format!("remittance {}", dice.roll(400_000, 499_999))))
    } else {
        match dice.roll(0, 3) {
            0 => (PaymentMethod::Cash, None),
            1 => (PaymentMethod::Check, Some(format!("{}", dice.roll(1001, 4999)))),
            _ => (PaymentMethod::Card, Some(format!("auth {:05}", dice.roll(10_000, 99_999)))),
        }
    };
    TakePayment { patient: seen.patient, visit: Some(seen.visit), method, reference, cents, received_on: Some(on) }
}
