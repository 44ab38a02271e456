//! Patients: who they are, how they are reached, who stands by them, who pays; found, registered, changed, merged.
//!
//! [`find`](find()) answers as the desk types, from a derived index. [`get`], [`register`] and [`change`] keep the record, whose
//! facts are the demographics of US Core 6.1 and 45 CFR 170.315(a)(5). Contacts, policies and photos are entries of their own.
//! [`merge`](merge()) makes one record of two and [`undo_merge`] two of one; how, its module says.

mod checked;
mod contacts;
mod details;
mod duplicates;
mod find;
mod history;
mod import;
mod index;
mod lists;
mod merge;
mod names;
mod photo;
mod policies;
mod query;
mod record;
mod typos;

pub use contacts::{
    AddContact, ChangeContact, NewRelatedPerson, RelatedPerson, add as add_contact, change as change_contact,
};
pub use details::{
    AddressUse, BirthSex, Choices, ContactBy, Identifier, NameUse, OtherName, PatientAddress, PatientDetails, Said,
    Sex, Telecom, TelecomKind, choices,
};
pub use duplicates::{Alike, LikelyDuplicate, LikelyDuplicates, likely as likely_duplicates};
pub use find::{FindPatients, PatientRow, find, recent};
pub use history::{FieldChange, PatientEdit, of as history};
pub use import::{import, import_contact, import_policy, imported, numbered, policy_sources, tells_the_same};
pub use index::rebuild;
pub use merge::{EntryCount, Merge, MergePatients, UndoMerge, entries, merge, undo as undo_merge};
pub use names::{all, birth_date, exists, is_here, list_name, must_be_bookable, name, name as patient_name};
pub use photo::{PatientPhoto, SetPatientPhoto, get as photo, remove as remove_photo, set as set_photo};
pub use policies::{
    AddPolicy, ChangePolicy, InsurancePolicy, NewPolicy, PolicyInError, SubscriberRelationship, add as add_policy,
    change as change_policy, mark_in_error as policy_in_error, of as policies,
};
pub use record::{ChangePatient, Patient, PatientBanner, PatientOf, RegisterPatient, banner, change, get, register};

use crate::time::Day;

/// Completed years today, or at death; unknown when the birth date is, or the day of death of one who died.
fn age(birth_date: Option<Day>, deceased: bool, died: Option<Day>, today: Day) -> Option<i32> {
    let until = if deceased { died? } else { today };
    birth_date.map(|b| b.age_on(until))
}
