//! What the grid says with numbers in it.

use domain::language::Language;

use super::Text;

/// Asks before rows go that hold figures, or at which comments are open.
#[must_use]
pub fn remove_question(rows: usize, has_data: bool, comments: usize, language: Language) -> String {
    let what = match (language, has_data, comments) {
        (Language::Vi, true, 0) => "số liệu".to_owned(),
        (Language::Vi, false, comments) => format!("{comments} ghi chú chưa xử lý"),
        (Language::Vi, true, comments) => format!("số liệu và {comments} ghi chú chưa xử lý"),
        (Language::En, true, 0) => "figures".to_owned(),
        (Language::En, false, comments) => format!("{comments} open comments"),
        (Language::En, true, comments) => format!("figures and {comments} open comments"),
    };
    let hold = match language {
        Language::Vi => format!("{rows} dòng được chọn có {what}. Xóa rồi vẫn hoàn tác được bằng Ctrl+Z."),
        Language::En => format!("{rows} selected rows hold {what}. Ctrl+Z brings them back."),
    };
    match (language, comments) {
        (_, 0) => hold,
        (Language::Vi, _) => format!("{hold} Ghi chú vẫn đọc được ở Lịch sử."),
        (Language::En, _) => format!("{hold} Comments can still be read in the history."),
    }
}

/// What an undo leaves as it is, because somebody else has entered something there.
#[must_use]
pub fn kept(cells: usize, rows: usize, language: Language) -> String {
    let what = match (language, cells, rows) {
        (Language::Vi, cells, 0) => format!("{cells} ô"),
        (Language::Vi, 0, rows) => format!("{rows} dòng"),
        (Language::Vi, cells, rows) => format!("{rows} dòng và {cells} ô"),
        (Language::En, cells, 0) => format!("{cells} cells"),
        (Language::En, 0, rows) => format!("{rows} rows"),
        (Language::En, cells, rows) => format!("{rows} rows and {cells} cells"),
    };
    match language {
        Language::Vi => format!("Giữ nguyên {what} vì đã có số liệu của người khác"),
        Language::En => format!("{what} stay: they hold figures of somebody else by now"),
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

/// Says how many rows went.
#[must_use]
pub fn removed(rows: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("Đã xóa {rows} dòng. Ctrl+Z để hoàn tác."),
        Language::En => format!("{rows} rows removed. Ctrl+Z brings them back."),
    }
}

/// Says how large the selection is.
#[must_use]
pub fn selected(rows: usize, cols: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("Đang chọn {rows} dòng × {cols} cột"),
        Language::En => format!("{rows} rows × {cols} columns selected"),
    }
}

/// The label of the button that adds the chosen items.
#[must_use]
pub fn add_items(items: usize, language: Language) -> String {
    match (items, language) {
        (0, _) => Text::Add.get(language).to_owned(),
        (_, Language::Vi) => format!("Thêm {items} dòng"),
        (_, Language::En) => format!("Add {items} rows"),
    }
}
