//! The [data types](https://hl7.org/fhir/R4/datatypes.html) that resources are made of, with the elements a chart keeps.

use super::{
    codes::{Gender, System},
    decimal::Decimal,
    element::element,
    reference::Reference,
    text::{Bytes, Text},
};
use crate::time::When;

element! {
    /// A code of a code system.
    Coding {
        needs {}
        may {
            system: Option<System>,
            code: Option<Text>,
            display: Option<Text>,
        }
    }
    /// A concept: codes that say the same, and the text the clinician saw.
    CodeableConcept {
        needs {}
        may {
            coding: Vec<Coding>,
            text: Option<Text>,
        }
    }
    /// A number or name by which someone knows this thing.
    Identifier {
        needs {}
        may {
            r#use: Option<Text>,
            r#type: Option<CodeableConcept>,
            system: Option<System>,
            value: Option<Text>,
        }
    }
    /// From when to when.
    Period {
        needs {}
        may {
            start: Option<When>,
            end: Option<When>,
        }
    }
    /// A person's name.
    HumanName {
        needs {}
        may {
            /// `official`, `usual`, `nickname`, `maiden`, `old` …
            r#use: Option<Text>,
            text: Option<Text>,
            family: Option<Text>,
            given: Vec<Text>,
            prefix: Vec<Text>,
            suffix: Vec<Text>,
            period: Option<Period>,
        }
    }
    /// A phone number, an email address.
    ContactPoint {
        needs {}
        may {
            /// `phone`, `email`, `fax`, `sms` …
            system: Option<Text>,
            value: Option<Text>,
            /// `home`, `work`, `mobile` …
            r#use: Option<Text>,
            rank: Option<u32>,
            period: Option<Period>,
        }
    }
    /// A postal address.
    Address {
        needs {}
        may {
            /// `home`, `work`, `old`, `billing` …
            r#use: Option<Text>,
            r#type: Option<Text>,
            text: Option<Text>,
            line: Vec<Text>,
            city: Option<Text>,
            district: Option<Text>,
            state: Option<Text>,
            postal_code: Option<Text>,
            country: Option<Text>,
            period: Option<Period>,
        }
    }
    /// A measured amount with its unit (and the unit's UCUM code).
    Quantity {
        needs {}
        may {
            value: Option<Decimal>,
            /// `<`, `<=`, `>=`, `>`: the true value lies on that side.
            comparator: Option<Text>,
            unit: Option<Text>,
            system: Option<System>,
            code: Option<Text>,
        }
    }
    /// From this amount to that.
    Range {
        needs {}
        may {
            low: Option<Quantity>,
            high: Option<Quantity>,
        }
    }
    /// One amount to another, such as a titre.
    Ratio {
        needs {}
        may {
            numerator: Option<Quantity>,
            denominator: Option<Quantity>,
        }
    }
    /// An amount of money, in US dollars where no currency is named.
    Money {
        needs {}
        may {
            value: Option<Decimal>,
            currency: Option<Text>,
        }
    }
    /// A remark, with who made it and when.
    Annotation {
        needs {
            text: Text,
        }
        may {
            author_reference: Option<Reference>,
            author_string: Option<Text>,
            time: Option<When>,
        }
    }
    /// A document within the resource (`data`) or somewhere else (`url`).
    Attachment {
        needs {}
        may {
            content_type: Option<Text>,
            data: Option<Bytes>,
            url: Option<Text>,
            title: Option<Text>,
            creation: Option<When>,
        }
    }
    /// Someone to reach on the patient's behalf.
    PatientContact {
        needs {}
        may {
            relationship: Vec<CodeableConcept>,
            name: Option<HumanName>,
            telecom: Vec<ContactPoint>,
            address: Option<Address>,
            gender: Option<Gender>,
            organization: Option<Reference>,
        }
    }
    /// A language the patient speaks.
    Communication {
        needs {
            language: CodeableConcept,
        }
        may {
            preferred: Option<bool>,
        }
    }
    /// A reference range.
    ReferenceRange {
        needs {}
        may {
            low: Option<Quantity>,
            high: Option<Quantity>,
            r#type: Option<CodeableConcept>,
            applies_to: Vec<CodeableConcept>,
            age: Option<Box<Range>>,
            text: Option<Text>,
        }
    }
    /// When and how often.
    Timing {
        needs {}
        may {
            event: Vec<When>,
            repeat: Option<TimingRepeat>,
            code: Option<CodeableConcept>,
        }
    }
    /// So many times in such a period: 2 times in 1 `d`.
    TimingRepeat {
        needs {}
        may {
            bounds_period: Option<Period>,
            bounds_duration: Option<Quantity>,
            count: Option<u32>,
            frequency: Option<u32>,
            frequency_max: Option<u32>,
            period: Option<Decimal>,
            period_max: Option<Decimal>,
            period_unit: Option<Text>,
            day_of_week: Vec<Text>,
            time_of_day: Vec<Text>,
            when: Vec<Text>,
        }
    }
    /// How a medication is to be taken.
    Dosage {
        needs {}
        may {
            sequence: Option<u32>,
            text: Option<Text>,
            additional_instruction: Vec<CodeableConcept>,
            patient_instruction: Option<Text>,
            timing: Option<Timing>,
            as_needed_boolean: Option<bool>,
            as_needed_codeable_concept: Option<CodeableConcept>,
            site: Option<CodeableConcept>,
            route: Option<CodeableConcept>,
            method: Option<CodeableConcept>,
            dose_and_rate: Vec<DoseAndRate>,
        }
    }
    /// How much at a time.
    DoseAndRate {
        needs {}
        may {
            r#type: Option<CodeableConcept>,
            dose_quantity: Option<Quantity>,
            dose_range: Option<Range>,
        }
    }
}

