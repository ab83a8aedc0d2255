//! The same contents give the same import, whatever the format of the file.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it goes wrong")]

mod common;

use workbook::{CatalogueIndex, ImportOptions, annotate, export, read};

/// The pictures of `tests/oddities.rs` of what LibreOffice wrote in its other formats.
#[test]
fn what_libreoffice_wrote_is_read_the_same() {
    for (name, form) in [
        ("texts", "fixed"),
        ("english", "fixed"),
        ("mixed", "fixed"),
        ("values", "fixed"),
        ("computed", "fixed"),
        ("rows", "fixed"),
        ("columns", "fixed"),
        ("titles", "fixed"),
        ("bare", "fixed"),
        ("1904", "fixed"),
        ("catalogue", "catalogue"),
        ("free", "free"),
    ] {
        let expected = String::from_utf8(common::file(&format!("expected-{name}.txt"))).unwrap();
        for format in ["ods", "xls"] {
            if (name, format) == ("values", "xls") {
                // There LibreOffice keeps truth values as numbers.
                continue;
            }
            let file = format!("libreoffice-{name}.{format}");
            let form = common::form(form);
            let import = read(&common::file(&file), &form, &common::catalogues(), &ImportOptions::default());
            let import = import.unwrap_or_else(|error| panic!("{file}: {error}"));
            assert_eq!(common::picture(&import, &form), expected, "{file}");
        }
    }
}

/// A table as people save it from Excel: the values of the export, cell by cell.
fn csv(separator: char, quote: bool) -> String {
    let field = |text: &str| if quote { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() };
    let rows: [[&str; 13]; 5] = [
        ["UBND phường Thử Nghiệm", "", "", "", "", "", "", "", "", "", "", "", ""],
        ["(1)", "MÃ CHỈ TIÊU", "(2)", "ĐƠN VỊ TÍNH", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)"],
        ["1.1", "I.1", "Hộ tịch", "", "", "1.234", "5", "1.234.567,5", "", "21/11/2026", "gồm; cả, dấu", "", "Có"],
        ["1.2", "I.2", "Đất đai", "", "99", "7", "", "0,25", "", "", "", "", "Không"],
        ["", "I.9", "Không có", "", "", "1", "", "", "", "", "", "", ""],
    ];
    let line = |row: [&str; 13]| row.map(field).join(&separator.to_string());
    rows.map(line).join("\r\n")
}

#[test]
fn plain_text_is_read_with_any_separator_and_in_any_unicode() {
    let form = common::form("fixed");
    let picture = |bytes: &[u8]| {
        let import = read(bytes, &form, &common::catalogues(), &ImportOptions::default());
        common::picture(&import.unwrap_or_else(|error| panic!("{error}")), &form)
    };
    let tabs = csv('\t', false);
    let expected = picture(tabs.as_bytes());
    assert_eq!(
        expected,
        "rows 3 to 5, codes B, labels C, columns 3=E 4=F 5=G 6=H 7=I 8=J 9=K 10=L 11=M\n\
         row 3 I.1 4:1234 5:5 6:1234567.5 8:2026-11-21 9:\"gồm; cả, dấu\" 11:true (1 blank)\n\
         row 4 I.2 4:7 6:0.25 11:false (4 blank)\n\
         warning E4 computed_differs: Ô công thức: tệp ghi 99, hệ thống tính 7. Số của hệ thống được dùng.\n\
         error B5 unknown_code: Mã chỉ tiêu “I.9” không có trong biểu; dòng này không được nhập.\n"
    );
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(tabs.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(picture(&utf16), expected, "as Excel saves “Unicode Text”");
    for separator in [';', ','] {
        let text = format!("\u{feff}{}", csv(separator, true));
        assert_eq!(picture(text.as_bytes()), expected, "{separator}");
        assert_eq!(picture(format!("sep={separator}\r\n{}", csv(separator, true)).as_bytes()).lines().count(), 5);
    }
}

/// Totals, sums and percentages that are what the system computes, too: in plain text, stored as text, and as percentages.
#[test]
fn equal_computed_figures_agree_however_they_are_written() {
    let form = common::form("fixed");
    let differences = |bytes: &[u8]| {
        let import = read(bytes, &form, &common::catalogues(), &ImportOptions::default()).unwrap();
        let picture = common::picture(&import, &form);
        picture.lines().filter(|line| line.contains("computed_differs")).map(str::to_owned).collect::<Vec<_>>()
    };
    let text = |percent: &str, sum: &str| {
        format!(
            "a;MÃ CHỈ TIÊU;(3);(4);(5);(6);(7)\n;I.1;2.000;1.000;1.000;1.234,5;{percent}\n\
             ;I.2;4;1;3;;25%\n;TONG_CONG;{sum};1.001;1.003;;50\n"
        )
    };
    assert_eq!(differences(text("50,0%", "2.004").as_bytes()), [""; 0]);
    assert_eq!(differences(text("50", "2.005").as_bytes()).len(), 1);
    // Nothing but these figures tells what the separator means.
    let bare = "a;MÃ CHỈ TIÊU;(3);(4);(5);(6)\n;I.1;2;1;1;1.234\n;II.1;;;;1.234\n";
    assert_eq!(differences(bare.as_bytes()), [""; 0]);

    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["STT", "MÃ CHỈ TIÊU", "(3)", "(4)", "(5)", "(6)", "(7)"]) {
        sheet.write(0, column, title).unwrap();
    }
    let percent = rust_xlsxwriter::Format::new().set_num_format("0.0%");
    sheet.write(1, 1, "I.1").unwrap();
    sheet.write(1, 2, "3.000").unwrap();
    sheet.write(1, 3, 1000).unwrap();
    sheet.write(1, 4, 2000).unwrap();
    sheet.write_with_format(1, 6, 1.0 / 3.0, &percent).unwrap();
    sheet.write(2, 1, "TONG_CONG").unwrap();
    sheet.write(2, 2, "3.000").unwrap();
    assert_eq!(differences(&book.save_to_buffer().unwrap()), [""; 0]);
}

