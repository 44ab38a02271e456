//! Work that takes long: it runs its own transactions, reports how far it is, and can be cancelled between them.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, FaultCode, Result, View,
    commands::Command,
    practice::{Empty, Open, Practice, Session},
};

/// Names a running job.
pub type JobNumber = u64;

pub(crate) struct Running {
    number: JobNumber,
    command: &'static str,
    done: AtomicU64,
    total: AtomicU64,
    rows: AtomicU64,
    cancelled: AtomicBool,
}

/// The jobs under way.
#[derive(Default)]
pub(crate) struct Jobs {
    next: AtomicU64,
    running: Mutex<Vec<Arc<Running>>>,
}

impl Jobs {
    fn list(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Running>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether any is under way.
    pub(crate) fn any(&self) -> bool {
        !self.list().is_empty()
    }

    /// Asks every job to stop.
    pub(crate) fn cancel_all(&self) {
        for job in self.list().iter() {
            job.cancelled.store(true, Ordering::Relaxed);
        }
    }
}

/// A job's handle on the practice.
pub struct Job<'p> {
    open: &'p Open,
    jobs: &'p Jobs,
    command: &'static Command,
    running: Arc<Running>,
}

impl<'p> Job<'p> {
    pub(crate) fn start(open: &'p Open, jobs: &'p Jobs, command: &'static Command) -> Self {
        let running = Arc::new(Running {
            number: jobs.next.fetch_add(1, Ordering::Relaxed) + 1,
            command: command.name,
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
            rows: AtomicU64::new(0),
            cancelled: AtomicBool::new(false),
        });
        jobs.list().push(Arc::clone(&running));
        Self { open, jobs, command, running }
    }

    /// Reads, as one consistent view.
    pub fn view<T>(&self, f: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        self.open.view_aside(self.command, f)
    }

    /// One transaction whose changed rows are captured, with its audit entry.
    pub fn change<T>(&self, f: impl FnOnce(&mut Change) -> Result<T>) -> Result<T> {
        self.open.change(self.command, true, f)
    }

    /// One transaction of many new rows: its audit entry counts them (see [`Change::count_rows`]), each row names its maker.
    pub fn bulk<T>(&self, f: impl FnOnce(&mut Change) -> Result<T>) -> Result<T> {
        self.open.change(self.command, false, f)
    }

    /// Work that fills the file by many [`Job::bulk`] transactions.
    pub fn fill<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.open.fill(work)
    }

    /// Tells how far the work is, in units of its own (bytes, bundles), and how many rows it made.
    pub fn report(&self, done: u64, total: u64, rows: u64) {
        self.running.done.store(done, Ordering::Relaxed);
        self.running.total.store(total, Ordering::Relaxed);
        self.running.rows.store(rows, Ordering::Relaxed);
    }

    /// Whether the user wants it stopped. Ask between transactions.
    pub fn cancelled(&self) -> bool {
        self.running.cancelled.load(Ordering::Relaxed)
    }

    /// `Err(Cancelled)` once the user wants it stopped.
    pub fn go_on(&self) -> Result<()> {
        if self.cancelled() {
            return Err(Error::refused(FaultCode::Cancelled, "Stopped as you asked. What was already saved stays."));
        }
        Ok(())
    }
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        self.jobs.list().retain(|j| j.number != self.running.number);
    }
}

/// How far a job is.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Progress {
    /// Names the job.
    pub job: JobNumber,
    /// The command it runs.
    pub command: String,
    /// Units done.
    pub done: u64,
    /// Units in all, 0 while unknown.
    pub total: u64,
    /// Rows made so far.
    pub rows: u64,
}

/// The jobs under way.
pub fn progress(practice: &Practice, _: &Session, _: Empty) -> Result<Vec<Progress>> {
    let load = |x: &AtomicU64| x.load(Ordering::Relaxed);
    Ok(practice
        .jobs()
        .list()
        .iter()
        .map(|j| Progress {
            job: j.number,
            command: j.command.into(),
            done: load(&j.done),
            total: load(&j.total),
            rows: load(&j.rows),
        })
        .collect())
}

/// Which job to stop.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CancelJob {
    /// Names the job.
    pub job: JobNumber,
}

/// Asks a job to stop after the transaction it is in.
pub fn cancel(practice: &Practice, _: &Session, input: CancelJob) -> Result<Empty> {
    let list = practice.jobs().list();
    let job = list.iter().find(|j| j.number == input.job).ok_or(Error::NotFound("running job"))?;
    job.cancelled.store(true, Ordering::Relaxed);
    Ok(Empty {})
}
