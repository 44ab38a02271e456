//! Puts blocks on pages, top to bottom. A heading waits for the block it heads, so that it never ends a page alone.

use crate::{
    PaperError,
    faces::faces,
    frame::{Frame, Running},
    look::Look,
    table::{Cell, Column, Row, Table},
    text::{Colour, Line, Style, Typesetter},
};

/// Something drawn. Points from the page's upper left corner; `y` grows downwards.
#[derive(Clone)]
pub(crate) enum Mark {
    /// A line of text, its baseline at `y`.
    Text { x: f32, y: f32, line: Line },
    /// A filled rectangle.
    Fill { x: f32, y: f32, width: f32, height: f32, colour: Colour },
    /// The practice's logo.
    Logo { x: f32, y: f32, width: f32, height: f32 },
}

/// The marks of one page.
pub(crate) type Page = Vec<Mark>;

/// A document in the making.
pub(crate) struct Flow {
    pub set: Typesetter,
    frame: Frame,
    pages: Vec<Page>,
    y: f32,
    heading: Option<Vec<Line>>,
}

/// White before a heading and after it.
const ABOVE_HEADING: f32 = 15.0;
const BELOW_HEADING: f32 = 4.0;

impl Flow {
    /// Begins a document on its first page.
    pub fn new(look: &Look, running: &Running) -> Result<Flow, PaperError> {
        let mut set = Typesetter::new(faces()?);
        let frame = Frame::new(&mut set, look, running);
        let y = frame.top(0);
        Ok(Flow { set, frame, pages: vec![Page::new()], y, heading: None })
    }

    /// The left edge of the text.
    pub fn left(&self) -> f32 {
        self.frame.left()
    }

    /// The width of the text.
    pub fn width(&self) -> f32 {
        self.frame.width()
    }

    /// Where the next block begins.
    pub fn y(&self) -> f32 {
        self.y
    }

    /// The height a fresh page offers.
    pub fn full(&self) -> f32 {
        self.frame.bottom() - self.frame.top(1)
    }

    /// The height left on this page, after a waiting heading.
    pub fn room(&self) -> f32 {
        self.frame.bottom() - self.y - self.heading_height()
    }

    fn at_top(&self) -> bool {
        self.y <= self.frame.top(self.pages.len() - 1) + 0.5
    }

    fn heading_height(&self) -> f32 {
        let above = if self.at_top() { 0.0 } else { ABOVE_HEADING };
        self.heading.as_ref().map_or(0.0, |lines| above + height(lines) + BELOW_HEADING)
    }

    /// Draws on the page now open.
    pub fn draw(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Moves down.
    pub fn advance(&mut self, by: f32) {
        self.y += by;
    }

    /// White between blocks; none at the top of a page.
    pub fn gap(&mut self, by: f32) {
        if !self.at_top() && self.heading.is_none() {
            self.y += by;
        }
    }

    /// Opens the next page; a waiting heading goes with it.
    pub fn next_page(&mut self) {
        self.pages.push(Page::new());
        self.y = self.frame.top(self.pages.len() - 1);
    }

    /// Makes sure `need` points can follow on one page together with a waiting heading, and sets that heading.
    pub fn need(&mut self, need: f32) {
        if self.room() < need && !self.at_top() {
            self.next_page();
        }
        let above = if self.at_top() { 0.0 } else { ABOVE_HEADING };
        if let Some(lines) = self.heading.take() {
            self.y += above;
            let left = self.left();
            self.stack(&lines, left);
            self.y += BELOW_HEADING;
        }
    }

    /// A heading for the block that follows.
    pub fn heading(&mut self, text: &str) {
        let width = self.width();
        let lines = self.set.lines(text, Style::HEADING, width);
        self.heading = Some(lines);
    }

    /// Draws lines one under the other at `x` and moves below them.
    pub fn stack(&mut self, lines: &[Line], x: f32) {
        for line in lines {
            let y = self.y + baseline(line.style);
            self.y += line.style.leading;
            self.draw(Mark::Text { x: x + line.indent, y, line: line.clone() });
        }
    }

    /// Running text over the whole width; long text goes on over the pages.
    pub fn text(&mut self, text: &str, style: Style) {
        if !text.trim().is_empty() {
            let row = Row::new([Cell::new(text, style)]);
            Table { columns: vec![Column::share("", 1.0)], rows: vec![row], ..Table::default() }.place(self);
        }
    }

    /// Labelled values, `across` to a line; those without a value are left out.
    pub fn facts(&mut self, facts: &[(&str, String)], across: usize) {
        let told: Vec<_> = facts.iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        let across = across.max(1);
        let columns = std::iter::repeat_with(|| Column::share("", 1.0)).take(across).collect();
        let fact = |&&(label, ref value): &&(&str, String)| Cell::new(label, Style::LABEL).and(value, Style::BODY);
        let rows = told.chunks(across).map(|some| Row::new(some.iter().map(fact))).collect();
        Table { columns, rows, pad: 2.5, ..Table::default() }.place(self);
    }

    /// Ends the document: practice, patient, page numbers and the list of missing characters on every page.
    pub fn finish(mut self) -> (Vec<Page>, Vec<char>) {
        self.need(0.0);
        let mut pages = self.pages;
        self.frame.stamp(&mut self.set, &mut pages);
        let missing = self.set.missing().iter().copied().collect();
        (pages, missing)
    }
}

/// The height of lines stacked.
pub(crate) fn height(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.style.leading).sum()
}

/// How far below the top of its line a baseline lies.
pub(crate) fn baseline(style: Style) -> f32 {
    (style.leading - style.size) / 2.0 + style.size * 0.80
}
