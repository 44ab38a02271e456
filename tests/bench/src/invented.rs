//! Invented practices of any size, for measuring: patient `i` is the same in every size and every run.
//!
//! 75 records a patient: the patient, 8 encounters with a SOAP note each, 30 vitals (5 sets of 6), 4 problems, 4 medications,
//! 2 allergies, 12 results (3 panels of 4), 6 appointments, 8 charges with what was paid on each. Days hang on a fixed one.

use serde_json::{Value, json};

/// Records a patient has.
pub const RECORDS_PER_PATIENT: u64 = 75;
/// The day everything hangs on: Monday 15 June 2026, in days since 1970.
pub const TODAY: i64 = 20_619;

/// SplitMix64: small, fast, the same everywhere.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same for one seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// A number from `low` to `high`, both included.
    pub fn roll(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.next() % u64::try_from(high - low + 1).unwrap_or(1)).unwrap_or(0)
    }
    /// From 0 up to 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
    /// One of these.
    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        let index = usize::try_from(self.next() % of.len() as u64).unwrap_or(0);
        of.get(index).copied().unwrap_or_else(|| unreachable_pick(of))
    }
}

fn unreachable_pick<'a, T: ?Sized>(of: &[&'a T]) -> &'a T {
    // `pick` is only called with lists that are written in this file.
    of.iter().copied().next().unwrap_or_else(|| std::process::abort())
}

const LAST: &[&str] = &[
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "Jones",
    "Garcia",
    "Miller",
    "Davis",
    "Rodriguez",
    "Martinez",
    "Hernandez",
    "Lopez",
    "Gonzalez",
    "Wilson",
    "Anderson",
    "Thomas",
    "Taylor",
    "Moore",
    "Jackson",
    "Martin",
    "Lee",
    "Perez",
    "Thompson",
    "White",
    "Harris",
    "Sanchez",
    "Clark",
    "Ramirez",
    "Lewis",
    "Robinson",
    "Walker",
    "Young",
    "Allen",
    "King",
    "Wright",
    "Scott",
    "Torres",
    "Nguyen",
    "Hill",
    "Flores",
    "Green",
    "Adams",
    "Nelson",
    "Baker",
    "Hall",
    "Rivera",
    "Campbell",
    "Mitchell",
    "Carter",
    "Roberts",
    "Gomez",
    "Phillips",
    "Evans",
    "Turner",
    "Diaz",
    "Parker",
    "Cruz",
    "Edwards",
    "Collins",
    "Reyes",
    "Stewart",
    "Morris",
    "Morales",
    "Murphy",
    "Cook",
    "Rogers",
    "Gutierrez",
    "Ortiz",
    "Morgan",
    "Cooper",
];
const START: &[&str] = &[
    "Bar", "Bel", "Cal", "Cor", "Dal", "Dur", "Far", "Fen", "Gal", "Gor", "Hal", "Hol", "Kel", "Kor", "Lan", "Lor",
    "Mal", "Mer", "Nor", "Ol", "Pel", "Por", "Ral", "Ros", "Sal", "Sten", "Tor", "Tul", "Val", "Vor", "Wal", "Yar",
    "Zel",
];
const MIDDLE: &[&str] = &[
    "a", "e", "i", "o", "u", "an", "en", "in", "on", "er", "ar", "is", "os", "ber", "ding", "field", "ford", "gan",
    "ham", "lin", "man", "mar", "mont", "ner", "rick", "ski", "son", "stein", "ston", "ter", "ton", "vale", "vich",
    "well", "wood",
];
const END: &[&str] =
    &["", "ski", "son", "ton", "er", "man", "ez", "o", "i", "ard", "ett", "ley", "ing", "by", "den", "low"];
