//! What the window itself does for a page: dialogs, saving, printing, closing. `ui/src/api/window.ts` lists the same acts.
//!
//! Invariant: a document goes where the user said, or to the printer's input, and nowhere else: no temporary copy is left.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use data_encoding::BASE64;
use records::{Error, Fault, FaultCode, Result};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tauri::{Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::{
    AUTOMATION,
    call::fault,
    preferences::{Preferences, write_whole},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChooseFiles {
    title: String,
    filters: Vec<Filter>,
    multiple: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    name: String,
    extensions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChooseFolder {
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaveFile {
    suggested_name: String,
    base64: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrintPdf {
    base64: String,
    #[serde(default)]
    printer: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Remember {
    key: String,
    value: String,
}

/// Does one of the window's acts and answers with its JSON. Blocks while a dialog is open.
pub fn act(window: &WebviewWindow, name: &str, input: Value) -> Result<String, Fault> {
    let answer = match name {
        "choose_files" => read(input).and_then(|input| choose_files(window, input)),
        "choose_folder" => read(input).and_then(|input| choose_folder(window, input)),
        "save_file" => read(input).and_then(|input| save_file(window, input)),
        "print_pdf" => read(input).and_then(print_pdf),
        "printers" => Ok(json!({ "printers": printers().0 })),
        "remember" => read(input).and_then(|Remember { key, value }| {
            window.state::<Preferences>().remember(&key, &value)?;
            Ok(json!({}))
        }),
        "close" => window.destroy().map(|()| json!({})).map_err(|_| Error::Internal("the window could not be closed")),
        _ => Err(Error::refused(FaultCode::UnknownCommand, "The window knows no act of this name.")),
    };
    answer.map(|answer| answer.to_string()).map_err(|error| fault(&error))
}

fn read<I: DeserializeOwned>(input: Value) -> Result<I> {
    serde_json::from_value(input).map_err(|_| Error::BadInput { what: "not this act's input".to_owned(), field: None })
}

fn bytes(base64: &str) -> Result<Vec<u8>> {
    BASE64.decode(base64.as_bytes()).map_err(|_| Error::invalid("base64", "The document did not arrive whole."))
}

/// What a test, which cannot click a dialog of the system, chose beforehand: `CHARTWELL_CHOOSES`, separated like `PATH`.
fn chosen_beforehand() -> Option<Vec<PathBuf>> {
    let paths = AUTOMATION.then(|| std::env::var_os("CHARTWELL_CHOOSES")).flatten()?;
    Some(std::env::split_paths(&paths).filter(|p| !p.as_os_str().is_empty()).collect())
}

fn dialog(window: &WebviewWindow, title: &str) -> FileDialogBuilder<tauri::Wry> {
    window.dialog().file().set_parent(window).set_title(title)
}

fn path(chosen: FilePath) -> Result<PathBuf> {
    chosen.into_path().map_err(|_| Error::refused(FaultCode::NoAccess, "Choose a file on this computer."))
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| {
        Error::refused(
            FaultCode::NoAccess,
            "The name of this file or folder cannot be read. Rename it and choose it again.",
        )
    })
}

fn choose_files(window: &WebviewWindow, input: ChooseFiles) -> Result<Value> {
    let chosen = if let Some(paths) = chosen_beforehand() {
        paths
    } else {
        let mut dialog = dialog(window, &input.title);
        for filter in &input.filters {
            dialog = dialog.add_filter(&filter.name, &filter.extensions.iter().map(String::as_str).collect::<Vec<_>>());
        }
        let chosen = match input.multiple {
            true => dialog.blocking_pick_files().unwrap_or_default(),
            false => dialog.blocking_pick_file().into_iter().collect(),
        };
        chosen.into_iter().map(path).collect::<Result<_>>()?
    };
    let paths = chosen.iter().map(|p| text(p)).collect::<Result<Vec<_>>>()?;
    Ok(json!({ "paths": paths }))
}

fn choose_folder(window: &WebviewWindow, input: ChooseFolder) -> Result<Value> {
    let chosen = match chosen_beforehand() {
        Some(paths) => paths.into_iter().next(),
        None => dialog(window, &input.title).blocking_pick_folder().map(path).transpose()?,
    };
    Ok(json!({ "path": chosen.as_deref().map(text).transpose()? }))
}

fn save_file(window: &WebviewWindow, input: SaveFile) -> Result<Value> {
    let document = bytes(&input.base64)?;
    let suggested = plain_name(&input.suggested_name);
    let chosen = match chosen_beforehand() {
        // A folder chosen beforehand takes the document under the suggested name.
        Some(paths) => paths.into_iter().next().map(|p| if p.is_dir() { p.join(&suggested) } else { p }),
        None => dialog(window, "Save").set_file_name(&suggested).blocking_save_file().map(path).transpose()?,
    };
    let Some(mut chosen) = chosen else { return Ok(json!({ "saved": false })) };
    if chosen.extension().is_none()
        && let Some(extension) = Path::new(&suggested).extension()
    {
        let named = chosen.with_extension(extension);
        // The dialog asked about overwriting the name as typed, not this one.
        if !named.exists() {
            chosen = named;
        }
    }
    write_whole(&chosen, &document)?;
    Ok(json!({ "saved": true }))
}

/// A file name and nothing more: no folder, no control characters.
fn plain_name(suggested: &str) -> String {
    let name: String =
        suggested.chars().filter(|c| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c)).take(120).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { "document".to_owned() } else { name.to_owned() }
}

/// Printed through CUPS: the document goes into `lp` itself. Where there is no such printer the page prints it.
fn print_pdf(input: PrintPdf) -> Result<Value> {
    let document = bytes(&input.base64)?;
    let (known, usual) = printers();
    let printer = match &input.printer {
        Some(name) => known.iter().find(|known| *known == name),
        // Only where the user made one the default: the others may stand in somebody else's office.
        None => known.first().filter(|first| Some(first.as_str()) == usual.as_deref()),
    };
    let Some(printer) = printer else { return Ok(json!({ "printed": false })) };
    let lp = Command::new("lp")
        .args(["-d", printer, "-t", "Chartwell", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut lp) = lp else { return Ok(json!({ "printed": false })) };
    let sent = lp.stdin.take().is_some_and(|mut input| input.write_all(&document).is_ok());
    let taken = lp.wait().is_ok_and(|status| status.success());
    Ok(json!({ "printed": sent && taken }))
}

/// The printers CUPS knows, the default one first, and which is the default; none where there is no CUPS.
fn printers() -> (Vec<String>, Option<String>) {
    let ask = |flag| {
        let answer = Command::new("lpstat").arg(flag).env("LC_ALL", "C").stdin(Stdio::null()).output();
        answer.ok().and_then(|a| String::from_utf8(a.stdout).ok()).unwrap_or_default()
    };
    let usual = ask("-d");
    let usual = usual.split_once(": ").map(|(_, name)| name.trim().to_owned());
    let mut names: Vec<_> = ask("-e").lines().map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect();
    names.sort_by_key(|name| Some(name) != usual.as_ref());
    (names, usual)
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_suggested_name_stays_in_the_folder_the_user_chose() {
        assert_eq!(plain_name("../../.ssh/config"), "sshconfig");
        assert_eq!(plain_name("Bill 2026-11-22.pdf"), "Bill 2026-11-22.pdf");
        assert_eq!(plain_name("\u{0}\n.."), "document");
    }
}
