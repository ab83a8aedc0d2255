//! Signing in and out, and what a person chooses for the device.

use super::M;

messages! {
    SignIn "Đăng nhập" "Sign in";
    SigningIn "Đang đăng nhập…" "Signing in…";
    SignOut "Đăng xuất" "Sign out";
    UserName "Tên đăng nhập" "User name";
    Password "Mật khẩu" "Password";
    ShowPassword "Hiện các ký tự đã gõ" "Show what was typed";
    SessionEnded "Phiên làm việc đã kết thúc. Hãy đăng nhập lại để làm tiếp; những gì chưa gửi vẫn được giữ trên thiết bị này." "Your session has ended. Sign in again to go on; what was not sent is kept on this device.";
    SignInIncomplete "Hãy nhập tên đăng nhập và mật khẩu." "Enter user name and password.";
    LanguageChoice "Ngôn ngữ" "Language";
    ThemeChoice "Giao diện sáng hay tối" "Light or dark";
    ThemeDevice "Theo máy" "As the device";
    ThemeLight "Sáng" "Light";
    ThemeDark "Tối" "Dark";
    Account "Tài khoản" "Account";
    Unit "Đơn vị" "Unit";
    Rights "Quyền" "Rights";

    // What was not sent, when somebody signs out
    UnsentTitle "Còn thay đổi chưa gửi trên máy này" "Changes on this device that were not sent";
    UnsentHint "Mở báo cáo để gửi." "Open the report to send them.";
    UnsentCount "{}: {} ô" "{}: {} cells";
    SignOutQuestion "Nếu đăng xuất bây giờ, các thay đổi này được giữ trên máy và gửi khi bạn đăng nhập lại ở đây rồi mở báo cáo. Người khác dùng máy này không thấy chúng." "If you sign out now, these changes stay on this device and are sent when you sign in here again and open the report. Others on this device do not see them.";
    SignOutOffline "Đăng xuất cần có mạng: bạn vẫn đang đăng nhập. Những gì chưa gửi vẫn được giữ trên máy này." "Signing out needs the network: you are still signed in. What was not sent stays on this device.";

    // Somebody else signed in, in another tab
    OtherPersonTitle "Người đăng nhập đã đổi" "Somebody else is signed in";
    OtherPerson "Trình duyệt này nay đăng nhập bằng tài khoản {} ({}), ở một thẻ khác. Thẻ này vẫn hiện trang của {}. Những gì {} chưa gửi vẫn được giữ trên máy này cho đúng người đó." "This browser is now signed in as {} ({}), in another tab. This tab still shows the page of {}. What {} has not sent stays on this device for that person only.";
    OtherPersonGoOn "Tiếp tục với tài khoản {}" "Go on as {}";
    SignOutAnyway "Vẫn đăng xuất" "Sign out all the same";
}
