//! A patient's chart, appointments and charges as FHIR, in the shape of US Core.

use std::collections::HashMap;

use formats::fhir::{
    self, AppointmentParticipant, AppointmentStatus as FhirAppointment, Attachment, CodeableConcept, Coding,
    DispenseRequest, DocumentContent, DocumentContext, DocumentStatus as FhirDocument, Dosage, EncounterParticipant,
    EncounterStatus, EventStatus, InvoiceLine, InvoiceParticipant, InvoiceStatus, Kind, MedicationRequestIntent,
    MedicationRequestStatus, Money, Narrative, ObservationStatus, ParticipationStatus, Period, ProtocolApplied,
    Reaction, ReferenceRange, ReportStatus, Resource, System, Text,
};

use super::values::{amount, at, concept, date, id, in_words, maybe_coded, moment, on, status, to, to_any};
use crate::{
    Id, Result, View,
    allergies::{self, SubstanceSystem},
    billing,
    chart::{
        documents::{DocumentStatus, ProcedureStatus, ProcedureSystem},
        each,
    },
    immunizations::{self, ImmunizationOrigin, ImmunizationStatus},
    medications::{self, MedicationOrigin, MedicationStatus},
    notes::{self, NoteSections},
    observations::{self, ObservationCategory, ReportCategory, ResultStatus},
    patients::Patient,
    problems::{self, Severity},
    schedule::{self, AppointmentStatus},
    visits::{self, Visit, VisitClass, VisitStatus},
};

/// Everything about a patient but who they are, each after what it refers to.
pub(super) fn all(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    appointments(tx, patient, out)?;
    encounters(tx, patient, out)?;
    conditions(tx, patient, out)?;
    allergies(tx, patient, out)?;
    medications(tx, patient, out)?;
    immunizations(tx, patient, out)?;
    procedures(tx, patient, out)?;
    findings(tx, patient, out)?;
    documents(tx, patient, out)?;
    charges(tx, patient, out)
}

fn appointments(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    let zone = tx.zone();
    schedule::each(tx, patient, |key, a| {
        let actor = |reference| AppointmentParticipant {
            status: ParticipationStatus::Accepted,
            actor: Some(reference),
            ..AppointmentParticipant::default()
        };
        out.push(
            fhir::Appointment {
                status: match a.status {
                    AppointmentStatus::Booked => FhirAppointment::Booked,
                    AppointmentStatus::Fulfilled => FhirAppointment::Fulfilled,
                    AppointmentStatus::Cancelled => FhirAppointment::Cancelled,
                    AppointmentStatus::Noshow => FhirAppointment::NoShow,
                    _ => FhirAppointment::Arrived,
                },
                participant: vec![actor(to(Kind::Patient, patient)), actor(to(Kind::Practitioner, a.practitioner))],
                id: id(key),
                cancelation_reason: a.cancel_reason.map(|r| in_words(r.name())),
                description: a.reason.map(Text::from),
                start: moment(zone.instant(a.starts_at)),
                end: moment(zone.instant(a.ends_at)),
                comment: a.comment.map(Text::from),
                ..fhir::Appointment::default()
            }
            .into(),
        );
        Ok(())
    })
}

/// The note as one text, its parts headed as clinicians head them; read back by the importer.
fn note_text(note: &NoteSections, addenda: &[String]) -> Option<Narrative> {
    let only_subjective = [&note.objective, &note.assessment, &note.plan].iter().all(|s| s.is_empty());
    let mut whole = if only_subjective {
        note.subjective.clone()
    } else {
        format!("S: {}\nO: {}\nA: {}\nP: {}", note.subjective, note.objective, note.assessment, note.plan)
    };
    for addendum in addenda {
        whole.push_str("\n\nAddendum: ");
        whole.push_str(addendum);
    }
    (!whole.is_empty()).then(|| Narrative(whole.into()))
}

