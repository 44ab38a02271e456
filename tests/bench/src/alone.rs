//! What can only be seen of a process by itself: its memory, and how often a save asks the disk to be durable.

use std::{error::Error, path::Path, process::Command};

use serde_json::Value;

use crate::{desk, measure};

/// Saves so many visits of one patient: the work of the traced process.
pub fn save(file: &Path, visits: u64) -> Result<(), Box<dyn Error>> {
    let practice = desk::unlock(file)?;
    let (_, patient) = desk::some(&practice, 1, 1)?.pop().ok_or("nobody is found")?;
    for _ in 0..visits {
        desk::call(&practice, "record_visit", &desk::visit(&patient, "Cough for three days.").to_string())?;
    }
    desk::ask(&practice, "lock", &Value::Object(serde_json::Map::new()))?;
    Ok(())
}

/// Opens three hundred charts and says what memory it took: the work of the process that is weighed.
pub fn weigh(file: &Path, patients: u64) -> Result<(), Box<dyn Error>> {
    let practice = desk::unlock(file)?;
    for (_, patient) in desk::some(&practice, patients, 300)? {
        desk::call(&practice, "open_chart", &serde_json::json!({ "patient": patient }).to_string())?;
    }
    println!("{:.0}", measure::memory());
    Ok(())
}

/// MiB of a process that opened three hundred charts.
pub fn memory(file: &Path, patients: u64) -> Result<String, Box<dyn Error>> {
    let own = Command::new(std::env::current_exe()?).args(["--weigh", &patients.to_string()]).arg(file).output()?;
    Ok(String::from_utf8_lossy(&own.stdout).trim().to_owned())
}

/// Syncs a saved visit; `None` where there is no strace.
pub fn a_visit(file: &Path) -> Result<Option<f64>, Box<dyn Error>> {
    const VISITS: u64 = 50;
    let counted = |visits: u64| -> Result<Option<usize>, Box<dyn Error>> {
        let trace = tempfile::NamedTempFile::new()?;
        let run = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=fsync,fdatasync,sync_file_range,msync", "-o"])
            .arg(trace.path())
            .arg(std::env::current_exe()?)
            .args(["--save", &visits.to_string()])
            .arg(file)
            .status();
        match run {
            Ok(status) if status.success() => Ok(Some(std::fs::read_to_string(trace.path())?.matches("sync").count())),
            _ => Ok(None),
        }
    };
    // What opening and closing take is in both.
    Ok(match (counted(0)?, counted(VISITS)?) {
        (Some(none), Some(all)) => Some((all - none) as f64 / VISITS as f64),
        _ => None,
    })
}
