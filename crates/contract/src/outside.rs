//! Reports that were received outside of the system while it was down (C14).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A report came on paper or by another way, to be entered afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordOutsideReceipt {
    /// `paper`, `document_axis` (the national document-exchange axis) or `other`.
    pub channel: String,
    /// Number of the document or parcel: 1 to 200 characters.
    pub reference: String,
    /// The day on which the receiving unit got it.
    pub received_on: NaiveDate,
    /// What else is to be said: up to 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// That a report came outside of the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutsideReceiptView {
    /// `paper`, `document_axis` or `other`.
    pub channel: String,
    /// The same in the caller's language.
    pub channel_label: String,
    /// Number of the document or parcel.
    pub reference: String,
    /// The day on which the receiving unit got it.
    pub received_on: NaiveDate,
    /// What else is to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who recorded it.
    pub by: String,
    /// When it was recorded, UTC.
    pub at: DateTime<Utc>,
}
