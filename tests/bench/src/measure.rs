//! Percentiles, and what the operating system knows of a process.

use std::time::{Duration, Instant};

/// Half and nineteen in twenty of the calls were at least this quick.
#[derive(Debug, Clone, Copy, Default)]
pub struct Times {
    /// Median.
    pub p50: Duration,
    /// 95th percentile.
    pub p95: Duration,
}

impl Times {
    /// Milliseconds, `p50/p95`.
    pub fn shown(&self) -> String {
        format!("{}/{}", millis(self.p50), millis(self.p95))
    }

    /// How many times `floor`'s median this one's is.
    pub fn over(&self, floor: &Times) -> f64 {
        self.p50.as_secs_f64() / floor.p50.as_secs_f64().max(1e-9)
    }
}

/// Milliseconds to three figures.
pub fn millis(d: Duration) -> String {
    let ms = d.as_secs_f64() * 1000.0;
    match ms {
        0.0..1.0 => format!("{ms:.3}"),
        1.0..100.0 => format!("{ms:.2}"),
        _ => format!("{ms:.0}"),
    }
}

/// Runs `call` `count` times after a tenth as many to warm up.
pub fn times<E>(count: u64, mut call: impl FnMut(u64) -> Result<(), E>) -> Result<Times, E> {
    for i in 0..count.div_ceil(10) {
        call(i)?;
    }
    let mut taken = Vec::new();
    for i in 0..count {
        let started = Instant::now();
        call(i + count)?;
        taken.push(started.elapsed());
    }
    taken.sort_unstable();
    let at = |share: f64| taken.get(((taken.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or_default();
    Ok(Times { p50: at(0.5), p95: at(0.95) })
}

/// Resident memory of this process in MiB.
pub fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|k| k.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
