//! Visit notes: subjective, objective, assessment, plan. While it is being typed a note is a draft (see [`crate::drafts`]); kept,
//! it is an unsigned record; signed, it is final, and what comes later is an addendum with a signature of its own.

mod each;
mod import;
mod templates;

pub use each::each;
pub use import::{ImportedNote, import, tells_the_same};
pub use templates::{
    ApplyNoteTemplate, ListNoteTemplates, NoteTemplate, SaveNoteTemplate, apply_template, save_template, templates,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, FaultCode, Id, Result, View,
    chart::words::words,
    drafts, kinds,
    patients::Patient,
    staff::{self, Practitioner},
    text,
    time::Instant,
    visits::{self, Visit, VisitStatus},
};

/// The name under which the window keeps the typing of a note, with the visit as its subject.
pub const DRAFT: &str = "note";

words! {
    /// How final a note is.
    NoteStatus {
        /// Still written.
        Unsigned = "unsigned",
        /// Final.
        Signed = "signed",
        /// Of a visit that was entered in error.
        EnteredInError = "entered_in_error",
    }
}

/// The note of a visit.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Note {
    /// The note.
    pub id: Id<Note>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// Of which visit.
    pub visit: Id<Visit>,
    /// How final it is.
    pub status: NoteStatus,
    /// What the patient tells.
    pub subjective: String,
    /// What is found.
    pub objective: String,
    /// What it means.
    pub assessment: String,
    /// What is done about it.
    pub plan: String,
    /// When it was signed.
    pub signed_at: Option<Instant>,
    /// The name of who signed.
    pub signed_by: Option<String>,
    /// Last changed.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: Option<String>,
    /// What was added after the signature, in order.
    pub addenda: Vec<NoteAddendum>,
}

/// What was added to a signed note.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct NoteAddendum {
    /// The addendum.
    pub id: Id<NoteAddendum>,
    /// Its text.
    pub body: String,
    /// When it was signed.
    pub signed_at: Instant,
    /// The name of who signed.
    pub signed_by: String,
}
kinds!(Note, NoteAddendum);

/// The note of a visit, if one was written.
pub fn of_visit(tx: &View, visit: Id<Visit>) -> Result<Option<Note>> {
    let found = tx.maybe(
        "SELECT note.id, note.version, status, subjective, objective, assessment, plan, signed_at, practitioner.display_name,
                coalesce(note.changed_at, note.created_at), user.display_name
         FROM note
         LEFT JOIN practitioner ON practitioner.id = signed_by
         LEFT JOIN user ON user.id = coalesce(note.changed_by, note.created_by)
         WHERE visit_id = ?1",
        [visit],
        |r| {
            Ok(Note {
                id: r.get(0)?,
                version: r.get(1)?,
                visit,
                status: r.get(2)?,
                subjective: r.get(3)?,
                objective: r.get(4)?,
                assessment: r.get(5)?,
                plan: r.get(6)?,
                signed_at: r.get(7)?,
                signed_by: r.get(8)?,
                changed_at: r.get(9)?,
                changed_by: r.get(10)?,
                addenda: Vec::new(),
            })
        },
    )?;
    let Some(mut note) = found else { return Ok(None) };
    if note.status != NoteStatus::Unsigned {
        note.addenda = tx.rows(
            "SELECT note_addendum.id, body, signed_at, practitioner.display_name
             FROM note_addendum JOIN practitioner ON practitioner.id = signed_by
             WHERE note_id = ?1 ORDER BY signed_at, note_addendum.id",
            [note.id],
            |r| Ok(NoteAddendum { id: r.get(0)?, body: r.get(1)?, signed_at: r.get(2)?, signed_by: r.get(3)? }),
        )?;
    }
    Ok(Some(note))
}

/// The four sections of a note.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct NoteSections {
    /// What the patient tells.
    pub subjective: String,
    /// What is found.
    pub objective: String,
    /// What it means.
    pub assessment: String,
    /// What is done about it.
    pub plan: String,
}

/// A note to keep, all four sections.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteNote {
    /// Whose.
    pub patient: Id<Patient>,
    /// Of which visit.
    pub visit: Id<Visit>,
    /// The version these were read at; left out for the first writing.
    #[serde(default)]
    pub version: Option<i64>,
    /// What the patient tells.
    #[serde(default)]
    pub subjective: String,
    /// What is found.
    #[serde(default)]
    pub objective: String,
    /// What it means.
    #[serde(default)]
    pub assessment: String,
    /// What is done about it.
    #[serde(default)]
    pub plan: String,
}

