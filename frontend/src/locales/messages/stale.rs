//! Figures below that changed after they were consolidated.

use super::M;

messages! {
    StaleNotice "Số liệu cấp dưới đã thay đổi sau khi tổng hợp: {}." "Figures below have changed since they were consolidated: {}.";
    StaleSome "{} và {} đơn vị khác" "{} and {} more units";
    StaleUnits "đơn vị cấp dưới" "units below";
    StaleBelow "Số liệu của cấp dưới đã cũ, đơn vị chưa tổng hợp lại thay đổi từ cấp dưới của mình: {}." "Figures below are out of date, units have not consolidated changes from below themselves: {}.";
    StaleWait "Hãy đợi đơn vị đó gửi lại số liệu mới rồi tổng hợp lại." "Wait until the new figures are sent, then consolidate again.";
    StaleConsolidate "Hãy chọn “Tổng hợp dữ liệu” để lấy số liệu mới." "Choose “Consolidate” to take in the new figures.";
    StaleRecall "Muốn lấy số liệu mới, hãy thu hồi báo cáo rồi tổng hợp lại." "To take in the new figures, take the report back and consolidate again.";
    StaleReject "Hãy từ chối duyệt để đơn vị tổng hợp lại, hoặc duyệt kèm lý do giữ số liệu này." "Reject it so that it is consolidated again, or approve it with a reason to keep these figures.";
    StaleRefuse "Hãy từ chối gửi để đơn vị tổng hợp lại, hoặc gửi số liệu này." "Refuse to send it so that it is consolidated again, or send these figures.";
    StaleReturn "Nếu cần số liệu mới, hãy trả lại báo cáo để đơn vị tổng hợp lại." "If the new figures are needed, return the report to be consolidated again.";
    StaleCorrect "Muốn lấy số liệu mới, hãy chọn “Yêu cầu đính chính”; khi báo cáo được mở lại thì tổng hợp lại." "To take in the new figures, ask for a correction; consolidate again once the report is open.";
    StaleOthers "Người tổng hợp của đơn vị lập báo cáo có thể tổng hợp lại." "Whoever consolidates for the reporting unit can do so again.";
    Differences "Xem chênh lệch" "See the differences";
    DifferencesTitle "Chênh lệch nếu tổng hợp lại" "What consolidating again would change";
    DifferencesUnits "Đơn vị có thay đổi ({})" "Units that changed ({})";
    DifferencesCells "Ô thay đổi ({})" "Cells that change ({})";
    DifferencesNone "Không ô nào thay đổi giá trị." "No cell changes its value.";
    DifferenceUsed "Đã tổng hợp phiên bản {}" "Revision {} was consolidated";
    DifferenceNow "phiên bản đang được tính: {}" "revision that counts now: {}";
}
