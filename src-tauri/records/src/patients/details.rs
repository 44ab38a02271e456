//! What is written down about who a patient is.

use knowledge::value_sets::{self, Set};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Id, Result, View, staff::Practitioner, time::Day};

/// Words of a closed list: one name in the file and outside.
macro_rules! closed_list {
    ($ty:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        impl $ty {
            /// The word kept in the file.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
        impl rusqlite::ToSql for $ty {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.name().into())
            }
        }
        impl rusqlite::types::FromSql for $ty {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                match value.as_str()? {
                    $($name => Ok(Self::$variant),)*
                    _ => Err(rusqlite::types::FromSqlError::InvalidType),
                }
            }
        }
    };
}
pub(super) use closed_list;

/// Sex as the practice uses it day by day; carries FHIR's administrative gender and US Core Sex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither, in administrative gender; unknown in US Core Sex.
    Other,
    /// Asked, and declined to say.
    Declined,
    /// Not known.
    Unknown,
}
closed_list!(Sex { Female = "female", Male = "male", Other = "other", Declined = "declined", Unknown = "unknown" });

/// Sex on the birth certificate (US Core birth sex).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub enum BirthSex {
    /// Female.
    #[serde(rename = "F")]
    Female,
    /// Male.
    #[serde(rename = "M")]
    Male,
    /// Neither.
    #[serde(rename = "OTH")]
    Other,
    /// Asked, and declined to say.
    #[serde(rename = "ASKU")]
    Declined,
    /// Asked, and not known.
    #[serde(rename = "UNK")]
    Unknown,
    /// Nobody asked.
    #[default]
    #[serde(rename = "not_asked")]
    NotAsked,
}
closed_list!(BirthSex {
    Female = "F", Male = "M", Other = "OTH", Declined = "ASKU", Unknown = "UNK", NotAsked = "not_asked",
});

/// How the patient wants to be reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactBy {
    /// Mobile phone.
    Mobile,
    /// Phone at home.
    Home,
    /// Phone at work.
    Work,
    /// Email.
    Email,
    /// Letter.
    Mail,
    /// Does not want to be contacted.
    None,
    /// Nobody asked.
    #[default]
    NotAsked,
}
closed_list!(ContactBy {
    Mobile = "mobile", Home = "home", Work = "work", Email = "email", Mail = "mail", None = "none", NotAsked = "not_asked",
});

/// Which list of choices.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// The list.
    pub set: Set,
}

/// What there is to choose from in a short list, in the order it is shown.
pub fn choices(_: &View, input: Choices) -> Result<Vec<value_sets::Choice>> {
    Ok(value_sets::choices(input.set))
}

/// What an earlier or other name is (FHIR NameUse).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum NameUse {
    /// Before marriage.
    Maiden,
    /// No longer used.
    Old,
    /// What friends say.
    Nickname,
    /// To protect the patient.
    Anonymous,
    /// For a while.
    Temp,
}
closed_list!(NameUse { Maiden = "maiden", Old = "old", Nickname = "nickname", Anonymous = "anonymous", Temp = "temp" });

/// Another name of the patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OtherName {
    /// What it is.
    #[serde(rename = "use")]
    pub name_use: NameUse,
    /// Family name.
    #[serde(default)]
    pub family: Option<String>,
    /// Given name.
    #[serde(default)]
    pub given: Option<String>,
    /// Middle names.
    #[serde(default)]
    pub middle: Option<String>,
    /// Dr., Ms.
    #[serde(default)]
    pub prefix: Option<String>,
    /// Jr., III.
    #[serde(default)]
    pub suffix: Option<String>,
    /// First day it was used.
    #[serde(default)]
    pub starts_on: Option<Day>,
    /// Last day it was used.
    #[serde(default)]
    pub ends_on: Option<Day>,
}

/// What an address is for (FHIR AddressUse).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AddressUse {
    /// Lives there.
    Home,
    /// Works there.
    Work,
    /// For a while.
    Temp,
    /// Bills go there.
    Billing,
    /// Lived there before.
    Old,
}
closed_list!(AddressUse { Home = "home", Work = "work", Temp = "temp", Billing = "billing", Old = "old" });

