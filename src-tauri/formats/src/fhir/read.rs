//! One text (a bundle or a resource) read into typed resources: each is taken or refused by itself.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    fmt,
    marker::PhantomData,
};

use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    codes::Kind,
    datatypes::CodeableConcept,
    error::{FhirError, Problem, problem_of, said},
    reference::{Reference, target},
    resources::{MedicationRequest, Resource},
    text::Text,
    unkept::{Noting, Unkept},
};

/// What one line or one bundle gave.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// The line of the file it starts on, from 1.
    pub line: u64,
    /// The resources taken, in the sender's order.
    pub entries: Vec<Entry>,
    /// The resources refused, each with its reason.
    pub rejected: Vec<FhirError>,
    /// What was well-formed but is not carried.
    pub unkept: Unkept,
}

/// A resource taken. Without an id of its own it has that of its `fullUrl`; references to it say the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the bundle, from 0.
    pub index: usize,
    /// The resource.
    pub resource: Resource,
}

/// Reads a bundle of any type, or a single resource. An error means that nothing was taken; a resource that is wrong by
/// itself stands in [`Batch::rejected`].
pub fn parse_bundle(json: &[u8]) -> Result<Batch, FhirError> {
    parse(json, 1)
}

/// [`parse_bundle`] for a text that starts on this line of its file.
pub fn parse(json: &[u8], line: u64) -> Result<Batch, FhirError> {
    let text = std::str::from_utf8(json).map_err(|_| FhirError::new(line, Problem::NotUtf8))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let refused = |error: &serde_json::Error| {
        let (problem, path) = problem_of(error);
        let line = line + (error.line() as u64).saturating_sub(1);
        FhirError { path: path.unwrap_or_default(), ..FhirError::new(line, problem) }
    };
    let mut batch = Batch { line, ..Batch::default() };
    let bundle = match kind_of(text) {
        Ok(Kind::Bundle) => Bundle::read(text).map_err(|error| refused(&error))?,
        kind => {
            let whole: &RawValue = serde_json::from_str(text).map_err(|error| refused(&error))?;
            let kind = kind.map_err(|problem| FhirError::new(line, problem))?;
            batch.take(whole.get(), None, kind, &mut Known::default(), &mut Vec::new());
            return Ok(batch);
        }
    };
    batch.entries.reserve(bundle.entry.0.len());
    let (mut known, mut unknown) = (Known::default(), Vec::new());
    for (index, entry) in bundle.entry.0.into_iter().enumerate() {
        let refuse = |problem| FhirError { entry: Some(index), ..FhirError::new(line, problem) };
        let Some(resource) = entry.resource else {
            batch.rejected.push(refuse(entry.problem.unwrap_or(Problem::NoResource)));
            continue;
        };
        match kind_of(resource.get()) {
            Ok(kind) => batch.take(resource.get(), Some((index, entry.full_url)), kind, &mut known, &mut unknown),
            Err(problem) => batch.rejected.push(refuse(problem)),
        }
    }
    known.connect(&mut batch.entries);
    Ok(batch)
}

impl Batch {
    /// Reads one resource: into the entries, the counts or the refusals.
    fn take<'a>(
        &mut self,
        json: &'a str,
        place: Option<(usize, Option<&'a RawValue>)>,
        kind: Kind,
        known: &mut Known<'a>,
        unknown: &mut Vec<Cow<'a, str>>,
    ) {
        unknown.clear();
        let (index, full_url) = place.map_or((None, None), |(index, url)| (Some(index), url));
        match resource(json, full_url, kind, known, unknown) {
            Ok(None) => self.unkept.resource(kind),
            Ok(Some(mut resource)) => {
                unknown.iter().for_each(|name| self.unkept.element(kind, name));
                if let Resource::Patient(patient) = &mut resource {
                    let urls = std::mem::take(&mut patient.extension.unkept);
                    urls.iter().for_each(|url| self.unkept.extension(kind, url));
                }
                self.entries.push(Entry { index: index.unwrap_or_default(), resource });
            }
            Err((problem, path)) => {
                self.rejected.push(FhirError { line: self.line, entry: index, kind: Some(kind), path, problem });
            }
        }
    }
}

