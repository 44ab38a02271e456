//! What every part of a resource can do, and the macro that makes a struct out of a list of FHIR elements.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    error::said,
    narrative::Narrative,
    reference::Reference,
    text::{Bytes, Text, read_str},
};
use crate::time::{BadDate, Date, DateTime, When};

/// A part of a resource.
pub(crate) trait Element {
    /// Nothing to write.
    fn absent(&self) -> bool {
        false
    }
    /// Shows every reference within.
    fn references(&mut self, _see: &mut dyn FnMut(&mut Reference)) {}
}

impl<T: Element> Element for Option<T> {
    fn absent(&self) -> bool {
        self.is_none()
    }
    fn references(&mut self, see: &mut dyn FnMut(&mut Reference)) {
        if let Some(inner) = self {
            inner.references(see);
        }
    }
}
impl<T: Element> Element for Vec<T> {
    fn absent(&self) -> bool {
        self.is_empty()
    }
    fn references(&mut self, see: &mut dyn FnMut(&mut Reference)) {
        self.iter_mut().for_each(|inner| inner.references(see));
    }
}
impl<T: Element> Element for Box<T> {
    fn references(&mut self, see: &mut dyn FnMut(&mut Reference)) {
        (**self).references(see);
    }
}
macro_rules! plain {
    ($($name:ty)+) => { $(impl Element for $name {})+ };
}
plain! { Text Bytes Narrative Date DateTime When bool u32 i64 }

/// Structs of FHIR elements. `needs` are those a resource is refused without, `may` all others; the JSON name of a
/// field is its own in camelCase.
macro_rules! element {
    ($($(#[$doc:meta])* $name:ident {
        needs { $($(#[$need_doc:meta])* $need:ident: $need_type:ty,)* }
        may { $($(#[$may_doc:meta])* $may:ident: $may_type:ty,)* }
    })+) => { $(
        $(#[$doc])*
        #[allow(missing_docs, reason = "FHIR R4 defines each element")]
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $($(#[$need_doc])* pub $need: $need_type,)*
            $($(#[$may_doc])* #[serde(default, skip_serializing_if = "crate::fhir::element::Element::absent")] pub $may: $may_type,)*
        }
        impl crate::fhir::element::Element for $name {
            fn references(&mut self, _see: &mut dyn FnMut(&mut crate::fhir::reference::Reference)) {
                $(crate::fhir::element::Element::references(&mut self.$need, _see);)*
                $(crate::fhir::element::Element::references(&mut self.$may, _see);)*
            }
        }
    )+ };
}
pub(crate) use element;

macro_rules! dates {
    ($($name:ident)+) => { $(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_str(deserializer, |text| text.parse().map_err(|_: BadDate| said::BAD_DATE.into()))
            }
        }
    )+ };
}
dates! { Date DateTime When }
