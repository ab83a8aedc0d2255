//! Finding catalogue items by what people write in a cell.

use std::collections::HashMap;

use domain::catalogue::{Catalogue, CatalogueItem};
use domain::old_fonts::meant;
use domain::text::{nfc, plain};

/// Items of several catalogues, found by code first and by name without diacritics second.
#[derive(Debug, Clone, Default)]
pub struct CatalogueIndex {
    lists: HashMap<String, List>,
}

#[derive(Debug, Clone, Default)]
struct List {
    items: Vec<CatalogueItem>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

impl CatalogueIndex {
    /// An index over these catalogues.
    #[must_use]
    pub fn new<'c>(catalogues: impl IntoIterator<Item = &'c Catalogue>) -> Self {
        let lists = catalogues.into_iter().map(|catalogue| (catalogue.code.clone(), List::new(&catalogue.items)));
        Self { lists: lists.collect() }
    }

    /// The item of the catalogue that this text names by code or, where no code fits, by name.
    #[must_use]
    pub fn find(&self, catalogue: &str, text: &str) -> Option<&CatalogueItem> {
        let list = self.lists.get(catalogue)?;
        let text = nfc(text.trim());
        let by_name = |text: &str| list.by_name.get(&plain(text));
        let index = list.by_code.get(&text).or_else(|| by_name(&text)).or_else(|| by_name(&meant(&text)))?;
        list.items.get(*index)
    }

    /// All items of a catalogue in printed order.
    #[must_use]
    pub fn items(&self, catalogue: &str) -> &[CatalogueItem] {
        self.lists.get(catalogue).map_or(&[], |list| &list.items)
    }
}

impl List {
    fn new(items: &[CatalogueItem]) -> Self {
        let mut list = Self { items: items.to_vec(), ..Self::default() };
        for (index, item) in items.iter().enumerate() {
            list.by_code.entry(nfc(item.code.trim())).or_insert(index);
            list.by_name.entry(plain(&item.code)).or_insert(index);
        }
        for (index, item) in items.iter().enumerate() {
            list.by_name.entry(plain(&item.name)).or_insert(index);
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_by_code_then_by_name() {
        let item = |code: &str, name: &str| CatalogueItem {
            code: code.into(),
            name: name.into(),
            valid_from: None,
            valid_to: None,
        };
        let fields = Catalogue {
            code: "linh_vuc".into(),
            name: "Lĩnh vực".into(),
            items: vec![item("HT", "Hộ tịch"), item("DD", "Đất đai")],
        };
        let index = CatalogueIndex::new([&fields]);
        let find = |text| index.find("linh_vuc", text).map(|item| item.code.as_str());
        for (text, code) in [
            ("HT", Some("HT")),
            (" ht ", Some("HT")),
            ("HỘ  TỊCH", Some("HT")),
            ("dat dai", Some("DD")),
            ("Y tế", None),
            ("", None),
        ] {
            assert_eq!(find(text), code, "{text}");
        }
        assert_eq!(index.find("khac", "HT"), None);
        assert_eq!(index.items("linh_vuc").len(), 2);
    }
}
