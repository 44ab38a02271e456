//! The resources Chartwell carries, with the elements a chart keeps.

mod clinical;
mod money;
mod people;
mod results;
mod visits;

use std::fmt;

use serde::{Deserializer, Serialize, Serializer};

pub use self::{clinical::*, money::*, people::*, results::*, visits::*};
use super::{codes::Kind, element::Element, reference::Reference, text::Text};

macro_rules! resources {
    ($($name:ident)+) => {
        /// A resource of a type that Chartwell carries.
        #[allow(missing_docs, reason = "each is the FHIR type of its name")]
        #[derive(Clone, PartialEq, Eq)]
        pub enum Resource { $($name(Box<$name>)),+ }

        impl Resource {
            /// The types that are carried; all others are counted.
            pub const KINDS: &'static [Kind] = &[$(Kind::$name),+];

            /// Its type.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$name(_) => Kind::$name),+ }
            }
            /// Its id at the sender's.
            pub fn id(&self) -> Option<&str> {
                match self { $(Self::$name(r) => r.id.as_deref()),+ }
            }
            pub(crate) fn id_mut(&mut self) -> &mut Option<Text> {
                match self { $(Self::$name(r) => &mut r.id),+ }
            }
            pub(crate) fn references(&mut self, see: &mut dyn FnMut(&mut Reference)) {
                match self { $(Self::$name(r) => r.references(see)),+ }
            }
            /// The resource of this type, where it is one that is carried.
            pub(crate) fn read<'de, D: Deserializer<'de>>(kind: Kind, from: D) -> Option<Result<Self, D::Error>> {
                match kind {
                    $(Kind::$name => Some(serde::Deserialize::deserialize(from).map(Self::$name)),)+
                    _ => None,
                }
            }
        }
        $(impl From<$name> for Resource {
            fn from(resource: $name) -> Self { Self::$name(Box::new(resource)) }
        })+
        /// Without its type: `fhir::write` adds that.
        impl Serialize for Resource {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$name(r) => r.serialize(serializer)),+ }
            }
        }
    };
}

resources! {
    Patient Practitioner PractitionerRole Organization Location Encounter Appointment Condition AllergyIntolerance
    Medication MedicationRequest Immunization Procedure Observation DiagnosticReport DocumentReference Coverage Claim
    Invoice
}

/// Only the type and the id: a chart stays out of logs.
impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind().as_str(), self.id().unwrap_or("?"))
    }
}
