//! Patients from another system's files, tens of thousands in one transaction.

use rusqlite::params;

use crate::{Change, Error, Id, Result, View, numbers, time::Day};

use super::{
    InsurancePolicy, NewPolicy, NewRelatedPerson, Patient, PatientDetails, RelatedPerson, contacts, policies, record,
};

/// The patient made from the resource with this source id, if it was imported before; the survivor, if it was merged since.
pub fn imported(tx: &View, source: [u8; 16]) -> Result<Option<Id<Patient>>> {
    tx.maybe(BY_SOURCE, [source], |r| r.get(0))
}

pub(super) const BY_SOURCE: &str = "WITH RECURSIVE stands (id, next) AS (
       SELECT id, merged_into FROM patient WHERE source_id = ?1 AND source_id IS NOT NULL
       UNION SELECT patient.id, merged_into FROM stands JOIN patient ON patient.id = stands.next)
     SELECT id FROM stands WHERE next IS NULL";

/// Makes a patient of already clean values (see [`crate::text`]) and gives the MRN. `source` names the resource, so that
/// importing twice adds nothing: ask [`imported`] first. The other system's MRN belongs among the identifiers.
pub fn import(tx: &mut Change, source: [u8; 16], details: &PatientDetails) -> Result<Id<Patient>> {
    let id = Id::new();
    let mrn = numbers::next(tx, numbers::Series::Mrn)?;
    record::insert(tx, id, details, &mrn, Some(source))?;
    Ok(id)
}

/// Whether a patient stands here as another system tells it. What only the desk asks is not compared; a patient who is not in the
/// file, as in a dry run, is taken to be the same.
pub fn tells_the_same(tx: &View, patient: Id<Patient>, told: PatientDetails) -> Result<bool> {
    let stands = match record::details(tx, patient) {
        Err(Error::NotFound(_)) => return Ok(true),
        found => found?.0,
    };
    let told = PatientDetails {
        practitioner: stands.practitioner,
        contact_by: stands.contact_by,
        sexual_orientation: stands.sexual_orientation.clone(),
        ..told
    };
    Ok(told == stands)
}

/// Adds an imported person who stands by a patient, unless it was added before. `None`: it was.
pub fn import_contact(
    tx: &mut Change,
    patient: Id<Patient>,
    source: [u8; 16],
    contact: &NewRelatedPerson,
) -> Result<Option<Id<RelatedPerson>>> {
    let here = "SELECT 1 FROM related_person WHERE patient_id = ?1 AND source_id = ?2";
    if tx.maybe(here, params![patient, source], |_| Ok(()))?.is_some() {
        return Ok(None);
    }
    contacts::insert(tx, patient, contact, Some(source)).map(Some)
}

/// Adds an imported policy, unless it was added before. `None`: it was.
pub fn import_policy(
    tx: &mut Change,
    patient: Id<Patient>,
    source: [u8; 16],
    policy: &NewPolicy,
) -> Result<Option<Id<InsurancePolicy>>> {
    let here = "SELECT 1 FROM insurance_policy WHERE patient_id = ?1 AND source_id = ?2";
    if tx.maybe(here, params![patient, source], |_| Ok(()))?.is_some() {
        return Ok(None);
    }
    policies::insert(tx, patient, policy, Some(source)).map(Some)
}

/// Patients with this number of this giver, and their birth dates: one person imported in two ways.
pub fn numbered(tx: &View, kind: &str, system: &str, value: &str) -> Result<Vec<(Id<Patient>, Option<Day>)>> {
    tx.rows(
        "WITH RECURSIVE stands (id, next, birth_date) AS (
           SELECT patient.id, merged_into, birth_date FROM patient_identifier
             JOIN patient ON patient.id = patient_identifier.patient_id
             WHERE patient_identifier.value = ?1 AND patient_identifier.kind = ?2 AND system = ?3
           UNION SELECT patient.id, merged_into, stands.birth_date FROM stands JOIN patient ON patient.id = stands.next)
         SELECT id, birth_date FROM stands WHERE next IS NULL LIMIT 10",
        params![value, kind, system],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}

/// The source ids of a patient's imported policies.
pub fn policy_sources(tx: &View, patient: Id<Patient>) -> Result<Vec<[u8; 16]>> {
    tx.rows("SELECT source_id FROM insurance_policy WHERE patient_id = ?1 AND source_id IS NOT NULL", [patient], |r| {
        r.get(0)
    })
}
