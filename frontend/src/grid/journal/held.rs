//! What the person is being asked about: it is not sent until somebody has decided.

use std::collections::BTreeSet;

use domain::content::RowKey;
use domain::template::ColumnNumber;

use super::CellKey;

/// Cells and rows in conflict.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    cells: BTreeSet<CellKey>,
    rows: BTreeSet<RowKey>,
}

impl Held {
    /// Whether nothing is held back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.rows.is_empty()
    }

    /// Whether the cell is, by itself or with its row.
    #[must_use]
    pub fn holds(&self, cell: &CellKey) -> bool {
        self.cells.contains(cell) || self.rows.contains(&cell.0)
    }

    /// Whether the whole row is.
    #[must_use]
    pub fn holds_row(&self, row: &RowKey) -> bool {
        self.rows.contains(row)
    }

    /// Whether the row is, or one of its cells: then the row may neither go nor come before that was decided.
    #[must_use]
    pub fn touches(&self, row: &RowKey) -> bool {
        let cells = (row.clone(), ColumnNumber(0))..=(row.clone(), ColumnNumber(u16::MAX));
        self.rows.contains(row) || self.cells.range(cells).next().is_some()
    }

    /// Holds a cell back, or its whole row; tells whether it was not before.
    pub fn add(&mut self, cell: &CellKey, is_row: bool) -> bool {
        if is_row { self.rows.insert(cell.0.clone()) } else { self.cells.insert(cell.clone()) }
    }

    /// Holds the cell and its row back no more.
    pub fn release(&mut self, cell: &CellKey) {
        self.cells.remove(cell);
        self.rows.remove(&cell.0);
    }
}
