//! Two states of a report's figures side by side: rows by key, and each cell as it was and as it is.

use std::collections::HashMap;

use crate::content::RowKey;
use crate::sheet::{Sheet, SheetRow};
use crate::template::ColumnNumber;
use crate::value::Value;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowChange {
    /// Nothing.
    Same,
    /// Its name or a cell of it changed.
    Changed,
    /// It came.
    Added,
    /// It went.
    Removed,
}

impl RowChange {
    /// As it is sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// A row of both states.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow {
    /// What describes it, in the newer state where it is there.
    pub row: SheetRow,
    /// Its former name, where it had another one.
    pub former_label: Option<String>,
    /// What became of it.
    pub change: RowChange,
    /// Its figures that are not blank in both states, by column.
    pub cells: Vec<ComparedCell>,
}

/// A cell of both states.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedCell {
    /// Its column.
    pub column: ColumnNumber,
    /// What it showed; blank where the row was not there.
    pub old: Value,
    /// What it shows.
    pub new: Value,
    /// Whether nobody enters it in either state.
    pub is_computed: bool,
}

impl ComparedCell {
    /// Whether it shows something else.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.old != self.new
    }
}

/// Compares two states of reports on one form: the rows in the order of the newer state, each row that went behind the
/// one that it stood behind. Cells that number or name a row are no figures.
#[must_use]
pub fn compare(old: &Sheet, new: &Sheet) -> Vec<ComparedRow> {
    let mut gone: HashMap<Option<&RowKey>, Vec<usize>> = HashMap::new();
    let mut last = None;
    for ix in 0..old.row_count() {
        let key = &old.row(ix).key;
        if new.row_index(key).is_some() {
            last = Some(key);
        } else {
            gone.entry(last).or_default().push(ix);
        }
    }
    let removed = |ix: &usize| compare_row(old.row(*ix).clone(), (old, Some(*ix)), (new, None));
    let mut rows: Vec<ComparedRow> = gone.get(&None).into_iter().flatten().map(removed).collect();
    for ix in 0..new.row_count() {
        let row = new.row(ix);
        rows.push(compare_row(row.clone(), (old, old.row_index(&row.key)), (new, Some(ix))));
        rows.extend(gone.get(&Some(&row.key)).into_iter().flatten().map(removed));
    }
    rows
}

/// A state, and the place of a row in it.
type At<'a> = (&'a Sheet, Option<usize>);

fn compare_row(row: SheetRow, old: At<'_>, new: At<'_>) -> ComparedRow {
    let cells: Vec<ComparedCell> = figures(old, new).collect();
    let former_label = old.1.map(|ix| old.0.row(ix).label.clone()).filter(|label| *label != row.label);
    let change = match (old.1, new.1) {
        (None, _) => RowChange::Added,
        (_, None) => RowChange::Removed,
        _ if former_label.is_some() || cells.iter().any(ComparedCell::is_changed) => RowChange::Changed,
        _ => RowChange::Same,
    };
    ComparedRow { row, former_label, change, cells }
}

fn figures<'a>(old: At<'a>, new: At<'a>) -> impl Iterator<Item = ComparedCell> + 'a {
    let columns = new.0.form().columns().iter().filter(|column| !column.kind.names_row());
    columns.filter_map(move |column| {
        let number = column.number;
        let value = |(sheet, ix): At<'_>| ix.map(|ix| sheet.value(ix, number)).unwrap_or_default();
        let is_input = |(sheet, ix): At<'_>| ix.is_some_and(|ix| sheet.is_input(ix, number));
        let (before, after) = (value(old), value(new));
        let is_told = !(before.is_blank() && after.is_blank());
        is_told.then(|| ComparedCell {
            column: number,
            is_computed: !is_input(old) && !is_input(new),
            old: before,
            new: after,
        })
    })
}
