//! Changing the figures: own values, and rows that come, go and move.

use domain::consolidation::{FaultKind, combine_values};
use domain::content::{ContentRow, RowKey};
use domain::template::{Column, ColumnNumber, ColumnType};
use domain::value::Value;

use super::Figures;
use crate::grid::journal::{CellKey, Current};
use crate::grid::place::Place;

impl Figures {
    /// The row becomes one of the unit's own, so that it can take own figures.
    pub fn adopt_row(&mut self, key: &RowKey) -> bool {
        self.consolidated_rows.remove(key)
    }

    /// Sets the entered value of a cell; gives the cells whose shown value changed, by the sheet's rows.
    ///
    /// # Errors
    /// What the sheet says when the cell cannot be set.
    pub fn set_own(&mut self, cell: &CellKey, value: Value) -> Result<Vec<Place>, String> {
        let Some((row, col)) = self.spot(cell) else { return Ok(Vec::new()) };
        if self.columns[col].kind == ColumnType::Label {
            let Value::Text(label) = value else { return self.set_name(row, col, String::new()) };
            return self.set_name(row, col, label);
        }
        let shown = match self.consolidated.get(cell) {
            Some(part) => combined(&self.columns[col], &value, part),
            None => value.clone(),
        };
        let changed = self.sheet.set(row, cell.1, shown).map_err(|refused| refused.to_string())?;
        if self.consolidated.contains_key(cell) {
            self.own.insert(cell.clone(), value);
        }
        let places = changed.into_iter().filter_map(|(row, number)| {
            self.columns.iter().position(|column| column.number == number).map(|col| Place::new(row, col))
        });
        Ok(places.collect())
    }

    fn set_name(&mut self, row: usize, col: usize, label: String) -> Result<Vec<Place>, String> {
        self.sheet.set_label(row, label).map_err(|refused| refused.to_string())?;
        Ok(vec![Place::new(row, col)])
    }

    /// Adds a row behind `at` other added rows.
    ///
    /// # Errors
    /// What the sheet says when the row cannot be added.
    pub fn insert_row(&mut self, at: usize, row: ContentRow) -> Result<(), String> {
        let at = at.min(self.added_rows());
        self.sheet.insert_row(at, row).map(|_| ()).map_err(|refused| refused.to_string())
    }

    /// Moves an added row to be this one among the added rows; tells where it stood.
    ///
    /// # Errors
    /// What the sheet says when the row must stay.
    pub fn move_row(&mut self, key: &RowKey, to: usize) -> Result<Option<usize>, String> {
        let Some(row) = self.sheet.row_index(key) else { return Ok(None) };
        let from = self.added_above(row);
        self.sheet.move_row(row, to).map_err(|refused| refused.to_string())?;
        Ok(Some(from))
    }

    /// Removes an added row; gives its own figures.
    ///
    /// # Errors
    /// What the sheet says when the row must stay.
    pub fn remove_row(&mut self, key: &RowKey) -> Result<Option<ContentRow>, String> {
        let Some(row) = self.sheet.row_index(key) else { return Ok(None) };
        let content = self.added_row(key);
        self.sheet.remove_row(row).map_err(|refused| refused.to_string())?;
        Ok(content)
    }
}

impl Current for Figures {
    fn own(&self, cell: &CellKey) -> Option<Value> {
        let (row, col) = self.spot(cell)?;
        if self.consolidated.contains_key(cell) {
            return Some(self.own.get(cell).cloned().unwrap_or_default());
        }
        Some(self.value_at(row, col))
    }

    fn added_row(&self, key: &RowKey) -> Option<ContentRow> {
        let row = self.sheet.row(self.sheet.row_index(key)?);
        if !row.is_dynamic || self.consolidated_rows.contains(key) {
            return None;
        }
        let cells = self.columns.iter().filter(|column| column.is_input()).filter_map(|column| {
            let value = self.own(&(key.clone(), column.number))?;
            (!value.is_blank()).then_some((column.number, value))
        });
        Some(ContentRow {
            key: key.clone(),
            item: row.item.clone(),
            label: (!row.label.is_empty()).then(|| row.label.clone()),
            unit: row.unit.clone(),
            cells: cells.collect(),
        })
    }

    fn row_above(&self, key: &RowKey) -> Option<RowKey> {
        let row = self.sheet.row_index(key)?;
        (0..row).rev().map(|row| self.sheet.row(row)).find(|row| row.is_dynamic).map(|row| row.key.clone())
    }

    fn name_column(&self) -> Option<ColumnNumber> {
        self.columns.iter().find(|column| column.kind == ColumnType::Label).map(|column| column.number)
    }

    fn position(&self, key: &RowKey) -> Option<usize> {
        self.sheet.row_index(key)
    }
}

/// Own figure and consolidated part as the cell shows them: a figure that cannot be read stays visible.
fn combined(column: &Column, own: &Value, part: &Value) -> Value {
    combine_values(column.aggregate(), own, part).unwrap_or_else(|fault| match fault {
        FaultKind::NotANumber => own.clone(),
        _ => Value::Blank,
    })
}
