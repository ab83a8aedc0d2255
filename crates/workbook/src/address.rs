//! Cell addresses as Excel writes them.

use std::fmt;

/// A cell's place in its sheet, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// Row from 0; shown from 1.
    pub row: u32,
    /// Column from 0; shown in letters.
    pub column: u16,
}

impl Address {
    /// The cell at this row and column, both from 0.
    #[must_use]
    pub fn new(row: u32, column: u16) -> Self {
        Self { row, column }
    }

    /// Reads `E12`; dollar signs are allowed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('$').unwrap_or(text);
        let split = text.bytes().position(|byte| byte.is_ascii_digit() || byte == b'$')?;
        let (letters, digits) = text.split_at_checked(split)?;
        let digits = digits.strip_prefix('$').unwrap_or(digits);
        let row = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok()).flatten()?;
        Some(Self { row: row.checked_sub(1)?, column: parse_column(letters)? })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.column), u64::from(self.row) + 1)
    }
}

/// The letters of a column counted from 0: 0 is A, 26 is AA.
#[must_use]
pub fn column_name(column: u16) -> String {
    let mut rest = u32::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column from 0 that these letters name, in capitals or not.
#[must_use]
pub fn parse_column(letters: &str) -> Option<u16> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number = 0u32;
    for letter in letters.bytes() {
        let digit = letter.to_ascii_uppercase().checked_sub(b'A').filter(|digit| *digit < 26)?;
        number = number * 26 + u32::from(digit) + 1;
    }
    u16::try_from(number - 1).ok()
}

/// A block of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) first: Address,
    pub(crate) last: Address,
}

impl Block {
    /// Reads `A1:C3` or a single cell.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        Some(Self { first: Address::parse(first)?, last: Address::parse(last)? })
    }

    /// Whether the second corner is neither above nor left of the first.
    pub(crate) fn runs_forwards(&self) -> bool {
        self.first.row <= self.last.row && self.first.column <= self.last.column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_and_print() {
        for (text, row, column) in
            [("A1", 0, 0), ("E12", 11, 4), ("Z9", 8, 25), ("AA10", 9, 26), ("XFD1048576", 1_048_575, 16_383)]
        {
            let address = Address::new(row, column);
            assert_eq!(Address::parse(text), Some(address));
            assert_eq!(address.to_string(), text);
        }
        assert_eq!(Address::parse("$B$3"), Address::parse("B3"));
        for broken in ["A+1", "$", "A$", "A1$", "$$A1", "", "A", "1", "A0", "ABCD1", "Ê1", "A1B"] {
            assert_eq!(Address::parse(broken), None, "{broken}");
        }
    }
}
