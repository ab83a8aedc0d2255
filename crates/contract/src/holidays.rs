//! The working-day calendar.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A day off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HolidayView {
    /// The day.
    pub day: NaiveDate,
    /// Its name.
    pub name: String,
    /// Follows from a rule and is not compared with an announcement.
    #[serde(default)]
    pub provisional: bool,
}

/// The days off of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HolidaysView {
    /// The year.
    pub year: i32,
    /// For the next `If-Match`.
    pub revision: i64,
    /// Whether an administrator changed the year; else it is what the law says.
    pub is_changed: bool,
    /// The days off.
    pub holidays: Vec<HolidayView>,
    /// Weekend days that are worked in exchange.
    pub working_days: Vec<NaiveDate>,
}

/// The days off that a year is to have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HolidaysChange {
    /// The days off.
    pub holidays: Vec<HolidayView>,
    /// Weekend days that are worked in exchange.
    #[serde(default)]
    pub working_days: Vec<NaiveDate>,
}
