//! What a review says of cells: that they changed, that they are marked to be mended, that they may not be changed.

use std::collections::{BTreeMap, HashMap};

use super::journal::CellKey;

/// What is noted at a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Why.
    pub kind: NotedKind,
    /// In words, for the note at the cell and for screen readers.
    pub text: String,
}

/// Why something is noted at a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotedKind {
    /// It shows something else than before.
    Changed,
    /// A reviewer marked it.
    Marked,
    /// Its unit asks to correct it.
    Asked,
}

impl NotedKind {
    /// How the cell is drawn.
    pub fn class(self) -> &'static str {
        match self {
            Self::Changed => " is-changed",
            // In both cases somebody pointed at the cell; the words tell who.
            Self::Marked | Self::Asked => " is-marked",
        }
    }
}

/// All that is noted, cell by cell.
pub type NotedCells = HashMap<CellKey, BTreeMap<NotedKind, String>>;

/// Puts what several sources note into one table.
pub fn gather(parts: impl IntoIterator<Item = (CellKey, Noted)>) -> NotedCells {
    let mut cells = NotedCells::new();
    for (cell, Noted { kind, text }) in parts {
        cells.entry(cell).or_default().insert(kind, text);
    }
    cells
}

#[cfg(test)]
mod tests {
    use domain::content::RowKey;
    use domain::template::ColumnNumber;

    use super::*;

    #[test]
    fn a_cell_may_have_changed_and_be_marked() {
        let cell = (RowKey::from("A"), ColumnNumber(4));
        let noted = |kind, text: &str| Noted { kind, text: text.to_owned() };
        let cells =
            gather([(cell.clone(), noted(NotedKind::Marked, "sai")), (cell.clone(), noted(NotedKind::Changed, "3"))]);
        let classes: String = cells[&cell].keys().map(|kind| kind.class()).collect();
        assert_eq!(classes, " is-changed is-marked");
    }
}
