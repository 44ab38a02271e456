//! Tells Tauri the one command there is, and keeps SQLCipher to ourselves.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // An executable that exports sqlite3_* makes libwebkit2gtk and libsoup use our SQLCipher for their own files.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    // The pages are bundled at compile time: new ones make a new program.
    println!("cargo:rerun-if-changed=../ui/dist");
    let only = tauri_build::AppManifest::new().commands(&["call"]);
    Ok(tauri_build::try_build(tauri_build::Attributes::new().app_manifest(only))?)
}
