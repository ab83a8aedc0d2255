//! A save on its way: begun, acknowledged or failed.

use std::collections::{BTreeMap, BTreeSet};

use contract::data::SaveRequest;
use domain::content::RowKey;
use domain::template::ColumnNumber;
use domain::value::Value;

use super::{CellKey, Current, InFlight, Journal, PendingChanges};
use crate::grid::book::Unseen;

/// Up to so many touched cells, all of them are looked at when a save was acknowledged.
const FEW: usize = 2_000;

impl Journal {
    /// Takes a snapshot of what is pending, up to so many cells, as a save under way; `None` when clean or when one is
    /// under way already.
    pub fn begin(&mut self, current: &impl Current, base_revision: i64, limit: usize) -> Option<SaveRequest> {
        if self.in_flight.is_some() {
            return None;
        }
        let (pending, is_whole) = self.open().first(current, limit);
        if pending.is_empty() {
            return None;
        }
        let mut sent = snapshot(&pending, current);
        if is_whole {
            sent.moved = std::mem::take(&mut self.moved);
        }
        (self.in_flight, self.is_part) = (Some(sent), !is_whole);
        Some(pending.into_request(base_revision))
    }

    /// As [`Self::begin`], but only what was done unseen on this revision; `None` when nothing of it is pending any more.
    pub fn begin_unseen(
        &mut self,
        current: &impl Current,
        base_revision: i64,
        limit: usize,
        unseen: &Unseen,
    ) -> Option<SaveRequest> {
        let pending = self.open().unseen(current, base_revision, limit, unseen);
        if self.in_flight.is_some() || pending.is_empty() {
            return None;
        }
        self.in_flight = Some(snapshot(&pending, current));
        self.is_part = !self.open().is_clean(current);
        Some(pending.into_request(base_revision))
    }

    /// A save of an earlier visit is under way again, with these values.
    pub fn begin_lost(&mut self, cells: BTreeMap<CellKey, Value>, sent: &SaveRequest) {
        let key = |row: &String| RowKey::from(row.as_str());
        self.in_flight = Some(InFlight {
            // What nobody touches here is as the server has it.
            cells: cells.into_iter().filter(|(cell, _)| self.cells.contains_key(cell)).collect(),
            added: sent.add_rows.iter().filter_map(|row| row.key.as_ref().map(key)).collect(),
            removed: sent.remove_rows.iter().map(key).collect(),
            moved: BTreeSet::new(),
        });
        self.is_part = false;
    }

    /// Whether the save under way holds the cell.
    pub fn is_sent(&self, cell: &CellKey) -> bool {
        self.in_flight.as_ref().is_some_and(|sent| sent.cells.contains_key(cell))
    }

    /// Whether the save under way removes the row.
    pub fn is_sent_away(&self, row: &RowKey) -> bool {
        self.in_flight.as_ref().is_some_and(|sent| sent.removed.contains(row))
    }

    /// The save under way succeeded.
    pub fn acknowledge(&mut self, current: &impl Current) {
        let Some(sent) = self.in_flight.take() else { return };
        let rows = rows_of(&sent);
        self.known.extend(sent.added);
        self.known.retain(|row| !sent.removed.contains(row));
        self.cells.extend(sent.cells);
        if self.cells.len() <= FEW {
            self.settle_all(current);
        } else {
            rows.iter().for_each(|row| self.settle(current, row));
        }
        if !sent.removed.is_empty() || !sent.moved.is_empty() {
            self.stirred.all();
        }
        rows.iter().for_each(|row| self.stirred.row(row));
    }

    /// Forgets what the server has.
    fn settle_all(&mut self, current: &impl Current) {
        let known = &self.known;
        // A removed row may come back by undo, with what was typed in it.
        self.cells.retain(|cell, saved| match current.own(cell) {
            Some(own) => own != *saved,
            None => known.contains(&cell.0),
        });
        self.rows.retain(|row| known.contains(row) != current.added_row(row).is_some());
    }

    /// Forgets what the server has of a row.
    fn settle(&mut self, current: &impl Current, row: &RowKey) {
        let is_known = self.known.contains(row);
        let cells = (row.clone(), ColumnNumber(0))..=(row.clone(), ColumnNumber(u16::MAX));
        let settled = self.cells.range(cells).filter(|(cell, saved)| match current.own(cell) {
            Some(own) => own == **saved,
            None => !is_known,
        });
        let settled: Vec<CellKey> = settled.map(|(cell, _)| cell.clone()).collect();
        for cell in settled {
            self.cells.remove(&cell);
        }
        if is_known == current.added_row(row).is_some() {
            self.rows.remove(row);
        }
    }

    /// The save under way failed: what it held is pending again.
    pub fn fail(&mut self) {
        if let Some(sent) = self.in_flight.take() {
            self.moved.extend(sent.moved);
        }
    }
}

/// What is sent, with the values that stand there now.
fn snapshot(pending: &PendingChanges, current: &impl Current) -> InFlight {
    let cells = pending.changes.iter().filter_map(|change| {
        let cell = (RowKey::from(change.row.as_str()), ColumnNumber(change.column.parse().ok()?));
        let value = current.own(&cell)?;
        Some((cell, value))
    });
    let mut sent = InFlight {
        cells: cells.collect(),
        added: pending.add_rows.iter().filter_map(|row| row.key.clone().map(RowKey)).collect(),
        removed: pending.remove_rows.iter().cloned().map(RowKey).collect(),
        moved: BTreeSet::new(),
    };
    // The name of an added row goes with the row, not as a cell.
    if let Some(column) = current.name_column() {
        let names = sent.added.iter().map(|key| (key.clone(), column));
        let names: Vec<_> = names.filter_map(|cell| current.own(&cell).map(|name| (cell, name))).collect();
        sent.cells.extend(names);
    }
    sent
}

fn rows_of(sent: &InFlight) -> BTreeSet<RowKey> {
    let of_cells = sent.cells.keys().map(|(row, _)| row);
    of_cells.chain(&sent.added).chain(&sent.removed).cloned().collect()
}
