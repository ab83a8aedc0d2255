//! The lists of reports and the work that is waiting.

use super::M;

messages! {
    // My work
    Overdue "Đã quá hạn" "Overdue";
    DueSoon "Đến hạn trong 5 ngày" "Due within 5 days";
    DueLater "Đến hạn sau" "Due later";
    OverdueCount "{} quá hạn" "{} overdue";
    OverdueToday "quá hạn hôm nay" "overdue today";
    OverdueDays "quá hạn {} ngày" "{} days overdue";
    DueToday "hạn hôm nay" "due today";
    DueTomorrow "hạn ngày mai" "due tomorrow";
    DueInDays "còn {} ngày" "{} days left";
    NothingExpected "Tài khoản này không có việc phải làm. Xem tiến độ ở mục Theo dõi báo cáo." "Nothing is expected of this account. See the progress under Track reports.";
    AllDone "Bạn đã làm xong mọi việc. Báo cáo mới được giao sẽ hiện ở đây." "Everything is done. New reports will appear here.";
    ShowMore "Xem thêm {} báo cáo trong danh sách" "See {} more in the list";

    // Lists
    Filters "Lọc danh sách" "Filter the list";
    ClearFilters "Bỏ lọc" "Clear filters";
    SavedSearches "Bộ lọc đã lưu" "Saved searches";
    SaveSearch "Lưu bộ lọc này" "Save this search";
    SearchName "Tên bộ lọc" "Name of the search";
    SearchNameHint "Ví dụ: Quý IV chưa gửi" "For example: Quarter IV, not sent";
    SearchSaved "Đã lưu bộ lọc “{}”." "Saved the search “{}”.";
    SearchForgotten "Đã xóa bộ lọc “{}”." "Deleted the search “{}”.";
    ForgetSearch "Xóa bộ lọc “{}”" "Delete the search “{}”";
    FormKind "Loại báo cáo" "Kind of report";
    AllKinds "Tất cả loại" "All kinds";
    DownloadList "Tải danh sách (.xlsx)" "Download the list (.xlsx)";
    Keyword "Từ khóa" "Keyword";
    KeywordHint "Có dấu hoặc không dấu" "Diacritics optional";
    Regime "Chế độ báo cáo" "Regime";
    AllRegimes "Tất cả chế độ" "All regimes";
    AllForms "Tất cả biểu mẫu" "All forms";
    AllPeriods "Tất cả kỳ" "All periods";
    AllUnits "Tất cả đơn vị" "All units";
    AllStatuses "Tất cả trạng thái" "All statuses";
    NothingFound "Không có kết quả phù hợp. Hãy bỏ bớt điều kiện lọc." "Nothing matches. Try fewer filters.";
    PageBeyond "Danh sách không có trang này." "The list has no such page.";
    FirstPage "Về trang đầu" "Go to the first page";
    NothingInList "Hiện không có báo cáo nào ở đây." "There are no reports here now.";
    ReportList "Danh sách báo cáo" "Reports";
    ColumnForm "Biểu mẫu" "Form";
    ColumnCode "Mã" "Code";
    ColumnTitle "Tên biểu mẫu" "Title";
    ColumnKind "Loại" "Kind";
    ColumnProvenance "Nguồn gốc" "Provenance";
    ColumnUnit "Đơn vị" "Unit";
    ColumnStatus "Trạng thái" "Status";
    ColumnPeriod "Kỳ báo cáo" "Period";
    ColumnData "Số liệu từ – đến" "Data from – to";
    ColumnEntry "Nhập từ – đến" "Entry from – to";
    ColumnDue "Hạn gửi" "Due";
    ColumnActions "Thao tác" "Actions";
    OpenToEnter "Nhập liệu" "Enter";
    OpenToConsolidate "Tổng hợp" "Consolidate";
    OpenToSee "Xem" "View";
    ActionOnReport "{}: {}" "{}: {}";
    Stale "Số liệu cấp dưới đã đổi" "Figures below have changed";
    Late "Muộn" "Late";
    Pages "Phân trang" "Pages";
    PageOf "{}–{} trong {}" "{}–{} of {}";
    PageOfMore "{}–{} trong hơn {}" "{}–{} of more than {}";
    PagePrevious "Trước" "Previous";
    PageNext "Sau" "Next";
    SelectAll "Chọn tất cả báo cáo trên trang" "Select all reports of the page";
    SelectReport "Chọn {}" "Select {}";
    Selected "Đã chọn {} báo cáo" "{} reports selected";
    BulkActions "Thao tác với các báo cáo đã chọn" "Actions for the selected reports";
    BulkResults "Kết quả từng báo cáo" "Result of each report";
    BulkDone "{}: đã xong {} báo cáo" "{}: {} reports done";
    ShownOf "Hiện {} trong {} đơn vị" "{} of {} units shown";

    // Notifications
    NotificationsUnread "Thông báo: {} chưa đọc" "Notifications: {} unread";
    AllNotifications "Xem tất cả thông báo" "All notifications";
    MarkAllRead "Đánh dấu đã đọc tất cả" "Mark all read";
    NoNotifications "Chưa có thông báo nào." "No notifications yet.";
    Unread "Chưa đọc:" "Unread:";
}
