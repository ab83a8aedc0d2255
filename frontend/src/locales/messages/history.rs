//! The history of a report, and two of its revisions side by side.

use super::M;

messages! {
    BackToReport "Về báo cáo" "Back to the report";
    NoHistory "Chưa có gì xảy ra với báo cáo này." "Nothing has happened to this report yet.";
    NothingOfKind "Không có mục nào thuộc loại đã chọn." "Nothing of the chosen kind.";
    TheSystem "Hệ thống" "The system";
    RevisionNumber "Phiên bản {}" "Revision {}";
    Round "Vòng {}" "Round {}";
    RoundOption "Vòng" "Round";
    AllRounds "Tất cả các vòng" "All rounds";
    KindOfEntry "Loại" "Kind";
    KindAll "Tất cả" "Everything";
    KindSteps "Chuyển bước, lý do" "Steps and reasons";
    KindSaves "Thay đổi số liệu" "Changed figures";
    KindWords "Ghi chú, giải trình" "Comments and explanations";
    AcceptedFigures "Số liệu được tiếp nhận" "Accepted figures";
    CommentAt "Ghi chú ở dòng {}, cột ({})" "Comment at row {}, column ({})";
    ExplanationOf "Giải trình cảnh báo" "Explanation of a warning";
    ExplanationCells "Giải trình cảnh báo ở {}" "Explanation of a warning at {}";
    PlaceInTable "dòng {}, cột ({})" "row {}, column ({})";
    SeeFigures "Xem số liệu" "See the figures";
    SeeFiguresOf "Xem số liệu của phiên bản {}" "See the figures of revision {}";
    CompareWithBefore "So với trước đó" "Compare with the one before";
    CompareWithBeforeOf "So phiên bản {} với phiên bản {}" "Compare revision {} with revision {}";
    CompareRevisions "So sánh hai phiên bản" "Compare two revisions";
    CompareFrom "Từ phiên bản" "From revision";
    CompareTo "Đến phiên bản" "To revision";
    Compare "So sánh" "Compare";
    CompareClose "Đóng phần so sánh" "Close the comparison";
    NothingEntered "Chưa nhập gì" "Nothing entered";
    ComparedBoth "Phiên bản {} ({}) → phiên bản {} ({})" "Revision {} ({}) → revision {} ({})";
    ComparedOne "Số liệu của phiên bản {} ({})" "The figures of revision {} ({})";
    ChangedCells "{} ô khác nhau" "{} cells differ";
    ChangedOnly "Chỉ hiện ô thay đổi" "Changed cells only";
    NoDifference "Hai phiên bản có cùng số liệu." "Both revisions hold the same figures.";
    NoFiguresThen "Phiên bản này chưa có số liệu." "This revision holds no figures.";
    ChangedFrom "trước đó {}, nay {}" "before {}, now {}";
    RowCame "Dòng mới" "New row";
    RowWent "Dòng đã xóa" "Removed row";
    FormerName "trước đó: {}" "before: {}";
    MoreRows "Hiện thêm {} dòng" "Show {} more rows";
    OutsideColumns "Cột {} lấy số từ báo cáo khác, được tính theo số hiện nay của báo cáo đó." "Columns {} read other reports and are computed with what those show today.";
    DownloadHistory "Tải lịch sử .xlsx" "Download the history";
}
