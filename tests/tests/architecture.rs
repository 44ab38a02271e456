//! The few rules of the house that a compiler does not know; ARCHITECTURE.md says why each holds.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use chartwell_tests::workspace;

/// A source file without its comments and, in Rust, without the tests at its end.
struct Source {
    /// From the top folder, with `/`.
    path: String,
    code: String,
}

impl Source {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        let code =
            text[..tests].lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        let path = path.strip_prefix(workspace()).unwrap().to_string_lossy().replace('\\', "/");
        Self { path, code }
    }

    /// Whether a whole word, path or name stands in the code.
    fn names(&self, word: &str) -> bool {
        let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
        self.code.match_indices(word).any(|(at, _)| {
            let before = self.code[..at].chars().next_back();
            let after = self.code[at + word.len()..].chars().next();
            !(before.is_some_and(part_of_name) || word.ends_with(part_of_name) && after.is_some_and(part_of_name))
        })
    }
}

fn sources(folder: &str, extensions: &[&str]) -> Vec<Source> {
    fn walk(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                walk(&entry, extensions, found);
            } else if entry.extension().is_some_and(|e| extensions.iter().any(|x| e == *x)) {
                found.push(entry);
            }
        }
    }
    let mut found = Vec::new();
    walk(&workspace().join(folder), extensions, &mut found);
    assert!(found.len() > 3, "{folder} has moved; this test looks at nothing");
    found.iter().map(|path| Source::read(path)).collect()
}

/// The product's own Rust: every crate's `src`.
fn product() -> Vec<Source> {
    let mut all = sources("src-tauri", &["rs"]);
    all.retain(|s| s.path.contains("/src/") && !s.path.ends_with("tests.rs"));
    // `#[cfg(test)] mod plans;` puts a whole file among the tests.
    let of_tests = |s: &Source| {
        let (folder, _) = s.path.rsplit_once('/').unwrap();
        let declared = s.code.split("#[cfg(test)]\nmod ").skip(1).filter_map(|rest| rest.split_once(';'));
        declared.map(|(name, _)| format!("{folder}/{name}.rs")).collect::<Vec<_>>()
    };
    let tests: Vec<_> = all.iter().flat_map(of_tests).collect();
    all.retain(|s| !tests.contains(&s.path));
    all
}

fn inside_records(source: &Source) -> Option<&str> {
    source.path.strip_prefix("src-tauri/records/src/")
}

#[track_caller]
fn nobody_but(allowed: impl Fn(&str) -> bool, found: impl Iterator<Item = String>) {
    let found: Vec<_> = found.filter(|path| !allowed(path)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_calendar_library_is_named_in_time_modules_only() {
    let naming = product().into_iter().filter(|s| s.names("chrono") || s.names("chrono_tz")).map(|s| s.path);
    nobody_but(|path| path.ends_with("/time.rs") || path.contains("/time/"), naming);
}

#[test]
fn only_storage_opens_a_connection() {
    let opens = ["Connection::open", "Connection::open_with_flags", "Connection::open_in_memory"];
    let opening = product().into_iter().filter(|s| opens.iter().any(|open| s.names(open))).map(|s| s.path);
    nobody_but(|path| path.starts_with("src-tauri/records/src/storage/"), opening);
}

#[test]
fn only_the_practice_its_gate_and_what_guards_the_file_use_storage() {
    let users = ["practice", "gate", "keys", "audit", "storage", "backup"];
    let using =
        product().into_iter().filter(|s| s.names("storage::")).filter_map(|s| inside_records(&s).map(str::to_owned));
    nobody_but(|path| users.contains(&path.split(['/', '.']).next().unwrap_or_default()), using);
}

#[test]
fn unsafe_code_is_in_the_change_capture_only() {
    let daring = product().into_iter().filter(|s| s.names("unsafe")).map(|s| s.path);
    nobody_but(|path| path == "src-tauri/records/src/storage/capture.rs", daring);
}

#[test]
fn tauri_is_known_to_the_window_only() {
    let knowing = product().into_iter().filter(|s| s.names("tauri::")).map(|s| s.path);
    nobody_but(|path| path.starts_with("src-tauri/src/"), knowing);
}

#[test]
fn the_pure_crates_know_neither_the_records_nor_a_database() {
    for name in ["knowledge", "formats", "paper"] {
        let manifest = fs::read_to_string(workspace().join("src-tauri").join(name).join("Cargo.toml")).unwrap();
        let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
        for other in ["records", "rusqlite", "tauri", "tokio", "reqwest"] {
            assert!(!dependencies.lines().any(|line| line.starts_with(other)), "{name} depends on {other}");
        }
    }
}

#[test]
fn nothing_in_the_product_speaks_to_a_network() {
    let network = ["std::net", "TcpStream", "UdpSocket", "reqwest", "hyper", "ureq"];
    let speaking = product().into_iter().filter(|s| network.iter().any(|word| s.names(word))).map(|s| s.path);
    nobody_but(|_| false, speaking);
    let pages = sources("ui/src", &["ts", "tsx"]).into_iter();
    let speaking =
        pages.filter(|s| ["fetch(", "XMLHttpRequest", "WebSocket"].iter().any(|w| s.names(w))).map(|s| s.path);
    nobody_but(|_| false, speaking);
}

#[test]
fn only_the_door_of_the_pages_knows_tauri() {
    let pages = sources("ui/src", &["ts", "tsx"]).into_iter().filter(|s| !s.path.contains(".test."));
    let knowing = pages.filter(|s| s.code.contains("@tauri-apps") || s.code.contains("__TAURI")).map(|s| s.path);
    nobody_but(|path| path.starts_with("ui/src/api/"), knowing);
}

#[test]
fn a_feature_of_the_pages_does_not_import_another() {
    let mut crossing = Vec::new();
    for source in sources("ui/src", &["ts", "tsx"]) {
        // From `ui/src/<feature>/…`; `main.tsx` and the app bring the features together.
        let Some((feature, rest)) = source.path.trim_start_matches("ui/src/").split_once('/') else { continue };
        if feature == "app" {
            continue;
        }
        let out = "../".repeat(rest.matches('/').count() + 1);
        for quoted in source.code.split('"').skip(1).step_by(2) {
            let Some(target) = quoted.strip_prefix(&out).filter(|t| !t.starts_with("..")) else { continue };
            let folder = target.split('/').next().unwrap_or_default();
            let allowed: &[&str] = match feature {
                "api" => &["api"],
                "shared" => &["api", "shared"],
                own => &["api", "shared", own],
            };
            if target.contains('/') && !allowed.contains(&folder) {
                crossing.push(format!("{} imports {quoted}", source.path));
            }
        }
    }
    assert!(crossing.is_empty(), "{crossing:#?}");
}