/// Keeps the note of an open visit, and drops the draft it was typed as.
pub fn write(tx: &mut Change, input: WriteNote) -> Result<Note> {
    visits::open_of(tx, input.visit, input.patient)?;
    let subjective = text::block("subjective", &input.subjective)?;
    let objective = text::block("objective", &input.objective)?;
    let assessment = text::block("assessment", &input.assessment)?;
    let plan = text::block("plan", &input.plan)?;
    let sections: [crate::practice::Column; 4] =
        [("subjective", &subjective), ("objective", &objective), ("assessment", &assessment), ("plan", &plan)];
    match (of_visit(tx, input.visit)?, input.version) {
        (Some(note), Some(seen)) => tx.update("note", "note", note.id, seen, &sections)?,
        (Some(note), None) => return Err(Error::Conflict { current: note.version }),
        (None, Some(_)) => return Err(Error::NotFound("note")),
        (None, None) => {
            let mut columns: Vec<crate::practice::Column> =
                vec![("patient_id", &input.patient), ("visit_id", &input.visit), ("status", &NoteStatus::Unsigned)];
            columns.extend(sections);
            tx.insert("note", Id::<Note>::new(), &columns)?;
        }
    }
    drafts::became_record(tx, DRAFT, input.visit)?;
    of_visit(tx, input.visit)?.ok_or(Error::NotFound("note"))
}

pub(crate) fn only_a_practitioner() -> Error {
    Error::refused(
        FaultCode::NotPermitted,
        "Only a practitioner signs, and your user is not one. Ask an administrator to make you a provider.",
    )
}

/// A note as the window types it: all that its draft may hold.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Typed {
    subjective: Option<String>,
    objective: Option<String>,
    assessment: Option<String>,
    plan: Option<String>,
    /// Of the note it began from.
    #[serde(rename = "version")]
    _version: serde::de::IgnoredAny,
}

/// Whether a draft says what the note says. One that cannot be read as a note does not.
fn is_in(draft: &str, note: &Note) -> bool {
    let Ok(typed) = serde_json::from_str::<Typed>(draft) else { return false };
    [
        (typed.subjective, &note.subjective),
        (typed.objective, &note.objective),
        (typed.assessment, &note.assessment),
        (typed.plan, &note.plan),
    ]
    .into_iter()
    .all(|(typed, kept)| typed.is_none_or(|typed| text::block("note", &typed).is_ok_and(|typed| typed == *kept)))
}

/// Signs the note of a visit; part of signing the visit. Refused while the signer's typing is not in it: it would be lost.
pub(crate) fn sign(tx: &mut Change, visit: Id<Visit>, seen: i64, signer: &Practitioner) -> Result<Note> {
    let note = of_visit(tx, visit)?;
    let empty = |n: &Note| [&n.subjective, &n.objective, &n.assessment, &n.plan].iter().all(|s| s.is_empty());
    let note = note.filter(|n| !empty(n)).ok_or_else(|| {
        Error::refused(FaultCode::WrongState, "The note is empty. Write what was found and done, then sign.")
    })?;
    let place = drafts::DraftPlace { about: DRAFT.into(), subject: Some(visit.cast()) };
    if drafts::find(tx, place)?.is_some_and(|draft| !is_in(&draft.body, &note)) {
        return Err(Error::refused(
            FaultCode::WrongState,
            "What you typed last is not in the note yet. Keep it or throw it away, then sign.",
        ));
    }
    tx.update(
        "note",
        "note",
        note.id,
        seen,
        &[("status", &NoteStatus::Signed), ("signed_at", &tx.now()), ("signed_by", &signer.id)],
    )?;
    of_visit(tx, visit)?.ok_or(Error::NotFound("note"))
}

/// Marks the note of a visit that was entered in error.
pub(crate) fn mark_in_error(tx: &mut Change, visit: Id<Visit>, reason: &str) -> Result<()> {
    let Some(note) = of_visit(tx, visit)? else { return Ok(()) };
    tx.update(
        "note",
        "note",
        note.id,
        note.version,
        &[("status", &NoteStatus::EnteredInError), ("error_reason", &reason)],
    )
}

/// What to add to a signed note.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddAddendum {
    /// Whose.
    pub patient: Id<Patient>,
    /// Of which visit.
    pub visit: Id<Visit>,
    /// Its text.
    pub body: String,
}

/// Adds to a signed note, signed at once by its author.
pub fn add_addendum(tx: &mut Change, input: AddAddendum) -> Result<Note> {
    let visit = visits::of_patient(tx, input.visit, input.patient)?;
    let signer = staff::own_practitioner(tx)?.ok_or_else(only_a_practitioner)?;
    let body = text::block("body", &input.body)?;
    if body.is_empty() {
        return Err(Error::invalid("body", "The addendum is empty."));
    }
    let note = of_visit(tx, input.visit)?.filter(|_| visit.status == VisitStatus::Signed).ok_or_else(|| {
        Error::refused(FaultCode::WrongState, "This visit is not signed here: there is nothing to add an addendum to.")
    })?;
    tx.insert(
        "note_addendum",
        Id::<NoteAddendum>::new(),
        &[
            ("patient_id", &input.patient),
            ("visit_id", &input.visit),
            ("note_id", &note.id),
            ("body", &body),
            ("signed_at", &tx.now()),
            ("signed_by", &signer.id),
        ],
    )?;
    drafts::became_record(tx, "addendum", input.visit)?;
    of_visit(tx, input.visit)?.ok_or(Error::NotFound("note"))
}
