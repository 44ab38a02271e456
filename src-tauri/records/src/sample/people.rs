//! Who comes to the sample practice: thirty-five households, a hundred people, none of them real.

use Story::*;

/// What a person is treated for over the months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    Hypertension,
    Diabetes,
    Cholesterol,
    Asthma,
    Thyroid,
    Depression,
    Anxiety,
    /// So many weeks pregnant today.
    Pregnancy(i64),
    Reflux,
    Knee,
    Migraine,
    Anemia,
}

/// Somebody who lives there: given name, `f` or `m`, age in months, what they are treated for.
pub(super) struct Person(pub &'static str, pub char, pub i64, pub &'static [Story]);

impl Person {
    pub fn is_child(&self) -> bool {
        self.2 < 18 * 12
    }
}

/// Family name, street, insurer (of [`INSURERS`]), preferred language (BCP 47), OMB race, whether Hispanic or Latino, and the people. Those
/// who are not of age are the first ones' children.
pub(super) struct Household {
    pub family: &'static str,
    pub street: &'static str,
    pub insurer: usize,
    pub language: &'static str,
    pub race: &'static str,
    pub hispanic: bool,
    pub people: &'static [Person],
}

/// Invented insurers; those over 65 have Medicare.
pub(super) const INSURERS: [(&str, &str); 4] = [
    ("Blue Harbor Health", "PPO Choice 1500"),
    ("Northline Mutual", "HMO Essential"),
    ("Prairie State Medicaid", "Family Plan"),
    ("Summit Employer Trust", "High Deductible 3000"),
];

const fn y(years: i64) -> i64 {
    years * 12
}

const WHITE: &str = "2106-3";
const BLACK: &str = "2054-5";
const ASIAN: &str = "2028-9";
const NATIVE: &str = "1002-5";
const PACIFIC: &str = "2076-8";

const fn home(
    family: &'static str,
    street: &'static str,
    insurer: usize,
    language: &'static str,
    race: &'static str,
    hispanic: bool,
    people: &'static [Person],
) -> Household {
    Household { family, street, insurer, language, race, hispanic, people }
}

