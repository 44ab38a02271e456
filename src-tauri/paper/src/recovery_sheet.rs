//! The recovery sheet: the code that opens the practice's file when every passphrase is lost, to be printed once and
//! locked away. It is not a patient document.

use qrcode::{Color, EcLevel, QrCode};

use crate::{
    Look, PaperError, Pdf,
    faces::Face,
    flow::{Flow, Mark},
    frame::Running,
    parties::Practice,
    text::{Colour, INK, Style, TINT},
    write::{Properties, write},
};

/// A recovery sheet.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RecoverySheet {
    /// The practice.
    pub practice: Practice,
    /// Who made it.
    pub user: String,
    /// The day it was made.
    pub date: String,
    /// The name of the practice's file, to tell it from others; may be empty.
    pub file: String,
    /// The code. Printed in the groups its hyphens or spaces make (else in fours); the QR holds it as given.
    pub code: String,
}

const CODE: Style = Style { face: Face::Mono, size: 19.0, leading: 29.0, colour: INK };
const WHITE: Colour = (1.0, 1.0, 1.0);
const QR_SIDE: f32 = 132.0;

const PURPOSE: &str = "This code opens the practice's encrypted file when no passphrase can: a forgotten passphrase, a \
    user who has left. Without a passphrase and without this sheet the records cannot be opened by anyone, the makers of \
    the program included.";
const KEEP: &str = "•  Keep it on paper in a locked place away from the computer: a safe, a bank box, with the practice's \
    attorney.\n•  Do not photograph it, send it by mail or message, or keep it in the computer or beside it.\n•  Whoever \
    holds this sheet and a copy of the file can read every chart. If it is lost or seen, make a new code under Settings → \
    Recovery sheet: the old one then no longer opens the practice, only backups made before.";
const USE: &str = "1.  Start the program and open the practice's file.\n2.  Choose “Use the recovery code”.\n3.  Type the \
    code (capitals, hyphens and spaces do not matter) or scan the square.\n4.  Set a new passphrase, then print a new sheet \
    and destroy this one.";

/// Makes the recovery sheet.
///
/// # Errors
/// [`PaperError::BadRecoveryCode`] when the code is empty or longer than a QR code holds, [`PaperError::BadMoment`].
pub fn recovery_sheet(sheet: &RecoverySheet, look: &Look) -> Result<Pdf, PaperError> {
    let groups = groups(&sheet.code);
    if groups.is_empty() {
        return Err(PaperError::BadRecoveryCode);
    }
    let square = QrCode::with_error_correction_level(sheet.code.as_bytes(), EcLevel::M)
        .map_err(|_| PaperError::BadRecoveryCode)?;
    let running = Running { practice: &sheet.practice, title: "Recovery sheet", reference: &sheet.date, patient: None };
    let mut flow = Flow::new(look, &running)?;
    flow.text(PURPOSE, Style::BODY);
    flow.gap(14.0);
    code(&mut flow, &groups, &square);
    flow.gap(14.0);
    let facts = [("Made by", sheet.user.clone()), ("Made on", sheet.date.clone()), ("File", sheet.file.clone())];
    flow.facts(&facts, 3);
    flow.heading("Where to keep it");
    flow.text(KEEP, Style::BODY);
    flow.heading("When you need it");
    flow.text(USE, Style::BODY);
    write(flow.finish(), look, &Properties { title: "Recovery sheet", author: &sheet.practice.name })
}

fn groups(code: &str) -> Vec<String> {
    let parted = code.split(|c: char| c == '-' || c.is_whitespace()).filter(|group| !group.is_empty());
    let parted: Vec<String> = parted.map(str::to_owned).collect();
    if parted.len() > 1 {
        return parted;
    }
    let whole: Vec<char> = parted.concat().chars().collect();
    whole.chunks(4).map(|group| group.iter().collect()).collect()
}

/// The code in its groups on the left, the square on the right, in one shaded box that never breaks over pages.
fn code(flow: &mut Flow, groups: &[String], square: &QrCode) {
    const PAD: f32 = 16.0;
    let beside = flow.width() - QR_SIDE - 3.0 * PAD;
    let lines = flow.set.lines(&groups.join("  "), CODE, beside);
    let tall = crate::flow::height(&lines).max(QR_SIDE) + 2.0 * PAD;
    flow.need(tall);
    let (x, y) = (flow.left(), flow.y());
    flow.draw(Mark::Fill { x, y, width: flow.width(), height: tall, colour: TINT });
    let (right, top) = (x + flow.width() - PAD - QR_SIDE, y + PAD);
    draw_square(flow, square, right, top);
    let white = (tall - crate::flow::height(&lines)) / 2.0;
    flow.advance(white);
    flow.stack(&lines, x + PAD);
    flow.advance(tall - white - crate::flow::height(&lines));
}

/// The QR symbol with its quiet zone of four modules (ISO/IEC 18004), dark modules of a row joined.
fn draw_square(flow: &mut Flow, square: &QrCode, x: f32, y: f32) {
    let width = square.width();
    let module = QR_SIDE / (width + 8) as f32;
    flow.draw(Mark::Fill { x, y, width: QR_SIDE, height: QR_SIDE, colour: WHITE });
    for (row, colours) in square.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        for run in colours.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let at = |place: usize| (place + 4) as f32 * module;
                let (left, top, wide) = (x + at(column), y + at(row), run.len() as f32 * module);
                flow.draw(Mark::Fill { x: left, y: top, width: wide, height: module, colour: INK });
            }
            column += run.len();
        }
    }
}
