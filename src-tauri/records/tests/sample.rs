//! The sample practice is one that could be real: what is said of a patient fits together.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

mod common;

use std::{path::Path, time::Instant};

use common::{PASSPHRASE, QUICK};
use records::{FaultCode, Practice, time::Day};
use serde_json::{Value, json};
use tempfile::TempDir;

struct Sample {
    practice: Practice,
    _folder: TempDir,
}

fn at(folder: &Path) -> Practice {
    Practice::with_cost(folder.join("sample.chartwell"), QUICK)
}

fn sample() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let practice = at(folder.path());
    let started = Instant::now();
    practice.call("create_sample_practice", &json!({ "passphrase": PASSPHRASE }).to_string()).unwrap();
    eprintln!("made in {:.1} s", started.elapsed().as_secs_f64());
    Sample { practice, _folder: folder }
}

/// One test, so that the practice is made once.
#[test]
fn the_sample_practice_is_one_that_could_be_real() {
    let sample = &sample();
    a_hundred_people_of_every_age_are_there_and_dr_lindqvist_is_signed_in(sample);
    every_diabetic_has_a1c_results_a_drug_for_it_and_an_eye_referral(sample);
    every_child_under_six_has_the_shots_of_their_age_and_growth(sample);
    nobody_was_seen_before_they_were_born_or_in_the_future(sample);
    an_antibiotic_is_never_refilled(sample);
    every_balance_is_the_sum_of_its_lines(sample);
    a_dozen_accounts_are_open_of_every_age_and_none_by_much(sample);
    most_past_visits_are_paid(sample);
    the_day_is_under_way_and_the_weeks_around_it_are_full(sample);
    the_file_is_sound_and_made_only_once(sample);
}

impl Sample {
    #[track_caller]
    fn ask(&self, name: &str, input: Value) -> Value {
        match self.practice.call(name, &input.to_string()) {
            Ok(answer) => serde_json::from_str(&answer).unwrap(),
            Err(fault) => panic!("{name} {input}: {fault:?}"),
        }
    }

    /// Every patient, by the medical record numbers they got one after the other.
    fn patients(&self) -> Vec<Value> {
        (100_001..)
            .map_while(|mrn| {
                let found = self.ask("find_patients", json!({ "query": format!("A-{mrn}"), "limit": 1 }));
                found.as_array().unwrap().first().cloned()
            })
            .collect()
    }
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}
fn day(value: &Value) -> Day {
    value.as_str().unwrap().parse().unwrap()
}
fn zone() -> records::time::Zone {
    "America/New_York".parse().unwrap()
}

fn today() -> Day {
    zone().day(records::time::Instant::now())
}

fn minute_of_today() -> u32 {
    zone().wall(records::time::Instant::now()).minute_of_day()
}

fn a_hundred_people_of_every_age_are_there_and_dr_lindqvist_is_signed_in(sample: &Sample) {
    let patients = sample.patients();
    assert!((95..=110).contains(&patients.len()), "{}", patients.len());
    let ages: Vec<i64> = patients.iter().map(|p| p["age"].as_i64().unwrap()).collect();
    assert!(ages.contains(&0) && ages.iter().any(|a| *a > 85) && ages.iter().filter(|a| **a < 18).count() > 25);
    let status = sample.ask("practice_status", json!({}));
    assert_eq!(status["session"]["display_name"], "Dr. Maya Lindqvist");
    assert_eq!(status["session"]["sample"], true);
    for name in ["garc jos", "zoe", "lukasz", "ελενη", "наталья", "nguyen", "yilmaz"] {
        assert!(!list(&sample.ask("find_patients", json!({ "query": name }))).is_empty(), "{name} is found");
    }
}

