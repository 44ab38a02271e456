//! Numbers that people read aloud: MRN, receipt, claim, statement. A device prefix and a counter, so that two machines
//! never give out the same one.

use crate::{Change, Result};

/// Which series a number comes from; its letter leads the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// Medical record number, such as `A-100042`.
    Mrn,
    /// Receipt for a payment or a refund.
    Receipt,
    /// Printed bill of a visit.
    Bill,
}

impl Series {
    fn name(self) -> &'static str {
        match self {
            Self::Mrn => "mrn",
            Self::Receipt => "receipt",
            Self::Bill => "bill",
        }
    }
}

/// The next number of a series, such as `A-100042` (MRN), `RA-1007` (receipt), `BA-1007` (bill), where `A` is the device.
pub fn next(tx: &mut Change, series: Series) -> Result<String> {
    let (device, value): (String, i64) = tx.one(
        "number_series",
        "UPDATE number_series SET next = next + 1 WHERE series = ?1 RETURNING (SELECT letter FROM device), next - 1",
        [series.name()],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    Ok(match series {
        Series::Mrn => format!("{device}-{value}"),
        Series::Receipt => format!("R{device}-{value}"),
        Series::Bill => format!("B{device}-{value}"),
    })
}

/// This machine, whose letter leads the numbers it gives out.
pub struct Device;
crate::kinds!(Device);
