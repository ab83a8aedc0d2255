//! What the server does not know yet: changed cells and rows against the last acknowledged state, coalesced.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use contract::data::{CellChange, NewRow, RowMove, SaveRequest};
use domain::content::{ContentRow, RowKey};
use domain::template::ColumnNumber;
use domain::value::Value;

mod held;
mod seen;
mod sending;

pub use held::Held;
use seen::Seen;

/// A cell by its stable keys.
pub type CellKey = (RowKey, ColumnNumber);

/// Changes not yet acknowledged by the server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PendingChanges {
    /// Cells to set.
    pub changes: Vec<CellChange>,
    /// Rows to add, in order.
    pub add_rows: Vec<NewRow>,
    /// Keys of rows to remove.
    pub remove_rows: Vec<String>,
    /// Rows to move, from the top down.
    pub move_rows: Vec<RowMove>,
}

impl PendingChanges {
    /// Whether there is nothing to save.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.add_rows.is_empty() && self.remove_rows.is_empty() && self.move_rows.is_empty()
    }
}

impl PendingChanges {
    /// The save of these changes, made on this revision.
    #[must_use]
    pub fn into_request(self, base_revision: i64) -> SaveRequest {
        let Self { changes, add_rows, remove_rows, move_rows } = self;
        SaveRequest { base_revision, changes, add_rows, remove_rows, move_rows }
    }
}

/// What the journal asks about the report as it stands on screen.
pub trait Current {
    /// The entered value of a cell; `None` when its row is gone.
    fn own(&self, cell: &CellKey) -> Option<Value>;
    /// The added row with its entered figures; `None` when it is gone.
    fn added_row(&self, key: &RowKey) -> Option<ContentRow>;
    /// Key of the added row above this one.
    fn row_above(&self, key: &RowKey) -> Option<RowKey>;
    /// Column whose cells are the names of added rows, when they can be typed.
    fn name_column(&self) -> Option<ColumnNumber>;
    /// Position of a row on screen, for the order of added rows.
    fn position(&self, key: &RowKey) -> Option<usize>;
}

/// Edits since the last acknowledged state.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// Touched cells with the value that the server has.
    cells: BTreeMap<CellKey, Value>,
    /// Added rows that the server has.
    known: HashSet<RowKey>,
    /// Rows that were added or removed here.
    rows: BTreeSet<RowKey>,
    /// Rows that were moved here.
    moved: BTreeSet<RowKey>,
    in_flight: Option<InFlight>,
    /// Whether the save under way, or the last one, left something for the next.
    is_part: bool,
    /// What the person is being asked about: everything else is sent meanwhile.
    held: Held,
    stirred: Stirred,
}

/// A save that was sent and not answered.
#[derive(Debug, Clone, Default)]
struct InFlight {
    cells: BTreeMap<CellKey, Value>,
    added: HashSet<RowKey>,
    removed: HashSet<RowKey>,
    moved: BTreeSet<RowKey>,
}

/// What of the unsent changes is other than it was when somebody looked last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stirred {
    /// Rows came, went or moved: everything is to be looked at.
    pub all: bool,
    /// Rows in which something changed.
    pub rows: BTreeSet<RowKey>,
}

impl Stirred {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.all && self.rows.is_empty()
    }

    fn row(&mut self, row: &RowKey) {
        if !self.all && !self.rows.contains(row) {
            self.rows.insert(row.clone());
        }
    }

    fn all(&mut self) {
        self.all = true;
        self.rows.clear();
    }
}

impl Journal {
    /// A clean journal; `known` are the added rows that the server has.
    #[must_use]
    pub fn new(known: HashSet<RowKey>) -> Self {
        let stirred = Stirred { all: true, ..Stirred::default() };
        Self { known, stirred, ..Self::default() }
    }

    /// Notes that a cell is about to change; `before` counts the first time only.
    pub fn touch_cell(&mut self, cell: CellKey, before: Value) {
        self.stirred.row(&cell.0);
        self.cells.entry(cell).or_insert(before);
    }

    /// Notes that a row is added or removed.
    pub fn touch_row(&mut self, row: RowKey) {
        self.stirred.all();
        self.rows.insert(row);
    }

    /// Notes that a row moved.
    pub fn touch_move(&mut self, row: RowKey) {
        self.stirred.all();
        self.moved.insert(row);
    }

