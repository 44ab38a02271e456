//! Money: to the cent, and nothing posted is ever changed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

mod common;

use common::{Desk, desk};
use proptest::prelude::*;
use records::FaultCode;
use serde_json::{Value, json};

/// A patient at the end of a visit: diagnosed, with two charges, not yet signed.
struct Seen {
    desk: Desk,
    patient: Value,
    visit: Value,
}

fn seen() -> Seen {
    let desk = desk();
    desk.ask("set_fee", json!({ "code": "99213", "description": "Office visit, established, low", "cents": 14200, "starts_on": "2020-01-01" }));
    desk.ask(
        "set_fee",
        json!({ "code": "36415", "description": "Venipuncture", "cents": 1500, "starts_on": "2020-01-01" }),
    );
    let patient = desk.patient("Maria Lindholm", "1961-03-04")["id"].clone();
    let visit = desk.ask("start_visit", json!({ "patient": patient, "reason": "Cough" }))["id"].clone();
    let codes = json!([{ "code": "J06.9" }, { "code": "I10" }]);
    desk.ask("set_diagnoses", json!({ "patient": patient, "visit": visit, "version": 1, "diagnoses": codes }));
    Seen { desk, patient, visit }
}

impl Seen {
    fn charge(&self, line: Value) -> Value {
        self.desk.ask("add_charge", json!({ "visit": self.visit, "patient": self.patient, "line": line }))
    }

    fn sign(&self) {
        let note = json!({ "patient": self.patient, "visit": self.visit, "subjective": "Cough.", "plan": "Rest." });
        let note = self.desk.ask("write_note", note);
        let page = self.desk.ask("visit", json!({ "visit": self.visit }));
        let signature = json!({ "patient": self.patient, "visit": self.visit, "version": page["visit"]["version"], "note_version": note["version"] });
        self.desk.ask("sign_visit", signature);
    }

    fn billed(&self) -> Value {
        self.charge(json!({ "code": "99213", "modifiers": ["25"], "diagnoses": ["J06.9", "I10"] }));
        self.charge(json!({ "code": "36415", "units": 2 }));
        self.sign();
        self.checkout()
    }

    fn checkout(&self) -> Value {
        self.desk.ask("checkout", json!({ "visit": self.visit }))
    }

    fn pay(&self, cents: i64) -> Value {
        self.desk.ask(
            "take_payment",
            json!({ "patient": self.patient, "visit": self.visit, "method": "cash", "cents": cents }),
        )
    }

    fn account(&self) -> Value {
        self.desk.ask("account", json!({ "patient": self.patient }))
    }
}

#[test]
fn signing_releases_the_charges_at_the_fee_schedules_price() {
    let s = seen();
    let draft = s.charge(json!({ "code": "99213", "modifiers": ["25"], "diagnoses": ["I10"] }));
    assert_eq!((&draft["status"], &draft["cents"]), (&json!("draft"), &json!(14200)));
    assert_eq!(s.checkout()["balance"], 0, "a draft is owed by nobody");
    s.sign();
    let out = s.checkout();
    assert_eq!((&out["status"], &out["open"], &out["balance"]), (&json!("signed"), &json!(14200), &json!(14200)));
    assert_eq!(out["charges"][0]["status"], "posted");
    assert!(out["bill_number"].as_str().unwrap().starts_with("BA-"), "{out}");
}

#[test]
fn a_payment_covers_the_visit_first_and_the_rest_is_credit() {
    let s = seen();
    assert_eq!(s.billed()["charged"], 17200);
    let first = s.pay(10000);
    assert_eq!(first["unapplied"], 0);
    assert_eq!(s.checkout()["open"], 7200);
    let second = s.pay(9000);
    assert_eq!(second["unapplied"], 1800);
    let out = s.checkout();
    assert_eq!((&out["open"], &out["balance"], &out["unapplied"]), (&json!(0), &json!(-1800), &json!(1800)));
    assert_ne!(first["receipt"], second["receipt"]);
}

#[test]
fn a_copay_taken_at_check_in_waits_for_its_visit_and_pays_no_old_debt() {
    let s = seen();
    s.billed();
    let today = s.desk.ask("start_visit", json!({ "patient": s.patient, "reason": "Cough again" }))["id"].clone();
    let today = Seen { desk: s.desk, patient: s.patient, visit: today };
    let paid = today.pay(3000);
    assert_eq!(paid["unapplied"], 3000);
    today.charge(json!({ "code": "99213" }));
    today.sign();
    let out = today.checkout();
    assert_eq!((&out["open"], &out["charges"][0]["open"]), (&json!(11200), &json!(11200)), "{out}");
    let old = today.account();
    assert_eq!(old["balance"], 17200 + 14200 - 3000, "{old}");
}

