//! How soon the window shows its first page, started as a person starts it: with no driver, which alone takes a second.

use std::{
    collections::HashSet,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use super::processes::{self, Ended};
use crate::built;

/// What `display_to_look_at` shows, four bytes a point, after a head that lists colours.
const SCREEN: usize = 1280 * 800 * 4;
/// An empty window has a few colours; letters have an edge of many shades.
const COLORS_OF_A_PAGE: usize = 24;

/// From the start of `chartwell` on this file until letters stand on the screen.
///
/// # Panics
/// When there are none within ten seconds.
pub fn first_page(file: &Path) -> Duration {
    let home = tempfile::tempdir().unwrap();
    let (_display, name) = processes::display_to_look_at(home.path());
    let screen = home.path().join("Xvfb_screen0");
    let started = Instant::now();
    let _window = Ended::from(
        Command::new(built("chartwell"))
            .arg("--file")
            .arg(file)
            .envs([("DISPLAY", name.as_str()), ("GDK_BACKEND", "x11"), ("NO_AT_BRIDGE", "1")])
            .env("HOME", home.path())
            .env_remove("TAURI_WEBVIEW_AUTOMATION")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    while started.elapsed() < Duration::from_secs(10) {
        let picture = std::fs::read(&screen).unwrap_or_default();
        let taken = started.elapsed();
        let points = picture.get(picture.len().saturating_sub(SCREEN)..).unwrap_or_default();
        // Every seventh point: enough to meet every line of text.
        let colors: HashSet<&[u8]> = points.chunks_exact(4).step_by(7).collect();
        if colors.len() >= COLORS_OF_A_PAGE {
            return taken;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the window showed no page in ten seconds");
}
