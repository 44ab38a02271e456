//! Made-up documents of a made-up practice. No person here is real.

use std::io::Cursor;

use paper::*;

pub fn practice() -> Practice {
    Practice {
        name: "Willow Creek Family Medicine".into(),
        address: vec!["1200 Orchard Street, Suite 4".into(), "Springfield, IL 62704".into()],
        phone: "(217) 555-0134".into(),
        fax: "(217) 555-0135".into(),
        web: "willowcreek.example".into(),
        tax_id: "12-3456789".into(),
        npi: "1234567893".into(),
    }
}

pub fn patient() -> Patient {
    Patient {
        name: "José Ángel García-Núñez".into(),
        birth_date: "03/04/1961".into(),
        mrn: "A-000042".into(),
        address: vec!["88 Maple Avenue".into(), "Springfield, IL 62702".into()],
        phone: "(217) 555-0177".into(),
    }
}

pub fn look(page: PageSize) -> Look {
    Look { page, logo: Some(logo()), made: 1_795_342_500, printed: "Printed 11/22/2026 10:15 AM by R. Ortiz".into() }
}

pub fn logo() -> Logo {
    Logo::from_png(&logo_png(240, 240)).unwrap()
}

/// A leaf on a disc.
pub fn logo_png(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbaImage::from_fn(width, height, |x, y| {
        let (u, v) = (x as f32 / width as f32 * 2.0 - 1.0, y as f32 / height as f32 * 2.0 - 1.0);
        let disc = u * u + v * v < 0.96;
        let leaf = (u + 0.35).powi(2) + v * v < 0.55 && (u - 0.35).powi(2) + v * v < 0.55;
        match (disc, leaf) {
            (true, true) => image::Rgba([236, 246, 240, 255]),
            (true, false) => image::Rgba([10, 79, 107, 255]),
            _ => image::Rgba([0, 0, 0, 0]),
        }
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn diagnosis(code: &str, text: &str) -> Diagnosis {
    Diagnosis { code: code.into(), text: text.into() }
}

pub fn diagnoses() -> Vec<Diagnosis> {
    vec![
        diagnosis("E11.65", "Type 2 diabetes mellitus with hyperglycemia"),
        diagnosis("I10", "Essential (primary) hypertension"),
        diagnosis("E78.5", "Hyperlipidemia, unspecified"),
    ]
}

pub fn visit_summary() -> VisitSummary {
    let medication = |name: &str, directions: &str, change, note: &str| Medication {
        name: name.into(),
        directions: directions.into(),
        change,
        note: note.into(),
    };
    let vital =
        |name: &str, value: &str, flag: &str| Vital { name: name.into(), value: value.into(), flag: flag.into() };
    let result = |test: &str, value: &str, range: &str, flag: &str| TestResult {
        date: "11/20/2026".into(),
        test: test.into(),
        value: value.into(),
        range: range.into(),
        flag: flag.into(),
    };
    VisitSummary {
        practice: practice(),
        patient: patient(),
        visit_date: "11/22/2026 9:30 AM".into(),
        provider: "Rosa Ortiz, MD".into(),
        visit_type: "Office visit, 30 min".into(),
        location: "Willow Creek, room 2".into(),
        reason: "Diabetes follow-up; tired in the afternoons for about three weeks.".into(),
        diagnoses: diagnoses(),
        narrative: vec![Narrative {
            heading: "Assessment and plan".into(),
            text: "Type 2 diabetes: A1c up from 7.4 % to 8.6 % over six months, fasting glucose ≥ 160 mg/dL most \
                   mornings. Metformin raised; eye referral due.\nHypertension: 142/88 today, 138/86 at home. Lisinopril \
                   raised, recheck in 4 weeks.\nHyperlipidemia: stable on atorvastatin."
                .into(),
        }],
        instructions: "•  Check your sugar every morning before breakfast and write it down.\n•  Walk 30 minutes on five \
                       days of the week.\n•  Call us if your sugar is under 70 or over 300, or if you feel faint."
            .into(),
        medications: Known::Recorded(vec![
            medication("Metformin ER 1,000 mg tablet", "1 tablet with breakfast and 1 with supper", Change::Changed, "was 500 mg twice a day"),
            medication("Lisinopril 20 mg tablet", "1 tablet every morning", Change::Changed, "was 10 mg"),
            medication("Empagliflozin 10 mg tablet", "1 tablet every morning; drink enough water", Change::New, "for diabetes"),
            medication("Atorvastatin 40 mg tablet", "1 tablet at bedtime", Change::Continue, ""),
            medication("Glipizide 5 mg tablet", "", Change::Stopped, "low sugars at night"),
        ]),
        allergies: Known::Recorded(vec![Allergy {
            substance: "Penicillin".into(),
            reaction: "Hives".into(),
            severity: "Moderate".into(),
        }]),
        vitals: vec![
            vital("Blood pressure", "142/88 mmHg", "High"),
            vital("Pulse", "76 /min", ""),
            vital("Temperature", "98.4 °F", ""),
            vital("Oxygen saturation", "97 %", ""),
            vital("Weight", "198 lb (89.8 kg)", ""),
            vital("Height", "5 ft 9 in", ""),
            vital("BMI", "29.2 kg/m²", "High"),
        ],
        immunizations: vec![Immunization {
            vaccine: "Influenza, quadrivalent, preservative free".into(),
            date: "11/22/2026".into(),
            detail: "0.5 mL IM, left deltoid, lot FL2601".into(),
        }],
        results: vec![
            result("Hemoglobin A1c", "8.6 %", "4.0–5.6", "High"),
            result("Creatinine", "88 µmol/L", "62–106", ""),
            result("LDL cholesterol", "82 mg/dL", "< 100", ""),
        ],
        orders: vec![
            Order { what: "Referral: ophthalmology".into(), detail: "Dilated eye exam, Dr. Lindqvist".into(), when: "Within 4 weeks".into() },
            Order { what: "Lab: basic metabolic panel".into(), detail: "No fasting needed".into(), when: "12/06/2026".into() },
        ],
        appointments: vec![Appointment {
            when: "12/20/2026 9:00 AM".into(),
            with: "Rosa Ortiz, MD".into(),
            place: "Willow Creek".into(),
            reason: "Blood pressure recheck".into(),
        }],
        contact: "Questions about this visit: (217) 555-0134, weekdays 8 AM to 5 PM. After hours the same number reaches \
                  the nurse on call. In an emergency call 911."
            .into(),
        signed: Some("Electronically signed by Rosa Ortiz, MD on 11/22/2026 at 10:05 AM.".into()),
    }
}

pub fn bill() -> Bill {
    let charge =
        |code: &str, modifiers: &[&str], description: &str, pointers: &[usize], units: u32, unit_price: i64| Charge {
            date: "11/22/2026".into(),
            code: code.into(),
            modifiers: modifiers.iter().map(|m| m.to_string()).collect(),
            description: description.into(),
            pointers: pointers.to_vec(),
            units,
            unit_price,
            amount: unit_price * i64::from(units),
        };
    Bill {
        number: "1-000042".into(),
        date: "11/22/2026".into(),
        practice: practice(),
        patient: patient(),
        provider: Provider { name: "Rosa Ortiz, MD".into(), npi: "1987654320".into() },
        guarantor: Some(Guarantor {
            name: "María Núñez".into(),
            relationship: "Spouse".into(),
            address: vec!["88 Maple Avenue".into(), "Springfield, IL 62702".into()],
            phone: "(217) 555-0178".into(),
        }),
        policies: vec![
            Policy {
                order: "Primary".into(),
                payer: "Prairie Mutual Health".into(),
                plan: "PPO Silver 2000".into(),
                member_id: "PMH884213907".into(),
                group: "GRP-20871".into(),
                subscriber: "José García-Núñez (self)".into(),
            },
            Policy {
                order: "Secondary".into(),
                payer: "Lakeside Benefit Trust".into(),
                plan: "".into(),
                member_id: "LBT-1120-33".into(),
                group: "".into(),
                subscriber: "María Núñez (spouse)".into(),
            },
        ],
        visit_date: "11/22/2026".into(),
        place_of_service: "11 Office".into(),
        diagnoses: diagnoses(),
        charges: vec![
            charge("99214", &["25"], "Office visit, established patient, moderate complexity", &[0, 1, 2], 1, 18_500),
            charge("83036", &["QW"], "Hemoglobin A1c", &[0], 1, 2_850),
            charge("90471", &[], "Immunization administration, first vaccine", &[], 1, 3_200),
            charge("90686", &[], "Influenza vaccine, quadrivalent, preservative free, 0.5 mL", &[], 1, 2_475),
            charge("36415", &[], "Venipuncture", &[0, 2], 2, 900),
        ],
        payments: vec![
            Payment {
                date: "11/22/2026".into(),
                kind: PaymentKind::Payment,
                method: "Card".into(),
                reference: "Visa 4242, approval 07731A".into(),
                amount: 5_000,
            },
            Payment {
                date: "11/22/2026".into(),
                kind: PaymentKind::Refund,
                method: "Card".into(),
                reference: "Visa 4242, overpaid copay".into(),
                amount: 1_500,
            },
        ],
        adjustments: vec![Adjustment {
            date: "11/22/2026".into(),
            reason: "Contractual write-off, Prairie Mutual".into(),
            amount: -4_225,
        }],
        balance: 18_500 + 2_850 + 3_200 + 2_475 + 1_800 - 4_225 - 5_000 + 1_500,
        message: "Please pay within 30 days. Checks to Willow Creek Family Medicine, with the bill number.".into(),
    }
}

pub fn receipt() -> Receipt {
    Receipt {
        number: "1-000108".into(),
        date: "11/22/2026 10:20 AM".into(),
        practice: practice(),
        patient: patient(),
        kind: PaymentKind::Payment,
        method: "Card".into(),
        reference: "Visa 4242, approval 07731A".into(),
        payer: "María Núñez".into(),
        taken_by: "Dana Whitfield".into(),
        amount: 5_000,
        applied: vec![Applied { date: "11/22/2026".into(), to: "Visit, bill 1-000042".into(), amount: 4_000 }],
        balance: 15_100,
        balance_on: "11/22/2026".into(),
        given_back: 0,
        message: "Thank you.".into(),
    }
}

pub fn recovery_sheet() -> RecoverySheet {
    RecoverySheet {
        practice: practice(),
        user: "Rosa Ortiz".into(),
        date: "11/22/2026".into(),
        file: "willow-creek.chartwell".into(),
        code: "K7QM-2XPD-94RT-HWNE-6CJB-VF3A-8YSG-MZ5K-QP4T-7RWX-D2HN-9BCE-6A".into(),
    }
}

/// A hundred and twenty charges.
pub fn long_bill() -> Bill {
    let mut bill = bill();
    let five = bill.charges.clone();
    bill.charges = five.iter().cycle().take(120).cloned().collect();
    bill.charges[60].description = "Prolonged service, with a note to the insurer. ".repeat(12);
    bill.payments.clear();
    bill.adjustments.clear();
    bill.balance = bill.charges.iter().map(|charge| charge.amount).sum();
    bill
}

/// A summary of several pages, with a note longer than a page.
pub fn long_summary() -> VisitSummary {
    let mut visit = visit_summary();
    let paragraph = "The patient was seen together with the family and the findings were explained in plain words; the \
                     risks and benefits of each choice were weighed, and questions were answered. ";
    visit.narrative[0].text = (1..=30).map(|n| format!("{n}. {}\n", paragraph.repeat(2))).collect();
    visit
}

/// Everything left empty that may be empty.
pub fn empty_summary() -> VisitSummary {
    VisitSummary { practice: practice(), patient: patient(), visit_date: "11/22/2026".into(), ..Default::default() }
}

/// Names and texts that are long, in several scripts, and hostile.
pub fn long_names() -> Bill {
    let mut bill = bill();
    bill.patient.name = "Wolfeschlegelsteinhausen-Papadiamantopoulou Ελένη Κωνσταντίνα Владимировна ".repeat(6);
    bill.practice.name =
        "The Very Long Name of a Community Health Center and Women’s and Children’s Clinic of the Valley".into();
    bill.diagnoses[0].text = "Привет 王 😀 <script>alert(1)</script> \u{202E}evil → ok ".repeat(4);
    bill
}
