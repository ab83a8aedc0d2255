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
    pub faults: Vec<UntakenFigure>,
}

/// A figure of a unit below that could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UntakenFigure {
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
    /// The revision of the child's report whose figures are in the consolidated report now; absent when none of its figures
    /// are. It stays what was taken, also when the child was corrected or returned since: `accepted_revision` then differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
    /// The revision of the child's report that consolidating now would take: the one that was last accepted, while the
    /// report counts. Absent while it does not: not sent, returned, being corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_revision: Option<i64>,
}

/// What consolidating now would change in a stale report; empty for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DifferencesView {
    /// Reports of the units below that count otherwise than when they were consolidated.
    pub children: Vec<ChangedChildView>,
    /// The cells that would show something else, as the report shows them: own figures and sums together, computed cells
    /// too. The first 200.
    pub cells: Vec<CellDifferenceView>,
    /// How many such cells there are in all.
    pub total: i64,
}

/// A report of a unit below that changed since it was consolidated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangedChildView {
    /// The report, with the revision used and the one accepted now.
    #[serde(flatten)]
    pub child: ChildView,
    /// `late` (accepted after the consolidation), `corrected` (accepted anew), `withdrawn` (returned or being corrected, counts no
    /// longer) or `stale` (has itself not taken in changes from below).
    pub change: String,
    /// The same in the caller's language.
    pub change_label: String,
}

/// A cell that would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellDifferenceView {
    /// Row key.
    pub row: String,
    /// Name of the row.
    pub label: String,
    /// Column number.
    pub column: String,
    /// What the report shows; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub old: Option<WireValue>,
    /// What it would show; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub new: Option<WireValue>,
    /// Whether the cell follows from others by a formula.
    pub is_computed: bool,
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
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub value: Option<WireValue>,
    /// The unit's own figure.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub own: Option<WireValue>,
    /// The formula, for computed cells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    /// Whether reports below changed since the report was consolidated, so that `current` may differ from `value`.
    #[serde(default)]
    pub is_stale: bool,
    /// For a stale report, what the cell would show if it were consolidated now; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub current: Option<WireValue>,
    /// The reports below, with their values.
    pub sources: Vec<SourceView>,
    /// Reports below that were accepted only after the consolidation: they say nothing in `value` yet. Their `revision` is the
    /// accepted one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late: Vec<SourceView>,
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
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub value: Option<WireValue>,
    /// Its value now, when it has changed since; absent for blank, and while the report does not count.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub current: Option<WireValue>,
    /// Whether the report has changed since, or was returned.
    pub is_stale: bool,
    /// Whether the report counts now: it is accepted, and neither returned nor being corrected.
    #[serde(default)]
    pub is_counted: bool,
}
