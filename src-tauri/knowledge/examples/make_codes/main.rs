//! Writes the packed lists of `assets/codes` from the source tree (`make codes`).
//!
//! `cargo run --release -p chartwell-knowledge --example make_codes [-- OUT]`. The tree is read from `$CHARTWELL_CORPUS/terminology`, or
//! `../shared/data/terminology` beside the checkout. The same input always gives the same bytes. What is hand-kept in
//! `assets/codes` (plain `.tsv`) is left alone. Never read: CPT, CDT, SNOMED descriptions, the NUCC table.

mod drugs;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let corpus = std::env::var_os("CHARTWELL_CORPUS").map_or_else(|| project.join("../shared/data"), PathBuf::from);
    let source = Source(corpus.join("terminology"));
    let out = Out(std::env::args_os().nth(1).map_or_else(|| project.join("assets/codes"), PathBuf::from));

    out.list("icd10cm", diagnoses(&source)?)?;
    out.list("hcpcs", hcpcs(&source)?)?;
    out.list("vaccines", vaccines(&source)?)?;
    out.list("labs", labs(&source)?)?;
    let (names, drugs) = drugs::drugs(&source)?;
    out.list("drugs", drugs)?;
    out.gzip("rxnorm", &names)?;
    out.plain("vaccine-makers", "mvx name", &makers(&source)?)?;
    out.plain("place-of-service", "code name", &places(&source)?)?;
    out.plain("drug-classes", "class ingredient rxcui", &source.rows("allergy/drug-class-members.tsv")?)?;
    out.plain("class-cross-reactivity", "class class level note", &source.rows("allergy/class-cross-reactivity.tsv")?)?;
    Ok(())
}

/// The tree that the lists come from.
pub struct Source(PathBuf);

impl Source {
    /// The cells of a tab-separated file (gzip or plain) below its heading line.
    pub fn rows(&self, file: &str) -> Result<Vec<Vec<String>>> {
        let bytes = fs::read(self.0.join(file)).map_err(|e| format!("{file}: {e}"))?;
        let mut text = String::new();
        if file.ends_with(".gz") {
            flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
        } else {
            text = String::from_utf8(bytes)?;
        }
        let cells = |line: &str| line.split('\t').map(squeeze).collect::<Vec<_>>();
        Ok(text.lines().skip(1).filter(|line| !line.is_empty()).map(cells).collect())
    }
}

/// One row of a searchable list; see `packed.rs` for the columns.
pub struct Row {
    pub code: String,
    pub text: String,
    pub synonyms: Vec<String>,
    pub depth: usize,
    pub own: Vec<String>,
}

struct Out(PathBuf);

impl Out {
    fn list(&self, name: &str, rows: Vec<Row>) -> Result<()> {
        let mut text = String::new();
        let mut above: Vec<&str> = Vec::new();
        for row in &rows {
            let words: Vec<&str> = row.text.split(' ').collect();
            let shared = above.iter().zip(&words).take_while(|(a, b)| a == b).count();
            let rest = words.get(shared..).unwrap_or(&[]).join(" ");
            let synonyms = row.synonyms.iter().map(|s| s.replace('|', "/")).collect::<Vec<_>>().join("|");
            text += &format!("{}\t{shared}\t{rest}\t{synonyms}\t{}", row.code, row.depth);
            for cell in &row.own {
                text.push('\t');
                text += cell;
            }
            text.push('\n');
            above = words;
        }
        println!("{name}: {} rows", rows.len());
        self.gzip(name, &text)
    }

    fn gzip(&self, name: &str, text: &str) -> Result<()> {
        let mut gzip = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::best());
        gzip.write_all(text.as_bytes())?;
        let bytes = gzip.finish()?;
        println!("  {name}.tsv.gz: {} bytes, {} unpacked", bytes.len(), text.len());
        Ok(fs::write(self.0.join(format!("{name}.tsv.gz")), bytes)?)
    }

    fn plain(&self, name: &str, columns: &str, rows: &[Vec<String>]) -> Result<()> {
        let mut text = format!("# {}; made by make_codes\n", columns.replace(' ', "\t"));
        for row in rows {
            text += &row.join("\t");
            text.push('\n');
        }
        println!("{name}: {} rows", rows.len());
        Ok(fs::write(self.0.join(format!("{name}.tsv")), text)?)
    }
}

