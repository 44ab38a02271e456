//! Wrong passphrases are slowed down, and counted until they can be logged.

use std::time::{Duration, Instant as Clock};

use crate::{Error, Result};

/// Wrong tries before a wait is asked for.
const FREE_TRIES: u32 = 5;
/// Longest wait between tries.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Wrong tries since the last right one, on a clock that setting the time does not move.
#[derive(Default)]
pub(crate) struct Tries {
    wrong: u32,
    /// Wrong tries not yet in the log.
    unlogged: i64,
    next_at: Option<Clock>,
}

impl Tries {
    pub(super) fn wait(&self) -> Result<()> {
        match self.next_at.and_then(|at| at.checked_duration_since(Clock::now())) {
            Some(left) if !left.is_zero() => Err(Error::TooManyTries(left.as_secs() + 1)),
            _ => Ok(()),
        }
    }

    pub(super) fn was_wrong(&mut self) {
        self.wrong += 1;
        self.unlogged += 1;
        if self.wrong >= FREE_TRIES {
            let wait = Duration::from_secs(1 << (self.wrong - FREE_TRIES).min(16)).min(LONGEST_WAIT);
            self.next_at = Some(Clock::now() + wait);
        }
    }

    pub(super) fn was_right(&mut self) -> i64 {
        std::mem::take(self).unlogged
    }
}
