//! What a Vietnamese typing program leaves in cells that take numbers (convention 45).

use super::place::Place;

/// Letters that such programs take for tones and marks; a number has no use for them, while `KAD`, `đ`, `VND` and `%` are
/// understood.
const TONES: &str = "sfrxjwz";

/// Marks that stand by themselves where a program types them behind their letter.
const MARKS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

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

/// Whether a composition leaves in a number what has no place there: a tone key, or a letter with a mark.
#[must_use]
pub fn is_stray_composition(before: &str, after: &str) -> bool {
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| {
        pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum::<usize>()
    };
    let begin = same(&mut before.chars().zip(after.chars()));
    let (rest_before, rest) = (&before[begin..], &after[begin..]);
    let end = same(&mut rest_before.chars().rev().zip(rest.chars().rev()));
    let added = &rest[..rest.len() - end];
    is_stray(&after[..begin], added) || holds_marked(after) && !holds_marked(before)
}

/// Letters that were refused in a cell, and whose Backspaces are on their way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Refused {
    at: Place,
    letters: usize,
}

impl Refused {
    /// So many letters were refused in this cell.
    pub fn add(&mut self, at: Place, letters: usize) {
        let before = if self.at == at { self.letters } else { 0 };
        *self = Self { at, letters: before + letters };
    }

    /// Whether a Backspace in this cell is for one of them; in another cell it is not.
    pub fn take(&mut self, at: Place) -> bool {
        let is_taken = self.at == at && self.letters > 0;
        self.letters = if is_taken { self.letters - 1 } else { 0 };
        is_taken
    }

    /// Nothing was refused since.
    pub fn forget(&mut self) {
        self.letters = 0;
    }
}

/// Whether a text holds letters with marks that no number has.
#[must_use]
pub fn holds_marked(text: &str) -> bool {
    let text = text.trim_end();
    let money = text.strip_suffix(['đ', 'Đ']).map(|text| text.trim_end_matches([' ', 'v', 'n', 'V', 'N']));
    let is_money = |text: &&str| text.ends_with(|last: char| last.is_ascii_digit() || matches!(last, ')' | '-'));
    let body = money.filter(is_money).unwrap_or(text);
    body.chars().any(|letter| !letter.is_ascii() && letter.is_alphabetic() || MARKS.contains(&letter))
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
            ("15", "\u{301}", true),
            ("", "o\u{302}", true),
        ] {
            assert_eq!(is_stray(before, typed), expected, "{before:?} and {typed:?}");
        }
    }

    #[test]
    fn a_composition_is_looked_at_by_what_it_added() {
        for (before, after, expected) in [
            ("", "w", true),
            ("15", "15s", true),
            ("15", "1s5", true),
            ("15", "15ô", true),
            ("15", "15\u{301}", true),
            ("15", "15đ", false),
            ("15", "156", false),
            ("15", "15", false),
            ("", "KAD", false),
            ("15ô", "15ô2", false),
            ("đđ", "đ", false),
        ] {
            assert_eq!(is_stray_composition(before, after), expected, "{before:?} to {after:?}");
        }
    }

    #[test]
    fn a_backspace_is_for_letters_that_were_refused_in_its_own_cell() {
        let (here, there) = (Place::new(0, 3), Place::new(1, 3));
        let mut refused = Refused::default();
        refused.add(here, 1);
        refused.add(here, 1);
        assert_eq!([refused.take(here), refused.take(here), refused.take(here)], [true, true, false]);
        refused.add(here, 1);
        assert!(!refused.take(there) && !refused.take(here), "another cell was gone to");
        refused.add(here, 2);
        refused.add(there, 1);
        assert_eq!([refused.take(there), refused.take(there)], [true, false]);
        refused.add(here, 1);
        refused.forget();
        assert!(!refused.take(here));
    }

    #[test]
    fn a_whole_text_holds_marked_letters_or_not() {
        for (text, expected) in [("15ô", true), ("ư", true), ("15đ ", false), ("KAD", false), ("1.234,5", false)] {
            assert_eq!(holds_marked(text), expected, "{text:?}");
        }
    }
}
