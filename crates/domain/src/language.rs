//! The languages of messages.

use serde::{Deserialize, Serialize};

/// A language of the screen and of messages; Vietnamese first (I1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}
