//! Vietnamese text: one normal form, and a folded form for searching.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::Language;

/// The text in NFC, so that macOS file names and typed text compare equal.
#[must_use]
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The text without diacritics and case, `đ` as `d`: "Hà Nội", "HA NOI" and "ha noi" fold alike.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
}

/// Text for comparing what people typed with what has a name: folded, with single blanks between its words.
#[must_use]
pub fn plain(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Longest text that a message quotes whole, in characters.
const LONGEST_QUOTED: usize = 60;
/// What is shown of a longer one.
const SHOWN: usize = 40;

/// A text as a message shows it: of a long one the beginning, and how long it is.
#[must_use]
pub fn shortened(text: &str, language: Language) -> String {
    let length = text.chars().count();
    if length <= LONGEST_QUOTED {
        return text.to_owned();
    }
    let begin: String = text.chars().take(SHOWN).collect();
    match language {
        Language::Vi => format!("{begin}… ({length} ký tự)"),
        Language::En => format!("{begin}… ({length} characters)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_and_measured() {
        let digits = "9".repeat(300);
        assert_eq!(shortened(&digits, Language::Vi), format!("{}… (300 ký tự)", &digits[..40]));
        assert_eq!(shortened(&digits, Language::En), format!("{}… (300 characters)", &digits[..40]));
        let label = "đ".repeat(60);
        assert_eq!(shortened(&label, Language::Vi), label);
    }

    #[test]
    fn plain_texts_compare_without_their_blanks() {
        for text in ["Đất đai", " đất  ĐAI\u{a0}", "dat\ndai"] {
            assert_eq!(plain(text), "dat dai", "{text:?}");
        }
    }

    #[test]
    fn folding_drops_diacritics_and_case() {
        for text in ["Hà Nội", "HÀ NỘI", "ha noi", "Ha\u{300} No\u{323}\u{302}i"] {
            assert_eq!(fold(text), "ha noi", "{text}");
        }
        assert_eq!(fold("ĐẮK LẮK"), "dak lak");
    }

    #[test]
    fn nfc_composes() {
        assert_eq!(nfc("Ha\u{300}"), "Hà");
    }
}
