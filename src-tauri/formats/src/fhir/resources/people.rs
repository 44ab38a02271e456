//! Who is treated, who treats, where, and for which organization.

use super::super::{
    codes::{Gender, LocationStatus},
    datatypes::{Address, CodeableConcept, Communication, ContactPoint, HumanName, Identifier, PatientContact},
    element::element,
    reference::Reference,
    text::Text,
    us_core::PatientExtensions,
};
use crate::time::{Date, When};

element! {
    /// [Patient](https://hl7.org/fhir/R4/patient.html).
    Patient {
        needs {}
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            active: Option<bool>,
            name: Vec<HumanName>,
            telecom: Vec<ContactPoint>,
            gender: Option<Gender>,
            /// Any date of the calendar, also one to come: whether a birth date is believable is for the record to say.
            birth_date: Option<Date>,
            deceased_boolean: Option<bool>,
            deceased_date_time: Option<When>,
            address: Vec<Address>,
            marital_status: Option<CodeableConcept>,
            contact: Vec<PatientContact>,
            communication: Vec<Communication>,
            general_practitioner: Vec<Reference>,
            managing_organization: Option<Reference>,
            /// Race, ethnicity, birth sex and the like, as US Core puts them.
            extension: PatientExtensions,
        }
    }
    /// [Practitioner](https://hl7.org/fhir/R4/practitioner.html).
    Practitioner {
        needs {}
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            active: Option<bool>,
            name: Vec<HumanName>,
            telecom: Vec<ContactPoint>,
            address: Vec<Address>,
            gender: Option<Gender>,
        }
    }
    /// [PractitionerRole](https://hl7.org/fhir/R4/practitionerrole.html).
    PractitionerRole {
        needs {}
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            active: Option<bool>,
            practitioner: Option<Reference>,
            organization: Option<Reference>,
            code: Vec<CodeableConcept>,
            specialty: Vec<CodeableConcept>,
            location: Vec<Reference>,
            telecom: Vec<ContactPoint>,
        }
    }
    /// [Organization](https://hl7.org/fhir/R4/organization.html): a practice, a payer, a laboratory.
    Organization {
        needs {}
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            active: Option<bool>,
            r#type: Vec<CodeableConcept>,
            name: Option<Text>,
            telecom: Vec<ContactPoint>,
            address: Vec<Address>,
            part_of: Option<Reference>,
        }
    }
    /// [Location](https://hl7.org/fhir/R4/location.html).
    Location {
        needs {}
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            status: Option<LocationStatus>,
            name: Option<Text>,
            description: Option<Text>,
            r#type: Vec<CodeableConcept>,
            telecom: Vec<ContactPoint>,
            address: Option<Address>,
            managing_organization: Option<Reference>,
        }
    }
}
