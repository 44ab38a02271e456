//! Money, to the cent: fees, the charges of a visit, payments and refunds, and what is owed.
//!
//! Invariants: a posted charge, a payment, an allocation and an adjustment are final, and a mistake is mended by a row that
//! takes it back; an allocation never exceeds its payment or the open part of its charge; every balance is computed from rows;
//! what a patient owes is Σ charges − Σ adjustments − Σ payments, whatever was allocated to what.

pub mod account;
pub mod adjustments;
pub mod aging;
pub mod allocations;
pub mod charges;
mod each;
pub mod fees;
pub mod payments;

pub use each::{PostedCharge, each};

use crate::{
    Change, Id, Result, kinds, numbers,
    patients::Patient,
    visits::{self, Visit},
};

/// A printed bill's number.
pub struct Bill;
kinds!(Bill);

/// Posts the charges of a visit that is being signed, gives its bill a number and lets what was paid for the visit before cover
/// them. Part of the signing transaction.
pub fn release(tx: &mut Change, visit: Id<Visit>) -> Result<()> {
    let brief = visits::brief(tx, visit)?;
    if charges::post_drafts(tx, visit, &brief)? {
        number(tx, visit, brief.patient)?;
    }
    allocations::apply_those_taken_before(tx, visit, brief.patient)
}

/// Gives the visit's bill a number, unless it has one.
fn number(tx: &mut Change, visit: Id<Visit>, patient: Id<Patient>) -> Result<()> {
    if tx.maybe("SELECT id FROM bill WHERE visit_id = ?1", [visit], |_| Ok(()))?.is_none() {
        let number = numbers::next(tx, numbers::Series::Bill)?;
        tx.insert("bill", Id::<Bill>::new(), &[("visit_id", &visit), ("patient_id", &patient), ("number", &number)])?;
    }
    Ok(())
}
