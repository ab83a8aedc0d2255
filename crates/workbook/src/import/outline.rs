//! What stands in the columns of a file, for somebody to match them by hand.

use super::cell::cell_text;
use crate::address::column_name;
use crate::error::WorkbookError;
use crate::grid::{Grid, GridRow, GridSheet, Raw};
use crate::hidden;

/// Texts shown of a column.
const SAMPLES: usize = 4;
/// Letters shown of a text.
const LETTERS: usize = 40;

/// A visible sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumns {
    /// Name of the sheet.
    pub name: String,
    /// Number of the row where figures seem to begin, as Excel shows it.
    pub first_row: u32,
    /// Number of the last row that holds something.
    pub last_row: u32,
    /// The columns that hold something, each with its letters and its first texts.
    pub columns: Vec<(String, Vec<String>)>,
}

/// The columns of each visible sheet that holds something.
///
/// # Errors
/// The gate's reasons for refusing the file.
pub fn outline(bytes: &[u8]) -> Result<Vec<SheetColumns>, WorkbookError> {
    let grid = Grid::read(bytes)?;
    let is_shown = |sheet: &&GridSheet| {
        !sheet.is_hidden && !sheet.rows.is_empty() && ![hidden::SHEET, hidden::LISTS].contains(&sheet.name.as_str())
    };
    Ok(grid.sheets.iter().filter(is_shown).map(columns).collect())
}

fn columns(sheet: &GridSheet) -> SheetColumns {
    let mut columns: std::collections::BTreeMap<u16, Vec<String>> = std::collections::BTreeMap::new();
    for cell in sheet.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_blank()) {
        let samples = columns.entry(cell.column).or_default();
        if samples.len() < SAMPLES {
            samples.push(cell_text(cell).chars().take(LETTERS).collect());
        }
    }
    let first = sheet.rows.iter().find(|row| has_figure(row)).or(sheet.rows.first());
    SheetColumns {
        name: sheet.name.clone(),
        first_row: first.map_or(1, |row| row.index + 1),
        last_row: sheet.rows.last().map_or(1, |row| row.index + 1),
        columns: columns.into_iter().map(|(column, samples)| (column_name(column), samples)).collect(),
    }
}

/// Whether a row holds a figure beside something else: a line of the table, and no title.
fn has_figure(row: &GridRow) -> bool {
    let is_figure = |raw: &Raw| match raw {
        Raw::Integer(_) | Raw::Float(_) | Raw::Written(_) => true,
        Raw::Text(text) => {
            !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit() || ".,".contains(letter))
        }
        _ => false,
    };
    row.cells.len() > 1 && row.cells.iter().any(|cell| is_figure(&cell.raw))
}
