//! Pages, heads, tables and sums.

use paper::*;

use crate::{
    read_back::{fonts, info, narrow, pages, picture, text},
    samples,
};

fn each_paper(look: &Look) -> Vec<(&'static str, Pdf)> {
    vec![
        ("Visit summary", visit_summary(&samples::visit_summary(), look).unwrap()),
        ("Visit summary", visit_summary(&samples::long_summary(), look).unwrap()),
        ("Visit summary", visit_summary(&samples::empty_summary(), look).unwrap()),
        ("Itemized bill", bill(&samples::bill(), look).unwrap()),
        ("Itemized bill", bill(&samples::long_bill(), look).unwrap()),
        ("Receipt", receipt(&samples::receipt(), look).unwrap()),
    ]
}

#[test]
fn the_patient_and_the_page_number_stand_on_every_page_of_both_sizes() {
    for page in [PageSize::Letter, PageSize::A4] {
        for (title, pdf) in each_paper(&samples::look(page)) {
            let pages = pages(&pdf, "-layout");
            for (at, text) in pages.iter().enumerate() {
                let text = narrow(text);
                let number = format!("Page {} of {}", at + 1, pages.len());
                let patient = "José Ángel García-Núñez Born 03/04/1961 · MRN A-000042";
                for wanted in [&number, patient, title, "Willow Creek Family Medicine"] {
                    assert!(text.contains(wanted), "{title} on {page:?}, page {}: {wanted}", at + 1);
                }
            }
        }
    }
}

#[test]
fn the_sheet_is_letter_or_a4() {
    let size = |page| info(&receipt(&samples::receipt(), &samples::look(page)).unwrap());
    assert!(size(PageSize::Letter).contains("612 x 792 pts (letter)"));
    assert!(size(PageSize::A4).contains("(A4)"));
}

#[test]
fn a_bill_of_120_charges_repeats_its_header_and_keeps_every_charge() {
    let long = samples::long_bill();
    let pdf = bill(&long, &samples::look(PageSize::Letter)).unwrap();
    let pages = pages(&pdf, "-layout");
    assert!(pages.len() > 3);
    for page in &pages {
        assert!(narrow(page).contains("Date Code Mod. Description Dx Units Unit price Amount"), "the header repeats");
    }
    let whole = narrow(&pages.join("\n"));
    for charge in &long.charges {
        let (have, want) = (
            whole.matches(&format!("11/22/2026 {}", charge.code)).count(),
            long.charges.iter().filter(|other| other.code == charge.code).count(),
        );
        assert_eq!(have, want, "every {} is there", charge.code);
    }
    assert_eq!(whole.matches("Prolonged service").count() + whole.matches("Prolonged\nservice").count(), 12);
    let last = narrow(pages.last().unwrap());
    assert!(last.contains(&format!("Balance due {}", dollars(long.balance))));
    assert!(last.contains("11/22/2026 36415"), "the sum stands under at least one charge");
}

#[test]
fn the_sum_never_stands_alone_wherever_the_charges_end() {
    let long = samples::long_bill();
    for count in 1..48 {
        let mut bill = long.clone();
        bill.charges.truncate(count);
        bill.balance = bill.charges.iter().map(|charge| charge.amount).sum();
        let pdf = paper::bill(&bill, &Look::default()).unwrap();
        let last = narrow(pages(&pdf, "-layout").last().unwrap());
        if let Some(sum) = last.find("Total charges") {
            assert!(last[..sum].contains("11/22/2026"), "{count} charges: a charge stands above the sum");
        }
    }
}

#[test]
fn nothing_is_drawn_in_the_margins_however_long_the_values() {
    let long = "A long value that goes on and on ".repeat(6);
    let mut wide = samples::bill();
    for charge in &mut wide.charges {
        charge.date = long.clone();
        charge.code = "W".repeat(60);
        charge.modifiers = vec!["WW".into(); 30];
        charge.description = "W".repeat(90);
    }
    wide.number = long.clone();
    wide.practice.phone = long.clone();
    wide.policies[0].order = long.clone();
    wide.patient.mrn = long;
    let picture = picture(&bill(&wide, &samples::look(PageSize::Letter)).unwrap(), 72);
    let (width, _) = picture.dimensions();
    for (x, _, pixel) in picture.enumerate_pixels() {
        let margin = x < 52 || x >= width - 52;
        assert!(!margin || pixel.0[0] == 255, "ink in the margin at {x}");
    }
}

