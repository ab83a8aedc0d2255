//! Numbers stored as text: one convention of separators is found for the whole table (grid.md 63).

use domain::number::parse_vi;
use rust_decimal::Decimal;

/// What separators mean in a file's text numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Convention {
    /// `1.234,56`
    Vietnamese,
    /// As Vietnamese, because nothing tells.
    Assumed,
    /// `1,234.56`
    English,
    /// The file uses both: a text that fits both is ambiguous.
    Mixed,
}

/// A text read as a number.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Certain under the convention.
    Number(Decimal),
    /// Two readings are possible and the file gives no hint.
    Ambiguous,
    /// No number.
    None,
}

impl Convention {
    /// The convention that the texts of the table follow, each with whether its column takes whole numbers only: there one
    /// separator before three digits is a group.
    pub(super) fn of<'t>(texts: impl Iterator<Item = (&'t str, bool)>) -> Self {
        let (mut vietnamese, mut english) = (false, false);
        for (text, is_whole) in texts {
            match shape(text) {
                Shape::Vietnamese => vietnamese = true,
                Shape::English => english = true,
                Shape::Either if is_whole => {
                    vietnamese |= text.contains('.');
                    english |= text.contains(',');
                }
                Shape::Either | Shape::Neither => {}
            }
        }
        match (vietnamese, english) {
            (true, true) => Self::Mixed,
            (false, true) => Self::English,
            (true, false) => Self::Vietnamese,
            (false, false) => Self::Assumed,
        }
    }

    /// Whether a text could as well mean another number, and nothing in the table tells which.
    pub(super) fn guesses(self, text: &str) -> bool {
        self == Self::Assumed && shape(text) == Shape::Either
    }

    /// Every number that a text may be, for telling whether it can be a certain one.
    pub(super) fn readings(self, text: &str) -> [Option<Decimal>; 2] {
        match self.read(text) {
            Reading::Number(number) if !self.guesses(text) => [Some(number), None],
            Reading::None => [None, None],
            Reading::Number(_) | Reading::Ambiguous => [parse_vi(text).ok(), parse_vi(&swap(text)).ok()],
        }
    }

    /// Reads a text.
    pub(super) fn read(self, text: &str) -> Reading {
        let as_vietnamese = || parse_vi(text).map_or(Reading::None, Reading::Number);
        match (shape(text), self) {
            (Shape::Either, Self::Mixed) => Reading::Ambiguous,
            (Shape::Either, Self::English) | (Shape::English, _) => {
                parse_vi(&swap(text)).map_or(Reading::None, Reading::Number)
            }
            _ => as_vietnamese(),
        }
    }
}

/// What the separators of one text tell.
#[derive(Debug, PartialEq, Eq)]
enum Shape {
    Vietnamese,
    English,
    /// One separator before three digits: a group in one convention, decimals in the other.
    Either,
    /// No separator.
    Neither,
}

fn shape(text: &str) -> Shape {
    let (dots, commas) = (text.matches('.').count(), text.matches(',').count());
    match (dots, commas) {
        (0, 0) => Shape::Neither,
        (1, 0) => single(text, '.', Shape::English),
        (0, 1) => single(text, ',', Shape::Vietnamese),
        (_, 0) => Shape::Vietnamese,
        (0, _) => Shape::English,
        _ if text.rfind(',') > text.rfind('.') => Shape::Vietnamese,
        _ => Shape::English,
    }
}

/// One separator: it divides decimals unless exactly three digits follow and a group can stand before it.
fn single(text: &str, separator: char, decimals: Shape) -> Shape {
    let Some((before, after)) = text.split_once(separator) else { return Shape::Neither };
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let whole = before.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let can_group = digits(after) == 3 && (1..=3).contains(&digits(before)) && !whole.starts_with('0');
    if can_group { Shape::Either } else { decimals }
}

fn swap(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '.' => ',',
            ',' => '.',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_table_tells_what_separators_mean() {
        for (texts, expected) in [
            (vec!["1.234", "12"], Convention::Assumed),
            (vec!["1,234", "1,234.56"], Convention::English),
            (vec!["1.234,5", "1.234"], Convention::Vietnamese),
            (vec!["1.234,5", "1,234.5"], Convention::Mixed),
            (vec!["12.5"], Convention::English),
            (vec![], Convention::Assumed),
        ] {
            assert_eq!(Convention::of(texts.iter().map(|text| (*text, false))), expected, "{texts:?}");
        }
        for (texts, expected) in [
            (vec!["1.234", "12"], Convention::Vietnamese),
            (vec!["1,234", "12"], Convention::English),
            (vec!["1,234", "1.234"], Convention::Mixed),
            (vec!["12"], Convention::Assumed),
        ] {
            assert_eq!(Convention::of(texts.iter().map(|text| (*text, true))), expected, "whole numbers {texts:?}");
        }
        assert!(Convention::Assumed.guesses("1.234") && !Convention::Assumed.guesses("1.5"));
        assert!(!Convention::Vietnamese.guesses("1.234"));
    }

    #[test]
    fn a_text_that_nothing_explains_may_be_either_number() {
        let number = |text: &str| Some(Decimal::from_str_exact(text).unwrap());
        for (convention, text, expected) in [
            (Convention::Assumed, "1.234", [number("1234"), number("1.234")]),
            (Convention::Mixed, "1,234", [number("1.234"), number("1234")]),
            (Convention::English, "1,234", [number("1234"), None]),
            (Convention::Assumed, "33,3%", [number("33.3"), None]),
            (Convention::Assumed, "chưa có", [None, None]),
        ] {
            assert_eq!(convention.readings(text), expected, "{convention:?} {text}");
        }
    }

    #[test]
    fn texts_are_read_under_a_convention() {
        let number = |text: &str| Reading::Number(Decimal::from_str_exact(text).unwrap());
        for (convention, text, expected) in [
            (Convention::Vietnamese, "1.234,56", number("1234.56")),
            (Convention::Vietnamese, "1,234.56", number("1234.56")),
            (Convention::Vietnamese, "1.234", number("1234")),
            (Convention::Vietnamese, "12.5", number("12.5")),
            (Convention::English, "1,234", number("1234")),
            (Convention::English, "1.234", number("1.234")),
            (Convention::English, "(1,234)", number("-1234")),
            (Convention::Mixed, "1,234", Reading::Ambiguous),
            (Convention::Mixed, "1.234,5", number("1234.5")),
            (Convention::Mixed, "7", number("7")),
            (Convention::Vietnamese, "chưa có", Reading::None),
        ] {
            assert_eq!(convention.read(text), expected, "{text}");
        }
    }
}
