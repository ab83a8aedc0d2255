//! A report being edited: figures, undo history and the journal of what is not saved yet. Pure; no browser.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use contract::data::{DataRow, ReportData};
use domain::content::{ContentRow, RowKey};
use domain::sheet::CompiledForm;
use domain::value::Value;

use super::figures::Figures;
use super::former::Former;
use super::history::{History, Op, Step};
#[cfg(test)]
use super::journal::PendingChanges;
use super::journal::{CellKey, Current, Journal};
use super::origins::Origins;
use super::place::{Place, Selection};
use super::series_years::Period;

mod clashes;
mod imported;
mod kept;
mod looks;
mod reload;
mod saving;
mod unseen;
mod unsent;

pub use clashes::cell_of;
pub use kept::Kept;
pub use unseen::Unseen;
pub use unsent::Edits;
#[cfg(test)]
pub use unsent::Older;

/// A report being edited.
pub struct Book {
    form: Arc<CompiledForm>,
    figures: Figures,
    pub(super) history: History,
    journal: Journal,
    /// The revision that stands on screen: what everything pending was made on, but for the unseen.
    read: i64,
    unseen: Unseen,
    /// The revision that the save under way was made on.
    sending: i64,
    /// Others saved something that was not read yet.
    is_behind: bool,
    /// Rows that are removed here but not on the server, as the server has them, each with its place.
    withheld: HashMap<RowKey, (usize, ContentRow)>,
    /// How values came that nobody typed.
    pub(super) origins: Origins,
    /// The period before, once it was asked for.
    pub(super) former: Option<Former>,
    /// What time the figures are about, where the page told it.
    pub(super) period: Option<Period>,
    /// What the step that is being taken back leaves as it is.
    kept: Kept,
}

/// What an edit did to the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Cells whose shown value changed.
    pub cells: Vec<Place>,
    /// Rows came or went: positions are new.
    pub rows: bool,
}

impl Changes {
    /// Adds what a further edit did.
    pub fn extend(&mut self, other: Self) {
        self.cells.extend(other.cells);
        self.rows |= other.rows;
    }
}

/// A computed figure on which server and browser disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The cell.
    pub cell: CellKey,
    /// What is shown here.
    pub here: Value,
    /// What the server computed.
    pub server: Value,
}

impl Book {
    /// Opens a report as the server sent it.
    #[must_use]
    pub fn open(form: Arc<CompiledForm>, data: &ReportData) -> Self {
        let figures = Figures::open(form.clone(), data);
        let journal = Journal::new(known_rows(&form, data));
        let (history, withheld) = (History::default(), HashMap::new());
        let origins = Origins::carried(&figures, data);
        Self {
            form,
            figures,
            history,
            journal,
            read: data.revision,
            unseen: Unseen::default(),
            sending: data.revision,
            is_behind: false,
            withheld,
            origins,
            former: None,
            period: None,
            kept: Kept::default(),
        }
    }

    /// The figures.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The undo history.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The entered value of a cell, without what was consolidated.
    #[must_use]
    pub fn own(&self, place: Place) -> Value {
        self.figures.key(place).and_then(|cell| self.figures.own(&cell)).unwrap_or_default()
    }

    /// Sets cells as one step; values that stand there already change nothing (convention 35).
    pub fn set(&mut self, cells: &[(Place, Value)], selection: Selection) -> Changes {
        let ops = self.set_ops(cells);
        self.perform(ops, selection)
    }

    pub(super) fn set_ops(&self, cells: &[(Place, Value)]) -> Vec<Op> {
        let changed = cells.iter().filter(|(place, _)| self.figures.is_input(*place)).filter_map(|(place, after)| {
            let (row, column) = self.figures.key(*place)?;
            let before = self.own(*place);
            (before != *after).then(|| Op::Set { row, column, before, after: after.clone() })
        });
        changed.collect()
    }

    /// Sets cells and adds rows behind all others as one step.
    #[cfg(test)]
    pub fn paste(&mut self, cells: &[(Place, Value)], rows: Vec<ContentRow>, selection: Selection) -> Changes {
        let mut ops = self.set_ops(cells);
        if !rows.is_empty() {
            ops.push(Op::Insert(numbered(self.figures.added_rows(), rows)));
        }
        self.perform(ops, selection)
    }

