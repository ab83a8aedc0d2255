//! The full figures of a report, entered and computed, as other reports refer to them.

use std::collections::{BTreeMap, HashMap};

use crate::catalogue::Choices;
use crate::content::RowKey;
use crate::template::{ColumnNumber, RowRole};
use crate::value::Value;

/// A report's figures by row and column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    rows: Vec<TableRow>,
    places: HashMap<RowKey, usize>,
}

/// The figures of one row; blank cells are absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Key of the row in its report.
    pub key: RowKey,
    /// What the row is for.
    pub role: RowRole,
    /// The figures.
    pub cells: BTreeMap<ColumnNumber, Value>,
}

impl Table {
    /// A figure; blank when absent.
    #[must_use]
    pub fn value(&self, row: &RowKey, column: ColumnNumber) -> Value {
        self.row(row).and_then(|row| row.cells.get(&column)).cloned().unwrap_or_default()
    }

    /// A row by its key.
    #[must_use]
    pub fn row(&self, key: &RowKey) -> Option<&TableRow> {
        self.places.get(key).and_then(|place| self.rows.get(*place))
    }

    /// Puts a figure in; a row that was not there becomes a data row.
    pub fn insert(&mut self, row: RowKey, column: ColumnNumber, value: Value) {
        match self.places.get(&row).and_then(|place| self.rows.get_mut(*place)) {
            Some(known) => {
                known.cells.insert(column, value);
            }
            None => self.insert_row(TableRow { key: row, role: RowRole::Data, cells: [(column, value)].into() }),
        }
    }

    /// Puts a whole row in, in place of a row with the same key.
    pub fn insert_row(&mut self, row: TableRow) {
        match self.places.get(&row.key).and_then(|place| self.rows.get_mut(*place)) {
            Some(known) => *known = row,
            None => {
                self.places.insert(row.key.clone(), self.rows.len());
                self.rows.push(row);
            }
        }
    }

    /// The rows, in their order in the report.
    pub fn rows(&self) -> impl Iterator<Item = &TableRow> {
        self.rows.iter()
    }
}

/// The other reports that a form refers to; see [`CompiledForm::references`](super::CompiledForm::references).
#[derive(Debug, Clone, Default)]
pub struct References {
    /// The same form and unit in the previous period.
    pub previous: Option<Table>,
    /// Other forms of the same unit and period, by form code.
    pub forms: BTreeMap<String, Table>,
    /// What cells are chosen from; cells of a catalogue that is not here are not checked.
    pub choices: Choices,
}
