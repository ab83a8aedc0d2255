//! The bell.

use contract::Page;
use contract::notifications::{MarkRead, NotificationsView};
use contract::units::UnitRef;

use super::client::{Call, query};
use super::error::ApiError;

/// Which notifications to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotificationQuery {
    /// `unread`, `read` or empty for both.
    pub status: String,
    /// Words of the sender's name.
    pub sender: String,
    /// Identifier of the sender's unit.
    pub unit: String,
    /// From this day on, as 2026-11-21.
    pub from: String,
    /// Up to this day.
    pub to: String,
    /// Page from 1.
    pub page: u32,
    /// Items on a page.
    pub page_size: u32,
}

/// `GET /notifications`.
pub async fn list_notifications(wanted: NotificationQuery) -> Result<NotificationsView, ApiError> {
    let (page, size) = (wanted.page.max(1).to_string(), wanted.page_size.to_string());
    let text = query(&[
        ("status", &wanted.status),
        ("sender", &wanted.sender),
        ("unit", &wanted.unit),
        ("from", &wanted.from),
        ("to", &wanted.to),
        ("page", &page),
        ("page_size", &size),
    ]);
    Call::get(format!("/notifications{text}")).read().await
}

/// `GET /notifications/units`: the units that the person was told something by.
pub async fn list_sender_units() -> Result<Page<UnitRef>, ApiError> {
    Call::get("/notifications/units").read().await
}

/// `POST /notifications/read`; all when `ids` is absent.
pub async fn mark_read(ids: Option<Vec<i64>>) -> Result<(), ApiError> {
    Call::post("/notifications/read").json(&MarkRead { ids }).done().await
}
