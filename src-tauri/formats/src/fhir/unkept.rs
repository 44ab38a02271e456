//! What a resource held that Chartwell does not carry: counted by resource type and element, so that an import can say so.

use std::{borrow::Cow, fmt};

use serde::{
    de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor, value::CowStrDeserializer},
    forward_to_deserialize_any,
};

use super::{codes::Kind, error::said};

/// More different elements than any honest file has; those after are counted together.
const MOST: usize = 500;

/// Counts of whole resources of types that are not carried, and of top-level elements of those that are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unkept(Vec<(Kind, Box<str>, u64)>);

impl Unkept {
    /// Type, element and count, in the order first met: `(CarePlan, None, 3)` are three whole resources,
    /// `(Patient, Some("photo"), 1)` is one element. An extension is named `extension[name]` after the end of its URL.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, Option<&str>, u64)> {
        self.0.iter().map(|(kind, element, count)| (*kind, (!element.is_empty()).then_some(&**element), *count))
    }
    /// Whether everything was kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Adds another's counts.
    pub fn add(&mut self, other: &Self) {
        for (kind, element, count) in &other.0 {
            self.count(*kind, element, *count);
        }
    }
    pub(crate) fn resource(&mut self, kind: Kind) {
        self.count(kind, "", 1);
    }
    /// An element by the sender's name for it: shown only if it is a name that FHIR could have.
    pub(crate) fn element(&mut self, kind: Kind, name: &str) {
        self.count(kind, if is_name(name) { name } else { "(other)" }, 1);
    }
    /// An extension by its URL.
    pub(crate) fn extension(&mut self, kind: Kind, url: &str) {
        let end = url.rsplit('/').next().unwrap_or_default();
        if is_name(end) {
            self.count(kind, &format!("extension[{end}]"), 1);
        } else {
            self.count(kind, "extension", 1);
        }
    }
    fn count(&mut self, kind: Kind, element: &str, by: u64) {
        if let Some((_, _, count)) = self.0.iter_mut().find(|(k, e, _)| *k == kind && **e == *element) {
            *count += by;
        } else if self.0.len() < MOST {
            self.0.push((kind, element.into(), by));
        } else if let Some((_, _, count)) = self.0.get_mut(MOST) {
            *count += by;
        } else {
            self.0.push((kind, "(other)".into(), by));
        }
    }
}

/// Letters, digits, `-`, `_` and `.`, at most 64: what an element or the end of an extension's URL looks like.
fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// A deserializer of one resource that notes the top-level keys its struct has no field for. The struct's own list of
/// fields is the measure, so that a field added there needs no second entry here.
pub(crate) struct Noting<'u, 'de, D> {
    pub from: D,
    pub unknown: &'u mut Vec<Cow<'de, str>>,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Noting<'_, 'de, D> {
    type Error = D::Error;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.from.deserialize_any(visitor)
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.from.deserialize_struct(name, fields, NotingVisitor { visitor, fields, unknown: self.unknown })
    }
    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct NotingVisitor<'u, 'de, V> {
    visitor: V,
    fields: &'static [&'static str],
    unknown: &'u mut Vec<Cow<'de, str>>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for NotingVisitor<'_, 'de, V> {
    type Value = V::Value;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(NotingMap { map, fields: self.fields, unknown: self.unknown, typed: false })
    }
}

struct NotingMap<'u, 'de, A> {
    map: A,
    fields: &'static [&'static str],
    unknown: &'u mut Vec<Cow<'de, str>>,
    /// `resourceType` was met.
    typed: bool,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for NotingMap<'_, 'de, A> {
    type Error = A::Error;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(Key(key)) = self.map.next_key::<Key<'de>>()? {
            if key == "resourceType" {
                if std::mem::replace(&mut self.typed, true) {
                    return Err(A::Error::custom(said::TWICE));
                }
                self.map.next_value::<IgnoredAny>()?;
                continue;
            }
            if !self.fields.contains(&&*key) {
                if key == "modifierExtension" || key == "implicitRules" {
                    return Err(A::Error::custom(said::MODIFIER));
                }
                if self.unknown.len() == MOST {
                    return Err(A::Error::custom(format_args!("{}{MOST}", said::TOO_MANY)));
                }
                self.unknown.push(key.clone());
            }
            return seed.deserialize(CowStrDeserializer::new(key)).map(Some);
        }
        Ok(None)
    }
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// An object's key, borrowed where it has no escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> serde::Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }
            fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_and_hostile_names_are_not_shown() {
        let mut unkept = Unkept::default();
        unkept.resource(Kind::CarePlan);
        unkept.resource(Kind::CarePlan);
        unkept.element(Kind::Patient, "photo");
        unkept.element(Kind::Patient, "Ada Lovelace, born 1815");
        unkept.extension(Kind::Patient, "http://hl7.org/fhir/StructureDefinition/patient-birthPlace");
        let mut twice = unkept.clone();
        twice.add(&unkept);
        let counts: Vec<_> = twice.iter().map(|(kind, element, n)| (kind, element.unwrap_or("-"), n)).collect();
        let patient = Kind::Patient;
        let told = [
            (Kind::CarePlan, "-", 4),
            (patient, "photo", 2),
            (patient, "(other)", 2),
            (patient, "extension[patient-birthPlace]", 2),
        ];
        assert_eq!(counts, told);
    }

    #[test]
    fn a_million_made_up_elements_do_not_fill_the_memory() {
        let mut unkept = Unkept::default();
        (0..5000).for_each(|n| unkept.element(Kind::Patient, &format!("x{n}")));
        assert_eq!(unkept.iter().count(), MOST + 1);
        assert_eq!(unkept.iter().map(|(_, _, n)| n).sum::<u64>(), 5000);
    }
}
