//! What was done over figures of others that nobody here had seen. It goes out on the revision that was seen, and by
//! itself: so the server finds the clash, and takes nothing else of this page for one.

use std::collections::BTreeSet;

use domain::content::{ContentRow, RowKey};
use domain::value::Value;

use crate::grid::journal::CellKey;

/// Cells typed over, and rows removed, whose figures on the server may be others than those seen here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unseen {
    cells: BTreeSet<CellKey>,
    rows: BTreeSet<RowKey>,
}

impl Unseen {
    /// Whether everything was seen.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.rows.is_empty()
    }

    /// Whether the cell was typed over unseen.
    pub fn holds(&self, cell: &CellKey) -> bool {
        self.cells.contains(cell)
    }

    /// Whether the row was removed with figures that were not seen.
    pub fn holds_row(&self, row: &RowKey) -> bool {
        self.rows.contains(row)
    }

    /// The cell was typed over unseen.
    pub fn add(&mut self, cell: CellKey) {
        self.cells.insert(cell);
    }

    /// The row was removed, and something in it was not seen.
    pub fn add_row(&mut self, row: RowKey) {
        self.rows.insert(row);
    }

    /// Somebody was shown both sides of a cell, or of a row that is gone.
    pub fn settle(&mut self, cell: &CellKey) {
        self.cells.remove(cell);
        self.rows.remove(&cell.0);
    }

    /// Leaves only what is held back as well.
    pub fn keep_only(&mut self, held: &Self) {
        self.cells.retain(|cell| held.holds(cell));
        self.rows.retain(|row| held.holds_row(row));
    }

    /// Leaves out what the server has looked at.
    pub fn retain(&mut self, is_open: impl Fn(&CellKey) -> bool, is_row_open: impl Fn(&RowKey) -> bool) {
        self.cells.retain(is_open);
        self.rows.retain(is_row_open);
    }

    /// Takes in a cell that is typed over, when the server newly holds something else than what was known of it here.
    pub fn meet(&mut self, before: &Self, cell: &CellKey, mine: &Value, known: Option<&Value>, theirs: Option<&Value>) {
        let is_other = theirs.is_some_and(|theirs| theirs != mine && (before.holds(cell) || Some(theirs) != known));
        if is_other {
            self.add(cell.clone());
        }
    }

    /// Takes in a row that is removed here, when the server newly holds something else in it than what was known here.
    pub fn meet_row(&mut self, before: &Self, known: Option<&ContentRow>, theirs: &ContentRow) {
        if before.holds_row(&theirs.key) || known.is_some_and(|known| known != theirs) {
            self.add_row(theirs.key.clone());
        }
    }
}
