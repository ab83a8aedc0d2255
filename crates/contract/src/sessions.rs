//! Signing in, and who is signed in.

use serde::{Deserialize, Serialize};

use crate::units::UnitRef;

/// Name and password.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// User name, e.g. `hanoi.badinh.nhaplieu`.
    pub username: String,
    /// Password.
    pub password: String,
}

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserView {
    /// Identifier.
    pub id: i64,
    /// User name.
    pub username: String,
    /// Name on screen.
    pub full_name: String,
}

/// A new browser session; its tokens travel in HttpOnly cookies only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionView {
    /// Who signed in.
    pub user: UserView,
}

/// A token for scripts and third parties.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenView {
    /// For `Authorization: Bearer`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds until the token ends.
    pub expires_in: i64,
}

/// The signed-in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The person.
    pub user: UserView,
    /// The person's unit.
    pub unit: UnitRef,
    /// Working rights: `enter`, `consolidate`, `approve`, `send`, `check`, `administer`, `view`.
    pub rights: Vec<String>,
    /// Notifications not read yet.
    pub unread_notifications: i64,
    /// Whether this server mails notices to those who want it.
    #[serde(default)]
    pub has_email: bool,
}