    /// Adds rows behind `at` other added rows.
    pub fn insert_rows(&mut self, at: usize, rows: Vec<ContentRow>, selection: Selection) -> Changes {
        self.perform(vec![Op::Insert(numbered(at, rows))], selection)
    }

    /// Keys of the rows of a selection that can be removed.
    #[must_use]
    pub fn removable(&self, selection: Selection) -> Vec<RowKey> {
        if !self.figures.takes_rows() {
            return Vec::new();
        }
        let rows = (selection.first().row..=selection.last().row).filter(|row| *row < self.figures.row_count());
        let rows = rows.map(|row| self.figures.row(row)).filter(|row| row.is_dynamic);
        rows.filter(|row| !self.figures.is_row_below(&row.key)).map(|row| row.key.clone()).collect()
    }

    /// Whether one of the rows holds figures (convention 96).
    #[must_use]
    pub fn has_data(&self, rows: &[RowKey]) -> bool {
        let rows = rows.iter().filter_map(|key| self.figures.added_row(key));
        rows.into_iter().any(|row| {
            !row.cells.is_empty() || (row.item.is_none() && row.label.is_some_and(|label| !label.is_empty()))
        })
    }

    /// Removes rows as one step.
    pub fn remove_rows(&mut self, keys: &[RowKey], selection: Selection) -> Changes {
        let rows = keys.iter().filter_map(|key| {
            let at = self.figures.added_above(self.figures.position(key)?);
            Some((at, self.figures.added_row(key)?))
        });
        // A sorted view names them in another order than they are stored, and put back they need what stood above.
        let mut rows: Vec<_> = rows.collect();
        rows.sort_by_key(|(at, _)| *at);
        let op = Op::Remove(rows);
        self.perform(vec![op], selection)
    }

    /// Takes the last step back; gives what changed and where it happened.
    pub fn undo(&mut self) -> Option<(Changes, Selection)> {
        let step = self.history.pop_undo()?;
        self.kept = Kept::default();
        let (changes, back) = self.apply(step.ops.into_iter().rev().map(inverse), step.selection);
        self.history.push_redo(back);
        Some(self.returned(changes, step.selection))
    }

    /// Does the last undone step again.
    pub fn redo(&mut self) -> Option<(Changes, Selection)> {
        let step = self.history.pop_redo()?;
        self.kept = Kept::default();
        let (changes, back) = self.apply(step.ops.into_iter().rev().map(inverse), step.selection);
        self.history.push_undo(back);
        Some(self.returned(changes, step.selection))
    }

    /// Where a step happened is shown, even when it was folded or filtered away meanwhile.
    fn returned(&mut self, mut changes: Changes, selection: Selection) -> (Changes, Selection) {
        for row in [selection.anchor.row, selection.head.row] {
            let sheet = self.figures.sheet();
            let key = (row < sheet.row_count()).then(|| sheet.row(row).key.clone());
            changes.rows |= key.is_some_and(|key| self.figures.reveal(&key));
        }
        (changes, self.figures.shown(selection))
    }

    fn perform(&mut self, ops: Vec<Op>, selection: Selection) -> Changes {
        let selection = self.figures.kept(selection);
        let (changes, step) = self.apply(ops.into_iter(), selection);
        self.history.push(step);
        changes
    }

    /// Applies changes; gives what they did to the screen, and the step that was really done.
    pub(super) fn apply(&mut self, ops: impl Iterator<Item = Op>, selection: Selection) -> (Changes, Step) {
        let (mut changes, mut done) = (Changes::default(), Step { ops: Vec::new(), selection });
        for op in ops {
            if let Some((change, op)) = self.apply_one(op) {
                changes.extend(change);
                done.ops.push(op);
            }
        }
        if changes.rows {
            self.figures.rearrange();
        }
        (changes, done)
    }

