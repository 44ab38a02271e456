//! Text as people type it, made fit to keep: trimmed, in one Unicode form, without control characters, not too long.

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
    let normal: Cow<'_, str> = if is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() };
    let kept = normal.chars().filter(|c| match c {
        '\n' | '\t' => keep_lines,
        // Bidirectional overrides can make one text look like another.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => false,
        c => !c.is_control(),
    });
    kept.collect::<String>().trim().to_owned()
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
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
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
    fn what_people_type_is_made_fit_to_keep() {
        assert_eq!(line("name", "  Jose\u{301}\u{0} \u{202e}Ma\n").unwrap(), "José Ma");
        assert_eq!(optional_line("name", Some(" \t ")).unwrap(), None);
        assert!(line("name", &"x".repeat(201)).is_err());
        assert_eq!(block("note", "a\r\nb\u{7}\tc").unwrap(), "a\nb\tc");
        assert_eq!(folded("  María  JOSÉ O’Keefe Łoś"), "maria jose o'keefe los");
    }
}
