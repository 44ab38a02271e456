//! What is known of a patient: conditions, allergies, medications, shots, procedures.

use formats::{
    fhir::{self, CodeableConcept, EventStatus, MedicationRequestIntent, MedicationRequestStatus, System},
    time::When,
};

use super::{
    importer::{Importer, Taken, Target, key_of},
    keys, people,
    values::{Stop, amount, code, first_day, line, moment, not_kept, opt, refused, words},
};
use crate::{
    allergies::{
        self, AllergyCategory, AllergyKind, AllergyReaction, AllergyStatus, AllergyVerification, Criticality,
        NewAllergy, SubstanceSystem,
    },
    chart::documents::{self, NewProcedure, ProcedureStatus, ProcedureSystem},
    immunizations::{self, ImmunizationOrigin, ImmunizationStatus, NewImmunization},
    medications::{self, MedicationOrigin, MedicationStatus, NewMedication},
    problems::{self, NewProblem, ProblemStatus, ProblemVerification, Severity},
    time::Day,
};

/// The code among these systems' codes that the concept's first coding of a system has.
fn status_code<'a>(concept: Option<&'a CodeableConcept>, system: &System) -> Option<&'a str> {
    concept.and_then(|c| c.code(system).or_else(|| c.coding.first().and_then(|c| c.code.as_deref())))
}

/// A day of the past; one known to the month or year is its first day, which is counted.
fn day(im: &mut Importer, when: Option<When>, what: &'static str) -> Result<Option<Day>, Stop> {
    let Some(when) = when else { return Ok(None) };
    let (day, exact) = first_day(when)?;
    if !exact {
        im.tally.not_kept(what, 1);
    }
    Ok(Some(day))
}

fn severity(concept: Option<&CodeableConcept>) -> Severity {
    // SNOMED CT: mild, moderate, severe.
    match status_code(concept, &System::Snomed) {
        Some("255604002") => Severity::Mild,
        Some("6736007") => Severity::Moderate,
        Some("24484000") => Severity::Severe,
        _ => Severity::Unknown,
    }
}

fn severity_word(word: Option<&str>) -> Severity {
    match word {
        Some("mild") => Severity::Mild,
        Some("moderate") => Severity::Moderate,
        Some("severe") => Severity::Severe,
        _ => Severity::Unknown,
    }
}

/// A remark, joined of all.
fn remarks(notes: &[fhir::Annotation]) -> Result<Option<String>, Stop> {
    let mut all = String::new();
    for note in notes {
        if let Some(text) = line(&note.text)? {
            if !all.is_empty() {
                all.push_str("; ");
            }
            all.push_str(&text);
        }
    }
    Ok(Some(all).filter(|a| !a.is_empty()))
}

