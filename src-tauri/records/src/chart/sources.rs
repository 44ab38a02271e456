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

/// Whether a record of a chart, the schedule or the books has this id: one that was exported from here.
pub fn stands(tx: &View, id: [u8; 16]) -> Result<bool> {
    Ok(tx
        .maybe(
            "SELECT 1 FROM visit WHERE id = ?1 UNION ALL SELECT 1 FROM visit_diagnosis WHERE id = ?1 UNION ALL \
             SELECT 1 FROM note WHERE id = ?1 UNION ALL SELECT 1 FROM note_addendum WHERE id = ?1 UNION ALL \
             SELECT 1 FROM observation WHERE id = ?1 UNION ALL SELECT 1 FROM diagnostic_report WHERE id = ?1 \
             UNION ALL SELECT 1 FROM problem WHERE id = ?1 UNION ALL SELECT 1 FROM allergy WHERE id = ?1 UNION \
             ALL SELECT 1 FROM no_known_allergies WHERE id = ?1 UNION ALL SELECT 1 FROM medication WHERE id = ?1 \
             UNION ALL SELECT 1 FROM immunization WHERE id = ?1 UNION ALL SELECT 1 FROM procedure WHERE id = ?1 \
             UNION ALL SELECT 1 FROM clinical_document WHERE id = ?1 UNION ALL SELECT 1 FROM appointment WHERE id \
             = ?1 UNION ALL SELECT 1 FROM charge WHERE id = ?1 UNION ALL SELECT 1 FROM insurance_policy WHERE id \
             = ?1 UNION ALL SELECT 1 FROM related_person WHERE id = ?1",
            [id],
            |_| Ok(()),
        )?
        .is_some())
}