/// Every household.
pub(super) const HOUSEHOLDS: &[Household] = &[
    home(
        "García Morales",
        "18 Alder Court",
        0,
        "es",
        WHITE,
        true,
        &[
            Person("José", 'm', y(52) + 4, &[Diabetes, Hypertension]),
            Person("Lucía", 'f', y(49) + 7, &[Thyroid]),
            Person("Mateo", 'm', y(15) + 2, &[Asthma]),
            Person("Inés", 'f', y(11) + 5, &[]),
        ],
    ),
    home(
        "Nowak",
        "4 Quarry Road",
        1,
        "pl",
        WHITE,
        false,
        &[
            Person("Łukasz", 'm', y(38) + 3, &[Anxiety]),
            Person("Małgorzata", 'f', y(36) + 8, &[]),
            Person("Zofia", 'f', 8, &[]),
        ],
    ),
    home(
        "Παπαδοπούλου",
        "27 Harbor Street",
        0,
        "el",
        WHITE,
        false,
        &[
            Person("Ελένη", 'f', y(71) + 2, &[Hypertension, Knee]),
            Person("Νίκος", 'm', y(74) + 9, &[Diabetes, Cholesterol]),
        ],
    ),
    home(
        "Johnson",
        "112 Maple Avenue",
        0,
        "en",
        BLACK,
        false,
        &[
            Person("Denise", 'f', y(44) + 6, &[Hypertension]),
            Person("Marcus", 'm', y(46) + 1, &[Cholesterol]),
            Person("Aaliyah", 'f', y(9) + 3, &[Asthma]),
            Person("Isaiah", 'm', y(4) + 4, &[]),
        ],
    ),
    home(
        "O’Sullivan",
        "9 Mill Lane",
        3,
        "en",
        WHITE,
        false,
        &[
            Person("Zoë", 'f', y(31) + 2, &[Pregnancy(29)]),
            Person("Cormac", 'm', y(33) + 5, &[]),
            Person("Niamh", 'f', 31, &[]),
        ],
    ),
    home(
        "Nguyễn",
        "63 Orchard Street",
        1,
        "vi",
        ASIAN,
        false,
        &[
            Person("Thị Hương", 'f', y(58) + 10, &[Diabetes]),
            Person("Văn Minh", 'm', y(60) + 3, &[Hypertension, Reflux]),
            Person("An", 'f', y(22) + 6, &[Migraine]),
        ],
    ),
    home(
        "Petrov",
        "5 Linden Square",
        0,
        "ru",
        WHITE,
        false,
        &[
            Person("Алексей", 'm', y(41) + 7, &[Reflux]),
            Person("Наталья", 'f', y(39) + 11, &[Depression]),
            Person("Дмитрий", 'm', y(6) + 8, &[]),
            Person("Анна", 'f', 17, &[]),
        ],
    ),
    home(
        "Washington",
        "240 Cedar Street",
        2,
        "en",
        BLACK,
        false,
        &[
            Person("Latoya", 'f', y(27) + 4, &[Anemia]),
            Person("Jayden", 'm', y(5) + 6, &[]),
            Person("Nia", 'f', 13, &[]),
        ],
    ),
    home(
        "Lindgren",
        "31 Birch Hill",
        0,
        "en",
        WHITE,
        false,
        &[Person("Björn", 'm', y(67) + 5, &[Hypertension, Cholesterol]), Person("Åsa", 'f', y(66) + 1, &[Thyroid])],
    ),
    home(
        "Patel",
        "77 Station Road",
        3,
        "en",
        ASIAN,
        false,
        &[
            Person("Rajesh", 'm', y(48) + 9, &[Diabetes, Cholesterol]),
            Person("Meera", 'f', y(45) + 2, &[Hypertension]),
            Person("Arjun", 'm', y(16) + 7, &[]),
            Person("Anika", 'f', y(12) + 1, &[]),
        ],
    ),
    home(
        "Fernández de la Cruz",
        "150 Elm Street",
        2,
        "es",
        NATIVE,
        true,
        &[Person("María del Carmen", 'f', y(29) + 8, &[Pregnancy(14)]), Person("Santiago", 'm', y(3) + 1, &[])],
    ),
    home(
        "Kowalczyk",
        "8 Foundry Way",
        1,
        "en",
        WHITE,
        false,
        &[Person("Stanisław", 'm', y(79) + 3, &[Hypertension, Knee]), Person("Jadwiga", 'f', y(77) + 6, &[Diabetes])],
    ),
    home(
        "Smith",
        "301 Main Street",
        0,
        "en",
        WHITE,
        false,
        &[
            Person("Emily", 'f', y(35) + 1, &[]),
            Person("Daniel", 'm', y(37) + 4, &[Anxiety]),
            Person("Owen", 'm', y(7) + 9, &[]),
            Person("Grace", 'f', y(5) + 1, &[]),
            Person("Henry", 'm', 5, &[]),
        ],
    ),
    home("Smith", "14 Willow Bend", 3, "en", WHITE, false, &[Person("Emma", 'f', y(34) + 10, &[Migraine])]),
    home(
        "Tanaka",
        "56 Lakeview Drive",
        0,
        "ja",
        ASIAN,
        false,
        &[Person("Kenji", 'm', y(54) + 2, &[Hypertension]), Person("Yuki", 'f', y(51) + 8, &[])],
    ),
    home(
        "Müller",
        "22 Brewery Lane",
        1,
        "de",
        WHITE,
        false,
        &[
            Person("Jürgen", 'm', y(63) + 7, &[Diabetes, Hypertension, Cholesterol]),
            Person("Käthe", 'f', y(61) + 4, &[Knee]),
        ],
    ),
    home(
        "Okonkwo",
        "90 Ridge Road",
        0,
        "en",
        BLACK,
        false,
        &[
            Person("Chidi", 'm', y(40) + 5, &[Hypertension]),
            Person("Ngozi", 'f', y(38) + 2, &[]),
            Person("Ada", 'f', y(10) + 6, &[]),
            Person("Obinna", 'm', y(8) + 3, &[Asthma]),
            Person("Kamsi", 'f', 26, &[]),
        ],
    ),
    home(
        "Thompson",
        "417 Oak Street",
        2,
        "en",
        WHITE,
        false,
        &[Person("Brittany", 'f', y(24) + 3, &[Depression]), Person("Liam", 'm', 15, &[])],
    ),
    home("Żukowska", "19 Park Place", 3, "en", WHITE, false, &[Person("Hanna", 'f', y(30) + 6, &[Asthma])]),
    home(
        "Haddad",
        "33 Market Street",
        1,
        "ar",
        WHITE,
        false,
        &[
            Person("Layla", 'f', y(42) + 3, &[Thyroid]),
            Person("Omar", 'm', y(47) + 11, &[Diabetes]),
            Person("Yusuf", 'm', y(13) + 9, &[]),
            Person("Noor", 'f', y(6) + 2, &[]),
        ],
    ),
    home(
        "Kim",
        "71 Chestnut Street",
        0,
        "ko",
        ASIAN,
        false,
        &[
            Person("Min-jun", 'm', y(36) + 7, &[]),
            Person("Seo-yeon", 'f', y(34) + 1, &[Anemia]),
            Person("Ha-eun", 'f', y(2) + 10, &[]),
        ],
    ),
    home(
        "Rivera",
        "208 Pine Street",
        2,
        "es",
        WHITE,
        true,
        &[
            Person("Ángel", 'm', y(57) + 6, &[Diabetes, Hypertension]),
            Person("Rosa", 'f', y(55) + 9, &[Hypertension, Cholesterol]),
        ],
    ),
    home(
        "Novák",
        "6 Bridge Street",
        1,
        "cs",
        WHITE,
        false,
        &[
            Person("Tomáš", 'm', y(45) + 8, &[Cholesterol]),
            Person("Šárka", 'f', y(43) + 4, &[Reflux]),
            Person("Ondřej", 'm', y(14) + 5, &[]),
        ],
    ),
    home(
        "Kahananui",
        "48 Garden Way",
        0,
        "en",
        PACIFIC,
        false,
        &[Person("Keoni", 'm', y(50) + 10, &[Diabetes]), Person("Leilani", 'f', y(48) + 1, &[])],
    ),
    home(
        "Begay",
        "12 Mesa Drive",
        2,
        "en",
        NATIVE,
        false,
        &[Person("Raymond", 'm', y(69) + 8, &[Diabetes, Hypertension]), Person("Lorena", 'f', y(65) + 11, &[Knee])],
    ),
    home(
        "Dubois",
        "85 Canal Street",
        3,
        "fr",
        WHITE,
        false,
        &[
            Person("Françoise", 'f', y(62) + 5, &[Hypertension]),
            Person("Étienne", 'm', y(64) + 3, &[Cholesterol, Reflux]),
        ],
    ),
    home(
        "Yılmaz",
        "39 Hillcrest",
        1,
        "tr",
        WHITE,
        false,
        &[
            Person("Çağla", 'f', y(32) + 9, &[Anxiety]),
            Person("Göktürk", 'm', y(34) + 6, &[]),
            Person("Deniz", 'm', 21, &[]),
        ],
    ),
    home(
        "Brown",
        "560 Washington Avenue",
        0,
        "en",
        BLACK,
        false,
        &[
            Person("Harold", 'm', y(81) + 1, &[Hypertension, Cholesterol]),
            Person("Ernestine", 'f', y(78) + 7, &[Diabetes, Hypertension]),
        ],
    ),
    home(
        "Ionescu",
        "2 Chapel Street",
        3,
        "ro",
        WHITE,
        false,
        &[Person("Ștefan", 'm', y(28) + 2, &[]), Person("Ioana", 'f', y(28) + 11, &[Thyroid])],
    ),
    home(
        "Miller",
        "95 Meadow Lane",
        1,
        "en",
        WHITE,
        false,
        &[
            Person("Karen", 'f', y(53) + 3, &[Depression]),
            Person("Gary", 'm', y(56) + 5, &[Hypertension]),
            Person("Tyler", 'm', y(19) + 4, &[]),
        ],
    ),
    home(
        "Shevchenko",
        "17 Depot Street",
        2,
        "uk",
        WHITE,
        false,
        &[
            Person("Оксана", 'f', y(33) + 8, &[]),
            Person("Марко", 'm', y(7) + 1, &[]),
            Person("Софія", 'f', y(4) + 7, &[]),
        ],
    ),
    home(
        "Davis",
        "128 Highland Avenue",
        0,
        "en",
        WHITE,
        false,
        &[
            Person("Robert", 'm', y(72) + 6, &[Diabetes, Cholesterol]),
            Person("Patricia", 'f', y(70) + 2, &[Thyroid, Hypertension]),
        ],
    ),
    home(
        "Silva",
        "44 River Road",
        1,
        "pt",
        WHITE,
        true,
        &[
            Person("João", 'm', y(39) + 10, &[Migraine]),
            Person("Conceição", 'f', y(37) + 5, &[]),
            Person("Beatriz", 'f', y(3) + 8, &[]),
            Person("Tiago", 'm', 10, &[]),
        ],
    ),
    home("Lee", "7 Forest Glen", 3, "en", ASIAN, false, &[Person("Jordan", 'f', y(26) + 7, &[Anxiety])]),
    home(
        "Anderson",
        "230 Prospect Street",
        0,
        "en",
        WHITE,
        false,
        &[Person("Ruth", 'f', y(87) + 4, &[Hypertension, Thyroid]), Person("Walter", 'm', y(59) + 8, &[Reflux])],
    ),
    home(
        "Baptiste",
        "66 Spring Street",
        2,
        "ht",
        BLACK,
        false,
        &[
            Person("Mireille", 'f', y(41) + 9, &[Hypertension, Anemia]),
            Person("Jean-Luc", 'm', y(17) + 1, &[]),
            Person("Naïka", 'f', y(8) + 10, &[]),
        ],
    ),
    home(
        "Eriksen",
        "3 Lighthouse Point",
        3,
        "en",
        WHITE,
        false,
        &[Person("Bjørn", 'm', y(29) + 5, &[Asthma]), Person("Sølvi", 'f', y(27) + 9, &[]), Person("Ask", 'm', 2, &[])],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_a_hundred_people_of_every_age() {
        let people: Vec<&Person> = HOUSEHOLDS.iter().flat_map(|h| h.people).collect();
        assert!((95..=110).contains(&people.len()), "{}", people.len());
        assert!(people.iter().filter(|p| p.is_child()).count() >= 25);
        assert!(people.iter().filter(|p| p.3.contains(&Diabetes)).count() >= 10);
    }
}
