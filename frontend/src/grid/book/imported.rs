//! What an import changed, as one step of the undo history (convention 121).

use contract::data::ReportData;
use domain::content::RowKey;
use domain::template::{Column, ColumnNumber, ColumnType};

use super::super::figures::Figures;
use super::super::history::{Op, Step};
use super::super::journal::Current;
use super::super::place::Selection;
use super::Book;

impl Book {
    /// Takes the server's newer state; what is new in it can be undone as one step.
    pub fn reload_as_step(&mut self, data: &ReportData, selection: Selection) {
        let selection = self.figures.kept(selection);
        let old = self.renew(data);
        let ops = differences(&old, &self.figures);
        self.history.push(Step { ops, selection });
    }
}

/// What leads from the old figures to the new ones. An import adds rows and sets cells, and never removes or moves a row.
fn differences(old: &Figures, new: &Figures) -> Vec<Op> {
    let (mut ops, mut added) = (Vec::new(), Vec::new());
    for ix in 0..new.sheet().row_count() {
        let row = new.sheet().row(ix);
        if old.position(&row.key).is_none() {
            added.extend(new.added_row(&row.key).map(|row| (new.added_above(ix), row)));
            continue;
        }
        let is_named = |column: &Column| column.kind == ColumnType::Label && row.is_dynamic;
        let is_typed = |column: &&Column| is_named(column) || new.sheet().is_input(ix, column.number);
        let columns = new.columns().iter().filter(is_typed);
        ops.extend(columns.filter_map(|column| changed(old, new, &row.key, column.number)));
    }
    if !added.is_empty() {
        ops.push(Op::Insert(added));
    }
    ops
}

fn changed(old: &Figures, new: &Figures, row: &RowKey, column: ColumnNumber) -> Option<Op> {
    let cell = (row.clone(), column);
    let (before, after) = (old.own(&cell)?, new.own(&cell)?);
    let (row, column) = cell;
    (before != after).then_some(Op::Set { row, column, before, after })
}
