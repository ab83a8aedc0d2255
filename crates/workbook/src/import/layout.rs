//! Finding the table: the header, the codes, the rows.

use domain::template::{Column, ColumnNumber, FormTemplate, RowRole};
use domain::text::plain;

use super::ImportOptions;
use super::columns::{self, Header};
use super::mapping::{self, Mapping};
use super::titles::HeaderTexts;
use crate::address::parse_column;
use crate::error::WorkbookError;
use crate::form::{data_columns, label_column};
use crate::grid::{Grid, GridCell, GridSheet};
use crate::hidden::SHEET as HIDDEN_SHEET;

/// Rows among which a header is looked for.
pub(super) const HEADER_SEARCH: u32 = 100;

/// The table's place, rows and columns from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) sheet: usize,
    /// Row that numbers or titles of the columns were found in.
    pub(super) header_row: Option<u32>,
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    pub(super) code: Option<u16>,
    pub(super) label: Option<u16>,
    pub(super) ordinal: Option<u16>,
    /// The form's data columns that were found.
    pub(super) columns: Vec<FoundColumn>,
    /// Further sheets that hold the table too.
    pub(super) other_sheets: Vec<String>,
    /// The mapping that says so, where somebody matched the columns.
    pub(super) mapping: Option<Mapping>,
}

/// A data column of the form and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundColumn {
    pub(super) number: ColumnNumber,
    pub(super) at: u16,
}

impl Table {
    pub(super) fn sheet<'g>(&self, grid: &'g Grid) -> Result<&'g GridSheet, WorkbookError> {
        grid.sheets.get(self.sheet).ok_or(WorkbookError::LayoutNotFound)
    }
}

/// Finds the table: as somebody has matched its columns, else by its header and codes.
pub(super) fn find(grid: &Grid, template: &FormTemplate, options: &ImportOptions) -> Result<Table, WorkbookError> {
    let remembered = options.remembered.as_ref().filter(|mapping| mapping::fits(grid, mapping));
    match options.mapping.as_ref().or(remembered) {
        Some(mapping) => mapping::table(grid, template, mapping),
        None => search(grid, template, options),
    }
}

/// Finds the table in the first visible sheet that has it.
fn search(grid: &Grid, template: &FormTemplate, options: &ImportOptions) -> Result<Table, WorkbookError> {
    let given = Given::parse(options)?;
    let mut found: Option<(usize, Table)> = None;
    let mut others = Vec::new();
    for (index, sheet) in grid.sheets.iter().enumerate() {
        if sheet.is_hidden || sheet.name == HIDDEN_SHEET || sheet.rows.is_empty() {
            continue;
        }
        let Some((score, table)) = find_in(index, sheet, template, &given) else { continue };
        match &found {
            Some((best, _)) if *best >= score => others.push(sheet.name.clone()),
            _ => {
                let previous = found.replace((score, table));
                others.extend(
                    previous.and_then(|(_, table)| grid.sheets.get(table.sheet)).map(|sheet| sheet.name.clone()),
                );
            }
        }
    }
    let (_, mut table) = found.ok_or(WorkbookError::LayoutNotFound)?;
    table.other_sheets = others;
    Ok(table)
}

/// The options in the file's terms.
struct Given {
    code: Option<u16>,
    first_data: Option<u16>,
    first_row: Option<u32>,
    last_row: Option<u32>,
}

impl Given {
    fn parse(options: &ImportOptions) -> Result<Self, WorkbookError> {
        let column = |letters: &Option<String>| match letters.as_deref().map(str::trim) {
            None | Some("") => Ok(None),
            Some(letters) => {
                parse_column(letters).map(Some).ok_or_else(|| WorkbookError::UnknownColumn(letters.to_owned()))
            }
        };
        mapping::check_rows(options.first_row, options.last_row)?;
        Ok(Self {
            code: column(&options.code_column)?,
            first_data: column(&options.first_data_column)?,
            first_row: options.first_row.map(|row| row.saturating_sub(1)),
            last_row: options.last_row.map(|row| row.saturating_sub(1)),
        })
    }
}

