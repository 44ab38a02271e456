//! What is written down about who a patient is, and what of it can be right.

use std::borrow::Cow;

use knowledge::value_sets::{self, Set};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Id, Result, View, staff::Practitioner, text, time::Day};

/// Longest list of one kind (addresses, phones, earlier names) that is kept of a patient.
const MOST: usize = 20;
/// Nobody is known to have grown older, in years.
const OLDEST: i32 = 130;

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

    /// Cleaned as a person at the desk typed it on `today`, or which field is wrong. Fields are named below `details`.
    pub(super) fn checked(self, today: Day) -> Result<Self> {
        let birth_date = self.birth_date.ok_or_else(|| {
            Error::invalid(
                "details.birth_date",
                "The birth date is missing. Ask for it; it tells two people of one name apart.",
            )
        })?;
        check_birth_date("details.birth_date", birth_date, today)?;
        if let Some(died) = self.deceased_on {
            if died > today {
                return Err(Error::invalid("details.deceased_on", "The day of death is in the future."));
            }
            if died < birth_date {
                return Err(Error::invalid("details.deceased_on", "The day of death is before the birth date."));
            }
            if !self.deceased {
                return Err(Error::invalid(
                    "details.deceased",
                    "A day of death is given: mark the patient as deceased, or remove the day.",
                ));
            }
        }
        for ((question, sets), said) in QUESTIONS.iter().zip(self.answers()) {
            check_answers(question, sets, said)?;
        }
        Ok(Self {
            family: text::line("details.family", &self.family)?,
            given: text::optional_line("details.given", self.given.as_deref())?,
            middle: text::optional_line("details.middle", self.middle.as_deref())?,
            prefix: text::optional_line("details.prefix", self.prefix.as_deref())?,
            suffix: text::optional_line("details.suffix", self.suffix.as_deref())?,
            preferred_name: text::optional_line("details.preferred_name", self.preferred_name.as_deref())?,
            other_names: each("other_names", self.other_names, OtherName::checked)?,
            addresses: each("addresses", self.addresses, PatientAddress::checked)?,
            telecoms: each("telecoms", self.telecoms, Telecom::checked)?,
            identifiers: each("identifiers", self.identifiers, Identifier::checked)?,
            ..self
        })
    }
}

fn joined(parts: &[Option<&str>]) -> String {
    parts.iter().flatten().copied().collect::<Vec<_>>().join(" ")
}

/// Refuses a birth date in the future or more than 130 years ago.
pub(super) fn check_birth_date(field: &'static str, born: Day, today: Day) -> Result<()> {
    if born > today {
        return Err(Error::invalid(field, "The birth date is in the future. Look at the year."));
    }
    if born.age_on(today) > OLDEST {
        return Err(Error::invalid(field, "The birth date is more than 130 years ago. Look at the year."));
    }
    Ok(())
}

/// Checks every entry of a list; a wrong one is named by its place: `details.telecoms.1.value`.
fn each<T>(list: &'static str, entries: Vec<T>, check: impl Fn(T) -> Result<T>) -> Result<Vec<T>> {
    if entries.len() > MOST {
        return Err(Error::invalid(format!("details.{list}"), "This list is too long: at most 20."));
    }
    entries.into_iter().enumerate().map(|(place, entry)| check(entry).map_err(|e| named(list, place, e))).collect()
}

fn named(list: &str, place: usize, error: Error) -> Error {
    match error {
        Error::Invalid { field, why } => {
            Error::Invalid { field: Cow::Owned(format!("details.{list}.{place}.{field}")), why }
        }
        other => other,
    }
}

fn check_answers(question: &str, sets: &[Set], said: &[Said]) -> Result<()> {
    let wrong = |why: &'static str| Err(Error::invalid(format!("details.{question}"), why));
    if said.len() > MOST {
        return wrong("This list is too long: at most 20.");
    }
    for (place, one) in said.iter().enumerate() {
        let null_flavor = ["ASKU", "UNK", "OTH"].contains(&one.code.as_str());
        if !null_flavor && sets.iter().all(|set| value_sets::find(*set, &one.code).is_none_or(|c| c.code != one.code)) {
            return wrong("This is not one of the choices. Choose from the list.");
        }
        if matches!(one.code.as_str(), "ASKU" | "UNK") && said.len() > 1 {
            return wrong("Declined or unknown cannot stand beside another answer.");
        }
        if said.iter().take(place).any(|earlier| earlier.code == one.code) {
            return wrong("The same answer is given twice.");
        }
        text::optional_line("details", one.text.as_deref()).map_err(|_| {
            Error::invalid(
                format!("details.{question}"),
                "The patient's own words are too long: at most 200 characters.",
            )
        })?;
    }
    Ok(())
}

