//! The limits of the gate for formats that are read here, without calamine: cells, their places, their texts.

use super::{GridCell, GridRow, Raw};
use crate::address::Address;
use crate::error::{Limit, WorkbookError};
use crate::package::{MAX_COLUMN, MAX_ROW};

/// Cells of a whole workbook that hold something.
const MAX_CELLS: usize = 1_500_000;
/// Texts of all cells together.
const MAX_TEXT: usize = 64 * 1024 * 1024;

/// What may still be read of a workbook.
pub(crate) struct Budget {
    cells: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: MAX_CELLS, text: MAX_TEXT }
    }
}

impl Budget {
    /// Takes what one cell needs; it must stand where a table may stand.
    pub(crate) fn take(&mut self, at: Address, cell: &GridCell) -> Result<(), WorkbookError> {
        let too_much = |limit| Err(WorkbookError::TooMuchData(limit));
        if at.row >= MAX_ROW {
            return too_much(Limit::Rows);
        }
        if at.column >= MAX_COLUMN {
            return too_much(Limit::Columns);
        }
        let text = match &cell.raw {
            Raw::Text(text) | Raw::Shared(text) => text.len(),
            Raw::Written(text) | Raw::Error(text) | Raw::IsoDate(text) => text.len(),
            Raw::Blank | Raw::Integer(_) | Raw::Float(_) | Raw::Serial(_) | Raw::Bool(_) => 0,
        };
        match (self.cells.checked_sub(1), self.text.checked_sub(text)) {
            (Some(cells), Some(text)) => {
                (self.cells, self.text) = (cells, text);
                Ok(())
            }
            (None, _) => too_much(Limit::Cells),
            (_, None) => too_much(Limit::Texts),
        }
    }

    /// Takes a cell into a row, behind those that are in it.
    pub(crate) fn add(&mut self, row: &mut GridRow, cell: GridCell) -> Result<(), WorkbookError> {
        self.take(Address::new(row.index, cell.column), &cell)?;
        row.cells.push(cell);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_texts_and_places_have_limits() {
        let cell = |column: u16, text: &str| GridCell {
            column,
            has_formula: false,
            is_percent: false,
            old_font: None,
            raw: Raw::Text(text.into()),
        };
        let take = |cells, text, row, column| {
            Budget { cells, text }.take(Address::new(row, column), &cell(column, "abc")).err()
        };
        let too_much = |limit| Some(WorkbookError::TooMuchData(limit));
        assert_eq!(take(1, 3, MAX_ROW - 1, MAX_COLUMN - 1), None);
        assert_eq!(take(0, 3, 0, 0), too_much(Limit::Cells));
        assert_eq!(take(1, 2, 0, 0), too_much(Limit::Texts));
        assert_eq!(take(1, 3, MAX_ROW, 0), too_much(Limit::Rows));
        assert_eq!(take(1, 3, 0, MAX_COLUMN), too_much(Limit::Columns));
        for raw in [Raw::Written("abc".into()), Raw::Error("abc".into()), Raw::IsoDate("abc".into())] {
            let cell = GridCell { raw, ..cell(0, "") };
            assert_eq!(Budget { cells: 1, text: 2 }.take(Address::new(0, 0), &cell).err(), too_much(Limit::Texts));
        }
    }
}
