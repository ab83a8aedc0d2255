//! The sender's own workbook comes back with the faulty cells coloured and commented, and nothing else changed.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it goes wrong")]

mod common;

use std::io::Cursor;

use domain::language::Language;
use workbook::{ImportOptions, annotate, read};

#[test]
fn faulty_cells_are_coloured_and_commented() {
    for name in ["openpyxl-texts.xlsx", "libreoffice-texts.xlsx", "openpyxl-rows.xlsx", "libreoffice-rows.xlsx"] {
        let bytes = common::file(name);
        let options = ImportOptions::default();
        let before = read(&bytes, &common::form("fixed"), &common::catalogues(), &options).unwrap();
        let marked = annotate(&bytes, &before.problems, Language::Vi).unwrap();
        let after = read(&marked, &common::form("fixed"), &common::catalogues(), &options).unwrap();
        let form = common::form("fixed");
        assert_eq!(common::picture(&after, &form), common::picture(&before, &form), "{name}: the content changed");

        let book = umya_spreadsheet::reader::xlsx::read_reader(Cursor::new(marked), true).unwrap();
        for problem in &before.problems {
            let sheet = book.get_sheet_by_name(&problem.sheet).unwrap();
            let colour = sheet
                .get_style(problem.cell.as_str())
                .get_background_color()
                .map(|colour| colour.get_argb().to_owned());
            let at_cell = before.problems.iter().filter(|other| other.cell == problem.cell);
            let is_error = at_cell.clone().any(|other| other.severity == domain::template::Severity::Error);
            assert_eq!(
                colour.as_deref(),
                Some(if is_error { "FFFFC7CE" } else { "FFFFEB9C" }),
                "{name} {}",
                problem.cell
            );
            let comments = sheet.get_comments_to_hashmap();
            let comment = format!("{:?}", comments[&problem.cell].get_text());
            let message = format!("{:?}", problem.message_vi);
            assert!(comment.contains(message.trim_matches('"')), "{name} {}: {comment}", problem.cell);
        }
        assert!(!before.problems.is_empty());
    }
}

#[test]
fn a_hostile_file_is_not_annotated() {
    assert!(annotate(b"PK\x03\x04 nonsense", &[], Language::Vi).is_err());
}
