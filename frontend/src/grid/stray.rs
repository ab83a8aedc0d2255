//! What a Vietnamese typing program leaves in cells that take numbers (convention 45).

/// Letters that such programs take for tones and marks; a number has no use for them, while `KAD`, `đ`, `VND` and `%` are
/// understood.
const TONES: &str = "sfrxjwz";

/// Whether a text that is typed behind another one has no place in a number: a tone key, or a letter with a mark. `15đ` is
/// money, and a whole word in plain letters is kept as it is (convention 30).
#[must_use]
pub fn is_stray(before: &str, typed: &str) -> bool {
    let mut letters = typed.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && TONES.contains(letter.to_ascii_lowercase())
    {
        return true;
    }
    holds_marked(typed) && holds_marked(&format!("{before}{typed}"))
}

/// Whether a text holds letters with marks that no number has.
#[must_use]
pub fn holds_marked(text: &str) -> bool {
    let text = text.trim_end();
    let money = text.strip_suffix(['đ', 'Đ']).map(|text| text.trim_end_matches([' ', 'v', 'n', 'V', 'N']));
    let is_money = |text: &&str| text.ends_with(|last: char| last.is_ascii_digit() || matches!(last, ')' | '-'));
    let body = money.filter(is_money).unwrap_or(text);
    body.chars().any(|letter| !letter.is_ascii() && letter.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tone_keys_and_marked_letters_are_stray_in_numbers() {
        for (before, typed, expected) in [
            ("", "w", true),
            ("1", "S", true),
            ("", "f", true),
            ("", "5", false),
            ("", "K", false),
            ("", "d", false),
            ("", "sf", false),
            ("", "", false),
            ("", "đ", true),
            ("15", "đ", false),
            ("15 vn", "đ", false),
            ("(15)", "Đ", false),
            ("15", "ô", true),
            ("15", "ư", true),
            ("", "ư", true),
            ("15", "₫", false),
            ("", "１５", false),
            ("", "–", false),
        ] {
            assert_eq!(is_stray(before, typed), expected, "{before:?} and {typed:?}");
        }
    }

    #[test]
    fn a_whole_text_holds_marked_letters_or_not() {
        for (text, expected) in [("15ô", true), ("ư", true), ("15đ ", false), ("KAD", false), ("1.234,5", false)] {
            assert_eq!(holds_marked(text), expected, "{text:?}");
        }
    }
}
