//! Whether the file and its log are as they were written.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::{
    FaultCode, Result,
    audit::{ChainReport, Entry},
    practice::{Empty, Practice, Session},
    time::Instant,
};

/// What `verify` found.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Verification {
    /// Whether the file, its references and the whole log are as they were written.
    pub sound: bool,
    /// What SQLite and SQLCipher found wrong, in their words: pages and tables, never content.
    pub file_findings: Vec<String>,
    /// The audit chain.
    pub chain: ChainReport,
}

/// Reads the whole file and the whole log and checks them.
pub fn verify(practice: &Practice, _: &Session, _: Empty) -> Result<Verification> {
    practice.with_open(|open| {
        let (file_findings, chain) = open.inspect()?;
        let sound = file_findings.is_empty() && chain.first_bad.is_none();
        let mut entry = Entry::new(&open.session(), "verify", "desk", Instant::now());
        if !sound {
            entry.outcome = "damaged".into();
        }
        match open.log_now(entry) {
            // The findings say why.
            Err(e) if e.code() == FaultCode::Damaged && !sound => {}
            logged => logged?,
        }
        Ok(Verification { sound, file_findings, chain })
    })
}
