//! Text and bytes from outside: measured, freed of control characters, and silent when printed for debugging.

use std::{borrow::Cow, fmt, ops::Deref};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

use super::error::said;

/// The longest text of a FHIR `string` or `markdown`, in bytes (R4: "strings SHALL NOT exceed 1,048,576").
pub const MAX_TEXT: usize = 1 << 20;
/// The largest attachment kept, in bytes once decoded.
pub const MAX_ATTACHMENT: usize = 16 << 20;

/// A text without control characters but tab and new line, at most [`MAX_TEXT`] bytes when it came from a file.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Box<str>);

impl Text {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A C0 control character but tab and new line, or DEL.
fn unwanted(b: u8) -> bool {
    b < 0x20 && b != b'\n' && b != b'\t' || b == 0x7f
}

/// The text without unwanted control characters. Borrowed when there was none.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    // Without an early end, which lets the compiler look at many bytes at once; nearly no text has any.
    if text.bytes().fold(false, |found, b| found | unwanted(b)) {
        Cow::Owned(text.chars().filter(|c| !u8::try_from(*c).is_ok_and(unwanted)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The text of a file: at most `limit` bytes and no NUL, else one of [`said`]'s marks.
pub(crate) fn checked(text: &str, limit: usize) -> Result<Cow<'_, str>, Cow<'static, str>> {
    if text.len() > limit {
        return Err(format!("{}{limit}", said::TOO_LONG).into());
    }
    match clean(text) {
        Cow::Owned(_) if text.contains('\0') => Err(said::NUL.into()),
        clean => Ok(clean),
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(clean(text).into())
    }
}
impl From<String> for Text {
    fn from(text: String) -> Self {
        match clean(&text) {
            Cow::Borrowed(_) => Self(text.into()),
            Cow::Owned(clean) => Self(clean.into()),
        }
    }
}
impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}
impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}
impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
/// Only the length: whatever a patient's chart says stays out of logs.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, |text| Ok(Self(checked(text, MAX_TEXT)?.into())))
    }
}

/// Reads a JSON string without copying it first and hands it to `make`; the error is one of [`said`]'s marks.
pub(crate) fn read_str<'de, D, T, F>(deserializer: D, make: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(&str) -> Result<T, Cow<'static, str>>,
{
    struct Str<F>(F);
    impl<T, F: FnOnce(&str) -> Result<T, Cow<'static, str>>> Visitor<'_> for Str<F> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).map_err(E::custom)
        }
    }
    deserializer.deserialize_str(Str(make))
}

/// The bytes of an attachment (FHIR R4 `base64Binary`), at most [`MAX_ATTACHMENT`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.0.len())
    }
}
impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&data_encoding::BASE64.encode_display(&self.0))
    }
}
impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, |text| {
            if text.len() > MAX_ATTACHMENT / 3 * 4 + 4 {
                return Err(format!("{}{MAX_ATTACHMENT}", said::TOO_LONG).into());
            }
            // R4 allows white space inside; nearly nobody writes it.
            let decoded = data_encoding::BASE64.decode(text.as_bytes()).or_else(|_| {
                let packed: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
                data_encoding::BASE64.decode(&packed)
            });
            decoded.map(Self).map_err(|_| said::BAD_BASE64.into())
        })
    }
}
