//! FHIR R4 (4.0.1) with US Core 6.1, read and written.
//!
//! [`Reader`] takes a file of any usual shape and yields a [`Batch`] a bundle or line: the resources as structs in FHIR's
//! own terms, those refused with their reasons, and counts of what is not carried. [`mod@write`] makes bundles and NDJSON of
//! the same structs. A resource is taken or refused as a whole; nothing in it is guessed.
//!
//! What is safe to rely on: text has no control characters, dates are of the calendar, codes are of FHIR's lists, numbers
//! are exact, every size is bounded. What is not promised: that a value is believable, or that a reference leads anywhere.

mod codes;
mod datatypes;
mod decimal;
mod element;
mod error;
mod lines;
mod narrative;
mod read;
mod reference;
mod resources;
mod text;
mod unkept;
mod us_core;
pub mod write;

pub use self::{
    codes::*,
    datatypes::*,
    decimal::Decimal,
    error::{FhirError, Problem},
    lines::{MAX_LINE, Reader},
    narrative::{MAX_NARRATIVE, Narrative, plain_text},
    read::{Batch, Entry, MAX_PARTS, parse, parse_bundle},
    reference::Reference,
    resources::*,
    text::{Bytes, MAX_ATTACHMENT, MAX_TEXT, Text},
    unkept::Unkept,
    us_core::{PatientExtensions, RaceOrEthnicity},
};