/// The resource in this text: none if its type is not carried, else why it is refused and where.
fn resource<'a>(
    json: &'a str,
    full_url: Option<&'a RawValue>,
    kind: Kind,
    known: &mut Known<'a>,
    unknown: &mut Vec<Cow<'a, str>>,
) -> Result<Option<Resource>, (Problem, String)> {
    let as_a_whole = |problem| (problem, String::new());
    if !Resource::KINDS.contains(&kind) {
        return Ok(None);
    }
    if json.len() > 2 * MAX_PARTS && memchr::memchr_iter(b'{', json.as_bytes()).count() > MAX_PARTS {
        return Err(as_a_whole(Problem::TooMany(MAX_PARTS)));
    }
    let from = Noting { from: &mut serde_json::Deserializer::from_str(json), unknown };
    let Some(read) = Resource::read(kind, from) else { return Ok(None) };
    let mut resource = read.map_err(|_| explain(kind, json))?;
    finish(&mut resource).map_err(|missing| (Problem::Missing, missing.to_owned()))?;
    known.meet(&mut resource, full_url).map_err(as_a_whole)?;
    Ok(Some(resource))
}

/// The most entries of a bundle, and the most objects within a resource. Empty ones take three bytes in a file and hundreds
/// in memory: the limit on bytes alone would not do.
pub const MAX_PARTS: usize = 250_000;

#[derive(Deserialize)]
struct Bundle<'a> {
    #[serde(borrow, default)]
    entry: Entries<BundleEntry<'a>>,
}

struct Entries<T>(Vec<T>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bounded<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Bounded<T> {
            type Value = Vec<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Vec<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = array.next_element()? {
                    if all.len() == MAX_PARTS {
                        return Err(A::Error::custom(format_args!("{}{MAX_PARTS}", said::TOO_MANY)));
                    }
                    all.push(one);
                }
                Ok(all)
            }
        }
        deserializer.deserialize_seq(Bounded(PhantomData)).map(Self)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BundleEntry<'a> {
    #[serde(borrow)]
    full_url: Option<&'a RawValue>,
    #[serde(borrow)]
    resource: Option<&'a RawValue>,
    /// Why the entry itself could not be read.
    #[serde(skip)]
    problem: Option<Problem>,
}

impl<'a> Bundle<'a> {
    fn read(text: &'a str) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Loose<'a> {
            #[serde(borrow, default)]
            entry: Entries<&'a RawValue>,
        }
        let strict = serde_json::from_str::<Self>(text);
        let Err(error) = &strict else { return strict };
        if !error.is_data() {
            return strict;
        }
        // Some entry is no entry: it is refused, the others are read.
        let one = |raw: &'a RawValue| {
            serde_json::from_str(raw.get()).unwrap_or_else(|error| BundleEntry {
                full_url: None,
                resource: None,
                problem: Some(problem_of(&error).0),
            })
        };
        serde_json::from_str::<Loose<'a>>(text)
            .map(|loose| Self { entry: Entries(loose.entry.0.into_iter().map(one).collect()) })
    }
}

/// The type a resource says it is. Nearly all say so first, which spares reading the whole for it.
fn kind_of(json: &str) -> Result<Kind, Problem> {
    fn first(json: &str) -> Option<&str> {
        let rest = json.trim_start().strip_prefix('{')?.trim_start().strip_prefix("\"resourceType\"")?;
        let (name, _) = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?.split_once('"')?;
        Some(name)
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Typed {
        resource_type: Option<Text>,
    }
    if let Some(name) = first(json) {
        return Kind::parse(name).ok_or(Problem::UnknownKind);
    }
    match serde_json::from_str::<Typed>(json) {
        Ok(Typed { resource_type: Some(name) }) => Kind::parse(&name).ok_or(Problem::UnknownKind),
        Ok(Typed { resource_type: None }) => Err(Problem::NotFhir),
        Err(error) => Err(match problem_of(&error).0 {
            Problem::WrongType => Problem::NotFhir,
            problem => problem,
        }),
    }
}

/// Why a resource could not be read: it is read again, slowly, keeping track of the path.
fn explain(kind: Kind, json: &str) -> (Problem, String) {
    let mut track = serde_path_to_error::Track::new();
    let mut from = serde_json::Deserializer::from_str(json);
    let mut unknown = Vec::new();
    let noting = Noting { from: &mut from, unknown: &mut unknown };
    let Some(Err(error)) = Resource::read(kind, serde_path_to_error::Deserializer::new(noting, &mut track)) else {
        return (Problem::WrongType, String::new());
    };
    let (problem, field) = problem_of(&error);
    let mut path = track.path().to_string();
    if path == "." {
        path.clear();
    }
    if let Some(field) = field {
        path = if path.is_empty() { field } else { format!("{path}.{field}") };
    }
    // A key may hold anything.
    let shown = path.len() <= 200
        && path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'[' | b']' | b'_' | b'-'));
    (problem, if shown { path } else { String::new() })
}

