//! Keys by their names, as WebDriver wants them.

use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};

/// Ctrl+A, let go, Backspace.
pub const SELECT_ALL_AND_DELETE: &str = "\u{E009}a\u{E000}\u{E003}";

/// One key with its modifiers: `Ctrl+Shift+K`.
pub fn chord(keys: &str) -> KeyActions {
    // `Ctrl++` is Ctrl and the plus key.
    let (modifiers, key) = match keys.strip_suffix('+') {
        Some(rest) => (rest.trim_end_matches('+'), "+"),
        None => keys.rsplit_once('+').unwrap_or(("", keys)),
    };
    let held: Vec<char> = modifiers.split('+').filter(|m| !m.is_empty()).map(key_of).collect();
    let key = key_of(key);
    let mut actions = KeyActions::new("keyboard".into());
    for &value in &held {
        actions = actions.then(KeyAction::Down { value });
    }
    actions = actions.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
    for &value in held.iter().rev() {
        actions = actions.then(KeyAction::Up { value });
    }
    actions
}

/// Text, key by key.
pub fn typed(text: &str) -> KeyActions {
    text.chars().fold(KeyActions::new("keyboard".into()), |actions, value| {
        actions
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Pause { duration: Duration::from_millis(1) })
    })
}

fn key_of(name: &str) -> char {
    match name {
        "Ctrl" => '\u{E009}',
        "Shift" => '\u{E008}',
        "Alt" => '\u{E00A}',
        "Enter" => '\u{E007}',
        "Tab" => '\u{E004}',
        "Escape" => '\u{E00C}',
        "Space" => ' ',
        "Backspace" => '\u{E003}',
        "Delete" => '\u{E017}',
        "PageUp" => '\u{E00E}',
        "PageDown" => '\u{E00F}',
        "End" => '\u{E010}',
        "Home" => '\u{E011}',
        "ArrowLeft" => '\u{E012}',
        "ArrowUp" => '\u{E013}',
        "ArrowRight" => '\u{E014}',
        "ArrowDown" => '\u{E015}',
        function if function.len() > 1 && function.starts_with('F') => {
            let number: u32 = function[1..].parse().unwrap_or_else(|_| panic!("there is no key {function}"));
            char::from_u32(0xE030 + number).unwrap()
        }
        // A letter with Ctrl is the key, not its capital.
        one if one.chars().count() == 1 => one.chars().next().unwrap().to_ascii_lowercase(),
        other => panic!("there is no key {other}"),
    }
}
