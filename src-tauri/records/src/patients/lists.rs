//! The lists of a patient (earlier names, addresses, phones, answers, numbers): kept row by row, and changed by what differs.

use rusqlite::Row;

use crate::{Change, Id, Result, View, time::Instant};

use super::{
    AddressUse, Identifier, NameUse, OtherName, Patient, PatientAddress, PatientDetails, Said, Telecom, TelecomKind,
    details::QUESTIONS,
};

/// A row of one of the lists.
pub(super) struct ListRow;
crate::kinds!(ListRow);

/// An entry of a list that is rows of a table of its own.
pub(super) trait Entry: PartialEq + Sized {
    /// `id` and the entry's columns, of one patient, in order.
    const READ: &'static str;
    const DELETE: &'static str;
    /// Moves an entry that stayed the same to another place; lists without an order have none.
    const MOVE: Option<&'static str> = None;
    /// From the columns after the id.
    fn read(r: &Row<'_>) -> rusqlite::Result<Self>;
    fn insert(&self, tx: &mut Change, patient: Id<Patient>, rank: i64) -> Result<()>;
}

pub(super) fn read_list<T: Entry>(tx: &View, patient: Id<Patient>) -> Result<Vec<T>> {
    tx.rows(T::READ, [patient], T::read)
}

/// Writes a list anew: what is the same stays, what is gone goes (the log keeps it), what is new comes.
pub(super) fn write_list<T: Entry>(tx: &mut Change, patient: Id<Patient>, new: &[T]) -> Result<()> {
    let mut old: Vec<(Id<ListRow>, T, i64)> = Vec::new();
    for (rank, entry) in (0..).zip(tx.rows(T::READ, [patient], |r| Ok((r.get(0)?, T::read(r)?)))?) {
        old.push((entry.0, entry.1, rank));
    }
    for (rank, entry) in (0_i64..).zip(new) {
        match old.iter().position(|(_, kept, _)| kept == entry) {
            Some(at) => {
                let (id, _, was) = old.swap_remove(at);
                if let Some(place) = T::MOVE
                    && was != rank
                {
                    let (now, user): (Instant, _) = (tx.now(), tx.user());
                    tx.exec(place, rusqlite::params![rank, now, user, id])?;
                }
            }
            None => entry.insert(tx, patient, rank)?,
        }
    }
    for (id, ..) in old {
        tx.exec(T::DELETE, [id])?;
    }
    Ok(())
}

impl Entry for OtherName {
    const READ: &'static str = "SELECT id, use, family, given, middle, prefix, suffix, starts_on, ends_on
       FROM patient_name WHERE patient_id = ?1 ORDER BY id";
    const DELETE: &'static str = "DELETE FROM patient_name WHERE id = ?1";
    fn read(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            name_use: r.get::<_, NameUse>(1)?,
            family: r.get(2)?,
            given: r.get(3)?,
            middle: r.get(4)?,
            prefix: r.get(5)?,
            suffix: r.get(6)?,
            starts_on: r.get(7)?,
            ends_on: r.get(8)?,
        })
    }
    fn insert(&self, tx: &mut Change, patient: Id<Patient>, _: i64) -> Result<()> {
        tx.insert(
            "patient_name",
            Id::<ListRow>::new(),
            &[
                ("patient_id", &patient),
                ("use", &self.name_use),
                ("family", &self.family),
                ("given", &self.given),
                ("middle", &self.middle),
                ("prefix", &self.prefix),
                ("suffix", &self.suffix),
                ("starts_on", &self.starts_on),
                ("ends_on", &self.ends_on),
            ],
        )
    }
}

impl Entry for PatientAddress {
    const READ: &'static str = "SELECT id, use, line1, line2, city, state, zip, country, starts_on, ends_on
       FROM patient_address WHERE patient_id = ?1 ORDER BY rank, id";
    const DELETE: &'static str = "DELETE FROM patient_address WHERE id = ?1";
    const MOVE: Option<&'static str> = Some(
        "UPDATE patient_address SET rank = ?1, changed_at = ?2, changed_by = ?3, version = version + 1 WHERE id = ?4",
    );
    fn read(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            address_use: r.get::<_, AddressUse>(1)?,
            line1: r.get(2)?,
            line2: r.get(3)?,
            city: r.get(4)?,
            state: r.get(5)?,
            zip: r.get(6)?,
            country: r.get(7)?,
            starts_on: r.get(8)?,
            ends_on: r.get(9)?,
        })
    }
    fn insert(&self, tx: &mut Change, patient: Id<Patient>, rank: i64) -> Result<()> {
        tx.insert(
            "patient_address",
            Id::<ListRow>::new(),
            &[
                ("patient_id", &patient),
                ("rank", &rank),
                ("use", &self.address_use),
                ("line1", &self.line1),
                ("line2", &self.line2),
                ("city", &self.city),
                ("state", &self.state),
                ("zip", &self.zip),
                ("country", &self.country),
                ("starts_on", &self.starts_on),
                ("ends_on", &self.ends_on),
            ],
        )
    }
}

