//! What the tests share: the test forms, the catalogues, and a readable picture of an import.
#![expect(dead_code, reason = "each test file uses its own part")]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use domain::catalogue::Catalogue;
use domain::content::{Content, ContentRow};
use domain::language::Language;
use domain::sheet::{CompiledForm, References, Sheet};
use domain::template::{ColumnNumber, FormTemplate, Severity};
use domain::value::Value;
use workbook::{Address, CatalogueIndex, Heading, Import, Problem};

pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

pub fn file(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// `fixed` (T.01), `catalogue` (T.02) or `free` (T.03).
pub fn form(name: &str) -> Arc<CompiledForm> {
    let template: FormTemplate = serde_json::from_slice(&file(&format!("form-{name}.json"))).unwrap();
    Arc::new(CompiledForm::compile(template).unwrap())
}

pub fn catalogues() -> CatalogueIndex {
    let catalogues: Vec<Catalogue> = serde_json::from_slice(&file("catalogues.json")).unwrap();
    CatalogueIndex::new(&catalogues)
}

pub fn heading(catalogues: &CatalogueIndex) -> Heading<'_> {
    Heading {
        unit_name: "UBND phường Thử Nghiệm",
        unit_code: "99999",
        period: "2026-Q4",
        period_label: "Quý IV năm 2026",
        language: Language::Vi,
        exported_at: noon(),
        catalogues,
    }
}

pub fn noon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

pub fn sheet(form: &Arc<CompiledForm>, rows: Vec<ContentRow>) -> Sheet {
    Sheet::open(Arc::clone(form), &Content { rows }, References::default())
}

pub fn row(key: &str, cells: &[(u16, Value)]) -> ContentRow {
    let mut row = ContentRow::new(key);
    row.cells = cells.iter().map(|(column, value)| (ColumnNumber(*column), value.clone())).collect();
    row
}

pub fn number(text: &str) -> Value {
    Value::Number(text.parse().unwrap())
}

/// The import as text: the layout, every row with its filled cells, every problem.
pub fn picture(import: &Import, form: &Arc<CompiledForm>) -> String {
    let mut out = String::new();
    let layout = &import.layout;
    let columns: Vec<String> = layout.columns.iter().map(|(number, at)| format!("{number}={at}")).collect();
    let of = |column: &Option<String>| column.clone().unwrap_or_else(|| "-".into());
    writeln!(
        out,
        "rows {} to {}, codes {}, labels {}, columns {}",
        layout.first_row,
        layout.last_row,
        of(&layout.code_column),
        of(&layout.label_column),
        columns.join(" ")
    )
    .unwrap();
    for row in &import.rows {
        let key = row.key.as_ref().map_or("(new)", |key| key.as_str());
        let label = row.label.as_ref().map(|label| format!(" “{label}”")).unwrap_or_default();
        let cells: Vec<String> = row
            .cells
            .iter()
            .filter(|(_, value)| !value.is_blank())
            .map(|(number, value)| format!("{number}:{}", show(value)))
            .collect();
        let blank = row.cells.len() - cells.len();
        writeln!(out, "row {} {key}{label} {} ({blank} blank)", row.source_row, cells.join(" ")).unwrap();
    }
    for problem in problems(import, form) {
        let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
        writeln!(out, "{severity} {} {}: {}", problem.cell, problem.code, problem.message_vi).unwrap();
    }
    out
}

/// The problems, with the computed cells where the file differs from what its own entries come to.
fn problems(import: &Import, form: &Arc<CompiledForm>) -> Vec<Problem> {
    let rows = import.rows.iter().map(|row| {
        let filled = row.cells.iter().filter(|(_, value)| !value.is_blank());
        let key = row.key.as_ref().map_or_else(|| format!("new-{}", row.source_row), ToString::to_string);
        let cells = filled.map(|(column, value)| (*column, value.clone())).collect();
        ContentRow { item: row.item.clone(), label: row.label.clone(), cells, ..ContentRow::new(key) }
    });
    let compared = import.compare(&sheet(form, rows.collect()), |row| row.key.as_ref());
    let mut problems = import.problems.clone();
    problems.extend(compared.differences.iter().map(|difference| difference.problem(&import.layout.sheet)));
    problems.sort_by_key(|problem| Address::parse(&problem.cell));
    problems
}

pub fn show(value: &Value) -> String {
    match value {
        Value::Blank => "blank".into(),
        Value::NotApplicable => "n/a".into(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::Date(date) => date.to_string(),
        Value::Bool(yes) => yes.to_string(),
    }
}
