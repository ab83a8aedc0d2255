//! Where the fill handle is drawn to: in one direction, line by line (convention 76).

use super::moves::Direction;
use super::place::{Place, Selection};

/// How far a selection is stretched, and where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    direction: Direction,
    count: usize,
}

/// The known cells of a row or column, and those that follow them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From the farthest to the nearest.
    pub from: Vec<Place>,
    /// From the nearest to the farthest.
    pub to: Vec<Place>,
}

impl Stretch {
    /// From a selection to a cell outside of it, along the longer way.
    #[must_use]
    pub fn of(from: Selection, to: Place) -> Option<Self> {
        let (first, last) = (from.first(), from.last());
        [
            (Direction::Down, to.row.saturating_sub(last.row)),
            (Direction::Up, first.row.saturating_sub(to.row)),
            (Direction::Right, to.col.saturating_sub(last.col)),
            (Direction::Left, first.col.saturating_sub(to.col)),
        ]
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| *count > 0)
        .map(|(direction, count)| Self { direction, count })
    }

    /// The selection together with what it is stretched to.
    #[must_use]
    pub fn whole(self, from: Selection) -> Selection {
        let (mut first, mut last) = (from.first(), from.last());
        match self.direction {
            Direction::Down => last.row += self.count,
            Direction::Up => first.row -= self.count,
            Direction::Right => last.col += self.count,
            Direction::Left => first.col -= self.count,
        }
        Selection::spanning(first, last, from.active())
    }

    /// Whether it goes upwards or to the left.
    #[must_use]
    pub fn is_back(self) -> bool {
        matches!(self.direction, Direction::Up | Direction::Left)
    }

    /// The rows or columns to fill.
    #[must_use]
    pub fn lines(self, from: Selection) -> Vec<Line> {
        let (first, last) = (from.first(), from.last());
        let (rows, cols) = (first.row..=last.row, first.col..=last.col);
        let down = |col: usize| rows.clone().map(move |row| Place::new(row, col)).collect::<Vec<_>>();
        let along = |row: usize| cols.clone().map(move |col| Place::new(row, col)).collect::<Vec<_>>();
        let steps = 1..=self.count;
        match self.direction {
            Direction::Down => cols
                .clone()
                .map(|col| Line { from: down(col), to: steps.clone().map(|n| Place::new(last.row + n, col)).collect() })
                .collect(),
            Direction::Up => cols
                .clone()
                .map(|col| Line {
                    from: down(col).into_iter().rev().collect(),
                    to: steps.clone().map(|n| Place::new(first.row - n, col)).collect(),
                })
                .collect(),
            Direction::Right => rows
                .clone()
                .map(|row| Line {
                    from: along(row),
                    to: steps.clone().map(|n| Place::new(row, last.col + n)).collect(),
                })
                .collect(),
            Direction::Left => rows
                .clone()
                .map(|row| Line {
                    from: along(row).into_iter().rev().collect(),
                    to: steps.clone().map(|n| Place::new(row, first.col - n)).collect(),
                })
                .collect(),
        }
    }
}

/// The last row of the filled cells beside a selection, below it: to its left, else to its right.
pub fn block_end(from: Selection, cols: usize, is_filled: impl Fn(Place) -> bool) -> Option<usize> {
    let (first, last) = (from.first(), from.last());
    let beside = first.col.checked_sub(1).into_iter().chain(Some(last.col + 1).filter(|col| *col < cols));
    let end = |col: usize| (last.row + 1..).take_while(|row| is_filled(Place::new(*row, col))).last();
    beside.filter_map(end).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range() -> Selection {
        Selection::cell(Place::new(2, 2)).to(Place::new(3, 3))
    }

    fn filled(to: (usize, usize)) -> Vec<String> {
        let Some(stretch) = Stretch::of(range(), Place::new(to.0, to.1)) else { return Vec::new() };
        let place = |place: &Place| format!("{}{}", place.row, place.col);
        let places = |places: &[Place]| places.iter().map(place).collect::<Vec<_>>().join(" ");
        stretch.lines(range()).iter().map(|line| format!("{} > {}", places(&line.from), places(&line.to))).collect()
    }

    #[test]
    fn it_goes_four_ways_and_nowhere_inside() {
        assert_eq!(filled((5, 3)), ["22 32 > 42 52", "23 33 > 43 53"]);
        assert_eq!(filled((0, 2)), ["32 22 > 12 02", "33 23 > 13 03"]);
        assert_eq!(filled((4, 5)), ["22 23 > 24 25", "32 33 > 34 35"]);
        assert_eq!(filled((2, 1)), ["23 22 > 21", "33 32 > 31"]);
        assert!(filled((3, 2)).is_empty());
        let whole = Stretch::of(range(), Place::new(0, 2)).unwrap().whole(range());
        assert_eq!((whole.first(), whole.last()), (Place::new(0, 2), Place::new(3, 3)));
    }

    #[test]
    fn the_neighbouring_block_ends_where_its_cells_do() {
        let filled = |cells: &'static [(usize, usize)]| move |place: Place| cells.contains(&(place.row, place.col));
        assert_eq!(block_end(range(), 9, filled(&[(4, 1), (5, 1), (7, 1)])), Some(5));
        assert_eq!(block_end(range(), 9, filled(&[(4, 4), (5, 1)])), Some(4));
        assert_eq!(block_end(range(), 4, filled(&[(4, 4)])), None);
    }
}
