//! Notices by e-mail: a person's own address.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The caller's e-mail address, and whether notices are mailed there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailView {
    /// The proved address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whether notices are mailed.
    pub notices: bool,
    /// Why nothing is mailed there any more: what the mail server said. The address has to be given anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// An address that was given and waits for its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unproved: Option<UnprovedEmail>,
}

/// An address to which a code was mailed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnprovedEmail {
    /// The address.
    pub address: String,
    /// From then on the code counts no more.
    pub expires_at: DateTime<Utc>,
    /// How many more codes are compared.
    pub tries_left: i32,
}

/// An address to be used from now on, once it is proved.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewEmail {
    /// The address, e.g. `an.nguyen@badinh.hanoi.gov.vn`.
    pub address: String,
}

/// The code that was mailed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailCode {
    /// Eight digits; spaces do not count.
    pub code: String,
}

/// Whether notices are to be mailed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailNotices {
    /// `true` to have them mailed.
    pub notices: bool,
}
