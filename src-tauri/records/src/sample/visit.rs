//! Visits of the sample practice, from booking to payment, and what is known of a patient besides.

use knowledge::vitals::{self as signs, Vital};

use super::{
    Setting,
    book::{Book, STEPS, after, on_or_before, workday},
    children::{WELL_VISITS, growth, shots},
    dice::{Dice, rounded},
    people::Story,
    register::Registered,
    stories::{self, Drug, ILLNESSES, Note, Numbers, Test},
};
use crate::{
    Change, Id, Result,
    billing::{
        self,
        charges::{AddCharge, ChargeLine},
        payments::{PaymentMethod, TakePayment},
    },
    immunizations::{self, ImmunizationOrigin, ImmunizationStatus, NewImmunization},
    medications::{self, MedicationOrigin, MedicationStatus, NewMedication},
    money::Cents,
    notes::{self, ImportedNote, WriteNote},
    observations::{self, NewObservation, NewReport, ObservationCategory, ReportCategory, ResultStatus},
    problems::{self, NewProblem, ProblemStatus, ProblemVerification, Severity},
    schedule::{self, AppointmentStatus, ImportedAppointment},
    time::{Day, Instant, WallTime},
    visits::{self, NewDiagnosis, NewVisit, Visit, VisitClass, VisitStatus},
};

/// What a visit is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum About {
    /// The so-manieth visit about a condition.
    Story(Story, i32),
    Physical,
    WellChild(i64),
    Illness(usize),
}

impl About {
    pub fn reason(self) -> &'static str {
        match self {
            Self::Story(story, _) => story.reason(),
            Self::Physical => "Yearly examination",
            Self::WellChild(_) => "Well-child visit",
            Self::Illness(which) => ILLNESSES.get(which).map_or("Illness", |i| i.reason),
        }
    }
    pub fn visit_type(self) -> &'static str {
        match self {
            Self::Story(..) => "Follow-up",
            Self::Physical | Self::WellChild(_) => "Annual physical",
            Self::Illness(_) => "Office visit",
        }
    }
    pub fn minutes(self) -> u32 {
        if matches!(self, Self::Physical | Self::WellChild(_)) { 40 } else { 20 }
    }
}

/// How far a visit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Signed, charges posted, the patient gone.
    Signed,
    /// Signed, the patient at the desk.
    Leaving,
    /// The patient gone, the note written and not signed.
    Unsigned,
    /// The practitioner is with the patient: vitals, and the beginning of a note.
    Begun,
}

/// Which people are seen today: two in five.
pub(super) fn comes_today(place: usize, who: &Registered, today: Day) -> bool {
    matches!(place % 5, 1 | 3) && who.months_on(today) > 12
}

/// What somebody would be seen for next.
pub(super) fn next_about(who: &Registered, place: usize, visits: i32, today: Day) -> About {
    match who.story() {
        Some(story) => About::Story(story, visits),
        None if who.is_child_on(today) => About::Illness(3 + place % 3),
        None if place.is_multiple_of(3) => About::Physical,
        None => About::Illness(place % 3),
    }
}

/// How many visits about a person's condition lie behind, today not counted.
pub(super) fn visits_behind(who: &Registered) -> i32 {
    match who.story() {
        Some(Story::Pregnancy(weeks)) => i32::try_from((weeks - 8) / 4).unwrap_or(1).clamp(1, 5),
        Some(story) => i32::try_from(78 / story.weeks()).unwrap_or(1).clamp(2, 5),
        None => 0,
    }
}

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
        pay(tx, setting, dice, who, visit, on)?;
        if dice.percent(35) {
            book.skip(who.doctor, on, 20);
        }
    }
    Ok(())
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

