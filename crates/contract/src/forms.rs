//! Forms.

use serde::{Deserialize, Serialize};

/// A reporting regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegimeView {
    /// The legal document.
    pub circular: String,
    /// Code inside the document, e.g. `II`.
    pub code: String,
    /// Title.
    pub title: String,
    /// How often: `monthly`, `quarterly`, `half_yearly`, `nine_monthly`, `yearly`, `daily`, `ad_hoc`.
    pub frequencies: Vec<String>,
}

/// A form in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormItem {
    /// Identifier of this version.
    pub id: i64,
    /// The legal document.
    pub circular: String,
    /// Printed code.
    pub code: String,
    /// Version of the template.
    pub version: i32,
    /// Printed title.
    pub title: String,
    /// Code of the regime.
    pub regime: String,
    /// `data` or `outline`.
    pub kind: String,
    /// `published`, `handbook` or `reconstructed`.
    pub provenance: String,
    /// A state-secret form, never filled here.
    pub off_system: bool,
    /// How often it is reported: `daily`, `monthly`, `quarterly`, `half_yearly`, `nine_monthly`, `yearly` or `ad_hoc`.
    #[serde(default)]
    pub frequencies: Vec<String>,
}

/// A form with its template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormView {
    /// Identifier of this version.
    pub id: i64,
    /// The template, by `openapi/form-template.schema.json`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub template: domain::template::FormTemplate,
}
