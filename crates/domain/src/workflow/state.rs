//! The states of a report.

use serde::{Deserialize, Serialize};

use crate::access::Right;
use crate::language::Language;

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Assigned, nobody has begun (Mới).
    Assigned,
    /// Being entered (Đang nhập).
    InProgress,
    /// Waiting for a leader's approval, at a level (Chờ duyệt).
    Submitted,
    /// Approved inside the unit, to be sent (Đã duyệt).
    Approved,
    /// Sent to the receiving unit (Đã gửi).
    Sent,
    /// Accepted by the receiving unit (Đã tiếp nhận).
    Accepted,
    /// Returned by the receiving unit, with a reason (Bị trả lại).
    Returned,
    /// Accepted; the reporting unit asks to correct it (Chờ duyệt đính chính).
    CorrectionRequested,
    /// Not to be entered: the figures come by machine, or the duty does not hold (Miễn nhập).
    Exempt,
}

impl State {
    /// All states, in the order of a report's life.
    pub const ALL: [Self; 9] = [
        Self::Assigned,
        Self::InProgress,
        Self::Submitted,
        Self::Approved,
        Self::Sent,
        Self::Accepted,
        Self::Returned,
        Self::CorrectionRequested,
        Self::Exempt,
    ];

    /// The code used in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::InProgress => "in_progress",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Returned => "returned",
            Self::CorrectionRequested => "correction_requested",
            Self::Exempt => "exempt",
        }
    }

    /// The state with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }

    /// The state in words.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Assigned => ("Mới", "New"),
            Self::InProgress => ("Đang nhập", "Being entered"),
            Self::Submitted => ("Chờ duyệt", "Awaiting approval"),
            Self::Approved => ("Đã duyệt", "Approved"),
            Self::Sent => ("Đã gửi", "Sent"),
            Self::Accepted => ("Đã tiếp nhận", "Accepted"),
            Self::Returned => ("Bị trả lại", "Returned"),
            Self::CorrectionRequested => ("Chờ duyệt đính chính", "Correction requested"),
            Self::Exempt => ("Miễn nhập", "Exempt"),
        };
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    /// The states in which the reporting unit still owes the report.
    pub const OWED: [Self; 5] = [Self::Assigned, Self::InProgress, Self::Submitted, Self::Approved, Self::Returned];

    /// The states in which the receiving unit has the report.
    pub const DISCLOSED: [Self; 3] = [Self::Sent, Self::Accepted, Self::CorrectionRequested];

    /// Whether the content can be changed in this state.
    #[must_use]
    pub fn is_entry(self) -> bool {
        matches!(self, Self::Assigned | Self::InProgress | Self::Returned)
    }

    /// Whether the figures have left the unit: the receiving unit may read them.
    #[must_use]
    pub fn is_disclosed(self) -> bool {
        Self::DISCLOSED.contains(&self)
    }

    /// Whether a step from this state to another stays inside the unit: the figures have not left it, or are back. Why it
    /// was taken is then the unit's own affair. Releasing a unit from a report comes from above.
    #[must_use]
    pub fn steps_inside(self, to: Self) -> bool {
        let is_inside = |state: Self| !state.is_disclosed() && state != Self::Exempt;
        is_inside(self) && is_inside(to)
    }

    /// Whether the figures may be consolidated. A requested correction is not granted yet: the figures still count.
    #[must_use]
    pub fn is_consolidated(self) -> bool {
        matches!(self, Self::Accepted | Self::CorrectionRequested)
    }

    /// Whether the reporting unit has done its duty for now.
    #[must_use]
    pub fn is_delivered(self) -> bool {
        self.is_disclosed() || self == Self::Exempt
    }

    /// The right whose holders are to act next (C12); none when nobody has to.
    ///
    /// [`Right::Check`] means the receiving unit.
    #[must_use]
    pub fn turn(self) -> Option<Right> {
        match self {
            Self::Assigned | Self::InProgress | Self::Returned => Some(Right::Enter),
            Self::Submitted => Some(Right::Approve),
            Self::Approved => Some(Right::Send),
            Self::Sent | Self::CorrectionRequested => Some(Right::Check),
            Self::Accepted | Self::Exempt => None,
        }
    }
}
