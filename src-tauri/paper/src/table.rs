//! Tables: the header row stands again on every page, a row stays whole where it can, and a row too tall for that goes
//! on over the page line by line.

use crate::{
    flow::{Flow, Mark, baseline, height},
    text::{ACCENT, Colour, Line, RULE, Style},
};

/// Where a column's text stands.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// How wide a column is.
#[derive(Clone, Copy)]
enum Width {
    /// As wide as its widest cell, so that amounts never wrap.
    Fit,
    /// Its share of what the fitting columns leave.
    Share(f32),
}

/// A column.
pub(crate) struct Column {
    title: &'static str,
    width: Width,
    align: Align,
}

impl Column {
    /// A column that takes a share of the width left.
    pub fn share(title: &'static str, share: f32) -> Column {
        Column { title, width: Width::Share(share), align: Align::Left }
    }

    /// A column as wide as its content.
    pub fn fit(title: &'static str) -> Column {
        Column { title, width: Width::Fit, align: Align::Left }
    }

    /// A column of amounts: as wide as its content, set to the right.
    pub fn amount(title: &'static str) -> Column {
        Column { title, width: Width::Fit, align: Align::Right }
    }
}

/// A cell: texts one under the other.
#[derive(Default)]
pub(crate) struct Cell(Vec<(String, Style)>);

impl Cell {
    /// A cell of one text.
    pub fn new(text: impl Into<String>, style: Style) -> Cell {
        Cell(vec![(text.into(), style)])
    }

    /// The same cell with a further text under it; an empty one is left out.
    pub fn and(mut self, text: impl Into<String>, style: Style) -> Cell {
        let text = text.into();
        if !text.trim().is_empty() {
            self.0.push((text, style));
        }
        self
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell::new(text, Style::BODY)
    }
}

/// A row.
#[derive(Default)]
pub(crate) struct Row {
    cells: Vec<Cell>,
    /// Set between two strong rules, as a sum is.
    pub strong: bool,
}

impl Row {
    /// A row of cells, the leftmost first.
    pub fn new(cells: impl IntoIterator<Item = Cell>) -> Row {
        Row { cells: cells.into_iter().collect(), strong: false }
    }
}

/// A table.
#[derive(Default)]
pub(crate) struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// A light rule under each row.
    pub ruled: bool,
    /// White above and below a row's text.
    pub pad: f32,
    /// How far the table stands in from the left edge.
    pub inset: f32,
    /// Keep the table on one page when it fits on one.
    pub whole: bool,
    /// Height that must follow the last row on its page, so that a sum never stands without anything it sums.
    pub tail: f32,
}

/// White between columns.
const GUTTER: f32 = 12.0;
/// The fitting columns together take at most this part of the table; the widest of them give way first.
const MOST: f32 = 0.72;

/// A column placed: its left edge, width and alignment.
struct Place {
    x: f32,
    width: f32,
    align: Align,
}

impl Table {
    /// Sets the table on the flow, over as many pages as it takes.
    pub fn place(&self, flow: &mut Flow) {
        if self.rows.is_empty() {
            return;
        }
        let places = self.places(flow);
        let header = self.header(flow, &places);
        let header_height = header.iter().map(|cell| height(cell)).fold(0.0, f32::max);
        let header_height = if header_height > 0.0 { header_height + 3.0 } else { 0.0 };
        let rows: Vec<Vec<Vec<Line>>> = self.rows.iter().map(|row| set_row(flow, row, &places)).collect();
        let heights: Vec<f32> = rows.iter().map(|row| tallest(row) + 2.0 * self.pad).collect();

        let total: f32 = header_height + heights.iter().sum::<f32>();
        let first = heights.first().copied().unwrap_or(0.0).min(3.0 * Style::BODY.leading + 2.0 * self.pad);
        let first = if rows.len() == 1 { first + self.tail } else { first };
        let together = if self.whole && total <= flow.full() { total } else { header_height + first };
        flow.need(together);
        self.draw_header(flow, &places, &header, header_height);

        let last = rows.len() - 1;
        for (at, ((row, mut cells), mut tall)) in self.rows.iter().zip(rows).zip(heights).enumerate() {
            let tail = if at == last { self.tail } else { 0.0 };
            if at > 0 && tall + tail > flow.room() && tall + tail <= flow.full() - header_height && tail > 0.0 {
                flow.next_page();
                self.draw_header(flow, &places, &header, header_height);
            }
            while tall > flow.room() {
                let fresh = flow.full() - header_height;
                // A row that a fresh page takes whole moves there, unless that would leave a hole in this page.
                let moves = tall <= fresh && (tall <= 0.3 * fresh || flow.room() < 0.15 * fresh);
                let (now, later) = split(&cells, flow.room() - 2.0 * self.pad);
                if !moves && !now.iter().all(Vec::is_empty) {
                    let part = tallest(&now) + 2.0 * self.pad;
                    self.draw_row(flow, &places, row, &now, part, false);
                    cells = later;
                    tall = tallest(&cells) + 2.0 * self.pad;
                }
                flow.next_page();
                self.draw_header(flow, &places, &header, header_height);
            }
            self.draw_row(flow, &places, row, &cells, tall, self.ruled);
        }
    }