    fn apply_one(&mut self, op: Op) -> Option<(Changes, Op)> {
        match op {
            Op::Set { row, column, before, after } => {
                let cell = (row, column);
                // Somebody else's figure is never overwritten by an undo (convention 83).
                if self.figures.own(&cell)? != before {
                    self.kept.cells += 1;
                    return None;
                }
                let adopted = self.adopt(&cell.0);
                let cells = self.write(&cell, after.clone())?;
                Some((Changes { cells, rows: adopted }, Op::Set { row: cell.0, column, before, after }))
            }
            Op::Insert(rows) => {
                let rows: Vec<_> = rows.into_iter().filter(|(at, row)| self.insert(*at, row)).collect();
                (!rows.is_empty()).then(|| (Changes { cells: Vec::new(), rows: true }, Op::Insert(rows)))
            }
            Op::Move { row, to, .. } => {
                let from = self.figures.move_row(&row, to).ok()?.filter(|from| *from != to)?;
                self.journal.touch_move(row.clone());
                Some((Changes { cells: Vec::new(), rows: true }, Op::Move { row, from, to }))
            }
            Op::Remove(rows) => {
                // From below, so that few rows move up each time.
                let rows = rows.into_iter().rev().filter_map(|(at, row)| Some((at, self.remove_as_known(&row)?)));
                let mut rows: Vec<_> = rows.collect();
                rows.reverse();
                (!rows.is_empty()).then(|| (Changes { cells: Vec::new(), rows: true }, Op::Remove(rows)))
            }
        }
    }

    fn insert(&mut self, at: usize, row: &ContentRow) -> bool {
        let is_new = self.figures.position(&row.key).is_none();
        let inserted = is_new && self.figures.insert_row(at, row.clone()).is_ok();
        if inserted {
            self.journal.touch_row(row.key.clone());
            self.withheld.remove(&row.key);
        }
        inserted
    }

    fn remove(&mut self, key: &RowKey) -> Option<ContentRow> {
        let at = self.figures.position(key).map(|position| self.figures.added_above(position));
        let removed = self.figures.remove_row(key).ok()??;
        self.journal.touch_row(key.clone());
        if let Some(at) = at.filter(|_| self.journal.is_known(key)) {
            let mut theirs = removed.clone();
            self.journal.lay_saved(&mut theirs, Current::name_column(&self.figures));
            self.withheld.insert(key.clone(), (at, theirs));
        }
        Some(removed)
    }

    /// A catalogue row that only the units below had becomes an own row with the first own figure.
    fn adopt(&mut self, row: &RowKey) -> bool {
        let adopted = self.figures.adopt_row(row);
        if adopted {
            self.journal.touch_row(row.clone());
        }
        adopted
    }

    fn write(&mut self, cell: &CellKey, value: Value) -> Option<Vec<Place>> {
        let before = self.figures.own(cell)?;
        let places = self.figures.set_own(cell, value).ok()?;
        self.journal.touch_cell(cell.clone(), before);
        Some(places)
    }

    /// Changes that the server does not have, besides those under way.
    #[cfg(test)]
    pub fn pending(&self) -> PendingChanges {
        self.journal.pending(&self.figures)
    }
}

fn inverse(op: Op) -> Op {
    match op {
        Op::Set { row, column, before, after } => Op::Set { row, column, before: after, after: before },
        Op::Insert(rows) => Op::Remove(rows),
        Op::Move { row, from, to } => Op::Move { row, from: to, to: from },
        Op::Remove(rows) => Op::Insert(rows),
    }
}

/// Rows that come one below the other, from this index among the added rows.
pub(super) fn numbered(at: usize, rows: Vec<ContentRow>) -> Vec<(usize, ContentRow)> {
    rows.into_iter().enumerate().map(|(offset, row)| (at + offset, row)).collect()
}

/// Keys of the added rows that the server has.
fn known_rows(form: &CompiledForm, data: &ReportData) -> HashSet<RowKey> {
    let prescribed: HashSet<&str> = form.template().rows.iter().map(|row| row.code.as_str()).collect();
    let rows = data.rows.iter().filter(|row| row.role == "data" && !prescribed.contains(row.key.as_str()));
    let has_own = |row: &&DataRow| data.own.as_ref().is_some_and(|own| own.contains_key(&row.key));
    let rows = rows.filter(|row| !row.is_consolidated || has_own(row));
    rows.map(|row| RowKey::from(row.key.as_str())).collect()
}
