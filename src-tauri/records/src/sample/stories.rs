//! What each condition of the sample practice brings: its diagnosis, its drugs, its laboratory results, and how notes about it read.

use super::people::Story;

/// A prescription: RxCUI, words, how to take it, how many, for how many days.
pub(super) struct Drug(pub &'static str, pub &'static str, pub &'static str, pub f64, pub i64);

/// A laboratory test: LOINC, words, unit, the range it is usually in.
#[derive(Clone, Copy)]
pub(super) struct Test(pub &'static str, pub &'static str, pub &'static str, pub Option<f64>, pub Option<f64>);

pub(super) const A1C: Test = Test("4548-4", "Hemoglobin A1c", "%", Some(4.0), Some(5.6));
pub(super) const GLUCOSE: Test = Test("2345-7", "Glucose", "mg/dL", Some(70.0), Some(99.0));
pub(super) const CREATININE: Test = Test("2160-0", "Creatinine", "mg/dL", Some(0.6), Some(1.2));
pub(super) const POTASSIUM: Test = Test("2823-3", "Potassium", "mmol/L", Some(3.5), Some(5.1));
pub(super) const SODIUM: Test = Test("2951-2", "Sodium", "mmol/L", Some(136.0), Some(145.0));
pub(super) const URINE_ALBUMIN: Test = Test("14959-1", "Albumin/creatinine, urine", "mg/g{creat}", None, Some(30.0));
pub(super) const CHOLESTEROL: Test = Test("2093-3", "Cholesterol", "mg/dL", None, Some(199.0));
pub(super) const LDL: Test = Test("13457-7", "LDL cholesterol, calculated", "mg/dL", None, Some(99.0));
pub(super) const HDL: Test = Test("2085-9", "HDL cholesterol", "mg/dL", Some(40.0), None);
pub(super) const TRIGLYCERIDES: Test = Test("2571-8", "Triglycerides", "mg/dL", None, Some(149.0));
pub(super) const TSH: Test = Test("3016-3", "TSH", "m[IU]/L", Some(0.4), Some(4.5));
pub(super) const HEMOGLOBIN: Test = Test("718-7", "Hemoglobin", "g/dL", Some(12.0), Some(16.0));
pub(super) const HEMATOCRIT: Test = Test("4544-3", "Hematocrit", "%", Some(36.0), Some(46.0));
pub(super) const LEUKOCYTES: Test = Test("6690-2", "Leukocytes", "10*3/uL", Some(4.0), Some(11.0));
pub(super) const PLATELETS: Test = Test("777-3", "Platelets", "10*3/uL", Some(150.0), Some(400.0));

impl Story {
    /// ICD-10-CM.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hypertension => "I10",
            Self::Diabetes => "E11.9",
            Self::Cholesterol => "E78.5",
            Self::Asthma => "J45.30",
            Self::Thyroid => "E03.9",
            Self::Depression => "F32.1",
            Self::Anxiety => "F41.1",
            Self::Pregnancy(weeks) if weeks < 14 => "Z34.81",
            Self::Pregnancy(weeks) if weeks < 28 => "Z34.82",
            Self::Pregnancy(_) => "Z34.83",
            Self::Reflux => "K21.9",
            Self::Knee => "M17.11",
            Self::Migraine => "G43.909",
            Self::Anemia => "D50.9",
        }
    }

    /// What is taken for it, the first as long as it is treated.
    pub fn drugs(self) -> &'static [Drug] {
        match self {
            Self::Hypertension => &[
                Drug("314076", "lisinopril 10 MG Oral Tablet", "Take 1 tablet by mouth once daily", 90.0, 90),
                Drug("197361", "amlodipine 5 MG Oral Tablet", "Take 1 tablet by mouth once daily", 90.0, 90),
            ],
            Self::Diabetes => &[
                Drug(
                    "861007",
                    "metformin hydrochloride 500 MG Oral Tablet",
                    "Take 1 tablet by mouth twice daily with meals",
                    180.0,
                    90,
                ),
                Drug("1545658", "empagliflozin 10 MG Oral Tablet", "Take 1 tablet by mouth every morning", 90.0, 90),
            ],
            Self::Cholesterol => {
                &[Drug("617310", "atorvastatin 20 MG Oral Tablet", "Take 1 tablet by mouth at bedtime", 90.0, 90)]
            }
            Self::Asthma => &[
                Drug(
                    "745679",
                    "200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler",
                    "Inhale 2 puffs every 4 to 6 hours as needed for wheezing",
                    1.0,
                    30,
                ),
                Drug(
                    "895999",
                    "120 ACTUAT fluticasone propionate 0.11 MG/ACTUAT Metered Dose Inhaler",
                    "Inhale 1 puff twice daily; rinse mouth after use",
                    1.0,
                    60,
                ),
            ],
            Self::Thyroid => &[Drug(
                "966221",
                "levothyroxine sodium 0.05 MG Oral Tablet",
                "Take 1 tablet by mouth every morning on an empty stomach",
                90.0,
                90,
            )],
            Self::Depression => {
                &[Drug("312941", "sertraline 50 MG Oral Tablet", "Take 1 tablet by mouth once daily", 90.0, 90)]
            }
            Self::Anxiety => {
                &[Drug("349332", "escitalopram 10 MG Oral Tablet", "Take 1 tablet by mouth once daily", 90.0, 90)]
            }
            Self::Pregnancy(_) => {
                &[Drug("198640", "folic acid 0.4 MG Oral Tablet", "Take 1 tablet by mouth once daily", 90.0, 90)]
            }
            Self::Reflux => &[Drug(
                "198051",
                "omeprazole 20 MG Delayed Release Oral Capsule",
                "Take 1 capsule by mouth 30 minutes before breakfast",
                90.0,
                90,
            )],
            Self::Knee => &[Drug(
                "198014",
                "naproxen 500 MG Oral Tablet",
                "Take 1 tablet by mouth twice daily with food as needed for pain",
                60.0,
                30,
            )],
            Self::Migraine => &[Drug(
                "313161",
                "sumatriptan 50 MG Oral Tablet",
                "Take 1 tablet at onset of headache; may repeat once after 2 hours",
                9.0,
                30,
            )],
            Self::Anemia => &[Drug(
                "310325",
                "ferrous sulfate 325 MG Oral Tablet",
                "Take 1 tablet by mouth every other day",
                45.0,
                90,
            )],
        }
    }

    /// How often it is looked at, in weeks.
    pub fn weeks(self) -> i64 {
        match self {
            Self::Pregnancy(_) => 4,
            Self::Depression | Self::Anxiety => 8,
            Self::Diabetes | Self::Anemia => 13,
            Self::Hypertension | Self::Asthma | Self::Knee => 17,
            _ => 26,
        }
    }

    /// Why the patient comes, in the desk's words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Hypertension => "Blood pressure check",
            Self::Diabetes => "Diabetes follow-up",
            Self::Cholesterol => "Cholesterol follow-up",
            Self::Asthma => "Asthma follow-up",
            Self::Thyroid => "Thyroid follow-up",
            Self::Depression => "Mood follow-up",
            Self::Anxiety => "Anxiety follow-up",
            Self::Pregnancy(_) => "Prenatal visit",
            Self::Reflux => "Heartburn",
            Self::Knee => "Knee pain",
            Self::Migraine => "Headaches",
            Self::Anemia => "Anemia follow-up",
        }
    }
}

