//! The rows that a form prescribes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Where a form's data rows come from (A8).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum RowKind {
    /// Prescribed by the form.
    #[default]
    Fixed,
    /// Picked by the reporter from a catalogue.
    Catalogue {
        /// Code of the catalogue, e.g. `linh_vuc`.
        catalogue: String,
    },
    /// Typed by the reporter.
    Free,
}

/// A prescribed row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedRow {
    /// Indicator code (mã chỉ tiêu): the stable key of the row.
    pub code: String,
    /// Printed number, e.g. `I`, `1.1`, `a`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<String>,
    /// Printed name.
    pub label: String,
    /// Code of the row that this one is nested under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// What the row is for.
    pub role: RowRole,
    /// Unit of measure of the row where it differs from the form's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_of_measure: Option<String>,
    /// Formulas of single cells, by column number; they win over the column's formula.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub formulas: BTreeMap<u16, String>,
}

/// What a prescribed row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowRole {
    /// Figures are entered here.
    Data,
    /// A heading without figures.
    Heading,
    /// Computed from the rows nested under it (`children[c]`).
    Subtotal,
    /// Computed from all data rows (`rows[c]`); TỔNG CỘNG.
    Total,
}