fn encounters(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    let mut texts: HashMap<Id<Visit>, Narrative> = HashMap::new();
    notes::each(tx, patient, |visit, note, addenda| {
        texts.extend(note_text(&note, &addenda).map(|text| (visit, text)));
        Ok(())
    })?;
    let mut diagnoses: Vec<(Id<Visit>, CodeableConcept)> = Vec::new();
    visits::each_diagnosis(tx, patient, |d| {
        diagnoses.push((d.visit, concept(System::Icd10Cm, d.code, d.display)));
        Ok(())
    })?;
    visits::each(tx, patient, |key, v| {
        let class = match v.class {
            VisitClass::Ambulatory => "AMB",
            VisitClass::Virtual => "VR",
            VisitClass::Home => "HH",
            VisitClass::Emergency => "EMER",
            VisitClass::Inpatient => "IMP",
            VisitClass::Other => "AMB",
        };
        let reasons = v.reason.map(in_words).into_iter();
        let own = diagnoses.extract_if(.., |(visit, _)| *visit == key).map(|(_, concept)| concept);
        out.push(
            fhir::Encounter {
                status: match v.status {
                    VisitStatus::Planned => EncounterStatus::Planned,
                    VisitStatus::InProgress => EncounterStatus::InProgress,
                    _ => EncounterStatus::Finished,
                },
                class: Coding { system: Some(System::ActCode), code: Some(class.into()), display: None },
                id: id(key),
                text: texts.remove(&key),
                r#type: v.visit_type.map(|t| maybe_coded(System::Snomed, v.type_code, t)).into_iter().collect(),
                subject: Some(to(Kind::Patient, patient)),
                participant: v
                    .practitioner
                    .map(|who| EncounterParticipant {
                        individual: Some(to(Kind::Practitioner, who)),
                        ..EncounterParticipant::default()
                    })
                    .into_iter()
                    .collect(),
                appointment: v.appointment.map(|a| to(Kind::Appointment, a)).into_iter().collect(),
                period: Some(Period { start: at(v.started_at), end: v.ended_at.and_then(at) }),
                reason_code: reasons.chain(own).collect(),
                ..fhir::Encounter::default()
            }
            .into(),
        );
        Ok(())
    })
}

fn severity(severity: Severity) -> Option<CodeableConcept> {
    let (code, words) = match severity {
        Severity::Mild => ("255604002", "Mild"),
        Severity::Moderate => ("6736007", "Moderate"),
        Severity::Severe => ("24484000", "Severe"),
        Severity::Unknown => return None,
    };
    Some(concept(System::Snomed, code, words))
}

fn conditions(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    problems::each(tx, patient, |key, p| {
        let mut code = maybe_coded(System::Icd10Cm, p.icd10, p.display);
        if let Some(snomed) = p.snomed {
            code.coding.push(Coding { system: Some(System::Snomed), code: Some(snomed.into()), display: None });
        }
        out.push(
            fhir::Condition {
                subject: to(Kind::Patient, patient),
                id: id(key),
                clinical_status: match p.clinical_status.name() {
                    "unknown" => None,
                    known => status(System::ConditionClinical, known),
                },
                verification_status: match p.verification_status.name() {
                    "unknown" => None,
                    known => status(System::ConditionVerification, known),
                },
                severity: severity(p.severity),
                code: Some(code),
                encounter: to_any(Kind::Encounter, p.visit),
                onset_date_time: p.onset_on.and_then(on),
                abatement_date_time: p.abated_on.and_then(on),
                note: remark(p.comment),
                ..fhir::Condition::default()
            }
            .into(),
        );
        Ok(())
    })
}

fn remark(words: Option<&str>) -> Vec<fhir::Annotation> {
    words.map(|text| fhir::Annotation { text: text.into(), ..fhir::Annotation::default() }).into_iter().collect()
}

