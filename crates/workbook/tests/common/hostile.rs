//! Hostile and broken files, for the tests and for `benches/hostile.rs`.
#![expect(dead_code, reason = "each user takes its own part")]

use std::io::{Cursor, Read, Write};

use workbook::{FileKind, Limit, WorkbookError, export};
use zip::write::SimpleFileOptions;

use crate::common;

#[path = "hostile_formats.rs"]
mod formats;

use formats::open_document;
pub use formats::{ods, xls};

/// A file that must be refused.
pub struct Hostile {
    pub what: String,
    pub bytes: Vec<u8>,
    pub expected: WorkbookError,
}

fn hostile(what: &str, bytes: Vec<u8>, expected: WorkbookError) -> Hostile {
    Hostile { what: what.to_owned(), bytes, expected }
}

/// All of them.
pub fn all() -> Vec<Hostile> {
    [bombs(), cells(), copies(), running(), doctypes(), names(), broken(), others(), ods(), xls()]
        .into_iter()
        .flatten()
        .collect()
}

fn damaged() -> WorkbookError {
    WorkbookError::Damaged(String::new())
}

pub const SHEET: &str = "xl/worksheets/sheet1.xml";
const TEXTS: &str = "xl/sharedStrings.xml";

pub fn sound() -> Vec<u8> {
    let catalogues = common::catalogues();
    export(&common::sheet(&common::form("free"), vec![]), &common::heading(&catalogues)).unwrap()
}

/// A sound workbook with one part replaced or added.
pub fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
    rebuilt(|parts| {
        parts.retain(|(known, _)| known != name);
        parts.push((name.to_owned(), content.to_vec()));
    })
}

fn with_text(name: &str, from: &str, to: &str) -> Vec<u8> {
    rebuilt(|parts| {
        let part = parts.iter_mut().find(|(known, _)| known == name).unwrap();
        let text = String::from_utf8(part.1.clone()).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        part.1 = text.replacen(from, to, 1).into_bytes();
    })
}

pub fn rebuilt(change: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(sound())).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    change(&mut parts);
    packed(parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())))
}

fn packed<'p>(parts: impl Iterator<Item = (&'p str, &'p [u8])>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn sheet_with(rows: &str) -> Vec<u8> {
    let xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    with_part(SHEET, xml.as_bytes())
}

/// Length of parts that do not compress.
const NOISE: usize = 1_100_003;

fn with_noise(names: &[&str]) -> Vec<u8> {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    let noise: Vec<u8> = (0..NOISE).map(|_| next()).collect();
    rebuilt(|parts| parts.extend(names.iter().map(|name| ((*name).to_owned(), noise.clone()))))
}

/// Changes the unpacked size that parts of this length declare, in the directory and in their own headers.
fn declare(bytes: &mut [u8], length: usize, declared: u32) {
    let real = u32::try_from(length).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == real).collect();
    for at in places {
        bytes[at..at + 4].copy_from_slice(&declared.to_le_bytes());
    }
}

/// What unpacks to too much, or lies about it.
pub fn bombs() -> Vec<Hostile> {
    let many: Vec<(String, Vec<u8>)> = (0..250).map(|n| (format!("xl/media/{n}.bin"), vec![1])).collect();
    let mut total = with_noise(&["xl/media/a.bin", "xl/media/b.bin"]);
    declare(&mut total, NOISE, 90 * 1024 * 1024);
    let mut lying = with_noise(&["xl/media/a.bin"]);
    declare(&mut lying, NOISE, 1000);
    vec![
        hostile("ratio", with_part("xl/media/a.bin", &vec![0; 3_000_000]), WorkbookError::Bomb),
        hostile("a sheet of 99 MB", with_part(SHEET, &vec![b' '; 99_000_000]), WorkbookError::Bomb),
        hostile("entries", rebuilt(|parts| parts.extend(many.clone())), WorkbookError::TooManyParts),
        hostile("bytes", vec![b'P'; 11 * 1024 * 1024], WorkbookError::TooLarge),
        hostile("sum of sizes", total, WorkbookError::Bomb),
        hostile("lying size", lying, WorkbookError::Bomb),
    ]
}

