//! The visit summary a patient takes home.

use knowledge::vitals::{Flag, Vital};
use paper::{Change, Known};

use super::{Letterhead, PrintVisit, Printed, day, letterhead, moment, patient, printed, record};
use crate::{
    Error, FaultCode, Result, View,
    allergies::{self, AllergyAnswer, ListAllergies},
    immunizations::{self, ImmunizationStatus, ListImmunizations},
    medications::{self, ListMedications, Medication, MedicationStatus},
    observations::{self, ListResults, ResultValue, VitalReading, VitalsSet},
    practice::Empty,
    problems::Severity,
    profile::{self, Units},
    schedule::{self, AppointmentStatus, PatientAppointments},
    time::{Day, Instant},
    visits::{self, Visit, VisitOf, VisitStatus},
};

/// Results of this many days before the visit are handed out with it.
const RESULT_DAYS: i64 = 30;

/// Makes the summary of a visit. An unsigned one says so.
pub fn print_visit_summary(tx: &View, input: PrintVisit) -> Result<Printed> {
    let page = visits::page(tx, VisitOf { visit: input.visit })?;
    let visit = page.visit;
    if visit.status == VisitStatus::EnteredInError {
        return Err(Error::refused(
            FaultCode::WrongState,
            "This visit was entered in error: what it says may be about somebody else. It has no summary.",
        ));
    }
    let who = record(tx, visit.patient)?;
    let Letterhead { practice, look } = letterhead(tx, input.page_size)?;
    let units = profile::get(tx, Empty {})?.units;
    let on = tx.zone().day(visit.started_at);
    let narrative = page.note.iter().flat_map(|note| {
        [("What we found", &note.assessment), ("What we will do", &note.plan)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(heading, text)| paper::Narrative { heading: heading.into(), text: text.clone() })
            .chain(note.addenda.iter().map(|a| paper::Narrative {
                heading: format!("Added {} by {}", moment(tx, a.signed_at), a.signed_by),
                text: a.body.clone(),
            }))
    });
    let given = immunizations::list(tx, ListImmunizations { patient: visit.patient, all: false })?
        .into_iter()
        .filter(|i| i.visit == Some(visit.id) && i.status == ImmunizationStatus::Completed)
        .map(|i| paper::Immunization {
            detail: [i.lot.map(|l| format!("lot {l}")), i.site, i.route]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", "),
            vaccine: i.display,
            date: day(i.given_on),
        });
    let summary = paper::VisitSummary {
        contact: if practice.phone.is_empty() { String::new() } else { format!("Questions? Call {}.", practice.phone) },
        practice,
        patient: patient(&who),
        visit_date: moment(tx, visit.started_at),
        provider: visit.practitioner_name.clone().unwrap_or_default(),
        visit_type: visit.visit_type.clone().unwrap_or_else(|| "Office visit".into()),
        location: String::new(),
        reason: visit.reason.clone().unwrap_or_default(),
        diagnoses: visit
            .diagnoses
            .iter()
            .map(|d| paper::Diagnosis { code: d.code.clone(), text: d.display.clone() })
            .collect(),
        narrative: narrative.collect(),
        instructions: String::new(),
        medications: medications_after(tx, &visit, on)?,
        allergies: known_allergies(tx, &visit)?,
        vitals: page.vitals.first().map(|set| vitals(set, units)).unwrap_or_default(),
        immunizations: given.collect(),
        results: results(tx, &visit)?,
        orders: Vec::new(),
        appointments: appointments(tx, &visit)?,
        signed: match (&visit.signed_by, visit.signed_at, visit.status) {
            (Some(by), Some(at), _) => Some(format!("Signed by {by}, {}", moment(tx, at))),
            (_, _, VisitStatus::Finished) => Some("Recorded in another system".into()),
            _ => None,
        },
    };
    printed(paper::visit_summary(&summary, &look), format!("Visit summary {} {on}.pdf", who.mrn))
}

/// What the patient takes now, and what was stopped at this visit.
fn medications_after(tx: &View, visit: &Visit, on: Day) -> Result<Known<paper::Medication>> {
    let all = medications::list(tx, ListMedications { patient: visit.patient, all: true })?;
    let zone = tx.zone();
    let at_visit = |m: &Medication| m.visit == Some(visit.id);
    let listed: Vec<_> = all
        .into_iter()
        .filter_map(|m| {
            let change = match m.status {
                MedicationStatus::Active | MedicationStatus::OnHold if at_visit(&m) => Change::New,
                MedicationStatus::Active | MedicationStatus::OnHold
                    if m.version > 1 && zone.day(m.changed_at) == on && m.start_on != Some(on) =>
                {
                    Change::Changed
                }
                MedicationStatus::Active | MedicationStatus::OnHold => Change::Continue,
                MedicationStatus::Stopped if m.stop_on == Some(on) => Change::Stopped,
                _ => return None,
            };
            Some(paper::Medication {
                name: m.display,
                directions: m.sig.unwrap_or_default(),
                change,
                note: m.stop_reason.filter(|_| change == Change::Stopped).or(m.reason).unwrap_or_default(),
            })
        })
        .collect();
    Ok(if listed.is_empty() { Known::NotAsked } else { Known::Recorded(listed) })
}

