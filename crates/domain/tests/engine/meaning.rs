//! What formulas give: blank, zero, not applicable, errors, rounding, extremes, other reports.

use std::collections::BTreeMap;

use domain::content::Content;
use domain::language::Language;
use domain::sheet::{References, Sheet, Table, TableRow};
use domain::template::{ColumnNumber, RowRole};
use domain::value::Value;
use serde_json::json;

use crate::forms::{Form, enter, found, shown};

/// The result of a formula over columns 1 to 3 of one row.
fn result(formula: &str, cells: [&str; 3]) -> String {
    let form = Form::free().column(1, "decimal", "").column(2, "decimal", "").column(3, "percent", "");
    let sheet = form.column(4, "percent", formula).sheet_of(&[&cells]);
    shown(&sheet, "k0", 4)
}

#[test]
fn blank_zero_and_not_applicable() {
    for (formula, cells, expected) in [
        ("[1] + [2]", ["", "", ""], ""),
        ("[1] + [2]", ["", "0", ""], "0"),
        ("[1] - [2]", ["", "3", ""], "-3"),
        ("[1] - [2]", ["kad", "3", ""], "-3"),
        ("[1] + [2]", ["kad", "kad", ""], ""),
        ("[1] * [2]", ["", "3", ""], "0"),
        ("[1] * 100", ["", "", ""], ""),
        ("100 - [1]", ["", "", ""], ""),
        ("-[1]", ["", "", ""], ""),
        ("SUM([1], [2])", ["", "", ""], ""),
        ("SUM([1], 0)", ["", "", ""], "0"),
        ("COUNT([1], [2], [3])", ["", "0", "kad"], "1"),
        ("MIN([1], [2], [3])", ["", "5", "3"], "3"),
        ("MAX([1], [2])", ["", "-5", ""], "-5"),
        ("MAX([1], [2])", ["", "", ""], ""),
        ("IF([1] = 0, 1, 2)", ["", "", ""], "1"),
        ("([1] + [2]) / [3] * 100", ["1", "2", ""], ""),
        ("([1] + [2]) / [3] * 100", ["", "", ""], ""),
        ("([1] + [2]) / [3] * 100", ["1", "2", "0"], ""),
        ("([1] + [2]) / [3] * 100", ["1", "2", "4"], "75"),
        ("[1] / [2] + [3]", ["1", "0", "4"], "4"),
        ("[1] + [2]", ["1x", "2", ""], ""),
        ("[1] * [2] * [2]", ["79228162514264337593543950", "99999", ""], ""),
    ] {
        assert_eq!(result(formula, cells), expected, "{formula} {cells:?}");
    }
}

#[test]
fn exact_and_rounded_as_written() {
    for (formula, cells, expected) in [
        ("[1] + [2]", ["0,1", "0,2", ""], "0.3"),
        ("[1] - [2]", ["999999999999999,99", "0,01", ""], "999999999999999.98"),
        ("ROUND([1])", ["2,5", "", ""], "3"),
        ("ROUND([1])", ["-2,5", "", ""], "-3"),
        ("ROUND([1], 2)", ["1,005", "", ""], "1.01"),
        ("ROUND([1], -3)", ["1500", "", ""], "2000"),
        ("ROUND([1], -3)", ["-1499", "", ""], "-1000"),
        ("ABS([1]) + ABS([2])", ["-2", "3", ""], "5"),
        ("[1] * [2] / [3]", ["1", "3", "3"], "1"),
        ("[1] / [3] * [2]", ["1", "3", "3"], "0.9999999999999999999999999999"),
        ("[1] - [2] - [3]", ["9", "3", "2"], "4"),
        ("[1] - ([2] - [3])", ["9", "3", "2"], "8"),
        ("-[1] * [2]", ["2", "3", ""], "-6"),
        ("IF(OR([1] > 2, NOT([2] <> 3)), [1], [2])", ["1", "3", ""], "1"),
    ] {
        assert_eq!(result(formula, cells), expected, "{formula} {cells:?}");
    }
}

#[test]
fn computed_columns_keep_their_digits() {
    let form = Form::free().integers([1, 2]).column(3, "integer", "[1] / [2]").column(4, "decimal", "[1] / [2]");
    let sheet = form.column(5, "percent", "[1] / [2]").sheet_of(&[&["5", "2"], &["2", "3"]]);
    let row = |row: &str| [3, 4, 5].map(|column| shown(&sheet, row, column));
    assert_eq!(row("k0"), ["3", "2.5", "2.5"]);
    assert_eq!(row("k1"), ["1", "0.67", "0.6666666666666666666666666667"]);
}

