//! `chartwell`: the window on one practice. It starts, holds the handle and passes calls on; every rule is in `records`.
//!
//! `chartwell [--file FILE]`; the file may also be named in `CHARTWELL_FILE`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod call;
mod files;
mod log;
mod preferences;
mod window;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use records::Practice;
use tauri::{Manager, RunEvent};

/// Whether WebDriver may drive the window and dialogs may be answered by the environment: never in a package.
const AUTOMATION: bool = cfg!(any(debug_assertions, feature = "automation"));

fn main() -> ExitCode {
    records::process::quiet_panics("chartwell");
    records::process::forbid_core_dumps();
    #[cfg(target_os = "linux")]
    window::collect_early();
    if !AUTOMATION && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some() {
        eprintln!(
            "chartwell: TAURI_WEBVIEW_AUTOMATION is set; this build does not let other programs drive its window."
        );
        return ExitCode::from(64);
    }
    let file = match practice_file(std::env::args_os().skip(1)) {
        Ok(file) => file,
        Err(usage) => {
            eprintln!("chartwell: {usage}");
            return ExitCode::from(64);
        }
    };
    log::start(&file);
    match run(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            eprintln!("chartwell: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Which practice file to open: `--file FILE`, else `CHARTWELL_FILE`, else the usual place. Anything else is a mistake.
fn practice_file(mut arguments: impl Iterator<Item = std::ffi::OsString>) -> Result<PathBuf, &'static str> {
    const USAGE: &str = "usage: chartwell [--file FILE]";
    let named = match arguments.next() {
        Some(flag) if flag == "--file" => Some(arguments.next().ok_or(USAGE)?),
        Some(_) => return Err(USAGE),
        None => None,
    };
    if arguments.next().is_some() {
        return Err(USAGE);
    }
    if let Some(file) = named.or_else(|| std::env::var_os("CHARTWELL_FILE")).filter(|file| !file.is_empty()) {
        return std::path::absolute(file).map_err(|_| USAGE);
    }
    directories::ProjectDirs::from("", "", "Chartwell")
        .map(|dirs| dirs.data_dir().join("practice.chartwell"))
        .ok_or("there is no home folder to keep the practice in; name a file with --file")
}

fn run(file: PathBuf) -> tauri::Result<()> {
    let preferences = preferences::Preferences::beside(&file);
    let practice = Arc::new(Practice::at(file));
    Practice::tend_in_background(&practice);
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(practice)
        .manage(preferences)
        .invoke_handler(tauri::generate_handler![call::call])
        .setup(|app| Ok(window::open(app)?))
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            // Writes what waits for the log, closes the file and wipes the key. A practice already locked answers the same.
            _ = app.state::<Arc<Practice>>().call("lock", "{}");
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(arguments: &[&str]) -> Result<PathBuf, &'static str> {
        practice_file(arguments.iter().map(std::ffi::OsString::from))
    }

    #[test]
    fn the_practice_file_can_be_named() {
        assert_eq!(named(&["--file", "/practices/riverside.chartwell"]), Ok("/practices/riverside.chartwell".into()));
    }

    #[test]
    fn a_mistyped_argument_is_refused_rather_than_another_file_opened() {
        assert!(named(&["--flie", "a"]).is_err());
        assert!(named(&["--file"]).is_err());
        assert!(named(&["--file", "a", "b"]).is_err());
    }
}
