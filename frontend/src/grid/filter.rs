//! Filters: which rows a view of the table leaves out (conventions 89, 113).

use std::collections::{BTreeSet, HashSet};

use domain::content::RowKey;
use domain::template::{RowRole, Severity};

use super::figures::Figures;
use super::find;
use super::layout;
use super::place::Place;
use super::shown::ancestors;

/// What somebody wants to see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Filter {
    /// Every row.
    #[default]
    All,
    /// Rows with errors.
    Errors,
    /// Rows with errors or warnings.
    Findings,
    /// Rows with a required cell that is blank.
    Missing,
    /// Rows with a figure that is not what it was in the previous period.
    Changed,
    /// Rows that show this text somewhere.
    Text(String),
}

/// Whether the row at a place is wanted.
pub type IsWanted<'a> = &'a dyn Fn(&Figures, usize) -> bool;

/// The rows that are not wanted. Headings and groups stay when something under them does; totals always do.
#[must_use]
pub fn hidden(figures: &Figures, is_wanted: IsWanted<'_>) -> HashSet<RowKey> {
    let sheet = figures.sheet();
    let mut kept = BTreeSet::new();
    for place in 0..figures.row_count() {
        let row = figures.sheet_row(place);
        if sheet.row(row).role == RowRole::Total || is_wanted(figures, place) {
            kept.insert(row);
            kept.extend(ancestors(sheet, row));
        }
    }
    let rows = (0..figures.row_count()).map(|place| figures.sheet_row(place));
    rows.filter(|row| !kept.contains(row)).map(|row| sheet.row(row).key.clone()).collect()
}

/// Whether a filter wants the row at a place; `worst` tells the worst finding on a cell.
pub fn wants(figures: &Figures, row: usize, filter: &Filter, worst: &dyn Fn(Place) -> Option<Severity>) -> bool {
    let mut places = (0..figures.columns().len()).map(|col| Place::new(row, col));
    match filter {
        Filter::All => true,
        Filter::Errors => places.any(|place| worst(place) == Some(Severity::Error)),
        Filter::Findings => places.any(|place| worst(place).is_some()),
        Filter::Missing => places.any(|place| is_missing(figures, place)),
        Filter::Changed => places.any(|place| {
            !layout::is_name(&figures.columns()[place.col].kind)
                && figures.is_input(place)
                && figures.previous(place).is_some_and(|previous| previous != figures.value(place))
        }),
        Filter::Text(text) => places.any(|place| find::matches(figures, place, text)),
    }
}

fn is_missing(figures: &Figures, place: Place) -> bool {
    let column = &figures.columns()[place.col];
    let is_required = column.required || matches!(column.kind, domain::template::ColumnType::Label);
    is_required && figures.is_input(place) && figures.value(place).is_blank()
}
