//! Whether a number or code that someone typed can be right: NPI, phone, ZIP, procedure codes, modifiers and the rest.
//!
//! Each `check_*` gives back the value as it should be kept, or why it cannot be right.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::value_sets::{self, Set};
use crate::{hcpcs, icd10, vaccines};

/// Why a code cannot be right. The text names the kind of fault, never what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CodeFault")]
#[schemars(rename = "CodeFault")]
pub enum Fault {
    /// Not the shape such a code has.
    #[error("not the right shape")]
    Format,
    /// The check digit does not fit: a digit is wrong or two are swapped.
    #[error("the check digit does not fit")]
    CheckDigit,
    /// Well-formed, but not in the list.
    #[error("no such code")]
    Unknown,
    /// A heading: a more detailed code is needed.
    #[error("a more detailed code is needed")]
    NotBillable,
    /// Ended before the day in question.
    #[error("the code had ended by then")]
    Ended,
}

/// A calendar day, without a clock or a calendar library. Only days that exist can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if there is one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
        let days = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1..=days).contains(&day) && (1..=9999).contains(&year)).then_some(Date { year, month, day })
    }

    /// From `YYYY-MM-DD`.
    pub fn from_iso(text: &str) -> Option<Date> {
        let digits =
            text.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
        (digits && text.len() == 10).then(|| Date::from_digits(&text.replace('-', "")))?
    }

    /// From `YYYYMMDD`.
    pub fn from_digits(text: &str) -> Option<Date> {
        if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Date::new(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..)?.parse().ok()?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// National Provider Identifier: ten digits beginning with 1 or 2, Luhn check digit over `80840` and the number
/// (45 CFR 162.406). Spaces and hyphens are dropped.
pub fn check_npi(typed: &str) -> Result<String, Fault> {
    let digits = digits_of(typed, &[' ', '-'])?;
    if digits.len() != 10 || !digits.starts_with(['1', '2']) {
        return Err(Fault::Format);
    }
    if luhn_fits(&format!("80840{digits}")) { Ok(digits) } else { Err(Fault::CheckDigit) }
}

/// Luhn's check (ISO/IEC 7812-1) over digits, the last being the check digit.
pub fn luhn_fits(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b.wrapping_sub(b'0'));
            let doubled = if i % 2 == 1 { digit * 2 } else { digit };
            doubled / 10 + doubled % 10
        })
        .sum();
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && sum.is_multiple_of(10)
}

/// A telephone number of the North American plan as ten digits, then `x` and the extension if there is one
/// (`5055550134x12`). Takes the usual writings: `(505) 555-0134`, `+1 505.555.0134 ext. 12`.
pub fn check_phone(typed: &str) -> Result<String, Fault> {
    let lower = typed.trim().to_ascii_lowercase();
    let at = lower.find(['e', 'x', '#']).unwrap_or(lower.len());
    let (number, extension) = lower.split_at_checked(at).ok_or(Fault::Format)?;
    let mut digits =
        digits_of(number, &[' ', '-', '.', '(', ')', '/', '+', '\u{a0}', '\u{2010}', '\u{2011}', '\u{2013}'])?;
    if digits.len() == 11 && digits.starts_with('1') {
        digits.remove(0);
    }
    let exchange = digits.get(3..4).unwrap_or("0");
    if digits.len() != 10 || digits.starts_with(['0', '1']) || matches!(exchange, "0" | "1") {
        return Err(Fault::Format);
    }
    if !extension.is_empty() {
        let extension = digits_of(extension, &['e', 'x', 't', 'n', 's', 'i', 'o', '.', ' ', '#', ':'])?;
        if extension.is_empty() || extension.len() > 7 {
            return Err(Fault::Format);
        }
        digits.push('x');
        digits.push_str(&extension);
    }
    Ok(digits)
}

/// A number kept by [`check_phone`] as it is read: `(505) 555-0134 ext. 12`. Anything else comes back as it is.
pub fn show_phone(kept: &str) -> String {
    let (number, extension) = kept.split_once('x').unwrap_or((kept, ""));
    let parts = (number.get(..3), number.get(3..6), number.get(6..10));
    let (Some(area), Some(exchange), Some(line)) = parts else { return kept.to_owned() };
    if number.len() != 10 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return kept.to_owned();
    }
    let extension = if extension.is_empty() { String::new() } else { format!(" ext. {extension}") };
    format!("({area}) {exchange}-{line}{extension}")
}

/// `12345` or `12345-6789`; nine digits get their hyphen.
pub fn check_zip(typed: &str) -> Result<String, Fault> {
    let digits = digits_of(typed, &[' ', '-'])?;
    match (digits.get(..5), digits.get(5..)) {
        (Some(zip), Some("")) => Ok(zip.to_owned()),
        (Some(zip), Some(four)) if four.len() == 4 => Ok(format!("{zip}-{four}")),
        _ => Err(Fault::Format),
    }
}