    fn places(&self, flow: &mut Flow) -> Vec<Place> {
        let width = flow.width() - self.inset;
        let gutters = GUTTER * self.columns.len().saturating_sub(1) as f32;
        let mut fits = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let mut widest = flow.set.width(column.title, Style::LABEL);
            if matches!(column.width, Width::Fit) {
                for (text, style) in self.rows.iter().filter_map(|row| row.cells.get(at)).flat_map(|cell| &cell.0) {
                    widest = widest.max(flow.set.width(text, *style));
                }
            }
            // A hair more than measured, so that rounding never wraps the widest cell.
            fits.push(if matches!(column.width, Width::Fit) { widest + 0.1 } else { 0.0 });
        }
        let most = level(&fits, MOST * (width - gutters));
        let fits: Vec<f32> = fits.iter().map(|fit| fit.min(most)).collect();
        let taken: f32 = fits.iter().sum();
        let shares: f32 =
            self.columns.iter().map(|c| if let Width::Share(share) = c.width { share } else { 0.0 }).sum();
        let left = (width - gutters - taken).max(0.0);
        let mut x = flow.left() + self.inset;
        let mut places = Vec::new();
        for (column, fit) in self.columns.iter().zip(fits) {
            let width = match column.width {
                Width::Fit => fit,
                Width::Share(share) => left * share / shares.max(0.01),
            };
            places.push(Place { x, width, align: column.align });
            x += width + GUTTER;
        }
        places
    }

    fn header(&self, flow: &mut Flow, places: &[Place]) -> Vec<Vec<Line>> {
        let cell = |(column, place): (&Column, &Place)| flow.set.lines(column.title, Style::LABEL, place.width);
        self.columns.iter().zip(places).map(cell).collect()
    }

    fn draw_header(&self, flow: &mut Flow, places: &[Place], header: &[Vec<Line>], tall: f32) {
        if tall > 0.0 {
            draw_cells(flow, places, header, 0.0);
            flow.advance(tall);
            self.rule(flow, ACCENT, 0.8);
        }
    }

    fn draw_row(&self, flow: &mut Flow, places: &[Place], row: &Row, cells: &[Vec<Line>], tall: f32, ruled: bool) {
        if row.strong {
            self.rule(flow, ACCENT, 1.2);
        }
        draw_cells(flow, places, cells, self.pad);
        flow.advance(tall);
        if row.strong {
            self.rule(flow, ACCENT, 1.2);
        } else if ruled {
            self.rule(flow, RULE, 0.5);
        }
    }

    fn rule(&self, flow: &mut Flow, colour: Colour, height: f32) {
        let (x, y, width) = (flow.left() + self.inset, flow.y() - height, flow.width() - self.inset);
        flow.draw(Mark::Fill { x, y, width, height, colour });
    }
}

/// The width at which columns must be cut for all of them to take no more than `budget`.
fn level(widths: &[f32], budget: f32) -> f32 {
    let mut sorted = widths.to_vec();
    sorted.sort_by(f32::total_cmp);
    let mut left = budget;
    for (at, width) in sorted.iter().enumerate() {
        let even = left / (sorted.len() - at) as f32;
        if *width > even {
            return even;
        }
        left -= width;
    }
    f32::MAX
}

fn set_row(flow: &mut Flow, row: &Row, places: &[Place]) -> Vec<Vec<Line>> {
    let mut set = |(cell, place): (&Cell, &Place)| {
        cell.0.iter().flat_map(|(text, style)| flow.set.lines(text, *style, place.width)).collect()
    };
    row.cells.iter().zip(places).map(&mut set).collect()
}

fn tallest(cells: &[Vec<Line>]) -> f32 {
    cells.iter().map(|cell| height(cell)).fold(0.0, f32::max)
}

/// Parts a row: what fits in `room`, and the rest. No single line is left behind or sent ahead where that can be helped.
fn split(cells: &[Vec<Line>], room: f32) -> (Vec<Vec<Line>>, Vec<Vec<Line>>) {
    let part = |cell: &Vec<Line>| {
        let mut used = 0.0;
        let fitting = cell.iter().take_while(|line| {
            used += line.style.leading;
            used <= room
        });
        let mut count = fitting.count();
        let rest = cell.len() - count;
        if rest == 1 && count > 2 {
            count -= 1;
        }
        if rest > 0 && count == 1 {
            count = 0;
        }
        let (now, later) = cell.split_at(count);
        (now.to_vec(), later.to_vec())
    };
    cells.iter().map(part).unzip()
}

fn draw_cells(flow: &mut Flow, places: &[Place], cells: &[Vec<Line>], pad: f32) {
    for (place, lines) in places.iter().zip(cells) {
        let mut y = flow.y() + pad;
        for line in lines {
            let indent = if place.align == Align::Right { place.width - line.width } else { line.indent };
            flow.draw(Mark::Text { x: place.x + indent, y: y + baseline(line.style), line: line.clone() });
            y += line.style.leading;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_columns_give_way_first() {
        assert_eq!(level(&[20.0, 30.0], 100.0), f32::MAX, "all fit");
        assert_eq!(level(&[20.0, 500.0, 40.0], 100.0), 40.0, "the wide one is cut to what the others leave");
        assert_eq!(level(&[90.0, 500.0], 100.0), 50.0);
    }

    #[test]
    fn a_row_parts_without_leaving_a_single_line() {
        let faces = crate::faces::faces().unwrap();
        let line = crate::text::Typesetter::new(faces).line("x", Style::BODY, 50.0);
        let parted = |lines: usize, room: f32| {
            let (now, later) = split(&[vec![line.clone(); lines]], room * Style::BODY.leading);
            (now[0].len(), later[0].len())
        };
        assert_eq!(parted(10, 4.0), (4, 6));
        assert_eq!(parted(5, 4.0), (3, 2), "no last line alone on the next page");
        assert_eq!(parted(5, 1.0), (0, 5), "no first line alone on this page");
        assert_eq!(parted(3, 8.0), (3, 0));
    }
}
