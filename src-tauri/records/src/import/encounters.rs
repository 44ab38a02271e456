//! Encounters, which become visits closed elsewhere, and appointments.

use std::borrow::Cow;

use formats::fhir::{self, AppointmentStatus as FhirStatus, EncounterStatus, System};

use super::{
    importer::{Chart, Importer, Taken, Target, key_of},
    keys, people,
    values::{Stop, code, line, moment, not_kept, opt, refused, words},
};
use crate::{
    Id, notes,
    practice::{AnyRecord, Column},
    schedule::{self, AppointmentStatus, CancelReason, ImportedAppointment, LONGEST},
    text,
    time::Instant,
    visits::{self, NewDiagnosis, NewVisit, VisitClass, VisitStatus},
};

/// Diagnoses of a visit (CMS-1500, item 21).
const MOST_DIAGNOSES: usize = 12;
const A_DAY: i64 = 86_400_000;

/// Keeps at hand what ICD-10-CM calls a condition of this bundle.
pub(super) fn remember_diagnosis(im: &mut Importer, condition: &fhir::Condition) {
    if let (Some(id), Some(concept)) = (&condition.id, &condition.code)
        && let Some(icd10) = code(concept, &System::Icd10Cm)
    {
        im.diagnoses.insert(keys::key(&[b"Condition/", id.as_bytes()]), icd10.to_owned());
    }
}

/// A visit closed elsewhere, with its note.
pub(super) fn encounter(im: &mut Importer, target: &mut Target, e: &fhir::Encounter) -> Result<Taken, Stop> {
    match e.status {
        EncounterStatus::EnteredInError => return Err(Stop::NotKept("Encounter (entered in error)")),
        EncounterStatus::Cancelled => return Err(Stop::NotKept("Encounter (cancelled)")),
        EncounterStatus::Planned => return Err(Stop::NotKept("Encounter (planned)")),
        _ => {}
    }
    let chart = im.chart(target, e.subject.as_ref())?;
    let source = key_of(&chart, "Encounter", e.id.as_deref(), e);
    let here = im.here(&source);
    let zone = target.zone();
    let period = e.period.as_ref();
    let Some(start) = period.and_then(|p| p.start.or(p.end)) else { return refused("It does not say when it was.") };
    let started_at = moment(zone, start)?;
    if started_at > target.now().plus_millis(A_DAY) {
        return refused("It is dated in the future.");
    }
    let ended_at =
        period.and_then(|p| p.end).map(|end| moment(zone, end)).transpose()?.filter(|end| *end >= started_at);
    let (reason, diagnoses) = reasons(im, e)?;
    let visit_type = e.r#type.first().map(words).transpose()?;
    im.tally.more("Encounter.type (after the first)", e.r#type.len().saturating_sub(1));
    let note = match e.text.as_ref().map(|t| note_of(&t.0)) {
        Some(Some(note)) => Some(note),
        Some(None) => {
            im.tally.not_kept("Encounter.text (over 100,000 characters)", 1);
            None
        }
        None => None,
    };
    not_kept!(im.tally, Encounter: e, identifier, service_type, reason_reference, location, service_provider);
    let individuals = || e.participant.iter().filter_map(|p| p.individual.as_ref());
    if individuals().count() > 1 {
        im.tally.not_kept("Encounter.participant (after the first)", individuals().count() as u64 - 1);
    }
    let practitioner =
        people::treated_by(im, target, individuals().next(), "Encounter.participant (not in these files)")?;
    let appointment = e.appointment.first().and_then(|a| a.id.as_deref());
    let new = NewVisit {
        patient: chart.patient,
        appointment: appointment.and_then(|id| im.row(&keys::in_chart("Appointment", &chart.source, id))).map(Id::cast),
        practitioner,
        status: VisitStatus::Finished,
        class: class(e.class.code.as_deref()),
        type_code: e.r#type.first().and_then(|t| code(t, &System::Snomed)),
        visit_type: visit_type.as_deref(),
        reason: reason.as_deref(),
        started_at,
        ended_at,
        place_of_service: "11",
        signed: None,
        source: Some(source),
    };
    if let Some(row) = here {
        let same_note =
            note.as_ref().map_or(Ok(true), |sections| notes::tells_the_same(target, row.cast(), sections))?;
        let taken = Importer::compare(target, "visit", row, &new.columns())?;
        return Ok(if same_note { taken } else { Taken::Different });
    }
    let visit = target.keep(|tx| visits::import(tx, &new))?;
    target.write(|tx| {
        let mut rows = 0;
        for (rank, (icd10, display)) in (1_i64..).zip(&diagnoses) {
            let (patient, source) = (chart.patient, None);
            visits::import_diagnosis(tx, &NewDiagnosis { patient, visit, rank, code: icd10, display, source })?;
            rows += 1;
        }
        if let Some(sections) = &note {
            let signed_at = ended_at.unwrap_or(started_at);
            notes::import(
                tx,
                &notes::ImportedNote { patient: chart.patient, visit, sections, signed_at, practitioner },
            )?;
            rows += 1;
        }
        Ok(rows)
    })?;
    im.became(source, visit);
    Ok(Taken::New)
}

/// HL7 v3 ActEncounterCode.
fn class(code: Option<&str>) -> VisitClass {
    match code {
        Some("AMB") => VisitClass::Ambulatory,
        Some("VR") => VisitClass::Virtual,
        Some("HH") => VisitClass::Home,
        Some("EMER") => VisitClass::Emergency,
        Some("IMP" | "ACUTE" | "NONAC" | "OBSENC" | "SS") => VisitClass::Inpatient,
        _ => VisitClass::Other,
    }
}

type Reasons<'a> = (Option<Cow<'a, str>>, Vec<(String, String)>);

