//! What values are called: items of catalogues by their names, everything else as it is written (convention 32).

use std::collections::BTreeMap;

use domain::sheet::parse_input;
use domain::template::ColumnType;
use domain::text::plain;
use domain::value::Value;

use super::super::facts;
use super::super::paste_items::exact;
use super::Figures;

impl Figures {
    /// Codes and names that cells of a column are chosen from.
    #[must_use]
    pub fn choices(&self, col: usize) -> Option<&BTreeMap<String, String>> {
        match &self.columns.get(col)?.kind {
            ColumnType::Choice { catalogue } => self.choices.get(catalogue),
            _ => None,
        }
    }

    /// The text of a value in a column; an item is shown by its name (convention 32).
    #[must_use]
    pub fn shown_text(&self, col: usize, value: &Value) -> String {
        self.item_name(col, value).unwrap_or_else(|| facts::shown(&self.columns[col], value))
    }

    /// The text to edit.
    #[must_use]
    pub fn edited_text(&self, col: usize, value: &Value) -> String {
        self.item_name(col, value).unwrap_or_else(|| facts::editable(&self.columns[col], value))
    }

    fn item_name(&self, col: usize, value: &Value) -> Option<String> {
        let Value::Text(code) = value else { return None };
        self.choices(col)?.get(code).cloned()
    }

    /// What typed text means in a column; a name of an item is its code. A name without diacritics is one where it can mean
    /// one item only.
    #[must_use]
    pub fn typed(&self, col: usize, text: &str) -> Value {
        let item = self.choices(col).and_then(|items| {
            let (wanted, folded) = (exact(text), plain(text));
            one(items, |name| exact(name) == wanted).or_else(|| one(items, |name| plain(name) == folded))
        });
        item.map_or_else(|| parse_input(&self.columns[col], text), Value::from)
    }
}

/// The code of the only item with such a name.
fn one(items: &BTreeMap<String, String>, is_wanted: impl Fn(&str) -> bool) -> Option<&str> {
    let mut found = items.iter().filter(|(_, name)| is_wanted(name)).map(|(code, _)| code.as_str());
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
