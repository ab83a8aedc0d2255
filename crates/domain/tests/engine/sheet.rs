//! What sheets compute, check and refuse.

use domain::content::ContentRow;
use domain::sheet::EditRefused;
use domain::template::ColumnNumber;
use domain::value::Value;
use serde_json::json;

use crate::forms::{Form, enter, found, shown};

/// `[3] = [4]+[5]`, ratio `[6] = [4]/[3]*100`, total row.
fn usual() -> Form {
    Form::free()
        .column(1, "ordinal", "")
        .column(2, "label", "")
        .column(3, "integer", "[3] = [4] + [5]")
        .integers(4..=5)
        .column(6, "percent", "ROUND([4] / [3] * 100, 2)")
        .rule("[4] <= [5]")
}

#[test]
fn an_edit_reaches_row_total_and_rules() {
    let mut sheet = usual().sheet_of(&[&["", "", "", "1", "2"], &["", "", "", "3", "4"]]);
    assert_eq!(shown(&sheet, "k0", 3), "3");
    assert_eq!(shown(&sheet, "T", 3), "10");
    assert_eq!(shown(&sheet, "k1", 6), "42.86");
    assert_eq!(shown(&sheet, "T", 6), "40");
    let changed = sheet.set(0, ColumnNumber(4), Value::from(7)).unwrap();
    let mut changed: Vec<_> = changed.into_iter().map(|(row, column)| (row, column.0)).collect();
    changed.sort_unstable();
    assert_eq!(changed, [(0, 3), (0, 4), (0, 6), (2, 3), (2, 4), (2, 6)]);
    assert_eq!(shown(&sheet, "T", 3), "16");
    assert_eq!(found(&sheet), ["R1 k0(4),k0(5)", "R1 T(4),T(5)"]);
    let findings = sheet.cell_findings(0, ColumnNumber(4));
    assert_eq!(findings[0].message_vi, "Hàng “Dòng 0”: cột (4) không được lớn hơn (5): 7 > 2, lệch 5");
    assert_eq!(findings[0].message_en, "Row “Dòng 0”: column (4) must not be greater than (5): 7 > 2, difference 5");
    assert_eq!(sheet.set(0, ColumnNumber(4), Value::from(7)).unwrap(), []);
    enter(&mut sheet, "k0", 4, "1");
    assert_eq!(found(&sheet), [""; 0]);
}

#[test]
fn rows_come_and_go() {
    let mut sheet = usual().sheet_of(&[&["", "", "", "1", "2"]]);
    let mut row = ContentRow::new("new");
    row.label = Some("Mới".into());
    row.cells.insert(ColumnNumber(4), Value::from(9));
    assert_eq!(sheet.insert_row(0, row.clone()), Ok(0));
    assert_eq!(sheet.insert_row(0, row), Err(EditRefused::DuplicateRow));
    assert_eq!(shown(&sheet, "T", 4), "10");
    assert_eq!(shown(&sheet, "new", 3), "9");
    assert_eq!((sheet.row(0).ordinal.as_deref(), sheet.row(1).ordinal.as_deref()), (Some("1"), Some("2")));
    assert_eq!(found(&sheet), ["R1 new(4),new(5)", "R1 T(4),T(5)"]);
    let removed = sheet.remove_row(0).unwrap();
    assert_eq!(removed.cells[&ColumnNumber(4)], Value::from(9));
    assert_eq!(shown(&sheet, "T", 4), "1");
    assert_eq!(found(&sheet), [""; 0]);
    assert_eq!(sheet.remove_row(1), Err(EditRefused::FixedRows));
    sheet.remove_row(0).unwrap();
    assert_eq!(shown(&sheet, "T", 4), "");
}

#[test]
fn subtotals_and_totals_count_each_row_once() {
    let rows = ["I subtotal", "I.1 data I", "I.2 subtotal I", "I.2a data I.2", "I.2b data I.2", "II data", "T total"];
    let mut sheet = Form::fixed(&rows).column(1, "label", "").integers([2]).sheet();
    for (row, text) in [("I.1", "1"), ("I.2a", "2"), ("I.2b", "4"), ("II", "8")] {
        enter(&mut sheet, row, 2, text);
    }
    for (row, text) in [("I.2", "6"), ("I", "7"), ("T", "15")] {
        assert_eq!(shown(&sheet, row, 2), text, "{row}");
    }
    let levels: Vec<u8> = (0..7).map(|ix| sheet.row(ix).level).collect();
    assert_eq!(levels, [0, 1, 1, 2, 2, 0, 0]);
    assert!(!sheet.is_input(0, ColumnNumber(2)) && sheet.is_input(1, ColumnNumber(2)));
    assert_eq!(sheet.set(0, ColumnNumber(2), Value::from(1)), Err(EditRefused::NotAnInput));
}

#[test]
fn required_and_unreadable_cells_are_found() {
    let form = usual().integers([7]).column_is("required", json!(true));
    let mut sheet = form.sheet_of(&[&["", "", "", "x1", "2,5"]]);
    assert_eq!(found(&sheet), ["not_a_number k0(4)", "not_an_integer k0(5)", "required k0(7)"]);
    assert_eq!(shown(&sheet, "k0", 3), "");
    assert_eq!(shown(&sheet, "k0", 4), "x1");
    enter(&mut sheet, "k0", 4, "-1");
    enter(&mut sheet, "k0", 7, "KAD");
    enter(&mut sheet, "k0", 5, "");
    assert_eq!(found(&sheet), ["negative k0(4)"]);
}
