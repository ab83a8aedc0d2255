//! Why an action cannot be done, in words that say what to do.

use serde::{Deserialize, Serialize};

use super::{Action, State};
use crate::language::Language;

/// Stable code of a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// The actor has no right that the action needs.
    MissingRight,
    /// The state has no such step.
    WrongState,
    /// A reason has to be given.
    ReasonRequired,
    /// Findings block the step.
    ErrorsRemain,
    /// Warnings have to be confirmed with a reason.
    WarningsUnconfirmed,
    /// The entry window is closed.
    EntryClosed,
    /// A state-secret form.
    OffSystem,
    /// A narrative report, which cannot be written here yet.
    Outline,
    /// The author may not approve the own report.
    OwnReport,
    /// Others are named for the approval level that is waited for.
    NotNamed,
    /// Only the author takes a report back.
    NotAuthor,
    /// A leader has approved already.
    ApprovalStarted,
    /// Nothing is sent without a signature.
    SignatureMissing,
    /// Reports of this regime are not signed.
    SigningOff,
    /// Only the machine does this.
    AutomaticOnly,
    /// The policy has no hour for this.
    AutomationOff,
}

impl RefusalCode {
    /// All codes.
    pub const ALL: [Self; 16] = [
        Self::MissingRight,
        Self::WrongState,
        Self::ReasonRequired,
        Self::ErrorsRemain,
        Self::WarningsUnconfirmed,
        Self::EntryClosed,
        Self::OffSystem,
        Self::Outline,
        Self::OwnReport,
        Self::NotNamed,
        Self::NotAuthor,
        Self::ApprovalStarted,
        Self::SignatureMissing,
        Self::SigningOff,
        Self::AutomaticOnly,
        Self::AutomationOff,
    ];

    /// The code used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MissingRight => "missing_right",
            Self::WrongState => "wrong_state",
            Self::ReasonRequired => "reason_required",
            Self::ErrorsRemain => "errors_remain",
            Self::WarningsUnconfirmed => "warnings_unconfirmed",
            Self::EntryClosed => "entry_closed",
            Self::OffSystem => "off_system",
            Self::Outline => "outline",
            Self::OwnReport => "own_report",
            Self::NotNamed => "not_named",
            Self::NotAuthor => "not_author",
            Self::ApprovalStarted => "approval_started",
            Self::SignatureMissing => "signature_missing",
            Self::SigningOff => "signing_off",
            Self::AutomaticOnly => "automatic_only",
            Self::AutomationOff => "automation_off",
        }
    }

    /// The code with this name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == code)
    }
}

/// Why an action cannot be done now. Its words are made when somebody reads them: what may be done is asked for every
/// action of every report of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::En))]
pub struct Refusal {
    /// Stable code.
    pub code: RefusalCode,
    action: Action,
    state: State,
}

impl Refusal {
    pub(super) fn new(code: RefusalCode, action: Action, state: State) -> Self {
        Self { code, action, state }
    }

    /// What is the matter and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::Vi => message_vi(self.code, self.action, self.state),
            Language::En => message_en(self.code, self.action, self.state),
        }
    }
}

