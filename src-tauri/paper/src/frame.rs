//! What surrounds the text: the letterhead on the first page, a short head on the others, the patient on every page,
//! and at the foot the page number and the characters that could not be printed.

use crate::{
    flow::{Mark, Page, baseline, height},
    look::{Look, PageSize},
    parties::{Patient, Practice, labelled},
    text::{ACCENT, Line, RULE, SOFT, Style, TINT, Typesetter},
};

/// What stands on every page of a document.
pub(crate) struct Running<'a> {
    pub practice: &'a Practice,
    pub title: &'a str,
    /// Number or day that tells this document from others: `Bill 1-000042`.
    pub reference: &'a str,
    pub patient: Option<&'a Patient>,
}

const SIDE: f32 = 54.0;
const TOP: f32 = 42.0;
const FOOT: f32 = 54.0;
/// White between a head and the text.
const AFTER_HEAD: f32 = 14.0;
const LOGO: (f32, f32) = (144.0, 48.0);
const NAME: Style = Style { size: 15.0, leading: 19.0, ..Style::LARGE };
const SHORT_HEAD: Style = Style { colour: SOFT, ..Style::LABEL };

/// The marks around the text, made once for all pages.
pub(crate) struct Frame {
    page: PageSize,
    first: Page,
    other: Page,
    tops: (f32, f32),
    foot: String,
    printed: String,
}

impl Frame {
    /// Sets letterhead, short head and patient band.
    pub fn new(set: &mut Typesetter, look: &Look, running: &Running) -> Frame {
        let mut frame = Frame {
            page: look.page,
            first: Page::new(),
            other: Page::new(),
            tops: (0.0, 0.0),
            foot: running.practice.name.clone(),
            printed: look.printed.clone(),
        };
        let mut first = Page::new();
        let mut y = frame.letterhead(set, look, running.practice, &mut first);
        y = frame.title(set, running, y, &mut first);
        if let Some(patient) = running.patient {
            y = frame.patient(set, patient, y + 4.0, &mut first);
        }
        let mut other = Page::new();
        let mut other_y = frame.short_head(set, running, &mut other);
        if let Some(patient) = running.patient {
            other_y = frame.patient(set, patient, other_y + 2.0, &mut other);
        }
        frame.tops = (y + AFTER_HEAD, other_y + AFTER_HEAD);
        frame.first = first;
        frame.other = other;
        frame
    }

    /// The left edge of the text.
    pub fn left(&self) -> f32 {
        SIDE
    }

    /// The width of the text.
    pub fn width(&self) -> f32 {
        self.page.points().0 - 2.0 * SIDE
    }

    /// Where the text of a page (counted from 0) begins.
    pub fn top(&self, page: usize) -> f32 {
        if page == 0 { self.tops.0 } else { self.tops.1 }
    }

    /// Where the text of every page ends.
    pub fn bottom(&self) -> f32 {
        self.page.points().1 - FOOT - 12.0
    }

    fn letterhead(&self, set: &mut Typesetter, look: &Look, practice: &Practice, page: &mut Page) -> f32 {
        let half = self.width() * 0.42;
        let ways = [labelled("Phone", &practice.phone), labelled("Fax", &practice.fax), practice.web.clone()];
        let address = practice.address.iter().chain(&ways).filter(|line| !line.trim().is_empty());
        let address: Vec<Line> = address.take(7).map(|line| set.line(line, Style::SMALL, half)).collect();
        let mut x = SIDE;
        let mut logo_bottom = TOP;
        if let Some(logo) = &look.logo {
            let scale = (LOGO.0 / logo.width.max(1) as f32).min(LOGO.1 / logo.height.max(1) as f32);
            let (width, height) = (logo.width as f32 * scale, logo.height as f32 * scale);
            page.push(Mark::Logo { x, y: TOP, width, height });
            x += width + 12.0;
            logo_bottom += height;
        }
        let widest = address.iter().map(|line| line.width).fold(0.0, f32::max);
        let name_width = SIDE + self.width() - widest - 18.0 - x;
        let mut name = set.lines(&practice.name, NAME, name_width);
        name.truncate(4);
        let right = SIDE + self.width();
        let name_bottom = draw_stack(page, &name, TOP, |_| x);
        let address_bottom = draw_stack(page, &address, TOP + 2.0, |line| right - line.width);
        let y = logo_bottom.max(name_bottom).max(address_bottom) + 8.0;
        page.push(Mark::Fill { x: SIDE, y, width: self.width(), height: 1.2, colour: ACCENT });
        y + 12.0
    }

    fn title(&self, set: &mut Typesetter, running: &Running, y: f32, page: &mut Page) -> f32 {
        let title = set.line(running.title, Style::TITLE, self.width() * 0.6);
        let reference = set.line(running.reference, Style { colour: SOFT, ..Style::LARGE }, self.width() * 0.38);
        let base = y + baseline(Style::TITLE);
        page.push(Mark::Text { x: SIDE + self.width() - reference.width, y: base, line: reference });
        page.push(Mark::Text { x: SIDE, y: base, line: title });
        y + Style::TITLE.leading
    }

