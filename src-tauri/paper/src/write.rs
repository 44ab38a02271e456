//! Marks to PDF bytes: the only module that speaks the PDF library's language.

use lopdf::{Object, StringFormat};
use printpdf::{
    Color, DictItem, ExternalStream, ExternalXObject, FontId, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem, WindingOrder, XObject, XObjectId, XObjectTransform,
};
use sha2::{Digest, Sha256};

use crate::{
    PaperError, Pdf,
    faces::{Face, faces},
    flow::{Mark, Page},
    look::{Logo, Look},
    text::Colour,
};

/// What a document calls itself in its properties. Holds nothing about a patient: properties are shown in file lists.
pub(crate) struct Properties<'a> {
    pub title: &'a str,
    pub author: &'a str,
}

const LOGO: &str = "Logo";
/// 9999-12-31T23:59:59Z.
const LAST_MOMENT: i64 = 253_402_300_799;

/// Writes the pages. The same pages, look and properties give the same bytes.
pub(crate) fn write(
    (pages, missing): (Vec<Page>, Vec<char>),
    look: &Look,
    properties: &Properties,
) -> Result<Pdf, PaperError> {
    if !(0..=LAST_MOMENT).contains(&look.made) {
        return Err(PaperError::BadMoment);
    }
    let moment = printpdf::DateTime::from_unix_timestamp(look.made).map_err(|_| PaperError::BadMoment)?;
    let mut document = PdfDocument::new(properties.title);
    let info = &mut document.metadata.info;
    (info.creation_date, info.modification_date, info.metadata_date) = (moment, moment, moment);
    info.author = properties.author.to_owned();
    info.creator = "Chartwell".to_owned();
    info.producer = "Chartwell".to_owned();
    for face in used(&pages) {
        let font = printpdf::PdfFont::new(faces()?.get(face).font.clone());
        document.resources.fonts.map.insert(font_id(face), font);
    }
    if let Some(logo) = &look.logo {
        document.resources.xobjects.map.insert(XObjectId(LOGO.to_owned()), picture(logo));
    }
    let (width, height) = look.page.points();
    let sheet = Rect::from_wh(Pt(width), Pt(height));
    let page = |marks: &Page| PdfPage {
        media_box: sheet.clone(),
        trim_box: sheet.clone(),
        crop_box: sheet.clone(),
        ops: operations(marks, height),
    };
    document.pages = pages.iter().map(page).collect();

    let mut warnings = Vec::new();
    let mut file = printpdf::to_lopdf_doc(&document, &PdfSaveOptions::default(), &mut warnings);
    if warnings.iter().any(|warning| warning.severity == printpdf::PdfParseErrorSeverity::Error) {
        return Err(PaperError::Internal("a font or picture could not be embedded"));
    }
    file.version = "1.7".to_owned();
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Lang", Object::string_literal("en-US"));
        let shown = lopdf::Dictionary::from_iter([("DisplayDocTitle", Object::Boolean(true))]);
        catalog.set("ViewerPreferences", shown);
    }
    // The library draws the file's ID from a counter; ours is a digest of the content, so that equal values give equal
    // files.
    let mut digest = Sha256::new();
    for stream in file.objects.values().filter_map(|object| object.as_stream().ok()) {
        digest.update(&stream.content);
    }
    digest.update(look.made.to_be_bytes());
    let id = digest.finalize().iter().take(16).copied().collect::<Vec<u8>>();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|_| PaperError::Internal("the PDF could not be assembled"))?;
    Ok(Pdf { bytes, pages: pages.len(), missing })
}

fn used(pages: &[Page]) -> std::collections::BTreeSet<Face> {
    let marks = pages.iter().flatten();
    let lines = marks.filter_map(|mark| if let Mark::Text { line, .. } = mark { Some(line) } else { None });
    lines.flat_map(|line| &line.runs).map(|run| run.face).collect()
}

/// A face's name in the file; its first six letters become the subset's tag.
fn font_id(face: Face) -> FontId {
    let name = match face {
        Face::Regular => "CHWREG",
        Face::Bold => "CHWBLD",
        Face::Mono => "CHWMON",
        Face::Signs => "CHWSGN",
    };
    FontId(name.to_owned())
}

/// The logo as an image with its opacity as soft mask (ISO 32000-1, 8.9.5 and 11.6.5.3), stored as it was packed once.
fn picture(logo: &Logo) -> XObject {
    let image = |space: &str, pixels: &[u8]| {
        let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
        let entries = [
            ("Type", name("XObject")),
            ("Subtype", name("Image")),
            ("Width", DictItem::Int(logo.width.into())),
            ("Height", DictItem::Int(logo.height.into())),
            ("BitsPerComponent", DictItem::Int(8)),
            ("ColorSpace", name(space)),
            ("Filter", name("FlateDecode")),
        ];
        let dict = entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        ExternalStream { dict, content: pixels.to_vec(), compress: false }
    };
    let mut stream = image("DeviceRGB", &logo.rgb);
    stream.dict.insert("SMask".to_owned(), DictItem::Stream { stream: image("DeviceGray", &logo.alpha) });
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

fn operations(marks: &[Mark], page_height: f32) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut ink = None;
    for mark in marks {
        match mark {
            Mark::Text { x, y, line } => {
                if line.runs.is_empty() {
                    continue;
                }
                colour(&mut ops, &mut ink, line.style.colour);
                ops.push(Op::StartTextSection);
                ops.push(Op::SetTextCursor { pos: Point { x: Pt(*x), y: Pt(page_height - y) } });
                for run in &line.runs {
                    let font = PdfFontHandle::External(font_id(run.face));
                    ops.push(Op::SetFont { font, size: Pt(line.style.size) });
                    ops.push(Op::ShowText { items: vec![TextItem::Text(run.text.clone())] });
                }
                ops.push(Op::EndTextSection);
            }
            Mark::Fill { x, y, width, height, colour: fill } => {
                colour(&mut ops, &mut ink, *fill);
                let rectangle = Rect {
                    mode: Some(PaintMode::Fill),
                    winding_order: Some(WindingOrder::NonZero),
                    ..Rect::from_xywh(Pt(*x), Pt(page_height - y - height), Pt(*width), Pt(*height))
                };
                ops.push(Op::DrawRectangle { rectangle });
            }
            Mark::Logo { x, y, width, height } => {
                // A PDF image is one unit square until it is scaled.
                let transform = XObjectTransform {
                    translate_x: Some(Pt(*x)),
                    translate_y: Some(Pt(page_height - y - height)),
                    scale_x: Some(*width),
                    scale_y: Some(*height),
                    ..XObjectTransform::default()
                };
                ops.push(Op::UseXobject { id: XObjectId(LOGO.to_owned()), transform });
            }
        }
    }
    ops
}

fn colour(ops: &mut Vec<Op>, ink: &mut Option<Colour>, wanted: Colour) {
    if *ink != Some(wanted) {
        let (r, g, b) = wanted;
        ops.push(Op::SetFillColor { col: Color::Rgb(Rgb { r, g, b, icc_profile: None }) });
        *ink = Some(wanted);
    }
}
