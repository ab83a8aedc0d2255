//! The figures of a report: reading and cell-level saving.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use crate::WireValue;

/// Values of one row by column number.
pub type Cells = BTreeMap<String, WireValue>;

/// Values by row key, then column number.
pub type CellTable = BTreeMap<String, Cells>;

/// The figures of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportData {
    /// Revision of the content.
    pub revision: i64,
    /// All rows in their order on screen, with the report's figures: for a consolidated report the unit's own plus those
    /// of the units below.
    pub rows: Vec<DataRow>,
    /// Figures computed by the system, by row key and column number.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, BTreeMap<String, WireValue>>))]
    pub computed: CellTable,
    /// The unit's own part of the figures, for consolidated reports; this is what saving changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<BTreeMap<String, BTreeMap<String, WireValue>>>))]
    pub own: Option<CellTable>,
    /// The part consolidated from the units below, for consolidated reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<BTreeMap<String, BTreeMap<String, WireValue>>>))]
    pub consolidated: Option<CellTable>,
    /// Figures of other reports that formulas refer to.
    #[serde(default, skip_serializing_if = "ReferencesView::is_empty")]
    pub references: ReferencesView,
    /// What rules and types say.
    pub findings: Vec<FindingView>,
    /// Cells of the unit's own part that still hold what was taken over from the period before: column numbers by row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub carried: BTreeMap<String, Vec<String>>,
}

/// Figures of other reports that formulas refer to, and lists that cells are chosen from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferencesView {
    /// The same form and unit, previous period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<BTreeMap<String, BTreeMap<String, WireValue>>>))]
    pub previous: Option<CellTable>,
    /// Other forms by code, same unit and period.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, BTreeMap<String, BTreeMap<String, WireValue>>>))]
    pub forms: BTreeMap<String, CellTable>,
    /// What cells are chosen from: by catalogue, the items' codes with their names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<String, BTreeMap<String, String>>,
}

impl ReferencesView {
    /// Whether nothing is referred to.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.previous.is_none() && self.forms.is_empty() && self.choices.is_empty()
    }
}

/// What the unit entered in the same form one period before, to be taken over; or all that its report shows, to compare
/// with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviousFigures {
    /// Code of that period; absent when there is no such report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The period in the caller's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_label: Option<String>,
    /// Its rows with figures.
    pub rows: Vec<DataRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DataRow {
    /// Key: indicator code, item code, or the free row's own key.
    pub key: String,
    /// Name of the row.
    pub label: String,
    /// Catalogue item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Unit that a consolidated free row came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Printed number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<String>,
    /// `data`, `heading`, `subtotal` or `total`.
    pub role: String,
    /// The row came by consolidation and goes with it; it cannot be removed by hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_consolidated: bool,
    /// Entered cells by column number; blank cells are absent.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, WireValue>))]
    pub cells: Cells,
}

/// What a rule or type says about cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingView {
    /// Rule code or fixed code.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// What is wrong, in the caller's language.
    pub message: String,
    /// The cells concerned.
    pub cells: Vec<CellView>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellView {
    /// Row key.
    pub row: String,
    /// Column number.
    pub column: String,
}

/// Figures that a client computed otherwise than the server said in its receipt: a fault of one of them, for the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ComputedFault {
    /// The revision of the receipt.
    pub revision: i64,
    /// How many cells differ.
    pub count: usize,
    /// The first of them; no more than 20 are logged.
    pub cells: Vec<CellView>,
}

/// Changes of a report since `base_revision`. Rows are added first, then moved, then cells are set, then rows are
/// removed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveRequest {
    /// The revision that the changes were made on. Other people's disjoint changes since then are merged.
    pub base_revision: i64,
    /// Cells to set.
    #[serde(default)]
    pub changes: Vec<CellChange>,
    /// Rows to add, in order.
    #[serde(default)]
    pub add_rows: Vec<NewRow>,
    /// Keys of rows to remove.
    #[serde(default)]
    pub remove_rows: Vec<String>,
    /// Added rows to move, in order. Rows of `add_rows` may be among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub move_rows: Vec<RowMove>,
}

/// An added row that moves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RowMove {
    /// Key of the row.
    pub row: String,
    /// Key of the row to stand behind; before all other added rows when empty (`""`); at the end when the report has no
    /// such row.
    pub after: String,
}

/// A cell to set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CellChange {
    /// Row key.
    pub row: String,
    /// Column number, as a string; an integer is taken too.
    #[serde(deserialize_with = "column")]
    pub column: String,
    /// The new value; absent or an empty string clears the cell, `null` means not applicable.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub value: Option<WireValue>,
    /// How the value came into the cell when it was not typed: `pasted`, `filled` or `carried_over`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
}

/// A row to add.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRow {
    /// Key of a free row, chosen by the client so that a retry adds it once; the server chooses when absent.
    /// Catalogue rows have their item's code as key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Code of the catalogue item, for catalogue rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Label of a free row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Key of the row to stand behind; before all other added rows when empty (`""`); at the end when absent, or when the
    /// report has no such row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// The receipt of a save: everything sent is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveReceipt {
    /// The new revision.
    pub revision: i64,
    /// When it was stored, UTC.
    pub saved_at: chrono::DateTime<chrono::Utc>,
    /// Status of the report now.
    pub status: String,
    /// Whether other people's changes were merged; the client then reads the data again.
    pub merged: bool,
    /// Keys of the added rows, in order.
    pub added_rows: Vec<String>,
    /// Figures computed by the system.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, BTreeMap<String, WireValue>>))]
    pub computed: CellTable,
    /// What rules and types say.
    pub findings: Vec<FindingView>,
}

fn column<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(text) => Ok(text),
        serde_json::Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom("a column is named by its number")),
    }
}

/// A field that is there, even with `null`, is a value; only an absent field is `None`.
pub(crate) fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<WireValue>, D::Error> {
    WireValue::deserialize(deserializer).map(Some)
}
