//! Vietnamese text: one normal form, and a folded form for searching.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

#[cfg(test)]
mod tests {
    use super::*;

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
