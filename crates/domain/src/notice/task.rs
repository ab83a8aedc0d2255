//! What somebody who is told about a report is to do about it now (E4).

use crate::access::{Right, Rights};
use crate::language::Language;
use crate::workflow::State;

/// What is to be done about a report, by the person who is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Task {
    /// Enter figures.
    Enter,
    /// Take in the figures from below.
    Consolidate,
    /// Mend what was returned, and submit it again.
    Mend,
    /// Take in again what changed below.
    Reconsolidate,
    /// Get the report back first: what changed below cannot be taken in as it stands.
    GetBack,
    /// Wait: whatever changed below has yet to take in changes from further below.
    AwaitBelow,
    /// Approve or reject.
    Approve,
    /// Send.
    Send,
    /// Accept or return what was sent.
    Check,
    /// Grant or decline a correction.
    DecideCorrection,
    /// Read a comment, and answer it.
    Answer,
    /// Nothing is waiting for this person.
    Read,
}

/// How a report stands to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The report's state.
    pub state: State,
    /// Whether it takes in reports from below.
    pub consolidates: bool,
    /// Whether those changed since (D5).
    pub is_stale: bool,
    /// Whether what changed is out of date itself, so that taking it in again brings nothing yet.
    pub waits: bool,
    /// What the person may do in the reporting unit.
    pub own: Rights,
    /// What the person may do in the receiving unit.
    pub receiving: Rights,
}

impl Standing {
    /// What the person is to do now. What somebody else has done meanwhile is not asked for again, whenever the notice
    /// was written.
    #[must_use]
    pub fn task(&self) -> Task {
        let is_entry = self.state.is_entry();
        if self.is_stale && self.own.contains(Right::Consolidate) {
            return match (self.waits, is_entry) {
                (true, _) => Task::AwaitBelow,
                (false, true) => Task::Reconsolidate,
                (false, false) => Task::GetBack,
            };
        }
        match self.state.turn() {
            Some(Right::Enter) => self.entry(),
            Some(Right::Approve) if self.own.contains(Right::Approve) => Task::Approve,
            Some(Right::Send) if self.own.contains(Right::Send) => Task::Send,
            Some(Right::Check) if self.receiving.contains(Right::Check) => match self.state {
                State::CorrectionRequested => Task::DecideCorrection,
                _ => Task::Check,
            },
            _ => Task::Read,
        }
    }

    fn entry(&self) -> Task {
        let enters = self.own.intersects(Rights::of(&[Right::Enter, Right::Consolidate]));
        match self.state {
            _ if !enters => Task::Read,
            State::Returned => Task::Mend,
            _ if self.consolidates && self.own.contains(Right::Consolidate) => Task::Consolidate,
            _ => Task::Enter,
        }
    }
}

impl Task {
    /// The code used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enter => "enter",
            Self::Consolidate => "consolidate",
            Self::Mend => "mend",
            Self::Reconsolidate => "reconsolidate",
            Self::GetBack => "get_back",
            Self::AwaitBelow => "await_below",
            Self::Approve => "approve",
            Self::Send => "send",
            Self::Check => "check",
            Self::DecideCorrection => "decide_correction",
            Self::Answer => "answer",
            Self::Read => "read",
        }
    }

    /// What to do, in a few words.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Enter => ("Mở báo cáo và nhập số liệu", "Open the report and enter figures"),
            Self::Consolidate => ("Tổng hợp số liệu cấp dưới", "Consolidate the figures below"),
            Self::Mend => ("Sửa số liệu và trình lại", "Mend the figures and submit again"),
            Self::Reconsolidate => ("Tổng hợp lại", "Consolidate again"),
            Self::GetBack => (
                "Thu hồi hoặc yêu cầu đính chính, rồi tổng hợp lại",
                "Take it back or ask for a correction, then consolidate again",
            ),
            Self::AwaitBelow => {
                ("Chờ đơn vị cấp dưới tổng hợp lại", "Wait until the unit below has consolidated again")
            }
            Self::Approve => ("Xem xét và duyệt báo cáo", "Review and approve the report"),
            Self::Send => ("Gửi báo cáo", "Send the report"),
            Self::Check => ("Kiểm tra, rồi tiếp nhận hoặc trả lại", "Check it, then accept or return it"),
            Self::DecideCorrection => ("Duyệt hoặc từ chối yêu cầu đính chính", "Grant or decline the correction"),
            Self::Answer => ("Đọc ghi chú và trả lời", "Read the comment and answer"),
            Self::Read => ("Xem báo cáo", "View the report"),
        };
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}
