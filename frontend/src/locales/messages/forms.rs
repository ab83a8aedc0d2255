//! The forms and the units.

use super::M;

messages! {
    // Forms
    KindData "Số liệu" "Figures";
    KindOutline "Thuyết minh" "Narrative";
    ProvenancePublished "Đã công bố" "Published";
    ProvenanceHandbook "Theo sổ tay" "From the handbook";
    ProvenanceReconstructed "Phục dựng" "Reconstructed";
    ProvenanceDraft "Theo dự thảo" "From a draft";
    EntryClosed "Đã hết hạn nhập liệu ngày {}: đề nghị cơ quan giao báo cáo mở lại." "Entry closed on {}: ask whoever assigned the report to open it again.";
    OnPaperOutline "Chưa nhập được trên hệ thống: gửi bằng văn bản đúng hạn." "Not written in the system yet: send it on paper, in time.";
    OnPaperSecret "Không nhập trên hệ thống: báo cáo theo quy định về bí mật nhà nước." "Never filled here: report it as the law on state secrets says.";
    OffSystem "Không nhập trên hệ thống" "Off-system";
    OffSystemNotice "Biểu mẫu thuộc phạm vi bí mật nhà nước: không nhập, không gửi trên hệ thống. Báo cáo theo quy định về bảo vệ bí mật nhà nước." "This form falls under the state-secret law: it is never filled, imported or sent here. Report it as that law prescribes.";
    ProvenanceOther "Ghi chú gốc bằng tiếng Anh" "The note in Vietnamese";
    Circular "Văn bản quy định" "Circular";
    Reporters "Đơn vị báo cáo" "Reporting units";
    Receiver "Đơn vị nhận" "Receiver";
    UnitOfMeasure "Đơn vị tính: {}" "Unit: {}";
    RowsFixed "Các dòng cố định theo biểu mẫu." "The rows are prescribed.";
    RowsCatalogue "Các dòng được chọn từ danh mục khi nhập." "Rows are picked from a catalogue.";
    RowsFree "Các dòng do người nhập thêm." "Rows are added by the reporter.";
    Table "Bảng" "Table";
    FormTable "Bảng biểu mẫu" "Table of the form";
    Rules "Quy tắc kiểm tra" "Rules";
    Formula "Công thức" "Formula";
    Severity "Mức độ" "Severity";
    SeverityError "Lỗi" "Error";
    SeverityWarning "Cảnh báo" "Warning";
    Explanation "Giải thích" "Explanation";

    // Units
    Views "Cách xem" "Views";
    TreeView "Cây" "Tree";
    ListView "Danh sách" "List";
    BranchOf "Đơn vị trực thuộc {}" "Units below {}";
    ValidFrom "Hiệu lực từ" "Valid from";
    ValidTo "Đến" "To";
}
