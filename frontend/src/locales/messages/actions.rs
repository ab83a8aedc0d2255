//! The steps of the workflow, and the explanations that they ask for.

use super::M;

messages! {
    // Steps
    AskSubmit "Báo cáo được chuyển đến lãnh đạo để duyệt. Sau đó không sửa được số liệu, trừ khi thu hồi hoặc bị từ chối." "The report goes to the leader for approval. Figures cannot be changed then, unless it is recalled or rejected.";
    AskRecall "Báo cáo trở về trạng thái đang nhập để sửa tiếp." "The report goes back to entry.";
    AskApprove "Báo cáo được duyệt và sẵn sàng gửi lên đơn vị nhận." "The report is approved and ready to be sent.";
    AskReject "Báo cáo trở về người nhập cùng với lý do." "The report goes back to the author with your reason.";
    AskSign "Báo cáo được ký số." "The report is signed.";
    AskSend "Báo cáo được gửi đến đơn vị nhận." "The report is sent to the receiving unit.";
    AskRefuseToSend "Báo cáo không được gửi và trở về người nhập cùng với lý do." "The report is not sent and goes back with your reason.";
    AskAccept "Báo cáo được tiếp nhận và có thể được tổng hợp." "The report is accepted and can be consolidated.";
    AskReturn "Báo cáo bị trả lại đơn vị gửi cùng với lý do." "The report goes back to the sending unit with your reason.";
    AskRequestCorrection "Báo cáo trở về để sửa ngay nếu đơn vị nhận chưa tiếp nhận; nếu đã tiếp nhận thì chờ đơn vị nhận đồng ý." "The report comes back for correction at once unless its receiver has accepted it; then the receiver is asked.";
    AskGrantCorrection "Đơn vị gửi được sửa và gửi lại báo cáo." "The sending unit may correct the report and send it again.";
    StepGone "Bước này không còn thực hiện được: báo cáo đang ở trạng thái “{}”." "This step cannot be taken any more: the report's status is “{}”.";
    MovedMeanwhile "Báo cáo vừa được thay đổi; số liệu mới đang hiển thị. Hãy xem lại rồi chọn lại bước xử lý." "The report has just changed; the new figures are shown. Look at them, then choose the step again.";
    AskDeclineCorrection "Báo cáo giữ nguyên; đơn vị gửi nhận được lý do." "The report stays as it is; the sending unit gets your reason.";
    AskOther "Xác nhận thực hiện?" "Do you want to go on?";
    AskMany "{} cho {} báo cáo?" "{} for {} reports?";
    NoteOptional "Ghi chú (không bắt buộc)" "Note (optional)";
    ReasonRequired "Lý do (bắt buộc)" "Reason (required)";
    ReasonMissing "Hãy ghi lý do." "Give a reason.";
    WarningsToConfirm "Báo cáo có cảnh báo. Hãy kiểm tra, rồi ghi lý do nếu số liệu đúng:" "The report has warnings. Check them and give a reason if the figures are right:";

    // Explanations of warnings
    Explain "Giải trình" "Explain";
    ExplainAgain "Sửa giải trình" "Explain anew";
    ExplanationKept "Lời giải trình viết dở được giữ lại; mở lại để viết tiếp" "The begun explanation is kept: open it again to go on";
    ExplainedBy "Giải trình ({}, {}): {}" "Explanation ({}, {}): {}";
    ExplainedBefore "Giải trình cho số liệu trước đây ({}, {}): {}" "Explained for former figures ({}, {}): {}";
    ExplanationField "Vì sao số liệu đúng?" "Why are the figures right?";
    ExplanationsTitle "Giải trình cảnh báo" "Explanations of warnings";
    WarningsToExplain "Báo cáo có {} cảnh báo chưa được giải trình. Hãy giải trình từng cảnh báo, hoặc ghi lý do chung ở dưới:" "{} warnings are not explained yet. Explain each, or give one reason for all below:";
    WarningsExplained "{} cảnh báo đã được giải trình." "{} warnings are explained.";
    MoreWarnings "và {} cảnh báo khác, theo lý do chung" "and {} more warnings, by the common reason";
    CommonReason "Lý do chung (bắt buộc khi còn cảnh báo chưa giải trình)" "Common reason (required while warnings are left)";
    ReasonLeft "Hãy giải trình các cảnh báo còn lại, hoặc ghi lý do chung." "Explain the warnings that are left, or give a common reason.";
    Outliers "Số liệu khác thường so với các kỳ trước (chỉ để kiểm tra lại, không cản việc gửi):" "Figures that stand out from former periods (worth a look, no obstacle):";
    MoreOutliers "và {} số liệu khác" "and {} more";
}
