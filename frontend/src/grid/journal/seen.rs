//! What the server does not have, as seen with the save under way taken for done, or without it.

use std::collections::BTreeSet;

use contract::WireValue;
use contract::data::{CellChange, NewRow, RowMove};
use domain::content::{ContentRow, RowKey};
use domain::template::ColumnNumber;
use domain::value::Value;

use super::{CellKey, Current, Held, InFlight, Journal, PendingChanges};
use crate::grid::book::Unseen;

/// A journal, the save that is taken for done, and what is left out.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) journal: &'a Journal,
    pub(super) sent: Option<&'a InFlight>,
    /// What is left out.
    pub(super) held: Option<&'a Held>,
}

impl<'a> Seen<'a> {
    /// Whether the server has this added row.
    pub(super) fn is_known(self, row: &RowKey) -> bool {
        match self.sent {
            Some(sent) if sent.added.contains(row) => true,
            Some(sent) if sent.removed.contains(row) => false,
            _ => self.journal.known.contains(row),
        }
    }

    /// Whether nothing differs.
    pub(super) fn is_clean(self, current: &impl Current) -> bool {
        let is_settled = |key: &RowKey| match (self.is_known(key), current.added_row(key)) {
            (true, None) => false,
            (false, Some(row)) => is_empty(&row),
            _ => true,
        };
        self.changed_cells(current).next().is_none()
            && self.journal.rows.iter().filter(|row| !self.is_row_held(row)).all(is_settled)
            && self.is_still(current)
    }

    /// What differs, from the top down until so many cells are reached; and whether that is everything.
    pub(super) fn first(self, current: &impl Current, limit: usize) -> (PendingChanges, bool) {
        let mut pending = PendingChanges { remove_rows: self.removed(current), ..PendingChanges::default() };
        for row in self.added(current) {
            let cells = row.cells.len();
            if !pending.is_empty() && pending.changes.len() + cells > limit {
                return (pending, false);
            }
            self.add(&mut pending, current, row);
        }
        for (cell, value) in self.changed_cells(current) {
            if pending.changes.len() >= limit {
                return (pending, false);
            }
            pending.changes.push(change(&cell.0, cell.1, &value));
        }
        pending.move_rows = self.moves(current);
        (pending, true)
    }

    /// What of the unseen differs that was made on this revision, up to so many cells.
    pub(super) fn unseen(self, current: &impl Current, base: i64, limit: usize, unseen: &Unseen) -> PendingChanges {
        let mut pending = PendingChanges { remove_rows: self.removed(current), ..PendingChanges::default() };
        pending.remove_rows.retain(|row| unseen.base_of_row(&RowKey::from(row.as_str())) == Some(base));
        let cells = self.changed_cells(current).filter(|(cell, _)| unseen.base(cell) == Some(base)).take(limit);
        pending.changes = cells.map(|(cell, value)| change(&cell.0, cell.1, &value)).collect();
        pending
    }

    /// What differs in these rows, but whether they are gone or stand elsewhere.
    pub(super) fn in_rows(self, current: &impl Current, rows: &[RowKey]) -> PendingChanges {
        let mut pending = PendingChanges::default();
        for key in rows {
            if let Some(row) = self.coming(current, key) {
                self.add(&mut pending, current, row);
                continue;
            }
            let cells = (key.clone(), ColumnNumber(0))..=(key.clone(), ColumnNumber(u16::MAX));
            let cells = self.journal.cells.range(cells).filter_map(|cell| self.changed(current, cell));
            pending.changes.extend(cells.map(|(cell, value)| change(&cell.0, cell.1, &value)));
        }
        pending
    }

    /// The rows that are gone or stand elsewhere.
    pub(super) fn order(self, current: &impl Current) -> PendingChanges {
        let (remove_rows, move_rows) = (self.removed(current), self.moves(current));
        PendingChanges { remove_rows, move_rows, ..PendingChanges::default() }
    }

