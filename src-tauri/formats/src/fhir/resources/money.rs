//! Insurance, claims and charges. ExplanationOfBenefit is counted, not read.

use super::super::{
    codes::{ClaimUse, FinancialStatus, InvoiceStatus},
    datatypes::{Annotation, CodeableConcept, Identifier, Money, Period, Quantity},
    decimal::Decimal,
    element::element,
    reference::Reference,
    text::Text,
};
use crate::time::{Date, When};

element! {
    /// [Coverage](https://hl7.org/fhir/R4/coverage.html): an insurance policy.
    Coverage {
        needs {
            status: FinancialStatus,
            beneficiary: Reference,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            r#type: Option<CodeableConcept>,
            policy_holder: Option<Reference>,
            subscriber: Option<Reference>,
            subscriber_id: Option<Text>,
            dependent: Option<Text>,
            relationship: Option<CodeableConcept>,
            period: Option<Period>,
            payor: Vec<Reference>,
            class: Vec<CoverageClass>,
            order: Option<u32>,
            network: Option<Text>,
        }
    }
    /// Group, plan and other numbers on the insurance card.
    CoverageClass {
        needs {
            r#type: CodeableConcept,
            value: Text,
        }
        may {
            name: Option<Text>,
        }
    }
    /// [Claim](https://hl7.org/fhir/R4/claim.html).
    Claim {
        needs {
            status: FinancialStatus,
            r#use: ClaimUse,
            patient: Reference,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            r#type: Option<CodeableConcept>,
            billable_period: Option<Period>,
            created: Option<When>,
            insurer: Option<Reference>,
            provider: Option<Reference>,
            priority: Option<CodeableConcept>,
            prescription: Option<Reference>,
            facility: Option<Reference>,
            care_team: Vec<ClaimCareTeam>,
            diagnosis: Vec<ClaimDiagnosis>,
            procedure: Vec<ClaimProcedure>,
            insurance: Vec<ClaimInsurance>,
            item: Vec<ClaimItem>,
            total: Option<Money>,
        }
    }
    /// Someone who did what is claimed.
    ClaimCareTeam {
        needs {
            sequence: u32,
            provider: Reference,
        }
        may {
            responsible: Option<bool>,
            role: Option<CodeableConcept>,
        }
    }
    /// A diagnosis that items point to by its sequence.
    ClaimDiagnosis {
        needs {
            sequence: u32,
        }
        may {
            diagnosis_codeable_concept: Option<CodeableConcept>,
            diagnosis_reference: Option<Reference>,
            r#type: Vec<CodeableConcept>,
        }
    }
    /// A procedure that items point to by its sequence.
    ClaimProcedure {
        needs {
            sequence: u32,
        }
        may {
            date: Option<When>,
            procedure_codeable_concept: Option<CodeableConcept>,
            procedure_reference: Option<Reference>,
        }
    }
    /// The policies claimed on; `focal` is the one this claim goes to.
    ClaimInsurance {
        needs {
            sequence: u32,
            focal: bool,
            coverage: Reference,
        }
        may {}
    }
    /// A line of the claim.
    ClaimItem {
        needs {
            sequence: u32,
            product_or_service: CodeableConcept,
        }
        may {
            diagnosis_sequence: Vec<u32>,
            procedure_sequence: Vec<u32>,
            modifier: Vec<CodeableConcept>,
            serviced_date: Option<Date>,
            serviced_period: Option<Period>,
            location_codeable_concept: Option<CodeableConcept>,
            quantity: Option<Quantity>,
            unit_price: Option<Money>,
            net: Option<Money>,
            encounter: Vec<Reference>,
        }
    }
    /// [Invoice](https://hl7.org/fhir/R4/invoice.html): charges to a patient. `total_gross` is what was billed; some
    /// senders (the practice generator of the benchmarks) write in `total_net` what is still owed of it.
    Invoice {
        needs {
            status: InvoiceStatus,
        }
        may {
            id: Option<Text>,
            identifier: Vec<Identifier>,
            cancelled_reason: Option<Text>,
            r#type: Option<CodeableConcept>,
            subject: Option<Reference>,
            recipient: Option<Reference>,
            date: Option<When>,
            participant: Vec<InvoiceParticipant>,
            issuer: Option<Reference>,
            line_item: Vec<InvoiceLine>,
            total_net: Option<Money>,
            total_gross: Option<Money>,
            payment_terms: Option<Text>,
            note: Vec<Annotation>,
        }
    }
    /// Who did what is billed.
    InvoiceParticipant {
        needs {
            actor: Reference,
        }
        may {
            role: Option<CodeableConcept>,
        }
    }
    /// A charge of the invoice.
    InvoiceLine {
        needs {}
        may {
            sequence: Option<u32>,
            charge_item_codeable_concept: Option<CodeableConcept>,
            charge_item_reference: Option<Reference>,
            price_component: Vec<PriceComponent>,
        }
    }
    /// A price, surcharge, discount or tax.
    PriceComponent {
        needs {
            /// `base`, `surcharge`, `deduction`, `discount`, `tax`, `informational`.
            r#type: Text,
        }
        may {
            code: Option<CodeableConcept>,
            factor: Option<Decimal>,
            amount: Option<Money>,
        }
    }
}
