//! The actions on a report.

use serde::{Deserialize, Serialize};

use crate::access::{Right, Rights};
use crate::language::Language;

/// What somebody, or the machine, does with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Begin entry.
    Open,
    /// Save content.
    Save,
    /// Submit to the leader (trình lãnh đạo).
    Submit,
    /// Take a submitted report back before its approval starts.
    Recall,
    /// Approve at the level that is waited for.
    Approve,
    /// Reject inside the unit, with a reason.
    Reject,
    /// Sign digitally.
    Sign,
    /// Refuse to send, with a reason.
    RefuseToSend,
    /// Send to the receiving unit.
    Send,
    /// Accept as the receiving unit.
    Accept,
    /// Return as the receiving unit, with a reason.
    Return,
    /// Ask for a correction (yêu cầu đính chính).
    RequestCorrection,
    /// Grant the correction as the receiving unit.
    GrantCorrection,
    /// Decline the correction as the receiving unit.
    DeclineCorrection,
    /// Acceptance by the machine at the closing hour.
    AutoAccept,
    /// Sending by the machine at the closing hour.
    AutoSend,
    /// Release the unit from this report.
    Exempt,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 17] = [
        Self::Open,
        Self::Save,
        Self::Submit,
        Self::Recall,
        Self::Approve,
        Self::Reject,
        Self::Sign,
        Self::RefuseToSend,
        Self::Send,
        Self::Accept,
        Self::Return,
        Self::RequestCorrection,
        Self::GrantCorrection,
        Self::DeclineCorrection,
        Self::AutoAccept,
        Self::AutoSend,
        Self::Exempt,
    ];

    /// The code used in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Save => "save",
            Self::Submit => "submit",
            Self::Recall => "recall",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Sign => "sign",
            Self::RefuseToSend => "refuse_to_send",
            Self::Send => "send",
            Self::Accept => "accept",
            Self::Return => "return",
            Self::RequestCorrection => "request_correction",
            Self::GrantCorrection => "grant_correction",
            Self::DeclineCorrection => "decline_correction",
            Self::AutoAccept => "auto_accept",
            Self::AutoSend => "auto_send",
            Self::Exempt => "exempt",
        }
    }

    /// The action with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == code)
    }

    /// The action in words, as on its button.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Open => ("Nhập liệu", "Enter figures"),
            Self::Save => ("Lưu", "Save"),
            Self::Submit => ("Trình lãnh đạo", "Submit to the leader"),
            Self::Recall => ("Thu hồi", "Take back"),
            Self::Approve => ("Duyệt", "Approve"),
            Self::Reject => ("Từ chối duyệt", "Reject"),
            Self::Sign => ("Ký số", "Sign"),
            Self::RefuseToSend => ("Từ chối gửi", "Refuse to send"),
            Self::Send => ("Gửi báo cáo", "Send"),
            Self::Accept => ("Tiếp nhận", "Accept"),
            Self::Return => ("Trả lại", "Return"),
            Self::RequestCorrection => ("Yêu cầu đính chính", "Ask for a correction"),
            Self::GrantCorrection => ("Duyệt yêu cầu đính chính", "Grant the correction"),
            Self::DeclineCorrection => ("Từ chối yêu cầu đính chính", "Decline the correction"),
            Self::AutoAccept => ("Tự động tiếp nhận", "Automatic acceptance"),
            Self::AutoSend => ("Tự động gửi", "Automatic sending"),
            Self::Exempt => ("Miễn nhập", "Exempt"),
        };
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    /// The rights of which the actor needs one on this report. Empty for the machine's own actions.
    ///
    /// Signing before the approval is the approver's alone; [`super::transition`] sees to it.
    #[must_use]
    pub fn rights(self) -> Rights {
        match self {
            Self::Open | Self::Save | Self::Submit | Self::Recall => Rights::of(&[Right::Enter, Right::Consolidate]),
            Self::Approve | Self::Reject => Rights::of(&[Right::Approve]),
            Self::Sign => Rights::of(&[Right::Approve, Right::Send]),
            Self::RefuseToSend | Self::Send => Rights::of(&[Right::Send]),
            Self::RequestCorrection => Rights::of(&[Right::Enter, Right::Consolidate, Right::Approve, Right::Send]),
            Self::Accept | Self::Return | Self::GrantCorrection | Self::DeclineCorrection => {
                Rights::of(&[Right::Check])
            }
            Self::Exempt => Rights::of(&[Right::Administer]),
            Self::AutoAccept | Self::AutoSend => Rights::NONE,
        }
    }

    /// Whether a reason has to be given: nobody can mend, judge or look up later what was refused without one.
    #[must_use]
    pub fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::Reject
                | Self::RefuseToSend
                | Self::Return
                | Self::RequestCorrection
                | Self::DeclineCorrection
                | Self::Exempt
        )
    }

    /// Whether only the machine does it.
    #[must_use]
    pub fn is_automatic(self) -> bool {
        matches!(self, Self::AutoAccept | Self::AutoSend)
    }
}
