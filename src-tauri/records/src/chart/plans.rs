//! That no statement of the chart reads a whole table: each is found in the source text and asked for its plan.

use rusqlite::Connection;

const SOURCES: &[&str] = &[
    include_str!("mod.rs"),
    include_str!("timeline.rs"),
    include_str!("in_error.rs"),
    include_str!("documents.rs"),
    include_str!("sources.rs"),
    include_str!("../allergies/mod.rs"),
    include_str!("../allergies/write.rs"),
    include_str!("../immunizations.rs"),
    include_str!("../medications.rs"),
    include_str!("../notes/mod.rs"),
    include_str!("../observations/results.rs"),
    include_str!("../observations/vitals.rs"),
    include_str!("../observations/vitals/mistakes.rs"),
    include_str!("../problems.rs"),
    include_str!("../visits/mod.rs"),
    include_str!("../visits/diagnoses.rs"),
    include_str!("../visits/start.rs"),
];

const SCHEMA: &[&str] = &[
    include_str!("../../migrations/0001_practice.sql"),
    include_str!("../../migrations/0002_audit.sql"),
    include_str!("../../migrations/0003_patients.sql"),
    include_str!("../../migrations/0004_schedule.sql"),
    include_str!("../../migrations/0005_chart.sql"),
];

/// The string literals of a source text that hold SQL, each `select_x!` prefix joined with every ending it is used with.
fn statements(source: &str) -> Vec<String> {
    let literals: Vec<&str> = source.split('"').skip(1).step_by(2).collect();
    let prefixes: Vec<&str> = literals
        .iter()
        .copied()
        .filter(|l| l.starts_with("SELECT") && source.contains(&format!("\"{l}\",\n            $rest")))
        .collect();
    let whole = literals.iter().filter(|l| l.starts_with("SELECT") && !prefixes.contains(*l)).map(|l| (*l).to_owned());
    let endings = literals.iter().filter(|l| l.starts_with("WHERE") || l.starts_with("observation o WHERE"));
    let joined = endings.flat_map(|ending| prefixes.iter().map(move |p| format!("{p}{ending}")));
    whole.chain(joined).collect()
}

#[test]
fn no_statement_of_the_chart_reads_a_whole_table() {
    let connection = Connection::open_in_memory().unwrap();
    SCHEMA.iter().for_each(|step| connection.execute_batch(step).unwrap());
    let mut asked = 0;
    for sql in SOURCES.iter().flat_map(|s| statements(s)) {
        let mut statement =
            connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap_or_else(|e| panic!("{sql}: {e}"));
        let parameters = vec![rusqlite::types::Value::Null; statement.parameter_count()];
        let plan: Vec<String> = statement
            .query_map(rusqlite::params_from_iter(parameters), |r| r.get(3))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        for step in &plan {
            let of_a_subquery = step.starts_with("SCAN (subquery");
            assert!(!step.starts_with("SCAN") || of_a_subquery, "{sql}\n{}", plan.join("\n"));
        }
        asked += 1;
    }
    assert!(asked > 40, "only {asked} statements were found");
}

#[test]
fn the_timeline_and_the_lists_need_no_sorting() {
    let connection = Connection::open_in_memory().unwrap();
    SCHEMA.iter().for_each(|step| connection.execute_batch(step).unwrap());
    let pages = statements(include_str!("timeline.rs"));
    assert_eq!(pages.len(), 5);
    for sql in pages {
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let plan: Vec<String> = statement
            .query_map([None::<i64>, None, None], |r| r.get(3))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        let own = plan.iter().take_while(|s| !s.contains("SUBQUERY")).cloned().collect::<Vec<_>>().join("\n");
        assert!(!own.contains("TEMP B-TREE"), "{sql}\n{own}");
    }
}
