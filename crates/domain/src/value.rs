//! The value of one cell.

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a cell holds.
///
/// Blank, zero and "not applicable" are three different things (design §3).
/// A text in a number column is input that could not be read as a number: it is kept, shown and reported as a
/// finding, so that a draft never loses what somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing was entered.
    #[default]
    Blank,
    /// Declared as not applicable by the reporter.
    NotApplicable,
    /// An exact decimal.
    Number(Decimal),
    /// A text in NFC.
    Text(String),
    /// A calendar date.
    Date(NaiveDate),
    /// Yes or no.
    Bool(bool),
}

impl Value {
    /// Whether nothing was entered.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// The number, if the value is one.
    #[must_use]
    pub fn as_number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
