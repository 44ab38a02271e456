//! Charges handed on, to other systems.

use super::charges::Charge;
use crate::{Id, Result, View, columns, money::Cents, patients::Patient, staff::Practitioner, time::Day};

/// A posted charge that stands.
pub struct PostedCharge<'a> {
    /// The charge.
    pub id: Id<Charge>,
    /// Who did it.
    pub practitioner: Option<Id<Practitioner>>,
    /// The day of service.
    pub service_on: Day,
    /// CPT, HCPCS or whatever it came with.
    pub code: &'a str,
    /// The practice's words for it.
    pub description: &'a str,
    /// The line's amount.
    pub cents: Cents,
    /// What payments and adjustments leave open.
    pub open: Cents,
}

/// Every posted charge of a patient that was not taken back.
pub fn each(tx: &View, patient: Id<Patient>, mut see: impl FnMut(&PostedCharge) -> Result<()>) -> Result<()> {
    tx.each(
        "SELECT id, practitioner_id, service_on, code, description, cents,
                cents - coalesce((SELECT sum(cents) FROM allocation WHERE charge_id = charge.id), 0)
                      - coalesce((SELECT sum(cents) FROM adjustment WHERE charge_id = charge.id), 0)
         FROM charge WHERE patient_id = ?1 AND status = 'posted' AND reversal_of IS NULL
           AND NOT EXISTS (SELECT 1 FROM charge back WHERE back.reversal_of = charge.id)
         ORDER BY service_on",
        [patient],
        |r| {
            see(&PostedCharge {
                id: r.get(0)?,
                practitioner: r.get(1)?,
                service_on: r.get(2)?,
                code: columns::text(r, 3)?,
                description: columns::text(r, 4)?,
                cents: r.get(5)?,
                open: r.get(6)?,
            })
        },
    )
}
