//! One step that is done in parts, so that the page stays alive while a large block is pasted (conventions 69, 73).

use std::collections::HashSet;

use domain::content::{ContentRow, RowKey};
use domain::value::Value;

use super::book::{Book, Changes, numbered};
use super::history::{Op, Step};
use super::journal::CellKey;
use super::paste_bound::still_there;
use super::place::{Place, Selection};

impl Book {
    /// Begins a step; the selection is where undoing it returns to.
    #[must_use]
    pub fn begin_step(&self, selection: Selection) -> Step {
        Step { ops: Vec::new(), selection: self.figures().kept(selection) }
    }

    /// Sets some of the step's cells.
    pub fn set_part(&mut self, cells: &[(Place, Value)], step: &mut Step) -> Changes {
        let ops = self.set_ops(cells);
        self.do_part(ops, step)
    }

    /// Sets some of the step's cells wherever their rows stand by now; the rows of the others are added to those that are
    /// gone. Tells how many were set as well.
    pub fn set_bound(
        &mut self,
        cells: &[(CellKey, Value)],
        step: &mut Step,
        gone: &mut HashSet<RowKey>,
    ) -> (Changes, usize) {
        let there = still_there(self.figures(), cells, gone);
        (self.set_part(&there, step), there.len())
    }

    /// Adds some of the step's rows behind all others.
    pub fn add_part(&mut self, rows: Vec<ContentRow>, step: &mut Step) -> Changes {
        let ops = vec![Op::Insert(numbered(self.figures().added_rows(), rows))];
        self.do_part(ops, step)
    }

    fn do_part(&mut self, ops: Vec<Op>, step: &mut Step) -> Changes {
        let (changes, done) = self.apply(ops.into_iter(), step.selection);
        step.ops.extend(done.ops);
        changes
    }

    /// Ends a step: from now on it can be undone as one.
    pub fn end_step(&mut self, step: Step) {
        self.history.push(step);
    }
}
