//! A paste by stable keys: rows may come, go and move while somebody is asked about it, and between the turns in which a
//! large one is done. Figures stay with the names that they were planned for.

use std::collections::HashSet;

use domain::content::{ContentRow, RowKey};
use domain::template::RowKind;
use domain::value::Value;

use super::figures::Figures;
use super::journal::CellKey;
use super::paste::{Plan, Target};
use super::place::{Place, Selection};

/// Cells of each kind that the report of a paste leads to.
const MOST_LINKED: usize = 200;

/// A selection that stays on its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Anchor, head and active cell; none where the table has no such row.
    cells: [Option<CellKey>; 3],
    was: Selection,
}

impl Spot {
    /// The spot of a selection.
    #[must_use]
    pub fn of(figures: &Figures, selection: Selection) -> Self {
        Self::by(selection, |place| figures.key(place))
    }

    fn by(selection: Selection, key: impl Fn(Place) -> Option<CellKey>) -> Self {
        let cells = [selection.anchor, selection.head, selection.active()].map(key);
        Self { cells, was: selection }
    }

    /// The leftmost column.
    #[must_use]
    pub fn first_col(&self) -> usize {
        self.was.first().col
    }

    /// The selection as its rows stand now; none where one of them is gone, or other rows stand between them.
    #[must_use]
    pub fn selection(&self, figures: &Figures) -> Option<Selection> {
        let is_there = |cell: &Option<CellKey>| cell.as_ref().is_none_or(|cell| figures.place(cell).is_some());
        let now = self.nearest(figures);
        let height = |selection: Selection| selection.last().row - selection.first().row;
        (self.cells.iter().all(is_there) && height(now) == height(self.was)).then_some(now)
    }

    /// The same; what is gone is where it was.
    #[must_use]
    pub fn nearest(&self, figures: &Figures) -> Selection {
        let was = [self.was.anchor, self.was.head, self.was.active()];
        let mut now = self.cells.iter().zip(was).map(|(cell, was)| {
            let place = cell.as_ref().and_then(|cell| figures.place(cell));
            place.unwrap_or(was)
        });
        let (anchor, head) = (now.next().unwrap_or_default(), now.next().unwrap_or_default());
        Selection::spanning(anchor, head, now.next().unwrap_or_default())
    }
}

/// A planned paste by stable keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Cells to set.
    pub cells: Vec<(CellKey, Value)>,
    /// Rows to add at the end.
    pub rows: Vec<ContentRow>,
    /// What is selected afterwards.
    pub selection: Spot,
    /// Cells that were passed over, that are not numbers, and that are not in their list.
    pub skipped: [Vec<CellKey>; 3],
}

impl Plan {
    /// Binds the plan to the rows that it was made for, which stand in the table as they did then.
    #[must_use]
    pub fn bind(&self, target: &impl Target, figures: &Figures, new_key: impl Fn() -> String) -> Bound {
        let rows: Vec<ContentRow> = self.rows.iter().map(|row| row.clone().with_key(new_key())).collect();
        let end = target.end_of_rows();
        // What is beyond the rows comes to stand in the new ones.
        let key = |place: Place| {
            let is_beyond = *target.row_kind() != RowKind::Fixed && place.row >= end;
            let new = rows.get(place.row.wrapping_sub(end)).filter(|_| is_beyond);
            match new {
                Some(row) => figures.columns().get(place.col).map(|column| (row.key.clone(), column.number)),
                None => figures.key(place),
            }
        };
        let skipped = |places: &[Place]| places.iter().take(MOST_LINKED).filter_map(|place| key(*place)).collect();
        let cells = self.cells.iter().filter_map(|(place, value)| Some((figures.key(*place)?, value.clone())));
        Bound {
            cells: cells.collect(),
            selection: Spot::by(self.selection, key),
            skipped: [&self.report.skipped(), &self.report.not_numbers, &self.report.not_listed].map(|at| skipped(at)),
            rows,
        }
    }
}

/// Which of the cells are still there, by place; the rows of the others are added to those that are gone.
#[must_use]
pub fn still_there(figures: &Figures, cells: &[(CellKey, Value)], gone: &mut HashSet<RowKey>) -> Vec<(Place, Value)> {
    let mut there = Vec::with_capacity(cells.len());
    for (cell, value) in cells {
        match figures.place(cell) {
            Some(place) => there.push((place, value.clone())),
            None => drop(gone.insert(cell.0.clone())),
        }
    }
    there
}
