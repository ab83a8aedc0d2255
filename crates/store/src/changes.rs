//! What one revision changed in a content: enough to replay it, and to tell two editors' cells apart.

use std::collections::{BTreeMap, BTreeSet};

use domain::content::{Content, ContentRow, Origin, RowKey};
use domain::template::ColumnNumber;
use domain::value::Value;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::stored::{Row, Stored, known, read, write};

/// The changes from one content to the next. Applied in the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContentChanges {
    /// Rows that went.
    pub removed: Vec<RowKey>,
    /// Rows that came, with everything in them; they stand at the end until `order` says otherwise.
    pub added: Vec<ContentRow>,
    /// Rows whose item, label or unit changed; their cells are empty here.
    pub renamed: Vec<ContentRow>,
    /// Cells that changed in rows that stayed; blank means emptied.
    pub cells: Vec<CellChange>,
    /// All keys in their new order, where appending the added rows does not give it.
    pub order: Option<Vec<RowKey>>,
    /// The whole content, where rows share a key and nothing finer can be said.
    pub replaced: Option<Content>,
    /// How changed cells came by their values, where they were not typed.
    pub origins: Origins,
}

/// Cells with how they came by their values.
pub type Origins = BTreeMap<(RowKey, ColumnNumber), Origin>;

/// One cell that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// Its row.
    pub row: RowKey,
    /// Its column.
    pub column: ColumnNumber,
    /// What it holds now.
    pub value: Value,
}

impl ContentChanges {
    /// Keeps what is known of how the changed cells came by their values.
    pub fn set_origins(&mut self, mut origins: Origins) {
        let changed: BTreeSet<(RowKey, ColumnNumber)> = self.changed_cells().collect();
        origins.retain(|cell, _| changed.contains(cell));
        self.origins = origins;
    }

    /// How a changed cell came by its value; none when it was typed.
    #[must_use]
    pub fn origin(&self, row: &RowKey, column: ColumnNumber) -> Option<Origin> {
        if self.origins.is_empty() {
            return None;
        }
        self.origins.get(&(row.clone(), column)).copied()
    }

    /// The cells that got another value, those of new rows among them.
    pub(crate) fn changed_cells(&self) -> impl Iterator<Item = (RowKey, ColumnNumber)> {
        let rows = self.added.iter().chain(self.replaced.iter().flat_map(|content| &content.rows));
        let new = rows.flat_map(|row| row.cells.keys().map(|column| (row.key.clone(), *column)));
        self.cells.iter().map(|cell| (cell.row.clone(), cell.column)).chain(new)
    }

