//! What an import knows while it runs: who and what it has met, and where a resource goes.
//!
//! Invariant: a resource is taken whole or refused whole. Everything about it is checked before the first row is written.

use std::collections::{HashMap, HashSet};

use formats::fhir::{Batch, CodeableConcept, Kind, Reference, Resource};
use rusqlite::{ToSql, params_from_iter};

use super::{
    clinical, encounters,
    files::order,
    findings,
    keys::{self, Source},
    money, people,
    tally::{Place, Tally},
    values::{Stop, refused},
};
use crate::{
    Change, Id, Result, View, billing, chart,
    ids::Kind as IdKind,
    patients::{self, Patient},
    practice::{AnyRecord, Column},
    schedule,
    staff::Practitioner,
    visits::Visit,
};

/// Where an import goes: into the file, or nowhere.
pub(super) enum Target<'a, 'c> {
    /// Read and counted only.
    Dry(&'a View<'c>),
    /// Written.
    Real(&'a mut Change<'c>),
}

impl<'c> std::ops::Deref for Target<'_, 'c> {
    type Target = View<'c>;
    fn deref(&self) -> &View<'c> {
        match self {
            Self::Dry(view) => view,
            Self::Real(change) => change,
        }
    }
}

impl<'c> Target<'_, 'c> {
    /// Writes a record; in a dry run only draws its id.
    pub fn keep<T: IdKind>(&mut self, write: impl FnOnce(&mut Change<'c>) -> Result<Id<T>>) -> Result<Id<T>> {
        match self {
            Self::Dry(_) => Ok(Id::new()),
            Self::Real(change) => {
                let id = write(change)?;
                change.count_rows(1);
                Ok(id)
            }
        }
    }

    /// Writes rows that nothing refers to; `write` says how many.
    pub fn write(&mut self, write: impl FnOnce(&mut Change<'c>) -> Result<u64>) -> Result<()> {
        if let Self::Real(change) = self {
            let rows = write(change)?;
            change.count_rows(rows);
        }
        Ok(())
    }
}

/// Things by the senders' ids for them: those of the present bundle first, then those of all files. An id that two files give to
/// different things names neither.
pub(super) struct Met<T> {
    bundle: HashMap<Source, T>,
    all: HashMap<Source, Option<T>>,
}

impl<T> Default for Met<T> {
    fn default() -> Self {
        Self { bundle: HashMap::new(), all: HashMap::new() }
    }
}

impl<T: Clone + PartialEq> Met<T> {
    pub fn meet(&mut self, key: Source, thing: T) {
        self.bundle.insert(key, thing);
    }
    pub fn find(&self, key: &Source) -> Option<&T> {
        self.bundle.get(key).or_else(|| self.all.get(key)?.as_ref())
    }
    fn end_of_bundle(&mut self) {
        for (key, thing) in self.bundle.drain() {
            self.all
                .entry(key)
                .and_modify(|known| {
                    if known.as_ref() != Some(&thing) {
                        *known = None;
                    }
                })
                .or_insert(Some(thing));
        }
    }
}

/// The patient a sender's id stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Whose {
    /// In this chart.
    Chart(Chart),
    /// Nobody: the patient was refused.
    Refused,
    /// One of this practice's own, exported from here: what is here of theirs stays as it is.
    Own,
}

/// A patient's chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chart {
    /// The patient.
    pub patient: Id<Patient>,
    /// The key of the patient's resource.
    pub source: Source,
}

/// How a resource was taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Taken {
    /// As something new.
    New,
    /// It was here already.
    Here,
    /// It was here already and says something else now; what stands here was left as it is.
    Different,
}

/// Resources that wait for their patient: more than this are refused.
const MOST_WAITING: usize = 100_000;
/// Source ids remembered before the charts are asked again: 32 bytes each.
const MOST_KNOWN: usize = 600_000;

/// What a resource does not tell itself, or tells of others: links, which may since have been found, moved or merged.
const NOT_COMPARED: [&str; 9] = [
    "patient_id",
    "visit_id",
    "report_id",
    "appointment_id",
    "practitioner_id",
    "prescriber_id",
    "author",
    "rank",
    "source_id",
];

/// One import.
#[derive(Default)]
pub(super) struct Importer {
    pub tally: Tally,
    dry_run: bool,
    /// Patients by `Patient/id` and by identifier.
    pub patients: Met<Whose>,
    /// Practitioners by id, identifier and name.
    pub practitioners: Met<Id<Practitioner>>,
    pub people: people::People,
    /// Names of organizations and places.
    pub organizations: Met<String>,
    pub medications: Met<CodeableConcept>,
    /// Conditions of the present bundle by their ICD-10-CM code: encounters name them as their diagnoses.
    pub diagnoses: HashMap<Source, String>,
    /// Rows by the key of the resource they came from, of the charts in `loaded`.
    known: HashMap<Source, Id<AnyRecord>>,
    /// Charts whose earlier imports are all in `known`.
    loaded: HashSet<Id<Patient>>,
    /// The report that results belong to, by the result's key.
    pub panels: HashMap<Source, Id<crate::observations::DiagnosticReport>>,
    /// Until their patient comes.
    waiting: Vec<(Place, Resource)>,
    /// Done with: freeing them takes the writing thread longer than it takes the one that made them.
    pub spent: Vec<Resource>,
    /// No more files: what still lacks its patient is refused.
    last_call: bool,
}

