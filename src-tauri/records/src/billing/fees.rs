//! The fee schedule: what the practice asks for a code, from a day on.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Change, Error, Id, Result, View, kinds, money::Cents, text, time::Day};

/// A code's price from a day on.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Fee {
    /// The fee.
    pub id: Id<Fee>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// CPT, HCPCS or the practice's own code.
    pub code: String,
    /// The practice's words for it.
    pub description: String,
    /// Price of one unit.
    pub cents: Cents,
    /// First day it holds.
    pub starts_on: Day,
    /// Last day it holds; left out while it holds.
    pub ends_on: Option<Day>,
}
kinds!(Fee);

/// Which fees to list.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct FindFees {
    /// Words of the code or description, in any order; all when left out.
    pub query: String,
    /// The day they hold; today when left out.
    pub on: Option<Day>,
    /// At most this many; 50 when left out.
    pub limit: Option<u32>,
}

fn read(r: &rusqlite::Row<'_>) -> rusqlite::Result<Fee> {
    Ok(Fee {
        id: r.get(0)?,
        version: r.get(1)?,
        code: r.get(2)?,
        description: r.get(3)?,
        cents: r.get(4)?,
        starts_on: r.get(5)?,
        ends_on: r.get(6)?,
    })
}

/// The fees that hold on a day and have every word of the query, by code.
pub fn find(tx: &View, input: FindFees) -> Result<Vec<Fee>> {
    let on = input.on.unwrap_or_else(|| tx.today());
    let words: Vec<String> = text::folded(&input.query).split(' ').map(str::to_owned).collect();
    let limit = input.limit.unwrap_or(50).clamp(1, 2000) as usize;
    let mut found = Vec::new();
    // A practice has some hundred fees: reading them all is quicker than an index over their words.
    tx.each(
        "SELECT id, version, code, description, cents, starts_on, ends_on, search FROM fee
         WHERE starts_on <= ?1 AND (ends_on IS NULL OR ends_on >= ?1) ORDER BY code, starts_on DESC",
        [on],
        |r| {
            let search: String = r.get(7)?;
            if found.len() < limit && words.iter().all(|w| search.contains(w.as_str())) {
                found.push(read(r)?);
            }
            Ok(())
        },
    )?;
    Ok(found)
}

/// The fee of a code on a day, if the practice has one.
pub fn of(tx: &View, code: &str, on: Day) -> Result<Option<Fee>> {
    tx.maybe(
        "SELECT id, version, code, description, cents, starts_on, ends_on FROM fee
         WHERE code = ?1 AND starts_on <= ?2 AND (ends_on IS NULL OR ends_on >= ?2) ORDER BY starts_on DESC LIMIT 1",
        params![code, on],
        read,
    )
}

/// A fee to set.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SetFee {
    /// CPT, HCPCS or the practice's own code.
    pub code: String,
    /// The practice's words for it.
    pub description: String,
    /// Price of one unit.
    pub cents: Cents,
    /// First day it holds; today when left out. The fee that held before ends the day before.
    #[serde(default)]
    pub starts_on: Option<Day>,
}

/// A code as it is kept: upper case, letters and digits.
pub(super) fn clean_code(field: &'static str, code: &str) -> Result<String> {
    let code = code.trim().to_ascii_uppercase();
    if !(2..=10).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Error::invalid(field, "A code has 2 to 10 letters and digits, such as 99213."));
    }
    Ok(code)
}

/// Sets a code's price from a day on; the one before ends. Earlier charges keep the price they were made at.
pub fn set(tx: &mut Change, input: SetFee) -> Result<Fee> {
    let code = clean_code("code", &input.code)?;
    let description = text::line("description", &input.description)?;
    let cents = input.cents.not_negative("cents")?;
    let starts_on = input.starts_on.unwrap_or_else(|| tx.today());
    let search = text::folded(&format!("{code} {description}"));
    let before = of(tx, &code, starts_on)?;
    let id = match before {
        Some(same_day) if same_day.starts_on == starts_on => {
            tx.update(
                "fee",
                "fee",
                same_day.id,
                same_day.version,
                &[("description", &description), ("cents", &cents), ("search", &search)],
            )?;
            same_day.id
        }
        before => {
            if let Some(before) = before {
                tx.update("fee", "fee", before.id, before.version, &[("ends_on", &starts_on.plus_days(-1))])?;
            }
            let id = Id::new();
            // Entered late, it holds until the one that is there already.
            let next: Option<Day> = tx.one(
                "fee",
                "SELECT min(starts_on) FROM fee WHERE code = ?1 AND starts_on > ?2",
                params![code, starts_on],
                |r| r.get(0),
            )?;
            let ends_on = next.map(|day| day.plus_days(-1));
            tx.insert(
                "fee",
                id,
                &[
                    ("ends_on", &ends_on),
                    ("code", &code),
                    ("description", &description),
                    ("cents", &cents),
                    ("starts_on", &starts_on),
                    ("search", &search),
                ],
            )?;
            id
        }
    };
    tx.one("fee", "SELECT id, version, code, description, cents, starts_on, ends_on FROM fee WHERE id = ?1", [id], read)
}

/// A fee that ends.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EndFee {
    /// Which one.
    pub id: Id<Fee>,
    /// The version it was read at.
    pub version: i64,
    /// Last day it holds.
    pub ends_on: Day,
}

/// Ends a fee: from the next day on the code has no price.
pub fn end(tx: &mut Change, input: EndFee) -> Result<Fee> {
    tx.update("fee", "fee", input.id, input.version, &[("ends_on", &input.ends_on)])?;
    tx.one(
        "fee",
        "SELECT id, version, code, description, cents, starts_on, ends_on FROM fee WHERE id = ?1",
        [input.id],
        read,
    )
}
