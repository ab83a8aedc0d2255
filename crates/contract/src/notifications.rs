//! The bell.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::units::UnitRef;

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

/// The report that a notification is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotifiedReport {
    /// Identifier.
    pub id: i64,
    /// Code of its form.
    pub form: String,
    /// Its period in words, in the caller's language.
    pub period: String,
    /// The unit that makes it.
    pub unit: UnitRef,
}

/// Who did what a notification tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sender {
    /// The person; absent for what the system did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The unit that the person acted for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitRef>,
}

/// What the receiver of a notification is to do now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationTask {
    /// `enter`, `consolidate`, `mend`, `reconsolidate`, `get_back`, `await_below`, `approve`, `send`, `check`,
    /// `decide_correction`, `answer`, `read`; for what concerns no single report also `open_list`,
    /// `see_progress` and `see_deadlines`.
    pub code: String,
    /// The same in a few words, in the caller's language.
    pub text: String,
    /// Where to do it: an address of the browser application, from `/`.
    pub link: String,
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
    /// The report in particulars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<NotifiedReport>,
    /// Who did it.
    pub sender: Sender,
    /// What to do, as the report stands now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<NotificationTask>,
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

/// The number on the bell, as the stream of `GET /notifications/stream` tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadCount {
    /// How many notifications are not read.
    pub unread: i64,
}
