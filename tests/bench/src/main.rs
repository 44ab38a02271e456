//! `make bench`: the workloads W1 to W8 through the door, each beside its floor, at the sizes given.

use std::{
    error::Error,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    time::Instant,
};

use chartwell_bench::{
    floor::{self, Kind},
    invented::{self, Dice, RECORDS_PER_PATIENT},
    measure::{self, Times, millis, times},
};
use records::Practice;
use serde_json::{Value, json};

const PASSPHRASE: &str = "violet tractor under seven moons";

type Done<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Done {
    let sizes: Vec<u64> = std::env::args().skip(1).map(|a| a.parse()).collect::<Result<_, _>>()?;
    let sizes = if sizes.is_empty() { vec![1000] } else { sizes };
    println!(
        "| patients | workload | Chartwell | floor, SQLCipher | floor, SQLite | ratio |\n|---|---|---|---|---|---|"
    );
    for size in sizes {
        run(size)?;
    }
    Ok(())
}

struct Rows {
    size: u64,
}

impl Rows {
    fn line(&self, workload: &str, ours: &str, cipher: &str, plain: &str, ratio: &str) {
        println!("| {} | {workload} | {ours} | {cipher} | {plain} | {ratio} |", self.size);
    }

    fn times(&self, workload: &str, ours: Times, cipher: Times, plain: Times) {
        self.line(workload, &ours.shown(), &cipher.shown(), &plain.shown(), &format!("{:.1}×", ours.over(&cipher)));
    }
}

fn ask(practice: &Practice, name: &str, input: &Value) -> Done<Value> {
    practice.ask(name, input).map_err(|f| format!("{name}: {}", f.message).into())
}

fn call(practice: &Practice, name: &str, input: &str) -> Done {
    practice.call(name, input).map(drop).map_err(|f| format!("{name}: {}", f.message).into())
}

fn write_files(folder: &Path, size: u64) -> Done {
    let mut practitioners = BufWriter::new(File::create(folder.join("practitioners.ndjson"))?);
    for practitioner in invented::practitioners(size) {
        writeln!(practitioners, "{practitioner}")?;
    }
    practitioners.flush()?;
    let mut bundles = BufWriter::new(File::create(folder.join("bundles.ndjson"))?);
    for i in 1..=size {
        writeln!(bundles, "{}", invented::bundle(i, size))?;
    }
    Ok(bundles.flush()?)
}

fn bytes_in(folder: &Path) -> Done<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}

