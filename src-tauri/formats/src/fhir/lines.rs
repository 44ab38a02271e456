//! A file of FHIR read piece by piece: one bundle, one resource, or NDJSON of either.

use std::io::{self, BufRead};

use memchr::memchr;

use super::{
    error::{FhirError, Problem},
    read::{Batch, parse},
};

/// The largest line or document read by default, in bytes.
pub const MAX_LINE: usize = 64 << 20;

/// Reads a file of FHIR R4 JSON, whichever shape it has: a bundle or a resource over one or many lines, or NDJSON whose
/// lines are bundles or (as in a bulk export) resources. Yields a [`Batch`] a bundle or line, with its line number; after
/// an error in one line the next is read. Holds one line in memory at a time. `Send` if its input is.
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    limit: usize,
    line: u64,
    text: Vec<u8>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing but blank lines so far: one text or NDJSON, who knows.
    Start,
    Lines,
    Done,
}

enum Line {
    End,
    Whole,
    TooLarge,
}

impl<R: BufRead> Reader<R> {
    /// A reader that refuses lines and documents over [`MAX_LINE`].
    pub fn new(input: R) -> Self {
        Self::with_limit(input, MAX_LINE)
    }
    /// A reader that refuses lines and documents over this many bytes.
    pub fn with_limit(input: R, limit: usize) -> Self {
        Self { input, limit, line: 0, text: Vec::new(), state: State::Start }
    }

    /// Adds the next line, without its end, to the text; a line that would make it too large is passed over.
    fn read_line(&mut self) -> io::Result<Line> {
        let mut too_large = false;
        let mut any = false;
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() && !any {
                return Ok(Line::End);
            }
            let end = memchr(b'\n', chunk);
            let (line, _) = chunk.split_at(end.unwrap_or(chunk.len()));
            too_large |= self.text.len() + line.len() > self.limit;
            if too_large {
                self.text = Vec::new();
            } else {
                self.text.extend_from_slice(line);
            }
            let (used, last) = (line.len() + usize::from(end.is_some()), end.is_some() || chunk.is_empty());
            self.input.consume(used);
            any = true;
            if last {
                self.line += 1;
                return Ok(if too_large { Line::TooLarge } else { Line::Whole });
            }
        }
    }

    /// Whether the first line, which ends in the middle, goes on in the next. It does unless the next looks like a line
    /// of NDJSON and this one does not stop where a pretty printer would.
    fn goes_on(&mut self) -> io::Result<bool> {
        let stops = self.text.trim_ascii_end().last().is_some_and(|b| b"[{,:".contains(b));
        let next = self.input.fill_buf()?;
        Ok(stops || next.trim_ascii_start().first() != Some(&b'{'))
    }

    fn next_batch(&mut self) -> Result<Option<Batch>, FhirError> {
        let io = |line, error: io::Error| FhirError::new(line, Problem::Io(error.kind()));
        loop {
            self.text.clear();
            match self.read_line().map_err(|error| io(self.line + 1, error))? {
                Line::End => return Ok(None),
                Line::TooLarge => {
                    self.state = State::Lines;
                    return Err(FhirError::new(self.line, Problem::TooLarge(self.limit)));
                }
                Line::Whole => {}
            }
            let blank = self.text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.text).trim_ascii().is_empty();
            if blank {
                continue;
            }
            let first = std::mem::replace(&mut self.state, State::Lines) == State::Start;
            let started = self.line;
            let read = parse(&self.text, started);
            let cut_off = matches!(&read, Err(error) if error.problem == Problem::CutOff);
            if !(first && cut_off && self.goes_on().map_err(|error| io(started, error))?) {
                return read.map(Some);
            }
            self.state = State::Done;
            loop {
                self.text.push(b'\n');
                match self.read_line().map_err(|error| io(self.line + 1, error))? {
                    Line::End => {
                        self.text.pop();
                        return parse(&self.text, started).map(Some);
                    }
                    Line::TooLarge => return Err(FhirError::new(started, Problem::TooLarge(self.limit))),
                    Line::Whole => {}
                }
            }
        }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Batch, FhirError>;
    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::Done {
            return None;
        }
        let next = self.next_batch().transpose();
        if matches!(&next, None | Some(Err(FhirError { problem: Problem::Io(_), .. }))) {
            self.state = State::Done;
        }
        next
    }
}