fn every_diabetic_has_a1c_results_a_drug_for_it_and_an_eye_referral(sample: &Sample) {
    let mut diabetics = 0;
    for patient in sample.patients() {
        let of = json!({ "patient": patient["id"] });
        let problems = sample.ask("list_problems", of.clone());
        if !list(&problems).iter().any(|p| p["icd10"] == "E11.9") {
            continue;
        }
        diabetics += 1;
        let results = sample.ask("list_results", of.clone());
        let a1c = list(&results).iter().flat_map(|p| list(&p["results"])).filter(|r| r["code"] == "4548-4").count();
        assert!(a1c >= 2, "{patient}: {a1c} A1c");
        let drugs = sample.ask("list_medications", of.clone()).to_string();
        assert!(drugs.contains("metformin"), "{patient}: {drugs}");
        let timeline = sample.ask("timeline", json!({ "patient": patient["id"], "kinds": ["visit"] }));
        let referred = list(&timeline["entries"]).iter().any(|entry| {
            let page = sample.ask("visit", json!({ "visit": entry["id"] }));
            page["note"]["plan"].as_str().is_some_and(|plan| plan.contains("ophthalmology"))
        });
        assert!(referred, "{patient}");
    }
    assert!(diabetics >= 10, "{diabetics}");
}

fn every_child_under_six_has_the_shots_of_their_age_and_growth(sample: &Sample) {
    let mut children = 0;
    for patient in sample.patients() {
        let born = day(&patient["birth_date"]);
        if born.age_on(today()) >= 6 {
            continue;
        }
        children += 1;
        let shots = sample.ask("list_immunizations", json!({ "patient": patient["id"] }));
        let has = |cvx: &str| list(&shots).iter().filter(|s| s["cvx"] == cvx).count();
        for (months, cvx, doses) in [
            (1, "08", 1),
            (3, "110", 1),
            (5, "110", 2),
            (7, "110", 3),
            (13, "03", 1),
            (16, "20", 1),
            (19, "83", 2),
            (50, "130", 1),
        ] {
            if born.plus_months(months) < today() {
                assert!(has(cvx) >= doses, "CVX {cvx} of {patient}");
            }
        }
        assert!(
            list(&shots).iter().all(|s| day(&s["given_on"]) >= born && day(&s["given_on"]) <= today()),
            "{patient}"
        );
        if born.plus_months(1) < today() {
            let vitals = sample.ask("list_vitals", json!({ "patient": patient["id"] }));
            assert!(!list(&vitals).is_empty(), "{patient} was weighed");
        }
    }
    assert!(children >= 10, "{children}");
}

fn nobody_was_seen_before_they_were_born_or_in_the_future(sample: &Sample) {
    let now = records::time::Instant::now().to_string();
    for patient in sample.patients() {
        let timeline = sample.ask("timeline", json!({ "patient": patient["id"] }));
        for entry in list(&timeline["entries"]) {
            let at = entry["at"].as_str().unwrap();
            assert!(at[..10] >= *patient["birth_date"].as_str().unwrap() && at <= now.as_str(), "{patient}: {entry}");
        }
    }
}

fn an_antibiotic_is_never_refilled(sample: &Sample) {
    let mut courses = 0;
    for patient in sample.patients() {
        let drugs = sample.ask("list_medications", json!({ "patient": patient["id"], "all": true }));
        for drug in list(&drugs) {
            let name = drug["display"].as_str().unwrap();
            if ["amoxicillin", "nitrofurantoin"].iter().any(|antibiotic| name.contains(antibiotic)) {
                courses += 1;
                assert_eq!(drug["refills"], 0, "{name} of {patient}");
            }
        }
    }
    assert!(courses >= 5, "{courses}");
}

fn every_balance_is_the_sum_of_its_lines(sample: &Sample) {
    for patient in sample.patients() {
        let account = sample.ask("account", json!({ "patient": patient["id"] }));
        let sum: i64 = list(&account["lines"]).iter().map(|l| l["cents"].as_i64().unwrap()).sum();
        assert_eq!(account["balance"].as_i64().unwrap(), sum, "{patient}");
        assert!(sum >= 0, "nobody paid too much: {patient}");
    }
}

