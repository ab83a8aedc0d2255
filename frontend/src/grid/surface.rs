//! The figures as a table to move over and to paste into.

use domain::sheet::Sheet;
use domain::template::{Column, ColumnType, RowKind, RowRole};
use domain::value::Value;

use super::facts;
use super::figures::Figures;
use super::layout;
use super::moves::Surface;
use super::paste::{Hit, Item, Items, Target};
use super::place::Place;
use super::texts::Text;

impl Surface for Figures {
    fn rows(&self) -> usize {
        self.row_count()
    }

    fn cols(&self) -> usize {
        self.columns().len()
    }

    fn first_col(&self) -> usize {
        layout::frozen(self.columns())
    }

    fn is_input(&self, place: Place) -> bool {
        Figures::is_input(self, place)
    }

    fn is_filled(&self, place: Place) -> bool {
        !self.value(place).is_blank()
    }
}

/// Figures together with the catalogue items that rows can be added from.
pub struct PasteTarget<'a> {
    /// The figures.
    pub figures: &'a Figures,
    /// The items that may be picked.
    pub items: &'a Items,
}

impl Surface for PasteTarget<'_> {
    fn rows(&self) -> usize {
        self.figures.rows()
    }

    fn cols(&self) -> usize {
        self.figures.cols()
    }

    fn first_col(&self) -> usize {
        self.figures.first_col()
    }

    fn is_input(&self, place: Place) -> bool {
        self.figures.is_input(place)
    }

    fn is_filled(&self, place: Place) -> bool {
        self.figures.is_filled(place)
    }
}

impl Target for PasteTarget<'_> {
    fn column(&self, col: usize) -> &Column {
        &self.figures.columns()[col]
    }

    fn row_kind(&self) -> &RowKind {
        if self.figures.takes_rows() { self.figures.row_kind() } else { &RowKind::Fixed }
    }

    fn end_of_rows(&self) -> usize {
        let rows = self.figures.row_count();
        if !self.figures.takes_rows() {
            return rows;
        }
        let last = (0..rows).rev().find(|row| self.figures.row(*row).is_dynamic);
        last.map_or(0, |row| row + 1)
    }

    fn item(&self, text: &str) -> Option<Item> {
        self.items.find(text)
    }

    fn exact_item(&self, text: &str) -> Hit<Item> {
        self.items.exact(text)
    }

    fn folded_item(&self, text: &str) -> Hit<Item> {
        self.items.folded(text)
    }

    fn has_item(&self, code: &str) -> bool {
        has_item(self.figures.sheet(), code)
    }

    fn chosen(&self, col: usize, text: &str) -> Option<Value> {
        let is_list = matches!(self.column(col).kind, ColumnType::Choice { .. });
        is_list.then(|| self.figures.typed(col, text))
    }

    fn is_listed(&self, col: usize, value: &Value) -> bool {
        let Value::Text(code) = value else { return true };
        self.figures.choices(col).is_none_or(|items| items.contains_key(code))
    }

    fn label(&self, row: usize) -> &str {
        &self.figures.row(row).label
    }

    fn item_of(&self, row: usize) -> Option<&str> {
        self.figures.row(row).item.as_deref()
    }

    fn is_added(&self, row: usize) -> bool {
        row < self.figures.row_count() && self.figures.row(row).is_dynamic
    }

    fn hidden_labels(&self) -> Vec<&str> {
        let (figures, sheet) = (self.figures, self.figures.sheet());
        let rows = (0..sheet.row_count()).map(|row| sheet.row(row));
        rows.filter(|row| figures.row_place(&row.key).is_none()).map(|row| row.label.as_str()).collect()
    }

    fn state(&self, place: Place) -> Text {
        facts::state_of(self.figures, place)
    }

    fn titles(&self) -> Vec<String> {
        let header = layout::Header::of(self.figures.sheet().form().template());
        header.cells.into_iter().map(|cell| cell.title).collect()
    }

    fn totals(&self) -> Vec<&str> {
        let rows = &self.figures.sheet().form().template().rows;
        rows.iter().filter(|row| row.role == RowRole::Total).map(|row| row.label.as_str()).collect()
    }
}

/// Whether a row has this catalogue item.
#[must_use]
pub fn has_item(sheet: &Sheet, code: &str) -> bool {
    sheet.row_index(&code.into()).is_some()
        || (0..sheet.row_count()).any(|row| sheet.row(row).item.as_deref() == Some(code))
}
