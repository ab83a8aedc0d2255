//! Saving, drafts and what clashes.

use super::M;

messages! {
    // Saving
    DataReceived "Đã lưu số liệu" "Figures saved";
    NothingToSave "Không có thay đổi nào chưa lưu" "There is nothing new to save";
    NothingUnsaved "Không có thay đổi chưa lưu" "Nothing unsaved";
    SavedAt "Đã lưu {}" "Saved {}";
    Unsaved "Chưa lưu" "Not saved yet";
    Saving "Đang lưu…" "Saving…";
    UnsavedOffline "Mất kết nối – chưa gửi {} ô, sẽ gửi khi có mạng" "Offline – {} cells not sent, to be sent when the network is back";
    DraftFault "Trình duyệt không giữ được bản nháp trên máy này ({}): đừng đóng trang trước khi lưu xong" "The browser keeps no draft on this device ({}): do not close the page before it is saved";
    KeptFigures "Không có mạng. Đây là số liệu đọc lúc {}; bạn vẫn nhập được, thay đổi được giữ trên máy này và gửi khi có mạng." "No network. These figures were read at {}; you can go on entering: changes are kept on this device and sent when the network is back.";
    Stranded "{} thay đổi giữ trên máy này không gửi được nữa vì báo cáo đã chuyển bước hoặc bạn không còn quyền nhập." "{} changes kept on this device can no longer be sent: the report has moved on, or you may not enter it any more.";
    StrandedShow "Xem các thay đổi" "Show the changes";
    StrandedGiveUp "Bỏ các thay đổi này" "Give these changes up";
    OfflineReady "Mở được khi không có mạng" "Opens without network";
    OfflineNotReady "Trình duyệt này không mở được hệ thống khi không có mạng" "This browser cannot open the system without network";
    HasClash "Có xung đột" "Conflict";
    SaveRefused "Chưa lưu – {}" "Not saved – {}";
    ComputedDiffers "Máy chủ tính khác trang này ở {} ô ({}). Báo cáo chưa thể trình cho đến khi lấy số của máy chủ; việc này đã được ghi lại trên máy chủ." "The server computed {} cells differently ({}). The report cannot be submitted until its figures are taken; the server has logged this.";
    ComputedStillDiffers "Thường do biểu khác mà báo cáo này lấy số vừa thay đổi. Nếu sau đó vẫn khác, hãy tải lại trang (Ctrl+F5): trang có thể thuộc phiên bản cũ." "Mostly because another form that this one reads has changed. If they still differ then, reload the page (Ctrl+F5): it may be an older version.";
    TakeComputed "Lấy số của máy chủ" "Take the server's figures";
    WaitDisputed "Số tính của máy chủ khác trang này." "The server computed other figures.";

    // Leaving
    LeaveTitle "Còn thay đổi chưa lưu" "Unsaved changes";
    LeaveQuestion "Chưa lưu được các thay đổi lên máy chủ. Nếu rời trang bây giờ, các thay đổi đó có thể bị mất." "The changes could not be saved. If you leave now, they may be lost.";
    LeaveUnsaved "Những gì đã sửa chưa được lưu. Nếu rời trang bây giờ, các thay đổi đó bị mất." "What was changed is not saved. If you leave now, it is lost.";
    LeaveKept "Chưa gửi được các thay đổi lên máy chủ. Chúng được giữ trên máy này và gửi khi bạn mở lại báo cáo." "The changes could not be sent. They stay on this device and are sent when you open the report again.";
    LeaveAnyway "Rời trang" "Leave";
    Stay "Ở lại" "Stay";

    // A clash
    ClashTitle "Có người khác vừa sửa cùng ô" "Somebody else changed the same cells";
    ClashExplained "Với mỗi ô, hãy chọn giá trị được giữ lại. Giá trị đã lưu của người kia luôn còn trong lịch sử; giá trị của bạn chưa được lưu, nếu không chọn sẽ bị bỏ." "Choose which value stays in each cell. What the other person saved stays in the history in any case; your own value is not saved yet and is dropped if not chosen.";
    ClashCell "{}, cột ({}) {}" "{}, column ({}) {}";
    ClashTheirs "{} lưu lúc {}:" "{} saved at {}:";
    ClashSomebody "Người khác:" "Somebody else:";
    ClashYours "Giá trị của tôi:" "My value:";
    ClashRowRemoved "xóa cả hàng này" "remove this whole row";
    ClashConfirm "Giữ các giá trị đã chọn" "Keep the chosen values";
    ClashMany "{} ô đang xung đột. Dưới đây là {} ô đầu; các ô còn lại sẽ được hỏi tiếp. Bạn cũng có thể quyết định một lần cho tất cả." "{} cells are in conflict. Here are the first {}; the others are asked next. You may also decide all of them at once.";
    ClashAllTheirs "Lấy giá trị đã lưu ở cả {} ô" "Take the saved values in all {} cells";
    ClashAllMine "Giữ giá trị của tôi ở cả {} ô" "Keep my values in all {} cells";
    ClashOpen "Xử lý xung đột" "Settle the conflict";
}
