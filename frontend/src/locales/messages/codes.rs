//! Names of what the API gives as a code.

use super::M;

messages! {
    // Rights
    RightEnter "nhập liệu" "enter";
    RightConsolidate "tổng hợp" "consolidate";
    RightApprove "duyệt" "approve";
    RightSend "gửi" "send";
    RightCheck "kiểm tra" "check";
    RightAdminister "quản trị" "administer";
    RightView "xem" "view";

    // How figures came
    SourceEntered "Nhập trên màn hình" "Entered";
    OriginPasted "Dán vào" "Pasted";
    OriginFilled "Điền theo ô bên cạnh" "Filled";
    OriginCarriedOver "Lấy từ kỳ trước" "Carried over";
    SourceImported "Nhập từ Excel" "Imported";
    SourceConsolidated "Tổng hợp" "Consolidated";
    SourceTransition "Chuyển bước" "Workflow step";
    SourceSuccession "Cộng số liệu đơn vị trước sắp xếp" "Former units' figures added";

    // Changes
    ChangeCell "Ô" "Cell";
    ChangeRowAdded "Thêm dòng" "Row added";
    ChangeRowRemoved "Xóa dòng" "Row removed";
    ChangeLabel "Tên dòng" "Row name";

    // Units
    UnitGovernmentOffice "Văn phòng Chính phủ" "Government Office";
    UnitMinistry "Bộ, cơ quan ngang bộ" "Ministry";
    UnitProvince "Tỉnh, thành phố" "Province";
    UnitDepartment "Sở, ban, ngành" "Department";
    UnitMinistryDepartment "Vụ, cục thuộc bộ" "Department of a ministry";
    UnitCommune "Xã" "Commune";
    UnitWard "Phường" "Ward";
    UnitSpecialZone "Đặc khu" "Special zone";

    // How often
    FrequencyMonthly "hằng tháng" "monthly";
    FrequencyQuarterly "hằng quý" "quarterly";
    FrequencyHalfYearly "6 tháng" "half-yearly";
    FrequencyNineMonthly "9 tháng" "nine-monthly";
    FrequencyYearly "hằng năm" "yearly";
    FrequencyDaily "hằng ngày" "daily";
    FrequencyAdHoc "đột xuất" "ad hoc";
}
