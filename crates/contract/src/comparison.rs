//! Two revisions of a report, cell by cell.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::WireValue;

/// What changed from one revision of a report to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparisonView {
    /// The older state.
    pub from: ComparedRevision,
    /// The newer state.
    pub to: ComparedRevision,
    /// The rows in the order of the newer state, each row that went behind the one that it stood behind. Of a request for
    /// changes only those that changed.
    pub rows: Vec<ComparedRowView>,
    /// How many cells show something else.
    pub changed_cells: i64,
    /// Columns whose figures are computed from other reports: these show what those reports show today.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outside_columns: Vec<String>,
}

/// A revision that is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparedRevision {
    /// Its number; 0 before anything was entered.
    pub revision: i64,
    /// When it was made, UTC; absent for 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
    /// By whom; absent for the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// A row of both states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparedRowView {
    /// Row key.
    pub key: String,
    /// Printed number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<String>,
    /// Name of the row.
    pub label: String,
    /// Its former name, where it had another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_label: Option<String>,
    /// Unit that a consolidated free row came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// `data`, `heading`, `subtotal` or `total`.
    pub role: String,
    /// `same`, `changed`, `added` or `removed`.
    pub change: String,
    /// Its cells by column number; those that are blank in both states are absent.
    pub cells: BTreeMap<String, ComparedCellView>,
}

/// A cell of both states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparedCellView {
    /// What it showed; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub old: Option<WireValue>,
    /// What it shows; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub new: Option<WireValue>,
    /// Whether it follows from others by a formula.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_computed: bool,
}

impl ComparedCellView {
    /// Whether it shows something else.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.old != self.new
    }
}