impl Entry for Telecom {
    const READ: &'static str = "SELECT id, kind, value FROM patient_telecom WHERE patient_id = ?1 ORDER BY rank, id";
    const DELETE: &'static str = "DELETE FROM patient_telecom WHERE id = ?1";
    const MOVE: Option<&'static str> = Some(
        "UPDATE patient_telecom SET rank = ?1, changed_at = ?2, changed_by = ?3, version = version + 1 WHERE id = ?4",
    );
    fn read(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { kind: r.get::<_, TelecomKind>(1)?, value: r.get(2)? })
    }
    fn insert(&self, tx: &mut Change, patient: Id<Patient>, rank: i64) -> Result<()> {
        tx.insert(
            "patient_telecom",
            Id::<ListRow>::new(),
            &[("patient_id", &patient), ("rank", &rank), ("kind", &self.kind), ("value", &self.value)],
        )
    }
}

impl Entry for Identifier {
    const READ: &'static str =
        "SELECT id, kind, system, value FROM patient_identifier WHERE patient_id = ?1 ORDER BY id";
    const DELETE: &'static str = "DELETE FROM patient_identifier WHERE id = ?1";
    fn read(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { kind: r.get(1)?, system: r.get(2)?, value: r.get(3)? })
    }
    fn insert(&self, tx: &mut Change, patient: Id<Patient>, _: i64) -> Result<()> {
        tx.insert(
            "patient_identifier",
            Id::<ListRow>::new(),
            &[("patient_id", &patient), ("kind", &self.kind), ("system", &self.system), ("value", &self.value)],
        )
    }
}

/// One answer with its question, as it is kept.
#[derive(PartialEq)]
struct Answer(&'static str, Said);

fn question(name: &str) -> &'static str {
    QUESTIONS.iter().map(|(q, _)| *q).find(|q| *q == name).unwrap_or_default()
}

impl Entry for Answer {
    const READ: &'static str =
        "SELECT id, question, code, text FROM patient_answer WHERE patient_id = ?1 ORDER BY question, id";
    const DELETE: &'static str = "DELETE FROM patient_answer WHERE id = ?1";
    fn read(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self(question(r.get_ref(1)?.as_str()?), Said { code: r.get(2)?, text: r.get(3)? }))
    }
    fn insert(&self, tx: &mut Change, patient: Id<Patient>, _: i64) -> Result<()> {
        tx.insert(
            "patient_answer",
            Id::<ListRow>::new(),
            &[("patient_id", &patient), ("question", &self.0), ("code", &self.1.code), ("text", &self.1.text)],
        )
    }
}

pub(super) fn read_answers(tx: &View, patient: Id<Patient>, into: &mut PatientDetails) -> Result<()> {
    for Answer(question, said) in read_list(tx, patient)? {
        if let Some(answers) = into.answers_to(question) {
            answers.push(said);
        }
    }
    Ok(())
}

fn answers(details: &PatientDetails) -> Vec<Answer> {
    let all = QUESTIONS.iter().zip(details.answers());
    all.flat_map(|((question, _), said)| said.iter().map(move |s| Answer(question, s.clone()))).collect()
}

/// Changes every list of a patient to what the details say.
pub(super) fn write_all(tx: &mut Change, patient: Id<Patient>, details: &PatientDetails) -> Result<()> {
    write_list(tx, patient, &details.other_names)?;
    write_list(tx, patient, &details.addresses)?;
    write_list(tx, patient, &details.telecoms)?;
    write_list(tx, patient, &details.identifiers)?;
    write_list(tx, patient, &answers(details))
}

/// Writes every list of a new patient.
pub(super) fn insert_all(tx: &mut Change, patient: Id<Patient>, details: &PatientDetails) -> Result<()> {
    fn insert<T: Entry>(tx: &mut Change, patient: Id<Patient>, list: &[T]) -> Result<()> {
        (0..).zip(list).try_for_each(|(rank, entry)| entry.insert(tx, patient, rank))
    }
    insert(tx, patient, &details.other_names)?;
    insert(tx, patient, &details.addresses)?;
    insert(tx, patient, &details.telecoms)?;
    insert(tx, patient, &details.identifiers)?;
    insert(tx, patient, &answers(details))
}