#[test]
fn a_charge_after_the_signature_is_on_a_numbered_bill() {
    let s = seen();
    s.sign();
    assert_eq!(s.checkout()["bill_number"], Value::Null);
    let late = s.charge(json!({ "code": "36415" }));
    assert_eq!(late["status"], "posted");
    assert!(s.checkout()["bill_number"].as_str().unwrap().starts_with("BA-"));
}

#[test]
fn charges_are_posted_where_the_visit_took_place_in_the_end() {
    let s = seen();
    s.charge(json!({ "code": "99213" }));
    let page = s.desk.ask("visit", json!({ "visit": s.visit }));
    let moved = json!({ "patient": s.patient, "visit": s.visit, "version": page["visit"]["version"], "place_of_service": "10",
                        "class": "virtual", "reason": "Cough", "practitioner": page["visit"]["practitioner"],
                        "started_at": page["visit"]["started_at"] });
    s.desk.ask("change_visit", moved);
    s.sign();
    assert_eq!(s.checkout()["charges"][0]["place_of_service"], "10");
}

#[test]
fn a_price_entered_late_holds_until_the_next() {
    let desk = desk();
    let fee = |cents: i64, from: &str| {
        desk.ask(
            "set_fee",
            json!({ "code": "99213", "description": "Office visit", "cents": cents, "starts_on": from }),
        )
    };
    fee(9000, "2020-01-01");
    fee(10000, "2020-06-01");
    assert_eq!(fee(9500, "2020-05-01")["ends_on"], "2020-05-31");
    let now = desk.ask("find_fees", json!({ "query": "99213" }));
    assert_eq!(now.as_array().unwrap().len(), 1, "{now}");
}

#[test]
fn two_equal_payments_on_one_day_stay_two() {
    let s = seen();
    s.billed();
    s.pay(2500);
    s.pay(2500);
    let account = s.account();
    let payments: Vec<_> = account["lines"].as_array().unwrap().iter().filter(|l| l["kind"] == "payment").collect();
    assert_eq!(payments.len(), 2);
    assert_eq!(account["balance"], 17200 - 5000);
}

#[test]
fn a_refund_opens_the_charge_again_and_never_exceeds_its_payment() {
    let s = seen();
    s.billed();
    let paid = s.pay(17200);
    let refund = |cents: Value| json!({ "payment": paid["id"], "patient": s.patient, "cents": cents, "reason": "Charged twice" });
    assert_eq!(s.desk.refused("refund_payment", refund(json!(17201))), FaultCode::Invalid);
    assert_eq!(s.desk.refused("refund_payment", refund(json!(0))), FaultCode::Invalid);
    let back = s.desk.ask("refund_payment", refund(json!(5000)));
    assert_eq!((&back["kind"], &back["cents"]), (&json!("refund"), &json!(-5000)));
    assert_eq!(s.checkout()["open"], 5000);
    s.desk.ask("refund_payment", refund(Value::Null));
    assert_eq!(s.checkout()["open"], 17200);
    assert_eq!(s.desk.refused("refund_payment", refund(Value::Null)), FaultCode::Invalid, "nothing is left of it");
    assert_eq!(s.account()["balance"], 17200);
}

#[test]
fn a_posted_charge_is_final_and_is_taken_back_by_its_opposite() {
    let s = seen();
    let charges = s.billed()["charges"].clone();
    s.pay(17200);
    let line = json!({ "code": "99213", "units": 3 });
    let change =
        json!({ "id": charges[0]["id"], "version": charges[0]["version"], "patient": s.patient, "line": line });
    assert_eq!(s.desk.refused("change_charge", change), FaultCode::Final);
    let back = |reason: &str| json!({ "id": charges[0]["id"], "version": charges[0]["version"], "patient": s.patient, "reason": reason });
    assert_eq!(s.desk.refused("take_back_charge", back("")), FaultCode::Invalid, "a reason is needed");
    s.desk.ask("take_back_charge", back("Wrong code"));
    let out = s.checkout();
    assert_eq!((&out["charged"], &out["open"], &out["unapplied"]), (&json!(3000), &json!(0), &json!(14200)));
    assert_eq!(s.desk.refused("take_back_charge", back("Again")), FaultCode::WrongState);
}

