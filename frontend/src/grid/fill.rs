//! Filling a selection from its first row or column (conventions 75, 78): which cell takes which value.

use super::place::{Place, Selection};

/// In which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// From the first row, or from the row above a single one.
    Down,
    /// From the first column, or from the column before a single one.
    Right,
}

/// The cells to fill, each with the cell whose value it takes; none at the table's edge.
#[must_use]
pub fn pairs(selection: Selection, fill: Fill) -> Vec<(Place, Place)> {
    let (first, last) = (selection.first(), selection.last());
    let source = match fill {
        Fill::Down if first.row < last.row => Some(first.row),
        Fill::Down => first.row.checked_sub(1),
        Fill::Right if first.col < last.col => Some(first.col),
        Fill::Right => first.col.checked_sub(1),
    };
    let Some(source) = source else { return Vec::new() };
    let from = |place: Place| match fill {
        Fill::Down => Place::new(source, place.col),
        Fill::Right => Place::new(place.row, source),
    };
    selection.cells().map(|place| (place, from(place))).filter(|(place, from)| place != from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(from: (usize, usize), to: (usize, usize), fill: Fill) -> Vec<[usize; 4]> {
        let selection = Selection::cell(Place::new(from.0, from.1)).to(Place::new(to.0, to.1));
        pairs(selection, fill).iter().map(|(to, from)| [to.row, to.col, from.row, from.col]).collect()
    }

    #[test]
    fn each_cell_takes_the_value_of_the_first_row_or_column() {
        assert_eq!(filled((1, 1), (2, 2), Fill::Down), [[2, 1, 1, 1], [2, 2, 1, 2]]);
        assert_eq!(filled((2, 2), (1, 1), Fill::Right), [[1, 2, 1, 1], [2, 2, 2, 1]]);
    }

    #[test]
    fn a_single_row_or_column_takes_what_stands_before_it() {
        assert_eq!(filled((3, 1), (3, 2), Fill::Down), [[3, 1, 2, 1], [3, 2, 2, 2]]);
        assert_eq!(filled((3, 1), (3, 1), Fill::Right), [[3, 1, 3, 0]]);
        assert!(filled((0, 1), (0, 2), Fill::Down).is_empty(), "nothing stands above the first row");
    }
}
