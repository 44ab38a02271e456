//! The schedule: booking, moving, the day's flow, and what the desk is warned of.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

mod common;

use common::{Desk, desk};
use records::{
    FaultCode,
    time::{Day, WallTime},
};
use serde_json::{Value, json};

/// Dr. Quill's practice with one patient.
struct Office {
    desk: Desk,
    doctor: Value,
    patient: Value,
    visit_type: Value,
    room: Value,
    today: Day,
}

fn office() -> Office {
    let desk = desk();
    let patient = desk.patient("Maria Lopez", "1961-03-04")["id"].clone();
    let doctor = desk.practitioner();
    let types = desk.ask("visit_types", json!({}));
    let visit_type = types.as_array().unwrap().iter().find(|t| t["name"] == "Office visit").unwrap()["id"].clone();
    let room = desk.ask("rooms", json!({}))[0]["id"].clone();
    let today = desk.ask("schedule", json!({}))["today"].as_str().unwrap().parse().unwrap();
    Office { desk, doctor, patient, visit_type, room, today }
}

impl Office {
    /// A Monday at least a week away, when the practice works.
    fn monday(&self) -> Day {
        self.today.plus_days(14 - i64::from(self.today.weekday()))
    }

    fn booking(&self, starts_at: &str, more: Value) -> Value {
        let mut input = json!({
            "patient": self.patient, "practitioner": self.doctor, "visit_type": self.visit_type, "starts_at": starts_at,
        });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    }

    #[track_caller]
    fn book(&self, starts_at: &str, more: Value) -> Value {
        self.desk.ask("book_appointment", self.booking(starts_at, more))
    }

    /// Booked for today just after midnight, so that its time has come whenever the test runs.
    #[track_caller]
    fn book_today(&self) -> Value {
        self.book(&format!("{}T00:00", self.today), json!({ "allow_overlap": true }))
    }

    #[track_caller]
    fn act(&self, name: &str, on: &Value, more: Value) -> Value {
        self.desk.ask(name, of(on, more))
    }

    #[track_caller]
    fn refused(&self, name: &str, on: &Value, more: Value) -> FaultCode {
        self.desk.refused(name, of(on, more))
    }
}

