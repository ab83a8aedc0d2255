//! The hierarchy of units.

use contract::Page;
use contract::units::UnitView;

use super::client::{Call, query};
use super::error::ApiError;

/// `GET /units/{id}`.
pub async fn read_unit(id: i64) -> Result<UnitView, ApiError> {
    Call::get(format!("/units/{id}")).read().await
}

/// `GET /units/{id}/children`.
pub async fn list_unit_children(id: i64) -> Result<Page<UnitView>, ApiError> {
    Call::get(format!("/units/{id}/children")).read().await
}

/// `GET /units?q=`.
pub async fn find_units(keyword: &str) -> Result<Page<UnitView>, ApiError> {
    Call::get(format!("/units{}", query(&[("q", keyword), ("page_size", "50")]))).read().await
}

/// `GET /units?q=`: the unit with this code, among all units of which a word begins so.
pub async fn find_unit_of_code(code: &str) -> Result<Option<UnitView>, ApiError> {
    let found: Page<UnitView> =
        Call::get(format!("/units{}", query(&[("q", code), ("page_size", "200")]))).read().await?;
    Ok(found.items.into_iter().find(|unit| unit.code == code))
}
