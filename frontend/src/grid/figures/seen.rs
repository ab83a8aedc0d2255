//! How the table is looked at: which rows are shown, and where.

use domain::content::RowKey;
use domain::sheet::SheetRow;

use super::Figures;
use crate::grid::place::Selection;
use crate::grid::shown::{Lens, Shown};

impl Figures {
    /// How many rows are shown; places count these.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.shown.len(&self.sheet)
    }

    /// The row at a place on screen.
    #[must_use]
    pub fn row(&self, place: usize) -> &SheetRow {
        self.sheet.row(self.shown.row(place))
    }

    /// The sheet's row at a place on screen.
    #[must_use]
    pub fn sheet_row(&self, place: usize) -> usize {
        self.shown.row(place)
    }

    /// Where a row is shown.
    #[must_use]
    pub fn row_place(&self, key: &RowKey) -> Option<usize> {
        self.sheet.row_index(key).and_then(|row| self.shown.place(row))
    }

    /// How the table is looked at.
    #[must_use]
    pub fn lens(&self) -> &Lens {
        self.shown.lens()
    }

    /// Looks at the table in another way.
    pub fn look(&mut self, lens: Lens) {
        self.shown = Shown::of(&self.sheet, lens);
    }

    /// Rows came, went or moved: what is shown follows.
    pub fn rearrange(&mut self) {
        if !self.lens().is_clear() {
            self.look(self.lens().clone());
        }
    }

    /// Shows a row that was folded or filtered away; tells whether it was.
    pub fn reveal(&mut self, key: &RowKey) -> bool {
        let hidden = self.sheet.row_index(key).filter(|row| self.shown.place(*row).is_none());
        if let Some(row) = hidden {
            self.look(self.shown.revealing(&self.sheet, row));
        }
        hidden.is_some()
    }

    /// A selection by the sheet's rows, which stays true however the table is looked at.
    #[must_use]
    pub fn kept(&self, selection: Selection) -> Selection {
        selection.with_rows(|row| self.shown.row(row))
    }

    /// A kept selection as it is shown; what it selects must be shown.
    #[must_use]
    pub fn shown(&self, selection: Selection) -> Selection {
        selection.with_rows(|row| self.shown.place(row).unwrap_or(0))
    }
}
