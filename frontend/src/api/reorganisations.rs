//! Mergers and abolitions of units.

use contract::Page;
use contract::data::SaveReceipt;
use contract::reorganisations::{
    PredecessorView, ReorganisationBody, ReorganisationItem, ReorganisationPreview, ReorganisationView,
};

use super::client::{Call, query};
use super::error::ApiError;

/// `GET /reorganisations`.
pub async fn list_reorganisations(page: u32) -> Result<Page<ReorganisationItem>, ApiError> {
    Call::get(format!("/reorganisations{}", query(&[("page", &page.to_string()), ("page_size", "25")]))).read().await
}

/// `POST /reorganisations`.
pub async fn create_reorganisation(body: &ReorganisationBody) -> Result<ReorganisationView, ApiError> {
    Call::post("/reorganisations").json(body).read().await
}

/// `GET /reorganisations/{id}`.
pub async fn read_reorganisation(id: i64) -> Result<ReorganisationView, ApiError> {
    Call::get(format!("/reorganisations/{id}")).read().await
}

/// `PUT /reorganisations/{id}`.
pub async fn update_reorganisation(
    id: i64,
    revision: i64,
    body: &ReorganisationBody,
) -> Result<ReorganisationView, ApiError> {
    Call::put(format!("/reorganisations/{id}")).revision(revision).json(body).read().await
}

/// `DELETE /reorganisations/{id}`.
pub async fn remove_reorganisation(id: i64, revision: i64) -> Result<(), ApiError> {
    Call::delete(format!("/reorganisations/{id}")).revision(revision).done().await
}

/// `POST /reorganisations/{id}/preview`.
pub async fn preview_reorganisation(id: i64) -> Result<ReorganisationPreview, ApiError> {
    Call::post(format!("/reorganisations/{id}/preview")).read().await
}

/// `POST /reorganisations/{id}/publication`.
pub async fn publish_reorganisation(id: i64, revision: i64) -> Result<ReorganisationView, ApiError> {
    Call::post(format!("/reorganisations/{id}/publication")).revision(revision).read().await
}

/// `DELETE /reorganisations/{id}/publication`.
pub async fn withdraw_reorganisation(id: i64, revision: i64) -> Result<ReorganisationView, ApiError> {
    Call::delete(format!("/reorganisations/{id}/publication")).revision(revision).read().await
}

/// `GET /reports/{id}/predecessors`.
pub async fn list_predecessors(report: i64) -> Result<Page<PredecessorView>, ApiError> {
    Call::get(format!("/reports/{report}/predecessors")).read().await
}

/// `POST /reports/{id}/predecessors`.
pub async fn add_predecessors(report: i64, revision: i64) -> Result<SaveReceipt, ApiError> {
    Call::post(format!("/reports/{report}/predecessors")).revision(revision).read().await
}
