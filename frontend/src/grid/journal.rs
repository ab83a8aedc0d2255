//! What the server does not know yet: changed cells and rows against the last acknowledged state, coalesced.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use contract::WireValue;
use contract::data::{CellChange, NewRow, RowMove, SaveRequest};
use domain::content::{ContentRow, RowKey};
use domain::template::ColumnNumber;
use domain::value::Value;

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
}

/// A save that was sent and not answered.
#[derive(Debug, Clone, Default)]
struct InFlight {
    cells: BTreeMap<CellKey, Value>,
    added: HashSet<RowKey>,
    removed: HashSet<RowKey>,
    moved: BTreeSet<RowKey>,
}

impl Journal {
    /// A clean journal; `known` are the added rows that the server has.
    #[must_use]
    pub fn new(known: HashSet<RowKey>) -> Self {
        Self { known, ..Self::default() }
    }

    /// Notes that a cell is about to change; `before` counts the first time only.
    pub fn touch_cell(&mut self, cell: CellKey, before: Value) {
        self.cells.entry(cell).or_insert(before);
    }

    /// Notes that a row is added or removed.
    pub fn touch_row(&mut self, row: RowKey) {
        self.rows.insert(row);
    }

    /// Notes that a row moved.
    pub fn touch_move(&mut self, row: RowKey) {
        self.moved.insert(row);
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

    /// Touched cells and rows, for bringing them over to a newer state of the server.
    pub fn touched(&self) -> (Vec<CellKey>, Vec<RowKey>) {
        (self.cells.keys().cloned().collect(), self.rows.iter().cloned().collect())
    }

    /// Whether the server has this added row, or will have it when the save that is under way succeeds.
    #[must_use]
    pub fn is_known(&self, row: &RowKey) -> bool {
        match &self.in_flight {
            Some(sent) if sent.added.contains(row) => true,
            Some(sent) if sent.removed.contains(row) => false,
            _ => self.known.contains(row),
        }
    }

    /// What would have to be saved now, besides what is under way.
    #[must_use]
    pub fn pending(&self, current: &impl Current) -> PendingChanges {
        let mut pending = PendingChanges::default();
        let mut added = Vec::new();
        for key in &self.rows {
            match (self.is_known(key), current.added_row(key)) {
                (true, None) => pending.remove_rows.push(key.to_string()),
                (false, Some(row)) if !is_empty(&row) => added.push(row),
                _ => {}
            }
        }
        added.sort_by_key(|row| current.position(&row.key));
        let coming: HashSet<&RowKey> = added.iter().map(|row| &row.key).collect();
        for row in &added {
            pending.add_rows.push(new_row(row, self.anchor(current, row, &coming)));
            pending.changes.extend(row.cells.iter().map(|(column, value)| change(&row.key, *column, value)));
        }
        pending.changes.extend(self.changed_cells(current).map(|(cell, value)| change(&cell.0, cell.1, &value)));
        pending.move_rows = self.moves(current, &added);
        pending
    }

    /// Everything that the server has not acknowledged, what is under way included.
    #[must_use]
    pub fn unsent(&self, current: &impl Current) -> PendingChanges {
        if self.in_flight.is_none() {
            return self.pending(current);
        }
        let mut all = self.clone();
        all.fail();
        all.pending(current)
    }

    /// The moved rows from the top down, each behind the row above it; added ones among them, for the row that they were
    /// put behind may have moved away.
    fn moves(&self, current: &impl Current, added: &[ContentRow]) -> Vec<RowMove> {
        if self.is_still(current) {
            return Vec::new();
        }
        let coming: HashSet<&RowKey> = added.iter().map(|row| &row.key).collect();
        let moved = self.moved.iter().filter(|key| self.is_known(key) && !coming.contains(key));
        let moved = moved.filter_map(|key| current.added_row(key));
        let mut rows: Vec<ContentRow> = moved.chain(added.iter().cloned()).collect();
        rows.sort_by_key(|row| current.position(&row.key));
        rows.iter().map(|row| RowMove { row: row.key.to_string(), after: self.anchor(current, row, &coming) }).collect()
    }

    /// Whether no row that the server has moved here.
    fn is_still(&self, current: &impl Current) -> bool {
        !self.moved.iter().any(|key| self.is_known(key) && current.position(key).is_some())
    }

    /// Whether nothing would have to be saved now; cheaper than asking what.
    #[must_use]
    pub fn is_clean(&self, current: &impl Current) -> bool {
        let is_settled = |key: &RowKey| match (self.is_known(key), current.added_row(key)) {
            (true, None) => false,
            (false, Some(row)) => is_empty(&row),
            _ => true,
        };
        self.changed_cells(current).next().is_none() && self.rows.iter().all(is_settled) && self.is_still(current)
    }

    /// Touched cells, of rows that the server has, whose value differs from the server's.
    fn changed_cells<'a>(&'a self, current: &'a impl Current) -> impl Iterator<Item = (&'a CellKey, Value)> {
        self.cells.iter().filter_map(move |(cell, saved)| {
            let baseline = self.in_flight.as_ref().and_then(|sent| sent.cells.get(cell)).unwrap_or(saved);
            let is_new = self.rows.contains(&cell.0) && !self.is_known(&cell.0);
            let own = current.own(cell)?;
            (!is_new && own != *baseline).then_some((cell, own))
        })
    }

