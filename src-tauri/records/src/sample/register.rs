//! The people of the sample practice, registered: families share address, phone, insurance and who pays.

use super::{
    Setting,
    dice::Dice,
    people::{HOUSEHOLDS, Household, INSURERS, Person, Story},
};
use crate::{
    Change, Id, Result,
    allergies::{
        self, AllergyCategory, AllergyKind, AllergyReaction, AllergyStatus, AllergyVerification, Criticality,
        NewAllergy, SubstanceSystem,
    },
    patients::{
        self, AddressUse, BirthSex, ContactBy, NewPolicy, NewRelatedPerson, Patient, PatientAddress, PatientDetails,
        RegisterPatient, Said, Sex, SubscriberRelationship, Telecom, TelecomKind,
    },
    problems::Severity,
    profile::Address,
    time::Day,
};

/// A registered person.
pub(super) struct Registered {
    pub id: Id<Patient>,
    pub person: &'static Person,
    pub born: Day,
    /// Which of the three practitioners is theirs.
    pub doctor: usize,
    /// Tenths of a standard deviation above the median.
    pub build: f64,
}

impl Registered {
    pub fn is_girl(&self) -> bool {
        self.person.1 == 'f'
    }
    pub fn months_on(&self, day: Day) -> i64 {
        let months =
            i64::from(day.year() - self.born.year()) * 12 + i64::from(day.month()) - i64::from(self.born.month());
        months - i64::from(day.day() < self.born.day())
    }
    pub fn is_child_on(&self, day: Day) -> bool {
        self.born.age_on(day) < 18
    }
    pub fn story(&self) -> Option<Story> {
        self.person.3.first().copied()
    }
}

/// Registers every household.
pub(super) fn everyone(tx: &mut Change, setting: &Setting, dice: &mut Dice) -> Result<Vec<Registered>> {
    let mut all = Vec::new();
    for (number, household) in HOUSEHOLDS.iter().enumerate() {
        let home_phone = format!("(614) 555-{:04}", 1200 + number * 37);
        let member_id = format!(
            "{}{:07}",
            ["BH", "NM", "PS", "SE"].get(household.insurer).unwrap_or(&"XX"),
            dice.roll(1_000_000, 9_999_999)
        );
        let mut heads: Vec<(String, Day, String)> = Vec::new();
        for (place, person) in household.people.iter().enumerate() {
            // So many whole months and up to four weeks ago.
            let born = setting.today.plus_months(-i32::try_from(person.2).unwrap_or(0)).plus_days(-dice.roll(1, 27));
            let mobile = format!("(614) 555-{:04}", (3100 + all.len() * 53) % 10_000);
            let details = details(household, person, born, &home_phone, &mobile, dice);
            let details = PatientDetails { practitioner: setting.doctors.get(number % 3).copied(), ..details };
            let name = details.name();
            let contacts = contacts(household, person, &heads);
            let policies = policies(household, person, born, setting.today, &member_id, &heads);
            let id = patients::register(tx, RegisterPatient { details, contacts, policies })?.id;
            if !person.is_child() && place < 2 {
                heads.push((name, born, mobile));
            }
            allergy(tx, id, all.len())?;
            all.push(Registered { id, person, born, doctor: number % 3, build: dice.about(1.0, 9.0) });
        }
    }
    Ok(all)
}

fn details(
    household: &Household,
    person: &Person,
    born: Day,
    home_phone: &str,
    mobile: &str,
    dice: &mut Dice,
) -> PatientDetails {
    let female = person.1 == 'f';
    let said = |code: &str| vec![Said { code: code.into(), text: None }];
    let sex = if female { Sex::Female } else { Sex::Male };
    let mut details = PatientDetails::of(household.family.into(), Some(person.0.into()), Some(born), sex);
    details.birth_sex = if female { BirthSex::Female } else { BirthSex::Male };
    details.race = said(household.race);
    details.ethnicity = said(if household.hispanic { "2135-2" } else { "2186-5" });
    details.language = said(household.language);
    details.addresses = vec![PatientAddress {
        address_use: AddressUse::Home,
        line1: Some(household.street.into()),
        line2: None,
        city: Some("Riverton".into()),
        state: Some("OH".into()),
        zip: Some("44100".into()),
        country: None,
        starts_on: None,
        ends_on: None,
    }];
    details.telecoms = vec![Telecom { kind: TelecomKind::Home, value: home_phone.into() }];
    if !person.is_child() {
        details.telecoms.insert(0, Telecom { kind: TelecomKind::Mobile, value: mobile.into() });
        details.contact_by = if dice.percent(70) { ContactBy::Mobile } else { ContactBy::Home };
        details.marital_status =
            if household.people.iter().filter(|p| !p.is_child()).count() > 1 { said("M") } else { said("S") };
    }
    details
}

