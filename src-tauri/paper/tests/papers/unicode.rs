//! Any text: what the fonts have is read back, what they lack is said, and nothing breaks the page.

use paper::*;
use proptest::prelude::*;

use crate::{
    read_back::{narrow, pages, text},
    samples,
};

fn noted(words: &str) -> VisitSummary {
    VisitSummary { reason: words.to_owned(), ..samples::empty_summary() }
}

fn read(words: &str) -> String {
    narrow(&pages(&visit_summary(&noted(words), &Look::default()).unwrap(), "-raw").concat())
}

#[test]
fn the_worlds_names_read_back() {
    for name in [
        "Ñandú Muñoz-Ibáñez",
        "Łukasz Żółć",
        "Đặng Thị Mỹ Hạnh",
        "Şükrü Gökçeoğlu",
        "Ελληνικά Ιωάννης Άγγελος",
        "Кириллица Ђорђе Юлія Ґалаґан",
        "Þórður Æsir Øystein",
        "Ħal Ġwann Ċensu",
        "Ọláyínká Ṣọlá",
        "Jānis Ķēniņš",
        "ʻOkina Kahananui",
        "5 µg/kg, A1c ≥ 7 %, 98.6 °F, ½ tablet → 1, ± 2, m², H₂O, −3",
    ] {
        assert!(read(name).contains(name), "{name} in {}", read(name));
    }
}

#[test]
fn decomposed_text_is_composed() {
    assert!(read("Jose\u{301} Nun\u{303}ez").contains("José Nuñez"));
}

/// Every character of the scripts promised, each a word of its own, comes back as itself.
#[test]
fn every_letter_of_latin_greek_and_cyrillic_reads_back_as_itself() {
    let ranges = [0x21..=0x7E, 0xA1..=0xAC, 0xAE..=0x24F, 0x370..=0x52F, 0x1E00..=0x1EFF];
    let letters: Vec<String> = ranges
        .into_iter()
        .flatten()
        .filter_map(char::from_u32)
        .filter(|c| !(0x483..=0x489).contains(&(*c as u32)))
        .map(String::from)
        .collect();
    let pdf = visit_summary(&noted(&letters.join(" ")), &Look::default()).unwrap();
    let read = pages(&pdf, "-raw").concat();
    let read: std::collections::BTreeSet<&str> = read.split_whitespace().collect();
    let lost: Vec<&String> = letters
        .iter()
        .filter(|letter| !read.contains(letter.as_str()) && !pdf.missing.contains(&letter.chars().next().unwrap()))
        .collect();
    // Characters whose canonical composition is another one (U+037E, U+0340 …) come back as that one.
    let lost: Vec<&&String> =
        lost.iter().filter(|letter| !matches!(letter.as_str(), "\u{374}" | "\u{37E}" | "\u{387}")).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let unassigned = |c: &char| matches!(*c as u32, 0x370..=0x3FF);
    assert!(pdf.missing.iter().all(unassigned), "only archaic or unassigned Greek is missing: {:?}", pdf.missing);
}

#[test]
fn missing_characters_are_said_on_every_page_and_in_the_answer() {
    let mut visit = samples::long_summary();
    visit.patient.name = "王 小明".into();
    let pdf = visit_summary(&visit, &Look::default()).unwrap();
    assert_eq!(pdf.missing, ['小', '明', '王']);
    for page in pages(&pdf, "-layout") {
        let page = narrow(&page);
        assert!(page.contains("[U+738B] [U+5C0F][U+660E]"), "{page}");
        assert!(page.contains("the fonts lack") && page.contains("U+5C0F, U+660E, U+738B"), "{page}");
    }
    let covered = visit_summary(&samples::visit_summary(), &Look::default()).unwrap();
    assert!(covered.missing.is_empty() && !text(&covered).contains("the fonts lack"));
}

