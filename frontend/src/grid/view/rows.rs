//! Adding and removing rows (conventions 91–93, 95, 96).

use domain::content::{ContentRow, RowKey};
use domain::template::RowKind;
use leptos::prelude::*;

use super::super::place::Place;
use super::super::texts::{self, Text};
use super::controller::{Controller, Question};

impl Controller {
    /// Adds a row: a blank one below the active one, or by the catalogue picker.
    pub fn add_row(&self) {
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        self.commit();
        match self.model.read(|book| book.figures().row_kind().clone()) {
            RowKind::Fixed => {}
            RowKind::Catalogue { .. } => self.is_picking.set(true),
            RowKind::Free => {
                let row = self.active().row;
                let at = self.model.read(|book| {
                    let figures = book.figures();
                    let is_on_row = row < figures.sheet().row_count() && figures.sheet().row(row).is_dynamic;
                    if is_on_row { figures.added_above(row + 1) } else { figures.added_rows() }
                });
                self.add_free_row(at, None);
                self.reveal();
                self.focus();
            }
        }
    }

    /// Adds a blank free row behind `at` others and goes to its first input cell, or to this column.
    pub fn add_free_row(&self, at: usize, col: Option<usize>) {
        let at = at.min(self.model.read(|book| book.figures().added_rows()));
        self.model.add_rows(at, vec![ContentRow::new(new_key())], col);
    }

    /// Adds rows for catalogue items at the end; items that are there already are left out.
    pub fn add_items(&self, items: &[(String, String)]) {
        let rows = items.iter().map(|(code, name)| ContentRow {
            item: Some(code.clone()),
            label: Some(name.clone()),
            ..ContentRow::new(code.clone())
        });
        let at = self.model.read(|book| book.figures().added_rows());
        self.model.add_rows(at, rows.collect(), None);
        self.reveal();
    }

    /// Removes the selected rows; asks first when they hold figures.
    pub fn ask_remove(&self) {
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        self.commit();
        let selection = self.model.selection().get_untracked();
        let rows = self.model.read(|book| book.removable(selection));
        if rows.is_empty() {
            self.say(Text::NothingToRemove.get(self.model.language()));
        } else if self.model.read(|book| book.has_data(&rows)) {
            self.question.set(Some(Question::Remove(rows)));
        } else {
            self.remove(&rows);
        }
    }

    /// Removes rows.
    pub fn remove(&self, rows: &[RowKey]) {
        let selection = self.model.selection().get_untracked();
        self.model.edit(|book| book.remove_rows(rows, selection));
        let stay = Place::new(selection.first().row, selection.active().col);
        self.model.select(super::super::place::Selection::cell(stay));
        self.say(texts::removed(rows.len(), self.model.language()));
        self.reveal();
    }
}

/// A key that nobody else chooses, so that a repeated save adds the row once.
pub fn new_key() -> String {
    let mut bytes = [0_u8; 12];
    let random = web_sys::window().and_then(|window| window.crypto().ok());
    if let Some(random) = random {
        let _ = random.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().fold(String::from("r-"), |key, byte| format!("{key}{byte:02x}"))
}
