use proptest::prelude::*;

use super::*;

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9 * a.abs().max(1.0)
}

#[test]
fn a_height_is_read_however_it_is_written() {
    for typed in
        ["5'11\"", "5' 11\"", "5 ft 11 in", "5ft11", "5’11”", "5'11", "71", "71 in", "71\"", "180.34 cm", "1.8034 m"]
    {
        let height = parse(Vital::Height, typed, System::Us);
        assert!(height.is_ok_and(|cm| near(cm, 180.34)), "{typed}: {height:?}");
    }
    assert!(parse(Vital::Height, "5'11½\"", System::Us).is_ok_and(|cm| near(cm, 181.61)));
    assert_eq!(parse(Vital::Height, "180", System::Metric), Ok(180.0));
    assert!(parse(Vital::Height, "6'", System::Metric).is_ok_and(|cm| near(cm, 182.88)));
}

#[test]
fn a_weight_is_read_however_it_is_written() {
    for typed in ["180", "180 lb", "180lbs", "180 #", "180 lb 0 oz", "2880 oz"] {
        let weight = parse(Vital::Weight, typed, System::Us);
        assert!(weight.is_ok_and(|kg| near(kg, 81.6466266)), "{typed}: {weight:?}");
    }
    assert!(parse(Vital::Weight, "7 lb 8 oz", System::Metric).is_ok_and(|kg| near(kg, 3.401942775)));
    assert_eq!(parse(Vital::Weight, "82.5", System::Metric), Ok(82.5));
    assert!(parse(Vital::Weight, "3400 g", System::Us).is_ok_and(|kg| near(kg, 3.4)));
}

#[test]
fn a_temperature_without_a_unit_is_what_it_can_be() {
    assert!(parse(Vital::Temperature, "98.6", System::Us).is_ok_and(|c| near(c, 37.0)));
    assert!(parse(Vital::Temperature, "98.6", System::Metric).is_ok_and(|c| near(c, 37.0)));
    assert_eq!(parse(Vital::Temperature, "38.5", System::Us), Ok(38.5));
    assert!(parse(Vital::Temperature, "101.3 °F", System::Metric).is_ok_and(|c| near(c, 38.5)));
}

#[test]
fn a_blood_pressure_is_two_numbers_the_higher_first() {
    assert_eq!(parse_blood_pressure("120/80"), Ok((120.0, 80.0)));
    assert_eq!(parse_blood_pressure(" 120 / 80 mmHg"), Ok((120.0, 80.0)));
    assert_eq!(parse_blood_pressure("120 over 80"), Ok((120.0, 80.0)));
    assert_eq!(parse_blood_pressure("80/120"), Err(EntryError::NotBelowSystolic));
    assert_eq!(parse_blood_pressure("120"), Err(EntryError::NotANumber));
    assert!(matches!(parse_blood_pressure("1200/80"), Err(EntryError::Implausible { .. })));
}

#[test]
fn slips_are_refused() {
    for typed in ["", "tall", "-5", "5'13\"", "1e3", "5.5.5", "5'11\" 3", "١٧٠", "NaN", "inf"] {
        assert!(parse(Vital::Height, typed, System::Us).is_err(), "{typed}");
    }
    assert_eq!(parse(Vital::Weight, "180 cm", System::Us), Err(EntryError::WrongUnit));
    assert!(matches!(parse(Vital::Weight, "1800", System::Us), Err(EntryError::Implausible { .. })));
    assert!(matches!(parse(Vital::OxygenSaturation, "101", System::Us), Err(EntryError::Implausible { .. })));
    assert_eq!(parse(Vital::Pain, "7/10", System::Us).map_err(|_| ()), Err(()));
    assert_eq!(parse(Vital::Pain, "7", System::Us), Ok(7.0));
    assert_eq!(parse(Vital::Pain, "6.5", System::Us), Err(EntryError::NotANumber));
}

#[test]
fn values_are_shown_as_they_are_read_aloud() {
    assert_eq!(show(Vital::Height, 180.34, System::Us), "5'11\"");
    assert_eq!(show(Vital::Height, 182.8799, System::Us), "6'0\"", "never 5'12\"");
    assert_eq!(show(Vital::Height, 181.61, System::Us), "5'11.5\"");
    assert_eq!(show(Vital::Height, 180.34, System::Metric), "180.3 cm");
    assert_eq!(show(Vital::Weight, 81.6466266, System::Us), "180.0 lb");
    assert_eq!(show(Vital::Weight, 3.401942775, System::Us), "7 lb 8 oz");
    assert_eq!(show(Vital::Temperature, 37.0, System::Us), "98.6 °F");
    assert_eq!(show(Vital::Systolic, 120.0, System::Us), "120 mmHg");
    assert_eq!(show(Vital::OxygenSaturation, 98.0, System::Us), "98%");
    assert_eq!(show(Vital::Pain, 7.0, System::Us), "7");
}

