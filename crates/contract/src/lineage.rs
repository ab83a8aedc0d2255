//! Consolidation, and where a consolidated cell comes from.

use serde::{Deserialize, Serialize};

use crate::WireValue;
use crate::units::UnitRef;

/// The outcome of a consolidation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsolidationView {
    /// The new revision.
    pub revision: i64,
    /// Reports of the units below, whether used or not (D6).
    pub children: Vec<ChildView>,
    /// How many were used.
    pub included: i64,
    /// How many were not accepted yet.
    pub missing: i64,
    /// Figures that could not be taken in; the rest was.
    pub faults: Vec<FaultView>,
}

/// A figure of a unit below that could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaultView {
    /// `overflow`, `not_a_number` or `unknown_row`.
    pub code: String,
    /// The report; absent when the sum itself is at fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_id: Option<i64>,
    /// Its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitRef>,
    /// Row key.
    pub row: String,
    /// Column number; absent when the whole row is concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

/// A report of a unit below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChildView {
    /// The report.
    pub report_id: i64,
    /// Code of its form.
    pub form: String,
    /// Its unit.
    pub unit: UnitRef,
    /// Its status.
    pub status: String,
    /// Its status in the caller's language.
    pub status_label: String,
    /// The revision used, when it was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
}

/// Where one cell comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineageView {
    /// Row key.
    pub row: String,
    /// Column number.
    pub column: String,
    /// The cell's value; the sources and the own figure re-add to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<WireValue>,
    /// The unit's own figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<WireValue>,
    /// The formula, for computed cells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    /// The reports below, with their values.
    pub sources: Vec<SourceView>,
}

/// One report's part of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceView {
    /// The report.
    pub report_id: i64,
    /// The revision used.
    pub revision: i64,
    /// Its unit.
    pub unit: UnitRef,
    /// Its value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<WireValue>,
    /// Its value now, when it has changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<WireValue>,
    /// Whether the report has changed since, or was returned.
    pub is_stale: bool,
}
