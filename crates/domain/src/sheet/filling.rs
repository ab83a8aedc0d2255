//! How much of a report is filled in (grid convention 140).

use super::Sheet;
use super::cell::Cell;
use super::compiled::Plan;

/// Cells that are entered, and how many of them hold something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filling {
    /// All that can be entered, the names of rows that reporters add among them.
    pub cells: usize,
    /// Those that hold something, be it "not applicable" or what cannot be read.
    pub filled: usize,
    /// Those that must not be blank.
    pub required: usize,
    /// Those of them that hold something.
    pub required_filled: usize,
}

impl Filling {
    /// The share that is filled in, in whole percent; 100 only when nothing is left. None where nothing can be entered.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        (self.cells > 0).then(|| self.filled * 100 / self.cells)
    }

    fn add(&mut self, is_required: bool, is_filled: bool) {
        self.cells += 1;
        self.filled += usize::from(is_filled);
        self.required += usize::from(is_required);
        self.required_filled += usize::from(is_required && is_filled);
    }
}

impl Sheet {
    /// How much is filled in.
    #[must_use]
    pub fn filling(&self) -> Filling {
        let mut filling = Filling::default();
        for slot in &self.figures.order {
            let from = *slot as usize * self.figures.width;
            let cells = &self.figures.cells[from..from + self.figures.width];
            let plans = &self.form.class(self.figures.class_of[*slot as usize]).plans;
            for ((cell, plan), column) in cells.iter().zip(plans.iter()).zip(&self.form.columns) {
                if *plan == Plan::Input {
                    filling.add(column.required, *cell != Cell::Blank);
                }
            }
            // Rows that reporters add have a name to give.
            if self.is_typed_row(*slot) && self.has_name_column() {
                filling.add(true, !self.rows[*slot as usize].label.is_empty());
            }
        }
        filling
    }

    fn has_name_column(&self) -> bool {
        self.form.columns.iter().any(|column| matches!(column.kind, crate::template::ColumnType::Label))
    }
}