/// The input of an act on an appointment as it was read.
fn of(appointment: &Value, more: Value) -> Value {
    let mut input = json!({
        "id": appointment["id"], "version": appointment["version"], "patient": appointment["patient"],
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input
}

/// The same place, for moves.
fn place(appointment: &Value, more: Value) -> Value {
    let mut input = json!({
        "practitioner": appointment["practitioner"], "room": appointment["room"],
        "starts_at": appointment["starts_at"], "minutes": appointment["minutes"],
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input
}

#[test]
fn a_new_practice_can_book_at_once() {
    let office = office();
    let at = format!("{}T09:00", office.monday());
    let booked = office.book(&at, json!({ "reason": "  sore throat " }));
    assert_eq!(booked["status"], "booked");
    assert_eq!((&booked["minutes"], &booked["reason"]), (&json!(20), &json!("sore throat")), "the visit type's length");
    assert_eq!(
        (&booked["patient_name"], &booked["practitioner_name"]),
        (&json!("Lopez, Maria"), &json!("Dr. Ada Quill"))
    );
    assert_eq!(booked["ends_at"], format!("{}T09:20", office.monday()));
}

#[test]
fn a_day_is_one_answer_with_columns_hours_and_who_comes() {
    let office = office();
    let monday = office.monday();
    office.book(&format!("{monday}T10:00"), json!({}));
    let early = office.book(&format!("{monday}T09:00"), json!({ "room": office.room }));
    office.book(&format!("{}T09:00", monday.plus_days(1)), json!({}));
    let day = office.desk.ask("schedule", json!({ "from": monday.to_string() }));
    assert_eq!(day["columns"][0]["display_name"], "Dr. Ada Quill");
    assert_eq!(
        day["columns"][0]["hours"],
        json!([{ "day": monday.to_string(), "from_minute": 540, "to_minute": 1020 }])
    );
    let times: Vec<_> = day["appointments"].as_array().unwrap().iter().map(|a| a["starts_at"].clone()).collect();
    assert_eq!(times, [json!(format!("{monday}T09:00")), json!(format!("{monday}T10:00"))]);
    let first = &day["appointments"][0];
    assert_eq!((&first["id"], &first["room_name"]), (&early["id"], &json!("Exam 1")));
    assert_eq!(first["age"], i64::from(monday.year() - 1961 - i32::from((monday.month(), monday.day()) < (3, 4))));
    let own = office.desk.ask("schedule", json!({ "from": monday.to_string(), "practitioners": [office.doctor] }));
    assert_eq!(own["appointments"], day["appointments"], "the same when the column is asked for by name");
    let colleague = office.desk.ask("add_practitioner", json!({ "display_name": "Dr. B", "sees_patients": true }));
    let other = office.desk.ask("schedule", json!({ "from": monday.to_string(), "practitioners": [colleague["id"]] }));
    assert_eq!(
        (other["appointments"].as_array().unwrap().len(), &other["columns"][0]["display_name"]),
        (0, &json!("Dr. B"))
    );
    let week = office.desk.ask("schedule", json!({ "from": monday.to_string(), "days": 7 }));
    assert_eq!(week["appointments"].as_array().unwrap().len(), 3);
    assert_eq!(week["columns"][0]["hours"].as_array().unwrap().len(), 5, "Monday to Friday");
    assert_eq!(office.desk.refused("schedule", json!({ "days": 43 })), FaultCode::Invalid);
}

#[test]
fn booking_over_the_provider_the_room_the_patient_or_closed_hours_is_warned_and_can_be_done() {
    let office = office();
    let monday = office.monday();
    let at = format!("{monday}T09:00");
    office.book(&at, json!({ "room": office.room }));
    let other = office.desk.patient("Ann Lee", "1980-01-01")["id"].clone();
    let colleague =
        office.desk.ask("add_practitioner", json!({ "display_name": "Dr. B", "sees_patients": true }))["id"].clone();

    let late = format!("{monday}T09:10");
    let over_provider = json!({ "patient": other, "starts_at": late });
    let fault = office.desk.fault("book_appointment", office.booking(&late, over_provider));
    assert_eq!(fault.code, FaultCode::Overlap);
    assert!(fault.message.contains("provider already has"), "{}", fault.message);
    let over_room = json!({ "patient": other, "practitioner": colleague, "room": office.room });
    let fault = office.desk.fault("book_appointment", office.booking(&late, over_room));
    assert!(fault.code == FaultCode::Overlap && fault.message.contains("room is taken"), "{}", fault.message);
    let fault = office.desk.fault("book_appointment", office.booking(&late, json!({ "practitioner": colleague })));
    assert!(fault.code == FaultCode::Overlap && fault.message.contains("patient already has"), "{}", fault.message);
    let night = format!("{monday}T16:50");
    let fault = office.desk.fault("book_appointment", office.booking(&night, json!({})));
    assert!(fault.code == FaultCode::Overlap && fault.message.contains("working hours"), "it would end after five");

    let clashes = office.desk.ask(
        "booking_clashes",
        json!({ "patient": other, "practitioner": office.doctor, "starts_at": late, "minutes": 20 }),
    );
    assert_eq!((&clashes[0]["kind"], &clashes[0]["patient_name"]), (&json!("practitioner"), &json!("Lopez, Maria")));

    office.book(&late, json!({ "patient": other, "allow_overlap": true }));
    office.book(&format!("{monday}T09:30"), json!({ "patient": other }));
    office.book(&format!("{monday}T09:50"), json!({ "patient": other }));
}

#[test]
fn what_was_cancelled_or_missed_takes_no_time() {
    let office = office();
    let at = format!("{}T09:00", office.monday());
    let booked = office.book(&at, json!({}));
    office.act("cancel_appointment", &booked, json!({ "reason": "patient" }));
    let again = office.book(&at, json!({}));
    let cancelled = office.desk.ask("appointment", json!({ "id": booked["id"], "patient": booked["patient"] }));
    assert_eq!(
        office.refused("undo_appointment_step", &cancelled, json!({})),
        FaultCode::Overlap,
        "its time was given away"
    );
    office.act("cancel_appointment", &again, json!({ "reason": "mistake" }));
    assert_eq!(office.act("undo_appointment_step", &cancelled, json!({}))["status"], "booked");
}

#[test]
fn backwards_empty_endless_and_far_away_appointments_are_refused_with_a_sentence() {
    let office = office();
    let monday = office.monday();
    let at = format!("{monday}T09:00");
    for (starts_at, minutes, field) in [
        (at.clone(), 0, "minutes"),
        (at.clone(), -20, "minutes"),
        (at.clone(), 721, "minutes"),
        (format!("{}T09:00", office.today.plus_months(61)), 20, "starts_at"),
        (format!("{}T09:00", office.today.plus_months(-13)), 20, "starts_at"),
    ] {
        let fault = office.desk.fault("book_appointment", office.booking(&starts_at, json!({ "minutes": minutes })));
        assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some(field)), "{starts_at} {minutes}");
        assert!(fault.message.ends_with('.'), "{}", fault.message);
    }
    for impossible in ["2027-02-29T09:00", "2027-13-01T09:00", "2027-01-01T24:00", "2027-01-01T9:00", "tomorrow", ""] {
        assert_eq!(
            office.desk.refused("book_appointment", office.booking(impossible, json!({}))),
            FaultCode::BadInput,
            "{impossible:?}"
        );
    }
    assert!(
        office.desk.ask("patient_appointments", json!({ "patient": office.patient })).as_array().unwrap().is_empty()
    );
}

#[test]
fn what_is_no_longer_in_use_cannot_be_booked() {
    let office = office();
    let at = format!("{}T09:00", office.monday());
    let idle = office.desk.ask("add_practitioner", json!({ "display_name": "Dr. Elsewhere" }))["id"].clone();
    let room = office.desk.ask("add_room", json!({ "name": "Exam 2" }));
    let closed =
        office.desk.ask("change_room", json!({ "id": room["id"], "version": 1, "name": "Exam 2", "active": false }));
    let kind = office.desk.ask("add_visit_type", json!({ "name": "Camp form", "minutes": 10, "color": "#123456" }));
    office.desk.ask(
        "change_visit_type",
        json!({ "id": kind["id"], "version": 1, "name": "Camp form", "minutes": 10, "color": "#123456", "active": false }),
    );
    for (field, value) in [("practitioner", &idle), ("room", &closed["id"]), ("visit_type", &kind["id"])] {
        let fault = office.desk.fault("book_appointment", office.booking(&at, json!({ field: value })));
        assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some(field)));
    }
    assert_eq!(
        office.desk.refused("add_room", json!({ "name": "exam  1" })),
        FaultCode::Invalid,
        "twice the same name"
    );
}

