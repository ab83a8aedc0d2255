//! Comments at the cells of a report.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The comments of a report that the caller may read, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentsView {
    /// The comments.
    pub items: Vec<CommentView>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentView {
    /// Id.
    pub id: i64,
    /// Key of the row.
    pub row: String,
    /// Column number.
    pub column: String,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// That person's unit.
    pub unit: String,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// The report's revision when it was written.
    pub revision: i64,
    /// `unit`: people of the writer's unit read it; `all`: everybody who may read the report's figures.
    pub audience: String,
    /// Who settled it; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<String>,
    /// When it was settled, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<DateTime<Utc>>,
}

/// A comment to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// Key of the row.
    pub row: String,
    /// Column number.
    pub column: String,
    /// What it says: 1 to 2,000 characters.
    pub text: String,
    /// `unit` or `all`; by default `unit` for people of the reporting unit and `all` for others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
}
