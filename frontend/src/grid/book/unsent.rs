//! What the server has not acknowledged, in a form that can be kept on the device and put back later.

use std::collections::{BTreeMap, HashMap, HashSet};

use contract::data::{CellChange, NewRow, RowMove, SaveReceipt, SaveRequest};
use domain::content::{ContentRow, RowKey};
use domain::template::{ColumnNumber, RowKind};
use domain::value::Value;
use serde::{Deserialize, Serialize};

use super::{Book, Changes, Difference};
use crate::grid::journal::{CellKey, Current, Stirred};

/// Changes, with the names of their rows: whoever puts them back may have to put a row back that is gone by then.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Edits {
    /// The changes, and the revision that they were made on, but for those that are named below.
    pub request: SaveRequest,
    /// What was made on an older revision: cells in conflict, and what was typed over figures that were not seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub older: Vec<Older>,
    /// Names of the rows by key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
}

/// A cell that was typed over unseen, or a row that was removed unseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Older {
    /// Key of the row.
    pub row: String,
    /// Column number; none for the whole row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The revision that was seen.
    pub base: i64,
}

impl Edits {
    /// How many cells and rows differ from what the server has.
    #[must_use]
    pub fn count(&self) -> usize {
        let SaveRequest { changes, add_rows, remove_rows, move_rows, .. } = &self.request;
        let filled: HashSet<&str> = changes.iter().map(|change| change.row.as_str()).collect();
        let empty = add_rows.iter().filter(|row| row.key.as_deref().is_none_or(|key| !filled.contains(key)));
        let added: HashSet<&str> = add_rows.iter().filter_map(|row| row.key.as_deref()).collect();
        let moved = move_rows.iter().filter(|moved| !added.contains(moved.row.as_str()));
        changes.len() + empty.count() + remove_rows.len() + moved.count()
    }

    /// Takes further changes in, made on the same revision.
    pub fn extend(&mut self, other: Self) {
        let SaveRequest { changes, add_rows, remove_rows, move_rows, .. } = other.request;
        self.request.changes.extend(changes);
        self.request.add_rows.extend(add_rows);
        self.request.remove_rows.extend(remove_rows);
        self.request.move_rows.extend(move_rows);
        self.older.extend(other.older);
        self.names.extend(other.names);
    }
}

impl Book {
    /// What of the unsent changes is other than when this was asked last.
    pub fn take_stirred(&mut self) -> Stirred {
        self.journal.take_stirred()
    }

    /// Rows in which something may not be acknowledged, from the top down.
    #[must_use]
    pub fn unsent_rows(&self) -> Vec<RowKey> {
        self.journal.touched_rows(&self.figures)
    }

    /// What the server has not acknowledged in these rows, what is under way included.
    #[must_use]
    pub fn unsent_in(&self, rows: &[RowKey]) -> Edits {
        let unsent = self.journal.unsent_in(&self.figures, rows);
        let older = self.older_cells(&unsent.changes);
        Edits { older, ..self.named(self.told_origins(unsent.into_request(self.read))) }
    }

    /// Which rows are gone or stand elsewhere, of what the server has not acknowledged.
    #[must_use]
    pub fn unsent_order(&self) -> Edits {
        let request = self.journal.unsent_order(&self.figures).into_request(self.read);
        let older = request.remove_rows.iter().filter_map(|row| {
            let base = self.unseen.base_of_row(&RowKey::from(row.as_str()))?;
            Some(Older { row: row.clone(), column: None, base })
        });
        Edits { older: older.collect(), request, names: BTreeMap::new() }
    }

    fn older_cells(&self, changes: &[CellChange]) -> Vec<Older> {
        let older = changes.iter().filter_map(|change| {
            let base = self.unseen.base(&self.cell_of(change)?)?;
            Some(Older { row: change.row.clone(), column: Some(change.column.clone()), base })
        });
        older.collect()
    }

    /// How many rows that is: added ones are only named there for the order of the others.
    #[must_use]
    pub fn count_order(&self, order: &Edits) -> usize {
        let SaveRequest { remove_rows, move_rows, .. } = &order.request;
        let moved = move_rows.iter().filter(|moved| self.journal.is_known(&RowKey::from(moved.row.as_str())));
        remove_rows.len() + moved.count()
    }

    /// Everything that the server has not acknowledged, what is under way included.
    #[cfg(test)]
    pub fn unsent(&self) -> Edits {
        let mut edits = self.unsent_order();
        for rows in self.unsent_rows().chunks(2) {
            edits.extend(self.unsent_in(rows));
        }
        edits
    }

    /// Changes with the names of their rows.
    #[must_use]
    pub fn named(&self, request: SaveRequest) -> Edits {
        let mut names = BTreeMap::new();
        let rows = request.changes.iter().map(|change| change.row.as_str());
        for key in rows.chain(request.add_rows.iter().filter_map(|row| row.key.as_deref())) {
            if names.contains_key(key) {
                continue;
            }
            let sheet = self.figures.sheet();
            if let Some(row) = sheet.row_index(&RowKey::from(key)).map(|row| sheet.row(row)) {
                names.insert(key.to_owned(), row.label.clone());
            }
        }
        Edits { request, older: Vec::new(), names }
    }

    /// Puts changes back that were kept on the device: on top of what the server has now, but to be sent as made on the
    /// revisions that they were made on, so that the server finds what others changed meanwhile (B9), and takes nothing that
    /// was saved from here since for somebody else's.
    pub fn restore(&mut self, edits: &Edits) -> Changes {
        self.put(edits);
        self.doubt(edits);
        Changes { cells: Vec::new(), rows: true }
    }

