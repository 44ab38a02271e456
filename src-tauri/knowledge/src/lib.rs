//! Code lists and clinical rules. Pure: no database, no clock, no I/O but its own data.
//!
//! - [`icd10`], [`hcpcs`], [`drugs`], [`vaccines`], [`labs`]: lists searched as one types, all by [`search::Index`].
//! - [`value_sets`]: short lists to choose from; [`allergies`]: allergens and what they speak against.
//! - [`vitals`]: vital signs, their units and ranges; [`codes`]: whether a typed number or code can be right.
//!
//! The lists are embedded from `assets/codes`, where `SOURCES.md` gives each one's source, date and licence. They are
//! unpacked and indexed when first used; [`prepare`] does it ahead.

pub mod allergies;
pub mod codes;
pub mod drugs;
pub mod hcpcs;
pub mod icd10;
pub mod labs;
mod packed;
pub mod search;
mod text;
pub mod vaccines;
pub mod value_sets;
pub mod vitals;

/// Makes the big lists ready so that the first search is as quick as the next. Worth calling on a spare thread after the
/// window is painted.
pub fn prepare() {
    icd10::prepare();
    drugs::prepare();
    hcpcs::prepare();
}
