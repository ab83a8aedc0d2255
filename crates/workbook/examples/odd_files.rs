//! Writes some of the odd workbooks of the tests with rust_xlsxwriter: `cargo run -p workbook --example odd_files`.
//!
//! Same contents as `tests/files/make_openpyxl.py`; the files are committed, run this again only to add one.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

const ROWS: [(&str, &str, &str); 6] = [
    ("I", "I", "Lĩnh vực một"),
    ("1", "I.T", "Cộng lĩnh vực một"),
    ("1.1", "I.1", "Hộ tịch"),
    ("1.2", "I.2", "Đất đai"),
    ("2", "II.1", "Y tế"),
    ("", "TONG_CONG", "TỔNG CỘNG"),
];

fn main() -> Result<(), XlsxError> {
    save("texts", &ROWS, texts)?;
    save("computed", &ROWS, computed)?;
    let order = [
        ("2", "II.1", "Y tế"),
        ("1.2", " i.2 ", "Đất đai"),
        ("1.1", "", "HỘ TỊCH"),
        ("", "X.9", "Mới"),
        ("1.2", "I.2", "Đất đai"),
        ("", "TONG_CONG", "TỔNG CỘNG"),
    ];
    save("rows", &order, rows)?;
    save("columns", &ROWS, columns)
}

fn save(
    name: &str,
    rows: &[(&str, &str, &str)],
    fill: impl Fn(&mut Worksheet) -> Result<(), XlsxError>,
) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu T.01")?;
    header(sheet)?;
    for (index, (ordinal, code, label)) in (7..).zip(rows) {
        for (column, text) in [(0, ordinal), (1, code), (2, label)] {
            if !text.is_empty() {
                sheet.write_string(index, column, *text)?;
            }
        }
    }
    fill(sheet)?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    book.save(folder.join(format!("xlsxwriter-{name}.xlsx")))
}

/// Header in rows 4 to 6, numbers in row 7.
fn header(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let plain = Format::new();
    let tall = [
        (0, "STT"),
        (1, "MÃ CHỈ TIÊU"),
        (2, "Chỉ tiêu"),
        (3, "ĐƠN VỊ TÍNH"),
        (7, "Kinh phí"),
        (8, "Tỷ lệ (%)"),
        (9, "Ngày"),
        (10, "Ghi chú"),
        (11, "Nguyên nhân"),
        (12, "Đã xong"),
    ];
    for (column, title) in tall {
        sheet.merge_range(3, column, 5, column, title, &plain)?;
    }
    sheet.merge_range(3, 4, 3, 6, "Tiếp nhận", &plain)?;
    sheet.merge_range(4, 4, 5, 4, "Tổng số", &plain)?;
    sheet.merge_range(4, 5, 4, 6, "Trong kỳ", &plain)?;
    sheet.write_string(5, 5, "Trực tuyến")?.write_string(5, 6, "Trực tiếp")?;
    let numbers = ["(3)=(4)+(5)", "(4)", "(5)", "(6)", "(7)=(4)/(3)*100", "(8)", "(9)", "(10)", "(11)"];
    sheet.write_string(6, 0, "(1)")?.write_string(6, 2, "(2)")?;
    for (column, number) in (4..).zip(numbers) {
        sheet.write_string(6, column, number)?;
    }
    Ok(())
}

fn texts(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let cells = [
        (9, 5, "12"),
        (9, 6, "chưa có"),
        (9, 7, "1.234,56"),
        (10, 5, "(1.234)"),
        (10, 6, "\u{a0} "),
        (10, 7, "1\u{a0}234\u{202f}567,5"),
        (11, 5, "7 "),
        (11, 6, "-"),
        (9, 9, "21/11/2026"),
        (10, 9, "2026-11-21"),
        (11, 9, "hôm qua"),
        (9, 10, "=1+1"),
        (10, 10, "  hai dòng\nở đây "),
        (9, 11, "phoi hop cham"),
        (10, 11, "NN2"),
        (11, 11, "lý do khác"),
        (9, 12, "Có"),
        (10, 12, "x"),
        (11, 12, "có lẽ"),
    ];
    for (row, column, text) in cells {
        sheet.write_string(row, column, text)?;
    }
    sheet.write_number(11, 10, 12.5)?;
    Ok(())
}

fn computed(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let cells = [
        (7, 5, 99.0),
        (8, 4, 100.0),
        (9, 4, 3.0),
        (12, 4, 3.0),
        (9, 5, 1.0),
        (9, 6, 2.0),
        (9, 8, 33.3),
        (9, 7, 1.5),
        (10, 7, 2.25),
        (11, 7, 9.0),
    ];
    for (row, column, number) in cells {
        sheet.write_number(row, column, number)?;
    }
    Ok(())
}

fn rows(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (row, number) in (7..12).zip([1.0, 2.0, 3.0, 4.0, 5.0]) {
        sheet.write_number(row, 5, number)?;
    }
    sheet.merge_range(7, 6, 8, 6, "", &Format::new())?;
    sheet.write_number(7, 6, 6)?;
    sheet.set_row_hidden(8)?;
    sheet.write_string(15, 2, "Người lập biểu")?.write_string(15, 7, "Thủ trưởng đơn vị")?;
    sheet.write_string(39, 12, "   ")?;
    Ok(())
}

fn columns(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.write_string(5, 5, "Trực tiếp")?.write_string(5, 6, "Trực tuyến")?;
    sheet.write_string(6, 5, "(5)")?.write_string(6, 6, "(4)")?;
    sheet.write_number(9, 5, 50)?.write_number(9, 6, 40)?.write_number(9, 7, 6.5)?;
    sheet.set_column_hidden(7)?;
    sheet.write_string(3, 12, "Ghi thêm")?.write_string(6, 12, "(99)")?;
    sheet.write_string(3, 13, "Trực tiếp")?.write_string(6, 13, "(5)")?.write_number(9, 13, 77)?;
    sheet.write_string(3, 10, "Ngày")?;
    Ok(())
}
