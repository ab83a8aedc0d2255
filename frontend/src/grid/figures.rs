//! The figures on screen: a sheet over own figures plus what was consolidated from the units below.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use contract::data::{DataRow, ReportData};
use domain::content::RowKey;
use domain::sheet::{CompiledForm, Sheet, Table};
use domain::template::{Column, ColumnType, RowKind, RowRole};
use domain::value::Value;

use super::journal::CellKey;
use super::layout;
use super::place::Place;
use super::received::{cells_of, content, references, table};
use super::shown::Shown;

mod changes;
mod seen;
mod words;

/// A report's figures.
///
/// The sheet holds what the cells show. Where a cell also has a consolidated part, the own figure is kept beside it,
/// because only own figures are typed and saved.
pub struct Figures {
    sheet: Sheet,
    columns: Vec<Column>,
    name: Option<usize>,
    own: HashMap<CellKey, Value>,
    consolidated: HashMap<CellKey, Value>,
    /// Rows that the units below have, and those of them that this unit has no figures in.
    rows_below: HashSet<RowKey>,
    consolidated_rows: HashSet<RowKey>,
    shown: Shown,
    previous: Option<Table>,
    /// By catalogue: codes and names that cells are chosen from.
    choices: BTreeMap<String, BTreeMap<String, String>>,
    /// The cells that a granted correction allows to change; none where all may be.
    limit: Option<HashSet<CellKey>>,
}

impl Figures {
    /// The figures of a report as the server sent them.
    #[must_use]
    pub fn open(form: Arc<CompiledForm>, data: &ReportData) -> Self {
        let columns: Vec<Column> = form.columns().to_vec();
        let consolidated = data.consolidated.as_ref().map(|cells| cells_of(&columns, cells)).unwrap_or_default();
        let mut own = data.own.as_ref().map(|cells| cells_of(&columns, cells)).unwrap_or_default();
        own.retain(|cell, _| consolidated.contains_key(cell));
        let has_own = |row: &&DataRow| data.own.as_ref().is_some_and(|own| own.contains_key(&row.key));
        let below = data.rows.iter().filter(|row| row.is_consolidated);
        let rows_below = below.clone().map(|row| row.key.as_str().into()).collect();
        let consolidated_rows = below.filter(|row| !has_own(row)).map(|row| row.key.as_str().into()).collect();
        let sheet = Sheet::open(
            form.clone(),
            &content(&form, &data.rows, data.consolidated.is_some()),
            references(&columns, &data.references),
        );
        let name =
            columns.iter().position(|column| layout::is_name(&column.kind) && column.kind != ColumnType::Ordinal);
        let previous = data.references.previous.as_ref().map(|cells| table(cells, &columns));
        let (shown, choices) = (Shown::default(), data.references.choices.clone());
        Self {
            sheet,
            columns,
            name,
            own,
            consolidated,
            rows_below,
            consolidated_rows,
            shown,
            previous,
            choices,
            limit: None,
        }
    }

    /// The sheet.
    #[must_use]
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The columns in header order.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Where data rows come from.
    #[must_use]
    pub fn row_kind(&self) -> &RowKind {
        &self.sheet.form().template().row_kind
    }

    /// Whether rows may come and go: a correction that is limited to cells is not about rows.
    #[must_use]
    pub fn takes_rows(&self) -> bool {
        *self.row_kind() != RowKind::Fixed && self.limit.is_none()
    }

    /// The column that names the rows.
    #[must_use]
    pub fn name_column(&self) -> Option<usize> {
        self.name
    }

    /// Number of added rows.
    #[must_use]
    pub fn added_rows(&self) -> usize {
        self.sheet.added_rows().len()
    }

    /// What stood in a cell in the previous period; nothing when that report is not at hand.
    #[must_use]
    pub fn previous(&self, place: Place) -> Option<Value> {
        let (row, column) = self.key(place)?;
        self.previous.as_ref().map(|table| table.value(&row, column))
    }

    /// Whether the previous period's report is at hand.
    #[must_use]
    pub fn has_previous(&self) -> bool {
        self.previous.is_some()
    }

    /// Number of added rows above a row of the sheet.
    #[must_use]
    pub fn added_above(&self, row: usize) -> usize {
        let added = self.sheet.added_rows();
        row.clamp(added.start, added.end) - added.start
    }

    /// Rows at the end that are totals: they stay at the bottom of the screen.
    #[must_use]
    pub fn footer_rows(&self) -> usize {
        let rows = self.row_count();
        (0..rows).rev().take_while(|row| self.row(*row).role == RowRole::Total).count()
    }

