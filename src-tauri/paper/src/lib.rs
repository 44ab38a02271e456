//! The papers a practice hands over: visit summary, itemised bill, receipt, recovery sheet. Plain values in, PDF bytes
//! out: no file, no clock, no record is touched, and the same values give the same bytes.
//!
//! Each document has its file. Below them stand `flow` and `table`, which put lines on pages, `frame`, which puts
//! practice, patient and "Page n of m" on every page, `text` and `faces`, which turn any text into lines of covered
//! characters, and `write`, the one module that knows the PDF library's operations.
//!
//! Limits: text runs left to right and is not shaped, so Arabic, Hebrew and Indic scripts are printed as code points,
//! like every character no embedded font has; the PDF carries no structure tree (it is not a tagged PDF).

#![forbid(unsafe_code)]

mod bill;
mod faces;
mod flow;
mod frame;
mod look;
mod money;
mod parties;
mod receipt;
mod recovery_sheet;
mod table;
mod text;
mod visit_summary;
mod write;

pub use bill::{Adjustment, Bill, Charge, Policy, bill};
pub use look::{Logo, Look, PageSize};
pub use money::dollars;
pub use parties::{Diagnosis, Guarantor, Patient, PaymentKind, Practice, Provider};
pub use receipt::{Applied, Receipt, receipt};
pub use recovery_sheet::{RecoverySheet, recovery_sheet};
pub use visit_summary::{
    Allergy, Appointment, Change, Immunization, Known, Medication, Narrative, Order, TestResult, VisitSummary, Vital,
    visit_summary,
};

pub use bill::Payment;

/// A finished document.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The characters no embedded font has, in code point order. Each stands in the document as `[U+4E2D]`, and a line
    /// at the foot of every page lists them.
    pub missing: Vec<char>,
}

impl std::fmt::Debug for Pdf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pdf").field("pages", &self.pages).field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// Why a document was not made. No message carries patient text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The logo file is over [`Logo::MAX_BYTES`] or [`Logo::MAX_SIDE`].
    #[error("the logo is too large: at most 2 MB and 4000 pixels a side")]
    LogoTooLarge,
    /// The logo's bytes are not a PNG picture.
    #[error("the logo is not a PNG picture")]
    LogoNotPng,
    /// The logo begins like a PNG but cannot be read to its end.
    #[error("the logo's PNG file is damaged")]
    LogoDamaged,
    /// A stated sum is not what the listed lines add up to: such a paper must not leave the practice.
    #[error("the {0} stated is not what the listed lines add up to")]
    DoesNotAddUp(&'static str),
    /// Amounts too large to add.
    #[error("the amounts are too large to add up")]
    AmountTooLarge,
    /// A charge points at a diagnosis the bill does not letter.
    #[error("a charge points at a diagnosis that is not on the bill")]
    UnknownDiagnosis,
    /// A recovery code that is empty or does not fit a QR code.
    #[error("the recovery code is empty or too long to print")]
    BadRecoveryCode,
    /// The moment of making lies outside the years 1970 to 9999.
    #[error("the document's date is outside the years 1970 to 9999")]
    BadMoment,
    /// The fonts or the writer failed: a fault of the program, not of the values.
    #[error("the document could not be written: {0}")]
    Internal(&'static str),
}
