//! What a template may not be, each fault with its place.

use domain::template::{Fault, from_json};
use serde_json::json;

use crate::forms::Form;

/// Faults as `path at code`.
fn brief(faults: &[Fault]) -> Vec<String> {
    let at = |fault: &Fault| fault.at.as_ref().map_or(String::new(), |at| format!("{}..{} ", at.start, at.end));
    faults.iter().map(|fault| format!("{} {}{}", fault.path, at(fault), fault.code)).collect()
}

fn usual() -> Form {
    Form::free().column(1, "label", "").integers([2, 3]).column(4, "text", "").column(5, "date", "")
}

#[test]
fn formulas_are_checked_with_their_places() {
    for (formula, fault) in [
        ("[2] + [99]", "6..10 unknown_column"),
        ("[2] + ", "6..6 syntax"),
        ("[2] + [4]", "6..9 type"),
        ("[2] + [1]", "6..9 no_figures"),
        ("[2] = [3]", "0..3 foreign_target"),
        ("[2] < [3]", "0..9 type"),
        ("{X}[2]", "0..6 unknown_row"),
        ("ROUND([2], [3])", "11..14 digits"),
        ("ROUND([2], 21)", "11..13 digits"),
        ("IF([2], 1, 2)", "3..6 not_boolean"),
        ("IF([2] > 1, 1, [4])", "15..18 type"),
        ("SUM(rows[4])", "4..11 type"),
        ("IF([4] < \"a\", 1, 2)", "3..12 type"),
        ("IF([5] = [2], 1, 2)", "3..12 type"),
        ("prev[9]", "0..7 unknown_column"),
        ("-[4]", "1..4 type"),
        ("COUNT(rows[1])", "6..13 no_figures"),
    ] {
        let faults = usual().column(6, "integer", formula).faults();
        assert_eq!(brief(&faults), [format!("header[5].formula {fault}")], "{formula}");
        assert!(faults.iter().all(|fault| !fault.message_vi.is_empty() && !fault.message_en.is_empty()));
    }
    for formula in ["COUNT(rows[4], [5])", "IF([4] = \"a\", 1, 2)", "[6] = form(\"Z\")[77]", "IF([5] >= prev[5], 1, 0)"]
    {
        assert_eq!(brief(&usual().column(6, "integer", formula).faults()), [""; 0], "{formula}");
    }
}

#[test]
fn rules_are_conditions_about_cells() {
    for (rule, fault) in [
        ("[2] + [3]", "0..9 not_boolean"),
        ("1 = 1", "constant_rule"),
        ("[2] = [77]", "6..10 unknown_column"),
        ("[2] == [3]", "5..6 syntax"),
    ] {
        assert_eq!(brief(&usual().rule(rule).faults()), [format!("rules[0].formula {fault}")], "{rule}");
    }
    let twice = json!([
        {"code": "R1", "formula": "[2] > 0", "severity": "error"},
        {"code": "R1", "formula": "[2] > 1", "severity": "warning"}
    ]);
    assert_eq!(brief(&usual().with("rules", twice).faults()), ["rules[1].code duplicate_rule"]);
}

#[test]
fn cycles_name_their_cells() {
    let cells = |form: Form| {
        let faults = form.faults();
        assert!(faults.iter().all(|fault| fault.code == "cycle"), "{faults:?}");
        faults.into_iter().map(|fault| format!("{}: {}", fault.path, fault.cells.join(" "))).collect::<Vec<_>>()
    };
    let own = Form::free().column(1, "integer", "[1] + 1");
    assert_eq!(cells(own.column_is("aggregate", json!("none"))), ["header[0].formula: [1] [1]"]);
    let two = Form::free().column(1, "integer", "[2]").column_is("aggregate", json!("none"));
    let two = two.column(2, "integer", "[1]").column_is("aggregate", json!("none"));
    assert_eq!(cells(two), ["header[0].formula: [1] [2] [1]"]);
    let total = Form::free().integers([1]).column(2, "integer", "{T}[2] + [1]").column_is("aggregate", json!("sum"));
    assert_eq!(cells(total), ["header[1].formula: [2] {T}[2] [2]"]);
    let rows = Form::fixed(&["a data", "b data"]).integers([1]);
    let rows = rows.row_formula(0, 1, "{b}[1] + 1").row_formula(1, 1, "{a}[1] * 2");
    assert_eq!(cells(rows), ["rows[0].formulas.1: {a}[1] {b}[1] {a}[1]"]);
    // Looking like a cycle is none: the total of another column, the row above.
    let share = Form::free().integers([1]).column(2, "percent", "[1] / {T}[1]");
    assert_eq!(cells(share), [""; 0]);
}

#[test]
fn all_faults_at_once() {
    let form =
        Form::fixed(&["I data", "I.1 data I", "I.1 heading", "S subtotal", "x data y", "p data q", "q heading p"])
            .integers([2, 2, 0])
            .column(3, "text", "")
            .column_is("aggregate", json!("sum"))
            .column(4, "integer", "[5")
            .column(5, "integer", "")
            .column_is("aggregate", json!("recompute"))
            .row_formula(0, 9, "1")
            .row_formula(2, 2, "[3]")
            .with("format", json!(2));
    assert_eq!(
        brief(&form.faults()),
        [
            "format format",
            "header[1].number duplicate_column",
            "header[2].number column_number",
            "header[3].aggregate aggregate",
            "header[5].aggregate aggregate",
            "rows[0].formulas.9 unknown_column",
            "rows[2].code duplicate_row",
            "rows[2].formulas no_figures",
            "rows[1].parent data_under_data",
            "rows[4].parent unknown_row",
            "rows[5].parent parent_cycle",
            "rows[6].parent parent_cycle",
            "rows[3].role empty_subtotal",
            "header[4].formula 2..2 syntax",
            "rows[2].formulas.2 0..3 type",
        ]
    );
}

#[test]
fn unreadable_json_is_placed() {
    let faults = from_json("{\n  \"format\": 1,\n  \"cirkular\": \"x\"\n}").unwrap_err();
    assert_eq!((faults[0].code, faults[0].path.as_str()), ("json", "cirkular"));
    assert!(faults[0].message_en.contains("cirkular"));
    assert!(faults[1..].iter().all(|fault| fault.message_en.contains("is missing")), "{faults:?}");
    assert_eq!(from_json("").unwrap_err()[0].at, Some(0..0));
    let twice = from_json("{\n  \"format\": 1,\n  \"format\": 1\n}").unwrap_err();
    assert!(twice[0].at.is_some() && twice[0].message_vi.contains("có hai lần"), "told by the reader: {twice:?}");
}

#[test]
fn limits_of_rows_make_sense() {
    assert_eq!(brief(&usual().rows_between(1, 3).faults()), [""; 0]);
    assert_eq!(brief(&usual().rows_between(3, 1).faults()), ["min_rows row_limits"]);
    assert_eq!(brief(&usual().rows_between(0, 0).faults()), ["max_rows row_limits"]);
    assert_eq!(brief(&Form::fixed(&["a data"]).integers([1]).rows_between(1, 1).faults()), ["row_kind row_limits"]);
}
