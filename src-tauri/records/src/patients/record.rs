//! A patient's record: read, registered, changed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, FaultCode, Id, Result, View, numbers,
    staff::Practitioner,
    time::{Day, Instant},
};

use super::{
    BirthSex, ContactBy, InsurancePolicy, Merge, NameUse, NewPolicy, NewRelatedPerson, OtherName, PatientDetails,
    PatientPhoto, RelatedPerson, Sex, contacts, index::Terms, lists, merge, photo, policies,
};

/// A patient, with everything the front desk keeps.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Patient {
    /// The patient.
    pub id: Id<Patient>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// Medical record number.
    pub mrn: String,
    /// The name as it is said and printed.
    pub name: String,
    /// The name as lists show it.
    pub list_name: String,
    /// Completed years today, or at death.
    pub age: Option<i32>,
    /// When the record was made.
    pub registered_at: Instant,
    /// The record this one was merged into; its own page is then history.
    pub merged_into: Option<Id<Patient>>,
    /// The photo, if there is one.
    pub photo: Option<Id<PatientPhoto>>,
    /// The primary care practitioner's name.
    pub practitioner_name: Option<String>,
    /// Who the patient is.
    pub details: PatientDetails,
    /// Emergency contacts, guarantors, next of kin; those no longer current last.
    pub contacts: Vec<RelatedPerson>,
    /// Insurance policies, primary first; ended and mistaken ones last.
    pub policies: Vec<InsurancePolicy>,
    /// Merges that stand or were undone, newest first.
    pub merges: Vec<Merge>,
}
crate::kinds!(Patient);

/// Which patient.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PatientOf {
    /// The patient.
    pub patient: Id<Patient>,
}

/// A patient's record.
pub fn get(tx: &View, input: PatientOf) -> Result<Patient> {
    tx.about(input.patient);
    read(tx, input.patient)
}

fn read(tx: &View, id: Id<Patient>) -> Result<Patient> {
    let (details, mrn) = details(tx, id)?;
    let (version, merged_into, registered_at, name, list_name) = tx.one(
        "patient",
        "SELECT version, merged_into, created_at, name, list_name FROM patient WHERE id = ?1",
        [id],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)),
    )?;
    Ok(Patient {
        id,
        version,
        mrn,
        name,
        list_name,
        age: super::age(details.birth_date, details.deceased, details.deceased_on, tx.today()),
        registered_at,
        merged_into,
        photo: photo::of(tx, id)?,
        practitioner_name: details
            .practitioner
            .map(|p| crate::staff::practitioner(tx, p).map(|p| p.display_name))
            .transpose()?,
        contacts: contacts::of(tx, id)?,
        policies: policies::of(tx, id)?,
        merges: merge::of(tx, id)?,
        details,
    })
}

/// Who the patient is, and the MRN.
pub(super) fn details(tx: &View, id: Id<Patient>) -> Result<(PatientDetails, String)> {
    let (mut details, mrn) = tx.one(
        "patient",
        "SELECT mrn, family, given, middle, prefix, suffix, preferred_name, birth_date, sex, birth_sex, contact_by,
           practitioner_id, deceased, deceased_on, active FROM patient WHERE id = ?1",
        [id],
        |r| {
            let details = PatientDetails::of(r.get(1)?, r.get(2)?, r.get(7)?, r.get::<_, Sex>(8)?);
            let details = PatientDetails {
                middle: r.get(3)?,
                prefix: r.get(4)?,
                suffix: r.get(5)?,
                preferred_name: r.get(6)?,
                birth_sex: r.get::<_, BirthSex>(9)?,
                contact_by: r.get::<_, ContactBy>(10)?,
                practitioner: r.get(11)?,
                deceased: r.get(12)?,
                deceased_on: r.get(13)?,
                active: r.get(14)?,
                ..details
            };
            Ok((details, r.get(0)?))
        },
    )?;
    details.other_names = lists::read_list(tx, id)?;
    details.addresses = lists::read_list(tx, id)?;
    details.telecoms = lists::read_list(tx, id)?;
    details.identifiers = lists::read_list(tx, id)?;
    lists::read_answers(tx, id, &mut details)?;
    Ok((details, mrn))
}

