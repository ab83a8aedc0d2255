//! What an import changes or would change, for people to look at.

use std::collections::{HashMap, HashSet};

use contract::WireValue;
use contract::data::FindingView;
use contract::history::ChangeView;
use contract::workbook::{ComputedDifference, ComputedView, ImportLayout, ImportProblem, OldTextView};
use domain::content::{Content, ContentRow, RowKey};
use domain::language::Language;
use domain::sheet::Sheet;
use store::changes::ContentChanges;
use workbook::{Address, Comparison, Import};

use super::super::save::Change;
use super::rows::Keys;
use crate::wire;

/// Changes that are listed one by one: a preview of a million cells is not for reading.
pub(super) const MOST_CHANGES: usize = 2000;
/// Findings that are listed.
pub(super) const MOST_FINDINGS: usize = 1000;

/// The rows that change.
pub(super) struct Rows {
    /// All of them, in the file's order.
    pub changed: Vec<String>,
    /// Those in which something is wrong.
    pub faulty: Vec<String>,
}

impl Rows {
    /// Tells them by what is said of their cells.
    pub fn of(changes: &[ChangeView], problems: &[ImportProblem], findings: &[FindingView]) -> Self {
        let mut seen = HashSet::new();
        let rows = changes.iter().map(|change| &change.row).filter(|row| seen.insert(*row));
        let changed: Vec<String> = rows.cloned().collect();
        let problems = problems.iter().filter(|problem| problem.severity == "error");
        let findings = findings.iter().filter(|finding| finding.severity == "error");
        let cells = findings.flat_map(|finding| &finding.cells).map(|cell| &cell.row);
        let wrong: HashSet<&String> = problems.filter_map(|problem| problem.row.as_ref()).chain(cells).collect();
        let faulty = changed.iter().filter(|row| wrong.contains(row)).cloned().collect();
        Self { changed, faulty }
    }
}

/// Old and new values.
pub(super) fn changes(change: &Change, before: &Content) -> Vec<ChangeView> {
    let sheet = &change.figures.sheet;
    let label = |key: &RowKey| sheet.row_index(key).map(|ix| sheet.row(ix).label.clone()).unwrap_or_default();
    let view = |kind: &str, row: &RowKey| ChangeView {
        kind: kind.to_owned(),
        row: row.0.clone(),
        label: label(row),
        ..ChangeView::default()
    };
    let known: HashMap<&RowKey, &ContentRow> = before.rows.iter().map(|row| (&row.key, row)).collect();
    let prescribed: HashSet<&str> =
        change.loaded.form.template().rows.iter().map(|fixed| fixed.code.as_str()).collect();
    let ContentChanges { removed, added, renamed, cells, .. } = &change.changes;
    let mut views: Vec<ChangeView> = removed.iter().map(|row| view("row_removed", row)).collect();
    for row in added {
        if !prescribed.contains(row.key.as_str()) {
            views.push(view("row_added", &row.key));
        }
        for (column, value) in &row.cells {
            views.push(ChangeView {
                column: Some(column.to_string()),
                new: WireValue::from_value(value),
                ..view("cell", &row.key)
            });
        }
    }
    for row in renamed {
        let old = known.get(&row.key).and_then(|row| row.label.clone()).map(WireValue::Text);
        views.push(ChangeView { old, new: row.label.clone().map(WireValue::Text), ..view("label", &row.key) });
    }
    for cell in cells {
        let old = known.get(&cell.row).and_then(|row| row.cells.get(&cell.column));
        views.push(ChangeView {
            column: Some(cell.column.to_string()),
            old: old.and_then(WireValue::from_value),
            new: WireValue::from_value(&cell.value),
            ..view("cell", &cell.row)
        });
    }
    views
}

/// A problem of a cell, with the row of the report that the cell is in.
pub(super) fn problem(problem: &workbook::Problem, keys: &Keys, language: Language) -> ImportProblem {
    let source_row = Address::parse(&problem.cell).map(|cell| cell.row.saturating_add(1));
    ImportProblem {
        cell: problem.cell.clone(),
        row: source_row.and_then(|row| keys.get(row)).map(|key| key.0.clone()),
        code: problem.code.to_string(),
        severity: wire::severity(problem.severity).to_owned(),
        message: match language {
            Language::Vi => problem.message_vi.clone(),
            Language::En => problem.message_en.clone(),
        },
    }
}

/// A text in an old font.
pub(super) fn old_text(text: &workbook::OldText) -> OldTextView {
    OldTextView { cell: text.cell.to_string(), old: text.old.clone(), new: text.new.clone() }
}

/// Where the table was found.
pub(super) fn layout(read: &Import) -> ImportLayout {
    let layout = &read.layout;
    ImportLayout {
        sheet: layout.sheet.clone(),
        code_column: layout.code_column.clone(),
        first_data_column: layout.columns.values().next().cloned(),
        first_row: Some(layout.first_row),
        last_row: Some(layout.last_row),
        remembered: false,
    }
}

/// The figures of computed cells beside the system's.
pub(super) fn computed(comparison: &Comparison, sheet: &Sheet) -> ComputedView {
    let differences = comparison.differences.iter().map(|difference| ComputedDifference {
        cell: difference.cell.to_string(),
        row: difference.row.0.clone(),
        label: sheet.row_index(&difference.row).map(|row| sheet.row(row).label.clone()).unwrap_or_default(),
        column: difference.column.to_string(),
        file: difference.file.clone(),
        system: WireValue::from_value(&difference.system),
    });
    ComputedView {
        compared: wire::count(comparison.compared),
        different: wire::count(comparison.different),
        differences: differences.collect(),
    }
}

#[cfg(test)]
mod tests {
    use contract::data::CellView;

    use super::*;

    #[test]
    fn rows_with_errors_are_told() {
        let change = |row: &str| ChangeView { kind: "cell".into(), row: row.into(), ..ChangeView::default() };
        let problem = |row: &str, severity: &str| ImportProblem {
            cell: "E5".into(),
            row: Some(row.into()),
            code: "odd".into(),
            severity: severity.into(),
            message: String::new(),
        };
        let finding = |row: &str, severity: &str| FindingView {
            code: "rule".into(),
            severity: severity.into(),
            message: String::new(),
            cells: vec![CellView { row: row.into(), column: "4".into() }],
        };
        let rows = Rows::of(
            &[change("b"), change("b"), change("a"), change("c"), change("d")],
            &[problem("a", "error"), problem("b", "warning")],
            &[finding("c", "error"), finding("d", "warning"), finding("elsewhere", "error")],
        );
        assert_eq!(rows.changed, ["b", "a", "c", "d"]);
        assert_eq!(rows.faulty, ["a", "c"]);
    }
}
