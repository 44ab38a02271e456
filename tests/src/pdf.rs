//! PDF as people see it: its text and its pages, read by poppler and not by the library that wrote it.

use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::target;

/// The text of a PDF, laid out as on the page (`pdftotext -layout`); pages end with a form feed.
pub fn pdf_text(pdf: &[u8]) -> String {
    String::from_utf8(poppler("pdftotext", &["-layout", "-enc", "UTF-8", "-", "-"], pdf)).unwrap()
}

/// Each page as a PNG at 100 dpi (`pdftoppm`), in reading order, under `target/screenshots/pdf`.
pub fn pdf_pages(pdf: &[u8]) -> Vec<PathBuf> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let folder = target().parent().unwrap().join("screenshots/pdf");
    std::fs::create_dir_all(&folder).unwrap();
    let start = format!("{}-{}-", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    poppler("pdftoppm", &["-r", "100", "-png", "-", folder.join(&start).to_str().unwrap()], pdf);
    let mut pages: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|page| page.unwrap().path())
        .filter(|page| page.file_name().unwrap().to_str().unwrap().starts_with(&start))
        .collect();
    // pdftoppm pads page numbers to one width, so names sort as pages do.
    pages.sort();
    pages
}

fn poppler(program: &str, arguments: &[&str], pdf: &[u8]) -> Vec<u8> {
    let mut reader = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("{program} (package poppler-utils) does not start: {e}"));
    let mut input = reader.stdin.take().unwrap();
    let sent = pdf.to_owned();
    // From a thread of its own, so that neither pipe fills up while the other waits.
    let sender = std::thread::spawn(move || input.write_all(&sent));
    let done = reader.wait_with_output().unwrap();
    sender.join().unwrap().unwrap_or_else(|e| panic!("{program} stopped reading: {e}"));
    assert!(done.status.success(), "{program} cannot read this PDF");
    done.stdout
}