    /// What was put back may stand on figures of a later revision than those that it was made on.
    fn doubt(&mut self, edits: &Edits) {
        let made = &edits.request;
        let older = edits.older.iter().map(|older| ((older.row.as_str(), older.column.as_deref()), older.base));
        let older: HashMap<(&str, Option<&str>), i64> = older.collect();
        let base = |row, column| older.get(&(row, column)).copied().unwrap_or(made.base_revision);
        for change in &made.changes {
            let base = base(change.row.as_str(), Some(change.column.as_str()));
            let cell = self.cell_of(change).filter(|cell| self.journal.saved(cell).is_some());
            if let Some(cell) = cell.filter(|_| base < self.read) {
                self.unseen.add(cell, base);
            }
        }
        for row in &made.remove_rows {
            let (base, key) = (base(row.as_str(), None), RowKey::from(row.as_str()));
            if base < self.read && self.journal.is_known(&key) {
                self.unseen.add_row(key, base);
            }
        }
    }

    /// A save succeeded: the one under way, or one of an earlier visit whose answer had been lost.
    pub fn acknowledge_sent(&mut self, sent: &SaveRequest, receipt: &SaveReceipt) -> Vec<Difference> {
        if !self.journal.is_saving() {
            let cells = sent.changes.iter().filter_map(|change| {
                let cell = self.cell_of(change)?;
                let value = self.value_of(&cell, change)?;
                Some((cell, value))
            });
            let cells = cells.collect();
            self.journal.begin_lost(cells, sent);
            self.sending = sent.base_revision;
        }
        self.acknowledge(receipt)
    }

    /// Puts changes back that the server acknowledged after the figures were read. `alone` is the revision that they gave
    /// when nobody else saved in between.
    pub fn restore_saved(&mut self, edits: &Edits, alone: Option<i64>) -> Changes {
        self.put(edits);
        if self.journal.begin(&self.figures, self.read, usize::MAX).is_some() {
            self.journal.acknowledge(&self.figures);
        }
        match alone {
            Some(revision) => self.read = revision,
            None => self.is_behind = true,
        }
        Changes { cells: Vec::new(), rows: true }
    }

    fn put(&mut self, edits: &Edits) {
        let Edits { request, names, .. } = edits;
        for row in &request.add_rows {
            self.put_row(row, names);
        }
        for key in &request.remove_rows {
            self.remove(&RowKey::from(key.as_str()));
        }
        for row in &request.move_rows {
            self.put_behind(row);
        }
        for change in &request.changes {
            self.put_cell(change, names);
        }
        self.figures.rearrange();
    }

    fn put_behind(&mut self, moved: &RowMove) {
        let row = RowKey::from(moved.row.as_str());
        let Some(from) = self.figures.position(&row).map(|position| self.figures.added_above(position)) else { return };
        let to = if moved.after.is_empty() { 0 } else { self.below(&moved.after) };
        // The row itself is counted while it stands above its place.
        let to = to - usize::from(from < to);
        if from != to && self.figures.move_row(&row, to).is_ok() {
            self.journal.touch_move(row);
        }
    }

    fn put_row(&mut self, new: &NewRow, names: &BTreeMap<String, String>) {
        let Some(key) = new.key.as_deref().or(new.item.as_deref()) else { return };
        if self.figures.position(&RowKey::from(key)).is_some() {
            self.adopt(&RowKey::from(key));
            return;
        }
        let at = match new.after.as_deref() {
            Some("") => 0,
            Some(above) => self.below(above),
            None => self.figures.added_rows(),
        };
        let label = new.label.clone().or_else(|| names.get(key).cloned());
        self.insert(at, &ContentRow { item: new.item.clone(), label, ..ContentRow::new(key) });
    }

    /// The place behind a row among the added rows; behind all of them when it is gone.
    fn below(&self, row: &str) -> usize {
        let position = self.figures.position(&RowKey::from(row));
        position.map_or(self.figures.added_rows(), |position| self.figures.added_above(position + 1))
    }

    fn put_cell(&mut self, change: &CellChange, names: &BTreeMap<String, String>) {
        let Some(cell) = self.cell_of(change) else { return };
        if self.figures.position(&cell.0).is_none() {
            // Somebody removed the row meanwhile: it comes back with what was typed, and the server tells of the clash.
            let item = matches!(self.figures.row_kind(), RowKind::Catalogue { .. }).then(|| change.row.clone());
            let row = ContentRow { item, label: names.get(&change.row).cloned(), ..ContentRow::new(cell.0.clone()) };
            self.insert(self.figures.added_rows(), &row);
        }
        let Some(value) = self.value_of(&cell, change) else { return };
        if self.figures.own(&cell).is_some_and(|own| own != value) {
            self.adopt(&cell.0);
            self.write(&cell, value);
        }
    }

    fn value_of(&self, cell: &CellKey, change: &CellChange) -> Option<Value> {
        let column = self.figures.columns().iter().find(|column| column.number == cell.1)?;
        Some(change.value.as_ref().map_or(Value::Blank, |value| value.to_entered(&column.kind)))
    }

    fn cell_of(&self, change: &CellChange) -> Option<CellKey> {
        Some((RowKey::from(change.row.as_str()), ColumnNumber(change.column.parse().ok()?)))
    }
}