fn allergies(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    allergies::each(tx, patient, |key, a, reactions| {
        let system = match a.code_system {
            Some(SubstanceSystem::Rxnorm) => System::RxNorm,
            Some(SubstanceSystem::Snomed) => System::Snomed,
            _ => System::from("urn:oid:2.16.840.1.113883.5.1008"),
        };
        let known = |word: &'static str| (word != "unknown").then(|| Text::from(word));
        out.push(
            fhir::AllergyIntolerance {
                patient: to(Kind::Patient, patient),
                id: id(key),
                clinical_status: match a.clinical_status.name() {
                    "unknown" => None,
                    word => status(System::AllergyClinical, word),
                },
                verification_status: match a.verification_status.name() {
                    "unknown" => None,
                    word => status(System::AllergyVerification, word),
                },
                r#type: known(a.kind.name()),
                category: known(a.category.name()).into_iter().collect(),
                criticality: known(a.criticality.name()),
                code: Some(maybe_coded(system, a.code, a.display)),
                encounter: to_any(Kind::Encounter, a.visit),
                onset_date_time: a.onset_on.and_then(on),
                note: remark(a.comment),
                reaction: reactions
                    .iter()
                    .map(|r| Reaction {
                        manifestation: vec![maybe_coded(System::Snomed, r.snomed.as_deref(), &r.display)],
                        severity: known(r.severity.name()),
                        ..Reaction::default()
                    })
                    .collect(),
                ..fhir::AllergyIntolerance::default()
            }
            .into(),
        );
        Ok(())
    })?;
    if let Some((key, stated_on)) = allergies::none_stated(tx, patient)? {
        out.push(
            fhir::AllergyIntolerance {
                patient: to(Kind::Patient, patient),
                id: id(key),
                clinical_status: status(System::AllergyClinical, "active"),
                verification_status: status(System::AllergyVerification, "confirmed"),
                code: Some(concept(System::Snomed, "716186003", "No known allergy")),
                recorded_date: on(stated_on),
                ..fhir::AllergyIntolerance::default()
            }
            .into(),
        );
    }
    Ok(())
}

fn medications(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    medications::each(tx, patient, |key, m| {
        let dispense = DispenseRequest {
            number_of_repeats_allowed: m.refills.and_then(|n| u32::try_from(n).ok()),
            quantity: m.quantity.and_then(|n| amount(n, m.quantity_unit)),
            expected_supply_duration: m.days_supply.and_then(|n| amount(n as f64, Some("d"))),
            ..DispenseRequest::default()
        };
        out.push(
            fhir::MedicationRequest {
                status: match m.status {
                    MedicationStatus::Active => MedicationRequestStatus::Active,
                    MedicationStatus::OnHold => MedicationRequestStatus::OnHold,
                    MedicationStatus::Completed => MedicationRequestStatus::Completed,
                    MedicationStatus::Stopped => MedicationRequestStatus::Stopped,
                    MedicationStatus::Cancelled => MedicationRequestStatus::Cancelled,
                    _ => MedicationRequestStatus::Unknown,
                },
                intent: MedicationRequestIntent::Order,
                subject: to(Kind::Patient, patient),
                id: id(key),
                reported_boolean: (m.origin == MedicationOrigin::Reported).then_some(true),
                medication_codeable_concept: Some(maybe_coded(System::RxNorm, m.rxnorm, m.display)),
                encounter: to_any(Kind::Encounter, m.visit),
                authored_on: m.start_on.and_then(on),
                requester: to_any(Kind::Practitioner, m.prescriber),
                reason_code: m.reason.map(in_words).into_iter().collect(),
                dosage_instruction: m
                    .sig
                    .map(|sig| Dosage { text: Some(sig.into()), ..Dosage::default() })
                    .into_iter()
                    .collect(),
                dispense_request: (dispense != DispenseRequest::default()).then_some(dispense),
                ..fhir::MedicationRequest::default()
            }
            .into(),
        );
        Ok(())
    })
}

fn immunizations(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    immunizations::each(tx, patient, |key, i| {
        let maker = |mvx: &str| fhir::Reference {
            identifier: Some(Box::new(fhir::Identifier {
                system: Some(System::Mvx),
                value: Some(mvx.into()),
                ..fhir::Identifier::default()
            })),
            ..fhir::Reference::default()
        };
        out.push(
            fhir::Immunization {
                status: if i.status == ImmunizationStatus::Completed {
                    EventStatus::Completed
                } else {
                    EventStatus::NotDone
                },
                vaccine_code: maybe_coded(System::Cvx, i.cvx, i.display),
                patient: to(Kind::Patient, patient),
                id: id(key),
                status_reason: i.status_reason.map(in_words),
                encounter: to_any(Kind::Encounter, i.visit),
                occurrence_date_time: on(i.given_on),
                primary_source: Some(i.origin == ImmunizationOrigin::GivenHere),
                manufacturer: i.mvx.map(maker),
                lot_number: i.lot.map(Text::from),
                expiration_date: i.expires_on.and_then(date),
                site: i.site.map(in_words),
                route: i.route.map(in_words),
                dose_quantity: i.dose_amount.and_then(|n| amount(n, i.dose_unit)),
                performer: i
                    .practitioner
                    .map(|who| fhir::Performer { actor: to(Kind::Practitioner, who), ..fhir::Performer::default() })
                    .into_iter()
                    .collect(),
                protocol_applied: i
                    .dose_number
                    .and_then(|n| u32::try_from(n).ok())
                    .map(|n| ProtocolApplied { dose_number_positive_int: Some(n), ..ProtocolApplied::default() })
                    .into_iter()
                    .collect(),
                ..fhir::Immunization::default()
            }
            .into(),
        );
        Ok(())
    })
}

