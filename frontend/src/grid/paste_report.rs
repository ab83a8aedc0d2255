//! What a paste did, cell by cell and row by row, for the sentence that tells it (convention 66).

use super::place::Place;
use super::texts::Text;

/// "96 ô đã dán, 12 ô bỏ qua (công thức), 2 ô không phải số", with where these are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Cells that were set.
    pub pasted: usize,
    /// Computed cells that were skipped.
    pub computed: Vec<Place>,
    /// Skipped cells that nobody enters, and that are not computed either.
    pub locked: Vec<Place>,
    /// Skipped cells that the granted correction does not cover.
    pub beyond: Vec<Place>,
    /// Cells kept as text because they are not numbers.
    pub not_numbers: Vec<Place>,
    /// Texts in columns chosen from a list that are not in it.
    pub not_listed: Vec<Place>,
    /// Texts that were too long and were cut.
    pub cut: Vec<Place>,
    /// Rows of the block that do not fit below the table.
    pub refused_rows: usize,
    /// Rows whose name neither the table nor the catalogue has.
    pub unknown_rows: usize,
    /// Rows whose name another row has already.
    pub repeated_rows: usize,
    /// Rows whose name a row has that is filtered or folded away.
    pub hidden_rows: usize,
    /// Lines of the header, and totals, that are no rows of the report.
    pub left_out: usize,
    /// Rows that were filled because of their name, not their place.
    pub by_name: usize,
    /// Columns of the block that do not fit beside it.
    pub refused_columns: usize,
    /// Rows that were added.
    pub added_rows: usize,
}

impl Report {
    /// A cell was skipped because of what it is: who reads the report learns whether it could be opened at all.
    pub(super) fn pass_over(&mut self, place: Place, state: Text) {
        match state {
            Text::Computed => self.computed.push(place),
            Text::Beyond => self.beyond.push(place),
            _ => self.locked.push(place),
        }
    }

    /// All cells that were skipped, whatever they are, in the order of the table.
    #[must_use]
    pub fn skipped(&self) -> Vec<Place> {
        let mut places = [self.computed.as_slice(), &self.locked, &self.beyond].concat();
        places.sort_unstable();
        places
    }
}
