//! Where everything stands in the exported sheet.

use std::collections::HashMap;

use domain::content::RowKey;
use domain::sheet::{Sheet, SheetRow};
use domain::template::{Column, ColumnNumber, ColumnType, FixedRow, FormTemplate, HeaderNode, RowKind, RowRole};
use rust_xlsxwriter::{ColNum, RowNum};

use super::ranges::Ranges;
use crate::form::{data_columns, label_column, unit_column};

/// Column E.
pub(super) const FIRST_DATA_COLUMN: ColNum = 4;
/// Empty rows to fill in where rows are added by the reporter.
const ENTRY_ROWS: usize = 20;
/// Empty rows that remain below rows already entered.
const SPARE_ROWS: usize = 5;
/// Rows of titles above the header, one of them empty.
const TITLE_ROWS: RowNum = 6;

/// A row of the exported table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlanRow {
    /// A row of the report by its index.
    Report(usize),
    /// An empty row to fill in.
    Entry,
}

/// A data column with the titles above it.
pub(super) struct PlanColumn<'p> {
    pub(super) column: &'p Column,
    pub(super) at: ColNum,
    /// Titles from the top level to its own, each with an identity that neighbours share.
    pub(super) path: Vec<(usize, &'p str)>,
}

/// The whole layout.
pub(super) struct Plan<'p> {
    pub(super) sheet: &'p Sheet,
    pub(super) template: &'p FormTemplate,
    pub(super) columns: Vec<PlanColumn<'p>>,
    pub(super) label: Option<&'p Column>,
    /// The unit of consolidated rows, behind the figures.
    pub(super) unit: Option<&'p Column>,
    pub(super) rows: Vec<PlanRow>,
    /// First row of the header.
    pub(super) header_row: RowNum,
    /// The row of column numbers.
    pub(super) number_row: RowNum,
    /// First row of the table.
    pub(super) first_row: RowNum,
    places: HashMap<ColumnNumber, ColNum>,
    fixed: HashMap<&'p str, &'p FixedRow>,
    row_of_code: HashMap<&'p str, RowNum>,
    data_rows: Ranges,
    children: HashMap<&'p str, Ranges>,
}

impl<'p> Plan<'p> {
    pub(super) fn new(sheet: &'p Sheet) -> Self {
        let template = sheet.form().template();
        let columns = columns(template);
        let levels = columns.iter().map(|column| column.path.len()).max().unwrap_or(1).max(1);
        let header_row = TITLE_ROWS;
        let number_row = header_row + RowNum::try_from(levels).unwrap_or(1);
        let mut plan = Self {
            sheet,
            template,
            places: columns.iter().map(|column| (column.column.number, column.at)).collect(),
            columns,
            label: label_column(template),
            unit: unit_column(template),
            rows: rows(sheet, template),
            header_row,
            number_row,
            first_row: number_row + 1,
            fixed: template.rows.iter().map(|row| (row.code.as_str(), row)).collect(),
            row_of_code: HashMap::new(),
            data_rows: Ranges::default(),
            children: HashMap::new(),
        };
        plan.index_rows();
        plan
    }

    fn index_rows(&mut self) {
        let sheet = self.sheet;
        for index in 0..self.rows.len() {
            let at = self.excel_row(index);
            let Some(PlanRow::Report(report_row)) = self.rows.get(index).copied() else {
                self.data_rows.push(at);
                continue;
            };
            let row = sheet.row(report_row);
            if row.role == RowRole::Data {
                self.data_rows.push(at);
            }
            let Some(fixed) = self.fixed.get(row.key.as_str()).copied().filter(|_| !row.is_dynamic) else { continue };
            self.row_of_code.insert(fixed.code.as_str(), at);
            if let (Some(parent), RowRole::Data | RowRole::Subtotal) = (&fixed.parent, fixed.role) {
                self.children.entry(parent.as_str()).or_default().push(at);
            }
        }
    }

    /// The sheet's row, counted from 0, of a row of the plan.
    pub(super) fn excel_row(&self, index: usize) -> RowNum {
        self.first_row + RowNum::try_from(index).unwrap_or(RowNum::MAX / 2)
    }