#[test]
fn what_was_forgiven_is_not_owed() {
    let s = seen();
    let charges = s.billed()["charges"].clone();
    let forgive = |cents: i64| json!({ "charge": charges[0]["id"], "patient": s.patient, "cents": cents, "reason": "Self-pay discount" });
    assert_eq!(s.desk.refused("adjust_charge", forgive(14201)), FaultCode::Invalid);
    assert_eq!(s.desk.ask("adjust_charge", forgive(4200))["open"], 10000);
    assert_eq!(s.account()["balance"], 13000);
}

#[test]
fn an_impossible_line_is_refused_in_a_sentence() {
    let s = seen();
    let line = |line: Value| json!({ "visit": s.visit, "patient": s.patient, "line": line });
    for (bad, field) in [
        (json!({ "code": "99213", "units": 0 }), "line.units"),
        (json!({ "code": "99213", "units": -1 }), "line.units"),
        (json!({ "code": "99213", "units": 1000 }), "line.units"),
        (json!({ "code": "99213", "unit_cents": -5 }), "line.unit_cents"),
        (json!({ "code": "99999", "units": 1 }), "line.unit_cents"),
        (json!({ "code": "A9", "unit_cents": 9_000_000_000_000_i64 }), "line.unit_cents"),
        (json!({ "code": "<b>" }), "line.code"),
        (json!({ "code": "Z9999" }), "line.code"),
        (json!({ "code": "99213", "modifiers": ["2", "25"] }), "line.modifiers"),
        (json!({ "code": "99213", "modifiers": ["25", "59", "GT", "95", "XE"] }), "line.modifiers"),
        (json!({ "code": "99213", "diagnoses": ["E11.9"] }), "line.diagnoses"),
    ] {
        let fault = s.desk.fault("add_charge", line(bad.clone()));
        assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Invalid, Some(field)), "{bad}");
    }
    assert_eq!(s.desk.ask("visit_charges", json!({ "visit": s.visit })), json!([]));
}

#[test]
fn money_goes_to_the_patient_whose_page_is_open_and_to_nobody_else() {
    let s = seen();
    let charges = s.billed()["charges"].clone();
    let other = s.desk.patient("Jose Garcia", "1980-05-06")["id"].clone();
    let wrong = [
        ("take_payment", json!({ "patient": other, "visit": s.visit, "method": "cash", "cents": 100 })),
        ("add_charge", json!({ "visit": s.visit, "patient": other, "line": { "code": "36415" } })),
        ("adjust_charge", json!({ "charge": charges[0]["id"], "patient": other, "cents": 100, "reason": "x" })),
        ("take_back_charge", json!({ "id": charges[0]["id"], "version": 2, "patient": other, "reason": "x" })),
        ("refund_payment", json!({ "payment": s.pay(100)["id"], "patient": other, "reason": "x" })),
    ];
    for (command, input) in wrong {
        assert_eq!(s.desk.refused(command, input), FaultCode::WrongPatient, "{command}");
    }
}

#[test]
fn a_card_number_is_not_kept_and_a_check_needs_its_number() {
    let s = seen();
    let pay = |method: &str, reference: Value| json!({ "patient": s.patient, "method": method, "reference": reference, "cents": 100 });
    assert_eq!(s.desk.refused("take_payment", pay("card", json!("4111 1111 1111 1111"))), FaultCode::Invalid);
    assert_eq!(s.desk.refused("take_payment", pay("check", Value::Null)), FaultCode::Invalid);
    s.desk.ask("take_payment", pay("card", json!("auth 004213")));
}

#[test]
fn no_reference_of_any_payment_holds_a_card_number() {
    let s = seen();
    let pay = |method: &str, reference: &str| json!({ "patient": s.patient, "method": method, "cents": 100, "reference": reference });
    for method in ["cash", "check", "card", "transfer"] {
        for number in [
            "4111111111111111",
            "4111-1111 1111.1111 12/27",
            "visa 4111 1111 1111 1111",
            "٤١١١١١١١١١١١١١١١",
            "３７８２８２２４６３１０００５",
        ] {
            let fault = s.desk.fault("take_payment", pay(method, number));
            assert_eq!(
                (fault.code, fault.field.as_deref()),
                (FaultCode::Invalid, Some("reference")),
                "{method} {number}"
            );
        }
    }
    // The trace number of a transfer is as long as a card's, and does not check as one.
    s.desk.ask("take_payment", pay("transfer", "091000010000001"));
    assert_eq!(s.desk.refused("take_payment", pay("card", "091000010000001")), FaultCode::Invalid);
}

