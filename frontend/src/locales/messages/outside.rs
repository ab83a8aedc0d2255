//! Reports that came outside of the system.

use super::M;

messages! {
    ReceivedOutside "Nhận ngoài hệ thống" "Received outside";
    OutsideMark "{}: {}, nhận ngày {} ({} ghi nhận, {})." "{}: {}, received on {} (recorded by {}, {}).";
    OutsideRecord "Ghi nhận báo cáo nhận ngoài hệ thống" "Record a receipt outside of the system";
    OutsideRecordShort "Ghi nhận" "Record";
    OutsideChange "Sửa ghi nhận" "Change the record";
    OutsideHint "Dùng khi hệ thống gặp sự cố và báo cáo đến bằng đường khác. Đơn vị báo cáo được thông báo để nhập số liệu sau; ngày nhận được tính khi xét đúng hạn." "When the system was down and the report came otherwise. The unit is told to enter its figures afterwards; the day of receipt counts against the deadline.";
    OutsideChannelName "Hình thức nhận" "How it came";
    OutsideReference "Số, ký hiệu văn bản" "Number of the document";
    OutsideDay "Ngày nhận" "Received on";
    OutsideNote "Ghi chú (không bắt buộc)" "Note (optional)";
    OutsideDayMissing "Hãy nhập ngày nhận." "Enter the day of receipt.";
    OutsideRecorded "Đã ghi nhận báo cáo nhận ngoài hệ thống" "The receipt is recorded";
    OutsideWithdraw "Bỏ ghi nhận" "Take the record back";
    OutsideWithdrawn "Đã bỏ ghi nhận" "The record is taken back";
}