    fn add(self, pending: &mut PendingChanges, current: &impl Current, row: ContentRow) {
        let cells = row.cells.iter().map(|(column, value)| change(&row.key, *column, value));
        pending.changes.extend(cells);
        pending.add_rows.push(new_row(&row, self.anchor(current, &row.key)));
    }

    fn removed(self, current: &impl Current) -> Vec<String> {
        let gone = |key: &&RowKey| !self.is_row_held(key) && self.is_known(key) && current.added_row(key).is_none();
        self.journal.rows.iter().filter(gone).map(RowKey::to_string).collect()
    }

    /// The row, if it is there and the server does not have it.
    fn coming(self, current: &impl Current, key: &RowKey) -> Option<ContentRow> {
        let row = if self.is_new(key) && !self.is_row_held(key) { current.added_row(key) } else { None };
        row.filter(|row| !is_empty(row))
    }

    fn is_new(self, key: &RowKey) -> bool {
        self.journal.rows.contains(key) && !self.is_known(key)
    }

    /// The rows that the server does not have, from the top down.
    fn added(self, current: &impl Current) -> impl Iterator<Item = ContentRow> {
        let new = self.journal.rows.iter().filter(|key| !self.is_known(key));
        let mut rows: Vec<_> = new.filter_map(|key| Some((current.position(key)?, key))).collect();
        rows.sort_unstable();
        rows.into_iter().filter_map(move |(_, key)| self.coming(current, key))
    }

    /// Touched cells, of rows that the server has, whose value differs from the server's.
    fn changed_cells(self, current: &impl Current) -> impl Iterator<Item = (&'a CellKey, Value)> {
        self.journal.cells.iter().filter_map(move |cell| self.changed(current, cell))
    }

    fn changed(self, current: &impl Current, (cell, saved): (&'a CellKey, &'a Value)) -> Option<(&'a CellKey, Value)> {
        let baseline = self.sent.and_then(|sent| sent.cells.get(cell)).unwrap_or(saved);
        let own = current.own(cell)?;
        let is_open = !self.is_new(&cell.0) && !self.is_held(cell);
        (is_open && own != *baseline).then_some((cell, own))
    }

    fn is_held(self, cell: &CellKey) -> bool {
        self.held.is_some_and(|held| held.holds(cell))
    }

    /// Whether the row may neither go nor come: something in it waits for a decision.
    fn is_row_held(self, row: &RowKey) -> bool {
        self.held.is_some_and(|held| held.touches(row))
    }

    /// The moved rows from the top down, each behind the row above it; added ones among them, for the row that they were
    /// put behind may have moved away.
    fn moves(self, current: &impl Current) -> Vec<RowMove> {
        if self.is_still(current) {
            return Vec::new();
        }
        let moved = self.moved().into_iter().filter(|key| self.is_known(key));
        let moved = moved.filter_map(|key| current.added_row(key));
        let mut rows: Vec<ContentRow> = moved.chain(self.added(current)).collect();
        rows.sort_by_key(|row| current.position(&row.key));
        let moves = rows.iter().map(|row| RowMove { row: row.key.to_string(), after: self.anchor(current, &row.key) });
        moves.collect()
    }

    /// Whether no row that the server has moved here.
    fn is_still(self, current: &impl Current) -> bool {
        !self.moved().into_iter().any(|key| self.is_known(key) && current.position(key).is_some())
    }

    fn moved(self) -> BTreeSet<&'a RowKey> {
        let under_way = self.journal.in_flight.as_ref().filter(|_| self.sent.is_none());
        self.journal.moved.iter().chain(under_way.into_iter().flat_map(|sent| &sent.moved)).collect()
    }

    /// The row that a row stands behind: the nearest one above that the server has or is about to get. Empty for the first
    /// of all.
    fn anchor(self, current: &impl Current, row: &RowKey) -> String {
        let mut above = current.row_above(row);
        while let Some(key) = above {
            if self.is_known(&key) || self.coming(current, &key).is_some() {
                return key.to_string();
            }
            above = current.row_above(&key);
        }
        String::new()
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
