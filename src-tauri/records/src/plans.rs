//! That the cost of no statement grows with the number of patients where an index can stop it: each is found in the source text
//! of this crate and asked for its plan.

use std::{collections::BTreeSet, fs, path::Path};

use rusqlite::{Connection, types::Value};

/// Tables as large as the practice, not as its patients.
const SMALL: &[&str] = &[
    "practice",
    "device",
    "user",
    "user_role",
    "practitioner",
    "room",
    "visit_type",
    "note_template",
    "fee",
    "sqlite_schema",
    "pragma_table_info",
    "pragma_table_list",
];

/// Statements that mean all of something, or stop after a fixed number of rows.
const WHOLE: &[(&str, &str)] = &[
    ("audit.rs", "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"),
    (
        "audit.rs",
        "SELECT seq, at, session, user_id, roles, command, kind, patient_id, outcome, times, rows, changes, app, hash, mac FROM audit ORDER BY seq",
    ),
    ("aging.rs", "SELECT charge_id, sum(cents) FROM allocation WHERE applied_on <= ?1 GROUP BY charge_id"),
    ("aging.rs", "SELECT charge_id, sum(cents) FROM adjustment WHERE adjusted_on <= ?1 GROUP BY charge_id"),
    (
        "aging.rs",
        "SELECT id, patient_id, service_on, cents FROM charge INDEXED BY charge_patient WHERE status = 'posted'",
    ),
    ("find.rs", "SELECT patient_id FROM (SELECT seq, patient_id, user_id FROM audit ORDER BY seq DESC LIMIT 2000)"),
    ("merge.rs", "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name)"),
    ("names.rs", "SELECT id FROM patient WHERE merged_into IS NULL ORDER BY id"),
];

fn squeezed(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The Rust files of a folder and those within, tests and this one left out.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() {
            sources(&entry, found);
        } else if name.ends_with(".rs") && !name.contains("test") && !name.contains("plans") {
            found.push((name, fs::read_to_string(&entry).unwrap()));
        }
    }
}

/// The SQL in the string literals of a source text. A literal that begins with SELECT and is no statement by itself is a beginning:
/// it is joined with every ending of its file.
fn statements(source: &str) -> BTreeSet<String> {
    let code = source.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let literals: Vec<&str> = code.split('"').skip(1).step_by(2).collect();
    let begins = |l: &str| ["SELECT", "UPDATE", "DELETE"].iter().any(|word| l.starts_with(word));
    let endings =
        || literals.iter().filter(|l| ["WHERE", "observation o WHERE"].iter().any(|word| l.starts_with(word)));
    let mut all = BTreeSet::new();
    for whole in literals.iter().filter(|l| begins(l)) {
        // `select_charge!` and its like: a beginning, then `$rest`.
        let after = code.split_once(&format!("\"{whole}\"")).map_or("", |(_, after)| after);
        let begun = after.trim_start().trim_start_matches(',').trim_start().starts_with('$');
        if !begun {
            all.insert((*whole).to_owned());
        }
        all.extend(endings().map(|ending| format!("{whole}{ending}")));
    }
    all
}

fn schema() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut steps: Vec<_> = fs::read_dir(migrations).unwrap().map(|e| e.unwrap().path()).collect();
    steps.sort();
    steps.iter().for_each(|step| connection.execute_batch(&fs::read_to_string(step).unwrap()).unwrap());
    connection
}

/// The plan of a statement; `None` for what is no statement.
fn plan(connection: &Connection, sql: &str) -> Option<Vec<String>> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).ok()?;
    let parameters = vec![Value::Null; statement.parameter_count()];
    let steps = statement.query_map(rusqlite::params_from_iter(parameters), |r| r.get(3)).unwrap();
    Some(steps.map(Result::unwrap).collect())
}

#[test]
fn no_statement_reads_a_table_that_grows_with_the_patients() {
    let connection = schema();
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let (mut asked, mut broken) = (0, Vec::new());
    for (file, source) in &files {
        for sql in statements(source) {
            // Two halves that do not belong together are no statement.
            let Some(plan) = plan(&connection, &sql) else { continue };
            asked += 1;
            let scanned = plan.iter().filter_map(|step| step.strip_prefix("SCAN "));
            let grows = |name: &str| {
                // Plans name a table by its alias where it has one.
                let table = name.split(' ').next().unwrap_or_default();
                let aliased = SMALL.iter().any(|small| sql.contains(&format!("{small} {table} ")));
                !(name.starts_with('(') || table == "CONSTANT" || SMALL.contains(&table) || aliased)
            };
            let meant = WHOLE.iter().any(|(of, whole)| of == file && squeezed(&sql).starts_with(whole));
            if !meant && scanned.clone().any(grows) {
                broken.push(format!("{file}: {}\n    {}", squeezed(&sql), plan.join("\n    ")));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(asked > 200, "only {asked} statements were found");
}

#[test]
fn the_timeline_needs_no_sorting() {
    let connection = schema();
    let pages = statements(include_str!("chart/timeline.rs"));
    assert_eq!(pages.len(), 5);
    for sql in pages {
        let plan = plan(&connection, &sql).unwrap();
        let own = plan.iter().take_while(|s| !s.contains("SUBQUERY")).cloned().collect::<Vec<_>>().join("\n");
        assert!(!own.contains("TEMP B-TREE"), "{sql}\n{own}");
    }
}

#[test]
fn aging_touches_no_row() {
    let connection = schema();
    let sums = statements(include_str!("billing/aging.rs"));
    assert_eq!(sums.len(), 4);
    for sql in sums {
        let plan = plan(&connection, &sql).unwrap().join("\n");
        assert!(plan.contains("COVERING INDEX"), "{sql}\n{plan}");
    }
}
