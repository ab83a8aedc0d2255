//! Hostile and broken files of the other formats.

use std::io::{Cursor, Write};

use workbook::{Limit, WorkbookError};
use zip::write::SimpleFileOptions;

use super::{Hostile, damaged, hostile};
use crate::common;

/// An OpenDocument package: its kind stands uncompressed in front.
pub fn open_document(kind: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("mimetype", stored).unwrap();
    write!(writer, "application/vnd.oasis.opendocument.{kind}").unwrap();
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Hostile and broken OpenDocument spreadsheets.
pub fn ods() -> Vec<Hostile> {
    let with = |parts: &[(&str, &[u8])]| open_document("spreadsheet", parts);
    let sheet = |rows: &str| {
        let xml = format!(r#"<x><table:table table:name="S">{rows}</table:table></x>"#);
        with(&[("content.xml", xml.as_bytes())])
    };
    let figure =
        |repeated: &str| format!(r#"<table:table-cell office:value-type="float" office:value="1" {repeated}/>"#);
    let row = |repeated: &str, cells: &str| format!("<table:table-row {repeated}>{cells}</table:table-row>");
    let columns = row("", &figure(r#"table:number-columns-repeated="16384""#));
    let rows = row(r#"table:number-rows-repeated="1048576""#, &figure(""));
    let both = row(r#"table:number-rows-repeated="99999""#, &figure(r#"table:number-columns-repeated="200""#));
    let text = format!(
        r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
        "a".repeat(300_000)
    );
    // No date at all, but what a cell holds it holds as often as it is repeated.
    let date = format!(
        r#"<table:table-cell office:value-type="date" office:date-value="{}" table:number-columns-repeated="200"/>"#,
        "a".repeat(3_000)
    );
    let far = format!(r#"<table:table-cell table:number-columns-repeated="4294967295"/>{}"#, figure(""));
    let manifest = b"<x><encryption-data/></x>".as_slice();
    let doctype = b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>".as_slice();
    let space = vec![b' '; 30_000_000];
    let mut cut = sheet("");
    cut.truncate(cut.len() / 2);
    vec![
        hostile("repeated columns", sheet(&columns), WorkbookError::TooMuchData(Limit::Columns)),
        hostile("repeated rows", sheet(&rows), WorkbookError::TooMuchData(Limit::Rows)),
        hostile("repeated rows of repeated cells", sheet(&both), WorkbookError::TooMuchData(Limit::Cells)),
        hostile("a text without end", sheet(&row("", &text)), WorkbookError::TooMuchData(Limit::Texts)),
        hostile(
            "dates without end",
            sheet(&row(r#"table:number-rows-repeated="5000""#, &date)),
            WorkbookError::TooMuchData(Limit::Texts),
        ),
        hostile("a cell behind all columns", sheet(&row("", &far)), WorkbookError::TooMuchData(Limit::Columns)),
        hostile("a bomb", with(&[("content.xml", &space)]), WorkbookError::Bomb),
        hostile(
            "a macro",
            with(&[("content.xml", b"<x/>"), ("Basic/Standard/Module1.xml", b"<x/>")]),
            WorkbookError::Macros,
        ),
        hostile(
            "a password",
            with(&[("content.xml", b"noise"), ("META-INF/manifest.xml", manifest)]),
            WorkbookError::Encrypted,
        ),
        hostile("a document type", with(&[("content.xml", doctype)]), WorkbookError::Doctype),
        hostile("no content", with(&[]), damaged()),
        hostile("half a file", cut, damaged()),
        hostile("broken XML", with(&[("content.xml", b"<x><table:table></x>")]), damaged()),
    ]
}

/// A real .xls with some of its bytes replaced.
fn xls_with(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = common::file("libreoffice-texts.xls");
    file[at..at + bytes.len()].copy_from_slice(bytes);
    file
}

/// Hostile and broken workbooks of Excel 97–2003.
pub fn xls() -> Vec<Hostile> {
    let sound = common::file("libreoffice-texts.xls");
    let renamed = |from: &str, to: &str| {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let (from, to) = (wide(from), wide(to));
        let at = sound.windows(from.len()).position(|window| window == from).unwrap();
        xls_with(at, &to)
    };
    // The first sector of the table of chains: every chain bites its tail.
    let table = 512 * (1 + usize::try_from(u32::from_le_bytes(sound[76..80].try_into().unwrap())).unwrap());
    let tail: Vec<u8> = (0..128u32).flat_map(u32::to_le_bytes).collect();
    vec![
        hostile("header only", sound[..512].to_vec(), damaged()),
        hostile("half a file", sound[..sound.len() / 2].to_vec(), damaged()),
        hostile("chains without end", xls_with(table, &tail), damaged()),
        hostile("sectors beyond the file", xls_with(48, &[0xF0, 0xFF, 0xFF, 0]), damaged()),
        hostile("a table beyond the file", xls_with(68, &[1, 0, 0, 0x7F]), damaged()),
        hostile("no workbook", renamed("Workbook", "Zorkbook"), damaged()),
        hostile("a macro", renamed("\u{5}SummaryInformation", "_VBA_PROJECT_CUR\0\0\0"), WorkbookError::Macros),
        hostile("a password", renamed("\u{5}SummaryInformation", "EncryptedPackage\0\0\0"), WorkbookError::Encrypted),
    ]
}
