//! From any text to lines of characters the fonts have: composed, freed of what only hides or reorders, wrapped.

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

use crate::faces::{Face, Faces};

/// Ink: red, green, blue from 0 to 1.
pub(crate) type Colour = (f32, f32, f32);

/// Body text.
pub(crate) const INK: Colour = (0.11, 0.13, 0.16);
/// Labels and side remarks; 5.9 : 1 on white.
pub(crate) const SOFT: Colour = (0.36, 0.40, 0.45);
/// Headings and the letterhead's rule.
pub(crate) const ACCENT: Colour = (0.04, 0.31, 0.42);
/// Light rules.
pub(crate) const RULE: Colour = (0.80, 0.83, 0.86);
/// Shaded bands.
pub(crate) const TINT: Colour = (0.94, 0.957, 0.967);

/// How a text is set. Sizes in points; `leading` is the distance from one baseline to the next.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Style {
    pub face: Face,
    pub size: f32,
    pub leading: f32,
    pub colour: Colour,
}

impl Style {
    const fn new(face: Face, size: f32, leading: f32, colour: Colour) -> Style {
        Style { face, size, leading, colour }
    }
    pub const BODY: Style = Style::new(Face::Regular, 9.5, 13.0, INK);
    pub const STRONG: Style = Style::new(Face::Bold, 9.5, 13.0, INK);
    pub const LARGE: Style = Style::new(Face::Bold, 12.0, 16.0, INK);
    pub const SMALL: Style = Style::new(Face::Regular, 8.0, 10.8, SOFT);
    pub const LABEL: Style = Style::new(Face::Bold, 7.5, 10.5, SOFT);
    pub const HEADING: Style = Style::new(Face::Bold, 11.5, 16.0, ACCENT);
    pub const TITLE: Style = Style::new(Face::Bold, 19.0, 24.0, INK);
    pub const FINE: Style = Style::new(Face::Regular, 7.0, 9.0, SOFT);
}

/// Characters of one face.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Run {
    pub face: Face,
    pub text: String,
}

/// One line, measured. The later lines of a bulleted or numbered paragraph are indented to stand under its first word.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Line {
    pub runs: Vec<Run>,
    pub width: f32,
    pub indent: f32,
    pub style: Style,
}

/// Sets text, and remembers the characters that could not be set.
pub(crate) struct Typesetter {
    faces: &'static Faces,
    missing: BTreeSet<char>,
}

impl Typesetter {
    pub fn new(faces: &'static Faces) -> Typesetter {
        Typesetter { faces, missing: BTreeSet::new() }
    }

    /// The characters no face has, met so far.
    pub fn missing(&self) -> &BTreeSet<char> {
        &self.missing
    }

    /// Breaks `text` into lines no wider than `width` points (a single character may be). Line ends in the text are
    /// kept; a word wider than the line is broken where it must.
    pub fn lines(&mut self, text: &str, style: Style, width: f32) -> Vec<Line> {
        let clean = self.clean(text, style.face);
        if clean.trim().is_empty() {
            return Vec::new();
        }
        let em = style.size / 1000.0;
        let mut lines = Vec::new();
        for paragraph in clean.trim_end().split('\n') {
            let hang = self.measure(marker(paragraph), style.face).min(width / em / 3.0);
            for (at, text) in self.wrap(paragraph, style.face, width.max(1.0) / em, hang).iter().enumerate() {
                let indent = if at == 0 { 0.0 } else { hang * em };
                lines.push(Line { indent, ..self.line_of(text.trim_end(), style) });
            }
        }
        lines
    }

    /// `text` as one line of at most `width` points, cut with an ellipsis when it is longer.
    pub fn line(&mut self, text: &str, style: Style, width: f32) -> Line {
        let clean = self.clean(text, style.face).replace('\n', " ");
        let whole = self.line_of(clean.trim(), style);
        if whole.width <= width {
            return whole;
        }
        let room = width * 1000.0 / style.size - self.advance(style.face, '…');
        let kept = self.fitting(clean.trim(), style.face, room);
        self.line_of(&format!("{}…", kept.trim_end()), style)
    }

    /// How wide `text` is on one line, in points.
    pub fn width(&mut self, text: &str, style: Style) -> f32 {
        let clean = self.clean(text, style.face);
        clean.split('\n').map(|line| self.line_of(line.trim_end(), style).width).fold(0.0, f32::max)
    }

