//! A draft that somebody else saved meanwhile.

use super::M;

messages! {
    DraftOvertaken "Trong lúc bạn sửa, một người khác đã lưu bản nháp này. Những gì bạn nhập vẫn còn trên màn hình nhưng chưa được lưu. Hãy chọn một trong hai cách:" "While you were editing, somebody else saved this draft. What you entered is still on the screen but is not saved. Choose one of two ways:";
    DraftKeepOwn "Lưu bản của tôi, thay bản của người kia" "Save mine in the place of theirs";
    DraftTakeTheirs "Mở bản của người kia, bỏ những gì tôi vừa sửa" "Open theirs and lose my changes";
}
