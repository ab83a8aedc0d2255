//! The compact form of a value inside the engine.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::template::ColumnType;
use crate::text::nfc;
use crate::value::Value;

/// What a cell holds, `Copy` and small: texts live beside, in [`Texts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Would come from a report that is not there.
    Missing,
    /// Declared as not applicable.
    NotApplicable,
    /// A number.
    Number(Decimal),
    /// Blank for now, but this number beside something that is filled in: `[4] + 5` while column 4 is blank.
    /// Only inside formulas, never the value of a cell.
    Shadow(Decimal),
    /// The text with this number in [`Texts`].
    Text(u32),
    /// A date.
    Date(NaiveDate),
    /// Yes or no.
    Bool(bool),
    /// No value can be given.
    Error(CellError),
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellError {
    /// An operand is something that its column cannot hold.
    Unreadable,
    /// A result is out of the range of decimals.
    Overflow,
}

impl Cell {
    /// As a value to keep: what is blank for now is blank.
    pub(crate) fn settled(self) -> Self {
        if let Self::Shadow(_) = self { Self::Blank } else { self }
    }

    /// Whether it holds something that counts as filled in.
    pub(crate) fn is_filled(self) -> bool {
        matches!(self, Self::Number(_) | Self::Text(_) | Self::Date(_) | Self::Bool(_))
    }
}

/// What a formula part or column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Numbers.
    Number,
    /// Texts.
    Text,
    /// Dates.
    Date,
    /// Yes or no.
    Bool,
}

impl Kind {
    /// What the cells of a column hold; nothing for columns that only describe the row.
    pub(crate) fn of(column: &ColumnType) -> Option<Self> {
        match column {
            ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Percent { .. } => Some(Self::Number),
            ColumnType::Text | ColumnType::Choice { .. } => Some(Self::Text),
            ColumnType::Date => Some(Self::Date),
            ColumnType::Bool => Some(Self::Bool),
            ColumnType::Ordinal | ColumnType::Label | ColumnType::CatalogueItem { .. } | ColumnType::Unit => None,
        }
    }

    /// The cell as an operand of this kind: blank, a fitting value, or an error.
    pub(crate) fn read(self, cell: Cell) -> Cell {
        match (self, cell) {
            (Self::Number, Cell::Number(_))
            | (Self::Text, Cell::Text(_))
            | (Self::Date, Cell::Date(_))
            | (Self::Bool, Cell::Bool(_))
            | (_, Cell::Error(_)) => cell,
            (_, Cell::Blank | Cell::Missing | Cell::NotApplicable | Cell::Shadow(_)) => Cell::Blank,
            _ => Cell::Error(CellError::Unreadable),
        }
    }

    pub(crate) fn name_vi(self) -> &'static str {
        match self {
            Self::Number => "số",
            Self::Text => "chữ",
            Self::Date => "ngày",
            Self::Bool => "điều kiện",
        }
    }

    pub(crate) fn name_en(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Text => "a text",
            Self::Date => "a date",
            Self::Bool => "a condition",
        }
    }
}

/// The texts of a sheet, each once: equal texts have equal numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Texts {
    /// The cell of a text, in NFC; blank when there is nothing in it.
    pub(crate) fn cell(&mut self, text: &str) -> Cell {
        let text = nfc(text);
        if text.trim().is_empty() {
            return Cell::Blank;
        }
        if let Some(number) = self.numbers.get(&text) {
            return Cell::Text(*number);
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        Cell::Text(number)
    }

    /// The text with this number.
    pub(crate) fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", String::as_str)
    }

    /// The cell of an entered value. Numbers in text columns are texts that look like numbers.
    pub(crate) fn intern(&mut self, value: &Value, kind: Option<Kind>) -> Cell {
        match value {
            Value::Blank => Cell::Blank,
            Value::NotApplicable => Cell::NotApplicable,
            Value::Number(number) if kind == Some(Kind::Text) => self.cell(&number.to_string()),
            Value::Number(number) => Cell::Number(*number),
            Value::Text(text) => self.cell(text),
            Value::Date(date) => Cell::Date(*date),
            Value::Bool(yes) => Cell::Bool(*yes),
        }
    }

    /// The value to show for a cell; an error has none.
    pub(crate) fn value(&self, cell: Cell) -> Value {
        match cell {
            Cell::Blank | Cell::Missing | Cell::Shadow(_) | Cell::Error(_) => Value::Blank,
            Cell::NotApplicable => Value::NotApplicable,
            Cell::Number(number) => Value::Number(number),
            Cell::Text(number) => Value::Text(self.text(number).to_owned()),
            Cell::Date(date) => Value::Date(date),
            Cell::Bool(yes) => Value::Bool(yes),
        }
    }
}
