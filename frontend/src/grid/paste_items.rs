//! What a name means: the rows of a table and the items of a catalogue, by their names as they are written first, and
//! without diacritics and case only where nothing is called so (conventions 66, 68).
//!
//! `Tân Thành` and `Tân Thạnh` are two places: what is folded alike is not the same.

use std::collections::{BTreeMap, HashMap};

use domain::old_fonts::meant;
use domain::text::{nfc, plain};

/// A catalogue item that rows can be added from: code and name.
pub type Item = (String, String);

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hit<T> {
    /// Nothing is called so.
    #[default]
    Nothing,
    /// One thing is.
    One(T),
    /// Several are.
    Several,
}

impl<T: PartialEq> Hit<T> {
    /// The same with one more.
    #[must_use]
    pub fn and(self, more: T) -> Self {
        match self {
            Self::Nothing => Self::One(more),
            Self::One(known) if known == more => Self::One(known),
            Self::One(_) | Self::Several => Self::Several,
        }
    }

    /// The one thing.
    #[must_use]
    pub fn one(self) -> Option<T> {
        match self {
            Self::One(one) => Some(one),
            Self::Nothing | Self::Several => None,
        }
    }
}

/// Things by their names.
#[derive(Debug)]
pub struct Names<T> {
    exact: HashMap<String, Hit<T>>,
    folded: HashMap<String, Hit<T>>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { exact: HashMap::new(), folded: HashMap::new() }
    }
}

impl<T: Clone + PartialEq> Names<T> {
    /// Something is called so.
    pub fn add(&mut self, name: &str, what: T) {
        for (names, key) in [(&mut self.exact, exact(name)), (&mut self.folded, plain(name))] {
            if !key.is_empty() {
                let hit = names.entry(key).or_default();
                *hit = std::mem::take(hit).and(what.clone());
            }
        }
    }

    /// What is called exactly so.
    #[must_use]
    pub fn exact(&self, name: &str) -> Hit<T> {
        self.exact.get(&exact(name)).cloned().unwrap_or_default()
    }

    /// What is called so but for diacritics.
    #[must_use]
    pub fn folded(&self, name: &str) -> Hit<T> {
        self.folded.get(&plain(name)).cloned().unwrap_or_default()
    }
}

/// A name with its diacritics, in whatever form and case they came.
#[must_use]
pub fn exact(name: &str) -> String {
    nfc(name).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text, and what it says when it was written in an old font.
pub fn readings(text: &str) -> impl Iterator<Item = String> {
    let meant = meant(text).into_owned();
    let other = (meant != text).then_some(meant);
    std::iter::once(text.to_owned()).chain(other)
}

/// Catalogue items by code and by name (convention 68).
#[derive(Debug, Default)]
pub struct Items {
    by_code: BTreeMap<String, String>,
    by_name: Names<String>,
}

impl Items {
    /// The items of these codes and names.
    pub fn of<'a>(items: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut known = Self::default();
        for (code, name) in items {
            known.by_code.insert(code.to_owned(), name.to_owned());
            known.by_name.add(name, code.to_owned());
        }
        known
    }

    /// The one item that a text means: by code, by name, at last by name without diacritics.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Item> {
        let exact = readings(text).map(|text| self.exact(&text)).find(|hit| *hit != Hit::Nothing);
        let hit = exact.or_else(|| readings(text).map(|text| self.folded(&text)).find(|hit| *hit != Hit::Nothing));
        hit.and_then(Hit::one)
    }

    /// What has this code, or is called exactly so.
    #[must_use]
    pub fn exact(&self, text: &str) -> Hit<Item> {
        let code = text.trim();
        match self.by_code.get(code) {
            Some(name) => Hit::One((code.to_owned(), name.clone())),
            None => self.named(self.by_name.exact(text)),
        }
    }

    /// What is called so but for diacritics.
    #[must_use]
    pub fn folded(&self, text: &str) -> Hit<Item> {
        self.named(self.by_name.folded(text))
    }

    fn named(&self, hit: Hit<String>) -> Hit<Item> {
        match hit {
            Hit::One(code) => self.by_code.get(&code).cloned().map_or(Hit::Nothing, |name| Hit::One((code, name))),
            Hit::Several => Hit::Several,
            Hit::Nothing => Hit::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_as_they_are_written_and_folded_only_where_one_is_meant() {
        let items = [("1", "Tân Thành"), ("2", "Tân Thạnh"), ("3", "Ba Tơ"), ("4", "Hòa Bình"), ("5", "Hòa Bình")];
        let items = Items::of(items.into_iter());
        for (text, expected) in [
            ("Tân Thạnh", Some("2")),
            ("TÂN  THẠNH ", Some("2")),
            ("Ta\u{302}n Tha\u{323}nh", Some("2")),
            ("tan thanh", None),
            ("ba to", Some("3")),
            ("Hòa Bình", None),
            ("5", Some("5")),
            ("lạ", None),
        ] {
            assert_eq!(items.find(text).map(|(code, _)| code), expected.map(str::to_owned), "{text}");
        }
    }
}
