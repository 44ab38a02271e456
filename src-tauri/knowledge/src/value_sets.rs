//! Short lists that people choose from: race, language, state, relationship and the like.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::packed::{asset_text, columns, plain_lines};

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ValueSet")]
#[schemars(rename = "ValueSet")]
pub enum Set {
    /// OMB categories (1997 standard), with "declined" and "unknown".
    Race,
    /// CDC Race & Ethnicity detail below the OMB categories.
    RaceDetail,
    /// OMB categories, with "declined" and "unknown".
    Ethnicity,
    /// CDC Race & Ethnicity detail below Hispanic or Latino.
    EthnicityDetail,
    /// FHIR AdministrativeGender.
    AdministrativeGender,
    /// US Core Sex (SNOMED CT codes).
    Sex,
    /// Sex on the birth certificate.
    BirthSex,
    /// 45 CFR 170.207(o)(1).
    SexualOrientation,
    /// 45 CFR 170.207(o)(2).
    GenderIdentity,
    /// LOINC answer codes.
    Pronouns,
    /// HL7 v3 MaritalStatus.
    MaritalStatus,
    /// HL7 v3 RoleCode: who someone is to the patient.
    Relationship,
    /// HL7 v2 table 0131: why someone is listed.
    ContactRole,
    /// FHIR SubscriberPolicyholder relationship.
    SubscriberRelationship,
    /// US Core smoking status (SNOMED CT codes).
    SmokingStatus,
    /// BCP 47.
    Language,
    /// USPS, with territories and military post.
    State,
    /// CMS place of service on professional claims.
    PlaceOfService,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "ValueSetChoice")]
#[schemars(rename = "ValueSetChoice")]
pub struct Choice {
    /// URI of the code system, as FHIR names it.
    pub system: String,
    pub code: String,
    pub label: String,
}

impl Set {
    fn name(self) -> &'static str {
        match self {
            Set::Race => "race",
            Set::RaceDetail => "race_detail",
            Set::Ethnicity => "ethnicity",
            Set::EthnicityDetail => "ethnicity_detail",
            Set::AdministrativeGender => "administrative_gender",
            Set::Sex => "sex",
            Set::BirthSex => "birth_sex",
            Set::SexualOrientation => "sexual_orientation",
            Set::GenderIdentity => "gender_identity",
            Set::Pronouns => "pronouns",
            Set::MaritalStatus => "marital_status",
            Set::Relationship => "relationship",
            Set::ContactRole => "contact_role",
            Set::SubscriberRelationship => "subscriber_relationship",
            Set::SmokingStatus => "smoking_status",
            Set::Language => "language",
            Set::State => "state",
            Set::PlaceOfService => "place_of_service",
        }
    }

    /// Every list.
    pub const ALL: [Set; 18] = [
        Set::Race,
        Set::RaceDetail,
        Set::Ethnicity,
        Set::EthnicityDetail,
        Set::AdministrativeGender,
        Set::Sex,
        Set::BirthSex,
        Set::SexualOrientation,
        Set::GenderIdentity,
        Set::Pronouns,
        Set::MaritalStatus,
        Set::Relationship,
        Set::ContactRole,
        Set::SubscriberRelationship,
        Set::SmokingStatus,
        Set::Language,
        Set::State,
        Set::PlaceOfService,
    ];
}

/// The choices of a list in the order they are shown.
pub fn choices(set: Set) -> Vec<Choice> {
    if set == Set::PlaceOfService {
        return plain_lines(asset_text!("place-of-service.tsv")).map(|line| choice("pos", columns(line))).collect();
    }
    rows(set).collect()
}

/// The choice with this code, in any case.
pub fn find(set: Set, code: &str) -> Option<Choice> {
    choices(set).into_iter().find(|choice| choice.code.eq_ignore_ascii_case(code))
}

/// The words for a code, if the list has it.
pub fn label(set: Set, code: &str) -> Option<String> {
    find(set, code).map(|choice| choice.label)
}

fn rows(set: Set) -> impl Iterator<Item = Choice> {
    plain_lines(asset_text!("value-sets.tsv")).filter_map(move |line| {
        let [name, system, code, label] = columns(line);
        (name == set.name()).then(|| choice(system, [code, label]))
    })
}

fn choice(system: &str, [code, label]: [&str; 2]) -> Choice {
    let system = match system {
        "omb" | "cdcrec" => "urn:oid:2.16.840.1.113883.6.238",
        "snomed" => "http://snomed.info/sct",
        "loinc" => "http://loinc.org",
        "null" => "http://terminology.hl7.org/CodeSystem/v3-NullFlavor",
        "data-absent-reason" => "http://terminology.hl7.org/CodeSystem/data-absent-reason",
        "administrative-gender" => "http://hl7.org/fhir/administrative-gender",
        "v3-gender" => "http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender",
        "v3-marital" => "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus",
        "v3-role" => "http://terminology.hl7.org/CodeSystem/v3-RoleCode",
        "v2-0131" => "http://terminology.hl7.org/CodeSystem/v2-0131",
        "subscriber" => "http://terminology.hl7.org/CodeSystem/subscriber-relationship",
        "bcp47" => "urn:ietf:bcp:47",
        "usps" => "https://www.usps.com/",
        "pos" => "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set",
        other => other,
    };
    Choice { system: system.to_owned(), code: code.to_owned(), label: label.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::luhn_fits;

    #[test]
    fn every_list_has_choices_with_codes_that_differ() {
        for set in Set::ALL {
            let all = choices(set);
            assert!(all.len() > 1, "{set:?}");
            for (i, choice) in all.iter().enumerate() {
                assert!(!choice.label.is_empty() && choice.system.contains(':'), "{choice:?}");
                assert!(all.iter().skip(i + 1).all(|other| other.code != choice.code), "{set:?} has {choice:?} twice");
            }
        }
        let kept = plain_lines(asset_text!("value-sets.tsv")).count();
        let listed: usize = Set::ALL.into_iter().filter(|s| *s != Set::PlaceOfService).map(|s| choices(s).len()).sum();
        assert_eq!(kept, listed, "every kept line belongs to a list");
    }

    #[test]
    fn race_and_ethnicity_codes_and_loinc_codes_have_their_check_digit() {
        for set in [Set::Race, Set::RaceDetail, Set::Ethnicity, Set::EthnicityDetail] {
            for choice in choices(set).iter().filter(|choice| choice.code.contains('-')) {
                assert!(luhn_fits(&choice.code.replace('-', "")), "{choice:?}");
            }
        }
        for lab in crate::labs::all() {
            assert!(luhn_fits(&lab.code.replace('-', "")), "{lab:?}");
        }
    }

    #[test]
    fn codes_read_as_words() {
        assert_eq!(label(Set::Race, "2106-3").as_deref(), Some("White"));
        assert_eq!(label(Set::Ethnicity, "2186-5").as_deref(), Some("Not Hispanic or Latino"));
        assert_eq!(label(Set::PlaceOfService, "11").as_deref(), Some("Office"));
        assert_eq!(label(Set::State, "nm").as_deref(), Some("New Mexico"));
        assert_eq!(label(Set::Race, "9999-9"), None);
    }
}