/// A procedure code as the practice enters it: five characters, either CPT-shaped (four digits and a digit, `F`, `T`, `U`, `M` or `A`;
/// CPT is never shipped, so only its shape is checked) or HCPCS Level II (a letter and four digits), which must exist and not have ended
/// before `day`, the day of service. D codes (CDT) pass by shape.
pub fn check_procedure(typed: &str, day: Option<Date>) -> Result<String, Fault> {
    let code = typed.trim().to_ascii_uppercase();
    if is_cpt_shaped(&code) {
        return Ok(code);
    }
    let bytes = code.as_bytes();
    let shaped = matches!(bytes, [letter, rest @ ..]
        if letter.is_ascii_uppercase() && rest.len() == 4 && rest.iter().all(u8::is_ascii_digit));
    if !shaped {
        return Err(Fault::Format);
    }
    if code.starts_with('D') {
        return Ok(code);
    }
    check_hcpcs(&code, day)
}

/// Whether a code has the shape of a CPT code (categories I, II, III, PLA, MAAA and administrative codes).
pub fn is_cpt_shaped(code: &str) -> bool {
    matches!(code.as_bytes(), [number @ .., last]
        if number.len() == 4
            && number.iter().all(u8::is_ascii_digit)
            && (last.is_ascii_digit() || matches!(last, b'F' | b'T' | b'U' | b'M' | b'A')))
}

/// A HCPCS Level II code that exists and had not ended before `day`.
pub fn check_hcpcs(typed: &str, day: Option<Date>) -> Result<String, Fault> {
    let code = typed.trim().to_ascii_uppercase();
    let known = hcpcs::find(&code).ok_or(Fault::Unknown)?;
    match day {
        Some(day) if hcpcs::has_ended(&known.code, day) == Some(true) => Err(Fault::Ended),
        _ => Ok(known.code),
    }
}

/// A modifier: two letters or digits. Those of two digits are CPT's, anything else may also be a payer's own, so only the
/// shape is checked; [`hcpcs::find_modifier`] knows the HCPCS ones.
pub fn check_modifier(typed: &str) -> Result<String, Fault> {
    let code = typed.trim().to_ascii_uppercase();
    let shaped = code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    if shaped { Ok(code) } else { Err(Fault::Format) }
}

/// A diagnosis code that may stand on a claim, with its dot.
pub fn check_diagnosis(typed: &str) -> Result<String, Fault> {
    let hit = icd10::find(typed.trim()).ok_or(Fault::Unknown)?;
    if hit.billable { Ok(hit.code) } else { Err(Fault::NotBillable) }
}

/// A place of service, two digits (`11`).
pub fn check_place_of_service(typed: &str) -> Result<String, Fault> {
    let code = digits_of(typed, &[' '])?;
    value_sets::find(Set::PlaceOfService, &format!("{code:0>2}")).map(|place| place.code).ok_or(Fault::Unknown)
}

/// A vaccine's CVX, two or three digits.
pub fn check_cvx(typed: &str) -> Result<String, Fault> {
    let code = digits_of(typed, &[' '])?;
    vaccines::find(&code).map(|vaccine| vaccine.code).ok_or(Fault::Unknown)
}

/// A provider taxonomy code: nine letters or digits and an `X`. The table is NUCC's and not shipped.
pub fn check_taxonomy(typed: &str) -> Result<String, Fault> {
    let code = typed.trim().to_ascii_uppercase();
    let shaped = code.len() == 10 && code.ends_with('X') && code.bytes().all(|b| b.is_ascii_alphanumeric());
    if shaped { Ok(code) } else { Err(Fault::Format) }
}

/// An employer identification number (`12-3456789`).
pub fn check_ein(typed: &str) -> Result<String, Fault> {
    let digits = digits_of(typed, &[' ', '-'])?;
    match (digits.get(..2), digits.get(2..)) {
        (Some(prefix), Some(rest)) if rest.len() == 7 && prefix != "00" => Ok(format!("{prefix}-{rest}")),
        _ => Err(Fault::Format),
    }
}

