//! The embedded fonts: which face has a character, and how wide it is. Read once a process.

use std::sync::{
    OnceLock,
    atomic::{AtomicU16, Ordering},
};

use printpdf::ParsedFont;

use crate::PaperError;

/// One embedded font.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Face {
    /// Running text.
    Regular,
    /// Headings, names and sums.
    Bold,
    /// Codes to be copied by hand.
    Mono,
    /// Arrows, mathematics, check marks: asked when the face wanted lacks the character.
    Signs,
}

/// The four faces, ready to measure and to embed.
pub(crate) struct Faces {
    regular: Loaded,
    bold: Loaded,
    mono: Loaded,
    signs: Loaded,
}

pub(crate) struct Loaded {
    /// The font as the PDF library takes it.
    pub font: ParsedFont,
    /// Advance in thousandths of an em by code point, looked up in the font when first asked: [`UNASKED`] before,
    /// [`NONE`] where the font has no glyph.
    advances: Vec<AtomicU16>,
}

const UNASKED: u16 = u16::MAX;
const NONE: u16 = u16::MAX - 1;
/// No embedded font has a character from here on (subset.sh keeps nothing above U+FFFD).
const END: u32 = 0xFFFE;

impl Loaded {
    fn new(bytes: &[u8]) -> Option<Loaded> {
        let font = ParsedFont::from_bytes(bytes, 0, &mut Vec::new())?;
        let advances = (0..END).map(|_| AtomicU16::new(UNASKED)).collect();
        Some(Loaded { font, advances })
    }

    fn advance(&self, c: char) -> Option<u16> {
        let place = self.advances.get(c as usize)?;
        let mut advance = place.load(Ordering::Relaxed);
        if advance == UNASKED {
            advance = self.look_up(c).unwrap_or(NONE);
            place.store(advance, Ordering::Relaxed);
        }
        (advance != NONE).then_some(advance)
    }

    fn look_up(&self, c: char) -> Option<u16> {
        let glyph = self.font.lookup_glyph_index(c as u32).filter(|glyph| *glyph != 0)?;
        let em = u32::from(self.font.pdf_font_metrics.units_per_em).max(1);
        // Rounded down, as the PDF's own width table is: the reader's pen and ours then agree.
        u16::try_from(u32::from(self.font.get_horizontal_advance(glyph)) * 1000 / em).ok()
    }
}

/// The fonts, parsed at the first document and kept.
pub(crate) fn faces() -> Result<&'static Faces, PaperError> {
    static FACES: OnceLock<Option<Faces>> = OnceLock::new();
    let load = || {
        Some(Faces {
            regular: Loaded::new(include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf"))?,
            bold: Loaded::new(include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf"))?,
            mono: Loaded::new(include_bytes!("../../../assets/fonts/NotoSansMono-Regular.ttf"))?,
            signs: Loaded::new(include_bytes!("../../../assets/fonts/DejaVuSans.ttf"))?,
        })
    };
    FACES.get_or_init(load).as_ref().ok_or(PaperError::Internal("an embedded font cannot be read"))
}

impl Faces {
    /// A face by name.
    pub fn get(&self, face: Face) -> &Loaded {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
            Face::Mono => &self.mono,
            Face::Signs => &self.signs,
        }
    }

    /// The face that prints `c` when `wanted` is asked for, and its advance in thousandths of an em.
    pub fn find(&self, wanted: Face, c: char) -> Option<(Face, u16)> {
        [wanted, Face::Signs].into_iter().find_map(|face| Some((face, self.get(face).advance(c)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_greek_and_cyrillic_are_covered_whole_in_every_text_face() {
        let faces = faces().unwrap();
        let ranges = [0x20..=0x7E, 0xA0..=0xAC, 0xAE..=0x24F, 0x300..=0x34E, 0x400..=0x52F, 0x1E00..=0x1EFF];
        let greek = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψωάέήίόύώϊϋΐΰΆΈΉΊΌΎΏ";
        let wanted = ranges.into_iter().flatten().filter_map(char::from_u32).chain(greek.chars());
        for c in wanted {
            for face in [Face::Regular, Face::Bold, Face::Mono] {
                assert_eq!(faces.find(face, c).map(|found| found.0), Some(face), "U+{:04X} in {face:?}", c as u32);
            }
        }
    }

    #[test]
    fn signs_a_clinician_types_are_covered() {
        for c in "≥≤≠±→←↑↓✓✗☐☑½⅓°µ²³₂‰€£•–—…♀♂∆√∞".chars() {
            assert!(faces().unwrap().find(Face::Bold, c).is_some(), "{c}");
        }
    }

    #[test]
    fn figures_stand_in_columns() {
        for face in [Face::Regular, Face::Bold, Face::Mono] {
            let advances: Vec<_> = ('0'..='9').map(|c| faces().unwrap().find(face, c)).collect();
            assert!(advances.windows(2).all(|pair| pair[0] == pair[1]), "{face:?} has tabular figures");
        }
    }

    #[test]
    fn scripts_that_need_shaping_are_not_pretended() {
        for c in "אبकไ中😀".chars() {
            assert!(faces().unwrap().find(Face::Regular, c).is_none(), "{c}");
        }
    }
}
