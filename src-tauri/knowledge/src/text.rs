//! How words are compared: case, accents and punctuation do not matter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest word kept; anything longer is cut, so that hostile input stays cheap.
const LONGEST_WORD: usize = 48;

/// Calls `take` with each word of `text`: lower case, accents removed, apostrophes dropped ("Crohn's" is "crohns"),
/// a decimal point inside a number kept ("2.5"), a thousands comma removed ("1,000" is "1000"). Everything else
/// that is neither letter nor digit separates words.
pub(crate) fn each_word(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::with_capacity(16);
    let mut folded = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(plain).peekable();
    let mut after_comma = String::new();
    while let Some(c) = folded.next() {
        if c.is_alphanumeric() {
            if word.len() < LONGEST_WORD {
                word.push(c);
            }
        } else if is_apostrophe(c) {
        } else if c == '.'
            && word.ends_with(|d: char| d.is_ascii_digit())
            && folded.peek().is_some_and(char::is_ascii_digit)
        {
            word.push('.');
        } else if c == ',' && !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()) {
            after_comma.clear();
            while let Some(d) = folded.next_if(char::is_ascii_digit) {
                if after_comma.len() < LONGEST_WORD {
                    after_comma.push(d);
                }
            }
            if after_comma.len() != 3 {
                take(&word);
                word.clear();
            }
            word.push_str(&after_comma);
        } else if !word.is_empty() {
            take(&word);
            word.clear();
        }
    }
    if !word.is_empty() {
        take(&word);
    }
}

/// The words of `text` as [`each_word`] gives them.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    each_word(text, |word| all.push(word.to_owned()));
    all
}

/// A code as it is looked up: letters and digits only, upper case ("e11.9" is "E119").
pub(crate) fn code_key(code: &str) -> impl Iterator<Item = u8> + '_ {
    code.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_uppercase())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`')
}

/// Lower case, and Latin letters that Unicode does not decompose spelt out.
fn plain(c: char) -> impl Iterator<Item = char> {
    let spelt = match c {
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => "",
    };
    let lower = spelt.is_empty().then(|| c.to_lowercase().filter(|l| !is_combining_mark(*l)));
    spelt.chars().chain(lower.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn case_accents_and_apostrophes_do_not_matter() {
        assert_eq!(words("Ménière's disease, RIGHT ear"), ["menieres", "disease", "right", "ear"]);
        assert_eq!(words("Charcôt’s (Straße)"), ["charcots", "strasse"]);
    }

    #[test]
    fn numbers_keep_their_decimals_and_lose_their_thousands_comma() {
        assert_eq!(words("12.5-1,000 mg"), ["12.5", "1000", "mg"]);
        assert_eq!(words("1,2-dichloroethane, 5. E"), ["1", "2", "dichloroethane", "5", "e"]);
    }
}
