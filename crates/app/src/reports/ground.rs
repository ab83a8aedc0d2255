//! What an edit meets: the form, its catalogue, and the rows that the report has.

use std::collections::{HashMap, HashSet};

use domain::catalogue::{Catalogue, CatalogueItem};
use domain::content::{Content, ContentRow, RowKey};
use domain::template::{Column, ColumnNumber, ColumnType, FixedRow, FormTemplate, RowKind, RowRole};
use store::contents::StoredContent;

/// Everything that is looked up by key while an edit is checked and applied, so that ten thousand rows cost ten times
/// what a thousand cost.
pub(super) struct Ground<'a> {
    pub template: &'a FormTemplate,
    /// The unit's own content.
    pub own: &'a Content,
    columns: HashMap<ColumnNumber, &'a Column>,
    fixed: HashMap<&'a str, &'a FixedRow>,
    items: HashMap<&'a str, &'a CatalogueItem>,
    own_rows: HashMap<&'a RowKey, &'a ContentRow>,
    below: HashMap<&'a RowKey, &'a ContentRow>,
    /// Rows that others removed after the edit was begun.
    gone: HashSet<RowKey>,
}

/// What a row is to an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowSort {
    /// Prescribed by the form.
    Fixed,
    /// Of the unit's own making.
    Own,
    /// There only because the units below have it.
    Below,
    /// Removed by somebody else after the edit was begun.
    Gone,
}

impl<'a> Ground<'a> {
    /// The ground of a report. `gone` are the rows that others removed after the edit was begun.
    pub fn of(
        template: &'a FormTemplate,
        catalogue: Option<&'a Catalogue>,
        stored: &'a StoredContent,
        gone: HashSet<RowKey>,
    ) -> Self {
        fn by_key(content: &Content) -> HashMap<&RowKey, &ContentRow> {
            content.rows.iter().map(|row| (&row.key, row)).collect()
        }
        Self {
            template,
            own: &stored.own,
            columns: template.columns().map(|column| (column.number, column)).collect(),
            fixed: template.rows.iter().map(|row| (row.code.as_str(), row)).collect(),
            items: catalogue.iter().flat_map(|all| &all.items).map(|item| (item.code.as_str(), item)).collect(),
            own_rows: by_key(&stored.own),
            below: stored.consolidated.as_ref().map(by_key).unwrap_or_default(),
            gone,
        }
    }

    /// The column with this number.
    pub fn column(&self, number: ColumnNumber) -> Option<&'a Column> {
        self.columns.get(&number).copied()
    }

    /// The catalogue item that rows are picked by.
    pub fn item(&self, code: &str) -> Option<&'a CatalogueItem> {
        self.items.get(code).copied()
    }

    /// What a row is; none when the report has no such row.
    pub fn sort(&self, key: &RowKey) -> Option<RowSort> {
        if self.is_prescribed(key) {
            return Some(RowSort::Fixed);
        }
        if self.own_rows.contains_key(key) {
            return Some(RowSort::Own);
        }
        if self.below.contains_key(key) {
            return Some(RowSort::Below);
        }
        self.gone.contains(key).then_some(RowSort::Gone)
    }

    /// Whether the form prescribes the row.
    pub fn is_prescribed(&self, key: &RowKey) -> bool {
        self.fixed.contains_key(key.as_str())
    }

    /// The unit's own row.
    pub fn own_row(&self, key: &RowKey) -> Option<&'a ContentRow> {
        self.own_rows.get(key).copied()
    }

    /// The row as the units below have it.
    pub fn row_below(&self, key: &RowKey) -> Option<&'a ContentRow> {
        self.below.get(key).copied()
    }

    /// The name that a row shows.
    pub fn label(&self, key: &RowKey) -> &'a str {
        let typed = self.own_row(key).or_else(|| self.row_below(key)).and_then(|row| row.label.as_deref());
        typed.or_else(|| self.fixed.get(key.as_str()).map(|row| row.label.as_str())).unwrap_or_default()
    }

    /// Whether figures are entered in the cell.
    pub fn takes(&self, key: &RowKey, column: &Column) -> bool {
        let row_takes = self
            .fixed
            .get(key.as_str())
            .is_none_or(|row| row.role == RowRole::Data && !row.formulas.contains_key(&column.number.0));
        row_takes && column.is_input()
    }

    /// Whether the cell is the name of a row, which reporters type.
    pub fn is_typed_label(&self, key: &RowKey, column: &Column) -> bool {
        column.kind == ColumnType::Label && self.template.row_kind == RowKind::Free && !self.is_prescribed(key)
    }

    /// The column of the names that reporters type.
    pub fn label_column(&self) -> Option<ColumnNumber> {
        self.template.columns().find(|column| column.kind == ColumnType::Label).map(|column| column.number)
    }
}
