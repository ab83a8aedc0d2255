//! The figures on screen: a sheet over own figures plus what was consolidated from the units below.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use contract::data::{DataRow, ReportData};
use domain::consolidation::{FaultKind, combine_values};
use domain::content::{ContentRow, RowKey};
use domain::sheet::{CompiledForm, Sheet, SheetRow, Table};
use domain::template::{Column, ColumnNumber, ColumnType, RowKind, RowRole};
use domain::value::Value;

use super::journal::{CellKey, Current};
use super::layout;
use super::place::{Place, Selection};
use super::received::{cells_of, content, references, table};
use super::shown::{Lens, Shown};

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

    /// The row becomes one of the unit's own, so that it can take own figures.
    pub fn adopt_row(&mut self, key: &RowKey) -> bool {
        self.consolidated_rows.remove(key)
    }

    /// Sets the entered value of a cell; gives the cells whose shown value changed, by the sheet's rows.
    ///
    /// # Errors
    /// What the sheet says when the cell cannot be set.
    pub fn set_own(&mut self, cell: &CellKey, value: Value) -> Result<Vec<Place>, String> {
        let Some((row, col)) = self.spot(cell) else { return Ok(Vec::new()) };
        if self.columns[col].kind == ColumnType::Label {
            let Value::Text(label) = value else { return self.set_name(row, col, String::new()) };
            return self.set_name(row, col, label);
        }
        let shown = match self.consolidated.get(cell) {
            Some(part) => combined(&self.columns[col], &value, part),
            None => value.clone(),
        };
        let changed = self.sheet.set(row, cell.1, shown).map_err(|refused| refused.to_string())?;
        if self.consolidated.contains_key(cell) {
            self.own.insert(cell.clone(), value);
        }
        let places = changed.into_iter().filter_map(|(row, number)| {
            self.columns.iter().position(|column| column.number == number).map(|col| Place::new(row, col))
        });
        Ok(places.collect())
    }

    fn set_name(&mut self, row: usize, col: usize, label: String) -> Result<Vec<Place>, String> {
        self.sheet.set_label(row, label).map_err(|refused| refused.to_string())?;
        Ok(vec![Place::new(row, col)])
    }

    /// Adds a row behind `at` other added rows.
    ///
    /// # Errors
    /// What the sheet says when the row cannot be added.
    pub fn insert_row(&mut self, at: usize, row: ContentRow) -> Result<(), String> {
        let at = at.min(self.added_rows());
        self.sheet.insert_row(at, row).map(|_| ()).map_err(|refused| refused.to_string())
    }

    /// Moves an added row to be this one among the added rows; tells where it stood.
    ///
    /// # Errors
    /// What the sheet says when the row must stay.
    pub fn move_row(&mut self, key: &RowKey, to: usize) -> Result<Option<usize>, String> {
        let Some(row) = self.sheet.row_index(key) else { return Ok(None) };
        let from = self.added_above(row);
        self.sheet.move_row(row, to).map_err(|refused| refused.to_string())?;
        Ok(Some(from))
    }

    /// Removes an added row; gives its own figures.
    ///
    /// # Errors
    /// What the sheet says when the row must stay.
    pub fn remove_row(&mut self, key: &RowKey) -> Result<Option<ContentRow>, String> {
        let Some(row) = self.sheet.row_index(key) else { return Ok(None) };
        let content = self.added_row(key);
        self.sheet.remove_row(row).map_err(|refused| refused.to_string())?;
        Ok(content)
    }
}

impl Current for Figures {
    fn own(&self, cell: &CellKey) -> Option<Value> {
        let (row, col) = self.spot(cell)?;
        if self.consolidated.contains_key(cell) {
            return Some(self.own.get(cell).cloned().unwrap_or_default());
        }
        Some(self.value_at(row, col))
    }

    fn added_row(&self, key: &RowKey) -> Option<ContentRow> {
        let row = self.sheet.row(self.sheet.row_index(key)?);
        if !row.is_dynamic || self.consolidated_rows.contains(key) {
            return None;
        }
        let cells = self.columns.iter().filter(|column| column.is_input()).filter_map(|column| {
            let value = self.own(&(key.clone(), column.number))?;
            (!value.is_blank()).then_some((column.number, value))
        });
        Some(ContentRow {
            key: key.clone(),
            item: row.item.clone(),
            label: (!row.label.is_empty()).then(|| row.label.clone()),
            unit: row.unit.clone(),
            cells: cells.collect(),
        })
    }

    fn row_above(&self, key: &RowKey) -> Option<RowKey> {
        let row = self.sheet.row_index(key)?;
        (0..row).rev().map(|row| self.sheet.row(row)).find(|row| row.is_dynamic).map(|row| row.key.clone())
    }

    fn name_column(&self) -> Option<ColumnNumber> {
        self.columns.iter().find(|column| column.kind == ColumnType::Label).map(|column| column.number)
    }

    fn position(&self, key: &RowKey) -> Option<usize> {
        self.sheet.row_index(key)
    }
}

/// Own figure and consolidated part as the cell shows them: a figure that cannot be read stays visible.
fn combined(column: &Column, own: &Value, part: &Value) -> Value {
    combine_values(column.aggregate(), own, part).unwrap_or_else(|fault| match fault {
        FaultKind::NotANumber => own.clone(),
        _ => Value::Blank,
    })
}
