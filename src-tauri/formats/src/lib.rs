//! FHIR, C-CDA, HL7 v2, X12 and CSV read and written. Pure: bytes in, typed values out.

pub mod fhir;
pub mod time;