/// A problem.
pub(super) fn condition(im: &mut Importer, target: &mut Target, c: &fhir::Condition) -> Result<Taken, Stop> {
    let verification_status = match status_code(c.verification_status.as_ref(), &System::ConditionVerification) {
        Some("entered-in-error") => ProblemVerification::EnteredInError,
        Some("unconfirmed") => ProblemVerification::Unconfirmed,
        Some("provisional") => ProblemVerification::Provisional,
        Some("differential") => ProblemVerification::Differential,
        Some("refuted") => ProblemVerification::Refuted,
        Some("confirmed") => ProblemVerification::Confirmed,
        _ => ProblemVerification::Unknown,
    };
    let chart = im.chart(target, Some(&c.subject))?;
    let source = key_of(&chart, "Condition", c.id.as_deref(), c);
    let here = im.here(&source);
    if verification_status == ProblemVerification::EnteredInError {
        return Err(Stop::NotKept("Condition (entered in error)"));
    }
    let Some(concept) = &c.code else { return refused("It does not say what the condition is.") };
    let display = words(concept)?;
    let onset = c.onset_date_time.or_else(|| c.onset_period.as_ref().and_then(|p| p.start));
    let abated = c.abatement_date_time.or_else(|| c.abatement_period.as_ref().and_then(|p| p.end.or(p.start)));
    let onset_on = day(im, onset, "Condition.onset (only a year or month: its first day is kept)")?;
    let abated_on = day(im, abated, "Condition.abatement (only a year or month: its first day is kept)")?;
    let gone = c.abatement_date_time.is_some() || c.abatement_period.is_some();
    let clinical_status = match status_code(c.clinical_status.as_ref(), &System::ConditionClinical) {
        Some("active") => ProblemStatus::Active,
        Some("recurrence") => ProblemStatus::Recurrence,
        Some("relapse") => ProblemStatus::Relapse,
        Some("inactive") => ProblemStatus::Inactive,
        Some("remission") => ProblemStatus::Remission,
        Some("resolved") => ProblemStatus::Resolved,
        _ if gone => ProblemStatus::Resolved,
        _ => ProblemStatus::Unknown,
    };
    not_kept!(im.tally, Condition: c, identifier, category, recorded_date, body_site, onset_age, onset_string, abatement_age, abatement_string, recorder, asserter);
    let comment = remarks(&c.note)?;
    let icd10 = code(concept, &System::Icd10Cm);
    let new = NewProblem {
        patient: chart.patient,
        visit: im.visit(&chart, c.encounter.as_ref(), "Condition.encounter (not in these files)"),
        clinical_status,
        verification_status,
        severity: severity(c.severity.as_ref()),
        icd10,
        snomed: code(concept, &System::Snomed),
        display: &display,
        onset_on,
        abated_on: abated_on.filter(|end| onset_on.is_none_or(|start| start <= *end)),
        rank: 1,
        comment: comment.as_deref(),
        source: Some(source),
    };
    if let Some(row) = here {
        return Ok(Importer::compare(target, "problem", row, &new.columns())?);
    }
    let id = target.keep(|tx| problems::import(tx, &new))?;
    im.became(source, id);
    Ok(Taken::New)
}

/// SNOMED CT: no known allergy, no known drug allergy, no known food allergy …
const NO_KNOWN_ALLERGY: [&str; 2] = ["716186003", "1631000175102"];

