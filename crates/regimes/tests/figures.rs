//! The forms at work: figures of the sources, and figures that break a rule.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::content::{Content, ContentRow, RowKey};
use domain::language::Language;
use domain::sheet::{CompiledForm, References, Sheet, Table};
use domain::template::ColumnNumber;
use domain::value::Value;
use regimes::circular_01_2020;

const CIRCULAR: &str = "01/2020/TT-VPCP";

/// Rows as `KEY 4=12 5=3`; a text value is written without blanks.
fn content(rows: &[&str]) -> Content {
    let rows = rows.iter().map(|line| {
        let mut words = line.split(' ');
        let key = words.next().unwrap();
        let mut row = ContentRow::new(key);
        row.label = Some(key.to_owned());
        row.cells = words.map(cell).collect();
        row
    });
    Content { rows: rows.collect() }
}

fn cell(word: &str) -> (ColumnNumber, Value) {
    let (column, value) = word.split_once('=').unwrap();
    let value = value.parse().map_or_else(|_| Value::from(value), Value::Number);
    (ColumnNumber(column.parse().unwrap()), value)
}

fn open(code: &str, rows: &[&str], references: References) -> Sheet {
    let form = circular_01_2020().unwrap().form(CIRCULAR, code).unwrap();
    Sheet::open(Arc::new(CompiledForm::compile(form.clone()).unwrap()), &content(rows), references)
}

fn shown(sheet: &Sheet, row: &str, column: u16) -> String {
    match sheet.value(sheet.row_index(&row.into()).unwrap(), ColumnNumber(column)) {
        Value::Number(number) => number.round_dp(2).normalize().to_string(),
        other => format!("{other:?}"),
    }
}

/// Codes of the findings with the first cell of each.
fn findings(sheet: &Sheet) -> Vec<String> {
    let place = |finding: &domain::finding::Finding| {
        finding.cells.first().map(|cell| format!("{} {}({})", finding.code, cell.row, cell.column)).unwrap_or_default()
    };
    sheet.findings(Language::Vi).iter().map(place).collect()
}

fn previous(rows: &[&str], code: &str) -> References {
    References { previous: Some(open(code, rows, References::default()).table()), ..References::default() }
}

fn with_form(code: &str, rows: &[&str]) -> References {
    let table: Table = open(code, rows, References::default()).table();
    References { forms: BTreeMap::from([(code.to_owned(), table)]), ..References::default() }
}

#[test]
fn the_handbook_row_of_iv_02b_adds_up() {
    let sheet = open(
        "IV.02b/VPCP/KSTT",
        &["DON_VI 4=17 5=85 6=120 8=17 9=85 10=120 12=17 13=85 14=120"],
        References::default(),
    );
    for (row, column) in [("DON_VI", 3), ("DON_VI", 7), ("DON_VI", 11), ("TONG_CONG", 3)] {
        assert_eq!(shown(&sheet, row, column), "222", "{row} {column}");
    }
    assert!(sheet.findings(Language::Vi).is_empty(), "{:?}", sheet.findings(Language::Vi));
}

#[test]
fn more_units_than_there_are_is_an_error_in_iv_02b() {
    let sheet = open("IV.02b/VPCP/KSTT", &["DON_VI 4=18 12=17 5=1 13=1 6=1 14=1"], References::default());
    assert_eq!(findings(&sheet).first().map(String::as_str), Some("R1 DON_VI(4)"));
}

#[test]
fn fields_of_ii_06a_are_computed_and_balanced() {
    let rows = ["LV001 4=10 5=5 6=2 8=6 9=5 10=1 12=4 13=1", "LV007 4=3 5=0 6=0 8=2 9=0 10=0 12=1 13=0"];
    let sheet = open("II.06a/VPCP/KSTT", &rows, References::default());
    for (row, column, value) in
        [("LV001", 3, "17"), ("LV001", 7, "12"), ("LV001", 11, "5"), ("TONG_CONG", 3, "20"), ("TONG_CONG", 13, "1")]
    {
        assert_eq!(shown(&sheet, row, column), value, "{row} {column}");
    }
    assert!(sheet.findings(Language::Vi).is_empty(), "{:?}", sheet.findings(Language::Vi));
}

#[test]
fn a_file_that_got_lost_is_an_error_in_ii_06a() {
    let sheet = open("II.06a/VPCP/KSTT", &["LV001 4=10 8=9"], References::default());
    let finding = sheet.findings(Language::Vi).into_iter().next().unwrap();
    assert_eq!((finding.code.as_str(), finding.cells.first().unwrap().row.as_str()), ("R1", "LV001"));
    assert!(finding.message.contains("(3)"), "{}", finding.message);
}

#[test]
fn the_rest_of_the_last_period_is_asked_for_only_when_it_is_known() {
    let rows = ["LV001 4=1 6=2 8=3"];
    for (references, expected) in [
        (References::default(), &[][..]),
        (previous(&["LV001 4=2 12=2"], "II.06a/VPCP/KSTT"), &[][..]),
        (previous(&["LV001 4=5 12=5"], "II.06a/VPCP/KSTT"), &["R2 LV001(6)"][..]),
    ] {
        let sheet = open("II.06a/VPCP/KSTT", &rows, references);
        let of_row: Vec<_> = findings(&sheet).into_iter().filter(|finding| finding.contains("LV001")).collect();
        assert_eq!(of_row, expected);
    }
}

#[test]
fn the_parts_of_i_02_meet() {
    for (row, expected) in [
        ("DON_VI 4=10 5=2 6=8 7=1 8=2 9=1", &[][..]),
        ("DON_VI 4=10 5=2 6=8 7=1 8=2 9=0", &["R1 DON_VI(4)", "R1 TONG_CONG(4)"][..]),
    ] {
        assert_eq!(findings(&open("I.02/VPCP/TH", &[row], References::default())), expected, "{row}");
    }
}

#[test]
fn a_detail_without_its_document_is_an_error() {
    let sheet = open("I.02/VPCP/TH_II", &["x1 4=A 5=8/2021"], References::default());
    assert_eq!(findings(&sheet), ["required x1(3)"]);
}

#[test]
fn causes_of_delay_meet_the_delays() {
    let files = ["LV001 4=5 10=3 13=2", "LV002 4=1 10=1"];
    for (row, expected) in [("LV001 3=6 4=NN01", &[][..]), ("LV001 3=5 4=NN01", &["R1 TONG_CONG(3)"][..])] {
        let sheet = open("II.06d/VPCP/KSTT", &[row], with_form("II.06a/VPCP/KSTT", &files));
        assert_eq!(findings(&sheet), expected, "{row}");
    }
}

#[test]
fn ratios_follow_their_totals_and_never_add_up() {
    let rows = ["a 4=1 8=200 9=150", "b 4=1 8=100 9=0"];
    let sheet = open("II.04/VPCP/KSTT", &rows, References::default());
    assert_eq!([shown(&sheet, "a", 11), shown(&sheet, "b", 11)], ["25", "100"]);
    assert_eq!([shown(&sheet, "TONG_CONG", 10), shown(&sheet, "TONG_CONG", 11)], ["150", "50"]);
}

#[test]
fn the_handbook_row_of_v_01_breaks_no_rule() {
    let sheet = open("V.01/VPCP/KSTT", &["DON_VI 3=23 4=15 5=7 6=23 7=2 8=23"], References::default());
    assert!(sheet.findings(Language::Vi).is_empty(), "{:?}", sheet.findings(Language::Vi));
    assert!(sheet.row_index(&RowKey::from("TONG_CONG")).is_some());
}
