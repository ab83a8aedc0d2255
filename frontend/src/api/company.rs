//! Working together on a report: comments, a cell's history, who else is there.

use contract::comments::{CommentsView, NewComment};
use contract::data::ComputedFault;
use contract::explanations::{ExplanationsView, NewExplanation};
use contract::history::HistoryView;
use contract::outliers::OutliersView;
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

/// `GET /reports/{id}/explanations`.
pub async fn read_explanations(id: i64) -> Result<ExplanationsView, ApiError> {
    Call::get(format!("/reports/{id}/explanations")).read().await
}

/// `POST /reports/{id}/explanations`.
pub async fn explain(id: i64, explanation: &NewExplanation, key: &str) -> Result<ExplanationsView, ApiError> {
    Call::post(format!("/reports/{id}/explanations")).json(explanation).key(key).read().await
}

/// `POST /reports/{id}/computed_faults`.
pub async fn tell_computed_fault(id: i64, fault: &ComputedFault) -> Result<(), ApiError> {
    Call::post(format!("/reports/{id}/computed_faults")).json(fault).done().await
}

/// `GET /reports/{id}/outliers`.
pub async fn read_outliers(id: i64) -> Result<OutliersView, ApiError> {
    Call::get(format!("/reports/{id}/outliers")).read().await
}

/// `GET /reports/{id}/history` of one cell.
pub async fn read_cell_history(id: i64, row: &str, column: &str) -> Result<HistoryView, ApiError> {
    Call::get(format!("/reports/{id}/history{}", query(&[("row", row), ("column", column)]))).read().await
}

/// `POST /reports/{id}/presence`.
pub async fn be_present(id: i64, presence: &Presence) -> Result<PresentView, ApiError> {
    Call::post(format!("/reports/{id}/presence")).json(presence).read().await
}
