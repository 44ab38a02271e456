//! Patients, those who treat them, and their policies, as FHIR.

use std::{collections::HashMap, sync::LazyLock};

use formats::{
    fhir::{
        self, Address as FhirAddress, CodeableConcept, Coding, Communication, ContactPoint, Coverage, CoverageClass,
        FinancialStatus, Gender, HumanName, Identifier as FhirIdentifier, Kind, PatientContact, PatientExtensions,
        Period, Practitioner as FhirPractitioner, RaceOrEthnicity, Reference, Resource, System, Text,
    },
    time::When,
};
use knowledge::value_sets::{self, Choice, Set};

use super::values::{date, id, in_words, on, to};
use crate::{
    patients::{AddressUse, InsurancePolicy, NameUse, Patient, PatientDetails, RelatedPerson, Said, Sex, TelecomKind},
    staff::Practitioner,
    time::Day,
};

/// The patient with everyone who stands by them; `numbered_by` names this practice as the giver of the MRN.
pub(super) fn patient(p: &Patient, numbered_by: &str) -> Resource {
    let d = &p.details;
    let mut identifier = vec![number("MR", Some(numbered_by), &p.mrn)];
    identifier.extend(d.identifiers.iter().map(|i| number(&i.kind, i.system.as_deref(), &i.value)));
    fhir::Patient {
        id: id(p.id),
        identifier,
        active: Some(d.active),
        name: names(d),
        telecom: d.telecoms.iter().map(|t| telecom(t.kind, &t.value)).collect(),
        gender: Some(match d.sex {
            Sex::Female => Gender::Female,
            Sex::Male => Gender::Male,
            Sex::Other => Gender::Other,
            Sex::Declined | Sex::Unknown => Gender::Unknown,
        }),
        birth_date: d.birth_date.and_then(date),
        deceased_boolean: (d.deceased && d.deceased_on.is_none()).then_some(true),
        deceased_date_time: d.deceased_on.and_then(on),
        address: d.addresses.iter().map(address).collect(),
        marital_status: d.marital_status.first().map(|s| said(s, Set::MaritalStatus)),
        contact: p.contacts.iter().filter(|c| c.active).map(contact).collect(),
        communication: d
            .language
            .iter()
            .enumerate()
            .map(|(place, s)| Communication {
                language: said(s, Set::Language),
                preferred: (place == 0).then_some(true),
            })
            .collect(),
        general_practitioner: d.practitioner.map(|who| to(Kind::Practitioner, who)).into_iter().collect(),
        managing_organization: None,
        extension: extensions(d),
    }
    .into()
}

fn number(kind: &str, system: Option<&str>, value: &str) -> FhirIdentifier {
    FhirIdentifier {
        r#use: None,
        // `U`, unspecified, is how an identifier came that told no type.
        r#type: (kind != "U").then(|| CodeableConcept::of(System::IdentifierType, kind, None)),
        system: system.map(System::from),
        value: Some(value.into()),
    }
}

fn text(value: Option<&String>) -> Option<Text> {
    value.map(|v| Text::from(v.as_str()))
}

fn texts(value: Option<&String>) -> Vec<Text> {
    text(value).into_iter().collect()
}

fn period(starts: Option<Day>, ends: Option<Day>) -> Option<Period> {
    let period = Period { start: starts.and_then(on), end: ends.and_then(on) };
    (period != Period::default()).then_some(period)
}

fn names(d: &PatientDetails) -> Vec<HumanName> {
    let legal = HumanName {
        r#use: Some("official".into()),
        text: None,
        family: Some(d.family.as_str().into()),
        given: texts(d.given.as_ref()).into_iter().chain(texts(d.middle.as_ref())).collect(),
        prefix: texts(d.prefix.as_ref()),
        suffix: texts(d.suffix.as_ref()),
        period: None,
    };
    let preferred = d.preferred_name.as_ref().map(|name| HumanName {
        r#use: Some("usual".into()),
        family: Some(d.family.as_str().into()),
        given: vec![name.as_str().into()],
        ..HumanName::default()
    });
    let others = d.other_names.iter().map(|n| HumanName {
        r#use: Some(
            match n.name_use {
                NameUse::Maiden => "maiden",
                NameUse::Old => "old",
                NameUse::Nickname => "nickname",
                NameUse::Anonymous => "anonymous",
                NameUse::Temp => "temp",
            }
            .into(),
        ),
        text: None,
        family: text(n.family.as_ref()),
        given: texts(n.given.as_ref()).into_iter().chain(texts(n.middle.as_ref())).collect(),
        prefix: texts(n.prefix.as_ref()),
        suffix: texts(n.suffix.as_ref()),
        period: period(n.starts_on, n.ends_on),
    });
    std::iter::once(legal).chain(preferred).chain(others).collect()
}

