//! What is known about the patient: conditions, allergies, medications, immunizations, procedures.

use super::super::{
    codes::{EventStatus, MedicationRequestIntent, MedicationRequestStatus},
    datatypes::{Annotation, CodeableConcept, Dosage, Identifier, Period, Quantity},
    element::element,
    reference::Reference,
    text::Text,
};
use crate::time::{Date, When};

element! {
    /// [Condition](https://hl7.org/fhir/R4/condition.html): a problem or a diagnosis.
    Condition {
        needs {
            subject: Reference,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            clinical_status: Option<CodeableConcept>,
            verification_status: Option<CodeableConcept>,
            category: Vec<CodeableConcept>,
            severity: Option<CodeableConcept>,
            code: Option<CodeableConcept>,
            body_site: Vec<CodeableConcept>,
            encounter: Option<Reference>,
            onset_date_time: Option<When>,
            onset_age: Option<Box<Quantity>>,
            onset_period: Option<Period>,
            onset_string: Option<Text>,
            abatement_date_time: Option<When>,
            abatement_age: Option<Box<Quantity>>,
            abatement_period: Option<Period>,
            abatement_string: Option<Text>,
            recorded_date: Option<When>,
            recorder: Option<Reference>,
            asserter: Option<Reference>,
            note: Vec<Annotation>,
        }
    }
    /// [AllergyIntolerance](https://hl7.org/fhir/R4/allergyintolerance.html).
    AllergyIntolerance {
        needs {
            patient: Reference,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            clinical_status: Option<CodeableConcept>,
            verification_status: Option<CodeableConcept>,
            /// `allergy` or `intolerance`.
            r#type: Option<Text>,
            /// `food`, `medication`, `environment`, `biologic`.
            category: Vec<Text>,
            /// `low`, `high`, `unable-to-assess`.
            criticality: Option<Text>,
            code: Option<CodeableConcept>,
            encounter: Option<Reference>,
            onset_date_time: Option<When>,
            onset_age: Option<Box<Quantity>>,
            onset_string: Option<Text>,
            recorded_date: Option<When>,
            recorder: Option<Reference>,
            asserter: Option<Reference>,
            last_occurrence: Option<When>,
            note: Vec<Annotation>,
            reaction: Vec<Reaction>,
        }
    }
    /// How the patient reacted.
    Reaction {
        needs {
            manifestation: Vec<CodeableConcept>,
        }
        may {
            substance: Option<CodeableConcept>,
            description: Option<Text>,
            onset: Option<When>,
            /// `mild`, `moderate`, `severe`.
            severity: Option<Text>,
            exposure_route: Option<CodeableConcept>,
            note: Vec<Annotation>,
        }
    }
    /// [Medication](https://hl7.org/fhir/R4/medication.html).
    Medication {
        needs {}
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            code: Option<CodeableConcept>,
            status: Option<Text>,
            form: Option<CodeableConcept>,
        }
    }
    /// A medication inside the request that refers to it as `#id`.
    ContainedMedication {
        needs {}
        may {
            resource_type: Option<Text>,
            id: Option<Text>,
            code: Option<CodeableConcept>,
        }
    }
    /// [MedicationRequest](https://hl7.org/fhir/R4/medicationrequest.html). A `medication_reference` into the same
    /// bundle (or into the request itself) has been looked up: its code then stands in `medication_codeable_concept` too.
    MedicationRequest {
        needs {
            status: MedicationRequestStatus,
            intent: MedicationRequestIntent,
            subject: Reference,
        }
        may {
            id: Option<Text>,
            contained: Vec<ContainedMedication>,
            identifier: Vec<Identifier>,
            status_reason: Option<CodeableConcept>,
            category: Vec<CodeableConcept>,
            do_not_perform: Option<bool>,
            reported_boolean: Option<bool>,
            reported_reference: Option<Reference>,
            medication_codeable_concept: Option<CodeableConcept>,
            medication_reference: Option<Reference>,
            encounter: Option<Reference>,
            authored_on: Option<When>,
            requester: Option<Reference>,
            recorder: Option<Reference>,
            reason_code: Vec<CodeableConcept>,
            reason_reference: Vec<Reference>,
            course_of_therapy_type: Option<CodeableConcept>,
            note: Vec<Annotation>,
            dosage_instruction: Vec<Dosage>,
            dispense_request: Option<DispenseRequest>,
            substitution: Option<Substitution>,
        }
    }
    /// What the pharmacy may hand out.
    DispenseRequest {
        needs {}
        may {
            validity_period: Option<Period>,
            number_of_repeats_allowed: Option<u32>,
            quantity: Option<Quantity>,
            expected_supply_duration: Option<Quantity>,
            performer: Option<Reference>,
        }
    }
    /// Whether the pharmacy may substitute.
    Substitution {
        needs {}
        may {
            allowed_boolean: Option<bool>,
            allowed_codeable_concept: Option<CodeableConcept>,
            reason: Option<CodeableConcept>,
        }
    }
    /// [Immunization](https://hl7.org/fhir/R4/immunization.html).
    Immunization {
        needs {
            status: EventStatus,
            vaccine_code: CodeableConcept,
            patient: Reference,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            status_reason: Option<CodeableConcept>,
            encounter: Option<Reference>,
            occurrence_date_time: Option<When>,
            occurrence_string: Option<Text>,
            recorded: Option<When>,
            primary_source: Option<bool>,
            report_origin: Option<CodeableConcept>,
            location: Option<Reference>,
            manufacturer: Option<Reference>,
            lot_number: Option<Text>,
            expiration_date: Option<Date>,
            site: Option<CodeableConcept>,
            route: Option<CodeableConcept>,
            dose_quantity: Option<Quantity>,
            performer: Vec<Performer>,
            note: Vec<Annotation>,
            reason_code: Vec<CodeableConcept>,
            education: Vec<Education>,
            program_eligibility: Vec<CodeableConcept>,
            funding_source: Option<CodeableConcept>,
            protocol_applied: Vec<ProtocolApplied>,
        }
    }
    /// Who gave it or did it.
    Performer {
        needs {
            actor: Reference,
        }
        may {
            function: Option<CodeableConcept>,
            on_behalf_of: Option<Reference>,
        }
    }
    /// The vaccine information statement handed out.
    Education {
        needs {}
        may {
            document_type: Option<Text>,
            reference: Option<Text>,
            publication_date: Option<When>,
            presentation_date: Option<When>,
        }
    }
    /// Which dose of which series.
    ProtocolApplied {
        needs {}
        may {
            series: Option<Text>,
            target_disease: Vec<CodeableConcept>,
            dose_number_positive_int: Option<u32>,
            dose_number_string: Option<Text>,
            series_doses_positive_int: Option<u32>,
            series_doses_string: Option<Text>,
        }
    }
    /// [Procedure](https://hl7.org/fhir/R4/procedure.html).
    Procedure {
        needs {
            status: EventStatus,
            subject: Reference,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            based_on: Vec<Reference>,
            status_reason: Option<CodeableConcept>,
            category: Option<CodeableConcept>,
            code: Option<CodeableConcept>,
            encounter: Option<Reference>,
            performed_date_time: Option<When>,
            performed_period: Option<Period>,
            performed_string: Option<Text>,
            recorder: Option<Reference>,
            asserter: Option<Reference>,
            performer: Vec<Performer>,
            location: Option<Reference>,
            reason_code: Vec<CodeableConcept>,
            reason_reference: Vec<Reference>,
            body_site: Vec<CodeableConcept>,
            outcome: Option<CodeableConcept>,
            report: Vec<Reference>,
            complication: Vec<CodeableConcept>,
            follow_up: Vec<CodeableConcept>,
            note: Vec<Annotation>,
        }
    }
}
