//! Figures as the server sends them, in the domain's words.

use std::collections::{HashMap, HashSet};

use contract::WireValue;
use contract::data::{CellTable, DataRow, ReferencesView};
use domain::catalogue::Choices;
use domain::content::{Content, ContentRow, RowKey};
use domain::sheet::{CompiledForm, References, Table};
use domain::template::{Column, ColumnNumber, ColumnType};
use domain::value::Value;

use super::journal::CellKey;

/// Figures of input cells from the wire: added rows, and the prescribed rows that hold something. Where they are sums of
/// what was entered here and below, they are read as figures.
pub fn content(form: &CompiledForm, rows: &[DataRow], are_sums: bool) -> Content {
    let template = form.template();
    let prescribed: HashSet<&str> = template.rows.iter().map(|row| row.code.as_str()).collect();
    let rows = rows.iter().filter(|row| row.role == "data");
    let rows = rows.filter(|row| !row.cells.is_empty() || !prescribed.contains(row.key.as_str())).map(|row| {
        let is_added = !prescribed.contains(row.key.as_str());
        let cells = row.cells.iter().filter_map(|(number, value)| {
            let column = form.columns().iter().find(|column| column.number.to_string() == *number)?;
            let read = if are_sums { WireValue::to_value } else { WireValue::to_entered };
            Some((column.number, read(value, &column.kind)))
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

/// Cells by their keys.
pub fn cells_of(columns: &[Column], table: &CellTable) -> HashMap<CellKey, Value> {
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

/// What formulas refer to beside this report.
pub fn references(columns: &[Column], view: &ReferencesView) -> References {
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
pub fn table(cells: &CellTable, columns: &[Column]) -> Table {
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
