//! How much of a report is filled in.

use domain::content::ContentRow;
use domain::sheet::Filling;
use serde_json::json;

use crate::forms::{Form, enter};

/// (3) is computed, (4) required, (5) optional; two rows of figures, a heading and a total.
fn form() -> Form {
    Form::fixed(&["H heading", "A data", "B data", "T total"])
        .column(1, "ordinal", "")
        .column(2, "label", "")
        .column(3, "integer", "[4] + [5]")
        .column(4, "integer", "")
        .column_is("required", json!(true))
        .column(5, "integer", "")
}

fn told(filling: Filling) -> (usize, usize, usize, usize, Option<usize>) {
    (filling.filled, filling.cells, filling.required_filled, filling.required, filling.percent())
}

#[test]
fn entered_cells_count_and_nothing_else() {
    let mut sheet = form().sheet();
    assert_eq!(told(sheet.filling()), (0, 4, 0, 2, Some(0)));
    for (row, column, text, expected) in [
        ("A", 4, "7", (1, 4, 1, 2, Some(25))),
        ("A", 5, "0", (2, 4, 1, 2, Some(50))),
        ("B", 5, "mười", (3, 4, 1, 2, Some(75))),
        ("B", 4, "KAD", (4, 4, 2, 2, Some(100))),
        ("A", 4, "", (3, 4, 1, 2, Some(75))),
    ] {
        enter(&mut sheet, row, column, text);
        assert_eq!(told(sheet.filling()), expected, "{row} {column} {text}");
    }
}

#[test]
fn added_rows_have_a_name_to_give() {
    let form = || Form::free().column(1, "ordinal", "").column(2, "label", "").integers(3..=5);
    let mut sheet = form().sheet();
    assert_eq!(told(sheet.filling()), (0, 0, 0, 0, None), "nothing can be entered yet");
    sheet.insert_row(0, ContentRow::new("x")).unwrap();
    assert_eq!(told(sheet.filling()), (0, 4, 0, 1, Some(0)));
    sheet.set_label(0, "Đất đai".to_owned()).unwrap();
    enter(&mut sheet, "x", 3, "1");
    enter(&mut sheet, "x", 4, "1");
    assert_eq!(told(sheet.filling()), (3, 4, 1, 1, Some(75)));
    let many = form().sheet_of(&vec![&["", "", "1", "1", "1"][..]; 99]).filling();
    assert_eq!(many.percent(), Some(100));
    let almost = Filling { cells: 1_000, filled: 999, ..Filling::default() };
    assert_eq!(almost.percent(), Some(99), "100 only when nothing is left");
}
