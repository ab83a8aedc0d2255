//! Shared value lists.

use serde::{Deserialize, Serialize};

/// A shared value list with its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueView {
    /// Code, e.g. `linh_vuc`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Items in printed order.
    pub items: Vec<CatalogueItemView>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueItemView {
    /// Code; the key of a row added from the item.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether the item may be picked today.
    pub is_open: bool,
}
