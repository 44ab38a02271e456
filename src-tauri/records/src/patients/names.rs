//! What other features need to know of a patient: that there is one, and what they are called.

use crate::{Error, FaultCode, Id, Result, View, time::Day};

use super::Patient;

/// That the patient exists and is a record of its own. One merged into another takes no new entries, and its lists are not read
/// either: they are empty, because everything stands in the other record, and would say that there is nothing.
pub fn exists(tx: &View, patient: Id<Patient>) -> Result<()> {
    let merged = "SELECT merged_into IS NOT NULL FROM patient WHERE id = ?1";
    if tx.one("patient", merged, [patient], |r| r.get(0))? {
        return Err(Error::refused(
            FaultCode::WrongState,
            "This record was merged into another record of the same person. Open that one.",
        ));
    }
    Ok(())
}

/// That the patient can be given an appointment: exists, was not merged away, and is alive.
pub fn must_be_bookable(tx: &View, patient: Id<Patient>) -> Result<()> {
    exists(tx, patient)?;
    if tx.one("patient", "SELECT deceased FROM patient WHERE id = ?1", [patient], |r| r.get(0))? {
        return Err(Error::refused(
            FaultCode::WrongState,
            "This patient is recorded as deceased. If that is a mistake, correct the demographics first.",
        ));
    }
    Ok(())
}

/// The name as lists show it: family name first.
pub fn list_name(tx: &View, patient: Id<Patient>) -> Result<String> {
    tx.one("patient", "SELECT list_name FROM patient WHERE id = ?1", [patient], |r| r.get(0))
}

/// The name as it is said and printed: given name first.
pub fn name(tx: &View, patient: Id<Patient>) -> Result<String> {
    tx.one("patient", "SELECT name FROM patient WHERE id = ?1", [patient], |r| r.get(0))
}

/// When the patient was born; `None` when an imported record does not tell.
pub fn birth_date(tx: &View, patient: Id<Patient>) -> Result<Option<Day>> {
    tx.one("patient", "SELECT birth_date FROM patient WHERE id = ?1", [patient], |r| r.get(0))
}

/// Every patient that is a record of its own.
pub fn all(tx: &View) -> Result<Vec<Id<Patient>>> {
    tx.rows("SELECT id FROM patient WHERE merged_into IS NULL ORDER BY id", [], |r| r.get(0))
}

/// Whether this is one of our own patients, by the id.
pub fn is_here(tx: &View, patient: Id<Patient>) -> Result<bool> {
    Ok(tx.maybe("SELECT 1 FROM patient WHERE id = ?1", [patient], |_| Ok(()))?.is_some())
}
