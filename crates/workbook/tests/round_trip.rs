//! Out, filled in, and in again: every value exactly.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it goes wrong")]

mod common;

use std::collections::BTreeMap;
use std::io::Cursor;

use common::{number, row};
use domain::content::{Content, ContentRow};
use domain::template::ColumnNumber;
use domain::value::Value;
use workbook::{Import, ImportOptions, export, read};

fn back(form: &str, bytes: &[u8]) -> Import {
    read(bytes, &common::form(form), &common::catalogues(), &ImportOptions::default()).unwrap()
}

fn filled(import: &Import) -> BTreeMap<String, BTreeMap<u16, Value>> {
    let rows = import.rows.iter().map(|row| {
        let cells = row.cells.iter().filter(|(_, value)| !value.is_blank());
        let cells: BTreeMap<u16, Value> = cells.map(|(column, value)| (column.0, value.clone())).collect();
        (row.key.as_ref().map_or_else(|| format!("row {}", row.source_row), ToString::to_string), cells)
    });
    rows.filter(|(_, cells)| !cells.is_empty()).collect()
}

fn content(content: &Content) -> BTreeMap<String, BTreeMap<u16, Value>> {
    let rows = content.rows.iter();
    rows.map(|row| (row.key.to_string(), row.cells.iter().map(|(column, value)| (column.0, value.clone())).collect()))
        .collect()
}

fn hard_rows() -> Vec<ContentRow> {
    let date = |y, m, d| Value::Date(chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap());
    vec![
        row(
            "I.1",
            &[
                (4, number("999999999999999")),
                (5, number("0")),
                (6, number("999999999999999.99")),
                (8, date(2026, 11, 21)),
                (9, Value::from("=cmd|' /C calc'!A0")),
                (10, Value::from("NN2")),
                (11, Value::Bool(true)),
            ],
        ),
        row(
            "I.2",
            &[
                (4, number("-12345678901234567890")),
                (5, Value::NotApplicable),
                (6, number("12345678901234567890.123456")),
                (8, date(1900, 1, 1)),
                (9, Value::from("hai dòng\nvà <thẻ> & \"ngoặc\" _x000D_ 'nháy")),
                (11, Value::Bool(false)),
            ],
        ),
        row(
            "II.1",
            &[
                (4, number("0.1")),
                (5, Value::from("chưa có")),
                (8, date(1899, 12, 31)),
                (9, Value::from("+84 24 3080")),
            ],
        ),
    ]
}

#[test]
fn every_value_comes_back_exactly() {
    let sheet = common::sheet(&common::form("fixed"), hard_rows());
    let catalogues = common::catalogues();
    let bytes = export(&sheet, &common::heading(&catalogues)).unwrap();
    let import = back("fixed", &bytes);
    assert_eq!(filled(&import), content(&sheet.content()));
    let odd: Vec<_> = import.problems.iter().map(|problem| (problem.cell.as_str(), problem.code)).collect();
    assert_eq!(odd, [("G15", "not_a_number")]);
    let origin = import.origin.unwrap();
    assert_eq!((origin.code.as_str(), origin.period.as_str(), origin.version.as_str()), ("T.01", "2026-Q4", "2"));
    assert_eq!((origin.unit.as_str(), origin.unit_code.as_str()), ("UBND phường Thử Nghiệm", "99999"));
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    let starts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "0123", "1e5", "TRUE", "21/11/2026"];
    for text in starts {
        let sheet = common::sheet(&common::form("fixed"), vec![row("I.1", &[(9, Value::from(text))])]);
        let catalogues = common::catalogues();
        let bytes = export(&sheet, &common::heading(&catalogues)).unwrap();
        let found = &back("fixed", &bytes).rows[0].cells[&ColumnNumber(9)];
        assert_eq!(*found, Value::from(text.trim()), "{text}");
    }
}

