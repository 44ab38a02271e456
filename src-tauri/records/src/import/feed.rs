//! Reading ahead: a thread parses files into parcels while the one before is written.

use std::{
    fs::File,
    io::{BufReader, Read},
    sync::{
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender},
    },
};

use formats::fhir::{Batch, FhirError, Problem, Reader, Resource};

use super::files::{Source, order};

/// Resources in a parcel, a line that holds none counted as one; a bundle is never split.
const RESOURCES: usize = 8000;
/// Bytes of the files after which a parcel goes on its way however few it holds: letters and pictures are large.
const BYTES: u64 = 32 << 20;
/// Parcels that wait to be written.
pub(super) const AHEAD: usize = 1;
/// A file of so few lines, none of them FHIR, is one refusal; of a longer one each line is refused by itself.
const PATIENCE: usize = 20_000;

/// What is read ahead in one piece.
#[derive(Debug, Default)]
pub(super) struct Parcel {
    /// What was read, with the number of its file.
    pub read: Vec<(usize, Result<Batch, FhirError>)>,
    /// Bytes read so far, of all files.
    pub bytes: u64,
    resources: usize,
}

/// Reads the files one after the other until all are read, `stop` is set or nobody listens. The resources of a batch come in the
/// order in which they are taken; those `spent` are freed here.
pub(super) fn feed(sources: &[Source], to: &SyncSender<Parcel>, spent: &Receiver<Vec<Resource>>, stop: &AtomicBool) {
    let bytes = AtomicU64::new(0);
    let mut sent = 0;
    let mut parcel = Parcel::default();
    for (file, source) in sources.iter().enumerate() {
        let opened = match File::open(&source.path) {
            Ok(opened) => opened,
            Err(error) => {
                parcel.read.push((file, Err(unreadable(Problem::Io(error.kind())))));
                continue;
            }
        };
        let counted = Counted { file: opened, bytes: &bytes, stop };
        // A file that holds no FHIR at all is one refusal, not one for each of its lines.
        let mut doubts = Vec::new();
        let mut believed = false;
        let mut empty = true;
        for read in Reader::new(BufReader::with_capacity(1 << 18, counted)) {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            empty = false;
            match read {
                Err(error) if !believed && doubts.len() < PATIENCE => doubts.push(error),
                mut read => {
                    believed = true;
                    if let Ok(batch) = &mut read {
                        batch.entries.sort_by_key(|entry| order(entry.resource.kind()));
                    }
                    parcel.read.extend(doubts.drain(..).map(|error| (file, Err(error))));
                    parcel.resources += read.as_ref().map_or(1, |batch| batch.entries.len().max(1));
                    parcel.read.push((file, read));
                    parcel.bytes = bytes.load(Ordering::Relaxed);
                    if parcel.resources >= RESOURCES || parcel.bytes - sent >= BYTES {
                        spent.try_iter().for_each(drop);
                        sent = parcel.bytes;
                        if to.send(std::mem::take(&mut parcel)).is_err() {
                            return;
                        }
                    }
                }
            }
        }
        if empty {
            parcel.read.push((file, Err(unreadable(Problem::Empty))));
        }
        if let Some(first) = doubts.into_iter().next() {
            parcel.read.push((file, Err(first)));
        }
    }
    parcel.bytes = bytes.load(Ordering::Relaxed);
    // Nobody listens any more: nothing is lost by that.
    _ = to.send(parcel);
}

fn unreadable(problem: Problem) -> FhirError {
    FhirError { line: 0, entry: None, kind: None, path: String::new(), problem }
}

/// A file that tells how much of it was read, and ends where it is when nobody wants it any more.
struct Counted<'a> {
    file: File,
    bytes: &'a AtomicU64,
    stop: &'a AtomicBool,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(std::io::ErrorKind::Other.into());
        }
        let read = self.file.read(into)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
