//! Everything the practice knows and may do. No Tauri in it.
