//! Money in whole cents. A balance is computed from these, never stored.

use std::iter::Sum;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Result};

/// US cents. Outside, an integer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Cents(pub i64);

impl Cents {
    /// Nothing.
    pub const ZERO: Cents = Cents(0);
    /// The largest single amount Chartwell accepts: ten million dollars.
    pub const LIMIT: Cents = Cents(1_000_000_000);

    /// An amount a person may enter: more than nothing, at most [`Cents::LIMIT`].
    pub fn positive(self, field: &'static str) -> Result<Self> {
        if self.0 <= 0 {
            return Err(Error::invalid(field, "The amount must be more than zero."));
        }
        self.within(field)
    }

    /// An amount that may be nothing, at most [`Cents::LIMIT`].
    pub fn not_negative(self, field: &'static str) -> Result<Self> {
        if self.0 < 0 {
            return Err(Error::invalid(field, "The amount cannot be negative."));
        }
        self.within(field)
    }

    fn within(self, field: &'static str) -> Result<Self> {
        if self > Self::LIMIT { Err(Error::invalid(field, "The amount is too large.")) } else { Ok(self) }
    }

    /// `self × units`, refused beyond what fits.
    pub fn times(self, units: i64) -> Option<Cents> {
        self.0.checked_mul(units).map(Cents)
    }
}

impl std::ops::Add for Cents {
    type Output = Cents;
    fn add(self, other: Cents) -> Cents {
        Cents(self.0.saturating_add(other.0))
    }
}
impl std::ops::Sub for Cents {
    type Output = Cents;
    fn sub(self, other: Cents) -> Cents {
        Cents(self.0.saturating_sub(other.0))
    }
}
impl std::ops::Neg for Cents {
    type Output = Cents;
    fn neg(self) -> Cents {
        Cents(self.0.saturating_neg())
    }
}
impl Sum for Cents {
    fn sum<I: Iterator<Item = Cents>>(iter: I) -> Cents {
        iter.fold(Cents::ZERO, |a, b| a + b)
    }
}

impl ToSql for Cents {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}
impl FromSql for Cents {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Cents)
    }
}
