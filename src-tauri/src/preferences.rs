//! The few things the window knows before the practice is open: the colour scheme and who signed in last.
//!
//! The page's own storage goes with the process (the webview keeps nothing on disk), so they live in a small file beside the
//! practice and are put back before the page's first script runs. The list is closed: nothing about a patient fits in.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use records::{Error, Result};

const KEYS: [&str; 2] = ["scheme", "last_user"];
/// The longest value: a word or an id.
const LONGEST: usize = 40;

/// What this machine remembers.
pub struct Preferences {
    file: PathBuf,
    kept: Mutex<BTreeMap<String, String>>,
}

fn fits(key: &str, value: &str) -> bool {
    KEYS.contains(&key) && value.len() <= LONGEST && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

impl Preferences {
    /// Those remembered beside this practice file; none when there are none or they cannot be read.
    pub fn beside(practice: &Path) -> Self {
        let file = beside(practice, "preferences");
        let read = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<BTreeMap<_, _>>(&bytes).ok());
        let mut kept: BTreeMap<String, String> = read.unwrap_or_default();
        kept.retain(|key, value| fits(key, value));
        Self { file, kept: Mutex::new(kept) }
    }

    /// Remembers one of them; an empty value forgets it.
    pub fn remember(&self, key: &str, value: &str) -> Result<()> {
        if !fits(key, value) {
            return Err(Error::invalid("key", "This is not one of the things the window remembers."));
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if value.is_empty() {
            kept.remove(key);
        } else {
            kept.insert(key.to_owned(), value.to_owned());
        }
        let text = serde_json::to_vec(&*kept).map_err(|_| Error::Internal("preferences could not be written"))?;
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        write_whole(&self.file, &text)
    }

    /// The script that puts them into the page's storage; what the page stored since the start stands.
    pub fn script(&self) -> String {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // `fits` leaves nothing in a value that could end the string.
        kept.iter().map(|(key, value)| format!("localStorage[\"chartwell.{key}\"] ??= \"{value}\";")).collect()
    }
}

/// A file of the practice's own, by its name and one more extension: nobody else's is met.
pub fn beside(practice: &Path, extension: &str) -> PathBuf {
    let mut name = practice.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

/// Writes a file whole or not at all, readable by its owner only.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colour_scheme_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let practice = folder.path().join("riverside.chartwell");
        Preferences::beside(&practice).remember("scheme", "dark").unwrap();
        assert_eq!(Preferences::beside(&practice).script(), "localStorage[\"chartwell.scheme\"] ??= \"dark\";");
    }

    #[test]
    fn nothing_else_can_be_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let preferences = Preferences::beside(&folder.path().join("riverside.chartwell"));
        for (key, value) in [("patient", "x"), ("scheme", "\");alert(1)//"), ("last_user", "José García")] {
            assert!(preferences.remember(key, value).is_err(), "{key} {value}");
        }
        assert_eq!(preferences.script(), "");
    }

    #[test]
    fn a_tampered_preferences_file_puts_no_script_into_the_page() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("riverside.chartwell.preferences"),
            r#"{"scheme":"\");alert(1)//","last_user":"7"}"#,
        )
        .unwrap();
        let preferences = Preferences::beside(&folder.path().join("riverside.chartwell"));
        assert_eq!(preferences.script(), "localStorage[\"chartwell.last_user\"] ??= \"7\";");
    }

    #[test]
    #[cfg(unix)]
    fn a_saved_document_is_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bill.pdf");
        write_whole(&path, b"old").unwrap();
        write_whole(&path, b"%PDF-").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"%PDF-");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(folder.path().read_dir().unwrap().count(), 1, "no temporary file stays behind");
    }
}
