//! Where the reports of a regime and period stand.

use super::M;

messages! {
    Progress "Tiến độ báo cáo" "Progress";
    ProgressPath "Đơn vị đang xem" "Unit shown";
    ProgressExport "Kết xuất Excel" "Export to Excel";
    ProgressNothing "Đơn vị này và các đơn vị cấp dưới không có báo cáo nào của chế độ và kỳ đã chọn." "Neither this unit nor those below have reports of this regime for this period.";
    ProgressSent "Đã gửi" "Sent";
    ProgressSentOf "{}/{} ({} %)" "{} of {} ({} %)";
    ProgressOverdue "Quá hạn chưa gửi" "Overdue";
    ProgressSentLate "Gửi muộn" "Sent late";
    ProgressExempt "Miễn nhập" "Exempt";
    ProgressAsOf "Số liệu lúc {}. Không tính báo cáo thuyết minh và biểu mật, vì gửi bằng văn bản." "As of {}. Narrative reports and secret forms are not counted: they go on paper.";
    ProgressOwn "Báo cáo của chính đơn vị" "The unit's own reports";
    ProgressHowFar "Tiến độ gửi" "Sent so far";
    ProgressAll "Được giao" "All";
    ProgressUnsent "Chưa gửi" "Not sent yet";
    ProgressAllSent "Tất cả báo cáo đã được gửi." "All reports have been sent.";
    ProgressContact "Liên hệ" "Contact";
}
