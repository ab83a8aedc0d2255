//! Work that the system does by itself.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The jobs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobsView {
    /// In the order in which they run.
    pub items: Vec<JobView>,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobView {
    /// Code: `reorganise`, `open_periods`, `extend_deadlines`, `remind`, `close_entry`, `automatic_steps`,
    /// `mail_notices`, `housekeeping`.
    pub name: String,
    /// Name in the caller's language.
    pub title: String,
    /// What it does, in the caller's language.
    pub description: String,
    /// Seconds between two runs.
    pub interval: i64,
    /// When its last run started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_started_at: Option<DateTime<Utc>>,
    /// When that run ended; absent while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_finished_at: Option<DateTime<Utc>>,
    /// How it ended: `done`, `failed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_result: Option<String>,
    /// What it did, in the caller's language.
    pub last_summary: String,
    /// When it runs next; absent before its first run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<DateTime<Utc>>,
    /// Whether somebody asked for a run that has not ended.
    pub is_waiting: bool,
}

/// One run of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobRunView {
    /// Identifier.
    pub id: i64,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When it started; absent while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<DateTime<Utc>>,
    /// `waiting`, `running`, `done`, `failed` or `interrupted`.
    pub state: String,
    /// What it did, in the caller's language.
    pub summary: String,
    /// Who asked for it; absent for planned runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}
