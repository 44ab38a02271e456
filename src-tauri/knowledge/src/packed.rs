//! The lists as they are embedded: gzip of tab-separated lines, unpacked once when first needed.
//!
//! Searchable lists (`icd10cm`, `hcpcs`, `drugs`, `vaccines`, `labs`) have the columns *code*, *number of leading words
//! shared with the line above*, *the other words*, *synonyms separated by `|`*, *depth below the last line of smaller
//! depth*, then the list's own columns. `examples/make_codes.rs` writes them.

use std::io::Read;

/// Unpacks an embedded list. The bytes are ours and a test unpacks each; damage would show as an empty list.
pub(crate) fn unpack(gzip: &[u8]) -> String {
    let mut text = String::new();
    if flate2::read::GzDecoder::new(gzip).read_to_string(&mut text).is_err() {
        text.clear();
    }
    text
}

/// The columns of one line; a missing column is empty.
pub(crate) fn columns<const N: usize>(line: &str) -> [&str; N] {
    let mut all = [""; N];
    for (slot, cell) in all.iter_mut().zip(line.split('\t')) {
        *slot = cell;
    }
    all
}

/// The lines of a hand-kept plain list without its comments (`#`) and blank lines.
pub(crate) fn plain_lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// An embedded file of `assets/codes`.
macro_rules! asset {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/codes/", $name))
    };
}
/// An embedded text file of `assets/codes`.
macro_rules! asset_text {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/codes/", $name))
    };
}
pub(crate) use {asset, asset_text};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_packed_list_unpacks_to_whole_lines() {
        for (name, gzip) in [
            ("icd10cm", &asset!("icd10cm.tsv.gz")[..]),
            ("hcpcs", asset!("hcpcs.tsv.gz")),
            ("drugs", asset!("drugs.tsv.gz")),
            ("rxnorm", asset!("rxnorm.tsv.gz")),
            ("vaccines", asset!("vaccines.tsv.gz")),
            ("labs", asset!("labs.tsv.gz")),
        ] {
            let text = unpack(gzip);
            assert!(text.ends_with('\n') && text.lines().count() > 200, "{name}");
            let tabs = |line: &str| line.matches('\t').count();
            let first = text.lines().next().map_or(0, tabs);
            assert!(text.lines().all(|line| tabs(line) == first), "{name}: every line has the same columns");
        }
    }

    #[test]
    fn damage_gives_an_empty_list_and_no_panic() {
        assert_eq!(unpack(b"not gzip"), "");
        assert_eq!(unpack(&asset!("labs.tsv.gz")[..1000]), "");
    }
}
