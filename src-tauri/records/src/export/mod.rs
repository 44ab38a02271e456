//! Records handed on: one patient or the whole practice as FHIR R4 in US Core's shape.
//!
//! A whole practice is written as a bulk export is (HL7 FHIR Bulk Data Access): a folder with an NDJSON file a type. One thread reads
//! patient by patient from one consistent view, another writes. What was entered in error is not handed on.

mod chart;
mod people;
mod values;

use std::{
    collections::{BTreeSet, HashMap},
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, sync_channel},
};

use formats::fhir::{Kind, Resource, write};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

use crate::{
    Error, FaultCode, Id, Result, View,
    jobs::Job,
    patients::{self, Patient, PatientOf},
    practice::Empty,
    profile,
    staff::{self, ListPractitioners, Practitioner},
};

/// Whose chart to hand on.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportPatient {
    /// The patient.
    pub patient: Id<Patient>,
}

/// A patient's whole record.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct ExportedPatient {
    /// What the file may be called: nothing of the patient but the MRN.
    pub file_name: String,
    /// How many resources the bundle holds.
    pub records: u64,
    /// A FHIR R4 Bundle of type `collection`.
    #[schemars(with = "serde_json::Value")]
    #[ts(type = "Record<string, unknown>")]
    pub fhir: Box<RawValue>,
}

/// One patient's whole record as a FHIR bundle.
pub fn patient(tx: &View, input: ExportPatient) -> Result<ExportedPatient> {
    tx.about(input.patient);
    patients::exists(tx, input.patient)?;
    let numbered_by = numbered_by(tx)?;
    let mut resources = Vec::with_capacity(128);
    let mrn = read(tx, input.patient, &numbered_by, &mut resources)?;
    let named: BTreeSet<Id<Practitioner>> = resources.iter().filter_map(treated_by).collect();
    let mut who = Vec::with_capacity(named.len() + resources.len());
    for practitioner in named {
        who.push(people::practitioner(&staff::practitioner(tx, practitioner)?));
    }
    who.append(&mut resources);
    let made = values::moment(tx.now()).ok_or(Error::Internal("now is no moment of the calendar"))?;
    let mut bytes = Vec::with_capacity(who.len() * 600);
    let records = write::bundle(&mut bytes, write::BASE, made, who)?;
    let unwritten = |_| Error::Internal("a bundle could not be written");
    let text = String::from_utf8(bytes).map_err(|_| Error::Internal("a bundle is no text"))?;
    Ok(ExportedPatient {
        file_name: format!("{mrn}.json"),
        records,
        fhir: RawValue::from_string(text).map_err(unwritten)?,
    })
}

/// The practitioner a resource names; each that we write names at most one.
fn treated_by(resource: &Resource) -> Option<Id<Practitioner>> {
    let named = match resource {
        Resource::Patient(r) => r.general_practitioner.first(),
        Resource::Encounter(r) => r.participant.first().and_then(|p| p.individual.as_ref()),
        Resource::Appointment(r) => {
            r.participant.iter().filter_map(|p| p.actor.as_ref()).find(|a| a.kind == Some(Kind::Practitioner))
        }
        Resource::MedicationRequest(r) => r.requester.as_ref(),
        Resource::Immunization(r) => r.performer.first().map(|p| &p.actor),
        Resource::Invoice(r) => r.participant.first().map(|p| &p.actor),
        _ => None,
    };
    named?.id.as_deref()?.parse().ok()
}

/// This practice as the giver of medical record numbers.
fn numbered_by(tx: &View) -> Result<String> {
    Ok(format!("urn:uuid:{}", profile::get(tx, Empty {})?.id))
}

/// Reads everything of a patient, each after what it refers to; gives the MRN.
fn read(tx: &View, id: Id<Patient>, numbered_by: &str, out: &mut Vec<Resource>) -> Result<String> {
    let patient = patients::get(tx, PatientOf { patient: id })?;
    out.push(people::patient(&patient, numbered_by));
    let today = tx.today();
    let standing = patient.policies.iter().filter(|p| p.error_reason.is_none());
    out.extend(standing.map(|policy| people::coverage(&patient, policy, today)));
    chart::all(tx, id, out)?;
    Ok(patient.mrn)
}

