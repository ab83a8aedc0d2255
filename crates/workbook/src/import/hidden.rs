//! What an exported workbook says about itself.

use std::collections::HashMap;

use domain::content::RowKey;
use domain::template::{ColumnNumber, FormTemplate};
use rust_decimal::Decimal;

use crate::error::WorkbookError;
use crate::grid::{Grid, GridRow, GridSheet, Raw};
use crate::hidden as layout;

/// Which report a workbook was exported from. Words of the file: to compare with, never to trust.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The legal document.
    pub circular: String,
    /// Code of the form.
    pub code: String,
    /// Part suffix of the form.
    pub part: String,
    /// Version of the form.
    pub version: String,
    /// Code of the period.
    pub period: String,
    /// Name of the unit.
    pub unit: String,
    /// Code of the unit; empty in files of the first days.
    pub unit_code: String,
}

/// Exact figures by row and column.
pub(super) type Exact = HashMap<(RowKey, ColumnNumber), Decimal>;

pub(super) fn read(grid: &Grid) -> Option<Origin> {
    let sheet = sheet(grid)?;
    let fact = |name: &str| {
        let row = sheet.rows.iter().find(|row| text(row, 0) == name);
        row.map(|row| text(row, 1)).unwrap_or_default()
    };
    (!fact(layout::FORMAT).is_empty()).then(|| Origin {
        circular: fact(layout::CIRCULAR),
        code: fact(layout::CODE),
        part: fact(layout::PART),
        version: fact(layout::VERSION),
        period: fact(layout::PERIOD),
        unit: fact(layout::UNIT),
        unit_code: fact(layout::UNIT_CODE),
    })
}

/// A workbook of another form is refused: its codes would fit by chance only.
pub(super) fn check(origin: Option<&Origin>, template: &FormTemplate) -> Result<(), WorkbookError> {
    let Some(origin) = origin else { return Ok(()) };
    let part = template.part.clone().unwrap_or_default();
    if origin.code == template.code && origin.circular == template.circular && origin.part == part {
        return Ok(());
    }
    let name = |code: &str, part: &str| if part.is_empty() { code.to_owned() } else { format!("{code} ({part})") };
    Err(WorkbookError::OtherForm { found: name(&origin.code, &origin.part), expected: name(&template.code, &part) })
}

pub(super) fn exact(grid: &Grid) -> Exact {
    let rows = sheet(grid).map_or(&[][..], |sheet| &sheet.rows);
    rows.iter().filter(|row| text(row, 0) == layout::EXACT).filter_map(exact_row).collect()
}

fn exact_row(row: &GridRow) -> Option<((RowKey, ColumnNumber), Decimal)> {
    let column = text(row, 2).parse().ok().map(ColumnNumber)?;
    let number = Decimal::from_str_exact(&text(row, 3)).ok()?;
    Some(((RowKey(text(row, 1)), column), number))
}

fn sheet(grid: &Grid) -> Option<&GridSheet> {
    grid.sheets.iter().find(|sheet| sheet.name == layout::SHEET)
}

fn text(row: &GridRow, column: u16) -> String {
    let Some(cell) = row.cell(column) else { return String::new() };
    match &cell.raw {
        Raw::Integer(number) => number.to_string(),
        _ => cell.text().unwrap_or_default().to_owned(),
    }
}
