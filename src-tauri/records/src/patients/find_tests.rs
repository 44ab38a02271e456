use rusqlite::types::Null;

use super::*;
use crate::{
    Practice, commands,
    keys::Cost,
    patients::{PatientDetails, Telecom, TelecomKind, import},
};

fn practice(folder: &tempfile::TempDir) -> Practice {
    let practice = Practice::with_cost(folder.path().join("p.chartwell"), Cost { memory_kib: 256, passes: 1 });
    let input = r#"{ "practice": { "name": "P", "zone": "UTC" }, "user": { "display_name": "A", "roles": ["provider"] },
                     "passphrase": "violet tractor under seven moons" }"#;
    practice.call("create_practice", input).unwrap();
    practice
}

/// Every question about patients is answered by an index: none grows with the number of patients.
#[test]
fn no_question_about_patients_reads_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let practice = practice(&folder);
    let command = commands::find("find_patients").unwrap();
    let questions = [
        BY_TERM,
        BY_ID,
        WEIGHT,
        RECENT,
        crate::patients::duplicates::SAME_TERM,
        crate::patients::history::LOGGED,
        crate::patients::import::BY_SOURCE,
        "SELECT term FROM search_name WHERE term >= ?1 AND term < ?2",
    ];
    for sql in questions {
        let steps: Vec<String> = practice
            .with_open(|open| {
                open.view(command, |v| {
                    let parameters = (1..=9).rev().find(|n| sql.contains(&format!("?{n}"))).unwrap_or(0);
                    let nothing = rusqlite::params_from_iter(vec![Null; parameters]);
                    v.rows(&format!("EXPLAIN QUERY PLAN {sql}"), nothing, |r| r.get(3))
                })
            })
            .unwrap();
        assert!(!steps.is_empty());
        for step in steps {
            // The last entries of the log are read backwards, a fixed number of them.
            let bounded = step.contains("SCAN audit") || step.starts_with("SCAN (subquery")
                // The records that one record was merged into, one after the other.
                || step.contains("SCAN stands");
            assert!(!step.contains("SCAN") || bounded, "{sql}\n{step}");
            assert!(
                !step.contains("USE TEMP B-TREE FOR ORDER BY") || sql == RECENT || sql.contains("audit_change"),
                "{sql}\n{step}"
            );
        }
    }
}

/// The index made anew is the index kept up change by change.
#[test]
fn the_index_made_anew_is_the_one_that_was_kept() {
    let folder = tempfile::tempdir().unwrap();
    let practice = practice(&folder);
    let command = commands::find("change_patient").unwrap();
    let ask = |name: &str, input: serde_json::Value| -> serde_json::Value {
        serde_json::from_str(&practice.call(name, &input.to_string()).unwrap()).unwrap()
    };
    let patient = ask(
        "register_patient",
        serde_json::json!({ "details": { "given": "José María", "family": "de la Cruz", "preferred_name": "Pepe", "birth_date": "1961-03-04",
            "sex": "male", "telecoms": [{ "kind": "mobile", "value": "614-555-0134" }] } }),
    );
    let mut details = patient["details"].clone();
    details["family"] = "Vega".into();
    details["birth_date"] = "1961-04-03".into();
    details["telecoms"] = serde_json::json!([{ "kind": "home", "value": "614-555-0199" }]);
    ask(
        "change_patient",
        serde_json::json!({ "patient": patient["id"], "version": 1, "details": details, "keep_former_name": true }),
    );
    type Index = (Vec<(u8, String, String)>, Vec<(String, i64)>);
    let dump = |v: &View| -> Result<Index> {
        Ok((
            v.rows("SELECT kind, term, words FROM search_patient ORDER BY 1, 2, 3", [], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?))
            })?,
            v.rows("SELECT term, uses FROM search_name ORDER BY 1", [], |r| Ok((r.get(0)?, r.get(1)?)))?,
        ))
    };
    let kept = practice.with_open(|o| o.view(command, dump)).unwrap();
    practice.with_open(|o| o.change(command, false, crate::patients::rebuild)).unwrap();
    let anew = practice.with_open(|o| o.view(command, dump)).unwrap();
    assert_eq!(kept, anew);
    assert!(
        kept.1.iter().any(|(term, _)| term == "vega") && kept.1.iter().any(|(term, _)| term == "cruz"),
        "{:?}",
        kept.1
    );
}