/// An allergy, or that none is known.
pub(super) fn allergy(im: &mut Importer, target: &mut Target, a: &fhir::AllergyIntolerance) -> Result<Taken, Stop> {
    let verification_status = match status_code(a.verification_status.as_ref(), &System::AllergyVerification) {
        Some("entered-in-error") => AllergyVerification::EnteredInError,
        Some("unconfirmed") => AllergyVerification::Unconfirmed,
        Some("refuted") => AllergyVerification::Refuted,
        Some("confirmed") => AllergyVerification::Confirmed,
        _ => AllergyVerification::Unknown,
    };
    let chart = im.chart(target, Some(&a.patient))?;
    let source = key_of(&chart, "AllergyIntolerance", a.id.as_deref(), a);
    let here = im.here(&source);
    if verification_status == AllergyVerification::EnteredInError {
        return Err(Stop::NotKept("AllergyIntolerance (entered in error)"));
    }
    let Some(concept) = &a.code else { return refused("It does not say what the allergy is to.") };
    let known = day(
        im,
        a.onset_date_time.or(a.recorded_date),
        "AllergyIntolerance.onset (only a year or month: its first day is kept)",
    )?;
    if code(concept, &System::Snomed).is_some_and(|c| NO_KNOWN_ALLERGY.contains(&c)) {
        let stated_on = known.unwrap_or(target.today());
        if let Some(row) = here {
            // An allergy until now?
            return Ok(if allergies::is_allergy(target, row.cast())? { Taken::Different } else { Taken::Here });
        }
        let id = target.keep(|tx| allergies::import_none_known(tx, chart.patient, stated_on, Some(source)))?;
        im.became(source, id);
        return Ok(Taken::New);
    }
    let display = words(concept)?;
    let (code_system, substance) = match (code(concept, &System::RxNorm), code(concept, &System::Snomed)) {
        (Some(rxnorm), _) => (Some(SubstanceSystem::Rxnorm), Some(rxnorm)),
        (None, Some(snomed)) => (Some(SubstanceSystem::Snomed), Some(snomed)),
        (None, None) => {
            let other = concept.coding.iter().find_map(|c| c.code.as_deref()).filter(|c| super::values::is_code(c));
            (other.map(|_| SubstanceSystem::Other), other)
        }
    };
    let mut reactions = Vec::new();
    for reaction in &a.reaction {
        not_kept!(im.tally, AllergyIntolerance: reaction, description, exposure_route);
        for manifestation in &reaction.manifestation {
            reactions.push(AllergyReaction {
                snomed: code(manifestation, &System::Snomed).map(str::to_owned),
                display: words(manifestation)?.into_owned(),
                severity: severity_word(reaction.severity.as_deref()),
            });
        }
    }
    let worst = ["severe", "moderate", "mild"]
        .into_iter()
        .find(|w| a.reaction.iter().any(|r| r.severity.as_deref() == Some(*w)));
    not_kept!(im.tally, AllergyIntolerance: a, onset_age, onset_string, recorder, asserter, last_occurrence);
    let comment = remarks(&a.note)?;
    let new = NewAllergy {
        patient: chart.patient,
        visit: im.visit(&chart, a.encounter.as_ref(), "AllergyIntolerance.encounter (not in these files)"),
        clinical_status: match status_code(a.clinical_status.as_ref(), &System::AllergyClinical) {
            Some("active") => AllergyStatus::Active,
            Some("inactive") => AllergyStatus::Inactive,
            Some("resolved") => AllergyStatus::Resolved,
            _ => AllergyStatus::Unknown,
        },
        verification_status,
        kind: match a.r#type.as_deref() {
            Some("allergy") => AllergyKind::Allergy,
            Some("intolerance") => AllergyKind::Intolerance,
            _ => AllergyKind::Unknown,
        },
        category: match a.category.first().map(|c| c.as_str()) {
            Some("medication") => AllergyCategory::Medication,
            Some("food") => AllergyCategory::Food,
            Some("environment") => AllergyCategory::Environment,
            Some("biologic") => AllergyCategory::Biologic,
            _ if code_system == Some(SubstanceSystem::Rxnorm) => AllergyCategory::Medication,
            _ => AllergyCategory::Unknown,
        },
        criticality: match a.criticality.as_deref() {
            Some("low") => Criticality::Low,
            Some("high") => Criticality::High,
            _ => Criticality::Unknown,
        },
        severity: severity_word(worst),
        code_system,
        code: substance,
        display: &display,
        onset_on: known,
        comment: comment.as_deref(),
        source: Some(source),
    };
    if let Some(row) = here {
        if allergies::is_none_known(target, row.cast())? {
            return Ok(Taken::Different);
        }
        return Ok(Importer::compare(target, "allergy", row, &new.columns())?);
    }
    let id = target.keep(|tx| allergies::import(tx, &new))?;
    target.write(|tx| {
        reactions.iter().try_for_each(|r| allergies::import_reaction(tx, chart.patient, id, r))?;
        Ok(reactions.len() as u64)
    })?;
    im.became(source, id);
    Ok(Taken::New)
}

/// A medication that prescriptions name: remembered for them.
pub(super) fn medication_resource(im: &mut Importer, m: &fhir::Medication) -> Result<Taken, Stop> {
    if let (Some(id), Some(code)) = (&m.id, &m.code) {
        im.medications.meet(keys::key(&[b"Medication/", id.as_bytes()]), code.clone());
    }
    Err(Stop::NotKept("Medication"))
}

