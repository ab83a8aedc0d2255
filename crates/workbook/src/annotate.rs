//! Giving a faulty workbook back: the sender's own file with the cells coloured and commented.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::language::Language;
use domain::template::Severity;
use umya_spreadsheet::{Comment, Spreadsheet, TextElement, Worksheet, reader, writer};

use crate::address::Address;
use crate::error::WorkbookError;
use crate::file::{self, FileType};
use crate::grid::{Grid, GridCell, Raw};
use crate::problem::Problem;

const ERROR_COLOUR: &str = "FFFFC7CE";
const WARNING_COLOUR: &str = "FFFFEB9C";
const AUTHOR: &str = "Baocao";

/// The same workbook with every problem's cell coloured and its message as a comment; the rest stays as it was.
///
/// # Errors
/// The file is refused by the gate, or cannot be written again.
pub fn annotate(bytes: &[u8], problems: &[Problem], language: Language) -> Result<Vec<u8>, WorkbookError> {
    if file::kind(bytes)? != FileType::Xlsx {
        return Err(WorkbookError::NotAnnotated);
    }
    let grid = Grid::read(bytes)?;
    // The editing library trusts what it reads and panics where a file surprises it.
    catch_unwind(AssertUnwindSafe(|| mark(bytes, &grid, problems, language)))
        .unwrap_or_else(|_| Err(WorkbookError::not_written("the editing library gave up on this file")))
}

fn mark(bytes: &[u8], grid: &Grid, problems: &[Problem], language: Language) -> Result<Vec<u8>, WorkbookError> {
    let mut book = reader::xlsx::read_reader(Cursor::new(bytes), true).map_err(WorkbookError::not_written)?;
    keep_texts(&mut book, grid);
    for (sheet, cells) in by_sheet(problems) {
        if let Some(sheet) = book.get_sheet_by_name_mut(sheet) {
            mark_cells(sheet, &cells, language);
        }
    }
    let mut out = Vec::with_capacity(bytes.len() * 2);
    writer::xlsx::write_writer(&book, &mut out).map_err(WorkbookError::not_written)?;
    Ok(out)
}

/// The library takes a text such as "12" for a number when it stands in its cell; it stays what it was.
fn keep_texts(book: &mut Spreadsheet, grid: &Grid) {
    for sheet in &grid.sheets {
        let Some(copy) = book.get_sheet_by_name_mut(&sheet.name) else { continue };
        for row in &sheet.rows {
            let texts = row.cells.iter().filter(|cell| !cell.has_formula);
            for (cell, text) in texts.filter_map(|cell| Some((cell, own_text(cell)?))) {
                copy.get_cell_mut((u32::from(cell.column) + 1, row.index + 1)).set_value_string(text);
            }
        }
    }
}

/// The text that stands in the cell itself and not among the shared ones.
fn own_text(cell: &GridCell) -> Option<&str> {
    match &cell.raw {
        Raw::Text(text) => Some(text),
        _ => None,
    }
}

/// Problems by sheet and cell.
fn by_sheet(problems: &[Problem]) -> BTreeMap<&str, BTreeMap<&str, Vec<&Problem>>> {
    let mut sheets: BTreeMap<&str, BTreeMap<&str, Vec<&Problem>>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| Address::parse(&problem.cell).is_some()) {
        sheets.entry(&problem.sheet).or_default().entry(&problem.cell).or_default().push(problem);
    }
    sheets
}

fn mark_cells(sheet: &mut Worksheet, cells: &BTreeMap<&str, Vec<&Problem>>, language: Language) {
    let comments = sheet.get_comments_mut().iter().enumerate();
    let known: HashMap<String, usize> =
        comments.map(|(index, comment)| (comment.get_coordinate().to_string(), index)).collect();
    for (cell, problems) in cells {
        let is_error = problems.iter().any(|problem| problem.severity == Severity::Error);
        let colour = if is_error { ERROR_COLOUR } else { WARNING_COLOUR };
        sheet.get_style_mut(*cell).set_background_color_solid(colour);
        let texts: Vec<&str> = problems.iter().map(|problem| message(problem, language)).collect();
        let text = texts.join("\n");
        let own = known.get(*cell).and_then(|index| sheet.get_comments_mut().get_mut(*index));
        match own {
            Some(comment) => append(comment, &text),
            None => {
                let mut comment = Comment::default();
                comment.new_comment(*cell).set_author(AUTHOR).set_text_string(text);
                sheet.add_comments(comment);
            }
        }
    }
}

/// The sender's own comment stays above ours.
fn append(comment: &mut Comment, text: &str) {
    let words = comment.get_text_mut();
    let mut all = words.get_rich_text().cloned().unwrap_or_default();
    let mut added = TextElement::default();
    added.set_text(format!("\n{text}"));
    all.add_rich_text_elements(added);
    words.set_rich_text(all);
}

fn message(problem: &Problem, language: Language) -> &str {
    match language {
        Language::Vi => &problem.message_vi,
        Language::En => &problem.message_en,
    }
}
