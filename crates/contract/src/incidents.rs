//! Incidents: the system is or was down, and deadlines move.

use chrono::{DateTime, NaiveDate, Utc};
use domain::incident::Extension;
use serde::{Deserialize, Serialize};

/// An incident, as administrators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IncidentView {
    /// Identifier.
    pub id: i64,
    /// The one regime that is concerned; absent for the whole system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<IncidentRegime>,
    /// What happened.
    pub reason: String,
    /// When it began, UTC.
    pub started_at: DateTime<Utc>,
    /// When it ended, UTC; absent while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
    /// By how much deadlines move: `{"kind":"outage"}` or `{"kind":"days","days":3}`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub extension: Extension,
    /// So many working days after its end deadlines still move.
    pub reach: u16,
    /// Whether it has ended and every report was looked at.
    pub is_settled: bool,
    /// How many reports were moved.
    pub extended: i64,
    /// The last deadline that it gave, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// Who declared it.
    pub declared_by: String,
    /// When it was declared, UTC.
    pub declared_at: DateTime<Utc>,
}

/// The regime that an incident concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IncidentRegime {
    /// The legal document.
    pub circular: String,
    /// Code.
    pub code: String,
    /// Name.
    pub title: String,
}

/// The regime of an incident that is declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IncidentScope {
    /// The legal document.
    pub circular: String,
    /// Code.
    pub code: String,
}

/// An incident to be declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewIncident {
    /// The one regime that is concerned; the whole system when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<IncidentScope>,
    /// What happened: everybody reads it.
    pub reason: String,
    /// When it began, UTC; now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<DateTime<Utc>>,
    /// By how much deadlines move: `{"kind":"outage"}` by the working days that the outage touches, or
    /// `{"kind":"days","days":3}` by so many working days, 30 at most.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub extension: Extension,
    /// So many working days after its end deadlines still move: 3 when absent, 30 at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<u16>,
}

/// The end of an incident.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EndIncident {
    /// When it ended, UTC; now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

/// What everybody is told on every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CurrentIncidents {
    /// Incidents that last, and those that moved a deadline which is still to come.
    pub items: Vec<CurrentIncident>,
}

/// An incident, as everybody is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CurrentIncident {
    /// Identifier.
    pub id: i64,
    /// Whether it goes on.
    pub is_lasting: bool,
    /// What happened and what it means, in the caller's language.
    pub text: String,
    /// The last deadline that it gave, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// The same in words, in the caller's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_label: Option<String>,
}

/// The dates of a report before and after an incident moved them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportExtension {
    /// The incident.
    pub incident: i64,
    /// What happened.
    pub reason: String,
    /// The deadline before, UTC.
    pub due_before: DateTime<Utc>,
    /// The deadline after, UTC.
    pub due_after: DateTime<Utc>,
    /// The last day of entry before.
    pub closes_before: NaiveDate,
    /// The last day of entry after.
    pub closes_after: NaiveDate,
}
