//! Filling cells from their neighbours (conventions 28, 75, 78).

use domain::template::ColumnType;
use domain::value::Value;
use leptos::prelude::*;

use super::super::fill::{self, Fill};
use super::super::place::Place;
use super::super::texts::Text;
use super::controller::Controller;

impl Controller {
    /// Fills the selection as one step; computed and locked cells are passed over.
    pub(super) fn fill(&self, fill: Fill) {
        let selection = self.model.selection().get_untracked();
        self.take(&fill::pairs(selection, fill));
    }

    /// Takes the value of the cell above.
    pub(super) fn take_above(&self) {
        let active = self.active();
        let above = active.row.checked_sub(1).map(|row| (active, Place::new(row, active.col)));
        self.take(above.as_slice());
    }

    /// Yes becomes no and no becomes yes, in the whole selection alike (convention 33).
    pub(super) fn toggle(&self) {
        if !self.can_type() {
            return self.refuse();
        }
        let (active, selection) = (self.active(), self.model.selection().get_untracked());
        let cells: Vec<(Place, Value)> = self.model.read(|book| {
            let value = Value::Bool(book.own(active) != Value::Bool(true));
            let is_bool = |place: &Place| book.figures().columns()[place.col].kind == ColumnType::Bool;
            selection.cells().filter(is_bool).map(|place| (place, value.clone())).collect()
        });
        self.model.set(&cells);
    }

    /// Enters today's date (convention 28).
    pub(super) fn take_today(&self) {
        if !self.can_type() {
            return self.refuse();
        }
        let today = crate::time::local(crate::time::now()).date();
        self.model.set(&[(self.active(), Value::Date(today))]);
        self.report_findings(self.active());
    }

    fn take(&self, pairs: &[(Place, Place)]) {
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        let cells: Vec<(Place, Value)> = self.model.read(|book| {
            let figures = book.figures();
            let value = |from: Place| if figures.is_input(from) { book.own(from) } else { figures.value(from) };
            let fitting = pairs.iter().filter(|(to, _)| figures.is_input(*to));
            fitting.map(|(to, from)| (*to, value(*from))).collect()
        });
        if cells.is_empty() {
            return self.tell(Text::NothingToFill);
        }
        self.model.set(&cells);
        self.report_findings(self.active());
    }
}
