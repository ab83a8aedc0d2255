//! Reviewing a report: what changed since it was looked at, marked cells, corrections.

use super::M;

messages! {
    ChangedSinceSeen "Thay đổi từ lần xem trước ({})" "Changed since you saw it ({})";
    NothingSinceSeen "Số liệu giữ nguyên từ lần xem trước" "Nothing changed since you saw it";
    ChangedSinceAccepted "So với số liệu đã tiếp nhận ({})" "Against the accepted figures ({})";
    ChangedSincePeriod "So với {} ({})" "Against {} ({})";
    ReviewChanges "Xem thay đổi" "What changed";
    ReviewWalk "F8: đến ô tiếp theo" "F8: next cell";
    CellBefore "Trước đó" "Before";
    CellBlank "để trống" "blank";
    MarkCell "Đánh dấu ô đang chọn" "Mark the selected cell";
    UnmarkCell "Bỏ đánh dấu ô đang chọn" "Unmark the selected cell";
    MarkedForReturn "Ô đánh dấu để trả lại ({})" "Cells marked to be sent back ({})";
    MarkedHint "Các ô này được gửi kèm khi bạn từ chối hoặc trả lại báo cáo." "These go with the report when you reject or return it.";
    MarkedKept "Ô đã đánh dấu ({})" "Marked cells ({})";
    MarkedKeptHint "Báo cáo đang ở bước khác: các ô này được giữ lại cho lần xử lý tiếp theo của bạn." "The report is elsewhere: these are kept until you may decide about it again.";
    MarkedForCorrection "Ô xin đính chính ({})" "Cells to be corrected ({})";
    MarkedCorrectionHint "Các ô này được gửi kèm yêu cầu đính chính." "These go with the request for a correction.";
    MarkNote "Ghi chú cho ô này (không bắt buộc)" "What is wrong there (optional)";
    MarkRemove "Bỏ đánh dấu ô {}" "Unmark {}";
    Marks "Ô bị đánh dấu" "Marked cells";
    MarksBy "{} bởi {} – {}, {}" "{} by {} – {}, {}";
    MarkBy "{} ({}), {}" "{} ({}), {}";
    MarkByUnit "{}, {}" "{}, {}";
    MarksLeft "Còn {}/{} ô chưa sửa hoặc trả lời" "{} of {} cells are neither mended nor answered";
    MarksDone "Đã sửa hoặc trả lời cả {} ô" "All {} cells are mended or answered";
    MarkEdited "Đã sửa: {} → {}" "Mended: {} → {}";
    MarkAnswered "Đã trả lời" "Answered";
    MarkOpen "Chưa sửa" "Open";
    MarkAnswer "Trả lời" "Answer";
    MarkAnswerOf "Trả lời ở ô {}" "Answer at {}";
    MarkedCell "Bị đánh dấu: {}" "Marked: {}";
    MarkedCellPlain "Bị đánh dấu để sửa" "Marked to be mended";
    AskedCell "Được đề nghị sửa" "Asked to be corrected";
    AskedCells "Khung đỏ trong bảng: {} ô được đề nghị sửa. F8: đến ô tiếp theo." "Red frames in the table: {} cells that the unit asks to correct. F8: next cell.";
    MarkCellAt "{}, cột ({})" "{}, column ({})";
    BulkFailed "Báo cáo nào chưa xử lý được thì ghi rõ lý do dưới đây." "Those that failed say why below.";
    BulkSummary "Xong {}, chưa được {}" "{} done, {} failed";
    CorrectionReason "Đính chính: {}" "Correction: {}";
    CorrectionAsked "Yêu cầu bởi {} ({}), {}." "Asked for by {} ({}), {}.";
    CorrectionGranted "Chấp thuận bởi {} ({}), {}." "Granted by {} ({}), {}.";
    CorrectionLimited "Chỉ được sửa các ô: {}." "Only these cells may be changed: {}.";
    CorrectionCells "Các ô xin sửa: {}." "Cells to be corrected: {}.";
    GrantOnlyHint "Nếu quy tắc kiểm tra buộc sửa cả ô khác, đơn vị sẽ không trình được: hãy bỏ chọn, hoặc mở toàn bộ báo cáo sau." "Where a rule ties other cells to these the unit cannot submit: take the tick away, or open the whole report later.";
    WidenCorrection "Cho sửa toàn bộ báo cáo" "Open the whole report";
    LimitHint "Nếu phải sửa cả ô khác, đề nghị đơn vị nhận báo cáo chọn “Cho sửa toàn bộ báo cáo”." "If other cells have to change too, ask the receiver to choose “Open the whole report”.";
    GrantOnlyThese "Chỉ cho sửa {} ô đã nêu" "Only the {} named cells may be changed";
}
