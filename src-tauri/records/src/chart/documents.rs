//! What other places sent along as text (FHIR DocumentReference), and the procedures done (FHIR Procedure).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::words::words;
use crate::{Change, Id, Result, View, kinds, patients::Patient, practice::Column, time::Instant, visits::Visit};

words! {
    /// Whether a document stands.
    DocumentStatus {
        /// Stands.
        Current = "current",
        /// Replaced by another.
        Superseded = "superseded",
        /// Withdrawn.
        EnteredInError = "entered_in_error",
    }
}

words! {
    /// How far a procedure is (FHIR EventStatus).
    ProcedureStatus {
        /// Begun.
        InProgress = "in_progress",
        /// Done.
        Completed = "completed",
        /// Not done.
        NotDone = "not_done",
        /// Broken off.
        Stopped = "stopped",
        /// Not told.
        Unknown = "unknown",
        /// Withdrawn.
        EnteredInError = "entered_in_error",
    }
}

words! {
    /// Whose code names a procedure.
    ProcedureSystem {
        /// SNOMED CT.
        Snomed = "snomed",
        /// CPT.
        Cpt = "cpt",
        /// HCPCS Level II.
        Hcpcs = "hcpcs",
        /// ICD-10-PCS.
        Icd10pcs = "icd10pcs",
        /// Another.
        Other = "other",
    }
}

/// A procedure.
pub struct Procedure;

/// A document of text.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct ClinicalDocument {
    /// The document.
    pub id: Id<ClinicalDocument>,
    /// Counts changes; send it back when marking it.
    pub version: i64,
    /// Whose.
    pub patient: Id<Patient>,
    /// Of which visit.
    pub visit: Option<Id<Visit>>,
    /// Whether it stands.
    pub status: DocumentStatus,
    /// LOINC of its type.
    pub type_code: Option<String>,
    /// What it is called.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was written.
    pub dated_at: Instant,
    /// Its text.
    pub body: String,
    /// Why it was entered in error.
    pub error_reason: Option<String>,
}
kinds!(ClinicalDocument, Procedure);

/// Which document.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentOf {
    /// The document.
    pub document: Id<ClinicalDocument>,
}

/// One document with its text.
pub fn document(tx: &View, input: DocumentOf) -> Result<ClinicalDocument> {
    let document = tx.one(
        "document",
        "SELECT version, patient_id, visit_id, status, type_code, title, author, dated_at, body, error_reason
         FROM clinical_document WHERE id = ?1",
        [input.document],
        |r| {
            Ok(ClinicalDocument {
                id: input.document,
                version: r.get(0)?,
                patient: r.get(1)?,
                visit: r.get(2)?,
                status: r.get(3)?,
                type_code: r.get(4)?,
                title: r.get(5)?,
                author: r.get(6)?,
                dated_at: r.get(7)?,
                body: r.get(8)?,
                error_reason: r.get(9)?,
            })
        },
    )?;
    tx.about(document.patient);
    Ok(document)
}

/// A document as it is kept: already clean.
pub struct NewDocument<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// Of which visit.
    pub visit: Option<Id<Visit>>,
    /// Whether it stands.
    pub status: DocumentStatus,
    /// LOINC of its type.
    pub type_code: Option<&'a str>,
    /// What it is called.
    pub title: &'a str,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// When it was written.
    pub dated_at: Instant,
    /// Its text.
    pub body: &'a str,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

impl NewDocument<'_> {
    /// The row it becomes, without id and stamps.
    pub fn columns(&self) -> [Column<'_>; 9] {
        [
            ("patient_id", &self.patient),
            ("visit_id", &self.visit),
            ("status", &self.status),
            ("type_code", &self.type_code),
            ("title", &self.title),
            ("author", &self.author),
            ("dated_at", &self.dated_at),
            ("body", &self.body),
            ("source_id", &self.source),
        ]
    }
}

/// Keeps a document.
pub fn import_document(tx: &mut Change, new: &NewDocument) -> Result<Id<ClinicalDocument>> {
    let id = Id::new();
    tx.insert("clinical_document", id, &new.columns())?;
    Ok(id)
}

/// A procedure as it is kept: already clean.
pub struct NewProcedure<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    pub visit: Option<Id<Visit>>,
    /// How far it is.
    pub status: ProcedureStatus,
    /// Whose code.
    pub code_system: Option<ProcedureSystem>,
    /// The code.
    pub code: Option<&'a str>,
    /// What was done.
    pub display: &'a str,
    /// When.
    pub performed_at: Instant,
    /// Why.
    pub reason: Option<&'a str>,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

impl NewProcedure<'_> {
    /// The row it becomes, without id and stamps.
    pub fn columns(&self) -> [Column<'_>; 9] {
        [
            ("patient_id", &self.patient),
            ("visit_id", &self.visit),
            ("status", &self.status),
            ("code_system", &self.code_system),
            ("code", &self.code),
            ("display", &self.display),
            ("performed_at", &self.performed_at),
            ("reason", &self.reason),
            ("source_id", &self.source),
        ]
    }
}

/// Keeps a procedure.
pub fn import_procedure(tx: &mut Change, new: &NewProcedure) -> Result<Id<Procedure>> {
    let id = Id::new();
    tx.insert("procedure", id, &new.columns())?;
    Ok(id)
}