fn in_order(starts_on: Option<Day>, ends_on: Option<Day>) -> Result<()> {
    match (starts_on, ends_on) {
        (Some(first), Some(last)) if last < first => {
            Err(Error::invalid("ends_on", "The last day is before the first day."))
        }
        _ => Ok(()),
    }
}

impl OtherName {
    fn checked(self) -> Result<Self> {
        in_order(self.starts_on, self.ends_on)?;
        let checked = Self {
            family: text::optional_line("family", self.family.as_deref())?,
            given: text::optional_line("given", self.given.as_deref())?,
            middle: text::optional_line("middle", self.middle.as_deref())?,
            prefix: text::optional_line("prefix", self.prefix.as_deref())?,
            suffix: text::optional_line("suffix", self.suffix.as_deref())?,
            ..self
        };
        if checked.family.is_none() && checked.given.is_none() {
            return Err(Error::invalid("family", "This name is empty. Fill it in or remove it."));
        }
        Ok(checked)
    }
}

impl PatientAddress {
    fn checked(self) -> Result<Self> {
        in_order(self.starts_on, self.ends_on)?;
        let country = text::optional_line("country", self.country.as_deref())?;
        let abroad =
            country.as_deref().is_some_and(|c| !["us", "usa", "united states"].contains(&c.to_lowercase().as_str()));
        let (mut state, mut zip) =
            (text::optional_line("state", self.state.as_deref())?, text::optional_line("zip", self.zip.as_deref())?);
        if !abroad {
            if let Some(typed) = &state {
                let known = value_sets::find(Set::State, typed)
                    .ok_or_else(|| Error::invalid("state", "This is not a state. Write two letters, such as OH."))?;
                state = Some(known.code);
            }
            if let Some(typed) = &zip {
                let zipped = knowledge::codes::check_zip(typed)
                    .map_err(|_| Error::invalid("zip", "A ZIP code has five digits, or nine as in 12345-6789."))?;
                zip = Some(zipped);
            }
        }
        let checked = Self {
            line1: text::optional_line("line1", self.line1.as_deref())?,
            line2: text::optional_line("line2", self.line2.as_deref())?,
            city: text::optional_line("city", self.city.as_deref())?,
            state,
            zip,
            country,
            ..self
        };
        if checked.line1.is_none() && checked.city.is_none() && checked.zip.is_none() && checked.state.is_none() {
            return Err(Error::invalid("line1", "This address is empty. Fill it in or remove it."));
        }
        Ok(checked)
    }
}

impl Telecom {
    fn checked(self) -> Result<Self> {
        let value = text::line("value", &self.value)?;
        let value = if self.kind == TelecomKind::Email { email("value", value)? } else { phone("value", value)? };
        Ok(Self { kind: self.kind, value })
    }
}

/// A telephone number as it is shown everywhere: `(614) 555-0134`. A number abroad begins with a plus sign and stays as typed.
pub(super) fn phone(field: &'static str, typed: String) -> Result<String> {
    if let Ok(kept) = knowledge::codes::check_phone(&typed) {
        return Ok(knowledge::codes::show_phone(&kept));
    }
    let digits = typed.bytes().filter(u8::is_ascii_digit).count();
    if typed.starts_with('+') && !typed.starts_with("+1") && (7..=15).contains(&digits) {
        return Ok(typed);
    }
    Err(Error::invalid(field, "A phone number has ten digits, such as (614) 555-0134. Begin a number abroad with +."))
}

/// An email address that can be one.
pub(super) fn email(field: &'static str, typed: String) -> Result<String> {
    let whole = typed.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    });
    if whole && !typed.contains(char::is_whitespace) {
        Ok(typed)
    } else {
        Err(Error::invalid(field, "This is not an email address such as name@example.org."))
    }
}

impl Identifier {
    fn checked(self) -> Result<Self> {
        Ok(Self {
            kind: text::line("kind", &self.kind)?,
            system: text::optional_line("system", self.system.as_deref())?,
            value: text::line("value", &self.value)?,
        })
    }
}
