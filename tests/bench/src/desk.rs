//! Chartwell as the workloads ask it: through the door, JSON in and JSON out.

use std::{error::Error, path::Path};

use records::Practice;
use serde_json::{Value, json};

use crate::invented::{self, Dice};

/// Opens the practice that is measured.
pub const PASSPHRASE: &str = "violet tractor under seven moons";

/// Calls a command; the answer is read back from its JSON.
pub fn ask(practice: &Practice, name: &str, input: &Value) -> Result<Value, Box<dyn Error>> {
    practice.ask(name, input).map_err(|f| format!("{name}: {}", f.message).into())
}

/// Calls a command as the window does; the answer stays JSON.
pub fn call(practice: &Practice, name: &str, input: &str) -> Result<(), Box<dyn Error>> {
    practice.call(name, input).map(drop).map_err(|f| format!("{name}: {}", f.message).into())
}

/// Makes the practice, its one user signed in.
pub fn make(file: &Path) -> Result<Practice, Box<dyn Error>> {
    let practice = Practice::at(file.to_owned());
    let made = json!({ "practice": { "name": "Bench", "zone": "UTC" }, "passphrase": PASSPHRASE,
                       "user": { "display_name": "Bench", "roles": ["administrator", "provider"] } });
    ask(&practice, "create_practice", &made)?;
    Ok(practice)
}

/// Signs in.
pub fn unlock(file: &Path) -> Result<Practice, Box<dyn Error>> {
    let practice = Practice::at(file.to_owned());
    ask(&practice, "unlock", &json!({ "passphrase": PASSPHRASE }))?;
    Ok(practice)
}

/// The record ids of some patients, drawn by dice that fall the same every time, with their numbers among the invented.
pub fn some(practice: &Practice, patients: u64, count: usize) -> Result<Vec<(u64, String)>, Box<dyn Error>> {
    let mut dice = Dice::new(7);
    let mut some = Vec::with_capacity(count);
    while some.len() < count {
        let i = u64::try_from(dice.roll(1, i64::try_from(patients)?))?;
        let (family, _, born, ..) = invented::who(i);
        let found = ask(practice, "find_patients", &json!({ "query": format!("{family} {born}") }))?;
        let id = found.pointer("/0/id").and_then(Value::as_str).ok_or("an imported patient is not found")?;
        some.push((i, id.to_owned()));
    }
    Ok(some)
}

/// A visit as W5 saves it: height, weight, pulse, temperature and blood pressure, and a note.
pub fn visit(patient: &str, note: &str) -> Value {
    json!({
        "start": { "patient": patient, "reason": "Follow-up", "started_at": "2026-06-15T09:00:00.000Z" },
        "vitals": [{ "vital": "height", "entry": "172 cm" }, { "vital": "weight", "entry": "80.5 kg" },
                   { "vital": "heart_rate", "entry": "72" }, { "vital": "temperature", "entry": "36.8 C" }],
        "blood_pressure": "124/78",
        "note": { "subjective": note, "objective": "", "assessment": "", "plan": "" },
    })
}