/// Why the patient came, in words; and the reasons and diagnoses that ICD-10-CM names.
fn reasons<'a>(im: &mut Importer, e: &'a fhir::Encounter) -> Result<Reasons<'a>, Stop> {
    let (mut reason, mut diagnoses) = (None, Vec::new());
    let mut diagnose = |icd10: &str, display: &str| {
        let icd10 = icd10.to_ascii_uppercase();
        if diagnoses.len() < MOST_DIAGNOSES && diagnoses.iter().all(|(c, _): &(String, String)| *c != icd10) {
            diagnoses.push((icd10, display.to_owned()));
        }
    };
    let mut ranked: Vec<_> = e.diagnosis.iter().collect();
    ranked.sort_by_key(|d| d.rank.unwrap_or(u32::MAX));
    for diagnosis in ranked {
        let key = diagnosis.condition.id.as_deref().map(|id| keys::key(&[b"Condition/", id.as_bytes()]));
        if let Some(icd10) = key.and_then(|k| im.diagnoses.get(&k)) {
            let display = opt(diagnosis.condition.display.as_ref())?;
            diagnose(icd10, display.as_deref().unwrap_or(icd10));
        } else {
            im.tally.not_kept("Encounter.diagnosis (without an ICD-10-CM code in these files)", 1);
        }
    }
    for given in &e.reason_code {
        match code(given, &System::Icd10Cm) {
            Some(icd10) => diagnose(icd10, &words(given)?),
            None if reason.is_none() => reason = given.shown().map_or(Ok(None), line)?,
            None => im.tally.not_kept("Encounter.reasonCode (after the first)", 1),
        }
    }
    Ok((reason, diagnoses))
}

/// A note as its four sections; one that does not tell them apart is all subjective. `None` when it is too long.
fn note_of(whole: &str) -> Option<[String; 4]> {
    let clean = text::block("note", whole).ok()?;
    let mut sections: [String; 4] = Default::default();
    let headed = clean.starts_with("S:") && ["\nO:", "\nA:", "\nP:"].iter().all(|head| clean.contains(head));
    if !headed {
        let [subjective, ..] = &mut sections;
        *subjective = clean;
        return Some(sections);
    }
    let mut at = 0;
    for text in clean.split('\n') {
        let heads = ["S:", "O:", "A:", "P:"];
        let begun = heads.iter().position(|head| text.starts_with(head)).filter(|n| *n >= at);
        let text = match begun {
            Some(section) => {
                at = section;
                text.get(2..).unwrap_or_default().trim_start()
            }
            None => text,
        };
        if let Some(section) = sections.get_mut(at) {
            if !section.is_empty() || begun.is_none() {
                section.push('\n');
            }
            section.push_str(text);
        }
    }
    Some(sections)
}

