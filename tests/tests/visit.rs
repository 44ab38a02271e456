//! A whole visit in the real window: from a practice that does not exist yet to the bill on paper, with a power cut in the note.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what a test needs and does not get fails it")]

use std::{path::Path, process::Command};

use chartwell_tests::{PASSPHRASE, Window, built, pdf_pages, pdf_text};
use serde_json::{Value, json};

const PATIENT: &str = "García-Łoś, Zoë";
const STORY: &str = "Home readings around 135/85. Takes lisinopril every morning; “no cough”, no dizziness.";

#[test]
fn a_visit_goes_from_the_first_run_to_the_printed_bill_in_the_real_window() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("riverside.chartwell");

    let window = Window::open(&file);
    make_the_practice(&window);
    register(&window);
    book_and_check_in(&window);
    measure(&window);
    type_half_a_note(&window);
    window.kill();

    let window = Window::signed_in(&file);
    finish_the_note(&window);
    diagnose_and_charge(&window);
    sign(&window);
    pay(&window);
    mend_the_bill(&window);
    see_the_papers(&window);
    window.click("Lock now");
    window.see("Use the recovery code");
    assert!(!window.shows("García"), "a locked window shows no patient");
    window.screenshot("visit-15-locked");
    window.close();

    the_file_holds_it_all(&file);
}

fn make_the_practice(window: &Window) {
    window.click("Set up your practice");
    window.fill("Name of the practice", "Riverside Family Practice");
    window.fill("Telephone", "(614) 555-0100");
    window.press("Ctrl+Enter");
    window.fill("Your name", "Dr. Ada Quill");
    window.fill("Credential", "MD");
    window.press("Ctrl+Enter");
    window.fill("Passphrase", PASSPHRASE);
    window.fill("The same passphrase again", PASSPHRASE);
    window.click("Make the practice");
    window.see("I have kept the sheet");
    let code = window.script(
        "return [...document.querySelectorAll('ol[aria-label*=Recovery] li')].map((g) => g.innerText.trim().split(/\\s+/).at(-1))",
    );
    window.fill("Type the third group from your sheet", code[2].as_str().unwrap());
    window.click("I have kept the sheet: open the practice");
    window.not_see("I have kept the sheet");
    window.screenshot("visit-01-new-practice");
    let fee = json!({ "code": "99213", "description": "Office visit, established patient", "cents": 14200 });
    window.ask("set_fee", &fee);
}

fn register(window: &Window) {
    window.click("Patients");
    window.click("Register a patient");
    window.fill("Given name", "Zoë");
    window.fill("Family name", "García-Łoś");
    window.fill("Birth date", "3/4/61");
    window.choose("Sex", "Female");
    window.fill("Phone or email", "614 555 0134");
    window.screenshot("visit-02-register");
    window.press("Ctrl+Enter");
    window.see("is registered");
    window.see("Allergies not asked yet");
    window.screenshot("visit-03-new-chart");
}

fn book_and_check_in(window: &Window) {
    window.click("Schedule");
    window.see("appointments");
    window.press("N");
    window.fill("Patient", "garc 3/4/61");
    window.click(PATIENT);
    // Before the practice opens on any day of the week, so that the question always comes.
    window.fill("Time", "6:15 am");
    window.fill("Reason", "Blood pressure follow-up");
    window.screenshot("visit-04-book");
    window.press("Ctrl+Enter");
    window.see("Outside working hours");
    window.screenshot("visit-05-outside-hours");
    window.click("Book anyway");
    window.see("is booked");
    window.click("Today");
    window.see("1 expected");
    window.click("Check in");
    window.see("1 here");
    window.click("To room");
    window.click("Provider in");
    window.see("with provider");
    window.screenshot("visit-06-flow-board");
    window.click(&format!("More for {PATIENT}"));
    window.click("Open visit");
    window.see("Blood pressure follow-up");
}

