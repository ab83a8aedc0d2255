//! One page of a list.

use serde::{Deserialize, Serialize};

/// Items of one page and the number of all items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// How many items the whole list has.
    pub total: i64,
}

/// Items on a page when the caller does not say.
pub const DEFAULT_PAGE_SIZE: u32 = 25;

/// Items on a page at most.
pub const MAX_PAGE_SIZE: u32 = 200;