/// Problems, drugs and a grown-up's shots.
fn background(tx: &mut Change, setting: &Setting, dice: &mut Dice, who: &Registered) -> Result<()> {
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
                prescribe(tx, who, doctor, None, drug, Some(story.reason()), started, None)?;
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

fn observed<'a>(
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

#[allow(clippy::too_many_arguments, reason = "each is a column")]
fn prescribe(
    tx: &mut Change,
    who: &Registered,
    doctor: Option<Id<crate::staff::Practitioner>>,
    visit: Option<Id<Visit>>,
    drug: &Drug,
    reason: Option<&str>,
    started: Day,
    stopped: Option<Day>,
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
        refills: Some(if stopped.is_some() { 0 } else { 3 }),
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

fn give(
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

/// One visit and everything of it but the payment. Signed ones get an appointment that was kept.
pub(super) fn write(
    tx: &mut Change,
    setting: &Setting,
    dice: &mut Dice,
    who: &Registered,
    at: WallTime,
    about: About,
    state: State,
) -> Result<Id<Visit>> {
    let reached = match state {
        State::Signed | State::Unsigned => 6,
        State::Leaving => 5,
        State::Begun => 4,
    };
    let start = setting.zone.instant(at);
    // Who is here now came in time for that, whatever the book says.
    let came = match state {
        State::Signed | State::Unsigned => start,
        State::Leaving => start.min(after(setting.now, -24)),
        State::Begun => start.min(after(setting.now, -14)),
    };
    let appointment = book(tx, setting, dice, who, at, about, reached, came)?;
    let begun = after(came, 6);
    let minutes = i64::from(about.minutes());
    let doctor = setting.doctors.get(who.doctor).copied();
    let is_signed = matches!(state, State::Signed | State::Leaving);
    let signed = if is_signed { doctor.map(|by| (after(begun, minutes + 9).min(setting.now), by)) } else { None };
    let new = NewVisit {
        patient: who.id,
        appointment: Some(appointment),
        practitioner: doctor,
        status: if is_signed { VisitStatus::Signed } else { VisitStatus::InProgress },
        class: VisitClass::Ambulatory,
        type_code: None,
        visit_type: Some(about.visit_type()),
        reason: Some(about.reason()),
        started_at: begun,
        ended_at: signed.map(|_| after(begun, minutes - 6).min(setting.now)),
        place_of_service: "11",
        signed,
        source: None,
    };
    let visit = visits::import(tx, &new)?;
    let day = at.day();
    let numbers = measure(tx, dice, who, visit, after(begun, -3), day, about)?;
    let (note, mut codes) = said(who, &numbers, about, day, dice);
    let drawn = state != State::Begun && laboratory(tx, setting, dice, who, visit, at, about)?;
    let shots = shots_of(about);
    if state != State::Begun {
        for shot in shots {
            give(tx, setting, who, Some(visit), shot.0, shot.1, day)?;
        }
    }
    if !shots.is_empty() {
        codes.push("Z23");
    }
    if let About::Illness(which) = about
        && let Some(drug) = ILLNESSES.get(which).and_then(|i| i.drug.as_ref())
        && state != State::Begun
    {
        let ended = day.plus_days(drug.4);
        prescribe(
            tx,
            who,
            doctor,
            Some(visit),
            drug,
            Some(about.reason()),
            day,
            Some(ended).filter(|e| *e <= setting.today),
        )?;
    }
    for (rank, code) in (1_i64..).zip(&codes) {
        let hit = knowledge::icd10::find(code);
        let display = hit.map(|h| h.description).unwrap_or_else(|| (*code).to_owned());
        visits::import_diagnosis(
            tx,
            &NewDiagnosis { patient: who.id, visit, rank, code, display: &display, source: None },
        )?;
        if state == State::Begun {
            break;
        }
    }
    write_note(tx, who, visit, note, state, signed.map(|(at, _)| at), doctor)?;
    if state != State::Begun {
        charge(tx, who, visit, about, day, &codes, drawn, shots.len())?;
    }
    if is_signed {
        billing::release(tx, visit)?;
    }
    Ok(visit)
}

fn shots_of(about: About) -> &'static [super::children::Shot] {
    match about {
        About::WellChild(months) => shots(months),
        _ => &[],
    }
}

fn write_note(
    tx: &mut Change,
    who: &Registered,
    visit: Id<Visit>,
    note: Note,
    state: State,
    signed_at: Option<Instant>,
    practitioner: Option<Id<crate::staff::Practitioner>>,
) -> Result<()> {
    let [subjective, objective, assessment, plan] = note;
    match (state, signed_at) {
        (State::Signed | State::Leaving, Some(signed_at)) => {
            let sections = &[subjective, objective, assessment, plan];
            notes::import(tx, &ImportedNote { patient: who.id, visit, sections, signed_at, practitioner })?;
        }
        (State::Begun, _) => {
            let (patient, version, nothing) = (who.id, None, String::new);
            notes::write(
                tx,
                WriteNote {
                    patient,
                    visit,
                    version,
                    subjective,
                    objective: nothing(),
                    assessment: nothing(),
                    plan: nothing(),
                },
            )?;
        }
        _ => {
            notes::write(
                tx,
                WriteNote { patient: who.id, visit, version: None, subjective, objective, assessment, plan },
            )?;
        }
    }
    Ok(())
}

/// An appointment as far as so many steps of the day's flow, for a patient who came as if it began at `came`.
#[allow(clippy::too_many_arguments, reason = "each is a column")]
pub(super) fn book(
    tx: &mut Change,
    setting: &Setting,
    dice: &mut Dice,
    who: &Registered,
    at: WallTime,
    about: About,
    reached: usize,
    came: Instant,
) -> Result<Id<schedule::Appointment>> {
    let steps = AppointmentStatus::FLOW.get(..reached).unwrap_or_default();
    let moments: Vec<(AppointmentStatus, Instant)> = steps
        .iter()
        .zip(STEPS)
        .map(|(status, minutes)| {
            // Booked some weeks before, at a like hour.
            let minutes = if *status == AppointmentStatus::Booked {
                -1440 * dice.roll(15, 40) - dice.roll(0, 90)
            } else {
                minutes + dice.roll(-2, 2)
            };
            (*status, after(came, minutes).min(setting.now))
        })
        .collect();
    let roomed = steps.contains(&AppointmentStatus::Roomed);
    let room = setting.rooms.get(usize::try_from(dice.roll(0, 3)).unwrap_or(0)).copied().filter(|_| roomed);
    let Some(practitioner) = setting.doctors.get(who.doctor).copied() else {
        return Err(crate::Error::NotFound("practitioner"));
    };
    let made = schedule::import(
        tx,
        &ImportedAppointment {
            source: None,
            patient: who.id,
            practitioner,
            room,
            visit_type: setting.visit_type(about.visit_type()).map(|t| t.id),
            starts_at: at,
            ends_at: at.plus_minutes(about.minutes().into()),
            status: steps.last().copied().unwrap_or(AppointmentStatus::Booked),
            cancel_reason: None,
            reason: Some(about.reason()),
            comment: None,
            moments: &moments,
        },
    )?;
    made.ok_or(crate::Error::Internal("an invented appointment was here already"))
}

/// How far a condition has come by its so-manieth visit: from the worst towards the goal.
fn course(goal: f64, away: f64, faster: f64, turn: i32) -> f64 {
    goal + away * faster.powi(turn)
}

/// Takes the vitals, in the units each is kept in.
fn measure(
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

/// The number a condition is followed by, at its so-manieth visit; the same whenever asked.
fn followed_by(who: &Registered, story: Story, turn: i32) -> Option<(Test, f64)> {
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
fn score(story: Story, turn: i32) -> Option<(&'static str, &'static str, f64)> {
    match story {
        Story::Depression => Some(("44261-6", "PHQ-9 total score", course(4.0, 13.0, 0.62, turn).round())),
        Story::Anxiety => Some(("70274-6", "GAD-7 total score", course(4.0, 10.0, 0.6, turn).round())),
        _ => None,
    }
}

fn said(who: &Registered, numbers: &Numbers, about: About, day: Day, dice: &mut Dice) -> (Note, Vec<&'static str>) {
    let turn = dice.roll(0, 2);
    match about {
        About::Story(story, number) => {
            let mut numbers = *numbers;
            let value = |n| followed_by(who, story, n).map(|(_, v)| v).or_else(|| score(story, n).map(|(.., v)| v));
            numbers.value = value(number).unwrap_or_default();
            numbers.before = (number > 0).then(|| value(number - 1)).flatten();
            let at_this_time = if let Story::Pregnancy(_) = story { Story::Pregnancy(numbers.weeks) } else { story };
            let mut codes = vec![at_this_time.code()];
            codes.extend(who.person.3.iter().skip(1).map(|s| s.code()));
            (stories::note(at_this_time, &numbers, i64::from(number) + turn), codes)
        }
        About::Physical => (stories::physical(numbers.systolic, numbers.diastolic, turn), vec!["Z00.00"]),
        About::WellChild(months) => {
            let (kg, cm) = growth(who.is_girl(), who.months_on(day) as f64, who.build);
            (stories::well_child(months, kg, cm), vec!["Z00.129"])
        }
        About::Illness(which) => match ILLNESSES.get(which) {
            Some(illness) => (illness.note.map(str::to_owned), vec![illness.code]),
            None => (Default::default(), Vec::new()),
        },
    }
}

/// Draws what is due and files what came back; whether blood was drawn.
fn laboratory(
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

#[allow(clippy::too_many_arguments, reason = "what the bill of a visit depends on")]
fn charge(
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

/// What was paid of a visit: a copay on the day, the rest weeks later, and by some people nothing yet.
pub(super) fn pay(
    tx: &mut Change,
    setting: &Setting,
    dice: &mut Dice,
    who: &Registered,
    visit: Id<Visit>,
    day: Day,
) -> Result<()> {
    let lines = billing::charges::of_visit(tx, billing::charges::OfVisit { visit })?;
    let owed: Cents = lines.iter().map(|l| l.open).sum();
    if dice.percent(6) || owed == Cents::ZERO {
        return Ok(());
    }
    let mut take = |method: PaymentMethod, reference: Option<String>, cents: Cents, on: Day| {
        let payment =
            TakePayment { patient: who.id, visit: Some(visit), method, reference, cents, received_on: Some(on) };
        billing::payments::take(tx, payment).map(|_| ())
    };
    let copay = Cents(3_000).min(owed);
    let (method, reference) = match dice.roll(0, 2) {
        0 => (PaymentMethod::Cash, None),
        1 => (PaymentMethod::Check, Some(format!("{}", dice.roll(1001, 4999)))),
        _ => (PaymentMethod::Card, Some(format!("auth {:05}", dice.roll(10_000, 99_999)))),
    };
    take(method, reference, copay, day)?;
    let later = day.plus_days(dice.roll(17, 38));
    if later < setting.today && dice.percent(94) && owed > copay {
        take(
            PaymentMethod::Transfer,
            Some(format!("remittance {}", dice.roll(400_000, 499_999))),
            owed - copay,
            later,
        )?;
    }
    Ok(())
}
