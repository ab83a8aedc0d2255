//! Small forms and sheets to test with.

use std::sync::Arc;

use domain::content::{Content, ContentRow};
use domain::language::Language;
use domain::sheet::{CompiledForm, References, Sheet, parse_input};
use domain::template::{ColumnNumber, Fault, FormTemplate};
use domain::value::Value;
use serde_json::{Map, Value as Json, json};

/// A form from short notation: columns as `number type [formula]`, rows as JSON, rules as formulas.
pub struct Form {
    json: Map<String, Json>,
}

impl Form {
    /// A form whose rows the reporter types, with a total row `T`.
    pub fn free() -> Self {
        let base = json!({
            "format": 1, "circular": "C", "code": "F", "version": 1, "title": "Biểu thử", "regime": "R",
            "kind": "data", "frequencies": ["quarterly"], "provenance": "published",
            "row_kind": {"name": "free"},
            "rows": [{"code": "T", "label": "TỔNG CỘNG", "role": "total"}],
            "header": [], "rules": []
        });
        let Json::Object(json) = base else { unreachable!() };
        Self { json }
    }

    /// A form with these rows: `code role [parent]`.
    pub fn fixed(rows: &[&str]) -> Self {
        let rows = rows.iter().map(|row| {
            let mut words = row.split(' ');
            let code = words.next().unwrap();
            let mut row = json!({"code": code, "label": format!("Hàng {code}"), "role": words.next().unwrap()});
            if let Some(parent) = words.next() {
                row["parent"] = json!(parent);
            }
            row
        });
        Self::free().with("row_kind", json!({"name": "fixed"})).with("rows", rows.collect())
    }

    /// Replaces a part.
    pub fn with(mut self, key: &str, value: Json) -> Self {
        self.json.insert(key.to_owned(), value);
        self
    }

    /// Adds a column.
    pub fn column(mut self, number: u16, kind: &str, formula: &str) -> Self {
        let kind = match kind {
            "decimal" | "percent" => json!({"name": kind, "scale": 2}),
            _ => json!({"name": kind}),
        };
        let mut column = json!({"number": number, "title": format!("Cột {number}"), "type": kind});
        if !formula.is_empty() {
            column["formula"] = json!(formula);
        }
        self.json["header"].as_array_mut().unwrap().push(column);
        self
    }

    /// Adds integer columns.
    pub fn integers(self, numbers: impl IntoIterator<Item = u16>) -> Self {
        numbers.into_iter().fold(self, |form, number| form.column(number, "integer", ""))
    }

    /// Changes the last column.
    pub fn column_is(mut self, key: &str, value: Json) -> Self {
        self.json["header"].as_array_mut().unwrap().last_mut().unwrap()[key] = value;
        self
    }

    /// Prescribes how many rows are added.
    pub fn rows_between(mut self, min: u32, max: u32) -> Self {
        self.json.insert("min_rows".into(), json!(min));
        self.json.insert("max_rows".into(), json!(max));
        self
    }

    /// Gives a row a formula.
    pub fn row_formula(mut self, row: usize, column: u16, formula: &str) -> Self {
        self.json["rows"][row]["formulas"][column.to_string()] = json!(formula);
        self
    }

    /// Adds a rule; its code is `R` and its number.
    pub fn rule(mut self, formula: &str) -> Self {
        let rules = self.json["rules"].as_array_mut().unwrap();
        let code = format!("R{}", rules.len() + 1);
        rules.push(json!({"code": code, "formula": formula, "severity": "error"}));
        self
    }

    pub fn template(self) -> FormTemplate {
        serde_json::from_value(Json::Object(self.json)).unwrap()
    }

    pub fn faults(self) -> Vec<Fault> {
        domain::template::check(&self.template())
    }

    pub fn compile(self) -> Arc<CompiledForm> {
        Arc::new(CompiledForm::compile(self.template()).unwrap_or_else(|faults| panic!("{faults:#?}")))
    }

    /// A blank sheet.
    pub fn sheet(self) -> Sheet {
        Sheet::open(self.compile(), &Content::default(), References::default())
    }

    /// A sheet with added rows; a row is the typed texts of the columns from the first on.
    pub fn sheet_of(self, rows: &[&[&str]]) -> Sheet {
        let form = self.compile();
        let content = Content {
            rows: rows
                .iter()
                .enumerate()
                .map(|(ix, texts)| {
                    let mut row = ContentRow::new(format!("k{ix}"));
                    row.label = Some(format!("Dòng {ix}"));
                    for (column, text) in form.columns().iter().zip(*texts) {
                        row.cells.insert(column.number, parse_input(column, text));
                    }
                    row
                })
                .collect(),
        };
        Sheet::open(form, &content, References::default())
    }
}

/// Types into a cell; the row by its key.
pub fn enter(sheet: &mut Sheet, row: &str, column: u16, text: &str) {
    let form = sheet.form().clone();
    let known = form.columns().iter().find(|known| known.number.0 == column).unwrap();
    let ix = sheet.row_index(&row.into()).unwrap();
    sheet.set(ix, ColumnNumber(column), parse_input(known, text)).unwrap();
}

/// What a cell shows, in plain decimals.
pub fn shown(sheet: &Sheet, row: &str, column: u16) -> String {
    let ix = sheet.row_index(&row.into()).unwrap();
    match sheet.value(ix, ColumnNumber(column)) {
        Value::Blank => String::new(),
        Value::NotApplicable => "KAD".to_owned(),
        Value::Number(number) => number.normalize().to_string(),
        Value::Text(text) => text,
        other => format!("{other:?}"),
    }
}

/// The findings as `code row(column),row(column)`.
pub fn found(sheet: &Sheet) -> Vec<String> {
    let cells = |finding: &domain::finding::Finding| {
        let cells: Vec<_> = finding.cells.iter().map(|cell| format!("{}({})", cell.row, cell.column)).collect();
        cells.join(",")
    };
    sheet.findings(Language::Vi).iter().map(|finding| format!("{} {}", finding.code, cells(finding))).collect()
}