impl CodeableConcept {
    /// The code in this system, if it has one.
    pub fn code(&self, system: &System) -> Option<&str> {
        self.coding.iter().find(|coding| coding.system.as_ref() == Some(system))?.code.as_deref()
    }
    /// Whether it has this code in this system.
    pub fn has(&self, system: &System, code: &str) -> bool {
        self.coding.iter().any(|c| c.system.as_ref() == Some(system) && c.code.as_deref() == Some(code))
    }
    /// What to show: its text, or the first display of its codes.
    pub fn shown(&self) -> Option<&str> {
        self.text.as_deref().or_else(|| self.coding.iter().find_map(|coding| coding.display.as_deref()))
    }
    /// A concept of one code.
    pub fn of(system: System, code: &str, display: Option<&str>) -> Self {
        let coding = Coding { system: Some(system), code: Some(code.into()), display: display.map(Text::from) };
        Self { coding: vec![coding], text: None }
    }
}

impl Identifier {
    /// Whether it is of this type of HL7 v2 table 0203: `MR`, `SS`, `DL` …
    pub fn is(&self, code: &str) -> bool {
        self.r#type.as_ref().is_some_and(|t| t.has(&System::IdentifierType, code))
    }
}

impl Money {
    /// Whole cents of US dollars; none for another currency or a fraction of a cent.
    pub fn cents(&self) -> Option<i64> {
        match self.currency.as_deref() {
            None | Some("USD") => self.value?.cents(),
            _ => None,
        }
    }
    /// US dollars of these cents.
    pub fn usd(cents: i64) -> Self {
        Self { value: Decimal::from_cents(cents), currency: Some("USD".into()) }
    }
}

impl Attachment {
    /// The document as plain text, when it is here and is text: UTF-8 (or Latin-1 where it is not), XHTML without tags.
    pub fn text(&self) -> Option<Text> {
        let kind = self.content_type.as_deref()?.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let bytes = &self.data.as_ref()?.0;
        let text = match std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().copied().map(char::from).collect(),
        };
        match kind.as_str() {
            "text/plain" | "text/markdown" => Some(text.into()),
            "text/html" | "application/xhtml+xml" => Some(super::narrative::plain_text(&text)),
            _ => None,
        }
    }
    /// A plain text as an attachment.
    pub fn plain(text: &str) -> Self {
        let data = Some(Bytes(text.as_bytes().to_vec()));
        Self { content_type: Some("text/plain; charset=utf-8".into()), data, ..Self::default() }
    }
}
