//! A report on paper.

use super::M;

messages! {
    Print "In" "Print";
    PrintTitle "In báo cáo" "Print the report";
    PrintHint "Bản in có đủ mọi dòng, kể cả dòng đang bị lọc hoặc thu gọn. Muốn có tệp PDF, chọn “Lưu dưới dạng PDF” ở bước sau." "All rows are printed, also those that are filtered or folded away. For a PDF file choose “Save as PDF” in the next step.";
    PrintPaper "Khổ giấy" "Paper";
    PrintDirection "Chiều giấy" "Direction";
    PrintAcross "Ngang" "Landscape";
    PrintUpright "Dọc" "Portrait";
    PrintForm "Biểu số {}" "Form {}";
    PrintCircular "Thông tư số {}" "Circular {}";
    PrintPeriod "Kỳ báo cáo: {} (từ ngày {} đến ngày {})" "Period: {} (from {} to {})";
    PrintUnit "Đơn vị báo cáo: {}" "Reporting unit: {}";
    PrintReceiver "Đơn vị nhận báo cáo: {}" "Receiving unit: {}";
    PrintPlace "…………, ngày …… tháng …… năm {}" "…………, …… / …… / {}";
    PrintPreparer "NGƯỜI LẬP BIỂU" "PREPARED BY";
    PrintPreparerHint "(Ký, ghi rõ họ và tên)" "(Signature, full name)";
    PrintHead "THỦ TRƯỞNG ĐƠN VỊ" "HEAD OF THE UNIT";
    PrintHeadHint "(Ký, ghi rõ họ và tên, đóng dấu)" "(Signature, full name, seal)";
    PrintSource "In từ hệ thống lúc {}; phiên bản số liệu {}; trạng thái: {}." "Printed from the system at {}; revision {}; status: {}.";
}
