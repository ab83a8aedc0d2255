//! What happened to a report.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::WireValue;
use crate::comments::CommentView;
use crate::explanations::ExplanationView;
use crate::reports::CorrectedCell;

/// Everything that happened to a report, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryView {
    /// Saves.
    pub revisions: Vec<RevisionView>,
    /// Workflow steps.
    pub transitions: Vec<TransitionView>,
    /// What else happened to the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub happenings: Vec<HappeningView>,
    /// What was written at cells, as far as the caller may read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<CommentView>,
    /// Why warnings stand, as far as the caller may read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explanations: Vec<ExplanationView>,
}

/// What happened to a report besides saves and steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HappeningView {
    /// `received_outside`, `outside_receipt_withdrawn`, `entry_window`, `extended` (for an incident) or `moved` (to another
    /// unit, when units were reorganised).
    pub code: String,
    /// The same in the caller's language.
    pub label: String,
    /// Particulars and reason, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// By whom; the system when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The unit that the person acted for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// One saved revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevisionView {
    /// Its number.
    pub revision: i64,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// The unit that the person acted for; absent for the system and for what is older than that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The round that it belongs to, from 1: a round lasts until the report comes back to entry.
    #[serde(default)]
    pub round: u32,
    /// `entered`, `imported`, `consolidated` or `transition`.
    pub source: String,
    /// What changed.
    pub changes: Vec<ChangeView>,
}

/// One changed cell or row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeView {
    /// `cell`, `row_added`, `row_removed` or `label`.
    pub kind: String,
    /// Row key.
    pub row: String,
    /// Name of the row.
    pub label: String,
    /// Column number, for cells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Value before; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub old: Option<WireValue>,
    /// Value after; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub new: Option<WireValue>,
    /// How the value came into the cell where it was not typed: `pasted`, `filled` or `carried_over`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
}

/// One workflow step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransitionView {
    /// The action.
    pub action: String,
    /// The action in the caller's language.
    pub action_label: String,
    /// Status before.
    pub from: String,
    /// Status after.
    pub to: String,
    /// Status after, in the caller's language.
    pub to_label: String,
    /// Note or reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// By whom; the system when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// That person's unit.
    pub unit: String,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Cells that the step named: marked to be mended, asked for or granted in a correction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<CorrectedCell>,
    /// Revision of the content at that moment.
    pub revision: i64,
    /// The round that it belongs to, from 1; the step by which a report comes back ends its round.
    #[serde(default)]
    pub round: u32,
    /// Whether the figures were accepted by this step, or by sending where nobody checks.
    #[serde(default)]
    pub accepts: bool,
    /// Whether the caller may read the figures as they were at this revision.
    #[serde(default)]
    pub is_readable: bool,
}
