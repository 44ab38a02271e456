//! Finding a patient as the desk types: the index answers, never a pass over all patients.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Id, Result, View, practice::Empty, time::Day};

use super::{
    Patient, PatientPhoto, Sex,
    index::kind,
    query::{Born, Sought, readings},
};

/// Most rows an answer holds.
const MOST: usize = 30;
/// Most index rows read for one word: a name of several words can find one patient several times, but not this often.
const READ: usize = 16 * MOST;

/// What is typed to find a patient.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FindPatients {
    /// Any mixture of name parts, birth date, telephone and MRN: `smi 3/4/61`, `555-0134`, `A-100042`.
    pub query: String,
    /// At most this many, 1 to 30; 30 when left out.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A patient in a list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PatientRow {
    /// The patient.
    pub id: Id<Patient>,
    /// The name, family name first.
    pub name: String,
    /// What they want to be called.
    pub preferred_name: Option<String>,
    /// Day of birth.
    pub birth_date: Option<Day>,
    /// Completed years today, or at death.
    pub age: Option<i32>,
    /// Sex.
    pub sex: Sex,
    /// Medical record number.
    pub mrn: String,
    /// The first telephone number.
    pub phone: Option<String>,
    /// The photo, if there is one.
    pub photo: Option<Id<PatientPhoto>>,
    /// Whether they died.
    pub deceased: bool,
    /// Whether they still come here.
    pub active: bool,
    /// Found only by forgiving a typing error.
    pub approximate: bool,
}

/// The columns of [`read`], after the ones a query puts first.
macro_rules! row_columns {
    () => {
        "p.id, p.merged_into, p.list_name, p.preferred_name, p.birth_date, p.sex, p.mrn, p.phone,
         (SELECT id FROM patient_photo WHERE patient_id = p.id AND active = 1 ORDER BY id DESC LIMIT 1),
         p.deceased, p.active, p.deceased_on"
    };
}

const BY_TERM: &str = concat!(
    "SELECT ",
    row_columns!(),
    " FROM search_patient s JOIN patient p ON p.id = s.patient
     WHERE s.kind = ?1 AND s.term >= ?2 AND s.term < ?3
       AND instr(s.words, ?4) > 0 AND instr(s.words, ?5) > 0 AND instr(s.words, ?6) > 0 AND instr(s.words, ?7) > 0
     ORDER BY s.term, s.words LIMIT ?8"
);
const BY_ID: &str = concat!("SELECT ", row_columns!(), " FROM patient p WHERE p.id = ?1");
const WEIGHT: &str = "SELECT coalesce(sum(uses), 0) FROM search_name WHERE term >= ?1 AND term < ?2";

/// Patients that fit what was typed, at most 30: family names first, then given names, then earlier names.
pub fn find(tx: &View, input: FindPatients) -> Result<Vec<PatientRow>> {
    if input.query.len() > 800 {
        return Err(Error::invalid(
            "query",
            "This is too long to search for. Type a part of the name, the birth date or the phone number.",
        ));
    }
    let most = input.limit.map_or(MOST, |l| usize::try_from(l).unwrap_or(MOST)).clamp(1, MOST);
    let sought = readings(&input.query, tx.today());
    let mut found = Found { tx, most, rows: Vec::new() };
    for one in &sought {
        found.add(one, false)?;
    }
    if found.rows.is_empty() {
        for one in &sought {
            for near in super::typos::near(tx, one)? {
                found.add(&near, true)?;
            }
        }
    }
    let mut rows = found.rows;
    rows.sort_by_key(|r| !r.active);
    Ok(rows)
}

/// The row of one patient, or of the record it was merged into.
pub(super) fn row(tx: &View, patient: Id<Patient>) -> Result<PatientRow> {
    let (row, merged_into) = tx.one("patient", BY_ID, [patient], |r| read(r, tx.today()))?;
    match merged_into {
        Some(survivor) => row_of_survivor(tx, survivor),
        None => Ok(row),
    }
}

fn row_of_survivor(tx: &View, mut patient: Id<Patient>) -> Result<PatientRow> {
    // A survivor may have been merged on; a chain of merges is as long as people made it.
    for _ in 0..16 {
        let (row, merged_into) = tx.one("patient", BY_ID, [patient], |r| read(r, tx.today()))?;
        match merged_into {
            Some(next) => patient = next,
            None => return Ok(row),
        }
    }
    Err(Error::Internal("merged records form a circle"))
}

type Read = (PatientRow, Option<Id<Patient>>);

fn read(r: &rusqlite::Row<'_>, today: Day) -> rusqlite::Result<Read> {
    let (birth_date, deceased, died): (Option<Day>, bool, Option<Day>) = (r.get(4)?, r.get(9)?, r.get(11)?);
    let row = PatientRow {
        id: r.get(0)?,
        name: r.get(2)?,
        preferred_name: r.get(3)?,
        birth_date,
        age: super::age(birth_date, deceased, died, today),
        sex: r.get(5)?,
        mrn: r.get(6)?,
        phone: r.get(7)?,
        photo: r.get(8)?,
        deceased,
        active: r.get(10)?,
        approximate: false,
    };
    Ok((row, r.get(1)?))
}