#[test]
fn a_bill_shows_what_an_insurer_asks() {
    let text = text(&bill(&samples::bill(), &samples::look(PageSize::Letter)).unwrap());
    for wanted in [
        "No. 1-000042",
        "Tax ID 12-3456789",
        "NPI 1234567893",
        "Rosa Ortiz, MD",
        "NPI 1987654320",
        "11 Office",
        "A E11.65 Type 2 diabetes mellitus with hyperglycemia",
        "C E78.5 Hyperlipidemia, unspecified",
        "99214 25",
        "A, B, C 1 $185.00 $185.00",
        "A, C 2 $9.00 $18.00",
        "PMH884213907 GRP-20871",
        "María Núñez",
        "Relationship: Spouse",
        "Payment Card Visa 4242, approval 07731A -$50.00",
        "Refund Card Visa 4242, overpaid copay $15.00",
        "Contractual write-off, Prairie Mutual -$42.25",
        "Total charges $288.25",
        "Adjustments -$42.25",
        "Paid -$50.00",
        "Refunded $15.00",
        "Balance due $211.00",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
}

#[test]
fn a_bill_that_does_not_add_up_is_not_printed() {
    let look = Look::default();
    let wrong = Bill { balance: samples::bill().balance + 1, ..samples::bill() };
    assert_eq!(bill(&wrong, &look).unwrap_err(), PaperError::DoesNotAddUp("balance"));
    let mut huge = samples::bill();
    huge.charges[0].amount = i64::MAX;
    assert_eq!(bill(&huge, &look).unwrap_err(), PaperError::AmountTooLarge);
    let mut astray = samples::bill();
    astray.charges[0].pointers = vec![3];
    assert_eq!(bill(&astray, &look).unwrap_err(), PaperError::UnknownDiagnosis);
}

#[test]
fn a_thirteenth_diagnosis_is_listed_without_a_letter() {
    let mut many = samples::bill();
    many.diagnoses = (1..=13).map(|n| Diagnosis { code: format!("Z{n:02}.0"), text: format!("Reason {n}") }).collect();
    let text = text(&bill(&many, &Look::default()).unwrap());
    assert!(text.contains("L Z12.0 Reason 12") && text.contains(" Z13.0 Reason 13"), "{text}");
    assert!(!text.contains("M Z13.0"));
    many.charges[0].pointers = vec![12];
    assert_eq!(bill(&many, &Look::default()).unwrap_err(), PaperError::UnknownDiagnosis);
}

#[test]
fn a_credit_is_called_a_credit() {
    let mut paid = samples::bill();
    paid.payments[0].amount += 30_000;
    paid.balance -= 30_000;
    assert!(text(&bill(&paid, &Look::default()).unwrap()).contains("Credit balance $89.00"));
}

#[test]
fn a_bill_of_nothing_says_so() {
    let empty = Bill { practice: samples::practice(), patient: samples::patient(), ..Default::default() };
    let text = text(&bill(&empty, &Look::default()).unwrap());
    assert!(text.contains("No charges.") && text.contains("self-pay") && text.contains("Balance due $0.00"), "{text}");
}

#[test]
fn a_receipt_says_what_was_paid_and_what_it_went_to() {
    let mut sample = samples::receipt();
    let paid = text(&receipt(&sample, &samples::look(PageSize::A4)).unwrap());
    for wanted in [
        "Receipt No. 1-000108",
        "Amount received $50.00",
        "Visa 4242",
        "Visit, bill 1-000042 $40.00",
        "Kept on account $10.00",
        "Balance on 11/22/2026 $151.00",
    ] {
        assert!(paid.contains(wanted), "{wanted} in {paid}");
    }
    sample.kind = PaymentKind::Refund;
    let refund = text(&receipt(&sample, &Look::default()).unwrap());
    assert!(
        refund.contains("Refund receipt") && refund.contains("Amount refunded $50.00") && !refund.contains("received")
    );
    sample.applied[0].amount = 5_001;
    assert_eq!(receipt(&sample, &Look::default()).unwrap_err(), PaperError::DoesNotAddUp("amount applied"));
}

#[test]
fn a_summary_says_what_changed_and_what_comes_next() {
    let text = text(&visit_summary(&samples::visit_summary(), &samples::look(PageSize::Letter)).unwrap());
    for wanted in [
        "Reason for visit Diabetes follow-up",
        "fasting glucose ≥ 160 mg/dL",
        "CHANGED Lisinopril 20 mg tablet 1 tablet every morning",
        "NEW Empagliflozin",
        "STOP taking Glipizide",
        "Penicillin Hives Moderate",
        "142/88 mmHg (High)",
        "Hemoglobin A1c 8.6 % High 4.0–5.6",
        "88 µmol/L",
        "Referral: ophthalmology Within 4 weeks",
        "12/20/2026 9:00 AM Rosa Ortiz, MD",
        "In an emergency call 911",
        "Electronically signed by Rosa Ortiz, MD",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
}

#[test]
fn none_and_not_asked_are_told_apart_and_an_unsigned_visit_is_marked() {
    let mut visit = samples::empty_summary();
    let unasked = text(&visit_summary(&visit, &Look::default()).unwrap());
    assert!(unasked.contains("Allergies Not asked.") && unasked.contains("Not reviewed at this visit."));
    assert!(unasked.contains("has not been signed yet"));
    assert!(!unasked.contains("Results") && !unasked.contains("Vital signs"), "empty sections are left out");
    visit.allergies = Known::NoneKnown;
    visit.medications = Known::Recorded(Vec::new());
    let none = text(&visit_summary(&visit, &Look::default()).unwrap());
    assert!(none.contains("No known allergies.") && none.contains("No medications."));
}

#[test]
fn a_note_longer_than_a_page_goes_on_and_loses_nothing() {
    let pdf = visit_summary(&samples::long_summary(), &samples::look(PageSize::Letter)).unwrap();
    assert!(pdf.pages >= 4);
    let text = text(&pdf);
    for n in 1..=30 {
        assert!(text.contains(&format!("{n}. The patient was seen")), "paragraph {n}");
    }
    assert_eq!(text.matches("were answered.").count(), 60);
}

#[test]
fn no_heading_ends_a_page() {
    let headings = ["Insurance", "Diagnoses", "Charges", "Adjustments", "Payments and refunds"];
    for extra in 0..40 {
        let mut bill = samples::bill();
        let charge = bill.charges[2].clone();
        bill.charges.extend(std::iter::repeat_n(charge, extra));
        bill.balance += 3_200 * extra as i64;
        let pdf = paper::bill(&bill, &Look::default()).unwrap();
        for page in pages(&pdf, "-layout") {
            let lines: Vec<&str> = page.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            let last = lines[lines.len() - 2];
            assert!(
                !headings.contains(&last) && !last.starts_with("Date "),
                "{extra} more charges: {last:?} ends a page"
            );
        }
    }
}

#[test]
fn the_same_values_give_the_same_bytes() {
    let look = samples::look(PageSize::Letter);
    let make = || bill(&samples::bill(), &look).unwrap();
    assert!(make() == make());
    let later = Look { made: look.made + 1, ..look.clone() };
    assert!(bill(&samples::bill(), &later).unwrap().bytes != make().bytes);
}

#[test]
fn the_properties_name_the_practice_and_the_moment_but_no_patient() {
    let info = info(&visit_summary(&samples::visit_summary(), &samples::look(PageSize::Letter)).unwrap());
    assert!(info.contains("Title:           Visit summary"), "{info}");
    assert!(info.contains("Author:          Willow Creek Family Medicine"));
    assert!(info.contains("CreationDate:    D:20261122101500+00'00'"), "{info}");
    assert!(!info.contains("Garc") && !info.contains("A-000042"));
    let late = Look { made: i64::MAX, ..Look::default() };
    assert_eq!(receipt(&samples::receipt(), &late).unwrap_err(), PaperError::BadMoment);
}

#[test]
fn fonts_are_embedded_as_subsets_that_can_be_read_back() {
    let pdf = bill(&samples::bill(), &Look::default()).unwrap();
    let listed = fonts(&pdf);
    for line in listed.lines().skip(2) {
        assert!(line.contains("CID TrueType") && line.contains("Identity-H"), "{line}");
        let flags: Vec<&str> = line.split_whitespace().rev().skip(2).take(3).collect();
        assert_eq!(flags, ["yes", "yes", "yes"], "embedded, subset, with Unicode: {line}");
    }
    assert!(pdf.bytes.len() < 60_000, "a bill is small: {} bytes", pdf.bytes.len());
}

#[test]
fn the_recovery_code_reads_back_and_its_square_scans() {
    let sheet = samples::recovery_sheet();
    let pdf = recovery_sheet(&sheet, &Look::default()).unwrap();
    let text = text(&pdf);
    assert!(text.contains("Page 1 of 1") && !text.contains("MRN"), "it is not a patient document");
    let read: String = pages(&pdf, "-raw").concat().split_whitespace().collect();
    assert!(read.contains(&sheet.code.replace('-', "")), "the code in its order");
    let mut grey = rqrr::PreparedImage::prepare(picture(&pdf, 200));
    let squares = grey.detect_grids();
    assert_eq!(squares.len(), 1, "one QR code on the sheet");
    assert_eq!(squares[0].decode().unwrap().1, sheet.code);

    let empty = RecoverySheet { code: " - ".into(), ..sheet.clone() };
    assert_eq!(recovery_sheet(&empty, &Look::default()).unwrap_err(), PaperError::BadRecoveryCode);
    let long = RecoverySheet { code: "A".repeat(9000), ..sheet };
    assert_eq!(recovery_sheet(&long, &Look::default()).unwrap_err(), PaperError::BadRecoveryCode);
}

#[test]
fn the_logo_is_on_the_first_page() {
    let with = picture(&receipt(&samples::receipt(), &samples::look(PageSize::Letter)).unwrap(), 40);
    let without =
        picture(&receipt(&samples::receipt(), &Look { logo: None, ..samples::look(PageSize::Letter) }).unwrap(), 40);
    // At 40 dots an inch the disc's centre lies 66 pt from the top and 58 pt from the left.
    let dark = |picture: &image::GrayImage| picture.get_pixel(33, 37).0[0];
    assert!(dark(&with) < 120, "the disc is dark: {}", dark(&with));
    assert_ne!(with.as_raw(), without.as_raw());
    let left: Vec<_> = (1..=6).map(|page| with.get_pixel(2 + page, 2)).collect();
    assert!(left.iter().all(|pixel| pixel.0[0] == 255), "the margin stays white");
}
