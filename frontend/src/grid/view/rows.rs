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
        if self.model.is_limited() {
            return self.tell(Text::BeyondRefusal);
        }
        self.commit();
        match self.model.read(|book| book.figures().row_kind().clone()) {
            RowKind::Fixed => {}
            RowKind::Catalogue { .. } => self.is_picking.set(true),
            RowKind::Free => {
                let row = self.active().row;
                let at = self.model.read(|book| {
                    let figures = book.figures();
                    let is_on_row = row < figures.row_count() && figures.row(row).is_dynamic;
                    if is_on_row { figures.added_above(figures.sheet_row(row) + 1) } else { figures.added_rows() }
                });
                self.add_free_row(at, None);
                self.reveal();
                self.focus();
            }
        }
    }

    /// Adds a blank free row behind `at` others and goes to its first input cell, or to this column.
    pub fn add_free_row(&self, at: usize, col: Option<usize>) {
        if self.has_no_room(1) {
            return;
        }
        let at = at.min(self.model.read(|book| book.figures().added_rows()));
        self.model.add_rows(at, vec![ContentRow::new(new_key())], col);
    }

    /// Refuses rows beyond the form's limit, and says so (convention 96).
    fn has_no_room(&self, more: usize) -> bool {
        let (rows, most) = self.model.read(|book| {
            let figures = book.figures();
            (figures.added_rows(), figures.sheet().form().template().max_rows)
        });
        let most = most.filter(|most| rows + more > usize::try_from(*most).unwrap_or(usize::MAX));
        if let Some(most) = most {
            self.say(texts::most_rows(most, self.model.language()));
        }
        most.is_some()
    }

    /// Refuses to leave fewer rows than the form needs, and says so.
    fn leaves_too_few(&self, fewer: usize) -> bool {
        let (rows, least) = self.model.read(|book| {
            let figures = book.figures();
            (figures.added_rows(), figures.sheet().form().template().min_rows)
        });
        let least = least.filter(|least| rows.saturating_sub(fewer) < usize::try_from(*least).unwrap_or(0));
        if let Some(least) = least {
            self.say(texts::least_rows(least, self.model.language()));
        }
        least.is_some()
    }

    /// Adds rows for catalogue items at the end; items that are there already are left out.
    pub fn add_items(&self, items: &[(String, String)]) {
        if self.has_no_room(items.len()) {
            return;
        }
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
        if self.model.is_limited() {
            return self.tell(Text::BeyondRefusal);
        }
        self.commit();
        let selection = self.model.selection().get_untracked();
        let rows = self.model.read(|book| book.removable(selection));
        if rows.is_empty() {
            return self.say(Text::NothingToRemove.get(self.model.language()));
        }
        if self.leaves_too_few(rows.len()) {
            // It was said why.
            return;
        }
        let has_data = self.model.read(|book| book.has_data(&rows));
        let comments = self.model.count_commented(&rows);
        if has_data || comments > 0 {
            self.question.set(Some(Question::Remove { rows, has_data, comments }));
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
