//! The bell.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One page of notifications, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationsView {
    /// The items of this page.
    pub items: Vec<NotificationView>,
    /// How many there are.
    pub total: i64,
    /// How many are not read.
    pub unread: i64,
}

/// One notification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationView {
    /// Identifier.
    pub id: i64,
    /// What happened: the workflow action, or `assign`.
    pub kind: String,
    /// What happened, in the caller's language (requirement E4).
    pub text: String,
    /// The report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_id: Option<i64>,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Whether it was read.
    pub is_read: bool,
}

/// Which notifications were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkRead {
    /// These; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<i64>>,
}
