//! What changed in a report since somebody saw it, since it was accepted, or from the period before.

use serde::{Deserialize, Serialize};

use crate::comparison::ComparedRowView;

/// What shows something else than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangesView {
    /// `seen`, `accepted` or `previous`.
    pub since: String,
    /// The revision that is compared.
    pub revision: i64,
    /// The revision that it is compared with; absent where there is none, and for `previous`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_revision: Option<i64>,
    /// The period that it is compared with, in the caller's language; for `previous` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_period: Option<String>,
    /// The rows that changed, with the cells that did.
    pub rows: Vec<ComparedRowView>,
    /// How many cells show something else.
    pub changed_cells: i64,
}

/// A revision that somebody has looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SeenRequest {
    /// The revision.
    pub revision: i64,
}
