//! What was done over figures of others that nobody here had seen. It goes out on the revision that was seen, and by
//! itself: so the server finds the clash, and takes nothing else of this page for one.

use std::collections::{BTreeMap, BTreeSet};

use domain::content::{ContentRow, RowKey};
use domain::value::Value;

use crate::grid::journal::{CellKey, Held};

/// Cells typed over, and rows removed, whose figures on the server may be others than those seen here; each with the
/// revision that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unseen {
    cells: BTreeMap<CellKey, i64>,
    rows: BTreeMap<RowKey, i64>,
}

impl Unseen {
    /// The revision that was seen under a cell that was typed over unseen.
    pub fn base(&self, cell: &CellKey) -> Option<i64> {
        self.cells.get(cell).copied()
    }

    /// The revision that was seen of a row that was removed with figures that were not.
    pub fn base_of_row(&self, row: &RowKey) -> Option<i64> {
        self.rows.get(row).copied()
    }

    /// The revisions that were seen, oldest first.
    pub fn bases(&self) -> BTreeSet<i64> {
        self.cells.values().chain(self.rows.values()).copied().collect()
    }

    /// The cell was typed over unseen; what is known of it already stands.
    pub fn add(&mut self, cell: CellKey, base: i64) {
        self.cells.entry(cell).or_insert(base);
    }

    /// The row was removed, and something in it was not seen.
    pub fn add_row(&mut self, row: RowKey, base: i64) {
        self.rows.entry(row).or_insert(base);
    }

    /// Somebody was shown both sides of a cell, or of a whole row.
    pub fn settle(&mut self, cell: &CellKey, is_row: bool) {
        self.cells.remove(cell);
        if is_row {
            self.rows.remove(&cell.0);
        }
    }

    /// Leaves only what is held back as well.
    pub fn keep_only(&mut self, held: &Held) {
        self.retain(|cell| held.holds(cell), |row| held.touches(row));
    }

    /// Leaves out what the server has looked at.
    pub fn retain(&mut self, is_open: impl Fn(&CellKey) -> bool, is_row_open: impl Fn(&RowKey) -> bool) {
        self.cells.retain(|cell, _| is_open(cell));
        self.rows.retain(|row, _| is_row_open(row));
    }

    /// Nobody else saved between these revisions: what was seen of the first was seen of the second.
    pub fn raise(&mut self, from: i64, to: i64) {
        for base in self.cells.values_mut().chain(self.rows.values_mut()).filter(|base| **base >= from) {
            *base = to.max(*base);
        }
    }

    /// What was made on what stands on screen was seen, unless somebody is being asked about it.
    pub fn drop_seen(&mut self, read: i64, held: &Held) {
        self.cells.retain(|cell, base| *base < read || held.holds(cell));
        self.rows.retain(|row, base| *base < read || held.touches(row));
    }

    /// The server went back to an older revision.
    pub fn lower(&mut self, revision: i64) {
        for base in self.cells.values_mut().chain(self.rows.values_mut()) {
            *base = revision.min(*base);
        }
    }

    /// Takes in a cell that is typed over, when the server newly holds something else than what was known of it here at
    /// `seen`.
    pub fn meet(&mut self, before: &Self, seen: i64, met: &Met<'_>) {
        let base = before.base(met.cell);
        let is_other = |theirs: &Value| theirs != met.mine && (base.is_some() || Some(theirs) != met.known);
        if met.theirs.is_some_and(is_other) {
            self.add(met.cell.clone(), base.unwrap_or(seen));
        }
    }

    /// Takes in a row that is removed here, when the server newly holds something else in it than what was known here.
    pub fn meet_row(&mut self, before: &Self, seen: i64, known: Option<&ContentRow>, theirs: &ContentRow) {
        let base = before.base_of_row(&theirs.key);
        if base.is_some() || known.is_some_and(|known| known != theirs) {
            self.add_row(theirs.key.clone(), base.unwrap_or(seen));
        }
    }
}

/// A cell that is typed over, when the report is read anew.
pub struct Met<'a> {
    /// Which.
    pub cell: &'a CellKey,
    /// What stands here.
    pub mine: &'a Value,
    /// What the server had, as far as was known here.
    pub known: Option<&'a Value>,
    /// What it has now.
    pub theirs: Option<&'a Value>,
}
