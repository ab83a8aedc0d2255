//! Duties by hand: single assignments, exemptions, receiving units.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::units::UnitRef;

/// A form for a period to chosen units. Ad hoc periods (`A-…`) need a label and all dates; others take the regime's dates
/// where none are given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAssignment {
    /// The legal document of the form.
    pub circular: String,
    /// Code of the form.
    pub form: String,
    /// Code of the period, e.g. `2026-Q4`, or `A-khao-sat-thu-tuc` for an ad hoc report.
    pub period: String,
    /// Name of an ad hoc period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_label: Option<String>,
    /// The units, 1,000 at most.
    pub units: Vec<i64>,
    /// First day that the figures cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_from: Option<NaiveDate>,
    /// Last day that the figures cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_to: Option<NaiveDate>,
    /// First day on which it can be entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_on: Option<NaiveDate>,
    /// Last day on which it can be entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_on: Option<NaiveDate>,
    /// The day until whose end it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
}

/// What an assignment came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignmentView {
    /// The reports that were made.
    pub reports: Vec<i64>,
    /// How many were made.
    pub made: i64,
    /// How many of the units had the report already.
    pub existing: i64,
}

/// A unit that need not enter a form, until further notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewExemption {
    /// The unit.
    pub unit: i64,
    /// The legal document of the form.
    pub circular: String,
    /// Code of the form.
    pub form: String,
    /// Why, e.g. that the figures come through an interconnected system.
    pub reason: String,
}

/// An exemption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExemptionView {
    /// Identifier.
    pub id: i64,
    /// The unit.
    pub unit: UnitRef,
    /// The legal document of the form.
    pub circular: String,
    /// Code of the form.
    pub form: String,
    /// Why.
    pub reason: String,
    /// Who exempted it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Who is to receive a unit's reports of a regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetReceiver {
    /// The reporting unit.
    pub unit: i64,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Code of one form; all of the regime when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// The receiving unit; what the regime says holds again when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver: Option<i64>,
}

/// A receiver that was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiverView {
    /// The reporting unit.
    pub unit: UnitRef,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Code of one form; absent for all of the regime.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// The receiving unit.
    pub receiver: UnitRef,
    /// When it was set.
    pub at: DateTime<Utc>,
}

/// The receivers that were set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiversView {
    /// By unit.
    pub items: Vec<ReceiverView>,
}