    /// Composes `text` (NFC), drops characters that only hide or reorder (controls, bidi overrides, joiners), turns
    /// every kind of space into a space, and writes a character no face has as its code point.
    fn clean(&mut self, text: &str, face: Face) -> String {
        let composed = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
        let mut clean = String::with_capacity(composed.len());
        let mut characters = composed.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '\r' if characters.peek() == Some(&'\n') => {}
                '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
                '\u{A0}' | '\u{2007}' | '\u{202F}' => clean.push('\u{A0}'),
                c if c.is_whitespace() => clean.push(' '),
                c if c.is_control() || is_ignorable(c) => {}
                c if self.faces.find(face, c).is_some() => clean.push(c),
                c => {
                    self.missing.insert(c);
                    clean.push_str(&format!("[U+{:04X}]", c as u32));
                }
            }
        }
        clean
    }

    /// Breaks one paragraph at its spaces; `limit` and `hang` (what its later lines are short of) in thousandths of an em.
    fn wrap(&self, paragraph: &str, face: Face, limit: f32, hang: f32) -> Vec<String> {
        let space = self.advance(face, ' ');
        let mut lines = Vec::new();
        let mut line = String::new();
        let mut used = 0.0;
        // Spaces are kept inside a line (people align with them) and dropped where a line breaks.
        let mut begun = false;
        for word in paragraph.split(' ') {
            let room = if lines.is_empty() { limit } else { limit - hang };
            let wide = self.measure(word, face);
            let gap = if begun { space } else { 0.0 };
            if used + gap + wide <= room {
                if begun {
                    line.push(' ');
                }
                line.push_str(word);
                used += gap + wide;
                begun |= lines.is_empty() || !word.is_empty();
                continue;
            }
            if !line.trim().is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.clear();
            let mut rest = word;
            loop {
                let room = if lines.is_empty() { limit } else { limit - hang };
                let piece = self.fitting(rest, face, room);
                if piece.len() == rest.len() {
                    break;
                }
                lines.push(piece.to_owned());
                rest = rest.get(piece.len()..).unwrap_or_default();
            }
            line.push_str(rest);
            used = self.measure(rest, face);
            begun = !rest.is_empty();
        }
        lines.push(line);
        lines
    }

    /// The longest beginning of `word` that fits in `limit`, at least one character with its marks, broken after
    /// punctuation when the last part offers it.
    fn fitting<'a>(&self, word: &'a str, face: Face, limit: f32) -> &'a str {
        let mut used = 0.0;
        let mut end = 0;
        let mut soft = 0;
        for (at, c) in word.char_indices() {
            let next = at + c.len_utf8();
            used += self.advance(face, c);
            if end > 0 && used > limit && !is_combining_mark(c) {
                break;
            }
            end = next;
            if matches!(c, '-' | '/' | ',' | ';' | '.' | '_' | '@' | ']' | ')' | '–' | '—' | ' ') {
                soft = next;
            }
        }
        let at = if soft > end / 2 && end < word.len() { soft } else { end };
        word.get(..at).unwrap_or(word)
    }

    fn advance(&self, face: Face, c: char) -> f32 {
        self.faces.find(face, c).map_or(0.0, |(_, advance)| f32::from(advance))
    }

    fn measure(&self, text: &str, face: Face) -> f32 {
        text.chars().map(|c| self.advance(face, c)).sum()
    }

    /// Splits clean text into runs of one face.
    fn line_of(&self, clean: &str, style: Style) -> Line {
        let mut runs: Vec<Run> = Vec::new();
        let mut used = 0.0;
        for c in clean.chars() {
            let Some((face, advance)) = self.faces.find(style.face, c) else { continue };
            used += f32::from(advance);
            match runs.last_mut() {
                Some(run) if run.face == face => run.text.push(c),
                _ => runs.push(Run { face, text: c.to_string() }),
            }
        }
        Line { runs, width: used * style.size / 1000.0, indent: 0.0, style }
    }
}

/// The bullet or number a paragraph begins with, and the white after it: `•  `, `- `, `12. `.
fn marker(paragraph: &str) -> &str {
    let rest = match paragraph.strip_prefix(['•', '-', '–', '*']) {
        Some(rest) => rest,
        None => {
            let after = paragraph.trim_start_matches(|c: char| c.is_ascii_digit());
            match after.strip_prefix(['.', ')']) {
                Some(rest) if (1..=3).contains(&(paragraph.len() - after.len())) => rest,
                _ => return "",
            }
        }
    };
    let text = rest.trim_start_matches(' ');
    if text.len() == rest.len() { "" } else { paragraph.strip_suffix(text).unwrap_or_default() }
}