/// Ten thousand patients of a hundred family names: what the desk types is found, and how long it takes is printed.
#[test]
fn among_ten_thousand_patients_each_way_of_typing_finds_the_right_one() {
    let folder = tempfile::tempdir().unwrap();
    let practice = practice(&folder);
    let command = commands::find("register_patient").unwrap();
    let families =
        ["Smith", "García", "O'Brien", "Nguyen", "Smithers", "de la Cruz", "Łukasz", "Johnson-Reed", "Okafor", "Kim"];
    let givens = ["Mary", "José", "Anna", "Robert", "Siobhán", "Wei", "Fatima", "John", "Grace", "Omar"];
    practice
        .with_open(|o| {
            o.change(command, false, |tx| {
                for i in 0..10_000_usize {
                    let family = families.get(i % 10).copied().unwrap_or_default();
                    // One family name in ten has an ending of its own, so that names are as many as in a town.
                    let family = if i % 10 == 9 {
                        format!("{family}{}", (b'a' + (i / 10 % 26) as u8) as char)
                    } else {
                        family.to_owned()
                    };
                    let given = givens.get(i / 10 % 10).copied().unwrap_or_default();
                    let born = Day::of(1940 + (i / 100 % 80) as i32, 1 + (i % 12) as u32, 1 + (i / 7 % 28) as u32);
                    let mut details = PatientDetails::of(family, Some(given.into()), born, Sex::Female);
                    let value = format!("(614) 555-{:04}", i);
                    details.telecoms.push(Telecom { kind: TelecomKind::Home, value });
                    let mut source = [7; 16];
                    source[..8].copy_from_slice(&i.to_be_bytes());
                    import(tx, source, &details)?;
                }
                Ok(())
            })
        })
        .unwrap();
    let find = |query: &str| -> Vec<serde_json::Value> {
        let started = std::time::Instant::now();
        let answer = practice.call("find_patients", &serde_json::json!({ "query": query }).to_string()).unwrap();
        println!("{query:<24} {:>7.0} µs", started.elapsed().as_secs_f64() * 1e6);
        serde_json::from_str(&answer).unwrap()
    };
    for warm in ["smi", "0001"] {
        find(warm);
    }
    let number_33 = |rows: &[serde_json::Value]| rows.iter().any(|r| r["mrn"] == "A-100034");
    let row = find("A-100034").remove(0);
    assert_eq!((&row["name"], &row["birth_date"]), (&"Nguyen, Robert".into(), &row["birth_date"]));
    let born = row["birth_date"].as_str().unwrap().to_owned();
    for query in [
        format!("ngu {born}"),
        format!("{born} rob"),
        "555-0033".into(),
        "6145550033".into(),
        "0033 ngu".into(),
        "100034".into(),
    ] {
        assert!(number_33(&find(&query)), "{query}");
    }
    let names = |query: &str| find(query).iter().map(|r| r["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert!(names("smi").iter().all(|n| n.starts_with("Smi")));
    assert!(names("jos gar").iter().all(|n| n == "García, José"));
    assert!(names("garcía, josé").iter().all(|n| n == "García, José"));
    assert!(names("delacruz").iter().all(|n| n.starts_with("de la Cruz")));
    assert!(names("obrien sio").iter().all(|n| n == "O'Brien, Siobhán"));
    assert!(names("reed").iter().all(|n| n.starts_with("Johnson-Reed")));
    assert!(names("lukasz").iter().all(|n| n.starts_with("Łukasz")));
    assert_eq!(find("smi").len(), 30);
    let near = find("nguyne");
    assert!(
        near.iter().all(|r| r["approximate"] == true && r["name"].as_str().unwrap().starts_with("Nguyen"))
            && !near.is_empty()
    );
    assert!(find("zzzzqqqq").is_empty());
    assert!(find("smi 2/30/1961").is_empty(), "an impossible date finds nobody");
}
