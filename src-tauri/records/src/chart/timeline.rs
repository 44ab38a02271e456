//! What happened to a patient, latest first: visits, immunizations, reports, procedures, documents.

use std::cmp::Reverse;

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::words::words;
use crate::{
    Id, Result, View,
    patients::{self, Patient},
    practice::AnyRecord,
    time::{Day, Instant},
};

/// Later than anything in a chart: a first page begins here.
pub(super) const END: Instant = Instant(9_000_000_000_000);
/// Entries a page.
const PAGE: usize = 20;

words! {
    /// What kind of happening.
    TimelineKind {
        /// A visit, with its note's beginning.
        Visit = "visit",
        /// A shot.
        Immunization = "immunization",
        /// A report of a laboratory or other.
        Report = "report",
        /// A procedure.
        Procedure = "procedure",
        /// A document.
        Document = "document",
    }
}

impl TimelineKind {
    const ALL: [Self; 5] = [Self::Visit, Self::Immunization, Self::Report, Self::Procedure, Self::Document];
}

/// One entry.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimelineEntry {
    /// What kind.
    pub kind: TimelineKind,
    /// The record.
    pub id: Id<AnyRecord>,
    /// When; midnight for what has only a day.
    pub at: Instant,
    /// The day, for what has only a day.
    pub on: Option<Day>,
    /// Its headline.
    pub title: String,
    /// A line below: the diagnoses, why a shot was not given.
    pub detail: Option<String>,
    /// Its status in its own words, such as `signed`.
    pub status: String,
    /// Who saw, gave or wrote.
    pub who: Option<String>,
}

/// Where a page ended.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimelineCursor {
    /// When its last entry was.
    pub at: Instant,
    /// The last entry.
    pub id: Id<AnyRecord>,
}

/// A page of the timeline.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Timeline {
    /// Latest first.
    pub entries: Vec<TimelineEntry>,
    /// Where the next page begins, if there is more.
    pub next: Option<TimelineCursor>,
}

/// Which part of whose timeline.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SeeTimeline {
    /// The patient.
    pub patient: Id<Patient>,
    /// The page before's `next`; left out for the latest.
    #[serde(default)]
    pub after: Option<TimelineCursor>,
    /// Only these kinds; every kind when empty.
    #[serde(default)]
    pub kinds: Vec<TimelineKind>,
}

/// A page of the timeline.
pub fn see(tx: &View, input: SeeTimeline) -> Result<Timeline> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    page(tx, input.patient, input.after, &input.kinds)
}

pub(super) fn page(
    tx: &View,
    patient: Id<Patient>,
    after: Option<TimelineCursor>,
    kinds: &[TimelineKind],
) -> Result<Timeline> {
    let cursor = after.unwrap_or(TimelineCursor { at: END, id: Id::from_bytes([0xff; 16]) });
    let mut entries = Vec::with_capacity(PAGE * 2);
    for kind in TimelineKind::ALL {
        if kinds.is_empty() || kinds.contains(&kind) {
            entries.append(&mut of_kind(tx, kind, patient, cursor)?);
        }
    }
    entries.sort_by_key(|e| Reverse((e.at, e.id)));
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let next = entries.last().filter(|_| more).map(|e| TimelineCursor { at: e.at, id: e.id });
    Ok(Timeline { entries, next })
}

/// One more than a page of one kind: that there is more must be seen.
fn of_kind(tx: &View, kind: TimelineKind, patient: Id<Patient>, cursor: TimelineCursor) -> Result<Vec<TimelineEntry>> {
    let sql = match kind {
        TimelineKind::Visit => {
            "SELECT visit.id, started_at, coalesce(type_text, 'Visit') || coalesce(': ' || reason, ''),
                    coalesce((SELECT group_concat(display, '; ') FROM
                                (SELECT display FROM visit_diagnosis d WHERE d.visit_id = visit.id AND removed = 0 ORDER BY rank LIMIT 3)),
                             (SELECT nullif(substr(assessment, 1, 160), '') FROM note WHERE note.visit_id = visit.id)),
                    status, practitioner.display_name
             FROM visit LEFT JOIN practitioner ON practitioner.id = practitioner_id
             WHERE patient_id = ?1 AND (started_at, visit.id) < (?2, ?3) AND status <> 'entered_in_error'
             ORDER BY started_at DESC, visit.id DESC LIMIT 21"
        }
        TimelineKind::Report => {
            "SELECT id, issued_at, display, NULL, status, NULL FROM diagnostic_report
             WHERE patient_id = ?1 AND (issued_at, id) < (?2, ?3) AND status <> 'entered_in_error'
             ORDER BY issued_at DESC, id DESC LIMIT 21"
        }
        TimelineKind::Procedure => {
            "SELECT id, performed_at, display, reason, status, NULL FROM procedure
             WHERE patient_id = ?1 AND (performed_at, id) < (?2, ?3) AND status <> 'entered_in_error'
             ORDER BY performed_at DESC, id DESC LIMIT 21"
        }
        TimelineKind::Document => {
            "SELECT id, dated_at, title, nullif(substr(body, 1, 160), ''), status, author FROM clinical_document
             WHERE patient_id = ?1 AND (dated_at, id) < (?2, ?3) AND status <> 'entered_in_error'
             ORDER BY dated_at DESC, id DESC LIMIT 21"
        }
        TimelineKind::Immunization => return shots(tx, patient, cursor),
    };
    tx.rows(sql, params![patient, cursor.at, cursor.id], |r| {
        Ok(TimelineEntry {
            kind,
            id: r.get(0)?,
            at: r.get(1)?,
            on: None,
            title: r.get(2)?,
            detail: r.get(3)?,
            status: r.get(4)?,
            who: r.get(5)?,
        })
    })
}

/// Shots have a day: they stand at its midnight in the practice's zone.
fn shots(tx: &View, patient: Id<Patient>, cursor: TimelineCursor) -> Result<Vec<TimelineEntry>> {
    let zone = tx.zone();
    let midnight = |day: Day| day.at(0, 0).map_or(END, |wall| zone.instant(wall));
    let day = zone.day(cursor.at);
    let id = if cursor.at > midnight(day) { Id::from_bytes([0xff; 16]) } else { cursor.id };
    tx.rows(
        "SELECT i.id, given_on, display, status_reason, status, practitioner.display_name
         FROM immunization i LEFT JOIN practitioner ON practitioner.id = practitioner_id
         WHERE patient_id = ?1 AND (given_on, i.id) < (?2, ?3) AND status <> 'entered_in_error'
         ORDER BY given_on DESC, i.id DESC LIMIT 21",
        params![patient, day, id],
        |r| {
            let on: Day = r.get(1)?;
            Ok(TimelineEntry {
                kind: TimelineKind::Immunization,
                id: r.get(0)?,
                at: midnight(on),
                on: Some(on),
                title: r.get(2)?,
                detail: r.get(3)?,
                status: r.get(4)?,
                who: r.get(5)?,
            })
        },
    )
}
