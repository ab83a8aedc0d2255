//! How values came into their cells where nobody typed them (conventions 79, 139).

use std::collections::HashMap;

use contract::data::{ReportData, SaveRequest};
use domain::content::{Origin, RowKey};
use domain::template::ColumnNumber;
use domain::value::Value;

use super::book::Book;
use super::figures::Figures;
use super::journal::{CellKey, Current};
use super::place::Place;

/// Cells with how their values came, and the values: what is typed over them came otherwise.
#[derive(Debug, Clone, Default)]
pub struct Origins(HashMap<CellKey, (Origin, Value)>);

impl Origins {
    /// What the server says of values that were taken over from the period before, on whatever visit.
    pub fn carried(figures: &Figures, data: &ReportData) -> Self {
        let cells = data.carried.iter().flat_map(|(row, columns)| {
            let key = |column: &String| Some((RowKey::from(row.as_str()), ColumnNumber(column.parse().ok()?)));
            columns.iter().filter_map(key)
        });
        Self(cells.filter_map(|cell| Some((cell.clone(), (Origin::CarriedOver, figures.own(&cell)?)))).collect())
    }

    /// Adds what is known of further cells.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    fn of(&self, cell: &CellKey, value: &Value) -> Option<Origin> {
        self.0.get(cell).filter(|(_, noted)| noted == value).map(|(origin, _)| *origin)
    }
}

impl Book {
    /// Remembers how these values came into their cells.
    pub fn mark(&mut self, origin: Origin, cells: impl IntoIterator<Item = (CellKey, Value)>) {
        self.origins.0.extend(cells.into_iter().map(|(cell, value)| (cell, (origin, value))));
    }

    /// As [`Self::mark`], by place.
    pub fn mark_places(&mut self, origin: Origin, cells: &[(Place, Value)]) {
        let known = cells.iter().filter_map(|(place, value)| Some((self.figures().key(*place)?, value.clone())));
        let known: Vec<_> = known.collect();
        self.mark(origin, known);
    }

    /// Whether the cell still shows what was taken over from the period before (convention 79).
    #[must_use]
    pub fn is_carried(&self, place: Place) -> bool {
        let cell = || self.figures().key(place);
        !self.origins.0.is_empty()
            && cell().is_some_and(|cell| self.origins.of(&cell, &self.own(place)) == Some(Origin::CarriedOver))
    }

    /// The request with how its values came, for the history of each cell.
    #[must_use]
    pub(super) fn told_origins(&self, mut request: SaveRequest) -> SaveRequest {
        if self.origins.0.is_empty() {
            return request;
        }
        for change in &mut request.changes {
            let Ok(number) = change.column.parse() else { continue };
            let cell = (RowKey::from(change.row.as_str()), ColumnNumber(number));
            let origin = self.figures().own(&cell).and_then(|value| self.origins.of(&cell, &value));
            change.origin = origin.map(|origin| origin.as_str().to_owned());
        }
        request
    }
}
