//! Comments at a cell, who changed it, and who else has the report open.

use super::M;

messages! {
    Comments "Ghi chú" "Comments";
    NoComments "Ô này chưa có ghi chú." "No comments at this cell yet.";
    NewComment "Ghi chú mới" "New comment";
    CommentToAll "Cho đơn vị nhận báo cáo cùng xem (không chọn: chỉ trong đơn vị)" "Show it to the receiving unit, too (otherwise it stays in your unit)";
    SendComment "Ghi" "Comment";
    Settle "Đã xử lý" "Settle";
    SettledBy "Đã xử lý: {}, {}" "Settled by {}, {}";
    AudienceAll "mọi người xem được báo cáo" "all who may read the report";
    AudienceUnit "trong đơn vị" "within the unit";
    CellHistory "Lịch sử của ô" "History of the cell";
    CellNeverChanged "Chưa ai nhập vào ô này." "Nobody has entered anything in this cell.";
    When "Khi nào" "When";
    Who "Ai" "Who";
    How "Cách nhập" "How";
    AlsoOpen "Cũng đang mở báo cáo này:" "Also open by:";
    PersonAt "{} (hàng {}, cột {})" "{} (row {}, column {})";
}
