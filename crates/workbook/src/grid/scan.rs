//! One sheet, streamed: cells in, limits kept.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::{GridCell, GridRow, GridSheet, Raw};
use crate::address::{Address, Block};
use crate::error::{Limit, WorkbookError};
use crate::package::Xml;

const MAX_CELLS: u32 = 1_500_000;
const MAX_ROW: u32 = 100_000;
const MAX_COLUMN: u16 = 200;
const MAX_MERGES: usize = 20_000;

/// What may still be read of the whole workbook.
pub(super) struct Budget {
    cells: u32,
    rows: u32,
}

impl Default for Budget {
    fn default() -> Self {
        // Programs write rows without cells for their height: allowed, but not without end.
        Self { cells: MAX_CELLS, rows: 4 * MAX_ROW }
    }
}

/// Reads one sheet.
pub(super) fn sheet(
    part: impl BufRead,
    name: String,
    is_hidden: bool,
    budget: &mut Budget,
) -> Result<GridSheet, WorkbookError> {
    let mut scan = Scan {
        sheet: GridSheet { name, is_hidden, rows: Vec::new(), hidden_columns: Vec::new(), merges: Vec::new() },
        budget,
        next_row: 0,
        cell: None,
        next_column: 0,
        text: String::new(),
        takes_text: false,
        in_phonetic: false,
    };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(element) => scan.start(&element)?,
            Event::Empty(element) => {
                scan.start(&element)?;
                scan.end(element.local_name().as_ref())?;
            }
            Event::End(element) => scan.end(element.local_name().as_ref())?,
            Event::Text(text) if scan.takes_text => scan.text.push_str(&text.xml10_content()),
            Event::CData(text) if scan.takes_text => scan.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if scan.takes_text => {
                super::strings::push_reference(&mut scan.text, &reference)?
            }
            Event::Eof => return scan.finish(),
            _ => {}
        }
    }
}

struct Scan<'b> {
    sheet: GridSheet,
    budget: &'b mut Budget,
    next_row: u32,
    cell: Option<OpenCell>,
    next_column: u16,
    text: String,
    takes_text: bool,
    in_phonetic: bool,
}

struct OpenCell {
    column: u16,
    kind: CellKind,
    style: u32,
    has_formula: bool,
    has_value: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum CellKind {
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Date,
}

impl Scan<'_> {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        match element.local_name().as_ref() {
            "row" => self.start_row(element),
            "c" => self.start_cell(element),
            "v" | "t" => {
                self.takes_text = self.cell.is_some() && !self.in_phonetic;
                Ok(())
            }
            "rPh" => {
                self.in_phonetic = true;
                Ok(())
            }
            "f" => {
                if let Some(cell) = &mut self.cell {
                    cell.has_formula = true;
                }
                Ok(())
            }
            "col" => self.column(element),
            "mergeCell" => self.merge(element),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &str) -> Result<(), WorkbookError> {
        match name {
            "v" | "t" => {
                if let (true, Some(cell)) = (std::mem::take(&mut self.takes_text), &mut self.cell) {
                    cell.has_value = true;
                }
            }
            "rPh" => self.in_phonetic = false,
            "c" => self.end_cell()?,
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        let mut index = self.next_row;
        let mut is_hidden = false;
        for_attributes(element, |key, value| {
            match key {
                "r" => index = value.trim().parse::<u32>().ok().and_then(|row| row.checked_sub(1)).ok_or_else(odd)?,
                "hidden" => is_hidden = is_true(value),
                _ => {}
            }
            Ok(())
        })?;
        if index < self.next_row {
            return Err(odd());
        }
        self.budget.rows = self.budget.rows.checked_sub(1).ok_or(WorkbookError::TooMuchData(Limit::Rows))?;
        self.next_row = index.saturating_add(1);
        self.next_column = 0;
        self.drop_empty_row();
        self.sheet.rows.push(GridRow { index, is_hidden, cells: Vec::new() });
        Ok(())
    }

    fn drop_empty_row(&mut self) {
        if self.sheet.rows.last().is_some_and(|row| row.cells.is_empty()) {
            self.sheet.rows.pop();
        }
    }

    fn start_cell(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        let row = self.sheet.rows.last().map(|row| row.index).ok_or_else(odd)?;
        if row >= MAX_ROW {
            return Err(WorkbookError::TooMuchData(Limit::Rows));
        }
        self.budget.cells = self.budget.cells.checked_sub(1).ok_or(WorkbookError::TooMuchData(Limit::Cells))?;
        let mut cell = OpenCell {
            column: self.next_column,
            kind: CellKind::Number,
            style: 0,
            has_formula: false,
            has_value: false,
        };
        for_attributes(element, |key, value| {
            match key {
                "r" => {
                    let address = Address::parse(value).filter(|address| address.row == row).ok_or_else(odd)?;
                    cell.column = address.column;
                }
                "s" => cell.style = value.parse().map_err(|_| odd())?,
                "t" => cell.kind = CellKind::parse(value)?,
                _ => {}
            }
            Ok(())
        })?;
        if cell.column < self.next_column {
            return Err(odd());
        }
        self.next_column = cell.column.saturating_add(1);
        self.text.clear();
        self.cell = Some(cell);
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), WorkbookError> {
        let cell = self.cell.take().ok_or_else(odd)?;
        let raw = if cell.has_value { raw(cell.kind, &self.text)? } else { Raw::Blank };
        if raw == Raw::Blank && !cell.has_formula {
            return Ok(());
        }
        if cell.column >= MAX_COLUMN {
            return Err(WorkbookError::TooMuchData(Limit::Columns));
        }
        if let Some(row) = self.sheet.rows.last_mut() {
            row.cells.push(GridCell { column: cell.column, has_formula: cell.has_formula, style: cell.style, raw });
        }
        Ok(())
    }

    fn column(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        let (mut first, mut last, mut is_hidden) = (0u16, 0u16, false);
        for_attributes(element, |key, value| {
            match key {
                "min" => first = value.parse().map_err(|_| odd())?,
                "max" => last = value.parse().map_err(|_| odd())?,
                "hidden" => is_hidden = is_true(value),
                _ => {}
            }
            Ok(())
        })?;
        if is_hidden && first > 0 {
            self.sheet.hidden_columns.push((first - 1, last.saturating_sub(1)));
        }
        Ok(())
    }

    fn merge(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        if self.sheet.merges.len() >= MAX_MERGES {
            return Err(WorkbookError::TooMuchData(Limit::Cells));
        }
        for_attributes(element, |key, value| {
            if key == "ref" {
                self.sheet.merges.push(Block::parse(value).ok_or_else(odd)?);
            }
            Ok(())
        })
    }

    fn finish(mut self) -> Result<GridSheet, WorkbookError> {
        if self.cell.is_some() {
            return Err(odd());
        }
        self.drop_empty_row();
        Ok(self.sheet)
    }
}

