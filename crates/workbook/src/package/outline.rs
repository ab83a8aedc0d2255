//! One sheet, streamed by the gate: limits kept, and the few things noted that calamine does not tell.

use std::io::BufRead;

use quick_xml::events::{BytesStart, BytesText, Event};

use super::written;
use super::xml::{Xml, check_reference, for_attributes, is_true};
use crate::address::{Address, Block};
use crate::error::{Limit, WorkbookError};

const MAX_CELLS: u32 = 1_500_000;
/// Rows of a sheet.
pub(crate) const MAX_ROW: u32 = 100_000;
/// Columns of a sheet.
pub(crate) const MAX_COLUMN: u16 = 200;
const MAX_MERGES: usize = 20_000;

/// What may still be read of the whole workbook.
pub(crate) struct Budget {
    cells: u32,
    rows: u32,
}

impl Default for Budget {
    fn default() -> Self {
        // Programs write rows without cells for their height: allowed, but not without end.
        Self { cells: MAX_CELLS, rows: 4 * MAX_ROW }
    }
}

/// What the gate saw in a sheet besides its values.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// Hidden rows, ascending.
    pub(crate) hidden_rows: Vec<u32>,
    /// First and last of hidden columns.
    pub(crate) hidden_columns: Vec<(u16, u16)>,
    /// Merged blocks.
    pub(crate) merges: Vec<Block>,
    /// Cells with something to be said, in the file's order.
    pub(crate) marks: Vec<Mark>,
    /// How many cells the sheet has, empty ones too: the reader of values must meet as many.
    pub(crate) cells: u32,
}

/// A cell with a formula, or whose written form says more than a binary number.
#[derive(Debug, PartialEq)]
pub(crate) struct Mark {
    pub(crate) at: Address,
    pub(crate) has_formula: bool,
    /// The digits of a long number, or the name of an error.
    pub(crate) written: Option<Box<str>>,
}

/// Streams one sheet.
pub(super) fn read(mut xml: Xml<impl BufRead>, budget: &mut Budget) -> Result<Outline, WorkbookError> {
    let mut scan = Scan {
        outline: Outline::default(),
        budget,
        place: Place::Before,
        row: None,
        next_row: 0,
        cell: None,
        next_column: 0,
        value: None,
    };
    loop {
        match xml.next()? {
            Event::Start(element) => scan.start(&element)?,
            Event::Empty(element) => {
                scan.start(&element)?;
                scan.end(element.local_name().as_ref())?;
            }
            Event::End(element) => scan.end(element.local_name().as_ref())?,
            Event::Text(text) => scan.text(&text)?,
            Event::GeneralRef(reference) => {
                check_reference(&reference)?;
                scan.only_in_texts()?;
            }
            Event::Eof => return scan.finish(),
            Event::CData(_) | Event::Comment(_) | Event::PI(_) => scan.not_in_value()?,
            _ => {}
        }
    }
}

struct Scan<'b> {
    outline: Outline,
    budget: &'b mut Budget,
    place: Place,
    row: Option<u32>,
    next_row: u32,
    cell: Option<OpenCell>,
    next_column: u16,
    /// Written form of the open value.
    value: Option<String>,
}

/// Where the stream is; cells stand in one block of data.
#[derive(PartialEq)]
enum Place {
    Before,
    Data,
    After,
}

struct OpenCell {
    at: Address,
    kind: CellKind,
    has_formula: bool,
    has_value: bool,
    has_inline: bool,
    written: Option<Box<str>>,
}

#[derive(Clone, Copy, PartialEq)]
enum CellKind {
    Number,
    Error,
    /// A place among the shared texts, or a truth value.
    Code,
    /// A text or a written date in the value itself.
    Text,
    /// A text beside the value.
    Inline,
}

