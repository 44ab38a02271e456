//! Which files an import reads, and in which order: whoever is referred to before those who refer.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use formats::fhir::Kind;

use crate::{Error, FaultCode, Result};

/// A file to read.
#[derive(Debug)]
pub(super) struct Source {
    pub path: PathBuf,
    /// Its name without the folder.
    pub name: String,
    pub bytes: u64,
}

/// Folders within folders looked into.
const DEEPEST: usize = 16;
/// Files of one import.
const MOST: usize = 500_000;

/// The files named, and those ending in `.json` or `.ndjson` in the folders named, in the order they are read.
pub(super) fn gather(paths: &[String]) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    for path in paths {
        let path = Path::new(path);
        let kind = fs::metadata(path)?;
        if kind.is_dir() {
            look_into(path, 0, &mut found)?;
        } else {
            found.push(path.to_owned());
        }
    }
    found.sort();
    found.dedup();
    if found.is_empty() {
        return Err(Error::refused(
            FaultCode::Unreadable,
            "There is no .json or .ndjson file here. Choose FHIR files, or a folder that holds some.",
        ));
    }
    let mut sources = Vec::with_capacity(found.len());
    for path in found {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = fs::metadata(&path)?.len();
        sources.push((rank(&path), Source { path, name, bytes }));
    }
    sources.sort_by_key(|(rank, _)| *rank);
    Ok(sources.into_iter().map(|(_, source)| source).collect())
}

fn look_into(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        // A link to a folder may lead back here.
        if kind.is_dir() && depth < DEEPEST {
            look_into(&path, depth + 1, found)?;
        } else if !kind.is_dir()
            && path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json") || e.eq_ignore_ascii_case("ndjson"))
            && path.is_file()
        {
            found.push(path);
        }
        if found.len() > MOST {
            return Err(Error::refused(
                FaultCode::Unreadable,
                "These are more than 500,000 files. Import them in parts.",
            ));
        }
    }
    Ok(())
}

/// Where a file stands in the order, by the first resource in it.
fn rank(path: &Path) -> u8 {
    let mut start = Vec::with_capacity(4096);
    if File::open(path).and_then(|f| f.take(4096).read_to_end(&mut start)).is_err() {
        return 9;
    }
    let text = String::from_utf8_lossy(&start);
    let mut named = text.split("\"resourceType\"").skip(1).filter_map(|rest| {
        let (name, _) = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?.split_once('"')?;
        Kind::parse(name).filter(|kind| *kind != Kind::Bundle)
    });
    named.next().map_or(1, order)
}

/// The order of resources: those referred to first.
pub(super) fn order(kind: Kind) -> u8 {
    match kind {
        Kind::Practitioner | Kind::PractitionerRole | Kind::Organization | Kind::Location | Kind::Medication => 0,
        Kind::Patient => 1,
        Kind::Coverage | Kind::Appointment => 2,
        Kind::Encounter => 3,
        Kind::DiagnosticReport => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patients_are_read_before_what_refers_to_them_whatever_the_file_names() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("a-observations.ndjson", r#"{"resourceType":"Observation"}"#);
        write("b.json", "{ \"entry\": [{ \"resource\": { \"resourceType\" : \"Practitioner\" }}]}");
        fs::create_dir(folder.path().join("deeper")).unwrap();
        write("deeper/z.ndjson", r#"{"resourceType":"Patient"}"#);
        write("notes.txt", "not looked at");
        let found = gather(&[folder.path().to_string_lossy().into_owned()]).unwrap();
        let names: Vec<_> = found.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["b.json", "z.ndjson", "a-observations.ndjson"]);
    }

    #[test]
    fn a_folder_without_fhir_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let refused = gather(&[folder.path().to_string_lossy().into_owned()]).unwrap_err();
        assert_eq!(refused.code(), FaultCode::Unreadable);
    }
}
