//! What US Core (6.1) adds to a patient by extensions: race and ethnicity by the OMB categories, sex, gender identity.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeSeq};

use super::{
    codes::System,
    datatypes::{CodeableConcept, Coding, Period},
    element::{Element, element},
    reference::Reference,
    text::Text,
};

const RACE: &str = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";
const ETHNICITY: &str = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity";
const BIRTH_SEX: &str = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";
const SEX: &str = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex";
const GENDER_IDENTITY: &str = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-genderIdentity";
const PRONOUNS: &str = "http://hl7.org/fhir/StructureDefinition/individual-pronouns";
const MAIDEN_NAME: &str = "http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName";

/// Race or ethnicity: OMB categories (`2106-3` White … ; `2135-2` Hispanic or Latino, `2186-5` not), finer CDC codes,
/// and the text the patient was shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RaceOrEthnicity {
    /// OMB categories, or `UNK`, `ASKU` of the null flavors.
    pub omb: Vec<Coding>,
    /// CDC codes below them.
    pub detailed: Vec<Coding>,
    /// In words.
    pub text: Option<Text>,
}

impl RaceOrEthnicity {
    /// The OMB category of this code.
    pub fn category(code: &str, display: &str) -> Self {
        let system = if code.contains('-') { System::RaceEthnicity } else { System::NullFlavor };
        let coding = Coding { system: Some(system), code: Some(code.into()), display: Some(display.into()) };
        Self { omb: vec![coding], detailed: Vec::new(), text: Some(display.into()) }
    }
}

/// The patient extensions that are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PatientExtensions {
    /// Race.
    pub race: Option<RaceOrEthnicity>,
    /// Ethnicity.
    pub ethnicity: Option<RaceOrEthnicity>,
    /// Sex as on the birth certificate: `F`, `M`, `OTH`, `UNK`, `ASKU`.
    pub birth_sex: Option<Text>,
    /// Sex for clinical use: a SNOMED CT code such as `248152002` (female), or `asked-declined`, `unknown`.
    pub sex: Option<Text>,
    /// Gender identity.
    pub gender_identity: Vec<CodeableConcept>,
    /// Pronouns.
    pub pronouns: Vec<CodeableConcept>,
    /// The mother's maiden name.
    pub mothers_maiden_name: Option<Text>,
    /// The URLs of extensions that are not kept, until they are counted.
    pub(crate) unkept: Vec<Text>,
}

element! {
    /// An extension as it is written.
    Extension {
        needs {
            url: Text,
        }
        may {
            extension: Vec<Extension>,
            value_code: Option<Text>,
            value_string: Option<Text>,
            value_coding: Option<Coding>,
            value_codeable_concept: Option<CodeableConcept>,
            value_period: Option<Period>,
        }
    }
}

impl Element for PatientExtensions {
    fn absent(&self) -> bool {
        *self == Self::default()
    }
    fn references(&mut self, _: &mut dyn FnMut(&mut Reference)) {}
}

impl<'de> Deserialize<'de> for PatientExtensions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut kept = Self::default();
        for extension in Vec::<Extension>::deserialize(deserializer)? {
            match &*extension.url {
                RACE if kept.race.is_none() => kept.race = Some(categories(extension)),
                ETHNICITY if kept.ethnicity.is_none() => kept.ethnicity = Some(categories(extension)),
                BIRTH_SEX => kept.birth_sex = extension.value_code,
                // Later editions of US Core say it by a coding.
                SEX => kept.sex = extension.value_code.or_else(|| extension.value_coding.and_then(|c| c.code)),
                GENDER_IDENTITY => kept.gender_identity.extend(extension.value_codeable_concept),
                PRONOUNS => {
                    let value = extension.extension.into_iter().find(|part| &*part.url == "value");
                    kept.pronouns.extend(value.and_then(|value| value.value_codeable_concept));
                }
                MAIDEN_NAME => kept.mothers_maiden_name = extension.value_string,
                _ => kept.unkept.push(extension.url),
            }
        }
        Ok(kept)
    }
}

fn categories(extension: Extension) -> RaceOrEthnicity {
    let mut found = RaceOrEthnicity::default();
    for part in extension.extension {
        match &*part.url {
            "ombCategory" => found.omb.extend(part.value_coding),
            "detailed" => found.detailed.extend(part.value_coding),
            "text" => found.text = part.value_string,
            _ => {}
        }
    }
    found
}

impl Serialize for PatientExtensions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(None)?;
        let of = |url: &str| Extension { url: url.into(), ..Extension::default() };
        for (url, found) in [(RACE, &self.race), (ETHNICITY, &self.ethnicity)] {
            let Some(found) = found else { continue };
            let coded = |part, coding: &Coding| Extension { value_coding: Some(coding.clone()), ..of(part) };
            let omb = found.omb.iter().map(|coding| coded("ombCategory", coding));
            let detailed = found.detailed.iter().map(|coding| coded("detailed", coding));
            let text = found.text.iter().map(|text| Extension { value_string: Some(text.clone()), ..of("text") });
            all.serialize_element(&Extension { extension: omb.chain(detailed).chain(text).collect(), ..of(url) })?;
        }
        for (url, code) in [(BIRTH_SEX, &self.birth_sex), (SEX, &self.sex)] {
            if code.is_some() {
                all.serialize_element(&Extension { value_code: code.clone(), ..of(url) })?;
            }
        }
        for identity in &self.gender_identity {
            all.serialize_element(&Extension {
                value_codeable_concept: Some(identity.clone()),
                ..of(GENDER_IDENTITY)
            })?;
        }
        for pronoun in &self.pronouns {
            let value = Extension { value_codeable_concept: Some(pronoun.clone()), ..of("value") };
            all.serialize_element(&Extension { extension: vec![value], ..of(PRONOUNS) })?;
        }
        if self.mothers_maiden_name.is_some() {
            all.serialize_element(&Extension { value_string: self.mothers_maiden_name.clone(), ..of(MAIDEN_NAME) })?;
        }
        all.end()
    }
}
