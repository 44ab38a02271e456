//! How documents look: paper size, logo, when and by whom printed.

use std::{io::Write, sync::Arc};

use flate2::{Compression, write::ZlibEncoder};
use image::{ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};

use crate::PaperError;

/// What a practice chooses once for all its documents, and the moment of this one.
#[derive(Clone, Default)]
pub struct Look {
    /// The sheet.
    pub page: PageSize,
    /// The practice's logo.
    pub logo: Option<Logo>,
    /// When the document is made, in seconds since 1970-01-01T00:00Z: the PDF's creation date.
    pub made: i64,
    /// The same moment (and who printed it) for the reader, put at the foot of the page:
    /// `Printed 11/22/2026 10:15 AM`. May be empty.
    pub printed: String,
}

/// The sheet printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageSize {
    /// US Letter, 8.5 × 11 in.
    #[default]
    Letter,
    /// ISO A4, 210 × 297 mm.
    A4,
}

impl PageSize {
    /// Width and height in points.
    pub(crate) fn points(self) -> (f32, f32) {
        match self {
            PageSize::Letter => (612.0, 792.0),
            PageSize::A4 => (595.276, 841.89),
        }
    }
}

/// A practice's logo, checked and made ready once for every document after.
#[derive(Clone)]
pub struct Logo {
    /// Red, green, blue by pixel, compressed (zlib) as the PDF stores it, and so the opacity beside it.
    pub(crate) rgb: Arc<[u8]>,
    pub(crate) alpha: Arc<[u8]>,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Logo {
    /// The largest PNG file taken.
    pub const MAX_BYTES: usize = 2_000_000;
    /// The most pixels a side may have.
    pub const MAX_SIDE: u32 = 4000;
    /// The print: 300 dots an inch in the letterhead's largest logo box.
    const PRINT: (u32, u32) = (600, 200);

    /// Reads a PNG picture.
    ///
    /// # Errors
    /// [`PaperError::LogoTooLarge`], [`PaperError::LogoNotPng`] or [`PaperError::LogoDamaged`].
    pub fn from_png(png: &[u8]) -> Result<Logo, PaperError> {
        if png.len() > Self::MAX_BYTES {
            return Err(PaperError::LogoTooLarge);
        }
        if !png.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Err(PaperError::LogoNotPng);
        }
        let mut reader = ImageReader::with_format(std::io::Cursor::new(png), ImageFormat::Png);
        reader.limits(Limits::no_limits());
        let decoder = reader.into_decoder().map_err(|_| PaperError::LogoDamaged)?;
        // The header alone tells the size: a small file that unpacks to gigabytes is refused before it is unpacked.
        let (width, height) = decoder.dimensions();
        if width > Self::MAX_SIDE || height > Self::MAX_SIDE {
            return Err(PaperError::LogoTooLarge);
        }
        let picture = image::DynamicImage::from_decoder(decoder).map_err(|_| PaperError::LogoDamaged)?;
        let (most_wide, most_high) = Self::PRINT;
        let picture = if width > most_wide || height > most_high {
            picture.resize(most_wide, most_high, FilterType::CatmullRom)
        } else {
            picture
        };
        let rgba = picture.to_rgba8();
        let (width, height) = rgba.dimensions();
        let (mut rgb, mut alpha) = (Vec::new(), Vec::new());
        for image::Rgba([red, green, blue, opacity]) in rgba.pixels() {
            rgb.extend([red, green, blue]);
            alpha.push(*opacity);
        }
        Ok(Logo { rgb: deflate(&rgb)?, alpha: deflate(&alpha)?, width, height })
    }
}

fn deflate(bytes: &[u8]) -> Result<Arc<[u8]>, PaperError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let done = encoder.write_all(bytes).and_then(|()| encoder.finish());
    Ok(done.map_err(|_| PaperError::Internal("the logo could not be packed"))?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbaImage::new(width, height).write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_logo_is_reduced_to_what_the_letterhead_prints() {
        let logo = Logo::from_png(&png(1800, 300)).unwrap();
        assert_eq!((logo.width, logo.height), (600, 100));
        let small = Logo::from_png(&png(10, 12)).unwrap();
        assert_eq!((small.width, small.height), (10, 12), "a small logo stays as it is");
    }

    #[test]
    fn a_bad_logo_is_a_clear_error() {
        let fails = |bytes: &[u8]| Logo::from_png(bytes).err();
        assert_eq!(fails(b"GIF89a"), Some(PaperError::LogoNotPng));
        assert_eq!(fails(b""), Some(PaperError::LogoNotPng));
        let whole = png(300, 300);
        assert_eq!(fails(&whole[..whole.len() / 2]), Some(PaperError::LogoDamaged));
        assert_eq!(fails(&png(4001, 1)), Some(PaperError::LogoTooLarge));
        assert_eq!(fails(&vec![0; Logo::MAX_BYTES + 1]), Some(PaperError::LogoTooLarge));
    }

    #[test]
    fn a_logo_that_claims_a_gigantic_size_is_refused_before_it_is_unpacked() {
        let mut bomb = png(1, 1);
        bomb[16..20].copy_from_slice(&60_000u32.to_be_bytes());
        assert!(Logo::from_png(&bomb).is_err());
    }
}