#[test]
fn a_move_keeps_what_it_is_and_warns_only_of_what_is_new() {
    let office = office();
    let monday = office.monday();
    let other = office.desk.patient("Ann Lee", "1980-01-01")["id"].clone();
    office.book(&format!("{monday}T09:00"), json!({ "patient": other }));
    let doubled = office
        .book(&format!("{monday}T09:00"), json!({ "allow_overlap": true, "reason": "knee", "comment": "call\nfirst" }));
    let longer = office.act("move_appointment", &doubled, place(&doubled, json!({ "minutes": 30 })));
    assert_eq!((&longer["minutes"], &longer["version"]), (&json!(30), &json!(2)), "it was double-booked before, too");
    let moved =
        office.act("move_appointment", &longer, place(&longer, json!({ "starts_at": format!("{monday}T11:00") })));
    assert_eq!((&moved["reason"], &moved["comment"]), (&json!("knee"), &json!("call\nfirst")));
    let back = place(&moved, json!({ "starts_at": format!("{monday}T08:55") }));
    assert_eq!(office.refused("move_appointment", &moved, back), FaultCode::Overlap);
    assert_eq!(
        office.refused("move_appointment", &longer, place(&longer, json!({}))),
        FaultCode::Conflict,
        "a stale move"
    );
    let colleague =
        office.desk.ask("add_practitioner", json!({ "display_name": "Dr. B", "sees_patients": true }))["id"].clone();
    let handed = office.act("move_appointment", &moved, place(&moved, json!({ "practitioner": colleague })));
    assert_eq!(handed["practitioner_name"], "Dr. B");
}

#[test]
fn details_change_without_moving_it() {
    let office = office();
    let booked = office.book(&format!("{}T09:00", office.monday()), json!({ "reason": "cough" }));
    let changed = office.act(
        "change_appointment",
        &booked,
        json!({ "visit_type": booked["visit_type"], "room": office.room, "reason": "cough, two weeks", "comment": "" }),
    );
    assert_eq!((&changed["room_name"], &changed["reason"]), (&json!("Exam 1"), &json!("cough, two weeks")));
    assert_eq!((&changed["starts_at"], &changed["comment"]), (&booked["starts_at"], &Value::Null));
}

