//! Undo and redo: what was done, so that it can be taken back (conventions 80–83).

use std::collections::HashMap;

use domain::content::{ContentRow, RowKey};
use domain::template::ColumnNumber;
use domain::value::Value;

use super::journal::CellKey;
use super::place::Selection;

/// One change of a report, by stable keys so that it stays true when rows come and go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// An entered figure, or the name of a free row under the number of the form's name column.
    Set {
        /// Row.
        row: RowKey,
        /// Column.
        column: ColumnNumber,
        /// What stood there.
        before: Value,
        /// What stands there now.
        after: Value,
    },
    /// Rows came, each with its figures and its index among the added rows afterwards, ascending.
    Insert(Vec<(usize, ContentRow)>),
    /// An added row moved, by its index among the added rows.
    Move {
        /// The row.
        row: RowKey,
        /// Where it stood.
        from: usize,
        /// Where it stands.
        to: usize,
    },
    /// Rows went, each with its figures and its index among the added rows before, ascending.
    Remove(Vec<(usize, ContentRow)>),
}

/// Everything that one key, paste, deletion or row operation did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// The changes in order.
    pub ops: Vec<Op>,
    /// The selection to return to, by the rows of the sheet.
    pub selection: Selection,
}

/// The steps that can be undone and redone.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// Steps that are kept; older ones are forgotten.
const KEPT: usize = 500;

impl History {
    /// Remembers what was done; what had been undone before cannot be redone any more.
    pub fn push(&mut self, step: Step) {
        if step.ops.is_empty() {
            return;
        }
        self.redo.clear();
        self.push_undo(step);
    }

    /// The step to undo.
    pub fn pop_undo(&mut self) -> Option<Step> {
        self.undo.pop()
    }

    /// The step to redo.
    pub fn pop_redo(&mut self) -> Option<Step> {
        self.redo.pop()
    }

    /// Makes a step undoable after it was redone; one that did nothing is forgotten.
    pub fn push_undo(&mut self, step: Step) {
        if step.ops.is_empty() {
            return;
        }
        self.undo.push(step);
        if self.undo.len() > KEPT {
            self.undo.remove(0);
        }
    }

    /// Makes a step redoable after it was undone; one that did nothing is forgotten.
    pub fn push_redo(&mut self, step: Step) {
        if !step.ops.is_empty() {
            self.redo.push(step);
        }
    }

    /// Under what was typed last into these cells lies somebody else's value by now: that is what undoing it gives back.
    pub fn rebase(&mut self, mut theirs: HashMap<CellKey, Value>) {
        for op in self.undo.iter_mut().rev().flat_map(|step| step.ops.iter_mut().rev()) {
            if theirs.is_empty() {
                return;
            }
            if let Op::Set { row, column, before, .. } = op
                && let Some(theirs) = theirs.remove(&(row.clone(), *column))
            {
                *before = theirs;
            }
        }
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(value: i64) -> Step {
        let op = Op::Set { row: "r".into(), column: ColumnNumber(4), before: Value::Blank, after: value.into() };
        Step { ops: vec![op], selection: Selection::default() }
    }

    #[test]
    fn many_steps_are_kept_and_a_new_one_ends_redoing() {
        let mut history = History::default();
        (0..600).for_each(|value| history.push(step(value)));
        let undone = history.pop_undo().unwrap();
        assert_eq!(undone, step(599));
        history.push_redo(undone);
        assert!(history.can_redo());
        history.push(step(7));
        assert!(!history.can_redo());
        let left = std::iter::from_fn(|| history.pop_undo()).count();
        assert_eq!(left, KEPT);
    }

    #[test]
    fn a_step_without_changes_is_none() {
        let mut history = History::default();
        history.push(Step::default());
        assert!(!history.can_undo());
    }
}
