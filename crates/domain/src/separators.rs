//! How a block of numbers is punctuated: read strictly by one convention, so that a whole block can be found to fit it
//! (grid.md 63). A single typed number is read by [`crate::number::parse_vi`], which is more generous.

use rust_decimal::Decimal;

use crate::number::{MAX_DIGITS, NumberFault, plain_char, strip_sign, strip_words};

/// A convention of group and decimal separators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Separators {
    /// `1.234,5`
    Vietnamese,
    /// `1,234.5`
    English,
    /// `1 234,5`
    Spaces,
    /// `1234.5`
    Plain,
}

impl Separators {
    /// All of them, the usual one first.
    pub const ALL: [Self; 4] = [Self::Vietnamese, Self::English, Self::Spaces, Self::Plain];

    /// The group and the decimal separator.
    const fn marks(self) -> (Option<char>, char) {
        match self {
            Self::Vietnamese => (Some('.'), ','),
            Self::English => (Some(','), '.'),
            Self::Spaces => (Some(' '), ','),
            Self::Plain => (None, '.'),
        }
    }

    /// Reads a number by this convention alone; signs, brackets and currency words are understood as always.
    ///
    /// # Errors
    /// Says why when the text is not a number by this convention.
    pub fn read(self, text: &str) -> Result<Decimal, NumberFault> {
        let plain: String = text.chars().map(plain_char).collect();
        let (body, is_negative) = strip_sign(strip_words(plain.trim()))?;
        if !body.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(NumberFault::Empty);
        }
        let (group, decimal) = self.marks();
        let (whole, fraction) = body.split_once(decimal).unwrap_or((body, ""));
        if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NumberFault::Separators);
        }
        let digits = ungrouped(whole, group)?;
        if digits.trim_start_matches('0').len() + fraction.len() > MAX_DIGITS {
            return Err(NumberFault::TooLong);
        }
        let number = if fraction.is_empty() { digits } else { format!("{digits}.{fraction}") };
        let number = Decimal::from_str_exact(&number).map_err(|_| NumberFault::TooLong)?;
        Ok(if is_negative && !number.is_zero() { -number } else { number })
    }
}

/// The digits of the whole part: none of them grouped, or all of them in threes.
fn ungrouped(whole: &str, group: Option<char>) -> Result<String, NumberFault> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits(whole) {
        return Ok(if whole.is_empty() { "0".to_owned() } else { whole.to_owned() });
    }
    let mut groups = whole.split(group.ok_or(NumberFault::NotANumber)?);
    let first = groups.next().unwrap_or_default();
    let is_first = (1..=3).contains(&first.len()) && is_digits(first) && !first.starts_with('0');
    if is_first && groups.all(|group| group.len() == 3 && is_digits(group)) {
        Ok(whole.chars().filter(char::is_ascii_digit).collect())
    } else {
        Err(NumberFault::Separators)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_convention_reads_its_own_numbers_only() {
        for (text, expected) in [
            ("1234", ["1234", "1234", "1234", "1234"]),
            ("1.234", ["1234", "1.234", "", "1.234"]),
            ("1,234", ["1.234", "1234", "1.234", ""]),
            ("1.234.567", ["1234567", "", "", ""]),
            ("1 234,5", ["", "", "1234.5", ""]),
            ("1\u{202f}234", ["", "", "1234", ""]),
            ("1.234,5", ["1234.5", "", "", ""]),
            ("1,234.5", ["", "1234.5", "", ""]),
            ("1234.5", ["", "1234.5", "", "1234.5"]),
            ("0.5", ["", "0.5", "", "0.5"]),
            ("(1.234)", ["-1234", "-1.234", "", "-1.234"]),
            ("1.234-", ["-1234", "-1.234", "", "-1.234"]),
            ("–1.234", ["-1234", "-1.234", "", "-1.234"]),
            ("'1.234 ₫", ["1234", "1.234", "", "1.234"]),
            ("12,5%", ["12.5", "", "12.5", ""]),
            ("12.34.5", ["", "", "", ""]),
            ("-", ["", "", "", ""]),
            ("abc", ["", "", "", ""]),
        ] {
            let read = Separators::ALL.map(|separators| separators.read(text).map_or(String::new(), |n| n.to_string()));
            assert_eq!(read, expected, "{text}");
        }
    }
}
