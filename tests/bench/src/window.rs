//! The real window on the practice that was measured: when it paints, and what memory it takes.

use std::{error::Error, path::Path};

use chartwell_tests::{Window, paint};
use records::Practice;
use serde_json::{Value, json};

use crate::{
    desk::{self, ask},
    invented,
    table::Table,
};

/// Whose columns are looked at.
const BUSY: [&str; 3] = ["Doc Provider1", "Doc Provider2", "Doc Provider3"];
/// How often a chart is opened.
const CHARTS: usize = 12;
/// How often the program is started.
const STARTS: usize = 5;

/// Gives three practitioners a column, so that the day has something to show.
pub fn prepare(practice: &Practice) -> Result<(), Box<dyn Error>> {
    let all = ask(practice, "practitioners", &json!({ "all": true }))?;
    for name in BUSY {
        let named =
            all.as_array().into_iter().flatten().find(|p| p.get("display_name").and_then(Value::as_str) == Some(name));
        let Some(Value::Object(known)) = named else { return Err("an imported practitioner is not listed".into()) };
        let field = |name: &str| known.get(name).cloned().unwrap_or_default();
        let change = json!({ "id": field("id"), "version": field("version"), "display_name": name, "color": field("color"), "sees_patients": true });
        ask(practice, "change_practitioner", &change)?;
    }
    Ok(())
}

/// Opens the window on the locked practice and measures it.
pub fn measure(table: &Table, file: &Path) -> Result<(), Box<dyn Error>> {
    let starts = (0..STARTS).map(|_| paint::first_page(file).as_secs_f64() * 1000.0).collect();
    table.alone("the unlock page is painted, from the start of the program", &shown(starts));
    // No pictures: painted as it is for a person.
    let window = Window::open_with(file, &[("CHARTWELL_PICTURED", "".as_ref())]);
    window.fill("Passphrase", desk::PASSPHRASE);
    window.press("Enter");
    window.click("Schedule");
    window.fill("Go to a day", &invented::civil(invented::TODAY));
    window.press("Enter");
    window.see("Jun 15");
    let events = "[...document.querySelectorAll('[data-appointment]')]";
    let turn = format!(
        "const old = new Set({events}.map((e) => e.dataset.appointment)); findClickable('The next day').click()"
    );
    let turned = format!("{events}.length > 0 && {events}.every((e) => !old.has(e.dataset.appointment))");
    let days = || shown((0..4).map(|_| window.millis_until(&turn, &turned)).collect());
    table.alone("a day of the schedule, all columns, is painted, from the click", &days());
    window.click("All providers");
    window.see("Show the columns of");
    let columns = "[...document.querySelectorAll('[role=dialog] label')]";
    let names = window.script(&format!(
        "return {columns}.map((l) => l.innerText).filter((n) => n.startsWith('Doc ') || n === 'Bench')"
    ));
    for name in names.as_array().into_iter().flatten().filter(|name| BUSY.iter().all(|busy| name != busy)) {
        window.script(&format!("{columns}.find((l) => l.innerText === {name}).click()"));
    }
    window.press("Escape");
    window.see("3 of ");
    table.alone("a day of the schedule, 3 columns, is painted, from the click", &days());
    let mut charts = Vec::new();
    for i in 0..CHARTS {
        let (family, _, born, ..) = invented::who(1 + i as u64 * 7 % table.patients);
        window.click("Patients");
        window.fill("Find a patient", &format!("{family} {born}"));
        let row = format!("document.querySelector('tbody tr[tabindex]')?.innerText.includes({})", json!(family));
        window.millis_until("", &row);
        let open = "document.querySelector('tbody tr[tabindex]').click()";
        let opened =
            "[...document.querySelectorAll('main h2, main h3')].some((h) => /Medications/.test(h.textContent))";
        charts.push(window.millis_until(open, opened));
    }
    table.alone("a chart is painted, from the click", &shown(charts));
    table.alone("memory of the window, all its processes", &format!("{:.0} MB", window.memory()));
    window.close();
    Ok(())
}

fn shown(mut millis: Vec<f64>) -> String {
    millis.sort_unstable_by(f64::total_cmp);
    let at = |i: usize| millis.get(i).copied().unwrap_or_default();
    format!("{:.0} ms, at most {:.0} ms", at(millis.len() / 2), at(millis.len().saturating_sub(1)))
}