fn telecom(kind: TelecomKind, value: &str) -> ContactPoint {
    let (system, r#use) = match kind {
        TelecomKind::Mobile => ("phone", Some("mobile")),
        TelecomKind::Home => ("phone", Some("home")),
        TelecomKind::Work => ("phone", Some("work")),
        TelecomKind::Other => ("phone", None),
        TelecomKind::Fax => ("fax", None),
        TelecomKind::Email => ("email", None),
    };
    ContactPoint {
        system: Some(system.into()),
        value: Some(value.into()),
        r#use: r#use.map(Text::from),
        rank: None,
        period: None,
    }
}

fn address(a: &crate::patients::PatientAddress) -> FhirAddress {
    FhirAddress {
        r#use: Some(
            match a.address_use {
                AddressUse::Home => "home",
                AddressUse::Work => "work",
                AddressUse::Temp => "temp",
                AddressUse::Billing => "billing",
                AddressUse::Old => "old",
            }
            .into(),
        ),
        line: texts(a.line1.as_ref()).into_iter().chain(texts(a.line2.as_ref())).collect(),
        city: text(a.city.as_ref()),
        state: text(a.state.as_ref()),
        postal_code: text(a.zip.as_ref()),
        country: Some(a.country.as_deref().unwrap_or("US").into()),
        period: period(a.starts_on, a.ends_on),
        ..FhirAddress::default()
    }
}

/// The choice of this code. The lists are text: they are read once, not for every patient.
fn choice(set: Set, code: &str) -> Option<&'static Choice> {
    static LISTS: LazyLock<HashMap<Set, Vec<Choice>>> =
        LazyLock::new(|| Set::ALL.into_iter().map(|set| (set, value_sets::choices(set))).collect());
    LISTS.get(&set)?.iter().find(|choice| choice.code == code)
}

/// An answer as a concept of its list.
fn said(said: &Said, set: Set) -> CodeableConcept {
    match (&said.text, said.code.as_str()) {
        (Some(words), "OTH") => in_words(words),
        (_, code) => match choice(set, code) {
            Some(choice) => CodeableConcept {
                coding: vec![Coding {
                    system: Some(System::from(choice.system.as_str())),
                    code: Some(choice.code.as_str().into()),
                    display: Some(choice.label.as_str().into()),
                }],
                text: Some(choice.label.as_str().into()),
            },
            None => CodeableConcept::of(System::NullFlavor, code, None),
        },
    }
}

fn categories(answers: &[Said], omb: Set, detail: Set) -> Option<RaceOrEthnicity> {
    if answers.is_empty() {
        return None;
    }
    let mut found = RaceOrEthnicity::default();
    let mut words = Vec::new();
    for answer in answers {
        let of = |set: Set| choice(set, &answer.code);
        let (found_in, detailed) = match of(omb) {
            Some(choice) => (Some(choice), false),
            None => (of(detail), true),
        };
        match found_in {
            Some(choice) => {
                words.push(choice.label.clone());
                let coding = Coding {
                    system: Some(System::from(choice.system.as_str())),
                    code: Some(choice.code.as_str().into()),
                    display: Some(choice.label.as_str().into()),
                };
                if detailed { found.detailed.push(coding) } else { found.omb.push(coding) }
            }
            None => words.extend(answer.text.clone()),
        }
    }
    found.text = Some(words.join(", ").into());
    Some(found)
}

fn extensions(d: &PatientDetails) -> PatientExtensions {
    let mut extensions = PatientExtensions::default();
    extensions.race = categories(&d.race, Set::Race, Set::RaceDetail);
    extensions.ethnicity = categories(&d.ethnicity, Set::Ethnicity, Set::EthnicityDetail);
    let birth_sex = d.birth_sex.name();
    extensions.birth_sex = (birth_sex != "not_asked").then(|| birth_sex.into());
    extensions.sex = match d.sex {
        Sex::Female => Some("248152002".into()),
        Sex::Male => Some("248153007".into()),
        Sex::Declined => Some("asked-declined".into()),
        Sex::Other | Sex::Unknown => None,
    };
    extensions.gender_identity = d.gender_identity.iter().map(|s| said(s, Set::GenderIdentity)).collect();
    extensions.pronouns = d.pronouns.iter().map(|s| said(s, Set::Pronouns)).collect();
    extensions
}

