//! Hostile and broken files end with a clear message, quickly; nothing is unpacked without a limit.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it goes wrong")]

mod common;

use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

use domain::language::Language;
use workbook::{Limit, WorkbookError, export, gate};
use zip::write::SimpleFileOptions;

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn sound() -> Vec<u8> {
    let catalogues = common::catalogues();
    export(&common::sheet(&common::form("free"), vec![]), &common::heading(&catalogues)).unwrap()
}

/// A sound workbook with one part replaced or added.
fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
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

fn rebuilt(change: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
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

fn sheet_with(rows: &str) -> Vec<u8> {
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

/// Unoptimised code on a busy machine is another matter; `benches/workbook.rs` holds the limit in earnest.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 120 } else { 5 });

fn check(what: &str, bytes: &[u8], expected: &WorkbookError) {
    let start = Instant::now();
    let error = gate(bytes).expect_err(what);
    assert!(start.elapsed() < LIMIT, "{what} took {:?}", start.elapsed());
    assert_eq!(error.code(), expected.code(), "{what}: {error:?}");
    if let (WorkbookError::TooMuchData(found), WorkbookError::TooMuchData(expected)) = (&error, expected) {
        assert_eq!(found, expected, "{what}");
    }
    assert!(error.message(Language::Vi).len() > 20 && error.message(Language::En).len() > 20, "{what}");
}

#[test]
fn a_sound_workbook_passes() {
    assert_eq!(gate(&sound()), Ok(()));
}

#[test]
fn bombs_are_refused() {
    check("ratio", &with_part("xl/media/a.bin", &vec![0; 3_000_000]), &WorkbookError::Bomb);
    let many: Vec<(String, Vec<u8>)> = (0..250).map(|n| (format!("xl/media/{n}.bin"), vec![1])).collect();
    let bytes = rebuilt(|parts| parts.extend(many.clone()));
    check("entries", &bytes, &WorkbookError::TooManyParts);
    check("bytes", &vec![b'P'; 11 * 1024 * 1024], &WorkbookError::TooLarge);
    let mut total = with_noise(&["xl/media/a.bin", "xl/media/b.bin"]);
    declare(&mut total, NOISE, 90 * 1024 * 1024);
    check("sum of sizes", &total, &WorkbookError::Bomb);
}

#[test]
fn lying_sizes_are_found_out() {
    let mut bytes = with_noise(&["xl/media/a.bin"]);
    declare(&mut bytes, NOISE, 1000);
    check("lying", &bytes, &WorkbookError::Bomb);
}

#[test]
fn far_and_endless_cells_are_refused() {
    let far = |cell: &str, row: u32| sheet_with(&format!(r#"<row r="{row}"><c r="{cell}"><v>1</v></c></row>"#));
    check("XFD1048576", &far("XFD1048576", 1_048_576), &WorkbookError::TooMuchData(Limit::Rows));
    check("row 100001", &far("A100001", 100_001), &WorkbookError::TooMuchData(Limit::Rows));
    check("column 201", &far("GS5", 5), &WorkbookError::TooMuchData(Limit::Columns));
    assert_eq!(gate(&far("GR100000", 100_000)), Ok(()));
    let descending = r#"<row r="5"><c r="A5"><v>1</v></c></row><row r="4"><c r="A4"><v>1</v></c></row>"#;
    check("descending rows", &sheet_with(descending), &WorkbookError::Damaged(String::new()));
    let twice = r#"<row r="5"><c r="A5"><v>1</v></c><c r="A5"><v>2</v></c></row>"#;
    check("a cell twice", &sheet_with(twice), &WorkbookError::Damaged(String::new()));
}

#[test]
fn what_runs_or_reaches_out_is_refused() {
    let type_of = |kind: &str| {
        with_text(
            "[Content_Types].xml",
            "<Override",
            &format!(r#"<Override PartName="/x" ContentType="{kind}"/><Override"#),
        )
    };
    let relation = |kind: &str, mode: &str| {
        let added = format!(
            r#"<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="http://example.org/x"{mode}/></Relationships>"#
        );
        with_text("xl/_rels/workbook.xml.rels", "</Relationships>", &added)
    };
    let external = r#" TargetMode="External""#;
    for (what, bytes, expected) in [
        ("vbaProject.bin", with_part("xl/vbaProject.bin", b"x"), WorkbookError::Macros),
        ("VBAPROJECT.BIN", with_part("xl/VBAPROJECT.BIN", b"x"), WorkbookError::Macros),
        ("macro type", type_of("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), WorkbookError::Macros),
        ("macro sheet", with_part("xl/macrosheets/sheet1.xml", b"<x/>"), WorkbookError::Macros),
        ("vba relation", relation("vbaProject", ""), WorkbookError::Macros),
        ("external link part", with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), WorkbookError::ExternalLink),
        ("external image", relation("image", external), WorkbookError::ExternalLink),
        ("external link relation", relation("externalLink", ""), WorkbookError::ExternalLink),
        ("connections", with_part("xl/connections.xml", b"<x/>"), WorkbookError::ExternalLink),
        ("ole", with_part("xl/embeddings/oleObject1.bin", b"x"), WorkbookError::EmbeddedObject),
        ("activex", with_part("xl/activeX/activeX1.xml", b"<x/>"), WorkbookError::EmbeddedObject),
        ("ole type", type_of("application/vnd.openxmlformats-officedocument.oleObject"), WorkbookError::EmbeddedObject),
        ("xlsb", type_of("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), WorkbookError::Macros),
    ] {
        check(what, &bytes, &expected);
    }
    assert_eq!(gate(&relation("hyperlink", external)), Ok(()), "hyperlinks are not followed");
}

#[test]
fn document_types_and_hidden_encodings_are_refused() {
    let doctype = br#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>"#;
    for part in [SHEET, "xl/styles.xml", "docProps/app.xml"] {
        check(part, &with_part(part, doctype), &WorkbookError::Doctype);
    }
    let late = [b"<a>".as_slice(), &vec![b' '; 70_000], b"<!DoCtYpE x></a>"].concat();
    check("late doctype", &with_part("docProps/app.xml", &late), &WorkbookError::Doctype);
    let utf16: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("utf-16", &with_part(SHEET, &utf16), &WorkbookError::UnusualPacking);
    let entity = r#"<row r="1"><c r="A1" t="str"><v>&lol;</v></c></row>"#;
    check("unknown entity", &sheet_with(entity), &WorkbookError::Damaged(String::new()));
}

#[test]
fn unsafe_names_and_odd_packing_are_refused() {
    check("..", &with_part("../../etc/x", b"x"), &WorkbookError::UnsafeName);
    check("absolute", &with_part("/etc/x", b"x"), &WorkbookError::UnsafeName);
    check("case twin", &with_part("XL/Workbook.xml", b"x"), &WorkbookError::UnsafeName);
    let mut encrypted = sound();
    let directory = encrypted.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    encrypted[directory + 8] |= 1;
    check("encrypted entry", &encrypted, &WorkbookError::Encrypted);
    let mut appended = sound();
    appended.extend(b"something behind the archive");
    check("appended", &appended, &WorkbookError::UnusualPacking);
    let mut zip64 = sound();
    let end = zip64.len() - 22;
    zip64.splice(end..end, [b"PK\x06\x07".as_slice(), &[0; 16]].concat());
    check("zip64", &zip64, &WorkbookError::UnusualPacking);
}

#[test]
fn broken_files_are_damaged_and_nothing_worse() {
    let sound = sound();
    for length in (4..sound.len()).step_by(211) {
        assert!(gate(&sound[..length]).is_err(), "cut at {length}");
    }
    // One byte changed anywhere never panics, whatever the answer is.
    for at in (0..sound.len()).step_by(37) {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x5A;
        let _ = gate(&bytes);
    }
    for xml in ["<worksheet>", "<worksheet><sheetData><row><c", "", "\u{0}", "<a></b>", "<row r='x'><c r='A0'/></row>"]
    {
        let _ = gate(&with_part(SHEET, xml.as_bytes()));
    }
    check(
        "odd cell",
        &sheet_with(r#"<row r="1"><c r="B2"><v>1</v></c></row>"#),
        &WorkbookError::Damaged(String::new()),
    );
    check(
        "odd number",
        &sheet_with(r#"<row r="1"><c r="A1"><v>1x</v></c></row>"#),
        &WorkbookError::Damaged(String::new()),
    );
}

#[test]
fn other_kinds_of_files_are_named() {
    let ods = packed(
        [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".as_slice()), ("content.xml", b"<x/>")]
            .into_iter(),
    );
    let docx = packed([("[Content_Types].xml", b"<Types/>".as_slice()), ("word/document.xml", b"<x/>")].into_iter());
    for (what, bytes, word) in [
        ("ods", ods, ".ods"),
        ("docx", docx, "không phải Excel"),
        ("csv", b"STT;Ma;Ten\n1;A;B\n".to_vec(), ".csv"),
        ("empty", Vec::new(), "rỗng"),
        ("xls", [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat(), ".xls"),
    ] {
        let error = gate(&bytes).expect_err(what);
        assert_eq!(error.code(), "workbook_other_kind", "{what}");
        let message = error.message(Language::Vi);
        assert!(message.contains(word) && message.contains(".xlsx"), "{what}: {message}");
    }
}
