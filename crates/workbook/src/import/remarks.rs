//! Remarks about the table as a whole: columns that are missing, moved, hidden; rows hidden; cells merged.

use std::collections::BTreeSet;

use domain::template::{Column, FormTemplate};

use super::Notes;
use super::columns::{ends_with, printed_number, titles};
use super::hidden::Origin;
use super::layout::{HEADER_SEARCH, Table};
use super::rows::Context;
use super::titles::HeaderTexts;
use crate::address::Address;
use crate::form::data_columns;
use crate::grid::Grid;
use crate::problem::Oddity;

/// Remarks that the header calls for.
pub(super) fn layout(
    grid: &Grid,
    table: &Table,
    template: &FormTemplate,
    origin: Option<&Origin>,
    notes: &mut Notes<'_>,
) {
    let Ok(sheet) = table.sheet(grid) else { return };
    let corner = Address::new(table.header_row.unwrap_or(table.first_row), 0);
    for other in &table.other_sheets {
        notes.add(corner, &Oddity::MoreSheets(other.clone()));
    }
    if let Some(origin) = origin.filter(|origin| origin.version != template.version.to_string()) {
        let (found, expected) = (origin.version.clone(), template.version.to_string());
        notes.add(corner, &Oddity::OtherVersion { found, expected });
    }
    for column in data_columns(template) {
        if column.is_input() && !table.columns.iter().any(|found| found.number == column.number) {
            notes.add(corner, &Oddity::MissingColumn(format!("({}) {}", column.number, column.title)));
        }
    }
    let mut places: Vec<_> = table.columns.iter().map(|found| (found.number, found.at)).collect();
    places.sort();
    let is_moved = places.windows(2).any(|pair| matches!(pair, [(_, left), (_, right)] if left > right));
    if is_moved && table.mapping.is_none() {
        notes.add(corner, &Oddity::MovedColumns);
    }
    if let Some(header_row) = table.header_row {
        header(&HeaderTexts::read(sheet, HEADER_SEARCH), header_row, table, template, notes);
    }
}

/// Remarks about single columns: strange, repeated, or titled as another.
fn header(texts: &HeaderTexts, header_row: u32, table: &Table, template: &FormTemplate, notes: &mut Notes<'_>) {
    let known: BTreeSet<_> = template.columns().map(|column| column.number).collect();
    let titles = titles(template);
    let first_data = table.columns.iter().map(|found| found.at).min().unwrap_or_default();
    for at in first_data..texts.width() {
        let address = Address::new(header_row, at);
        let Some(cell) = texts.covering(address) else { continue };
        let number = printed_number(&cell.text).map(|(number, _)| number);
        match table.columns.iter().find(|found| found.at == at) {
            Some(found) if number == Some(found.number) => {
                check_title(texts, address, found.number, &titles, notes);
            }
            Some(_) => {}
            None => match number.filter(|number| known.contains(number)) {
                Some(number) if table.columns.iter().any(|found| found.number == number) => {
                    notes.add(address, &Oddity::HeaderTwice(format!("({number})")));
                }
                Some(_) => {}
                None => notes.add(address, &Oddity::UnknownColumn(cell.text.clone())),
            },
        }
    }
}

/// A column numbered as one and titled as another.
fn check_title(
    texts: &HeaderTexts,
    at: Address,
    number: domain::template::ColumnNumber,
    titles: &[(domain::template::ColumnNumber, Vec<String>)],
    notes: &mut Notes<'_>,
) {
    let Some(above) = at.row.checked_sub(1).map(|row| texts.path(row, at.column, 8)) else { return };
    let path: Vec<&str> = above.iter().map(|cell| cell.plain.as_str()).collect();
    let fits = |candidate: &[String]| ends_with(&path, candidate);
    let own_fits = titles.iter().any(|(other, path)| *other == number && fits(path));
    let other_fits = titles.iter().any(|(other, path)| *other != number && fits(path));
    if let (false, true, Some(cell)) = (own_fits, other_fits, above.last()) {
        let (found, expected) = (cell.text.clone(), format!("({number})"));
        notes.add(at, &Oddity::TitleDiffers { found, expected });
    }
}

/// Remarks about hidden rows and columns with figures, and about merged figures.
pub(super) fn hidden_and_merged(context: &Context<'_>, notes: &mut Notes<'_>) {
    let columns = context.columns();
    for row in context.rows().filter(|row| row.is_hidden) {
        if let Some((_, at)) = columns.iter().find(|(column, at)| column.is_input() && row.filled(*at).is_some()) {
            notes.add(Address::new(row.index, *at), &Oddity::HiddenRow);
        }
    }
    let is_hidden = |(column, at): &&(&Column, u16)| column.is_input() && context.sheet.is_column_hidden(*at);
    for (_, at) in columns.iter().filter(is_hidden) {
        if let Some(row) = context.rows().find(|row| row.filled(*at).is_some()) {
            notes.add(Address::new(row.index, *at), &Oddity::HiddenColumn);
        }
    }
    let range = context.table.first_row..=context.table.last_row;
    for merge in &context.sheet.merges {
        let covered = columns.iter().filter(|(_, at)| (merge.first.column..=merge.last.column).contains(at)).count();
        let is_figures = covered > 0 && range.contains(&merge.first.row) && merge.first != merge.last;
        if is_figures {
            notes.add(merge.first, &Oddity::MergedCells(format!("{}:{}", merge.first, merge.last)));
        }
    }
}
