//! The content of a report: what people entered, without anything computed.

use std::collections::BTreeMap;

use crate::template::ColumnNumber;
use crate::value::Value;

/// Stable key of a row inside one report.
///
/// The indicator code of a fixed row, the item code of a catalogue row, an opaque key of a free row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowKey(pub String);

impl RowKey {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for RowKey {
    fn from(key: String) -> Self {
        Self(key)
    }
}

impl From<&str> for RowKey {
    fn from(key: &str) -> Self {
        Self(key.to_owned())
    }
}

impl std::fmt::Display for RowKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The input of one row. Fixed rows appear only when something was entered in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentRow {
    /// Key of the row in its report.
    pub key: RowKey,
    /// Code of the picked catalogue item, for catalogue rows.
    pub item: Option<String>,
    /// Label typed by the reporter (free rows) or copied from the catalogue when the row was added.
    pub label: Option<String>,
    /// Name of the unit that the row came from, in consolidated free rows (D1).
    pub unit: Option<String>,
    /// Input cells; blank cells are absent.
    pub cells: BTreeMap<ColumnNumber, Value>,
}

impl ContentRow {
    /// An empty row.
    #[must_use]
    pub fn new(key: impl Into<RowKey>) -> Self {
        Self { key: key.into(), item: None, label: None, unit: None, cells: BTreeMap::new() }
    }
}

/// All input of one report, rows in their order on screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// The rows.
    pub rows: Vec<ContentRow>,
}

impl Content {
    /// The row with this key.
    #[must_use]
    pub fn row(&self, key: &RowKey) -> Option<&ContentRow> {
        self.rows.iter().find(|row| row.key == *key)
    }

    /// The entered value of a cell; blank when absent.
    #[must_use]
    pub fn value(&self, key: &RowKey, column: ColumnNumber) -> Value {
        self.row(key).and_then(|row| row.cells.get(&column)).cloned().unwrap_or_default()
    }
}

/// How an entered value came into its cell, where it was not typed (grid convention 139).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// From the clipboard.
    Pasted,
    /// By filling down, right or a series.
    Filled,
    /// The previous period's value.
    CarriedOver,
}

impl Origin {
    /// All.
    pub const ALL: [Self; 3] = [Self::Pasted, Self::Filled, Self::CarriedOver];

    /// As it is stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pasted => "pasted",
            Self::Filled => "filled",
            Self::CarriedOver => "carried_over",
        }
    }

    /// What [`Self::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.as_str() == text)
    }
}