/// What could as well mean another number is told, where nothing in the file says which.
#[test]
fn a_number_that_is_guessed_is_told() {
    let text = "a;MÃ CHỈ TIÊU;;;(5);(6)\n;I.1;Hộ tịch;;;1.234\n;I.2;Đất đai;;;7,5\n";
    let read = |text: &str| {
        let import = read(text.as_bytes(), &common::form("fixed"), &common::catalogues(), &ImportOptions::default());
        let import = import.unwrap();
        import.problems.iter().filter(|problem| problem.code == "number_as_text").count()
    };
    assert_eq!(read(text), 0, "7,5 tells");
    assert_eq!(read(&text.replace("7,5", "7")), 1);
}

/// Ten thousand rows of fourteen columns in plain text.
#[test]
fn large_tables_of_text_are_read() {
    let figures = ";1.234".repeat(7);
    let rows: String = (0..10_000).map(|row| format!(";X{row};Dòng {row};{figures}\n")).collect();
    let text = format!("STT;MÃ;Tên;;(3);(4);(5);(6);(7);(8);(9)\n{rows}");
    let form = common::form("free");
    let import = read(text.as_bytes(), &form, &CatalogueIndex::default(), &ImportOptions::default()).unwrap();
    assert_eq!(import.rows.len(), 10_000);
}

#[test]
fn only_xlsx_is_annotated() {
    let error = annotate(&common::file("libreoffice-texts.ods"), &[], domain::language::Language::Vi).unwrap_err();
    assert_eq!(error.code(), "workbook_not_annotated");
    let catalogues = common::catalogues();
    let bytes = export(&common::sheet(&common::form("free"), vec![]), &common::heading(&catalogues)).unwrap();
    assert!(annotate(&bytes, &[], domain::language::Language::Vi).is_ok());
}

/// Titles and names in old fonts are understood; what is kept is converted only when asked for.
#[test]
fn old_fonts_are_understood_and_told() {
    let text = "STT;M\u{b7} chØ tiªu;Tªn;;(3);(4);(5);(6);(7);(8);(9)\n\
                ;;Hé tÞch;;;;7;;;;Céng hoµ\n;;§Êt ®ai;;;;8;;;;Hà Nội\n";
    let import = |to_unicode| {
        let options = ImportOptions { to_unicode, ..ImportOptions::default() };
        read(text.as_bytes(), &common::form("fixed"), &common::catalogues(), &options).unwrap()
    };
    let notes = |import: &workbook::Import| {
        let note = |row: &workbook::ImportedRow| common::show(&row.cells[&domain::template::ColumnNumber(9)]);
        import.rows.iter().map(note).collect::<Vec<_>>()
    };
    let kept = import(false);
    assert_eq!(kept.rows.iter().map(|row| row.key.as_ref().unwrap().0.as_str()).collect::<Vec<_>>(), ["I.1", "I.2"]);
    assert_eq!(notes(&kept), ["\"Céng hoµ\"", "\"Hà Nội\""]);
    let found = &kept.old_texts[..];
    assert_eq!((kept.old_count, found[0].cell.to_string().as_str(), found[0].new.as_str()), (1, "K2", "Cộng hoà"));
    assert_eq!(notes(&import(true)), ["\"Cộng hoà\"", "\"Hà Nội\""]);
}

/// A word too short to tell by itself is known by the font of its cell.
#[test]
fn the_font_of_a_cell_tells_where_its_words_do_not() {
    use rust_xlsxwriter::{Format, Workbook};

    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["STT", "MÃ CHỈ TIÊU", "Chỉ tiêu", ""].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), text).unwrap();
    }
    for number in 3..=11u16 {
        sheet.write(1, number + 1, format!("({number})")).unwrap();
    }
    let old = Format::new().set_font_name(".VnTime");
    for (row, code, format) in [(2, "I.1", &old), (3, "I.2", &Format::new())] {
        sheet.write(row, 1, code).unwrap();
        sheet.write_with_format(row, 10, "Hµ", format).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let import = read(&bytes, &common::form("fixed"), &common::catalogues(), &ImportOptions::default()).unwrap();
    let found: Vec<_> = import.old_texts.iter().map(|text| (text.cell.to_string(), text.new.as_str())).collect();
    assert_eq!(found, [("K3".to_owned(), "Hà")]);
}
