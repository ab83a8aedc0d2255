//! What changed between two contents: shown when a child's correction makes a consolidated report stale (D5).

use std::collections::{HashMap, HashSet};

use crate::content::{Content, ContentRow, RowKey};
use crate::template::ColumnNumber;
use crate::value::Value;

/// A cell whose value changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// The row.
    pub row: RowKey,
    /// The column.
    pub column: ColumnNumber,
    /// The value before; blank when the cell was not filled in.
    pub old: Value,
    /// The value after; blank when the cell is no longer filled in.
    pub new: Value,
}

/// The cells whose value differs: in the order of the new content, then those of rows that are gone.
///
/// 1 and 1,0 are the same figure.
#[must_use]
pub fn difference(old: &Content, new: &Content) -> Vec<CellChange> {
    let before: HashMap<&RowKey, &ContentRow> = old.rows.iter().map(|row| (&row.key, row)).collect();
    let after: HashSet<&RowKey> = new.rows.iter().map(|row| &row.key).collect();
    let mut changes = Vec::new();
    for row in &new.rows {
        compare(before.get(&row.key).copied(), Some(row), &row.key, &mut changes);
    }
    for row in old.rows.iter().filter(|row| !after.contains(&row.key)) {
        compare(Some(row), None, &row.key, &mut changes);
    }
    changes
}

fn compare(old: Option<&ContentRow>, new: Option<&ContentRow>, key: &RowKey, changes: &mut Vec<CellChange>) {
    let value =
        |row: Option<&ContentRow>, column| row.and_then(|row| row.cells.get(&column)).cloned().unwrap_or_default();
    let columns = old.into_iter().chain(new).flat_map(|row| row.cells.keys().copied());
    let columns: std::collections::BTreeSet<ColumnNumber> = columns.collect();
    for column in columns {
        let (old, new) = (value(old, column), value(new, column));
        if old != new {
            changes.push(CellChange { row: key.clone(), column, old, new });
        }
    }
}
