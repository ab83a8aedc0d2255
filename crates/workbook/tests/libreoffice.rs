//! Exported workbooks, opened and recalculated by LibreOffice, show the system's own figures.
//!
//! The cached values are taken out first, so that LibreOffice has to compute every formula itself.
//! Needs `soffice` on the path or in `BAOCAO_SOFFICE`; the test fails without it and says what to install.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it goes wrong")]

mod common;

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use calamine::{Data, Reader};
use domain::content::ContentRow;
use domain::sheet::{CompiledForm, Sheet};
use domain::template::{ColumnType, RowKind, RowRole};
use domain::value::Value;
use rust_decimal::{Decimal, RoundingStrategy};
use workbook::{CatalogueIndex, ImportOptions, export, parse_column, read};

struct Case {
    name: String,
    sheet: Sheet,
    bytes: Vec<u8>,
}

#[test]
fn recalculated_figures_are_the_systems_own() {
    let circular = regimes::circular_01_2020().unwrap();
    let real = CatalogueIndex::new(&circular.catalogues);
    let mut cases: Vec<Case> = ["fixed", "catalogue", "free"]
        .iter()
        .map(|name| case(name, &common::form(name), &common::catalogues()))
        .collect();
    for (index, template) in circular.forms.iter().filter(|template| template.is_fillable()).enumerate() {
        let form = Arc::new(CompiledForm::compile(template.clone()).unwrap());
        cases.push(case(&format!("real-{index}"), &form, &real));
    }
    let folder = Folder::new();
    for case in &cases {
        std::fs::write(folder.0.join(format!("{}.xlsx", case.name)), without_cached_values(&case.bytes)).unwrap();
    }
    let converted = convert(&folder.0, &cases);
    let mut compared = 0;
    for case in &cases {
        let bytes = std::fs::read(converted.join(format!("{}.xlsx", case.name))).unwrap();
        compared += compare(case, &bytes);
    }
    assert!(compared > 400, "only {compared} computed cells were compared");
}

/// A report with figures, zeros and blanks in turn.
fn case(name: &str, form: &Arc<CompiledForm>, catalogues: &CatalogueIndex) -> Case {
    let template = form.template();
    let mut rows: Vec<ContentRow> = match &template.row_kind {
        RowKind::Fixed => template
            .rows
            .iter()
            .filter(|row| row.role == RowRole::Data)
            .map(|row| common::row(&row.code, &[]))
            .collect(),
        RowKind::Catalogue { catalogue } => catalogues
            .items(catalogue)
            .iter()
            .take(4)
            .map(|item| ContentRow {
                item: Some(item.code.clone()),
                label: Some(item.name.clone()),
                ..common::row(&item.code, &[])
            })
            .collect(),
        RowKind::Free => (1..=3)
            .map(|n| ContentRow { label: Some(format!("Dòng {n}")), ..common::row(&format!("k-{n}"), &[]) })
            .collect(),
    };
    for (at, row) in rows.iter_mut().enumerate() {
        for column in form.columns().iter().filter(|column| column.is_input()) {
            let seed = at * 7 + usize::from(column.number.0) * 5;
            let value = match (&column.kind, seed % 6) {
                (_, 0) => Value::Blank,
                (kind, 1) if kind.is_numeric() => Value::from(0),
                (ColumnType::Integer, _) => Value::from((seed * 13 % 97) as i64),
                (ColumnType::Decimal { .. } | ColumnType::Percent { .. }, _) => {
                    Value::Number(Decimal::new((seed * 1237 % 9973) as i64, 2))
                }
                _ => Value::Blank,
            };
            if !value.is_blank() {
                row.cells.insert(column.number, value);
            }
        }
    }
    // One row stays empty: its formulas and ratios must stay blank.
    if let Some(last) = rows.last_mut() {
        last.cells.clear();
    }
    let sheet = common::sheet(form, rows);
    let bytes = export(&sheet, &common::heading(catalogues)).unwrap();
    Case { name: name.to_owned(), sheet, bytes }
}

/// The same workbook with every `<v>` behind a formula removed.
fn without_cached_values(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name.starts_with("xl/worksheets/") {
            let text = String::from_utf8(content).unwrap();
            let mut stripped = String::with_capacity(text.len());
            let mut pieces = text.split("</f><v>");
            stripped.push_str(pieces.next().unwrap());
            for piece in pieces {
                stripped.push_str("</f>");
                stripped.push_str(piece.split_once("</v>").unwrap().1);
            }
            content = stripped.into_bytes();
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn convert(folder: &Path, cases: &[Case]) -> PathBuf {
    let soffice = std::env::var("BAOCAO_SOFFICE").unwrap_or_else(|_| "soffice".to_owned());
    let out = folder.join("out");
    let status = Command::new(&soffice)
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .args(cases.iter().map(|case| folder.join(format!("{}.xlsx", case.name))))
        .stdout(std::process::Stdio::null())
        .status();
    match status {
        Ok(status) => assert!(status.success(), "{soffice} failed"),
        Err(error) => panic!(
            "{soffice}: {error}. Install LibreOffice Calc (apt-get install -y --no-install-recommends libreoffice-calc) \
             or set BAOCAO_SOFFICE to the soffice program"
        ),
    }
    out
}

/// Compares every computed cell and returns how many there were.
fn compare(case: &Case, bytes: &[u8]) -> usize {
    let import = read(bytes, case.sheet.form(), &common::catalogues(), &ImportOptions::default());
    let layout = match import {
        Ok(import) => import.layout,
        Err(error) => panic!("{}: {error}", case.name),
    };
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(&layout.sheet).unwrap();
    let cell = |row: u32, column: u16| range.get_value((row, u32::from(column))).cloned().unwrap_or(Data::Empty);
    let mut places = HashMap::new();
    for row in layout.first_row - 1..layout.last_row {
        if let Data::String(code) = cell(row, 1) {
            places.insert(code, row);
        }
    }
    let mut compared = 0;
    for index in 0..case.sheet.row_count() {
        let row = case.sheet.row(index);
        let at = places[row.item.as_deref().unwrap_or(row.key.as_str())];
        for (number, letters) in &layout.columns {
            if case.sheet.is_input(index, *number) {
                continue;
            }
            let column = case.sheet.form().template().column(*number).unwrap();
            let found = cell(at, parse_column(letters).unwrap());
            let own = case.sheet.value(index, *number);
            let place =
                format!("{} {} row {} {letters}{}", case.name, case.sheet.form().template().code, row.key, at + 1);
            assert_eq!(shown(&found, &column.kind, &place), exact(&own, &column.kind), "{place}");
            compared += 1;
        }
    }
    compared
}

fn shown(data: &Data, kind: &ColumnType, place: &str) -> Option<Decimal> {
    match data {
        Data::Empty => None,
        Data::String(text) if text.is_empty() => None,
        Data::Float(number) => Some(rounded(number.to_string().parse().unwrap(), kind)),
        Data::Int(number) => Some(Decimal::from(*number)),
        other => panic!("{place}: {other:?}"),
    }
}

fn exact(value: &Value, kind: &ColumnType) -> Option<Decimal> {
    value.as_number().map(|number| rounded(number, kind))
}

fn rounded(number: Decimal, kind: &ColumnType) -> Decimal {
    let digits = match kind {
        ColumnType::Integer => 0,
        ColumnType::Decimal { scale } => u32::from(*scale),
        _ => 9,
    };
    number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// A private folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("baocao-libreoffice-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