/// A patient to register.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterPatient {
    /// Who the patient is.
    pub details: PatientDetails,
    /// Emergency contacts and guarantors.
    #[serde(default)]
    pub contacts: Vec<NewRelatedPerson>,
    /// Insurance policies.
    #[serde(default)]
    pub policies: Vec<NewPolicy>,
}

/// Registers a patient and gives the MRN.
pub fn register(tx: &mut Change, input: RegisterPatient) -> Result<Patient> {
    let details = input.details.checked(tx.today())?;
    known(tx, details.practitioner)?;
    let id = Id::new();
    tx.about(id);
    let mrn = numbers::next(tx, numbers::Series::Mrn)?;
    insert(tx, id, &details, &mrn, None)?;
    for contact in input.contacts {
        contacts::insert(tx, id, &contact.checked()?, None)?;
    }
    for policy in input.policies {
        policies::insert(tx, id, &policy.checked()?, None)?;
    }
    read(tx, id)
}

fn known(tx: &View, practitioner: Option<Id<Practitioner>>) -> Result<()> {
    if let Some(id) = practitioner {
        crate::staff::practitioner(tx, id)?;
    }
    Ok(())
}

/// Writes a new patient with lists and index.
pub(super) fn insert(
    tx: &mut Change,
    id: Id<Patient>,
    details: &PatientDetails,
    mrn: &str,
    source: Option<[u8; 16]>,
) -> Result<()> {
    tx.insert(
        "patient",
        id,
        &[
            ("mrn", &mrn),
            ("family", &details.family),
            ("given", &details.given),
            ("middle", &details.middle),
            ("prefix", &details.prefix),
            ("suffix", &details.suffix),
            ("preferred_name", &details.preferred_name),
            ("birth_date", &details.birth_date),
            ("sex", &details.sex),
            ("birth_sex", &details.birth_sex),
            ("contact_by", &details.contact_by),
            ("practitioner_id", &details.practitioner),
            ("deceased", &details.deceased),
            ("deceased_on", &details.deceased_on),
            ("active", &details.active),
            ("name", &details.name()),
            ("list_name", &details.list_name()),
            ("phone", &details.phone()),
            ("source_id", &source),
        ],
    )?;
    lists::insert_all(tx, id, details)?;
    Terms::of(details, mrn).add(tx, id)
}

/// New details of a patient, all of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePatient {
    /// Which patient.
    pub patient: Id<Patient>,
    /// The version these were read at.
    pub version: i64,
    /// Who the patient is.
    pub details: PatientDetails,
    /// Keeps the name until now among the earlier names, when it changes.
    #[serde(default)]
    pub keep_former_name: bool,
}

/// Changes a patient's details.
pub fn change(tx: &mut Change, input: ChangePatient) -> Result<Patient> {
    let id = input.patient;
    tx.about(id);
    super::exists(tx, id)?;
    let mut new = input.details.checked(tx.today())?;
    known(tx, new.practitioner)?;
    let (old, mrn) = details(tx, id)?;
    if input.keep_former_name && (&old.family, &old.given) != (&new.family, &new.given) {
        new.other_names.push(former(&old, tx.today()));
    }
    tx.update(
        "patient",
        "patient",
        id,
        input.version,
        &[
            ("family", &new.family),
            ("given", &new.given),
            ("middle", &new.middle),
            ("prefix", &new.prefix),
            ("suffix", &new.suffix),
            ("preferred_name", &new.preferred_name),
            ("birth_date", &new.birth_date),
            ("sex", &new.sex),
            ("birth_sex", &new.birth_sex),
            ("contact_by", &new.contact_by),
            ("practitioner_id", &new.practitioner),
            ("deceased", &new.deceased),
            ("deceased_on", &new.deceased_on),
            ("active", &new.active),
            ("name", &new.name()),
            ("list_name", &new.list_name()),
            ("phone", &new.phone()),
        ],
    )?;
    lists::write_all(tx, id, &new)?;
    let (before, after) = (Terms::of(&old, &mrn), Terms::of(&new, &mrn));
    if before != after {
        before.remove(tx, id)?;
        after.add(tx, id)?;
    }
    read(tx, id)
}

