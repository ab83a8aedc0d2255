//! What an explanation of a warning is about.

use std::collections::HashSet;

use domain::explanation::{Subject, unexplained};
use domain::sheet::{References, Sheet, Table};
use domain::value::Value;
use serde_json::json;

use crate::forms::{Form, enter};

/// `[4]` not above `[5]` of the row A, and not above that of the period before; both are warnings.
fn warned() -> Form {
    let rule = |code: &str, formula: &str| json!({"code": code, "formula": formula, "severity": "warning"});
    Form::fixed(&["A data", "B data"])
        .column(1, "ordinal", "")
        .column(2, "label", "")
        .integers(4..=6)
        .with("rules", json!([rule("W1", "[4] <= {A}[5]"), rule("W2", "[4] <= prev[4]")]))
}

fn sheet(previous: i64) -> Sheet {
    let mut before = Table::default();
    for row in ["A", "B"] {
        before.insert(row.into(), domain::template::ColumnNumber(4), Value::from(previous));
    }
    let references = References { previous: Some(before), ..References::default() };
    Sheet::open(warned().compile(), &domain::content::Content::default(), references)
}

fn subjects(sheet: &Sheet) -> Vec<Subject> {
    unexplained(sheet, &sheet.findings(), &HashSet::new())
}

/// `code: figures`, one finding a line.
fn lines(sheet: &Sheet) -> Vec<String> {
    subjects(sheet).iter().map(|subject| format!("{}: {}", subject.code, subject.figures.join(" "))).collect()
}

#[test]
fn figures_are_those_of_the_cells_and_both_sides() {
    let mut sheet = sheet(3);
    enter(&mut sheet, "A", 4, "9");
    enter(&mut sheet, "A", 5, "1");
    enter(&mut sheet, "B", 4, "2");
    assert_eq!(lines(&sheet), ["W1: 9 1 9 1", "W2: 9 9 3", "W1: 2 1 2 1"]);
    // Both rows compare with the same cell, and neither is taken for the other.
    let rows: Vec<_> = subjects(&sheet).iter().map(|subject| subject.cells[0].row.0.clone()).collect();
    assert_eq!(rows, ["A", "A", "B"]);
}

#[test]
fn an_explanation_holds_for_its_figures_only() {
    let mut sheet = sheet(3);
    enter(&mut sheet, "A", 4, "9");
    enter(&mut sheet, "A", 5, "1");
    let explained: HashSet<Subject> = subjects(&sheet).into_iter().collect();
    let left = |sheet: &Sheet| {
        let left = unexplained(sheet, &sheet.findings(), &explained);
        left.iter().map(|subject| subject.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(left(&sheet), [""; 0]);
    enter(&mut sheet, "A", 6, "77");
    enter(&mut sheet, "B", 5, "7");
    assert_eq!(left(&sheet), [""; 0], "other cells do not matter");
    enter(&mut sheet, "A", 5, "2");
    assert_eq!(left(&sheet), ["W1"], "asked anew");
    enter(&mut sheet, "A", 5, "1");
    assert_eq!(left(&sheet), [""; 0], "back where it was explained");
    let mut changed_before = self::sheet(4);
    enter(&mut changed_before, "A", 4, "9");
    enter(&mut changed_before, "A", 5, "1");
    assert_eq!(left(&changed_before), ["W2"], "a figure of another report counts, too");
}

#[test]
fn a_finding_of_one_cell_is_about_that_cell() {
    let mut one = sheet(3);
    enter(&mut one, "A", 4, "-5");
    assert_eq!(lines(&one), ["negative: -5"]);
}
