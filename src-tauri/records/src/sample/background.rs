//! What is known of a patient besides visits: problems, drugs, shots, smoking.

use super::{Setting, dice::Dice, people::Story, register::Registered, stories::Drug, vitals::observed};
use crate::{
    Change, Id, Result,
    immunizations::{self, ImmunizationOrigin, ImmunizationStatus, NewImmunization},
    medications::{self, MedicationOrigin, MedicationStatus, NewMedication},
    observations::{self, NewObservation, ObservationCategory},
    problems::{self, NewProblem, ProblemStatus, ProblemVerification, Severity},
    time::Day,
    visits::Visit,
};

/// How often a drug for a lasting condition is refilled.
const LASTING: i64 = 3;
/// A course for a short illness, an antibiotic above all, ends: it is never refilled.
pub(super) const COURSE: i64 = 0;

/// Problems, drugs and a grown-up's shots.
pub(super) fn background(tx: &mut Change, setting: &Setting, dice: &mut Dice, who: &Registered) -> Result<()> {
    let doctor = setting.doctors.get(who.doctor).copied();
    for (rank, story) in (1_i64..).zip(who.person.3) {
        let since = match story {
            Story::Pregnancy(weeks) => setting.today.plus_days(-weeks * 7),
            _ => setting.today.plus_days(-dice.roll(560, 2600)).max(who.born.plus_months(24)),
        };
        let code = story.code();
        let display = knowledge::icd10::find(code).map(|hit| hit.description).unwrap_or_else(|| code.to_owned());
        problems::import(
            tx,
            &NewProblem {
                patient: who.id,
                visit: None,
                clinical_status: ProblemStatus::Active,
                verification_status: ProblemVerification::Confirmed,
                severity: if *story == Story::Depression { Severity::Moderate } else { Severity::Unknown },
                icd10: Some(code),
                snomed: None,
                display: &display,
                onset_on: Some(since),
                abated_on: None,
                rank,
                comment: None,
                source: None,
            },
        )?;
        for (number, drug) in story.drugs().iter().enumerate() {
            if number == 0 || *story == Story::Asthma || dice.percent(40) {
                let started = since.max(setting.today.plus_days(-540 + 90 * i64::try_from(number).unwrap_or(0)));
                prescribe(tx, who, doctor, None, drug, Some(story.reason()), started, None, LASTING)?;
            }
        }
    }
    if who.is_child_on(setting.today) {
        return Ok(());
    }
    let october =
        Day::of(setting.today.year() - i32::from(setting.today.month() < 11), 10, 14).unwrap_or(setting.today);
    if dice.percent(75) {
        give(tx, setting, who, None, "140", 1, october)?;
    }
    give(
        tx,
        setting,
        who,
        None,
        "115",
        1,
        setting.today.plus_days(-dice.roll(400, 3000)).max(who.born.plus_months(12 * 12)),
    )?;
    if who.born.age_on(setting.today) >= 50 {
        let first = setting.today.plus_days(-dice.roll(300, 700));
        give(tx, setting, who, None, "187", 1, first)?;
        give(tx, setting, who, None, "187", 2, first.plus_days(90))?;
    }
    if who.born.age_on(setting.today) >= 65 {
        give(tx, setting, who, None, "216", 1, setting.today.plus_days(-dice.roll(200, 900)))?;
    }
    smoking(tx, setting, who)
}

/// US Core smoking status.
fn smoking(tx: &mut Change, setting: &Setting, who: &Registered) -> Result<()> {
    let (code, words) = match who.person.2 % 7 {
        0 => ("449868002", "Smokes tobacco daily"),
        1 | 2 => ("8517006", "Former smoker"),
        _ => ("266919005", "Never smoker"),
    };
    let asked = setting.today.plus_months(-7).at(9, 0).map_or(setting.now, |at| setting.zone.instant(at));
    let new = NewObservation {
        text: Some(words),
        value_code: Some(code),
        ..observed(who, None, asked, "72166-2", "Tobacco smoking status")
    };
    observations::import(tx, &NewObservation { category: ObservationCategory::SocialHistory, ..new })?;
    Ok(())
}

#[allow(clippy::too_many_arguments, reason = "each is a column")]
pub(super) fn prescribe(
    tx: &mut Change,
    who: &Registered,
    doctor: Option<Id<crate::staff::Practitioner>>,
    visit: Option<Id<Visit>>,
    drug: &Drug,
    reason: Option<&str>,
    started: Day,
    stopped: Option<Day>,
    refills: i64,
) -> Result<()> {
    let new = NewMedication {
        patient: who.id,
        visit,
        prescriber: doctor,
        origin: MedicationOrigin::Prescribed,
        status: if stopped.is_some() { MedicationStatus::Completed } else { MedicationStatus::Active },
        rxnorm: Some(drug.0),
        display: drug.1,
        sig: Some(drug.2),
        quantity: Some(drug.3),
        quantity_unit: None,
        refills: Some(refills),
        days_supply: Some(drug.4),
        reason,
        start_on: Some(started),
        stop_on: stopped,
        stop_reason: None,
        source: None,
    };
    medications::import(tx, &new)?;
    Ok(())
}

pub(super) fn give(
    tx: &mut Change,
    setting: &Setting,
    who: &Registered,
    visit: Option<Id<Visit>>,
    cvx: &str,
    dose: i64,
    day: Day,
) -> Result<()> {
    let display = knowledge::vaccines::find(cvx).map(|v| v.description).unwrap_or_else(|| cvx.to_owned());
    let here = visit.is_some();
    let lot = format!(
        "{}{:04}",
        ["FL", "UT", "MK"].get(usize::try_from(day.day() % 3).unwrap_or(0)).unwrap_or(&"FL"),
        1000 + day.month() * 31 + day.day()
    );
    let new = NewImmunization {
        patient: who.id,
        visit,
        practitioner: setting.doctors.get(who.doctor).copied().filter(|_| here),
        origin: if here { ImmunizationOrigin::GivenHere } else { ImmunizationOrigin::Elsewhere },
        status: ImmunizationStatus::Completed,
        status_reason: None,
        cvx: Some(cvx),
        display: &display,
        given_on: day,
        lot: here.then_some(lot.as_str()),
        expires_on: here.then(|| day.plus_months(9)),
        mvx: None,
        site: here.then_some(if who.months_on(day) < 24 { "Left thigh" } else { "Left deltoid" }),
        route: here.then_some(if cvx == "116" { "Oral" } else { "Intramuscular" }),
        dose_number: Some(dose),
        dose_amount: None,
        dose_unit: None,
        source: None,
    };
    immunizations::import(tx, &new)?;
    Ok(())
}
