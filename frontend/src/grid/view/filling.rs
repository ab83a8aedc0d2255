//! Filling cells from their neighbours (conventions 28, 75, 78).

use domain::value::Value;
use leptos::prelude::*;

use super::super::fill::{self, Fill};
use super::super::fitted::fitted;
use super::super::place::Place;
use super::super::texts::Text;
use super::controller::Controller;

impl Controller {
    /// Fills the selected ranges as one step; computed and locked cells are passed over.
    pub(super) fn fill(&self, fill: Fill) {
        let pairs: Vec<_> = self.model.ranges().into_iter().flat_map(|range| fill::pairs(range, fill)).collect();
        self.take(&pairs);
    }

    /// Takes the value of the cell above.
    pub(super) fn take_above(&self) {
        let active = self.active();
        let above = active.row.checked_sub(1).map(|row| (active, Place::new(row, active.col)));
        self.take(above.as_slice());
    }

    fn take(&self, pairs: &[(Place, Place)]) {
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        let cells: Vec<(Place, Value)> = self.model.read(|book| {
            let figures = book.figures();
            let value = |from: Place| if figures.is_input(from) { book.own(from) } else { figures.value(from) };
            let inputs = pairs.iter().filter(|(to, _)| figures.is_input(*to));
            inputs.map(|(to, from)| (*to, fitted(figures, from.col, to.col, value(*from)))).collect()
        });
        if cells.is_empty() {
            return self.tell(Text::NothingToFill);
        }
        self.model.set_filled(&cells);
        self.report_findings(self.active());
    }
}
