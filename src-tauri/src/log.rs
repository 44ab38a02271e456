//! The log a fault's reference is found in: codes, ids and moments, never a name, a path or a text.

use std::{fs::OpenOptions, path::Path, sync::Mutex};

/// Past this size the log starts anew and one older log is kept.
const LONGEST: u64 = 1 << 20;

/// Writes the log to `chartwell.log` in the practice's folder; without such a folder (before the first run), to stderr.
pub fn start(folder: &Path) {
    let place = folder.join("chartwell.log");
    if place.metadata().is_ok_and(|m| m.len() > LONGEST) {
        _ = std::fs::rename(&place, folder.join("chartwell.log.old"));
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

/// A panic says where it happened and nothing else: its message may quote a value.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        tracing::error!(place, "a defect stopped a call");
        eprintln!("chartwell: a defect stopped a call at {place}");
    }));
}
