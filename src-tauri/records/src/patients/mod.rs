//! Patients: who they are, how they are reached, who pays; found, registered, changed, merged.

mod names;

pub use names::{birth_date, exists, list_name, must_be_bookable, name, name as patient_name};

/// A patient.
pub struct Patient;
crate::kinds!(Patient);
