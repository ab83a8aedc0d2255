//! The table of texts. A text exists only with both languages; `{}` are places filled in order.

use domain::language::Language;

macro_rules! messages {
    ($($name:ident $vi:literal $en:literal;)*) => {
        /// A text of the screen; its words stand in the table below.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum M {$($name,)*}

        impl M {
            /// Every text.
            #[cfg(test)]
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The text in a language.
            pub fn text(self, language: Language) -> &'static str {
                let (vi, en) = match self {$(Self::$name => ($vi, $en),)*};
                match language {
                    Language::Vi => vi,
                    Language::En => en,
                }
            }
        }
    };
}

messages! {
    // Everywhere
    Product "Hệ thống thông tin báo cáo" "Government Reporting System";
    ProductShort "Báo cáo" "Baocao";
    Loading "Đang tải…" "Loading…";
    TryAgain "Thử lại" "Try again";
    Close "Đóng" "Close";
    Cancel "Hủy" "Cancel";
    Search "Tìm kiếm" "Search";
    Today "Hôm nay" "Today";
    Earlier "Trước đó" "Earlier";
    RequestId "Mã yêu cầu: {}. Hãy báo mã này cho bộ phận hỗ trợ." "Request id: {}. Quote it to the help desk.";
    ErrorOffline "Không kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại." "The server cannot be reached. Check the network and try again.";
    ErrorUnreadable "Không đọc được trả lời của máy chủ ({}). Hãy tải lại trang." "The server's answer cannot be read ({}). Reload the page.";
    SkipToContent "Đến nội dung chính" "Skip to content";
    PageNotFound "Không tìm thấy trang" "Page not found";
    PageNotFoundHint "Địa chỉ này không có, hoặc bạn không được xem." "There is no such page, or you may not see it.";

    // Signing in
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

    // Menu
    Menu "Danh mục chức năng" "Menu";
    MenuWork "Nghiệp vụ" "Work";
    MenuLookup "Tra cứu" "Look up";
    MenuAdministration "Quản trị hệ thống" "Administration";
    MenuTools "Tiện ích" "Tools";
    MyWork "Việc của tôi" "My work";
    Forms "Biểu mẫu" "Forms";
    Units "Đơn vị" "Units";
    UnitAdministration "Danh sách đơn vị" "List of units";
    Notifications "Thông báo" "Notifications";
    Shortcuts "Hướng dẫn phím tắt" "Keyboard shortcuts";
    TaskEnter "Nhập liệu báo cáo số liệu" "Enter reports";
    TaskConsolidate "Tổng hợp báo cáo" "Consolidate reports";
    TaskApprove "Duyệt báo cáo" "Approve reports";
    TaskSend "Gửi báo cáo" "Send reports";
    TaskCheck "Kiểm tra báo cáo gửi đến" "Check received reports";
    TaskTrack "Theo dõi báo cáo" "Track reports";

    // Duties and jobs
    Jobs "Công việc tự động" "Automatic work";
    JobsHint "Hệ thống tự làm các việc này theo giờ định sẵn. Chạy ngay không làm hai lần một việc." "The system does these by itself at set times. Running one now does nothing twice.";
    ColumnJob "Công việc" "Job";
    ColumnLastRun "Lần chạy gần nhất" "Last run";
    ColumnNextRun "Lần chạy tiếp theo" "Next run";
    ColumnResult "Kết quả" "Result";
    ColumnStarted "Bắt đầu" "Started";
    ColumnBy "Người thực hiện" "By";
    ColumnProgress "Tiến độ" "Progress";
    RunNow "Chạy ngay" "Run now";
    JobRuns "Lịch sử: {}" "History: {}";
    JobAsked "Đã yêu cầu chạy: {}." "Asked to run: {}.";
    NoJobRuns "Chưa có lần chạy nào làm thay đổi dữ liệu hoặc do người dùng yêu cầu." "No run has changed anything yet, and none was asked for.";
    StateWaiting "Đang chờ" "Waiting";
    StateRunning "Đang chạy" "Running";
    StateDone "Xong" "Done";
    StateFailed "Lỗi" "Failed";
    StateInterrupted "Bị gián đoạn" "Interrupted";
    StateNever "Chưa chạy" "Not run yet";
    Openings "Mở kỳ báo cáo" "Open periods";
    OpenPeriod "Mở kỳ" "Open the period";
    OpenPeriodHint "Mọi đơn vị phải báo cáo được giao báo cáo. Mở lại một kỳ chỉ giao thêm báo cáo còn thiếu." "Every unit that owes a report gets it. Opening a period again only adds what is missing.";
    PeriodAsked "Đang mở {}." "Opening {}.";
    OpenedPeriods "Các kỳ đã mở" "Opened periods";
    NoOpenings "Chưa mở kỳ nào." "No period has been opened.";
    OpeningProgress "{} / {} báo cáo" "{} of {} reports";
    OpeningMade "Giao mới {} trong {} báo cáo" "{} of {} reports are new";
    AutomaticOpening "Tự động mở kỳ" "Automatic opening";
    AutomaticOpeningHint "Kỳ của chế độ được chọn tự mở khi đến ngày bắt đầu nhập liệu." "Periods of the chosen regimes open by themselves when their entry begins.";
    AssignReports "Giao báo cáo" "Assign reports";
    AssignByHand "Giao một biểu mẫu cho đơn vị" "Assign a form to units";
    Assign "Giao báo cáo" "Assign";
    Assigned "Đã giao {} báo cáo; {} đơn vị đã có sẵn." "{} reports assigned; {} units had it already.";
    AdHoc "Đột xuất (một lần)" "Ad hoc (once)";
    AdHocIncomplete "Báo cáo đột xuất cần tên kỳ và đủ năm ngày." "An ad hoc report needs a name and all five dates.";
    PeriodName "Tên kỳ báo cáo" "Name of the period";
    PeriodNameHint "Ví dụ: Khảo sát thủ tục tháng 12" "E.g. Survey of December";
    DatesOptional "Thời gian (để trống: theo quy định của chế độ)" "Dates (empty: as the regime says)";
    DatesRequired "Thời gian (nhập đủ)" "Dates (all of them)";
    DataFrom "Số liệu từ ngày" "Figures from";
    DataTo "Số liệu đến ngày" "Figures to";
    OpensOn "Ngày mở nhập liệu" "Entry opens";
    ClosesOn "Ngày đóng nhập liệu" "Entry closes";
    DueOn "Hạn gửi (hết ngày)" "Due (end of the day)";
    FindUnit "Gõ tên hoặc mã đơn vị" "Type a name or code";
    ChosenUnits "Đơn vị đã chọn" "Chosen units";
    RemoveUnit "Bỏ {}" "Remove {}";
    ChooseUnit "Hãy chọn đơn vị." "Choose a unit.";
    ChooseBothUnits "Hãy chọn đơn vị báo cáo và đơn vị nhận." "Choose the reporting and the receiving unit.";
    Exemptions "Miễn nhập" "Exemptions";
    ExemptionsHint "Đơn vị có số liệu qua hệ thống kết nối không phải nhập biểu mẫu; báo cáo của các kỳ mở sau đó ở trạng thái Miễn nhập." "Units whose figures come through an interconnected system need not enter a form; their reports of later periods are made as exempt.";
    ExemptionReasonHint "Ví dụ: số liệu lấy từ trục liên thông" "E.g. figures come from the exchange axis";
    Reason "Lý do" "Reason";
    AddExemption "Thêm miễn nhập" "Add the exemption";
    ExemptionMade "Đã miễn nhập cho {}." "{} is exempt.";
    EndExemption "Thôi miễn" "End";
    ExemptionEnded "Đã thôi miễn nhập." "The exemption has ended.";
    NoExemptions "Chưa miễn nhập cho đơn vị nào." "No unit is exempt.";
    Receivers "Đơn vị nhận báo cáo" "Receiving units";
    ReceiversHint "Thay cho đơn vị nhận theo chế độ; áp dụng cho báo cáo được giao từ nay." "Instead of the regime's receiver; holds for reports that are assigned from now on.";
    ReportingUnit "Đơn vị báo cáo" "Reporting unit";
    ReceivingUnit "Đơn vị nhận" "Receiving unit";
    SetReceiver "Đặt đơn vị nhận" "Set the receiver";
    ReceiverSet "{} gửi báo cáo cho {}." "{} reports to {}.";
    RemoveReceiver "Theo chế độ" "As the regime says";
    NoReceivers "Mọi đơn vị gửi báo cáo theo chế độ." "Every unit reports as its regime says.";

    // My work
    Overdue "Đã quá hạn" "Overdue";
    DueSoon "Đến hạn trong 5 ngày" "Due within 5 days";
    DueLater "Đến hạn sau" "Due later";
    OverdueCount "{} quá hạn" "{} overdue";
    OverdueToday "quá hạn hôm nay" "overdue today";
    OverdueDays "quá hạn {} ngày" "{} days overdue";
    DueToday "hạn hôm nay" "due today";
    DueTomorrow "hạn ngày mai" "due tomorrow";
    DueInDays "còn {} ngày" "{} days left";
    NothingExpected "Tài khoản này không có việc phải làm. Xem tiến độ ở mục Theo dõi báo cáo." "Nothing is expected of this account. See the progress under Track reports.";
    AllDone "Bạn đã làm xong mọi việc. Báo cáo mới được giao sẽ hiện ở đây." "Everything is done. New reports will appear here.";
    ShowMore "Xem thêm {} báo cáo trong danh sách" "See {} more in the list";

    // Lists
    Filters "Lọc danh sách" "Filter the list";
    ClearFilters "Bỏ lọc" "Clear filters";
    Keyword "Từ khóa" "Keyword";
    KeywordHint "Có dấu hoặc không dấu" "Diacritics optional";
    Regime "Chế độ báo cáo" "Regime";
    AllRegimes "Tất cả chế độ" "All regimes";
    AllForms "Tất cả biểu mẫu" "All forms";
    AllPeriods "Tất cả kỳ" "All periods";
    AllUnits "Tất cả đơn vị" "All units";
    AllStatuses "Tất cả trạng thái" "All statuses";
    NothingFound "Không có kết quả phù hợp. Hãy bỏ bớt điều kiện lọc." "Nothing matches. Try fewer filters.";
    PageBeyond "Danh sách không có trang này." "The list has no such page.";
    FirstPage "Về trang đầu" "Go to the first page";
    NothingInList "Hiện không có báo cáo nào ở đây." "There are no reports here now.";
    ReportList "Danh sách báo cáo" "Reports";
    ColumnForm "Biểu mẫu" "Form";
    ColumnCode "Mã" "Code";
    ColumnTitle "Tên biểu mẫu" "Title";
    ColumnKind "Loại" "Kind";
    ColumnProvenance "Nguồn gốc" "Provenance";
    ColumnUnit "Đơn vị" "Unit";
    ColumnStatus "Trạng thái" "Status";
    ColumnPeriod "Kỳ báo cáo" "Period";
    ColumnData "Số liệu từ – đến" "Data from – to";
    ColumnEntry "Nhập từ – đến" "Entry from – to";
    ColumnDue "Hạn gửi" "Due";
    ColumnActions "Thao tác" "Actions";
    OpenToEnter "Nhập liệu" "Enter";
    OpenToConsolidate "Tổng hợp" "Consolidate";
    OpenToSee "Xem" "View";
    ActionOnReport "{}: {}" "{}: {}";
    Stale "Số liệu cấp dưới đã đổi" "Figures below have changed";
    Late "Muộn" "Late";
    Pages "Phân trang" "Pages";
    PageOf "{}–{} trong {}" "{}–{} of {}";
    PagePrevious "Trước" "Previous";
    PageNext "Sau" "Next";
    SelectAll "Chọn tất cả báo cáo trên trang" "Select all reports of the page";
    SelectReport "Chọn {}" "Select {}";
    Selected "Đã chọn {} báo cáo" "{} reports selected";
    BulkActions "Thao tác với các báo cáo đã chọn" "Actions for the selected reports";
    BulkResults "Kết quả từng báo cáo" "Result of each report";
    BulkDone "{}: đã xong {} báo cáo" "{}: {} reports done";
    ShownOf "Hiện {} trong {} đơn vị" "{} of {} units shown";

    // Actions
    AskSubmit "Báo cáo được chuyển đến lãnh đạo để duyệt. Sau đó không sửa được số liệu, trừ khi rút lại hoặc bị từ chối." "The report goes to the leader for approval. Figures cannot be changed then, unless it is recalled or rejected.";
    AskRecall "Báo cáo trở về trạng thái đang nhập để sửa tiếp." "The report goes back to entry.";
    AskApprove "Báo cáo được duyệt và sẵn sàng gửi lên đơn vị nhận." "The report is approved and ready to be sent.";
    AskReject "Báo cáo trở về người nhập cùng với lý do." "The report goes back to the author with your reason.";
    AskSign "Báo cáo được ký số." "The report is signed.";
    AskSend "Báo cáo được gửi đến đơn vị nhận." "The report is sent to the receiving unit.";
    AskRefuseToSend "Báo cáo không được gửi và trở về người nhập cùng với lý do." "The report is not sent and goes back with your reason.";
    AskAccept "Báo cáo được tiếp nhận và có thể được tổng hợp." "The report is accepted and can be consolidated.";
    AskReturn "Báo cáo bị trả lại đơn vị gửi cùng với lý do." "The report goes back to the sending unit with your reason.";
    AskRequestCorrection "Báo cáo trở về để sửa ngay nếu đơn vị nhận chưa tiếp nhận; nếu đã tiếp nhận thì chờ đơn vị nhận đồng ý." "The report comes back for correction at once unless its receiver has accepted it; then the receiver is asked.";
    AskGrantCorrection "Đơn vị gửi được sửa và gửi lại báo cáo." "The sending unit may correct the report and send it again.";
    AskDeclineCorrection "Báo cáo giữ nguyên; đơn vị gửi nhận được lý do." "The report stays as it is; the sending unit gets your reason.";
    AskOther "Xác nhận thực hiện?" "Do you want to go on?";
    AskMany "{} cho {} báo cáo?" "{} for {} reports?";
    NoteOptional "Ghi chú (không bắt buộc)" "Note (optional)";
    ReasonRequired "Lý do (bắt buộc)" "Reason (required)";
    ReasonMissing "Hãy ghi lý do." "Give a reason.";
    WarningsToConfirm "Báo cáo có cảnh báo. Hãy kiểm tra, rồi ghi lý do nếu số liệu đúng:" "The report has warnings. Check them and give a reason if the figures are right:";

    // Rights, kinds, sources
    RightEnter "nhập liệu" "enter";
    RightConsolidate "tổng hợp" "consolidate";
    RightApprove "duyệt" "approve";
    RightSend "gửi" "send";
    RightCheck "kiểm tra" "check";
    RightAdminister "quản trị" "administer";
    RightView "xem" "view";
    SourceEntered "Nhập trên màn hình" "Entered";
    OriginPasted "Dán vào" "Pasted";
    OriginFilled "Điền theo ô bên cạnh" "Filled";
    OriginCarriedOver "Lấy từ kỳ trước" "Carried over";
    Comments "Ghi chú" "Comments";
    NoComments "Ô này chưa có ghi chú." "No comments at this cell yet.";
    NewComment "Ghi chú mới" "New comment";
    CommentToAll "Cho đơn vị nhận báo cáo cùng xem (không chọn: chỉ trong đơn vị)" "Show it to the receiving unit, too (otherwise it stays in your unit)";
    SendComment "Ghi" "Comment";
    Settle "Đã xử lý" "Settle";
    SettledBy "Đã xử lý: {}, {}" "Settled by {}, {}";
    AudienceAll "mọi người xem được báo cáo" "all who may read the report";
    AudienceUnit "trong đơn vị" "within the unit";
    CellHistory "Lịch sử của ô" "History of the cell";
    CellNeverChanged "Chưa ai nhập vào ô này." "Nobody has entered anything in this cell.";
    When "Khi nào" "When";
    Who "Ai" "Who";
    How "Cách nhập" "How";
    AlsoOpen "Cũng đang mở báo cáo này:" "Also open by:";
    PersonAt "{} (hàng {}, cột {})" "{} (row {}, column {})";
    SourceImported "Nhập từ Excel" "Imported";
    SourceConsolidated "Tổng hợp" "Consolidated";
    SourceTransition "Chuyển bước" "Workflow step";
    ChangeCell "Ô" "Cell";
    ChangeRowAdded "Thêm dòng" "Row added";
    ChangeRowRemoved "Xóa dòng" "Row removed";
    ChangeLabel "Tên dòng" "Row name";
    UnitGovernmentOffice "Văn phòng Chính phủ" "Government Office";
    UnitMinistry "Bộ, cơ quan ngang bộ" "Ministry";
    UnitProvince "Tỉnh, thành phố" "Province";
    UnitDepartment "Sở, ban, ngành" "Department";
    UnitMinistryDepartment "Vụ, cục thuộc bộ" "Department of a ministry";
    UnitCommune "Xã" "Commune";
    UnitWard "Phường" "Ward";
    UnitSpecialZone "Đặc khu" "Special zone";
    FrequencyMonthly "hằng tháng" "monthly";
    FrequencyQuarterly "hằng quý" "quarterly";
    FrequencyHalfYearly "6 tháng" "half-yearly";
    FrequencyNineMonthly "9 tháng" "nine-monthly";
    FrequencyYearly "hằng năm" "yearly";
    FrequencyDaily "hằng ngày" "daily";
    FrequencyAdHoc "đột xuất" "ad hoc";

    // Forms
    KindData "Số liệu" "Figures";
    KindOutline "Thuyết minh" "Narrative";
    ProvenancePublished "Đã công bố" "Published";
    ProvenanceHandbook "Theo sổ tay" "From the handbook";
    ProvenanceReconstructed "Phục dựng" "Reconstructed";
    OnPaperOutline "Chưa nhập được trên hệ thống: gửi bằng văn bản đúng hạn." "Not written in the system yet: send it on paper, in time.";
    OnPaperSecret "Không nhập trên hệ thống: báo cáo theo quy định về bí mật nhà nước." "Never filled here: report it as the law on state secrets says.";
    OffSystem "Không nhập trên hệ thống" "Off-system";
    OffSystemNotice "Biểu mẫu thuộc phạm vi bí mật nhà nước: không nhập, không gửi trên hệ thống. Báo cáo theo quy định về bảo vệ bí mật nhà nước." "This form falls under the state-secret law: it is never filled, imported or sent here. Report it as that law prescribes.";
    ProvenanceOther "Ghi chú gốc bằng tiếng Anh" "The note in Vietnamese";
    Circular "Văn bản quy định" "Circular";
    Reporters "Đơn vị báo cáo" "Reporting units";
    Receiver "Đơn vị nhận" "Receiver";
    UnitOfMeasure "Đơn vị tính: {}" "Unit: {}";
    RowsFixed "Các dòng cố định theo biểu mẫu." "The rows are prescribed.";
    RowsCatalogue "Các dòng được chọn từ danh mục khi nhập." "Rows are picked from a catalogue.";
    RowsFree "Các dòng do người nhập thêm." "Rows are added by the reporter.";
    Table "Bảng" "Table";
    FormTable "Bảng biểu mẫu" "Table of the form";
    Rules "Quy tắc kiểm tra" "Rules";
    Formula "Công thức" "Formula";
    Severity "Mức độ" "Severity";
    SeverityError "Lỗi" "Error";
    SeverityWarning "Cảnh báo" "Warning";
    Explanation "Giải thích" "Explanation";

    // Units
    Views "Cách xem" "Views";
    TreeView "Cây" "Tree";
    ListView "Danh sách" "List";
    BranchOf "Đơn vị trực thuộc {}" "Units below {}";
    ValidFrom "Hiệu lực từ" "Valid from";
    ValidTo "Đến" "To";

    // Notifications
    NotificationsUnread "Thông báo: {} chưa đọc" "Notifications: {} unread";
    AllNotifications "Xem tất cả thông báo" "All notifications";
    MarkAllRead "Đánh dấu đã đọc tất cả" "Mark all read";
    NoNotifications "Chưa có thông báo nào." "No notifications yet.";
    Unread "Chưa đọc:" "Unread:";

    // Keys
    Key "Phím" "Key";
    Meaning "Tác dụng" "What it does";

    // A report
    NotFilledHere "Báo cáo này không nhập bằng bảng số liệu trên hệ thống." "This report is not filled as a table here.";
    MeasuredIn "Đơn vị tính" "Measured in";
    SinceOnly "{} từ {}" "{} since {}";
    TurnEnter "Đang ở {}: chờ người nhập liệu, từ {}" "At {}: waiting for entry, since {}";
    TurnApprove "Đang ở {}: chờ lãnh đạo duyệt, từ {}" "At {}: waiting for approval, since {}";
    TurnApproveLevel "Đang ở {}: chờ duyệt cấp {}/{}, từ {}" "At {}: waiting for approval level {} of {}, since {}";
    TurnSend "Đang ở {}: chờ gửi đi, từ {}" "At {}: waiting to be sent, since {}";
    TurnCheck "Đang ở {}: chờ kiểm tra, từ {}" "At {}: waiting to be checked, since {}";
    NoteAtStep "Ghi chú khi “{}” ({}):" "Note at “{}” ({}):";
    Withheld "Chưa xem được số liệu của báo cáo này." "The figures of this report cannot be seen yet.";
    ReturnedBecause "Bị trả lại:" "Returned:";
    StaleNotice "Số liệu cấp dưới đã thay đổi sau khi tổng hợp: {}." "Figures below have changed since they were consolidated: {}.";
    StaleSome "{} và {} đơn vị khác" "{} and {} more units";
    StaleUnits "đơn vị cấp dưới" "units below";
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
    Toolbar "Công cụ" "Tools";
    Save "Lưu" "Save";
    Download "Tải xuống .xlsx" "Download .xlsx";
    ImportExcel "Nhập từ Excel" "Import Excel";
    Consolidate "Tổng hợp dữ liệu" "Consolidate";
    ConsolidateNow "Tổng hợp" "Consolidate";
    History "Lịch sử" "History";
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
    Yes "Có" "Yes";
    No "Không" "No";
    NotApplicable "Không áp dụng" "Not applicable";
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
    UnsentTitle "Còn thay đổi chưa gửi trên máy này" "Changes on this device that were not sent";
    UnsentHint "Mở báo cáo để gửi." "Open the report to send them.";
    UnsentCount "{}: {} ô" "{}: {} cells";
    SignOutQuestion "Nếu đăng xuất bây giờ, các thay đổi này được giữ trên máy và gửi khi bạn đăng nhập lại ở đây rồi mở báo cáo. Người khác dùng máy này không thấy chúng." "If you sign out now, these changes stay on this device and are sent when you sign in here again and open the report. Others on this device do not see them.";
    SignOutAnyway "Vẫn đăng xuất" "Sign out all the same";
    OfflineReady "Mở được khi không có mạng" "Opens without network";
    OfflineNotReady "Trình duyệt này không mở được hệ thống khi không có mạng" "This browser cannot open the system without network";
    HasClash "Có xung đột" "Conflict";
    SaveRefused "Chưa lưu – {}" "Not saved – {}";
    ComputedDiffers "Máy chủ tính khác trang này ở {} ô ({}). Báo cáo chưa thể trình cho đến khi lấy số của máy chủ; việc này đã được ghi lại trên máy chủ." "The server computed {} cells differently ({}). The report cannot be submitted until its figures are taken; the server has logged this.";
    ComputedStillDiffers "Thường do biểu khác mà báo cáo này lấy số vừa thay đổi. Nếu sau đó vẫn khác, hãy tải lại trang (Ctrl+F5): trang có thể thuộc phiên bản cũ." "Mostly because another form that this one reads has changed. If they still differ then, reload the page (Ctrl+F5): it may be an older version.";
    TakeComputed "Lấy số của máy chủ" "Take the server's figures";
    WaitDisputed "Số tính của máy chủ khác trang này." "The server computed other figures.";
    LeaveTitle "Còn thay đổi chưa lưu" "Unsaved changes";
    LeaveQuestion "Chưa lưu được các thay đổi lên máy chủ. Nếu rời trang bây giờ, các thay đổi đó có thể bị mất." "The changes could not be saved. If you leave now, they may be lost.";
    LeaveKept "Chưa gửi được các thay đổi lên máy chủ. Chúng được giữ trên máy này và gửi khi bạn mở lại báo cáo." "The changes could not be sent. They stay on this device and are sent when you open the report again.";
    LeaveAnyway "Rời trang" "Leave";
    Stay "Ở lại" "Stay";
    Findings "Kiểm tra số liệu" "Checks";
    NoFindings "Không có lỗi, cảnh báo" "No errors or warnings";
    ErrorCount "{} lỗi" "{} errors";
    WarningCount "{} cảnh báo" "{} warnings";
    FindingsShort "{} lỗi, {} cảnh báo" "{} errors, {} warnings";
    FindingsBlocking "{} lỗi, {} cảnh báo. Hãy sửa hết lỗi để trình." "{} errors, {} warnings. Mend the errors to submit.";
    SubmitBlocked "Còn {} lỗi. Hãy sửa các lỗi trong mục Kiểm tra số liệu rồi trình lại." "{} errors are left. Mend those listed under Checks, then submit.";
    WaitSaving "Đang lưu số liệu…" "Saving the figures…";
    WaitSaved "Chờ lưu xong số liệu" "The figures are not saved yet";
    WaitErrors "Còn {} lỗi" "{} errors left";
    SentSuccessfully "Gửi báo cáo thành công" "Report sent";
    ActionDone "{}: đã xong. Trạng thái: {}" "{}: done. Status: {}";

    // A clash
    ClashTitle "Có người khác vừa sửa cùng ô" "Somebody else changed the same cells";
    ClashExplained "Với mỗi ô, hãy chọn giá trị được giữ lại. Giá trị đã lưu của người kia luôn còn trong lịch sử; giá trị của bạn chưa được lưu, nếu không chọn sẽ bị bỏ." "Choose which value stays in each cell. What the other person saved stays in the history in any case; your own value is not saved yet and is dropped if not chosen.";
    ClashCell "{}, cột ({}) {}" "{}, column ({}) {}";
    ClashTheirs "{} lưu lúc {}:" "{} saved at {}:";
    ClashYours "Giá trị của tôi:" "My value:";
    ClashRowRemoved "xóa cả hàng này" "remove this whole row";
    ClashConfirm "Giữ các giá trị đã chọn" "Keep the chosen values";
    ClashOpen "Xử lý xung đột" "Settle the conflict";

    // Lineage and consolidation
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

    // Import
    ImportFile "Tệp Excel (.xlsx, .xls, .ods, .csv; tối đa 10 MB)" "Excel file (.xlsx, .xls, .ods, .csv; 10 MB at most)";
    ImportLayout "Vị trí bảng trong tệp" "Where the table stands";
    Automatic "Tự động" "Automatic";
    Given "Chỉ định" "Given";
    CodeColumn "Cột mã chỉ tiêu" "Code column";
    FirstDataColumn "Cột dữ liệu đầu tiên" "First data column";
    FirstRow "Dòng đầu" "First row";
    LastRow "Dòng cuối" "Last row";
    MatchColumns "Ghép cột" "Match columns";
    MatchHint "Chọn cột của tệp cho từng cột của biểu. Lần sau, tệp có tiêu đề như vậy của đơn vị được nhận theo cách ghép này." "Choose the file's column for each column of the form. The next time, files of the unit with these titles are read the same way.";
    MatchFormColumn "Cột của biểu" "Column of the form";
    MatchFileColumn "Cột của tệp" "Column of the file";
    MatchCode "Mã dòng" "Code of the row";
    MatchLabel "Tên dòng" "Name of the row";
    MatchNone "– không có –" "– none –";
    MatchSheet "Trang tính" "Sheet";
    ImportBusy "Đang xử lý tệp trên máy chủ…" "The server is working on the file…";
    ImportOldFonts "Chữ kiểu phông cũ" "Text in old fonts";
    ImportOldTexts "{} ô có chữ kiểu phông cũ (TCVN3, VNI), ví dụ {}: “{}” là “{}”." "{} cells hold text in old fonts (TCVN3, VNI), for example {}: “{}” is “{}”.";
    ImportToUnicode "Chuyển sang Unicode" "Convert to Unicode";
    ImportRemembered "Các cột được nhận như đơn vị đã ghép lần trước." "Columns are taken as the unit matched them before.";
    ImportPreview "Xem trước" "Preview";
    ImportApply "Ghi vào báo cáo" "Apply";
    ImportAnnotated "Tải tệp có đánh dấu lỗi" "Download with marked errors";
    ImportMarkedName "ghi chú lỗi" "marked errors";
    ImportFound "Trang tính {}: mã ở cột {}, dữ liệu từ cột {}, dòng {}–{}." "Sheet {}: codes in column {}, data from column {}, rows {}–{}.";
    ImportComputed "{} ô công thức trong tệp đã được so với số hệ thống tự tính: {} ô khác. Số trong tệp không được lấy." "{} computed cells of the file were compared with the system's own figures: {} differ. The file's are not taken.";
    ImportComputedTable "Ô công thức khác số hệ thống tính" "Computed cells that differ";
    ImportFileCell "Ô trong tệp" "Cell";
    ImportFileFigure "Tệp ghi" "File says";
    ImportSystemFigure "Hệ thống tính" "System computes";
    ImportTake "Lấy" "Take";
    ImportTakeRows "Chọn dòng để nhập" "Choose the rows to import";
    ImportTakeRow "Lấy dòng {}" "Take the row {}";
    ImportTakeAll "Lấy tất cả" "Take all";
    ImportTakeNone "Bỏ tất cả" "Take none";
    ImportTakeSound "Chỉ dòng không lỗi" "Only rows without errors";
    ImportTaken "Lấy {} trong {} dòng có thay đổi" "{} of {} changed rows are taken";
    ImportMoreLines "Xem thêm" "Show more";
    ImportChanges "{} thay đổi" "{} changes";
    ImportFindings "Kiểm tra số liệu sau khi nhập: {}" "Checks of the figures as they would be: {}";
    ImportNoChanges "Tệp không làm thay đổi số liệu nào." "The file changes no figure.";
    ImportProblems "{} ô không nhận được hoặc cần xem lại" "{} cells could not be taken or need a look";
    ImportProblemList "Các ô cần xem lại" "Cells that need a look";
    ImportDone "Đã nhập từ Excel: {} thay đổi" "Imported from Excel: {} changes";
    MoreChanges "và {} thay đổi khác" "and {} more changes";
    Row "Dòng" "Row";
    Column "Cột" "Column";
    OldValue "Giá trị cũ" "Old value";
    NewValue "Giá trị mới" "New value";

    // History
    BackToReport "Về báo cáo" "Back to the report";
    NoHistory "Chưa có gì xảy ra với báo cáo này." "Nothing has happened to this report yet.";
    TheSystem "Hệ thống" "The system";
    RevisionNumber "Phiên bản {}" "Revision {}";

    // Explanations of warnings
    Explain "Giải trình" "Explain";
    ExplainAgain "Sửa giải trình" "Explain anew";
    ExplainedBy "Giải trình ({}, {}): {}" "Explanation ({}, {}): {}";
    ExplainedBefore "Giải trình cho số liệu trước đây ({}, {}): {}" "Explained for former figures ({}, {}): {}";
    ExplanationField "Vì sao số liệu đúng?" "Why are the figures right?";
    ExplanationsTitle "Giải trình cảnh báo" "Explanations of warnings";
    WarningsToExplain "Báo cáo có {} cảnh báo chưa được giải trình. Hãy giải trình từng cảnh báo, hoặc ghi lý do chung ở dưới:" "{} warnings are not explained yet. Explain each, or give one reason for all below:";
    WarningsExplained "{} cảnh báo đã được giải trình." "{} warnings are explained.";
    MoreWarnings "và {} cảnh báo khác, theo lý do chung" "and {} more warnings, by the common reason";
    CommonReason "Lý do chung (bắt buộc khi còn cảnh báo chưa giải trình)" "Common reason (required while warnings are left)";
    ReasonLeft "Hãy giải trình các cảnh báo còn lại, hoặc ghi lý do chung." "Explain the warnings that are left, or give a common reason.";
    Outliers "Số liệu khác thường so với các kỳ trước (chỉ để kiểm tra lại, không cản việc gửi):" "Figures that stand out from former periods (worth a look, no obstacle):";
    MoreOutliers "và {} số liệu khác" "and {} more";
}