const WOMEN: &[&str] = &[
    "Mary",
    "Patricia",
    "Jennifer",
    "Linda",
    "Elizabeth",
    "Barbara",
    "Susan",
    "Jessica",
    "Sarah",
    "Karen",
    "Lisa",
    "Nancy",
    "Betty",
    "Sandra",
    "Margaret",
    "Ashley",
    "Kimberly",
    "Emily",
    "Donna",
    "Michelle",
    "Carol",
    "Amanda",
    "Melissa",
];
const MEN: &[&str] = &[
    "James",
    "Robert",
    "John",
    "Michael",
    "David",
    "William",
    "Richard",
    "Joseph",
    "Thomas",
    "Christopher",
    "Charles",
    "Daniel",
    "Matthew",
    "Anthony",
    "Mark",
    "Donald",
    "Steven",
    "Andrew",
    "Paul",
    "Joshua",
    "Kenneth",
    "Kevin",
    "Brian",
];
const CITIES: &[&(&str, &str, &str)] = &[
    &("Riverton", "OH", "441"),
    &("Maple Grove", "MN", "553"),
    &("Ashland", "OR", "975"),
    &("Salem", "VA", "241"),
    &("Fairview", "TX", "750"),
    &("Clinton", "IA", "527"),
    &("Georgetown", "KY", "403"),
    &("Milford", "CT", "064"),
];
const STREETS: &[&str] = &["Oak", "Maple", "Cedar", "Main", "Elm", "Washington", "Lake", "Hill", "Park", "Pine"];
const PROBLEMS: &[&(&str, &str)] = &[
    &("I10", "Essential (primary) hypertension"),
    &("E11.9", "Type 2 diabetes mellitus without complications"),
    &("E78.5", "Hyperlipidemia, unspecified"),
    &("J45.909", "Unspecified asthma, uncomplicated"),
    &("M54.50", "Low back pain, unspecified"),
    &("F41.1", "Generalized anxiety disorder"),
    &("K21.9", "Gastro-esophageal reflux disease without esophagitis"),
    &("E03.9", "Hypothyroidism, unspecified"),
    &("N39.0", "Urinary tract infection, site not specified"),
    &("J06.9", "Acute upper respiratory infection, unspecified"),
    &("F32.A", "Depression, unspecified"),
    &("R51.9", "Headache, unspecified"),
];
const MEDICATIONS: &[&(&str, &str, &str)] = &[
    &("314076", "lisinopril 10 MG Oral Tablet", "Take 1 tablet by mouth once daily"),
    &(
        "860975",
        "metformin hydrochloride 500 MG Extended Release Oral Tablet",
        "Take 1 tablet by mouth twice daily with meals",
    ),
    &("617311", "atorvastatin 40 MG Oral Tablet", "Take 1 tablet by mouth at bedtime"),
    &("197361", "amlodipine 5 MG Oral Tablet", "Take 1 tablet by mouth once daily"),
    &("966224", "levothyroxine sodium 0.05 MG Oral Tablet", "Take 1 tablet by mouth every morning"),
    &("198051", "omeprazole 20 MG Delayed Release Oral Capsule", "Take 1 capsule by mouth before breakfast"),
    &("312940", "sertraline 50 MG Oral Tablet", "Take 1 tablet by mouth once daily"),
    &("310965", "ibuprofen 600 MG Oral Tablet", "Take 1 tablet every 6 hours as needed with food"),
];
const ALLERGIES: &[&(&str, &str, &str)] = &[
    &("7980", "Penicillin G", "Hives"),
    &("2670", "Codeine", "Nausea"),
    &("1191", "Aspirin", "Wheezing"),
    &("10831", "Sulfamethoxazole / Trimethoprim", "Rash"),
];
/// LOINC code, name, UCUM unit, low, high, decimals.
const VITALS: &[&(&str, &str, &str, f64, f64, i32)] = &[
    &("8302-2", "Body height", "cm", 150.0, 195.0, 0),
    &("29463-7", "Body weight", "kg", 48.0, 120.0, 1),
    &("8480-6", "Systolic blood pressure", "mm[Hg]", 100.0, 165.0, 0),
    &("8462-4", "Diastolic blood pressure", "mm[Hg]", 60.0, 100.0, 0),
    &("8867-4", "Heart rate", "/min", 55.0, 105.0, 0),
    &("8310-5", "Body temperature", "Cel", 36.0, 38.2, 1),
];
/// LOINC code, name, UCUM unit, range, and how far values stray.
const RESULTS: &[&(&str, &str, &str, f64, f64, f64, f64)] = &[
    &("2345-7", "Glucose", "mg/dL", 70.0, 99.0, 60.0, 260.0),
    &("2160-0", "Creatinine", "mg/dL", 0.6, 1.3, 0.5, 2.4),
    &("2823-3", "Potassium", "mmol/L", 3.5, 5.1, 3.0, 5.8),
    &("2951-2", "Sodium", "mmol/L", 136.0, 145.0, 130.0, 150.0),
    &("2093-3", "Cholesterol total", "mg/dL", 100.0, 199.0, 110.0, 300.0),
    &("2571-8", "Triglyceride", "mg/dL", 50.0, 149.0, 40.0, 400.0),
    &("2085-9", "HDL cholesterol", "mg/dL", 40.0, 90.0, 25.0, 95.0),
    &("13457-7", "LDL cholesterol calc", "mg/dL", 50.0, 129.0, 40.0, 220.0),
    &("718-7", "Hemoglobin", "g/dL", 12.0, 17.0, 9.0, 18.0),
    &("6690-2", "Leukocytes", "10*3/uL", 4.0, 11.0, 3.0, 16.0),
    &("777-3", "Platelets", "10*3/uL", 150.0, 400.0, 90.0, 520.0),
    &("4544-3", "Hematocrit", "%", 36.0, 50.0, 28.0, 55.0),
];
const FEES: &[&(&str, i64)] = &[
    &("99213", 14_200),
    &("99214", 20_100),
    &("99203", 18_500),
    &("99395", 24_000),
    &("36415", 1_500),
    &("90686", 4_200),
    &("93000", 6_500),
    &("81002", 1_200),
];
const REASONS: &[&str] = &[
    "Follow-up visit",
    "Annual physical",
    "Cough and congestion",
    "Back pain",
    "Blood pressure check",
    "Medication refill",
    "Headache",
    "Diabetes follow-up",
    "Fatigue",
    "Abdominal pain",
];
const SENTENCES: &[&str] = &[
    "Patient reports feeling generally well since the last visit.",
    "Denies chest pain, shortness of breath or palpitations.",
    "Home blood pressure readings have been between 120 and 140 systolic.",
    "Sleeping about six hours a night with occasional awakenings.",
    "Appetite is unchanged and weight is stable.",
    "No fever, chills or night sweats.",
    "Takes all medications as prescribed and has no side effects.",
    "Lungs are clear to auscultation bilaterally without wheezes.",
    "Heart sounds are regular, no murmur, rub or gallop.",
    "Abdomen soft, non-tender, non-distended, normal bowel sounds.",
    "No peripheral edema; distal pulses intact.",
    "Continue current regimen and recheck laboratory values in three months.",
    "Counseled on diet, exercise and tobacco avoidance for ten minutes.",
    "Return sooner for worsening symptoms.",
    "Reviewed recent laboratory results with the patient in detail.",
];

