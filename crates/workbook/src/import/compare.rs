//! Figures that the file shows in cells that the system computes: kept as they are, to be compared with the system's own
//! once these are known. They are never taken.

use domain::content::RowKey;
use domain::number::format_vi;
use domain::sheet::Sheet;
use domain::template::{Column, ColumnNumber, ColumnType};
use domain::value::Value;
use rust_decimal::{Decimal, RoundingStrategy};

use super::Import;
use super::cell::Reader;
use crate::address::{Address, parse_column};
use crate::grid::{GridCell, Raw};
use crate::problem::{Oddity, Problem};

/// Differences that are listed one by one.
const LISTED: usize = 1000;

/// What the file shows in the computed cells of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct ComputedRow {
    /// Number of the row in the file, as Excel shows it.
    pub source_row: u32,
    /// Key of the row; absent for one that was added in the file.
    pub key: Option<RowKey>,
    /// The filled cells.
    pub(super) cells: Vec<(ColumnNumber, Shown)>,
}

/// What a computed cell of the file shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    Number(Decimal),
    /// A text that may be one number or another, since nothing in the file tells what its separator means.
    Either([Decimal; 2], Box<str>),
    Bool(bool),
    /// A text, an error, or a number beyond what the system keeps.
    Text(Box<str>),
}

/// The file's figures beside the system's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Computed cells that were compared.
    pub compared: usize,
    /// How many of them differ.
    pub different: usize,
    /// Those that differ, the first thousand.
    pub differences: Vec<Difference>,
}

/// A computed cell where the file says something else than the system.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The cell in the file.
    pub cell: Address,
    /// The row in the report.
    pub row: RowKey,
    /// The column.
    pub column: ColumnNumber,
    /// What the file shows.
    pub file: String,
    /// What the system computes.
    pub system: Value,
}

impl Difference {
    /// The difference as a remark on the file's cell.
    #[must_use]
    pub fn problem(&self, sheet: &str) -> Problem {
        let system = match &self.system {
            Value::Number(number) => format_vi(*number, None),
            _ => "(trống)".to_owned(),
        };
        Oddity::ComputedDiffers { file: self.file.clone(), system }.at(sheet, self.cell)
    }
}

impl Import {
    /// How many cells of the file hold a figure that the system computes: none of them is taken.
    #[must_use]
    pub fn ignored_computed(&self) -> usize {
        self.computed.iter().map(|row| row.cells.len()).sum()
    }

    /// Compares, cell by cell, what the file shows with what this sheet computes; `key` tells which row of it a row of the
    /// file is. Figures are compared in the digits of their column.
    #[must_use]
    pub fn compare<'k>(&'k self, sheet: &Sheet, key: impl Fn(&'k ComputedRow) -> Option<&'k RowKey>) -> Comparison {
        let mut found = Comparison::default();
        for row in &self.computed {
            let Some((key, index)) = key(row).and_then(|key| Some((key, sheet.row_index(key)?))) else { continue };
            for (column, shown) in row.cells.iter().filter(|(column, _)| !sheet.is_input(index, *column)) {
                let Some(kind) = sheet.form().template().column(*column).map(|column| &column.kind) else { continue };
                found.compared += 1;
                let system = sheet.value(index, *column);
                if shown.agrees(&system, kind) {
                    continue;
                }
                found.different += 1;
                if let Some(cell) = self.cell(row.source_row, *column).filter(|_| found.differences.len() < LISTED) {
                    let (row, column, file) = (key.clone(), *column, shown.text());
                    found.differences.push(Difference { cell, row, column, file, system });
                }
            }
        }
        found
    }

    fn cell(&self, source_row: u32, column: ColumnNumber) -> Option<Address> {
        let at = parse_column(self.layout.columns.get(&column)?)?;
        Some(Address::new(source_row.checked_sub(1)?, at))
    }
}

impl Shown {
    /// What a filled cell of this column shows: numbers are read as in the cells that are taken.
    pub(super) fn of(reader: &Reader<'_>, column: &Column, cell: &GridCell) -> Self {
        if let Raw::Bool(yes) = &cell.raw {
            return Self::Bool(*yes);
        }
        match reader.numbers(column, cell) {
            [Some(number), None] => Self::Number(number),
            [Some(one), Some(other)] => Self::Either([one, other], text(cell).into()),
            _ => Self::Text(text(cell).into()),
        }
    }

    fn agrees(&self, system: &Value, kind: &ColumnType) -> bool {
        let is_same = |shown: &Decimal, system: &Decimal| rounded(*shown, kind) == rounded(*system, kind);
        match (self, system) {
            (Self::Bool(shown), Value::Bool(system)) => shown == system,
            (Self::Number(shown), Value::Number(system)) => is_same(shown, system),
            (Self::Either(shown, _), Value::Number(system)) => shown.iter().any(|shown| is_same(shown, system)),
            _ => false,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Number(number) => format_vi(*number, None),
            Self::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Either(_, text) | Self::Text(text) => text.to_string(),
        }
    }
}

fn text(cell: &GridCell) -> String {
    match &cell.raw {
        Raw::Error(text) | Raw::IsoDate(text) | Raw::Written(text) => text.to_string(),
        Raw::Float(number) => number.to_string(),
        _ => cell.text().unwrap_or_default().to_owned(),
    }
}

/// Binary arithmetic differs in the last digits; figures are compared in the digits of their column.
fn rounded(number: Decimal, kind: &ColumnType) -> Decimal {
    let digits = match kind {
        ColumnType::Integer => 0,
        ColumnType::Decimal { scale } | ColumnType::Percent { scale } => u32::from(*scale),
        _ => 10,
    };
    let number = number.round_sf(14).unwrap_or(number);
    number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_agree_in_the_digits_of_their_column() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        for (shown, system, kind, expected) in [
            ("12.5", "12.5", ColumnType::Decimal { scale: 2 }, true),
            ("0.30000000000000004", "0.3", ColumnType::Decimal { scale: 2 }, true),
            ("33.333333333", "33.33", ColumnType::Percent { scale: 2 }, true),
            ("33.3", "33.33", ColumnType::Percent { scale: 2 }, false),
            ("7", "8", ColumnType::Integer, false),
            ("999999999999999999", "999999999999999998", ColumnType::Integer, true),
        ] {
            let shown = Shown::Number(number(shown));
            assert_eq!(shown.agrees(&Value::Number(number(system)), &kind), expected, "{shown:?} {system}");
            assert!(!shown.agrees(&Value::Blank, &kind), "a figure beside nothing");
        }
        let either = Shown::Either([number("1234"), number("1.234")], "1.234".into());
        for (system, expected) in [("1234", true), ("1.234", true), ("12.34", false)] {
            assert_eq!(either.agrees(&Value::Number(number(system)), &ColumnType::Decimal { scale: 3 }), expected);
        }
        assert!(!Shown::Text("#DIV/0!".into()).agrees(&Value::Blank, &ColumnType::Integer), "an error is told");
    }
}
