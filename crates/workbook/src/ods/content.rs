//! The part of cells, streamed: sheets, columns, rows, cells.

use std::collections::HashSet;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::cell::{OpenCell, count};
use crate::address::{Address, Block};
use crate::error::{Limit, WorkbookError};
use crate::grid::{Budget, GridCell, GridRow, GridSheet, Raw};
use crate::package::{MAX_COLUMN, MAX_SHEETS, Xml, attribute};

/// Elements of rows and cells, blank ones too, and merged blocks: what streaming them may cost.
const MAX_ELEMENTS: usize = 6_000_000;
const MAX_MERGES: usize = 20_000;
/// Longest text of a cell; LibreOffice keeps no more.
const MAX_TEXT: usize = 256 * 1024;
/// Blanks that one element may stand for.
const MAX_BLANKS: usize = 1000;

/// Reads the sheets.
pub(super) fn read(mut xml: Xml<impl BufRead>) -> Result<Vec<GridSheet>, WorkbookError> {
    let mut scan = Scan::default();
    loop {
        match xml.next()? {
            Event::Start(element) => scan.start(&element)?,
            Event::Empty(element) => {
                scan.start(&element)?;
                scan.end(element.name().as_ref())?;
            }
            Event::End(element) => scan.end(element.name().as_ref())?,
            Event::Text(text) => scan.text(&text)?,
            Event::CData(text) => scan.text(&text)?,
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().map_err(WorkbookError::damaged)?;
                let text = match (letter, &*reference) {
                    (Some(letter), _) => letter.to_string(),
                    (None, name) => entity(name)?.to_owned(),
                };
                scan.text(&text)?;
            }
            Event::Eof => return Ok(scan.sheets),
            _ => {}
        }
    }
}

/// One of XML's five entities; there are no others without a document type.
fn entity(name: &str) -> Result<&'static str, WorkbookError> {
    quick_xml::escape::resolve_xml_entity(name).ok_or_else(|| WorkbookError::damaged("unknown entity"))
}

#[derive(Default)]
struct Scan {
    sheets: Vec<GridSheet>,
    budget: Budget,
    elements: usize,
    /// The style that is described, and the styles of hidden sheets.
    style: Option<String>,
    hidden: HashSet<String>,
    sheet: Option<GridSheet>,
    next_column: u32,
    next_row: u32,
    row: Option<OpenRow>,
    cell: Option<OpenCell>,
    /// How deep the stream is in what is no cell: remarks, drawings, other tables.
    aside: usize,
}

struct OpenRow {
    row: GridRow,
    repeated: u32,
    next_column: u32,
}