fn known_allergies(tx: &View, visit: &Visit) -> Result<Known<paper::Allergy>> {
    let list = allergies::list(tx, ListAllergies { patient: visit.patient, all: false })?;
    Ok(match list.answer {
        AllergyAnswer::NotAsked => Known::NotAsked,
        AllergyAnswer::NoneKnown => Known::NoneKnown,
        AllergyAnswer::Recorded => Known::Recorded(
            list.allergies
                .into_iter()
                .map(|a| paper::Allergy {
                    reaction: a.reactions.iter().map(|r| r.display.clone()).collect::<Vec<_>>().join(", "),
                    severity: match a.severity {
                        Severity::Unknown => String::new(),
                        known => known.name().to_owned(),
                    },
                    substance: a.display,
                })
                .collect(),
        ),
    })
}

/// The vitals as a person reads them: both pressures are one line, `Blood pressure 138/84 mmHg`.
fn vitals(set: &VitalsSet, units: Units) -> Vec<paper::Vital> {
    let value = |r: &VitalReading| if units == Units::Us { r.us.clone() } else { r.metric.clone() };
    let word = |flag: Flag| match flag {
        Flag::Low => "Low",
        Flag::High => "High",
        Flag::Usual | Flag::NoRange => "",
    };
    let diastolic = set.readings.iter().find(|r| r.vital == Some(Vital::Diastolic));
    let systolic = set.readings.iter().any(|r| r.vital == Some(Vital::Systolic));
    let shown = set.readings.iter().filter(|r| !(systolic && r.vital == Some(Vital::Diastolic)));
    shown
        .map(|r| match diastolic.filter(|_| r.vital == Some(Vital::Systolic)) {
            Some(diastolic) => {
                let upper = value(r);
                let flags = [word(r.flag), word(diastolic.flag)];
                paper::Vital {
                    name: "Blood pressure".into(),
                    value: format!("{}/{}", upper.strip_suffix(" mmHg").unwrap_or(&upper), value(diastolic)),
                    // The higher of the two is what matters, as in the categories of blood pressure.
                    flag: ["High", "Low"].into_iter().find(|f| flags.contains(f)).unwrap_or_default().into(),
                }
            }
            None => paper::Vital { name: r.display.clone(), value: value(r), flag: word(r.flag).into() },
        })
        .collect()
}

fn results(tx: &View, visit: &Visit) -> Result<Vec<paper::TestResult>> {
    let until = visit.ended_at.unwrap_or(visit.started_at).plus_millis(86_400_000);
    let since = Instant(visit.started_at.0 - RESULT_DAYS * 86_400_000);
    let panels = observations::list_results(tx, ListResults { patient: visit.patient, before: Some(until) })?;
    let number = |n: f64| format!("{n}");
    let range = |r: &ResultValue| match (r.range_low, r.range_high, &r.range_text) {
        (_, _, Some(text)) => text.clone(),
        (Some(low), Some(high), _) => format!("{}–{}", number(low), number(high)),
        (Some(low), None, _) => format!("≥ {}", number(low)),
        (None, Some(high), _) => format!("≤ {}", number(high)),
        _ => String::new(),
    };
    Ok(panels
        .iter()
        .filter(|p| p.at >= since)
        .flat_map(|p| &p.results)
        .map(|r| paper::TestResult {
            date: day(tx.zone().day(r.effective_at)),
            test: r.display.clone(),
            value: match (r.number, &r.text) {
                (Some(n), _) => format!("{} {}", number(n), r.unit.as_deref().unwrap_or_default()).trim().to_owned(),
                (None, Some(text)) => text.clone(),
                (None, None) => String::new(),
            },
            range: range(r),
            flag: match r.interpretation.as_deref() {
                Some("L" | "LL") => "Low".into(),
                Some("H" | "HH") => "High".into(),
                _ if r.abnormal => "Abnormal".into(),
                _ => String::new(),
            },
        })
        .collect())
}

fn appointments(tx: &View, visit: &Visit) -> Result<Vec<paper::Appointment>> {
    let of_patient = schedule::of_patient(tx, PatientAppointments { patient: visit.patient, upcoming: true })?;
    Ok(of_patient
        .into_iter()
        .filter(|a| a.status == AppointmentStatus::Booked)
        .take(10)
        .map(|a| paper::Appointment {
            when: super::wall(a.starts_at),
            with: a.practitioner_name.clone(),
            place: String::new(),
            reason: a.visit_type_name.clone().or(a.reason.clone()).unwrap_or_default(),
        })
        .collect())
}