/// What was found so far, each patient once.
struct Found<'t, 'c> {
    tx: &'t View<'c>,
    most: usize,
    rows: Vec<PatientRow>,
}

impl Found<'_, '_> {
    /// Adds what fits one reading, led by its most selective part.
    fn add(&mut self, sought: &Sought, approximate: bool) -> Result<()> {
        let born = sought.born.as_deref();
        let whole_day = born.is_some_and(|b| b.iter().any(|b| matches!(b, Born::On(_))));
        if let Some(number) = &sought.number {
            return self.each_born(kind::NUMBER, number, &sought.names, born, approximate);
        }
        if let Some(phone) = &sought.phone {
            return self.each_born(kind::PHONE, phone, &sought.names, born, approximate);
        }
        if let Some(born) = born
            && (whole_day || sought.names.is_empty())
        {
            for one in born {
                // A month and a day alone lead nowhere: the year is still to come.
                if let Some(term) = one.word().strip_prefix(' ') {
                    self.lead(kind::BIRTH, term, &sought.names, "", approximate)?;
                }
            }
            return Ok(());
        }
        let Some((lead, others)) = lightest(self.tx, &sought.names)? else { return Ok(()) };
        for kind in kind::NAMES {
            self.each_born(kind, &lead, &others, born, approximate)?;
        }
        Ok(())
    }

    fn each_born(
        &mut self,
        kind: u8,
        lead: &str,
        names: &[String],
        born: Option<&[Born]>,
        approximate: bool,
    ) -> Result<()> {
        let Some(born) = born else { return self.lead(kind, lead, names, "", approximate) };
        for one in born {
            self.lead(kind, lead, names, &one.word(), approximate)?;
        }
        Ok(())
    }

    fn lead(&mut self, kind: u8, lead: &str, names: &[String], born: &str, approximate: bool) -> Result<()> {
        if self.rows.len() >= self.most || lead.is_empty() {
            return Ok(());
        }
        let word = |at: usize| names.get(at).map(|n| format!(" {n}")).unwrap_or_default();
        let today = self.tx.today();
        let mut limit = self.most + 2;
        loop {
            let window = params![kind, lead, after(lead), word(0), word(1), word(2), born, limit];
            let rows: Vec<Read> = self.tx.rows(BY_TERM, window, |r| read(r, today))?;
            let all = rows.len() < limit || limit >= READ;
            for (row, merged_into) in rows {
                let row = match merged_into {
                    Some(survivor) => row_of_survivor(self.tx, survivor)?,
                    None => row,
                };
                if self.rows.len() < self.most && self.rows.iter().all(|r| r.id != row.id) {
                    self.rows.push(PatientRow { approximate, ..row });
                }
            }
            if all || self.rows.len() >= self.most {
                return Ok(());
            }
            limit *= 4;
        }
    }
}

/// The end of the range of terms that begin so.
pub(super) fn after(lead: &str) -> String {
    format!("{lead}\u{10ffff}")
}

/// The name word that fewest index rows lead by, and the others. One alone needs no weighing.
fn lightest(tx: &View, names: &[String]) -> Result<Option<(String, Vec<String>)>> {
    if let [only] = names {
        return Ok(Some((only.clone(), Vec::new())));
    }
    let mut best: Option<(i64, usize)> = None;
    for (at, name) in names.iter().enumerate() {
        let weight: i64 = tx.one("patient", WEIGHT, params![name, after(name)], |r| r.get(0))?;
        if best.is_none_or(|(lightest, _)| weight < lightest) {
            best = Some((weight, at));
        }
    }
    Ok(best.and_then(|(_, lead)| {
        let others = names.iter().enumerate().filter(|(at, _)| *at != lead).map(|(_, n)| n.clone()).collect();
        names.get(lead).map(|n| (n.clone(), others))
    }))
}

/// The patients the signed-in user looked at last, newest first; at most 12.
pub fn recent(tx: &View, _: Empty) -> Result<Vec<PatientRow>> {
    let seen: Vec<Id<Patient>> = tx.rows(RECENT, [tx.user()], |r| r.get(0))?;
    let mut rows: Vec<PatientRow> = Vec::new();
    for patient in seen {
        // The log names patients of whatever the file held then: one that is gone is no error here.
        if rows.len() < 12
            && let Some(id) = tx.maybe("SELECT id FROM patient WHERE id = ?1", [patient], |r| r.get(0))?
        {
            let row = row(tx, id)?;
            if rows.iter().all(|r| r.id != row.id) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// The last two thousand entries are enough to remember a day by, and bound the work.
const RECENT: &str = "SELECT patient_id FROM
     (SELECT seq, patient_id, user_id FROM audit ORDER BY seq DESC LIMIT 2000)
   WHERE patient_id IS NOT NULL AND user_id = ?1 GROUP BY patient_id ORDER BY max(seq) DESC LIMIT 24";

#[cfg(test)]
#[path = "find_tests.rs"]
mod tests;