#[test]
fn a_patient_goes_through_the_day_step_by_step_and_every_moment_is_kept() {
    let office = office();
    let mut at = office.book_today();
    for step in ["arrived", "roomed", "with_provider", "checkout", "fulfilled"] {
        at = office.act("advance_appointment", &at, json!({}));
        assert_eq!(at["status"], step);
    }
    assert_eq!(office.refused("advance_appointment", &at, json!({})), FaultCode::WrongState, "it is over");
    assert_eq!(office.refused("move_appointment", &at, place(&at, json!({}))), FaultCode::WrongState);
    let history = office.desk.ask("appointment_history", json!({ "id": at["id"], "patient": at["patient"] }));
    let steps: Vec<_> = history.as_array().unwrap().iter().map(|m| m["status"].as_str().unwrap()).collect();
    assert_eq!(steps, ["booked", "arrived", "roomed", "with_provider", "checkout", "fulfilled"]);
    assert!(history.as_array().unwrap().iter().all(|m| m["by"] == "Dr. Ada Quill"), "{history}");
}

#[test]
fn steps_can_be_skipped_but_not_taken_back_except_by_undo() {
    let office = office();
    let booked = office.book_today();
    let room = json!({ "to": "roomed", "room": office.room });
    let roomed = office.act("advance_appointment", &booked, room);
    assert_eq!((&roomed["status"], &roomed["room_name"]), (&json!("roomed"), &json!("Exam 1")));
    for back in ["arrived", "roomed", "booked", "cancelled", "noshow"] {
        assert_eq!(
            office.refused("advance_appointment", &roomed, json!({ "to": back })),
            FaultCode::WrongState,
            "{back}"
        );
    }
    let seen = office.act("advance_appointment", &roomed, json!({}));
    let undone = office.act("undo_appointment_step", &seen, json!({}));
    assert_eq!(
        (&undone["status"], &undone["since"]),
        (&json!("roomed"), &roomed["since"]),
        "it stands there as long as before"
    );
    let booked = office.act("undo_appointment_step", &undone, json!({}));
    assert_eq!(booked["status"], "booked");
    assert_eq!(
        office.refused("undo_appointment_step", &booked, json!({})),
        FaultCode::WrongState,
        "nothing is left to undo"
    );
    let history = office.desk.ask("appointment_history", json!({ "id": booked["id"], "patient": booked["patient"] }));
    assert_eq!(
        history.as_array().unwrap().iter().filter(|m| !m["undone_at"].is_null()).count(),
        2,
        "what was undone stays"
    );
}

#[test]
fn nobody_is_checked_in_or_missed_before_the_day() {
    let office = office();
    let booked = office.book(&format!("{}T09:00", office.monday()), json!({}));
    assert_eq!(office.refused("advance_appointment", &booked, json!({})), FaultCode::WrongState);
    assert_eq!(office.refused("mark_no_show", &booked, json!({})), FaultCode::WrongState);
}

#[test]
fn a_no_show_is_noted_once_the_time_has_come_and_can_be_undone() {
    let office = office();
    let missed = office.act("mark_no_show", &office.book_today(), json!({}));
    assert_eq!(missed["status"], "noshow");
    assert_eq!(office.refused("advance_appointment", &missed, json!({})), FaultCode::WrongState);
    let back = office.act("undo_appointment_step", &missed, json!({ "allow_overlap": true }));
    let arrived = office.act("advance_appointment", &back, json!({}));
    assert_eq!(arrived["status"], "arrived");
    assert_eq!(office.refused("mark_no_show", &arrived, json!({})), FaultCode::WrongState, "the patient did come");
}

