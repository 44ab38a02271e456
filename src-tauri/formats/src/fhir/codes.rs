//! Closed lists: resource types, code systems, and the status codes FHIR R4 requires.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    element::Element,
    error::said,
    text::{Text, checked, read_str},
};

/// A closed list of codes: the enum, its text both ways, and its place in a resource.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident, at first $default:ident { $($variant:ident = $code:literal),+ $(,)? })+) => { $(
        $(#[$doc])*
        #[allow(missing_docs, reason = "FHIR R4 defines each code")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every code of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The code as FHIR writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
            /// The code of this text, if the list has it.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
        impl Default for $name {
            /// The one that claims least.
            fn default() -> Self { Self::$default }
        }
        impl Element for $name {}
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_str(deserializer, |text| Self::parse(text).ok_or_else(|| said::BAD_CODE.into()))
            }
        }
    )+ };
}

codes! {
    /// [Administrative gender](https://hl7.org/fhir/R4/valueset-administrative-gender.html).
    Gender, at first Unknown { Male = "male", Female = "female", Other = "other", Unknown = "unknown" }
    /// [Encounter status](https://hl7.org/fhir/R4/valueset-encounter-status.html).
    EncounterStatus, at first Unknown {
        Planned = "planned", Arrived = "arrived", Triaged = "triaged", InProgress = "in-progress", OnLeave = "onleave",
        Finished = "finished", Cancelled = "cancelled", EnteredInError = "entered-in-error", Unknown = "unknown",
    }
    /// [Observation status](https://hl7.org/fhir/R4/valueset-observation-status.html).
    ObservationStatus, at first Unknown {
        Registered = "registered", Preliminary = "preliminary", Final = "final", Amended = "amended",
        Corrected = "corrected", Cancelled = "cancelled", EnteredInError = "entered-in-error", Unknown = "unknown",
    }
    /// [Diagnostic report status](https://hl7.org/fhir/R4/valueset-diagnostic-report-status.html).
    ReportStatus, at first Unknown {
        Registered = "registered", Partial = "partial", Preliminary = "preliminary", Final = "final",
        Amended = "amended", Corrected = "corrected", Appended = "appended", Cancelled = "cancelled",
        EnteredInError = "entered-in-error", Unknown = "unknown",
    }
    /// [Medication request status](https://hl7.org/fhir/R4/valueset-medicationrequest-status.html).
    MedicationRequestStatus, at first Unknown {
        Active = "active", OnHold = "on-hold", Cancelled = "cancelled", Completed = "completed",
        EnteredInError = "entered-in-error", Stopped = "stopped", Draft = "draft", Unknown = "unknown",
    }
    /// [Medication request intent](https://hl7.org/fhir/R4/valueset-medicationrequest-intent.html).
    MedicationRequestIntent, at first Proposal {
        Proposal = "proposal", Plan = "plan", Order = "order", OriginalOrder = "original-order",
        ReflexOrder = "reflex-order", FillerOrder = "filler-order", InstanceOrder = "instance-order", Option = "option",
    }
    /// [Status of an event](https://hl7.org/fhir/R4/valueset-event-status.html): a procedure or an immunization.
    EventStatus, at first Unknown {
        Preparation = "preparation", InProgress = "in-progress", NotDone = "not-done", OnHold = "on-hold",
        Stopped = "stopped", Completed = "completed", EnteredInError = "entered-in-error", Unknown = "unknown",
    }
    /// [Document reference status](https://hl7.org/fhir/R4/valueset-document-reference-status.html).
    DocumentStatus, at first Current { Current = "current", Superseded = "superseded", EnteredInError = "entered-in-error" }
    /// [Composition status](https://hl7.org/fhir/R4/valueset-composition-status.html) of the document referred to.
    CompositionStatus, at first Preliminary {
        Preliminary = "preliminary", Final = "final", Amended = "amended", EnteredInError = "entered-in-error",
    }
    /// [Financial resource status](https://hl7.org/fhir/R4/valueset-fm-status.html): coverage and claims.
    FinancialStatus, at first Draft {
        Active = "active", Cancelled = "cancelled", Draft = "draft", EnteredInError = "entered-in-error",
    }
    /// [Claim use](https://hl7.org/fhir/R4/valueset-claim-use.html).
    ClaimUse, at first Claim { Claim = "claim", Preauthorization = "preauthorization", Predetermination = "predetermination" }
    /// [Invoice status](https://hl7.org/fhir/R4/valueset-invoice-status.html).
    InvoiceStatus, at first Draft {
        Draft = "draft", Issued = "issued", Balanced = "balanced", Cancelled = "cancelled",
        EnteredInError = "entered-in-error",
    }
    /// [Appointment status](https://hl7.org/fhir/R4/valueset-appointmentstatus.html).
    AppointmentStatus, at first Proposed {
        Proposed = "proposed", Pending = "pending", Booked = "booked", Arrived = "arrived", Fulfilled = "fulfilled",
        Cancelled = "cancelled", NoShow = "noshow", EnteredInError = "entered-in-error", CheckedIn = "checked-in",
        Waitlist = "waitlist",
    }
    /// [Participation status](https://hl7.org/fhir/R4/valueset-participationstatus.html) of one who is asked to an appointment.
    ParticipationStatus, at first NeedsAction {
        Accepted = "accepted", Declined = "declined", Tentative = "tentative", NeedsAction = "needs-action",
    }
    /// [Location status](https://hl7.org/fhir/R4/valueset-location-status.html).
    LocationStatus, at first Active { Active = "active", Suspended = "suspended", Inactive = "inactive" }
}

