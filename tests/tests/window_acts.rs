//! What the window itself does for a page: saving, choosing, printing, remembering, closing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

use std::{ffi::OsString, path::Path};

use chartwell_tests::{PASSPHRASE, Window, practice_in};
use serde_json::{Value, json};

/// `%PDF-`, as the page hands it over.
const DOCUMENT: &str = "JVBERi0=";

#[test]
fn a_saved_document_goes_where_the_user_said_and_only_its_owner_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let chosen = folder.path().join("chosen");
    std::fs::create_dir(&chosen).unwrap();
    let window = Window::open_choosing(&folder.path().join("riverside.chartwell"), &chosen);
    let save = |name: &str, base64: &str| {
        window.call("window.save_file", &json!({ "suggested_name": name, "base64": base64 }))
    };

    assert_eq!(save("Bill.pdf", DOCUMENT).unwrap(), json!({ "saved": true }));
    assert_eq!(std::fs::read(chosen.join("Bill.pdf")).unwrap(), b"%PDF-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(chosen.join("Bill.pdf").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(save("Bill.pdf", "***").unwrap_err()["code"], "invalid");
    assert_eq!(std::fs::read(chosen.join("Bill.pdf")).unwrap(), b"%PDF-", "a broken document replaces nothing");
}

#[test]
fn a_document_that_cannot_be_saved_is_a_clear_fault_without_a_path() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("gone").join("Bill.pdf");
    let window = Window::open_choosing(&folder.path().join("riverside.chartwell"), &nowhere);
    let save = json!({ "suggested_name": "Bill.pdf", "base64": DOCUMENT });
    let fault = window.call("window.save_file", &save).unwrap_err();
    assert_eq!(fault["code"], "no_access");
    assert!(!fault.to_string().contains("gone"), "{fault}");
}

#[test]
fn files_and_folders_are_chosen_by_the_user_not_by_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::open_choosing(&folder.path().join("riverside.chartwell"), folder.path());
    let place = folder.path().to_str().unwrap();
    assert_eq!(window.ask("window.choose_folder", &json!({ "title": "Import" })), json!({ "path": place }));
    let files = json!({ "title": "Import", "filters": [{ "name": "FHIR", "extensions": ["json"] }], "multiple": true });
    assert_eq!(window.ask("window.choose_files", &files), json!({ "paths": [place] }));
    let misspelt = window.call("window.choose_folder", &json!({ "titel": "Import" })).unwrap_err();
    assert_eq!(misspelt["code"], "bad_input");
}

#[test]
#[cfg(unix)]
fn a_document_is_printed_through_the_systems_printing_without_a_copy_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let programs = folder.path().join("programs");
    std::fs::create_dir(&programs).unwrap();
    let asked = folder.path().join("asked");
    let paper = folder.path().join("paper");
    program(
        &programs.join("lpstat"),
        "case $1 in -e) printf 'back-office\\nfront-desk\\n';; -d) echo 'system default destination: front-desk';; esac",
    );
    program(&programs.join("lp"), &format!("echo \"$@\" > {}; cat > {}", asked.display(), paper.display()));
    let window = Window::open_with(&folder.path().join("riverside.chartwell"), &[("PATH", &first_on_path(&programs))]);

    let printers = window.ask("window.printers", &json!({}));
    assert_eq!(printers["printers"], json!(["front-desk", "back-office"]), "the default one first");
    let print = |printer: Value| window.ask("window.print_pdf", &json!({ "base64": DOCUMENT, "printer": printer }));
    assert_eq!(print(Value::Null), json!({ "printed": true }));
    assert_eq!(std::fs::read(&paper).unwrap(), b"%PDF-", "the whole document went into lp");
    assert!(std::fs::read_to_string(&asked).unwrap().starts_with("-d front-desk "));
    print("back-office".into());
    assert!(std::fs::read_to_string(&asked).unwrap().starts_with("-d back-office "));
    assert_eq!(print("-o raw".into()), json!({ "printed": false }), "only a printer the system knows");
}

#[test]
#[cfg(unix)]
fn without_a_printer_the_page_is_told_to_print_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    program(&folder.path().join("lpstat"), "echo 'lpstat: No destinations added.' >&2; exit 1");
    let window =
        Window::open_with(&folder.path().join("riverside.chartwell"), &[("PATH", &first_on_path(folder.path()))]);
    assert_eq!(window.ask("window.printers", &json!({})), json!({ "printers": [] }));
    let answer = window.ask("window.print_pdf", &json!({ "base64": DOCUMENT, "printer": null }));
    assert_eq!(answer, json!({ "printed": false }));
}

#[test]
fn the_colour_scheme_is_remembered_for_the_next_start_and_nothing_about_a_patient_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("riverside.chartwell");
    let window = Window::open(&file);
    window.ask("window.remember", &json!({ "key": "scheme", "value": "dark" }));
    for (key, value) in [("patient", "x"), ("last_user", "José García"), ("scheme", "\"+alert(1)+\"")] {
        let refused = window.call("window.remember", &json!({ "key": key, "value": value })).unwrap_err();
        assert_eq!(refused["code"], "invalid", "{key}");
    }
    window.kill();
    let again = Window::open(&file);
    assert_eq!(again.script("return document.documentElement.dataset.mantineColorScheme"), "dark");
}

#[test]
fn a_closing_window_locks_the_practice_and_says_so_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let practice = practice_in(folder.path());
    practice.call("lock", "{}").unwrap();
    let locks = |practice: &records::Practice| {
        practice.call("unlock", &json!({ "passphrase": PASSPHRASE }).to_string()).unwrap();
        let log = practice.call("list_audit", "{}").unwrap();
        practice.call("lock", "{}").unwrap();
        log.matches("\"lock\"").count()
    };
    let before = locks(&practice);
    let window = Window::signed_in(practice.file());
    window.close();
    // One more by the window, and one by the counting before it.
    assert_eq!(locks(&practice), before + 2);
}

#[cfg(unix)]
fn program(path: &Path, body: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, format!("#!/bin/sh\n{body}\n")).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
fn first_on_path(folder: &Path) -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path))).unwrap()
}