#[test]
fn a_cancellation_has_a_reason_and_comes_before_the_provider_begins() {
    let office = office();
    let booked = office.book_today();
    assert_eq!(office.refused("cancel_appointment", &booked, json!({ "reason": "other" })), FaultCode::Invalid);
    assert_eq!(office.refused("cancel_appointment", &booked, json!({ "reason": "left_unseen" })), FaultCode::Invalid);
    assert_eq!(office.refused("cancel_appointment", &booked, json!({})), FaultCode::BadInput);
    let arrived = office.act("advance_appointment", &booked, json!({}));
    let left = office.act("cancel_appointment", &arrived, json!({ "reason": "left_unseen", "note": "could not wait" }));
    assert_eq!((&left["status"], &left["cancel_reason"]), (&json!("cancelled"), &json!("left_unseen")));
    let history = office.desk.ask("appointment_history", json!({ "id": left["id"], "patient": left["patient"] }));
    assert_eq!(history[2]["reason"], "could not wait");
    let day = office.desk.ask("schedule", json!({}));
    assert!(day["appointments"].as_array().unwrap().is_empty(), "not on the day unless asked for");
    let day = office.desk.ask("schedule", json!({ "cancelled": true }));
    assert_eq!(day["appointments"].as_array().unwrap().len(), 1);
    let seen = office.act("advance_appointment", &office.book_today(), json!({ "to": "with_provider" }));
    assert_eq!(office.refused("cancel_appointment", &seen, json!({ "reason": "patient" })), FaultCode::WrongState);
}

#[test]
fn the_flow_board_shows_today_by_step_and_for_how_long() {
    let office = office();
    let waiting = office.act("advance_appointment", &office.book_today(), json!({}));
    office.book(&format!("{}T00:30", office.today), json!({ "allow_overlap": true }));
    office.book(&format!("{}T09:00", office.monday()), json!({}));
    let board = office.desk.ask("flow_board", json!({}));
    let lane = |status: &str| {
        let lanes = board["lanes"].as_array().unwrap();
        lanes.iter().find(|l| l["status"] == status).unwrap()["rows"].as_array().unwrap().clone()
    };
    assert_eq!((lane("booked").len(), lane("arrived").len(), lane("checkout").len()), (1, 1, 0), "monday is not today");
    let row = &lane("arrived")[0];
    assert_eq!(row["appointment"]["id"], waiting["id"]);
    assert_eq!((&row["minutes_in_step"], &row["minutes_here"]), (&json!(0), &json!(0)));
    assert_eq!(row["arrived_at"], waiting["since"]);
    let someone_else = office.desk.ask("add_practitioner", json!({ "display_name": "Dr. B", "sees_patients": true }));
    let board = office.desk.ask("flow_board", json!({ "practitioners": [someone_else["id"]] }));
    assert!(board["lanes"].as_array().unwrap().iter().all(|l| l["rows"].as_array().unwrap().is_empty()));
}

#[test]
fn a_patients_appointments_are_listed_latest_first_and_those_to_come_soonest_first() {
    let office = office();
    let monday = office.monday();
    for day in [monday.plus_days(1), monday, monday.plus_days(2)] {
        office.book(&format!("{day}T09:00"), json!({}));
    }
    let gone = office.book(&format!("{}T09:00", monday.plus_days(3)), json!({}));
    office.act("cancel_appointment", &gone, json!({ "reason": "weather" }));
    let days = |input: Value| -> Vec<String> {
        let rows = office.desk.ask("patient_appointments", input);
        rows.as_array().unwrap().iter().map(|a| a["starts_at"].as_str().unwrap()[..10].to_owned()).collect()
    };
    let all: Vec<_> = (0..4).rev().map(|d| monday.plus_days(d).to_string()).collect();
    assert_eq!(days(json!({ "patient": office.patient })), all);
    let upcoming: Vec<_> = (0..3).map(|d| monday.plus_days(d).to_string()).collect();
    assert_eq!(days(json!({ "patient": office.patient, "upcoming": true })), upcoming);
}

#[test]
fn an_appointment_named_with_another_patient_is_left_alone() {
    let office = office();
    let booked = office.book(&format!("{}T09:00", office.monday()), json!({}));
    let mut wrong = booked.clone();
    wrong["patient"] = office.desk.patient("Ann Lee", "1980-01-01")["id"].clone();
    for (name, more) in [
        ("move_appointment", place(&booked, json!({}))),
        ("change_appointment", json!({})),
        ("advance_appointment", json!({})),
        ("undo_appointment_step", json!({})),
        ("cancel_appointment", json!({ "reason": "patient" })),
        ("mark_no_show", json!({})),
    ] {
        assert_eq!(office.refused(name, &wrong, more), FaultCode::WrongPatient, "{name}");
    }
    let same = office.desk.ask("appointment", json!({ "id": booked["id"], "patient": booked["patient"] }));
    assert_eq!(same, booked);
}

