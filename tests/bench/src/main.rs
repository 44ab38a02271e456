//! `make bench`: the workloads W1 to W8 through the door, each beside its floor, at the sizes given, and then the real window.

use std::{
    error::Error,
    fs::File,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use chartwell_bench::{
    alone,
    desk::{self, PASSPHRASE, ask, call},
    fill::fill,
    floor::{self, Kind},
    invented::{self, Dice, RECORDS_PER_PATIENT},
    measure::{millis, times},
    table::{self, Table},
    window,
};
use records::Practice;
use rusqlite::Connection;
use serde_json::{Value, json};

type Done<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [flag, visits, file] if flag == "--save" => return alone::save(Path::new(file), visits.parse()?),
        [flag, patients, file] if flag == "--weigh" => return alone::weigh(Path::new(file), patients.parse()?),
        _ => {}
    }
    let sizes: Vec<u64> = arguments.iter().map(|a| a.parse()).collect::<Result<_, _>>()?;
    table::head();
    for size in if sizes.is_empty() { vec![1000] } else { sizes } {
        run(&Table { patients: size })?;
    }
    Ok(())
}

fn run(table: &Table) -> Done {
    let (source, home, bare) = (tempfile::tempdir()?, tempfile::tempdir()?, tempfile::tempdir()?);
    let file = home.path().join("bench.chartwell");
    let cipher = floor::open(&bare.path().join("cipher.db"), Kind::Cipher)?;
    let plain = floor::open(&bare.path().join("plain.db"), Kind::Plain)?;
    let filled = fill(source.path(), table.patients, &[&cipher, &plain])?;
    let [cipher_fill, plain_fill] = filled.as_slice() else { return Err("two floors were to be filled".into()) };

    let practice = desk::make(&file)?;
    import(table, &practice, source.path(), (*cipher_fill, *plain_fill))?;
    window::prepare(&practice)?;
    ask(&practice, "lock", &json!({}))?;
    drop(practice);
    plain.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    disk(table, home.path(), &bare.path().join("plain.db"), source.path())?;
    let practice = ready(table, &file)?;
    let floors = Floors { cipher: &cipher, plain: &plain };
    ask_all(table, &practice, &floors)?;
    out(table, &practice, &floors, bare.path())?;
    ask(&practice, "lock", &json!({}))?;
    drop(practice);
    table.alone("memory without a window", &format!("{} MiB", alone::memory(&file, table.patients)?));
    match alone::a_visit(&file)? {
        Some(syncs) => table.alone("W5 syncs a saved visit", &format!("{syncs:.2}")),
        None => table.alone("W5 syncs a saved visit", "not counted: no strace here"),
    }
    window::measure(table, &file)
}

struct Floors<'a> {
    cipher: &'a Connection,
    plain: &'a Connection,
}

/// W1.
fn import(table: &Table, practice: &Practice, source: &Path, floors: (Duration, Duration)) -> Done {
    let started = Instant::now();
    let report = ask(practice, "import_records", &json!({ "paths": [source] }))?;
    let taken = started.elapsed();
    if report.get("refused").and_then(Value::as_array).is_none_or(|refused| !refused.is_empty()) {
        return Err(format!("resources were refused: {:?}", report.get("refused")).into());
    }
    table.rates("W1 import", table.patients * RECORDS_PER_PATIENT, taken, floors.0, floors.1);
    Ok(())
}

fn disk(table: &Table, home: &Path, plain: &Path, source: &Path) -> Done {
    let bytes_in = |folder: &Path| -> Done<u64> {
        let files = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.metadata()?.len()));
        files.sum::<std::io::Result<u64>>().map_err(Into::into)
    };
    let (ours, plain, source) = (bytes_in(home)?, std::fs::metadata(plain)?.len(), bytes_in(source)?);
    let ratio = |to: u64| ours as f64 / to as f64;
    table.line(
        "size on disk",
        &format!("{} MB", ours / 1_000_000),
        "",
        &format!("{} MB", plain / 1_000_000),
        &format!("{:.2}× the bare tables, {:.2}× the FHIR files", ratio(plain), ratio(source)),
    );
    Ok(())
}

/// W8.
fn ready(table: &Table, file: &Path) -> Done<Practice> {
    let started = Instant::now();
    let practice = desk::unlock(file)?;
    let unlocked = started.elapsed();
    let kdf = derive_key()?;
    table.line(
        "W8 ready after the passphrase",
        &format!("{} ms", millis(unlocked.saturating_sub(kdf))),
        &format!("Argon2id alone {} ms", millis(kdf)),
        "",
        "",
    );
    Ok(practice)
}

/// The cost of one passphrase by itself.
fn derive_key() -> Done<Duration> {
    let params = argon2::Params::new(128 * 1024, 4, 1, Some(32)).map_err(|e| e.to_string())?;
    let hash = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let started = Instant::now();
    hash.hash_password_into(PASSPHRASE.as_bytes(), &[7; 16], &mut [0; 32]).map_err(|e| e.to_string())?;
    Ok(started.elapsed())
}

