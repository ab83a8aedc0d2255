//! What the grid says, in Vietnamese and English.

use domain::language::Language;

use super::paste::Report;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $vi:literal, $en:literal;)*) => {
        /// A text of the grid.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Text {
            $($(#[$doc])* $name,)*
        }

        impl Text {
            /// The text in a language.
            #[must_use]
            pub const fn get(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::Vi) => $vi, (Self::$name, Language::En) => $en,)*
                }
            }

            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$name,)*];
        }
    };
}

texts! {
    /// Name of the table.
    Grid: "Bảng số liệu", "Figures";
    /// What a number is in words.
    InWords: "Bằng chữ:", "In words:";
    /// A figure that cannot be computed.
    ReadsNoNumber: "Không tính được: có ô nguồn không phải là số", "Cannot be computed: a cell it reads is not a number";
    /// A figure that cannot be computed.
    TooLarge: "Không tính được: kết quả quá lớn để lưu chính xác", "Cannot be computed: the result is too large to be kept exactly";
    /// What a sorting key says where the form prescribes the rows.
    FixedOrder: "Các hàng của biểu này có thứ tự quy định, không sắp xếp được", "The rows of this form have a prescribed order";
    /// Order.
    SortedUp: "Tăng dần theo cột đang chọn", "Ascending by the active column";
    /// Order.
    SortedDown: "Giảm dần theo cột đang chọn", "Descending by the active column";
    /// Order.
    StoredOrder: "Thứ tự của báo cáo", "The report's order";
    /// What a key for moving says.
    NothingToMove: "Các hàng này không chuyển chỗ được (do biểu quy định, tổng hợp từ cấp dưới hoặc đang sắp xếp)", "These rows cannot be moved (prescribed, consolidated, or sorted)";
    /// What a key for sources says on an entered figure.
    NoSources: "Ô này không tính từ ô khác", "This cell is not computed from others";
    /// Name of a list.
    Choices: "Danh sách để chọn", "Items to choose from";
    /// Name of a panel.
    FindTitle: "Tìm trong bảng", "Find in the table";
    /// Field.
    FindWhat: "Tìm", "Find what";
    /// Field.
    ReplaceBy: "Thay bằng", "Replace by";
    /// Button.
    Find: "Tìm", "Find";
    /// Button.
    Previous: "Trước", "Previous";
    /// Button.
    Next: "Tiếp", "Next";
    /// Button.
    OnlyMatching: "Chỉ hiện hàng khớp", "Only matching rows";
    /// Button.
    Replace: "Thay", "Replace";
    /// Button.
    ReplaceAll: "Thay tất cả", "Replace all";
    /// Button.
    Close: "Đóng", "Close";
    /// Menu.
    Display: "Hiển thị", "Display";
    /// Field.
    ShowRows: "Hiện hàng", "Show rows";
    /// Field.
    SortByColumn: "Sắp xếp", "Order";
    /// Choice.
    Dense: "Hàng hẹp", "Narrow rows";
    /// Choice.
    WholeTable: "Vẽ cả bảng (đến 1.000 hàng, cho trình đọc màn hình)", "Draw the whole table (up to 1,000 rows, for screen readers)";
    /// Button.
    FitColumn: "Vừa cột đang chọn", "Fit the active column";
    /// Button.
    FullScreen: "Toàn màn hình", "Full screen";
    /// Button and dialog.
    KeysTitle: "Phím tắt", "Keys";
    /// Filter.
    AllRows: "Tất cả", "All";
    /// Filter.
    OnlyErrors: "Chỉ hàng có lỗi", "Only errors";
    /// Filter.
    OnlyFindings: "Hàng có lỗi hoặc cảnh báo", "Errors and warnings";
    /// Filter.
    OnlyMissing: "Chỉ hàng thiếu số liệu bắt buộc", "Only with required cells blank";
    /// Filter.
    OnlyChanged: "Chỉ hàng khác kỳ trước", "Only changed since last period";
    /// State of a row.
    ClosedItem: "Mục này đã thôi dùng trong danh mục; số liệu vẫn được giữ", "This item is no longer in use; its figures are kept";
    /// What the cells are computed from.
    SourcesOf: "Tính từ:", "Computed from:";
    /// Name of the tools.
    Tools: "Công cụ của bảng", "Table tools";
    /// Button.
    AddRows: "Thêm dòng", "Add rows";
    /// Button.
    RemoveRows: "Xóa dòng", "Remove rows";
    /// Button.
    Undo: "Hoàn tác", "Undo";
    /// Button.
    Redo: "Làm lại", "Redo";
    /// Button.
    Lineage: "Nguồn số liệu", "Where from";
    /// Key hint.
    LineageKey: "Xem số liệu của ô này từ đâu (Alt+Enter)", "Show where this cell comes from (Alt+Enter)";
    /// Button.
    About: "Ghi chú, lịch sử ô", "Comments, history";
    /// Key hint.
    AboutKey: "Ghi chú và lịch sử của ô này (Shift+F2)", "Comments and history of this cell (Shift+F2)";
    /// Note of a cell.
    HasComment: "có ghi chú (Shift+F2)", "has a comment (Shift+F2)";
    /// How to leave the grid.
    Keys: "Gõ để nhập, F2 để sửa, Enter hoặc Tab sang ô khác, Esc rồi Tab để ra khỏi bảng", "Type to enter, F2 to edit, Enter or Tab for the next cell, Esc then Tab to leave the table";
    /// How to leave the grid when there is nothing to enter.
    KeysReading: "Phím mũi tên để đi qua các ô, Esc rồi Tab để ra khỏi bảng", "Arrow keys go from cell to cell, Esc then Tab leaves the table";
    /// An empty table with added rows.
    NoRows: "Chưa có dòng nào. Bấm “Thêm dòng” để bắt đầu.", "No rows yet. Press “Add rows” to begin.";
    /// State of a cell.
    Computed: "ô tính tự động", "computed";
    /// State of a cell.
    Locked: "ô khóa", "locked";
    /// State of a cell.
    Input: "ô nhập", "entry";
    /// Refusal to type.
    ComputedRefusal: "Ô này do hệ thống tính, không nhập được", "This cell is computed and cannot be typed into";
    /// Refusal to type.
    LockedRefusal: "Ô này không nhập được", "This cell cannot be typed into";
    /// Refusal to type.
    ReadOnlyRefusal: "Báo cáo đang ở trạng thái chỉ xem", "The report is read-only now";
    /// What editing a consolidated cell changes.
    OwnFigure: "Đang sửa số liệu của riêng đơn vị; phần tổng hợp từ cấp dưới giữ nguyên", "You edit your own unit's figure; the part consolidated from below stays";
    /// Own part of a consolidated cell.
    OwnPart: "riêng đơn vị", "own";
    /// Consolidated part of a cell.
    ConsolidatedPart: "tổng hợp từ cấp dưới", "consolidated from below";
    /// Words of a total row.
    SumOfRows: "tổng của tất cả các dòng", "sum of all rows";
    /// Words of a subtotal row.
    SumOfChildren: "tổng của các dòng con", "sum of the rows below it";
    /// Computed over the row.
    RecomputedTotal: "tính lại trên số tổng", "computed from the totals";
    /// A letter refused in a number.
    StrayLetter: "Ô này nhận số; hãy tắt bộ gõ tiếng Việt", "This cell takes a number; switch the Vietnamese keyboard off";
    /// F8 without findings.
    NoFindings: "Không có lỗi hoặc cảnh báo nào", "No errors or warnings";
    /// The next Tab leaves.
    Leaving: "Bấm Tab để ra khỏi bảng", "Press Tab to leave the table";
    /// Nothing on the clipboard.
    NothingToPaste: "Không có nội dung để dán", "Nothing to paste";
    /// A catalogue row that is there.
    AlreadyThere: "đã có trong bảng", "already in the table";
    /// Dialog title.
    PickTitle: "Chọn dòng từ danh mục", "Pick rows from the catalogue";
    /// Search box.
    Search: "Tìm theo tên hoặc mã", "Search by name or code";
    /// Nothing found.
    NothingFound: "Không tìm thấy mục nào", "Nothing found";
    /// Dialog button.
    Add: "Thêm", "Add";
    /// Dialog button.
    Cancel: "Hủy", "Cancel";
    /// Dialog button.
    Continue: "Tiếp tục", "Continue";
    /// Dialog button.
    Remove: "Xóa", "Remove";
    /// Checkbox.
    SelectAllFound: "Chọn tất cả mục đang hiện", "Select all shown";
    /// No row to remove.
    NothingToRemove: "Không có dòng nào xóa được trong vùng chọn", "No row in the selection can be removed";
    /// After copying.
    Copied: "Đã sao chép", "Copied";
    /// Nothing can be filled in.
    NothingToFill: "Không có ô nào điền được", "No cell can be filled in";
    /// Dialog title.
    RemoveTitle: "Xóa dòng có số liệu?", "Remove rows with figures?";
    /// Dialog title.
    GrowTitle: "Thêm nhiều dòng?", "Add many rows?";
}

/// What a paste did.
#[must_use]
pub fn pasted(report: &Report, language: Language) -> String {
    let parts: [(usize, &str, &str); 6] = [
        (report.pasted, "ô đã dán", "pasted"),
        (report.locked, "ô bỏ qua (công thức)", "skipped (computed)"),
        (report.not_numbers, "ô không phải số", "not numbers"),
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

/// Asks before rows with figures are removed.
#[must_use]
pub fn remove_question(rows: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("{rows} dòng được chọn có số liệu. Xóa rồi vẫn hoàn tác được bằng Ctrl+Z."),
        Language::En => format!("{rows} selected rows hold figures. Ctrl+Z brings them back."),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_both_languages() {
        for text in Text::ALL {
            assert!(!text.get(Language::Vi).is_empty() && !text.get(Language::En).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_paste_is_reported_as_the_convention_says() {
        let report = Report { pasted: 96, locked: 12, not_numbers: 2, ..Report::default() };
        assert_eq!(pasted(&report, Language::Vi), "96 ô đã dán, 12 ô bỏ qua (công thức), 2 ô không phải số");
        assert_eq!(pasted(&Report::default(), Language::En), "0 pasted");
    }
}