/// What a note quotes.
#[derive(Default, Clone, Copy)]
pub(super) struct Numbers {
    pub systolic: f64,
    pub diastolic: f64,
    pub weight_kg: f64,
    /// A1c, LDL, TSH, hemoglobin or a questionnaire's score, by what the visit is about.
    pub value: f64,
    /// The one before.
    pub before: Option<f64>,
    /// Weeks of pregnancy.
    pub weeks: i64,
}

/// Subjective, objective, assessment, plan.
pub(super) type Note = [String; 4];

/// The note of a visit about a condition. `turn` makes two notes about the same read differently.
pub(super) fn note(story: Story, n: &Numbers, turn: i64) -> Note {
    let bp = format!("{:.0}/{:.0}", n.systolic, n.diastolic);
    let from = n.before.map_or_else(String::new, |b| format!(", from {b:.1}"));
    let home = ["Checks at home most mornings.", "Did not bring the home log.", "Home readings match those here."];
    let told = [
        "No side effects.",
        "Takes it as prescribed, misses a dose about once a week.",
        "Pharmacy refills are up to date.",
    ];
    let pick =
        |of: [&'static str; 3]| of.get(usize::try_from(turn.rem_euclid(3)).unwrap_or(0)).copied().unwrap_or_default();
    let exam = "General: well appearing, no distress.\nHeart: regular rate and rhythm, no murmur.\nLungs: clear to auscultation bilaterally.";
    match story {
        Story::Hypertension => [
            format!("Here for blood pressure. {} {} Denies chest pain, shortness of breath, headache or leg swelling.", pick(home), pick(told)),
            format!("BP {bp}.\n{exam}\nExtremities: no edema."),
            if n.systolic < 135.0 { "Hypertension, at goal.".into() } else { format!("Hypertension, not yet at goal ({bp}).") },
            format!("{} Salt under 2 g a day, walk 30 minutes most days. Basic metabolic panel yearly. Return in 4 months.",
                if n.systolic < 135.0 { "Continue lisinopril 10 mg." } else { "Continue lisinopril; add amlodipine 5 mg if still above 135/85 at the next visit." }),
        ],
        Story::Diabetes => [
            format!("Diabetes follow-up. Fasting sugars at home {}. {} No numbness, no vision change, no hypoglycemia.",
                pick(["110 to 140", "mostly under 150", "120 to 160, higher after holidays"]), pick(told)),
            format!("BP {bp}, weight {:.1} kg.\n{exam}\nFeet: pulses palpable, monofilament sensation intact, skin whole.", n.weight_kg),
            format!("Type 2 diabetes mellitus. A1c {:.1} %{from}. {}", n.value, if n.value < 7.0 { "At goal." } else { "Goal under 7 %, improving." }),
            "Continue metformin. Refer to ophthalmology for the yearly dilated eye exam. Urine albumin and lipids yearly. Diet reviewed, goal 150 minutes of activity a week. A1c again in 3 months.".into(),
        ],
        Story::Cholesterol => [
            format!("Follow-up of high cholesterol. {} No muscle pain.", pick(told)),
            format!("BP {bp}.\n{exam}"),
            format!("Hyperlipidemia. LDL {:.0} mg/dL{}.", n.value, n.before.map_or_else(String::new, |b| format!(", from {b:.0}"))),
            "Continue atorvastatin 20 mg at bedtime. Mediterranean-style diet. Lipid panel again in 6 to 12 months.".into(),
        ],
        Story::Asthma => [
            format!("Asthma follow-up. Rescue inhaler {} a week, wakes at night {} a month. No emergency visit since the last time.",
                pick(["once or twice", "two or three times", "hardly once"]), pick(["never", "once", "twice"])),
            "No distress, speaks in full sentences.\nLungs: good air entry, no wheeze, no retractions.\nNose: pale turbinates.".into(),
            "Mild persistent asthma, well controlled.".into(),
            "Continue fluticasone twice daily and albuterol as needed, with spacer. Technique checked. Action plan reviewed and given. Flu shot each fall. Return in 4 months.".into(),
        ],
        Story::Thyroid => [
            format!("Thyroid follow-up. Energy {}, weight stable, no palpitations. Takes the tablet before breakfast.", pick(["good", "fair", "better than before"])),
            format!("BP {bp}.\nThyroid: not enlarged, no nodule.\nHeart: regular.\nReflexes: normal relaxation."),
            format!("Hypothyroidism. TSH {:.1} m[IU]/L{from}.", n.value).replace("m[IU]/L", "mIU/L"),
            if n.value > 4.5 { "Increase levothyroxine to 75 micrograms; TSH again in 6 weeks.".into() } else { "Continue levothyroxine 50 micrograms. TSH yearly.".into() },
        ],
        Story::Depression => [
            format!("Mood follow-up. Sleep {}, appetite back, working. No thoughts of self-harm, no plan, feels safe at home.", pick(["better", "still broken", "six to seven hours"])),
            format!("Well groomed, good eye contact. Speech normal. Mood \"{}\", affect congruent. Thought process linear.\nPHQ-9 score {:.0}.", pick(["okay", "up and down", "better"]), n.value),
            format!("Major depressive disorder, single episode. PHQ-9 {:.0}{}.", n.value, n.before.map_or_else(String::new, |b| format!(", from {b:.0}"))),
            "Continue sertraline 50 mg for at least 6 months after remission. Counseling continues every two weeks. Crisis line 988 discussed. Return in 8 weeks.".into(),
        ],
        Story::Anxiety => [
            format!("Worry {}. Sleeping better. Coffee cut to one cup.", pick(["less often", "mostly before work", "about the same, copes better"])),
            format!("Calm, cooperative. Thought process linear.\nGAD-7 score {:.0}. BP {bp}.", n.value),
            format!("Generalized anxiety disorder. GAD-7 {:.0}{}.", n.value, n.before.map_or_else(String::new, |b| format!(", from {b:.0}"))),
            "Continue escitalopram 10 mg. Breathing exercises, regular sleep. Therapy referral placed. Return in 8 weeks.".into(),
        ],
        Story::Pregnancy(_) => [
            format!("Prenatal visit at {} weeks. {} No bleeding, no leaking, no contractions.", n.weeks, if n.weeks < 18 { "Nausea nearly gone." } else { "Feels the baby move every day." }),
            format!("BP {bp}, weight {:.1} kg.\nFundal height {} cm. Fetal heart {} beats a minute.\nNo edema.", n.weight_kg, n.weeks.max(12), 140 + turn.rem_euclid(3) * 4),
            format!("Pregnancy, {} weeks, uncomplicated.", n.weeks),
            if n.weeks < 20 {
                "Folic acid daily. Anatomy ultrasound at 20 weeks. Warning signs reviewed. Return in 4 weeks.".into()
            } else {
                "Glucose screening at 24 to 28 weeks, Tdap at 27 to 36 weeks. Kick counts. Birth plan begun. Return in 2 to 4 weeks.".into()
            },
        ],
        Story::Reflux => [
            format!("Heartburn {}. No trouble swallowing, no weight loss, no black stools.", pick(["gone on treatment", "twice a week after late meals", "much better"])),
            format!("BP {bp}.\nAbdomen: soft, not tender, no mass."),
            "Gastro-esophageal reflux disease without esophagitis, controlled.".into(),
            "Omeprazole 20 mg before breakfast; try every other day. No meals 3 hours before bed, head of bed raised.".into(),
        ],
        Story::Knee => [
            format!("Right knee pain, worse {}. No locking, no swelling, no fall.", pick(["on stairs", "after long walks", "in the morning for 15 minutes"])),
            format!("BP {bp}.\nRight knee: crepitus, no effusion, flexion to 120 degrees, stable ligaments. Gait slightly antalgic."),
            "Osteoarthritis of the right knee.".into(),
            "Naproxen with food as needed, kidney function yearly. Physical therapy for quadriceps strength. Weight loss of 5 kg would help. Injection if no better.".into(),
        ],
        Story::Migraine => [
            format!("Headaches {} a month, throbbing, with nausea, better in a dark room. No aura, no weakness.", pick(["two", "three", "four"])),
            format!("BP {bp}.\nNeurological: cranial nerves intact, strength and sensation symmetric, gait normal. Fundi sharp."),
            "Migraine without aura, episodic.".into(),
            "Sumatriptan 50 mg at onset, at most 9 tablets a month. Headache diary. Regular sleep and meals. Preventive if more than 4 a month.".into(),
        ],
        Story::Anemia => [
            format!("Tired {}. Periods heavy. Takes iron every other day, tolerates it.", pick(["less than before", "in the afternoon", "still, but climbs stairs again"])),
            format!("BP {bp}.\nConjunctivae {}.\nHeart: regular, no murmur.", if n.value < 11.0 { "pale" } else { "pink" }),
            format!("Iron deficiency anemia. Hemoglobin {:.1} g/dL{from}.", n.value),
            "Continue iron every other day for 3 months after hemoglobin is normal. Iron-rich diet. Complete blood count in 3 months.".into(),
        ],
    }
}

/// A short illness: why they come, ICD-10-CM, the note, a drug.
pub(super) struct Illness {
    pub reason: &'static str,
    pub code: &'static str,
    pub note: [&'static str; 4],
    pub drug: Option<Drug>,
}

/// Short illnesses: the first three of adults, the others of children.
pub(super) const ILLNESSES: &[Illness] = &[
    Illness {
        reason: "Cough and congestion",
        code: "J06.9",
        note: [
            "Four days of runny nose, sore throat and dry cough. No fever since yesterday, eating and drinking. A colleague was ill last week.",
            "No distress.\nThroat: mild redness, no exudate.\nEars: clear.\nLungs: clear, no wheeze.",
            "Acute upper respiratory infection, viral.",
            "Fluids, honey, rest. No antibiotic needed, explained why. Come back for fever over 3 days, trouble breathing or if not better in 10 days.",
        ],
        drug: None,
    },
    Illness {
        reason: "Low back pain",
        code: "M54.50",
        note: [
            "Low back pain for one week after lifting boxes. No leg pain, no numbness, no trouble with bladder or bowel.",
            "Lumbar paraspinal muscles tender, flexion limited by pain. Straight leg raise negative. Strength, reflexes and sensation intact.",
            "Acute low back pain without red flags.",
            "Stay active, heat, naproxen with food for 10 days. Home exercises shown. Imaging not needed now. Return if not better in 4 weeks.",
        ],
        drug: Some(Drug(
            "198014",
            "naproxen 500 MG Oral Tablet",
            "Take 1 tablet by mouth twice daily with food for 10 days",
            20.0,
            10,
        )),
    },
    Illness {
        reason: "Burning with urination",
        code: "N30.00",
        note: [
            "Burning and frequency for two days. No fever, no flank pain, no vaginal discharge.",
            "Afebrile.\nAbdomen: mild suprapubic tenderness, no flank tenderness.\nUrine dipstick: leukocyte esterase and nitrite positive.",
            "Acute cystitis without hematuria.",
            "Nitrofurantoin for 5 days. Fluids. Return for fever, back pain or if not better in 48 hours.",
        ],
        drug: Some(Drug(
            "1648755",
            "nitrofurantoin, macrocrystals 25 MG / nitrofurantoin, monohydrate 75 MG Oral Capsule",
            "Take 1 capsule by mouth twice daily for 5 days",
            10.0,
            5,
        )),
    },
    Illness {
        reason: "Ear pain and fever",
        code: "H66.91",
        note: [
            "Fever to 39 °C and right ear pain since last night after a week of cold. Drinks well, sleeps poorly. No vomiting.",
            "Fussy but consolable.\nRight ear: tympanic membrane red and bulging. Left ear clear.\nThroat and lungs: clear.",
            "Acute otitis media, right ear.",
            "Amoxicillin for 10 days. Ibuprofen for pain by weight, dose written down. Recheck in 2 days if no better.",
        ],
        drug: Some(Drug(
            "308189",
            "amoxicillin 80 MG/ML Oral Suspension",
            "Give by mouth twice daily for 10 days, dose as written by weight",
            100.0,
            10,
        )),
    },
    Illness {
        reason: "Sore throat",
        code: "J02.0",
        note: [
            "Sore throat and fever for two days, no cough. A classmate has strep.",
            "Throat: red with exudate, tender neck nodes, no rash.\nRapid strep test positive.",
            "Streptococcal pharyngitis.",
            "Amoxicillin for 10 days. Back to school after 24 hours without fever. New toothbrush.",
        ],
        drug: Some(Drug(
            "308189",
            "amoxicillin 80 MG/ML Oral Suspension",
            "Give by mouth twice daily for 10 days, dose as written by weight",
            100.0,
            10,
        )),
    },
    Illness {
        reason: "Itchy rash",
        code: "L30.9",
        note: [
            "Dry itchy patches in the elbows and behind the knees for two weeks, worse since the heating is on. No new soap or food.",
            "Dry red patches in both elbow and knee folds, some scratch marks, no weeping.",
            "Dermatitis, likely atopic.",
            "Thick moisturizer twice a day, lukewarm short baths, hydrocortisone 1 % for 7 days. Return if weeping or no better in 2 weeks.",
        ],
        drug: None,
    },
];

/// The yearly examination of an adult.
pub(super) fn physical(systolic: f64, diastolic: f64, turn: i64) -> Note {
    let pick =
        |of: [&'static str; 3]| of.get(usize::try_from(turn.rem_euclid(3)).unwrap_or(0)).copied().unwrap_or_default();
    [
        format!("Yearly examination. {} Sleeps seven hours. Never smoked, {}. Feels safe at home.",
            pick(["No concerns.", "Wonders about screening tests.", "A little tired since the new job."]),
            pick(["drinks on weekends", "does not drink", "a glass of wine with dinner"])),
        format!("BP {systolic:.0}/{diastolic:.0}.\nGeneral: well appearing.\nEyes, ears, nose, throat: normal.\nNeck: no nodes, thyroid not enlarged.\nHeart: regular, no murmur.\nLungs: clear.\nAbdomen: soft, not tender.\nSkin: no worrisome lesion.\nNeurological: grossly intact."),
        "Healthy adult. Preventive care up to date after today.".into(),
        "Lipids and glucose per age. Immunizations reviewed. Screening discussed and ordered as due. Exercise 150 minutes a week. Return in one year.".into(),
    ]
}

/// The examination of a child at an age.
pub(super) fn well_child(months: i64, kg: f64, cm: f64) -> Note {
    let (fed, doing) = match months {
        0..=5 => ("Feeds well every 3 hours, six wet diapers a day.", "Lifts the head, follows faces, smiles."),
        6..=11 => ("Eats purees, sleeps most of the night.", "Sits, babbles, passes objects from hand to hand."),
        12..=23 => ("Eats what the family eats, off the bottle.", "Walks, says a few words, points to what is wanted."),
        24..=59 => (
            "Picky but growing. Toilet training under way or done.",
            "Short sentences, runs, climbs, plays with others.",
        ),
        60..=143 => ("Doing well in school, reads at level.", "Rides a bicycle with a helmet, has friends."),
        _ => (
            "School going well. Phone off at night most days.",
            "Seen partly alone: no tobacco, alcohol or drugs, mood good.",
        ),
    };
    let age = if months < 24 { format!("{months}-month") } else { format!("{}-year", months / 12) };
    [
        format!("{age} well-child visit, with a parent. {fed} No concerns."),
        format!("Weight {kg:.1} kg, length or height {cm:.0} cm, growing along the curve.\nAlert and active.\nEars, eyes, throat: normal, red reflex present.\nHeart: regular, no murmur.\nLungs: clear.\nAbdomen: soft.\nHips and spine: normal.\nDevelopment: {doing}"),
        "Well child, normal growth and development.".into(),
        "Immunizations as recorded; information statements given. Guidance for safety, food and sleep given. Next well-child visit as scheduled.".into(),
    ]
}