#[test]
fn totals_follow_their_columns() {
    let form = Form::free()
        .integers([1, 2])
        .column(3, "percent", "[1] / [2] * 100")
        .column(4, "integer", "[1] * 2")
        .column_is("aggregate", json!("sum"))
        .column(5, "decimal", "")
        .column_is("aggregate", json!("none"))
        .column(6, "text", "")
        .column_is("aggregate", json!("concatenate"))
        .column(7, "integer", "MAX(rows[1]) - MIN(rows[1]) + COUNT(rows[6])")
        .rule("[5] >= [1]");
    let mut sheet = form.sheet_of(&[&["1", "4", "", "", "1,5", "a"], &["3", "4", "", "", "9", ""]]);
    let total = |sheet: &Sheet| (1..=7).map(|column| shown(sheet, "T", column)).collect::<Vec<_>>();
    assert_eq!(total(&sheet), ["4", "8", "50", "8", "", "", "3"]);
    assert_eq!(found(&sheet), [""; 0], "a rule over a column that totals leave blank is not checked in them");
    enter(&mut sheet, "k1", 1, "1234567890123456789012345678");
    assert_eq!(total(&sheet)[..2], ["1234567890123456789012345679", "8"].map(String::from));
    enter(&mut sheet, "k1", 1, "12345678901234567890123456789");
    assert_eq!(total(&sheet)[..2], ["", "8"].map(String::from), "29 digits stay a text, and nothing is made of it");
}

#[test]
fn too_large_is_found_and_goes_away() {
    let mut sheet =
        Form::free().column(1, "percent", "").column_is("aggregate", json!("sum")).integers([2]).sheet_of(&[]);
    for key in ["a", "b"] {
        sheet.insert_row(0, domain::content::ContentRow::new(key)).unwrap();
        let ix = sheet.row_index(&key.into()).unwrap();
        sheet.set(ix, ColumnNumber(1), Value::Number(rust_decimal::Decimal::MAX)).unwrap();
    }
    assert_eq!(found(&sheet), ["overflow T(1)"]);
    enter(&mut sheet, "a", 1, "");
    assert_eq!(found(&sheet), [""; 0]);
    assert_eq!(shown(&sheet, "T", 1), rust_decimal::Decimal::MAX.to_string());
}

fn other_report() -> Table {
    let mut table = Table::default();
    let mut row = |key: &str, role, figure: i64| {
        let cells = BTreeMap::from([(ColumnNumber(1), Value::from(figure))]);
        table.insert_row(TableRow { key: key.into(), role, cells });
    };
    row("a", RowRole::Data, 5);
    row("b", RowRole::Data, 7);
    row("T", RowRole::Total, 12);
    table
}

#[test]
fn other_reports() {
    let form = || {
        Form::fixed(&["a data", "c data", "T total"])
            .integers([1])
            .column(2, "integer", "[1] - prev[1]")
            .column(3, "integer", "prev{b}[1] + MAX(prev.rows[1])")
            .column(4, "integer", "form(\"X\").rows[1] + form(\"X\"){T}[1] + form(\"X\")[1]")
            .rule("[1] >= prev[1]")
            .rule("{a}[1] = form(\"X\"){a}[1]")
            .compile()
    };
    let wanted = form().references();
    assert!(wanted.previous && wanted.forms.iter().eq(["X"]));
    let row = |sheet: &Sheet, row: &str| [2, 3, 4].map(|column| shown(sheet, row, column));

    let mut alone = Sheet::open(form(), &Content::default(), References::default());
    enter(&mut alone, "a", 1, "1");
    assert_eq!(row(&alone, "a"), ["1", "", ""]);
    assert_eq!(found(&alone), [""; 0], "rules against missing reports are passed over");

    let references = References {
        previous: Some(other_report()),
        forms: BTreeMap::from([("X".to_owned(), other_report())]),
        ..References::default()
    };
    let mut sheet = Sheet::open(form(), &Content::default(), references);
    enter(&mut sheet, "a", 1, "1");
    enter(&mut sheet, "c", 1, "2");
    assert_eq!(row(&sheet, "a"), ["-4", "14", "29"]);
    assert_eq!(row(&sheet, "c"), ["2", "14", "24"]);
    assert_eq!(row(&sheet, "T")[0], "-9");
    assert_eq!(found(&sheet), ["R1 a(1)", "R1 T(1)", "R2 a(1)"]);
    let messages: Vec<_> = sheet.findings(Language::Vi).into_iter().map(|finding| finding.message).collect();
    assert_eq!(messages[0], "Hàng “Hàng a”: cột (1) không được nhỏ hơn kỳ trước (1): 1 < 5, lệch 4");
    assert_eq!(messages[2], "“Hàng a” (1) phải bằng biểu X “Hàng a” (1): 1 ≠ 5, lệch 4");
}

