//! Who stands by a patient: emergency contacts, guarantors, next of kin (FHIR RelatedPerson).

use knowledge::value_sets::{self, Set};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Change, Error, Id, Result, View, profile::Address, text, time::Day};

use super::{Patient, checked, record::must_be};

/// Someone who stands by a patient.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RelatedPerson {
    /// The person.
    pub id: Id<RelatedPerson>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// Who they are.
    pub person: NewRelatedPerson,
    /// Whether they still do.
    pub active: bool,
}
crate::kinds!(RelatedPerson);

/// Someone who stands by a patient, as the desk writes them down.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NewRelatedPerson {
    /// Their name.
    pub name: String,
    /// What they are to the patient (HL7 v3 RoleCode, `OTH`).
    pub relationship: String,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Email.
    #[serde(default)]
    pub email: Option<String>,
    /// Where they live.
    #[serde(default)]
    pub address: Address,
    /// Birth date, asked of a guarantor.
    #[serde(default)]
    pub birth_date: Option<Day>,
    /// Is called in an emergency.
    #[serde(default)]
    pub emergency_contact: bool,
    /// Answers for the bills.
    #[serde(default)]
    pub guarantor: bool,
}

impl NewRelatedPerson {
    pub(super) fn checked(self) -> Result<Self> {
        let name = text::line("contact.name", &self.name)?;
        let relationship = value_sets::find(Set::Relationship, &self.relationship)
            .ok_or_else(|| {
                Error::invalid("contact.relationship", "Choose from the list what this person is to the patient.")
            })?
            .code;
        let phone = text::optional_line("contact.phone", self.phone.as_deref())?
            .map(|p| checked::phone("contact.phone", p))
            .transpose()?;
        let email = text::optional_line("contact.email", self.email.as_deref())?
            .map(|e| checked::email("contact.email", e))
            .transpose()?;
        Ok(Self { name, relationship, phone, email, address: self.address.checked()?, ..self })
    }
}

/// The people of a patient, current ones first.
pub(super) fn of(tx: &View, patient: Id<Patient>) -> Result<Vec<RelatedPerson>> {
    tx.rows(
        "SELECT id, version, name, relationship, phone, email, address_line1, address_line2, city, state, zip, birth_date,
           emergency_contact, guarantor, active FROM related_person WHERE patient_id = ?1 ORDER BY active DESC, id",
        [patient],
        |r| {
            Ok(RelatedPerson {
                id: r.get(0)?,
                version: r.get(1)?,
                person: NewRelatedPerson {
                    name: r.get(2)?,
                    relationship: r.get(3)?,
                    phone: r.get(4)?,
                    email: r.get(5)?,
                    address: Address {
                        line1: r.get(6)?,
                        line2: r.get(7)?,
                        city: r.get(8)?,
                        state: r.get(9)?,
                        zip: r.get(10)?,
                    },
                    birth_date: r.get(11)?,
                    emergency_contact: r.get(12)?,
                    guarantor: r.get(13)?,
                },
                active: r.get(14)?,
            })
        },
    )
}

pub(super) fn insert(
    tx: &mut Change,
    patient: Id<Patient>,
    new: &NewRelatedPerson,
    source: Option<[u8; 16]>,
) -> Result<Id<RelatedPerson>> {
    let id = Id::new();
    tx.insert(
        "related_person",
        id,
        &[
            ("patient_id", &patient),
            ("name", &new.name),
            ("relationship", &new.relationship),
            ("phone", &new.phone),
            ("email", &new.email),
            ("address_line1", &new.address.line1),
            ("address_line2", &new.address.line2),
            ("city", &new.address.city),
            ("state", &new.address.state),
            ("zip", &new.address.zip),
            ("birth_date", &new.birth_date),
            ("emergency_contact", &new.emergency_contact),
            ("guarantor", &new.guarantor),
            ("active", &true),
            ("source_id", &source),
        ],
    )?;
    Ok(id)
}

/// A person to add to a patient.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddContact {
    /// The patient.
    pub patient: Id<Patient>,
    /// The person.
    pub contact: NewRelatedPerson,
}

/// Adds a person who stands by the patient; the patient's people.
pub fn add(tx: &mut Change, input: AddContact) -> Result<Vec<RelatedPerson>> {
    tx.about(input.patient);
    super::exists(tx, input.patient)?;
    insert(tx, input.patient, &input.contact.checked()?, None)?;
    of(tx, input.patient)
}

/// New details of a person who stands by a patient, all of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeContact {
    /// The patient the page was opened for.
    pub patient: Id<Patient>,
    /// Which person.
    pub id: Id<RelatedPerson>,
    /// The version these were read at.
    pub version: i64,
    /// Who they are.
    pub contact: NewRelatedPerson,
    /// Whether they still stand by the patient.
    pub active: bool,
}

/// Changes a person who stands by the patient; the patient's people.
pub fn change(tx: &mut Change, input: ChangeContact) -> Result<Vec<RelatedPerson>> {
    tx.about(input.patient);
    let owner = tx.one("contact", "SELECT patient_id FROM related_person WHERE id = ?1", [input.id], |r| r.get(0))?;
    must_be(tx, input.patient, owner)?;
    let new = input.contact.checked()?;
    tx.update(
        "related_person",
        "contact",
        input.id,
        input.version,
        &[
            ("name", &new.name),
            ("relationship", &new.relationship),
            ("phone", &new.phone),
            ("email", &new.email),
            ("address_line1", &new.address.line1),
            ("address_line2", &new.address.line2),
            ("city", &new.address.city),
            ("state", &new.address.state),
            ("zip", &new.address.zip),
            ("birth_date", &new.birth_date),
            ("emergency_contact", &new.emergency_contact),
            ("guarantor", &new.guarantor),
            ("active", &input.active),
        ],
    )?;
    of(tx, input.patient)
}