/// What serde cannot see: choices of which one must be there, and what a resource contains.
fn finish(resource: &mut Resource) -> Result<(), &'static str> {
    match resource {
        Resource::MedicationRequest(request) => {
            if let (None, Some(reference)) = (&request.medication_codeable_concept, &request.medication_reference) {
                request.medication_codeable_concept = contained(request, reference);
            }
            if request.medication_codeable_concept.is_none() && request.medication_reference.is_none() {
                return Err("medication");
            }
        }
        Resource::Immunization(shot) if shot.occurrence_date_time.is_none() && shot.occurrence_string.is_none() => {
            return Err("occurrence");
        }
        _ => {}
    }
    Ok(())
}

fn contained(request: &MedicationRequest, reference: &Reference) -> Option<CodeableConcept> {
    let id = reference.id.as_deref()?.strip_prefix('#')?;
    request.contained.iter().find(|inner| inner.id.as_deref() == Some(id))?.code.clone()
}

/// The resources of the bundle so far, to tell what `urn:uuid:…` refers to.
#[derive(Default)]
struct Known<'a> {
    /// By the end of a `urn:` URL: the type, and the resource's own id where that is another.
    by_urn: HashMap<Cow<'a, str>, (Kind, Option<Text>)>,
    /// Those known otherwise.
    by_id: HashSet<(Kind, Text)>,
}

impl<'a> Known<'a> {
    /// Gives the resource its id, and refuses the second of the same.
    fn meet(&mut self, resource: &mut Resource, full_url: Option<&'a RawValue>) -> Result<(), Problem> {
        let url = full_url.map(|raw| {
            Ok::<_, Problem>(match raw.get().strip_prefix('"').and_then(|s| s.strip_suffix('"')) {
                Some(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
                _ => Cow::Owned(serde_json::from_str(raw.get()).map_err(|_| Problem::WrongType)?),
            })
        });
        let url = url.transpose()?;
        let kind = resource.kind();
        let end = url.as_deref().map(|url| target(url).1);
        if resource.id().is_none() {
            *resource.id_mut() = end.filter(|end| !end.is_empty()).map(Text::from);
        }
        let Some(id) = resource.id() else { return Ok(()) };
        let urn = match &url {
            Some(Cow::Borrowed(url)) if url.starts_with("urn:") => Some(Cow::Borrowed(target(url).1)),
            Some(Cow::Owned(url)) if url.starts_with("urn:") => Some(Cow::Owned(target(url).1.to_owned())),
            _ => None,
        };
        let new = match urn {
            Some(urn) if urn == id => self.by_urn.insert(urn, (kind, None)).is_none(),
            Some(urn) => {
                let own: Text = id.into();
                self.by_urn.insert(urn, (kind, Some(own.clone()))).is_none() & self.by_id.insert((kind, own))
            }
            None => self.by_id.insert((kind, id.into())),
        };
        if new { Ok(()) } else { Err(Problem::SameId) }
    }

    /// Gives references by URN their type (and the target's own id), and requests the code of the medication they refer to.
    fn connect(&self, entries: &mut [Entry]) {
        let mut unnamed = false;
        for entry in entries.iter_mut() {
            entry.resource.references(&mut |reference| {
                if let (None, Some(id)) = (reference.kind, &reference.id)
                    && let Some((kind, own)) = self.by_urn.get(id.as_str())
                {
                    reference.kind = Some(*kind);
                    reference.id = own.clone().or_else(|| reference.id.take());
                }
            });
            unnamed |= unnamed_medication(&entry.resource).is_some();
        }
        if !unnamed {
            return;
        }
        let codes: HashMap<Text, CodeableConcept> = entries
            .iter()
            .filter_map(|entry| match &entry.resource {
                Resource::Medication(medication) => Some((medication.id.clone()?, medication.code.clone()?)),
                _ => None,
            })
            .collect();
        for entry in entries.iter_mut() {
            let code = unnamed_medication(&entry.resource).and_then(|id| codes.get(id)).cloned();
            if let Resource::MedicationRequest(request) = &mut entry.resource
                && code.is_some()
            {
                request.medication_codeable_concept = code;
            }
        }
    }
}

/// The medication that a request names only by reference.
fn unnamed_medication(resource: &Resource) -> Option<&Text> {
    match resource {
        Resource::MedicationRequest(request) if request.medication_codeable_concept.is_none() => {
            request.medication_reference.as_ref()?.id.as_ref()
        }
        _ => None,
    }
}
