//! One visit of the sample practice: its appointment, what was found, the note.

use super::{
    Setting,
    about::About,
    background::{COURSE, give, prescribe},
    book::{STEPS, after},
    children::{growth, shots},
    dice::Dice,
    laboratory::{followed_by, laboratory, score},
    money::charge,
    people::Story,
    register::Registered,
    stories::{self, ILLNESSES, Note, Numbers},
    vitals::measure,
};
use crate::{
    Change, Id, Result, billing,
    notes::{self, ImportedNote, WriteNote},
    schedule::{self, AppointmentStatus, ImportedAppointment},
    time::{Day, Instant, WallTime},
    visits::{self, NewDiagnosis, NewVisit, Visit, VisitClass, VisitStatus},
};

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
            COURSE,
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
