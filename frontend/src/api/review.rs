//! Reviewing: what changed, what is marked.

use contract::changes::{ChangesView, SeenRequest};
use contract::marks::MarksView;

use super::client::{Call, query};
use super::error::ApiError;

/// `GET /reports/{id}/changes`.
pub async fn read_changes(id: i64, since: &str) -> Result<ChangesView, ApiError> {
    Call::get(format!("/reports/{id}/changes{}", query(&[("since", since)]))).read().await
}

/// `POST /reports/{id}/seen`.
pub async fn have_seen(id: i64, revision: i64) -> Result<(), ApiError> {
    Call::post(format!("/reports/{id}/seen")).json(&SeenRequest { revision }).done().await
}

/// `GET /reports/{id}/marks`.
pub async fn read_marks(id: i64) -> Result<MarksView, ApiError> {
    Call::get(format!("/reports/{id}/marks")).read().await
}
