//! Hostile and broken files end with a clear message; nothing is unpacked without a limit. How soon they end is measured by
//! `benches/hostile.rs`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it goes wrong")]

mod common;
#[path = "common/hostile.rs"]
mod hostile;

use domain::language::Language;
use hostile::Hostile;
use workbook::{ImportOptions, WorkbookError, gate, read};

fn check(files: Vec<Hostile>) {
    for Hostile { what, bytes, expected } in files {
        let error = gate(&bytes).err().unwrap_or_else(|| panic!("{what} passed"));
        assert_eq!(error.code(), expected.code(), "{what}: {error:?}");
        if let (WorkbookError::TooMuchData(found), WorkbookError::TooMuchData(expected)) = (&error, &expected) {
            assert_eq!(found, expected, "{what}");
        }
        assert!(error.message(Language::Vi).len() > 20 && error.message(Language::En).len() > 20, "{what}");
    }
}

#[test]
fn a_sound_workbook_passes() {
    assert_eq!(gate(&hostile::sound()), Ok(()));
}

#[test]
fn bombs_and_lying_sizes_are_refused() {
    check(hostile::bombs());
}

#[test]
fn far_and_endless_cells_are_refused() {
    check(hostile::cells());
    let far = hostile::sheet_with(r#"<row r="100000"><c r="GR100000"><v>1</v></c></row>"#);
    assert_eq!(gate(&far), Ok(()));
}

#[test]
fn what_would_be_copied_or_made_room_for_is_refused() {
    check(hostile::copies());
}

/// A font's long name is never copied into thirty thousand cell styles: calamine is not shown it.
#[test]
fn only_number_formats_are_read_of_styles() {
    let font = format!(r#"<fonts><font><name val="{}"/></font></fonts>"#, "a".repeat(400_000));
    let styles = format!("<styleSheet>{font}<cellXfs>{}</cellXfs></styleSheet>", r#"<xf fontId="0"/>"#.repeat(30_000));
    let bytes = hostile::with_part("xl/styles.xml", styles.as_bytes());
    assert!(read(&bytes, &common::form("free"), &common::catalogues(), &ImportOptions::default()).is_ok());
}

#[test]
fn what_runs_or_reaches_out_is_refused() {
    check(hostile::running());
    assert_eq!(gate(&hostile::relation("hyperlink", hostile::EXTERNAL)), Ok(()), "hyperlinks are not followed");
}

#[test]
fn document_types_and_hidden_encodings_are_refused() {
    check(hostile::doctypes());
}

#[test]
fn unsafe_names_and_odd_packing_are_refused() {
    check(hostile::names());
}

#[test]
fn broken_files_are_damaged_and_nothing_worse() {
    let sound = hostile::sound();
    for length in (4..sound.len()).step_by(211) {
        assert!(gate(&sound[..length]).is_err(), "cut at {length}");
    }
    // One byte changed anywhere never panics, whatever the answer is.
    let (form, catalogues) = (common::form("free"), common::catalogues());
    for at in (0..sound.len()).step_by(37) {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x5A;
        let _ = read(&bytes, &form, &catalogues, &ImportOptions::default());
    }
    for xml in ["<worksheet>", "<worksheet><sheetData><row><c", "", "\u{0}", "<a></b>", "<row r='x'><c r='A0'/></row>"]
    {
        let _ =
            read(&hostile::with_part(hostile::SHEET, xml.as_bytes()), &form, &catalogues, &ImportOptions::default());
    }
    check(hostile::broken());
}

#[test]
fn other_kinds_of_files_are_named() {
    for file in hostile::others() {
        let message = gate(&file.bytes).unwrap_err().message(Language::Vi);
        let word = match file.what.as_str() {
            "docx" | "odt" => "không phải Excel",
            "web page" => "trang web",
            "old text" => "Unicode",
            "empty" => "rỗng",
            _ => "Excel 95",
        };
        assert!(message.contains(word), "{}: {message}", file.what);
    }
    check(hostile::others());
}

#[test]
fn hostile_open_documents_are_refused() {
    check(hostile::ods());
}

#[test]
fn hostile_old_workbooks_are_refused() {
    check(hostile::xls());
}

/// One byte changed anywhere never panics, whatever the answer is.
#[test]
fn broken_files_of_other_formats_are_damaged_and_nothing_worse() {
    let (form, catalogues) = (common::form("fixed"), common::catalogues());
    for name in ["libreoffice-texts.ods", "libreoffice-texts.xls"] {
        let sound = common::file(name);
        for at in (0..sound.len()).step_by(131) {
            let mut bytes = sound.clone();
            bytes[at] ^= 0x5A;
            let _ = read(&bytes, &form, &catalogues, &ImportOptions::default());
        }
        for length in (0..sound.len()).step_by(997) {
            assert!(gate(&sound[..length]).is_err(), "{name} cut at {length}");
        }
    }
}