/// Where to hand the whole practice on to.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportRecords {
    /// A folder that is not there yet, or is empty.
    pub path: String,
}

/// What was written.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct ExportReport {
    /// How many files.
    pub files: u64,
    /// How many resources.
    pub records: u64,
    /// How many patients.
    pub patients: u64,
}

/// Patients read before they are handed to the writer.
const TOGETHER: usize = 16;
/// Such groups that wait to be written.
const AHEAD: usize = 4;

/// Writes the whole practice into a folder. Stopped by the user or by a full disk, it leaves nothing there.
pub fn export_records(job: &Job, input: ExportRecords) -> Result<ExportReport> {
    let folder = PathBuf::from(&input.path);
    if folder.exists() && fs::read_dir(&folder)?.next().is_some() {
        return Err(Error::refused(
            FaultCode::AlreadyExists,
            "There are files in this folder already. Choose another one; nothing was written.",
        ));
    }
    let made = !folder.exists();
    fs::create_dir_all(&folder)?;
    let done = std::thread::scope(|scope| {
        let (to, resources) = sync_channel::<Vec<Resource>>(AHEAD);
        let writer = scope.spawn(|| write_files(&folder, resources));
        let read = job.view(|tx| {
            let practitioners = staff::practitioners(tx, ListPractitioners { all: true })?;
            // Nobody listens when writing failed: the writer tells why.
            _ = to.send(practitioners.iter().map(people::practitioner).collect());
            let numbered_by = numbered_by(tx)?;
            let all = patients::all(tx)?;
            let total = all.len() as u64;
            let mut records = 0;
            for (done, group) in all.chunks(TOGETHER).enumerate() {
                job.go_on()?;
                let mut resources = Vec::with_capacity(TOGETHER * 80);
                for patient in group {
                    read(tx, *patient, &numbered_by, &mut resources)?;
                }
                records += resources.len() as u64;
                if to.send(resources).is_err() {
                    break;
                }
                job.report(((done + 1) * TOGETHER) as u64, total, records);
            }
            tx.about_everybody();
            Ok(total)
        });
        drop(to);
        let written = writer.join().map_err(|_| Error::Internal("the writer of an export ended before its time"))?;
        let (files, records) = written?;
        Ok::<_, Error>(ExportReport { files, records, patients: read? })
    });
    done.inspect_err(|_| clear_away(&folder, made))
}

/// Writes each resource to the file of its type until no more come; how many files and resources.
fn write_files(folder: &Path, resources: Receiver<Vec<Resource>>) -> Result<(u64, u64)> {
    let mut files: HashMap<Kind, BufWriter<File>> = HashMap::new();
    let mut records = 0;
    for group in resources {
        for resource in group {
            let kind = resource.kind();
            let file = match files.entry(kind) {
                std::collections::hash_map::Entry::Occupied(open) => open.into_mut(),
                std::collections::hash_map::Entry::Vacant(new) => {
                    let path = folder.join(format!("{}.ndjson", kind.as_str()));
                    new.insert(BufWriter::with_capacity(1 << 18, private(&path)?))
                }
            };
            records += write::ndjson(file, [resource])?;
        }
    }
    let count = files.len() as u64;
    for (_, mut file) in files {
        file.flush()?;
        file.get_ref().sync_all()?;
    }
    Ok((count, records))
}

/// A new file that only its owner may read.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Removes what a stopped export wrote: only files of its own naming, in a folder that was empty.
fn clear_away(folder: &Path, made: bool) {
    for kind in Resource::KINDS {
        _ = fs::remove_file(folder.join(format!("{}.ndjson", kind.as_str())));
    }
    if made {
        _ = fs::remove_dir(folder);
    }
}
