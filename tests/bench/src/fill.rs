//! The invented practice, made once for all who measure: FHIR files for Chartwell, rows for the floors.

use std::{
    error::Error,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    time::Duration,
};

use rusqlite::Connection;

use crate::{floor, invented};

/// Bundles a transaction of the floors.
const BUNDLES: u64 = 50;

/// Writes `practitioners.ndjson` and `bundles.ndjson` of so many patients into `folder`, and the same rows into each floor. How
/// long the inserting alone took, by floor.
pub fn fill(folder: &Path, patients: u64, floors: &[&Connection]) -> Result<Vec<Duration>, Box<dyn Error>> {
    let mut practitioners = BufWriter::new(File::create(folder.join("practitioners.ndjson"))?);
    for practitioner in invented::practitioners(patients) {
        writeln!(practitioners, "{practitioner}")?;
    }
    practitioners.flush()?;
    let mut bundles = BufWriter::new(File::create(folder.join("bundles.ndjson"))?);
    let mut taken = vec![Duration::ZERO; floors.len()];
    for first in (1..=patients).step_by(usize::try_from(BUNDLES)?) {
        let some: Vec<_> =
            (first..patients.min(first + BUNDLES - 1) + 1).map(|i| invented::bundle(i, patients)).collect();
        for bundle in &some {
            serde_json::to_writer(&mut bundles, bundle)?;
            bundles.write_all(b"\n")?;
        }
        for (floor, taken) in floors.iter().zip(&mut taken) {
            *taken += floor::insert_all(floor, first, &some)?;
        }
    }
    bundles.flush()?;
    Ok(taken)
}
