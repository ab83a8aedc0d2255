//! Who has a report open.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::data::CellView;

/// "I am here": sent every few seconds while a report is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Presence {
    /// The cell that the caller is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<CellView>,
    /// The caller leaves the report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leaves: bool,
}

/// The others who have the report open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PresentView {
    /// People other than the caller, by name.
    pub people: Vec<PersonView>,
    /// The report's revision now: a newer one than the caller has means that somebody saved.
    pub revision: i64,
}

/// Somebody who has the report open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonView {
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Since when, UTC.
    pub since: DateTime<Utc>,
    /// The cell that this person is in; told to colleagues only: of the same unit, or at work on the same report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<CellView>,
}
