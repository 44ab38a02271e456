//! How fast FHIR is read and written: `fhir_speed FILE [OUT.ndjson]`; what was read is written to OUT, for a validator.

use std::{env, fs, io, time::Instant};

use formats::fhir::{Reader, Resource, write};

fn main() -> io::Result<()> {
    let path = env::args().nth(1).ok_or_else(|| io::Error::other("usage: fhir_speed FILE"))?;
    let file = fs::read(&path)?;
    let mut resources: Vec<Resource> = Vec::new();
    for round in 1..=5 {
        resources.clear();
        let start = Instant::now();
        let (mut read, mut refused, mut unkept) = (0, 0, 0);
        for batch in Reader::new(&file[..]) {
            let batch = batch.map_err(io::Error::other)?;
            read += batch.entries.len();
            refused += batch.rejected.len();
            unkept += batch.unkept.iter().map(|(_, _, count)| count).sum::<u64>();
            if round == 5 {
                resources.extend(batch.entries.into_iter().map(|entry| entry.resource));
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        let rates = (file.len() as f64 / 1e6 / seconds, read as f64 / 1e3 / seconds);
        println!(
            "read {read} ({refused} refused, {unkept} not kept): {:.0} MB/s, {:.0}k resources/s",
            rates.0, rates.1
        );
    }
    let count = resources.len();
    let start = Instant::now();
    let mut out = Vec::new();
    write::ndjson(&mut out, resources)?;
    let seconds = start.elapsed().as_secs_f64();
    let rates = (out.len() as f64 / 1e6 / seconds, count as f64 / 1e3 / seconds);
    println!("written {count}: {:.0} MB/s, {:.0}k resources/s", rates.0, rates.1);
    match env::args().nth(2) {
        Some(path) => fs::write(path, out),
        None => Ok(()),
    }
}