/// The digits of `typed`, which may also hold the given separators and spaces around it, nothing else.
fn digits_of(typed: &str, separators: &[char]) -> Result<String, Fault> {
    let typed = typed.trim();
    if typed.len() > 60 || !typed.chars().all(|c| c.is_ascii_digit() || separators.contains(&c)) {
        return Err(Fault::Format);
    }
    Ok(typed.chars().filter(char::is_ascii_digit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_npi_needs_its_check_digit() {
        // The example number of the CMS check-digit paper.
        assert_eq!(check_npi("1234567893"), Ok("1234567893".into()));
        assert_eq!(check_npi(" 1234-567-893 "), Ok("1234567893".into()));
        assert_eq!(check_npi("1234567890"), Err(Fault::CheckDigit));
        assert_eq!(check_npi("1234567839"), Err(Fault::CheckDigit), "two digits swapped");
        assert_eq!(check_npi("3234567893"), Err(Fault::Format), "an NPI begins with 1 or 2");
        for wrong in ["", "123456789", "12345678931", "12345678९3", "NPI1234567893"] {
            assert_eq!(check_npi(wrong), Err(Fault::Format));
        }
    }

    #[test]
    fn phones_are_kept_as_ten_digits_however_they_are_written() {
        for written in
            ["505-555-0134", "(505) 555-0134", "505.555.0134", "+1 505 555 0134", "1-505-555-0134", "5055550134"]
        {
            assert_eq!(check_phone(written), Ok("5055550134".into()), "{written}");
        }
        assert_eq!(check_phone("505-555-0134 ext. 12"), Ok("5055550134x12".into()));
        assert_eq!(check_phone("505 555 0134 x7"), Ok("5055550134x7".into()));
        assert_eq!(show_phone("5055550134x12"), "(505) 555-0134 ext. 12");
        assert_eq!(show_phone("+44 20 7946 0000"), "+44 20 7946 0000");
        for wrong in ["", "555-0134", "105-555-0134", "505-055-0134", "505-555-0134 ext", "phone", "505-555-01345"] {
            assert_eq!(check_phone(wrong), Err(Fault::Format), "{wrong}");
        }
    }

    #[test]
    fn zips_have_five_or_nine_digits() {
        assert_eq!(check_zip("87501"), Ok("87501".into()));
        assert_eq!(check_zip("875011234"), Ok("87501-1234".into()));
        assert_eq!(check_zip("87501-1234"), Ok("87501-1234".into()));
        for wrong in ["8750", "87501-12", "K1A 0B1", "875012"] {
            assert_eq!(check_zip(wrong), Err(Fault::Format), "{wrong}");
        }
    }

    #[test]
    fn procedures_pass_by_shape_or_by_the_hcpcs_list() {
        for cpt in ["99213", "0001F", "0002t", "0001U", "0001M"] {
            assert!(check_procedure(cpt, None).is_ok(), "{cpt} has the shape of CPT");
        }
        assert_eq!(check_procedure("g0438", None), Ok("G0438".into()));
        assert_eq!(check_procedure("Z9999", None), Err(Fault::Unknown));
        for wrong in ["9921", "992133", "99X13", "", "G043A", "Ⅸ9213"] {
            assert_eq!(check_procedure(wrong, None), Err(Fault::Format), "{wrong}");
        }
    }

    #[test]
    fn an_ended_code_is_refused_only_after_its_last_day() {
        let ended = hcpcs::all().find(|code| code.ended.is_some()).expect("the list holds ended codes");
        let last = Date::from_iso(ended.ended.as_deref().unwrap_or("")).expect("a day");
        assert_eq!(check_hcpcs(&ended.code, Some(last)), Ok(ended.code.clone()));
        assert_eq!(check_hcpcs(&ended.code, Date::new(2026, 1, 1)), Err(Fault::Ended));
        assert_eq!(check_hcpcs(&ended.code, None), Ok(ended.code.clone()));
    }

    #[test]
    fn a_heading_is_not_a_diagnosis_for_a_claim() {
        assert_eq!(check_diagnosis("e119"), Ok("E11.9".into()));
        assert_eq!(check_diagnosis("E11"), Err(Fault::NotBillable));
        assert_eq!(check_diagnosis("E11.99"), Err(Fault::Unknown));
        assert_eq!(check_diagnosis("É11"), Err(Fault::Unknown));
    }

    #[test]
    fn modifiers_places_vaccines_taxonomies_and_tax_ids() {
        assert_eq!(check_modifier("25"), Ok("25".into()));
        assert_eq!(check_modifier("lt"), Ok("LT".into()));
        assert_eq!(check_modifier("2"), Err(Fault::Format));
        assert_eq!(check_place_of_service("11"), Ok("11".into()));
        assert_eq!(check_place_of_service("2"), Ok("02".into()));
        assert_eq!(check_place_of_service("97"), Err(Fault::Unknown));
        assert_eq!(check_cvx("8"), Ok("08".into()));
        assert_eq!(check_cvx("140"), Ok("140".into()));
        assert_eq!(check_cvx("777"), Err(Fault::Unknown));
        assert_eq!(check_taxonomy("207q00000x"), Ok("207Q00000X".into()));
        assert_eq!(check_taxonomy("207Q00000"), Err(Fault::Format));
        assert_eq!(check_ein("123456789"), Ok("12-3456789".into()));
        assert_eq!(check_ein("1234567890"), Err(Fault::Format));
    }

    #[test]
    fn days_that_do_not_exist_cannot_be_made() {
        assert_eq!(Date::from_iso("2024-02-29").map(|d| d.to_string()), Some("2024-02-29".into()));
        for wrong in ["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "2024-01-01T", "20240101é"]
        {
            assert_eq!(Date::from_iso(wrong), None, "{wrong}");
        }
        assert!(Date::new(2025, 12, 31) < Date::new(2026, 1, 1));
    }
}
