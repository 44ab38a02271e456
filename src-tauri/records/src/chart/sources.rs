//! Which imported resources a chart already holds, so that importing twice adds nothing.

use std::collections::HashMap;

use crate::{Id, Result, View, patients::Patient, practice::AnyRecord};

/// The imported resources in a patient's chart and the records they became. A resource that became several records (blood pressure)
/// names one of them. Read by patient: an index of 16 random bytes would slow every import more than this reading does.
pub fn known(tx: &View, patient: Id<Patient>) -> Result<HashMap<[u8; 16], Id<AnyRecord>>> {
    let mut known = HashMap::new();
    tx.each(
        "SELECT source_id, id FROM visit WHERE patient_id = ?1 AND source_id IS NOT NULL
         UNION ALL SELECT source_id, id FROM visit_diagnosis WHERE patient_id = ?1 AND source_id IS NOT NULL
         UNION ALL SELECT source_id, id FROM diagnostic_report WHERE patient_id = ?1 AND source_id IS NOT NULL
         UNION ALL SELECT source_id, id FROM observation WHERE patient_id = ?1 AND source_id IS NOT NULL
         UNION ALL SELECT source_id, id FROM problem WHERE patient_id = ?1 AND source_id IS NOT NULL
         UNION ALL SELECT source_id, id FROM allergy WHERE patient_id = ?1 AND source_id IS NOT NULL
         UNION ALL SELECT source_id, id FROM no_known_allergies WHERE patient_id = ?1 AND source_id IS NOT NULL
         UNION ALL SELECT source_id, id FROM medication WHERE patient_id = ?1 AND source_id IS NOT NULL
         UNION ALL SELECT source_id, id FROM immunization WHERE patient_id = ?1 AND source_id IS NOT NULL
         UNION ALL SELECT source_id, id FROM procedure WHERE patient_id = ?1 AND source_id IS NOT NULL
         UNION ALL SELECT source_id, id FROM clinical_document WHERE patient_id = ?1 AND source_id IS NOT NULL",
        [patient],
        |r| {
            known.insert(r.get(0)?, r.get(1)?);
            Ok(())
        },
    )?;
    Ok(known)
}
