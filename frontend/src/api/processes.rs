//! Processes of units.

use contract::Page;
use contract::processes::{ProcessSettings, UnitProcessItem, UnitProcessView};

use super::client::{Call, query};
use super::error::ApiError;

fn address(unit: i64, circular: &str, regime: &str) -> String {
    format!("/units/{unit}/process{}", query(&[("circular", circular), ("regime", regime)]))
}

/// `GET /units/{id}/process`.
pub async fn read_process(unit: i64, circular: &str, regime: &str) -> Result<UnitProcessView, ApiError> {
    Call::get(address(unit, circular, regime)).read().await
}

/// `PUT /units/{id}/process`.
pub async fn update_process(view: &UnitProcessView, settings: &ProcessSettings) -> Result<UnitProcessView, ApiError> {
    Call::put(address(view.unit.id, &view.circular, &view.regime)).revision(view.revision).json(settings).read().await
}

/// `DELETE /units/{id}/process`.
pub async fn remove_process(view: &UnitProcessView) -> Result<UnitProcessView, ApiError> {
    Call::delete(address(view.unit.id, &view.circular, &view.regime)).revision(view.revision).read().await
}

/// `GET /processes`.
pub async fn list_processes(page: u32) -> Result<Page<UnitProcessItem>, ApiError> {
    Call::get(format!("/processes{}", query(&[("page", &page.to_string()), ("page_size", "25")]))).read().await
}