fn contact(c: &RelatedPerson) -> PatientContact {
    let p = &c.person;
    let role =
        |code: &str| CodeableConcept::of(System::from("http://terminology.hl7.org/CodeSystem/v2-0131"), code, None);
    let related =
        CodeableConcept::of(System::from("http://terminology.hl7.org/CodeSystem/v3-RoleCode"), &p.relationship, None);
    let mut relationship = vec![related];
    if p.emergency_contact {
        relationship.push(role("C"));
    }
    if p.guarantor {
        relationship.push(CodeableConcept::of(
            System::from("http://terminology.hl7.org/CodeSystem/v3-RoleClass"),
            "GUAR",
            None,
        ));
    }
    let a = &p.address;
    let lived = a.line1.is_some() || a.city.is_some();
    PatientContact {
        relationship,
        name: Some(HumanName { text: Some(p.name.as_str().into()), ..HumanName::default() }),
        telecom: p
            .phone
            .iter()
            .map(|v| telecom(TelecomKind::Other, v))
            .chain(p.email.iter().map(|v| telecom(TelecomKind::Email, v)))
            .collect(),
        address: lived.then(|| FhirAddress {
            line: texts(a.line1.as_ref()).into_iter().chain(texts(a.line2.as_ref())).collect(),
            city: text(a.city.as_ref()),
            state: text(a.state.as_ref()),
            postal_code: text(a.zip.as_ref()),
            ..FhirAddress::default()
        }),
        gender: None,
        organization: None,
    }
}

/// A practitioner.
pub(super) fn practitioner(p: &Practitioner) -> Resource {
    // The name is kept as it is said; the last word is the family name that US Core asks for.
    let (given, family) = p.display_name.rsplit_once(' ').unwrap_or(("", &p.display_name));
    let given: Vec<Text> = given.split(' ').filter(|g| !g.is_empty() && *g != "Dr.").map(Text::from).collect();
    FhirPractitioner {
        id: id(p.id),
        identifier: p
            .npi
            .iter()
            .map(|npi| FhirIdentifier {
                system: Some(System::Npi),
                value: Some(npi.as_str().into()),
                ..FhirIdentifier::default()
            })
            .collect(),
        active: Some(true),
        name: vec![HumanName {
            r#use: Some("official".into()),
            text: Some(p.display_name.as_str().into()),
            family: Some(family.into()),
            given,
            prefix: if p.display_name.starts_with("Dr. ") { vec!["Dr.".into()] } else { Vec::new() },
            suffix: texts(p.credential.as_ref()),
            period: None,
        }],
        telecom: Vec::new(),
        address: Vec::new(),
        gender: None,
    }
    .into()
}

/// A policy that was not entered by mistake.
pub(super) fn coverage(of: &Patient, policy: &InsurancePolicy, today: Day) -> Resource {
    let p = &policy.policy;
    let class = |code: &str, value: &String| CoverageClass {
        r#type: CodeableConcept::of(System::from("http://terminology.hl7.org/CodeSystem/coverage-class"), code, None),
        value: value.as_str().into(),
        name: (code == "plan").then(|| value.as_str().into()),
    };
    let ended = p.terminated_on.is_some_and(|end| end < today);
    let relationship = serde_json::to_value(p.subscriber_relationship).ok();
    let relationship = relationship.as_ref().and_then(|r| r.as_str()).filter(|r| *r != "unknown");
    Coverage {
        status: if ended { FinancialStatus::Cancelled } else { FinancialStatus::Active },
        beneficiary: to(Kind::Patient, of.id),
        id: id(policy.id),
        subscriber: p
            .subscriber_name
            .as_ref()
            .map(|name| Reference { display: Some(name.as_str().into()), ..Reference::default() }),
        subscriber_id: text(p.member_id.as_ref()),
        relationship: relationship.map(|code| {
            CodeableConcept::of(
                System::from("http://terminology.hl7.org/CodeSystem/subscriber-relationship"),
                code,
                None,
            )
        }),
        period: match (p.effective_on, p.terminated_on) {
            (None, None) => None,
            (from, until) => Some(Period { start: from.and_then(on) as Option<When>, end: until.and_then(on) }),
        },
        payor: vec![Reference { display: Some(p.payer_name.as_str().into()), ..Reference::default() }],
        class: p
            .plan_name
            .iter()
            .map(|v| class("plan", v))
            .chain(p.group_number.iter().map(|v| class("group", v)))
            .collect(),
        order: Some(u32::from(p.rank)),
        ..Coverage::default()
    }
    .into()
}