fn measure(window: &Window) {
    for (sign, typed) in [("Height", "5'6\""), ("Weight", "164 lb"), ("Blood pressure", "138/84"), ("Heart rate", "72")]
    {
        window.fill(sign, typed);
    }
    window.fill("Temperature", "98.6");
    // What the typing means is read back beside it.
    window.see("167.6 cm");
    window.see("74.39 kg");
    window.screenshot("visit-07-vitals");
    window.click("Save vitals");
    window.see("The vitals are saved");
    window.click("No known allergies");
    window.see("Recorded: the patient knows of no allergies");
}

fn type_half_a_note(window: &Window) {
    window.fill("Subjective", STORY);
    window.see("Draft kept");
    window.screenshot("visit-08-draft-kept");
}

fn finish_the_note(window: &Window) {
    window.click("To sign");
    window.click(PATIENT);
    window.see("Your unfinished typing was brought back");
    assert_eq!(window.field("Subjective"), STORY, "not a letter of the draft is lost");
    window.screenshot("visit-09-draft-is-back");
    window.fill("Objective", "Heart regular, lungs clear, no edema.");
    window.fill("Assessment", "Essential hypertension, not quite at goal.");
    window.fill("Plan", "Lisinopril 20 mg daily. Less salt. Recheck in six weeks.");
    window.press("Ctrl+S");
    window.see("Saved");
}

fn diagnose_and_charge(window: &Window) {
    window.fill("Add diagnosis", "hypertension");
    window.see("Essential (primary) hypertension");
    window.screenshot("visit-10-diagnosis");
    window.click("Essential (primary) hypertension");
    window.see("I10");
    window.fill("Add charge", "99213");
    window.click("Office visit, established patient");
    window.see("Total $142.00");
    a_lock_keeps_what_stands_in_a_row(window);
    a_refused_charge_is_not_signed(window);
    window.see("Everything is there.");
    window.screenshot("visit-11-ready-to-sign");
}

/// The lock takes the keyboard away from the row, and the row saves as when it is left.
fn a_lock_keeps_what_stands_in_a_row(window: &Window) {
    window.fill("Units of 99213", "2");
    window.press("Ctrl+L");
    window.sign_in();
    window.see("Total $284.00");
    window.fill("Units of 99213", "1");
    window.press("Tab");
    window.see("Total $142.00");
}

const SIGNING_IS_BARRED: &str =
    "return [...document.querySelectorAll('button')].find((b) => b.innerText.startsWith('Sign visit')).disabled";

/// A row that shows what was refused would be signed with what was saved before.
fn a_refused_charge_is_not_signed(window: &Window) {
    window.fill("Units of 99213", "-3");
    window.press("Ctrl+Shift+S");
    window.see("Units are a whole number from 1 to 999");
    window.see("99213: what stands in the row was refused. Mend it, then sign.");
    window.not_see("Sign now");
    window.screenshot("visit-10-refused-charge");
    assert_eq!(window.script(SIGNING_IS_BARRED), true);
    window.fill("Units of 99213", "1");
    window.press("Tab");
    window.not_see("what stands in the row was refused");
    assert_eq!(window.script(SIGNING_IS_BARRED), false);
}

fn sign(window: &Window) {
    window.press("Ctrl+Shift+S");
    window.click("Sign now");
    window.see("Signed by Dr. Ada Quill");
    window.screenshot("visit-12-signed");
}

fn pay(window: &Window) {
    window.click("Go to checkout");
    window.see("Owed in all $142.00");
    window.fill("Amount", "100");
    window.screenshot("visit-13-checkout");
    window.click("Take payment");
    window.see("taken, receipt");
    window.see("Page 1 of 1");
    window.screenshot("visit-14-receipt");
    window.click("Close the document");
    window.not_see("Page 1 of 1");
    window.see("Owed in all $42.00");
}

