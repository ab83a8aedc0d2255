//! The cells of a workbook: their values as calamine reads them, with what the gate noted about them.

mod budget;
mod number;
mod values;

use std::rc::Rc;

use calamine::ExcelDateTime;
use domain::old_fonts::OldFont;
use rust_decimal::Decimal;

use crate::address::Block;
use crate::error::WorkbookError;
use crate::file::{self, FileType};
use crate::package::Package;
use crate::{csv, ods, xls};

pub(crate) use self::budget::Budget;
use self::number::exact_decimal;
pub(crate) use self::number::{Day, day, raw as raw_number, unformatted_day};

/// A workbook's sheets.
pub(crate) struct Grid {
    pub(crate) sheets: Vec<GridSheet>,
}

/// One sheet; only cells that hold something are kept.
#[derive(Default)]
pub(crate) struct GridSheet {
    pub(crate) name: String,
    pub(crate) is_hidden: bool,
    pub(crate) rows: Vec<GridRow>,
    pub(crate) hidden_columns: Vec<(u16, u16)>,
    pub(crate) merges: Vec<Block>,
    /// Whether the format knows texts only: a number stored as text is nothing odd then.
    pub(crate) is_plain_text: bool,
}

/// One row, cells from left to right.
pub(crate) struct GridRow {
    /// From 0.
    pub(crate) index: u32,
    pub(crate) is_hidden: bool,
    pub(crate) cells: Vec<GridCell>,
}

/// One cell.
#[derive(Debug, Clone)]
pub(crate) struct GridCell {
    /// From 0.
    pub(crate) column: u16,
    pub(crate) has_formula: bool,
    /// Whether its number is shown as a percentage.
    pub(crate) is_percent: bool,
    /// The font of the time before Unicode that it is shown in.
    pub(crate) old_font: Option<OldFont>,
    pub(crate) raw: Raw,
}

/// What the file holds in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Raw {
    Blank,
    /// Up to 15 digits: exact in every spreadsheet program.
    Integer(i64),
    Float(f64),
    /// A number with more digits than a binary number keeps, as written in the file.
    Written(Box<str>),
    /// A number shown as a date or a time.
    Serial(ExcelDateTime),
    /// A text that all sheets share.
    Shared(Rc<str>),
    /// A text that stands in the cell itself.
    Text(Rc<str>),
    Bool(bool),
    /// `#DIV/0!` and its kin.
    Error(Box<str>),
    /// A date in ISO 8601, which some writers use instead of a day number.
    IsoDate(Box<str>),
}

impl Grid {
    /// Passes a file of any kind that is taken through its gate and reads every sheet of it.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, WorkbookError> {
        match file::kind(bytes)? {
            FileType::Xlsx => Self::of_package(&mut Package::open(bytes)?),
            FileType::Ods => ods::read(bytes),
            FileType::Xls => xls::read(bytes),
            FileType::Text => csv::read(bytes),
        }
    }

    /// Passes an .xlsx through the gate and reads every sheet of it.
    fn of_package(package: &mut Package<'_>) -> Result<Self, WorkbookError> {
        let contents = package.inspect()?;
        let bytes = package.hand_over(&contents)?;
        Ok(Self { sheets: values::read(bytes, contents)? })
    }
}

impl GridSheet {
    /// An empty sheet.
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
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

    /// The cell in this column, if it holds anything but blanks.
    pub(crate) fn filled(&self, column: u16) -> Option<&GridCell> {
        self.cell(column).filter(|cell| !cell.is_blank())
    }
}

impl GridCell {
    /// The cell's text if it holds one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.raw {
            Raw::Shared(text) | Raw::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The cell's number, whatever it is shown as; `None` also for one with more digits than the system keeps.
    pub(crate) fn number(&self) -> Option<Decimal> {
        match &self.raw {
            Raw::Integer(number) => Some(Decimal::from(*number)),
            Raw::Float(number) => exact_decimal(*number),
            Raw::Written(written) => Decimal::from_str_exact(written).ok(),
            Raw::Serial(serial) => exact_decimal(serial.as_f64()),
            _ => None,
        }
    }

    /// Whether the cell holds nothing but blanks.
    pub(crate) fn is_blank(&self) -> bool {
        match &self.raw {
            Raw::Blank => true,
            Raw::Shared(text) | Raw::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}