fn former(old: &PatientDetails, today: Day) -> OtherName {
    OtherName {
        name_use: NameUse::Old,
        family: Some(old.family.clone()),
        given: old.given.clone(),
        middle: old.middle.clone(),
        prefix: old.prefix.clone(),
        suffix: old.suffix.clone(),
        starts_on: None,
        ends_on: Some(today),
    }
}

/// That an entry belongs to the patient its page was opened for, and that this patient takes entries.
pub(super) fn must_be(tx: &View, patient: Id<Patient>, owner: Id<Patient>) -> Result<()> {
    super::exists(tx, patient)?;
    if patient == owner {
        return Ok(());
    }
    Err(Error::refused(FaultCode::WrongPatient, "This entry belongs to another patient. Nothing was saved."))
}

/// Who a page is about: what the banner on every patient page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PatientBanner {
    /// The patient.
    pub id: Id<Patient>,
    /// The name as it is said.
    pub name: String,
    /// What they want to be called.
    pub preferred_name: Option<String>,
    /// Day of birth.
    pub birth_date: Option<Day>,
    /// Completed years today, or at death.
    pub age: Option<i32>,
    /// Sex.
    pub sex: Sex,
    /// Pronouns, in words.
    pub pronouns: Option<String>,
    /// Medical record number.
    pub mrn: String,
    /// The first telephone number.
    pub phone: Option<String>,
    /// The photo, if there is one.
    pub photo: Option<Id<PatientPhoto>>,
    /// Whether they died.
    pub deceased: bool,
    /// The day of death, if known.
    pub deceased_on: Option<Day>,
    /// Whether they still come here.
    pub active: bool,
    /// The record this one was merged into.
    pub merged_into: Option<Id<Patient>>,
}

/// What the banner on every patient page shows.
pub fn banner(tx: &View, input: PatientOf) -> Result<PatientBanner> {
    tx.about(input.patient);
    let pronouns: Option<(String, Option<String>)> = tx.maybe(
        "SELECT code, text FROM patient_answer WHERE patient_id = ?1 AND question = 'pronouns' ORDER BY id LIMIT 1",
        [input.patient],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    let today = tx.today();
    tx.one(
        "patient",
        "SELECT name, preferred_name, birth_date, sex, mrn, phone, deceased, deceased_on, active, merged_into,
           (SELECT id FROM patient_photo WHERE patient_id = patient.id AND active = 1 ORDER BY id DESC LIMIT 1)
         FROM patient WHERE id = ?1",
        [input.patient],
        |r| {
            let (birth_date, deceased, deceased_on): (Option<Day>, bool, Option<Day>) =
                (r.get(2)?, r.get(6)?, r.get(7)?);
            Ok(PatientBanner {
                id: input.patient,
                name: r.get(0)?,
                preferred_name: r.get(1)?,
                birth_date,
                age: super::age(birth_date, deceased, deceased_on, today),
                sex: r.get(3)?,
                pronouns: pronouns.and_then(in_words),
                mrn: r.get(4)?,
                phone: r.get(5)?,
                deceased,
                deceased_on,
                active: r.get(8)?,
                merged_into: r.get(9)?,
                photo: r.get(10)?,
            })
        },
    )
}

/// `she/her` of `she/her/her/hers/herself`; nothing for declined or unknown.
fn in_words((code, text): (String, Option<String>)) -> Option<String> {
    if matches!(code.as_str(), "ASKU" | "UNK" | "OTH") {
        return text;
    }
    let label = knowledge::value_sets::label(knowledge::value_sets::Set::Pronouns, &code)?;
    let mut words = label.split('/');
    Some(format!("{}/{}", words.next()?, words.next()?))
}
