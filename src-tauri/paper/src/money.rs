//! Cents as people read them.

use crate::PaperError;

/// Writes cents as US dollars: `123456` is `$1,234.56`, `-50` is `-$0.50`.
pub fn dollars(cents: i64) -> String {
    let whole = (cents.unsigned_abs() / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}${grouped}.{:02}", cents.unsigned_abs() % 100)
}

/// Adds cents, refusing a sum beyond `i64`.
pub(crate) fn sum(cents: impl IntoIterator<Item = i64>) -> Result<i64, PaperError> {
    cents.into_iter().try_fold(0i64, i64::checked_add).ok_or(PaperError::AmountTooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cents_read_as_dollars() {
        assert_eq!(dollars(0), "$0.00");
        assert_eq!(dollars(5), "$0.05");
        assert_eq!(dollars(100_000), "$1,000.00");
        assert_eq!(dollars(-123_456_789), "-$1,234,567.89");
        assert_eq!(dollars(i64::MIN), "-$92,233,720,368,547,758.08");
    }

    #[test]
    fn a_sum_beyond_counting_is_refused() {
        assert_eq!(sum([i64::MAX, 1]), Err(PaperError::AmountTooLarge));
        assert_eq!(sum([250, -50]), Ok(200));
    }
}
