//! Reading a PDF back the way a receiver would.

use std::{fs, process::Command};

use paper::Pdf;

fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let done = Command::new(program).args(arguments).output();
    let done = done.unwrap_or_else(|_| panic!("{program} is missing: install poppler-utils"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    assert!(done.stderr.is_empty(), "{program} complains: {}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

/// The text of each page. `how` is `-layout` (lines as seen) or `-raw` (in the order written).
pub fn pages(pdf: &Pdf, how: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    fs::write(&file, &pdf.bytes).unwrap();
    let text = String::from_utf8(run("pdftotext", &[how, "-enc", "UTF-8", file.to_str().unwrap(), "-"])).unwrap();
    let mut pages: Vec<String> = text.split('\u{C}').map(str::to_owned).collect();
    pages.pop();
    assert_eq!(pages.len(), pdf.pages, "the pages counted are the pages written");
    pages
}

/// The whole text, white space narrowed to single spaces.
pub fn text(pdf: &Pdf) -> String {
    narrow(&pages(pdf, "-layout").join("\n"))
}

/// White space narrowed to single spaces.
pub fn narrow(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What pdfinfo says.
pub fn info(pdf: &Pdf) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    fs::write(&file, &pdf.bytes).unwrap();
    String::from_utf8(run("pdfinfo", &["-rawdates", file.to_str().unwrap()])).unwrap()
}

/// The fonts embedded, as pdffonts lists them.
pub fn fonts(pdf: &Pdf) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    fs::write(&file, &pdf.bytes).unwrap();
    String::from_utf8(run("pdffonts", &[file.to_str().unwrap()])).unwrap()
}

/// The first page as a grey picture at `dpi`.
pub fn picture(pdf: &Pdf, dpi: u32) -> image::GrayImage {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("paper.pdf"), folder.path().join("page"));
    fs::write(&file, &pdf.bytes).unwrap();
    let dpi = dpi.to_string();
    let arguments = ["-r", &dpi, "-gray", "-png", "-singlefile", file.to_str().unwrap(), out.to_str().unwrap()];
    run("pdftoppm", &arguments);
    image::open(out.with_extension("png")).unwrap().to_luma8()
}
