//! Records from elsewhere: FHIR R4 files read into charts, the schedule and the books.
//!
//! One thread parses while another writes; a transaction is some thirty thousand resources, and a bundle is never split. Each
//! resource is taken or refused by itself; whatever Chartwell has no place for is counted. A resource is known by a key of its id
//! (see [`keys`]), so importing twice adds nothing. A dry run reads and counts in the same way and writes nothing.

mod clinical;
mod encounters;
mod feed;
mod files;
mod findings;
mod importer;
mod keys;
mod money;
mod people;
mod tally;
mod values;

use std::{
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, channel, sync_channel},
    },
    time::Duration,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use tally::{KeptRecords, NotKept, RefusedRecords};

use crate::{Error, FaultCode, Result, jobs::Job};
use feed::{AHEAD, Parcel, feed};
use importer::{Importer, Target};

/// Files to import.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportRecords {
    /// Files, and folders whose `.json` and `.ndjson` files are read, those of folders within too. FHIR R4: bundles, NDJSON of
    /// bundles, bulk-export NDJSON, single resources.
    pub paths: Vec<String>,
    /// Read and count everything, save nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// What an import brought. Every resource of the files counts once: kept, already here, not kept or refused.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct ImportReport {
    /// Whether nothing was saved.
    pub dry_run: bool,
    /// How many files were read.
    pub files: u64,
    /// Resources kept that were new.
    pub added: u64,
    /// Resources that were imported before.
    pub already_here: u64,
    /// Those of them that say something else than what stands here, by FHIR type. What stands here was left as it is. Compared are
    /// a patient's details and the facts of a chart and a schedule; bills and policies are not.
    pub different: Vec<KeptRecords>,
    /// Those kept, by FHIR type.
    pub kept: Vec<KeptRecords>,
    /// What Chartwell has no place for: whole resources, then elements of those that were kept.
    pub not_kept: Vec<NotKept>,
    /// What cannot be right.
    pub refused: Vec<RefusedRecords>,
    /// Set when the user stopped it: what was saved until then stays.
    pub cancelled: bool,
}

/// Resources without their patient that are taken in one transaction once all files were read.
const LATE: usize = 2000;

/// Parcels in a transaction: rows of many patients meet on the same pages of the indexes, which are then written once.
const PARCELS: usize = 4;
/// How long a transaction waits for its next parcel: a slow disk must not keep others from writing.
const PAUSE: Duration = Duration::from_millis(100);

/// Reasons told when nothing could be read.
const MOST_REASONS: usize = 5;

/// Imports files. Refused when none of them holds a single FHIR resource. Stopped by the user, it reports what was saved until then.
pub fn import_records(job: &Job, input: ImportRecords) -> Result<ImportReport> {
    let sources = files::gather(&input.paths)?;
    let total = sources.iter().map(|s| s.bytes).sum();
    let mut importer = Importer::new(input.dry_run);
    let stop = AtomicBool::new(false);
    job.report(0, total, 0);
    let mut committed = 0;
    let ended = std::thread::scope(|scope| {
        let (to, parcels) = sync_channel::<Parcel>(AHEAD);
        let (back, spent) = channel();
        let (sources, stop_reading) = (&sources, &stop);
        let reader = scope.spawn(move || feed(sources, &to, &spent, stop_reading));
        let mut write_all = || -> Result<bool> {
            while let Some(first) = next_parcel(&parcels, job) {
                transaction(job, &mut importer, input.dry_run, |importer, target| {
                    let mut next = Some(first);
                    let mut taken = 1;
                    while let Some(parcel) = next {
                        let bytes = parcel.bytes;
                        take(importer, target, parcel)?;
                        // Once all was read nobody takes them: they are freed here.
                        _ = back.send(std::mem::take(&mut importer.spent));
                        job.report(bytes, total, importer.tally.added);
                        let go_on = taken < PARCELS && !job.cancelled();
                        next = if go_on { parcels.recv_timeout(PAUSE).ok() } else { None };
                        taken += 1;
                    }
                    Ok(())
                })?;
                committed = importer.tally.added;
            }
            while importer.waiting() > 0 {
                if job.cancelled() {
                    return Ok(true);
                }
                transaction(job, &mut importer, input.dry_run, |importer, target| importer.last_call(target, LATE))?;
                committed = importer.tally.added;
            }
            Ok(job.cancelled())
        };
        let ended = job.fill(&mut write_all);
        stop.store(true, Ordering::Relaxed);
        // The reader may wait for room that nobody makes any more.
        drop(parcels);
        reader.join().map_err(|_| Error::Internal("the reader of an import ended before its time"))?;
        ended
    });
    let cancelled = ended.map_err(|e| if input.dry_run { e } else { stopped(e, committed) })?;
    let tally = &importer.tally;
    if !cancelled && !tally.met_any() {
        return Err(nothing_readable(&tally.refused_list(|_| None)));
    }
    Ok(ImportReport {
        dry_run: input.dry_run,
        files: sources.len() as u64,
        added: tally.added,
        already_here: tally.already_here,
        different: tally.different_list(),
        kept: tally.kept_list(),
        not_kept: tally.not_kept_list(),
        refused: tally.refused_list(|file| sources.get(file).map(|s| s.name.clone())),
        cancelled,
    })
}