/// A prescription.
pub(super) fn medication(im: &mut Importer, target: &mut Target, m: &fhir::MedicationRequest) -> Result<Taken, Stop> {
    let status = match m.status {
        MedicationRequestStatus::EnteredInError => MedicationStatus::EnteredInError,
        MedicationRequestStatus::Draft => return Err(Stop::NotKept("MedicationRequest (draft)")),
        MedicationRequestStatus::Active => MedicationStatus::Active,
        MedicationRequestStatus::OnHold => MedicationStatus::OnHold,
        MedicationRequestStatus::Cancelled => MedicationStatus::Cancelled,
        MedicationRequestStatus::Completed => MedicationStatus::Completed,
        MedicationRequestStatus::Stopped => MedicationStatus::Stopped,
        MedicationRequestStatus::Unknown => MedicationStatus::Unknown,
    };
    use MedicationRequestIntent as Intent;
    if matches!(m.intent, Intent::Proposal | Intent::Plan | Intent::Option) {
        return Err(Stop::NotKept("MedicationRequest (a proposal or a plan, not an order)"));
    }
    if m.do_not_perform == Some(true) {
        return Err(Stop::NotKept("MedicationRequest (that a drug must not be given)"));
    }
    let chart = im.chart(target, Some(&m.subject))?;
    let source = key_of(&chart, "MedicationRequest", m.id.as_deref(), m);
    let here = im.here(&source);
    if status == MedicationStatus::EnteredInError {
        return Err(Stop::NotKept("MedicationRequest (entered in error)"));
    }
    let elsewhere = || {
        let id = m.medication_reference.as_ref()?.id.as_deref()?;
        im.medications.find(&keys::key(&[b"Medication/", id.as_bytes()])).cloned()
    };
    let looked_up;
    let concept = match &m.medication_codeable_concept {
        Some(concept) => concept,
        None => match elsewhere() {
            Some(concept) => {
                looked_up = concept;
                &looked_up
            }
            None if here.is_some() => return Ok(Taken::Here),
            None => return refused("The drug it prescribes is not in these files."),
        },
    };
    let display = words(concept)?;
    let sig = match m.dosage_instruction.first() {
        Some(dosage) => match opt(dosage.text.as_ref())? {
            Some(text) => Some(text),
            None => opt(dosage.patient_instruction.as_ref())?.or_else(|| spelled_out(dosage).map(Into::into)),
        },
        None => None,
    };
    if m.dosage_instruction.len() > 1 {
        im.tally
            .not_kept("MedicationRequest.dosageInstruction (after the first)", m.dosage_instruction.len() as u64 - 1);
    }
    let dispense = m.dispense_request.as_ref();
    let (quantity, quantity_unit) = dispense.and_then(|d| d.quantity.as_ref()).map_or(Ok((None, None)), amount)?;
    let supply = dispense.and_then(|d| d.expected_supply_duration.as_ref()).map(amount).transpose()?;
    let reason = m.reason_code.first().map(words).transpose()?;
    not_kept!(im.tally, MedicationRequest: m, identifier, category, status_reason, reported_reference, recorder, reason_reference, course_of_therapy_type, note, substitution);
    let start_on =
        day(im, m.authored_on, "MedicationRequest.authoredOn (only a year or month: its first day is kept)")?;
    let new = NewMedication {
        patient: chart.patient,
        visit: im.visit(&chart, m.encounter.as_ref(), "MedicationRequest.encounter (not in these files)"),
        prescriber: people::treated_by(
            im,
            target,
            m.requester.as_ref(),
            "MedicationRequest.requester (not in these files)",
        )?,
        origin: if m.reported_boolean == Some(true) {
            MedicationOrigin::Reported
        } else {
            MedicationOrigin::Prescribed
        },
        status,
        rxnorm: code(concept, &System::RxNorm).filter(|c| c.len() <= 8 && c.bytes().all(|b| b.is_ascii_digit())),
        display: &display,
        sig: sig.as_deref(),
        quantity: quantity.filter(|q| *q > 0.0),
        quantity_unit: quantity_unit.as_deref(),
        refills: dispense.and_then(|d| d.number_of_repeats_allowed).map(i64::from),
        days_supply: supply
            .and_then(|(n, unit)| n.filter(|_| matches!(unit.as_deref(), Some("d" | "day" | "days"))))
            .filter(|n| (1.0..=999.0).contains(n))
            .map(|n| n as i64),
        reason: reason.as_deref(),
        start_on,
        stop_on: None,
        stop_reason: None,
        source: Some(source),
    };
    if let Some(row) = here {
        return Ok(Importer::compare(target, "medication", row, &new.columns())?);
    }
    let id = target.keep(|tx| medications::import(tx, &new))?;
    im.became(source, id);
    Ok(Taken::New)
}

