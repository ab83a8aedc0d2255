//! Domain values in the words of the API.

use contract::WireValue;
use contract::data::{CellTable, CellView, Cells, FindingView};
use domain::content::{Content, ContentRow};
use domain::finding::Finding;
use domain::language::Language;
use domain::sheet::{Sheet, Table};
use domain::template::{RowRole, Severity};

/// A count as the wire has it.
pub(crate) fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Findings in the caller's language.
pub(crate) fn findings(findings: Vec<Finding>, language: Language) -> Vec<FindingView> {
    findings.into_iter().map(|finding| self::finding(finding, language)).collect()
}

fn finding(finding: Finding, language: Language) -> FindingView {
    FindingView {
        code: finding.code,
        severity: severity(finding.severity).to_owned(),
        message: match language {
            Language::Vi => finding.message_vi,
            Language::En => finding.message_en,
        },
        cells: finding
            .cells
            .into_iter()
            .map(|cell| CellView { row: cell.row.0, column: cell.column.to_string() })
            .collect(),
    }
}

/// A severity on the wire.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A role on the wire.
pub(crate) fn role(role: RowRole) -> &'static str {
    match role {
        RowRole::Data => "data",
        RowRole::Heading => "heading",
        RowRole::Subtotal => "subtotal",
        RowRole::Total => "total",
    }
}

/// Entered cells of a row.
pub(crate) fn cells(row: &ContentRow) -> Cells {
    row.cells.iter().filter_map(|(column, value)| Some((column.to_string(), WireValue::from_value(value)?))).collect()
}

/// Entered cells of a content.
pub(crate) fn content_table(content: &Content) -> CellTable {
    content.rows.iter().map(|row| (row.key.0.clone(), cells(row))).filter(|(_, cells)| !cells.is_empty()).collect()
}

/// All figures of another report.
pub(crate) fn table(table: &Table) -> CellTable {
    table
        .rows()
        .map(|row| {
            let cells: Cells = row
                .cells
                .iter()
                .filter_map(|(column, value)| Some((column.to_string(), WireValue::from_value(value)?)))
                .collect();
            (row.key.0.clone(), cells)
        })
        .filter(|(_, cells)| !cells.is_empty())
        .collect()
}

/// The cells that the system computes.
pub(crate) fn computed(sheet: &Sheet) -> CellTable {
    let columns = sheet.form().columns();
    let mut all = CellTable::new();
    for ix in 0..sheet.row_count() {
        let row = sheet.row(ix);
        if row.role == RowRole::Heading {
            continue;
        }
        let cells: Cells = columns
            .iter()
            .filter(|column| {
                !sheet.is_input(ix, column.number) && (column.kind.is_numeric() || column.formula.is_some())
            })
            .filter_map(|column| {
                Some((column.number.to_string(), WireValue::from_value(&sheet.value(ix, column.number))?))
            })
            .collect();
        if !cells.is_empty() {
            all.insert(row.key.0.clone(), cells);
        }
    }
    all
}
