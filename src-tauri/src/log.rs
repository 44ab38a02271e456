//! The log a fault's reference is found in: codes, ids and moments, never a name, a path or a text.

use std::{fs::OpenOptions, path::Path, sync::Mutex};

use crate::preferences::beside;

/// Past this size the log starts anew and one older log is kept.
const LONGEST: u64 = 1 << 20;

/// Writes the log beside the practice; without such a folder (before the first run), to stderr.
pub fn start(practice: &Path) {
    let place = beside(practice, "log");
    if place.metadata().is_ok_and(|m| m.len() > LONGEST) {
        _ = std::fs::rename(&place, beside(practice, "log.old"));
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let log = tracing_subscriber::fmt().with_ansi(false).with_max_level(tracing::Level::INFO);
    match options.open(place) {
        Ok(file) => log.with_writer(Mutex::new(file)).init(),
        Err(_) => log.with_writer(std::io::stderr).init(),
    }
}
