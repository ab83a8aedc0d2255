//! What the questions on the way of a paste say.

use domain::language::Language;
use domain::separators::Separators;

use super::paste::Report;

/// A convention by its name and an example.
#[must_use]
pub const fn convention(separators: Separators, language: Language) -> &'static str {
    match (separators, language) {
        (Separators::Vietnamese, Language::Vi) => "Kiểu Việt Nam: 1.234,5",
        (Separators::Vietnamese, Language::En) => "Vietnamese: 1.234,5",
        (Separators::English, Language::Vi) => "Kiểu Anh: 1,234.5",
        (Separators::English, Language::En) => "English: 1,234.5",
        (Separators::Spaces, Language::Vi) => "Nhóm bằng dấu cách: 1 234,5",
        (Separators::Spaces, Language::En) => "Grouped by spaces: 1 234,5",
        (Separators::Plain, Language::Vi) => "Không nhóm chữ số: 1234.5",
        (Separators::Plain, Language::En) => "Not grouped: 1234.5",
    }
}

/// Cells that a convention cannot read.
#[must_use]
pub fn unread(cells: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("{cells} ô không đọc được là số"),
        Language::En => format!("{cells} cells cannot be read as numbers"),
    }
}

/// How much a paste overwrites.
#[must_use]
pub fn overwrites(cells: usize, signs: usize, language: Language) -> String {
    match (language, signs) {
        (Language::Vi, 0) => format!("{cells} ô đang có số liệu sẽ bị thay."),
        (Language::Vi, _) => format!("{cells} ô đang có số liệu sẽ bị thay, trong đó {signs} ô đổi dấu."),
        (Language::En, 0) => format!("{cells} filled cells will change."),
        (Language::En, _) => format!("{cells} filled cells will change, {signs} of them their sign."),
    }
}

/// What a paste did.
#[must_use]
pub fn pasted(report: &Report, language: Language) -> String {
    let parts: [(usize, &str, &str); 15] = [
        (report.pasted, "ô đã dán", "pasted"),
        (report.computed.len(), "ô bỏ qua (công thức)", "skipped (computed)"),
        (report.locked.len(), "ô bỏ qua (ô khóa)", "skipped (locked)"),
        (report.beyond.len(), "ô bỏ qua (ngoài phạm vi đính chính)", "skipped (not covered by the correction)"),
        (report.not_numbers.len(), "ô không phải số", "not numbers"),
        (report.not_listed.len(), "ô không có trong danh sách chọn", "not in the list"),
        (report.cut.len(), "ô dài quá bị cắt bớt", "too long and cut"),
        (report.by_name, "dòng ghép theo tên", "rows found by name"),
        (report.added_rows, "dòng đã thêm", "rows added"),
        (report.left_out, "dòng tiêu đề hoặc tổng không dán", "header or total lines left out"),
        (
            report.refused_rows,
            "dòng không dán được (bảng không thêm được dòng)",
            "rows refused (the table cannot grow)",
        ),
        (
            report.unknown_rows,
            "dòng không dán được (nằm ngoài các dòng của bảng, hoặc không có dòng, mục nào tên như vậy)",
            "rows refused (beyond the table's rows, or no row or item has this name)",
        ),
        (
            report.repeated_rows,
            "dòng không dán được (trùng tên với dòng khác)",
            "rows refused (another row has this name)",
        ),
        (
            report.hidden_rows,
            "dòng không dán được (dòng cùng tên đang được lọc hoặc thu gọn)",
            "rows refused (the row of this name is filtered or folded away)",
        ),
        (report.refused_columns, "cột nằm ngoài bảng", "columns beyond the table"),
    ];
    let said = parts.iter().enumerate().filter(|(index, (count, ..))| *index == 0 || *count > 0);
    let said = said.map(|(_, (count, vi, en))| match language {
        Language::Vi => format!("{count} {vi}"),
        Language::En => format!("{count} {en}"),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// Asks before a paste adds many rows.
#[must_use]
pub fn grow_question(rows: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("Nội dung dán sẽ thêm {rows} dòng vào cuối bảng."),
        Language::En => format!("The paste will add {rows} rows at the end of the table."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_reported_as_the_convention_says() {
        let cells = |count| vec![super::super::place::Place::default(); count];
        let report = Report { pasted: 96, computed: cells(12), not_numbers: cells(2), ..Report::default() };
        assert_eq!(pasted(&report, Language::Vi), "96 ô đã dán, 12 ô bỏ qua (công thức), 2 ô không phải số");
        let report = Report { pasted: 1, computed: cells(2), locked: cells(3), beyond: cells(4), ..Report::default() };
        let said = "1 ô đã dán, 2 ô bỏ qua (công thức), 3 ô bỏ qua (ô khóa), 4 ô bỏ qua (ngoài phạm vi đính chính)";
        assert_eq!(pasted(&report, Language::Vi), said);
        assert_eq!(pasted(&Report::default(), Language::En), "0 pasted");
    }
}