/// W2 to W6, and W7 of one patient.
fn ask_all(table: &Table, practice: &Practice, Floors { cipher, plain }: &Floors) -> Done {
    let people = desk::some(practice, table.patients, 600.min(usize::try_from(table.patients)?))?;
    let person = |i: u64| people.get(i as usize % people.len()).map_or(1, |(number, _)| *number);
    let id = |i: u64| people.get(i as usize % people.len()).map_or("", |(_, id)| id.as_str());
    let of = |i: u64| json!({ "patient": id(i) }).to_string();

    let prefix = |i: u64| invented::who(person(i)).0.chars().take(3).collect::<String>();
    let born = |i: u64| invented::who(person(i)).2;
    let phone = |i: u64| invented::phone(person(i));
    let find = |query: String| json!({ "query": query }).to_string();
    table.times(
        "W2 find by name prefix",
        times(300, |i| call(practice, "find_patients", &find(prefix(i))))?,
        times(300, |i| floor::by_prefix(cipher, &prefix(i)).map(drop))?,
        times(300, |i| floor::by_prefix(plain, &prefix(i)).map(drop))?,
    );
    table.times(
        "W2 find by name and birth date",
        times(300, |i| call(practice, "find_patients", &find(format!("{} {}", prefix(i), born(i)))))?,
        times(300, |i| floor::by_birth(cipher, &prefix(i), &born(i)).map(drop))?,
        times(300, |i| floor::by_birth(plain, &prefix(i), &born(i)).map(drop))?,
    );
    table.times(
        "W2 find by phone",
        times(300, |i| call(practice, "find_patients", &find(phone(i))))?,
        times(300, |i| floor::by_phone(cipher, &phone(i)).map(drop))?,
        times(300, |i| floor::by_phone(plain, &phone(i)).map(drop))?,
    );
    table.times(
        "W3 open a chart",
        times(300, |i| call(practice, "open_chart", &of(i)))?,
        times(300, |i| floor::whole_patient(cipher, person(i)).map(drop))?,
        times(300, |i| floor::whole_patient(plain, person(i)).map(drop))?,
    );

    let practitioners = ask(practice, "practitioners", &json!({}))?;
    let three: Vec<Value> =
        practitioners.as_array().into_iter().flatten().filter_map(|p| p.get("id").cloned()).rev().take(3).collect();
    let columns: Vec<String> = (1..=3).map(|k| format!("Practitioner/{}", invented::practitioner(k))).collect();
    let day = |i: u64| invented::civil(invented::TODAY + (i % 20) as i64);
    let see = |i: u64| json!({ "from": day(i), "days": 1, "practitioners": three }).to_string();
    table.times(
        "W4 a day, 3 providers",
        times(200, |i| call(practice, "schedule", &see(i)))?,
        times(200, |i| floor::day(cipher, &columns, &day(i)).map(drop))?,
        times(200, |i| floor::day(plain, &columns, &day(i)).map(drop))?,
    );

    let mut dice = Dice::new(11);
    let notes: Vec<String> = (0..20).map(|_| invented::note(&mut dice)).collect();
    let note = |i: u64| notes.get(i as usize % notes.len()).map_or("", String::as_str);
    table.times(
        "W5 save a visit",
        times(200, |i| call(practice, "record_visit", &desk::visit(id(i), note(i)).to_string()))?,
        times(200, |i| floor::save_visit(cipher, person(i), note(i)).map(drop))?,
        times(200, |i| floor::save_visit(plain, person(i), note(i)).map(drop))?,
    );
    let mut synced = tempfile::NamedTempFile::new()?;
    let sync = |file: &mut File| file.write_all(&[0; 4096]).and_then(|()| file.sync_data());
    let synced = times(200, |_| sync(synced.as_file_mut()))?;
    table.line("W5 a bare fsynced write of 4 KiB", "", &synced.shown(), "", "");

    table.times(
        "W6 aging",
        times(10, |_| call(practice, "aging", r#"{"as_of":"2026-06-15"}"#))?,
        times(10, |_| floor::aging(cipher).map(drop))?,
        times(10, |_| floor::aging(plain).map(drop))?,
    );
    table.times(
        "W7 one patient out",
        times(200, |i| call(practice, "export_patient", &of(i)))?,
        times(200, |i| floor::whole_patient(cipher, person(i)).map(drop))?,
        times(200, |i| floor::whole_patient(plain, person(i)).map(drop))?,
    );
    Ok(())
}

/// W7.
fn out(table: &Table, practice: &Practice, Floors { cipher, plain }: &Floors, folder: &Path) -> Done {
    let folder = folder.join("out");
    std::fs::create_dir(&folder)?;
    let started = Instant::now();
    ask(practice, "export_records", &json!({ "path": folder }))?;
    let exported = started.elapsed();
    let whole = |connection| -> Done<Duration> {
        let started = Instant::now();
        floor::everything(connection)?;
        Ok(started.elapsed())
    };
    table.rates("W7 everything out", table.patients * RECORDS_PER_PATIENT, exported, whole(cipher)?, whole(plain)?);
    Ok(())
}