/// A dosage without words, as its parts say: `1 tablet, 2 times in 1 day, as needed`.
fn spelled_out(dosage: &fhir::Dosage) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(dose) = dosage.dose_and_rate.first().and_then(|d| d.dose_quantity.as_ref())
        && let Some(value) = dose.value
    {
        let unit = dose.unit.as_deref().filter(|u| u.len() <= 40 && *u != "1").unwrap_or("dose");
        parts.push(format!("{value} {unit}"));
    }
    if let Some(repeat) = dosage.timing.as_ref().and_then(|t| t.repeat.as_ref())
        && let (Some(times), Some(period), Some(unit)) =
            (repeat.frequency, repeat.period, repeat.period_unit.as_deref())
    {
        let unit = match unit {
            "s" => "seconds",
            "min" => "minutes",
            "h" => "hours",
            "d" => "days",
            "wk" => "weeks",
            "mo" => "months",
            _ => "years",
        };
        parts.push(format!("{times} times in {period} {unit}"));
    }
    if dosage.as_needed_boolean == Some(true) || dosage.as_needed_codeable_concept.is_some() {
        parts.push("as needed".to_owned());
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A shot, given or not.
pub(super) fn immunization(im: &mut Importer, target: &mut Target, i: &fhir::Immunization) -> Result<Taken, Stop> {
    let status = match i.status {
        EventStatus::EnteredInError => ImmunizationStatus::EnteredInError,
        EventStatus::Completed => ImmunizationStatus::Completed,
        EventStatus::NotDone => ImmunizationStatus::NotDone,
        _ => return Err(Stop::NotKept("Immunization (neither given nor refused)")),
    };
    let chart = im.chart(target, Some(&i.patient))?;
    let source = key_of(&chart, "Immunization", i.id.as_deref(), i);
    let here = im.here(&source);
    if status == ImmunizationStatus::EnteredInError {
        return Err(Stop::NotKept("Immunization (entered in error)"));
    }
    let Some(given) = i.occurrence_date_time else {
        return refused("It does not say on which day the shot was given.");
    };
    let (given_on, exact) = first_day(given)?;
    if given_on > target.today().plus_days(1) {
        return refused("It is dated in the future.");
    }
    if !exact {
        im.tally.not_kept("Immunization.occurrence (only a year or month: its first day is kept)", 1);
    }
    let display = words(&i.vaccine_code)?;
    let cvx = code(&i.vaccine_code, &System::Cvx).filter(|c| c.len() <= 3);
    let status_reason = i.status_reason.as_ref().map(words).transpose()?;
    let site = i.site.as_ref().map(words).transpose()?;
    let route = i.route.as_ref().map(words).transpose()?;
    let lot = opt(i.lot_number.as_ref())?;
    let (dose_amount, dose_unit) = i.dose_quantity.as_ref().map_or(Ok((None, None)), amount)?;
    not_kept!(im.tally, Immunization: i, location, note, reason_code, education, program_eligibility, funding_source);
    let maker = i.manufacturer.as_ref().and_then(|m| m.identifier.as_deref()).filter(|m| m.system == Some(System::Mvx));
    if i.manufacturer.is_some() && maker.is_none() {
        im.tally.not_kept("Immunization.manufacturer (without its CDC code)", 1);
    }
    let new = NewImmunization {
        patient: chart.patient,
        visit: im.visit(&chart, i.encounter.as_ref(), "Immunization.encounter (not in these files)"),
        practitioner: people::treated_by(
            im,
            target,
            i.performer.first().map(|p| &p.actor),
            "Immunization.performer (not in these files)",
        )?,
        // Whoever sent it, it was not given here.
        origin: ImmunizationOrigin::Elsewhere,
        status,
        status_reason: status_reason.as_deref(),
        cvx,
        display: &display,
        given_on,
        lot: lot.as_deref(),
        expires_on: i.expiration_date.and_then(super::values::whole_day),
        mvx: maker.and_then(|m| m.value.as_deref()).filter(|c| super::values::is_code(c)),
        site: site.as_deref(),
        route: route.as_deref(),
        dose_number: i.protocol_applied.first().and_then(|p| p.dose_number_positive_int).map(i64::from),
        dose_amount: dose_amount.filter(|a| *a > 0.0),
        dose_unit: dose_unit.as_deref(),
        source: Some(source),
    };
    if let Some(row) = here {
        return Ok(Importer::compare(target, "immunization", row, &new.columns())?);
    }
    let id = target.keep(|tx| immunizations::import(tx, &new))?;
    im.became(source, id);
    Ok(Taken::New)
}

/// A procedure.
pub(super) fn procedure(im: &mut Importer, target: &mut Target, p: &fhir::Procedure) -> Result<Taken, Stop> {
    let status = match p.status {
        EventStatus::EnteredInError => return Err(Stop::NotKept("Procedure (entered in error)")),
        EventStatus::Preparation => return Err(Stop::NotKept("Procedure (in preparation)")),
        EventStatus::InProgress => ProcedureStatus::InProgress,
        EventStatus::NotDone => ProcedureStatus::NotDone,
        EventStatus::Stopped => ProcedureStatus::Stopped,
        EventStatus::Completed => ProcedureStatus::Completed,
        EventStatus::OnHold | EventStatus::Unknown => ProcedureStatus::Unknown,
    };
    let chart = im.chart(target, Some(&p.subject))?;
    let source = key_of(&chart, "Procedure", p.id.as_deref(), p);
    let here = im.here(&source);
    let Some(concept) = &p.code else { return refused("It does not say what was done.") };
    let display = words(concept)?;
    let Some(when) = p.performed_date_time.or_else(|| p.performed_period.as_ref().and_then(|p| p.start.or(p.end)))
    else {
        return refused("It does not say when it was done.");
    };
    let performed_at = moment(target.zone(), when)?;
    if performed_at > target.now().plus_millis(86_400_000) {
        return refused("It is dated in the future.");
    }
    let systems = [
        (System::Cpt, ProcedureSystem::Cpt),
        (System::Hcpcs, ProcedureSystem::Hcpcs),
        (System::Icd10Pcs, ProcedureSystem::Icd10pcs),
        (System::Snomed, ProcedureSystem::Snomed),
    ];
    let coded = systems.iter().find_map(|(system, ours)| Some((*ours, code(concept, system)?)));
    let reason = p.reason_code.first().map(words).transpose()?;
    not_kept!(im.tally, Procedure: p, based_on, status_reason, category, recorder, asserter, performer, location, reason_reference, body_site, outcome, report, complication, follow_up, note);
    let new = NewProcedure {
        patient: chart.patient,
        visit: im.visit(&chart, p.encounter.as_ref(), "Procedure.encounter (not in these files)"),
        status,
        code_system: coded.map(|(system, _)| system),
        code: coded.map(|(_, code)| code),
        display: &display,
        performed_at,
        reason: reason.as_deref(),
        source: Some(source),
    };
    if let Some(row) = here {
        return Ok(Importer::compare(target, "procedure", row, &new.columns())?);
    }
    let id = target.keep(|tx| documents::import_procedure(tx, &new))?;
    im.became(source, id);
    Ok(Taken::New)
}
