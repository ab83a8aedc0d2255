//! Every oddity of design §7 in files that openpyxl, LibreOffice and rust_xlsxwriter wrote: the same contents give the
//! same import, whoever wrote the file.
//!
//! The expected pictures are `tests/files/expected-*.txt`; with `BAOCAO_BLESS=1` they are written anew, to be read
//! before they are committed.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it goes wrong")]

mod common;

use workbook::{ImportOptions, read};

/// What `examples/odd_files.rs` writes.
const BY_XLSXWRITER: [&str; 4] = ["texts", "computed", "rows", "columns"];

fn check(name: &str, form: &str, options: &ImportOptions) {
    let expected_path = common::path(&format!("expected-{name}.txt"));
    for writer in ["openpyxl", "libreoffice", "xlsxwriter"] {
        let file = format!("{writer}-{name}.xlsx");
        if writer == "xlsxwriter" && !BY_XLSXWRITER.contains(&name) {
            continue;
        }
        let bytes = common::file(&file);
        let import = read(&bytes, &common::form(form), &common::catalogues(), options).unwrap();
        let found = common::picture(&import, &common::form(form));
        if std::env::var_os("BAOCAO_BLESS").is_some() && writer == "openpyxl" {
            std::fs::write(&expected_path, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&expected_path).unwrap();
        assert_eq!(found, expected, "{file}");
    }
}

#[test]
fn numbers_and_dates_as_text() {
    check("texts", "fixed", &ImportOptions::default());
}

#[test]
fn english_separators() {
    check("english", "fixed", &ImportOptions::default());
}

#[test]
fn both_kinds_of_separators() {
    check("mixed", "fixed", &ImportOptions::default());
}

#[test]
fn values_of_another_kind() {
    check("values", "fixed", &ImportOptions::default());
}

#[test]
fn figures_typed_over_formulas() {
    check("computed", "fixed", &ImportOptions::default());
}

#[test]
fn figures_in_computed_cells_are_counted() {
    for (name, ignored) in [("computed", 5), ("texts", 0)] {
        let bytes = common::file(&format!("openpyxl-{name}.xlsx"));
        let import = read(&bytes, &common::form("fixed"), &common::catalogues(), &ImportOptions::default()).unwrap();
        assert_eq!(import.ignored_computed(), ignored, "{name}");
    }
}

#[test]
fn shuffled_unknown_hidden_and_merged_rows() {
    check("rows", "fixed", &ImportOptions::default());
}

#[test]
fn moved_hidden_unknown_and_missing_columns() {
    check("columns", "fixed", &ImportOptions::default());
}

#[test]
fn titles_without_numbers() {
    check("titles", "fixed", &ImportOptions::default());
}

#[test]
fn codes_without_a_header() {
    check("bare", "fixed", &ImportOptions::default());
}

#[test]
fn days_since_1904() {
    check("1904", "fixed", &ImportOptions::default());
}

#[test]
fn catalogue_rows() {
    check("catalogue", "catalogue", &ImportOptions::default());
}

#[test]
fn free_rows() {
    check("free", "free", &ImportOptions::default());
}

#[test]
fn given_columns_and_rows_win() {
    let options = ImportOptions {
        code_column: Some("b".into()),
        first_data_column: Some("D".into()),
        first_row: Some(2),
        last_row: Some(3),
        ..ImportOptions::default()
    };
    let bytes = common::file("openpyxl-bare.xlsx");
    let import = read(&bytes, &common::form("fixed"), &common::catalogues(), &options).unwrap();
    let rows: Vec<_> = import.rows.iter().map(|row| row.source_row).collect();
    assert_eq!((rows, import.layout.columns.values().next().unwrap().as_str()), (vec![2, 3], "D"));
    assert_eq!(import.rows[0].cells[&domain::template::ColumnNumber(5)], common::number("2"));
}

#[test]
fn rows_that_end_before_they_begin_are_said() {
    let options = ImportOptions { first_row: Some(9), last_row: Some(3), ..ImportOptions::default() };
    let bytes = common::file("openpyxl-bare.xlsx");
    let error = read(&bytes, &common::form("fixed"), &common::catalogues(), &options).unwrap_err();
    assert_eq!(error.code(), "workbook_rows_reversed");
}

#[test]
fn a_wrong_column_name_is_said() {
    let options = ImportOptions { code_column: Some("cột B".into()), ..ImportOptions::default() };
    let bytes = common::file("openpyxl-bare.xlsx");
    let error = read(&bytes, &common::form("fixed"), &common::catalogues(), &options).unwrap_err();
    assert_eq!(error.code(), "workbook_unknown_column");
}

#[test]
fn a_workbook_without_the_table_is_said() {
    let bytes = common::file("openpyxl-free.xlsx");
    let error = read(&bytes, &common::form("fixed"), &common::catalogues(), &ImportOptions::default()).unwrap_err();
    assert_eq!(error.code(), "workbook_layout_not_found");
}

fn refused(file: &[u8], mapping: workbook::Mapping) -> workbook::WorkbookError {
    let options = ImportOptions { mapping: Some(mapping), ..ImportOptions::default() };
    read(file, &common::form("fixed"), &common::catalogues(), &options).unwrap_err()
}

/// Columns under words that nothing is known by are matched by hand, and found again by these words.
#[test]
fn columns_are_matched_by_hand_and_remembered() {
    use domain::template::ColumnNumber;
    use workbook::{Mapping, outline};

    let form = common::form("fixed");
    let file = |title: &str, figure: &str| {
        format!("Sổ riêng\nGiải thích;{title};Việc gì\nghi chú;{figure};Hộ tịch\n;7;Đất đai\n").into_bytes()
    };
    let first = file("Bao nhiêu", "41");
    let options = ImportOptions::default();
    let error = read(&first, &form, &common::catalogues(), &options).unwrap_err();
    assert_eq!(error.code(), "workbook_layout_not_found");
    let sheets = outline(&first).unwrap();
    assert_eq!((sheets.len(), sheets[0].first_row, sheets[0].last_row), (1, 3, 4));
    let samples = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(sheets[0].columns[1], ("B".to_owned(), samples(&["Bao nhiêu", "41", "7"])));

    let mapping = Mapping {
        first_row: 3,
        label_column: Some("C".into()),
        columns: [(ColumnNumber(5), "B".into()), (ColumnNumber(9), "A".into())].into(),
        ..Mapping::default()
    };
    let mapped = ImportOptions { mapping: Some(mapping.clone()), ..ImportOptions::default() };
    let import = read(&first, &form, &common::catalogues(), &mapped).unwrap();
    let cells: Vec<_> = import.rows.iter().map(|row| common::show(&row.cells[&ColumnNumber(5)])).collect();
    assert_eq!(cells, ["41", "7"]);
    assert_eq!(import.rows[0].key.as_ref().unwrap().0, "I.1");

    let remembered = ImportOptions { remembered: import.layout.mapping, ..ImportOptions::default() };
    let again = read(&file("Bao nhiêu", "50"), &form, &common::catalogues(), &remembered).unwrap();
    assert_eq!(common::show(&again.rows[0].cells[&ColumnNumber(5)]), "50");
    let other = read(&file("Bao lâu", "50"), &form, &common::catalogues(), &remembered).unwrap_err();
    assert_eq!(other.code(), "workbook_layout_not_found", "other words, another layout");
    for wrong in [
        Mapping { columns: [(ColumnNumber(5), "5".into())].into(), ..mapping.clone() },
        Mapping { columns: [(ColumnNumber(99), "B".into())].into(), ..mapping.clone() },
    ] {
        assert_eq!(refused(&first, wrong).code(), "workbook_unknown_column");
    }
    for twice in [
        Mapping { columns: [(ColumnNumber(5), "B".into()), (ColumnNumber(9), "b".into())].into(), ..mapping.clone() },
        Mapping { code_column: Some("A".into()), ..mapping.clone() },
    ] {
        let error = refused(&first, twice);
        assert_eq!(error.code(), "workbook_column_twice");
        assert!(error.message(domain::language::Language::Vi).contains("được ghép hai lần"));
    }
    let error = refused(&first, Mapping { first_row: 4, last_row: Some(3), ..mapping });
    assert_eq!(error.code(), "workbook_rows_reversed");
    assert!(error.message(domain::language::Language::Vi).starts_with("Dòng cuối (3) đứng trước dòng đầu (4)"));
}
