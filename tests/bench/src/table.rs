//! The table of a run: a line a workload, ours beside its floors.

use std::time::Duration;

use crate::measure::Times;

/// Prints the head of the table.
pub fn head() {
    println!(
        "| patients | workload | Chartwell | floor, SQLCipher | floor, SQLite | ratio |\n|---|---|---|---|---|---|"
    );
}

/// The lines of one size.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// How many patients.
    pub patients: u64,
}

impl Table {
    /// A line of words.
    pub fn line(&self, workload: &str, ours: &str, cipher: &str, plain: &str, ratio: &str) {
        println!("| {} | {workload} | {ours} | {cipher} | {plain} | {ratio} |", self.patients);
    }

    /// A line of what was measured and nothing beside it.
    pub fn alone(&self, workload: &str, ours: &str) {
        self.line(workload, ours, "", "", "");
    }

    /// A line of percentiles.
    pub fn times(&self, workload: &str, ours: Times, cipher: Times, plain: Times) {
        self.line(workload, &ours.shown(), &cipher.shown(), &plain.shown(), &format!("{:.1}×", ours.over(&cipher)));
    }

    /// A line of how long it took to move `records` records.
    pub fn rates(&self, workload: &str, records: u64, ours: Duration, cipher: Duration, plain: Duration) {
        let rate = |d: Duration| format!("{:.0} records/s", records as f64 / d.as_secs_f64());
        let ratio = format!("{:.1}×", ours.as_secs_f64() / cipher.as_secs_f64());
        self.line(workload, &rate(ours), &rate(cipher), &rate(plain), &ratio);
    }
}