fn run(size: u64) -> Done {
    let rows = Rows { size };
    let records = size * RECORDS_PER_PATIENT;
    let (source, home, bare) = (tempfile::tempdir()?, tempfile::tempdir()?, tempfile::tempdir()?);
    write_files(source.path(), size)?;

    // The floors.
    let cipher = floor::open(&bare.path().join("cipher.db"), Kind::Cipher)?;
    let (cipher_fill, _) = floor::fill(&cipher, size)?;
    let plain = floor::open(&bare.path().join("plain.db"), Kind::Plain)?;
    let (plain_fill, _) = floor::fill(&plain, size)?;
    plain.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let plain_bytes = std::fs::metadata(bare.path().join("plain.db"))?.len();

    // W1.
    let practice = Practice::at(home.path().join("bench.chartwell"));
    let made = json!({ "practice": { "name": "Bench", "zone": "UTC" }, "user": { "display_name": "Bench", "roles": ["provider"] }, "passphrase": PASSPHRASE });
    ask(&practice, "create_practice", &made)?;
    let started = Instant::now();
    let report = ask(&practice, "import_records", &json!({ "paths": [source.path()], "dry_run": false }))?;
    let taken = started.elapsed();
    let per_second = |d: std::time::Duration| format!("{:.0} records/s", records as f64 / d.as_secs_f64());
    rows.line(
        "W1 import",
        &per_second(taken),
        &per_second(cipher_fill),
        &per_second(plain_fill),
        &format!("{:.1}×", taken.as_secs_f64() / cipher_fill.as_secs_f64()),
    );
    let refused = report.get("refused").and_then(Value::as_array).map_or(0, Vec::len);
    if refused > 0 {
        return Err(format!("{refused} kinds of resources were refused: {:?}", report.get("refused")).into());
    }
    ask(&practice, "lock", &json!({}))?;
    let ours = bytes_in(home.path())?;
    rows.line(
        "disk",
        &format!("{} MB", ours / 1_000_000),
        "",
        &format!("{} MB", plain_bytes / 1_000_000),
        &format!("{:.2}× plain", ours as f64 / plain_bytes as f64),
    );

    // W8.
    let started = Instant::now();
    ask(&practice, "unlock", &json!({ "passphrase": PASSPHRASE }))?;
    let unlocked = started.elapsed();
    let kdf = derive_key()?;
    rows.line(
        "W8 ready after the passphrase",
        &format!("{} ms", millis(unlocked.saturating_sub(kdf))),
        &format!("Argon2id alone {} ms", millis(kdf)),
        "",
        "",
    );

    // W2.
    let mut dice = Dice::new(7);
    let people: Vec<u64> = (0..600)
        .map(|_| dice.roll(1, i64::try_from(size)?).try_into())
        .collect::<Result<_, std::num::TryFromIntError>>()
        .or_else(|_| Ok::<_, Box<dyn Error>>(vec![1; 600]))?;
    let person = |i: u64| people.get(i as usize % people.len()).copied().unwrap_or(1);
    let prefix = |i: u64| invented::who(person(i)).0.chars().take(3).collect::<String>();
    let find = |query: String| json!({ "query": query }).to_string();
    rows.times(
        "W2 find by name prefix",
        times(300, |i| call(&practice, "find_patients", &find(prefix(i))))?,
        times(300, |i| floor::by_prefix(&cipher, &prefix(i)).map(drop))?,
        times(300, |i| floor::by_prefix(&plain, &prefix(i)).map(drop))?,
    );
    let born = |i: u64| invented::who(person(i)).2;
    rows.times(
        "W2 find by name and birth date",
        times(300, |i| call(&practice, "find_patients", &find(format!("{} {}", prefix(i), born(i)))))?,
        times(300, |i| floor::by_birth(&cipher, &prefix(i), &born(i)).map(drop))?,
        times(300, |i| floor::by_birth(&plain, &prefix(i), &born(i)).map(drop))?,
    );
    let phone = |i: u64| invented::phone(person(i));
    rows.times(
        "W2 find by phone",
        times(300, |i| call(&practice, "find_patients", &find(phone(i))))?,
        times(300, |i| floor::by_phone(&cipher, &phone(i)).map(drop))?,
        times(300, |i| floor::by_phone(&plain, &phone(i)).map(drop))?,
    );

    // W3.
    let mut ids = Vec::new();
    for &i in people.iter().take(300) {
        let found = ask(
            &practice,
            "find_patients",
            &json!({ "query": format!("{} {}", invented::who(i).0, invented::who(i).2) }),
        )?;
        if let Some(id) = found.pointer("/0/id").and_then(Value::as_str) {
            ids.push(id.to_owned());
        }
    }
    let id = |i: u64| ids.get(i as usize % ids.len().max(1)).cloned().unwrap_or_default();
    let of = |i: u64| json!({ "patient": id(i) }).to_string();
    rows.times(
        "W3 open a chart",
        times(300, |i| call(&practice, "open_chart", &of(i)))?,
        times(300, |i| floor::whole_patient(&cipher, person(i)).map(drop))?,
        times(300, |i| floor::whole_patient(&plain, person(i)).map(drop))?,
    );

    // W4.
    let practitioners = ask(&practice, "practitioners", &json!({ "all": true }))?;
    let three: Vec<Value> =
        practitioners.as_array().into_iter().flatten().filter_map(|p| p.get("id").cloned()).rev().take(3).collect();
    let columns: Vec<String> = (1..=3).map(|k| format!("Practitioner/{}", invented::practitioner(k))).collect();
    let day = |i: u64| invented::civil(invented::TODAY + (i % 20) as i64);
    rows.times(
        "W4 a day, 3 providers",
        times(200, |i| {
            call(&practice, "schedule", &json!({ "from": day(i), "days": 1, "practitioners": three }).to_string())
        })?,
        times(200, |i| floor::day(&cipher, &columns, &day(i)).map(drop))?,
        times(200, |i| floor::day(&plain, &columns, &day(i)).map(drop))?,
    );

    // W5.
    let mut dice = Dice::new(11);
    let notes: Vec<String> = (0..20).map(|_| invented::note(&mut dice)).collect();
    let note = |i: u64| notes.get(i as usize % notes.len()).cloned().unwrap_or_default();
    let visit = |i: u64| {
        json!({
            "start": { "patient": id(i), "reason": "Follow-up", "started_at": "2026-06-15T09:00:00.000Z" },
            "vitals": [{ "vital": "height", "entry": "172 cm" }, { "vital": "weight", "entry": "80.5 kg" },
                       { "vital": "heart_rate", "entry": "72" }, { "vital": "temperature", "entry": "36.8 C" }],
            "blood_pressure": "124/78",
            "note": { "subjective": note(i), "objective": "", "assessment": "", "plan": "" },
        })
        .to_string()
    };
    rows.times(
        "W5 save a visit",
        times(200, |i| call(&practice, "record_visit", &visit(i)))?,
        times(200, |i| floor::save_visit(&cipher, person(i), &note(i)).map(drop))?,
        times(200, |i| floor::save_visit(&plain, person(i), &note(i)).map(drop))?,
    );
    let mut synced = File::create(bare.path().join("synced"))?;
    let sync = times(200, |_| synced.write_all(&[0; 4096]).and_then(|()| synced.sync_data()))?;
    rows.line("W5 a bare fsynced write of 4 KiB", "", &sync.shown(), "", "");

    // W6.
    rows.times(
        "W6 aging",
        times(10, |_| call(&practice, "aging", r#"{"as_of":"2026-06-15"}"#))?,
        times(10, |_| floor::aging(&cipher).map(drop))?,
        times(10, |_| floor::aging(&plain).map(drop))?,
    );

    // W7.
    rows.times(
        "W7 one patient out",
        times(200, |i| call(&practice, "export_patient", &of(i)))?,
        times(200, |i| floor::whole_patient(&cipher, person(i)).map(drop))?,
        times(200, |i| floor::whole_patient(&plain, person(i)).map(drop))?,
    );
    let out = bare.path().join("out");
    std::fs::create_dir(&out)?;
    let started = Instant::now();
    ask(&practice, "export_records", &json!({ "path": out }))?;
    let exported = started.elapsed();
    let whole = |connection| -> Done<std::time::Duration> {
        let started = Instant::now();
        floor::everything(connection)?;
        Ok(started.elapsed())
    };
    let (cipher_out, plain_out) = (whole(&cipher)?, whole(&plain)?);
    rows.line(
        "W7 everything out",
        &per_second(exported),
        &per_second(cipher_out),
        &per_second(plain_out),
        &format!("{:.1}×", exported.as_secs_f64() / cipher_out.as_secs_f64()),
    );
    rows.line("memory of this process, floors included", &format!("{:.0} MiB", measure::memory()), "", "", "");
    ask(&practice, "lock", &json!({}))?;
    Ok(())
}

/// The cost of one passphrase by itself.
fn derive_key() -> Done<std::time::Duration> {
    let params = argon2::Params::new(128 * 1024, 4, 1, Some(32)).map_err(|e| e.to_string())?;
    let hash = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let started = Instant::now();
    hash.hash_password_into(PASSPHRASE.as_bytes(), &[7; 16], &mut [0; 32]).map_err(|e| e.to_string())?;
    Ok(started.elapsed())
}
