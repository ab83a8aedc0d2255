//! Looking at a table in another way, and moving its rows (conventions 87, 89, 94, 113).

use std::collections::HashSet;

use domain::content::RowKey;

use super::super::filter::{IsWanted, hidden};
use super::super::history::Op;
use super::super::place::{Place, Selection};
use super::super::shown::is_group;
use super::super::sorting;
use super::{Book, Changes, Current};

/// Everything on screen is to be drawn anew.
const REDRAWN: Changes = Changes { cells: Vec::new(), rows: true };

impl Book {
    /// Whether other rows are nested under the one at this place.
    #[must_use]
    pub fn is_group(&self, place: usize) -> bool {
        place < self.figures.row_count() && is_group(self.figures.sheet(), self.figures.sheet_row(place))
    }

    /// Folds the group at this place or unfolds it.
    pub fn fold(&mut self, place: usize, is_folded: bool) -> Changes {
        if !self.is_group(place) {
            return Changes::default();
        }
        let mut lens = self.figures.lens().clone();
        lens.fold(&self.figures.row(place).key, is_folded);
        self.figures.look(lens);
        REDRAWN
    }

    /// Shows added rows sorted by a column; `None` gives back the stored order.
    pub fn sort(&mut self, by: Option<(usize, bool)>) -> Changes {
        let keys = by.map(|(col, is_descending)| sorting::sorted(&self.figures, col, is_descending));
        let mut lens = self.figures.lens().clone();
        lens.arrange(keys.unwrap_or_default());
        self.figures.look(lens);
        REDRAWN
    }

    /// Shows the rows that are wanted only, and those above them, folded away or not; `None` shows all.
    pub fn filter(&mut self, is_wanted: Option<IsWanted<'_>>) -> Changes {
        let mut lens = self.figures.lens().clone();
        lens.hide(HashSet::new());
        if is_wanted.is_some() {
            lens.unfold();
        }
        self.figures.look(lens.clone());
        if let Some(is_wanted) = is_wanted {
            lens.hide(hidden(&self.figures, is_wanted));
            self.figures.look(lens);
        }
        REDRAWN
    }

    /// Shows every row, in the order that was chosen.
    pub fn show_all(&mut self) -> Changes {
        let mut lens = self.figures.lens().clone();
        lens.hide(HashSet::new());
        lens.unfold();
        self.figures.look(lens);
        REDRAWN
    }

    /// Shows a row that was folded or filtered away.
    pub fn reveal(&mut self, key: &RowKey) -> Changes {
        if self.figures.reveal(key) { REDRAWN } else { Changes::default() }
    }

    /// The rows of a selection that can be moved, when they stand together.
    #[must_use]
    pub fn movable(&self, selection: Selection) -> Vec<RowKey> {
        let is_possible =
            self.figures.takes_rows() && !self.figures.lens().is_sorted() && !self.figures.holds_rows_below();
        if is_possible { self.removable(selection) } else { Vec::new() }
    }

    /// Moves rows that stand together to stand before the row at a place, or behind it, as one step; gives what
    /// changed and the selection on the rows' new places.
    pub fn move_rows(
        &mut self,
        rows: &[RowKey],
        beside: usize,
        is_behind: bool,
        selection: Selection,
    ) -> (Changes, Selection) {
        let first = rows.first().and_then(|key| self.figures.position(key));
        let Some(first) = first.map(|row| self.figures.added_above(row)) else {
            return (Changes::default(), selection);
        };
        let target = self.figures.added_above(self.figures.sheet_row(beside) + usize::from(is_behind));
        // Counted without the rows themselves.
        let to = if target > first { target.saturating_sub(rows.len()).max(first) } else { target };
        let ops = rows.iter().enumerate().map(|(at, row)| Op::Move { row: row.clone(), from: first + at, to: to + at });
        let mut ops: Vec<Op> = ops.collect();
        if to > first {
            ops.reverse();
        }
        let changes = self.perform(ops, selection);
        let places: Vec<usize> = rows.iter().filter_map(|key| self.figures.row_place(key)).collect();
        let moved = match (places.iter().min(), places.iter().max()) {
            (Some(first), Some(last)) => {
                let (left, right) = (selection.first().col, selection.last().col);
                let active = Place::new(*first, selection.active().col);
                Selection::spanning(Place::new(*first, left), Place::new(*last, right), active)
            }
            _ => selection,
        };
        (changes, moved)
    }
}
