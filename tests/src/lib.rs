//! What holds for the whole practice: shared set-up for the scenario, fault and real-window tests.
//!
//! Everything here panics with a sentence when it cannot do what a test asked: only tests use it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "only tests use it"
)]

mod pdf;
mod window;

use std::path::{Path, PathBuf};

use records::{Practice, keys::Cost};
use serde_json::json;

pub use pdf::{pdf_pages, pdf_text};
pub use window::{Violation, Window, paint};

/// The passphrase of Dr. Ada Quill, who owns the practice of [`practice_in`].
pub const PASSPHRASE: &str = "violet tractor under seven moons";

/// A new open practice in this folder: Riverside Family Practice, with Dr. Ada Quill, administrator and provider, signed in.
/// Its keys are cheap to make.
pub fn practice_in(folder: &Path) -> Practice {
    let practice = Practice::with_cost(folder.join("riverside.chartwell"), Cost { memory_kib: 256, passes: 1 });
    let input = json!({
        "practice": { "name": "Riverside Family Practice", "zone": "America/New_York", "npi": "1234567893",
                      "address": { "line1": "12 Mill Lane", "city": "Riverton", "state": "OH", "zip": "44100" },
                      "phone": "(614) 555-0100", "tax_id": "12-3456789" },
        "user": { "display_name": "Dr. Ada Quill", "roles": ["administrator", "provider"], "credential": "MD",
                  "npi": "1234567893" },
        "passphrase": PASSPHRASE,
    });
    practice.call("create_practice", &input.to_string()).unwrap();
    practice
}

/// The top folder of the source tree.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Where this build puts its programs: `target/debug`, `target/release`.
pub fn target() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().unwrap();
    // A test runs from a folder within that of the programs.
    if folder.ends_with("deps") || folder.ends_with("examples") { folder.parent().unwrap() } else { folder }.to_owned()
}

/// A program of the workspace, from the same build as the test: `chartwell`, `chartwellctl`.
pub fn built(program: &str) -> PathBuf {
    let path = target().join(program).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(path.is_file(), "{program} is not built; `cargo build --workspace` first");
    path
}

/// The folder of test data that is too large to ship, if this machine has it: `CHARTWELL_CORPUS`, or `../shared/data` beside
/// the source tree. A test without it has nothing to do and says so.
pub fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("CHARTWELL_CORPUS").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| workspace().join("../shared/data"));
    if !folder.is_dir() {
        println!("skipped: no corpus");
        return None;
    }
    Some(folder)
}
