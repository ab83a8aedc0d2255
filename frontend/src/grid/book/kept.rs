//! What taking a step back leaves as it is, because somebody else has entered something there since (convention 83).

use domain::content::ContentRow;

use super::super::journal::Current;
use super::Book;

/// What was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// Cells that hold another value by now.
    pub cells: usize,
    /// Rows that hold figures which were not in them.
    pub rows: usize,
}

impl Book {
    /// What the last undo or redo left as it is.
    #[must_use]
    pub fn kept(&self) -> Kept {
        self.kept
    }

    /// Removes a row, unless it holds what was not in it when it came or was removed last.
    pub(super) fn remove_as_known(&mut self, known: &ContentRow) -> Option<ContentRow> {
        if self.figures.added_row(&known.key).is_some_and(|now| holds_more(&now, known)) {
            self.kept.rows += 1;
            return None;
        }
        self.remove(&known.key)
    }
}

fn holds_more(now: &ContentRow, known: &ContentRow) -> bool {
    let is_other = |label: &String| !label.is_empty() && Some(label) != known.label.as_ref();
    let has_other_name = now.item.is_none() && now.label.as_ref().is_some_and(is_other);
    let mut cells = now.cells.iter().filter(|(_, value)| !value.is_blank());
    has_other_name || cells.any(|(column, value)| known.cells.get(column) != Some(value))
}
