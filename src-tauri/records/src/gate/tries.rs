//! Wrong passphrases are slowed down, and counted until they can be logged.
//!
//! The count stands in a small file beside the practice, so that another start of the program waits, too, and the next sign-in
//! logs them all. It holds no secret, and whoever can delete it could as well copy the practice: it slows people down, what holds
//! off machines is the cost of each try.

use std::{
    path::PathBuf,
    time::{Duration, Instant as Clock},
};

use serde::{Deserialize, Serialize};

use crate::{Error, FaultCode, Result, practice::Practice, storage::beside, time::Instant};

/// Wrong tries before a wait is asked for.
const FREE_TRIES: u32 = 5;
/// Longest wait between tries.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Wrong tries since the last right one.
#[derive(Default)]
pub(crate) struct Tries {
    kept: Kept,
    /// Whether the file was ever there; without one, as in a folder nobody may write to, memory counts.
    on_disk: bool,
    /// On a clock that setting the time does not move.
    next_at: Option<Clock>,
}

/// What the file says.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    wrong: u32,
    last: Option<Instant>,
}

impl Kept {
    fn wait(&self) -> Duration {
        match self.wrong.checked_sub(FREE_TRIES) {
            Some(more) => Duration::from_secs(1 << more.min(16)).min(LONGEST_WAIT),
            None => Duration::ZERO,
        }
    }

    /// Of the wait, by the clock on the wall. A last try that is yet to come was made before the clock was set back: it counts
    /// from now, so that nobody waits longer than asked.
    fn left(&mut self, now: Instant) -> Duration {
        let last = self.last.filter(|last| last.0 <= now.0).unwrap_or(now);
        self.last = Some(last);
        self.wait().saturating_sub(Duration::from_millis((now.0 - last.0).unsigned_abs()))
    }
}

/// Refuses while a wait is on.
pub(super) fn wait(practice: &Practice) -> Result<()> {
    let mut tries = practice.tries();
    tries.read(practice);
    let here = tries.next_at.map_or(Duration::ZERO, |at| at.saturating_duration_since(Clock::now()));
    let there = tries.kept.left(Instant::now());
    match here.max(there) {
        Duration::ZERO => Ok(()),
        left => {
            tries.write(practice);
            Err(Error::TooManyTries(left.as_secs() + 1))
        }
    }
}

/// Counts a try that failed because the passphrase or code was wrong.
pub(super) fn count<T>(practice: &Practice, tried: Result<T>) -> Result<T> {
    if tried.as_ref().is_err_and(|e| e.code() == FaultCode::WrongPassphrase) {
        let mut tries = practice.tries();
        tries.read(practice);
        tries.kept = Kept { wrong: tries.kept.wrong.saturating_add(1), last: Some(Instant::now()) };
        tries.next_at = Some(Clock::now() + tries.kept.wait());
        tries.write(practice);
    }
    tried
}

/// How many were wrong since the last right one.
pub(super) fn wrong(practice: &Practice) -> i64 {
    let mut tries = practice.tries();
    tries.read(practice);
    tries.kept.wrong.into()
}

/// Forgets them: someone was let in, and they are in the log.
pub(super) fn forget(practice: &Practice) {
    *practice.tries() = Tries::default();
    _ = std::fs::remove_file(file(practice));
}

impl Tries {
    fn read(&mut self, practice: &Practice) {
        match std::fs::read(file(practice)) {
            Ok(bytes) => {
                self.on_disk = true;
                if let Ok(kept) = serde_json::from_slice(&bytes) {
                    self.kept = kept;
                }
            }
            // Another start of the program let someone in.
            Err(_) if self.on_disk => self.kept = Kept::default(),
            Err(_) => {}
        }
    }

    /// As well as it can: a folder that cannot be written must not keep anyone out.
    fn write(&mut self, practice: &Practice) {
        let written = serde_json::to_vec(&self.kept).is_ok_and(|bytes| std::fs::write(file(practice), bytes).is_ok());
        self.on_disk |= written;
    }
}

fn file(practice: &Practice) -> PathBuf {
    beside(practice.file(), "tries")
}
