//! Selecting more at once: rows, columns, the block of filled cells (convention 16).

use super::moves::Surface;
use super::place::{Place, Selection};

/// What a selection grows to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The whole rows that it touches.
    Rows,
    /// The whole columns that it touches.
    Columns,
    /// The block of filled cells around it, and everything when it is that block already.
    Block,
}

/// The grown selection; the active cell stays.
#[must_use]
pub fn grown(surface: &impl Surface, selection: Selection, extent: Extent) -> Selection {
    let (first, last) = (selection.first(), selection.last());
    let (rows, cols) = (surface.rows().saturating_sub(1), surface.cols().saturating_sub(1));
    let between = |first, last| Selection::spanning(first, last, selection.active());
    match extent {
        Extent::Rows => between(Place::new(first.row, 0), Place::new(last.row, cols)),
        Extent::Columns => between(Place::new(0, first.col), Place::new(rows, last.col)),
        Extent::Block => {
            let (from, to) = block(surface, selection.active());
            let all = between(Place::new(0, 0), Place::new(rows, cols));
            if (from, to) == (first, last) { all } else { between(from, to) }
        }
    }
}

/// The columns from one to another.
#[must_use]
pub fn columns(surface: &impl Surface, first: usize, last: usize) -> Selection {
    let rows = surface.rows().saturating_sub(1);
    Selection::spanning(Place::new(0, first), Place::new(rows, last), Place::new(0, first))
}

/// The smallest rectangle around a cell whose neighbouring rows and columns are blank beside it.
fn block(surface: &impl Surface, from: Place) -> (Place, Place) {
    let (rows, cols) = (surface.rows(), surface.cols());
    let (mut first, mut last) = (from, from);
    loop {
        let in_row =
            |row: usize, from: usize, to: usize| (from..=to).any(|col| surface.is_filled(Place::new(row, col)));
        let in_col =
            |col: usize, from: usize, to: usize| (from..=to).any(|row| surface.is_filled(Place::new(row, col)));
        // Corners touch too, as in spreadsheets.
        let (left, right) = (first.col.saturating_sub(1), (last.col + 1).min(cols.saturating_sub(1)));
        let (above, below) = (first.row.saturating_sub(1), (last.row + 1).min(rows.saturating_sub(1)));
        let before = (first, last);
        if above < first.row && in_row(above, left, right) {
            first.row = above;
        }
        if below > last.row && in_row(below, left, right) {
            last.row = below;
        }
        if left < first.col && in_col(left, above, below) {
            first.col = left;
        }
        if right > last.col && in_col(right, above, below) {
            last.col = right;
        }
        if (first, last) == before {
            return before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::drawn::Drawn;
    use super::*;

    fn table() -> Drawn {
        Drawn::new(&["##...", "##..#", "....#", ".....", "#...."])
    }

    fn corners(selection: Selection) -> [(usize, usize); 3] {
        [selection.first(), selection.last(), selection.active()].map(|place| (place.row, place.col))
    }

    #[test]
    fn selections_grow() {
        let one = |row, col| Selection::cell(Place::new(row, col));
        for (from, extent, expected) in [
            (one(1, 1), Extent::Rows, [(1, 0), (1, 4), (1, 1)]),
            (one(1, 1), Extent::Columns, [(0, 1), (4, 1), (1, 1)]),
            (one(1, 1), Extent::Block, [(0, 0), (1, 1), (1, 1)]),
            (one(2, 4), Extent::Block, [(1, 4), (2, 4), (2, 4)]),
            (one(4, 2), Extent::Block, [(4, 2), (4, 2), (4, 2)]),
        ] {
            let wanted = if expected == corners(from) { [(0, 0), (4, 4), expected[2]] } else { expected };
            assert_eq!(corners(grown(&table(), from, extent)), wanted, "{extent:?}");
        }
        let block = grown(&table(), one(1, 1), Extent::Block);
        assert_eq!(
            corners(grown(&table(), block, Extent::Block)),
            [(0, 0), (4, 4), (1, 1)],
            "the second press takes all"
        );
        assert_eq!(corners(columns(&table(), 1, 3)), [(0, 1), (4, 3), (0, 1)]);
    }
}