impl Scan {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        let name = element.name();
        if self.aside > 0 || is_aside(name.as_ref()) {
            self.aside += 1;
            return Ok(());
        }
        match name.as_ref() {
            "table:dde-link"
            | "table:dde-links"
            | "table:table-source"
            | "table:cell-range-source"
            | "office:dde-source" => Err(WorkbookError::ExternalLink),
            "style:style" => {
                self.style = attribute(element, "name")?;
                Ok(())
            }
            "style:table-properties" => self.sheet_style(element),
            "table:table" => self.start_sheet(element),
            "table:table-column" => self.column(element),
            "table:table-row" => self.start_row(element),
            "table:table-cell" | "table:covered-table-cell" if self.row.is_some() => self.start_cell(element),
            _ => self.start_text(name.as_ref(), element),
        }
    }

    fn end(&mut self, name: &str) -> Result<(), WorkbookError> {
        if self.aside > 0 {
            self.aside -= 1;
            return Ok(());
        }
        match name {
            "table:table" => {
                self.sheets.extend(self.sheet.take());
                Ok(())
            }
            "table:table-row" => self.end_row(),
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            "text:p" => {
                self.cell.iter_mut().for_each(OpenCell::end_paragraph);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn sheet_style(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        if attribute(element, "display")?.as_deref() == Some("false") {
            self.hidden.extend(self.style.take());
        }
        Ok(())
    }

    fn start_sheet(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        if self.sheet.is_some() {
            return Err(odd());
        }
        if self.sheets.len() >= MAX_SHEETS {
            return Err(WorkbookError::TooMuchData(Limit::Sheets));
        }
        let style = attribute(element, "style-name")?.unwrap_or_default();
        let name = attribute(element, "name")?.unwrap_or_default();
        self.sheet = Some(GridSheet { is_hidden: self.hidden.contains(&style), ..GridSheet::new(&name) });
        (self.next_column, self.next_row) = (0, 0);
        Ok(())
    }

    fn column(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        self.count()?;
        let first = self.next_column;
        self.next_column = first.saturating_add(repeated(element, "number-columns-repeated")?);
        if let (true, Ok(first)) = (is_hidden(element)?, u16::try_from(first)) {
            let last = u16::try_from(self.next_column - 1).unwrap_or(u16::MAX);
            self.sheet.as_mut().ok_or_else(odd)?.hidden_columns.push((first, last));
        }
        Ok(())
    }

    fn start_row(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        self.count()?;
        if self.row.is_some() || self.sheet.is_none() {
            return Err(odd());
        }
        let row = GridRow { index: self.next_row, is_hidden: is_hidden(element)?, cells: Vec::new() };
        self.row = Some(OpenRow { row, repeated: repeated(element, "number-rows-repeated")?, next_column: 0 });
        Ok(())
    }

    /// A row that is repeated is written out where it holds something.
    fn end_row(&mut self) -> Result<(), WorkbookError> {
        let OpenRow { row, repeated, .. } = self.row.take().ok_or_else(odd)?;
        let rows = &mut self.sheet.as_mut().ok_or_else(odd)?.rows;
        if !row.cells.is_empty() {
            for index in (row.index..).take(usize::try_from(repeated - 1).unwrap_or(usize::MAX)) {
                for cell in &row.cells {
                    self.budget.take(Address::new(index + 1, cell.column), cell)?;
                }
                rows.push(GridRow { index, is_hidden: row.is_hidden, cells: row.cells.clone() });
            }
            rows.push(GridRow { index: row.index + (repeated - 1), ..row });
        }
        self.next_row = self.next_row.saturating_add(repeated);
        Ok(())
    }

    fn start_cell(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        self.count()?;
        if self.cell.is_some() {
            return Err(odd());
        }
        self.cell = Some(OpenCell::open(element)?);
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), WorkbookError> {
        let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) else { return Err(odd()) };
        let first = row.next_column;
        row.next_column = first.saturating_add(cell.repeated);
        let (repeated, columns, rows) = (cell.repeated, cell.columns, cell.rows);
        let read = cell.close(u16::try_from(first).unwrap_or(u16::MAX))?;
        if columns > 1 || rows > 1 {
            let sheet = self.sheet.as_mut().ok_or_else(odd)?;
            merge(sheet, Address::new(row.row.index, read.column), columns, rows)?;
        }
        if read.raw == Raw::Blank && !read.has_formula {
            return Ok(());
        }
        // The budget refuses the first one that stands too far to the right.
        let first = first.min(u32::from(MAX_COLUMN));
        for column in first..first + repeated.min(u32::from(MAX_COLUMN) + 1) {
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            self.budget.add(&mut row.row, GridCell { column, raw: read.raw.clone(), ..read })?;
        }
        Ok(())
    }

    fn start_text(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), WorkbookError> {
        let Some(cell) = &mut self.cell else { return Ok(()) };
        match name {
            "text:p" => cell.paragraph(),
            "text:s" => {
                let blanks = attribute(element, "c")?.and_then(|count| count.parse().ok()).unwrap_or(1);
                cell.push(&" ".repeat(MAX_BLANKS.min(blanks)));
            }
            "text:tab" => cell.push("\t"),
            "text:line-break" => cell.push("\n"),
            _ => {}
        }
        self.text("")
    }

    fn text(&mut self, text: &str) -> Result<(), WorkbookError> {
        let Some(cell) = self.cell.as_mut().filter(|_| self.aside == 0) else { return Ok(()) };
        cell.push(text);
        if cell.len() > MAX_TEXT { Err(WorkbookError::TooMuchData(Limit::Texts)) } else { Ok(()) }
    }

    fn count(&mut self) -> Result<(), WorkbookError> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS { Err(WorkbookError::TooMuchData(Limit::Cells)) } else { Ok(()) }
    }
}

/// What stands in a sheet or a cell and is not its content.
fn is_aside(name: &str) -> bool {
    name.starts_with("draw:")
        || matches!(name, "office:annotation" | "table:shapes" | "office:forms" | "table:tracked-changes")
}

fn merge(sheet: &mut GridSheet, first: Address, columns: u32, rows: u32) -> Result<(), WorkbookError> {
    if sheet.merges.len() >= MAX_MERGES {
        return Err(WorkbookError::TooMuchData(Limit::Cells));
    }
    let column = u32::from(first.column).saturating_add(columns - 1);
    let last = Address::new(first.row.saturating_add(rows - 1), u16::try_from(column).unwrap_or(u16::MAX));
    sheet.merges.push(Block { first, last });
    Ok(())
}

fn repeated(element: &BytesStart<'_>, name: &str) -> Result<u32, WorkbookError> {
    attribute(element, name)?.map_or(Ok(1), |text| count(&text))
}

fn is_hidden(element: &BytesStart<'_>) -> Result<bool, WorkbookError> {
    Ok(matches!(attribute(element, "visibility")?.as_deref(), Some("collapse" | "filter")))
}