fn message_vi(code: RefusalCode, action: Action, state: State) -> String {
    let action = action.label(Language::Vi);
    let state = state.label(Language::Vi);
    match code {
        RefusalCode::MissingRight => format!(
            "Tài khoản của bạn không có quyền “{action}” với báo cáo này. Hãy liên hệ quản trị đơn vị để được phân quyền."
        ),
        RefusalCode::WrongState => format!(
            "Không thể “{action}” khi báo cáo ở trạng thái “{state}”. Hãy tải lại trang để xem các thao tác hiện có."
        ),
        RefusalCode::ReasonRequired => format!("Hãy nhập lý do trước khi chọn “{action}”."),
        RefusalCode::ErrorsRemain => {
            format!("Báo cáo còn lỗi số liệu. Hãy sửa các ô được báo lỗi rồi chọn “{action}” lại.")
        }
        RefusalCode::WarningsUnconfirmed => {
            "Báo cáo còn cảnh báo. Hãy kiểm tra lại số liệu, hoặc nhập lý do để xác nhận số liệu đúng rồi thực hiện lại.".to_owned()
        }
        RefusalCode::EntryClosed => {
            "Ngoài thời gian mở nhập liệu của báo cáo. Hãy liên hệ đơn vị giao báo cáo để được mở lại.".to_owned()
        }
        RefusalCode::OffSystem => {
            "Biểu mẫu thuộc phạm vi bí mật nhà nước, không được nhập hoặc gửi trên Hệ thống. Hãy báo cáo bằng văn bản theo quy định về bảo vệ bí mật nhà nước.".to_owned()
        }
        RefusalCode::Outline => {
            "Hệ thống chưa có phần nhập đề cương (báo cáo thuyết minh). Hãy gửi báo cáo này bằng văn bản.".to_owned()
        }
        RefusalCode::OwnReport => {
            "Bạn đã nhập báo cáo này nên không được tự duyệt. Hãy để người khác có quyền duyệt thực hiện.".to_owned()
        }
        RefusalCode::NotNamed => {
            "Cấp duyệt này đã chỉ định người duyệt khác. Hãy xem tên trong quy trình của báo cáo, hoặc liên hệ quản trị đơn vị.".to_owned()
        }
        RefusalCode::NotAuthor => {
            "Chỉ người đã trình mới được thu hồi báo cáo. Hãy gửi “Yêu cầu đính chính” nếu cần sửa.".to_owned()
        }
        RefusalCode::ApprovalStarted => {
            "Báo cáo đã qua một cấp duyệt nên không thể thu hồi. Hãy gửi “Yêu cầu đính chính” nếu cần sửa.".to_owned()
        }
        RefusalCode::SignatureMissing => "Báo cáo chưa được ký số. Hãy ký số rồi gửi lại.".to_owned(),
        RefusalCode::SigningOff => "Chế độ báo cáo này không ký số. Hãy gửi báo cáo không cần ký.".to_owned(),
        RefusalCode::AutomaticOnly => {
            format!("“{action}” do Hệ thống thực hiện vào giờ chốt. Hãy chọn thao tác khác.")
        }
        RefusalCode::AutomationOff => {
            format!("Chưa cấu hình giờ “{action}” cho chế độ báo cáo này. Hãy đặt giờ trong cấu hình quy trình.")
        }
    }
}

fn message_en(code: RefusalCode, action: Action, state: State) -> String {
    let action = action.label(Language::En);
    let state = state.label(Language::En);
    match code {
        RefusalCode::MissingRight => {
            format!("Your account may not do “{action}” with this report. Ask your unit's administrator for the right.")
        }
        RefusalCode::WrongState => format!(
            "“{action}” is not possible while the report is “{state}”. Reload the page to see what can be done now."
        ),
        RefusalCode::ReasonRequired => format!("Give a reason before choosing “{action}”."),
        RefusalCode::ErrorsRemain => {
            format!("The report still has errors. Correct the cells that are marked, then choose “{action}” again.")
        }
        RefusalCode::WarningsUnconfirmed => {
            "The report still has warnings. Check the figures, or confirm them with a reason and try again.".to_owned()
        }
        RefusalCode::EntryClosed => {
            "The report is not open for entry now. Ask the unit that assigned it to open it again.".to_owned()
        }
        RefusalCode::OffSystem => {
            "This form is a state secret and may not be filled or sent here. Report it on paper as the law on state secrets says.".to_owned()
        }
        RefusalCode::Outline => {
            "Narrative reports cannot be written in the system yet. Send this one on paper.".to_owned()
        }
        RefusalCode::OwnReport => {
            "You entered this report and may not approve it yourself. Let somebody else with the right to approve do it.".to_owned()
        }
        RefusalCode::NotNamed => {
            "Others are named to approve at this level. See who in the report's process, or ask your unit's administrator.".to_owned()
        }
        RefusalCode::NotAuthor => {
            "Only who submitted the report may take it back. Ask for a correction if it must be changed.".to_owned()
        }
        RefusalCode::ApprovalStarted => {
            "A leader has approved the report already. Ask for a correction if it must be changed.".to_owned()
        }
        RefusalCode::SignatureMissing => "The report is not signed. Sign it, then send it again.".to_owned(),
        RefusalCode::SigningOff => "Reports of this regime are not signed. Send it without a signature.".to_owned(),
        RefusalCode::AutomaticOnly => {
            format!("“{action}” is done by the system at the closing hour. Choose another action.")
        }
        RefusalCode::AutomationOff => {
            format!("No hour is set for “{action}” in this regime. Set it in the workflow settings.")
        }
    }
}
