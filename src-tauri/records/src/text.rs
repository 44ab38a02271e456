//! Text as people type it, made fit to keep: trimmed, in one Unicode form, without characters that nobody sees, not too long.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::{Error, Result};

/// Longest single-line value, in characters.
pub const LINE: usize = 200;
/// Longest text, in characters.
pub const TEXT: usize = 100_000;

fn clean(text: &str, keep_lines: bool) -> String {
    let plain = text
        .bytes()
        .fold(true, |plain, b| plain & ((0x20..0x7f).contains(&b) | (keep_lines & matches!(b, b'\n' | b'\t'))));
    if plain {
        return text.trim().to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '\t' if keep_lines => kept.push(c),
            // The end of a line, however it is written, parts two words.
            '\n' | '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => match keep_lines {
                true => kept.push('\n'),
                false if kept.ends_with(' ') => {}
                false => kept.push(' '),
            },
            // Bidirectional overrides can make one text look like another.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            // Arabic and Indic scripts, and emoji, need joiners between their letters; elsewhere they only hide.
            '\u{200c}' | '\u{200d}' if !keep_lines => {
                if kept.ends_with(|before| before >= '\u{600}') && chars.peek().is_some_and(|next| *next >= '\u{600}') {
                    kept.push(c);
                }
            }
            c if c.is_control() || (!keep_lines && is_format(c)) => {}
            c => kept.push(c),
        }
    }
    if !kept.chars().any(is_visible) {
        return String::new();
    }
    // After the rest: what stood between a letter and its accent may be gone.
    let normal: Cow<'_, str> = if is_nfc(&kept) { kept.into() } else { kept.nfc().collect::<String>().into() };
    normal.trim().to_owned()
}

/// Characters without a shape that only tell how others are set (Unicode general category Cf, without the joiners).
fn is_format(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}'
    )
}

/// Whether one sees it: no space, format character, joiner, variation selector or filler (Unicode Default_Ignorable_Code_Point).
fn is_visible(c: char) -> bool {
    let ignored = matches!(
        c,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200c}' | '\u{200d}' | '\u{2800}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}'
    );
    !(ignored || c.is_whitespace() || is_format(c))
}

/// Text of one line, cleaned, of whatever length.
pub(crate) fn one_line(text: &str) -> String {
    clean(text, false)
}

/// A required single line, such as a name.
pub fn line(field: &'static str, text: &str) -> Result<String> {
    optional_line(field, Some(text))?.ok_or_else(|| Error::invalid(field, "This cannot be empty."))
}

/// A single line that may be left out; blank counts as left out.
pub fn optional_line(field: &'static str, text: Option<&str>) -> Result<Option<String>> {
    let Some(text) = text else { return Ok(None) };
    // Bytes first: nobody's megabytes are normalised to be refused.
    if text.len() > LINE * 4 || text.chars().count() > LINE {
        return Err(Error::invalid(field, "This is too long: at most 200 characters."));
    }
    Ok(Some(clean(text, false)).filter(|t| !t.is_empty()))
}

/// Text of several lines; may be empty.
pub fn block(field: &'static str, text: &str) -> Result<String> {
    if text.len() > TEXT * 4 || text.chars().count() > TEXT {
        return Err(Error::invalid(field, "This is too long: at most 100,000 characters."));
    }
    Ok(if text.contains('\r') { clean(&text.replace("\r\n", "\n"), true) } else { clean(text, true) })
}

/// Text as it is searched: no accents, no case, one space between words.
pub fn folded(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c) && !matches!(c, '\u{200c}' | '\u{200d}'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            'ı' => 'i',
            '’' | '‘' | 'ʼ' => '\'',
            c => c,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_run_together_stay_two_words_and_what_nobody_sees_is_no_name() {
        for typed in
            ["Garcia\nLopez", "Garcia\tLopez", "Garcia\r\nLopez", "Garcia\u{85}Lopez", "Garcia\u{2028}\u{2029}Lopez"]
        {
            assert_eq!(line("name", typed).unwrap(), "Garcia Lopez", "{typed:?}");
        }
        for unseen in ["\u{200b}", "\u{2060}\u{ad}", " \u{200d}\u{fe0f} ", "\u{3164}", "\u{e0041}", "\u{feff}\u{200e}"]
        {
            assert!(line("name", unseen).is_err(), "{unseen:?}");
            assert_eq!(block("note", unseen).unwrap(), "", "{unseen:?}");
        }
        assert_eq!(line("name", "Lo\u{ad}p\u{200b}e\u{200d}z\u{2060}").unwrap(), "Lopez");
        assert_eq!(line("name", "Jose\u{200b}\u{301}").unwrap(), "José");
        // Persian and Sinhala names, and a family of emoji, keep their joiners.
        for joined in ["علی\u{200c}رضا", "ක්\u{200d}රිස්", "👩\u{200d}👧"] {
            assert_eq!(line("name", joined).unwrap(), joined);
        }
        assert_eq!(folded("علی\u{200c}رضا"), folded("علیرضا"));
    }

    #[test]
    fn what_people_type_is_made_fit_to_keep() {
        assert_eq!(line("name", "  Jose\u{301}\u{0} \u{202e}Ma\n").unwrap(), "José Ma");
        assert_eq!(optional_line("name", Some(" \t ")).unwrap(), None);
        assert!(line("name", &"x".repeat(201)).is_err());
        assert_eq!(block("note", "a\r\nb\u{7}\tc\u{c}d").unwrap(), "a\nb\tc\nd");
        assert_eq!(folded("  María  JOSÉ O’Keefe Łoś"), "maria jose o'keefe los");
    }
}
