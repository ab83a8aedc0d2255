//! Plain lists as a workbook: what people take from a screen into their own papers. Nothing in them computes.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::error::WorkbookError;

/// One sheet: title lines, a header, and lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Name of the sheet; 31 characters at most.
    pub name: String,
    /// What stands above.
    pub title: Vec<String>,
    /// Names of the columns.
    pub header: Vec<String>,
    /// The lines, each as wide as the header.
    pub rows: Vec<Vec<TableCell>>,
}

/// A cell of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableCell {
    /// Text; written as text whatever it begins with, so that it never becomes a formula.
    Text(String),
    /// A number of things.
    Count(i64),
}

/// Widest column, in characters.
const WIDEST: usize = 60;

/// Writes each list on a sheet of its own.
///
/// # Errors
/// The file could not be written.
pub fn write_tables(tables: &[Table]) -> Result<Vec<u8>, WorkbookError> {
    write(tables).map_err(WorkbookError::not_written)
}

fn write(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&table.name)?;
        fill(sheet, table)?;
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let text = Format::new().set_font_name("Times New Roman").set_font_size(11).set_align(FormatAlign::Top);
    let title = text.clone().set_bold();
    let bordered = text.clone().set_border(FormatBorder::Thin).set_text_wrap();
    let count = bordered.clone().set_num_format("#,##0");
    let header =
        bordered.clone().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0x00DD_E6F0));
    let mut row = 0;
    for line in &table.title {
        sheet.write_string_with_format(row, 0, line, &title)?;
        row += 1;
    }
    row += u32::from(!table.title.is_empty());
    for (column, name) in (0..).zip(&table.header) {
        sheet.write_string_with_format(row, column, name, &header)?;
        sheet.set_column_width(column, width(table, usize::from(column)))?;
    }
    sheet.set_freeze_panes(row + 1, 1)?;
    sheet.set_repeat_rows(row, row)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for cells in &table.rows {
        row += 1;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                TableCell::Text(words) => sheet.write_string_with_format(row, column, words, &bordered)?,
                // Counts of reports are far below what a double holds exactly.
                #[expect(clippy::cast_precision_loss, reason = "counts of reports")]
                TableCell::Count(number) => sheet.write_number_with_format(row, column, *number as f64, &count)?,
            };
        }
    }
    Ok(())
}

/// As wide as the longest text, within reason; a header may wrap.
fn width(table: &Table, column: usize) -> f64 {
    let longest = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| match cell {
        TableCell::Text(text) => text.chars().count(),
        TableCell::Count(_) => 8,
    });
    let widest = longest.max().unwrap_or(8).clamp(10, WIDEST);
    f64::from(u32::try_from(widest).unwrap_or(10)) + 2.0
}
