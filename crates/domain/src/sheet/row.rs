//! A row of a sheet.

use crate::content::{ContentRow, RowKey};
use crate::template::{ColumnType, FixedRow, RowRole};
use crate::value::Value;

/// What describes a row on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Key of the row in its report.
    pub key: RowKey,
    /// What the row is for.
    pub role: RowRole,
    /// Printed number; rows that reporters add are counted from 1.
    pub ordinal: Option<String>,
    /// Name.
    pub label: String,
    /// Code of the picked catalogue item.
    pub item: Option<String>,
    /// Name of the unit that the row came from, in consolidated rows.
    pub unit: Option<String>,
    /// Unit of measure where it differs from the form's.
    pub unit_of_measure: Option<String>,
    /// How deep the row is nested; 0 at the top.
    pub level: u8,
    /// Added by the reporter; may be removed.
    pub is_dynamic: bool,
}

impl SheetRow {
    /// A prescribed row.
    pub(super) fn fixed(row: &FixedRow, level: u8) -> Self {
        Self {
            key: RowKey(row.code.clone()),
            role: row.role,
            ordinal: row.ordinal.clone(),
            label: row.label.clone(),
            item: None,
            unit: None,
            unit_of_measure: row.unit_of_measure.clone(),
            level,
            is_dynamic: false,
        }
    }

    /// A row that a reporter added.
    pub(super) fn added(row: &ContentRow) -> Self {
        Self {
            key: row.key.clone(),
            role: RowRole::Data,
            ordinal: None,
            label: row.label.clone().unwrap_or_default(),
            item: row.item.clone(),
            unit: row.unit.clone(),
            unit_of_measure: None,
            level: 0,
            is_dynamic: true,
        }
    }

    /// The row without its cells, as it is stored. Nothing that the form prescribes is stored.
    pub(super) fn content(&self) -> ContentRow {
        let mut content = ContentRow::new(self.key.clone());
        if self.is_dynamic {
            content.item.clone_from(&self.item);
            content.label = (!self.label.is_empty()).then(|| self.label.clone());
            content.unit.clone_from(&self.unit);
        }
        content
    }

    /// The value of a column that describes rows.
    pub(super) fn described(&self, column: &ColumnType) -> Value {
        let text = match column {
            ColumnType::Ordinal => self.ordinal.as_deref(),
            ColumnType::Unit => self.unit.as_deref().or(Some(&self.label)),
            ColumnType::CatalogueItem { .. } if self.label.is_empty() => self.item.as_deref(),
            _ => Some(self.label.as_str()),
        };
        match text {
            Some(text) if !text.is_empty() => Value::from(text),
            _ => Value::Blank,
        }
    }
}
