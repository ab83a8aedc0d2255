//! Excel import.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::WireValue;
use crate::data::FindingView;
use crate::history::ChangeView;

/// Which column of a workbook is which column of the form, as somebody matched them. Columns of the workbook are named by
/// their letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportMapping {
    /// Name of the sheet; the first visible one where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// First row with figures, from 1.
    pub first_row: u32,
    /// Last one; found where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_row: Option<u32>,
    /// Column of the codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_column: Option<String>,
    /// Column of the names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_column: Option<String>,
    /// By the form's column number: the column of the workbook, e.g. `{"4": "E"}`.
    pub columns: BTreeMap<String, String>,
}

/// What stands in a workbook, for matching its columns by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkbookColumns {
    /// The visible sheets that hold something.
    pub sheets: Vec<SheetColumns>,
    /// How the unit's files for this form were matched the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remembered: Option<ImportMapping>,
}

/// The columns of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetColumns {
    /// Name of the sheet.
    pub name: String,
    /// Row where figures seem to begin, from 1.
    pub first_row: u32,
    /// Last row that holds something.
    pub last_row: u32,
    /// The columns that hold something.
    pub columns: Vec<ColumnSample>,
}

/// A column of a workbook by what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColumnSample {
    /// Its letters.
    pub column: String,
    /// Its first texts.
    pub samples: Vec<String>,
}

/// What an import would change, or has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportView {
    /// Whether it was written; `false` for a preview.
    pub applied: bool,
    /// The revision after it, or the present one for a preview.
    pub revision: i64,
    /// Old and new values, the first two thousand.
    pub changes: Vec<ChangeView>,
    /// How many changes there are.
    #[serde(default)]
    pub change_count: i64,
    /// Keys of all rows that change, in the file's order.
    #[serde(default)]
    pub changed_rows: Vec<String>,
    /// Those of them with a cell that could not be taken, or in which the report has an error afterwards.
    #[serde(default)]
    pub faulty_rows: Vec<String>,
    /// What could not be taken, by cell of the workbook.
    pub problems: Vec<ImportProblem>,
    /// How many cells of the workbook hold a figure that the system computes: none of them is taken, all are computed anew.
    #[serde(default)]
    pub ignored_computed: i64,
    /// The same cells, compared one by one with what the system computes from the report as it is after the import.
    #[serde(default)]
    pub computed: ComputedView,
    /// Texts in fonts of the time before Unicode (TCVN3, VNI), the first thousand; taken as they are unless asked otherwise.
    #[serde(default)]
    pub old_texts: Vec<OldTextView>,
    /// How many there are.
    #[serde(default)]
    pub old_count: i64,
    /// What rules and types say of the report after the import, the first thousand.
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

/// A text in a font of the time before Unicode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OldTextView {
    /// Cell of the workbook.
    pub cell: String,
    /// As the workbook has it.
    pub old: String,
    /// In Unicode.
    pub new: String,
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
    /// Whether the columns are taken as somebody of the unit matched them before.
    #[serde(default)]
    pub remembered: bool,
}
