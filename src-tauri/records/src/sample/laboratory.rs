//! The numbers a condition is followed by, and the panels they come back in.

use super::{
    Setting,
    about::About,
    book::after,
    dice::{Dice, rounded},
    people::Story,
    register::Registered,
    stories::{self, Test},
    vitals::{course, observed},
};
use crate::{
    Change, Id, Result,
    observations::{self, NewObservation, NewReport, ObservationCategory, ReportCategory, ResultStatus},
    time::WallTime,
    visits::Visit,
};

/// The number a condition is followed by, at its so-manieth visit; the same whenever asked.
pub(super) fn followed_by(who: &Registered, story: Story, turn: i32) -> Option<(Test, f64)> {
    let (test, goal, away, faster, spread, decimals) = match story {
        Story::Diabetes => (stories::A1C, 6.7, 2.1, 0.62, 0.2, 1),
        Story::Cholesterol => (stories::LDL, 92.0, 68.0, 0.5, 7.0, 0),
        Story::Thyroid => (stories::TSH, 2.2, 5.4, 0.4, 0.3, 1),
        Story::Anemia => (stories::HEMOGLOBIN, 12.9, -2.9, 0.5, 0.2, 1),
        _ => return None,
    };
    let mut dice = Dice::new(
        u64::from(who.born.day()) << 40
            ^ u64::try_from(turn).unwrap_or(0) << 8
            ^ u64::try_from(who.person.2).unwrap_or(0),
    );
    Some((
        test,
        rounded(dice.about(course(goal, away, faster, turn) + who.build * 0.02 * away.signum(), spread), decimals),
    ))
}

/// PHQ-9 and GAD-7 totals.
pub(super) fn score(story: Story, turn: i32) -> Option<(&'static str, &'static str, f64)> {
    match story {
        Story::Depression => Some(("44261-6", "PHQ-9 total score", course(4.0, 13.0, 0.62, turn).round())),
        Story::Anxiety => Some(("70274-6", "GAD-7 total score", course(4.0, 10.0, 0.6, turn).round())),
        _ => None,
    }
}

/// Draws what is due and files what came back; whether blood was drawn.
pub(super) fn laboratory(
    tx: &mut Change,
    setting: &Setting,
    dice: &mut Dice,
    who: &Registered,
    visit: Id<Visit>,
    at: WallTime,
    about: About,
) -> Result<bool> {
    let About::Story(main, turn) = about else { return Ok(false) };
    let start = setting.zone.instant(at);
    if let Some((code, display, number)) = score(main, turn) {
        let seen = observed(who, Some(visit), after(start, 4), code, display);
        observations::import(
            tx,
            &NewObservation {
                number: Some(number),
                unit: Some("{score}"),
                category: ObservationCategory::Survey,
                ..seen
            },
        )?;
    }
    let mut drawn = false;
    for story in who.person.3 {
        if *story != main && turn % 2 == 1 {
            continue;
        }
        let followed = followed_by(who, *story, turn);
        let value = followed.map_or(0.0, |(_, v)| v);
        let (name, results): (&str, Vec<(Test, f64)>) = match story {
            Story::Diabetes => (
                "Diabetes panel",
                vec![
                    (stories::A1C, value),
                    (stories::GLUCOSE, dice.about(28.7 * value - 46.7, 12.0).round()),
                    (stories::CREATININE, rounded(dice.about(0.95, 0.2), 2)),
                    (stories::URINE_ALBUMIN, dice.about(24.0, 18.0).round()),
                ],
            ),
            Story::Cholesterol => {
                let (hdl, fats) = (dice.about(48.0, 8.0).round(), dice.about(150.0, 45.0).round());
                (
                    "Lipid panel",
                    vec![
                        (stories::CHOLESTEROL, (value + hdl + fats / 5.0).round()),
                        (stories::LDL, value),
                        (stories::HDL, hdl),
                        (stories::TRIGLYCERIDES, fats),
                    ],
                )
            }
            Story::Hypertension if turn % 2 == 0 => (
                "Basic metabolic panel",
                vec![
                    (stories::SODIUM, dice.about(140.0, 3.0).round()),
                    (stories::POTASSIUM, rounded(dice.about(4.2, 0.5), 1)),
                    (stories::CREATININE, rounded(dice.about(0.98, 0.22), 2)),
                    (stories::GLUCOSE, dice.about(96.0, 9.0).round()),
                ],
            ),
            Story::Thyroid => ("Thyroid stimulating hormone", vec![(stories::TSH, value)]),
            Story::Anemia | Story::Pregnancy(_) => {
                let hemoglobin = if *story == Story::Anemia { value } else { rounded(dice.about(12.1, 0.5), 1) };
                (
                    "Complete blood count",
                    vec![
                        (stories::HEMOGLOBIN, hemoglobin),
                        (stories::HEMATOCRIT, rounded(hemoglobin * 3.0, 1)),
                        (stories::LEUKOCYTES, rounded(dice.about(7.2, 2.0), 1)),
                        (stories::PLATELETS, dice.about(255.0, 60.0).round()),
                    ],
                )
            }
            _ => continue,
        };
        drawn = true;
        // Back the next morning.
        let issued_at = at.day().plus_days(1).at(7, 40).map_or(start, |morning| setting.zone.instant(morning));
        if issued_at > setting.now {
            continue;
        }
        let report = NewReport {
            patient: who.id,
            visit: Some(visit),
            category: ReportCategory::Laboratory,
            status: ResultStatus::Final,
            code: None,
            display: name,
            issued_at,
            body: None,
            source: None,
        };
        let report = observations::import_report(tx, &report)?;
        for (Test(code, display, unit, low, high), number) in results {
            let flag = match (low, high) {
                (Some(low), _) if number < low => Some("L"),
                (_, Some(high)) if number > high => Some("H"),
                _ => None,
            };
            let result = NewObservation {
                report: Some(report),
                category: ObservationCategory::Laboratory,
                number: Some(number),
                unit: Some(unit),
                range_low: low,
                range_high: high,
                interpretation: flag,
                ..observed(who, Some(visit), after(start, 15), code, display)
            };
            observations::import(tx, &result)?;
        }
    }
    Ok(drawn)
}
