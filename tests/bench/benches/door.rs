//! The day's commands through the door at 1,000 patients, by criterion: its statistics, and the change since the last run.

use std::{error::Error, hint::black_box, path::Path};

use chartwell_bench::{desk, fill::fill, invented};
use criterion::Criterion;
use records::Practice;
use serde_json::json;

const PATIENTS: u64 = 1000;

fn practice(folder: &Path) -> Result<Practice, Box<dyn Error>> {
    let source = folder.join("source");
    std::fs::create_dir(&source)?;
    fill(&source, PATIENTS, &[])?;
    let practice = desk::make(&folder.join("bench.chartwell"))?;
    desk::ask(&practice, "import_records", &json!({ "paths": [source] }))?;
    Ok(practice)
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let practice = practice(folder.path())?;
    let people = desk::some(&practice, PATIENTS, 200)?;
    let calls = |name: &'static str, input: &dyn Fn(u64, &str) -> serde_json::Value| {
        (name, people.iter().map(|(i, id)| input(*i, id).to_string()).collect::<Vec<_>>())
    };
    let workloads = [
        calls("find_patients", &|i, _| json!({ "query": invented::who(i).0.chars().take(3).collect::<String>() })),
        calls("open_chart", &|_, id| json!({ "patient": id })),
        calls("schedule", &|i, _| json!({ "from": invented::civil(invented::TODAY + i as i64 % 20), "days": 1 })),
        calls("record_visit", &|_, id| desk::visit(id, "Cough for three days, no fever.")),
        calls("aging", &|_, _| json!({ "as_of": "2026-06-15" })),
        calls("export_patient", &|_, id| json!({ "patient": id })),
    ];
    let mut criterion = Criterion::default().configure_from_args();
    for (name, inputs) in &workloads {
        let mut inputs = inputs.iter().cycle();
        criterion.bench_function(name, |b| {
            b.iter(|| inputs.next().map(|input| black_box(practice.call(name, input)).map_err(|f| f.code)));
        });
    }
    criterion.final_summary();
    Ok(())
}