/// What was signed is final: more is added, what is wrong is taken back, and less may be asked for.
fn mend_the_bill(window: &Window) {
    window.click("Other code…");
    window.fill("Code", "36415");
    window.fill("Description", "Drawing blood");
    window.fill("Price of one", "15");
    window.click("Add line");
    window.see("Owed in all $57.00");
    window.click("More for 36415");
    window.click("Take back…");
    window.fill("Reason", "Not done");
    window.click("Take back");
    window.see("Owed in all $42.00");
    window.click("More for 99213");
    window.click("Give a discount…");
    window.fill("Amount forgiven", "2");
    window.fill("Reason", "Courtesy");
    window.screenshot("visit-14-discount");
    window.click("Give discount");
    window.see("Owed in all $40.00");
    window.screenshot("visit-14-mended");
}

fn see_the_papers(window: &Window) {
    for paper in ["Print bill", "Print summary"] {
        window.click(paper);
        window.see("Page 1 of");
        window.screenshot(&format!("visit-14-{}", paper.replace(' ', "-").to_lowercase()));
        window.click("Close the document");
        window.not_see("Page 1 of");
    }
}

/// The same file without the window: patient, chart, account, and the three papers as anybody's reader sees them.
fn the_file_holds_it_all(file: &Path) {
    let found = ctl_json(file, &["patients", "find", "garcia-los", "3/4/1961"]);
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["name"], PATIENT);
    let patient = found[0]["id"].as_str().unwrap();

    let chart = ctl_json(file, &["chart", patient]);
    assert_eq!(chart["patient"]["birth_date"], "1961-03-04");
    assert_eq!(chart["allergies"]["answer"], "none_known");
    assert_eq!(chart["balance"], 4000);
    assert_eq!(chart["open_visits"], json!([]));

    let account = ctl_json(file, &["call", "account", &json!({ "patient": patient }).to_string()]);
    assert_eq!(account["balance"], 4000);
    let charge = account["lines"].as_array().unwrap().iter().find(|line| line["kind"] == "charge").unwrap();
    assert_eq!(charge["cents"], 14200);
    let visit = charge["visit"].as_str().unwrap();
    let payment = account["payments"][0]["id"].as_str().unwrap();
    let page = ctl_json(file, &["call", "visit", &json!({ "visit": visit }).to_string()]);
    assert_eq!(page["note"]["subjective"], STORY);
    assert_eq!(page["visit"]["status"], "signed");

    for (document, id, words) in [
        ("visit-summary", visit, &["I10", "138/84 mmHg", "Lisinopril 20 mg daily"][..]),
        ("bill", visit, &["I10", "99213", "$142.00", "$100.00", "$2.00", "$40.00"][..]),
        ("receipt", payment, &["$100.00"][..]),
    ] {
        let path = file.with_file_name(document).with_extension("pdf");
        ctl(file, &["print", document, id, "--output", path.to_str().unwrap()]);
        let pdf = std::fs::read(&path).unwrap();
        let text = pdf_text(&pdf);
        for word in ["Zoë", "García-Łoś", "03/04/1961", "Riverside Family Practice", "Page 1 of"].iter().chain(words)
        {
            assert!(text.contains(word), "{document} lacks {word}: {text}");
        }
        for page in pdf_pages(&pdf) {
            let ink = image::open(&page).unwrap().to_luma8().pixels().filter(|pixel| pixel.0[0] < 128).count();
            assert!(ink > 2000, "{document}: {} is blank", page.display());
        }
    }
    assert_eq!(ctl_json(file, &["verify"])["sound"], true);
}

fn ctl_json(file: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&ctl(file, &[&["--json"], arguments].concat())).unwrap()
}

fn ctl(file: &Path, arguments: &[&str]) -> String {
    let done = Command::new(built("chartwellctl"))
        .arg("--file")
        .arg(file)
        .args(arguments)
        .env("CHARTWELL_PASSPHRASE", PASSPHRASE)
        .output()
        .unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}