/// Unicode's default ignorable code points (DerivedCoreProperties, 17.0): they show nothing of themselves, but can hide
/// or turn around what stands beside them.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::faces;

    fn set() -> Typesetter {
        Typesetter::new(faces().unwrap())
    }

    fn plain(line: &Line) -> String {
        line.runs.iter().map(|run| run.text.as_str()).collect()
    }

    fn wrapped(text: &str, width: f32) -> Vec<String> {
        set().lines(text, Style::BODY, width).iter().map(plain).collect()
    }

    #[test]
    fn words_wrap_at_spaces_and_line_ends_are_kept() {
        assert_eq!(wrapped("one two three\nfour", 40.0), ["one two", "three", "four"]);
        assert_eq!(wrapped("a\r\n\r\nb\n\n", 100.0), ["a", "", "b"]);
        assert_eq!(wrapped(" \n ", 100.0), [""; 0], "nothing but space is nothing");
    }

    #[test]
    fn a_bulleted_paragraph_hangs_under_its_first_word() {
        let lines = set().lines("•  one two three four\nplain text that wraps", Style::BODY, 60.0);
        assert_eq!(lines[0].indent, 0.0);
        assert!(lines[1].indent > 5.0, "the second line stands in");
        assert!(lines.iter().all(|line| line.indent + line.width <= 60.0));
        assert!(lines.last().unwrap().indent == 0.0, "a plain paragraph does not hang");
        assert_eq!(["1. a", "12) b", "- c", "-d", "3.5 mg", "2026"].map(marker), ["1. ", "12) ", "- ", "", "", ""]);
    }

    #[test]
    fn white_is_kept_inside_a_line_and_dropped_where_it_breaks() {
        assert_eq!(wrapped("  indented  code", 200.0), ["  indented  code"]);
        assert_eq!(wrapped("AAAA   BBBB   CCCC", 60.0).iter().map(|l| l.trim_start()).collect::<Vec<_>>().len(), 2);
        assert!(wrapped("AAAA   BBBB   CCCC   DDDD", 62.0).iter().all(|line| !line.starts_with(' ')));
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_and_nothing_is_lost() {
        let word = "Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(3);
        let lines = wrapped(&format!("see {word} end"), 80.0);
        assert_eq!(lines.concat().replace(' ', ""), format!("see{word}end"));
        assert!(set().lines(&word, Style::BODY, 80.0).iter().all(|line| line.width <= 80.0));
    }

    #[test]
    fn a_letter_and_its_marks_are_composed_and_not_parted() {
        assert_eq!(wrapped("Jose\u{301}", 100.0), ["José"]);
        let marks = "x\u{302}\u{323}".repeat(9);
        assert!(wrapped(&marks, 6.0).iter().all(|line| line.starts_with('x')), "no line begins with a mark");
    }

    #[test]
    fn characters_that_hide_or_reorder_are_neutralised() {
        assert_eq!(wrapped("ab\u{202E}cd\u{200B}\u{0}\u{7}e\u{2066}", 100.0), ["abcde"]);
        assert_eq!(wrapped("a\tb\u{3000}c", 100.0), ["a b c"]);
    }

    #[test]
    fn a_character_no_face_has_is_printed_as_its_code_point_and_remembered() {
        let mut set = set();
        let line = set.line("王 😀 ok", Style::BODY, 400.0);
        assert_eq!(plain(&line), "[U+738B] [U+1F600] ok");
        assert_eq!(set.missing().iter().collect::<String>(), "王😀");
    }

    #[test]
    fn a_line_that_must_fit_is_cut_with_an_ellipsis() {
        let mut set = set();
        let line = set.line(&"long name ".repeat(30), Style::BODY, 100.0);
        assert!(line.width <= 100.0 && plain(&line).ends_with('…'));
    }

    #[test]
    fn a_sign_comes_from_the_signs_face() {
        let line = set().line("A1c ≥ 7", Style::BODY, 400.0);
        assert_eq!(
            line.runs.iter().map(|run| run.face).collect::<Vec<_>>(),
            [Face::Regular, Face::Signs, Face::Regular]
        );
    }
}
