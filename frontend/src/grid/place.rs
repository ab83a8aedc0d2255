//! Places and selections: where a cell is on screen.

/// A cell by its position: row index of the sheet, index among the form's columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Place {
    /// Row index, totals included.
    pub row: usize,
    /// Index among the columns in header order.
    pub col: usize,
}

impl Place {
    /// The cell at this row and column index.
    #[must_use]
    pub const fn new(row: usize, col: usize) -> Self {
        Self { row, col }
    }
}

/// What is selected: a rectangle between two corners, with the cell in it that typing goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Selection {
    /// Where the selection began.
    pub anchor: Place,
    /// The opposite corner, which extending moves.
    pub head: Place,
    active: Place,
}

impl Selection {
    /// One cell.
    #[must_use]
    pub const fn cell(place: Place) -> Self {
        Self { anchor: place, head: place, active: place }
    }

    /// The rectangle between two corners with this cell active.
    #[must_use]
    pub const fn spanning(anchor: Place, head: Place, active: Place) -> Self {
        Self { anchor, head, active }
    }

    /// The same selection stretched to another cell.
    #[must_use]
    pub const fn to(self, head: Place) -> Self {
        Self { anchor: self.anchor, head, active: self.anchor }
    }

    /// The same selection with its rows named otherwise.
    #[must_use]
    pub fn with_rows(self, row: impl Fn(usize) -> usize) -> Self {
        let named = |place: Place| Place::new(row(place.row), place.col);
        Self { anchor: named(self.anchor), head: named(self.head), active: named(self.active) }
    }

    /// The cell that typing goes to.
    #[must_use]
    pub const fn active(self) -> Place {
        self.active
    }

    /// The same selection with the next of its cells active, around the corner at the end (convention 5): along the
    /// rows or down the columns; `is_open` tells which cells to stop at.
    #[must_use]
    pub fn cycled(self, along_rows: bool, backwards: bool, is_open: impl Fn(Place) -> bool) -> Self {
        let mut cells: Vec<Place> = self.cells().collect();
        if !along_rows {
            cells.sort_by_key(|place| (place.col, place.row));
        }
        if backwards {
            cells.reverse();
        }
        let at = cells.iter().position(|place| *place == self.active).map_or(0, |at| at + 1);
        let next = cells.iter().cycle().skip(at).take(cells.len()).find(|place| is_open(**place));
        Self { active: next.copied().unwrap_or(self.active), ..self }
    }

    /// Whether only one cell is selected.
    #[must_use]
    pub fn is_single(self) -> bool {
        self.anchor == self.head
    }

    /// How many cells are selected.
    #[must_use]
    pub fn size(self) -> usize {
        let (first, last) = (self.first(), self.last());
        (last.row - first.row + 1) * (last.col - first.col + 1)
    }

    /// The upper left cell.
    #[must_use]
    pub fn first(self) -> Place {
        Place::new(self.anchor.row.min(self.head.row), self.anchor.col.min(self.head.col))
    }

    /// The lower right cell.
    #[must_use]
    pub fn last(self) -> Place {
        Place::new(self.anchor.row.max(self.head.row), self.anchor.col.max(self.head.col))
    }

    /// Whether the cell is selected.
    #[must_use]
    pub fn contains(self, place: Place) -> bool {
        let (first, last) = (self.first(), self.last());
        (first.row..=last.row).contains(&place.row) && (first.col..=last.col).contains(&place.col)
    }

    /// The selected cells, row by row.
    pub fn cells(self) -> impl Iterator<Item = Place> {
        let (first, last) = (self.first(), self.last());
        (first.row..=last.row).flat_map(move |row| (first.col..=last.col).map(move |col| Place::new(row, col)))
    }

    /// The selection inside a table of this size; nothing runs past the grid (convention 14).
    #[must_use]
    pub fn clamp(self, rows: usize, cols: usize) -> Self {
        let inside =
            |place: Place| Place::new(place.row.min(rows.saturating_sub(1)), place.col.min(cols.saturating_sub(1)));
        Self { anchor: inside(self.anchor), head: inside(self.head), active: inside(self.active) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_is_the_rectangle_between_its_corners() {
        let selection = Selection::cell(Place::new(3, 4)).to(Place::new(2, 5));
        assert_eq!(selection.first(), Place::new(2, 4));
        assert_eq!(selection.last(), Place::new(3, 5));
        let cells: Vec<_> = selection.cells().map(|place| (place.row, place.col)).collect();
        assert_eq!(cells, [(2, 4), (2, 5), (3, 4), (3, 5)]);
        assert!(selection.contains(Place::new(2, 5)) && !selection.contains(Place::new(1, 5)));
    }

    #[test]
    fn the_active_cell_cycles_inside_the_selection() {
        let mut selection = Selection::cell(Place::new(0, 0)).to(Place::new(1, 2));
        let mut seen = Vec::new();
        for _ in 0..5 {
            selection = selection.cycled(true, false, |place| place.col != 1);
            seen.push((selection.active().row, selection.active().col));
        }
        assert_eq!(seen, [(0, 2), (1, 0), (1, 2), (0, 0), (0, 2)]);
        assert_eq!(selection.cycled(false, true, |_| true).active(), Place::new(1, 1));
        assert_eq!(selection.cycled(true, false, |_| false).active(), Place::new(0, 2), "nowhere to go");
    }

    #[test]
    fn clamping_keeps_a_selection_inside() {
        let selection = Selection::cell(Place::new(9, 9)).clamp(3, 0);
        assert_eq!(selection.active(), Place::new(2, 0));
    }
}