    /// What changed since this was asked last.
    pub fn take_stirred(&mut self) -> Stirred {
        std::mem::take(&mut self.stirred)
    }

    /// Rows that moved.
    #[must_use]
    pub fn moved(&self) -> &BTreeSet<RowKey> {
        &self.moved
    }

    /// The value that the server has, for a touched cell.
    #[must_use]
    pub fn saved(&self, cell: &CellKey) -> Option<&Value> {
        self.cells.get(cell)
    }

    /// Makes a removed row what the server has.
    pub fn lay_saved(&self, row: &mut ContentRow, name: Option<ColumnNumber>) {
        lay(&self.cells, row, name);
    }

    /// Makes a removed row what the server has when the save under way succeeds.
    pub fn lay_sent(&self, row: &mut ContentRow, name: Option<ColumnNumber>) {
        if let Some(sent) = &self.in_flight {
            lay(&sent.cells, row, name);
        }
    }

    /// Touched cells and rows, for bringing them over to a newer state of the server.
    pub fn touched(&self) -> (Vec<CellKey>, Vec<RowKey>) {
        (self.cells.keys().cloned().collect(), self.rows.iter().cloned().collect())
    }

    /// Rows that are there and in which something was touched, from the top down.
    #[must_use]
    pub fn touched_rows(&self, current: &impl Current) -> Vec<RowKey> {
        let of_cells = self.cells.keys().map(|(row, _)| row);
        let mut rows: Vec<&RowKey> = of_cells.chain(&self.rows).collect();
        rows.dedup();
        let mut places: Vec<_> = rows.into_iter().filter_map(|row| Some((current.position(row)?, row))).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|(_, row)| row.clone()).collect()
    }

    /// Whether the server has this added row, or will have it when the save that is under way succeeds.
    #[must_use]
    pub fn is_known(&self, row: &RowKey) -> bool {
        self.now().is_known(row)
    }

    /// What would have to be saved now, besides what is under way.
    #[cfg(test)]
    pub fn pending(&self, current: &impl Current) -> PendingChanges {
        self.now().first(current, usize::MAX).0
    }

    /// What the server has not acknowledged, what is under way included: the rows that were removed or moved.
    #[must_use]
    pub fn unsent_order(&self, current: &impl Current) -> PendingChanges {
        self.all().order(current)
    }

    /// What the server has not acknowledged in these rows, what is under way included.
    #[must_use]
    pub fn unsent_in(&self, current: &impl Current, rows: &[RowKey]) -> PendingChanges {
        self.all().in_rows(current, rows)
    }

    /// Whether nothing would have to be saved now; cheaper than asking what.
    #[must_use]
    pub fn is_clean(&self, current: &impl Current) -> bool {
        self.now().is_clean(current)
    }

    /// Whether a save is under way.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.in_flight.is_some()
    }

    /// Whether the save under way, or the last one, left something for the next.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.is_part
    }

    /// What is held back, because the person is being asked about it.
    #[must_use]
    pub fn held(&self) -> &Held {
        &self.held
    }

    /// Holds something back, or no more.
    pub fn held_mut(&mut self) -> &mut Held {
        &mut self.held
    }

    /// The journal when what is under way will have been saved.
    fn now(&self) -> Seen<'_> {
        Seen { journal: self, sent: self.in_flight.as_ref(), held: None }
    }

    /// The same without what is held back.
    fn open(&self) -> Seen<'_> {
        Seen { held: Some(&self.held), ..self.now() }
    }

    /// The journal as long as it has not.
    fn all(&self) -> Seen<'_> {
        Seen { journal: self, sent: None, held: None }
    }
}

/// Puts the values of a row's cells into it.
fn lay(cells: &BTreeMap<CellKey, Value>, row: &mut ContentRow, name: Option<ColumnNumber>) {
    let own = (row.key.clone(), ColumnNumber(0))..=(row.key.clone(), ColumnNumber(u16::MAX));
    for ((_, column), value) in cells.range(own) {
        match value {
            Value::Text(label) if Some(*column) == name => row.label = Some(label.clone()),
            _ if Some(*column) == name => row.label = None,
            Value::Blank => drop(row.cells.remove(column)),
            value => drop(row.cells.insert(*column, value.clone())),
        }
    }
}
