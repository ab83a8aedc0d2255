//! A regime's rules of who owes which forms to whom.

use super::M;

messages! {
    RegimeDuties "Ai báo cáo biểu nào, gửi cho ai" "Who reports which form to whom";
    RegimeDutiesHint "Không bắt buộc. Biểu mẫu nào không có quy tắc ở đây thì được giao cho các đơn vị mà văn bản quy định ghi trên chính biểu mẫu đó. Biểu mẫu đã có quy tắc thì chỉ đơn vị được quy tắc nêu mới phải báo cáo; đơn vị được nhiều quy tắc nêu thì theo quy tắc đứng trước." "Optional. A form without a rule here goes to the reporters that the legal document names on the form itself. Where a form has rules, only the units that they name report it; of several rules that name a unit, the first holds.";
    RegimeDutiesWho "Đơn vị thuộc một cấp, một loại hoặc có tên trong danh sách đã chọn đều phải báo cáo. Nếu chỉ một loại phải báo cáo (ví dụ chỉ phường) thì chọn loại đơn vị, không chọn cấp." "Units of a chosen level, of a chosen kind or on the list all report. If only one kind reports (wards, say), choose the kind and not the level.";
    RegimeDutiesNone "Theo danh sách đơn vị báo cáo ghi trên từng biểu mẫu" "The reporters that each form names";
    DutyRule "Quy tắc {}" "Rule {}";
    DutyRuleAdd "Thêm quy tắc" "Add a rule";
    DutyRuleRemove "Xóa quy tắc {}" "Delete rule {}";
    DutyRuleUp "Đưa lên trước" "Move up";
    DutyRuleUpOf "Đưa lên trước: quy tắc {}" "Move up: rule {}";
    DutyForms "Biểu mẫu" "Forms";
    DutyAllForms "mọi biểu mẫu của chế độ" "all forms of the regime";
    DutyNoForms "Chế độ chưa có biểu mẫu nào. Nhập mã biểu mẫu ở phần dưới của trang này rồi chọn tại đây." "The regime has no forms yet. Enter their codes further down on this page, then choose here.";
    DutyLevels "Cấp phải báo cáo" "Levels that report";
    DutyKinds "Loại đơn vị phải báo cáo" "Kinds of unit that report";
    DutyNoneChosen "chưa chọn" "none chosen";
    DutyUnits "Thêm đơn vị cụ thể phải báo cáo" "Single units that report as well";
    DutyExempt "Trừ các đơn vị" "Except these units";
    DutyExceptText "trừ {}" "except {}";
    DutyReceiver "Gửi báo cáo cho" "Send to";
    DutyToParent "Đơn vị cấp trên trực tiếp" "The unit above";
    DutyToLevel "Đơn vị cấp trên gần nhất của một cấp" "The nearest unit above of a level";
    DutyToUnit "Một đơn vị cụ thể" "One unit";
    DutyToParentText "đơn vị cấp trên" "the unit above";
    DutyToLevelText "đơn vị cấp trên gần nhất ({})" "the nearest unit above ({})";
    DutyReceiverLevel "Cấp nhận báo cáo" "Level that receives";
    DutyReceiverUnit "Đơn vị nhận báo cáo" "Unit that receives";
}