/// Where a patient lives, or lived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PatientAddress {
    /// What it is for.
    #[serde(rename = "use")]
    pub address_use: AddressUse,
    /// Street and number.
    #[serde(default)]
    pub line1: Option<String>,
    /// Apartment, suite.
    #[serde(default)]
    pub line2: Option<String>,
    /// City.
    #[serde(default)]
    pub city: Option<String>,
    /// Two-letter state in the United States; a province elsewhere.
    #[serde(default)]
    pub state: Option<String>,
    /// ZIP code; a postal code elsewhere.
    #[serde(default)]
    pub zip: Option<String>,
    /// Country, when not the United States.
    #[serde(default)]
    pub country: Option<String>,
    /// First day.
    #[serde(default)]
    pub starts_on: Option<Day>,
    /// Last day.
    #[serde(default)]
    pub ends_on: Option<Day>,
}

/// What a telephone number or address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TelecomKind {
    /// Mobile phone.
    Mobile,
    /// Phone at home.
    Home,
    /// Phone at work.
    Work,
    /// Another phone.
    Other,
    /// Fax.
    Fax,
    /// Email.
    Email,
}
closed_list!(TelecomKind {
    Mobile = "mobile", Home = "home", Work = "work", Other = "other", Fax = "fax", Email = "email",
});

/// A way to reach the patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Telecom {
    /// What it is.
    pub kind: TelecomKind,
    /// The number or address.
    pub value: String,
}

/// A number somebody else gave the patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// HL7 v2 table 0203: `MR` medical record number, `DL` driver's license, `PPN` passport, `SS` social security number.
    pub kind: String,
    /// URI of who gave it.
    #[serde(default)]
    pub system: Option<String>,
    /// The number.
    pub value: String,
}

/// One thing a patient said of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The value set's code; `ASKU` declined to say, `UNK` does not know, `OTH` something else.
    pub code: String,
    /// The patient's own words for `OTH`.
    #[serde(default)]
    pub text: Option<String>,
}

/// Who a patient is, all of it. A list of codes that is empty means nobody asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PatientDetails {
    /// Legal family name, or the only name.
    pub family: String,
    /// Legal given name; none for a person of one name.
    #[serde(default)]
    pub given: Option<String>,
    /// Middle names.
    #[serde(default)]
    pub middle: Option<String>,
    /// Dr., Ms.
    #[serde(default)]
    pub prefix: Option<String>,
    /// Jr., III.
    #[serde(default)]
    pub suffix: Option<String>,
    /// What the patient wants to be called.
    #[serde(default)]
    pub preferred_name: Option<String>,
    /// Earlier and other names.
    #[serde(default)]
    pub other_names: Vec<OtherName>,
    /// Day of birth; missing only in records imported without one.
    #[serde(default)]
    pub birth_date: Option<Day>,
    /// Sex as the practice uses it.
    pub sex: Sex,
    /// Sex on the birth certificate.
    #[serde(default)]
    pub birth_sex: BirthSex,
    /// OMB categories and CDC detail.
    #[serde(default)]
    pub race: Vec<Said>,
    /// OMB category and CDC detail.
    #[serde(default)]
    pub ethnicity: Vec<Said>,
    /// Preferred languages, best first (BCP 47).
    #[serde(default)]
    pub language: Vec<Said>,
    /// Gender identity (45 CFR 170.207(o)(2)).
    #[serde(default)]
    pub gender_identity: Vec<Said>,
    /// Sexual orientation (45 CFR 170.207(o)(1)).
    #[serde(default)]
    pub sexual_orientation: Vec<Said>,
    /// Pronouns (LOINC answers).
    #[serde(default)]
    pub pronouns: Vec<Said>,
    /// Marital status (HL7 v3).
    #[serde(default)]
    pub marital_status: Vec<Said>,
    /// Addresses; mail goes to the first.
    #[serde(default)]
    pub addresses: Vec<PatientAddress>,
    /// Phones and email; the first is tried first.
    #[serde(default)]
    pub telecoms: Vec<Telecom>,
    /// How the patient wants to be reached.
    #[serde(default)]
    pub contact_by: ContactBy,
    /// Numbers given by others.
    #[serde(default)]
    pub identifiers: Vec<Identifier>,
    /// Primary care practitioner.
    #[serde(default)]
    pub practitioner: Option<Id<Practitioner>>,
    /// Whether the patient died.
    #[serde(default)]
    pub deceased: bool,
    /// The day of death, if known.
    #[serde(default)]
    pub deceased_on: Option<Day>,
    /// Whether the patient still comes here.
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}

