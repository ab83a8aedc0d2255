//! Importing a file.

use super::M;

messages! {
    ImportFile "Tệp Excel (.xlsx, .xls, .ods, .csv; tối đa 10 MB)" "Excel file (.xlsx, .xls, .ods, .csv; 10 MB at most)";
    ImportLayout "Vị trí bảng trong tệp" "Where the table stands";
    Automatic "Tự động" "Automatic";
    Given "Chỉ định" "Given";
    CodeColumn "Cột mã chỉ tiêu" "Code column";
    FirstDataColumn "Cột dữ liệu đầu tiên" "First data column";
    FirstRow "Dòng đầu" "First row";
    LastRow "Dòng cuối" "Last row";
    MatchColumns "Ghép cột" "Match columns";
    MatchHint "Chọn cột của tệp cho từng cột của biểu. Lần sau, tệp có tiêu đề như vậy của đơn vị được nhận theo cách ghép này." "Choose the file's column for each column of the form. The next time, files of the unit with these titles are read the same way.";
    MatchFormColumn "Cột của biểu" "Column of the form";
    MatchFileColumn "Cột của tệp" "Column of the file";
    MatchCode "Mã dòng" "Code of the row";
    MatchLabel "Tên dòng" "Name of the row";
    MatchNone "– không có –" "– none –";
    MatchSheet "Trang tính" "Sheet";
    ImportBusy "Đang xử lý tệp trên máy chủ…" "The server is working on the file…";
    ImportOldFonts "Chữ kiểu phông cũ" "Text in old fonts";
    ImportOldTexts "{} ô có chữ kiểu phông cũ (TCVN3, VNI), ví dụ {}: “{}” là “{}”." "{} cells hold text in old fonts (TCVN3, VNI), for example {}: “{}” is “{}”.";
    ImportToUnicode "Chuyển sang Unicode" "Convert to Unicode";
    ImportRemembered "Các cột được nhận như đơn vị đã ghép lần trước." "Columns are taken as the unit matched them before.";
    ImportPreview "Xem trước" "Preview";
    ImportApply "Ghi vào báo cáo" "Apply";
    ImportAnnotated "Tải tệp có đánh dấu lỗi" "Download with marked errors";
    ImportMarkedName "ghi chú lỗi" "marked errors";
    ImportFound "Trang tính {}: mã ở cột {}, dữ liệu từ cột {}, dòng {}–{}." "Sheet {}: codes in column {}, data from column {}, rows {}–{}.";
    ImportComputed "{} ô công thức trong tệp đã được so với số hệ thống tự tính: {} ô khác. Số trong tệp không được lấy." "{} computed cells of the file were compared with the system's own figures: {} differ. The file's are not taken.";
    ImportComputedTable "Ô công thức khác số hệ thống tính" "Computed cells that differ";
    ImportFileCell "Ô trong tệp" "Cell";
    ImportFileFigure "Tệp ghi" "File says";
    ImportSystemFigure "Hệ thống tính" "System computes";
    ImportTake "Lấy" "Take";
    ImportTakeRows "Chọn dòng để nhập" "Choose the rows to import";
    ImportTakeRow "Lấy dòng {}" "Take the row {}";
    ImportTakeAll "Lấy tất cả" "Take all";
    ImportTakeNone "Bỏ tất cả" "Take none";
    ImportTakeSound "Chỉ dòng không lỗi" "Only rows without errors";
    ImportTaken "Lấy {} trong {} dòng có thay đổi" "{} of {} changed rows are taken";
    ImportMoreLines "Xem thêm" "Show more";
    ImportChanges "{} thay đổi" "{} changes";
    ImportFindings "Kiểm tra số liệu sau khi nhập: {}" "Checks of the figures as they would be: {}";
    ImportNoChanges "Tệp không làm thay đổi số liệu nào." "The file changes no figure.";
    ImportProblems "{} ô không nhận được hoặc cần xem lại" "{} cells could not be taken or need a look";
    ImportProblemList "Các ô cần xem lại" "Cells that need a look";
    ImportDone "Đã nhập từ Excel: {} thay đổi" "Imported from Excel: {} changes";
    MoreChanges "và {} thay đổi khác" "and {} more changes";
    Row "Dòng" "Row";
    Column "Cột" "Column";
    OldValue "Giá trị cũ" "Old value";
    NewValue "Giá trị mới" "New value";
}