impl Importer {
    pub fn new(dry_run: bool) -> Self {
        Self { dry_run, ..Self::default() }
    }

    /// Takes the resources of a bundle or line, which come in [`super::files::order`].
    pub fn batch(&mut self, target: &mut Target, file: usize, batch: Batch) -> Result<()> {
        self.tally.unkept(&batch.unkept);
        for error in &batch.rejected {
            self.tally.unreadable(error, file);
        }
        if batch.entries.len() > 1 {
            for entry in &batch.entries {
                if let Resource::Condition(condition) = &entry.resource {
                    encounters::remember_diagnosis(self, condition);
                }
            }
        }
        let at = Place { file, line: batch.line };
        for entry in batch.entries {
            self.resource(target, at, entry.resource)?;
        }
        self.end_of_bundle();
        Ok(())
    }

    /// How many resources wait for their patient.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Takes up to so many of those that waited, now that all files were read.
    pub fn last_call(&mut self, target: &mut Target, most: usize) -> Result<()> {
        if !self.last_call {
            self.last_call = true;
            self.waiting.sort_by_key(|(_, resource)| std::cmp::Reverse(order(resource.kind())));
        }
        for _ in 0..most {
            let Some((at, resource)) = self.waiting.pop() else { break };
            self.resource(target, at, resource)?;
        }
        self.end_of_bundle();
        Ok(())
    }

    fn end_of_bundle(&mut self) {
        self.patients.end_of_bundle();
        self.practitioners.end_of_bundle();
        self.organizations.end_of_bundle();
        self.medications.end_of_bundle();
        self.diagnoses.clear();
        // A dry run has nothing in the file to ask again.
        if self.known.len() > MOST_KNOWN && !self.dry_run {
            self.known.clear();
            self.loaded.clear();
        }
    }

    fn resource(&mut self, target: &mut Target, at: Place, resource: Resource) -> Result<()> {
        let kind = resource.kind();
        self.tally.comparing = false;
        let taken = match &resource {
            Resource::Patient(r) => people::patient(self, target, r),
            Resource::Practitioner(r) => people::practitioner(self, target, r),
            Resource::Organization(r) => people::organization(self, r),
            Resource::Location(r) => people::location(self, r),
            Resource::PractitionerRole(_) => Err(Stop::NotKept("PractitionerRole")),
            Resource::Medication(r) => clinical::medication_resource(self, r),
            Resource::Coverage(r) => people::coverage(self, target, r),
            Resource::Encounter(r) => encounters::encounter(self, target, r),
            Resource::Appointment(r) => encounters::appointment(self, target, r),
            Resource::Condition(r) => clinical::condition(self, target, r),
            Resource::AllergyIntolerance(r) => clinical::allergy(self, target, r),
            Resource::MedicationRequest(r) => clinical::medication(self, target, r),
            Resource::Immunization(r) => clinical::immunization(self, target, r),
            Resource::Procedure(r) => clinical::procedure(self, target, r),
            Resource::Observation(r) => findings::observation(self, target, r),
            Resource::DiagnosticReport(r) => findings::report(self, target, r),
            Resource::DocumentReference(r) => findings::document(self, target, r),
            Resource::Claim(r) => money::claim(self, target, r),
            Resource::Invoice(r) => money::invoice(self, target, r),
        };
        match taken {
            Err(Stop::Later) if !self.last_call && self.waiting.len() < MOST_WAITING => {
                self.waiting.push((at, resource));
                return Ok(());
            }
            Ok(Taken::New) => self.tally.kept(kind),
            Ok(Taken::Here) => self.tally.here(),
            Ok(Taken::Different) => self.tally.different(kind),
            // It was here, and is now withdrawn by its sender or can no longer be taken.
            Err(Stop::NotKept(_) | Stop::Refused(_)) if self.tally.comparing => self.tally.different(kind),
            Err(Stop::Own) if kind == Kind::Patient || own_row(target, resource.id())? => self.tally.here(),
            Err(Stop::Own) => self.tally.not_kept("Any (new, about a patient who was exported from here)", 1),
            Err(Stop::NotKept(what)) => self.tally.not_kept(what, 1),
            Err(Stop::Later) => {
                self.tally.refused(
                    Some(kind),
                    "The patient it is about is not in these files and not in the practice.".into(),
                    at,
                );
            }
            Err(Stop::Refused(why)) => self.tally.refused(Some(kind), why, at),
            Err(Stop::Failed(error)) => return Err(error),
        }
        self.spent.push(resource);
        Ok(())
    }

