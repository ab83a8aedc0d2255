//! Notices by e-mail.

use super::M;

messages! {
    EmailTitle "Nhận thông báo qua thư điện tử" "Notifications by e-mail";
    EmailHint "Mỗi thông báo mới ở chuông cũng được gửi tới địa chỉ của bạn; nhiều thông báo trong cùng lúc được gom vào một thư. Thông báo đã đọc thì không gửi nữa." "Each new notification of the bell is mailed to you, too; several at a time come in one letter. What you have read is not mailed.";
    EmailAddress "Địa chỉ thư điện tử" "E-mail address";
    EmailNone "Bạn chưa có địa chỉ nhận thông báo." "You have no address for notifications yet.";
    EmailOn "Thông báo được gửi tới {}." "Notifications are mailed to {}.";
    EmailOff "Không gửi thông báo tới {}." "Nothing is mailed to {}.";
    EmailProblem "Đã ngừng gửi: máy chủ thư từ chối địa chỉ của bạn ({}). Hãy kiểm tra rồi nhập lại địa chỉ." "Mailing has stopped: the mail server refuses your address ({}). Check it and give it again.";
    EmailSwitchOn "Gửi thông báo" "Mail notifications";
    EmailSwitchOff "Thôi gửi" "Stop mailing";
    EmailForget "Xóa địa chỉ" "Delete the address";
    EmailForgotten "Đã xóa địa chỉ." "The address is deleted.";
    EmailGive "Gửi mã xác nhận" "Mail me a code";
    EmailGiveHint "Một mã gồm 8 chữ số được gửi tới địa chỉ này; địa chỉ chỉ được dùng sau khi bạn nhập đúng mã." "A code of 8 digits is mailed to this address; it is used only when you have entered the code.";
    EmailSent "Đã gửi mã tới {}. Hãy nhập mã trước {}; nếu không thấy thư, xem cả thư mục thư rác." "A code was mailed to {}. Enter it before {}; if there is no letter, look among the spam, too.";
    EmailCode "Mã trong thư" "Code in the letter";
    EmailConfirm "Xác nhận" "Confirm";
    EmailProved "Đã xác nhận địa chỉ; thông báo mới sẽ được gửi tới đó." "The address is confirmed; new notifications are mailed there.";
}
