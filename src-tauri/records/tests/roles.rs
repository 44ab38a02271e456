//! Every command × every role × locked, made from the command list: what no role allows is refused, and nothing answers
//! while the practice is locked.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

mod common;

use common::desk;
use records::{
    FaultCode,
    commands::{COMMANDS, Kind},
    permissions::Role,
};

/// Input that no command accepts, so that a permitted call changes nothing: what counts is *why* it is refused.
const NONSENSE: &str = r#"{"no such field": 1}"#;

#[test]
fn every_command_is_refused_to_every_role_that_may_not_call_it() {
    let desk = desk();
    for role in Role::ALL {
        desk.sign_in(role.name());
        for command in COMMANDS.iter().filter(|c| c.kind != Kind::Gate) {
            let answer = desk.practice.call(command.name, NONSENSE);
            let code = answer.as_ref().err().map(|f| f.code);
            let allowed = command.may.is_none_or(|p| role.permissions().contains(&p));
            if allowed {
                assert_ne!(code, Some(FaultCode::NotPermitted), "{} for {}", command.name, role.name());
                assert_eq!(code, Some(FaultCode::BadInput), "{} took an unknown field", command.name);
            } else {
                assert_eq!(code, Some(FaultCode::NotPermitted), "{} for {}", command.name, role.name());
            }
        }
    }
}

#[test]
fn nothing_answers_while_the_practice_is_locked() {
    let desk = desk();
    desk.practice.call("lock", "{}").unwrap();
    for command in COMMANDS.iter().filter(|c| c.kind != Kind::Gate) {
        for input in [NONSENSE, "{}"] {
            assert_eq!(
                desk.practice.call(command.name, input).unwrap_err().code,
                FaultCode::Locked,
                "{}",
                command.name
            );
        }
    }
}

/// The rules a practice would notice, named one by one, so that a slip in the role table cannot hide in the matrix.
#[test]
fn the_roles_are_what_a_practice_expects() {
    let may = |role: Role, name: &str| {
        let permission = records::commands::find(name).unwrap().may.unwrap();
        role.permissions().contains(&permission)
    };
    use Role::{Administrator, Auditor, Biller, ClinicalStaff, FrontDesk, Provider};
    for (role, name, expected) in [
        (FrontDesk, "sign_visit", false),
        (FrontDesk, "open_chart", false),
        (FrontDesk, "book_appointment", true),
        (FrontDesk, "register_patient", true),
        (FrontDesk, "take_payment", true),
        (FrontDesk, "add_charge", false),
        (ClinicalStaff, "record_vitals", true),
        (ClinicalStaff, "sign_visit", false),
        (ClinicalStaff, "take_payment", false),
        (Provider, "sign_visit", true),
        (Provider, "add_user", false),
        (Biller, "open_chart", false),
        (Biller, "add_charge", true),
        (Auditor, "open_chart", true),
        (Auditor, "record_vitals", false),
        (Auditor, "list_audit", true),
        (Administrator, "open_chart", false),
        (Administrator, "sign_visit", false),
        (Administrator, "add_user", true),
    ] {
        assert_eq!(may(role, name), expected, "{} {name}", role.name());
    }
    let writes = COMMANDS.iter().filter(|c| c.kind == Kind::Change && c.may.is_some());
    for command in writes {
        assert!(!Auditor.permissions().contains(&command.may.unwrap()), "an auditor may {}", command.name);
    }
}