macro_rules! kinds {
    ($($name:ident)+) => {
        /// A [resource type](https://hl7.org/fhir/R4/resourcelist.html) of FHIR R4 (4.0.1): all 146 that can be instantiated.
        #[allow(missing_docs, reason = "FHIR R4 defines each type")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($name),+ }

        impl Kind {
            /// The type as FHIR writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),+ }
            }
            /// The type of this name, if R4 has it.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $(stringify!($name) => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

kinds! {
    Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent Basic Binary
    BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement CarePlan CareTeam CatalogEntry ChargeItem
    ChargeItemDefinition Claim ClaimResponse ClinicalImpression CodeSystem Communication CommunicationRequest
    CompartmentDefinition Composition ConceptMap Condition Consent Contract Coverage CoverageEligibilityRequest
    CoverageEligibilityResponse DetectedIssue Device DeviceDefinition DeviceMetric DeviceRequest DeviceUseStatement
    DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis Encounter Endpoint EnrollmentRequest
    EnrollmentResponse EpisodeOfCare EventDefinition Evidence EvidenceVariable ExampleScenario ExplanationOfBenefit
    FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse HealthcareService ImagingStudy Immunization
    ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide InsurancePlan Invoice Library Linkage List
    Location Measure MeasureReport Media Medication MedicationAdministration MedicationDispense MedicationKnowledge
    MedicationRequest MedicationStatement MedicinalProduct MedicinalProductAuthorization
    MedicinalProductContraindication MedicinalProductIndication MedicinalProductIngredient MedicinalProductInteraction
    MedicinalProductManufactured MedicinalProductPackaged MedicinalProductPharmaceutical
    MedicinalProductUndesirableEffect MessageDefinition MessageHeader MolecularSequence NamingSystem NutritionOrder
    Observation ObservationDefinition OperationDefinition OperationOutcome Organization OrganizationAffiliation
    Parameters Patient PaymentNotice PaymentReconciliation Person PlanDefinition Practitioner PractitionerRole
    Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup ResearchDefinition
    ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment RiskEvidenceSynthesis Schedule
    SearchParameter ServiceRequest Slot Specimen SpecimenDefinition StructureDefinition StructureMap Subscription
    Substance SubstanceNucleicAcid SubstancePolymer SubstanceProtein SubstanceReferenceInformation
    SubstanceSourceMaterial SubstanceSpecification SupplyDelivery SupplyRequest Task TerminologyCapabilities TestReport
    TestScript ValueSet VerificationResult VisionPrescription
}

macro_rules! systems {
    ($($(#[$doc:meta])* $name:ident = $url:literal $(| $also:literal)*),+ $(,)?) => {
        /// A code or identifier system, by its URI. Those an EMR meets daily by name; OID forms are read as the URL.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum System {
            $($(#[$doc])* $name,)+
            /// Any other, by its URI.
            Other(Text),
        }
        impl System {
            /// The URI as FHIR writes it.
            pub fn as_str(&self) -> &str {
                match self { $(Self::$name => $url,)+ Self::Other(uri) => uri }
            }
        }
        impl From<&str> for System {
            fn from(uri: &str) -> Self {
                match uri { $($url $(| $also)* => Self::$name,)+ _ => Self::Other(uri.into()) }
            }
        }
    };
}

systems! {
    /// LOINC.
    Loinc = "http://loinc.org" | "urn:oid:2.16.840.1.113883.6.1",
    /// SNOMED CT.
    Snomed = "http://snomed.info/sct" | "urn:oid:2.16.840.1.113883.6.96",
    /// ICD-10-CM.
    Icd10Cm = "http://hl7.org/fhir/sid/icd-10-cm" | "urn:oid:2.16.840.1.113883.6.90",
    /// ICD-9-CM.
    Icd9Cm = "http://hl7.org/fhir/sid/icd-9-cm" | "urn:oid:2.16.840.1.113883.6.103",
    /// ICD-10-PCS.
    Icd10Pcs = "http://www.cms.gov/Medicare/Coding/ICD10" | "urn:oid:2.16.840.1.113883.6.4",
    /// RxNorm.
    RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm" | "urn:oid:2.16.840.1.113883.6.88",
    /// National drug codes.
    Ndc = "http://hl7.org/fhir/sid/ndc" | "urn:oid:2.16.840.1.113883.6.69",
    /// CDC vaccine codes.
    Cvx = "http://hl7.org/fhir/sid/cvx" | "urn:oid:2.16.840.1.113883.12.292",
    /// CDC vaccine manufacturers.
    Mvx = "http://hl7.org/fhir/sid/mvx" | "urn:oid:2.16.840.1.113883.12.227",
    /// CPT.
    Cpt = "http://www.ama-assn.org/go/cpt" | "urn:oid:2.16.840.1.113883.6.12",
    /// HCPCS Level II.
    Hcpcs = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
        | "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets" | "urn:oid:2.16.840.1.113883.6.285",
    /// UCUM units.
    Ucum = "http://unitsofmeasure.org" | "urn:oid:2.16.840.1.113883.6.8",
    /// CDC race and ethnicity.
    RaceEthnicity = "urn:oid:2.16.840.1.113883.6.238",
    /// BCP 47 languages.
    Language = "urn:ietf:bcp:47",
    /// National provider identifiers.
    Npi = "http://hl7.org/fhir/sid/us-npi" | "urn:oid:2.16.840.1.113883.4.6",
    /// Social security numbers.
    Ssn = "http://hl7.org/fhir/sid/us-ssn" | "urn:oid:2.16.840.1.113883.4.1",
    /// Identifier types of HL7 v2 table 0203 (`MR`, `SS`, `DL` …).
    IdentifierType = "http://terminology.hl7.org/CodeSystem/v2-0203",
    /// Kinds of encounter (`AMB`, `VR`, `HH` …) and of insurance.
    ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode",
    /// Roles of those who take part (`PPRF`, `ATND` …).
    ParticipationType = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
    /// Clinical status of a condition.
    ConditionClinical = "http://terminology.hl7.org/CodeSystem/condition-clinical",
    /// Verification status of a condition.
    ConditionVerification = "http://terminology.hl7.org/CodeSystem/condition-ver-status",
    /// Problem list item or encounter diagnosis.
    ConditionCategory = "http://terminology.hl7.org/CodeSystem/condition-category",
    /// Clinical status of an allergy.
    AllergyClinical = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical",
    /// Verification status of an allergy.
    AllergyVerification = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification",
    /// Vital signs, laboratory, social history, survey.
    ObservationCategory = "http://terminology.hl7.org/CodeSystem/observation-category",
    /// High, low, normal.
    Interpretation = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
    /// Diagnostic service sections (`LAB`, `RAD` …).
    DiagnosticService = "http://terminology.hl7.org/CodeSystem/v2-0074",
    /// Marital status.
    MaritalStatus = "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus",
    /// Null flavors (`UNK`, `ASKU` …).
    NullFlavor = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor",
    /// Claim types.
    ClaimType = "http://terminology.hl7.org/CodeSystem/claim-type",
    /// The clinical-note category of US Core.
    NoteCategory = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category",
}

impl Element for System {}
impl Serialize for System {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> Deserialize<'de> for System {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, |uri| Ok(Self::from(&*checked(uri, 2048)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_oid_is_read_as_the_url_of_the_same_system() {
        assert_eq!(System::from("urn:oid:2.16.840.1.113883.6.96"), System::Snomed);
        assert_eq!(System::from("http://example.org/x").as_str(), "http://example.org/x");
    }

    #[test]
    fn r4_has_146_resource_types() {
        let source = include_str!("codes.rs");
        let list = source.split("\nkinds! {").nth(1).unwrap().split('}').next().unwrap();
        let names: Vec<_> = list.split_whitespace().collect();
        assert_eq!(names.len(), 146);
        assert!(names.iter().all(|name| Kind::parse(name).map(Kind::as_str) == Some(*name)));
    }

    #[test]
    fn a_code_outside_the_list_is_none() {
        assert_eq!(EncounterStatus::parse("discharged"), None, "that is R5");
        assert_eq!(AppointmentStatus::parse("noshow"), Some(AppointmentStatus::NoShow));
    }
}