/// One space between words, none at the ends.
fn squeeze(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

/// ICD-10-CM: own column 1 when billable. Inclusion terms and "includes" notes are the synonyms.
fn diagnoses(source: &Source) -> Result<Vec<Row>> {
    let mut synonyms: HashMap<String, Vec<String>> = HashMap::new();
    for note in source.rows("icd10cm/icd10cm-fy2026-apr-notes.tsv.gz")? {
        if matches!(cell(&note, 1), "inclusionTerm" | "includes") {
            synonyms.entry(cell(&note, 0).to_owned()).or_default().push(cell(&note, 2).to_owned());
        }
    }
    let mut depths: HashMap<String, usize> = HashMap::new();
    let mut rows = Vec::new();
    for code in source.rows("icd10cm/icd10cm-fy2026-apr.tsv.gz")? {
        let depth = depths.get(cell(&code, 2)).map_or(0, |parent| parent + 1);
        depths.insert(cell(&code, 0).to_owned(), depth);
        rows.push(Row {
            code: cell(&code, 0).to_owned(),
            text: cell(&code, 1).to_owned(),
            synonyms: synonyms.remove(cell(&code, 0)).unwrap_or_default(),
            depth,
            own: vec![cell(&code, 5).to_owned()],
        });
    }
    Ok(rows)
}

/// HCPCS Level II: own columns "m" for a modifier or "c" for a code, and the day it ended (YYYYMMDD) if it has.
fn hcpcs(source: &Source) -> Result<Vec<Row>> {
    let row = |row: Vec<String>| Row {
        code: cell(&row, 0).to_owned(),
        text: cell(&row, 3).to_owned(),
        synonyms: if cell(&row, 2) == cell(&row, 3) { Vec::new() } else { vec![cell(&row, 2).to_owned()] },
        depth: 0,
        own: vec![if cell(&row, 1) == "modifier" { "m" } else { "c" }.to_owned(), cell(&row, 6).to_owned()],
    };
    let mut rows: Vec<Row> = source.rows("hcpcs/hcpcs-2025-oct.tsv.gz")?.into_iter().map(row).collect();
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(rows)
}

/// CVX: own columns kind, last day of use if over, groups. Synonyms: full name, product names, groups.
fn vaccines(source: &Source) -> Result<Vec<Row>> {
    let mut products: HashMap<String, BTreeSet<String>> = HashMap::new();
    for product in source.rows("vaccines/vaccine_product.tsv")? {
        products.entry(cell(&product, 2).to_owned()).or_default().insert(cell(&product, 0).to_uppercase());
    }
    for package in source.rows("vaccines/vaccine_ndc.tsv")? {
        products.entry(cell(&package, 4).to_owned()).or_default().insert(cell(&package, 2).to_uppercase());
    }
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for cvx in source.rows("vaccines/cvx.tsv")? {
        let code = cell(&cvx, 0).to_owned();
        if code.is_empty() || !code.bytes().all(|b| b.is_ascii_digit()) || cell(&cvx, 4) != "Valid" {
            continue;
        }
        let full = cell(&cvx, 2).split("Notes:").next().unwrap_or("").trim().to_owned();
        let mut synonyms = vec![full, cell(&cvx, 10).replace(',', " ")];
        synonyms.extend(products.remove(&code).unwrap_or_default());
        synonyms.retain(|s| !s.is_empty() && s != cell(&cvx, 1));
        let own = vec![cell(&cvx, 3).to_owned(), cell(&cvx, 7).to_owned(), cell(&cvx, 10).to_owned()];
        rows.insert(code.clone(), Row { code, text: cell(&cvx, 1).to_owned(), synonyms, depth: 0, own });
    }
    Ok(rows.into_values().collect())
}

fn makers(source: &Source) -> Result<Vec<Vec<String>>> {
    let short = |row: Vec<String>| row.into_iter().take(2).collect();
    Ok(source.rows("vaccines/mvx.tsv")?.into_iter().map(short).collect())
}

fn places(source: &Source) -> Result<Vec<Vec<String>>> {
    let short = |row: Vec<String>| row.into_iter().take(2).collect();
    Ok(source.rows("pos/pos.tsv")?.into_iter().map(short).collect())
}

/// LOINC's common laboratory tests: names as LOINC prints them; own columns class and rank.
fn labs(source: &Source) -> Result<Vec<Row>> {
    let text = fs::read_to_string(source.0.join("loinc/LOINC_1.6_Top2000CommonLabResultsUS.csv"))?;
    let mut rows = Vec::new();
    for line in text.lines().skip(1) {
        let cells = csv_cells(line);
        rows.push(Row {
            code: cell(&cells, 0).to_owned(),
            text: cell(&cells, 1).to_owned(),
            synonyms: vec![cell(&cells, 2).to_owned()],
            depth: 0,
            own: vec![cell(&cells, 3).to_owned(), cell(&cells, 4).to_owned()],
        });
    }
    // Four tests are listed twice under two editions of their name: the better ranked, then the shorter name stays.
    let rank = |row: &Row| row.own.last().and_then(|rank| rank.parse::<u32>().ok()).unwrap_or(u32::MAX);
    rows.sort_by(|a, b| (&a.code, rank(a), a.text.len()).cmp(&(&b.code, rank(b), b.text.len())));
    rows.dedup_by(|later, kept| later.code == kept.code);
    rows.sort_by(|a, b| (&a.text, &a.code).cmp(&(&b.text, &b.code)));
    Ok(rows)
}

/// One line of comma-separated values; quotes may hold commas, never a line end in this file.
fn csv_cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.trim_start_matches('\u{feff}').chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(squeeze(&std::mem::take(&mut cell))),
            _ => cell.push(c),
        }
    }
    cells.push(squeeze(&cell));
    cells
}