fn procedures(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    each::procedure(tx, patient, |key, p| {
        let system = match p.code_system {
            Some(ProcedureSystem::Cpt) => System::Cpt,
            Some(ProcedureSystem::Hcpcs) => System::Hcpcs,
            Some(ProcedureSystem::Icd10pcs) => System::Icd10Pcs,
            _ => System::Snomed,
        };
        out.push(
            fhir::Procedure {
                status: match p.status {
                    ProcedureStatus::InProgress => EventStatus::InProgress,
                    ProcedureStatus::Completed => EventStatus::Completed,
                    ProcedureStatus::NotDone => EventStatus::NotDone,
                    ProcedureStatus::Stopped => EventStatus::Stopped,
                    _ => EventStatus::Unknown,
                },
                subject: to(Kind::Patient, patient),
                id: id(key),
                code: Some(maybe_coded(system, p.code, p.display)),
                encounter: to_any(Kind::Encounter, p.visit),
                performed_date_time: at(p.performed_at),
                reason_code: p.reason.map(in_words).into_iter().collect(),
                ..fhir::Procedure::default()
            }
            .into(),
        );
        Ok(())
    })
}

/// Reports, then the observations they gather.
fn findings(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    let mut reports: HashMap<Id<observations::DiagnosticReport>, Vec<fhir::Reference>> = HashMap::new();
    let first = out.len();
    observations::each(tx, patient, |key, o| {
        if let Some(report) = o.report {
            reports.entry(report).or_default().push(to(Kind::Observation, key));
        }
        out.push(observation(patient, key, o).into());
        Ok(())
    })?;
    observations::each_report(tx, patient, |key, r| {
        let (system, code) = match r.category {
            ReportCategory::Laboratory => (System::DiagnosticService, "LAB"),
            ReportCategory::Imaging => (System::Loinc, "LP29684-5"),
            ReportCategory::Pathology => (System::Loinc, "LP7839-6"),
            ReportCategory::Other => (System::DiagnosticService, "OTH"),
        };
        out.push(
            fhir::DiagnosticReport {
                status: match r.status {
                    ResultStatus::Registered => ReportStatus::Registered,
                    ResultStatus::Preliminary => ReportStatus::Preliminary,
                    ResultStatus::Final => ReportStatus::Final,
                    ResultStatus::Amended => ReportStatus::Amended,
                    _ => ReportStatus::Unknown,
                },
                code: maybe_coded(System::Loinc, r.code, r.display),
                id: id(key),
                category: vec![CodeableConcept::of(system, code, None)],
                subject: Some(to(Kind::Patient, patient)),
                encounter: to_any(Kind::Encounter, r.visit),
                effective_date_time: at(r.issued_at),
                issued: moment(r.issued_at),
                result: reports.remove(&key).unwrap_or_default(),
                presented_form: r.body.map(Attachment::plain).into_iter().collect(),
                ..fhir::DiagnosticReport::default()
            }
            .into(),
        );
        Ok(())
    })?;
    // A reader that goes once through meets the report first.
    let observed = out.len().saturating_sub(first);
    if let Some(tail) = out.get_mut(first..) {
        let reports = tail.iter().filter(|r| r.kind() == Kind::DiagnosticReport).count();
        tail.rotate_right(reports.min(observed));
    }
    Ok(())
}

