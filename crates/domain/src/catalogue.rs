//! Catalogues: shared value lists that rows and cells are picked from (danh mục).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A shared value list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Code, e.g. `linh_vuc`.
    pub code: String,
    /// Name on screen.
    pub name: String,
    /// The items, in printed order.
    pub items: Vec<CatalogueItem>,
}

/// One item of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueItem {
    /// Stable code; becomes the row key when a row is added from the item.
    pub code: String,
    /// Name on screen.
    pub name: String,
    /// First day on which the item may be picked; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// Last day on which the item may be picked; open when absent. Old reports keep showing it (A15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

impl CatalogueItem {
    /// Whether the item may be picked on this day.
    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}
