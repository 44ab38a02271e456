//! Typing that is not yet a record. Saved as it is typed, it survives a lock, a crash and a power cut.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, Id, Result, View, kinds,
    practice::{AnyRecord, Empty},
    time::Instant,
};

/// A draft holds at most this many bytes.
const LIMIT: usize = 1_000_000;

/// One user's typing in one place.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Draft {
    /// What was typed, in the form's own shape.
    pub body: String,
    /// When it was last saved.
    pub saved_at: Instant,
}
kinds!(Draft);

/// A place where one types: a form and the record it is about.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftPlace {
    /// Which form, such as `note` or `register_patient`.
    pub about: String,
    /// Which record; left out for a new one.
    #[serde(default)]
    pub subject: Option<Id<AnyRecord>>,
}

/// Typing to keep.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveDraft {
    /// Which form.
    pub about: String,
    /// Which record; left out for a new one.
    #[serde(default)]
    pub subject: Option<Id<AnyRecord>>,
    /// The patient it is about, if any.
    #[serde(default)]
    pub patient: Option<Id<AnyRecord>>,
    /// What was typed, in the form's own shape.
    pub body: String,
}

fn subject(id: Option<Id<AnyRecord>>) -> String {
    id.map(|i| i.to_string()).unwrap_or_default()
}

/// Keeps what this user typed there, in place of what they typed before.
pub fn save(tx: &mut Change, input: SaveDraft) -> Result<Empty> {
    if input.body.len() > LIMIT {
        return Err(Error::invalid("body", "This text is too long to keep as one draft."));
    }
    if input.about.is_empty() || input.about.len() > 64 {
        return Err(Error::invalid("about", "Name the form the draft belongs to."));
    }
    let subject = subject(input.subject);
    let changed = tx.exec(
        "UPDATE draft SET body = ?1, saved_at = ?2 WHERE user_id = ?3 AND about = ?4 AND subject = ?5",
        params![input.body, tx.now(), tx.user(), input.about, subject],
    )?;
    if changed == 0 {
        tx.exec(
            "INSERT INTO draft (id, user_id, about, subject, patient_id, body, saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![Id::<Draft>::new(), tx.user(), input.about, subject, input.patient, input.body, tx.now()],
        )?;
    }
    Ok(Empty {})
}

/// What this user typed there, if anything.
pub fn find(tx: &View, input: DraftPlace) -> Result<Option<Draft>> {
    tx.maybe(
        "SELECT body, saved_at FROM draft WHERE user_id = ?1 AND about = ?2 AND subject = ?3",
        params![tx.user(), input.about, subject(input.subject)],
        |r| Ok(Draft { body: r.get(0)?, saved_at: r.get(1)? }),
    )
}

/// Throws away what this user typed there, once it is a record or not wanted.
pub fn discard(tx: &mut Change, input: DraftPlace) -> Result<Empty> {
    tx.exec(
        "DELETE FROM draft WHERE user_id = ?1 AND about = ?2 AND subject = ?3",
        params![tx.user(), input.about, subject(input.subject)],
    )?;
    Ok(Empty {})
}

/// Throws away what became a record, in the transaction that wrote it: after a power cut it does not come back to be sent again.
pub(crate) fn became_record<U>(tx: &mut Change, about: &str, subject: Id<U>) -> Result<()> {
    discard(tx, DraftPlace { about: about.to_owned(), subject: Some(subject.cast()) }).map(drop)
}

/// A draft about a patient, without its text.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct PatientDraft {
    /// Which form.
    pub about: String,
    /// Which record; none for a new one.
    pub subject: Option<Id<AnyRecord>>,
    /// When it was last saved.
    pub saved_at: Instant,
}

/// What this user typed about a patient and did not keep, the latest first.
pub fn of_patient(tx: &View, patient: Id<AnyRecord>) -> Result<Vec<PatientDraft>> {
    tx.rows(
        "SELECT about, subject, saved_at FROM draft WHERE user_id = ?1 AND patient_id = ?2 ORDER BY saved_at DESC LIMIT 50",
        params![tx.user(), patient],
        |r| {
            let subject: String = r.get(1)?;
            Ok(PatientDraft { about: r.get(0)?, subject: subject.parse().ok(), saved_at: r.get(2)? })
        },
    )
}
