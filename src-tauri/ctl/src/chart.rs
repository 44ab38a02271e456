//! A chart as a physician reads it: who it is, what to be careful about, what is treated, what was measured, when they came.

use records::time::{Instant, Zone};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, Failure},
    show::{items, line, text, value},
};

/// Shows a patient's chart: as JSON all of it, as text what a person asks for.
pub fn show(desk: &Desk, patient: &Value, as_json: bool) -> Result<(), Failure> {
    let chart = desk.call("open_chart", &json!({ "patient": patient }))?;
    if as_json {
        return value(&chart);
    }
    let profile = desk.call("practice_profile", &json!({}))?;
    let visits = desk.call("timeline", &json!({ "patient": patient, "kinds": ["visit"] }))?;
    let reader = Reader { zone: text(&profile, "zone").parse().ok(), units: text(&profile, "units") };
    line(&reader.head(&chart["patient"]))?;
    for (title, lines, none) in [
        ("Allergies", reader.allergies(&chart["allergies"]), no_allergies(&chart["allergies"])),
        ("Problems", reader.problems(&chart), "none recorded"),
        ("Medications", reader.medications(&chart), "none recorded"),
        ("Last vitals", reader.vitals(&chart["last_vitals"]), "none taken yet"),
        ("Results", reader.results(&chart), "none yet"),
        ("Visits", reader.visits(&visits), "none yet"),
        ("Next appointments", reader.appointments(&chart), "none booked"),
    ] {
        if lines.is_empty() {
            line(&format!("\n{title}: {none}"))?;
            continue;
        }
        line(&format!("\n{title}"))?;
        for one in lines {
            line(&format!("  {one}"))?;
        }
    }
    Ok(())
}

/// That nobody asked about allergies is never shown as having none.
fn no_allergies(allergies: &Value) -> &'static str {
    match text(allergies, "answer") {
        "none_known" => "none known",
        _ => "not asked yet",
    }
}

/// Reads in the practice's zone and units.
struct Reader<'a> {
    zone: Option<Zone>,
    units: &'a str,
}

