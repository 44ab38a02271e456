//! Documents and procedures handed on, to other systems.

use super::documents::{ClinicalDocument, NewDocument, NewProcedure, Procedure};
use crate::{Id, Result, View, columns, patients::Patient};

/// Every document of a patient that was not entered in error.
pub fn document(
    tx: &View,
    patient: Id<Patient>,
    mut see: impl FnMut(Id<ClinicalDocument>, &NewDocument) -> Result<()>,
) -> Result<()> {
    tx.each(
        "SELECT id, visit_id, status, type_code, title, author, dated_at, body
         FROM clinical_document WHERE patient_id = ?1 AND status <> 'entered_in_error' ORDER BY dated_at, id",
        [patient],
        |r| {
            let document = NewDocument {
                patient,
                visit: r.get(1)?,
                status: r.get(2)?,
                type_code: columns::maybe(r, 3)?,
                title: columns::text(r, 4)?,
                author: columns::maybe(r, 5)?,
                dated_at: r.get(6)?,
                body: columns::text(r, 7)?,
                source: None,
            };
            see(r.get(0)?, &document)
        },
    )
}

/// Every procedure of a patient that was not entered in error.
pub fn procedure(
    tx: &View,
    patient: Id<Patient>,
    mut see: impl FnMut(Id<Procedure>, &NewProcedure) -> Result<()>,
) -> Result<()> {
    tx.each(
        "SELECT id, visit_id, status, code_system, code, display, performed_at, reason
         FROM procedure WHERE patient_id = ?1 AND status <> 'entered_in_error' ORDER BY performed_at, id",
        [patient],
        |r| {
            let procedure = NewProcedure {
                patient,
                visit: r.get(1)?,
                status: r.get(2)?,
                code_system: r.get(3)?,
                code: columns::maybe(r, 4)?,
                display: columns::text(r, 5)?,
                performed_at: r.get(6)?,
                reason: columns::maybe(r, 7)?,
                source: None,
            };
            see(r.get(0)?, &procedure)
        },
    )
}