#[test]
fn hours_hold_from_a_day_on_and_the_week_before_stays() {
    let office = office();
    let monday = office.monday();
    let week = office.desk.ask("working_hours", json!({ "practitioner": office.doctor }));
    assert_eq!((&week["standard"], week["spans"].as_array().unwrap().len()), (&json!(true), 5));
    let span = |weekday: u32, from: u32, to: u32| json!({ "weekday": weekday, "from_minute": from, "to_minute": to });
    let new = |version: &Value, spans: Value| json!({ "practitioner": office.doctor, "version": version, "starts_on": monday.to_string(), "spans": spans });
    let spans = json!([span(1, 480, 720), span(1, 780, 1080), span(6, 540, 720)]);
    let changed = office.desk.ask("change_working_hours", new(&week["version"], spans.clone()));
    assert_eq!(changed["spans"], spans);
    let before =
        office.desk.ask("working_hours", json!({ "practitioner": office.doctor, "on": office.today.to_string() }));
    assert_eq!((&before["standard"], &before["next_change"]), (&json!(true), &json!(monday.to_string())));
    assert_eq!(office.desk.refused("change_working_hours", new(&week["version"], json!([]))), FaultCode::Conflict);
    for bad in [json!([span(1, 600, 540)]), json!([span(8, 540, 600)]), json!([span(2, 540, 700), span(2, 690, 800)])] {
        assert_eq!(office.desk.refused("change_working_hours", new(&changed["version"], bad)), FaultCode::Invalid);
    }
    let at = |hour: &str| office.booking(&format!("{monday}T{hour}"), json!({}));
    assert_eq!(office.desk.refused("book_appointment", at("12:15")), FaultCode::Overlap, "lunch");
    assert_eq!(office.desk.refused("book_appointment", at("11:50")), FaultCode::Overlap, "into lunch");
    office.desk.ask("book_appointment", at("08:00"));
    let away = office.desk.ask("change_working_hours", new(&changed["version"], json!([])));
    assert_eq!((&away["standard"], &away["spans"]), (&json!(false), &json!([])), "no hours is not the standard week");
    assert_eq!(office.desk.refused("book_appointment", at("09:00")), FaultCode::Overlap);
}