#[test]
fn bmi_needs_a_believable_body() {
    assert!(bmi(180.0, 81.0).is_some_and(|b| near(b, 25.0)));
    assert_eq!(bmi(0.0, 81.0), None);
    assert_eq!(bmi(f64::NAN, 81.0), None);
}

#[test]
fn what_is_usual_depends_on_age() {
    assert_eq!(flag(Vital::HeartRate, 130.0, Some(6)), Flag::Usual);
    assert_eq!(flag(Vital::HeartRate, 130.0, Some(40 * 12)), Flag::High);
    assert_eq!(flag(Vital::RespiratoryRate, 14.0, Some(6)), Flag::Low);
    assert_eq!(flag(Vital::Temperature, 38.0, None), Flag::High);
    assert_eq!(flag(Vital::Temperature, 37.94, None), Flag::Usual);
    assert_eq!(flag(Vital::OxygenSaturation, 92.0, None), Flag::Low);
    assert_eq!(flag(Vital::Bmi, 17.0, Some(8 * 12)), Flag::NoRange, "a child's BMI is read by percentile");
    assert_eq!(blood_pressure(118.0, 76.0, None), Some(BloodPressure::Normal));
    assert_eq!(blood_pressure(118.0, 82.0, None), Some(BloodPressure::Stage1));
    assert_eq!(blood_pressure(185.0, 82.0, None), Some(BloodPressure::Crisis));
    assert_eq!(blood_pressure(118.0, 76.0, Some(60)), None);
}

#[test]
fn every_usual_value_is_a_possible_one() {
    for vital in Vital::ALL {
        for age in (0..1200).map(Some).chain([None]) {
            if let Some(range) = usual(vital, age) {
                assert!(range.low < range.high, "{vital:?} at {age:?} months");
                assert!(plausible(vital).hold(range.low) && plausible(vital).hold(range.high), "{vital:?} at {age:?}");
            }
        }
    }
}

#[test]
fn codes_that_others_send_mean_the_same() {
    assert_eq!(Vital::from_loinc("2708-6"), Some(Vital::OxygenSaturation));
    assert_eq!(Vital::from_loinc("8331-1"), Some(Vital::Temperature));
    assert_eq!(Vital::from_loinc("2339-0"), None);
    for vital in Vital::ALL {
        assert_eq!(Vital::from_loinc(vital.loinc()), Some(vital));
        for unit in vital.units() {
            assert_eq!(Unit::from_ucum(unit.ucum()), Some(*unit));
        }
    }
}

fn any_vital() -> impl Strategy<Value = Vital> {
    prop::sample::select(Vital::ALL.to_vec())
}

proptest! {
    #[test]
    fn converting_there_and_back_gives_the_same(vital in any_vital(), part in 0.0..=1.0_f64) {
        let limits = plausible(vital);
        let kept = limits.low + (limits.high - limits.low) * part;
        for unit in vital.units() {
            let there = convert(kept, vital.unit(), *unit).expect("a unit of its own");
            let back = convert(there, *unit, vital.unit()).expect("a unit of its own");
            prop_assert!(near(kept, back), "{kept} {unit:?} {back}");
        }
    }

    #[test]
    fn what_is_shown_can_be_typed_again(vital in any_vital(), part in 0.001..=0.999_f64, us in any::<bool>()) {
        let system = if us { System::Us } else { System::Metric };
        let limits = plausible(vital);
        let kept = limits.low + (limits.high - limits.low) * part;
        let kept = if vital == Vital::Pain { kept.round() } else { kept };
        let shown = show(vital, kept, system);
        let again = parse(vital, &shown, system);
        prop_assert!(again.is_ok(), "{shown}: {again:?}");
        prop_assert_eq!(shown, show(vital, again.unwrap_or(0.0), system));
    }

    #[test]
    fn feet_and_inches_survive_centimetres(feet in 1_u32..8, inches in 0_u32..12) {
        let typed = format!("{feet}'{inches}\"");
        let kept = parse(Vital::Height, &typed, System::Us).expect("a height");
        prop_assert_eq!(show(Vital::Height, kept, System::Us), typed);
    }

    #[test]
    fn nothing_typed_can_panic(vital in any_vital(), typed in "\\PC{0,60}") {
        let _ = parse(vital, &typed, System::Us);
        let _ = parse_blood_pressure(&typed);
    }
}
