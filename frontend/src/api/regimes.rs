//! Regimes in versions, their calendars, and the days off.

use contract::Page;
use contract::holidays::{HolidaysChange, HolidaysView};
use contract::regimes::{CalendarView, NewRegime, RegimeItem, RegimeVersionView};
use domain::regime::Regime;

use super::client::{Call, ROOT, query};
use super::error::ApiError;

/// `GET /regimes`: those in force.
pub async fn list_regimes() -> Result<Page<RegimeItem>, ApiError> {
    Call::get("/regimes").read().await
}

/// `GET /regimes?status=`: versions, of one state or `all`.
pub async fn list_regime_versions(status: &str) -> Result<Page<RegimeItem>, ApiError> {
    Call::get(format!("/regimes{}", query(&[("status", status)]))).read().await
}

/// `GET /regimes/{id}`.
pub async fn read_regime(id: i64) -> Result<RegimeVersionView, ApiError> {
    Call::get(format!("/regimes/{id}")).read().await
}

/// `POST /regimes`.
pub async fn create_regime(new: NewRegime) -> Result<RegimeVersionView, ApiError> {
    Call::post("/regimes").json(&new).read().await
}

/// `PUT /regimes/{id}`.
pub async fn update_regime(id: i64, revision: i64, regime: Regime) -> Result<RegimeVersionView, ApiError> {
    Call::put(format!("/regimes/{id}")).revision(revision).json(&regime).read().await
}

/// `POST /regimes/{id}/publication`.
pub async fn publish_regime(id: i64, revision: i64) -> Result<RegimeVersionView, ApiError> {
    Call::post(format!("/regimes/{id}/publication")).revision(revision).read().await
}

/// `POST /regimes/{id}/retirement`.
pub async fn retire_regime(id: i64, revision: i64) -> Result<RegimeVersionView, ApiError> {
    Call::post(format!("/regimes/{id}/retirement")).revision(revision).read().await
}

/// `DELETE /regimes/{id}`.
pub async fn remove_regime(id: i64, revision: i64) -> Result<(), ApiError> {
    Call::delete(format!("/regimes/{id}")).revision(revision).done().await
}

/// Whose calendar is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The own unit's.
    Own,
    /// A level's, by its code.
    Level(String),
    /// A unit's.
    Unit(i64),
}

/// `GET /regimes/{id}/calendar`.
pub async fn read_calendar(id: i64, year: i32, whose: &Whose) -> Result<CalendarView, ApiError> {
    Call::get(format!("/regimes/{id}/calendar{}", year_of(year, whose))).read().await
}

/// Where the same is as a file.
pub fn calendar_address(id: i64, year: i32, whose: &Whose) -> String {
    format!("{ROOT}/regimes/{id}/calendar.ics{}", year_of(year, whose))
}

fn year_of(year: i32, whose: &Whose) -> String {
    let (level, unit) = match whose {
        Whose::Own => (String::new(), String::new()),
        Whose::Level(level) => (level.clone(), String::new()),
        Whose::Unit(unit) => (String::new(), unit.to_string()),
    };
    query(&[("year", &year.to_string()), ("level", &level), ("unit", &unit)])
}

/// `GET /holidays`.
pub async fn read_holidays(year: i32) -> Result<HolidaysView, ApiError> {
    Call::get(format!("/holidays?year={year}")).read().await
}

/// `PUT /holidays`.
pub async fn update_holidays(year: i32, revision: i64, change: HolidaysChange) -> Result<HolidaysView, ApiError> {
    Call::put(format!("/holidays?year={year}")).revision(revision).json(&change).read().await
}
