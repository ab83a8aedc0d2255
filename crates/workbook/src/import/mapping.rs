//! Columns that somebody matched by hand, where neither numbers nor titles tell which is which.

use std::collections::{BTreeMap, BTreeSet};

use domain::template::{ColumnNumber, FormTemplate};

use super::layout::{FoundColumn, HEADER_SEARCH, Table, last_filled};
use super::titles::HeaderTexts;
use crate::address::{Address, column_name, parse_column};
use crate::error::WorkbookError;
use crate::form::is_data_column;
use crate::grid::{Grid, GridSheet};

/// Which column of a file is which column of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Name of the sheet; the first visible one where absent.
    pub sheet: Option<String>,
    /// Number of the first row with figures, as Excel shows it.
    pub first_row: u32,
    /// Number of the last one; found where absent.
    pub last_row: Option<u32>,
    /// Letters of the column of codes.
    pub code_column: Option<String>,
    /// Letters of the column of names.
    pub label_column: Option<String>,
    /// Letters of the column for each of the form's columns that the file has.
    pub columns: BTreeMap<ColumnNumber, String>,
    /// What stands above these columns, by their letters: a file with the same words there is laid out the same.
    pub titles: BTreeMap<String, String>,
}

/// The table where somebody said that it is.
pub(super) fn table(grid: &Grid, template: &FormTemplate, mapping: &Mapping) -> Result<Table, WorkbookError> {
    let index = sheet_index(grid, mapping).ok_or(WorkbookError::LayoutNotFound)?;
    let sheet = grid.sheets.get(index).ok_or(WorkbookError::LayoutNotFound)?;
    let letters =
        |letters: &String| parse_column(letters.trim()).ok_or_else(|| WorkbookError::UnknownColumn(letters.clone()));
    let optional = |column: &Option<String>| column.as_ref().map(letters).transpose();
    let (code, label) = (optional(&mapping.code_column)?, optional(&mapping.label_column)?);
    let mut columns = Vec::new();
    for (number, at) in &mapping.columns {
        let is_data = template.column(*number).is_some_and(is_data_column);
        if !is_data {
            return Err(WorkbookError::UnknownColumn(format!("({number})")));
        }
        columns.push(FoundColumn { number: *number, at: letters(at)? });
    }
    if columns.is_empty() {
        return Err(WorkbookError::LayoutNotFound);
    }
    check_rows(Some(mapping.first_row), mapping.last_row)?;
    let first_row = mapping.first_row.saturating_sub(1);
    let content: Vec<u16> = columns.iter().map(|column| column.at).chain(code).chain(label).collect();
    check_once(&content)?;
    let last_row = mapping.last_row.map(|row| row.saturating_sub(1)).or_else(|| last_filled(sheet, &content));
    let last_row = last_row.unwrap_or(first_row).max(first_row);
    let (header_row, ordinal, other_sheets) = (None, None, Vec::new());
    let mapping = Some(Mapping { titles: titles(sheet, mapping), ..mapping.clone() });
    Ok(Table { sheet: index, header_row, first_row, last_row, code, label, ordinal, columns, other_sheets, mapping })
}

/// A table does not end before it begins.
pub(super) fn check_rows(first: Option<u32>, last: Option<u32>) -> Result<(), WorkbookError> {
    match (first, last) {
        (Some(first), Some(last)) if first > last => Err(WorkbookError::RowsReversed { first, last }),
        _ => Ok(()),
    }
}

/// A column of the file is one thing.
fn check_once(columns: &[u16]) -> Result<(), WorkbookError> {
    let mut seen = BTreeSet::new();
    match columns.iter().find(|column| !seen.insert(**column)) {
        Some(column) => Err(WorkbookError::ColumnTwice(column_name(*column))),
        None => Ok(()),
    }
}

/// Whether the same words stand above the columns of this file as where the mapping was made.
pub(super) fn fits(grid: &Grid, mapping: &Mapping) -> bool {
    let sheet = sheet_index(grid, mapping).and_then(|index| grid.sheets.get(index));
    !mapping.titles.is_empty() && sheet.is_some_and(|sheet| titles(sheet, mapping) == mapping.titles)
}

fn sheet_index(grid: &Grid, mapping: &Mapping) -> Option<usize> {
    grid.sheets.iter().position(|sheet| match &mapping.sheet {
        Some(name) => sheet.name == *name,
        None => !sheet.is_hidden && !sheet.rows.is_empty(),
    })
}

/// The nearest text above the first row in each column of a mapping.
fn titles(sheet: &GridSheet, mapping: &Mapping) -> BTreeMap<String, String> {
    let bottom = mapping.first_row.saturating_sub(1).min(HEADER_SEARCH);
    let texts = HeaderTexts::read(sheet, bottom);
    let columns = mapping.columns.values().chain(&mapping.code_column).chain(&mapping.label_column);
    let titles = columns.filter_map(|letters| {
        let column = parse_column(letters.trim())?;
        let nearest = (0..bottom).rev().find_map(|row| texts.covering(Address::new(row, column)))?;
        Some((column_name(column), nearest.plain.clone()))
    });
    titles.collect()
}
