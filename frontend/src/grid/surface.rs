//! The figures as a table to move over and to paste into, and what copying takes from them.

use domain::sheet::Sheet;
use domain::template::{Column, RowKind};
use domain::value::Value;

use super::figures::Figures;
use super::layout;
use super::moves::Surface;
use super::paste::{Item, Target, matching_item};
use super::place::{Place, Selection};
use super::tsv;

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
    /// Code and name of the items that may be picked.
    pub items: Vec<(&'a str, &'a str)>,
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
        self.figures.row_kind()
    }

    fn end_of_rows(&self) -> usize {
        let rows = self.figures.row_count();
        if *self.figures.row_kind() == RowKind::Fixed {
            return rows;
        }
        let last = (0..rows).rev().find(|row| self.figures.row(*row).is_dynamic);
        last.map_or(0, |row| row + 1)
    }

    fn free_item(&self, text: &str) -> Option<Item> {
        let item = matching_item(self.items.iter().copied(), text)?;
        has_item(self.figures.sheet(), &item.0).then_some(()).map_or(Some(item), |()| None)
    }
}

/// Whether a row has this catalogue item.
#[must_use]
pub fn has_item(sheet: &Sheet, code: &str) -> bool {
    sheet.row_index(&code.into()).is_some()
        || (0..sheet.row_count()).any(|row| sheet.row(row).item.as_deref() == Some(code))
}

/// What goes to the clipboard: tab-separated text as shown, and a table with exact numbers (convention 60).
#[must_use]
pub fn copied(figures: &Figures, selection: Selection) -> (String, String) {
    let (first, last) = (selection.first(), selection.last());
    let rows: Vec<Vec<(String, Option<String>)>> = (first.row..=last.row)
        .filter(|row| *row < figures.rows())
        .map(|row| (first.col..=last.col).map(|col| copied_cell(figures, Place::new(row, col))).collect())
        .collect();
    let plain: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|(shown, _)| shown.clone()).collect()).collect();
    (tsv::write(&plain), tsv::html(&rows))
}

fn copied_cell(figures: &Figures, place: Place) -> (String, Option<String>) {
    let value = figures.value(place);
    let exact = match &value {
        Value::Number(number) => Some(number.normalize().to_string()),
        _ => None,
    };
    (figures.shown_text(place.col, &value), exact)
}
