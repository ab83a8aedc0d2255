//! Cells that a reviewer marked when a report went back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::WireValue;

/// The cells that were marked when a report last went back; empty where none were, and once it is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MarksView {
    /// The step: `return`, `reject` or `refuse_to_send`; empty without marks.
    pub action: String,
    /// The step in the caller's language.
    pub action_label: String,
    /// Its reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who took it; other cells may have been marked by others before.
    pub by: String,
    /// For which unit.
    pub unit: String,
    /// When, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
    /// The revision that it made.
    pub revision: i64,
    /// The cells.
    pub items: Vec<MarkView>,
}

/// A marked cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MarkView {
    /// Row key.
    pub row: String,
    /// Name of the row when it was marked.
    pub label: String,
    /// Column number.
    pub column: String,
    /// Who marked it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// For which unit.
    pub unit: String,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// What was written at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What it showed when it was marked; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub then: Option<WireValue>,
    /// What it shows now; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::data::present")]
    pub now: Option<WireValue>,
    /// `edited` when it shows something else, `answered` when somebody wrote at it or settled what was written; absent
    /// while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<String>,
}