#[test]
fn at_the_desk_it_is_known_how_and_when_it_was_paid() {
    let s = seen();
    let pay =
        |method: &str, day: &str| json!({ "patient": s.patient, "method": method, "cents": 100, "received_on": day });
    let field = |input: Value| {
        let fault = s.desk.fault("take_payment", input);
        assert_eq!(fault.code, FaultCode::Invalid);
        fault.field.unwrap()
    };
    assert_eq!(field(pay("unknown", "2024-05-01")), "method");
    assert_eq!(field(pay("cash", "1800-01-01")), "received_on");
    assert_eq!(field(pay("cash", "2015-01-01")), "received_on");
    let paid = s.desk.ask("take_payment", pay("cash", "2024-05-01"));
    let back = json!({ "payment": paid["id"], "patient": s.patient, "method": "unknown", "reason": "Overpaid" });
    assert_eq!(s.desk.refused("refund_payment", back), FaultCode::Invalid);
}

#[test]
fn a_diagnosis_pointed_to_twice_stands_once() {
    let s = seen();
    let line = s.charge(json!({ "code": "99213", "diagnoses": ["I10", "J06.9", "I10"] }));
    assert_eq!(line["diagnoses"], json!(["I10", "J06.9"]));
}

#[test]
fn a_new_price_leaves_what_was_charged_before_as_it_was() {
    let s = seen();
    s.billed();
    s.desk.ask("set_fee", json!({ "code": "99213", "description": "Office visit", "cents": 15000 }));
    assert_eq!(s.checkout()["charged"], 17200);
    let fees = s.desk.ask("find_fees", json!({ "query": "visit office" }));
    assert_eq!((fees.as_array().unwrap().len(), &fees[0]["cents"]), (1, &json!(15000)));
    let before = s.desk.ask("find_fees", json!({ "query": "99213", "on": "2021-01-01" }));
    assert_eq!(before[0]["cents"], 14200);
}

#[test]
fn reception_takes_payments_but_does_not_enter_charges() {
    let s = seen();
    s.billed();
    s.desk.sign_in("front_desk");
    s.pay(500);
    let line = json!({ "visit": s.visit, "patient": s.patient, "line": { "code": "36415" } });
    assert_eq!(s.desk.refused("add_charge", line), FaultCode::NotPermitted);
    s.desk.sign_in("clinical_staff");
    let pay = json!({ "patient": s.patient, "method": "cash", "cents": 100 });
    assert_eq!(s.desk.refused("take_payment", pay), FaultCode::NotPermitted);
}

#[test]
fn what_moved_money_leaves_no_draft_to_move_it_again() {
    let s = seen();
    let charge = s.billed()["charges"][0]["id"].clone();
    let typed = |about: &str, subject: &Value| {
        let draft = json!({ "about": about, "subject": subject, "patient": s.patient, "body": "{}" });
        s.desk.ask("save_draft", draft);
    };
    let is_kept =
        |about: &str, subject: &Value| !s.desk.ask("draft", json!({ "about": about, "subject": subject })).is_null();
    typed("payment", &s.visit);
    typed("payment", &s.patient);
    let payment = s.pay(5000)["id"].clone();
    assert!(!is_kept("payment", &s.visit) && is_kept("payment", &s.patient), "only what became the payment");
    typed("refund", &payment);
    s.desk.ask("refund_payment", json!({ "payment": payment, "patient": s.patient, "cents": 100, "reason": "Slip" }));
    assert!(!is_kept("refund", &payment));
    typed("discount", &charge);
    s.desk.ask("adjust_charge", json!({ "charge": charge, "patient": s.patient, "cents": 100, "reason": "Courtesy" }));
    assert!(!is_kept("discount", &charge));
}

#[test]
fn a_biller_mends_a_signed_bill_without_seeing_the_chart() {
    let s = seen();
    s.billed();
    s.desk.sign_in("biller");
    assert_eq!(s.desk.refused("visit", json!({ "visit": s.visit })), FaultCode::NotPermitted);
    let out = s.checkout();
    assert_eq!(out["diagnoses"].as_array().unwrap().iter().map(|d| &d["letter"]).collect::<Vec<_>>(), ["A", "B"]);
    let wrong = &out["charges"][0];
    let back = json!({ "id": wrong["id"], "version": wrong["version"], "patient": s.patient, "reason": "Wrong level" });
    s.desk.ask("take_back_charge", back);
    let right = s.charge(json!({ "code": "99213", "unit_cents": 9800, "diagnoses": [out["diagnoses"][1]["code"]] }));
    assert_eq!((&right["status"], &right["diagnoses"]), (&json!("posted"), &json!(["I10"])));
    assert_eq!(s.checkout()["open"], json!(9800 + 3000));
}

