//! Excel import.

use serde::{Deserialize, Serialize};

use crate::WireValue;
use crate::data::FindingView;
use crate::history::ChangeView;

/// What an import would change, or has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportView {
    /// Whether it was written; `false` for a preview.
    pub applied: bool,
    /// The revision after it, or the present one for a preview.
    pub revision: i64,
    /// Old and new values.
    pub changes: Vec<ChangeView>,
    /// What could not be taken, by cell of the workbook.
    pub problems: Vec<ImportProblem>,
    /// How many cells of the workbook hold a figure that the system computes: none of them is taken, all are computed anew.
    #[serde(default)]
    pub ignored_computed: i64,
    /// The same cells, compared one by one with what the system computes from the report as it is after the import.
    #[serde(default)]
    pub computed: ComputedView,
    /// What rules and types say of the report after the import.
    pub findings: Vec<FindingView>,
    /// Columns and rows that were found.
    pub layout: ImportLayout,
}

/// Figures that the workbook shows where the system computes, beside the system's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComputedView {
    /// Cells that were compared.
    pub compared: i64,
    /// How many of them differ.
    pub different: i64,
    /// Those that differ, the first thousand.
    pub differences: Vec<ComputedDifference>,
}

/// A computed cell where the workbook says something else than the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComputedDifference {
    /// Cell of the workbook, e.g. `E12`.
    pub cell: String,
    /// Row key.
    pub row: String,
    /// Name of the row.
    pub label: String,
    /// Column number.
    pub column: String,
    /// What the workbook shows, as people write it.
    pub file: String,
    /// What the system computes; absent for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<WireValue>,
}

/// Something in the workbook that could not be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportProblem {
    /// Cell of the workbook, e.g. `E12`.
    pub cell: String,
    /// Key of the report's row that the cell belongs to, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// Stable code.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// What is wrong, in the caller's language.
    pub message: String,
}

/// Where the table stands in the workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportLayout {
    /// Name of the sheet.
    pub sheet: String,
    /// Column of the indicator codes, e.g. `B`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_column: Option<String>,
    /// First data column, e.g. `E`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_data_column: Option<String>,
    /// First data row, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_row: Option<u32>,
    /// Last data row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_row: Option<u32>,
}