/// The next parcel; none once all was read or the user stopped it.
fn next_parcel(parcels: &Receiver<Parcel>, job: &Job) -> Option<Parcel> {
    while !job.cancelled() {
        match parcels.recv_timeout(PAUSE) {
            Ok(parcel) => return Some(parcel),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    None
}

/// An import that ended before its time: what was committed until then stays, and the user is told.
fn stopped(error: Error, committed: u64) -> Error {
    if committed == 0 {
        return error;
    }
    tracing::error!(code = ?error.code(), committed, "an import ended before its time");
    let why = match error.code() {
        FaultCode::DiskFull => "The disk is full.",
        FaultCode::NoAccess => "A file could not be read or written.",
        FaultCode::Damaged => "The practice file is damaged.",
        _ => "Something went wrong inside Chartwell.",
    };
    let sentence = format!("{why} {committed} records were imported before and stay; importing again adds the rest.");
    Error::refused(error.code(), sentence)
}

/// No file held a single FHIR resource. The reasons are the report's own sentences; files are not named.
fn nothing_readable(refused: &[RefusedRecords]) -> Error {
    let mut sentence = "None of these files holds a FHIR R4 record, so nothing was imported.".to_owned();
    for refusal in refused.iter().take(MOST_REASONS) {
        sentence.push(' ');
        sentence.push_str(&refusal.reason);
        if refusal.count > 1 {
            sentence.push_str(&format!(" ({} times)", refusal.count));
        }
    }
    Error::refused(FaultCode::Unreadable, sentence)
}

fn transaction(
    job: &Job,
    importer: &mut Importer,
    dry_run: bool,
    work: impl FnOnce(&mut Importer, &mut Target) -> Result<()>,
) -> Result<()> {
    if dry_run {
        job.view(|view| work(importer, &mut Target::Dry(view)))
    } else {
        job.bulk(|change| work(importer, &mut Target::Real(change)))
    }
}

fn take(importer: &mut Importer, target: &mut Target, parcel: Parcel) -> Result<()> {
    for (file, read) in parcel.read {
        match read {
            Ok(batch) => importer.batch(target, file, batch)?,
            Err(error) => importer.tally.unreadable(&error, file),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_that_stops_midway_says_what_stays() {
        let full = || Error::from(std::io::Error::from(std::io::ErrorKind::StorageFull));
        let told = |committed| stopped(full(), committed).fault(String::new());
        assert_eq!(told(31_998).code, FaultCode::DiskFull);
        assert_eq!(
            told(31_998).message,
            "The disk is full. 31998 records were imported before and stay; importing again adds the rest."
        );
        assert!(told(0).message.contains("Nothing was changed"));
    }
}