    fn short_head(&self, set: &mut Typesetter, running: &Running, page: &mut Page) -> f32 {
        let what = [running.title, running.reference].into_iter().filter(|part| !part.is_empty());
        let what = set.line(&what.collect::<Vec<_>>().join("  ·  "), SHORT_HEAD, self.width() * 0.55);
        let who = set.line(&running.practice.name, SHORT_HEAD, self.width() - what.width - 12.0);
        let y = TOP - 6.0;
        let base = y + baseline(SHORT_HEAD);
        page.push(Mark::Text { x: SIDE + self.width() - what.width, y: base, line: what });
        page.push(Mark::Text { x: SIDE, y: base, line: who });
        let y = y + SHORT_HEAD.leading + 4.0;
        page.push(Mark::Fill { x: SIDE, y, width: self.width(), height: 0.8, colour: ACCENT });
        y + 6.0
    }

    fn patient(&self, set: &mut Typesetter, patient: &Patient, y: f32, page: &mut Page) -> f32 {
        let inner = self.width() - 20.0;
        let name_style = Style { size: 10.5, leading: 14.5, ..Style::STRONG };
        let marks = [labelled("Born", &patient.birth_date), labelled("MRN", &patient.mrn)];
        let marks = marks.iter().filter(|mark| !mark.is_empty()).cloned().collect::<Vec<_>>().join("   ·   ");
        let marks = set.line(&marks, Style::BODY, inner);
        let mut name = set.lines(&patient.name, name_style, inner);
        let beside = name.len() == 1 && name.iter().all(|line| line.width + 24.0 + marks.width <= inner);
        // A name longer than three lines is cut with an ellipsis, so that the text always has its room.
        if name.len() > 3 {
            let rest: Vec<&str> =
                name.iter().skip(2).flat_map(|line| &line.runs).map(|run| run.text.as_str()).collect();
            let last = set.line(&rest.join(" "), name_style, inner);
            name.truncate(2);
            name.push(last);
        }
        let tall = 12.0 + height(&name) + if beside { 0.0 } else { marks.style.leading };
        page.push(Mark::Fill { x: SIDE, y, width: self.width(), height: tall, colour: TINT });
        page.push(Mark::Fill { x: SIDE, y, width: 2.5, height: tall, colour: ACCENT });
        let below = draw_stack(page, &name, y + 6.0, |_| SIDE + 10.0);
        let (x, base) = match beside {
            true => (SIDE + self.width() - 10.0 - marks.width, y + 6.0 + baseline(name_style)),
            false => (SIDE + 10.0, below + baseline(marks.style)),
        };
        page.push(Mark::Text { x, y: base, line: marks });
        y + tall
    }

    /// Puts head and foot on every page.
    pub fn stamp(self, set: &mut Typesetter, pages: &mut [Page]) {
        let total = pages.len();
        let rule = self.page.points().1 - FOOT;
        let base = rule + 4.0 + baseline(Style::SMALL);
        let foot = [self.printed.as_str(), self.foot.as_str()].into_iter().filter(|part| !part.trim().is_empty());
        let foot = set.line(&foot.collect::<Vec<_>>().join("  ·  "), Style::SMALL, self.width() - 80.0);
        let missing = missing_line(set).map(|text| set.line(&text, Style::FINE, self.width()));
        for (at, page) in pages.iter_mut().enumerate() {
            let number = set.line(&format!("Page {} of {total}", at + 1), Style::SMALL, 80.0);
            page.push(Mark::Fill { x: SIDE, y: rule, width: self.width(), height: 0.5, colour: RULE });
            page.push(Mark::Text { x: SIDE, y: base, line: foot.clone() });
            page.push(Mark::Text { x: SIDE + self.width() - number.width, y: base, line: number });
            if let Some(line) = &missing {
                page.push(Mark::Text { x: SIDE, y: base + Style::FINE.leading + 1.0, line: line.clone() });
            }
            // The head comes first in the page, so that a reader who listens or copies meets the patient first.
            let head = if at == 0 { &self.first } else { &self.other };
            page.splice(0..0, head.iter().cloned());
        }
    }
}

/// Says which characters are printed as code points.
fn missing_line(set: &Typesetter) -> Option<String> {
    const SHOWN: usize = 8;
    let missing = set.missing();
    let mut codes: Vec<String> = missing.iter().take(SHOWN).map(|c| format!("U+{:04X}", *c as u32)).collect();
    if missing.len() > SHOWN {
        codes.push(format!("and {} more", missing.len() - SHOWN));
    }
    (!codes.is_empty()).then(|| format!("Characters the fonts lack, printed by code: {}", codes.join(", ")))
}

fn draw_stack(page: &mut Page, lines: &[Line], mut y: f32, x: impl Fn(&Line) -> f32) -> f32 {
    for line in lines {
        page.push(Mark::Text { x: x(line), y: y + baseline(line.style), line: line.clone() });
        y += line.style.leading;
    }
    y
}