#[test]
fn aging_agrees_with_the_accounts_and_ignores_later_receipts() {
    let s = seen();
    s.billed();
    s.pay(5000);
    let aging = s.desk.ask("aging", json!({}));
    assert_eq!(
        (&aging["open"], &aging["buckets"]["current"], &aging["accounts"]),
        (&json!(12200), &json!(12200), &json!(1))
    );
    assert_eq!(aging["largest"][0]["open"], 12200);
    let before = s.desk.ask("aging", json!({ "as_of": "2020-01-01" }));
    assert_eq!((&before["open"], &before["unapplied"]), (&json!(0), &json!(0)));
}

#[test]
fn the_printed_bill_and_receipts_can_be_made_at_every_stage() {
    let s = seen();
    s.charge(json!({ "code": "99213", "diagnoses": ["J06.9"] }));
    let print = |command: &str| s.desk.ask(command, json!({ "visit": s.visit, "page_size": "a4" }));
    print("print_bill");
    print("print_visit_summary");
    s.sign();
    let paid = s.pay(20000);
    let back = s.desk.ask(
        "refund_payment",
        json!({ "payment": paid["id"], "patient": s.patient, "cents": 7000, "reason": "Too much" }),
    );
    for printed in [
        print("print_bill"),
        print("print_visit_summary"),
        s.desk.ask("print_receipt", json!({ "payment": paid["id"] })),
        s.desk.ask("print_receipt", json!({ "payment": back["id"] })),
    ] {
        assert!(printed["pdf_base64"].as_str().unwrap().starts_with("JVBERi"), "a PDF");
        assert_eq!(printed["missing"], json!([]));
        assert!(!printed["file_name"].as_str().unwrap().contains("Lindholm"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever is paid, refunded, forgiven and taken back, in whatever order: the balance is the sum of the lines, the open
    /// parts and the credit make up the same balance, and aging agrees.
    #[test]
    fn every_history_of_an_account_adds_up(acts in proptest::collection::vec((0..5_u8, 1..20_000_i64), 1..14)) {
        let s = seen();
        s.billed();
        for (act, cents) in acts {
            let account = s.account();
            let payment = account["payments"].as_array().unwrap().iter().find(|p| p["kind"] == "payment").cloned();
            let charge = s.checkout()["charges"].as_array().unwrap().iter().find(|c| c["open"].as_i64().unwrap() > 0).cloned();
            match (act, payment, charge) {
                (0 | 1, _, _) => { s.pay(cents); }
                (2, Some(p), _) => {
                    let refund = json!({ "payment": p["id"], "patient": s.patient, "cents": cents, "reason": "x" });
                    _ = s.desk.practice.call("refund_payment", &refund.to_string());
                }
                (3, _, Some(c)) => {
                    let forgive = json!({ "charge": c["id"], "patient": s.patient, "cents": cents, "reason": "x" });
                    _ = s.desk.practice.call("adjust_charge", &forgive.to_string());
                }
                (4, _, Some(c)) => {
                    let back = json!({ "id": c["id"], "version": c["version"], "patient": s.patient, "reason": "x" });
                    _ = s.desk.practice.call("take_back_charge", &back.to_string());
                    s.charge(json!({ "code": "36415" }));
                }
                _ => {}
            }
            let (account, out) = (s.account(), s.checkout());
            let sum: i64 = account["lines"].as_array().unwrap().iter().map(|l| l["cents"].as_i64().unwrap()).sum();
            prop_assert_eq!(account["balance"].as_i64().unwrap(), sum);
            let open = out["open"].as_i64().unwrap();
            let credit = out["unapplied"].as_i64().unwrap();
            prop_assert_eq!(open - credit, sum);
            prop_assert!(open >= 0 && credit >= 0);
            prop_assert_eq!(s.desk.ask("aging", json!({}))["open"].as_i64().unwrap(), open);
            let each: i64 = account["payments"].as_array().unwrap().iter().map(|p| p["unapplied"].as_i64().unwrap()).sum();
            prop_assert_eq!(each, credit);
        }
    }
}
