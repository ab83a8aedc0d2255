//! The figures on screen: a sheet over own figures plus what was consolidated from the units below.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use contract::data::{CellTable, DataRow, ReferencesView, ReportData};
use domain::catalogue::Choices;
use domain::consolidation::{FaultKind, combine_values};
use domain::content::{Content, ContentRow, RowKey};
use domain::sheet::{CompiledForm, References, Sheet, Table};
use domain::template::{Column, ColumnNumber, ColumnType, RowKind, RowRole};
use domain::value::Value;

use super::journal::{CellKey, Current};
use super::layout;
use super::place::Place;

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
        let sheet = Sheet::open(form.clone(), &content(&form, &data.rows), references(&columns, &data.references));
        let name =
            columns.iter().position(|column| layout::is_name(&column.kind) && column.kind != ColumnType::Ordinal);
        Self { sheet, columns, name, own, consolidated, rows_below, consolidated_rows }
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

    /// Number of added rows.
    #[must_use]
    pub fn added_rows(&self) -> usize {
        self.sheet.added_rows().len()
    }

    /// Number of added rows above a row.
    #[must_use]
    pub fn added_above(&self, row: usize) -> usize {
        let added = self.sheet.added_rows();
        row.clamp(added.start, added.end) - added.start
    }

    /// Rows at the end that are totals: they stay at the bottom of the screen.
    #[must_use]
    pub fn footer_rows(&self) -> usize {
        let rows = self.sheet.row_count();
        (0..rows).rev().take_while(|row| self.sheet.row(*row).role == RowRole::Total).count()
    }

    /// The cell's stable keys.
    #[must_use]
    pub fn key(&self, place: Place) -> Option<CellKey> {
        let column = self.columns.get(place.col)?;
        (place.row < self.sheet.row_count()).then(|| (self.sheet.row(place.row).key.clone(), column.number))
    }

    /// Where a cell stands.
    #[must_use]
    pub fn place(&self, cell: &CellKey) -> Option<Place> {
        let col = self.columns.iter().position(|column| column.number == cell.1)?;
        self.sheet.row_index(&cell.0).map(|row| Place::new(row, col))
    }

    /// Whether the cell can be typed into.
    #[must_use]
    pub fn is_input(&self, place: Place) -> bool {
        let (true, Some(column)) = (place.row < self.sheet.row_count(), self.columns.get(place.col)) else {
            return false;
        };
        if self.is_typed_name(place) {
            return true;
        }
        let own = self.sheet.is_input(place.row, column.number) && !layout::is_name(&column.kind);
        // A row that only the units below have cannot take own figures without an item to add it by.
        let row = self.sheet.row(place.row);
        own && (row.item.is_some() || !self.consolidated_rows.contains(&row.key))
    }

    /// Whether the cell is the typed name of a free row.
    fn is_typed_name(&self, place: Place) -> bool {
        self.columns[place.col].kind == ColumnType::Label
            && *self.row_kind() == RowKind::Free
            && self.sheet.row(place.row).is_dynamic
            && !self.consolidated_rows.contains(&self.sheet.row(place.row).key)
    }

    /// The value shown in a cell.
    #[must_use]
    pub fn value(&self, place: Place) -> Value {
        let row = self.sheet.row(place.row);
        let text = |text: &str| if text.is_empty() { Value::Blank } else { Value::from(text) };
        match &self.columns[place.col].kind {
            ColumnType::Ordinal => text(row.ordinal.as_deref().unwrap_or_default()),
            kind if layout::is_name(kind) && self.name == Some(place.col) => match (&row.unit, kind) {
                (Some(unit), ColumnType::Unit) if row.is_dynamic => text(unit),
                _ => text(&row.label),
            },
            ColumnType::Unit => text(row.unit.as_deref().unwrap_or_default()),
            kind if layout::is_name(kind) => Value::Blank,
            _ => self.sheet.value(place.row, self.columns[place.col].number),
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

    /// Whether the row came by consolidation and goes with it.
    #[must_use]
    pub fn is_row_below(&self, key: &RowKey) -> bool {
        self.rows_below.contains(key)
    }

    /// The row becomes one of the unit's own, so that it can take own figures.
    pub fn adopt_row(&mut self, key: &RowKey) -> bool {
        self.consolidated_rows.remove(key)
    }

    /// Sets the entered value of a cell; gives the cells whose shown value changed.
    ///
    /// # Errors
    /// What the sheet says when the cell cannot be set.
    pub fn set_own(&mut self, cell: &CellKey, value: Value) -> Result<Vec<Place>, String> {
        let Some(place) = self.place(cell) else { return Ok(Vec::new()) };
        if self.columns[place.col].kind == ColumnType::Label {
            let Value::Text(label) = value else { return self.set_name(place, String::new()) };
            return self.set_name(place, label);
        }
        let shown = match self.consolidated.get(cell) {
            Some(part) => combined(&self.columns[place.col], &value, part),
            None => value.clone(),
        };
        let changed = self.sheet.set(place.row, cell.1, shown).map_err(|refused| refused.to_string())?;
        if self.consolidated.contains_key(cell) {
            self.own.insert(cell.clone(), value);
        }
        let places = changed.into_iter().filter_map(|(row, number)| {
            self.columns.iter().position(|column| column.number == number).map(|col| Place::new(row, col))
        });
        Ok(places.collect())
    }

    fn set_name(&mut self, place: Place, label: String) -> Result<Vec<Place>, String> {
        self.sheet.set_label(place.row, label).map_err(|refused| refused.to_string())?;
        Ok(vec![place])
    }

    /// Adds a row behind `at` other added rows.
    ///
    /// # Errors
    /// What the sheet says when the row cannot be added.
    pub fn insert_row(&mut self, at: usize, row: ContentRow) -> Result<(), String> {
        let at = at.min(self.added_rows());
        self.sheet.insert_row(at, row).map(|_| ()).map_err(|refused| refused.to_string())
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
        let place = self.place(cell)?;
        if self.consolidated.contains_key(cell) {
            return Some(self.own.get(cell).cloned().unwrap_or_default());
        }
        Some(self.value(place))
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

/// Entered figures from the wire: added rows, and the prescribed rows in which something was entered.
fn content(form: &CompiledForm, rows: &[DataRow]) -> Content {
    let template = form.template();
    let prescribed: HashSet<&str> = template.rows.iter().map(|row| row.code.as_str()).collect();
    let rows = rows.iter().filter(|row| row.role == "data");
    let rows = rows.filter(|row| !row.cells.is_empty() || !prescribed.contains(row.key.as_str())).map(|row| {
        let is_added = !prescribed.contains(row.key.as_str());
        let cells = row.cells.iter().filter_map(|(number, value)| {
            let column = form.columns().iter().find(|column| column.number.to_string() == *number)?;
            Some((column.number, value.to_value(&column.kind)))
        });
        ContentRow {
            key: row.key.as_str().into(),
            item: row.item.clone(),
            label: is_added.then(|| row.label.clone()),
            unit: row.unit.clone(),
            cells: cells.collect(),
        }
    });
    Content { rows: rows.collect() }
}

fn cells_of(columns: &[Column], table: &CellTable) -> HashMap<CellKey, Value> {
    let mut cells = HashMap::new();
    for (row, values) in table {
        for column in columns {
            if let Some(value) = values.get(&column.number.to_string()) {
                cells.insert((RowKey::from(row.as_str()), column.number), value.to_value(&column.kind));
            }
        }
    }
    cells
}

fn references(columns: &[Column], view: &ReferencesView) -> References {
    let mut choices = Choices::default();
    for (catalogue, items) in &view.choices {
        choices.insert(catalogue, items.clone());
    }
    References {
        choices,
        previous: view.previous.as_ref().map(|cells| table(cells, columns)),
        forms: view.forms.iter().map(|(code, cells)| (code.clone(), table(cells, &[]))).collect(),
    }
}

/// A table of another report. Columns of other forms are not known here: what reads as a number is one.
fn table(cells: &CellTable, columns: &[Column]) -> Table {
    let mut table = Table::default();
    for (row, values) in cells {
        for (number, value) in values {
            let Ok(number) = number.parse().map(ColumnNumber) else { continue };
            let kind = columns.iter().find(|column| column.number == number).map(|column| &column.kind);
            let kind = kind.unwrap_or(&ColumnType::Decimal { scale: 6 });
            table.insert(row.as_str().into(), number, value.to_value(kind));
        }
    }
    table
}