/// A question patients answer about themselves, and the lists its codes come from.
pub(super) const QUESTIONS: [(&str, &[Set]); 7] = [
    ("race", &[Set::Race, Set::RaceDetail]),
    ("ethnicity", &[Set::Ethnicity, Set::EthnicityDetail]),
    ("language", &[Set::Language]),
    ("gender_identity", &[Set::GenderIdentity]),
    ("sexual_orientation", &[Set::SexualOrientation]),
    ("pronouns", &[Set::Pronouns]),
    ("marital_status", &[Set::MaritalStatus]),
];

impl PatientDetails {
    /// Details of whom only this much is known.
    pub fn of(family: String, given: Option<String>, birth_date: Option<Day>, sex: Sex) -> Self {
        Self {
            family,
            given,
            middle: None,
            prefix: None,
            suffix: None,
            preferred_name: None,
            other_names: Vec::new(),
            birth_date,
            sex,
            birth_sex: BirthSex::NotAsked,
            race: Vec::new(),
            ethnicity: Vec::new(),
            language: Vec::new(),
            gender_identity: Vec::new(),
            sexual_orientation: Vec::new(),
            pronouns: Vec::new(),
            marital_status: Vec::new(),
            addresses: Vec::new(),
            telecoms: Vec::new(),
            contact_by: ContactBy::NotAsked,
            identifiers: Vec::new(),
            practitioner: None,
            deceased: false,
            deceased_on: None,
            active: true,
        }
    }

    /// The answers to each of [`QUESTIONS`], in that order.
    pub(super) fn answers(&self) -> [&Vec<Said>; 7] {
        [
            &self.race,
            &self.ethnicity,
            &self.language,
            &self.gender_identity,
            &self.sexual_orientation,
            &self.pronouns,
            &self.marital_status,
        ]
    }

    /// Where the answers to a question are kept.
    pub(super) fn answers_to(&mut self, question: &str) -> Option<&mut Vec<Said>> {
        Some(match question {
            "race" => &mut self.race,
            "ethnicity" => &mut self.ethnicity,
            "language" => &mut self.language,
            "gender_identity" => &mut self.gender_identity,
            "sexual_orientation" => &mut self.sexual_orientation,
            "pronouns" => &mut self.pronouns,
            "marital_status" => &mut self.marital_status,
            _ => return None,
        })
    }

    /// The name as it is said and printed: `José M García Jr.`
    pub fn name(&self) -> String {
        joined(&[self.given.as_deref(), self.middle.as_deref(), Some(&self.family), self.suffix.as_deref()])
    }

    /// The name as lists show it: `García Jr., José M`
    pub fn list_name(&self) -> String {
        let family = joined(&[Some(&self.family), self.suffix.as_deref()]);
        let given = joined(&[self.given.as_deref(), self.middle.as_deref()]);
        if given.is_empty() { family } else { family + ", " + &given }
    }

    /// The first phone that can be called.
    pub fn phone(&self) -> Option<&str> {
        self.telecoms
            .iter()
            .find(|t| !matches!(t.kind, TelecomKind::Email | TelecomKind::Fax))
            .map(|t| t.value.as_str())
    }
}

fn joined(parts: &[Option<&str>]) -> String {
    parts.iter().flatten().copied().collect::<Vec<_>>().join(" ")
}
