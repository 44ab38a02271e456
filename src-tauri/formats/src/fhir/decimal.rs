//! Decimal numbers exactly as they were written: `5.0` is not `5`, and money has no binary fractions.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::value::RawValue;

use super::{element::Element, error::said};

/// A decimal number, `digits / 10^scale`, with the trailing zeros it was written with. At most 18 digits are kept;
/// a finer fraction is cut, a larger number refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i64,
    scale: u8,
}

const MAX_DIGITS: i64 = 100_000_000_000_000_000;
const MAX_SCALE: i32 = 36;

impl Decimal {
    /// `digits / 10^scale`: `Decimal::new(1420, 2)` is 14.20. None over 18 digits or 36 decimal places.
    pub fn new(digits: i64, scale: u8) -> Option<Self> {
        (digits.unsigned_abs() < 10 * MAX_DIGITS as u64 && i32::from(scale) <= MAX_SCALE)
            .then_some(Self { digits, scale })
    }
    /// An amount of cents, written with two decimal places.
    pub fn from_cents(cents: i64) -> Option<Self> {
        Self::new(cents, 2)
    }
    /// The amount in whole cents, if it is one: 14.2 is 1420, 14.205 is none.
    pub fn cents(self) -> Option<i64> {
        match self.scale {
            0..=2 => self.digits.checked_mul(10_i64.pow(u32::from(2 - self.scale))),
            more => {
                let unit = 10_i64.checked_pow(u32::from(more - 2))?;
                (self.digits % unit == 0).then(|| self.digits / unit)
            }
        }
    }
    /// So many times a whole amount, rounded half away from zero; none when it does not fit: 1.5 times 333 is 500.
    pub fn times(self, amount: i64) -> Option<i64> {
        let unit = 10_i128.checked_pow(u32::from(self.scale))?;
        let whole = i128::from(self.digits) * i128::from(amount);
        let (nearest, rest) = (whole / unit, whole % unit);
        let up = if rest.abs() >= unit - rest.abs() { whole.signum() } else { 0 };
        i64::try_from(nearest + up).ok()
    }
    /// The nearest binary number.
    pub fn to_f64(self) -> f64 {
        // Through text: division would round twice.
        self.to_string().parse().unwrap_or_default()
    }
    /// Reads a JSON number.
    pub fn parse(text: &str) -> Option<Self> {
        let (unsigned, sign) = text.strip_prefix('-').map_or((text, 1), |rest| (rest, -1));
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() || !(-99..=99).contains(&exponent) {
            return None;
        }
        let (mut digits, mut scale) = (0_i64, -exponent);
        for (b, after_point) in whole.bytes().map(|b| (b, false)).chain(fraction.bytes().map(|b| (b, true))) {
            if !b.is_ascii_digit() {
                return None;
            }
            let full = digits >= MAX_DIGITS || (after_point && scale >= MAX_SCALE);
            if !full {
                digits = digits * 10 + i64::from(b - b'0');
                scale += i32::from(after_point);
            } else if !after_point {
                return None;
            }
        }
        while !(0..=MAX_SCALE).contains(&scale) {
            let (shifted, step) = if scale < 0 { (digits.checked_mul(10)?, 1) } else { (digits / 10, -1) };
            (digits, scale) = (shifted, scale + step);
        }
        Self::new(sign * digits, u8::try_from(scale).ok()?)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.digits < 0 {
            f.write_str("-")?;
        }
        let (digits, scale) = (self.digits.unsigned_abs(), u32::from(self.scale));
        if scale == 0 {
            return write!(f, "{digits}");
        }
        match 10_u64.checked_pow(scale) {
            Some(unit) => write!(f, "{}.{:0width$}", digits / unit, digits % unit, width = scale as usize),
            None => write!(f, "0.{digits:0width$}", width = scale as usize),
        }
    }
}

impl Element for Decimal {}
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string()).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}
impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        match raw.as_bytes().first() {
            Some(b'-' | b'0'..=b'9') => Self::parse(raw).ok_or_else(|| D::Error::custom(said::BAD_NUMBER)),
            _ => Err(D::Error::custom("not a number")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_it_was_read() {
        for text in
            ["0", "5.0", "5", "-0.05", "132.29943390124447", "-71.06078096379728", "142.00", "100000000000000000"]
        {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Decimal::parse("1.5e3").unwrap().to_string(), "1500");
        assert_eq!(Decimal::parse("1.5E-3").unwrap().to_string(), "0.0015");
        assert_eq!(
            Decimal::parse("0.1234567890123456789012").unwrap().to_string(),
            "0.123456789012345678",
            "18 digits are kept"
        );
    }

    #[test]
    fn what_is_too_large_is_refused() {
        for text in ["1e400", "1e99", "10000000000000000000", "", "-", "1e", "NaN", "1e-2147483648"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        assert!(Decimal::parse("1e-90").is_some_and(|zero| zero.to_f64() == 0.0));
    }

    #[test]
    fn a_product_is_rounded_half_away_from_zero_or_none() {
        let times = |text: &str, amount| Decimal::parse(text).unwrap().times(amount);
        assert_eq!(times("1.5", 333), Some(500));
        assert_eq!(times("14.205", 100), Some(1421));
        assert_eq!(times("-14.205", 100), Some(-1421));
        assert_eq!(times("14.20499", 100), Some(1420));
        assert_eq!(times("0.1", 3), Some(0));
        assert_eq!(times("9e16", 100), Some(9_000_000_000_000_000_000));
        assert_eq!(times("9e16", 1000), None);
        assert_eq!(times("1e-36", i64::MAX), Some(0));
    }

    #[test]
    fn cents_are_whole_or_none() {
        let cents = |text| Decimal::parse(text).unwrap().cents();
        assert_eq!(
            (cents("142"), cents("14.2"), cents("14.200"), cents("14.205"), cents("-0.5")),
            (Some(14200), Some(1420), Some(1420), None, Some(-50))
        );
    }
}
