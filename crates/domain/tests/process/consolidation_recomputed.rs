//! A consolidated report opened as a sheet: formulas, ratios and totals are computed from the sums, never summed (D3).

use std::sync::Arc;

use domain::consolidation::consolidate;
use domain::content::{Content, ContentRow};
use domain::sheet::{CompiledForm, References, Sheet};
use domain::template::ColumnNumber;
use domain::value::Value;
use rust_decimal::Decimal;

use super::consolidation::{CATALOGUE, FIXED, child, form};

fn content(rows: &[(&str, i64, i64)]) -> Content {
    let rows = rows.iter().map(|(key, count, amount)| {
        let mut row = ContentRow::new(*key);
        row.item = Some((*key).to_owned());
        row.cells = [(4, *count), (5, *amount)].map(|(column, figure)| (ColumnNumber(column), figure.into())).into();
        row
    });
    Content { rows: rows.collect() }
}

fn open(kind: &str, content: &Content) -> Sheet {
    let compiled = CompiledForm::compile(form(kind)).unwrap();
    Sheet::open(Arc::new(compiled), content, References::default())
}

fn value(sheet: &Sheet, row: &str, column: u16) -> Value {
    sheet.value(sheet.row_index(&row.into()).unwrap(), ColumnNumber(column))
}

#[test]
fn ratios_and_totals_follow_the_sums() {
    let children = [content(&[("R1", 10, 50), ("R2", 1, 0)]), content(&[("R1", 30, 30)])];
    let children: Vec<_> = (1..).zip(children).map(|(unit, content)| child(unit, content)).collect();
    let result = consolidate(&form(FIXED), &content(&[("R1", 10, 0)]), &children);
    let sheet = open(FIXED, &result.content);
    let rows = [
        ("R1", 4, "50"),
        ("R1", 5, "80"),
        // 80 / 50, not 5 + 1 of the children.
        ("R1", 6, "1.6"),
        // This row's amount is twice its count.
        ("R2", 5, "2"),
        ("R2", 6, "2"),
        ("T", 4, "51"),
        ("T", 5, "82"),
    ];
    for (row, column, expected) in rows {
        let expected: Decimal = expected.parse().unwrap();
        assert_eq!(value(&sheet, row, column), Value::Number(expected), "{row} {column}");
    }
}

#[test]
fn totals_of_children_add_up_to_the_total() {
    let contents = [
        content(&[("cong_an", 10, 5), ("y_te", 3, 2)]),
        content(&[("y_te", 7, 1)]),
        content(&[("giao_duc", 1, 1), ("cong_an", 4, 0)]),
    ];
    let total = |sheet: &Sheet, column| value(sheet, "T", column).as_number().unwrap();
    let parts: Vec<Sheet> = contents.iter().map(|content| open(CATALOGUE, content)).collect();
    let children: Vec<_> = (1..).zip(contents).map(|(unit, content)| child(unit, content)).collect();
    let result = consolidate(&form(CATALOGUE), &Content::default(), &children);
    let whole = open(CATALOGUE, &result.content);
    for column in [4, 5] {
        let sum: Decimal = parts.iter().map(|part| total(part, column)).sum();
        assert_eq!(total(&whole, column), sum);
    }
    let labels: Vec<&str> = result.content.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(labels, ["cong_an", "y_te", "giao_duc"]);
}