fn contacts(household: &Household, person: &Person, heads: &[(String, Day, String)]) -> Vec<NewRelatedPerson> {
    let address = Address {
        line1: Some(household.street.into()),
        line2: None,
        city: Some("Riverton".into()),
        state: Some("OH".into()),
        zip: Some("44100".into()),
    };
    let known = |(name, born, mobile): &(String, Day, String), relationship: &str, guarantor: bool| NewRelatedPerson {
        name: name.clone(),
        relationship: relationship.into(),
        phone: Some(mobile.clone()),
        email: None,
        address: address.clone(),
        birth_date: guarantor.then_some(*born),
        emergency_contact: true,
        guarantor,
    };
    match (person.is_child(), heads) {
        (true, [only]) => vec![known(only, "PRN", true)],
        (true, [first, second, ..]) => vec![known(first, "PRN", true), known(second, "PRN", false)],
        (false, [first, ..]) => vec![known(first, "SPS", false)],
        _ => Vec::new(),
    }
}

fn policies(
    household: &Household,
    person: &Person,
    born: Day,
    today: Day,
    member_id: &str,
    heads: &[(String, Day, String)],
) -> Vec<NewPolicy> {
    let medicare = born.age_on(today) >= 65;
    let (payer, plan) = INSURERS.get(household.insurer).copied().unwrap_or_default();
    // The first grown-up holds the family's policy.
    let holder = heads.first().filter(|_| !medicare);
    vec![NewPolicy {
        rank: 1,
        payer_name: if medicare { "Medicare Part B".into() } else { payer.into() },
        payer_id: None,
        plan_name: (!medicare).then(|| plan.into()),
        member_id: Some(if medicare {
            format!("1EG4{}", member_id.get(2..9).unwrap_or("0000000"))
        } else {
            member_id.into()
        }),
        group_number: (!medicare).then(|| format!("G{}", 40_100 + household.insurer * 7)),
        subscriber_relationship: match (holder, person.is_child()) {
            (None, _) => SubscriberRelationship::Oneself,
            (Some(_), true) => SubscriberRelationship::Child,
            (Some(_), false) => SubscriberRelationship::Spouse,
        },
        subscriber_name: holder.map(|h| h.0.clone()),
        subscriber_birth_date: holder.map(|h| h.1),
        copay: (household.insurer != 2).then_some(crate::money::Cents(3_000)),
        effective_on: Some(today.plus_months(-30)),
        terminated_on: None,
    }]
}

/// What some patients do not tolerate: RxNorm ingredient or words, the reaction.
const ALLERGIES: [(Option<&str>, &str, &str, bool); 6] = [
    (Some("7980"), "penicillin G", "Hives", true),
    (Some("10180"), "sulfamethoxazole", "Rash", true),
    (None, "Peanut", "Swelling of the lips", false),
    (Some("2670"), "codeine", "Nausea and vomiting", true),
    (None, "Latex", "Contact rash", false),
    (Some("1191"), "aspirin", "Wheezing", true),
];

fn allergy(tx: &mut Change, patient: Id<Patient>, number: usize) -> Result<()> {
    let told = tx.today().plus_months(-20);
    match number % 10 {
        3 | 7 => {
            let Some((rxnorm, display, reaction, drug)) = ALLERGIES.get(number / 4 % ALLERGIES.len()) else {
                return Ok(());
            };
            let severe = *display == "Peanut";
            let new = NewAllergy {
                patient,
                visit: None,
                clinical_status: AllergyStatus::Active,
                verification_status: AllergyVerification::Confirmed,
                kind: if *reaction == "Nausea and vomiting" { AllergyKind::Intolerance } else { AllergyKind::Allergy },
                category: match (drug, severe) {
                    (true, _) => AllergyCategory::Medication,
                    (false, true) => AllergyCategory::Food,
                    (false, false) => AllergyCategory::Environment,
                },
                criticality: if severe { Criticality::High } else { Criticality::Low },
                severity: if severe { Severity::Severe } else { Severity::Mild },
                code_system: rxnorm.map(|_| SubstanceSystem::Rxnorm),
                code: *rxnorm,
                display,
                onset_on: Some(told),
                comment: None,
                source: None,
            };
            let id = allergies::import(tx, &new)?;
            let seen = AllergyReaction { display: (*reaction).into(), snomed: None, severity: new.severity };
            allergies::import_reaction(tx, patient, id, &seen)?;
        }
        // Nobody asked yet.
        9 => {}
        _ => {
            allergies::import_none_known(tx, patient, told, None)?;
        }
    }
    Ok(())
}
