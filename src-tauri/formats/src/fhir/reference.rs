//! References between resources, in each form that senders write: `urn:uuid:…`, `Patient/7`, an absolute URL,
//! Synthea's `Practitioner?identifier=system|value`, or an identifier alone.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeStruct};

use super::{
    codes::Kind,
    datatypes::Identifier,
    element::Element,
    text::{Text, checked, read_str},
};

/// Another resource, by its type and id or by an identifier. Whether it is there is for the reader of the whole to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reference {
    /// Its type, where the reference or the bundle tells it.
    pub kind: Option<Kind>,
    /// Its id: the same as the `id` of that resource, when it is in the same bundle. `#x` is a contained resource.
    pub id: Option<Text>,
    /// Its identifier, where it is known by that.
    pub identifier: Option<Box<Identifier>>,
    /// What the sender calls it.
    pub display: Option<Text>,
}

impl Reference {
    /// A reference to a resource by its type and id.
    pub fn to(kind: Kind, id: &str) -> Self {
        Self { kind: Some(kind), id: Some(id.into()), ..Self::default() }
    }

    /// Reads the text of a reference.
    fn parse(text: &str) -> Self {
        let only_id = |id: &str| Self { id: Some(id.into()), ..Self::default() };
        if text.starts_with('#') {
            return only_id(text);
        }
        if let Some((kind, value)) =
            text.split_once('?').and_then(|(kind, query)| Some((kind, query.strip_prefix("identifier=")?)))
        {
            let identifier = match value.split_once('|') {
                Some((system, value)) => {
                    Identifier { system: Some(system.into()), value: Some(value.into()), ..Default::default() }
                }
                None => Identifier { value: Some(value.into()), ..Default::default() },
            };
            let kind = Kind::parse(kind.rsplit('/').next().unwrap_or(kind));
            return Self { kind, identifier: Some(Box::new(identifier)), ..Self::default() };
        }
        let (kind, id) = target(text);
        match kind {
            Some(kind) => Self::to(kind, id),
            None => only_id(id),
        }
    }
}

/// The type and the id in a URL or URN: `http://example.org/fhir/Patient/7/_history/2` is a Patient with the id `7`.
pub(crate) fn target(url: &str) -> (Option<Kind>, &str) {
    if let Some(id) = url.strip_prefix("urn:uuid:").or_else(|| url.strip_prefix("urn:oid:")) {
        return (None, id);
    }
    let current = url.split_once("/_history/").map_or(url, |(current, _)| current);
    if let Some((before, id)) = current.rsplit_once('/')
        && let Some(kind) = Kind::parse(before.rsplit_once('/').map_or(before, |(_, kind)| kind))
    {
        return (Some(kind), id);
    }
    (None, url)
}

/// 36 characters with dashes in a UUID's places.
fn is_uuid(id: &str) -> bool {
    id.len() == 36
        && id
            .bytes()
            .enumerate()
            .all(|(at, b)| if matches!(at, 8 | 13 | 18 | 23) { b == b'-' } else { b.is_ascii_hexdigit() })
}

impl Element for Reference {
    fn references(&mut self, see: &mut dyn FnMut(&mut Reference)) {
        see(self);
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Wire {
            #[serde(default, deserialize_with = "parsed")]
            reference: Option<Reference>,
            r#type: Option<Text>,
            identifier: Option<Box<Identifier>>,
            display: Option<Text>,
        }
        fn parsed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Reference>, D::Error> {
            read_str(deserializer, |text| Ok(Some(Reference::parse(&checked(text, 4096)?))))
        }
        let wire = Wire::deserialize(deserializer)?;
        let mut reference = wire.reference.unwrap_or_default();
        reference.kind = reference.kind.or_else(|| Kind::parse(wire.r#type.as_deref()?));
        reference.identifier = reference.identifier.or(wire.identifier);
        reference.display = wire.display;
        Ok(reference)
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Url<'a>(Option<Kind>, &'a str);
        impl Serialize for Url<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    Url(Some(kind), id) if !id.starts_with('#') => {
                        serializer.collect_str(&format_args!("{}/{id}", kind.as_str()))
                    }
                    Url(_, id) if is_uuid(id) => serializer.collect_str(&format_args!("urn:uuid:{id}")),
                    Url(_, id) => serializer.serialize_str(id),
                }
            }
        }
        let mut wire = serializer.serialize_struct("Reference", 4)?;
        if let Some(id) = &self.id {
            wire.serialize_field("reference", &Url(self.kind, id))?;
        }
        match self.kind {
            Some(kind) if self.id.as_ref().is_none_or(|id| id.starts_with('#')) => {
                wire.serialize_field("type", kind.as_str())?
            }
            _ => {}
        }
        if let Some(identifier) = &self.identifier {
            wire.serialize_field("identifier", identifier)?;
        }
        if let Some(display) = &self.display {
            wire.serialize_field("display", display)?;
        }
        wire.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Kind>, Option<String>) {
        let reference: Reference = serde_json::from_value(serde_json::json!({ "reference": text })).unwrap();
        (reference.kind, reference.id.map(|id| id.to_string()))
    }

    #[test]
    fn each_form_of_reference_tells_type_and_id() {
        let is = |kind, id: &str| (kind, Some(id.to_owned()));
        assert_eq!(read("Patient/7"), is(Some(Kind::Patient), "7"));
        assert_eq!(read("https://example.org/fhir/Patient/7/_history/2"), is(Some(Kind::Patient), "7"));
        assert_eq!(read("urn:uuid:0000-1"), is(None, "0000-1"));
        assert_eq!(read("#med"), is(None, "#med"));
        assert_eq!(read("https://example.org/else"), is(None, "https://example.org/else"));
    }

    #[test]
    fn a_conditional_reference_is_an_identifier() {
        let json = serde_json::json!({ "reference": "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999" });
        let reference: Reference = serde_json::from_value(json).unwrap();
        assert_eq!((reference.kind, reference.id.is_none()), (Some(Kind::Practitioner), true));
        assert_eq!(reference.identifier.as_ref().unwrap().value.as_deref(), Some("9999"));
        let again: Reference = serde_json::from_value(serde_json::to_value(&reference).unwrap()).unwrap();
        assert_eq!(again, reference);
    }
}