impl Reader<'_> {
    fn head(&self, who: &Value) -> String {
        let age = who["age"].as_i64().map(|years| format!("{years} years")).unwrap_or_default();
        let born = Some(text(who, "birth_date")).filter(|b| !b.is_empty()).unwrap_or("unknown");
        let called = bracketed(&after("called ", text(who, "preferred_name")));
        let died = match (who["deceased"] == true, text(who, "deceased_on")) {
            (false, _) => String::new(),
            (true, "") => "  DECEASED".into(),
            (true, on) => format!("  DECEASED {on}"),
        };
        let about = joined(&[&age, text(who, "sex"), text(who, "pronouns")]);
        format!("{}{called}  born {born} ({about})  {}{died}", text(who, "name"), text(who, "mrn"))
    }

    fn allergies(&self, list: &Value) -> Vec<String> {
        let one = |allergy: &Value| {
            let reactions: Vec<&str> = items(allergy, "reactions").iter().map(|r| text(r, "display")).collect();
            let severity = Some(text(allergy, "severity")).filter(|s| *s != "unknown").unwrap_or_default();
            let risk = if text(allergy, "criticality") == "high" { "high risk" } else { "" };
            let detail = joined(&[&reactions.join(", "), severity, risk]);
            format!("{}{}", text(allergy, "display"), after(": ", &detail))
        };
        items(list, "allergies").iter().map(one).collect()
    }

    fn problems(&self, chart: &Value) -> Vec<String> {
        let one = |problem: &Value| {
            let severity = Some(text(problem, "severity")).filter(|s| *s != "unknown").unwrap_or_default();
            let code = joined(&[text(problem, "icd10"), severity]);
            format!("{:<12}{}{}", text(problem, "onset_on"), text(problem, "display"), bracketed(&code))
        };
        items(chart, "problems").iter().map(one).collect()
    }

    fn medications(&self, chart: &Value) -> Vec<String> {
        let one = |drug: &Value| {
            let held = if text(drug, "status") == "on_hold" { " (on hold)" } else { "" };
            format!("{:<12}{}{held}{}", text(drug, "start_on"), text(drug, "display"), after(": ", text(drug, "sig")))
        };
        items(chart, "medications").iter().map(one).collect()
    }

    /// The latest set, both pressures in one line: `Blood pressure 138/84 mmHg (high)`.
    fn vitals(&self, set: &Value) -> Vec<String> {
        let readings = items(set, "readings");
        let of = |vital: &str| readings.iter().find(|r| text(r, "vital") == vital);
        let shown = |reading: &Value| text(reading, if self.units == "metric" { "metric" } else { "us" }).to_owned();
        let both = of("systolic").zip(of("diastolic"));
        let mut lines = Vec::new();
        for reading in readings {
            let (name, value, flags) = match (both, text(reading, "vital")) {
                (Some(_), "diastolic") => continue,
                (Some((upper, lower)), "systolic") => {
                    let upper_value = shown(upper);
                    let value = format!("{}/{}", upper_value.trim_end_matches(" mmHg"), shown(lower));
                    ("Blood pressure", value, [text(upper, "flag"), text(lower, "flag")])
                }
                _ => (text(reading, "display"), shown(reading), [text(reading, "flag"), ""]),
            };
            let flag = ["high", "low"].into_iter().find(|f| flags.contains(f)).unwrap_or_default();
            lines.push(format!("{:<12}{name} {value}{}", self.day(text(set, "taken_at")), bracketed(flag)));
        }
        lines
    }

    fn results(&self, chart: &Value) -> Vec<String> {
        let mut lines = Vec::new();
        for panel in items(chart, "results") {
            let name = Some(text(panel, "name")).filter(|n| !n.is_empty()).unwrap_or("Results");
            lines.push(format!("{:<12}{name}", self.day(text(panel, "at"))));
            for result in items(panel, "results") {
                let value = match result["number"].as_f64() {
                    Some(number) => format!("{number} {}", text(result, "unit")),
                    None => text(result, "text").to_owned(),
                };
                let flag = match text(result, "interpretation") {
                    "H" | "HH" => "high",
                    "L" | "LL" => "low",
                    _ if result["abnormal"] == true => "abnormal",
                    _ => "",
                };
                let usual = range(result);
                let aside = joined(&[flag, &usual]);
                lines.push(format!("{:<14}{} {}{}", "", text(result, "display"), value.trim_end(), bracketed(&aside)));
            }
        }
        lines
    }

    fn visits(&self, timeline: &Value) -> Vec<String> {
        let one = |visit: &Value| {
            let unsigned = if text(visit, "status") == "in_progress" { "not signed" } else { "" };
            let about = joined(&[text(visit, "who"), unsigned]);
            let found = after(": ", text(visit, "detail"));
            format!("{:<12}{}{found}{}", self.day(text(visit, "at")), text(visit, "title"), bracketed(&about))
        };
        let mut lines: Vec<String> = items(timeline, "entries").iter().map(one).collect();
        if timeline["next"].is_object() {
            lines.push("and earlier ones: `call timeline`".into());
        }
        lines
    }

    fn appointments(&self, chart: &Value) -> Vec<String> {
        let one = |booked: &Value| {
            let (day, time) = text(booked, "starts_at").split_once('T').unwrap_or_default();
            let why = joined(&[text(booked, "visit_type_name"), text(booked, "reason")]);
            format!("{day:<12}{time} {}{}", text(booked, "practitioner_name"), after(": ", &why))
        };
        items(chart, "next_appointments").iter().map(one).collect()
    }

    /// The day of a moment on the practice's calendar.
    fn day(&self, moment: &str) -> String {
        match (self.zone, moment.parse::<Instant>()) {
            (Some(zone), Ok(at)) => zone.day(at).to_string(),
            _ => moment.chars().take(10).collect(),
        }
    }
}

fn range(result: &Value) -> String {
    let bound = |field: &str| result[field].as_f64();
    match (bound("range_low"), bound("range_high"), text(result, "range_text")) {
        (Some(low), Some(high), "") => format!("usual {low} to {high}"),
        (Some(low), None, "") => format!("usual from {low}"),
        (None, Some(high), "") => format!("usual to {high}"),
        (_, _, "") => String::new(),
        (_, _, words) => format!("usual {words}"),
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(", ")
}
fn bracketed(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" ({words})") }
}
/// Words after a lead; nothing at all without them.
fn after(lead: &str, words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("{lead}{words}") }
}