    /// The row of the report in this row of the plan.
    pub(super) fn report_row(&self, index: usize) -> Option<&'p SheetRow> {
        match self.rows.get(index) {
            Some(PlanRow::Report(row)) => Some(self.sheet.row(*row)),
            _ => None,
        }
    }

    /// Where a data column stands.
    pub(super) fn place(&self, column: ColumnNumber) -> Option<ColNum> {
        self.places.get(&column).copied()
    }

    /// The form's column of this number.
    pub(super) fn column(&self, number: ColumnNumber) -> Option<&'p Column> {
        self.columns.iter().map(|column| column.column).find(|column| column.number == number)
    }

    /// The prescribed row of this code.
    pub(super) fn fixed(&self, key: &RowKey) -> Option<&'p FixedRow> {
        self.fixed.get(key.as_str()).copied()
    }

    /// The sheet's row of a prescribed row.
    pub(super) fn row_of_code(&self, code: &str) -> Option<RowNum> {
        self.row_of_code.get(code).copied()
    }

    /// All rows that figures are entered in.
    pub(super) fn data_rows(&self) -> &Ranges {
        &self.data_rows
    }

    /// The rows nested under a prescribed row.
    pub(super) fn children(&self, code: &str) -> Option<&Ranges> {
        self.children.get(code)
    }

    /// The last column of the table.
    pub(super) fn last_column(&self) -> ColNum {
        self.unit_place().or_else(|| self.columns.last().map(|column| column.at)).unwrap_or(FIRST_DATA_COLUMN - 1)
    }

    /// Where the unit of consolidated rows stands.
    pub(super) fn unit_place(&self) -> Option<ColNum> {
        let behind = self.columns.last().map_or(FIRST_DATA_COLUMN, |column| column.at + 1);
        self.unit.map(|_| behind)
    }

    /// Column widths in characters.
    pub(super) fn widths(&self) -> Vec<(ColNum, f64)> {
        let mut widths = vec![(0, 6.0), (1, 16.0), (2, 44.0), (3, 16.0)];
        widths.extend(self.columns.iter().map(|column| match column.column.kind {
            ColumnType::Text | ColumnType::Choice { .. } => (column.at, 32.0),
            ColumnType::Date => (column.at, 13.0),
            _ => (column.at, 15.0),
        }));
        widths.extend(self.unit_place().map(|at| (at, 32.0)));
        widths
    }
}

/// The data columns in number order with their titles.
fn columns(template: &FormTemplate) -> Vec<PlanColumn<'_>> {
    fn walk<'t>(
        nodes: &'t [HeaderNode],
        above: &mut Vec<(usize, &'t str)>,
        next: &mut usize,
        paths: &mut HashMap<ColumnNumber, Vec<(usize, &'t str)>>,
    ) {
        for node in nodes {
            *next += 1;
            match node {
                HeaderNode::Group(group) => {
                    above.push((*next, &group.title));
                    walk(&group.children, above, next, paths);
                    above.pop();
                }
                HeaderNode::Column(column) => {
                    let own = std::iter::once((*next, column.title.as_str()));
                    paths.insert(column.number, above.iter().copied().chain(own).collect());
                }
            }
        }
    }
    let mut paths = HashMap::new();
    walk(&template.header, &mut Vec::new(), &mut 0, &mut paths);
    let data = data_columns(template);
    let places = data.into_iter().zip(FIRST_DATA_COLUMN..);
    places
        .map(|(column, at)| PlanColumn { column, at, path: paths.remove(&column.number).unwrap_or_default() })
        .collect()
}

/// The report's rows, with empty rows to fill in where the reporter adds them.
fn rows(sheet: &Sheet, template: &FormTemplate) -> Vec<PlanRow> {
    let mut rows: Vec<PlanRow> = (0..sheet.row_count()).map(PlanRow::Report).collect();
    if template.row_kind == RowKind::Fixed {
        return rows;
    }
    let dynamic: Vec<usize> = (0..sheet.row_count()).filter(|row| sheet.row(*row).is_dynamic).collect();
    let first_total = (0..sheet.row_count()).find(|row| sheet.row(*row).role == RowRole::Total);
    let at = dynamic.last().map_or(first_total.unwrap_or(rows.len()), |last| last + 1);
    let count = ENTRY_ROWS.saturating_sub(dynamic.len()).max(SPARE_ROWS);
    rows.splice(at..at, std::iter::repeat_n(PlanRow::Entry, count));
    rows
}
