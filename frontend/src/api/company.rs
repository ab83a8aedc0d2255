//! Working together on a report: comments, a cell's history, who else is there.

use contract::comments::{CommentsView, NewComment};
use contract::history::HistoryView;
use contract::presence::{Presence, PresentView};

use super::client::{Call, query};
use super::error::ApiError;

/// `GET /reports/{id}/comments`.
pub async fn read_comments(id: i64) -> Result<CommentsView, ApiError> {
    Call::get(format!("/reports/{id}/comments")).read().await
}

/// `POST /reports/{id}/comments`.
pub async fn write_comment(id: i64, comment: &NewComment, key: &str) -> Result<CommentsView, ApiError> {
    Call::post(format!("/reports/{id}/comments")).json(comment).key(key).read().await
}

/// `POST /reports/{id}/comments/{comment}/settle`.
pub async fn settle_comment(id: i64, comment: i64) -> Result<CommentsView, ApiError> {
    Call::post(format!("/reports/{id}/comments/{comment}/settle")).json(&serde_json::json!({})).read().await
}

/// `GET /reports/{id}/history` of one cell.
pub async fn read_cell_history(id: i64, row: &str, column: &str) -> Result<HistoryView, ApiError> {
    Call::get(format!("/reports/{id}/history{}", query(&[("row", row), ("column", column)]))).read().await
}

/// `POST /reports/{id}/presence`.
pub async fn be_present(id: i64, presence: &Presence) -> Result<PresentView, ApiError> {
    Call::post(format!("/reports/{id}/presence")).json(presence).read().await
}