impl Scan<'_> {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        if self.value.is_some() {
            return Err(odd());
        }
        match element.local_name().as_ref() {
            "c" if self.place == Place::Data => self.start_cell(element),
            "v" => self.start_value(),
            "f" | "is" => {
                if let Some(cell) = &mut self.cell {
                    let is_formula = element.local_name().as_ref() == "f";
                    *(if is_formula { &mut cell.has_formula } else { &mut cell.has_inline }) = true;
                }
                Ok(())
            }
            "row" if self.place == Place::Data => self.start_row(element),
            "sheetData" if self.place == Place::Before => {
                self.place = Place::Data;
                Ok(())
            }
            "sheetData" => Err(odd()),
            "dimension" => dimension(element),
            "col" => self.column(element),
            "mergeCell" => self.merge(element),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &str) -> Result<(), WorkbookError> {
        match name {
            "v" => self.end_value(),
            "c" if self.place == Place::Data => self.end_cell(),
            "row" if self.place == Place::Data => {
                self.row = None;
                Ok(())
            }
            "sheetData" => {
                self.place = Place::After;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start_row(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        let mut index = self.next_row;
        let mut is_hidden = false;
        for_attributes(element, |key, value| {
            match key {
                "r" => index = value.parse::<u32>().ok().and_then(|row| row.checked_sub(1)).ok_or_else(odd)?,
                "hidden" => is_hidden = is_true(value),
                _ => {}
            }
            Ok(())
        })?;
        if index < self.next_row || self.row.is_some() {
            return Err(odd());
        }
        self.budget.rows = self.budget.rows.checked_sub(1).ok_or(WorkbookError::TooMuchData(Limit::Rows))?;
        self.next_row = index.saturating_add(1);
        self.next_column = 0;
        self.row = Some(index);
        if is_hidden {
            self.outline.hidden_rows.push(index);
        }
        Ok(())
    }

    fn start_cell(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        let row = self.row.ok_or_else(odd)?;
        if self.cell.is_some() {
            return Err(odd());
        }
        if row >= MAX_ROW {
            return Err(WorkbookError::TooMuchData(Limit::Rows));
        }
        self.budget.cells = self.budget.cells.checked_sub(1).ok_or(WorkbookError::TooMuchData(Limit::Cells))?;
        let mut at = Address::new(row, self.next_column);
        let mut kind = CellKind::Number;
        for_attributes(element, |key, value| {
            match key {
                "r" => at = Address::parse(value).filter(|at| at.row == row).ok_or_else(odd)?,
                "t" => kind = CellKind::parse(value)?,
                _ => {}
            }
            Ok(())
        })?;
        if at.column < self.next_column {
            return Err(odd());
        }
        self.next_column = at.column.saturating_add(1);
        self.outline.cells += 1;
        self.cell = Some(OpenCell { at, kind, has_formula: false, has_value: false, has_inline: false, written: None });
        Ok(())
    }

    fn start_value(&mut self) -> Result<(), WorkbookError> {
        let Some(cell) = &mut self.cell else { return Ok(()) };
        if std::mem::replace(&mut cell.has_value, true) {
            return Err(odd());
        }
        self.value = Some(String::new());
        Ok(())
    }

    /// A number or a mark is one piece of text; only texts may be pieced together.
    fn text(&mut self, text: &BytesText<'_>) -> Result<(), WorkbookError> {
        let Some(value) = &mut self.value else { return Ok(()) };
        if !value.is_empty() {
            return self.only_in_texts();
        }
        value.push_str(text);
        Ok(())
    }

    /// What calamine would pass over inside a number is refused instead.
    fn only_in_texts(&self) -> Result<(), WorkbookError> {
        let is_text = |cell: &OpenCell| matches!(cell.kind, CellKind::Text | CellKind::Inline);
        if self.value.is_none() || self.cell.as_ref().is_none_or(is_text) { Ok(()) } else { Err(odd()) }
    }

    fn not_in_value(&self) -> Result<(), WorkbookError> {
        if self.value.is_none() { Ok(()) } else { Err(odd()) }
    }

    fn end_value(&mut self) -> Result<(), WorkbookError> {
        let (Some(value), Some(cell)) = (self.value.take(), &mut self.cell) else { return Ok(()) };
        match cell.kind {
            CellKind::Number => cell.written = written::number(&value).ok_or_else(odd)?,
            CellKind::Error => cell.written = Some(value.trim().into()),
            CellKind::Inline if !value.is_empty() && !cell.has_inline => return Err(odd()),
            CellKind::Inline | CellKind::Code | CellKind::Text => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), WorkbookError> {
        let cell = self.cell.take().ok_or_else(odd)?;
        let is_filled = cell.has_value || cell.has_inline || cell.has_formula;
        if is_filled && cell.at.column >= MAX_COLUMN {
            return Err(WorkbookError::TooMuchData(Limit::Columns));
        }
        if cell.has_formula || cell.written.is_some() {
            self.outline.marks.push(Mark { at: cell.at, has_formula: cell.has_formula, written: cell.written });
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
            if self.outline.hidden_columns.len() >= MAX_MERGES {
                return Err(WorkbookError::TooMuchData(Limit::Columns));
            }
            self.outline.hidden_columns.push((first - 1, last.saturating_sub(1)));
        }
        Ok(())
    }

    fn merge(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        if self.outline.merges.len() >= MAX_MERGES {
            return Err(WorkbookError::TooMuchData(Limit::Cells));
        }
        for_attributes(element, |key, value| {
            if key == "ref" {
                self.outline.merges.push(Block::parse(value).ok_or_else(odd)?);
            }
            Ok(())
        })
    }

    fn finish(self) -> Result<Outline, WorkbookError> {
        if self.cell.is_some() || self.place == Place::Data {
            return Err(odd());
        }
        Ok(self.outline)
    }
}

impl CellKind {
    fn parse(text: &str) -> Result<Self, WorkbookError> {
        Ok(match text {
            "n" => Self::Number,
            "s" | "b" => Self::Code,
            "str" | "d" => Self::Text,
            "inlineStr" => Self::Inline,
            "e" => Self::Error,
            _ => return Err(odd()),
        })
    }
}

/// The declared block must run forwards; what it declares is not believed.
fn dimension(element: &BytesStart<'_>) -> Result<(), WorkbookError> {
    for_attributes(element, |key, value| match key {
        "ref" => Block::parse(value).filter(Block::runs_forwards).map(drop).ok_or_else(odd),
        _ => Ok(()),
    })
}

fn odd() -> WorkbookError {
    WorkbookError::damaged("a sheet's XML breaks the format")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(xml: &str, cells: u32, rows: u32) -> Result<Outline, WorkbookError> {
        read(Xml::new(xml.as_bytes()), &mut Budget { cells, rows })
    }

    fn scan_row(row: &str) -> Result<Outline, WorkbookError> {
        scan(&format!("<worksheet><sheetData>{row}</sheetData></worksheet>"), 9, 9)
    }

    #[test]
    fn cells_and_rows_are_counted() {
        let xml = "<worksheet><sheetData><row><c><v>1</v></c><c/></row><row/></sheetData></worksheet>";
        assert!(scan(xml, 2, 2).is_ok());
        assert_eq!(scan(xml, 1, 2).err(), Some(WorkbookError::TooMuchData(Limit::Cells)));
        assert_eq!(scan(xml, 2, 1).err(), Some(WorkbookError::TooMuchData(Limit::Rows)));
    }

    #[test]
    fn only_cells_that_say_more_are_marked() {
        let xml = r#"<x:row r="3" hidden="1"><x:c><x:v>1</x:v></x:c><x:c r="D3"><x:f>A3</x:f></x:c><x:c><x:v>12345678901234567890</x:v></x:c><x:c t="e"><x:v>#DIV/0!</x:v></x:c></x:row>"#;
        let outline = scan_row(xml).unwrap();
        let mark = |column, has_formula, written: Option<&str>| Mark {
            at: Address::new(2, column),
            has_formula,
            written: written.map(Into::into),
        };
        let marks =
            [mark(3, true, None), mark(4, false, Some("12345678901234567890")), mark(5, false, Some("#DIV/0!"))];
        assert_eq!((outline.hidden_rows, outline.cells), (vec![2], 4));
        assert_eq!(outline.marks, marks);
    }

    #[test]
    fn what_another_reader_could_see_differently_is_refused() {
        for row in [
            "<row><c><v>1</v><v>2</v></c></row>",
            "<row><c><v>1<!-- 2 -->3</v></c></row>",
            "<row><c><v><![CDATA[1]]></v></c></row>",
            "<row><c><v>&#49;</v></c></row>",
            "<row><c t=\"s\"><v>&#49;</v></c></row>",
            "<row><c><v>1<x/>2</v></c></row>",
            "<row><c t=\"inlineStr\"><v>a</v></c></row>",
            "<row><c><c><v>1</v></c></c></row>",
            "<row><row><c><v>1</v></c></row></row>",
            "</sheetData><sheetData><row><c><v>1</v></c></row>",
            "<row><c t=\"other\"><v>1</v></c></row>",
        ] {
            assert!(matches!(scan_row(row), Err(WorkbookError::Damaged(_))), "{row}");
        }
        let backwards = r#"<worksheet><dimension ref="B5:A1"/><sheetData/></worksheet>"#;
        assert!(matches!(scan(backwards, 9, 9), Err(WorkbookError::Damaged(_))));
    }
}