    /// The cell's stable keys.
    #[must_use]
    pub fn key(&self, place: Place) -> Option<CellKey> {
        let column = self.columns.get(place.col)?;
        (place.row < self.row_count()).then(|| (self.row(place.row).key.clone(), column.number))
    }

    /// Where a cell is shown.
    #[must_use]
    pub fn place(&self, cell: &CellKey) -> Option<Place> {
        let (row, col) = self.spot(cell)?;
        self.shown.place(row).map(|row| Place::new(row, col))
    }

    /// A cell's row of the sheet and column, shown or not.
    fn spot(&self, cell: &CellKey) -> Option<(usize, usize)> {
        let col = self.columns.iter().position(|column| column.number == cell.1)?;
        self.sheet.row_index(&cell.0).map(|row| (row, col))
    }

    /// Whether the cell can be typed into.
    #[must_use]
    pub fn is_input(&self, place: Place) -> bool {
        self.is_entry(place) && !self.is_beyond(place)
    }

    /// The cells that a granted correction allows to change; none where all may be.
    #[must_use]
    pub fn limit(&self) -> &Option<HashSet<CellKey>> {
        &self.limit
    }

    /// Limits what may be changed.
    pub fn set_limit(&mut self, limit: Option<HashSet<CellKey>>) {
        self.limit = limit;
    }

    /// Whether people enter this cell, and only the granted correction does not cover it.
    #[must_use]
    pub fn is_beyond(&self, place: Place) -> bool {
        let Some(limit) = &self.limit else { return false };
        self.is_entry(place) && self.key(place).is_none_or(|cell| !limit.contains(&cell))
    }

    /// Whether the form lets people enter this cell.
    fn is_entry(&self, place: Place) -> bool {
        let (true, Some(column)) = (place.row < self.row_count(), self.columns.get(place.col)) else {
            return false;
        };
        if self.is_typed_name(place) {
            return true;
        }
        let own = self.sheet.is_input(self.shown.row(place.row), column.number) && !layout::is_name(&column.kind);
        // A row that only the units below have cannot take own figures without an item to add it by.
        let row = self.row(place.row);
        own && (row.item.is_some() || !self.consolidated_rows.contains(&row.key))
    }

    /// Whether the cell is the typed name of a free row.
    fn is_typed_name(&self, place: Place) -> bool {
        self.columns[place.col].kind == ColumnType::Label
            && *self.row_kind() == RowKind::Free
            && self.row(place.row).is_dynamic
            && !self.consolidated_rows.contains(&self.row(place.row).key)
    }

    /// The value shown in a cell.
    #[must_use]
    pub fn value(&self, place: Place) -> Value {
        self.value_at(self.shown.row(place.row), place.col)
    }

    /// The value of a cell, shown or not.
    #[must_use]
    pub fn value_of(&self, cell: &CellKey) -> Option<Value> {
        self.spot(cell).map(|(row, col)| self.value_at(row, col))
    }

    /// The value of a cell by the sheet's row.
    pub(super) fn value_at(&self, at: usize, col: usize) -> Value {
        let row = self.sheet.row(at);
        let text = |text: &str| if text.is_empty() { Value::Blank } else { Value::from(text) };
        match &self.columns[col].kind {
            ColumnType::Ordinal => text(row.ordinal.as_deref().unwrap_or_default()),
            kind if layout::is_name(kind) && self.name == Some(col) => match (&row.unit, kind) {
                (Some(unit), ColumnType::Unit) if row.is_dynamic => text(unit),
                _ => text(&row.label),
            },
            ColumnType::Unit => text(row.unit.as_deref().unwrap_or_default()),
            kind if layout::is_name(kind) => Value::Blank,
            _ => self.sheet.value(at, self.columns[col].number),
        }
    }

    /// The part of a cell that came from the units below.
    #[must_use]
    pub fn consolidated(&self, place: Place) -> Option<&Value> {
        self.key(place).and_then(|cell| self.consolidated.get(&cell))
    }

    /// Whether the cell, or one that it is computed from, may have such parts: then it has a source to show.
    #[must_use]
    pub fn has_parts(&self, place: Place) -> bool {
        let is_figure = self.columns.get(place.col).is_some_and(|column| !layout::is_name(&column.kind));
        is_figure && self.holds_consolidated()
    }

    /// Whether figures were consolidated from the units below.
    #[must_use]
    pub fn holds_consolidated(&self) -> bool {
        !self.consolidated.is_empty()
    }

    /// Whether rows came by consolidation: their order is that of the units below.
    #[must_use]
    pub fn holds_rows_below(&self) -> bool {
        !self.rows_below.is_empty()
    }

    /// Whether the row came by consolidation and goes with it.
    #[must_use]
    pub fn is_row_below(&self, key: &RowKey) -> bool {
        self.rows_below.contains(key)
    }
}
