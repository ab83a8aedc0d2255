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
