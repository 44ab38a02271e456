//! Answers for a person to read, or as JSON for a program.

use std::{
    io::Write,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use records::Practice;
use serde_json::{Value, json};

use crate::desk::Failure;

/// One line to standard output; a closed pipe is the reader's choice, not a failure.
pub fn line(text: &str) -> Result<(), Failure> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::file("standard output")(e)),
        _ => Ok(()),
    }
}

/// JSON, indented.
pub fn value(value: &Value) -> Result<(), Failure> {
    line(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// A field's words; none are empty.
pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// A field's list; none is empty.
pub fn items<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A new practice.
pub fn made(made: &Value, as_json: bool) -> Result<(), Failure> {
    if as_json {
        return value(made);
    }
    line(&format!("{} is ready.", text(&made["session"], "practice_name")))?;
    match made.get("recovery_sheet") {
        Some(path) => line(&format!(
            "The recovery sheet is in {}. Print it, keep it locked away, delete the file.",
            path.as_str().unwrap_or_default()
        )),
        None => line(&format!(
            "Recovery code: {}\nWrite it down and keep it locked away: it is the only way in when every passphrase is lost.",
            text(made, "recovery_code")
        )),
    }
}

/// Patients found.
pub fn patients(found: &Value, as_json: bool) -> Result<(), Failure> {
    if as_json {
        return value(found);
    }
    let rows = found.as_array().map(Vec::as_slice).unwrap_or_default();
    if rows.is_empty() {
        return line("No patient is found by these words.");
    }
    for row in rows {
        line(&format!(
            "{:<12} {:<32} {}  {}",
            text(row, "mrn"),
            text(row, "name"),
            text(row, "birth_date"),
            text(row, "id")
        ))?;
    }
    Ok(())
}

/// A saved document.
pub fn saved(path: &Path, printed: &Value, as_json: bool) -> Result<(), Failure> {
    let missing: Vec<&str> = items(printed, "missing").iter().filter_map(Value::as_str).collect();
    if as_json {
        return value(&json!({ "file": path, "pages": printed["pages"], "missing": missing }));
    }
    line(&format!("{} ({} pages)", path.display(), printed["pages"]))?;
    if !missing.is_empty() {
        line(&format!(
            "These characters are in no embedded font and stand as their code points: {}",
            missing.join(" ")
        ))?;
    }
    Ok(())
}

/// What an import brought.
pub fn import(report: &Value, as_json: bool) -> Result<(), Failure> {
    if as_json {
        value(report)?;
    } else {
        import_in_words(report)?;
    }
    if items(report, "refused").is_empty() { Ok(()) } else { Err(Failure::PartlyRefused) }
}

fn import_in_words(report: &Value) -> Result<(), Failure> {
    if report["dry_run"] == true {
        line("Nothing was saved: this was a dry run.")?;
    }
    line(&format!(
        "{} files read, {} records kept, {} already here",
        report["files"], report["added"], report["already_here"]
    ))?;
    let lists = [
        ("Kept", "kept"),
        ("Already here, but different: what stands here was left as it is", "different"),
        ("Not kept by Chartwell", "not_kept"),
        ("Refused", "refused"),
    ];
    for (title, field) in lists {
        let rows = items(report, field);
        if !rows.is_empty() {
            line(&format!("\n{title}"))?;
        }
        for row in rows {
            let words =
                ["what", "kind", "reason"].iter().map(|f| text(row, f)).filter(|t| !t.is_empty()).collect::<Vec<_>>();
            line(&format!("  {:>9}  {}", row["count"], words.join(": ")))?;
        }
    }
    Ok(())
}

/// What `verify` found.
pub fn verification(found: &Value, as_json: bool) -> Result<(), Failure> {
    let sound = found["sound"] == true;
    if as_json {
        value(found)?;
    } else if sound {
        line(&format!("The practice is as it was written: {} audit entries checked.", found["chain"]["entries"]))?;
    } else {
        for finding in items(found, "file_findings") {
            line(&format!("file: {}", finding.as_str().unwrap_or_default()))?;
        }
        let bad = &found["chain"]["first_bad"];
        if !bad.is_null() {
            line(&format!("audit: entry {} is the first bad one: {}", bad["seq"], text(bad, "kind")))?;
        }
    }
    if sound { Ok(()) } else { Err(Failure::Unsound) }
}

/// Runs long work with a progress bar on standard error.
pub fn with_progress<T: Send>(practice: &Practice, shown: bool, work: impl FnOnce() -> T + Send) -> T {
    let bar = ProgressBar::with_draw_target(
        Some(0),
        if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() },
    );
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent:>3}%  {msg}  {elapsed}") {
        bar.set_style(style);
    }
    /// Ends the bar however the work ends: one that ran on after a panic would keep the program for ever.
    struct Done<'a>(&'a AtomicBool);
    impl Drop for Done<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (bar, done) = (&bar, &done);
        let ends = Done(done);
        scope.spawn(move || {
            while !done.load(Ordering::Relaxed) {
                if let Ok(jobs) = practice.ask::<Value>("job_progress", &json!({}))
                    && let Some(job) = jobs.as_array().and_then(|j| j.first())
                {
                    bar.set_length(job["total"].as_u64().unwrap_or_default());
                    bar.set_position(job["done"].as_u64().unwrap_or_default());
                    bar.set_message(format!("{} records", job["rows"]));
                }
                std::thread::sleep(Duration::from_millis(100));
            }
            bar.finish_and_clear();
        });
        let out = work();
        drop(ends);
        out
    })
}