#[test]
fn a_long_list_of_missing_characters_is_cut_and_counted() {
    let many: String = ('\u{4E00}'..'\u{4E40}').collect();
    let pdf = visit_summary(&noted(&many), &Look::default()).unwrap();
    assert_eq!(pdf.missing.len(), 64);
    assert!(text(&pdf).contains("and 56 more"));
}

#[test]
fn hostile_text_is_text() {
    let hostile = r#"<script>alert("x")</script> ); DROP TABLE patient; (Tj) \(ET\) %%EOF endstream ${7*7} {{x}}"#;
    assert!(read(hostile).contains(hostile));
    let hidden = read("gp\u{202E}fdp.\u{2066}exe\u{0}\u{1B}[31m\u{200B}end\u{E0041}");
    assert!(hidden.contains("gpfdp.exe[31mend"), "{hidden}");
}

#[test]
fn an_endless_word_and_an_endless_name_keep_inside_the_page() {
    let mut visit = noted(&"W".repeat(20_000));
    visit.patient.name = "Żółć".repeat(5_000);
    visit.practice.name = "Clinic".repeat(2_000);
    visit.practice.address = vec!["street ".repeat(500); 40];
    visit.visit_date = "date ".repeat(300);
    let pdf = visit_summary(&visit, &Look::default()).unwrap();
    let raw: String = pages(&pdf, "-raw").concat();
    assert_eq!(raw.matches('W').count(), 20_000);
    for page in pages(&pdf, "-layout") {
        assert!(page.contains("Born 03/04/1961") && page.contains("Page "), "{page}");
    }
}

fn word() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        4 => proptest::char::range('a', 'z'),
        2 => proptest::char::range('À', 'ſ'),
        2 => proptest::char::range('А', 'я'),
        2 => proptest::char::range('α', 'ω'),
        1 => proptest::char::range('Ḁ', 'ỹ'),
        1 => proptest::char::range('0', '9'),
        1 => proptest::sample::select(vec!['≥', 'µ', '°', '→', '€', '½', '/', '-', '(', ')', '<', '&', '\\', '%']),
    ];
    proptest::collection::vec(letter, 1..12).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn covered_words_read_back_among_any_noise(words in proptest::collection::vec(word(), 1..40), noise in "\\PC{0,30}") {
        let pdf = visit_summary(&noted(&format!("{} {noise}", words.join(" "))), &Look::default()).unwrap();
        let read = pages(&pdf, "-raw").concat();
        let read: Vec<&str> = read.split_whitespace().collect();
        for word in &words {
            prop_assert!(read.contains(&word.as_str()), "{word} in {read:?}");
        }
    }

    #[test]
    fn any_text_anywhere_makes_a_document(
        texts in proptest::collection::vec(proptest::collection::vec(any::<char>(), 0..60), 10),
        cents in proptest::collection::vec(-1_000_000_000i64..1_000_000_000, 1..30),
        a4 in any::<bool>(),
    ) {
        let text = |at: usize| texts[at].iter().collect::<String>();
        let look = Look { page: if a4 { PageSize::A4 } else { PageSize::Letter }, printed: text(9), ..Look::default() };
        let charge = |amount: &i64| Charge {
            date: text(0), code: text(1), modifiers: vec![text(2)], description: text(3), pointers: vec![0],
            units: u32::MAX, unit_price: *amount, amount: *amount,
        };
        let paper = Bill {
            number: text(4),
            practice: Practice { name: text(5), address: vec![text(6)], ..samples::practice() },
            patient: Patient { name: text(7), birth_date: text(8), mrn: text(0), ..Default::default() },
            diagnoses: vec![Diagnosis { code: text(1), text: text(2) }],
            charges: cents.iter().map(charge).collect(),
            policies: vec![Policy { order: text(3), payer: text(4), ..Default::default() }],
            balance: cents.iter().sum(),
            message: text(9),
            ..Default::default()
        };
        let pdf = bill(&paper, &look).unwrap();
        prop_assert!(pdf.pages >= 1 && pdf.bytes.starts_with(b"%PDF-1.7"));
        prop_assert!(bill(&paper, &look).unwrap() == pdf);
    }
}