impl CellKind {
    fn parse(text: &str) -> Result<Self, WorkbookError> {
        Ok(match text {
            "n" => Self::Number,
            "s" => Self::Shared,
            "str" | "inlineStr" => Self::Text,
            "b" => Self::Bool,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => return Err(odd()),
        })
    }
}

fn raw(kind: CellKind, text: &str) -> Result<Raw, WorkbookError> {
    let trimmed = text.trim();
    if trimmed.is_empty() && kind != CellKind::Text {
        return Ok(Raw::Blank);
    }
    Ok(match kind {
        CellKind::Number => super::number::raw(trimmed).ok_or_else(odd)?,
        CellKind::Shared => Raw::Shared(trimmed.parse().map_err(|_| odd())?),
        CellKind::Text if text.is_empty() => Raw::Blank,
        CellKind::Text => Raw::Text(super::strings::unescape(text).into()),
        CellKind::Bool => Raw::Bool(is_true(trimmed)),
        CellKind::Error => Raw::Error(trimmed.into()),
        CellKind::Date => Raw::IsoDate(trimmed.into()),
    })
}

/// Visits attributes; every value that matters here is plain ASCII without entities.
fn for_attributes(
    element: &BytesStart<'_>,
    mut visit: impl FnMut(&str, &str) -> Result<(), WorkbookError>,
) -> Result<(), WorkbookError> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(WorkbookError::damaged)?;
        visit(attribute.key.as_ref(), &attribute.value)?;
    }
    Ok(())
}

fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

fn odd() -> WorkbookError {
    WorkbookError::damaged("a sheet's XML breaks the format")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(xml: &str, cells: u32, rows: u32) -> Result<GridSheet, WorkbookError> {
        sheet(xml.as_bytes(), "S".into(), false, &mut Budget { cells, rows })
    }

    #[test]
    fn cells_and_rows_are_counted() {
        let xml = "<worksheet><sheetData><row><c><v>1</v></c><c/></row><row/></sheetData></worksheet>";
        assert!(scan(xml, 2, 2).is_ok());
        assert_eq!(scan(xml, 1, 2).err(), Some(WorkbookError::TooMuchData(Limit::Cells)));
        assert_eq!(scan(xml, 2, 1).err(), Some(WorkbookError::TooMuchData(Limit::Rows)));
    }

    #[test]
    fn places_are_implied_where_they_are_not_given() {
        let xml = r#"<x:worksheet><x:sheetData><x:row r="3"><x:c><x:v>1</x:v></x:c><x:c r="D3" t="inlineStr"><x:is><x:r><x:t>a</x:t></x:r><x:r><x:t>&amp;b</x:t></x:r></x:is></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
        let sheet = scan(xml, 9, 9).unwrap();
        let cells: Vec<_> = sheet.rows[0].cells.iter().map(|cell| (cell.column, cell.raw.clone())).collect();
        assert_eq!(sheet.rows[0].index, 2);
        assert_eq!(cells, [(0, Raw::Integer(1)), (3, Raw::Text("a&b".into())), (4, Raw::Bool(true))]);
    }
}
