//! Why a file, a line or a resource was not taken. No error here ever holds a value from the file: only where it stood.

use std::fmt;

use super::codes::Kind;

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The file could not be read further.
    #[error("the file could not be read ({0})")]
    Io(std::io::ErrorKind),
    /// Not a word in it.
    #[error("the file is empty")]
    Empty,
    /// The text is not JSON.
    #[error("this is not JSON")]
    NotJson,
    /// The text ends in the middle.
    #[error("the text ends in the middle: the file is cut off")]
    CutOff,
    /// Not UTF-8, which FHIR JSON always is.
    #[error("the text is not UTF-8")]
    NotUtf8,
    /// A line or a document over the limit; it was not read into memory.
    #[error("it is larger than {0} bytes")]
    TooLarge(usize),
    /// JSON, but no FHIR resource.
    #[error("this JSON is not a FHIR resource: it has no resourceType")]
    NotFhir,
    /// A resourceType that FHIR R4 does not have.
    #[error("FHIR R4 has no resource of this type")]
    UnknownKind,
    /// A bundle entry without a resource (a DELETE or a GET).
    #[error("the entry holds no resource")]
    NoResource,
    /// Another JSON type than FHIR R4 gives this element.
    #[error("it is not of the type that FHIR R4 gives it")]
    WrongType,
    /// An element the resource makes no sense without.
    #[error("it is missing")]
    Missing,
    /// The same key twice in one object.
    #[error("it is given twice")]
    Twice,
    /// Two resources of one type with the same id in one bundle: the first is kept.
    #[error("an earlier entry of this bundle has the same id")]
    SameId,
    /// A date the calendar does not have, or a time without its offset from UTC.
    #[error("it is not a possible date or time")]
    BadDate,
    /// A code outside the list FHIR R4 requires.
    #[error("it is not one of the codes that FHIR R4 allows here")]
    BadCode,
    /// A number too large to keep.
    #[error("it is not a number that can be kept")]
    BadNumber,
    /// An attachment that is not base64.
    #[error("it is not base64")]
    BadBase64,
    /// A text over the limit of its type.
    #[error("it is longer than {0} bytes")]
    TooLong(usize),
    /// More entries in a bundle, or parts in a resource, than any real one has.
    #[error("it has more than {0} parts")]
    TooMany(usize),
    /// A NUL character.
    #[error("it holds a NUL character")]
    Nul,
    /// Objects within objects beyond any real resource.
    #[error("it is nested too deeply")]
    TooDeep,
    /// `modifierExtension` or `implicitRules`, which FHIR forbids to ignore and which only the sender understands.
    #[error("it changes the meaning of the resource in a way that only its sender understands")]
    Modifier,
}

/// A line, a bundle or one resource that was not taken, and why. Holds and shows no text from the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FhirError {
    /// The line of the file, from 1; for a bundle over many lines, its first line, except where the JSON itself breaks off.
    pub line: u64,
    /// Which entry of the bundle, from 0; none when the whole line or bundle is refused.
    pub entry: Option<usize>,
    /// The resource's type, where it was known.
    pub kind: Option<Kind>,
    /// The element, such as `name[0].family`; empty for the resource as a whole.
    pub path: String,
    /// What was wrong.
    pub problem: Problem,
}

impl FhirError {
    pub(crate) fn new(line: u64, problem: Problem) -> Self {
        Self { line, entry: None, kind: None, path: String::new(), problem }
    }
}

impl std::error::Error for FhirError {}

impl fmt::Display for FhirError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}", self.line)?;
        if let Some(entry) = self.entry {
            write!(f, ", entry {}", entry + 1)?;
        }
        match (self.kind, self.path.as_str()) {
            (Some(kind), "") => write!(f, ", {}", kind.as_str())?,
            (Some(kind), path) => write!(f, ", {}.{path}", kind.as_str())?,
            (None, "") => {}
            (None, path) => write!(f, ", {path}")?,
        }
        write!(f, ": {}.", self.problem)
    }
}

/// What our own value types say through serde, which carries errors as text: told apart again by [`problem_of`].
pub(crate) mod said {
    pub const BAD_DATE: &str = "chartwell:date";
    pub const BAD_CODE: &str = "chartwell:code";
    pub const BAD_NUMBER: &str = "chartwell:number";
    pub const BAD_BASE64: &str = "chartwell:base64";
    pub const NUL: &str = "chartwell:nul";
    pub const TWICE: &str = "chartwell:twice";
    pub const MODIFIER: &str = "chartwell:modifier";
    pub const TOO_LONG: &str = "chartwell:long:";
    pub const TOO_MANY: &str = "chartwell:many:";
}

/// What a serde error means, and the element its message names, if any. Serde's own text may hold values: it goes no further.
pub(crate) fn problem_of(error: &serde_json::Error) -> (Problem, Option<String>) {
    let text = error.to_string();
    let named = |prefix: &str| Some(text.strip_prefix(prefix)?.split('`').next()?.to_owned());
    if let Some(field) = named("missing field `") {
        return (Problem::Missing, Some(field));
    }
    if let Some(field) = named("duplicate field `") {
        return (Problem::Twice, Some(field));
    }
    let limit = |mark: &str| text.strip_prefix(mark)?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
    if let Some(limit) = limit(said::TOO_LONG) {
        return (Problem::TooLong(limit), None);
    }
    if let Some(limit) = limit(said::TOO_MANY) {
        return (Problem::TooMany(limit), None);
    }
    let problem = match error.classify() {
        serde_json::error::Category::Eof => Problem::CutOff,
        serde_json::error::Category::Io => Problem::Io(std::io::ErrorKind::Other),
        serde_json::error::Category::Syntax if text.starts_with("recursion limit") => Problem::TooDeep,
        serde_json::error::Category::Syntax => Problem::NotJson,
        serde_json::error::Category::Data => [
            (said::BAD_DATE, Problem::BadDate),
            (said::BAD_CODE, Problem::BadCode),
            (said::BAD_NUMBER, Problem::BadNumber),
            (said::BAD_BASE64, Problem::BadBase64),
            (said::NUL, Problem::Nul),
            (said::TWICE, Problem::Twice),
            (said::MODIFIER, Problem::Modifier),
        ]
        .into_iter()
        .find_map(|(mark, problem)| text.starts_with(mark).then_some(problem))
        .unwrap_or(Problem::WrongType),
    };
    (problem, None)
}
