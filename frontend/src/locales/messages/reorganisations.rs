//! Mergers and abolitions of units.

use super::M;

messages! {
    Reorganisations "Sắp xếp đơn vị" "Reorganising units";
    ReorganisationsHint "Sáp nhập, bãi bỏ, đổi tên hoặc chuyển đơn vị theo một quyết định có số và ngày hiệu lực. Báo cáo đã gửi giữ nguyên tên đơn vị lúc gửi; việc chưa xong chuyển sang đơn vị kế thừa." "Merge, abolish, rename or move units by an act with a number and a day. What was sent keeps the name of its day; what is not finished goes to the successor.";
    ReorganisationNew "Lập dự thảo" "New draft";
    ReorganisationNone "Chưa có quyết định sắp xếp đơn vị." "No acts yet.";
    ReorganisationAct "Quyết định" "Act";
    ReorganisationNumber "Số, ký hiệu văn bản" "Number of the act";
    ReorganisationTitle "Trích yếu" "Title";
    ReorganisationSigned "Ngày ký" "Signed on";
    ReorganisationEffective "Ngày hiệu lực" "Effective from";
    ReorganisationSteps "Nội dung sắp xếp" "Changes";
    ReorganisationStep "Nội dung {}" "Change {}";
    ReorganisationAddStep "Thêm nội dung" "Add a change";
    ReorganisationRemoveStep "Bỏ nội dung {}" "Remove change {}";
    ReorganisationKind "Hình thức" "Kind";
    ReorganisationMergeNew "Sáp nhập thành đơn vị mới" "Merge into a new unit";
    ReorganisationMergeInto "Sáp nhập vào đơn vị đã có" "Merge into an existing unit";
    ReorganisationAbolish "Bãi bỏ (cấp dưới chuyển lên đơn vị cấp trên)" "Abolish (what is below goes to the unit above)";
    ReorganisationRename "Đổi tên" "Rename";
    ReorganisationMove "Chuyển sang đơn vị cấp trên khác" "Move under another unit";
    ReorganisationUnits "Đơn vị được sắp xếp" "Units that end";
    ReorganisationInto "Đơn vị nhận sáp nhập" "Unit that takes them in";
    ReorganisationNewName "Tên đơn vị mới" "Name of the new unit";
    ReorganisationNewCode "Mã đơn vị mới" "Code of the new unit";
    ReorganisationCodeHint "Để trống: giữ mã của đơn vị đầu tiên" "Empty: the first unit's code";
    ReorganisationParent "Đơn vị cấp trên mới" "Unit above from then on";
    ReorganisationPreview "Xem trước" "Preview";
    ReorganisationPreviewHint "Nếu thực hiện ngay lúc này. Chưa có gì thay đổi." "If it were carried out now. Nothing has changed.";
    ReorganisationPublish "Ban hành" "Publish";
    ReorganisationPublishSure "Quyết định đã ban hành không sửa được nữa và được thực hiện lúc 00:00 ngày hiệu lực, hoặc ngay bây giờ nếu ngày đó đã qua." "A published act never changes. It is carried out at 00:00 of its effective day, or right now if that is past.";
    ReorganisationPublished "Đã ban hành quyết định {}" "The act {} is published";
    ReorganisationRemove "Xóa dự thảo" "Delete the draft";
    ReorganisationRemoveSure "Xóa dự thảo này?" "Delete this draft?";
    ReorganisationRemoved "Đã xóa dự thảo" "The draft is deleted";
    ReorganisationWithdraw "Thu hồi quyết định" "Withdraw the act";
    ReorganisationWithdrawSure "Thu hồi quyết định này? Chưa có nội dung nào được thực hiện; các đơn vị trong đó được sắp xếp lại bằng quyết định khác." "Withdraw this act? Nothing of it was carried out; its units can be part of another act.";
    ReorganisationWithdrawn "Đã thu hồi quyết định {}" "The act {} is withdrawn";
    ReorganisationSaved "Đã lưu dự thảo" "The draft is saved";
    ReorganisationFaults "Còn {} chỗ phải sửa trước khi ban hành." "{} places are to be mended before publishing.";
    ReorganisationOutcome "Kết quả thực hiện" "What was done";
    ReorganisationDone "{}/{} nội dung đã thực hiện" "{} of {} changes carried out";
    ReorganisationNothing "Không có báo cáo, tài khoản hay thiết lập nào phải chuyển." "No reports, accounts or settings have to move.";
    UnitSucceeded "đã sắp xếp vào {} từ {} theo {}" "part of {} since {} by {}";
    UnitPredecessors "trước là: {}" "formerly: {}";
    ProgressMap "Địa giới" "Map of units";
    ProgressMapNow "Theo địa giới hiện nay" "As it is today";
    ProgressMapThen "Theo địa giới khi đó" "As it was then";
    PredecessorsTitle "Đơn vị trước sắp xếp" "Units before the merger";
    PredecessorCounts "đã gửi, được tính riêng: không nhập lại số liệu này" "was sent and counts by itself: do not enter its figures again";
    PredecessorSource "chưa gửi, có số liệu để cộng vào báo cáo này" "was not sent; its figures can be added to this report";
    PredecessorAdded "đã cộng vào báo cáo này" "its figures were added to this report";
    PredecessorEmpty "không có số liệu" "no figures";
    PredecessorsAdd "Cộng số liệu vào báo cáo" "Add the figures to the report";
    PredecessorsDone "Đã cộng số liệu của đơn vị cũ" "The former units' figures are added";
}
