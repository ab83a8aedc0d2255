//! A report on screen: its state, its tools, its checks, its history.

use super::M;

messages! {
    // State
    NotFilledHere "Báo cáo này không nhập bằng bảng số liệu trên hệ thống." "This report is not filled as a table here.";
    MeasuredIn "Đơn vị tính" "Measured in";
    SinceOnly "{} từ {}" "{} since {}";
    TurnEnter "Đang ở {}: chờ người nhập liệu, từ {}" "At {}: waiting for entry, since {}";
    TurnApprove "Đang ở {}: chờ lãnh đạo duyệt, từ {}" "At {}: waiting for approval, since {}";
    TurnApproveLevel "Đang ở {}: chờ duyệt cấp {}/{}, từ {}" "At {}: waiting for approval level {} of {}, since {}";
    TurnSend "Đang ở {}: chờ gửi đi, từ {}" "At {}: waiting to be sent, since {}";
    TurnCheck "Đang ở {}: chờ kiểm tra, từ {}" "At {}: waiting to be checked, since {}";
    NoteAtStep "Ghi chú khi “{}” ({}):" "Note at “{}” ({}):";
    Withheld "Chưa xem được số liệu của báo cáo này." "The figures of this report cannot be seen yet.";

    // Tools
    Toolbar "Công cụ" "Tools";
    Save "Lưu" "Save";
    Download "Tải xuống .xlsx" "Download .xlsx";
    ImportExcel "Nhập từ Excel" "Import Excel";
    Consolidate "Tổng hợp dữ liệu" "Consolidate";
    ConsolidateNow "Tổng hợp" "Consolidate";
    History "Lịch sử" "History";

    WindowChange "Đổi thời gian nhập liệu" "Change the time of entry";
    WindowChanged "Đã đổi thời gian nhập liệu: đóng hết ngày {}" "Entry now closes at the end of {}";
    WindowHint "Hạn gửi giữ nguyên. Đơn vị báo cáo được thông báo kèm lý do." "The deadline stays. The reporting unit is told, with the reason.";
    WindowDaysMissing "Nhập đủ ngày mở và ngày đóng nhập liệu." "Enter the first and the last day of entry.";

    // Values
    Yes "Có" "Yes";
    No "Không" "No";
    NotApplicable "Không áp dụng" "Not applicable";

    // Checks and steps
    Findings "Kiểm tra số liệu" "Checks";
    NoFindings "Không có lỗi, cảnh báo" "No errors or warnings";
    ErrorCount "{} lỗi" "{} errors";
    WarningCount "{} cảnh báo" "{} warnings";
    FindingsShort "{} lỗi, {} cảnh báo" "{} errors, {} warnings";
    FindingsBlocking "{} lỗi, {} cảnh báo. Hãy sửa hết lỗi để trình." "{} errors, {} warnings. Mend the errors to submit.";
    SubmitBlocked "Còn {} lỗi. Hãy sửa các lỗi trong mục Kiểm tra số liệu rồi trình lại." "{} errors are left. Mend those listed under Checks, then submit.";
    WaitSaving "Đang lưu số liệu…" "Saving the figures…";
    WaitSaved "Chờ lưu xong số liệu" "The figures are not saved yet";
    WaitErrors "Còn {} lỗi" "{} errors left";
    SentSuccessfully "Gửi báo cáo thành công" "Report sent";
    ActionDone "{}: đã xong. Trạng thái: {}" "{}: done. Status: {}";
}
