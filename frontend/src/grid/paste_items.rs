//! The catalogue items that rows can be added from, by code and by name (convention 68).

use std::collections::BTreeMap;

use domain::old_fonts::meant;
use domain::text::fold;

/// A catalogue item that rows can be added from: code and name.
pub type Item = (String, String);

/// Catalogue items by code and by name without diacritics and case (convention 68).
#[derive(Debug, Default)]
pub struct Items {
    by_code: BTreeMap<String, String>,
    by_name: BTreeMap<String, Item>,
}

impl Items {
    /// The items of these codes and names; of equal names the first counts.
    pub fn of<'a>(items: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut known = Self::default();
        for (code, name) in items {
            known.by_code.insert(code.to_owned(), name.to_owned());
            known.by_name.entry(fold(name.trim())).or_insert_with(|| (code.to_owned(), name.to_owned()));
        }
        known
    }

    /// The item that a text means: by code, else by name.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Item> {
        let code = text.trim();
        let by_code = self.by_code.get(code).map(|name| (code.to_owned(), name.clone()));
        let by_name = |text: &str| self.by_name.get(&fold(text)).cloned();
        by_code.or_else(|| by_name(code)).or_else(|| by_name(&meant(code)))
    }
}