fn a_dozen_accounts_are_open_of_every_age_and_none_by_much(sample: &Sample) {
    let aging = sample.ask("aging", json!({}));
    eprintln!("open: {} on {} accounts, {}", aging["open"], aging["accounts"], aging["buckets"]);
    assert!((10..=15).contains(&aging["accounts"].as_u64().unwrap()), "{}", aging["accounts"]);
    for bucket in ["current", "over_30", "over_60", "over_90"] {
        assert!(aging["buckets"][bucket].as_i64().unwrap() > 0, "{bucket}: {aging}");
    }
    for account in list(&aging["largest"]) {
        assert!(account["open"].as_i64().unwrap() <= 40_000, "{account}");
    }
    let small = list(&aging["largest"]).iter().filter(|a| a["open"].as_i64().unwrap() < 30_000).count();
    assert!(small + 2 >= list(&aging["largest"]).len(), "{aging}");
}

fn most_past_visits_are_paid(sample: &Sample) {
    let (mut charged, mut paid, mut copays) = (0, 0, 0);
    for patient in sample.patients() {
        let account = sample.ask("account", json!({ "patient": patient["id"] }));
        for line in list(&account["lines"]) {
            let cents = line["cents"].as_i64().unwrap();
            match line["kind"].as_str().unwrap() {
                "charge" => charged += cents,
                "payment" => paid -= cents,
                other => panic!("{other}"),
            }
            copays += i64::from(cents == -3_000);
        }
    }
    assert!(paid * 100 >= charged * 90, "{paid} of {charged}");
    assert!(copays > 100, "{copays} copays");
}

fn the_day_is_under_way_and_the_weeks_around_it_are_full(sample: &Sample) {
    let see = |from: i64, days: u32| {
        let from = today().plus_days(from);
        list(&sample.ask("schedule", json!({ "from": from, "days": days, "cancelled": true }))["appointments"]).clone()
    };
    let statuses: Vec<String> = see(0, 1).iter().map(|a| a["status"].as_str().unwrap().to_owned()).collect();
    assert!(statuses.len() >= 15, "{statuses:?}");
    assert!(statuses.iter().any(|s| s == "booked"), "some are still to come: {statuses:?}");
    // Before three in the morning nothing of the day can have been done yet.
    if minute_of_today() >= 3 * 60 {
        for status in ["arrived", "roomed", "with_provider", "checkout", "fulfilled", "noshow", "cancelled"] {
            assert!(statuses.iter().any(|s| s == status), "{status} is in {statuses:?}");
        }
        let unsigned = sample.ask("unsigned_visits", json!({}));
        assert!(!list(&unsigned).is_empty(), "some notes wait for a signature");
    }
    let past = see(-14, 14);
    assert!(past.len() > 50 && past.iter().all(|a| a["status"] != "booked"), "{}", past.len());
    let to_come = see(1, 14);
    assert!(
        to_come.len() > 60 && to_come.iter().all(|a| a["status"] == "booked" || a["status"] == "cancelled"),
        "{}",
        to_come.len()
    );
    for day in [see(0, 1), past, to_come] {
        let standing: Vec<&Value> = day.iter().filter(|a| a["status"] != "cancelled").collect();
        for (place, a) in standing.iter().enumerate() {
            for b in standing.iter().skip(place + 1).filter(|b| b["practitioner"] == a["practitioner"]) {
                let (a_ends, b_starts) = (a["ends_at"].as_str().unwrap(), b["starts_at"].as_str().unwrap());
                assert!(
                    a_ends <= b_starts || b["ends_at"].as_str().unwrap() <= a["starts_at"].as_str().unwrap(),
                    "{a} {b}"
                );
            }
        }
    }
}

fn the_file_is_sound_and_made_only_once(sample: &Sample) {
    assert_eq!(sample.ask("verify", json!({}))["sound"], true);
    let again = sample.practice.call("create_sample_practice", &json!({ "passphrase": PASSPHRASE }).to_string());
    assert_eq!(again.unwrap_err().code, FaultCode::AlreadyExists);
}

#[test]
fn a_weak_passphrase_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let refused = at(folder.path()).call("create_sample_practice", r#"{"passphrase":"short"}"#).unwrap_err();
    assert_eq!(refused.code, FaultCode::WeakPassphrase);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
