//! What the grid says, in Vietnamese and English.

mod counts;

use domain::language::Language;

pub use counts::{
    add_items, divided_by_zero, found, kept, least_rows, most_rows, picked, remove_question, removed, replaced,
    selected, shown_rows,
};

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
    /// Choice.
    ComparePrevious: "So với kỳ trước", "Compare with the previous period";
    /// Beside that choice.
    NoFormer: "chưa có báo cáo kỳ trước", "there is no report before";
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
    /// An empty table that is only read.
    NoRowsReading: "Báo cáo không có dòng nào.", "The report has no rows.";
    /// State of a cell.
    Computed: "ô tính tự động", "computed";
    /// State of a cell.
    Locked: "ô khóa", "locked";
    /// State of a cell.
    Input: "ô nhập", "entry";
    /// State of a cell that a granted correction does not cover.
    Beyond: "ngoài phạm vi đính chính", "not covered by the correction";
    /// Refusal to type.
    BeyondRefusal: "Đính chính đã được chấp thuận chỉ cho sửa những ô đã nêu", "The granted correction covers the named cells only";
    /// State of a cell of a report that is only read.
    Reading: "ô số liệu", "figure";
    /// Refusal to type.
    ComputedRefusal: "Ô này do hệ thống tính, không nhập được", "This cell is computed and cannot be typed into";
    /// Refusal to type.
    LockedRefusal: "Ô này không nhập được", "This cell cannot be typed into";
    /// Refusal to type.
    ReadOnlyRefusal: "Báo cáo đang ở trạng thái chỉ xem", "The report is read-only now";
    /// What editing a consolidated cell changes.
    OwnFigure: "Đang sửa số liệu của riêng đơn vị; phần tổng hợp từ cấp dưới giữ nguyên", "You edit your own unit's figure; the part consolidated from below stays";
    /// Texts of the time before Unicode.
    OldFonts: "Chữ kiểu phông cũ", "Text in old fonts";
    /// What was found of them.
    OldTexts: "{} ô có chữ kiểu phông cũ (TCVN3, VNI), ví dụ “{}” là “{}”.", "{} cells hold text in old fonts (TCVN3, VNI), for example “{}” is “{}”.";
    /// Converts them.
    ToUnicode: "Chuyển sang Unicode", "Convert to Unicode";
    /// Leaves them.
    KeepAsItIs: "Giữ nguyên", "Keep as it is";
    /// They were converted.
    ConvertedToUnicode: "Đã chuyển {} ô sang Unicode", "{} cells converted to Unicode";
    /// What a figure counts.
    MeasuredIn: "đơn vị tính", "measured in";
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
    /// The rows of a paste are not where they were.
    RowsChanged: "Các dòng đã thay đổi, chưa dán gì; hãy dán lại", "The rows changed and nothing was pasted; paste again";
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
    /// Dialog title.
    OverwriteTitle: "Thay số liệu đã có?", "Overwrite figures?";
    /// Dialog title.
    SeparatorsTitle: "Các số này viết theo kiểu nào?", "How are these numbers written?";
    /// Dialog text.
    SeparatorsQuestion: "Nội dung dán đọc được theo nhiều kiểu và ra số khác nhau. Hãy chọn kiểu đúng:", "The numbers can be read in several ways that differ. Choose the right one:";
    /// Dialog title.
    ItemsTitle: "Mục không có trong danh mục", "Not in the catalogue";
    /// Dialog text.
    ItemsQuestion: "Chọn mục tương ứng trong danh mục cho từng tên; để trống thì bỏ qua dòng đó.", "Choose the item that each name stands for; a blank one leaves its row out.";
    /// Placeholder.
    LeaveOut: "Bỏ qua dòng này", "Leave this row out";
    /// While a large block is pasted.
    Pasting: "Đang dán…", "Pasting…";
    /// Link to cells.
    ToSkipped: "Tới ô bỏ qua", "To the skipped cells";
    /// Link to cells.
    ToNotNumbers: "Tới ô không phải số", "To what is not a number";
    /// Link to cells.
    ToNotListed: "Tới ô không có trong danh sách", "To what is not in the list";
    /// Dialog title.
    NamesTitle: "Tên trong nội dung dán khác tên dòng", "The pasted names differ from the rows";
    /// Dialog text.
    NamesQuestion: "Các dòng được dán có tên, nhưng không phải tên nào cũng ứng với đúng một dòng khác của bảng. Hãy chọn cách dán:", "The pasted lines have names, but not every name belongs to exactly one other row. Choose where they go:";
    /// Column of the preview.
    PastedName: "Tên được dán", "Pasted name";
    /// Column of the preview.
    ByNameColumn: "Nếu theo tên", "By name";
    /// Column of the preview.
    ByPlaceColumn: "Nếu theo vị trí", "By place";
    /// Button.
    PasteByName: "Dán theo tên", "Paste by name";
    /// Button.
    PasteByPlace: "Dán theo vị trí", "Paste by place";
    /// Where a line goes.
    NewRow: "dòng mới", "a new row";
    /// Where a line goes.
    NoRowOfName: "không có dòng tên này – bỏ qua", "no such row – left out";
    /// Where a line goes.
    UnknownItem: "chưa có trong danh mục – sẽ hỏi", "not in the catalogue – to be asked";
    /// Where a line goes.
    RowRepeated: "trùng tên – bỏ qua", "the name is not the only one – left out";
    /// Where a line goes.
    RowHidden: "dòng đang được lọc hoặc thu gọn – bỏ qua", "the row is filtered or folded away – left out";
    /// Where a line goes.
    BelowTable: "ngoài bảng", "beyond the table";
    /// After cutting.
    OutlineDropped: "Đã thôi sao chép, cắt", "Copying or cutting is over";
    Cut: "Đã cắt; dán để chuyển, Esc để thôi", "Cut; paste to move, Esc to keep";
    /// A paste of what was cut, and is not any more.
    CutGivenUp: "Đã thôi cắt nên không dán gì; bấm Ctrl+V lần nữa để dán một bản sao", "No longer cut, so nothing was pasted; press Ctrl+V again to paste a copy";
    /// Refusal to cut.
    CutRefusal: "Chỉ cắt được một vùng gồm toàn ô nhập được", "Only one range of cells that can be typed into can be cut";
    /// Ranges that form no block.
    NoBlock: "Không sao chép được nhiều vùng không thẳng hàng", "Ranges that do not line up cannot be copied";
    /// The browser does not let us read the clipboard.
    PasteByKey: "Trình duyệt không cho đọc bảng tạm; hãy bấm Ctrl+V", "The browser does not let us read the clipboard; press Ctrl+V";
    /// Menu.
    Menu: "Thao tác với vùng chọn", "What to do with the selection";
    /// Menu item.
    CutItem: "Cắt", "Cut";
    /// Menu item.
    CopyItem: "Sao chép", "Copy";
    /// Menu item.
    CopyWithHeader: "Sao chép kèm tiêu đề cột", "Copy with headers";
    /// Menu item.
    PasteItem: "Dán", "Paste";
    /// Menu item.
    PasteValues: "Chỉ dán giá trị", "Paste values only";
    /// Menu item.
    ClearItem: "Xóa nội dung", "Clear";
    /// Menu item.
    FillDown: "Điền xuống", "Fill down";
    /// Menu item.
    FillRight: "Điền sang phải", "Fill right";
    /// Menu item.
    CarrySelection: "Lấy số kỳ trước cho vùng chọn", "Last period's values for the selection";
    /// Menu item.
    CarryColumn: "Lấy số kỳ trước cho cả cột", "Last period's values for the column";
    /// Menu item.
    CarryAll: "Lấy số kỳ trước cho cả biểu", "Last period's values for the whole form";
    /// Menu item and dialog title.
    GoTo: "Đi tới dòng", "Go to a row";
    /// Field.
    GoToField: "Số thứ tự, số dòng hoặc mã chỉ tiêu", "Number of the row or its code";
    /// Nothing there.
    NoSuchRow: "Không có dòng này", "There is no such row";
    /// Button.
    Go: "Đi tới", "Go";
    /// The end of what a cell takes.
    TooLong: "Văn bản đã đến 10.000 ký tự, phần thừa bị bỏ", "The text has 10,000 letters; the rest is left out";
    /// Ctrl+; elsewhere.
    NoDateCell: "Ô này không nhận ngày tháng", "This cell takes no date";
    /// Nothing to carry over.
    NoPrevious: "Kỳ trước không có số liệu để lấy", "The period before has no figures to take";
    /// Where a figure comes from.
    CarriedOver: "lấy từ kỳ trước", "carried over from the period before";
    /// The handle that fills.
    Handle: "Kéo để điền", "Drag to fill";
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
}
