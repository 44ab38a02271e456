//! `chartwellctl`: the same door as the window's, from a terminal.
//!
//! No rule lives here: every subcommand is one or a few calls of the door. What this program adds is where the file is, how
//! the passphrase comes in (never as an argument), how an answer is shown, and exit codes that scripts can use.

#![allow(clippy::indexing_slicing, reason = "only JSON values are indexed here: a missing name reads as null")]

mod args;
mod chart;
mod demo;
mod desk;
mod show;
mod stream;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use records::commands::{COMMANDS, Command, roles};
use serde_json::{Value, json};

use args::{Args, Call, Document, Sub};
use desk::{Desk, Failure};

fn main() -> ExitCode {
    records::process::quiet_panics("chartwellctl");
    records::process::forbid_core_dumps();
    let args = Args::parse();
    let json = args.json;
    match run(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(json),
    }
}

fn run(args: Args) -> Result<(), Failure> {
    let json = args.json;
    let desk = Desk::new(&args);
    match args.command {
        Sub::Init(init) => {
            // Made before its sheet is written: whatever becomes of that, the code is shown.
            let (made, sheet) = desk.init(&init)?;
            show::made(&made, json)?;
            sheet
        }
        Sub::Sample => {
            let made = desk.sample()?;
            show::made(&made, json)
        }
        Sub::Demo { out } => demo::run(&out, json),
        Sub::Import { paths, dry_run } => {
            desk.unlock()?;
            let report = show::with_progress(desk.practice(), !json, || {
                desk.call("import_records", &json!({ "paths": desk::absolute(&paths)?, "dry_run": dry_run }))
            })?;
            show::import(&report, json)
        }
        Sub::Patients { what: args::Patients::Find { query } } => {
            desk.unlock()?;
            show::patients(&desk.call("find_patients", &json!({ "query": query.join(" ") }))?, json)
        }
        Sub::Chart { patient } => {
            desk.unlock()?;
            let id = desk.patient(&patient)?;
            chart::show(&desk, &id, json)
        }
        Sub::Print { document, id, output, page_size } => {
            desk.unlock()?;
            let (command, field) = match document {
                Document::VisitSummary => ("print_visit_summary", "visit"),
                Document::Bill => ("print_bill", "visit"),
                Document::Receipt => ("print_receipt", "payment"),
            };
            let printed = desk.call(command, &json!({ field: id, "page_size": page_size.map(|p| p.name()) }))?;
            show::saved(&desk.save_pdf(&printed, output.as_deref())?, &printed, json)
        }
        Sub::Verify => {
            desk.unlock()?;
            show::verification(&desk.call("verify", &json!({}))?, json)
        }
        Sub::Call(Call { name, input }) if name == "-" => {
            if input.is_some() {
                return Err(Failure::usage("`call -` takes its calls from standard input, one JSON line each"));
            }
            stream::run(&desk)
        }
        Sub::Call(Call { name, input }) => {
            let known = records::commands::find(&name);
            if known.is_some_and(|c| c.kind != records::commands::Kind::Gate) {
                desk.unlock()?;
            }
            if known.is_some_and(takes_a_secret) && input.as_deref().is_some_and(|text| text != "-") {
                return Err(Failure::usage(format!(
                    "an argument can be read by others on this machine; give the input of {name} on standard input: `call {name} -`"
                )));
            }
            let input = match input.as_deref() {
                Some("-") => std::io::read_to_string(std::io::stdin())
                    .map_err(|_| Failure::usage("standard input is not text"))?,
                Some(text) => text.to_owned(),
                None => "{}".to_owned(),
            };
            show::line(&desk.practice().call(&name, &input)?)
        }
        Sub::Commands { name } => commands(name.as_deref(), json),
        Sub::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "chartwellctl", &mut std::io::stdout());
            Ok(())
        }
    }
}

/// Whether a passphrase or a recovery code may stand in the command's input.
fn takes_a_secret(command: &'static Command) -> bool {
    let schema = serde_json::to_value((command.input)()).unwrap_or_default();
    schema.pointer("/$defs/Secret").is_some()
}

/// Every command of the door, with who may call it and its schemas.
fn commands(name: Option<&str>, as_json: bool) -> Result<(), Failure> {
    let listed: Vec<_> = COMMANDS.iter().filter(|c| name.is_none_or(|n| n == c.name)).collect();
    if listed.is_empty() {
        return Err(Failure::usage("no command has this name; `chartwellctl commands` lists them"));
    }
    if as_json || name.is_some() {
        let all: Vec<Value> = listed
            .iter()
            .map(|c| {
                json!({
                    "name": c.name, "kind": c.kind, "about": c.about, "permission": c.may, "roles": roles(c),
                    "input": (c.input)(), "output": (c.output)(),
                })
            })
            .collect();
        return show::value(&Value::Array(all));
    }
    for command in listed {
        let who = match command.may {
            None => "anyone".to_owned(),
            Some(_) => roles(command).iter().map(|r| r.name()).collect::<Vec<_>>().join(", "),
        };
        show::line(&format!("{:<28} {:<7} {}\n{:<36} {}", command.name, command.kind.name(), command.about, "", who))?;
    }
    Ok(())
}