/// An appointment.
pub(super) fn appointment(im: &mut Importer, target: &mut Target, a: &fhir::Appointment) -> Result<Taken, Stop> {
    let status = match a.status {
        FhirStatus::EnteredInError => return Err(Stop::NotKept("Appointment (entered in error)")),
        FhirStatus::Proposed | FhirStatus::Pending | FhirStatus::Waitlist => {
            return Err(Stop::NotKept("Appointment (not yet booked)"));
        }
        FhirStatus::Booked => AppointmentStatus::Booked,
        FhirStatus::Arrived | FhirStatus::CheckedIn => AppointmentStatus::Arrived,
        FhirStatus::Fulfilled => AppointmentStatus::Fulfilled,
        FhirStatus::Cancelled => AppointmentStatus::Cancelled,
        FhirStatus::NoShow => AppointmentStatus::Noshow,
    };
    let (mut whose, mut who): (Option<Chart>, Option<&fhir::Reference>) = (None, None);
    let mut unmet = None;
    for actor in a.participant.iter().filter_map(|p| p.actor.as_ref()) {
        match actor.kind {
            Some(fhir::Kind::Patient) if whose.is_none() => whose = Some(im.chart(target, Some(actor))?),
            Some(fhir::Kind::Practitioner) if who.is_none() => who = Some(actor),
            // A reference that does not tell its type: a patient if it is one.
            None if whose.is_none() => match im.chart(target, Some(actor)) {
                Ok(chart) => whose = Some(chart),
                Err(_) if who.is_none() => unmet = Some(actor),
                Err(_) => {}
            },
            None if who.is_none() => who = Some(actor),
            _ => {}
        }
    }
    let Some(chart) = whose else { return im.chart(target, None).map(|_| Taken::Here) };
    let source = key_of(&chart, "Appointment", a.id.as_deref(), a);
    let here = im.here(&source);
    let Some(start) = a.start else { return refused("It does not say when it is.") };
    let zone = target.zone();
    let starts_at = zone.wall(moment_of(start)?);
    let ends_at = match (a.end, a.minutes_duration) {
        (Some(end), _) => zone.wall(moment_of(end)?),
        (None, minutes) => starts_at.plus_minutes(minutes.map_or(15, i64::from)),
    };
    if !(1..=LONGEST).contains(&ends_at.minutes_since(starts_at)) {
        return refused("It does not end after it begins, or lasts longer than twelve hours.");
    }
    let reason = match opt(a.description.as_ref())? {
        Some(text) => Some(text),
        None => a.reason_code.first().map(words).transpose()?,
    };
    let comment = opt(a.comment.as_ref())?;
    if let Some(row) = here {
        let told: [Column; 5] = [
            ("starts_at", &starts_at),
            ("ends_at", &ends_at),
            ("status", &status),
            ("reason", &reason),
            ("comment", &comment),
        ];
        return Ok(Importer::compare(target, "appointment", row, &told)?);
    }
    let practitioner = people::treated_by(im, target, who.or(unmet), "Appointment.participant (not in these files)")?;
    let Some(practitioner) = practitioner else { return refused("It does not say who sees the patient.") };
    not_kept!(im.tally, Appointment: a, service_type, appointment_type, reason_reference, created, patient_instruction);
    let new = ImportedAppointment {
        source: Some(source),
        patient: chart.patient,
        practitioner,
        room: None,
        visit_type: None,
        starts_at,
        ends_at,
        status,
        cancel_reason: (status == AppointmentStatus::Cancelled).then_some(CancelReason::Other),
        reason: reason.as_deref(),
        comment: comment.as_deref(),
        moments: &[],
    };
    let mut id = Id::<AnyRecord>::new();
    target.write(|tx| {
        if let Some(made) = schedule::import(tx, &new)? {
            id = made.cast();
        }
        // The schedule counts its own rows.
        Ok(0)
    })?;
    // Whoever has bookings to come has a column, or nobody would see them.
    let to_come = status == AppointmentStatus::Booked && starts_at.day() >= target.today();
    if to_come && im.people.columns.insert(practitioner) {
        target.write(|tx| crate::staff::give_column(tx, practitioner).map(|()| 0))?;
    }
    im.became(source, id);
    Ok(Taken::New)
}

fn moment_of(at: formats::time::DateTime) -> Result<Instant, Stop> {
    if (1800..=2200).contains(&at.date().year()) {
        Ok(Instant(at.utc_millis()))
    } else {
        refused("A date in it is before 1800 or after 2200.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_soap_note_is_told_apart_and_any_other_is_kept_whole() {
        let soap = note_of("S: tired\nsince May\nO: pale\nA: anemia\nP: iron").unwrap();
        assert_eq!(soap, ["tired\nsince May", "pale", "anemia", "iron"]);
        let other = note_of("Seen today.\nO: is a letter").unwrap();
        assert_eq!(other, ["Seen today.\nO: is a letter", "", "", ""]);
        assert!(note_of(&"x".repeat(100_001)).is_none());
    }
}