/// How many providers a practice of this size has.
pub fn providers(patients: u64) -> u64 {
    (patients / 2000).max(3)
}

/// The year, month and day of a count of days since 1970 (Howard Hinnant's civil-from-days).
pub fn civil(days: i64) -> String {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

fn weekday(days: i64) -> i64 {
    (days + 3).rem_euclid(7)
}

fn workday(dice: &mut Dice, low: i64, high: i64) -> i64 {
    loop {
        let day = TODAY + dice.roll(low, high);
        if weekday(day) < 5 {
            return day;
        }
    }
}

fn uuid(kind: u64, patient: u64, item: u64) -> String {
    let mut dice = Dice::new(kind << 56 ^ patient << 16 ^ item);
    let (a, b) = (dice.next(), dice.next());
    format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
        a >> 32,
        a >> 16 & 0xffff,
        a & 0xfff,
        b >> 52,
        b & 0xffff_ffff_ffff
    )
}

fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}

/// A note of eighteen sentences.
pub fn note(dice: &mut Dice) -> String {
    let mut part = |count: usize| (0..count).map(|_| dice.pick(SENTENCES)).collect::<Vec<_>>().join(" ");
    let (s, o, a, p) = (part(6), part(5), part(3), part(4));
    format!("S: {s}\nO: {o}\nA: {a}\nP: {p}")
}

