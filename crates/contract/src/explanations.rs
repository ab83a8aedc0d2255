//! Explanations of warnings.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::data::CellView;

/// The explanations of a report's warnings, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExplanationsView {
    /// The explanations.
    pub items: Vec<ExplanationView>,
}

/// An explanation. It is never changed: a warning about other figures asks for a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExplanationView {
    /// Id.
    pub id: i64,
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
    /// The warnings that it explains.
    pub about: Vec<SubjectView>,
}

/// A warning, with the figures that it was explained for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectView {
    /// Code of the finding.
    pub code: String,
    /// Its cells.
    pub cells: Vec<CellView>,
    /// What the cells held, then both sides that the rule compared. Empty texts are blanks.
    pub figures: Vec<String>,
}

/// An explanation to be written, of a warning that the report has now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewExplanation {
    /// Code of the finding.
    pub code: String,
    /// Its cells, as the finding names them.
    #[serde(default)]
    pub cells: Vec<CellView>,
    /// Why the figures stand: 1 to 2,000 characters.
    pub text: String,
}
