//! Allergies as they are kept, for this feature and for importing.

use super::{
    Allergy, AllergyCategory, AllergyKind, AllergyReaction, AllergyStatus, AllergyVerification, Criticality,
    NoKnownAllergies, SubstanceSystem,
};
use crate::{
    Change, Id, Result, View, patients::Patient, practice::Column, problems::Severity, time::Day, visits::Visit,
};

/// An allergy as it is kept: already clean.
pub struct NewAllergy<'a> {
    /// Whose.
    pub patient: Id<Patient>,
    /// At which visit.
    pub visit: Option<Id<Visit>>,
    /// Whether it still counts.
    pub clinical_status: AllergyStatus,
    /// How sure it is.
    pub verification_status: AllergyVerification,
    /// What kind of reaction.
    pub kind: AllergyKind,
    /// What kind of substance.
    pub category: AllergyCategory,
    /// How dangerous the next exposure may be.
    pub criticality: Criticality,
    /// How bad it was.
    pub severity: Severity,
    /// Whose code.
    pub code_system: Option<SubstanceSystem>,
    /// The substance's code.
    pub code: Option<&'a str>,
    /// The substance.
    pub display: &'a str,
    /// Since when it is known.
    pub onset_on: Option<Day>,
    /// A word on it.
    pub comment: Option<&'a str>,
    /// Of the imported resource.
    pub source: Option<[u8; 16]>,
}

impl NewAllergy<'_> {
    /// The row it becomes, without id and stamps.
    pub fn columns(&self) -> [Column<'_>; 14] {
        [
            ("patient_id", &self.patient),
            ("visit_id", &self.visit),
            ("clinical_status", &self.clinical_status),
            ("verification_status", &self.verification_status),
            ("kind", &self.kind),
            ("category", &self.category),
            ("criticality", &self.criticality),
            ("severity", &self.severity),
            ("code_system", &self.code_system),
            ("code", &self.code),
            ("display", &self.display),
            ("onset_on", &self.onset_on),
            ("comment", &self.comment),
            ("source_id", &self.source),
        ]
    }
}

/// Keeps an allergy.
pub fn import(tx: &mut Change, new: &NewAllergy) -> Result<Id<Allergy>> {
    let id = Id::new();
    tx.insert("allergy", id, &new.columns())?;
    Ok(id)
}

/// Keeps a reaction of an allergy.
pub fn import_reaction(
    tx: &mut Change,
    patient: Id<Patient>,
    allergy: Id<Allergy>,
    new: &AllergyReaction,
) -> Result<()> {
    tx.insert(
        "allergy_reaction",
        Id::<AllergyReaction>::new(),
        &[
            ("patient_id", &patient),
            ("allergy_id", &allergy),
            ("snomed", &new.snomed),
            ("display", &new.display),
            ("severity", &new.severity),
            ("removed", &false),
        ],
    )
}

/// Whether this row is an allergy.
pub fn is_allergy(tx: &View, id: Id<Allergy>) -> Result<bool> {
    Ok(tx.maybe("SELECT 1 FROM allergy WHERE id = ?1", [id], |_| Ok(()))?.is_some())
}

/// Whether this row is a statement that none are known.
pub fn is_none_known(tx: &View, id: Id<NoKnownAllergies>) -> Result<bool> {
    Ok(tx.maybe("SELECT 1 FROM no_known_allergies WHERE id = ?1", [id], |_| Ok(()))?.is_some())
}

/// Keeps a statement that no allergies are known.
pub fn import_none_known(
    tx: &mut Change,
    patient: Id<Patient>,
    stated_on: Day,
    source: Option<[u8; 16]>,
) -> Result<Id<NoKnownAllergies>> {
    let id = Id::new();
    tx.insert(
        "no_known_allergies",
        id,
        &[("patient_id", &patient), ("stated_on", &stated_on), ("status", &"current"), ("source_id", &source)],
    )?;
    Ok(id)
}