#[test]
fn the_next_free_times_are_within_hours_beside_what_is_booked() {
    let office = office();
    let monday = office.monday();
    office.book(&format!("{monday}T09:00"), json!({}));
    office.book(&format!("{monday}T09:30"), json!({}));
    let find = |more: Value| -> Vec<String> {
        let mut input = json!({ "visit_type": office.visit_type, "from": monday.to_string(), "limit": 3 });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let slots = office.desk.ask("free_slots", input);
        slots.as_array().unwrap().iter().map(|s| s["starts_at"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(find(json!({})), ["09:50", "10:00", "10:15"].map(|t| format!("{monday}T{t}")));
    assert_eq!(find(json!({ "minutes": 10, "limit": 1 })), [format!("{monday}T09:20")], "a gap that is long enough");
    assert_eq!(find(json!({ "from_minute": 960, "limit": 2 })), ["16:00", "16:15"].map(|t| format!("{monday}T{t}")));
    let friday = monday.plus_days(4);
    assert_eq!(find(json!({ "weekdays": [5], "limit": 1 })), [format!("{friday}T09:00")]);
    // What is offered can be booked, one after the other, without a warning.
    for _ in 0..5 {
        office.book(&find(json!({ "limit": 1 }))[0], json!({}));
    }
}

#[test]
fn wall_times_stand_when_the_clocks_change() {
    let office = office();
    let year = office.today.year() + 1;
    let sunday = |month, nth: i64| {
        let first = Day::of(year, month, 1).unwrap();
        first.plus_days((6 - i64::from(first.weekday())) + 7 * (nth - 1))
    };
    // New York: forward on the second Sunday of March at two, back on the first Sunday of November at two.
    let (spring, autumn) = (sunday(3, 2), sunday(11, 1));
    let anyhow = json!({ "allow_overlap": true });
    let fault = office.desk.fault("book_appointment", office.booking(&format!("{spring}T02:30"), anyhow.clone()));
    assert_eq!(
        (fault.code, fault.field.as_deref()),
        (FaultCode::Invalid, Some("starts_at")),
        "there is no half past two"
    );
    for (day, hour) in [(spring, "01:30"), (spring, "03:00"), (spring, "09:00"), (autumn, "01:30"), (autumn, "09:00")] {
        let booked = office.book(&format!("{day}T{hour}"), json!({ "allow_overlap": true, "minutes": 90 }));
        let (start, end): (WallTime, WallTime) = (
            booked["starts_at"].as_str().unwrap().parse().unwrap(),
            booked["ends_at"].as_str().unwrap().parse().unwrap(),
        );
        assert_eq!(start.to_string(), format!("{day}T{hour}"));
        assert_eq!((end.minutes_since(start), &booked["minutes"]), (90, &json!(90)), "by the wall clock");
    }
    for day in [spring, autumn] {
        let monday = day.plus_days(1);
        office.book(&format!("{monday}T09:00"), json!({}));
        let slots = office.desk.ask(
            "free_slots",
            json!({ "visit_type": office.visit_type, "from": monday.to_string(), "days": 1, "limit": 1 }),
        );
        assert_eq!(slots[0]["starts_at"], format!("{monday}T09:20"), "nine is nine on the day after");
    }
}

#[test]
fn reception_books_and_checks_in() {
    let office = office();
    office.desk.sign_in("front_desk");
    let booked = office.book_today();
    assert_eq!(office.act("advance_appointment", &booked, json!({}))["status"], "arrived");
    assert_eq!(office.desk.refused("add_room", json!({ "name": "Exam 2" })), FaultCode::NotPermitted);
}

#[test]
fn clinical_staff_take_patients_to_their_room() {
    let office = office();
    let booked = office.book_today();
    office.desk.sign_in("clinical_staff");
    assert_eq!(office.act("advance_appointment", &booked, json!({ "to": "roomed" }))["status"], "roomed");
}

#[test]
fn a_biller_and_an_auditor_see_the_schedule_and_change_nothing() {
    let office = office();
    let booked = office.book_today();
    for role in ["biller", "auditor"] {
        office.desk.sign_in(role);
        assert_eq!(office.desk.ask("schedule", json!({}))["appointments"][0]["id"], booked["id"]);
        let at = format!("{}T09:00", office.monday());
        assert_eq!(office.desk.refused("book_appointment", office.booking(&at, json!({}))), FaultCode::NotPermitted);
        for (name, more) in [
            ("move_appointment", place(&booked, json!({}))),
            ("advance_appointment", json!({})),
            ("cancel_appointment", json!({ "reason": "patient" })),
            ("mark_no_show", json!({})),
        ] {
            assert_eq!(office.refused(name, &booked, more), FaultCode::NotPermitted, "{role} {name}");
        }
    }
}

#[test]
fn no_fault_of_the_schedule_quotes_what_was_typed() {
    let office = office();
    let zebediah = "Zebediah ".repeat(30);
    let at = format!("{}T09:00", office.monday());
    let fault = office.desk.fault("book_appointment", office.booking(&at, json!({ "reason": zebediah })));
    assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some("reason")));
    assert!(!fault.message.contains("Zebediah"));
    office.desk.patient("Zebediah Finch", "1950-05-05");
    office.book(&at, json!({}));
    let fault = office.desk.fault("book_appointment", office.booking(&at, json!({})));
    assert!(!serde_json::to_string(&fault).unwrap().contains("Lopez"), "an overlap does not name the other patient");
}

#[test]
fn a_visit_does_not_begin_on_a_later_days_appointment() {
    let o = office();
    let later = o.book(&format!("{}T09:00", o.monday()), json!({}));
    let start = json!({ "patient": o.patient, "appointment": later["id"] });
    assert_eq!(o.desk.refused("start_visit", start), FaultCode::WrongState);
}

#[test]
fn whom_a_nurse_has_begun_a_visit_with_is_no_no_show() {
    let o = office();
    let booked = o.book_today();
    o.desk.sign_in("clinical_staff");
    o.desk.ask("start_visit", json!({ "patient": o.patient, "appointment": booked["id"] }));
    o.desk.sign_in("front_desk");
    let here = o.desk.ask("appointment", json!({ "id": booked["id"], "patient": o.patient }));
    assert_eq!(here["status"], "arrived", "{here}");
    let missed = json!({ "id": booked["id"], "version": here["version"], "patient": o.patient });
    assert_eq!(o.desk.refused("mark_no_show", missed), FaultCode::WrongState);
}
