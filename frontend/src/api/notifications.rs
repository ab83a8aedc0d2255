//! The bell.

use contract::notifications::{MarkRead, NotificationsView};

use super::client::{Call, query};
use super::error::ApiError;

/// `GET /notifications`.
pub async fn list_notifications(page: u32, page_size: u32) -> Result<NotificationsView, ApiError> {
    let text = query(&[("page", &page.to_string()), ("page_size", &page_size.to_string())]);
    Call::get(format!("/notifications{text}")).read().await
}

/// `POST /notifications/read`; all when `ids` is absent.
pub async fn mark_read(ids: Option<Vec<i64>>) -> Result<(), ApiError> {
    Call::post("/notifications/read").json(&MarkRead { ids }).done().await
}
