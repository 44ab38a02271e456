//! The window's types are those of the command list.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

use std::path::Path;

#[test]
fn the_windows_types_are_those_of_the_command_list() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/api/bindings.ts");
    let made = records::bindings::typescript();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap();
    assert!(kept == made, "ui/src/api/bindings.ts is stale: run `make bindings`");
}