    /// The row that an added row stands behind: the nearest one above that the server has or is about to get. Empty for
    /// the first of all.
    fn anchor(&self, current: &impl Current, row: &ContentRow, coming: &HashSet<&RowKey>) -> String {
        let mut above = current.row_above(&row.key);
        while let Some(key) = above {
            if self.is_known(&key) || coming.contains(&key) {
                return key.to_string();
            }
            above = current.row_above(&key);
        }
        String::new()
    }

    /// Takes a snapshot of what is pending as a save under way; `None` when clean or when one is under way already.
    pub fn begin(&mut self, current: &impl Current, base_revision: i64) -> Option<SaveRequest> {
        if self.in_flight.is_some() {
            return None;
        }
        let pending = self.pending(current);
        if pending.is_empty() {
            return None;
        }
        let cells = pending.changes.iter().filter_map(|change| {
            let cell = (RowKey::from(change.row.as_str()), ColumnNumber(change.column.parse().ok()?));
            let value = current.own(&cell)?;
            Some((cell, value))
        });
        let mut sent = InFlight {
            cells: cells.collect(),
            added: pending.add_rows.iter().filter_map(|row| row.key.clone().map(RowKey)).collect(),
            removed: pending.remove_rows.iter().cloned().map(RowKey).collect(),
            moved: std::mem::take(&mut self.moved),
        };
        // The name of an added row goes with the row, not as a cell.
        if let Some(column) = current.name_column() {
            let names = sent.added.iter().map(|key| (key.clone(), column));
            let names: Vec<_> = names.filter_map(|cell| current.own(&cell).map(|name| (cell, name))).collect();
            sent.cells.extend(names);
        }
        self.in_flight = Some(sent);
        Some(pending.into_request(base_revision))
    }

    /// The save under way succeeded.
    pub fn acknowledge(&mut self, current: &impl Current) {
        let Some(sent) = self.in_flight.take() else { return };
        self.cells.extend(sent.cells);
        self.known.extend(sent.added);
        self.known.retain(|row| !sent.removed.contains(row));
        let known = &self.known;
        // A removed row may come back by undo, with what was typed in it.
        self.cells.retain(|cell, saved| match current.own(cell) {
            Some(own) => own != *saved,
            None => known.contains(&cell.0),
        });
        self.rows.retain(|row| known.contains(row) != current.added_row(row).is_some());
    }

    /// The save under way failed: what it held is pending again.
    pub fn fail(&mut self) {
        if let Some(sent) = self.in_flight.take() {
            self.moved.extend(sent.moved);
        }
    }

    /// Whether a save is under way.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.in_flight.is_some()
    }
}

/// A free row without a name and figures is not saved (convention 93).
fn is_empty(row: &ContentRow) -> bool {
    row.item.is_none()
        && row.label.as_deref().is_none_or(|label| label.trim().is_empty())
        && row.cells.values().all(Value::is_blank)
}

fn new_row(row: &ContentRow, after: String) -> NewRow {
    let label = if row.item.is_some() { None } else { row.label.clone() };
    NewRow { key: Some(row.key.to_string()), item: row.item.clone(), label, after: Some(after) }
}

fn change(row: &RowKey, column: ColumnNumber, value: &Value) -> CellChange {
    CellChange { row: row.to_string(), column: column.to_string(), value: WireValue::from_value(value), origin: None }
}
