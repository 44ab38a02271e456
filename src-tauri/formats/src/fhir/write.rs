//! Resources written as FHIR R4 JSON in the shape of US Core 6.1: a collection bundle for one patient, or NDJSON as a bulk
//! export has it. Each resource is written as it comes; nothing is gathered in memory.

use std::io::{self, Write};

use super::{
    codes::System,
    datatypes::CodeableConcept,
    resources::{Observation, Resource},
};
use crate::time::DateTime;

/// The base of `fullUrl` when the practice has no address of its own on the web; by RFC 2606 it leads nowhere.
pub const BASE: &str = "https://chartwell.invalid/fhir";

/// Writes a Bundle of type `collection`, made at `made`, and says how many resources it holds. A resource is
/// `base/Type/id` there, which its references `Type/id` lead to. Each resource is first put in [`shape`].
pub fn bundle(
    mut out: impl Write,
    base: &str,
    made: DateTime,
    resources: impl IntoIterator<Item = Resource>,
) -> io::Result<u64> {
    write!(out, r#"{{"resourceType":"Bundle","type":"collection","timestamp":"{made}","entry":["#)?;
    let mut count = 0;
    let mut json = Vec::new();
    for mut resource in resources {
        shape(&mut resource);
        json.clear();
        json.extend_from_slice(if count == 0 { b"\n{" } else { b",\n{" });
        if let Some(id) = resource.id() {
            json.extend_from_slice(b"\"fullUrl\":");
            serde_json::to_writer(&mut json, &format_args!("{base}/{}/{id}", resource.kind().as_str()))?;
            json.push(b',');
        }
        json.extend_from_slice(b"\"resource\":");
        append(&mut json, &resource)?;
        json.push(b'}');
        out.write_all(&json)?;
        count += 1;
    }
    out.write_all(b"\n]}\n")?;
    Ok(count)
}

/// Writes a line a resource, and says how many. A bulk export has a file a type: that is the caller's to sort.
pub fn ndjson(mut out: impl Write, resources: impl IntoIterator<Item = Resource>) -> io::Result<u64> {
    let mut count = 0;
    let mut json = Vec::new();
    for mut resource in resources {
        shape(&mut resource);
        json.clear();
        append(&mut json, &resource)?;
        json.push(b'\n');
        out.write_all(&json)?;
        count += 1;
    }
    Ok(count)
}

/// One resource as JSON: its type, its US Core profile, its elements.
fn append(json: &mut Vec<u8>, resource: &Resource) -> io::Result<()> {
    write!(json, r#"{{"resourceType":"{}""#, resource.kind().as_str())?;
    if let Some(profile) = profile(resource) {
        write!(json, r#","meta":{{"profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-{profile}"]}}"#)?;
    }
    let open = json.len();
    serde_json::to_writer(&mut *json, resource)?;
    // The elements are an object of their own: its brace becomes the comma, or goes with an empty object.
    if json.get(open + 1) == Some(&b'}') {
        json.remove(open);
    } else if let Some(brace) = json.get_mut(open) {
        *brace = b',';
    }
    Ok(())
}

/// Adds what US Core and R4 require and can be known without asking: the category of a problem, of a note, of a
/// laboratory report; the second code of pulse oximetry; one medication, not two; the type and priority of a claim; that
/// the type of a visit or a document is unknown. Does nothing the second time.
pub fn shape(resource: &mut Resource) {
    let or = |category: &mut Vec<CodeableConcept>, system: System, code: &str, display: &str| {
        if category.is_empty() {
            category.push(CodeableConcept::of(system, code, Some(display)));
        }
    };
    let unknown = || CodeableConcept::of(System::NullFlavor, "UNK", Some("Unknown"));
    match resource {
        Resource::Encounter(visit) if visit.r#type.is_empty() => visit.r#type.push(unknown()),
        Resource::Observation(observation) => match observation.code.code(&System::Loinc) {
            Some("59408-5") if !observation.code.has(&System::Loinc, "2708-6") => {
                let display = Some("Oxygen saturation in Arterial blood");
                observation.code.coding.extend(CodeableConcept::of(System::Loinc, "2708-6", display).coding);
            }
            Some("72166-2") if !observation.is("social-history") => {
                let category =
                    CodeableConcept::of(System::ObservationCategory, "social-history", Some("Social History"));
                observation.category.push(category);
            }
            _ => {}
        },
        Resource::Condition(condition) => {
            or(&mut condition.category, System::ConditionCategory, "problem-list-item", "Problem List Item");
        }
        Resource::DocumentReference(document) => {
            or(&mut document.category, System::NoteCategory, "clinical-note", "Clinical Note");
            document.r#type.get_or_insert_with(unknown);
        }
        Resource::DiagnosticReport(report) if !report.result.is_empty() => {
            or(&mut report.category, System::DiagnosticService, "LAB", "Laboratory");
        }
        Resource::MedicationRequest(request) if request.medication_codeable_concept.is_some() => {
            request.medication_reference = None;
            request.contained.clear();
        }
        Resource::Claim(claim) => {
            let priority = System::from("http://terminology.hl7.org/CodeSystem/processpriority");
            claim.r#type.get_or_insert_with(|| CodeableConcept::of(System::ClaimType, "professional", None));
            claim.priority.get_or_insert_with(|| CodeableConcept::of(priority, "normal", None));
        }
        _ => {}
    }
}

/// The end of the name of the US Core 6.1 profile this resource is written by; none where US Core has none.
fn profile(resource: &Resource) -> Option<&'static str> {
    Some(match resource {
        Resource::Patient(_) => "patient",
        Resource::Practitioner(_) => "practitioner",
        Resource::PractitionerRole(_) => "practitionerrole",
        Resource::Organization(_) => "organization",
        Resource::Location(_) => "location",
        Resource::Encounter(_) => "encounter",
        Resource::AllergyIntolerance(_) => "allergyintolerance",
        Resource::Medication(_) => "medication",
        Resource::MedicationRequest(_) => "medicationrequest",
        Resource::Immunization(_) => "immunization",
        Resource::Procedure(_) => "procedure",
        Resource::DocumentReference(_) => "documentreference",
        Resource::Coverage(_) => "coverage",
        Resource::Condition(condition) => {
            let visit = condition.category.iter().any(|c| c.has(&System::ConditionCategory, "encounter-diagnosis"));
            if visit { "condition-encounter-diagnosis" } else { "condition-problems-health-concerns" }
        }
        Resource::DiagnosticReport(report) => {
            let lab = report.category.iter().any(|c| c.has(&System::DiagnosticService, "LAB"));
            if lab { "diagnosticreport-lab" } else { "diagnosticreport-note" }
        }
        Resource::Observation(observation) => observation_profile(observation)?,
        Resource::Appointment(_) | Resource::Claim(_) | Resource::Invoice(_) => return None,
    })
}

fn observation_profile(observation: &Observation) -> Option<&'static str> {
    let loinc = observation.code.code(&System::Loinc).unwrap_or_default();
    if observation.is("vital-signs") {
        return Some(match loinc {
            "85354-9" => "blood-pressure",
            "39156-5" => "bmi",
            "8302-2" => "body-height",
            "8310-5" => "body-temperature",
            "29463-7" => "body-weight",
            "8867-4" => "heart-rate",
            "9279-1" => "respiratory-rate",
            "59408-5" => "pulse-oximetry",
            "9843-4" => "head-circumference",
            "59576-9" => "pediatric-bmi-for-age",
            "8289-1" => "head-occipital-frontal-circumference-percentile",
            "77606-2" => "pediatric-weight-for-height",
            _ => "vital-signs",
        });
    }
    match loinc {
        "72166-2" => Some("smokingstatus"),
        "76690-7" => Some("observation-sexual-orientation"),
        "82810-3" => Some("observation-pregnancystatus"),
        "86645-9" => Some("observation-pregnancyintent"),
        _ if observation.is("laboratory") => Some("observation-lab"),
        _ if observation.is("survey") => Some("observation-screening-assessment"),
        _ if observation.is("social-history") => Some("simple-observation"),
        _ => None,
    }
}