fn observation(
    patient: Id<Patient>,
    key: Id<observations::Observation>,
    o: &observations::NewObservation,
) -> fhir::Observation {
    let category = match o.category {
        ObservationCategory::VitalSigns => "vital-signs",
        ObservationCategory::Laboratory => "laboratory",
        ObservationCategory::SocialHistory => "social-history",
        ObservationCategory::Survey => "survey",
        ObservationCategory::Imaging => "imaging",
        ObservationCategory::Procedure => "procedure",
        ObservationCategory::Exam => "exam",
        ObservationCategory::Other => "activity",
    };
    let range = ReferenceRange {
        low: o.range_low.and_then(|n| amount(n, o.unit)),
        high: o.range_high.and_then(|n| amount(n, o.unit)),
        text: o.range_text.map(Text::from),
        ..ReferenceRange::default()
    };
    // SNOMED CT answers are digits, LOINC's begin with LA.
    let answer =
        o.value_code.map(|code| if code.starts_with("LA") { (System::Loinc, code) } else { (System::Snomed, code) });
    fhir::Observation {
        status: match o.status {
            ResultStatus::Registered => ObservationStatus::Registered,
            ResultStatus::Preliminary => ObservationStatus::Preliminary,
            ResultStatus::Final => ObservationStatus::Final,
            ResultStatus::Amended => ObservationStatus::Amended,
            _ => ObservationStatus::Unknown,
        },
        code: maybe_coded(System::Loinc, o.code, o.display),
        id: id(key),
        category: vec![CodeableConcept::of(System::ObservationCategory, category, None)],
        subject: Some(to(Kind::Patient, patient)),
        encounter: to_any(Kind::Encounter, o.visit),
        effective_date_time: at(o.effective_at),
        value_quantity: o.number.and_then(|n| amount(n, o.unit)),
        value_string: o.text.filter(|_| o.number.is_none() && answer.is_none()).map(|t| match o.unit {
            Some(unit) => format!("{t} {unit}").into(),
            None => t.into(),
        }),
        value_codeable_concept: match (answer, o.text) {
            (Some((system, code)), Some(words)) => Some(concept(system, code, words)),
            _ => None,
        },
        interpretation: o.interpretation.and_then(|flag| status(System::Interpretation, flag)).into_iter().collect(),
        reference_range: if range == ReferenceRange::default() { Vec::new() } else { vec![range] },
        ..fhir::Observation::default()
    }
}

fn documents(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    each::document(tx, patient, |key, d| {
        out.push(
            fhir::DocumentReference {
                status: if d.status == DocumentStatus::Superseded {
                    FhirDocument::Superseded
                } else {
                    FhirDocument::Current
                },
                content: vec![DocumentContent { attachment: Attachment::plain(d.body), format: None }],
                id: id(key),
                r#type: Some(maybe_coded(System::Loinc, d.type_code, d.title)),
                subject: Some(to(Kind::Patient, patient)),
                date: moment(d.dated_at),
                author: d
                    .author
                    .map(|who| fhir::Reference { display: Some(who.into()), ..fhir::Reference::default() })
                    .into_iter()
                    .collect(),
                description: Some(d.title.into()),
                context: d
                    .visit
                    .map(|v| DocumentContext { encounter: vec![to(Kind::Encounter, v)], ..DocumentContext::default() }),
                ..fhir::DocumentReference::default()
            }
            .into(),
        );
        Ok(())
    })
}

/// A charge is an invoice of one line: what it comes to (gross), and what is still owed of it (net).
fn charges(tx: &View, patient: Id<Patient>, out: &mut Vec<Resource>) -> Result<()> {
    billing::each(tx, patient, |c| {
        let paid = c.open.0 <= 0;
        out.push(
            fhir::Invoice {
                status: if paid { InvoiceStatus::Balanced } else { InvoiceStatus::Issued },
                id: id(c.id),
                subject: Some(to(Kind::Patient, patient)),
                date: on(c.service_on),
                participant: c
                    .practitioner
                    .map(|who| InvoiceParticipant { actor: to(Kind::Practitioner, who), role: None })
                    .into_iter()
                    .collect(),
                line_item: vec![InvoiceLine {
                    sequence: Some(1),
                    charge_item_codeable_concept: Some(concept(charge_system(c.code), c.code, c.description)),
                    ..InvoiceLine::default()
                }],
                total_net: Some(Money::usd(c.open.0.max(0))),
                total_gross: Some(Money::usd(c.cents.0)),
                ..fhir::Invoice::default()
            }
            .into(),
        );
        Ok(())
    })
}

/// Whose code a charge has, by its shape: CPT has five digits (the last may be a letter), HCPCS begins with a letter.
fn charge_system(code: &str) -> System {
    let bytes = code.as_bytes();
    match (bytes.first(), bytes.len()) {
        (Some(b), 5) if b.is_ascii_digit() => System::Cpt,
        (Some(b), 5) if b.is_ascii_alphabetic() => System::Hcpcs,
        _ => System::Snomed,
    }
}
