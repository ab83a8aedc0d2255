//! Where figures come from: lineage and consolidation.

use super::M;

messages! {
    LineageTitle "Nguồn số liệu của ô" "Where the figure comes from";
    LineageCell "Dòng {}, cột ({}) {}" "Row {}, column ({}) {}";
    LineageFormula "Ô công thức:" "Formula:";
    LineageSource "Đơn vị" "Unit";
    Revision "Phiên bản" "Revision";
    Figure "Giá trị" "Value";
    State "Ghi chú" "Remark";
    OwnFigure "Số liệu tự nhập của đơn vị" "The unit's own figure";
    LineageSum "Giá trị của ô" "Value of the cell";
    LineageReadds "Khớp: bằng tổng của {} giá trị trên" "Matches: the sum of the {} values above";
    LineageReaddsThen "Bằng tổng của {} giá trị lúc tổng hợp" "The sum of the {} values that were consolidated";
    LineageMismatch "Không khớp với tổng các giá trị trên." "Differs from the sum of the values above.";
    StaleNow "Đã thay đổi, nay là {}" "Changed, now {}";
    StaleGone "Đang đính chính hoặc bị trả lại, nay không được tính" "Being corrected or returned, does not count now";
    StaleLate "Tiếp nhận sau khi tổng hợp, nay là {}" "Accepted after the consolidation, now {}";
    LineageCurrent "Giá trị nếu tổng hợp lại" "Value if consolidated again";
    LineageDiffers "Khác giá trị đã tổng hợp: số liệu cấp dưới đã thay đổi" "Differs from what was consolidated: figures below have changed";
    LineageSame "Không đổi" "Unchanged";
    ChildrenReady "{} trong {} báo cáo cấp dưới đã được tiếp nhận và sẽ được tổng hợp." "{} of {} reports below are accepted and will be consolidated.";
    NotAccepted "Chưa được tiếp nhận" "Not accepted yet";
    Accepted "Đã tiếp nhận" "Accepted";
    Consolidated "Đã tổng hợp {} báo cáo; {} báo cáo chưa được tiếp nhận." "{} reports consolidated; {} not accepted yet.";
}
