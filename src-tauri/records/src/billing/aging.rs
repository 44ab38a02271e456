//! Who owes how much since when, as of any day: later charges and receipts are ignored.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::charges::Charge;
use crate::{
    Id, Result, View,
    money::Cents,
    patients::{self, Patient},
    time::Day,
};

/// As of which day.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct AgingAsOf {
    /// The day; today when left out.
    pub as_of: Option<Day>,
    /// At most this many accounts, the largest first; 100 when left out, 0 for the totals alone.
    pub limit: Option<u32>,
}

/// Open amounts by age of the service, in days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Buckets {
    /// 0 to 30.
    pub current: Cents,
    /// 31 to 60.
    pub over_30: Cents,
    /// 61 to 90.
    pub over_60: Cents,
    /// More than 90.
    pub over_90: Cents,
}

impl Buckets {
    fn add(&mut self, age: i64, cents: Cents) {
        let bucket = match age {
            ..=30 => &mut self.current,
            31..=60 => &mut self.over_30,
            61..=90 => &mut self.over_60,
            _ => &mut self.over_90,
        };
        *bucket = *bucket + cents;
    }

    fn total(&self) -> Cents {
        self.current + self.over_30 + self.over_60 + self.over_90
    }
}

/// One account with something open.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct AgedAccount {
    /// The patient.
    pub patient: Id<Patient>,
    /// Their name.
    pub patient_name: String,
    /// Open amounts by age.
    pub buckets: Buckets,
    /// Open in all.
    pub open: Cents,
}

/// What is open, by age.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Aging {
    /// As of this day.
    pub as_of: Day,
    /// Open amounts by age.
    pub buckets: Buckets,
    /// Open in all.
    pub open: Cents,
    /// Payments that cover no charge.
    pub unapplied: Cents,
    /// How many accounts have something open.
    pub accounts: u64,
    /// The accounts with the most open.
    pub largest: Vec<AgedAccount>,
}

/// What is open, by age.
///
/// Four covering indexes are read; no row is touched.
pub fn as_of(tx: &View, input: AgingAsOf) -> Result<Aging> {
    let as_of = input.as_of.unwrap_or_else(|| tx.today());
    let mut lowered =
        sums(tx, "SELECT charge_id, sum(cents) FROM allocation WHERE applied_on <= ?1 GROUP BY charge_id", as_of)?;
    let applied: Cents = lowered.values().copied().sum();
    for (charge, cents) in
        sums(tx, "SELECT charge_id, sum(cents) FROM adjustment WHERE adjusted_on <= ?1 GROUP BY charge_id", as_of)?
    {
        let lowered = lowered.entry(charge).or_default();
        *lowered = *lowered + cents;
    }
    let mut accounts: HashMap<Id<Patient>, Buckets> = HashMap::new();
    let mut ages = HashMap::<String, Option<i64>>::new();
    tx.each(
        "SELECT id, patient_id, service_on, cents FROM charge INDEXED BY charge_patient WHERE status = 'posted'",
        [],
        |r| {
            let id: Id<Charge> = r.get(0)?;
            let open = r.get::<_, Cents>(3)? - lowered.get(&id).copied().unwrap_or_default();
            if open == Cents::ZERO {
                return Ok(());
            }
            let day = r.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
            let age = match ages.get(day) {
                Some(age) => *age,
                None => {
                    let age = Some(as_of.days_since(day.parse()?)).filter(|a| *a >= 0);
                    ages.insert(day.to_owned(), age);
                    age
                }
            };
            if let Some(age) = age {
                accounts.entry(r.get(1)?).or_default().add(age, open);
            }
            Ok(())
        },
    )?;
    let received: Cents =
        tx.one("practice", "SELECT coalesce(sum(cents), 0) FROM payment WHERE received_on <= ?1", [as_of], |r| {
            r.get(0)
        })?;
    let mut buckets = Buckets::default();
    accounts.retain(|_, b| *b != Buckets::default());
    for account in accounts.values() {
        buckets = Buckets {
            current: buckets.current + account.current,
            over_30: buckets.over_30 + account.over_30,
            over_60: buckets.over_60 + account.over_60,
            over_90: buckets.over_90 + account.over_90,
        };
    }
    let count = accounts.len() as u64;
    let mut ranked: Vec<_> = accounts.into_iter().collect();
    ranked.sort_by_key(|(patient, b)| (-b.total().0, *patient));
    ranked.truncate(input.limit.unwrap_or(100).min(1000) as usize);
    let largest = ranked
        .into_iter()
        .map(|(patient, buckets)| {
            Ok(AgedAccount { patient_name: patients::list_name(tx, patient)?, open: buckets.total(), patient, buckets })
        })
        .collect::<Result<_>>()?;
    Ok(Aging { as_of, open: buckets.total(), buckets, unapplied: received - applied, accounts: count, largest })
}

fn sums(tx: &View, sql: &'static str, as_of: Day) -> Result<HashMap<Id<Charge>, Cents>> {
    let mut sums = HashMap::new();
    tx.each(sql, [as_of], |r| {
        sums.insert(r.get(0)?, r.get(1)?);
        Ok(())
    })?;
    Ok(sums)
}