/// The family and first given name of patient `i`, and their birth date.
pub fn who(i: u64) -> (String, String, String, &'static str, Dice) {
    let mut dice = Dice::new(20_260_615_u64.wrapping_mul(1_000_003).wrapping_add(i));
    let (sex, given) = if dice.share() < 0.52 { ("female", dice.pick(WOMEN)) } else { ("male", dice.pick(MEN)) };
    let family = if dice.share() < 0.5 {
        dice.pick(LAST).to_owned()
    } else {
        format!("{}{}{}", dice.pick(START), dice.pick(MIDDLE), dice.pick(END))
    };
    // 1 January 1935, and 32,000 days from there.
    let born = civil(-12_784 + dice.roll(0, 32_000));
    (family, given.to_owned(), born, sex, dice)
}

/// The phone number of patient `i`.
pub fn phone(i: u64) -> String {
    format!("{}555{:04}", 201 + i % 780, i.wrapping_mul(7919) % 10_000)
}

/// A practitioner's FHIR id.
pub fn practitioner(k: u64) -> String {
    uuid(9, k, 0)
}

/// The practitioners as FHIR NDJSON lines.
pub fn practitioners(patients: u64) -> Vec<Value> {
    (1..=providers(patients))
        .map(|k| {
            json!({ "resourceType": "Practitioner", "id": practitioner(k), "identifier": [{ "system": "urn:bench:prov", "value": k.to_string() }],
                    "name": [{ "family": format!("Provider{k}"), "given": ["Doc"] }] })
        })
        .collect()
}

