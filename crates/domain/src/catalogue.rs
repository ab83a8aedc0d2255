//! Catalogues: shared value lists that rows and cells are picked from (danh mục).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::text::plain;

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

/// The items that cells are chosen from, by catalogue.
///
/// A cell names an item by its code, or by its name as people type it. Items that may no longer be picked are still known:
/// old reports keep them (A15).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// By catalogue, the codes with their names.
    catalogues: BTreeMap<String, BTreeMap<String, String>>,
    /// By catalogue, the names as they are compared.
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Choices {
    /// Adds a catalogue.
    pub fn insert(&mut self, catalogue: &str, items: impl IntoIterator<Item = (String, String)>) {
        let items: BTreeMap<String, String> = items.into_iter().collect();
        self.names.insert(catalogue.to_owned(), items.values().map(|name| plain(name)).collect());
        self.catalogues.insert(catalogue.to_owned(), items);
    }

    /// Whether the text names an item of the catalogue; none when the catalogue is not at hand.
    #[must_use]
    pub fn knows(&self, catalogue: &str, text: &str) -> Option<bool> {
        let items = self.catalogues.get(catalogue)?;
        let is_name = || self.names.get(catalogue).is_some_and(|names| names.contains(&plain(text)));
        Some(items.contains_key(text.trim()) || is_name())
    }

    /// The catalogues with their items' codes and names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, String>)> {
        self.catalogues.iter().map(|(code, items)| (code.as_str(), items))
    }
}
