//! The hierarchy of units.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A unit, by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitRef {
    /// Identifier.
    pub id: i64,
    /// Name.
    pub name: String,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitView {
    /// Identifier.
    pub id: i64,
    /// Administrative code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `government_office`, `ministry`, `province`, `department`, `commune`, `ward`, `special_zone`.
    pub kind: String,
    /// The unit above.
    pub parent_id: Option<i64>,
    /// Whether units stand below.
    pub has_children: bool,
    /// First day of validity.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity.
    pub valid_to: Option<NaiveDate>,
    /// What came after it, where it was merged or abolished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<SuccessorView>,
    /// The units that it came after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<UnitRef>,
}

/// What came after a unit that was merged or abolished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuccessorView {
    /// The unit.
    pub unit: UnitRef,
    /// Number of the act.
    pub number: String,
    /// First day without the former unit.
    pub since: NaiveDate,
}