/// Patient `i` of a practice of `n`, as a FHIR R4 batch bundle of 75 resources.
pub fn bundle(i: u64, n: u64) -> Value {
    let (family, given, born, sex, mut dice) = who(i);
    let count = providers(n);
    let doctor = |k: u64| json!({ "reference": format!("Practitioner/{}", practitioner(k)) });
    let any_doctor = |dice: &mut Dice| doctor(1 + dice.roll(0, i64::try_from(count).unwrap_or(1) - 1).unsigned_abs());
    let coding = |system: &str, code: &str, text: &str| json!({ "coding": [{ "system": system, "code": code, "display": text }], "text": text });
    let patient = uuid(1, i, 0);
    let subject = json!({ "reference": format!("urn:uuid:{patient}") });
    let mut entries = Vec::with_capacity(75);
    let mut add = |id: String, resource: Value| {
        let kind = resource.get("resourceType").cloned().unwrap_or_default();
        entries.push(json!({ "fullUrl": format!("urn:uuid:{id}"), "resource": resource, "request": { "method": "POST", "url": kind } }));
    };
    let (city, state, zip) = dice.pick(CITIES);
    add(
        patient,
        json!({ "resourceType": "Patient", "identifier": [{ "system": "urn:bench:mrn", "value": format!("M{i:07}") }], "active": true,
                "name": [{ "use": "official", "family": family, "given": [given, "Q"] }],
                "telecom": [{ "system": "phone", "value": phone(i), "use": "home" }, { "system": "email", "value": format!("patient{i}@example.org") }],
                "gender": sex, "birthDate": born,
                "address": [{ "line": [format!("{} {} St", dice.roll(1, 9999), dice.pick(STREETS))], "city": city, "state": state,
                              "postalCode": format!("{zip}{:02}", dice.roll(0, 99)), "country": "US" }],
                "generalPractitioner": [doctor(1 + i % count)] }),
    );
    let mut backs: Vec<i64> = (0..8).map(|_| dice.roll(1, 1095)).collect();
    backs.sort_unstable_by(|a, b| b.cmp(a));
    let mut visits = Vec::new();
    for (j, back) in (0_u64..).zip(&backs) {
        let id = uuid(2, i, j);
        let day = civil(TODAY - back);
        let start = format!("{day}T{:02}:{:02}:00+00:00", dice.roll(8, 16), 15 * dice.roll(0, 3));
        let (code, display) = dice.pick(PROBLEMS);
        let paragraphs = note(&mut dice).replace('\n', "</p><p>");
        add(
            id.clone(),
            json!({ "resourceType": "Encounter", "status": "finished", "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB" },
                    "text": { "status": "generated", "div": format!("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{paragraphs}</p></div>") },
                    "subject": subject, "participant": [{ "individual": any_doctor(&mut dice) }],
                    "period": { "start": start, "end": format!("{day}T23:00:00+00:00") },
                    "reasonCode": [{ "text": dice.pick(REASONS) }, { "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": code, "display": display }] }] }),
        );
        visits.push((id, day, start));
    }
    let height = dice.roll(150, 195);
    let mut item = 0;
    for (id, _, start) in visits.iter().skip(3) {
        for (code, name, unit, low, high, decimals) in VITALS {
            let value =
                if *code == "8302-2" { height as f64 } else { rounded(low + (high - low) * dice.share(), *decimals) };
            add(
                uuid(3, i, item),
                json!({ "resourceType": "Observation", "status": "final",
                        "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs" }] }],
                        "code": coding("http://loinc.org", code, name), "subject": subject, "encounter": { "reference": format!("urn:uuid:{id}") },
                        "effectiveDateTime": start,
                        "valueQuantity": { "value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit } }),
            );
            item += 1;
        }
    }
    let first = dice.roll(0, 7);
    for j in 0..4_u64 {
        let (code, text) =
            PROBLEMS.get((first.unsigned_abs() + j) as usize % PROBLEMS.len()).copied().unwrap_or(&("I10", ""));
        let status = if dice.share() < 0.75 { "active" } else { "resolved" };
        add(
            uuid(4, i, j),
            json!({ "resourceType": "Condition",
                    "clinicalStatus": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": status }] },
                    "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/condition-category", "code": "problem-list-item" }] }],
                    "code": coding("http://hl7.org/fhir/sid/icd-10-cm", code, text), "subject": subject,
                    "onsetDateTime": civil(TODAY - dice.roll(100, 4000)) }),
        );
    }
    for j in 0..4_u64 {
        let (code, text, sig) =
            MEDICATIONS.get((first.unsigned_abs() + j) as usize % MEDICATIONS.len()).copied().unwrap_or(&("", "", ""));
        let status = if dice.share() < 0.7 { "active" } else { "completed" };
        let (visit, day, _) = visits.get(7 - j as usize).cloned().unwrap_or_default();
        add(
            uuid(5, i, j),
            json!({ "resourceType": "MedicationRequest", "status": status, "intent": "order",
                    "medicationCodeableConcept": coding("http://www.nlm.nih.gov/research/umls/rxnorm", code, text), "subject": subject,
                    "encounter": { "reference": format!("urn:uuid:{visit}") }, "authoredOn": day, "requester": any_doctor(&mut dice),
                    "dosageInstruction": [{ "text": sig }] }),
        );
    }
    for j in 0..2_u64 {
        let (code, text, reaction) =
            ALLERGIES.get((first.unsigned_abs() + j) as usize % ALLERGIES.len()).copied().unwrap_or(&("", "", ""));
        add(
            uuid(6, i, j),
            json!({ "resourceType": "AllergyIntolerance",
                    "clinicalStatus": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "code": "active" }] },
                    "code": coding("http://www.nlm.nih.gov/research/umls/rxnorm", code, text), "patient": subject,
                    "recordedDate": civil(TODAY - dice.roll(100, 4000)), "reaction": [{ "manifestation": [{ "text": reaction }] }] }),
        );
    }
    for (j, (code, name, unit, low, high, from, to)) in (0_u64..).zip(RESULTS) {
        let (visit, _, start) = visits.get(5 + j as usize / 4).cloned().unwrap_or_default();
        let value = rounded(from + (to - from) * dice.share(), 1);
        let mut result = json!({ "resourceType": "Observation", "status": "final",
            "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory" }] }],
            "code": coding("http://loinc.org", code, name), "subject": subject, "encounter": { "reference": format!("urn:uuid:{visit}") },
            "effectiveDateTime": start, "performer": [any_doctor(&mut dice)],
            "valueQuantity": { "value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit },
            "referenceRange": [{ "low": { "value": low, "unit": unit }, "high": { "value": high, "unit": unit } }] });
        let flag = if value > *high {
            Some("H")
        } else if value < *low {
            Some("L")
        } else {
            None
        };
        if let (Some(flag), Some(fields)) = (flag, result.as_object_mut()) {
            let coded = json!([{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": flag }] }]);
            fields.insert("interpretation".into(), coded);
        }
        add(uuid(7, i, j), result);
    }
    for j in 0..6_u64 {
        let day = if j < 4 { workday(&mut dice, -730, -1) } else { workday(&mut dice, 0, 180) };
        let minute = 480 + 15 * dice.roll(0, 35);
        let at = |m: i64| format!("{}T{:02}:{:02}:00+00:00", civil(day), m / 60, m % 60);
        add(
            uuid(8, i, j),
            json!({ "resourceType": "Appointment", "status": if j < 4 { "fulfilled" } else { "booked" }, "description": dice.pick(REASONS),
                    "start": at(minute), "end": at(minute + 15),
                    "participant": [{ "actor": subject, "status": "accepted" }, { "actor": any_doctor(&mut dice), "status": "accepted" }] }),
        );
    }
    for (j, back) in (0_u64..).zip(&backs) {
        let (code, cents) = dice.pick(FEES);
        let luck = dice.share() * if *back > 120 { 1.0 } else { 0.6 };
        let paid = if luck > 0.3 {
            *cents
        } else if luck > 0.15 {
            cents * dice.roll(20, 80) / 100
        } else {
            0
        };
        let (_, day, _) = visits.get(j as usize).cloned().unwrap_or_default();
        add(
            uuid(10, i, j),
            json!({ "resourceType": "Invoice", "status": if paid >= *cents { "balanced" } else { "issued" }, "subject": subject, "date": day,
                    "participant": [{ "actor": any_doctor(&mut dice) }],
                    "lineItem": [{ "chargeItemCodeableConcept": coding("http://www.ama-assn.org/go/cpt", code, code) }],
                    "totalNet": { "value": (cents - paid) as f64 / 100.0, "currency": "USD" },
                    "totalGross": { "value": *cents as f64 / 100.0, "currency": "USD" } }),
        );
    }
    json!({ "resourceType": "Bundle", "type": "batch", "entry": entries })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patient_has_75_records_and_is_the_same_every_time() {
        let one = bundle(17, 1000);
        assert_eq!(one["entry"].as_array().unwrap().len() as u64, RECORDS_PER_PATIENT);
        assert_eq!(one, bundle(17, 1000));
        assert_ne!(one, bundle(18, 1000));
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        assert_eq!(civil(0), "1970-01-01");
        assert_eq!(civil(TODAY), "2026-06-15");
        assert_eq!(weekday(TODAY), 0);
        assert_eq!(civil(-12_784), "1935-01-01");
    }
}
