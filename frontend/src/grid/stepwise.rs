//! One step that is done in parts, so that the page stays alive while a large block is pasted (conventions 69, 73).

use domain::content::ContentRow;
use domain::value::Value;

use super::book::{Book, Changes, numbered};
use super::history::{Op, Step};
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
