//! The cells of a workbook as its file holds them, read in one bounded pass.
//!
//! The pass that checks the limits is the pass that reads: what the gate saw is what the import works on.
//! Numbers keep their written form, so that no figure goes through binary arithmetic.

mod number;
#[cfg(test)]
mod oracle;
mod scan;
mod strings;
mod styles;

use crate::address::Block;
use crate::error::WorkbookError;
use crate::package::{Package, counts_from_1904};

pub(crate) use self::number::{exact_decimal, serial_date};
pub(crate) use self::styles::NumberKind;

/// A workbook's sheets with the texts and styles they share.
pub(crate) struct Grid {
    pub(crate) sheets: Vec<GridSheet>,
    strings: Vec<Box<str>>,
    kinds: Vec<NumberKind>,
    pub(crate) is_1904: bool,
}

/// One sheet; only cells that hold something are kept.
pub(crate) struct GridSheet {
    pub(crate) name: String,
    pub(crate) is_hidden: bool,
    pub(crate) rows: Vec<GridRow>,
    pub(crate) hidden_columns: Vec<(u16, u16)>,
    pub(crate) merges: Vec<Block>,
}

/// One row, cells from left to right.
pub(crate) struct GridRow {
    /// From 0.
    pub(crate) index: u32,
    pub(crate) is_hidden: bool,
    pub(crate) cells: Vec<GridCell>,
}

/// One cell.
#[derive(Debug)]
pub(crate) struct GridCell {
    /// From 0.
    pub(crate) column: u16,
    pub(crate) has_formula: bool,
    style: u32,
    pub(crate) raw: Raw,
}

/// What the file holds in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Raw {
    Blank,
    /// Up to 15 digits: exact in every spreadsheet program.
    Integer(i64),
    /// As written in the file.
    Number(Box<str>),
    Shared(u32),
    Text(Box<str>),
    Bool(bool),
    /// `#DIV/0!` and its kin.
    Error(Box<str>),
    /// A date in ISO 8601, which some writers use instead of a day number.
    IsoDate(Box<str>),
}

impl Grid {
    /// Reads every sheet of a checked package.
    pub(crate) fn read(package: &mut Package<'_>) -> Result<Self, WorkbookError> {
        let strings = strings::read(package)?;
        let kinds = styles::read(package)?;
        let is_1904 = counts_from_1904(package)?;
        let mut budget = scan::Budget::default();
        let mut sheets = Vec::new();
        for entry in package.sheets()? {
            let part = package.part(&entry.part)?.ok_or_else(|| WorkbookError::damaged("a sheet's part is missing"))?;
            sheets.push(scan::sheet(part, entry.name, entry.is_hidden, &mut budget)?);
        }
        Ok(Self { sheets, strings, kinds, is_1904 })
    }

    /// The cell's text if it holds one.
    pub(crate) fn text<'g>(&'g self, cell: &'g GridCell) -> Option<&'g str> {
        match &cell.raw {
            Raw::Shared(index) => {
                usize::try_from(*index).ok().and_then(|index| self.strings.get(index)).map(|text| &**text)
            }
            Raw::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text that stands in the cell itself and not among the shared ones.
    pub(crate) fn own_text<'g>(&'g self, cell: &'g GridCell) -> Option<&'g str> {
        match &cell.raw {
            Raw::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the cell's number is shown as a date, a percentage or a plain number.
    pub(crate) fn kind(&self, cell: &GridCell) -> NumberKind {
        usize::try_from(cell.style).ok().and_then(|style| self.kinds.get(style)).copied().unwrap_or_default()
    }

    /// Whether the cell holds anything but blanks.
    pub(crate) fn is_blank(&self, cell: &GridCell) -> bool {
        match &cell.raw {
            Raw::Blank => true,
            Raw::Shared(_) | Raw::Text(_) => self.text(cell).is_none_or(|text| text.trim().is_empty()),
            _ => false,
        }
    }
}

impl GridSheet {
    /// The row at this index, if it holds anything.
    pub(crate) fn row(&self, index: u32) -> Option<&GridRow> {
        self.rows.binary_search_by_key(&index, |row| row.index).ok().and_then(|at| self.rows.get(at))
    }

    /// Whether a column is hidden.
    pub(crate) fn is_column_hidden(&self, column: u16) -> bool {
        self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}

impl GridRow {
    /// The cell in this column.
    pub(crate) fn cell(&self, column: u16) -> Option<&GridCell> {
        self.cells.binary_search_by_key(&column, |cell| cell.column).ok().and_then(|at| self.cells.get(at))
    }
}
