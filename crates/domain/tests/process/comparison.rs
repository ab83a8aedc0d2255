//! Two states of a report side by side.

use std::sync::Arc;

use domain::comparison::{RowChange, compare};
use domain::content::{Content, ContentRow, RowKey};
use domain::sheet::{CompiledForm, References, Sheet};
use domain::template::ColumnNumber;
use domain::value::Value;

use super::consolidation::{CATALOGUE, FREE, form};

type Row<'a> = (&'a str, &'a str, &'a [(u16, i64)]);

fn sheet(kind: &str, rows: &[Row<'_>]) -> Sheet {
    let row = |(key, label, cells): &Row<'_>| {
        let mut row = ContentRow::new(*key);
        row.item = (kind == CATALOGUE).then(|| (*key).to_owned());
        row.label = Some((*label).to_owned());
        row.cells = cells.iter().map(|(column, value)| (ColumnNumber(*column), Value::from(*value))).collect();
        row
    };
    let content = Content { rows: rows.iter().map(row).collect() };
    Sheet::open(Arc::new(CompiledForm::compile(form(kind)).unwrap()), &content, References::default())
}

/// "key change: column old→new", computed cells with a star; unchanged cells without an arrow.
fn told(old: &Sheet, new: &Sheet) -> Vec<String> {
    let word = |value: &Value| match value {
        Value::Blank => "–".to_owned(),
        Value::Number(number) => number.normalize().to_string(),
        other => format!("{other:?}"),
    };
    compare(old, new)
        .into_iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| {
                let star = if cell.is_computed { "*" } else { "" };
                let values = if cell.is_changed() {
                    format!("{}→{}", word(&cell.old), word(&cell.new))
                } else {
                    word(&cell.new)
                };
                format!("{}{star} {values}", cell.column)
            });
            let cells: Vec<String> = cells.collect();
            let former = row.former_label.map(|label| format!(" (was {label})")).unwrap_or_default();
            format!("{} {}{former}: {}", row.row.key, row.change.as_str(), cells.join(", "))
        })
        .collect()
}

#[test]
fn cells_rows_and_what_follows_from_them_are_compared_by_key() {
    let old = sheet(CATALOGUE, &[("A", "A", &[(4, 2), (5, 10)]), ("B", "B", &[(4, 1)]), ("C", "C", &[(4, 7)])]);
    let new = sheet(CATALOGUE, &[("C", "C", &[(4, 7)]), ("A", "A", &[(4, 2), (5, 12)]), ("D", "D", &[(5, 3)])]);
    assert_eq!(
        told(&old, &new),
        [
            "C same: 4 7, 6* 0",
            "A changed: 4 2, 5 10→12, 6* 5→6",
            "B removed: 4 1→–, 6* 0→–",
            "D added: 5 –→3",
            "T changed: 4* 10→9, 5* 10→15, 6* 1→1.67",
        ]
    );
    let same = compare(&new, &new);
    assert!(same.iter().all(|row| row.change == RowChange::Same && !row.cells.iter().any(|cell| cell.is_changed())));
}

#[test]
fn a_new_name_is_a_change_and_a_row_that_went_first_stands_first() {
    let old = sheet(FREE, &[("x", "Cũ", &[(4, 1)]), ("y", "Tên cũ", &[(4, 2)])]);
    let new = sheet(FREE, &[("y", "Tên mới", &[(4, 2)])]);
    let told = told(&old, &new);
    assert_eq!(told[..2], ["x removed: 4 1→–, 6* 0→–", "y changed (was Tên cũ): 4 2, 6* 0"], "{told:?}");
    let row = compare(&old, &new).into_iter().find(|row| row.row.key == RowKey::from("y")).unwrap();
    assert_eq!(row.row.label, "Tên mới");
}
