//! One letter wrong, missing, too many, or swapped with its neighbour.

/// Shorter words are too easily mistaken for one another.
const SHORTEST: usize = 4;

/// The words that begin with something one edit away from `typed` (both already comparable). `words` is sorted; the
/// answer is its numbers.
pub(super) fn one_letter_away(words: &[String], typed: &str) -> Vec<u32> {
    if typed.chars().count() < SHORTEST || !typed.is_ascii() {
        return Vec::new();
    }
    let typed = typed.as_bytes();
    let fits = |word: &String| begins_one_edit_from(word.as_bytes(), typed);
    words.iter().enumerate().filter(|(_, word)| fits(word)).map(|(number, _)| number as u32).collect()
}

fn begins_one_edit_from(word: &[u8], typed: &[u8]) -> bool {
    if word.len() + 1 < typed.len() {
        return false;
    }
    let same = word.iter().zip(typed).take_while(|(a, b)| a == b).count();
    let (Some(word), Some(typed)) = (word.get(same..), typed.get(same..)) else { return false };
    let begins = |word: Option<&[u8]>, typed: Option<&[u8]>| match (word, typed) {
        (Some(word), Some(typed)) => word.starts_with(typed),
        _ => false,
    };
    begins(word.get(1..), typed.get(1..))
        || begins(Some(word), typed.get(1..))
        || begins(word.get(1..), Some(typed))
        || matches!((word, typed), ([a, b, word @ ..], [c, d, typed @ ..]) if a == d && b == c && word.starts_with(typed))
}

#[cfg(test)]
mod tests {
    use super::begins_one_edit_from;

    #[test]
    fn each_single_slip_is_forgiven_and_two_are_not() {
        let fits = |typed: &str| begins_one_edit_from(b"asthma", typed.as_bytes());
        for slip in ["astma", "asthmma", "azthma", "ashtma", "asthmx", "sthm"] {
            assert!(fits(slip), "{slip} is one slip from asthma");
        }
        for wrong in ["astmx", "sathmq", "bsthmx", "asthmatic attack"] {
            assert!(!fits(wrong), "{wrong} is more than one slip from asthma");
        }
    }
}
