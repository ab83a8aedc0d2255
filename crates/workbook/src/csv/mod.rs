//! Plain text with separators (.csv, .txt): UTF-8 or UTF-16; semicolons, commas or tabs.
//!
//! Every cell is a text; what its numbers mean is decided for the whole table, as for numbers stored as text.

mod records;

use std::borrow::Cow;

use self::records::Records;
use crate::error::{FileKind, WorkbookError};
use crate::grid::{Budget, Grid, GridCell, GridRow, GridSheet, Raw};

/// Name of the only sheet.
const SHEET: &str = "CSV";
/// Lines that tell which separator is used.
const TELLING: usize = 50;

/// Reads the file as a workbook of one sheet.
pub(crate) fn read(bytes: &[u8]) -> Result<Grid, WorkbookError> {
    let text = decoded(bytes)?;
    let (separator, text) = separator(&text);
    let (mut budget, mut rows) = (Budget::default(), Vec::new());
    let mut records = Records::new(text, separator);
    for (index, record) in (0u32..).zip(&mut records) {
        let mut row = GridRow { index, is_hidden: false, cells: Vec::new() };
        for (column, field) in (0u16..=u16::MAX).zip(record) {
            let text = field.trim_matches(['\0', '\u{feff}']);
            if !text.trim().is_empty() {
                let raw = Raw::Text(text.into());
                budget
                    .add(&mut row, GridCell { column, has_formula: false, is_percent: false, old_font: None, raw })?;
            }
        }
        if !row.cells.is_empty() {
            rows.push(row);
        }
    }
    if records.is_unclosed {
        return Err(WorkbookError::damaged("a quote that is not closed"));
    }
    let sheet = GridSheet { rows, is_plain_text: true, ..GridSheet::new(SHEET) };
    Ok(Grid { sheets: vec![sheet] })
}

/// The text of the file: by its byte order mark, else UTF-8.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, WorkbookError> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let text = String::from_utf16(&units).ok().filter(|_| rest.is_empty());
        text.map(Cow::Owned).ok_or(WorkbookError::NotUnicode)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, WorkbookError> {
    let text = std::str::from_utf8(bytes).map_err(|_| WorkbookError::NotUnicode)?;
    let start = text.trim_start();
    if start.starts_with('<') {
        // Many programs give web pages or XML an Excel name.
        return Err(WorkbookError::OtherKind(FileKind::Markup));
    }
    Ok(Cow::Borrowed(text))
}

/// The separator and the text behind its declaration: `sep=;` as Excel writes it, else the one that stands in most lines.
fn separator(text: &str) -> (char, &str) {
    if let Some(rest) = text.strip_prefix("sep=") {
        let mut letters = rest.chars();
        if let Some(separator @ (';' | ',' | '\t')) = letters.next() {
            return (separator, letters.as_str().trim_start_matches(['\r', '\n']));
        }
    }
    // The comma last: it also stands in numbers and sentences.
    let lines = |separator: &char| {
        let records = Records::new(text, *separator).take(TELLING);
        records.filter(|record| record.len() > 1).count()
    };
    let best = ['\t', ';', ','].into_iter().rev().max_by_key(lines);
    (best.unwrap_or(','), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<String> {
        let grid = read(bytes).unwrap();
        let rows = grid.sheets[0].rows.iter();
        let cell = |row: u32, cell: &GridCell| {
            format!("{}={}", crate::Address::new(row, cell.column), cell.text().unwrap_or_default())
        };
        rows.flat_map(|row| row.cells.iter().map(move |found| cell(row.index, found))).collect()
    }

    #[test]
    fn separators_are_found() {
        for (text, expected) in [
            ("a;1,5\nb;2,5", vec!["A1=a", "B1=1,5", "A2=b", "B2=2,5"]),
            ("a,1\nb,\"x;y\"", vec!["A1=a", "B1=1", "A2=b", "B2=x;y"]),
            ("a\t1,5\nb;c\t2", vec!["A1=a", "B1=1,5", "A2=b;c", "B2=2"]),
            ("sep=;\r\na,b;c", vec!["A1=a,b", "B1=c"]),
            ("tiêu đề\n\na;;c\n", vec!["A1=tiêu đề", "A3=a", "C3=c"]),
            ("", vec![]),
        ] {
            assert_eq!(cells(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn unicode_in_all_its_forms_is_read() {
        let text = "Hộ tịch;1";
        let utf16 = |unit: fn(u16) -> [u8; 2], mark: [u8; 2]| {
            mark.into_iter().chain(text.encode_utf16().flat_map(unit)).collect::<Vec<u8>>()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            utf16(u16::to_le_bytes, [0xFF, 0xFE]),
            utf16(u16::to_be_bytes, [0xFE, 0xFF]),
        ] {
            assert_eq!(cells(&bytes), ["A1=Hộ tịch", "B1=1"]);
        }
    }

    #[test]
    fn what_is_no_table_of_text_is_refused() {
        let other = WorkbookError::OtherKind(FileKind::Markup);
        for (bytes, expected) in [
            (b"H\xF4 t\xDEch;1".as_slice(), WorkbookError::NotUnicode),
            (b"\xFF\xFEa\0b", WorkbookError::NotUnicode),
            (b"\xFF\xFE\x00\xD8", WorkbookError::NotUnicode),
            (b" <html><table>", other),
            (b"a;1\n\"b;2\nc;3\n", WorkbookError::damaged("a quote that is not closed")),
        ] {
            assert_eq!(read(bytes).err(), Some(expected), "{bytes:?}");
        }
    }

    #[test]
    fn endless_tables_are_refused() {
        use crate::error::Limit;
        let blank = "x;".repeat(10) + &";".repeat(1_000_000);
        assert!(read(blank.as_bytes()).is_ok(), "blank fields are no columns");
        let wide = ";".repeat(300) + "x";
        assert_eq!(read(wide.as_bytes()).err(), Some(WorkbookError::TooMuchData(Limit::Columns)));
        let long = "\n".repeat(100_001) + "x;y";
        assert_eq!(read(long.as_bytes()).err(), Some(WorkbookError::TooMuchData(Limit::Rows)));
        assert!(read(("a;b".to_owned() + &"\n;;;".repeat(200_000)).as_bytes()).is_ok(), "empty lines are no rows");
    }
}
