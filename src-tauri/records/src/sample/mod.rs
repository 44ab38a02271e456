//! The sample practice: a hundred invented people around today, for exploring Chartwell before trusting it with real ones.
//!
//! Made by dice that always fall the same, hung on today's date: who is treated for what, how their numbers move over the months,
//! notes that read like notes, a full appointment book, a day under way, and money still owed. Everything is written by the same
//! functions that write real records.

mod about;
mod background;
mod book;
mod children;
mod day;
mod dice;
mod laboratory;
mod money;
mod past;
mod people;
mod register;
mod stories;
mod visit;
mod vitals;

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use crate::{
    Change, Error, Id, Result,
    billing::fees::{self, SetFee},
    gate::{self, CreatePractice, CreatedPractice, Secret},
    money::Cents,
    permissions::Role,
    practice::{Empty, Practice},
    profile::{Address, NewPractice},
    schedule::{self, AddRoom, ChangeWorkingHours, HoursOf, Room, VisitType, WorkingSpan},
    staff::{self, AddPractitioner, NewUser, Practitioner},
    time::{Day, Instant, Zone},
};

/// The sample practice to make.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CreateSamplePractice {
    /// Passphrase of Dr. Maya Lindqvist, who administers the sample practice and sees patients there.
    pub passphrase: Secret,
    /// Its time zone; New York's when left out.
    #[serde(default)]
    pub zone: Option<Zone>,
}

/// Makes the sample practice and signs Dr. Maya Lindqvist in. Never writes over anything.
pub fn create(practice: &Practice, input: CreateSamplePractice) -> Result<CreatedPractice> {
    let zone = match input.zone {
        Some(zone) => zone,
        None => "America/New_York".parse()?,
    };
    let new = CreatePractice {
        practice: NewPractice {
            name: "Cedar Hollow Family Medicine".into(),
            address: Address {
                line1: Some("120 Cedar Hollow Road".into()),
                line2: Some("Suite 2".into()),
                city: Some("Riverton".into()),
                state: Some("OH".into()),
                zip: Some("44100".into()),
            },
            phone: Some("(614) 555-0100".into()),
            npi: Some("1888000456".into()),
            tax_id: Some("12-3456789".into()),
            zone,
        },
        user: NewUser {
            display_name: "Dr. Maya Lindqvist".into(),
            roles: vec![Role::Administrator, Role::Provider],
            credential: Some("MD".into()),
            npi: Some("1555010101".into()),
        },
        passphrase: input.passphrase,
    };
    let created = gate::create_as(practice, new, true)?;
    let command = crate::commands::find("create_sample_practice").ok_or(Error::Internal("no such command"))?;
    let filled = practice.with_open(|open| open.change(command, false, fill));
    filled.inspect_err(|_| gate::undo_create(practice))?;
    Ok(created)
}

/// What the practice asks for what it does, in its own words.
const FEES: [(&str, &str, i64); 16] = [
    ("99213", "Office visit, established patient, low complexity", 14_200),
    ("99214", "Office visit, established patient, moderate complexity", 20_100),
    ("99203", "Office visit, new patient", 18_500),
    ("99391", "Well-child visit, under 1 year", 15_500),
    ("99392", "Well-child visit, 1 to 4 years", 16_500),
    ("99393", "Well-child visit, 5 to 11 years", 16_000),
    ("99394", "Well-child visit, 12 to 17 years", 17_500),
    ("99395", "Yearly examination, 18 to 39 years", 21_000),
    ("99396", "Yearly examination, 40 to 64 years", 22_500),
    ("99397", "Yearly examination, 65 years and over", 24_000),
    ("90471", "Giving one shot", 3_200),
    ("36415", "Drawing blood", 1_500),
    ("83036", "Hemoglobin A1c in the office", 2_400),
    ("81002", "Urine dipstick", 1_200),
    ("87880", "Rapid strep test", 2_600),
    ("93000", "Electrocardiogram with report", 6_500),
];

/// What every part of the making needs.
struct Setting {
    zone: Zone,
    now: Instant,
    today: Day,
    /// Dr. Lindqvist first.
    doctors: [Id<Practitioner>; 3],
    rooms: Vec<Id<Room>>,
    types: Vec<VisitType>,
}

impl Setting {
    /// The visit type of this name.
    fn visit_type(&self, name: &str) -> Option<&VisitType> {
        self.types.iter().find(|t| t.name == name)
    }
}

fn fill(tx: &mut Change) -> Result<()> {
    let setting = set_up(tx)?;
    let mut dice = dice::Dice::new(20_261_122);
    let patients = register::everyone(tx, &setting, &mut dice)?;
    let mut book = book::Book::default();
    past::everyone(tx, &setting, &mut dice, &mut book, &patients)?;
    day::today(tx, &setting, &mut dice, &patients)?;
    day::weeks_to_come(tx, &setting, &mut dice, &mut book, &patients)
}

fn set_up(tx: &mut Change) -> Result<Setting> {
    let own = staff::own_practitioner(tx)?.ok_or(Error::NotFound("practitioner"))?.id;
    let mut colleague = |name: &str, credential: &str, npi: &str| -> Result<Id<Practitioner>> {
        let new = AddPractitioner {
            display_name: name.into(),
            credential: Some(credential.into()),
            npi: Some(npi.into()),
            taxonomy: None,
            sees_patients: true,
        };
        Ok(staff::add_practitioner(tx, new)?.id)
    };
    let doctors =
        [own, colleague("Dr. Samuel Okafor", "MD", "1777000203")?, colleague("Ana Beltrán", "NP", "1666000306")?];
    for practitioner in doctors {
        let version = schedule::working_hours(tx, HoursOf { practitioner, on: None })?.version;
        let spans = (1..=5).map(|weekday| WorkingSpan { weekday, from_minute: book::OPENS, to_minute: book::CLOSES });
        let starts_on = Some(tx.today().plus_months(-48));
        let hours = ChangeWorkingHours { practitioner, version, starts_on, spans: spans.collect() };
        schedule::change_working_hours(tx, hours)?;
    }
    for name in ["Exam 2", "Exam 3", "Exam 4", "Procedure room"] {
        schedule::add_room(tx, AddRoom { name: name.into() })?;
    }
    let rooms = schedule::rooms(tx, Empty {})?.into_iter().map(|r| r.id).collect();
    let starts_on = Some(tx.today().plus_months(-48));
    for (code, description, cents) in FEES {
        fees::set(tx, SetFee { code: code.into(), description: description.into(), cents: Cents(cents), starts_on })?;
    }
    Ok(Setting {
        zone: tx.zone(),
        now: tx.now(),
        today: tx.today(),
        doctors,
        rooms,
        types: schedule::visit_types(tx, Empty {})?,
    })
}