/// Cells far away, without end, or in no order.
pub fn cells() -> Vec<Hostile> {
    let far = |cell: &str, row: u32| sheet_with(&format!(r#"<row r="{row}"><c r="{cell}"><v>1</v></c></row>"#));
    let rows = |count: u32| (1..=count).map(|row| format!(r#"<row r="{row}"/>"#)).collect::<String>();
    let many: String = (1..=80_000).map(|row| format!(r#"<row r="{row}">{}</row>"#, "<c/>".repeat(19))).collect();
    let too_much = WorkbookError::TooMuchData;
    let twice = r#"<row r="5"><c r="A5"><v>1</v></c><c r="A5"><v>2</v></c></row>"#;
    let descending = r#"<row r="5"><c r="A5"><v>1</v></c></row><row r="4"><c r="A4"><v>1</v></c></row>"#;
    vec![
        hostile("XFD1048576", far("XFD1048576", 1_048_576), too_much(Limit::Rows)),
        hostile("row 100001", far("A100001", 100_001), too_much(Limit::Rows)),
        hostile("column 201", far("GS5", 5), too_much(Limit::Columns)),
        hostile("a million empty rows", sheet_with(&rows(1_000_000)), too_much(Limit::Rows)),
        hostile("a million and a half cells", sheet_with(&many), too_much(Limit::Cells)),
        hostile("descending rows", sheet_with(descending), damaged()),
        hostile("a cell twice", sheet_with(twice), damaged()),
    ]
}

/// Small things that a reader would copy thousands of times, or make room for.
pub fn copies() -> Vec<Hostile> {
    let texts = |count: &str| format!(r#"<sst uniqueCount="{count}"><si><t>a</t></si></sst>"#).into_bytes();
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(70_000));
    let sheet = r#"<sheet name="Hai" sheetId="99" r:id="rId1"/></sheets>"#;
    let too_much = WorkbookError::TooMuchData(Limit::Texts);
    vec![
        hostile("texts that are not there", with_part(TEXTS, &texts("99999999999")), too_much.clone()),
        hostile("20 MB of texts", with_part(TEXTS, &long_texts(21)), too_much),
        hostile("styles without end", with_part("xl/styles.xml", styles.as_bytes()), damaged()),
        hostile("two sheets with one part", with_text("xl/workbook.xml", "</sheets>", sheet), damaged()),
    ]
}

/// Texts of this many megabytes that do not compress well.
fn long_texts(megabytes: usize) -> Vec<u8> {
    let mut state = 1u32;
    let text: String = (0..1024 * 1024 / 16)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            format!("{:016x}", state >> 12)
        })
        .collect();
    format!("<sst>{}</sst>", format!("<si><t>{text}</t></si>").repeat(megabytes)).into_bytes()
}

/// What runs or reaches out.
pub fn running() -> Vec<Hostile> {
    let type_of = |kind: &str| {
        with_text(
            "[Content_Types].xml",
            "<Override",
            &format!(r#"<Override PartName="/x" ContentType="{kind}"/><Override"#),
        )
    };
    [
        ("vbaProject.bin", with_part("xl/vbaProject.bin", b"x"), WorkbookError::Macros),
        ("VBAPROJECT.BIN", with_part("xl/VBAPROJECT.BIN", b"x"), WorkbookError::Macros),
        ("macro type", type_of("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), WorkbookError::Macros),
        ("macro sheet", with_part("xl/macrosheets/sheet1.xml", b"<x/>"), WorkbookError::Macros),
        ("vba relation", relation("vbaProject", ""), WorkbookError::Macros),
        ("external link part", with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), WorkbookError::ExternalLink),
        ("external image", relation("image", EXTERNAL), WorkbookError::ExternalLink),
        ("external link relation", relation("externalLink", ""), WorkbookError::ExternalLink),
        ("connections", with_part("xl/connections.xml", b"<x/>"), WorkbookError::ExternalLink),
        ("ole", with_part("xl/embeddings/oleObject1.bin", b"x"), WorkbookError::EmbeddedObject),
        ("activex", with_part("xl/activeX/activeX1.xml", b"<x/>"), WorkbookError::EmbeddedObject),
        ("ole type", type_of("application/vnd.openxmlformats-officedocument.oleObject"), WorkbookError::EmbeddedObject),
        ("xlsb", type_of("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), WorkbookError::Macros),
    ]
    .into_iter()
    .map(|(what, bytes, expected)| hostile(what, bytes, expected))
    .collect()
}

pub const EXTERNAL: &str = r#" TargetMode="External""#;

/// A sound workbook with one more relation.
pub fn relation(kind: &str, mode: &str) -> Vec<u8> {
    let added = format!(
        r#"<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="http://example.org/x"{mode}/></Relationships>"#
    );
    with_text("xl/_rels/workbook.xml.rels", "</Relationships>", &added)
}

/// Document types, and encodings that hide them.
pub fn doctypes() -> Vec<Hostile> {
    let doctype = br#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>"#;
    let late = [b"<a>".as_slice(), &vec![b' '; 70_000], b"<!DoCtYpE x></a>"].concat();
    let utf16: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let entity = r#"<row r="1"><c r="A1" t="str"><v>&lol;</v></c></row>"#;
    let parts = [SHEET, TEXTS, "xl/styles.xml", "xl/workbook.xml", "docProps/app.xml"];
    let mut files: Vec<Hostile> =
        parts.into_iter().map(|part| hostile(part, with_part(part, doctype), WorkbookError::Doctype)).collect();
    files.extend([
        hostile("late doctype", with_part("docProps/app.xml", &late), WorkbookError::Doctype),
        hostile("utf-16", with_part(SHEET, &utf16), WorkbookError::UnusualPacking),
        hostile("unknown entity", sheet_with(entity), damaged()),
    ]);
    files
}

/// Unsafe names and odd packing.
pub fn names() -> Vec<Hostile> {
    let mut encrypted = sound();
    let directory = encrypted.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    encrypted[directory + 8] |= 1;
    let mut appended = sound();
    appended.extend(b"something behind the archive");
    let mut zip64 = sound();
    let end = zip64.len() - 22;
    zip64.splice(end..end, [b"PK\x06\x07".as_slice(), &[0; 16]].concat());
    vec![
        hostile("..", with_part("../../etc/x", b"x"), WorkbookError::UnsafeName),
        hostile("absolute", with_part("/etc/x", b"x"), WorkbookError::UnsafeName),
        hostile("case twin", with_part("XL/Workbook.xml", b"x"), WorkbookError::UnsafeName),
        hostile("encrypted entry", encrypted, WorkbookError::Encrypted),
        hostile("appended", appended, WorkbookError::UnusualPacking),
        hostile("zip64", zip64, WorkbookError::UnusualPacking),
    ]
}

/// Sheets that break the format.
pub fn broken() -> Vec<Hostile> {
    let odd_cell = r#"<row r="1"><c r="B2"><v>1</v></c></row>"#;
    let odd_number = r#"<row r="1"><c r="A1"><v>1x</v></c></row>"#;
    let half = sound();
    vec![
        hostile("odd cell", sheet_with(odd_cell), damaged()),
        hostile("odd number", sheet_with(odd_number), damaged()),
        hostile("half a file", half[..half.len() / 2].to_vec(), damaged()),
    ]
}

/// Other kinds of files.
pub fn others() -> Vec<Hostile> {
    let docx = [("[Content_Types].xml", b"<Types/>".as_slice()), ("word/document.xml", b"<x/>")];
    let kind = WorkbookError::OtherKind;
    vec![
        hostile("docx", packed(docx.into_iter()), kind(FileKind::Unknown)),
        hostile("odt", open_document("text", &[("content.xml", b"<x/>")]), kind(FileKind::Unknown)),
        hostile("web page", b"<html><table><tr><td>1</td></tr></table></html>".to_vec(), kind(FileKind::Markup)),
        hostile("old text", b"H\xF4 t\xDEch;1".to_vec(), WorkbookError::NotUnicode),
        hostile("empty", Vec::new(), kind(FileKind::Empty)),
        hostile("Excel 4", b"\x09\x04\x06\0\0\0\x10\0".to_vec(), kind(FileKind::OldXls)),
    ]
}

/// A file that the gate lets through and that asks much of the import: the largest header texts and merges, a text in every
/// cell of the largest table. `free` is the form they are for.
pub fn laborious() -> Vec<(&'static str, Vec<u8>)> {
    let known = shared_texts();
    let text = |letters: usize| format!("<si><t>{}</t></si></sst>", "Tổng số ".repeat(letters / 8));
    let long = format!(r#"<c t="s"><v>{known}</v></c>"#).repeat(200);
    let header: String = (1..=100).map(|row| format!(r#"<row r="{row}">{long}</row>"#)).collect();
    let merges: String = (0..20_000).map(|_| r#"<mergeCell ref="A1:GR100"/>"#).collect();
    let merged = |rows: &str, merges: &str| {
        format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>")
    };
    let mut state = 1u32;
    let mut cell = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!(r#"<c t="str"><v>x{:x}</v></c>"#, state >> 8)
    };
    let table: String = (3..=100_000)
        .map(|row| format!(r#"<row r="{row}">{}</row>"#, (0..14).map(|_| cell()).collect::<String>()))
        .collect();
    let first = r#"<row r="1"><c/><c t="str"><v>MÃ CHỈ TIÊU</v></c></row><row r="2"><c/><c/><c/><c/>"#;
    let numbers: String = (3..=11).map(|n| format!(r#"<c t="str"><v>({n})</v></c>"#)).collect();
    let parts = |sheet: String, text: String| {
        rebuilt(|parts| {
            for (name, content) in parts {
                if name == SHEET {
                    *content = sheet.clone().into_bytes();
                } else if name == TEXTS {
                    *content = String::from_utf8_lossy(content).replace("</sst>", &text).into_bytes();
                }
            }
        })
    };
    vec![
        ("20,000 texts of 2 KB in the header", parts(merged(&header, ""), text(2000))),
        ("20,000 merged blocks over each other", parts(merged(&header, &merges), text(80))),
        (
            "1.4 million texts where numbers belong",
            parts(merged(&format!("{first}{numbers}</row>{table}"), ""), text(8)),
        ),
    ]
}

/// How many texts the sheets of a sound workbook share.
fn shared_texts() -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(sound())).unwrap();
    let mut texts = String::new();
    archive.by_name(TEXTS).unwrap().read_to_string(&mut texts).unwrap();
    texts.matches("<si>").count()
}
