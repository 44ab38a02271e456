//! Appointments and encounters.

use super::super::{
    codes::{AppointmentStatus, EncounterStatus, ParticipationStatus},
    datatypes::{CodeableConcept, Coding, Identifier, Period},
    element::element,
    narrative::Narrative,
    reference::Reference,
    text::Text,
};
use crate::time::{DateTime, When};

element! {
    /// [Encounter](https://hl7.org/fhir/R4/encounter.html).
    Encounter {
        needs {
            status: EncounterStatus,
            class: Coding,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            /// The narrative as plain text: some senders put the visit's note here.
            text: Option<Narrative>,
            r#type: Vec<CodeableConcept>,
            service_type: Option<CodeableConcept>,
            subject: Option<Reference>,
            participant: Vec<EncounterParticipant>,
            appointment: Vec<Reference>,
            period: Option<Period>,
            reason_code: Vec<CodeableConcept>,
            reason_reference: Vec<Reference>,
            diagnosis: Vec<EncounterDiagnosis>,
            location: Vec<EncounterLocation>,
            service_provider: Option<Reference>,
        }
    }
    /// Someone who took part in the encounter.
    EncounterParticipant {
        needs {}
        may {
            r#type: Vec<CodeableConcept>,
            period: Option<Period>,
            individual: Option<Reference>,
        }
    }
    /// A condition or procedure of the encounter, by rank.
    EncounterDiagnosis {
        needs {
            condition: Reference,
        }
        may {
            r#use: Option<CodeableConcept>,
            rank: Option<u32>,
        }
    }
    /// Where the encounter took place.
    EncounterLocation {
        needs {
            location: Reference,
        }
        may {
            status: Option<Text>,
            period: Option<Period>,
        }
    }
    /// [Appointment](https://hl7.org/fhir/R4/appointment.html).
    Appointment {
        needs {
            status: AppointmentStatus,
            participant: Vec<AppointmentParticipant>,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            cancelation_reason: Option<CodeableConcept>,
            service_type: Vec<CodeableConcept>,
            appointment_type: Option<CodeableConcept>,
            reason_code: Vec<CodeableConcept>,
            reason_reference: Vec<Reference>,
            description: Option<Text>,
            start: Option<DateTime>,
            end: Option<DateTime>,
            minutes_duration: Option<u32>,
            created: Option<When>,
            comment: Option<Text>,
            patient_instruction: Option<Text>,
        }
    }
    /// The patient, the clinician or the room of an appointment.
    AppointmentParticipant {
        needs {
            status: ParticipationStatus,
        }
        may {
            r#type: Vec<CodeableConcept>,
            actor: Option<Reference>,
            required: Option<Text>,
        }
    }
}
