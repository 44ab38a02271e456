//! What an imported resource is known by, so that importing it again adds nothing.
//!
//! An id that is a UUID names one resource in the world. Any other id ("1") names one at its sender's: it counts together with
//! what tells its patient apart, so that two senders' first patients stay two people.

use formats::fhir::{Identifier, Patient, System};
use sha2::{Digest, Sha256};

/// Sixteen bytes of SHA-256 over the resource's type and ids.
pub(super) type Source = [u8; 16];

/// The key of these parts.
pub(super) fn key(parts: &[&[u8]]) -> Source {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let mut source = [0; 16];
    source.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    source
}

/// Whether an id is unique in the world.
pub(super) fn is_uuid(id: &str) -> bool {
    id.len() == 36
        && id
            .bytes()
            .enumerate()
            .all(|(i, b)| if matches!(i, 8 | 13 | 18 | 23) { b == b'-' } else { b.is_ascii_hexdigit() })
}

/// The key of a patient known by an id that is a UUID.
pub(super) fn patient_uuid(id: &str) -> Source {
    key(&[b"Patient", id.to_ascii_lowercase().as_bytes()])
}

/// The key of a patient.
pub(super) fn patient(patient: &Patient) -> Source {
    let id = patient.id.as_deref().unwrap_or_default();
    if is_uuid(id) {
        return patient_uuid(id);
    }
    let numbered = patient
        .identifier
        .iter()
        .find_map(|i| Some((i.system.as_ref().map_or("", System::as_str), i.value.as_deref()?)));
    match numbered {
        Some((system, value)) => key(&[b"Patient", id.as_bytes(), system.as_bytes(), value.as_bytes()]),
        None => {
            let name = patient.name.first();
            let family = name.and_then(|n| n.family.as_deref().or(n.text.as_deref())).unwrap_or_default();
            let given = name.and_then(|n| n.given.first()).map(|g| g.as_str()).unwrap_or_default();
            let born = patient.birth_date.map(|d| d.to_string()).unwrap_or_default();
            key(&[b"Patient", id.as_bytes(), family.as_bytes(), given.as_bytes(), born.as_bytes()])
        }
    }
}

/// The key of a resource in a patient's chart.
pub(super) fn in_chart(kind: &str, patient: &Source, id: &str) -> Source {
    key(&[kind.as_bytes(), patient, id.as_bytes()])
}

/// The key of a part of a resource that became several rows.
pub(super) fn part(of: &Source, number: usize) -> Source {
    key(&[of, &(number as u64).to_le_bytes()])
}

/// The key of an identifier that names what it belongs to.
pub(super) fn identifier(kind: &str, identifier: &Identifier) -> Option<Source> {
    let value = identifier.value.as_deref()?;
    Some(key(&[
        b"identifier",
        kind.as_bytes(),
        identifier.system.as_ref().map_or("", System::as_str).as_bytes(),
        value.as_bytes(),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: serde_json::Value) -> Source {
        patient(&serde_json::from_value(json).unwrap())
    }

    #[test]
    fn the_first_patients_of_two_senders_are_two_people() {
        let one = of(serde_json::json!({ "id": "1", "name": [{ "family": "A" }], "birthDate": "1961-03-04" }));
        let other = of(serde_json::json!({ "id": "1", "name": [{ "family": "B" }], "birthDate": "1961-03-04" }));
        assert_ne!(one, other);
    }

    #[test]
    fn a_uuid_is_the_same_patient_whatever_the_name_is_by_now() {
        let id = "775447e9-2cc5-4cc9-94de-d358d0efa661";
        let before = of(serde_json::json!({ "id": id, "name": [{ "family": "A" }] }));
        let after = of(serde_json::json!({ "id": id.to_uppercase(), "name": [{ "family": "B" }] }));
        assert_eq!(before, after);
    }
}
