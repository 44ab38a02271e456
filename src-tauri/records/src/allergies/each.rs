//! Allergies handed on, to other systems.

use super::{Allergy, AllergyReaction, NewAllergy, NoKnownAllergies};
use crate::{Id, Result, View, columns, patients::Patient, time::Day};

/// Every allergy of a patient that was not entered in error, with its reactions.
pub fn each(
    tx: &View,
    patient: Id<Patient>,
    mut see: impl FnMut(Id<Allergy>, &NewAllergy, Vec<AllergyReaction>) -> Result<()>,
) -> Result<()> {
    let mut reactions = tx.rows(
        "SELECT allergy_id, snomed, display, severity FROM allergy_reaction WHERE patient_id = ?1 AND removed = 0 ORDER BY id",
        [patient],
        |r| Ok((r.get::<_, Id<Allergy>>(0)?, AllergyReaction { snomed: r.get(1)?, display: r.get(2)?, severity: r.get(3)? })),
    )?;
    tx.each(
        "SELECT id, visit_id, clinical_status, verification_status, kind, category, criticality, severity, code_system, code, display,
                onset_on, comment
         FROM allergy WHERE patient_id = ?1 AND verification_status <> 'entered_in_error' ORDER BY id",
        [patient],
        |r| {
            let id: Id<Allergy> = r.get(0)?;
            let allergy = NewAllergy {
                patient,
                visit: r.get(1)?,
                clinical_status: r.get(2)?,
                verification_status: r.get(3)?,
                kind: r.get(4)?,
                category: r.get(5)?,
                criticality: r.get(6)?,
                severity: r.get(7)?,
                code_system: r.get(8)?,
                code: columns::maybe(r, 9)?,
                display: columns::text(r, 10)?,
                onset_on: r.get(11)?,
                comment: columns::maybe(r, 12)?,
                source: None,
            };
            let own = reactions.extract_if(.., |(of, _)| *of == id).map(|(_, reaction)| reaction).collect();
            see(id, &allergy, own)
        },
    )
}

/// The statement that no allergy is known, if it stands.
pub fn none_stated(tx: &View, patient: Id<Patient>) -> Result<Option<(Id<NoKnownAllergies>, Day)>> {
    tx.maybe(
        "SELECT id, stated_on FROM no_known_allergies WHERE patient_id = ?1 AND status = 'current' LIMIT 1",
        [patient],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}
