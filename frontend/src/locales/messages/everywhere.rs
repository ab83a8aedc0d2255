//! What every page says: its frame, the menu, the keys.

use super::M;

messages! {
    Product "Hệ thống thông tin báo cáo" "Government Reporting System";
    ProductShort "Báo cáo" "Baocao";
    Loading "Đang tải…" "Loading…";
    TryAgain "Thử lại" "Try again";
    Close "Đóng" "Close";
    Cancel "Hủy" "Cancel";
    Search "Tìm kiếm" "Search";
    Today "Hôm nay" "Today";
    Earlier "Trước đó" "Earlier";
    RequestId "Mã yêu cầu: {}. Hãy báo mã này cho bộ phận hỗ trợ." "Request id: {}. Quote it to the help desk.";
    ErrorOffline "Không kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại." "The server cannot be reached. Check the network and try again.";
    ErrorUnreadable "Không đọc được trả lời của máy chủ ({}). Hãy tải lại trang." "The server's answer cannot be read ({}). Reload the page.";
    SkipToContent "Đến nội dung chính" "Skip to content";
    PageNotFound "Không tìm thấy trang" "Page not found";
    PageNotFoundHint "Địa chỉ này không có, hoặc bạn không được xem." "There is no such page, or you may not see it.";

    // Menu
    Menu "Danh mục chức năng" "Menu";
    MenuWork "Nghiệp vụ" "Work";
    MenuLookup "Tra cứu" "Look up";
    MenuAdministration "Quản trị hệ thống" "Administration";
    MenuTools "Tiện ích" "Tools";
    MyWork "Việc của tôi" "My work";
    Forms "Biểu mẫu" "Forms";
    Units "Đơn vị" "Units";
    UnitAdministration "Danh sách đơn vị" "List of units";
    Notifications "Thông báo" "Notifications";
    Shortcuts "Hướng dẫn phím tắt" "Keyboard shortcuts";
    TaskEnter "Nhập liệu báo cáo số liệu" "Enter reports";
    TaskConsolidate "Tổng hợp báo cáo" "Consolidate reports";
    TaskApprove "Duyệt báo cáo" "Approve reports";
    TaskSend "Gửi báo cáo" "Send reports";
    TaskCheck "Kiểm tra báo cáo gửi đến" "Check received reports";
    TaskTrack "Theo dõi báo cáo" "Track reports";

    // Keys
    Key "Phím" "Key";
    Meaning "Tác dụng" "What it does";
}
