//! calamine's values, joined with the gate's notes.

use std::collections::HashMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use calamine::{Cell, DataRef, Reader, Xlsx, XlsxError};

use super::{GridCell, GridRow, GridSheet, Raw, number};
use domain::old_fonts::OldFont;

use crate::address::Address;
use crate::error::{Limit, WorkbookError};
use crate::package::{Contents, MAX_COLUMN, MAX_ROW, Mark, Outline, SheetEntry, sheet_name};

/// Texts of all cells together, a shared one counted in each: what reading them may copy.
const MAX_TEXT: usize = 64 * 1024 * 1024;

/// Reads the sheets of the package that the gate has handed over.
pub(super) fn read(bytes: Vec<u8>, contents: Contents) -> Result<Vec<GridSheet>, WorkbookError> {
    // What calamine would do with a file that surprises it is not ours to know.
    catch_unwind(AssertUnwindSafe(|| sheets(bytes, contents)))
        .unwrap_or_else(|_| Err(WorkbookError::damaged("the reading library gave up on this file")))
}

fn sheets(bytes: Vec<u8>, contents: Contents) -> Result<Vec<GridSheet>, WorkbookError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(WorkbookError::damaged)?;
    let shown = Shown { percentages: contents.formats.percentages(), old_fonts: contents.formats.old_fonts() };
    let mut texts = Texts { known: HashMap::new(), left: MAX_TEXT };
    let mut sheets = Vec::with_capacity(contents.sheets.len());
    for (index, (entry, outline)) in contents.sheets.into_iter().enumerate() {
        sheets.push(sheet(&mut book, index, entry, outline, &shown, &mut texts)?);
    }
    Ok(sheets)
}

fn sheet(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    index: usize,
    entry: SheetEntry,
    outline: Outline,
    shown: &Shown,
    texts: &mut Texts,
) -> Result<GridSheet, WorkbookError> {
    let mut reader = book.worksheet_cells_reader(&sheet_name(index)).map_err(WorkbookError::damaged)?;
    let mut rows = Rows { hidden: &outline.hidden_rows, rows: Vec::new() };
    let mut marks = outline.marks.into_iter().peekable();
    let mut count = 0;
    let mut last = None;
    loop {
        let (at, raw, style) = match reader.next_cell_with_style_id() {
            Ok(Some((cell, style))) => (address(&cell)?, texts.raw(&cell)?, style),
            Ok(None) => break,
            // Newer programs know errors that calamine does not.
            Err(XlsxError::CellError(name)) => (unknown_error(&name, marks.peek())?, Raw::Error(name.into()), 0),
            Err(error) => return Err(WorkbookError::damaged(error)),
        };
        if last.replace(at).is_some_and(|last| last >= at) || at.row >= MAX_ROW {
            return Err(differ());
        }
        count += 1;
        let mark = marks.next_if(|mark| mark.at == at);
        let has_formula = mark.as_ref().is_some_and(|mark| mark.has_formula);
        let raw = match mark.and_then(|mark| mark.written) {
            Some(written) => written_raw(raw, written),
            None => raw,
        };
        let is_percent = shown.percentages.get(style).copied().unwrap_or_default();
        let old_font = shown.old_fonts.get(style).copied().flatten();
        if has_formula || raw != Raw::Blank {
            rows.push(at, GridCell { column: at.column, has_formula, is_percent, old_font, raw })?;
        }
    }
    if count != outline.cells || marks.next().is_some() {
        return Err(differ());
    }
    Ok(GridSheet {
        name: entry.name,
        is_hidden: entry.is_hidden,
        rows: rows.rows,
        hidden_columns: outline.hidden_columns,
        merges: outline.merges,
        is_plain_text: false,
    })
}

/// How the cells of each style are shown.
struct Shown {
    percentages: Vec<bool>,
    old_fonts: Vec<Option<OldFont>>,
}

struct Rows<'o> {
    hidden: &'o [u32],
    rows: Vec<GridRow>,
}

impl Rows<'_> {
    fn push(&mut self, at: Address, cell: GridCell) -> Result<(), WorkbookError> {
        if at.column >= MAX_COLUMN {
            return Err(differ());
        }
        match self.rows.last_mut().filter(|row| row.index == at.row) {
            Some(row) => row.cells.push(cell),
            None => {
                let is_hidden = self.hidden.binary_search(&at.row).is_ok();
                let width = self.rows.last().map_or(8, |row| row.cells.len());
                let mut cells = Vec::with_capacity(width);
                cells.push(cell);
                self.rows.push(GridRow { index: at.row, is_hidden, cells });
            }
        }
        Ok(())
    }
}

/// Texts, each shared one kept once.
struct Texts {
    /// By the place in memory where calamine keeps them.
    known: HashMap<usize, Rc<str>>,
    left: usize,
}

impl Texts {
    fn raw(&mut self, cell: &Cell<DataRef<'_>>) -> Result<Raw, WorkbookError> {
        Ok(match cell.get_value() {
            DataRef::Empty => Raw::Blank,
            DataRef::Float(number) => number::raw(*number),
            DataRef::Int(number) => Raw::Integer(*number),
            DataRef::SharedString(text) => {
                self.take(text)?;
                Raw::Shared(Rc::clone(self.known.entry(text.as_ptr().addr()).or_insert_with(|| Rc::from(*text))))
            }
            DataRef::String(text) if text.is_empty() => Raw::Blank,
            DataRef::String(text) => {
                self.take(text)?;
                Raw::Text(text.as_str().into())
            }
            DataRef::Bool(yes) => Raw::Bool(*yes),
            DataRef::DateTime(serial) => Raw::Serial(*serial),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Raw::IsoDate(text.as_str().into()),
            DataRef::Error(error) => Raw::Error(error.to_string().into()),
        })
    }

    fn take(&mut self, text: &str) -> Result<(), WorkbookError> {
        self.left = self.left.checked_sub(text.len()).ok_or(WorkbookError::TooMuchData(Limit::Texts))?;
        Ok(())
    }
}

fn address(cell: &Cell<DataRef<'_>>) -> Result<Address, WorkbookError> {
    let (row, column) = cell.get_position();
    Ok(Address::new(row, u16::try_from(column).map_err(|_| differ())?))
}

/// The digits that the gate noted, or the name of an error.
fn written_raw(raw: Raw, written: Box<str>) -> Raw {
    match raw {
        Raw::Integer(_) | Raw::Float(_) | Raw::Text(_) => Raw::Written(written),
        Raw::Error(_) => Raw::Error(written),
        other => other,
    }
}

fn unknown_error(name: &str, mark: Option<&Mark>) -> Result<Address, WorkbookError> {
    mark.filter(|mark| mark.written.as_deref() == Some(name.trim())).map(|mark| mark.at).ok_or_else(differ)
}

fn differ() -> WorkbookError {
    WorkbookError::damaged("the gate and calamine see different cells")
}