fn odd() -> WorkbookError {
    WorkbookError::damaged("a sheet's XML breaks the format")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(table: &str) -> Result<Vec<GridSheet>, WorkbookError> {
        let styles = r#"<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>"#;
        read(Xml::new(format!("<office:document-content>{styles}{table}</office:document-content>").as_bytes()))
    }

    fn rows(rows: &str) -> Result<Vec<String>, WorkbookError> {
        let sheets = scan(&format!(r#"<table:table table:name="S">{rows}</table:table>"#))?;
        let show = |cell: &GridCell| format!("{:?}", cell.raw);
        Ok(sheets[0]
            .rows
            .iter()
            .flat_map(|row| {
                row.cells.iter().map(move |cell| format!("{} {}", Address::new(row.index, cell.column), show(cell)))
            })
            .collect())
    }

    #[test]
    fn values_of_all_kinds_are_read() {
        let cell = |attributes: &str, text: &str| {
            format!("<table:table-row><table:table-cell {attributes}>{text}</table:table-cell></table:table-row>")
        };
        for (attributes, text, expected) in [
            (r#"office:value-type="float" office:value="1.5""#, "<text:p>1,5</text:p>", "A1 Float(1.5)"),
            (
                r#"office:value-type="float" office:value="1234567890123456789""#,
                "",
                "A1 Written(\"1234567890123456789\")",
            ),
            (r#"office:value-type="percentage" office:value="0.125""#, "", "A1 Float(0.125)"),
            (
                r#"office:value-type="date" office:date-value="2026-11-21""#,
                "<text:p>21/11</text:p>",
                "A1 IsoDate(\"2026-11-21\")",
            ),
            (r#"office:value-type="boolean" office:boolean-value="true""#, "", "A1 Bool(true)"),
            (
                r#"office:value-type="string""#,
                r#"<office:annotation><text:p>remark</text:p></office:annotation><text:p>a<text:s text:c="2"/><text:span>b</text:span> &amp; c</text:p><text:p>d</text:p>"#,
                "A1 Text(\"a  b & c\\nd\")",
            ),
            (
                r#"table:formula="of:=1/0" office:value-type="string" calcext:value-type="error""#,
                "<text:p>#DIV/0!</text:p>",
                "A1 Error(\"#DIV/0!\")",
            ),
            (r#"table:formula="of:=A2""#, "", "A1 Blank"),
        ] {
            assert_eq!(rows(&cell(attributes, text)).unwrap(), [expected], "{attributes}");
        }
        assert_eq!(rows(&cell("", "")).unwrap(), [""; 0]);
    }

    #[test]
    fn repeated_cells_and_rows_are_written_out_where_they_hold_something() {
        let one = r#"<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="2"/>"#;
        let blank = r#"<table:table-cell table:number-columns-repeated="16382"/>"#;
        let far = r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
        let table = format!(r#"<table:table-row table:number-rows-repeated="2">{one}{blank}</table:table-row>{far}"#);
        assert_eq!(rows(&table).unwrap(), ["A1 Integer(7)", "B1 Integer(7)", "A2 Integer(7)", "B2 Integer(7)"]);
    }

    #[test]
    fn repeated_figures_without_end_are_refused() {
        let cell = |times: u32| {
            format!(
                r#"<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="{times}"/>"#
            )
        };
        let row = |times: u32, cells: String| {
            format!(r#"<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>"#)
        };
        let too_much = |limit| Some(WorkbookError::TooMuchData(limit));
        assert_eq!(rows(&row(1, cell(u32::MAX))).err(), too_much(Limit::Columns));
        assert_eq!(rows(&row(u32::MAX, cell(1))).err(), too_much(Limit::Rows));
        assert_eq!(rows(&row(90_000, cell(200))).err(), too_much(Limit::Cells));
        assert!(matches!(rows(&row(0, cell(1))), Err(WorkbookError::Damaged(_))));
        let link = r#"<table:table table:name="S"><table:table-source xlink:href="x.ods"/></table:table>"#;
        assert_eq!(scan(link).err(), Some(WorkbookError::ExternalLink));
    }

    #[test]
    fn hidden_and_merged_things_are_noted() {
        let sheets = scan(
            r#"<table:table table:name="A" table:style-name="ta1"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
            <table:table-row table:visibility="filter"><table:table-cell office:value-type="float" office:value="1" table:number-columns-spanned="2" table:number-rows-spanned="3"/><table:covered-table-cell/></table:table-row></table:table>
            <table:table table:name="B" table:style-name="ta2"/>"#,
        )
        .unwrap();
        assert_eq!((sheets[0].is_hidden, sheets[1].is_hidden), (false, true));
        assert_eq!(sheets[0].hidden_columns, [(1, 2)]);
        assert!(sheets[0].rows[0].is_hidden);
        assert_eq!(sheets[0].merges, [Block::parse("A1:B3").unwrap()]);
    }
}