    /// The chart a resource belongs to, with what was imported into it before at hand.
    pub fn chart(&mut self, target: &Target, reference: Option<&Reference>) -> Result<Chart, Stop> {
        let Some(reference) = reference else { return refused("It does not say which patient it is about.") };
        let by_id = reference.id.as_deref().map(|id| keys::key(&[b"Patient/", id.as_bytes()]));
        let by_number = reference.identifier.as_deref().and_then(|i| keys::identifier("Patient", i));
        let met = [by_id, by_number].into_iter().flatten().find_map(|key| self.patients.find(&key).copied());
        let chart = match met {
            Some(Whose::Chart(chart)) => chart,
            Some(Whose::Refused) => return refused("Its patient was refused."),
            Some(Whose::Own) => return Err(Stop::Own),
            None => self.stranger(target, reference)?,
        };
        self.load(target, chart.patient)?;
        Ok(chart)
    }

    /// A patient who is not in these files but was imported before.
    fn stranger(&mut self, target: &Target, reference: &Reference) -> Result<Chart, Stop> {
        let Some(id) = reference.id.as_deref().filter(|id| keys::is_uuid(id)) else { return Err(Stop::Later) };
        let source = keys::patient_uuid(id);
        let Some(patient) = patients::imported(target, source)? else { return Err(Stop::Later) };
        let chart = Chart { patient, source };
        self.patients.meet(keys::key(&[b"Patient/", id.as_bytes()]), Whose::Chart(chart));
        Ok(chart)
    }

    /// A patient made by this import, into whose chart nothing was imported before.
    pub fn new_chart(&mut self, patient: Id<Patient>) {
        self.loaded.insert(patient);
    }

    fn load(&mut self, target: &Target, patient: Id<Patient>) -> Result<()> {
        if !self.loaded.insert(patient) {
            return Ok(());
        }
        self.known.extend(chart::sources::known(target, patient)?);
        self.known.extend(schedule::sources(target, patient)?.into_iter().map(|(s, id)| (s, id.cast())));
        // Charges and policies are only ever asked for, never referred to.
        let charges = billing::charges::sources(target, patient)?;
        let policies = patients::policy_sources(target, patient)?;
        self.known.extend(charges.into_iter().chain(policies).map(|s| (s, Id::from_bytes(s))));
        Ok(())
    }

    /// The row a resource became.
    pub fn row(&self, source: &Source) -> Option<Id<AnyRecord>> {
        self.known.get(source).copied()
    }

    /// The row a resource became before. From here on its content is only compared: nothing of it is counted or made.
    pub fn here(&mut self, source: &Source) -> Option<Id<AnyRecord>> {
        let row = self.row(source);
        self.tally.comparing = row.is_some();
        row
    }

    /// Whether these columns stand as they are in a row. A row that this table does not have is taken to be the same: a dry run
    /// has no rows, and some resources may become one of two kinds.
    pub fn compare(target: &Target, table: &'static str, row: Id<AnyRecord>, columns: &[Column]) -> Result<Taken> {
        let told: Vec<_> = columns.iter().filter(|(name, _)| !NOT_COMPARED.contains(name)).collect();
        let mut sql = String::from("SELECT 1");
        for (name, _) in &told {
            sql.push_str(" AND ");
            sql.push_str(name);
            sql.push_str(" IS ?");
        }
        sql.push_str(" FROM ");
        sql.push_str(table);
        sql.push_str(" WHERE id = ?");
        let values = told.iter().map(|(_, value)| *value).chain([&row as &dyn ToSql]);
        let same = target.maybe(&sql, params_from_iter(values), |r| r.get(0))?;
        Ok(if same.unwrap_or(true) { Taken::Here } else { Taken::Different })
    }

    /// Remembers the row a resource became.
    pub fn became<T>(&mut self, source: Source, row: Id<T>) {
        self.known.insert(source, row.cast());
    }

    /// The visit a resource belongs to, if that visit is here; counted when it is named and is not.
    pub fn visit(&mut self, chart: &Chart, encounter: Option<&Reference>, what: &'static str) -> Option<Id<Visit>> {
        let id = encounter?.id.as_deref()?;
        let found = self.row(&keys::in_chart("Encounter", &chart.source, id)).map(Id::cast);
        if found.is_none() {
            self.tally.not_kept(what, 1);
        }
        found
    }
}

/// The key of a resource in a chart: by its id, by its first identifier, or else by all of its content.
pub(super) fn key_of(chart: &Chart, kind: &str, id: Option<&str>, content: &impl serde::Serialize) -> Source {
    match id {
        Some(id) => keys::in_chart(kind, &chart.source, id),
        None => {
            let json = serde_json::to_string(content).unwrap_or_default();
            keys::in_chart(kind, &chart.source, &format!("content:{json}"))
        }
    }
}

/// Whether a resource sent back is a row that was exported from here.
fn own_row(target: &Target, id: Option<&str>) -> Result<bool> {
    match id.and_then(|id| id.parse::<Id<AnyRecord>>().ok()) {
        Some(id) => chart::sources::stands(target, *id.as_bytes()),
        None => Ok(false),
    }
}
