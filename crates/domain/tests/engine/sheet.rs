//! What sheets compute, check and refuse.

use domain::content::{Content, ContentRow};
use domain::language::Language;
use domain::sheet::{EditRefused, References, Sheet};
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
    let findings = sheet.cell_findings(0, ColumnNumber(4), Language::Vi);
    assert_eq!(findings[0].message, "Hàng “Dòng 0”: cột (4) không được lớn hơn (5): 7 > 2, lệch 5");
    let findings = sheet.cell_findings(0, ColumnNumber(4), Language::En);
    assert_eq!(findings[0].message, "Row “Dòng 0”: column (4) must not be greater than (5): 7 > 2, difference 5");
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
fn rows_move_and_are_numbered_anew() {
    let mut sheet = usual().sheet_of(&[&["", "", "", "1", "2"], &["", "", "", "3", "4"], &["", "", "", "5", "6"]]);
    let order = |sheet: &Sheet| {
        let rows = (0..sheet.row_count()).map(|row| sheet.row(row));
        rows.map(|row| format!("{}{}", row.key, row.ordinal.as_deref().unwrap_or_default()))
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (row, to, place, expected) in
        [(2, 0, 0, "k21 k02 k13 T"), (0, 9, 2, "k01 k12 k23 T"), (1, 1, 1, "k01 k12 k23 T")]
    {
        assert_eq!(sheet.move_row(row, to), Ok(place));
        assert_eq!(order(&sheet), expected);
    }
    assert_eq!(sheet.row_index(&"k2".into()), Some(2));
    assert_eq!(shown(&sheet, "T", 4), "9");
    enter(&mut sheet, "k2", 4, "10");
    assert_eq!(shown(&sheet, "T", 4), "14");
    assert_eq!(sheet.move_row(3, 0), Err(EditRefused::FixedRows));
    assert_eq!(sheet.move_row(7, 0), Err(EditRefused::NoSuchRow));
    let content = sheet.content();
    assert_eq!(content.rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["k0", "k1", "k2"]);
}

#[test]
fn the_number_of_rows_is_prescribed() {
    let mut sheet = usual().rows_between(2, 3).sheet_of(&[&["", "", "", "1", "2"]]);
    assert_eq!(found(&sheet), ["min_rows "]);
    assert_eq!(sheet.findings(Language::Vi)[0].message, "Biểu cần ít nhất 2 hàng, mới có 1");
    assert_eq!(sheet.finding_counts().errors, 1);
    let mut named = |key: &str| {
        let row = ContentRow { label: Some("x".to_owned()), ..ContentRow::new(key) };
        sheet.insert_row(9, row)
    };
    assert_eq!((named("a"), named("b")), (Ok(1), Ok(2)));
    assert_eq!(named("c"), Err(EditRefused::TooManyRows));
    assert_eq!(found(&sheet), [""; 0]);
    // Two people may have added rows at once: nothing is dropped, but it is told.
    let full = usual().rows_between(0, 1).sheet_of(&[&["", "", "", "1", "2"], &["", "", "", "3", "4"]]);
    assert_eq!((found(&full), full.row_count()), (vec!["max_rows ".to_owned()], 3));
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

fn content(rows: &[(&str, &[(u16, i64)])]) -> Content {
    let row = |(key, cells): &(&str, &[(u16, i64)])| {
        let mut row = ContentRow::new(*key);
        row.cells = cells.iter().map(|(column, value)| (ColumnNumber(*column), Value::from(*value))).collect();
        row
    };
    Content { rows: rows.iter().map(row).collect() }
}

#[test]
fn what_has_no_place_is_kept_and_reported() {
    let stored = content(&[("a", &[(1, 5), (2, 99), (7, 1)]), ("gone", &[(1, 3)]), ("T", &[(1, 4)])]);
    let form = || Form::fixed(&["a data", "T total"]).integers([1]).column(2, "integer", "[1] * 2").compile();
    let mut sheet = Sheet::open(form(), &stored, References::default());
    assert_eq!(found(&sheet), ["unknown_column a(7)", "unknown_row gone(1)"]);
    assert_eq!((shown(&sheet, "a", 2), shown(&sheet, "T", 1)), ("10".into(), "5".into()));
    let kept = content(&[("a", &[(1, 5), (7, 1)]), ("gone", &[(1, 3)])]);
    assert_eq!(sheet.content(), kept, "computed cells are not input");
    enter(&mut sheet, "a", 1, "");
    assert_eq!(sheet.content(), content(&[("a", &[(7, 1)]), ("gone", &[(1, 3)])]));

    let twice = content(&[("x", &[(1, 1)]), ("x", &[(1, 2)]), ("", &[(1, 4)])]);
    let sheet = Sheet::open(Form::free().integers([1]).compile(), &twice, References::default());
    assert_eq!(found(&sheet), ["unknown_row x(1)", "unknown_row (1)"]);
    assert_eq!((sheet.added_rows(), shown(&sheet, "T", 1)), (0..1, "1".into()));
    assert_eq!(sheet.content(), twice);
}

#[test]
fn names_of_rows() {
    let catalogue = json!({"name": "catalogue", "catalogue": "c"});
    let form = Form::free().with("row_kind", catalogue).column(1, "label", "").integers([2]);
    let mut sheet = form.sheet();
    let mut row = ContentRow::new("i1");
    (row.item, row.label) = (Some("i1".into()), Some("Mục một".into()));
    sheet.insert_row(0, row.clone()).unwrap();
    row.key = "other".into();
    assert_eq!(sheet.insert_row(0, row.clone()), Err(EditRefused::DuplicateItem));
    assert_eq!(sheet.set_label(0, "Khác".into()), Err(EditRefused::NotAnInput));
    assert_eq!(sheet.value(0, ColumnNumber(1)), Value::from("Mục một"));
    sheet.remove_row(0).unwrap();
    assert_eq!(sheet.insert_row(9, row), Ok(0));

    let mut sheet = usual().sheet();
    sheet.insert_row(0, ContentRow::new("k")).unwrap();
    assert_eq!(found(&sheet), ["required k(2)"]);
    assert!(sheet.is_input(0, ColumnNumber(2)) && !sheet.is_input(1, ColumnNumber(2)));
    assert_eq!(sheet.set(0, ColumnNumber(2), Value::from("Tên")), Ok(vec![(0, ColumnNumber(2))]));
    assert_eq!((found(&sheet), sheet.row(0).label.as_str()), (vec![], "Tên"));
    assert_eq!(sheet.set(0, ColumnNumber(1), Value::from("9")), Err(EditRefused::NotAnInput));
    assert_eq!(sheet.set(7, ColumnNumber(2), Value::Blank), Err(EditRefused::NoSuchRow));
    assert_eq!(sheet.set(0, ColumnNumber(99), Value::Blank), Err(EditRefused::NoSuchColumn));
    assert_eq!(
        Form::fixed(&["a data"]).integers([1]).sheet().insert_row(0, ContentRow::new("x")),
        Err(EditRefused::FixedRows)
    );
}

#[test]
fn what_is_not_in_the_catalogue_is_kept_and_reported() {
    let form = Form::fixed(&["A data"])
        .column(3, "choice", "")
        .column_is("type", json!({"name": "choice", "catalogue": "tinh_trang"}))
        .compile();
    assert!(form.references().catalogues.contains("tinh_trang"));
    let mut references = References::default();
    let items = [("DA", "Đã triển khai"), ("CHUA", "Chưa triển khai")];
    references.choices.insert("tinh_trang", items.map(|(code, name)| (code.to_owned(), name.to_owned())));
    let mut sheet = Sheet::open(form.clone(), &Content::default(), references.clone());
    for (typed, expected) in [
        ("DA", vec![]),
        ("đã triển khai", vec![]),
        ("Sắp triển khai", vec!["unknown_item A(3)"]),
        ("đã  TRIỂN khai ", vec![]),
        ("", vec![]),
        ("KAD", vec![]),
    ] {
        enter(&mut sheet, "A", 3, typed);
        assert_eq!(found(&sheet), expected, "{typed}");
        let again = Sheet::open(form.clone(), &sheet.content(), references.clone());
        assert_eq!(found(&again), expected, "{typed}");
        assert_eq!(sheet.finding_counts().errors, expected.len());
    }
    enter(&mut sheet, "A", 3, "Sắp triển khai");
    assert_eq!(shown(&sheet, "A", 3), "Sắp triển khai");
    let finding = &sheet.findings(Language::Vi)[0];
    assert_eq!(
        finding.message,
        "Hàng “Hàng A”: cột (3) không có trong danh mục: “Sắp triển khai”; hãy chọn trong danh sách (F4)"
    );
    // Without the catalogue at hand nothing can be said.
    assert_eq!(found(&Sheet::open(form, &sheet.content(), References::default())), [""; 0]);
}
