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
    let parts: [(usize, &str, &str); 7] = [
        (report.pasted, "ô đã dán", "pasted"),
        (report.locked.len(), "ô bỏ qua (công thức)", "skipped (computed)"),
        (report.not_numbers.len(), "ô không phải số", "not numbers"),
        (report.cut.len(), "ô dài quá bị cắt bớt", "too long and cut"),
        (report.added_rows, "dòng đã thêm", "rows added"),
        (
            report.refused_rows,
            "dòng không dán được (bảng không thêm được dòng)",
            "rows refused (the table cannot grow)",
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

/// What pasting codes into the picker came to.
#[must_use]
pub fn picked(chosen: usize, there: usize, missed: &[String], language: Language) -> String {
    let mut parts = vec![match language {
        Language::Vi => format!("Đã chọn {chosen} mục"),
        Language::En => format!("{chosen} items chosen"),
    }];
    if there > 0 {
        parts.push(match language {
            Language::Vi => format!("{there} mục đã có trong bảng"),
            Language::En => format!("{there} are in the table already"),
        });
    }
    if !missed.is_empty() {
        let missed = missed.join(", ");
        parts.push(match language {
            Language::Vi => format!("không có trong danh mục: {missed}"),
            Language::En => format!("not in the catalogue: {missed}"),
        });
    }
    parts.join("; ")
}

/// The form takes no further row.
#[must_use]
pub fn most_rows(most: u32, language: Language) -> String {
    match language {
        Language::Vi => format!("Biểu có tối đa {most} hàng"),
        Language::En => format!("The form takes at most {most} rows"),
    }
}

/// The form needs these rows.
#[must_use]
pub fn least_rows(least: u32, language: Language) -> String {
    match language {
        Language::Vi => format!("Biểu cần ít nhất {least} hàng"),
        Language::En => format!("The form needs at least {least} rows"),
    }
}

/// Why a ratio is blank.
#[must_use]
pub fn divided_by_zero(column: &str, language: Language) -> String {
    match language {
        Language::Vi => format!("Để trống vì chia cho 0: cột ({column}) = 0"),
        Language::En => format!("Blank, for it would divide by 0: column ({column}) = 0"),
    }
}

/// How many rows a filter shows.
#[must_use]
pub fn shown_rows(rows: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("Hiện {rows} hàng"),
        Language::En => format!("{rows} rows shown"),
    }
}

/// `3/12` of what was found.
#[must_use]
pub fn found(at: usize, count: usize, language: Language) -> String {
    match (count, language) {
        (0, language) => Text::NothingFound.get(language).to_owned(),
        (_, Language::Vi) => format!("{at}/{count} ô"),
        (_, Language::En) => format!("{at}/{count} cells"),
    }
}

/// In how many cells texts were replaced.
#[must_use]
pub fn replaced(cells: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("Đã thay trong {cells} ô"),
        Language::En => format!("Replaced in {cells} cells"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_reported_as_the_convention_says() {
        let cells = |count| vec![super::super::place::Place::default(); count];
        let report = Report { pasted: 96, locked: cells(12), not_numbers: cells(2), ..Report::default() };
        assert_eq!(pasted(&report, Language::Vi), "96 ô đã dán, 12 ô bỏ qua (công thức), 2 ô không phải số");
        assert_eq!(pasted(&Report::default(), Language::En), "0 pasted");
    }
}
