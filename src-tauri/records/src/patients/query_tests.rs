use proptest::prelude::*;

use super::*;

fn today() -> Day {
    Day::of(2026, 11, 22).unwrap()
}
fn read(query: &str) -> Vec<Sought> {
    readings(query, today())
}
fn born(query: &str) -> Vec<Born> {
    read(query).into_iter().find_map(|s| s.born).unwrap_or_default()
}
fn on(y: i32, m: u32, d: u32) -> Born {
    Born::On(Day::of(y, m, d).unwrap())
}

#[test]
fn what_the_desk_types_is_read_as_it_is_meant() {
    let one = |q: &str| read(q).into_iter().next().unwrap();
    assert_eq!(one("smi 3/4/61").names, ["smi"]);
    assert_eq!(one("smi 3/4/61").born, Some(vec![on(1961, 3, 4)]));
    assert_eq!(one("jos gar").names, ["jos", "gar"]);
    assert_eq!(one("García, José").names, ["garcia", "jose"]);
    assert_eq!(one("555-0134").phone.as_deref(), Some("5550134"));
    assert_eq!(one("(614) 555-0134").phone.as_deref(), Some("6145550134"));
    assert_eq!(one("+1 614.555.0134").phone.as_deref(), Some("6145550134"));
    assert_eq!(one("A-100042").number.as_deref(), Some("a100042"));
    assert_eq!(one("MRN a-100042").number.as_deref(), Some("a100042"));
    assert_eq!(one("o'brien-lópez").names, ["obrien", "lopez"]);
    assert_eq!(one("smi 0134").phone.as_deref(), Some("0134"));
    assert_eq!(one("smi 1961").born, Some(vec![Born::In(1961)]));
    assert_eq!(read("   "), []);
    assert_eq!(read("- ' ,"), []);
}

#[test]
fn bare_digits_are_tried_as_all_they_may_be() {
    let all = read("100042");
    assert!(all.iter().any(|s| s.number.as_deref() == Some("100042")));
    assert!(all.iter().any(|s| s.phone.as_deref() == Some("100042")));
    assert!(read("030461").iter().any(|s| s.born == Some(vec![on(1961, 3, 4)])));
}

#[test]
fn a_date_still_being_typed_narrows_by_what_is_there() {
    for half in ["smi 3/4", "smi 3/4/", "smi 3/4/6", "smi 3/4/196", "smi mar 4"] {
        assert_eq!(born(half), [Born::Every(3, 4)], "{half}");
    }
    assert_eq!(read("smi 3").first().unwrap().names, ["smi"]);
}

#[test]
fn two_digits_of_a_year_mean_someone_alive() {
    assert_eq!(born("3/4/12"), [on(2012, 3, 4), on(1912, 3, 4)]);
    assert_eq!(born("3/4/61"), [on(1961, 3, 4)]);
    assert_eq!(born("2/29/12"), [on(2012, 2, 29), on(1912, 2, 29)]);
    assert_eq!(born("25/12/1980"), [on(1980, 12, 25)]);
}

#[test]
fn a_day_no_calendar_has_is_no_date() {
    for wrong in ["2/30/1961", "31/31/1961", "1961-13-01", "feb 30 1961"] {
        assert_eq!(read(wrong).into_iter().map(|s| s.born).collect::<Vec<_>>(), [Some(Vec::new())], "{wrong}");
    }
}

#[test]
fn a_first_name_that_is_a_month_stays_a_name() {
    assert_eq!(read("june smith").first().unwrap().names, ["june", "smith"]);
    assert_eq!(read("april 3/4/1961").first().unwrap().names, ["april"]);
}

proptest! {
    /// Every usual way of writing a birth date is read as that date.
    #[test]
    fn a_birth_date_is_read_in_any_usual_form(year in 1930i32..2026, month in 1u32..=12, day in 1u32..=28, form in 0usize..16) {
        let short = year % 100;
        let name = MONTHS[month as usize - 1];
        let abbreviated = &name[..3];
        let capital = format!("{}{}", abbreviated[..1].to_uppercase(), &abbreviated[1..]);
        let typed = match form {
            0 => format!("{month}/{day}/{year}"),
            1 => format!("{month:02}/{day:02}/{year}"),
            2 => format!("{month}-{day}-{year}"),
            3 => format!("{month}.{day}.{year}"),
            4 => format!("{year}-{month:02}-{day:02}"),
            5 => format!("{year}/{month}/{day}"),
            6 => format!("{month}/{day}/{short:02}"),
            7 => format!("{month:02}{day:02}{year}"),
            8 => format!("{year}{month:02}{day:02}"),
            9 => format!("{month:02}{day:02}{short:02}"),
            10 => format!("{capital} {day}, {year}"),
            11 => format!("{day} {capital} {year}"),
            12 => format!("{name} {day} {year}"),
            13 => format!("{day}-{capital}-{year}"),
            14 => format!("{day}{abbreviated}{year}"),
            _ => format!("{month} {day} {year}"),
        };
        let wanted = on(year, month, day);
        for query in [typed.clone(), format!("smi {typed}"), format!("{typed} smi"), format!("smi, jo {typed}")] {
            let found = read(&query);
            prop_assert!(found.iter().any(|s| s.born.as_ref().is_some_and(|b| b.contains(&wanted))), "{query}: {found:?}");
            let named = query.contains("smi");
            prop_assert!(found.iter().all(|s| s.names.iter().any(|n| n == "smi") == named), "{query}: {found:?}");
        }
    }

    /// Nothing that can be typed or pasted makes the reader fall over, and it never asks for more than a few searches.
    #[test]
    fn whatever_is_typed_is_read(query in "\\PC{0,200}") {
        prop_assert!(read(&query).len() <= 5);
    }

    #[test]
    fn whatever_is_typed_of_digits_and_signs_is_read(query in "[0-9/.() +a-f-]{0,40}") {
        prop_assert!(read(&query).len() <= 5);
    }
}