    /// The origin that all changed cells share.
    fn shared_origin(&self) -> Option<Origin> {
        let first = *self.origins.values().next()?;
        let is_shared = self.origins.values().all(|origin| *origin == first);
        (is_shared && self.changed_cells().count() == self.origins.len()).then_some(first)
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What turns the old content into the new one.
    #[must_use]
    pub fn between(old: &Content, new: &Content) -> Self {
        let (Some(before), Some(after)) = (by_key(old), by_key(new)) else {
            let replaced = (old != new).then(|| new.clone());
            return Self { replaced, ..Self::default() };
        };
        let mut changes = Self::default();
        changes.removed.extend(old.rows.iter().filter(|row| !after.contains_key(&row.key)).map(|row| row.key.clone()));
        for row in &new.rows {
            match before.get(&row.key) {
                None => changes.added.push(row.clone()),
                Some(was) => changes.add_row_changes(was, row),
            }
        }
        let kept = old.rows.iter().map(|row| &row.key).filter(|key| after.contains_key(key));
        let appended: Vec<&RowKey> = kept.chain(changes.added.iter().map(|row| &row.key)).collect();
        if !appended.into_iter().eq(new.rows.iter().map(|row| &row.key)) {
            changes.order = Some(new.rows.iter().map(|row| row.key.clone()).collect());
        }
        changes
    }

    fn add_row_changes(&mut self, was: &ContentRow, row: &ContentRow) {
        if (&was.item, &was.label, &was.unit) != (&row.item, &row.label, &row.unit) {
            self.renamed.push(ContentRow { cells: BTreeMap::new(), ..row.clone() });
        }
        let columns: BTreeSet<ColumnNumber> = was.cells.keys().chain(row.cells.keys()).copied().collect();
        for column in columns {
            let value = row.cells.get(&column).cloned().unwrap_or_default();
            if was.cells.get(&column).cloned().unwrap_or_default() != value {
                self.cells.push(CellChange { row: row.key.clone(), column, value });
            }
        }
    }

    /// Applies the changes. What they say about rows that are not there is passed over.
    pub fn apply(&self, content: &mut Content) {
        if let Some(whole) = &self.replaced {
            content.clone_from(whole);
            return;
        }
        let gone: BTreeSet<&RowKey> = self.removed.iter().collect();
        content.rows.retain(|row| !gone.contains(&row.key));
        content.rows.extend(self.added.iter().cloned());
        let mut places: BTreeMap<RowKey, usize> =
            content.rows.iter().enumerate().map(|(place, row)| (row.key.clone(), place)).collect();
        for change in &self.renamed {
            if let Some(row) = places.get(&change.key).and_then(|place| content.rows.get_mut(*place)) {
                row.item.clone_from(&change.item);
                row.label.clone_from(&change.label);
                row.unit.clone_from(&change.unit);
            }
        }
        for change in &self.cells {
            if let Some(row) = places.get(&change.row).and_then(|place| content.rows.get_mut(*place)) {
                set(row, change);
            }
        }
        if let Some(order) = &self.order {
            places = order.iter().cloned().zip(0..).collect();
            content.rows.sort_by_key(|row| places.get(&row.key).copied().unwrap_or(usize::MAX));
        }
    }

    /// The changes as they are stored.
    ///
    /// # Errors
    /// `Invalid` when a text holds a NUL character.
    pub fn to_json(&self) -> Result<String, StoreError> {
        let shared = self.shared_origin();
        let single = self.origins.iter().filter(|_| shared.is_none());
        write(&Document {
            v: 1,
            removed: self.removed.iter().map(|key| key.0.clone()).collect(),
            added: self.added.iter().cloned().map(Row).collect(),
            renamed: self.renamed.iter().cloned().map(Row).collect(),
            cells: self
                .cells
                .iter()
                .map(|cell| (cell.row.0.clone(), cell.column, Stored(cell.value.clone())))
                .collect(),
            order: self.order.as_ref().map(|keys| keys.iter().map(|key| key.0.clone()).collect()),
            replaced: self.replaced.as_ref().map(|content| content.rows.iter().cloned().map(Row).collect()),
            origin: shared.map(|origin| origin.as_str().to_owned()),
            origins: single
                .map(|((row, column), origin)| (row.0.clone(), *column, origin.as_str().to_owned()))
                .collect(),
        })
    }

    /// Stored changes.
    ///
    /// # Errors
    /// `Corrupt` when the text has another layout.
    pub fn from_json(json: &str) -> Result<Self, StoreError> {
        let document: Document = read(json)?;
        known(document.v)?;
        let cells = document.cells.into_iter().map(|(row, column, cell)| CellChange {
            row: RowKey(row),
            column,
            value: cell.0,
        });
        let origins = document
            .origins
            .into_iter()
            .map(|(row, column, word)| Ok(((RowKey(row), column), origin(&word)?)))
            .collect::<Result<_, StoreError>>()?;
        let mut changes = Self {
            cells: cells.collect(),
            removed: keys(document.removed),
            added: rows(document.added),
            renamed: rows(document.renamed),
            order: document.order.map(keys),
            replaced: document.replaced.map(|all| Content { rows: rows(all) }),
            origins,
        };
        if let Some(word) = document.origin {
            let shared = origin(&word)?;
            changes.origins = changes.changed_cells().map(|cell| (cell, shared)).collect();
        }
        Ok(changes)
    }
}

fn origin(word: &str) -> Result<Origin, StoreError> {
    Origin::parse(word).ok_or_else(|| StoreError::Corrupt(format!("unknown origin {word}")))
}

fn set(row: &mut ContentRow, change: &CellChange) {
    if change.value.is_blank() {
        row.cells.remove(&change.column);
    } else {
        row.cells.insert(change.column, change.value.clone());
    }
}

/// The rows by key; `None` when two share one.
fn by_key(content: &Content) -> Option<BTreeMap<&RowKey, &ContentRow>> {
    let map: BTreeMap<_, _> = content.rows.iter().map(|row| (&row.key, row)).collect();
    (map.len() == content.rows.len()).then_some(map)
}

fn keys(keys: Vec<String>) -> Vec<RowKey> {
    keys.into_iter().map(RowKey).collect()
}

fn rows(rows: Vec<Row>) -> Vec<ContentRow> {
    rows.into_iter().map(|row| row.0).collect()
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    v: u16,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    removed: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    added: Vec<Row>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    renamed: Vec<Row>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cells: Vec<(String, ColumnNumber, Stored)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaced: Option<Vec<Row>>,
    /// How all changed cells came by their values; `origins` names them singly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    origins: Vec<(String, ColumnNumber, String)>,
}
