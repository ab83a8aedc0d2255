//! Processes: how reports move, where that is set and where it is shown.

use super::M;

messages! {
    Process "Quy trình báo cáo" "Process of the report";
    Processes "Quy trình" "Processes";
    ProcessOf "Quy trình của đơn vị" "A unit's process";
    ProcessShow "Xem quy trình" "See the process";
    ProcessSince "từ {}" "since {}";
    ProcessOptional "Không bắt buộc" "May be left out";
    ProcessAutomatic "Hệ thống tự làm lúc {} ngày đóng nhập liệu" "Done by the system at {} on the closing day";
    ProcessKept "Báo cáo đi theo quy trình có hiệu lực lúc trình. Thay đổi quy trình sau đó không ảnh hưởng, trừ khi báo cáo trở lại nhập liệu." "The report follows the process that held when it was submitted. Later changes do not touch it, unless it comes back to entry.";
    ProcessOfTheDay "Quy trình hiện hành. Báo cáo giữ quy trình này từ lúc trình." "The process of the day. The report keeps the one that holds when it is submitted.";
    ProcessOneAccount "Một tài khoản được làm mọi bước, kể cả duyệt báo cáo do mình nhập." "One account may do all steps, approving its own report included.";
    ProcessHint "Đặt cách báo cáo của đơn vị được trình, duyệt, ký số và gửi, trong phạm vi chế độ báo cáo cho phép. Đơn vị cấp dưới chưa có quy trình riêng cũng theo quy trình này, trừ tên người duyệt." "Say how a unit's reports are submitted, approved, signed and sent, within what the regime allows. Units below without a process of their own follow it, too, except for the names.";
    ProcessFromNowOn "Thay đổi chỉ áp dụng cho báo cáo trình từ lúc lưu. Báo cáo đã trình giữ quy trình cũ cho đến khi trở lại nhập liệu." "A change holds for reports that are submitted from then on. Those submitted before keep their process until they come back to entry.";
    ProcessUnderWay "Hiện có {} báo cáo đã trình và chưa được tiếp nhận giữ quy trình cũ." "{} reports that were submitted and not accepted yet keep the process from before.";
    ProcessIsOwn "Đơn vị đang dùng quy trình riêng." "The unit has a process of its own.";
    ProcessChanged "{} đặt lúc {}." "Set by {} at {}.";
    ProcessFromAbove "Đơn vị đang theo quy trình của {}." "The unit follows the process of {}.";
    ProcessFromRegime "Đơn vị đang theo quy trình của chế độ báo cáo." "The unit follows the regime's process.";
    ProcessReadOnly "Chỉ quản trị của đơn vị này hoặc của đơn vị cấp trên được thay đổi." "Only administrators of this unit or of one above may change it.";
    ProcessSave "Lưu quy trình" "Save the process";
    ProcessRemove "Bỏ quy trình riêng" "Remove the own process";
    ProcessSaved "Đã lưu quy trình của {}" "The process of {} is saved";
    ProcessRemoved "{} không còn quy trình riêng" "{} has no process of its own any more";
    ProcessPreview "Các bước của quy trình" "The steps of the process";
    ApprovalLevels "Số cấp duyệt trong đơn vị" "Approval levels inside the unit";
    ApprovalNone "Không duyệt" "None";
    ApprovalCount "{} cấp duyệt" "{} levels";
    ApprovalOne "1 cấp duyệt" "1 level";
    ApproversOf "Người duyệt cấp {}" "Who approves at level {}";
    ApproversHint "Không chọn ai: mọi người có quyền duyệt đều duyệt được. Đã chọn: chỉ những người này duyệt hoặc từ chối ở cấp này." "Choose nobody: whoever may approve does. Choose some: only they approve or reject at this level.";
    ApproversNone "Chưa ai có quyền duyệt báo cáo của đơn vị này." "Nobody may approve this unit's reports yet.";
    ApproverWithout "không còn quyền duyệt" "may not approve any more";
    SigningLabel "Ký số" "Signature";
    ReceiverCheck "Đơn vị nhận kiểm tra rồi mới tiếp nhận" "The receiver checks before it accepts";
    OneAccount "Một tài khoản làm mọi bước (người nhập được tự duyệt)" "One account does all steps (authors may approve their own reports)";
    RegimeHours "Giờ tự động riêng của từng cấp" "Automatic hours of single levels";
    RegimeHoursHint "Để trống thì theo giờ chung của quy trình ở trên." "Left empty, the hours of the process above hold.";
    LevelSendsAt "Tự động gửi báo cáo của {}" "Reports sent automatically: {}";
    LevelAcceptsAt "Tự động tiếp nhận báo cáo của {}" "Reports accepted automatically: {}";
    AutoSendAt "Giờ tự động gửi (ngày đóng nhập liệu)" "Hour of automatic sending (closing day)";
    AutoAcceptAt "Giờ tự động tiếp nhận (ngày đóng nhập liệu)" "Hour of automatic acceptance (closing day)";
    NotLeftToUnits "Do chế độ báo cáo hoặc đơn vị cấp trên quy định" "Set by the regime or by a unit above";
    UnitsWithProcess "Đơn vị có quy trình riêng" "Units with a process of their own";
    NoUnitProcesses "Chưa đơn vị nào có quy trình riêng; mọi đơn vị theo quy trình của chế độ báo cáo." "No unit has a process of its own; all follow their regimes.";
    RegimeProcess "Quy trình của chế độ báo cáo" "Process of the regime";
    RegimeChoices "Đơn vị được tự đặt" "What units may set for themselves";
    ChoiceLeast "Số cấp duyệt ít nhất" "Fewest levels";
    ChoiceMost "Số cấp duyệt nhiều nhất" "Most levels";
    ChoiceOneAccount "Một tài khoản làm mọi bước" "One account for all steps";
    ChoiceReceiverCheck "Kiểm tra của đơn vị nhận (cấp trên đặt)" "Checking by the receiver (set from above)";
    ChoiceAutoSend "Giờ tự động gửi" "Hour of automatic sending";
    ChoiceAutoAccept "Giờ tự động tiếp nhận (cấp trên đặt)" "Hour of automatic acceptance (set from above)";
    ChoiceLevels "Số cấp duyệt: {} – {}" "Approval levels: {} – {}";
    ChoiceNothing "Không thay đổi gì khác" "Nothing else";
}
