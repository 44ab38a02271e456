//! Beginnings of notes that the practice keeps.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::NoteSections;
use crate::{Change, Error, Id, Result, View, kinds, text};

/// The beginning of a note.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct NoteTemplate {
    /// The template.
    pub id: Id<NoteTemplate>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// Whether it is offered.
    pub active: bool,
    /// Text of the section.
    pub subjective: String,
    /// Text of the section.
    pub objective: String,
    /// Text of the section.
    pub assessment: String,
    /// Text of the section.
    pub plan: String,
}
kinds!(NoteTemplate);

/// Which templates to list.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListNoteTemplates {
    /// Also those no longer offered.
    pub all: bool,
}

/// The practice's templates, by name.
pub fn templates(tx: &View, input: ListNoteTemplates) -> Result<Vec<NoteTemplate>> {
    tx.rows(
        "SELECT id, version, name, active, subjective, objective, assessment, plan FROM note_template
         WHERE active = 1 OR ?1 ORDER BY name COLLATE NOCASE, id",
        [input.all],
        read,
    )
}

fn template(tx: &View, id: Id<NoteTemplate>) -> Result<NoteTemplate> {
    tx.one(
        "note template",
        "SELECT id, version, name, active, subjective, objective, assessment, plan FROM note_template WHERE id = ?1",
        [id],
        read,
    )
}

fn read(r: &rusqlite::Row<'_>) -> rusqlite::Result<NoteTemplate> {
    Ok(NoteTemplate {
        id: r.get(0)?,
        version: r.get(1)?,
        name: r.get(2)?,
        active: r.get(3)?,
        subjective: r.get(4)?,
        objective: r.get(5)?,
        assessment: r.get(6)?,
        plan: r.get(7)?,
    })
}

/// A template to add, or all of one to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveNoteTemplate {
    /// Which one; left out for a new one.
    #[serde(default)]
    pub id: Option<Id<NoteTemplate>>,
    /// The version these were read at; left out for a new one.
    #[serde(default)]
    pub version: Option<i64>,
    /// What it is called.
    pub name: String,
    /// Whether it is offered.
    pub active: bool,
    /// Text of the section.
    #[serde(default)]
    pub subjective: String,
    /// Text of the section.
    #[serde(default)]
    pub objective: String,
    /// Text of the section.
    #[serde(default)]
    pub assessment: String,
    /// Text of the section.
    #[serde(default)]
    pub plan: String,
}

/// Adds a template or changes one.
pub fn save_template(tx: &mut Change, input: SaveNoteTemplate) -> Result<NoteTemplate> {
    let name = text::line("name", &input.name)?;
    let subjective = text::block("subjective", &input.subjective)?;
    let objective = text::block("objective", &input.objective)?;
    let assessment = text::block("assessment", &input.assessment)?;
    let plan = text::block("plan", &input.plan)?;
    let columns: [crate::practice::Column; 6] = [
        ("name", &name),
        ("active", &input.active),
        ("subjective", &subjective),
        ("objective", &objective),
        ("assessment", &assessment),
        ("plan", &plan),
    ];
    let id = match (input.id, input.version) {
        (None, _) => {
            let id = Id::new();
            tx.insert("note_template", id, &columns)?;
            id
        }
        (Some(id), Some(seen)) => {
            tx.update("note_template", "note template", id, seen, &columns)?;
            id
        }
        (Some(_), None) => return Err(Error::invalid("version", "Send the version that was read.")),
    };
    template(tx, id)
}

/// What is typed so far, and the template to put below it.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ApplyNoteTemplate {
    /// Which template.
    pub template: Id<NoteTemplate>,
    /// The sections as they are typed.
    #[serde(default)]
    pub typed: NoteSections,
}

/// The sections with a template below what is typed, never over it. Keeps nothing: typing is a draft until it is written.
pub fn apply_template(tx: &View, input: ApplyNoteTemplate) -> Result<NoteSections> {
    let template = template(tx, input.template)?;
    let below = |typed: String, new: String| match (typed.trim().is_empty(), new.is_empty()) {
        (true, _) => new,
        (false, true) => typed,
        (false, false) => [typed.trim_end(), &new].join("\n\n"),
    };
    Ok(NoteSections {
        subjective: below(input.typed.subjective, template.subjective),
        objective: below(input.typed.objective, template.objective),
        assessment: below(input.typed.assessment, template.assessment),
        plan: below(input.typed.plan, template.plan),
    })
}
