//! Observations, the reports that gather them, and documents.

use super::super::{
    codes::{CompositionStatus, DocumentStatus, ObservationStatus, ReportStatus, System},
    datatypes::{
        Annotation, Attachment, CodeableConcept, Coding, Identifier, Period, Quantity, Range, Ratio, ReferenceRange,
    },
    element::element,
    reference::Reference,
    text::Text,
};
use crate::time::{DateTime, When};

element! {
    /// [Observation](https://hl7.org/fhir/R4/observation.html): a vital sign, a result, an answer. Its value is one of
    /// the `value_…` fields ([`Observation::value`]) or, as with blood pressure, in its components.
    Observation {
        needs {
            status: ObservationStatus,
            code: CodeableConcept,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            based_on: Vec<Reference>,
            category: Vec<CodeableConcept>,
            subject: Option<Reference>,
            encounter: Option<Reference>,
            effective_date_time: Option<When>,
            effective_period: Option<Period>,
            effective_instant: Option<DateTime>,
            issued: Option<DateTime>,
            performer: Vec<Reference>,
            value_quantity: Option<Quantity>,
            value_codeable_concept: Option<CodeableConcept>,
            value_string: Option<Text>,
            value_boolean: Option<bool>,
            value_integer: Option<i64>,
            value_range: Option<Box<Range>>,
            value_ratio: Option<Box<Ratio>>,
            value_time: Option<Text>,
            value_date_time: Option<When>,
            value_period: Option<Period>,
            data_absent_reason: Option<CodeableConcept>,
            interpretation: Vec<CodeableConcept>,
            note: Vec<Annotation>,
            body_site: Option<CodeableConcept>,
            method: Option<CodeableConcept>,
            specimen: Option<Reference>,
            reference_range: Vec<ReferenceRange>,
            has_member: Vec<Reference>,
            derived_from: Vec<Reference>,
            component: Vec<Component>,
        }
    }
    /// One part of an observation, such as the systolic pressure.
    Component {
        needs {
            code: CodeableConcept,
        }
        may {
            value_quantity: Option<Quantity>,
            value_codeable_concept: Option<CodeableConcept>,
            value_string: Option<Text>,
            value_boolean: Option<bool>,
            value_integer: Option<i64>,
            value_range: Option<Box<Range>>,
            value_ratio: Option<Box<Ratio>>,
            value_time: Option<Text>,
            value_date_time: Option<When>,
            value_period: Option<Period>,
            data_absent_reason: Option<CodeableConcept>,
            interpretation: Vec<CodeableConcept>,
            reference_range: Vec<ReferenceRange>,
        }
    }
    /// [DiagnosticReport](https://hl7.org/fhir/R4/diagnosticreport.html): a panel of results, or a text in `presented_form`.
    DiagnosticReport {
        needs {
            status: ReportStatus,
            code: CodeableConcept,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            based_on: Vec<Reference>,
            category: Vec<CodeableConcept>,
            subject: Option<Reference>,
            encounter: Option<Reference>,
            effective_date_time: Option<When>,
            effective_period: Option<Period>,
            issued: Option<DateTime>,
            performer: Vec<Reference>,
            results_interpreter: Vec<Reference>,
            specimen: Vec<Reference>,
            result: Vec<Reference>,
            conclusion: Option<Text>,
            conclusion_code: Vec<CodeableConcept>,
            presented_form: Vec<Attachment>,
        }
    }
    /// [DocumentReference](https://hl7.org/fhir/R4/documentreference.html): a note or any other document.
    DocumentReference {
        needs {
            status: DocumentStatus,
            content: Vec<DocumentContent>,
        }
        may {
            id: Option<Text>,
            master_identifier: Option<Identifier>,
            identifier: Vec<Identifier>,
            doc_status: Option<CompositionStatus>,
            r#type: Option<CodeableConcept>,
            category: Vec<CodeableConcept>,
            subject: Option<Reference>,
            date: Option<DateTime>,
            author: Vec<Reference>,
            authenticator: Option<Reference>,
            custodian: Option<Reference>,
            description: Option<Text>,
            context: Option<DocumentContext>,
        }
    }
    /// The document itself.
    DocumentContent {
        needs {
            attachment: Attachment,
        }
        may {
            format: Option<Coding>,
        }
    }
    /// What the document is about.
    DocumentContext {
        needs {}
        may {
            encounter: Vec<Reference>,
            period: Option<Period>,
            facility_type: Option<CodeableConcept>,
            practice_setting: Option<CodeableConcept>,
        }
    }
}

/// The value of an observation or component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the FHIR type of its name")]
pub enum Value<'a> {
    Quantity(&'a Quantity),
    Concept(&'a CodeableConcept),
    Text(&'a Text),
    Boolean(bool),
    Integer(i64),
    Range(&'a Range),
    Ratio(&'a Ratio),
    Time(&'a Text),
    When(When),
    Period(&'a Period),
}

macro_rules! value_of {
    ($($name:ident)+) => { $(
        impl $name {
            /// Its value, if it has one; the first in FHIR's order should a sender give several.
            pub fn value(&self) -> Option<Value<'_>> {
                let quantity = self.value_quantity.as_ref().map(Value::Quantity);
                quantity
                    .or_else(|| self.value_codeable_concept.as_ref().map(Value::Concept))
                    .or_else(|| self.value_string.as_ref().map(Value::Text))
                    .or_else(|| self.value_boolean.map(Value::Boolean))
                    .or_else(|| self.value_integer.map(Value::Integer))
                    .or_else(|| self.value_range.as_deref().map(Value::Range))
                    .or_else(|| self.value_ratio.as_deref().map(Value::Ratio))
                    .or_else(|| self.value_time.as_ref().map(Value::Time))
                    .or_else(|| self.value_date_time.map(Value::When))
                    .or_else(|| self.value_period.as_ref().map(Value::Period))
            }
        }
    )+ };
}
value_of! { Observation Component }

impl Observation {
    /// Whether it is in this category of FHIR's list: `vital-signs`, `laboratory`, `social-history`, `survey` …
    pub fn is(&self, category: &str) -> bool {
        self.category.iter().any(|c| c.has(&System::ObservationCategory, category))
    }
    /// When it was true of the patient.
    pub fn effective(&self) -> Option<When> {
        self.effective_date_time
            .or_else(|| self.effective_instant.map(When::At))
            .or_else(|| self.effective_period.as_ref().and_then(|period| period.start.or(period.end)))
    }
}
