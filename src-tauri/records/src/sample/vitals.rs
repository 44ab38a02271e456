//! Vitals of the sample practice: growth of children, pressure that comes down under treatment.

use knowledge::vitals::{self as signs, Vital};

use super::{
    about::About,
    children::growth,
    dice::{Dice, rounded},
    people::Story,
    register::Registered,
    stories::Numbers,
};
use crate::{
    Change, Id, Result,
    observations::{self, NewObservation, ObservationCategory, ResultStatus},
    time::{Day, Instant},
    visits::Visit,
};

pub(super) fn observed<'a>(
    who: &Registered,
    visit: Option<Id<Visit>>,
    at: Instant,
    code: &'a str,
    display: &'a str,
) -> NewObservation<'a> {
    NewObservation {
        patient: who.id,
        visit,
        report: None,
        category: ObservationCategory::VitalSigns,
        status: ResultStatus::Final,
        code: Some(code),
        display,
        effective_at: at,
        number: None,
        unit: None,
        text: None,
        value_code: None,
        range_low: None,
        range_high: None,
        range_text: None,
        interpretation: None,
        source: None,
    }
}

/// How far a condition has come by its so-manieth visit: from the worst towards the goal.
pub(super) fn course(goal: f64, away: f64, faster: f64, turn: i32) -> f64 {
    goal + away * faster.powi(turn)
}

/// Takes the vitals, in the units each is kept in.
pub(super) fn measure(
    tx: &mut Change,
    dice: &mut Dice,
    who: &Registered,
    visit: Id<Visit>,
    at: Instant,
    day: Day,
    about: About,
) -> Result<Numbers> {
    let months = who.months_on(day);
    let turn = if let About::Story(_, turn) = about { turn } else { 2 };
    let treated = who.person.3.contains(&Story::Hypertension);
    let grown = months >= 216;
    let (mut kg, cm) = if grown {
        let tall = if who.is_girl() { 163.0 } else { 176.0 };
        let heavy = if who.person.3.contains(&Story::Diabetes) {
            91.0
        } else if who.is_girl() {
            67.0
        } else {
            81.0
        };
        (heavy + who.build * 1.3 - f64::from(turn) * 0.6, tall + who.build * 0.6)
    } else {
        growth(who.is_girl(), months as f64, who.build)
    };
    let mut weeks = 0;
    if let Some(Story::Pregnancy(now)) = who.story() {
        weeks = now - tx.today().days_since(day) / 7;
        kg = 61.0 + who.build * 0.8 + weeks.max(0) as f64 * 0.36;
    }
    let years = months as f64 / 12.0;
    let (systolic, diastolic) = match (treated, grown) {
        (true, _) => (course(129.0, 22.0, 0.6, turn), course(79.0, 12.0, 0.6, turn)),
        (false, true) => (117.0, 74.0),
        (false, false) => (88.0 + years * 1.6, 54.0 + years),
    };
    let fever = matches!(about, About::Illness(3 | 4));
    let numbers = Numbers {
        systolic: dice.about(systolic, 5.0).round(),
        diastolic: dice.about(diastolic, 4.0).round(),
        weight_kg: rounded(kg, 1),
        weeks,
        ..Numbers::default()
    };
    let height = rounded(cm, 1);
    let rate = if months < 12 {
        128.0
    } else if !grown {
        104.0 - years * 1.8
    } else {
        73.0
    };
    let mut taken = vec![(Vital::Height, height), (Vital::Weight, numbers.weight_kg)];
    if months >= 24 {
        taken.extend(signs::bmi(height, numbers.weight_kg).map(|bmi| (Vital::Bmi, rounded(bmi, 1))));
    }
    if months >= 36 {
        taken.extend([(Vital::Systolic, numbers.systolic), (Vital::Diastolic, numbers.diastolic)]);
    }
    taken.push((Vital::HeartRate, dice.about(rate, 9.0).round()));
    taken.push((Vital::Temperature, rounded(dice.about(if fever { 38.4 } else { 36.7 }, 0.3), 1)));
    if grown || who.person.3.contains(&Story::Asthma) {
        taken.push((Vital::RespiratoryRate, dice.about(15.0, 2.0).round()));
        taken.push((Vital::OxygenSaturation, dice.about(98.0, 1.2).round().min(100.0)));
    }
    for (vital, number) in taken {
        let seen = observed(who, Some(visit), at, vital.loinc(), vital.name());
        observations::import(tx, &NewObservation { number: Some(number), unit: Some(vital.unit().ucum()), ..seen })?;
    }
    Ok(numbers)
}