#[test]
fn counts_take_any_kind() {
    let mut table = Table::default();
    table.insert("a".into(), ColumnNumber(3), Value::from("một"));
    table.insert("b".into(), ColumnNumber(3), Value::from("hai"));
    table.insert("c".into(), ColumnNumber(3), Value::NotApplicable);
    let form = Form::fixed(&["a data", "T total"])
        .integers([1])
        .column(2, "integer", "COUNT(form(\"X\").rows[3])")
        .column(4, "integer", "COUNT(form(\"X\"){b}[3], form(\"X\")[3], form(\"X\"){c}[3])")
        .rule("COUNT(rows[1]) > 0")
        .rule("[1] = COUNT(form(\"X\").rows[3])")
        .compile();
    let references = References { forms: BTreeMap::from([("X".to_owned(), table)]), ..References::default() };
    let mut sheet = Sheet::open(form.clone(), &Content::default(), references);
    assert_eq!([2, 4].map(|column| shown(&sheet, "a", column)), ["2", "2"]);
    assert_eq!(found(&sheet), ["R2 a(1)", "R2 T(1)"], "nothing to count is nothing filled in");
    enter(&mut sheet, "a", 1, "2");
    assert_eq!(found(&sheet), [""; 0]);
    let mut alone = Sheet::open(form, &Content::default(), References::default());
    enter(&mut alone, "a", 1, "1");
    assert_eq!((shown(&alone, "a", 2), found(&alone)), (String::new(), vec![]));
}

#[test]
fn messages_say_what_is_wrong() {
    for (rule, cells, vi, en) in [
        (
            "[1] = [2] + [3]",
            ["12", "5", "6"],
            "Cột (1) phải bằng (2)+(3): 12 ≠ 11, lệch 1",
            "Column (1) must equal (2)+(3): 12 ≠ 11, difference 1",
        ),
        (
            "[1] + [2] < [3] * 2.5",
            ["1000", "", "2"],
            "(1)+(2) phải nhỏ hơn (3)×2,5: 1.000 ≥ 5, lệch 995",
            "(1)+(2) must be less than (3)×2.5: 1000 ≥ 5, difference 995",
        ),
        ("[1] <> 0", ["0", "", ""], "Cột (1) phải khác 0: 0 = 0", "Column (1) must differ from 0: 0 = 0"),
        (
            "AND([1] >= 1, [2] > [3])",
            ["1", "", "0,5"],
            "Cột (2) phải lớn hơn (3): trống ≤ 0,5, lệch 0,5",
            "Column (2) must be greater than (3): blank ≤ 0.5, difference 0.5",
        ),
        (
            "OR([1] = 1, [2] = 1)",
            ["2", "", ""],
            "Phải thỏa mãn ((1) = 1 hoặc (2) = 1)",
            "This must hold: ((1) = 1 or (2) = 1)",
        ),
    ] {
        let form = Form::fixed(&["a data"]).column(1, "decimal", "").column(2, "decimal", "").column(3, "decimal", "");
        let mut sheet = form.rule(rule).sheet();
        for (column, text) in (1..).zip(cells) {
            enter(&mut sheet, "a", column, text);
        }
        let findings = sheet.findings(Language::Vi);
        let [finding] = findings.as_slice() else { panic!("{rule}: {findings:?}") };
        assert_eq!((finding.message.as_str(), sheet.findings(Language::En)[0].message.as_str()), (vi, en));
    }
    let rule = json!([{"code": "R", "formula": "[1] > 0", "severity": "warning", "text": "Xem mục 2."}]);
    let mut sheet = Form::fixed(&["a data"]).integers([1]).with("rules", rule).sheet();
    enter(&mut sheet, "a", 1, "0");
    assert_eq!(sheet.findings(Language::Vi)[0].message, "Cột (1) phải lớn hơn 0: 0 ≤ 0. Xem mục 2.");
}

#[test]
fn blank_rows_break_no_rules() {
    let mut sheet = Form::free().integers([1, 2]).rule("[1] > [2]").rule("[1] > 0").sheet_of(&[&["", ""]]);
    assert_eq!(found(&sheet), [""; 0]);
    enter(&mut sheet, "k0", 2, "0");
    assert_eq!(found(&sheet), ["R1 k0(1),k0(2)", "R1 T(1),T(2)"]);
    enter(&mut sheet, "k0", 1, "kad");
    assert_eq!(found(&sheet), ["R1 k0(1),k0(2)", "R1 T(1),T(2)"]);
    enter(&mut sheet, "k0", 2, "kad");
    assert_eq!(found(&sheet), [""; 0]);
}