/// The table of one sheet with a score: how many columns its header names.
fn find_in(index: usize, sheet: &GridSheet, template: &FormTemplate, given: &Given) -> Option<(usize, Table)> {
    let texts = HeaderTexts::read(sheet, HEADER_SEARCH);
    let data = data_columns(template);
    let header = columns::by_numbers(&texts, template).or_else(|| columns::by_titles(&texts, template));
    let code = given.code.or_else(|| code_column(&texts, header.as_ref()));
    let known = code_cells(sheet, code.or(Some(1)), template);
    let columns = place_columns(header.as_ref(), given, &data, !known.is_empty())?;
    let first_row = given
        .first_row
        .or_else(|| header.as_ref().map(|header| header.bottom + 1))
        .or_else(|| known.first().copied())?;
    // A table of another form may share a few numbers or titles.
    if known.is_empty() && given.first_data.is_none() && columns.len() * 2 < data.len() {
        return None;
    }
    let code = code.or_else(|| (!known.is_empty()).then_some(1));
    let label = label_place(&texts, header.as_ref(), template, code);
    let ordinal = header.as_ref().and_then(|header| header.ordinal);
    let mut content: Vec<u16> = columns.iter().map(|column| column.at).collect();
    content.extend(code);
    content.extend(label);
    let last_row = given.last_row.or_else(|| last_filled(sheet, &content)).unwrap_or(first_row).max(first_row);
    let score = header.as_ref().map_or(0, |header| header.columns.len()) * 2 + known.len().min(100);
    let header_row = header.map(|header| header.bottom);
    let table = Table {
        sheet: index,
        header_row,
        first_row,
        last_row,
        code,
        label,
        ordinal,
        columns,
        other_sheets: Vec::new(),
        mapping: None,
    };
    Some((score, table))
}

/// The header's places, unless the first data column was given and says otherwise.
fn place_columns(
    header: Option<&Header>,
    given: &Given,
    data: &[&Column],
    has_codes: bool,
) -> Option<Vec<FoundColumn>> {
    let from_header = header.map(|header| {
        let is_data = |number| data.iter().any(|column| column.number == number);
        header.columns.iter().filter(|found| is_data(found.number)).cloned().collect::<Vec<_>>()
    });
    let in_order = |first: u16| {
        let places = data.iter().zip(first..);
        places.map(|(column, at)| FoundColumn { number: column.number, at }).collect::<Vec<_>>()
    };
    match (from_header, given.first_data) {
        (Some(columns), None) => Some(columns),
        (Some(columns), Some(first)) if columns.iter().map(|found| found.at).min() == Some(first) => Some(columns),
        (_, Some(first)) => Some(in_order(first)),
        // Without a header, known codes in column B mean the prescribed layout: figures from column E.
        (None, None) => has_codes.then(|| in_order(4)),
    }
    .filter(|columns| !columns.is_empty())
}

fn code_column(texts: &HeaderTexts, header: Option<&Header>) -> Option<u16> {
    let bottom = header.map_or(HEADER_SEARCH, |header| header.bottom);
    let is_code = |text: &str| matches!(text, "ma chi tieu" | "ma" | "ma so" | "ma hang" | "indicator code" | "code");
    texts.cells().filter(|cell| cell.row <= bottom).find(|cell| is_code(&cell.plain)).map(|cell| cell.column)
}

/// Rows whose code cell holds the code of one of the form's data rows.
fn code_cells(sheet: &GridSheet, column: Option<u16>, template: &FormTemplate) -> Vec<u32> {
    let Some(column) = column else { return Vec::new() };
    let data: Vec<_> = template.rows.iter().filter(|row| row.role == RowRole::Data).collect();
    let is_known = |text: &str| data.iter().any(|row| row.code.eq_ignore_ascii_case(text.trim()));
    let rows = sheet.rows.iter().take(usize::try_from(HEADER_SEARCH).unwrap_or(usize::MAX));
    rows.filter(|row| row.cell(column).and_then(GridCell::text).is_some_and(is_known)).map(|row| row.index).collect()
}

/// By its number, by its title, or beside the codes.
fn label_place(
    texts: &HeaderTexts,
    header: Option<&Header>,
    template: &FormTemplate,
    code: Option<u16>,
) -> Option<u16> {
    let taken = |at: u16| header.is_some_and(|header| header.columns.iter().any(|found| found.at == at));
    if let Some(column) = label_column(template) {
        let by_number = header.and_then(|header| header.columns.iter().find(|found| found.number == column.number));
        if let Some(found) = by_number {
            return Some(found.at);
        }
        let title = plain(&column.title);
        let by_title = texts.cells().find(|cell| cell.plain == title);
        if let Some(cell) = by_title {
            return Some(cell.column);
        }
    }
    code.map(|code| code + 1).filter(|at| !taken(*at))
}

pub(super) fn last_filled(sheet: &GridSheet, columns: &[u16]) -> Option<u32> {
    let rows = sheet.rows.iter().rev();
    rows.into_iter().find(|row| columns.iter().any(|column| row.filled(*column).is_some())).map(|row| row.index)
}