#[test]
fn free_and_catalogue_rows_keep_their_keys_and_order() {
    let named = |key: &str, item: Option<&str>, label: &str, cells: &[(u16, Value)]| {
        let row = row(key, cells);
        ContentRow { item: item.map(str::to_owned), label: Some(label.to_owned()), ..row }
    };
    let catalogue = vec![
        named("YT", Some("YT"), "Y tế", &[(4, number("5")), (5, number("6"))]),
        named("HT", Some("HT"), "Hộ tịch", &[(4, number("7"))]),
    ];
    let free = vec![
        named("k-2", None, "=nhiệm vụ", &[(3, Value::from("12/QĐ")), (4, number("1"))]),
        named("k-1", None, "Nhiệm vụ khác", &[(4, number("2"))]),
    ];
    for (form, rows) in [("catalogue", catalogue), ("free", free)] {
        let sheet = common::sheet(&common::form(form), rows.clone());
        let catalogues = common::catalogues();
        let import = back(form, &export(&sheet, &common::heading(&catalogues)).unwrap());
        let found: Vec<_> = import
            .rows
            .into_iter()
            .map(|row| ContentRow {
                key: row.key.unwrap(),
                item: row.item,
                label: row.label,
                unit: None,
                cells: row.cells.into_iter().filter(|(_, value)| !value.is_blank()).collect(),
            })
            .collect();
        assert_eq!(found, rows);
        assert_eq!(import.problems, []);
    }
}

/// An empty template, filled by another program's library, without computing anything.
#[test]
fn an_empty_template_can_be_filled() {
    let catalogues = common::catalogues();
    let empty = export(&common::sheet(&common::form("catalogue"), vec![]), &common::heading(&catalogues)).unwrap();
    assert_eq!(back("catalogue", &empty).rows, []);
    let mut book = umya_spreadsheet::reader::xlsx::read_reader(Cursor::new(empty), true).unwrap();
    let figures = book.get_sheet_by_name_mut("Số liệu").unwrap();
    let first = 9;
    for (offset, (name, online)) in [("Đất đai", 4), ("Hộ tịch", 5)].into_iter().enumerate() {
        let row = first + offset as u32;
        figures.get_cell_mut((3, row)).set_value_string(name);
        figures.get_cell_mut((6, row)).set_value_number(online);
    }
    let mut bytes = Vec::new();
    umya_spreadsheet::writer::xlsx::write_writer(&book, &mut bytes).unwrap();
    let import = back("catalogue", &bytes);
    let found: Vec<_> =
        import.rows.iter().map(|row| (row.item.clone().unwrap(), row.cells[&ColumnNumber(4)].clone())).collect();
    assert_eq!(found, [("DD".to_owned(), number("4")), ("HT".to_owned(), number("5"))]);
}

#[test]
fn another_forms_workbook_is_refused() {
    let catalogues = common::catalogues();
    let bytes = export(&common::sheet(&common::form("free"), vec![]), &common::heading(&catalogues)).unwrap();
    let error = read(&bytes, &common::form("catalogue"), &catalogues, &ImportOptions::default()).unwrap_err();
    assert_eq!(error.code(), "workbook_other_form");
    assert!(error.message(domain::language::Language::Vi).contains("T.03"));
}

/// Every real form of the circular goes out as an empty template and comes in without a remark.
#[test]
fn every_real_form_round_trips() {
    let circular = regimes::circular_01_2020().unwrap();
    let catalogues = workbook::CatalogueIndex::new(&circular.catalogues);
    for template in circular.forms.iter().filter(|template| template.is_fillable()) {
        let form = std::sync::Arc::new(domain::sheet::CompiledForm::compile(template.clone()).unwrap());
        let sheet = common::sheet(&form, vec![]);
        let bytes = export(&sheet, &common::heading(&catalogues)).unwrap();
        let import = read(&bytes, &form, &catalogues, &ImportOptions::default()).unwrap();
        let code = &template.code;
        assert!(import.problems.is_empty(), "{code}: {:?}", import.problems);
        assert_eq!(import.layout.code_column.as_deref(), Some("B"), "{code}");
        let columns = import.layout.columns.len();
        let first = import.layout.columns.values().next().map(String::as_str);
        assert!(columns > 0 && first == Some("E"), "{code}: {:?}", import.layout);
    }
}

#[test]
fn a_secret_form_goes_nowhere() {
    let circular = regimes::circular_01_2020().unwrap();
    let template = circular.forms.iter().find(|template| template.off_system).unwrap();
    let form = std::sync::Arc::new(domain::sheet::CompiledForm::compile(template.clone()).unwrap());
    let catalogues = common::catalogues();
    let exported = export(&common::sheet(&form, vec![]), &common::heading(&catalogues));
    assert_eq!(exported, Err(workbook::WorkbookError::OffSystem));
    let read = read(&common::file("openpyxl-free.xlsx"), &form, &catalogues, &ImportOptions::default());
    assert_eq!(read, Err(workbook::WorkbookError::OffSystem));
}
