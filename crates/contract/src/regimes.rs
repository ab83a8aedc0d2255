//! Regimes in their versions, and their calendars.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::problem::FaultView;
use crate::units::UnitRef;

/// A version of a reporting regime in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegimeItem {
    /// Identifier of this version.
    pub id: i64,
    /// The legal document.
    pub circular: String,
    /// Code inside the document, e.g. `II`.
    pub code: String,
    /// Version, from 1.
    pub version: i32,
    /// `draft`, `published` or `retired`.
    pub status: String,
    /// How it stands today: `draft`, `coming`, `in_force`, `ended`, `replaced` by a newer version that holds, or `retired`.
    pub standing: String,
    /// Title.
    pub title: String,
    /// How often: `monthly`, `quarterly`, `half_yearly`, `nine_monthly`, `yearly`, `daily`, `ad_hoc`.
    pub frequencies: Vec<String>,
    /// First day on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// Last day on which it holds.
    pub valid_to: Option<NaiveDate>,
    /// `published`, `handbook`, `reconstructed` or `draft`: how sure the dates are.
    pub provenance: String,
    /// Whether the installation has forms of this regime that can be reported.
    pub has_forms: bool,
    /// Whether the caller's unit has reports of this regime.
    pub is_own: bool,
}

impl RegimeItem {
    /// The regime that a page opens on: the first that the caller's unit reports, else one that can be reported here.
    #[must_use]
    pub fn nearest(all: &[Self]) -> Option<&Self> {
        let own = all.iter().find(|regime| regime.is_own && regime.has_forms);
        own.or_else(|| all.iter().find(|regime| regime.has_forms)).or(all.first())
    }
}

/// A version of a reporting regime with everything it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegimeVersionView {
    /// Identifier of this version.
    pub id: i64,
    /// `draft`, `published` or `retired`.
    pub status: String,
    /// How it stands today: `draft`, `coming`, `in_force`, `ended`, `replaced` by a newer version that holds, or `retired`.
    pub standing: String,
    /// For the next `If-Match`.
    pub revision: i64,
    /// Who made it; absent for the program itself.
    pub created_by: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Who published it; absent for the program itself.
    pub published_by: Option<String>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was retired.
    pub retired_at: Option<DateTime<Utc>>,
    /// What the caller may do: `edit`, `publish`, `remove`, `retire`, `copy`.
    pub allowed_actions: Vec<String>,
    /// What stands in the way of publishing a draft, and what should be looked at.
    pub faults: Vec<FaultView>,
    /// The regime, by the components of Decree 09/2019/NĐ-CP, Article 7.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub regime: domain::regime::Regime,
}

/// A draft to be made: a copy of a version, or a regime. Exactly one of the two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRegime {
    /// The version to copy, as the next version of the same regime.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i64>,
    /// The regime; needs `format` (1), `circular`, `code`, `title`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub regime: Option<domain::regime::Regime>,
}

/// A year of a regime for one level of units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarView {
    /// The version.
    pub regime: i64,
    /// Code of the level.
    pub level: String,
    /// The level in words.
    pub level_label: String,
    /// The unit, where one was asked for.
    pub unit: Option<UnitRef>,
    /// The year.
    pub year: i32,
    /// Its periods, by due moment.
    pub periods: Vec<CalendarPeriod>,
}

/// One period with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarPeriod {
    /// Code, e.g. `2026-Q4`.
    pub code: String,
    /// Name in the caller's language.
    pub label: String,
    /// First day that the figures cover.
    pub data_from: NaiveDate,
    /// Last day that the figures cover.
    pub data_to: NaiveDate,
    /// First day of entry.
    pub opens_on: NaiveDate,
    /// The moment from which it can be entered.
    pub opens_at: DateTime<Utc>,
    /// Last day of entry.
    pub closes_on: NaiveDate,
    /// The day that the regime prints.
    pub legal_due: NaiveDate,
    /// The day on which it is due after a move to a working day.
    pub due_on: NaiveDate,
    /// The moment until which sending is in time.
    pub due_at: DateTime<Utc>,
    /// The same in words, e.g. "24:00 ngày 22/12/2026".
    pub due_label: String,
}
