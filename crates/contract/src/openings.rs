//! Opening periods of regimes.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A period to be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewOpening {
    /// The legal document, e.g. `01/2020/TT-VPCP`.
    pub circular: String,
    /// Code of the regime, e.g. `II`.
    pub regime: String,
    /// Code of the period, e.g. `2026-Q4`.
    pub period: String,
}

/// An opening, under way or over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpeningView {
    /// Identifier.
    pub id: i64,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Name of the regime.
    pub regime_title: String,
    /// Code of the period.
    pub period: String,
    /// The period in the caller's language.
    pub period_label: String,
    /// First day that the figures cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_from: Option<NaiveDate>,
    /// Last day that the figures cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_to: Option<NaiveDate>,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// Reports that are owed; 0 until it is known.
    pub total: i64,
    /// Reports that were looked at.
    pub done: i64,
    /// Reports that were made; the others had been there.
    pub made: i64,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<DateTime<Utc>>,
    /// What went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// Who asked for it; absent for the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// Whether the periods of a regime open by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AutomaticOpening {
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Whether they do.
    pub is_on: bool,
}

/// The regimes whose periods open by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AutomaticOpenings {
    /// These regimes.
    pub items: Vec<AutomaticOpening>,
}
